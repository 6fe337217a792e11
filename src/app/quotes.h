/*
 * Quotes: what people wrote, redacted, passed by two people, ready to leave.
 *
 * A comment is one answer to a question of long text, in one turn, in one sealed answer of a closed
 * batch.  Its name is made with the box's own key: no recipient needs to tell another which comment
 * is meant, and to everybody else the name leads nowhere, not even to another comment of the same
 * person.  Short texts and the words beside "other" are labels, not comments.  Themes that only
 * some people can be asked about are not quoted: who were asked may be hidden.
 *
 * A tick is one recipient's word that a comment may leave with these stretches of it taken out.  It
 * is sealed to all recipients of the survey, and for each of them it bears a code that nobody but
 * the one who ticked and that recipient can have made: the host can neither read ticks nor make one
 * up, and no recipient can make up another's for a third.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_QUOTES_H
#define CANVASS_QUOTES_H

#include "answer/redact.h"
#include "app/app.h"
#include "store/read.h"
#include "summary/summary.h"

enum {
	QUOTE_NAME = 12,	      /* characters of base32: 60 bits */
	QUOTE_SHOWN = QUOTE_NAME + 3, /* "K7QX-3MRR-P2VD" and its NUL */
	TICK_SPANS = 200,	      /* stretches that may be taken out of one quote */
};

/* ---- comments (quotes.c) --------------------------------------------------------------- */

struct comment {
	char name[QUOTE_NAME + 1];
	unsigned question, batch;
	unsigned char person[SEAL_KEY]; /* the same for all of one sealed answer */
	uint32_t themes; /* bits: those that it may carry, and that may be quoted */
	int theme;  /* the one that it carries unless somebody says another; -1: none */
	char *text; /* wiped with the comment */
	size_t len;
};
struct comments {
	struct comment *items;
	size_t count, room;
	size_t boxes;
	size_t unopened; /* of these: damaged, or not sealed to this survey's keys */
	/* By theme of the form: how many people wrote something that may carry it. */
	uint32_t people[FORM_THEMES];
};
struct comments_of {
	const struct survey *survey;
	const struct form *form;
	const struct batches *batches; /* NULL: nobody ever answered */
	const struct secret_key *key;
	unsigned upto; /* batches 1 to upto */
};
void comments_free(struct comments *c);
/*
 * Opens them all, in an order drawn anew; comments that are empty or blank are left out.  Only they
 * are kept in memory.  False: the batches could not be read to their end, and *out is empty.
 */
bool comments_open(const struct comments_of *of, struct comments *out, struct err *err)
	MUST_USE;
/* Whether a form asks for anything that can be quoted. */
bool comments_asked(const struct form *form);
/* "K7QX-3MRR-P2VD" */
void quote_show(const char name[QUOTE_NAME + 1], char out[QUOTE_SHOWN]);
/* Blanks and dashes dropped, small letters and I L O U read as they are meant.  False: no name;
 * out has what could be read of it. */
bool quote_name_read(const char *typed, char out[QUOTE_NAME + 1]) MUST_USE;

/* ---- what is taken out (quotes_text.c) -------------------------------------------------- */

struct quote_span { /* bytes of the comment; sorted, apart from each other */
	uint32_t from, to;
	enum redact_class class;
	bool certain; /* may not be kept */
};
struct quote_marks { /* in an arena */
	struct quote_span *spans;
	size_t count;
	bool event; /* an event, a place and a time stand together */
};
/*
 * All that the engine marks under --strict, without local words (local: NULL) and with them.  Who
 * has no local words then finds nothing certain that another with them has left.
 */
struct quote_marks quote_marks(struct redactor *plain, struct redactor *local,
			       const struct comment *c, struct arena *a);
/* Whether one of the stretches holds all of the mark. */
bool quote_covers(const struct quote_span *spans, size_t count,
		  const struct quote_span *mark);
/* Adds what is certain among one's own marks and left standing by marks. */
void quote_marks_add(struct quote_marks *marks, const struct quote_marks *own,
		     struct arena *a);
/* Whether the whole text was given up. */
bool quote_gone(const struct quote_marks *marks, const struct comment *c);
/*
 * Takes marks away again: keep is a list of their numbers, "1,3".  ERR_INPUT: a number that there
 * is not, or a mark that is certain.
 */
bool quote_keep(struct quote_marks *marks, const char *keep, struct err *err) MUST_USE;
/* Marks each place where these words stand as quote_text shows them, in any case.  ERR_INPUT: they
 * stand nowhere. */
bool quote_hide(struct quote_marks *marks, const struct comment *c, const char *words,
		struct arena *a, struct err *err) MUST_USE;
/* Whether there is nothing to be seen in a text. */
bool quote_blank(const char *text, size_t len);
/*
 * The text as it would leave: labels in place of what is taken out, and one blank for each run of
 * blanks, line ends and control characters, which could tell whose writing it is; nothing that
 * cannot be seen.  numbered: "[NAME 1]".
 */
char *quote_text(const struct comment *c, const struct quote_span *spans, size_t count,
		 bool numbered, struct arena *a) MUST_USE;
/*
 * The same for those who code, with a line end where the writer began a new line: byte for byte
 * quote_text, but for '\n' in place of some blanks.
 */
char *quote_text_lines(const struct comment *c, const struct quote_span *spans,
		       size_t count, struct arena *a) MUST_USE;

/* ---- one tick as bytes (quotes_tick.c) ---------------------------------------------------- */

struct tick { /* what is inside */
	char name[QUOTE_NAME + 1];
	struct recipient who;
	char theme[64]; /* its id */
	struct quote_span spans[TICK_SPANS];
	size_t span_count;
};
/* Bytes of every sealed tick of a survey. */
size_t tick_size(const struct survey *survey);
/* Seals it to all recipients; its who is the key's owner.  sealed: tick_size bytes. */
bool tick_seal(const struct tick *tick, const struct survey *survey,
	       const struct secret_key *key, unsigned char *sealed, struct err *err)
	MUST_USE;
/* ERR_DENIED, ERR_INPUT: damaged, cut, of another survey, or not made by who it says. */
bool tick_open(const unsigned char *sealed, size_t len, const struct survey *survey,
	       const struct secret_key *key, struct tick *out, struct err *err) MUST_USE;

/* ---- where ticks lie (quotes_store.c) ----------------------------------------------------- */

/* Rows of canvass.db, or lines of a file beside exported batches: base64 of id and sealed bytes. */
struct tick_place {
	const char *workspace;
	const char *file; /* "BATCHES.ticks"; NULL: canvass.db */
	const char *survey;
};
/* BATCHES.ticks */
const char *ticks_beside(const char *batches, struct arena *a);
bool ticks_read(const struct tick_place *place, struct tick_row **out, size_t *out_count,
		struct arena *a, struct err *err) MUST_USE;
bool ticks_change(const struct tick_place *place, const unsigned char (*gone)[TICK_ID],
		  size_t gone_count, const struct tick_row *rows, size_t row_count,
		  struct arena *a, struct err *err) MUST_USE;

/* ---- who passed what (quotes_judge.c) ------------------------------------------------------ */

struct valid_tick {
	unsigned char id[TICK_ID];
	struct tick tick;
	const struct comment *comment; /* NULL: not among those that were opened */
	char *text;		       /* as it would leave by this tick */
	int theme;
	bool mine;
};
struct ticks { /* in an arena, in no order that tells anything */
	struct valid_tick *items;
	size_t count;
	size_t ignored; /* damaged, forged, of another survey or key */
	size_t lapsed;	/* what is certain to be marked today, they leave standing */
	size_t unclear; /* of one person, for the same quote, and not alike */
};
/* Opens all rows; what cannot be opened is counted, and ignored. */
void ticks_open(const struct tick_row *rows, size_t count, const struct survey *survey,
		const struct secret_key *key, struct ticks *out, struct arena *a);
/* Finds each one's comment, and takes out those that do not fit it. */
void ticks_join(struct ticks *ticks, const struct comments *comments,
		const struct form *form, struct redactor *plain, struct arena *a);
/* Says on standard error what was not counted. */
void ticks_warn(const struct ticks *ticks);
/* The first of two ticks of different people for the same words and theme, or NULL. */
const struct valid_tick *quote_passed(const struct ticks *ticks, const struct comment *c);
const struct valid_tick *quote_mine(const struct ticks *ticks, const struct comment *c);
/* The at-th tick of somebody else for it, from 0, or NULL. */
const struct valid_tick *quote_others(const struct ticks *ticks, const struct comment *c,
				      size_t at);

/* ---- what commands and pages begin with (quotes_source.c, quotes_call.c) ------------------- */

struct comments_use {	    /* what comments are opened for: words */
	const char *verb;   /* "quote" */
	const char *thing;  /* "quote" */
	const char *list;   /* what shows them: "quote list" */
	const char *beside; /* what lies beside exported batches: "ticks" */
};

struct comments_from { /* where comments are; texts live as long as the work */
	const char *workspace, *survey;
	const char *from;   /* a file of batches; NULL: the workspace */
	const char *locals; /* a file of one's own words; NULL: none */
	const char *ledger; /* releases besides those of the workspace; NULL: none */
};
struct quote_work {
	struct call *call; /* of a command; NULL at the desk */
	const struct comments_use *use;
	struct comments_from in;
	const char *from; /* in.from as it was found; NULL: the workspace */
	struct arena *arena;
	struct survey survey;
	struct form *form;
	struct batches *batches;
	const struct secret_key *key;
	struct secret_key *own_key;	/* the same, if the work is to free it */
	struct redactor *plain, *local; /* local: NULL without a file of words */
	const char *problems; /* of that file, as diags_print has them; NULL: none */
	struct comments comments;
	struct tick_place place;
	struct ticks ticks;
};
/*
 * The survey, its form and redaction; no answer is opened and no key needed.  two: the survey must
 * have two recipients, else ERR_INPUT.  Prints nothing.  Free it also on failure.
 */
bool comments_work_survey(struct quote_work *w, const struct comments_from *in,
			  const struct comments_use *use, bool two, struct err *err)
	MUST_USE;
/* Then the key, which is the caller's.  ERR_DENIED: it is no recipient's. */
bool comments_work_key(struct quote_work *w, const struct secret_key *key,
		       struct err *err) MUST_USE;
/* Then the comments of closed batches.  ERR_BUSY: none is closed. */
bool comments_work_read(struct quote_work *w, struct err *err) MUST_USE;
/* Then the ticks so far; they live in the arena. */
bool quote_work_ticks(struct quote_work *w, struct err *err) MUST_USE;
void quote_work_free(struct quote_work *w);

/* The same for a command: by --key, --locals, --from and --ledger; what is odd is said. */
bool comments_call_begin(struct quote_work *w, struct call *call,
			 const struct comments_use *use, bool two, struct err *err)
	MUST_USE;
/* Says how many answers did not open. */
void comments_call_tell(const struct quote_work *w);
bool quote_call_open(struct quote_work *w, struct call *call, bool two, struct err *err)
	MUST_USE;

/* The comment that an argument, or a line of a sheet, names.  ERR_INPUT, with the nearest. */
const struct comment *quote_find(const struct quote_work *w, const char *typed,
				 struct err *err);

/* ---- passing quotes (quotes_pass.c) --------------------------------------------------------- */

struct tick_wish { /* what somebody says of one quote */
	const struct comment *c;
	const char
		*theme;	  /* NULL: what another said, or the only one that it may carry */
	const char *keep; /* numbers of marks, "1,3"; NULL: none */
	const char *const *hide; /* further words, each to be hidden */
	size_t hide_count;
	bool own; /* these words even if nothing is kept or hidden, not what another passed */
};
struct tick_made {
	const struct comment *c;
	struct tick tick;
	int theme;
	const char *text; /* as it would leave */
};
/* Marks as they become by a wish.  ERR_INPUT: a number or words that there are not. */
bool tick_marks(struct quote_marks *marks, const struct comment *c,
		const struct tick_wish *wish, struct arena *a, struct err *err) MUST_USE;
/*
 * What is to be ticked, each comment once; nothing is written.  list: room for wish_count.  A wish
 * without words of one's own is for what another passed, or else for all marks.  ERR_INPUT.
 */
bool tick_prepare(struct quote_work *w, const struct tick_wish *wishes, size_t wish_count,
		  struct tick_made *list, size_t *out_count, struct err *err) MUST_USE;
/* Seals and writes them; one's earlier ticks of the same comments go. */
bool ticks_put(struct quote_work *w, const struct tick_made *list, size_t count,
	       struct err *err) MUST_USE;
/* Whether another passed the same words and theme; any: whether another passed anything. */
bool tick_agreed(const struct quote_work *w, const struct tick_made *t, bool *out_any);
/* Takes one's own ticks back, of all of these comments or none.  ERR_INPUT: one has none. */
bool ticks_take_back(struct quote_work *w, const struct comment *const *list,
		     size_t quotes, size_t *out_count, struct err *err) MUST_USE;

enum quote_state {
	QUOTE_NONE,
	QUOTE_YOURS,
	QUOTE_ANOTHERS,
	QUOTE_DIFFERS,
	QUOTE_PASSED,
	QUOTE__STATES
};
struct quote_state_row {
	const char *name, *words;
};
extern const struct quote_state_row quote_states[QUOTE__STATES];
enum quote_state quote_state_of(const struct ticks *ticks, const struct comment *c);
enum { MARK_SHOWN = 40 }; /* characters of the words beneath a mark */
/* The words beneath a mark that is a guess, for a person to judge. */
void quote_words_under(struct buf *out, const struct comment *c,
		       const struct quote_span *span, struct arena *a);

/* ---- for a release (quotes_release.c) ------------------------------------------------------- */

struct quotes_wanted {
	struct comments_of of;
	const struct tick_place *place;
	unsigned threshold; /* so many people must have written in a theme */
};
/*
 * The quotes that may leave with a release, by theme of the form, or NULL if there are none.
 * Lives in the arena.
 */
bool quotes_for_release(const struct quotes_wanted *wanted, struct theme_quotes **out,
			struct arena *a, struct err *err) MUST_USE;
/*
 * 64 hexadecimal digits over what a release quotes, "" if it quotes nobody: texts with their
 * lengths, and themes by their ids.  Nothing else of a quote is told.
 */
void quotes_hash(const struct summary *s, char hash[2 * SEAL_HASH + 1]);

#endif
