/*
 * The door: public pages over HTTP.  What could identify a person has no field to travel in: a
 * request here has no address, no agent, no header but the content type's verdict.
 *
 * mhd.c is the only door to libmicrohttpd; pages are functions from request to reply.  The door
 * includes store/add.h, never store/read.h.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_WEB_H
#define CANVASS_WEB_H

#include "answer/answer.h"
#include "base/base.h"
#include "form/form.h"
#include "seal/seal.h"
#include "store/add.h"
#include "store/store.h"

/* ---- what app gives the door ------------------------------------------------------- */

struct door_settings {
	const char *dir;	/* the workspace */
	const char *address;	/* to listen on, e.g. "127.0.0.1" */
	unsigned port;		/* 0: a free one, told in the `listening on` line */
	/* base address, without a slash at the end; "": http:// and the listen address */
	const char *url;
	const char *hosts[16];	/* further hosts accepted, e.g. "canvass.example" */
	size_t host_count;
	const char *force;	/* the name in the band, or "" */
	const char *exit_url;	/* quick exit's neutral site, or "" */
	bool scripts;		/* whether pages bring their small script */
	bool nowhere;		/* a picture of a page: without links to the door's others */
	const struct preview_source *preview; /* NULL: a real door; dir is not looked at else */
	void (*listening)(const char *url, void *with); /* called once it accepts; may be NULL */
	void *with;
};

/*
 * A form to be looked at (web/preview.c): no survey, no workspace, nothing stored.  The door asks
 * before each request whether the file changed, so that an author sees edits by reloading.
 */
struct preview_source {
	const char *name; /* the file, as the author calls it */
	void *with;
	bool (*changed)(void *with); /* since it was read last */
	/*
	 * The form, in the arena, or NULL.  *out_padded: bytes of its records; problems: what the
	 * checker says, warnings too, as plain text.
	 */
	struct form *(*read)(void *with, struct arena *a, size_t *out_padded,
			     struct buf *problems);
};

/*
 * Runs until SIGTERM or SIGINT.  Holds the lock on answers/, opens every open survey, binds
 * answers/door.sock, listens, serves.  Port in use: ERR_UNAVAILABLE; a second door: ERR_BUSY.
 */
bool door_run(const struct door_settings *settings, struct err *err) MUST_USE;

/* ---- one request, one reply ------------------------------------------------------ */

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST };

struct request {
	enum method method;
	const char *path;    /* decoded, checked, at most 64 bytes */
	const char *code; /* the part of the path behind /S/ or /R/, as typed; "" elsewhere */
	struct pairs query;
	struct pairs fields; /* of a POST */
};

struct send;
struct reply {
	unsigned status;
	const char *type;     /* NULL: text/html; charset=utf-8 */
	const char *body;     /* in the request's arena, or static */
	size_t len;
	const char *csp;      /* the style's hash source, e.g. "'sha256-...'", or NULL for none */
	const char *script;   /* the same of its script; NULL: it has none */
	const char *location; /* of a 303 */
	const char *file_name; /* Content-Disposition: attachment */
	bool close;	      /* error replies close the connection */
	bool clear_site_data, retry_after;
	struct send *send;    /* set: the connection waits; body is made by send->after */
};

/*
 * An answer on its way: through a sealing thread and the writer to the store, and back.
 *   STORED, THERE  thank-you page: it is in the store (THERE: it was before)
 *   FAILED, EXPIRED  503, the form kept, same ticket; FAILED also when there is no room to wait
 *   SPENT    the slip has been used with another ticket, or was withdrawn: 410
 *   REFUSED  only_look: the ticket is not stored, and the survey is closed or the slip used: 410
 *            in a room: this step has closed, and what was sent is not stored
 */
enum send_result { SEND_STORED, SEND_THERE, SEND_FAILED, SEND_EXPIRED, SEND_REFUSED, SEND_SPENT };
struct door;
struct door_survey;
struct phone;
struct send {
	struct door_survey *survey;
	unsigned char ticket[TICKET_BYTES];
	/* Clear, malloc'd; the sealing thread wipes and frees it. */
	unsigned char *record;
	size_t record_len;
	bool by_slip; /* stored only if this slip can still be used, which is then struck out */
	unsigned char slip[SLIP_HASH];
	bool only_look; /* a closed survey, or a used slip: is this ticket stored? */
	/* A step of a room: the place is of ticket and turn, and the later copy replaces. */
	bool in_room;
	unsigned char turn;
	/* Makes the reply once it ended; called on the loop's thread, with the request's arena. */
	struct reply *(*after)(struct door *door, struct send *send, enum send_result result,
			       struct arena *a);
	/* What the page found out when it was asked: nothing is looked up a second time. */
	struct caller *caller;
	struct phone *phone; /* the same in a room */
};

typedef struct reply *page_fn(struct door *door, const struct request *request, struct arena *a);

struct route {
	enum method method; /* GET rows serve HEAD too */
	const char *path;   /* "/S/:code" */
	page_fn *page;
	size_t body_max;
	const char *help;
};
extern const struct route routes[];
extern const size_t route_count;

/* Pages (page_*.c), one function a file; see the routes table. */
page_fn page_home, page_first, page_answer, page_privacy, page_accessibility, page_cookies,
	page_health, page_room, page_room_post;
/*
 * Error pages: one sentence on what to do.
 * status: 400 404 405 410 411 413 414 415 421 422 431 500 503.
 */
struct reply *page_error(struct door *door, unsigned status, struct arena *a);

/* ---- surveys as the door holds them (web/door.c) ---------------------------------- */

struct prepared; /* all pages of a form, laid out (web/prepared.c) */

struct door_survey {
	char name[SURVEY_NAME];
	char about[SURVEY_NAME + 20]; /* associated data of its boxes: "canvass record 1 <name>" */
	struct form *form;
	unsigned char form_hash[SEAL_HASH];
	enum survey_state state;
	bool preview; /* of a form: nothing is stored */
	bool invented, unconfirmed, days_closed; /* days_closed: outside `opens` and `closes` */
	struct recipient recipients[SEAL_RECIPIENTS];
	unsigned recipient_count;
	char fingerprint[24];
	size_t padded, box_len;
	unsigned char check_key[SEAL_KEY];
	struct answers_secrets *secrets; /* locked memory */
	struct prepared *prepared;	 /* laid out at the first use */
};

/* What a typed code leads to. */
struct door_link {
	struct door_survey *survey;
	char code[SLIP_CHARS + 1];     /* in its written form: a link's, or a slip's */
	uint32_t place;		       /* 0: none, as of all slips */
	bool closed;		       /* 410 */
	bool slip;		       /* it is a slip, of this hash */
	unsigned char hash[SLIP_HASH];
	bool spent; /* used, or withdrawn: 410, and kind words */
	bool later; /* it cannot be told just now: 503 */
};
/* False: unknown (404), and out->survey is NULL. */
bool door_find(struct door *door, const char *typed, struct door_link *out) MUST_USE;
/*
 * Of several surveys that a used slip's mark fits: the next whose stored tickets can be looked
 * through, behind out->survey in a fixed order (NULL: the first).  False: there is none, and *out
 * stays.  out->code: from door_find.
 */
bool door_find_next(struct door *door, struct door_link *out) MUST_USE;
/* What a code in the box of the first page leads to: a room, or else a survey (404 included). */
bool door_is_room(const struct door *door, const char *code);
const struct door_settings *door_settings(const struct door *door);
/* Whether new forms may be begun (false: below 64 MiB free, or the writer has stopped). */
bool door_accepts(const struct door *door);
/* Whether the writer has stopped for good (an operator must look): /healthz says 503 then. */
bool door_stopped(const struct door *door);
/* The check words of a link or a slip, "amber ferry". */
void door_words(const struct door_survey *survey, const char *code, char *out, size_t size);

/* ---- prepared pages (web/prepared.c, layout_*.c) ---------------------------------- */

struct prepared *prepared_new(const struct form *form, const struct door_settings *settings,
			      const struct door_survey *survey);
void prepared_free(struct prepared *p);
/*
 * The largest page of the form before anything is typed, in bytes with headers, for E101.
 * *out_page: which.
 */
size_t prepared_largest(const struct prepared *p, unsigned *out_page);
/*
 * Bounds for a form whose every question is answered at its limit (web/weigh.c), in bytes: the
 * check page with headers and draft, 64 KiB where texts are shown in part to keep it there, more
 * where even that does not help (E101); and a sealed draft.
 */
size_t prepared_check_most(const struct prepared *p, const struct form *form);
size_t draft_most(const struct form *form);

/* One sheet of a form, without a door (web/preview_sheet.c): its buttons lead nowhere. */
struct sheet_wanted {
	/* "start", "page.3", "another.1", "check", "sent", "again" (was not stored), "saved" */
	const char *show;
	unsigned lang; /* of the form's languages */
	bool errors;   /* every field wrong, as the checks find it */
	bool invented, rehearsal;
	const char *force, *exit_url, *fingerprint; /* or "" */
};
/* NULL: the form has no such sheet. */
struct reply *sheet_preview(const struct form *form, const struct sheet_wanted *wanted,
			    struct arena *a);

#endif
