/*
 * Signing in and out.  One page for passphrase and code, one sentence for any failure.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/visit.h"

enum { BACK_MOST = 600, STRANGERS_MOST = 1000, TYPED_MOST = 64 };

/* ---- addresses ----------------------------------------------------------------------- */

const char *
safe_back(const char *path)
{
	size_t len = path ? strlen(path) : 0;

	if (!len || len > BACK_MOST || path[0] != '/' || path[1] == '/')
		return "/";
	for (size_t i = 0; i < len; i++)
		if (path[i] <= ' ' || path[i] > '~' || strchr("\"<>\\^`{|}", path[i]))
			return "/";
	return path;
}

static const char *
field(const struct desk_visit *v, const char *name)
{
	const char *value = pairs_get(&v->request->fields, name);

	return value ? value : "";
}

/* A name as people type it: capitals and blanks about it do not matter. */
static const char *
name_typed(struct desk_visit *v)
{
	const char *typed = field(v, "name");
	char *name;
	size_t len;

	while (*typed == ' ')
		typed++;
	len = strlen(typed);
	while (len && typed[len - 1] == ' ')
		len--;
	name = arena_copy(v->arena, typed, len < TYPED_MOST ? len : TYPED_MOST);
	for (char *p = name; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + 32);
	return name;
}

/* ---- the page ------------------------------------------------------------------------ */

static struct console_reply *
sign_in_page(struct desk_visit *v, unsigned status, const char *name, const char *back,
	     const char *trouble)
{
	struct html *h = v->body;

	if (trouble) {
		html_lit(h, "<div class=\"error\" role=\"alert\"><p>");
		html_text(h, trouble);
		html_lit(h, "</p></div>\n");
	}
	desk_form(v, "/sign-in");
	html_lit(h, "<input type=\"hidden\" name=\"back\"");
	html_attr(h, "value", back);
	html_lit(
		h,
		">\n<p class=\"field\"><label for=\"name\">Your name at the desk</label>\n"
		"<input id=\"name\" name=\"name\" autocomplete=\"username\" "
		"autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"40\" required");
	html_attr(h, "value", name);
	html_lit(
		h,
		"></p>\n<p class=\"field\"><label for=\"passphrase\">Passphrase</label>\n"
		"<input id=\"passphrase\" name=\"passphrase\" type=\"password\" "
		"autocomplete=\"current-password\" required></p>\n"
		"<p class=\"field\"><label for=\"code\">The six digits of your code "
		"generator</label>\n<input class=\"short\" id=\"code\" name=\"code\" "
		"inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"10\" "
		"required></p>\n");
	desk_button(v, "go", "sign-in", "Sign in");
	desk_form_end(v);
	return desk_page(v, status, "Sign in");
}

struct console_reply *
desk_sign_in_page(struct desk_visit *v)
{
	const char *back = safe_back(pairs_get(&v->request->query, "back"));

	if (v->session)
		return desk_moved(v, NULL, "%s", back);
	return sign_in_page(v, 200, "", back, NULL);
}

/* ---- signing in ---------------------------------------------------------------------- */

struct console_reply *
visit_sign_in(struct desk_visit *v, const char *person, const char *path)
{
	struct sessions *all = v->desk->sessions;
	char cookie[SESSION_NAME];
	struct console_reply *r;
	struct session *was = v->session;

	if (was) /* never taken over, whoever it was */
		session_end(all, was);
	session_let(all, was);
	v->session = session_begin(all, person, gate_now(), cookie);
	r = desk_moved(v, NULL, "%s", path);
	r->cookie = arena_str(v->arena, cookie);
	secret_wipe(cookie, sizeof(cookie));
	return r;
}

/*
 * A failure is told to the log whether there is such a person or not, so that it takes as long;
 * what a stranger typed is not.  Somebody who tries names at random cannot fill the disk.
 */
static bool
failure_note(struct desk_visit *v, const struct proving *p, struct err *err)
{
	if (!p->known && !gate_stranger(v->desk, STRANGERS_MOST))
		return true;
	return act_note(v->desk, p->known ? p->name : "", "sign-in refused", "", "", err);
}

static struct console_reply *
sign_in_refused(struct desk_visit *v, enum proof proof, const struct proving *p,
		const char *back)
{
	static const char wrong[] = "Name, passphrase and code do not fit together. Each "
				    "code works once: wait for a new one.";
	struct console_reply *r;

	if (proof == PROOF_WRONG)
		return sign_in_page(v, 403, p->name, back, wrong);
	if (proof == PROOF_WAIT) {
		r = sign_in_page(v, 429, p->name, back,
				 arena_printf(v->arena,
					      "After several failures there is a short "
					      "wait. Try again in %u second%s.",
					      p->wait, p->wait == 1 ? "" : "s"));
		r->wait = p->wait;
		return r;
	}
	r = sign_in_page(v, 503, p->name, back,
			 "Many people are signing in just now. Try again in a few "
			 "seconds.");
	r->wait = 2;
	return r;
}

struct console_reply *
desk_sign_in(struct desk_visit *v)
{
	struct proving p = { .name = name_typed(v),
			     .passphrase = field(v, "passphrase"),
			     .code = field(v, "code") };
	const char *back = safe_back(field(v, "back"));
	struct err err = { 0 };
	enum proof proof = person_prove(v->desk, &p, v->arena, &err);

	if (proof == PROOF_WRONG && !failure_note(v, &p, &err))
		proof = PROOF_FAILED;
	if (proof == PROOF_FAILED)
		return desk_failed(v, &err);
	if (proof != PROOF_GOOD)
		return sign_in_refused(v, proof, &p, back);
	if (!act_note(v->desk, p.name, "signed in", "", "", &err))
		return desk_failed(v, &err);
	return visit_sign_in(v, p.name, back);
}

struct console_reply *
desk_sign_out(struct desk_visit *v)
{
	struct err err;
	struct console_reply *r;

	session_end(v->desk->sessions, v->session);
	if (!desk_act(v, "signed out", "", "", &err))
		return desk_failed(v, &err);
	r = desk_moved(v, NULL, "/sign-in");
	r->cookie = "";
	return r;
}
