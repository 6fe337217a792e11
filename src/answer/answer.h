/*
 * What was said, checked: posted fields and JSON lines become typed answers or errors that
 * name the field; answers choose the next page; answers become a record and come back.
 *
 * Pure: no clock, no file, no socket, no randomness.  Nothing is guessed, nothing is cut.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_ANSWER_H
#define CANVASS_ANSWER_H

#include "base/base.h"
#include "form/form.h"

/* ---- posted pairs (answer/pairs.c): application/x-www-form-urlencoded, bounded ----- */

enum {
	PAIRS_MOST = 500,
	PAIR_NAME_MOST = 64,
	PAIR_VALUE_MOST = 16384,
	DRAFT_MOST = 32768,
	PASTED_MORE = 2048, /* blanks and line ends in a saved form that was pasted */
};

struct pair {
	/* NUL-ended, valid UTF-8; of C0 only LF and TAB; CR LF is LF */
	const char *name, *value;
	size_t len; /* of the value, bytes */
};
struct pairs {
	struct pair *items;
	size_t count;
};
enum pairs_fault {
	PAIRS_OK,
	PAIRS_BROKEN, /* bad percent, NUL, bad UTF-8: 400 */
	PAIRS_LARGE,  /* too many, name or value too long: 413 */
};
/* Decodes a body or a query; the pairs live in the arena. */
enum pairs_fault pairs_read(struct pairs *out, const char *body, size_t len, struct arena *a);
/* The first value under a name, or NULL. */
const char *pairs_get(const struct pairs *p, const char *name);
size_t pairs_count(const struct pairs *p, const char *name);

/* ---- where somebody stands (answer/walk.c) ----------------------------------------- */

enum stage { STAGE_START, STAGE_ANOTHER, STAGE_PAGE, STAGE_CHECK };
struct place {
	uint8_t stage; /* enum stage */
	uint8_t page;  /* PAGE: in form->pages; ANOTHER: the repeat's first page */
	uint8_t turn;  /* ANOTHER: the turn that it would begin */
};

enum {
	/* Bytes for a bit a place: each page, and each repeat's `another`, in each turn. */
	WALK_SEEN = (FORM_PAGES + 10) * FORM_TURNS / 8 + 1,
	/* The most that walk_write gives, so that the sealed draft is no longer than DRAFT_MOST. */
	WALK_MOST = DRAFT_MOST / 4 * 3 - 64,
};

/* All that a draft holds.  Hidden answers stay in it, so that a change of mind costs nothing. */
struct walk {
	const struct form *form;
	struct answers *answers;
	struct place at;
	bool changing; /* came from Change: goes back to the check page, or to what it opened */
	uint64_t warned; /* the digest of redaction's marks that were shown (redact.h); 0: none */
	uint8_t lang;
	unsigned month_now; /* year * 12 + month - 1, to check months by; 0: not known */
	uint8_t seen[WALK_SEEN]; /* bits: places that were answered once */
};

/* A walk at its beginning: START if the form has `agree`, else the first page. */
struct walk *walk_new(const struct form *form, struct arena *a) MUST_USE;
/* The next place that this person sees.  With `check answers: no` and nothing left: CHECK too. */
struct place walk_next(const struct walk *w, struct place from);
/* The place before; START (or the first page) stays. */
struct place walk_back(const struct walk *w, struct place from);
/*
 * Where a person goes after `next` was accepted at w->at: marks it as seen; honours `changing`
 * (the first open page not seen yet, else CHECK).
 */
void walk_on(struct walk *w);
/* Goes where `change.ID` or `change.ID.TURN` leads (what: the words behind "change.", turn
 * from 1; of a loop's own question the ID of the loop); false: nowhere. */
bool walk_change(struct walk *w, const char *what) MUST_USE;
/* Number of the page among those that this person meets as things stand, from 1, and how many
 * there are about: for "Question 3 of about 12". */
void walk_progress(const struct walk *w, unsigned *out_at, unsigned *out_of);
bool place_same(struct place a, struct place b);

/* ---- posted answers (answer/accept.c, accept_<kind>.c) ----------------------------- */

struct field_error {
	unsigned question;   /* index; FORM_QUESTIONS: the page's `another` */
	const char *message; /* what to do, in the walk's language where it has words */
	const char *field;   /* the id of the HTML element to go to: "role-officer" */
	const char *typed;   /* what was typed, if it cannot be kept as a value; or NULL */
};
struct field_errors {
	struct field_error items[40];
	size_t count;
};

/*
 * HTML ids that field names: an option's input "<id>-<code>" ("-no_answer" for `or`), a text or
 * number "<id>", the words of other "<id>_other", a month "<id>.month", a rank's menus
 * "<id>.<code>", the loop's question "another-yes".  A month or a rank that is wrong is not
 * kept: show again what was posted.
 *
 * Takes this place's fields into the walk's answers.  Fields of no question of this place are
 * ignored but for option codes that were not offered, which are errors.  A field that is
 * absent or empty leaves its question unanswered.  Hidden follow-ups' answers are kept.
 * check: false for `go=back` and `lang`: what fits is kept, nothing is an error.
 * Returns whether all was right.  ANOTHER: sets turns and ended.
 */
bool accept_place(struct walk *w, const struct pairs *pairs, bool check,
		  struct field_errors *errors) MUST_USE;
/*
 * Before sending: whether all answers that are shown are right.  What Back, a language or a saved
 * form kept unchecked need not be.  If not, the walk stands at the first page that has one, as
 * after Change, and errors name them.
 */
bool accept_settled(struct walk *w, struct field_errors *errors) MUST_USE;

/* ---- one JSON object (answer/accept_json.c), for submit ---------------------------- */

/*
 * False and err (ERR_INPUT) if a key is no question or a value is not offered.  Answers that
 * conditions hide are dropped, each with a line in warnings.  month_now: as in struct walk.
 */
bool accept_json(struct answers *answers, const struct json *object, unsigned month_now,
		 struct buf *warnings, struct err *err) MUST_USE;
/* The month of a day, as struct walk and struct value count them. */
unsigned month_at_day(int day);

/* ---- records and drafts (answer/record.c) ------------------------------------------ */

enum { RECORD_VERSION = 1 };

/*
 * The clean record that is sealed: only what is shown and answered; numbers and months as their
 * bands, scores as theirs; place: of the link, 0 for none.  The same answers by any path give the
 * same bytes.  False if they pass `most` bytes (too_long: the question with the longest text).
 */
bool record_write(const struct answers *answers, uint32_t place, size_t most, struct buf *out,
		  unsigned *out_too_long) MUST_USE;

/* What a record says: values banded, one per cell, and the scores' bands (-1: none). */
struct record {
	const struct form *form;
	uint32_t place;
	struct answers *answers;
	int16_t scores[20];
	uint32_t shape;	  /* of the form, see record_shape */
	char *texts;	  /* the texts of the record read last */
	size_t text_room;
};
/* An empty record to be filled again and again by record_take. */
struct record *record_new(const struct form *form, struct arena *a) MUST_USE;
/*
 * Reads one record; what was read before, texts too, is gone.  False with ERR_INPUT if it is
 * damaged or of another form: then it is empty.  Takes from the arena only when a record is
 * longer than all before it.
 */
bool record_take(struct record *r, const void *data, size_t len, struct err *err) MUST_USE;
/* Both in one, for a single record; lives in the arena. */
bool record_read(struct record *out, const struct form *form, const void *data, size_t len,
		 struct arena *a, struct err *err) MUST_USE;
/* A digest of what a record's bytes depend on: ids, kinds, options, bands.  Not of wordings. */
uint32_t record_shape(const struct form *form);

/* The draft's clear text, hidden answers and position included; and back. */
void walk_write(const struct walk *w, struct buf *out);
bool walk_read(struct walk *w, const void *data, size_t len) MUST_USE; /* false: damaged */

/* ---- a value in words (answer/words.c), for the check page and tests --------------- */

/* The label(s), number or text of one answer; nothing if it is unanswered. */
void value_words(const struct question *q, const struct value *v, unsigned lang, struct buf *out);

#endif
