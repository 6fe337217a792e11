/*
 * The demo's workspace: made once, used again.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DEMO_H
#define CANVASS_DEMO_H

#include "app/app.h"

#define DEMO_BEFORE  "hampshire@winter" /* the wave before that */
#define DEMO_EARLIER "hampshire@spring"
#define DEMO_OPEN    "hampshire@autumn"
#define DEMO_KEY     "demo.key"
#define DEMO_PASS    "demo.passphrase"
/* Of the second one who reads: codes blind, and ticks what the first has ticked. */
#define DEMO_KEY_2  "second.key"
#define DEMO_PASS_2 "second.passphrase"
#define DEMO_WORDS  "forms/hampshire.words"
#define DEMO_POSTER "exports/poster.pdf"
#define DEMO_SAID   "exports/you-said.pdf"

enum {
	DEMO_KEYS = 2,
	DEMO_MANY = 1000, /* from so many answers on: one wave alone, and nothing coded */
};

struct demo_order {
	const char *dir;
	uint64_t seed;
	size_t answers;
};

/*
 * A workspace with the shipped survey: two earlier waves, closed, with invented answers, coded by
 * two, with quotes, and their summaries under exports/, the second held against the first; and a
 * wave that is open and empty, with one link.  Of DEMO_MANY answers or more it makes the second of
 * the earlier waves alone, uncoded.  Made beside and renamed, so that an interrupted demo leaves no
 * half of one.  ERR_CREATE if the folder is there and is not empty.
 */
bool demo_make(const struct demo_order *order, struct err *err) MUST_USE;
/* A code that leads to the open wave; one is issued if all were closed. */
bool demo_code(const char *dir, char out[STORE_CODE], struct err *err) MUST_USE;

/*
 * Draws DEMO_POSTER and, if the release has the team's words, DEMO_SAID, in call->dir
 * (demo_posters.c).  What goes wrong is said, and hinders nothing else.
 */
void demo_posters(const struct call *call, const struct settings *settings, const char *code,
		  struct arena *a);

/* ---- what readers do with comments (demo_comments.c) ------------------------------- */

struct demo_comments {
	const char *workspace;
	const struct survey *survey; /* closed, with invented answers of form */
	const struct form *form;
	const struct secret_key *keys[DEMO_KEYS]; /* the survey's */
	uint64_t seed;
};
/* Codes all comments, a sample of them twice, and ticks some as quotes. */
bool demo_comments_do(const struct demo_comments *order, struct err *err) MUST_USE;

#endif
