/*
 * What the files of this floor share: the table of kinds, troubles and their words.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_ANSWER_INTERNAL_H
#define CANVASS_ANSWER_INTERNAL_H

#include "answer/answer.h"
#include "form/wording.h"

/* ---- what may be wrong with an answer (answer/say.c) ------------------------------- */

enum say {
	SAY_NOTHING, /* all is right */
	SAY_NOT_OFFERED,
	SAY_ONE_ONLY,
	SAY_REQUIRED,
	SAY_REQUIRED_NUMBER,
	SAY_ALONE,
	SAY_AT_LEAST,
	SAY_AT_MOST,
	SAY_TOO_LONG,
	SAY_TOO_MUCH,
	SAY_NOT_WHOLE,
	SAY_RANGE,
	SAY_BOTH,
	SAY_MONTH_HALF,
	SAY_MONTH,
	SAY_YEAR,
	SAY_MONTH_FUTURE,
	SAY_MONTH_PAST,
	SAY_RANK_PLACES,
	SAY_RANK_TWICE,
	SAY_RANK_GAP,
	SAY__COUNT
};

/* What is wrong, and with what: fills {1} and {2} of its words. */
struct trouble {
	enum say say;
	const char *one, *two; /* or NULL */
};
const char *say_words(struct arena *a, const struct trouble *trouble,
		      const struct speech *speech);
/* 1,623 */
const char *say_number(struct arena *a, long long n);

/* ---- texts (answer/text.c) --------------------------------------------------------- */

/*
 * What pages and files give becomes one form: CR LF and CR are LF, other control characters
 * of C0 but TAB are dropped.  to: at least len + 1 bytes, may be `from`; returns the length.
 */
size_t text_clean(char *to, const char *from, size_t len);
/* Whether there is nothing but blanks, tabs and line ends. */
bool text_blank(const char *s, size_t len);
/* Puts a text into a value (a copy in the arena); a blank one leaves it unanswered.  line: its
 * line ends and tabs become blanks. */
void text_put(struct value *v, struct arena *a, const char *s, size_t len, bool line);
/* Whether a text is over its question's characters; then says so. */
bool text_too_long(const struct question *q, const struct value *v, struct arena *a,
		   struct trouble *out);

/* ---- kinds (answer/kinds.c and one accept_<kind>.c each) --------------------------- */

struct posted { /* one question's fields being taken */
	const struct question *q;
	const struct pairs *pairs;
	struct arena *arena;
	unsigned lang, month_now;
	/* what comes out */
	struct value *value; /* zeroed before */
	struct trouble trouble;
	const char *field; /* where the trouble is; NULL: the question's first field */
	const char *typed;
};

struct told { /* one JSON value being taken */
	const struct question *q;
	struct arena *arena;
	struct value *value; /* zeroed before */
	struct err *err;
};

struct answer_kind {
	/* Reads the posted fields into value; sets trouble where they cannot be read. */
	void (*post)(struct posted *p);
	/* Reads a JSON value other than null and "no_answer". */
	bool (*tell)(struct told *t, const struct json *v);
	/* Whether a set value keeps the question's own rules: exclusive options, range, length. */
	bool (*check)(const struct question *q, const struct value *v, struct arena *a,
		      unsigned lang, struct trouble *out);
	/* The first HTML element of the question. */
	const char *(*field)(const struct question *q, struct arena *a);
	/* The fixed-width part of a record: of any value in, of a checked one out. */
	void (*pack)(const struct question *q, const struct value *v, struct buf *out);
	bool (*unpack)(const struct question *q, struct cut *c, struct value *v);
	/* A set value for people. */
	void (*words)(const struct question *q, const struct value *v, unsigned lang,
		      struct buf *out);
};
/* The row of a kind that is not stored is empty. */
extern const struct answer_kind *const answer_kinds[KIND__COUNT];

extern const struct answer_kind answer_choose_one, answer_choose_any, answer_scale,
	answer_number, answer_month, answer_rank, answer_short_text, answer_long_text;

/* Whether a field that pages have once came twice, with different values: neither is guessed. */
bool posted_twice(const struct pairs *pairs, const char *name);
bool question_offers_no_answer(const struct question *q);
/* The option `other` of a question, or -1. */
int question_other(const struct question *q);
/* "<id><middle><code>" in the arena. */
const char *field_name(struct arena *a, const struct question *q, const char *middle,
		       const char *code);
/* `"id": words`, as an error of JSON. */
bool told_wrong(struct told *t, const char *fmt, ...) PRINTF(2, 3);

/* Shared by choose one, choose any and scale: */
struct picked {
	uint32_t bits;
	bool no_answer;
};
/* The options posted under the question's id, and the words of other. */
struct picked choice_post(struct posted *p);
const char *choice_field(const struct question *q, struct arena *a);
/* One option named in JSON, by its code or its number; -1 after an error. */
int choice_told(struct told *t, const struct json *v);
void choice_words(const struct question *q, const struct value *v, unsigned lang,
		  struct buf *out);
/* What `choose one` and `scale` share as members of answer_kinds. */
void one_post(struct posted *p);
bool one_tell(struct told *t, const struct json *v);
bool one_check(const struct question *q, const struct value *v, struct arena *a,
	       unsigned lang, struct trouble *out);
void one_pack(const struct question *q, const struct value *v, struct buf *out);
bool one_unpack(const struct question *q, struct cut *c, struct value *v);
/* The label of an option, in the form's keeping. */
const char *option_label(const struct question *q, int option, unsigned lang);

/* Shared by the texts; text_tell also reads the words of `other`. */
void text_post(struct posted *p);
bool text_tell(struct told *t, const struct json *v);
bool text_check(const struct question *q, const struct value *v, struct arena *a,
		unsigned lang, struct trouble *out);
const char *text_field(const struct question *q, struct arena *a);
void text_pack(const struct question *q, const struct value *v, struct buf *out);
bool text_unpack(const struct question *q, struct cut *c, struct value *v);
void text_words(const struct question *q, const struct value *v, unsigned lang,
		struct buf *out);

/* ---- the rules of one cell --------------------------------------------------------- */

/* Checks a value by its kind's rules and `required`. */
bool value_check(const struct question *q, const struct value *v, struct arena *a,
		 unsigned lang, struct trouble *out);

/* The band in which a number or month is sealed, or -1. */
int number_band(const struct question *q, const struct value *v);
int month_band(const struct question *q, const struct value *v);
/*
 * Whether a month that was given has begun and is recent enough; a band, if any month of it
 * is.  now: as in struct walk; 0 lets all pass.
 */
bool month_check(const struct question *q, const struct value *v, unsigned now,
		 struct arena *a, struct trouble *out);
/* "2026-Q1", "2026-H1", "2026" */
void month_code(const struct question *q, int band, char *out, size_t size);

/* How often a question was met: its loop's turns. */
unsigned turns_met(const struct answers *a, const struct question *q);
/* Whether a value has words of its own: a text, or `other` and what was written beside it. */
bool has_words(const struct question *q, const struct value *v);

/* Marks the place where the walk stands as answered, or as to be met again. */
void walk_mark(struct walk *w, bool answered);
/* Whether a loop is met at all by this person. */
bool repeat_met(const struct answers *a, unsigned repeat);

#endif
