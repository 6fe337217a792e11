/*
 * What the files of posters share: a description as it grows, and words with their limits.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_POSTER_WORDS_H
#define CANVASS_POSTER_WORDS_H

#include "out/poster.h"

/* Characters that a part of a sheet has room for, in each language. */
enum {
	MOST_TITLE = 60,
	MOST_FORCE = 60,
	MOST_CALL = 40,
	MOST_PROMISE = 90,
	MOST_HOW = 60,
	MOST_PHONE = 80,
	MOST_WHO = 90,
	MOST_PLACE = 40,
	MOST_POINT = 120,
	MOST_LINE = 400, /* of our own words, where nothing else is said */
};

/* One language of a sheet. */
struct tongue {
	const struct form *form; /* NULL: of a summary that was read back */
	unsigned lang;		 /* of the form */
	struct speech speech;
};

/*
 * Lines that are put together, and go to the caller's buffer only when all of them are right.  The
 * first trouble is kept; whatever is called after it does nothing.
 */
struct script {
	struct arena *arena;
	struct buf lines;
	bool bad;
	struct err err;
};
void script_init(struct script *s);
/* Appends the lines to out if all is right, and frees; else err gets the trouble. */
bool script_done(struct script *s, struct buf *out, struct err *err) MUST_USE;
/* Keeps the first. */
void script_fail(struct script *s, enum err_code code, const char *fmt, ...) PRINTF(3, 4);

/* JSON: a comma is put where one is due; key NULL: within a list. */
void line_open(struct script *s, const char *key, char bracket);
void line_close(struct script *s, char bracket);
void line_truth(struct script *s, const char *key, bool truth);
void line_number(struct script *s, const char *key, unsigned n);
/* A text of one line; control characters become blanks.  "" is left out, but in a list. */
void line_text(struct script *s, const char *key, const char *words);
/* {"sheet":name, and the paper unless it is PAPER__COUNT; and the end of that line. */
void script_sheet(struct script *s, const char *name, enum poster_paper paper);
void script_end(struct script *s);
/* "langs":[ with what `put` says of each; `with` is handed on. */
typedef void tongue_fn(struct script *s, const struct poster_about *about,
		       const struct tongue *tongue, const void *with);
void line_tongues(struct script *s, const struct poster_about *about, tongue_fn *put,
		  const void *with);
struct tongue tongue_at(const struct poster_about *about, size_t i);
/* {lang, rtl: how each language of a sheet begins. */
void tongue_open(struct script *s, const struct tongue *tongue);

/* Our own words, filled; ERR_INPUT, naming the row, where the language has none. */
const char *poster_say(struct script *s, const struct tongue *tongue, enum word word,
		       const char *one, const char *two);
/* The text if it has at most so many characters; part: what its author calls it. */
const char *poster_fit(struct script *s, const struct tongue *tongue, const char *part,
		       const char *words, size_t most);
/* The form's own text, or else our words for it. */
const char *poster_text(struct script *s, const struct tongue *tongue,
			const struct text *text, const char *part, enum word word,
			size_t most);
/* A day as people say it in that language; in digits where we do not know its months. */
const char *poster_day(struct script *s, const struct tongue *tongue, int day);
/* Who can say that it is genuine, as a sentence; "" if nobody is named. */
const char *poster_genuine(struct script *s, const struct poster_about *about,
			   const struct tongue *tongue);
/* The same for who puts posters up. */
const char *poster_questions(struct script *s, const struct poster_about *about,
			     const struct tongue *tongue);
/* A text of the form into which answers could be piped: two braces are one. */
const char *poster_own(struct script *s, const struct tongue *tongue, const struct text *text);
const char *poster_title(struct script *s, const struct tongue *tongue);
/* It has one name in all languages. */
const char *poster_force(struct script *s, const char *force);
/* DEMONSTRATION or REHEARSAL in the first language, or "". */
const char *poster_mark(struct script *s, const struct poster_about *about);
const char *poster_mark_in(struct script *s, const struct tongue *tongue, bool invented,
			   bool rehearsal);
/* Address, code and check words, as members; the address must make a code. */
void line_link(struct script *s, const struct poster_link *link);

#endif
