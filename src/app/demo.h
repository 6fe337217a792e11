/*
 * The demo's workspace: made once, used again.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DEMO_H
#define CANVASS_DEMO_H

#include <sys/types.h>

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
#define DEMO_GUIDE  "forms/hampshire-peer-review.guide.yaml"
#define DEMO_ROOM   "hampshire-peer-review@demo"
#define DEMO_POSTER "exports/poster.pdf"
#define DEMO_SAID   "exports/you-said.pdf"

enum {
	DEMO_KEYS = 2,
	DEMO_PEOPLE = 3, /* at the desk */
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

/* ---- the desk and a room (demo_desk.c) ---------------------------------------------- */

/* A room on DEMO_GUIDE for these keys, marked as a rehearsal. */
bool demo_room(const struct call *call, struct store *st, const struct recipient *to, size_t n,
	       struct arena *a, struct err *err) MUST_USE;

struct demo_desk {
	pid_t pid;	 /* -1: it does not run */
	const char *url; /* "": it could not start, which was said */
	const char *names[DEMO_PEOPLE];
	const char *invitations[DEMO_PEOPLE]; /* paths; NULL: has enrolled before */
};
/*
 * Starts the desk in a process of its own, with the first key open for everybody, and waits until
 * it listens.  Before the first thread.  A port in use is said, and the demo goes on without.
 */
bool demo_desk_start(const struct call *call, const struct settings *settings, const char *listen,
		     const char *door, struct demo_desk *out, struct arena *a,
		     struct err *err) MUST_USE;
void demo_desk_put(const struct demo_desk *desk, struct buf *out);
void demo_desk_stop(struct demo_desk *desk);

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
