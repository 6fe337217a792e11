/*
 * Themes in what people wrote: the codebook, what coders decided, how far they agree, which terms
 * mark a theme, and what may be said of its strength.
 *
 * A comment is one answer to one question of long text.  It may carry several themes, or none of
 * them.  What names a comment, who may open it and where codings lie is not known here.
 *
 * Pure: no file, no clock, no randomness.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_CODING_H
#define CANVASS_CODING_H

#include "base/base.h"
#include "form/form.h"

enum {
	BOOK_THEMES = 60,	/* in all versions together: their bits fit 64 */
	BOOK_STEPS = 1000,
	BOOK_WORDS = 60,	/* that suggest one theme */
	BOOK_TITLE = 120,	/* characters */
	BOOK_TEXT = 1000,	/* of a definition or a reason */
	COMMENT_NAME = 12,	/* characters of base32 */
	CODINGS_MOST = 200000,	/* of one coder */
};

/* ---- the codebook (codebook.c, codebook_file.c) ------------------------------------- */

/*
 * Version 1 is what the form says.  Each change makes the next version and says why.  Themes of the
 * form stay at the top for good, since their strengths were planned before anybody answered; what
 * is added is a part of one of them (`under`), or stands by itself and is never given a strength:
 * "found in this wave; ask about it in the next".  An id is never used again.
 */
struct book_theme {
	const char *id, *title, *definition; /* definition: "" if there is none */
	int under;	/* index of the theme of which it is a part; -1: none */
	int of_form;	/* index in the form's themes; -1: it was added */
	unsigned since; /* version */
	unsigned until; /* version in which it was merged or split; 0: in use */
	int into;	/* index of the theme that it was merged into; -1 */
	const char *words[BOOK_WORDS]; /* suggest it: "supervis*", "sick leave", "/back to work/" */
	size_t word_count;
};
enum book_act {
	BOOK_ADD,
	BOOK_DEFINE,
	BOOK_TITLED,
	BOOK_WORDED,
	BOOK_MERGE,
	BOOK_SPLIT,
	BOOK__ACTS
};
/* "add", "define", "title", "words", "merge", "split" */
extern const char *const book_act_names[BOOK__ACTS];
struct book_step { /* the one that made version `version` */
	unsigned version;
	enum book_act act;
	const char *theme;  /* its id */
	/* add: of which it is a part; merge: into which; split: the parts, "a,b"; else "" */
	const char *others;
	const char *reason;
};
struct codebook { /* in an arena */
	unsigned version; /* from 1 */
	struct book_theme themes[BOOK_THEMES];
	size_t theme_count;
	struct book_step *steps; /* oldest first; none for version 1 */
	size_t step_count;
};
struct book_change {
	enum book_act act;
	const char *theme;
	const char *title, *definition; /* NULL: as it is */
	const char *under;		/* of an added one; NULL: by itself */
	const char *into;		/* merge */
	const char *parts[8]; /* split: ids of parts that are there, or are made: "id=Title" */
	size_t part_count;
	const char *const *words;	/* the new list; NULL: as it is */
	size_t word_count;
	const char *reason;
};
struct codebook *codebook_of_form(const struct form *form, unsigned lang, struct arena *a) MUST_USE;
/*
 * The next version; NULL and ERR_INPUT with what is wrong and what to do (an id that was used, a
 * theme of the form that would be merged away, no reason, a bad pattern).  book is left alone.
 */
struct codebook *codebook_change(const struct codebook *book, const struct book_change *change,
				 struct arena *a, struct err *err);
/* By id, whatever its version; -1: none. */
int codebook_theme(const struct codebook *book, const char *id);
/* The theme in use that stands for it now: itself, or what it was merged into; -1: it was split. */
int codebook_now(const struct codebook *book, int theme);
/* Those that stand for them now, to compare codings of two versions; what was split stays. */
uint64_t codebook_now_bits(const struct codebook *book, uint64_t themes);
/*
 * As bits of the form's themes: each theme counts for the one of the form that it is part of.  No
 * later version changes that for codings that are there, so that what was told of them stands.
 */
uint32_t codebook_form_bits(const struct codebook *book, uint64_t themes);
/*
 * Whether a coding of that version needs another look: a theme in it was split since, or defined
 * anew, or merged into one that counts for another theme of the form.
 */
bool codebook_stale(const struct codebook *book, unsigned version, uint64_t themes);
/* JSON, "codebook 1", canonical: the same book gives the same bytes. */
void codebook_write(const struct codebook *book, struct buf *out);
/* ERR_INPUT: not a codebook, or not of this form (its first themes are not the form's). */
struct codebook *codebook_read(const char *text, size_t len, const struct form *form,
			       struct arena *a, struct err *err);

/* ---- codings (coding.c) ------------------------------------------------------------- */

enum coder { CODER_FIRST, CODER_SECOND, CODER_SETTLED, CODER__COUNT };
extern const char *const coder_names[CODER__COUNT]; /* "first", "second", "settled" */
struct coding {
	char name[COMMENT_NAME + 1]; /* of the comment */
	unsigned version;	     /* of the codebook by which it was coded */
	uint64_t themes;	     /* bits of the codebook's themes; 0: none of these */
};
struct codings { /* of one coder, by name; in an arena */
	struct coding *items;
	size_t count;
};
const struct coding *coding_find(const struct codings *c, const char *name);
/* Puts one in, or in another's place.  The result is new and in the arena. */
void codings_put(struct codings *c, const struct coding *one, struct arena *a);
/* The same for many, in any order, at the cost of one: of those with one name the last counts. */
void codings_join(struct codings *c, const struct coding *many, size_t count, struct arena *a);
/* JSON, "codings 1"; themes by their ids. */
void codings_write(const struct codings *c, const struct codebook *book, enum coder by,
		   struct buf *out);
bool codings_read(struct codings *out, const char *text, size_t len, const struct codebook *book,
		  enum coder by, struct arena *a, struct err *err) MUST_USE;
/*
 * Whether a comment belongs to the sample that both code: all, if there are 150 or fewer; else 150
 * or a fifth, whichever is more, by the order of their names (which are hashes).  names: sorted.
 */
size_t sample_size(size_t comments);
bool sample_has(const char *const *names, size_t count, const char *name);
/*
 * What stands: what was settled; else what both say if they agree; else, outside of the sample,
 * what the first coder says.  False: it is not coded yet, or not settled.
 */
bool coding_stands(const struct codings by[CODER__COUNT], const char *name, bool in_sample,
		   uint64_t *out_themes) MUST_USE;

/* ---- suggestions (suggest.c; stem.c: the only door to libstemmer) ------------------- */

/*
 * Small letters, without accents for comparing; English words without their endings (Snowball's
 * "english"), Welsh ones by prefix and a table of mutations.  out: size bytes.
 */
void stem_of(const char *word, size_t len, const char *language, char *out, size_t size);
struct suggester; /* a codebook's words, compiled */
void suggester_free(struct suggester *s);
/* ERR_INPUT: a pattern that cannot be used, with its theme. */
struct suggester *suggester_new(const struct codebook *book, const char *language,
				struct err *err) OWNED_BY(suggester_free);
struct suggestion { /* one place in a text that speaks for a theme; bytes */
	int theme;
	size_t from, to;
	const char *word; /* the book's */
};
/* All of them by place; in the arena.  A match that runs away suggests nothing. */
struct suggestion *suggest(struct suggester *s, const char *text, size_t len, size_t *out_count,
			   struct arena *a) MUST_USE;
/*
 * Stems that many comments have and no theme's words cover, most frequent first: candidates for new
 * themes.  texts are redacted; a stem must stand in those of at least `least` persons.
 */
struct term_text { /* one comment */
	const char *text;
	size_t len;
	const unsigned char *person; /* 32 bytes, equal for all comments of one person */
	unsigned question;	     /* comments are compared within the questions of a theme */
	uint32_t may, carries;	     /* bits of the form's themes */
	const char *asked; /* the question's words, which are no terms; NULL: not given */
};
const char **candidate_terms(struct suggester *s, const struct term_text *texts, size_t count,
			     const char *language, unsigned least, size_t most,
			     size_t *out_count, struct arena *a) MUST_USE;

/* ---- key terms (terms.c) ------------------------------------------------------------ */

/*
 * Log-odds with an informative Dirichlet prior (B. L. Monroe, M. P. Colaresi and K. M. Quinn,
 * Political Analysis 16 (2008) 372-403).  yi of ni words against yj of nj; a: the stem's part of
 * the prior a0.
 */
struct log_odds {
	double delta, zeta;
};
struct log_odds log_odds(double yi, double ni, double yj, double nj, double a, double a0);
/* Log-likelihood G2 of the same counts (T. Dunning, Computational Linguistics 19 (1993) 61-74). */
double log_likelihood(double yi, double ni, double yj, double nj);
/*
 * At most ten words that mark a theme, in alphabetical order: zeta 1.96 or more (a0 = 500), in the
 * theme's comments of at least `least` persons.  A word stands for its stem: the commonest form
 * that `least` persons used, or else the stem.  Labels of redaction and words of the
 * question are none.
 */
const char **key_terms(const struct term_text *texts, size_t count, int theme,
		       const char *language, unsigned least, size_t *out_count,
		       struct arena *a) MUST_USE;

/* ---- agreement of two coders (agree.c) ---------------------------------------------- */

/* not coded twice; [x]; [u]; fine */
enum agree_band { AGREE_NOT, AGREE_LOW, AGREE_FAIR, AGREE_GOOD };
struct agreement {
	uint32_t both, first, second, neither; /* comments of the sample */
	double agree;			       /* share on which they agree */
	double alpha, kappa, positive;	       /* NAN: not defined */
	enum agree_band band;
};
/*
 * Of one theme (carries it or not).  alpha: K. Krippendorff, Content Analysis, for nominal data; A.
 * F. Hayes and K. Krippendorff, Communication Methods and Measures 1 (2007) 77-89.  kappa: J.
 * Cohen, Educational and Psychological Measurement 20 (1960) 37-46.  positive: 2a / (2a + b + c).
 * Band: GOOD from 0.80; FAIR from 0.667, or if under ten comments carry it by either coder, or if
 * alpha is not defined; LOW under that; NOT if there are no comments.
 */
struct agreement agreement_of(uint32_t both, uint32_t first, uint32_t second, uint32_t neither);

#endif
