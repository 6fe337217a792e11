/*
 * HTTP for the desk: a private server with a thread for each connection, so that a page may take its
 * time.  Knows no person and no survey; it checks what a request is, hands it on, and puts the
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
	 * Whether a POST comes from a page of ours: Sec-Fetch-Site is same-origin or none, and Origin,
	 * where it is sent, is this desk's.  A POST with neither header is from no browser: false.
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
	const char *hosts
		[16]; /* accepted beside the listen address, localhost and 127.0.0.1 */
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
/* Runs until SIGTERM or SIGINT, then waits for pages under way (5 s).  Port in use: ERR_UNAVAILABLE. */
bool console_run(const struct console_settings *settings, struct err *err) MUST_USE;
/* Of the running console: "http" or "https", the cookie's name "desk" or "__Host-desk". */

/* Files of public/ that are served at /public/<name>: style sheets and small scripts. */
struct public_file {
	const char *name, *type;
	const unsigned char *bytes;
	size_t len;
};
extern const struct public_file public_files[];
extern const size_t public_file_count;
/* "/public/desk.css?v=<hash>", for links in pages; static for each file. */
const char *public_address(const char *name);

#endif
