/*
 * What the desk's pages share: one visit, who may see what, forms that cannot be forged, the frame.
 *
 * A page is a function from a visit to a reply, a row of desk_routes.  The gate (gate.c) has looked
 * at everything before: session, role, scope, token of a POST, passphrase and code where a row asks
 * for them again.  A row without roles does not compile into the table: the build fails.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_PAGE_H
#define CANVASS_DESK_PAGE_H

#include <pthread.h>

#include "desk/desk.h"
#include "out/out.h"
#include "seal/seal.h"
#include "store/desk.h"
#include "store/room.h"
#include "store/store.h"
#include "web/console.h"

/* ---- roles ------------------------------------------------------------------------- */

enum role { ROLE_EVALUATOR, ROLE_SECOND, ROLE_FACILITATOR, ROLE_LEAD, ROLE__COUNT };
extern const char *const role_names[ROLE__COUNT];
#define MAY_EVALUATE (1u << ROLE_EVALUATOR)
#define MAY_SECOND   (1u << ROLE_SECOND)
#define MAY_BOTH     (MAY_EVALUATE | MAY_SECOND)
#define MAY_LEAD     (1u << ROLE_LEAD)
#define MAY_ROOM     (1u << ROLE_FACILITATOR | 1u << ROLE_LEAD)
#define MAY_SIGNED   0xfu   /* everybody who is signed in */
#define MAY_ANYONE   0x100u /* nobody need be signed in */

enum scope {
	SCOPE_NONE = 1,
	SCOPE_SURVEY,
	SCOPE_ROOM
}; /* what the first part of the path names */

struct desk;
struct session;
struct desk_visit;
typedef struct console_reply *desk_page_fn(struct desk_visit *v);

struct desk_route {
	enum method method;
	const char *path; /* "/surveys/:/coding/:" */
	desk_page_fn *page;
	unsigned roles; /* MAY_* ; 0 fails the build (routes.c) */
	enum scope scope;
	bool again; /* asks for `passphrase` and `code` once more */
	bool quiet; /* asked for by a script or a refresh: it does not keep a session awake */
	const char *help;
};
extern const struct desk_route desk_routes[];
extern const size_t desk_route_count;

/* ---- one visit ------------------------------------------------------------------------ */

enum { VISIT_PARTS = 4 };
struct desk_visit {
	struct desk *desk;
	const struct desk_settings *settings;
	const struct console_request *request;
	struct arena *arena;
	const struct desk_route *route;
	struct session *session; /* NULL on pages for anyone, if nobody is signed in */
	const char *person;	 /* who, or "" */
	unsigned roles;
	const char *part
		[VISIT_PARTS]; /* what stands for each ":" of the route's path, decoded */
	struct html *body;     /* what the page writes into <main> */
	const char *notice;    /* one sentence above it: what was just done; or NULL */
};
bool desk_may(const struct desk_visit *v, unsigned roles);
/* The store, opened for this visit alone and closed with it.  Writes: STORE_WRITES. */
struct store *desk_store(struct desk_visit *v, enum store_role role, struct err *err);
struct desk_store *desk_people(struct desk_visit *v); /* desk.db */
/* Whether the person may see this survey or room (scopes); the gate asks it for part[0]. */
bool desk_in_scope(const struct desk_visit *v, const char *name);

/* ---- keys of the sitting (desk/keys.c) -------------------------------------------------- */

/*
 * A key that this session has unlocked, or the desk's own, that is one of these recipients'; NULL:
 * there is none, and the page should answer desk_unlock.  Lives as long as the visit.
 */
const struct secret_key *desk_key(struct desk_visit *v,
				  const unsigned char (*recipients)[STORE_KEY], size_t n);
/* 303 to the page that unlocks a key, and comes back here. */
struct console_reply *desk_unlock(struct desk_visit *v);
/*
 * For the rooms' follower, which has no visit (desk/keys.c): a key of any sitting, or the desk's
 * own, that is one of these recipients'; NULL: nobody's.  It is held for one pass, some
 * milliseconds, and given back; a sitting that ends meanwhile wipes its key when that is done.
 */
const struct secret_key *desk_key_borrow(struct desk *d,
					 const unsigned char (*recipients)[STORE_KEY],
					 size_t n);
void desk_key_return(struct desk *d, const struct secret_key *k);
/* The follower (desk/room_follow.c): desk_run starts it before it listens, and stops it last,
 * before keys and settings go.  dir: the workspace; it lives until the stop. */
void room_follow_start(struct desk *d, const char *dir);
void room_follow_stop(void);
/*
 * Something that belongs to a sitting and is wiped at its end, such as opened comments: one for
 * each name.  Get gives NULL if there is none; put takes it over and frees what was there.  Only
 * between desk_hold and desk_let: one visit of a session at a time.
 */
void desk_hold(struct desk_visit *v);
void desk_let(struct desk_visit *v);
void *desk_kept(struct desk_visit *v, const char *name);
void desk_keep(struct desk_visit *v, const char *name, void *what,
	       void (*free_it)(void *));
/*
 * One piece of heavy work at a time in the whole desk: opening batches, releases, packs.  Who needs
 * both holds first.  Either may be begun twice by one visit, and is then ended twice.
 */
void desk_heavy_begin(struct desk_visit *v);
void desk_heavy_end(struct desk_visit *v);

/* ---- replies (desk/frame.c) -------------------------------------------------------------- */

/* v->body inside the frame: band, navigation of what this person may see, title as h1. */
struct console_reply *desk_page(struct desk_visit *v, unsigned status, const char *title);
/* The same with one or more small scripts of public/ ("coding.js", NULL-ended list). */
struct console_reply *desk_page_with(struct desk_visit *v, unsigned status,
				     const char *title, const char *const *scripts);
/* A page of its own, without navigation: the wall. */
struct console_reply *desk_bare(struct desk_visit *v, const char *title,
				const char *body_class, const char *const *scripts);
/* A piece of HTML for a small script to put in, without forms; with an etag of its bytes. */
struct console_reply *desk_piece(struct desk_visit *v);
/* 303 after a POST; done: a sentence shown on the next page (kept in the session), or NULL. */
struct console_reply *desk_moved(struct desk_visit *v, const char *done, const char *fmt,
				 ...) PRINTF(3, 4);
/* A sentence on what is wrong and what to do; the error's status where it comes from below. */
struct console_reply *desk_refused(struct desk_visit *v, unsigned status, const char *fmt,
				   ...) PRINTF(3, 4);
struct console_reply *desk_failed(struct desk_visit *v, const struct err *err);
/* A file to download. */
struct console_reply *desk_file(struct desk_visit *v, const char *type, const char *name,
				const void *bytes, size_t len);
/* <form method="post" action=...> with its token; action is a path, escaped here. */
void desk_form(struct desk_visit *v, const char *action);
void desk_form_end(struct desk_visit *v);
/* <button name= value=>words</button> */
void desk_button(struct desk_visit *v, const char *name, const char *value,
		 const char *words);
/* Passphrase and code, for rows that ask again. */
void desk_ask_again(struct desk_visit *v);
/* The same where another passphrase is asked for beside it: what this one is called. */
void desk_ask_again_as(struct desk_visit *v, const char *passphrase);
/* Each ":" of the pattern stands for the next argument, percent-encoded. */
const char *desk_path(struct desk_visit *v, const char *pattern, ...);
void desk_link(struct desk_visit *v, const char *path, const char *words);
/*
 * <table> helpers: a caption, header cells (one that begins with # is over numbers: class num), a
 * wide one scrolls in a labelled region.  Rows are the page's:
 * <tr><th scope="row">...<td class="num">.
 */
void desk_table(struct desk_visit *v, const char *caption, const char *const *heads,
		size_t n);
void desk_table_end(struct desk_visit *v);
/* "about 40": floored to tens, "fewer than 10". */
void desk_tens(struct html *h, uint64_t n);

/* Writes a row of the audit log: by this person, now. */
bool desk_act(struct desk_visit *v, const char *act, const char *subject,
	      const char *words, struct err *err) MUST_USE;

/* All pages, declared from the rows that name them. */
#define ROW(method_, path_, page_, roles_, scope_, how_, help_) desk_page_fn page_;
#include "desk/routes_coding.rows"
#include "desk/routes_people.rows"
#include "desk/routes_release.rows"
#include "desk/routes_rooms.rows"
#include "desk/routes_surveys.rows"
#undef ROW

#endif
