/*
 * The desk from inside: what gate, sessions, keys and frame share.  Pages see page.h alone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_INTERNAL_H
#define CANVASS_DESK_INTERNAL_H

#include "desk/page.h"
#include "desk/session.h"

struct unlocked;

/* A wrapped key that the desk was given. */
struct key_file {
	const char *name; /* without folders; in the desk's arena */
	struct buf text;  /* the file, wrapped */
};

struct desk {
	const struct desk_settings *settings;
	const char *force; /* the force's name, or "" */
	bool tls;	   /* the cookie is __Host-desk then: console.c sees to it */
	struct arena *arena;
	struct desk_store *people;
	struct sessions *sessions;
	struct key_file keys[DESK_KEYS];
	size_t key_count;

	pthread_mutex_t keys_lock;
	struct unlocked *unlocked; /* all sittings' keys, and the desk's own (keys.c) */

	pthread_mutex_t heavy;
	struct gate *gate; /* delays; made by gate_open */
};

/* ---- gate.c ------------------------------------------------------------------------ */

/* Makes desk->gate, and drops it; between them gate_answer may be asked. */
void gate_open(struct desk *desk);
void gate_close(struct desk *desk);
/* Answers one request; never NULL.  On a connection's thread. */
struct console_reply *gate_answer(struct desk *desk, const struct console_request *request,
				  struct arena *a);
/* Seconds of the clock of sessions: it never jumps, and goes on while the machine sleeps. */
uint64_t gate_now(void);
/* <input type="hidden" name="token" ...>, for a form that posts to this path. */
void token_put(struct desk_visit *v, const char *action);

/* ---- keys.c ------------------------------------------------------------------------ */

void keys_init(struct desk *desk);
/* Reads the key files.  ERR_MISSING, ERR_INPUT: which. */
bool keys_read(struct desk *desk, struct err *err) MUST_USE;
void keys_done(struct desk *desk); /* wipes the desk's own too; no session is left */
/* Bits of desk->keys that this visit could use. */
unsigned keys_unlocked(const struct desk_visit *v);
/* Seconds until the next passphrase may be tried; 0: now. */
unsigned keys_wait(struct desk_visit *v);
/* Wrong passphrase: ERR_DENIED.  One that is unlocked already is fine. */
bool keys_unlock(struct desk_visit *v, unsigned which, const char *passphrase,
		 struct err *err) MUST_USE;

/* ---- frame.c ----------------------------------------------------------------------- */

/* A refusal without a visit: before a request could be handed on, or where nobody is signed in. */
struct console_reply *frame_refuse(struct desk *desk, unsigned status, struct arena *a);

#endif
