/*
 * One survey: where it stands, who can read it, what is told of it, what comes next; and its
 * closing.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"
#include "desk/surveys.h"
#include "summary/disclose.h"

struct sight {
	struct desk_visit *v;
	struct html *h;
	struct store *store;
	struct survey survey;
	struct form *form;
	struct survey_stand stand;
	size_t links, open_links;
};

/* ---- facts ----------------------------------------------------------------------- */

static void
put_answers(struct sight *p)
{
	struct html *h = p->h;

	fact_begin(h, "Answers in closed batches");
	if (p->stand.closed) {
		desk_tens(h, p->stand.answers);
		html_lit(h, ", in ");
		html_num(h, (long)p->stand.closed);
		html_text(h, p->stand.closed == 1 ? " batch" : " batches");
	} else {
		html_lit(h, "no batch has closed yet");
	}
	fact_end(h);
}

static void
put_facts(struct sight *p)
{
	const struct survey *s = &p->survey;
	struct html *h = p->h;

	html_lit(h, "<dl class=\"facts\">\n");
	fact_begin(h, "Opened");
	put_day(h, s->opened, "not yet");
	fact_end(h);
	fact_begin(h, "Closed");
	put_day(h, s->closed, "not yet");
	if (s->state == SURVEY_OPEN && p->form->closes >= 0) {
		html_lit(h, "; its form says ");
		put_day(h, p->form->closes, "");
	}
	fact_end(h);
	fact_begin(h, "People expected");
	html_num(h, (long)s->expected);
	fact_end(h);
	put_answers(p);
	fact_begin(h, "Links");
	html_num(h, (long)p->open_links);
	html_lit(h, " open of ");
	html_num(h, (long)p->links);
	fact_end(h);
	html_lit(h, "</dl>\n<p class=\"hint\">A batch closes on a new day once it holds "
		    "ten answers, and with the survey. The batch that fills now is never "
		    "shown, to anybody.</p>\n");
}

/* ---- who can read ---------------------------------------------------------------- */

static void
put_readers(struct sight *p)
{
	static const char *const heads[] = { "Key", "Confirmed" };
	const struct survey *s = &p->survey;
	struct recipient list[SEAL_RECIPIENTS];
	struct html *h = p->h;
	char print[24];

	survey_recipients(s, list);
	recipients_fingerprint(list, s->recipient_count, print);
	html_lit(h, "<h2 id=\"readers\">Who can read the answers</h2>\n<p>Answers are "
		    "sealed to ");
	put_count(h, s->recipient_count, "key");
	html_lit(h, ". Together their fingerprint is <code>");
	html_text(h, print);
	html_lit(h, "</code>: the same that stands on the first page of the survey. "
		    "Compare them now and then.</p>\n");
	desk_table(p->v, "Keys", heads, ARRAY_LEN(heads));
	for (unsigned i = 0; i < s->recipient_count; i++) {
		recipients_fingerprint(&list[i], 1, print);
		html_lit(h, "<tr><th scope=\"row\"><code>");
		html_text(h, print);
		html_lit(h, "</code></th>\n<td>");
		html_text(h, s->recipients[i].confirmed ? "yes: its owner can open it"
							: "not yet");
		html_lit(h, "</td></tr>\n");
	}
	desk_table_end(p->v);
	if (s->state == SURVEY_WAITING)
		html_lit(
			h,
			"<p>The survey opens once every owner has shown that they can open "
			"what is sealed to them: <code>canvass key confirm</code>.</p>\n");
	if (s->unconfirmed)
		html_lit(
			h,
			"<p>It was opened as a rehearsal, before all keys were confirmed. "
			"Its pages and posters say so.</p>\n");
}

/* ---- what is told ---------------------------------------------------------------- */

static void
put_breaks(struct sight *p)
{
	const struct privacy *privacy = &p->form->privacy;
	struct html *h = p->h;

	html_lit(h, "<li>");
	if (!privacy->break_count)
		html_lit(h, "Nothing is broken down by groups");
	else
		html_lit(h, "Tables may be broken down by ");
	for (size_t i = 0; i < privacy->break_count; i++) {
		const struct break_by *by = &privacy->breaks[i];

		html_text(h, !i ? "" : i + 1 < privacy->break_count ? ", " : " and ");
		html_text(h, by->kind == BREAK_PLACE ? "the place of the poster"
			     : by->kind == BREAK_QUESTION
				     ? p->form->questions[by->index].id
				     : p->form->conditions[by->index].id);
	}
	html_lit(h, ".</li>\n");
}

static void
put_policy(struct sight *p)
{
	struct policy policy = policy_make(p->form->privacy.smallest_group);
	struct html *h = p->h;

	html_lit(h, "<h2 id=\"policy\">What may be told</h2>\n<ul>\n<li>Groups smaller "
		    "than ");
	html_num(h, (long)policy.threshold);
	html_lit(h,
		 " are never shown.</li>\n<li>Every number is rounded to the nearest ");
	html_num(h, (long)policy.rounding);
	html_lit(h, ".</li>\n<li>A table of everybody needs ");
	html_num(h, (long)policy.whole);
	html_lit(h, " answers, and each group of a break-down ");
	html_num(h, (long)policy.base);
	html_lit(h, ".</li>\n<li>A later release shows a table anew once at least ");
	html_num(h, (long)policy.increment);
	html_lit(h, " more people are in it.</li>\n");
	put_breaks(p);
	html_lit(h, "</ul>\n<p>");
	desk_link(p->v, desk_path(p->v, "/surveys/:/form", p->survey.name),
		  "Read the form as it was frozen");
	html_lit(h, ": ");
	put_count(h, p->form->page_count, "page");
	html_lit(h, ", ");
	put_count(h, p->form->question_count, "question");
	html_lit(h, ", ");
	put_count(h, form_tables(p->form), "table");
	html_lit(h, ".</p>\n");
}

/* ---- what comes next ------------------------------------------------------------- */

static void
put_step(struct sight *p, const char *path, const char *link, const char *words)
{
	html_lit(p->h, "<li>");
	desk_link(p->v, desk_path(p->v, path, p->survey.name), link);
	html_lit(p->h, ": ");
	html_text(p->h, words);
	html_lit(p->h, "</li>\n");
}

static void
put_next(struct sight *p)
{
	bool comments = comments_asked(p->form);

	html_lit(p->h, "<h2 id=\"next\">What comes next</h2>\n<ul>\n");
	if (p->survey.state != SURVEY_CLOSED) {
		put_step(p, "/surveys/:/links", "Links",
			 "a code for everybody, or one for each place.");
		put_step(p, "/surveys/:/posters", "Posters",
			 "to look at, download and print.");
	}
	if (p->stand.closed && comments) {
		put_step(p, "/surveys/:/coding", "Coding",
			 "two people say, each alone, which themes a comment has.");
		put_step(p, "/surveys/:/quotes", "Quotes",
			 "two people pass each comment that may be quoted.");
	}
	if (p->stand.closed > p->stand.left)
		put_step(
			p, "/surveys/:/release", "Release",
			"answers have come that no release holds yet. One person proposes "
			"it, another confirms it.");
	if (p->stand.left)
		put_step(p, "/surveys/:/ledger", "Ledger",
			 "what was released, and when.");
	html_lit(p->h, "</ul>\n");
	if (!p->stand.closed && p->survey.state == SURVEY_OPEN)
		html_lit(
			p->h,
			"<p>Nothing can be coded or released before a batch has closed.</p>\n");
}

static void
put_close(struct sight *p)
{
	const char *path = desk_path(p->v, "/surveys/:/close", p->survey.name);

	if (p->survey.state == SURVEY_CLOSED || !desk_may(p->v, MAY_EVALUATE))
		return;
	html_lit(p->h,
		 "<h2 id=\"close\">Close the survey</h2>\n<details>\n<summary>Close it "
		 "for good</summary>\n<p>Nobody can answer any more, and it cannot be "
		 "opened again. The last batch closes, and the keys that tie a page to "
		 "its answer are destroyed. Whoever has a page open may lose what they "
		 "typed. Take the posters down.</p>\n");
	desk_form(p->v, path);
	desk_ask_again(p->v);
	html_lit(p->h, "<button class=\"danger\">Close this survey</button>\n");
	desk_form_end(p->v);
	html_lit(p->h, "</details>\n");
}

/* ---- the page -------------------------------------------------------------------- */

static bool
page_take(struct sight *p, struct err *err)
{
	struct link *links;

	if (!survey_visited(p->v, &p->store, &p->survey, err))
		return false;
	p->form = survey_form(&p->survey, p->v->arena, err);
	if (!p->form ||
	    !link_all(p->store, p->survey.name, &links, &p->links, p->v->arena, err))
		return false;
	for (size_t i = 0; i < p->links; i++)
		p->open_links += !links[i].closed;
	survey_stand(p->v, p->store, &p->survey, &p->stand);
	return true;
}

struct console_reply *
desk_survey(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct sight p = { .v = v, .h = v->body };

	if (!page_take(&p, &err))
		return desk_failed(v, &err);
	survey_nav(v, p.survey.name, "survey");
	html_lit(p.h, "<p class=\"intro\">");
	html_text(p.h, text_in(&p.form->title, 0));
	html_lit(p.h, "</p>\n<p>");
	survey_chips(p.h, &p.survey);
	html_lit(p.h, "</p>\n");
	put_facts(&p);
	put_next(&p);
	put_policy(&p);
	put_readers(&p);
	put_close(&p);
	return desk_page(v, 200, p.survey.name);
}

/* ---- closing --------------------------------------------------------------------- */

struct console_reply *
desk_survey_close(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct store *st = desk_store(v, STORE_WRITES, &err);
	struct survey survey;

	if (!st || !survey_get(st, v->part[0], &survey, v->arena, &err))
		return desk_failed(v, &err);
	if (!survey_may_end(v->settings->dir, &survey, &err))
		return desk_refused(v, 422, "%s. Nothing was changed.", err.text);
	if (!survey_end(st, &survey, day_today(), &err) ||
	    !desk_act(v, "survey closed", survey.name, "", &err))
		return desk_failed(v, &err);
	return desk_moved(v, "The survey is closed. Take its posters down.", "%s",
			  desk_path(v, "/surveys/:", survey.name));
}
