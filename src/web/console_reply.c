/*
 * From a reply of the desk to libmicrohttpd's response: the headers that every page bears, and
 * those of some.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <microhttpd.h>

#include "web/console_http.h"

/* Everything that a page of the desk has no use for. */
static const char permissions[] =
	"accelerometer=(),browsing-topics=(),camera=(),display-capture=(),geolocation=(),"
	"gyroscope=(),magnetometer=(),microphone=(),midi=(),payment=(),usb=()";

#define POLICY                                                                     \
	"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' " \
	"data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
static const char policy[] = POLICY "frame-ancestors 'none'";
static const char policy_frames[] = POLICY "frame-src 'self'; frame-ancestors 'self'";

static bool
put(struct MHD_Response *response, const char *name, const char *value)
{
	return MHD_add_response_header(response, name, value) == MHD_YES;
}

static bool
put_file_name(struct MHD_Response *response, const char *name)
{
	char value[300];
	int len = snprintf(value, sizeof(value), "attachment; filename=\"%s\"", name);

	return len < (int)sizeof(value) && !strpbrk(name, "\"\\") &&
	       put(response, "Content-Disposition", value);
}

/* Gone with the browser at the latest: it bears no date. */
static bool
put_cookie(struct MHD_Response *response, const char *cookie, bool secure)
{
	char value[200];
	int len = snprintf(value, sizeof(value),
			   "%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
			   secure ? "__Host-desk" : "desk", cookie,
			   secure ? "; Secure" : "", *cookie ? "" : "; Max-Age=0");

	return len < (int)sizeof(value) && put(response, "Set-Cookie", value);
}

static bool
put_wait(struct MHD_Response *response, unsigned seconds)
{
	char value[16];

	snprintf(value, sizeof(value), "%u", seconds);
	return put(response, "Retry-After", value);
}

static bool
put_etag(struct MHD_Response *response, const char *etag)
{
	char value[CONSOLE_ETAG + 3];
	int len = snprintf(value, sizeof(value), "\"%s\"", etag);

	return len < (int)sizeof(value) && put(response, "ETag", value);
}

/* A respondent's page with its own style inside: nothing in it goes anywhere. */
static bool
put_policy_of_style(struct MHD_Response *response, const char *source)
{
	char value[300];
	int len = snprintf(value, sizeof(value),
			   "default-src 'none'; style-src %s; img-src data:; "
			   "form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
			   source);

	return len < (int)sizeof(value) &&
	       put(response, "Content-Security-Policy", value);
}

static bool
put_policy(struct MHD_Response *response, const struct console_reply *reply)
{
	if (reply->csp_style)
		return put_policy_of_style(response, reply->csp_style);
	return put(response, "Content-Security-Policy",
		   reply->frames_itself ? policy_frames : policy);
}

/* What every reply bears. */
static bool
put_always(struct MHD_Response *response, const struct console_reply *reply)
{
	return put_policy(response, reply) &&
	       put(response, "Cache-Control",
		   reply->lasting ? "public, max-age=31536000, immutable" : "no-store") &&
	       put(response, "Referrer-Policy", "no-referrer") &&
	       put(response, "X-Content-Type-Options", "nosniff") &&
	       put(response, "Cross-Origin-Opener-Policy", "same-origin") &&
	       put(response, "Cross-Origin-Resource-Policy", "same-origin") &&
	       put(response, "Permissions-Policy", permissions);
}

struct MHD_Response *
console_response(const struct console_reply *reply, bool secure, bool unchanged,
		 bool closing)
{
	union { /* the library takes a pointer to what it may not change */
		const char *read;
		void *given;
	} body = { .read = reply->body };
	size_t len = unchanged ? 0 : reply->len;
	struct MHD_Response *response = MHD_create_response_from_buffer(
		len, len ? body.given : NULL, MHD_RESPMEM_PERSISTENT);
	bool good = response && put_always(response, reply);

	if (good && !unchanged)
		good = put(response, "Content-Type",
			   reply->type ? reply->type : "text/html; charset=utf-8");
	if (good && reply->location)
		good = put(response, "Location", reply->location);
	if (good && reply->file_name)
		good = put_file_name(response, reply->file_name);
	if (good && reply->cookie)
		good = put_cookie(response, reply->cookie, secure);
	if (good && reply->etag)
		good = put_etag(response, reply->etag);
	if (good && (reply->wait || reply->status == 503))
		good = put_wait(response, reply->wait ? reply->wait : 10);
	if (good && reply->status == 405)
		good = put(response, "Allow", "GET, HEAD, POST");
	if (good && closing)
		good = put(response, "Connection", "close");
	if (!good && response) {
		MHD_destroy_response(response);
		response = NULL;
	}
	return response;
}
