/*
 * HTTP for the desk: a private server with a thread for each connection, so that a page may take
 * its time.  Knows no person and no survey; it checks what a request is, hands it on, and puts the
 * headers round the reply.  console*.c know libmicrohttpd beside the door's mhd*.c, no other file.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_CONSOLE_H
#define CANVASS_CONSOLE_H

#include "answer/answer.h"
#include "base/base.h"
#include "web/web.h"

enum {
	CONSOLE_PATH = 256,
	CONSOLE_QUERY = 1024,
	CONSOLE_BODY = 256 << 10,
	CONSOLE_CONNECTIONS = 128,
	CONSOLE_COOKIE = 64, /* characters of a session's cookie, at most */
};

struct console_request {
	enum method method;
	const char *
		path; /* decoded, checked: valid UTF-8, no control bytes, begins with / */
	struct pairs query, fields;
	const char
		*cookie; /* the desk's, "" if there is none or it is not of its shape */
	/*
	 * Whether a POST comes from a page of ours: Sec-Fetch-Site is same-origin or none, and
	 * Origin, where it is sent, is this desk's ("null" beside Sec-Fetch-Site, which
	 * no-referrer makes of it).  A POST with neither header is from no browser: false.
	 */
	bool from_us;
};
struct console_reply {
	unsigned status;
	const char *type; /* NULL: text/html; charset=utf-8 */
	const char *body; /* in the arena, or static */
	size_t len;
	const char *location;  /* of a 303 */
	const char *file_name; /* Content-Disposition: attachment */
	const char
		*cookie; /* sets the session's cookie; "": takes it away; NULL: neither */
	const char *etag; /* of what a small script follows: 304 is answered by itself */
	unsigned wait;	  /* Retry-After, in seconds; 0: none */
	bool lasting;	  /* /public: Cache-Control immutable in place of no-store */
	bool frames_itself; /* a preview: frame-ancestors and frame-src 'self' in place of 'none' */
	/*
	 * A respondent's page with its own style inside, to be looked at: this hash source
	 * ("'sha256-...'") in place of style-src 'self', and form-action 'none'.  NULL: as ever.
	 */
	const char *csp_style;
};
struct console_settings {
	const char *address;
	unsigned port;		 /* 0: a free one */
	const char *certificate; /* PEM; NULL: no TLS.  Then key_pem too */
	const char *key_pem;
	/* Accepted beside the listen address, localhost and 127.0.0.1; with our port or without. */
	const char *hosts[16];
	size_t host_count;
	void (*listening)(const char *url, void *with);
	/* On a thread of its own.  NULL: 500. */
	struct console_reply *(*answer)(void *with, const struct console_request *request,
					struct arena *a);
	/* A refusal before `answer` could be asked: 400 404 405 411 413 414 415 421 431 503. */
	struct console_reply *(*refuse)(void *with, unsigned status, struct arena *a);
	void (*tick)(
		void *with); /* each quarter of a second, on the thread that called console_run */
	void *with;
};
/*
 * Runs until SIGTERM or SIGINT, then waits for requests under way (5 s) and cuts connections off; a
 * page that is still being made is waited for, so that nothing is left half done.  Blocks both
 * signals in the calling thread.  Port in use: ERR_UNAVAILABLE; a bad certificate: ERR_CONFIG.
 */
bool console_run(const struct console_settings *settings, struct err *err) MUST_USE;
/* The cookie's name is "desk", under TLS "__Host-desk". */

/*
 * Files of public/ that are served at /public/<name>: the style sheet and small scripts, named in
 * console.mk.  "/public/desk.css?v=<hash>", for links in pages; static.  Dies of a name that is
 * none.
 */
const char *public_address(const char *name);

#endif
