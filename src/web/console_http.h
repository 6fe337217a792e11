/*
 * What the files of the desk's HTTP share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_CONSOLE_HTTP_H
#define CANVASS_CONSOLE_HTTP_H

#include "web/console.h"
#include "web/machine.h"

/* ---- a request's header, beyond what the door looks at (console_request.c): pure ---- */

enum { CONSOLE_ETAG = 64 };

struct console_facts {
	bool secure;	/* TLS: the cookie's name, the scheme of an origin */
	char host[128]; /* as the request bears it; "" if too long */
	char cookie[CONSOLE_COOKIE + 1]; /* "" if there is none, or more than one */
	unsigned cookies;
	char origin[200], site[20]; /* Origin and Sec-Fetch-Site, "" if absent */
	unsigned origins, sites;
	char match[200]; /* If-None-Match */
};
/* Looks at one line of the header; keeps nothing but what the struct names. */
void console_look(struct console_facts *facts, const char *name, size_t name_len,
		  const char *value, size_t value_len);
/* Whether a POST was sent by a page of this host; see console.h. */
bool console_from_us(const struct console_facts *facts);
/* Whether If-None-Match names this etag. */
bool console_unchanged(const struct console_facts *facts, const char *etag);

/* ---- replies (console_reply.c) ------------------------------------------------ */

struct MHD_Response;
/*
 * The library's response, with all headers; the body is not copied.  NULL if the library refused a
 * value.  unchanged: a 304, without a body.
 */
struct MHD_Response *console_response(const struct console_reply *reply, bool secure,
				      bool unchanged, bool closing);

/* ---- public files (console_files.c) ------------------------------------------- */

/* A file of /public/, or NULL: there is none.  version: what stands behind ?v=, or NULL. */
struct console_reply *console_public(const char *name, const char *version,
				     struct arena *a);

#endif
