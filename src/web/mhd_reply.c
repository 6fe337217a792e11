/*
 * From a reply to libmicrohttpd's response: the headers that every page bears, and those of some.
 * There is no cookie, and no call here could set one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/mhd.h"

#define SAME_SIZE 1024u /* pages for unknown and closed codes fill whole pieces of this */

/* Everything a page has no use for, as short as the first flight asks for. */
static const char permissions[] =
	"accelerometer=(),browsing-topics=(),camera=(),display-capture=(),geolocation=(),"
	"gyroscope=(),magnetometer=(),microphone=(),midi=(),payment=(),usb=()";

static bool
put(struct MHD_Response *response, const char *name, const char *value)
{
	return MHD_add_response_header(response, name, value) == MHD_YES;
}

/* Most replies have the style and script of the one before: their policy is spelt once. */
static bool
put_policy(struct MHD_Response *response, const struct reply *reply)
{
	static char policy[400], of[100] = "?", of_script[100];
	const char *style = reply->csp ? reply->csp : "";
	const char *script = reply->script ? reply->script : "";
	int len;

	if (!str_same(of, style) || !str_same(of_script, script)) {
		if (strlen(style) >= sizeof(of) || strlen(script) >= sizeof(of_script))
			return false;
		len = snprintf(
			policy, sizeof(policy),
			"default-src 'none';%s%s%s%s%s%s img-src data:; form-action 'self'; "
			"base-uri 'none'; frame-ancestors 'none'",
			*style ? " style-src " : "", style, *style ? ";" : "",
			*script ? " script-src " : "", script, *script ? ";" : "");
		if (len >= (int)sizeof(policy))
			return false;
		str_fit(of, sizeof(of), style);
		str_fit(of_script, sizeof(of_script), script);
	}
	return put(response, "Content-Security-Policy", policy);
}

static bool
put_file_name(struct MHD_Response *response, const char *name)
{
	char value[200];
	int len = snprintf(value, sizeof(value), "attachment; filename=\"%s\"", name);

	return len < (int)sizeof(value) && put(response, "Content-Disposition", value);
}

/* All headers of a reply; false if the library refused one (a CR or LF in a value). */
static bool
put_headers(struct MHD_Response *response, const struct reply *reply, const char *allow,
	    bool closing)
{
	bool good = put(response, "Content-Type",
			reply->type ? reply->type : "text/html; charset=utf-8") &&
		    put(response, "Cache-Control", "no-store") &&
		    put(response, "Referrer-Policy", "no-referrer") &&
		    put(response, "X-Content-Type-Options", "nosniff") &&
		    put(response, "Cross-Origin-Opener-Policy", "same-origin") &&
		    put(response, "Cross-Origin-Resource-Policy", "same-origin") &&
		    put(response, "Permissions-Policy", permissions) &&
		    put_policy(response, reply);

	if (good && reply->location)
		good = put(response, "Location", reply->location);
	if (good && reply->file_name)
		good = put_file_name(response, reply->file_name);
	if (good && reply->clear_site_data)
		good = put(response, "Clear-Site-Data",
			   "\"cache\", \"cookies\", \"storage\"");
	if (good && (reply->retry_after || reply->status == 503))
		good = put(response, "Retry-After", "10");
	if (good && reply->status == 405)
		good = put(response, "Allow", allow ? allow : "GET, HEAD, POST");
	return good && (!closing || put(response, "Connection", "close"));
}

/*
 * Unknown and closed codes must not be told apart by size.  Their heads differ by the words
 * "Not Found" and "Gone" alone, so the body is filled up with blanks to whole pieces of
 * the sum of both.
 */
static void
level(struct reply *reply, struct arena *a)
{
	size_t words = reply->status == 404 ? strlen("Not Found") : strlen("Gone");
	size_t sum = (reply->len + words + SAME_SIZE - 1) / SAME_SIZE * SAME_SIZE;
	char *filled = arena_array(a, char, sum);

	memcpy(filled, reply->body, reply->len);
	memset(filled + reply->len, '\n', sum - reply->len);
	reply->body = filled;
	reply->len = sum - words;
}

struct MHD_Response *
response_new(struct reply *reply, const char *allow, bool closing, struct arena *a)
{
	union { /* the library takes a pointer to what it may not change */
		const char *read;
		void *given;
	} body;
	struct MHD_Response *response;

	if (reply->status == 404 || reply->status == 410)
		level(reply, a);
	body.read = reply->body;
	response = MHD_create_response_from_buffer(
		reply->len, reply->len ? body.given : NULL, MHD_RESPMEM_PERSISTENT);
	if (response && !put_headers(response, reply, allow, closing)) {
		MHD_destroy_response(response);
		return NULL;
	}
	return response;
}

/* ---- stencils ------------------------------------------------------------------------ */

/*
 * A response that is kept with its headers, and whose body is overwritten for each use: laying
 * out eight headers anew costs more than copying a page.  It is lent to one visit at a time.
 */
struct stencil {
	struct stencil *next;
	struct MHD_Response *response;
	size_t len;
	char csp[100], script[100];
	char body[];
};

/* Only what all fetched pages have in common; a page with typed words is never kept. */
static bool
is_plain(const struct reply *reply)
{
	return reply->status == 200 && !reply->type && !reply->location &&
	       !reply->file_name && !reply->close && !reply->clear_site_data &&
	       !reply->retry_after && reply->len && reply->len <= STENCIL_BODY &&
	       reply->csp;
}

static struct stencil *
stencil_new(struct reply *reply, struct arena *a)
{
	struct stencil *s;
	struct reply kept = *reply;

	if (strlen(reply->csp) >= sizeof(s->csp) ||
	    (reply->script && strlen(reply->script) >= sizeof(s->script)))
		return NULL;
	s = mem_grow(NULL, 1, sizeof(*s) + reply->len);
	s->len = reply->len;
	str_fit(s->csp, sizeof(s->csp), reply->csp);
	str_fit(s->script, sizeof(s->script), reply->script ? reply->script : "");
	kept.body = s->body;
	s->response = response_new(&kept, NULL, false, a);
	if (s->response)
		return s;
	free(s);
	return NULL;
}

static void
stencil_free(struct stencil *s)
{
	MHD_destroy_response(s->response);
	free(s);
}

struct stencil *
stencil_take(struct stencils *all, struct reply *reply, struct arena *a)
{
	struct stencil **at, *s;

	if (!is_plain(reply))
		return NULL;
	for (at = &all->free; (s = *at); at = &s->next)
		if (s->len == reply->len && str_same(s->csp, reply->csp) &&
		    str_same(s->script, reply->script ? reply->script : ""))
			break;
	if (s) {
		*at = s->next;
		all->count--;
	} else {
		s = stencil_new(reply, a);
	}
	if (s)
		memcpy(s->body, reply->body, reply->len);
	return s;
}

struct MHD_Response *
stencil_response(const struct stencil *s)
{
	return s->response;
}

/* The one used last goes in front; behind the last place they are let go. */
void
stencil_back(struct stencils *all, struct stencil *s)
{
	struct stencil **at = &all->free, *oldest;

	if (!s)
		return;
	s->next = all->free;
	all->free = s;
	if (++all->count <= STENCILS_MOST)
		return;
	while ((*at)->next)
		at = &(*at)->next;
	oldest = *at;
	*at = NULL;
	all->count--;
	stencil_free(oldest);
}

void
stencils_free(struct stencils *all)
{
	struct stencil *s;

	while ((s = all->free)) {
		all->free = s->next;
		stencil_free(s);
	}
	all->count = 0;
}
