/*
 * Words of a text, and what they have in common: shared by suggestions and key terms.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SUMMARY_TERMS_H
#define CANVASS_SUMMARY_TERMS_H

#include "summary/coding.h"

/* ---- the words of a text (words.c) ------------------------------------------------- */

enum { TOKEN_MOST = 160 }; /* bytes; what is longer is no word of any language */

/*
 * Letters and digits that stand together, with apostrophes between letters.  Labels of redaction,
 * "[NAME]", are none.
 */
struct token {
	size_t from, to; /* bytes of the text */
	bool joined; /* nothing but blanks and hyphens stands between it and the token before */
	bool word;   /* two letters or more, and no digit */
	const char *lower;  /* in small letters, composed; a NUL follows */
	const char *folded; /* the same without accents */
	size_t lower_len, folded_len; /* 0: longer than TOKEN_MOST */
};
struct tokens {
	const char *text, *at, *end;
	bool started;
	char lower[TOKEN_MOST + 1], folded[TOKEN_MOST + 1];
};
struct tokens tokens_of(const char *text, size_t len);
/* The next one, valid until the next call; false: there is none. */
bool token_next(struct tokens *t, struct token *out);
/* Bytes of a label of redaction that begins here, brackets included; 0: none does. */
size_t label_length(const char *at, const char *end);

/* ---- stems (stem.c) ----------------------------------------------------------------- */

enum tongue { TONGUE_OTHER, TONGUE_ENGLISH, TONGUE_WELSH };
enum tongue tongue_of(const char *language);

struct stemmer;
void stemmer_free(struct stemmer *s);
struct stemmer *stemmer_new(enum tongue tongue) OWNED_BY(stemmer_free);
/* Of a folded word; valid until the next call. */
const char *stemmer_stem(struct stemmer *s, const char *folded, size_t len, size_t *out_len);
/* How a Welsh word may begin in a sentence, itself first: so many forms. */
enum { MUTATIONS = 4 };
size_t welsh_forms(const char *folded, size_t len, char out[MUTATIONS][TOKEN_MOST + 4]);

/* Words that are in every comment and say nothing of what it is about. */
bool stop_word(const char *folded, size_t len, enum tongue tongue);

/* ---- words counted (vocabulary.c) ------------------------------------------------------- */

enum side { SIDE_OUT, SIDE_IN };
struct stem_count {
	const char *text;
	uint32_t uses[2];   /* by side */
	uint32_t persons;   /* on the side SIDE_IN */
	uint32_t last;	    /* person counted last, from 1 */
	bool asked;	    /* a word of the question */
	const char *form;   /* the commonest that enough persons used; NULL: none */
	uint32_t form_persons;
};
struct vocabulary; /* of one language */
void vocabulary_free(struct vocabulary *v);
struct vocabulary *vocabulary_new(const char *language) OWNED_BY(vocabulary_free);
/* Counts one word of a person (from 1; persons come one after another). */
void vocabulary_count(struct vocabulary *v, const struct token *word, enum side side,
		      uint32_t person);
/* The stems of these words are none from now on. */
void vocabulary_asked(struct vocabulary *v, const char *words);
/* All stems with their best forms, by their texts. */
const struct stem_count *vocabulary_stems(struct vocabulary *v, uint32_t least,
					  size_t *out_count);
/* Comments by person: out[i] is an index into texts. */
void texts_by_person(const struct term_text *texts, size_t count, size_t *out);

#endif
