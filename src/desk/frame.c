/*
 * What stands round every page of the desk: the band with who is signed in, where one may go, the
 * heading, a notice, the foot; and the replies that pages end with.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "desk/internal.h"

enum { FRAME_ROOM = 8192 };

/* ---- where one may go --------------------------------------------------------- */

/* Who may see which is said by the row of its address; one that has none yet is not shown. */
static const struct {
	const char *path, *words;
} ways[] = {
	{ "/surveys", "Surveys" },   { "/forms", "Forms" },   { "/rooms", "Rooms" },
	{ "/releases", "Releases" }, { "/board", "Board" },   { "/waves", "Waves" },
	{ "/compare", "Compare" },   { "/people", "People" }, { "/audit", "Audit log" },
	{ "/backup", "Backup" },     { "/compare-rooms", "Compare rooms" },
	{ "/unlock", "Keys" },
};

static const struct desk_route *
route_at(enum method method, const char *path)
{
	for (size_t i = 0; i < desk_route_count; i++)
		if (desk_routes[i].method == method &&
		    str_same(desk_routes[i].path, path))
			return &desk_routes[i];
	return NULL;
}

/* Whether a path is another, or below it. */
static bool
is_below(const char *path, const char *top)
{
	size_t len = strlen(top);

	return str_starts(path, top) && (!path[len] || path[len] == '/');
}

static void
put_ways(struct html *h, const struct desk_visit *v)
{
	html_lit(h, "<nav aria-label=\"Desk\"><ul>\n");
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		const struct desk_route *route = route_at(METHOD_GET, ways[i].path);

		if (!route || !desk_may(v, route->roles))
			continue;
		html_lit(h, "<li><a href=\"");
		html_url(h, ways[i].path);
		html_lit(h, "\"");
		if (is_below(v->request->path, ways[i].path))
			html_lit(h, " aria-current=\"page\"");
		html_lit(h, ">");
		html_text(h, ways[i].words);
		html_lit(h, "</a></li>\n");
	}
	html_lit(h, "</ul></nav>\n");
}

/* ---- head and band ------------------------------------------------------------ */

static void
put_head(struct html *h, const struct desk_visit *v, const char *title, bool trouble,
	 const char *const *scripts)
{
	html_lit(h, "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n"
		    "<meta charset=\"utf-8\">\n"
		    "<meta name=\"viewport\" content=\"width=device-width,"
		    "initial-scale=1\">\n"
		    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	if (trouble)
		html_lit(h, "Error: ");
	html_text(h, title);
	html_lit(h, " - desk");
	if (*v->desk->force) {
		html_lit(h, " - ");
		html_text(h, v->desk->force);
	}
	html_lit(h, "</title>\n<link rel=\"icon\" href=\"data:,\">\n"
		    "<link rel=\"stylesheet\" href=\"");
	html_url(h, public_address("desk.css"));
	html_lit(h, "\">\n");
	for (; scripts && *scripts; scripts++) {
		html_lit(h, "<script defer src=\"");
		html_url(h, public_address(*scripts));
		html_lit(h, "\"></script>\n");
	}
	html_lit(h, "</head>\n");
}

static void
put_person(struct html *h, struct desk_visit *v)
{
	SCOPED(buf) roles = { 0 };
	struct html *body = v->body;

	desk_role_words(v->roles, &roles);
	html_lit(h, "<div class=\"who\"><span><a href=\"/people/me\"><b>");
	html_text(h, v->person);
	html_lit(h, "</b></a> <span class=\"role\">");
	html_text(h, roles.data ? roles.data : "");
	html_lit(h, "</span></span>\n");
	if (route_at(METHOD_POST, "/sign-out")) {
		v->body = h; /* a form is written where the visit writes */
		desk_form(v, "/sign-out");
		html_lit(h, "<button class=\"quiet\">Sign out</button>\n");
		desk_form_end(v);
		v->body = body;
	}
	html_lit(h, "</div>\n");
}

static void
put_band(struct html *h, struct desk_visit *v)
{
	html_lit(h, "<a class=\"skip\" href=\"#main\">Skip to the page</a>\n"
		    "<header class=\"band\"><p><a href=\"/\">");
	html_text(h, *v->desk->force ? v->desk->force : "canvass");
	html_lit(h, " <span>desk</span></a></p>\n");
	if (v->session)
		put_person(h, v);
	html_lit(h, "</header>\n");
	if (v->session)
		put_ways(h, v);
}

/* ---- notice and foot ---------------------------------------------------------- */

static void
put_said(struct html *h, const char *words)
{
	if (!words)
		return;
	html_lit(h, "<div class=\"notice\" role=\"status\"><p>");
	html_text(h, words);
	html_lit(h, "</p></div>\n");
}

/* What was just done, and the end of a sitting that is near. */
static void
put_notices(struct html *h, struct desk_visit *v)
{
	uint64_t left;

	if (!v->session)
		return;
	put_said(h, v->notice);
	put_said(h, session_said(v->session, v->arena));
	left = session_left(v->session, gate_now());
	if (left < SESSION_WARNS)
		put_said(h,
			 arena_printf(v->arena,
				      "You will be signed out in %u minutes, since you "
				      "signed in eight hours ago. Save what you write.",
				      (unsigned)(left / 60 + 1)));
}

static void
put_foot(struct html *h, const struct desk_visit *v)
{
	html_lit(h, "<footer>\n");
	if (v->session)
		html_lit(h,
			 "<p>You are signed out after 30 minutes without a new page, and "
			 "eight hours after you signed in. Keys that you unlocked are "
			 "then wiped from this desk's memory.</p>\n");
	else
		html_lit(h, "<p>A private page for the evaluation team and facilitators."
			    "</p>\n");
	html_lit(h, "</footer>\n");
}

/* ---- pages -------------------------------------------------------------------- */

static struct console_reply *
reply_new(struct desk_visit *v, unsigned status, const struct html *h)
{
	struct console_reply *reply = arena_one(v->arena, struct console_reply);

	reply->status = status;
	reply->body = html_bytes(h, &reply->len);
	return reply;
}

struct console_reply *
desk_page_with(struct desk_visit *v, unsigned status, const char *title,
	       const char *const *scripts)
{
	struct html *h = html_new_in(v->arena, FRAME_ROOM, 0);

	if (!html_ok(v->body))
		return desk_refused(v, 500, "This page is too long to be shown.");
	put_head(h, v, title, status == 422, scripts);
	html_lit(h, "<body>\n");
	put_band(h, v);
	html_lit(h, "<main id=\"main\" tabindex=\"-1\">\n");
	put_notices(h, v);
	html_lit(h, "<h1>");
	html_text(h, title);
	html_lit(h, "</h1>\n");
	html_join(h, v->body);
	html_lit(h, "</main>\n");
	put_foot(h, v);
	html_lit(h, "</body>\n</html>\n");
	return reply_new(v, status, h);
}

struct console_reply *
desk_page(struct desk_visit *v, unsigned status, const char *title)
{
	return desk_page_with(v, status, title, NULL);
}

struct console_reply *
desk_bare(struct desk_visit *v, const char *title, const char *body_class,
	  const char *const *scripts)
{
	struct html *h = html_new_in(v->arena, FRAME_ROOM, 0);

	if (!html_ok(v->body))
		return desk_refused(v, 500, "This page is too long to be shown.");
	put_head(h, v, title, false, scripts);
	html_lit(h, "<body");
	html_attr(h, "class", body_class);
	html_lit(h, ">\n<main id=\"main\">\n");
	html_join(h, v->body);
	html_lit(h, "</main>\n</body>\n</html>\n");
	return reply_new(v, 200, h);
}

/* A token in it would make each piece a new one: pieces hold no forms. */
struct console_reply *
desk_piece(struct desk_visit *v)
{
	struct console_reply *reply = reply_new(v, 200, v->body);
	char *etag = arena_alloc(v->arena, 33, 1);
	unsigned char hash[16];

	digest_blake2b(hash, sizeof(hash), reply->body, reply->len);
	hex_encode(etag, 33, hash, sizeof(hash));
	reply->etag = etag;
	return reply;
}

/* ---- other replies ------------------------------------------------------------ */

struct console_reply *
desk_moved(struct desk_visit *v, const char *done, const char *fmt, ...)
{
	struct console_reply *reply = arena_one(v->arena, struct console_reply);
	char text[2048];
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (len < 0 || len >= (int)sizeof(text))
		text[0] = '\0';
	if (done && v->session)
		session_say(v->session, done);
	reply->status = 303;
	reply->body = "";
	reply->location = arena_str(v->arena, *text == '/' ? text : "/");
	return reply;
}

static const char *
title_of(unsigned status)
{
	switch (status) {
	case 403:
		return "You may not do this";
	case 404:
		return "There is nothing here";
	case 409:
		return "Somebody else was quicker";
	case 429:
		return "Wait a moment";
	case 500:
	case 503:
		return "This did not work";
	default:
		return "There is a problem";
	}
}

/* What the page had written so far is left out. */
static struct console_reply *
refuse_with(struct desk_visit *v, unsigned status, const char *words)
{
	struct html *h = html_new_in(v->arena, 1024, 0);

	html_lit(h, "<div class=\"error\" role=\"alert\"><p>");
	html_text(h, words);
	html_lit(h,
		 "</p></div>\n<p><a href=\"/\">To the first page of the desk</a></p>\n");
	v->body = h;
	return desk_page(v, status, title_of(status));
}

struct console_reply *
desk_refused(struct desk_visit *v, unsigned status, const char *fmt, ...)
{
	char words[600];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	return refuse_with(v, status, words);
}

/* Who sits at the desk may read what an operator would. */
struct console_reply *
desk_failed(struct desk_visit *v, const struct err *err)
{
	int http = err_kinds[err->code].http;
	char words[600];

	snprintf(words, sizeof(words), "%s%s", err->text,
		 err->code == ERR_BUSY ? ". Try again in a moment." : "");
	if (words[0] >= 'a' && words[0] <= 'z')
		words[0] = (char)(words[0] - 'a' + 'A');
	return refuse_with(v, http < 400 ? 500 : (unsigned)http, words);
}

/* Only what needs no quotes in a header, and no care in a shell. */
struct console_reply *
desk_file(struct desk_visit *v, const char *type, const char *name, const void *bytes,
	  size_t len)
{
	struct console_reply *reply = arena_one(v->arena, struct console_reply);
	char *plain = arena_str(v->arena, name);

	for (char *c = plain; *c; c++)
		if (!(*c >= '0' && *c <= '9') && !(*c >= 'A' && *c <= 'Z') &&
		    !(*c >= 'a' && *c <= 'z') && !strchr("._@-", *c))
			*c = '_';
	reply->status = 200;
	reply->type = type;
	reply->file_name = plain;
	reply->body = bytes;
	reply->len = len;
	return reply;
}

struct console_reply *
frame_refuse(struct desk *desk, unsigned status, struct arena *a)
{
	const struct console_request request = { .path = "", .cookie = "" };
	struct desk_visit v = { .desk = desk,
				.settings = desk->settings,
				.request = &request,
				.arena = a,
				.person = "" };

	switch (status) {
	case 404:
		return refuse_with(&v, status, "There is no page at this address.");
	case 405:
		return refuse_with(&v, status,
				   "This address takes no request of this kind.");
	case 413:
	case 414:
		return refuse_with(&v, status,
				   "This is too long. Go back and shorten it.");
	case 421:
		return refuse_with(
			&v, status,
			"The desk is not known by this name. Use the address that "
			"it printed when it was started.");
	case 503:
		return refuse_with(&v, status,
				   "The desk is busy. Try again in a moment.");
	case 500:
		return refuse_with(&v, status,
				   "Something went wrong. It is not your fault.");
	default:
		return refuse_with(&v, status,
				   "The desk could not understand this request.");
	}
}
