/*
 * Who is at the desk, and one's own passphrase.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/people.h"
#include "desk/visit.h"

/* ---- everybody ----------------------------------------------------------------------- */

static void
put_scopes(struct html *h, const struct person *p)
{
	if (!p->scope_count)
		html_lit(h, "all");
	for (size_t i = 0; i < p->scope_count; i++) {
		if (i)
			html_lit(h, "<br>");
		html_text(h, p->scopes[i]);
	}
}

static void
put_state(struct html *h, const struct person *p)
{
	char day[40];

	if (p->disabled) {
		html_lit(h, "disabled");
	} else if (p->enrolled) {
		html_lit(h, "can sign in");
	} else if (p->invite_until >= day_today()) {
		day_words(p->invite_until, day, sizeof(day));
		html_lit(h, "invited until ");
		html_text(h, day);
	} else {
		html_lit(h, "the invitation is over");
	}
}

static void
put_person(struct html *h, const struct person *p)
{
	SCOPED(buf) roles = { 0 };

	desk_role_words(p->roles, &roles);
	html_lit(h, "<tr><th scope=\"row\">");
	html_text(h, p->name);
	html_lit(h, "</th><td>");
	html_text(h, roles.data ? roles.data : "");
	html_lit(h, "</td><td>");
	put_scopes(h, p);
	html_lit(h, "</td><td>");
	put_state(h, p);
	html_lit(h, "</td></tr>\n");
}

struct console_reply *
desk_people_page(struct desk_visit *v)
{
	static const char *const heads[] = { "Name", "Roles", "Surveys and rooms",
					     "State" };
	struct person *people;
	size_t count;
	struct err err;

	if (!person_all(v->desk->people, &people, &count, v->arena, &err))
		return desk_failed(v, &err);
	html_lit(v->body, "<p>");
	desk_link(v, "/people/me", "Change your own passphrase");
	html_lit(v->body, "</p>\n");
	desk_table(v, "Who may sign in to this desk", heads, ARRAY_LEN(heads));
	for (size_t i = 0; i < count; i++)
		put_person(v->body, &people[i]);
	desk_table_end(v);
	html_lit(
		v->body,
		"<p class=\"hint\">People are invited and disabled by command: "
		"<code>canvass user add</code>, <code>canvass user totp</code> for a lost "
		"passphrase or code generator, <code>canvass user disable</code>.</p>\n");
	return desk_page(v, 200, "People");
}

/* ---- oneself ------------------------------------------------------------------------- */

void
new_passphrase_fields(struct desk_visit *v)
{
	html_lit(
		v->body,
		"<p class=\"field\"><label for=\"new1\">A new passphrase</label>\n"
		"<span class=\"hint\" id=\"new-hint\">Twelve characters or more. Four words "
		"that do not belong together are good.</span>\n"
		"<input type=\"password\" id=\"new1\" name=\"new1\" "
		"autocomplete=\"new-password\" aria-describedby=\"new-hint\" required></p>\n"
		"<p class=\"field\"><label for=\"new2\">The same once more</label>\n"
		"<input type=\"password\" id=\"new2\" name=\"new2\" "
		"autocomplete=\"new-password\" required></p>\n");
}

static struct console_reply *
me_page(struct desk_visit *v, unsigned status, const char *trouble)
{
	struct html *h = v->body;

	if (trouble) {
		html_lit(h, "<div class=\"error\" role=\"alert\"><p>");
		html_text(h, trouble);
		html_lit(h, "</p></div>\n");
	}
	html_lit(h,
		 "<p>Your other sessions at this desk end when you change it. For a new "
		 "code generator ask whoever runs the desk.</p>\n");
	desk_form(v, "/people/me");
	html_lit(h, "<fieldset><legend>Your new passphrase</legend>\n");
	new_passphrase_fields(v);
	html_lit(h, "</fieldset>\n");
	desk_ask_again_as(v, "Your present passphrase");
	desk_button(v, "go", "change", "Change my passphrase");
	desk_form_end(v);
	return desk_page(v, status, "Your passphrase");
}

struct console_reply *
desk_me_page(struct desk_visit *v)
{
	return me_page(v, 200, NULL);
}

struct console_reply *
desk_me_change(struct desk_visit *v)
{
	const char *first = pairs_get(&v->request->fields, "new1");
	const char *second = pairs_get(&v->request->fields, "new2");
	const char *trouble =
		passphrase_fault(v->person, first ? first : "", second ? second : "");
	struct person p, made = { 0 };
	struct err err;

	if (trouble)
		return me_page(v, 422, trouble);
	/* Hashing takes its time: what was read before it could be old, and let in who was invited
	 * anew meanwhile. */
	if (!person_passphrase(v->desk, &made, first, v->arena, &err) ||
	    !person_get(v->desk->people, v->person, &p, v->arena, &err))
		return desk_failed(v, &err);
	if (p.disabled || !p.enrolled)
		return desk_refused(v, 403, "You are signed out, so nothing was done.");
	p.password = made.password;
	if (!person_put(v->desk->people, &p, &err) ||
	    !desk_act(v, "passphrase changed", v->person, "", &err))
		return desk_failed(v, &err);
	session_end_all(v->desk->sessions, v->person, v->session);
	return desk_moved(v, "Your passphrase is changed.", "/people/me");
}
