/*
 * A visit from the gate's side: what is closed when the page has been made.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_VISIT_H
#define CANVASS_DESK_VISIT_H

#include "desk/internal.h"

struct visit {
	struct desk_visit v;	 /* first: pages know this part alone */
	struct person who;	 /* of the session; all zeros if nobody is signed in */
	struct store *stores[2]; /* by enum store_role; opened when a page asks */
};
void visit_done(struct visit *visit);

/* ---- passphrase and code (prove.c) ------------------------------------------------------ */

enum proof {
	PROOF_GOOD,
	/* No such person, disabled, passphrase or code wrong, code used: never which. */
	PROOF_WRONG,
	PROOF_WAIT,  /* too soon after failures: nothing was looked at */
	PROOF_BUSY,  /* too many are being checked */
	PROOF_FAILED /* desk.db: err */
};
struct proving {
	const char *name, *passphrase, *code;
	bool known; /* out: there is such a person (for the audit log, never for a page) */
	unsigned wait; /* out: seconds, with PROOF_WAIT */
};
/* Argon2id: takes a fifth of a second, and the turn for it. */
enum proof person_prove(struct desk *desk, struct proving *p, struct arena *a,
			struct err *err);
/* Whether one more failure of nobody we know may be noted; most: in the life of a desk. */
bool gate_stranger(struct desk *desk, unsigned most);
/* Keeps a new passphrase for a person who is about to be put; the same turn.  ERR_BUSY. */
bool person_passphrase(struct desk *desk, struct person *p, const char *passphrase,
		       struct arena *a, struct err *err) MUST_USE;
/* What is wrong with a new passphrase that was typed twice, or NULL. */
const char *passphrase_fault(const char *name, const char *first, const char *second);
/* The page that says so, with Retry-After where it helps.  NULL for PROOF_GOOD. */
struct console_reply *proof_refused(struct desk_visit *v, enum proof proof,
				    const struct proving *p, const struct err *err);

/* Begins a session for a person who has proved to be it, and goes to a page of ours. */
struct console_reply *visit_sign_in(struct desk_visit *v, const char *person,
				    const char *path);
/* "/surveys" if it is an address within the desk, else "/". */
const char *safe_back(const char *path);
/* A row of the audit log in another's name, or in nobody's (""). */
bool act_note(struct desk *desk, const char *person, const char *act, const char *subject,
	      const char *words, struct err *err) MUST_USE;

#endif
