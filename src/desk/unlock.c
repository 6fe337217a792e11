/*
 * The page that unlocks a key for a sitting, and the way there and back.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/internal.h"

enum { BACK_MOST = 600 };

/* ---- the way back ------------------------------------------------------------- */

/* A path of this desk, as it stands in an address: nothing that a browser takes for a host. */
static bool
is_local_path(const char *path)
{
	size_t len = strlen(path);

	if (path[0] != '/' || path[1] == '/' || len > BACK_MOST)
		return false;
	for (size_t i = 0; i < len; i++)
		if (path[i] <= ' ' || path[i] > '~' || strchr("\"<>\\^`{|}", path[i]))
			return false;
	return true;
}

static const char *
back_of(const struct pairs *pairs)
{
	const char *back = pairs_get(pairs, "back");

	return back && is_local_path(back) ? back : "/";
}

/* Whether a row's path, with its ":", is this one of len bytes. */
static bool
path_fits(const char *row, const char *path, size_t len)
{
	const char *end = path + len;

	for (; *row && path < end; row++) {
		if (*row == ':') {
			const char *from = path;

			while (path < end && *path != '/')
				path++;
			if (path == from)
				return false;
		} else if (*row != *path++) {
			return false;
		}
	}
	return !*row && path == end;
}

static bool
can_be_fetched(const char *path, size_t len)
{
	for (size_t i = 0; i < desk_route_count; i++)
		if (desk_routes[i].method == METHOD_GET && !desk_routes[i].quiet &&
		    path_fits(desk_routes[i].path, path, len))
			return true;
	return false;
}

/* Of a form that was sent, the page above it that can be fetched. */
static size_t
path_to_fetch(const char *path)
{
	size_t len = strlen(path);

	while (len > 1 && !can_be_fetched(path, len))
		do
			len--;
		while (len > 1 && path[len] != '/');
	return len;
}

static void
put_encoded(struct buf *out, const char *text, size_t len, bool slashes)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
			     (c >= 'a' && c <= 'z') || (c && strchr("-._~@", c)) ||
			     (slashes && c == '/');

		if (plain)
			buf_putc(out, (char)c);
		else
			buf_printf(out, "%%%02X", c);
	}
}

struct console_reply *
desk_unlock(struct desk_visit *v)
{
	const struct console_request *request = v->request;
	SCOPED(buf) back = { 0 };
	bool get = request->method != METHOD_POST;

	put_encoded(&back, request->path,
		    get ? strlen(request->path) : path_to_fetch(request->path), true);
	for (size_t i = 0; get && i < request->query.count; i++) {
		const struct pair *pair = &request->query.items[i];

		buf_putc(&back, i ? '&' : '?');
		put_encoded(&back, pair->name, strlen(pair->name), false);
		buf_putc(&back, '=');
		put_encoded(&back, pair->value, pair->len, false);
	}
	return desk_moved(v, NULL, "%s", desk_path(v, "/unlock?back=:", back.data));
}

/* ---- the page ----------------------------------------------------------------- */

static void
put_key(struct desk_visit *v, unsigned which, bool open, bool chosen)
{
	struct html *h = v->body;

	html_lit(h, "<label><input type=\"radio\" name=\"key\" value=\"");
	html_num(h, (long)which);
	html_lit(h, "\"");
	if (open)
		html_lit(h, " disabled");
	else if (chosen)
		html_lit(h, " checked");
	html_lit(h, "> <span>");
	html_text(h, v->desk->keys[which].name);
	html_lit(h, "</span>");
	if (open)
		html_lit(h, " <span class=\"chip good\">unlocked</span>");
	html_lit(h, "</label>\n");
}

static void
put_keys(struct desk_visit *v, unsigned open)
{
	struct html *h = v->body;
	bool chosen = false;

	html_lit(h, "<fieldset class=\"options\"><legend>Which key</legend>\n");
	for (unsigned i = 0; i < v->desk->key_count; i++) {
		bool is_open = open >> i & 1;

		put_key(v, i, is_open, !chosen);
		chosen = chosen || !is_open;
	}
	html_lit(h, "</fieldset>\n");
}

static void
put_form(struct desk_visit *v, const char *back, unsigned open)
{
	struct html *h = v->body;

	desk_form(v, "/unlock");
	html_lit(h, "<input type=\"hidden\" name=\"back\"");
	html_attr(h, "value", back);
	html_lit(h, ">\n");
	put_keys(v, open);
	html_lit(h, "<p class=\"field\"><label for=\"passphrase\">Passphrase of this "
		    "key</label>\n<input type=\"password\" id=\"passphrase\" "
		    "name=\"passphrase\" autocomplete=\"off\" required></p>\n");
	desk_button(v, "go", "unlock", "Unlock");
	desk_form_end(v);
}

static struct console_reply *
page_of(struct desk_visit *v, unsigned status, const char *back, const char *wrong)
{
	struct html *h = v->body;
	unsigned open = keys_unlocked(v), all = (1u << v->desk->key_count) - 1;
	bool asked = !str_same(back, "/"); /* by a page, to which the way leads back */

	if (wrong) {
		html_lit(h, "<div class=\"error\" role=\"alert\"><p>");
		html_text(h, wrong);
		html_lit(h, "</p></div>\n");
	}
	if (!v->desk->key_count) {
		html_lit(h,
			 "<p>This desk was started without a key. Whoever runs it gives "
			 "one with <code>canvass desk --key FILE</code>.</p>\n");
	} else if (open == all) {
		html_lit(h,
			 "<p>All keys of this desk are unlocked already. If a page still "
			 "asks for one, it needs a key that this desk does not "
			 "have.</p>\n<p>");
		desk_link(v, back, asked ? "Go back" : "To the first page of the desk");
		html_lit(h, "</p>\n");
	} else if (!asked) {
		html_lit(
			h,
			"<p>A key opens what is sealed: answers, comments, drafts, rooms. "
			"You may unlock one now, or when a page asks for it. It stays in "
			"this desk's memory for you alone, until you sign out.</p>\n");
		put_form(v, back, open);
	} else {
		html_lit(
			h,
			"<p>What you asked for is sealed. The key that opens it stays in "
			"this desk's memory for you alone, until you sign out.</p>\n");
		put_form(v, back, open);
	}
	return desk_page(v, status, "Unlock a key");
}

/* The passphrase is wiped with the request's memory. */
static struct console_reply *
unlock_post(struct desk_visit *v)
{
	const struct pairs *fields = &v->request->fields;
	const char *key = pairs_get(fields, "key");
	const char *passphrase = pairs_get(fields, "passphrase"), *back = back_of(fields);
	struct err err = { .code = ERR_NONE };
	struct console_reply *reply;
	unsigned long which;
	unsigned wait = keys_wait(v);

	if (!key || !v->desk->key_count ||
	    !str_to_uint(key, v->desk->key_count - 1, &which))
		return page_of(v, 422, back, "Choose a key.");
	if (!passphrase || !*passphrase)
		return page_of(v, 422, back, "Type the passphrase.");
	if (wait) {
		reply = page_of(v, 429, back,
				"Wait a minute after several wrong passphrases, then "
				"try again.");
		reply->wait = wait;
		return reply;
	}
	if (keys_unlock(v, (unsigned)which, passphrase, &err))
		return desk_moved(v, "The key is unlocked until you sign out.", "%s",
				  back);
	if (err.code == ERR_DENIED)
		return page_of(v, 422, back, "This is not the passphrase of this key.");
	return desk_failed(v, &err);
}

struct console_reply *
desk_unlock_page(struct desk_visit *v)
{
	if (v->request->method == METHOD_POST)
		return unlock_post(v);
	return page_of(v, 200, back_of(&v->request->query), NULL);
}
