/*
 * Sessions of people who are signed in, and tokens of the forms that they were given.  In memory
 * alone: a desk that stops has ended them all.
 *
 * Times are seconds of a clock that never jumps and goes on while the machine sleeps; the gate
 * gives them, so that tests can.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_SESSION_H
#define CANVASS_DESK_SESSION_H

#include "desk/sitting.h"
#include "seal/seal.h"
#include "store/desk.h"

enum {
	SESSION_IDLE = 30 * 60,	  /* seconds without a page that somebody asked for */
	SESSION_WHOLE = 8 * 3600, /* seconds in all */
	SESSION_WARNS = 10 * 60,  /* seconds before that at which pages say so */
	SESSIONS_MOST = 64,	  /* of all people; the one idle for longest makes room */
	SESSION_NAME = 44,	  /* 256 bits in base64, with a NUL */
	TOKEN_TEXT = 33,	  /* with a NUL */
	TOKENS_MOST = 1 << 16,	  /* that one session can use up */
};

struct session {
	unsigned char name_hash[SEAL_HASH]; /* of what the cookie says */
	char person[PERSON_NAME];
	unsigned char *key; /* of its tokens, SEAL_KEY bytes; in locked memory */
	uint64_t began, seen;
	unsigned users; /* pages under way, and 1 while it is in the list */
	bool ended;
	uint64_t
		*used; /* nonces of tokens: a table with open places, 0 is an empty one */
	size_t used_room, used_count;
	pthread_mutex_t lock; /* of the nonces and the notice */
	char *notice;	      /* for the next page, or NULL */
	struct sitting sitting;
	struct session *next;
};

struct sessions;
void sessions_free(struct sessions *all); /* ends them */
struct sessions *sessions_new(void) OWNED_BY(sessions_free);
/* A new one; cookie gets its name, which nothing here keeps.  To be let go. */
struct session *session_begin(struct sessions *all, const char *person, uint64_t now,
			      char cookie[SESSION_NAME]);
/*
 * The one that a cookie names, or NULL: there is none, or it has ended by now.  quiet: it is not
 * kept awake by this.  To be let go.
 */
struct session *session_find(struct sessions *all, const char *cookie, uint64_t now,
			     bool quiet);
/* When nobody uses it any more and it has ended, it is wiped. */
void session_let(struct sessions *all, struct session *s);
void session_end(struct sessions *all, struct session *s);
/* Of a person, but for one; NULL: for none. */
void session_end_all(struct sessions *all, const char *person, const struct session *but);
/* Ends those whose time is over, so that their keys are wiped though nobody asks. */
void sessions_sweep(struct sessions *all, uint64_t now);
/* Seconds until it ends if nothing is done. */
uint64_t session_left(const struct session *s, uint64_t now);
/* A sentence for the next page; take: a copy in the arena, and it is gone; NULL: none. */
void session_say(struct session *s, const char *words);
const char *session_said(struct session *s, struct arena *a);

/* For a form whose action is this path.  A path's query is no part of it. */
void token_make(const struct session *s, const char *path, char out[TOKEN_TEXT]);
enum token_state { TOKEN_GOOD, TOKEN_NONE, TOKEN_USED };
/* Looks at it alone; it can be used after that. */
enum token_state token_look(struct session *s, const char *path, const char *text);
/* Good but once. */
enum token_state token_use(struct session *s, const char *path, const char *text);

#endif
