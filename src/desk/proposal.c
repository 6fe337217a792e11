/*
 * A release that one person proposes and another confirms.  What is confirmed is what was proposed,
 * to the byte: the second person's draft is made anew, with another key where there is one, and so
 * is the release itself; each must have the fingerprint that was proposed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "desk/release.h"
#include "desk/surveys.h"

enum { REASON_MOST = 400, ACTS_LOOKED_AT = 500 };

static const char *
number_of(struct desk_visit *v, const struct proposal *p)
{
	return arena_printf(v->arena, "%llu", (unsigned long long)p->number);
}

static const char *
path_of(struct desk_visit *v, const struct proposal *p)
{
	return desk_path(v, "/surveys/:/release/proposal/:", p->survey, number_of(v, p));
}

bool
desk_proposal_get(struct desk_visit *v, struct proposal *out, struct err *err)
{
	struct proposal *all;
	size_t count;

	if (!proposal_all(desk_people(v), v->part[0], &all, &count, v->arena, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (str_same(number_of(v, &all[i]), v->part[1])) {
			*out = all[i];
			return true;
		}
	return err_set(err, ERR_MISSING, "there is no such proposal");
}

/* ---- proposing ------------------------------ */

/* Somebody who proposes the same twice would have it refused twice. */
static const struct proposal *
waits_already(struct desk_visit *v, const char *print, struct err *err)
{
	struct proposal *all;
	size_t count;

	if (!proposal_all(desk_people(v), v->part[0], &all, &count, v->arena, err))
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (all[i].state == PROPOSAL_OPEN && str_same(all[i].digest, print))
			return &all[i];
	return NULL;
}

static struct console_reply *
propose(struct desk_visit *v, const struct trial *t)
{
	struct err err = { .code = ERR_NONE };
	const struct proposal *same = waits_already(v, t->made.print, &err);
	struct proposal p = { .by = v->person,
			      .order = t->order,
			      .digest = t->made.print,
			      .at = (int64_t)time(NULL) };

	if (same)
		return desk_moved(v, "This is proposed already, and waits.", "%s",
				  path_of(v, same));
	str_fit(p.survey, sizeof(p.survey), v->part[0]);
	if (err.code != ERR_NONE || !proposal_add(desk_people(v), &p, &err) ||
	    !desk_act(v, "release proposed", p.survey,
		      arena_printf(v->arena, "proposal %s: release %u, fingerprint %.16s",
				   number_of(v, &p), t->made.number, p.digest),
		      &err))
		return desk_failed(v, &err);
	return desk_moved(v, "Proposed. Another person must look at it and confirm it.",
			  "%s", path_of(v, &p));
}

struct console_reply *
desk_propose(struct desk_visit *v)
{
	const char *seen = pairs_get(&v->request->fields, "print");
	struct err err = { .code = ERR_NONE };
	struct console_reply *reply = NULL;
	const struct trial *t;
	struct desk_order o;

	if (!desk_order_read(v, &v->request->fields, &o, &err))
		return release_trouble(v, v->part[0], "", &err);
	desk_hold(v);
	t = trial_for_page(v, &o, release_day(), &reply);
	if (t && t->made.again)
		reply = desk_refused(
			v, 409,
			"Nothing is new since the last release: that one stands.");
	else if (t && !str_same(t->made.print, seen))
		reply = desk_refused(
			v, 409,
			"The draft is not what you looked at any more: something "
			"changed since. Look at it again, then propose it.");
	else if (t)
		reply = propose(v, t);
	desk_let(v);
	return reply;
}

/* ---- one proposal, to be looked at ------------------------------ */

/* What was said when it was refused stands in the audit log. */
static const char *
reason_of(struct desk_visit *v, const struct proposal *p)
{
	const char *begin = arena_printf(v->arena, "proposal %s: ", number_of(v, p));
	struct act_row *rows;
	size_t count;

	if (!act_list(desk_people(v), 0, ACTS_LOOKED_AT, &rows, &count, v->arena, NULL))
		return "";
	for (size_t i = 0; i < count; i++)
		if (str_same(rows[i].act, "release refused") &&
		    str_same(rows[i].subject, p->survey) &&
		    str_starts(rows[i].words, begin))
			return rows[i].words + strlen(begin);
	return "";
}

static void
put_ended(struct desk_visit *v, const struct proposal *p)
{
	struct html *h = v->body;
	const char *reason;

	html_lit(h, "<div class=\"notice\"><p>");
	if (p->state == PROPOSAL_CONFIRMED) {
		html_lit(h, "Confirmed by ");
		html_text(h, p->second);
		html_lit(h, " and released.</p></div>\n");
		return;
	}
	if (str_same(p->second, p->by)) {
		html_lit(h, "Withdrawn by ");
		html_text(h, p->by);
		html_lit(h, ". Nothing was released.</p></div>\n");
		return;
	}
	html_lit(h, "Refused by ");
	html_text(h, p->second);
	html_lit(h, ". Nothing was released.</p></div>\n");
	reason = reason_of(v, p);
	if (*reason) {
		html_lit(h, "<blockquote class=\"quote\"><p>");
		html_text(h, reason);
		html_lit(h, "</p></blockquote>\n");
	}
}

static void
put_about(struct desk_visit *v, const struct proposal *p, const struct desk_order *o)
{
	struct html *h = v->body;

	html_lit(h, "<dl class=\"facts\">\n<dt>Proposed by</dt><dd>");
	html_text(h, p->by);
	html_lit(h, ", on ");
	html_text(h, desk_day(v, (int)(p->at / 86400)));
	html_lit(h, "</dd>\n<dt>Fingerprint</dt><dd><code>");
	html_text_len(h, p->digest, 16);
	html_lit(h, "</code></dd>\n");
	if (o)
		desk_order_say(v, o);
	html_lit(h, "</dl>\n");
}

static void
put_button_form(struct desk_visit *v, const struct proposal *p, const char *what)
{
	desk_form(v, arena_printf(v->arena, "%s/%s", path_of(v, p), what));
}

static void
put_refuse(struct desk_visit *v, const struct proposal *p)
{
	html_lit(v->body, "<h2>Or refuse it</h2>\n");
	put_button_form(v, p, "refuse");
	html_lit(v->body,
		 "<p class=\"field\"><label for=\"reason\">"
		 "Why, for the one who proposed it</label>\n"
		 "<textarea id=\"reason\" name=\"reason\" rows=\"3\" maxlength=\"400\" "
		 "required></textarea></p>\n");
	html_lit(v->body, "<button class=\"danger\">Refuse it</button>\n");
	desk_form_end(v);
}

static void
put_confirm(struct desk_visit *v, const struct proposal *p, const struct trial *t)
{
	struct html *h = v->body;

	if (!str_same(t->made.print, p->digest)) {
		trouble_put(
			v, "It cannot be confirmed",
			"this is not what was proposed any more. Since then a batch closed, or "
			"quotes, codings, words or earlier waves became others. Refuse it, "
			"and have it proposed anew");
		return;
	}
	html_lit(
		h,
		"<div class=\"notice\"><p>Made anew just now, it has the fingerprint that was "
		"proposed: you see what would leave.</p></div>\n");
}

static void
put_confirm_form(struct desk_visit *v, const struct proposal *p, const struct trial *t)
{
	if (!str_same(t->made.print, p->digest))
		return;
	html_lit(v->body, "<h2>Confirm it</h2>\n<p>It is released at once, as release ");
	html_num(v->body, t->made.number);
	html_lit(v->body,
		 ", and says that two people released it. A release cannot be taken "
		 "back.</p>\n");
	put_button_form(v, p, "confirm");
	desk_ask_again(v);
	desk_button(v, "go", "confirm", "Confirm and release");
	desk_form_end(v);
}

/* For the second person: the draft, made anew. */
static struct console_reply *
second_looks(struct desk_visit *v, const struct proposal *p, const char *title)
{
	struct err err = { .code = ERR_NONE };
	struct console_reply *reply = NULL;
	const struct trial *t = NULL;
	const char *said = "";
	struct desk_order o;
	unsigned release;
	int day;
	bool known = desk_order_parse(v, p->order, &o, &release, &day, &err);

	survey_nav(v, p->survey, "");
	put_about(v, p, known ? &o : NULL);
	desk_hold(v);
	if (known)
		t = trial_make(v, v->part[0], &o, day, &said, &err);
	if (t) {
		put_confirm(v, p, t);
		draft_put(v, t);
		put_confirm_form(v, p, t);
	} else if (err.code == ERR_NONE) {
		reply = desk_unlock(v);
	} else {
		trouble_put(v, "It cannot be made any more", err.text);
		said_put(v, said);
	}
	desk_let(v);
	if (reply)
		return reply;
	put_refuse(v, p);
	return desk_page(v, 200, title);
}

struct console_reply *
desk_proposal(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct html *h = v->body;
	const char *title;
	struct desk_order o;
	struct proposal p;
	unsigned release;
	bool known, own;
	int day;

	if (!desk_proposal_get(v, &p, &err))
		return desk_failed(v, &err);
	title = arena_printf(v->arena, "Proposal %s: a release of %s", number_of(v, &p),
			     p.survey);
	own = str_same(p.by, v->person);
	if (p.state == PROPOSAL_OPEN && !own && desk_may(v, MAY_SECOND))
		return second_looks(v, &p, title);
	survey_nav(v, p.survey, "");
	if (p.state != PROPOSAL_OPEN)
		put_ended(v, &p);
	else if (own)
		html_lit(
			h,
			"<p>It waits for a second evaluator, who makes the draft anew and "
			"confirms or refuses it. That cannot be you.</p>\n");
	else
		html_lit(h, "<p>It waits for a second evaluator. Your role proposes "
			    "releases.</p>\n");
	known = desk_order_parse(v, p.order, &o, &release, &day, &err);
	put_about(v, &p, known ? &o : NULL);
	if (p.state == PROPOSAL_OPEN && known) {
		html_lit(h, "<p>");
		desk_link(
			v,
			arena_printf(v->arena, "%s%s",
				     desk_path(v, "/surveys/:/release/draft", v->part[0]),
				     desk_order_query(v, &o)),
			"Look at the draft again");
		html_lit(h, "</p>\n");
	}
	if (p.state == PROPOSAL_OPEN && own) {
		put_button_form(v, &p, "withdraw");
		html_lit(h, "<button class=\"danger\">Withdraw it</button>\n");
		desk_form_end(v);
	}
	html_lit(h, "<p>");
	desk_link(v, desk_path(v, "/surveys/:/release", v->part[0]), "The release");
	html_lit(h, "</p>\n");
	return desk_page(v, 200, title);
}

/* ---- its end ------------------------------ */

static struct console_reply *
ended_already(struct desk_visit *v, const struct proposal *p)
{
	return desk_moved(
		v,
		p->state == PROPOSAL_CONFIRMED
			? "This proposal was confirmed already; nothing was released "
			  "twice."
			: "This proposal was ended already; nothing was released.",
		"%s", path_of(v, p));
}

/* Ends it without a release. */
static struct console_reply *
end_it(struct desk_visit *v, struct proposal *p, const char *act, const char *words,
       const char *done)
{
	struct err err = { .code = ERR_NONE };

	if (!proposal_end(desk_people(v), p->number, PROPOSAL_REFUSED, v->person, &err))
		return err.code == ERR_BUSY ? desk_moved(v,
							 "Somebody else ended it in the "
							 "meantime.",
							 "%s", path_of(v, p))
					    : desk_failed(v, &err);
	if (!desk_act(v, act, p->survey,
		      arena_printf(v->arena, "proposal %s: %s", number_of(v, p), words),
		      &err))
		return desk_failed(v, &err);
	return desk_moved(v, done, "%s", path_of(v, p));
}

struct console_reply *
desk_withdraw(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct proposal p;

	if (!desk_proposal_get(v, &p, &err))
		return desk_failed(v, &err);
	if (!str_same(p.by, v->person))
		return desk_refused(v, 403, "Only who proposed it can withdraw it.");
	if (p.state != PROPOSAL_OPEN)
		return ended_already(v, &p);
	return end_it(v, &p, "release withdrawn", "withdrawn", "Withdrawn.");
}

struct console_reply *
desk_refuse(struct desk_visit *v)
{
	const char *reason = pairs_get(&v->request->fields, "reason");
	struct err err = { .code = ERR_NONE };
	char words[REASON_MOST + 1];
	struct proposal p;

	if (!desk_proposal_get(v, &p, &err))
		return desk_failed(v, &err);
	if (str_same(p.by, v->person))
		return desk_refused(v, 403, "You proposed it: withdraw it instead.");
	if (p.state != PROPOSAL_OPEN)
		return ended_already(v, &p);
	if (!reason || !reason[strspn(reason, " \t\n")])
		return desk_refused(v, 422, "Say why, so that it can be mended.");
	str_fit(words, sizeof(words), reason);
	return end_it(v, &p, "release refused", words, "Refused. Nothing was released.");
}

/*
 * Where the release lands: exports/<survey>, or, since a release is never written over, beside it
 * in a folder of its own.
 */
static const char *
folder_for(struct desk_visit *v, unsigned release)
{
	const char *exports = v->settings->settings->value[SETTING_EXPORTS];
	struct published_list list;
	const char *first = path_join(v->arena, exports, v->part[0]);

	published_find(v, &list);
	for (size_t i = 0; i < list.count; i++)
		if (str_same(list.items[i].folder, first) &&
		    list.items[i].release != release)
			return desk_inside(v, arena_printf(v->arena, "%s/release-%u",
							   exports, release));
	return desk_inside(v, exports);
}

struct confirming {
	struct proposal p;
	struct desk_order order;
	const struct secret_key *key;
	unsigned release;
	int day;
};

/* One at a time: what the other released in the meantime is seen here. */
static struct console_reply *
confirm(struct desk_visit *v, struct confirming *c)
{
	struct release_how how = { .key = c->key,
				   .proposed = c->p.digest,
				   .day = c->day,
				   .dir = folder_for(v, c->release) };
	struct err err = { .code = ERR_NONE };
	struct arena *work = arena_new(0);
	struct release_made made;
	SCOPED(buf) said;
	bool good;

	buf_init(&said, 0);
	good = release_run(v, v->part[0], &c->order, &how, &said, &made, work, &err);
	arena_free(work);
	if (!good)
		return release_trouble(v, v->part[0], said.data ? said.data : "", &err);
	if (!proposal_end(desk_people(v), c->p.number, PROPOSAL_CONFIRMED, v->person,
			  &err) ||
	    !desk_act(v, "release confirmed", c->p.survey,
		      arena_printf(v->arena,
				   "proposal %s of %s: release %u, fingerprint %.16s",
				   number_of(v, &c->p), c->p.by, made.number,
				   c->p.digest),
		      &err))
		return desk_failed(v, &err);
	return desk_moved(
		v,
		made.again ? "Nothing was new: that release stands, and its files are "
			     "here."
			   : "Released by two people.",
		"%s",
		desk_path(v, "/surveys/:/releases/:", c->p.survey,
			  arena_printf(v->arena, "%u", made.number)));
}

struct console_reply *
desk_confirm(struct desk_visit *v)
{
	struct confirming c = { .release = 0 };
	struct err err = { .code = ERR_NONE };
	struct console_reply *reply;

	if (!desk_proposal_get(v, &c.p, &err))
		return desk_failed(v, &err);
	if (str_same(c.p.by, v->person))
		return desk_refused(v, 403,
				    "You proposed it: another person must confirm it.");
	if (c.p.state != PROPOSAL_OPEN)
		return ended_already(v, &c.p);
	if (!desk_order_parse(v, c.p.order, &c.order, &c.release, &c.day, &err))
		return release_trouble(v, v->part[0], "", &err);
	c.key = release_key(v, v->part[0], &err);
	if (!c.key && err.code == ERR_NONE)
		return desk_moved(
			v, "Unlock a key that opens this survey, then confirm again.",
			"%s", path_of(v, &c.p));
	if (!c.key)
		return desk_failed(v, &err);
	desk_heavy_begin(v);
	if (!desk_proposal_get(v, &c.p, &err))
		reply = desk_failed(v, &err);
	else if (c.p.state != PROPOSAL_OPEN)
		reply = ended_already(v, &c.p);
	else
		reply = confirm(v, &c);
	desk_heavy_end(v);
	return reply;
}
