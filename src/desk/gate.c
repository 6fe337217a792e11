/*
 * The gate: every request to the desk passes here, and a page is asked only when all of this
 * holds.  There is such an address; somebody is signed in, unless the row is for anyone; a role of
 * theirs may; the survey or room is one that they may see; a POST comes from a page of ours with a
 * token that was made for it and never used; passphrase and code fit where the row asks for them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/visit.h"

enum { PART_MOST = 80, BODY_ROOM = 16 << 10, BODY_MOST = 2 << 20 };

/* ---- rows ---------------------------------------------------------------------------- */

static bool
part_good(const char *part, size_t len)
{
	if (!len || len > PART_MOST)
		return false;
	for (size_t i = 0; i < len; i++) {
		char c = part[i];
		bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    (c >= '0' && c <= '9') || c == '@' || c == '.' || c == '_' ||
			    c == '-';

		if (!good)
			return false;
	}
	return true;
}

/* How many parts stand for a ":" of the pattern; -1: the path does not fit. */
static int
pattern_fits(const char *pattern, const char *path, const char *parts[VISIT_PARTS],
	     size_t lens[VISIT_PARTS])
{
	int n = 0;

	while (*pattern == '/' && *path == '/') {
		size_t want = strcspn(++pattern, "/"), got = strcspn(++path, "/");

		if (want == 1 && *pattern == ':') {
			if (n == VISIT_PARTS || !part_good(path, got))
				return -1;
			parts[n] = path;
			lens[n++] = got;
		} else if (want != got || strncmp(pattern, path, got) != 0) {
			return -1;
		}
		pattern += want;
		path += got;
	}
	return *pattern || *path ? -1 : n;
}

/*
 * The row for a path and method: among those whose path fits, the one with the fewest ":".
 * *out_path: some row fits the path.
 */
static const struct desk_route *
route_find(const struct console_request *request, struct desk_visit *v, bool *out_path)
{
	enum method method =
		request->method == METHOD_HEAD ? METHOD_GET : request->method;
	const struct desk_route *best = NULL;
	int fewest = VISIT_PARTS + 1;

	*out_path = false;
	for (size_t i = 0; i < desk_route_count; i++) {
		const char *parts[VISIT_PARTS] = { NULL };
		size_t lens[VISIT_PARTS] = { 0 };
		int n = pattern_fits(desk_routes[i].path, request->path, parts, lens);

		if (n < 0)
			continue;
		*out_path = true;
		if (n >= fewest || desk_routes[i].method != method)
			continue;
		best = &desk_routes[i];
		fewest = n;
		for (int p = 0; p < n; p++)
			v->part[p] = arena_copy(v->arena, parts[p], lens[p]);
	}
	return best;
}

/* ---- who ----------------------------------------------------------------------------- */

/* Who was disabled, or invited anew, is out at once. */
static bool
person_read(struct visit *visit, struct err *err)
{
	struct desk_visit *v = &visit->v;
	struct err why = { 0 };

	if (!v->session)
		return true;
	if (!person_get(v->desk->people, v->session->person, &visit->who, v->arena,
			&why)) {
		if (why.code != ERR_MISSING)
			return err_set(err, why.code, "%s", why.text);
		visit->who.disabled = true;
	}
	if (visit->who.disabled || !visit->who.enrolled) {
		session_end(v->desk->sessions, v->session);
		session_let(v->desk->sessions, v->session);
		v->session = NULL;
		secret_wipe(&visit->who, sizeof(visit->who));
		return true;
	}
	v->person = visit->who.name;
	v->roles = visit->who.roles;
	return true;
}

/* Bytes that need no escape in a query's value. */
static bool
plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '_' || c == '-';
}

static void
query_put(struct buf *b, const char *text)
{
	for (; *text; text++)
		if (plain(*text))
			buf_putc(b, *text);
		else
			buf_printf(b, "%%%02X", (unsigned char)*text);
}

static struct console_reply *
must_sign_in(struct desk_visit *v)
{
	SCOPED(buf) to = { 0 };
	struct console_reply *r;

	if (v->request->method == METHOD_POST)
		return desk_refused(
			v, 403,
			"You are signed out, so nothing was done. Sign in, and "
			"send it again.");
	buf_puts(&to, "/sign-in?back=");
	query_put(&to, v->request->path);
	r = arena_one(v->arena, struct console_reply);
	r->status = 303;
	r->body = "";
	r->location = arena_copy(v->arena, to.data, to.len);
	return r;
}

/* ---- checks -------------------------------------------------------------------------- */

static struct console_reply *
not_for_you(struct desk_visit *v)
{
	SCOPED(buf) roles = { 0 };

	desk_role_words(v->route->roles, &roles);
	return desk_refused(v, 403,
			    "This page is for: %s. Your own part at the desk is "
			    "another.",
			    roles.data ? roles.data : "nobody");
}

static struct console_reply *
token_refused(struct desk_visit *v, enum token_state state)
{
	switch (state) {
	case TOKEN_GOOD:
		return NULL;
	case TOKEN_USED:
		return desk_refused(
			v, 409,
			"This was sent already, and was done once. Go back and "
			"load the page again before you send more.");
	case TOKEN_NONE:
		break;
	}
	return desk_refused(
		v, 403,
		"This page is too old, or it was not made for you, so nothing "
		"was done. Go back, load it again, and send it once more.");
}

static struct console_reply *
again_check(struct desk_visit *v)
{
	const char *passphrase = pairs_get(&v->request->fields, "passphrase");
	const char *code = pairs_get(&v->request->fields, "code");
	struct proving p = { .name = v->person,
			     .passphrase = passphrase ? passphrase : "",
			     .code = code ? code : "" };
	struct err err = { 0 };
	enum proof proof = person_prove(v->desk, &p, v->arena, &err);

	if (proof == PROOF_WRONG &&
	    !desk_act(v, "passphrase or code wrong", v->request->path, "", &err))
		proof = PROOF_FAILED;
	return proof_refused(v, proof, &p, &err);
}

/* NULL: the page may be asked. */
static struct console_reply *
post_check(struct desk_visit *v)
{
	const char *token = pairs_get(&v->request->fields, "token");
	const char *path = v->request->path;
	struct console_reply *refused;

	if (!v->request->from_us)
		return desk_refused(v, 403,
				    "This came from another site, so nothing was done.");
	if (v->route->roles & MAY_ANYONE)
		return NULL;
	refused = token_refused(v, token_look(v->session, path, token));
	if (!refused && v->route->again)
		refused = again_check(v);
	/* Used up at the end, so that whoever mistyped a code can go back and send again. */
	return refused ? refused : token_refused(v, token_use(v->session, path, token));
}

static struct console_reply *
visit_check(struct desk_visit *v)
{
	if (!(v->route->roles & MAY_ANYONE)) {
		if (!v->session)
			return must_sign_in(v);
		if (!desk_may(v, v->route->roles))
			return not_for_you(v);
		if (v->route->scope != SCOPE_NONE && !desk_in_scope(v, v->part[0]))
			return desk_refused(
				v, 404,
				"There is no such page, or it is not among those "
				"that you may see.");
	}
	return v->request->method == METHOD_POST ? post_check(v) : NULL;
}

static struct console_reply *
visit_answer(struct visit *visit)
{
	struct desk_visit *v = &visit->v;
	struct err err = { 0 };
	struct console_reply *r;
	bool path;

	v->route = route_find(v->request, v, &path);
	v->session = session_find(v->desk->sessions, v->request->cookie, gate_now(),
				  !v->route || v->route->quiet);
	if (!person_read(visit, &err))
		return desk_failed(v, &err);
	if (!v->route && path)
		return desk_refused(v, 405, "This address cannot be used in this way.");
	if (!v->route)
		return desk_refused(v, 404, "There is no such page.");
	r = visit_check(v);
	if (r)
		return r;
	return v->route->page(v);
}

struct console_reply *
gate_answer(struct desk *desk, const struct console_request *request, struct arena *a)
{
	struct visit visit = {
		.v = { .desk = desk,
		       .settings = desk->settings,
		       .request = request,
		       .arena = a,
		       .person = "",
		       .body = html_new_in(a, BODY_ROOM, BODY_MOST) },
	};
	struct console_reply *r = visit_answer(&visit);

	visit_done(&visit);
	session_let(desk->sessions, visit.v.session);
	return r;
}

void
token_put(struct desk_visit *v, const char *action)
{
	char token[TOKEN_TEXT];

	if (!v->session)
		return;
	token_make(v->session, action, token);
	html_lit(v->body, "<input type=\"hidden\" name=\"token\"");
	html_attr(v->body, "value", token);
	html_lit(v->body, ">\n");
}
