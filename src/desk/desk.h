/*
 * The desk: a private web console for the evaluation team and the facilitators.  All that commands
 * of the app floor know of it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_H
#define CANVASS_DESK_H

#include "app/app.h"

enum { DESK_KEYS = 8 };

struct desk_settings {
	const struct call *call; /* files that pages name are looked for from here */
	const struct settings *settings;
	const char *dir;    /* the workspace */
	const char *listen; /* "127.0.0.1:8081" */
	const char *door;   /* the door's base address, for room codes and posters */
	const char *certificate, *key_pem; /* PEM texts, or NULL */
	const char *keys[DESK_KEYS];	   /* paths of wrapped secret keys */
	size_t key_count;
	/* The first key, opened for everybody; NULL: each person unlocks a key on a page. */
	struct secret_key *open_key; /* taken over */
	void (*listening)(const char *url, void *with);
	void *with;
};
/* Until SIGTERM or SIGINT.  ERR_UNAVAILABLE: the port is in use. */
bool desk_run(struct desk_settings *settings, struct err *err) MUST_USE;

/*
 * An invitation: adds a person, or sets an existing one back to the beginning (fresh passphrase and
 * code generator), and gives the path of the page that takes it up, "/invite/<token>".
 */
bool desk_invite(const char *dir, const char *name, unsigned roles,
		 const char *const *scopes, size_t scope_count, bool again,
		 struct buf *out_path, struct err *err) MUST_USE;
enum { DESK_INVITE_DAYS = 7 };
/* Ends somebody's way to the desk, an invitation too.  ERR_MISSING. */
bool desk_disable(const char *dir, const char *name, struct err *err) MUST_USE;
/* The table of addresses, a line each: method, path, roles, scope, how, help; with tabs between. */
void desk_routes_list(struct buf *out);
/* "evaluator", "second evaluator", "facilitator", "visiting lead"; ERR_USAGE names them. */
bool desk_role_named(const char *name, unsigned *out_bit, struct err *err) MUST_USE;
void desk_role_words(unsigned roles, struct buf *out); /* "evaluator, facilitator" */

#endif
