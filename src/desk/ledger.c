/*
 * The ledger of a survey: each release, by whom it was released, and whether the chain is whole.
 * And the page of all surveys' releases.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/release.h"
#include "desk/surveys.h"

static void
put_entry(struct desk_visit *v, const struct published_list *list,
	  const struct ledger_entry *e)
{
	const char *number = arena_printf(v->arena, "%u", e->line.number);
	struct html *h = v->body;

	html_lit(h, "<tr><th scope=\"row\">");
	if (published_release(list, v->part[0], e->line.number))
		desk_link(v, desk_path(v, "/surveys/:/releases/:", v->part[0], number),
			  arena_printf(v->arena, "release %s", number));
	else
		html_text(h, arena_printf(v->arena, "release %s", number));
	html_lit(h, "</th><td>");
	html_text(h, desk_day(v, e->day));
	html_lit(h, "</td><td>");
	html_text(h, ledger_by(e));
	html_lit(h, "</td><td class=\"num\">");
	html_num(h, e->batches);
	html_lit(h, "</td><td class=\"num\">");
	if (e->responses < 0)
		html_lit(h, "too few");
	else
		html_num(h, e->responses);
	html_lit(h, "</td><td>");
	html_num(h, e->policy.threshold);
	html_lit(h, ", rounded to ");
	html_num(h, e->policy.rounding);
	html_text(h, e->policy.strict ? ", strict" : "");
	html_lit(h, "</td><td><code>");
	html_text_len(h, e->hash, 12);
	html_lit(h, "</code></td></tr>\n");
}

struct console_reply *
desk_ledger_page(struct desk_visit *v)
{
	static const char *const heads[] = { "Release",	    "Day",
					     "Released by", "#Batches",
					     "#Responses",  "Smallest number shown",
					     "Hash" };
	struct err err = { .code = ERR_NONE };
	struct published_list list;
	struct html *h = v->body;
	struct survey survey;
	struct ledger ledger;
	const char *broken;

	if (!desk_ledger(v, &survey, &ledger, &broken, &err))
		return desk_failed(v, &err);
	survey_nav(v, survey.name, "ledger");
	published_find(v, &list);
	html_lit(
		h,
		"<p>Every release, in its order. Each entry bears the hash of the one before, "
		"so that none can be altered, taken out or put in unseen.</p>\n");
	if (*broken) {
		trouble_put(v, "The chain is broken", broken);
		html_lit(
			h,
			"<p>Nothing is released until it is whole: restore a backup.</p>\n");
	} else if (!ledger.count) {
		html_lit(h, "<p>Nothing was released yet.</p>\n");
	} else {
		html_lit(h, "<div class=\"notice\"><p>The chain is whole.</p></div>\n");
		desk_table(v, "Releases", heads, ARRAY_LEN(heads));
		for (size_t i = 0; i < ledger.count; i++)
			put_entry(v, &list, &ledger.entries[i]);
		desk_table_end(v);
		html_lit(
			h,
			"<p class=\"hint\">Responses are as printed, rounded. A release that "
			"has no link was written elsewhere than into exports.</p>\n");
	}
	html_lit(h, "<p>");
	desk_link(v, desk_path(v, "/surveys/:/release", v->part[0]), "The release");
	html_lit(h, "</p>\n");
	return desk_page(v, 200, arena_printf(v->arena, "Ledger of %s", survey.name));
}

/* ---- of all surveys ------------------------------ */

static void
put_waiting(struct desk_visit *v, const struct proposal *all, size_t count,
	    const char *survey)
{
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		const char *number;

		if (all[i].state != PROPOSAL_OPEN || !str_same(all[i].survey, survey))
			continue;
		html_text(v->body, any ? ", " : "");
		any = true;
		number =
			arena_printf(v->arena, "%llu", (unsigned long long)all[i].number);
		desk_link(v,
			  desk_path(v, "/surveys/:/release/proposal/:", survey, number),
			  arena_printf(v->arena, "proposal %s by %s", number, all[i].by));
	}
	html_text(v->body, any ? "" : "nothing");
}

/* The ledger's page tells more, and whether it is whole: here a row names the last alone. */
static bool
put_survey(struct desk_visit *v, struct store *st, const struct survey *s,
	   const struct proposal *proposals, size_t count, struct err *err)
{
	struct release_line *lines;
	struct html *h = v->body;
	size_t releases;

	if (!release_all(st, s->name, &lines, &releases, v->arena, err))
		return false;
	html_lit(h, "<tr><th scope=\"row\">");
	desk_link(v, desk_path(v, "/surveys/:/release", s->name), s->name);
	html_lit(h, "</th><td>");
	html_text(h, survey_state_names[s->state]);
	html_lit(h, "</td><td class=\"num\">");
	if (releases)
		desk_link(v, desk_path(v, "/surveys/:/ledger", s->name),
			  arena_printf(v->arena, "%zu", releases));
	else
		html_lit(h, "none");
	html_lit(h, "</td><td>");
	put_waiting(v, proposals, count, s->name);
	html_lit(h, "</td></tr>\n");
	return true;
}

struct console_reply *
desk_releases(struct desk_visit *v)
{
	static const char *const heads[] = { "Survey", "State", "#Releases",
					     "Waits for a second person" };
	struct err err = { .code = ERR_NONE };
	struct store *st = desk_store(v, STORE_READS, &err);
	struct proposal *proposals;
	struct survey *surveys;
	size_t count, waiting;

	if (!st || !survey_all(st, &surveys, &count, v->arena, &err) ||
	    !proposal_all(desk_people(v), NULL, &proposals, &waiting, v->arena, &err))
		return desk_failed(v, &err);
	html_lit(v->body,
		 "<p>A release needs two people: one proposes it, another confirms "
		 "it.</p>\n");
	desk_table(v, "Releases of each survey", heads, ARRAY_LEN(heads));
	for (size_t i = 0; i < count; i++)
		if (desk_in_scope(v, surveys[i].name) &&
		    !put_survey(v, st, &surveys[i], proposals, waiting, &err))
			return desk_failed(v, &err);
	desk_table_end(v);
	html_lit(v->body,
		 "<p><a href=\"/board\">The page for the board, and what was done</a>"
		 "</p>\n");
	return desk_page(v, 200, "Releases");
}
