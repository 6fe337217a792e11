/*
 * desk.db, 0600: people at the desk, what they may see, their sign-ins, what they did, and releases
 * that wait for a second person.  Nothing of a respondent.  Opened by the desk and by `user`; the
 * door never includes this.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_STORE_DESK_H
#define CANVASS_STORE_DESK_H

#include "store/store.h"

enum {
	DESK_VERSION = 1,
	PERSON_NAME = 41, /* [a-z0-9][a-z0-9.-]{0,39} and its NUL */
	PERSON_SCOPES = 64,
	TOTP_SECRET = 20,
};

struct desk_store;
void desk_store_close(struct desk_store *d);
/* Makes the file if there is none.  Safe to use from several threads, one call at a time. */
struct desk_store *desk_store_open(const char *dir, struct err *err)
	OWNED_BY(desk_store_close);

struct person {
	char name[PERSON_NAME];
	unsigned roles; /* bits, of enum role in desk/page.h */
	bool disabled;
	bool enrolled;	      /* has a passphrase and a code generator */
	const char *password; /* as password_make gave it; in the arena */
	unsigned char totp[TOTP_SECRET];
	uint64_t totp_last;	  /* the last time step whose code was used */
	unsigned char invite[32]; /* hash of the invitation's token; zeros: none */
	int invite_until;	  /* day */
	const char *scopes[PERSON_SCOPES]; /* surveys and rooms; none: all */
	size_t scope_count;
};
/* A second one of that name: ERR_CREATE. */
bool person_add(struct desk_store *d, const struct person *p, struct err *err) MUST_USE;
bool person_get(struct desk_store *d, const char *name, struct person *out,
		struct arena *a, struct err *err) MUST_USE; /* ERR_MISSING */
bool person_by_invite(struct desk_store *d, const unsigned char hash[32],
		      struct person *out, struct arena *a, struct err *err) MUST_USE;
bool person_all(struct desk_store *d, struct person **out, size_t *out_count,
		struct arena *a, struct err *err) MUST_USE;
/* Writes all but the name; scopes are replaced.  Nobody who was disabled is let in again. */
bool person_put(struct desk_store *d, const struct person *p, struct err *err) MUST_USE;
/* Moves totp_last forward.  False without an error: the step was used already. */
bool person_totp_use(struct desk_store *d, const char *name, uint64_t step,
		     bool *out_fresh, struct err *err) MUST_USE;

/* ---- the audit log: what people at the desk did, never respondents -------------------- */

struct act_row {
	uint64_t number; /* from 1 */
	int64_t at;	 /* seconds since 1970 */
	const char *person, *act, *subject,
		*words; /* "release confirmed", "hampshire@2026-1", ... */
};
bool act_add(struct desk_store *d, const struct act_row *row, struct err *err) MUST_USE;
/* The newest first, below number `before` (0: from the end), at most `most`. */
bool act_list(struct desk_store *d, uint64_t before, size_t most, struct act_row **out,
	      size_t *out_count, struct arena *a, struct err *err) MUST_USE;

/* The same of one subject; NULL: of all. */
bool act_about(struct desk_store *d, const char *subject, uint64_t before, size_t most,
	       struct act_row **out, size_t *out_count, struct arena *a, struct err *err) MUST_USE;

/* ---- releases proposed by one, confirmed by another ------------------------------------ */

enum proposal_state { PROPOSAL_OPEN, PROPOSAL_CONFIRMED, PROPOSAL_REFUSED };
struct proposal {
	uint64_t number; /* drawn by proposal_add */
	char survey[SURVEY_NAME];
	const char *by, *order; /* order: JSON of what is to be released; in the arena */
	const char *digest;	/* 64 hexadecimal digits of the draft's summary.json */
	enum proposal_state state;
	const char *second; /* who confirmed or refused, or "" */
	int64_t at;
};
bool proposal_add(struct desk_store *d, struct proposal *p, struct err *err) MUST_USE;
/* survey: NULL: of all. */
bool proposal_all(struct desk_store *d, const char *survey, struct proposal **out,
		  size_t *out_count, struct arena *a, struct err *err) MUST_USE;
/* OPEN to another.  ERR_BUSY: it is not open any more. */
bool proposal_end(struct desk_store *d, uint64_t number, enum proposal_state state,
		  const char *second, struct err *err) MUST_USE;

/* ---- a room's timer (a time of the facilitator's, so not in canvass.db) ------------------ */

/* ends: seconds since 1970; left: seconds, while it stands still (ends 0). */
bool timer_get(struct desk_store *d, const char *room, int64_t *out_ends, int *out_left,
	       struct err *err) MUST_USE;
bool timer_put(struct desk_store *d, const char *room, int64_t ends, int left,
	       struct err *err) MUST_USE;
bool timer_drop(struct desk_store *d, const char *room, struct err *err) MUST_USE;

#endif
