/*
 * Where the release of a survey stands: what has closed and been told, what waits for a second
 * person, and what a draft would be made of.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/batch_file.h"
#include "desk/release.h"
#include "desk/surveys.h"

const char *
ledger_by(const struct ledger_entry *e)
{
	return e->two_people ? "two people" : "one key holder";
}

bool
desk_ledger(struct desk_visit *v, struct survey *out_survey, struct ledger *out,
	    const char **out_broken, struct err *err)
{
	struct store *st = desk_store(v, STORE_READS, err);
	char *hash = arena_alloc(v->arena, 2 * sizeof(out_survey->form_hash) + 1, 1);
	struct err why = { .code = ERR_NONE };
	struct release_line *lines;
	size_t count;

	if (!st || !survey_get(st, v->part[0], out_survey, v->arena, err) ||
	    !release_all(st, v->part[0], &lines, &count, v->arena, err))
		return false;
	hex_encode(hash, 2 * sizeof(out_survey->form_hash) + 1, out_survey->form_hash,
		   sizeof(out_survey->form_hash));
	*out = (struct ledger){ .survey = arena_str(v->arena, out_survey->name),
				.form_hash = hash,
				.from = "the ledger" };
	*out_broken = "";
	if (!ledger_read(out, lines, count, v->arena, &why))
		*out_broken = arena_str(v->arena, why.text);
	return true;
}

/* ---- the page ------------------------------ */

/* In whole batches: nothing finer is known to anybody. */
static void
put_batches(struct desk_visit *v, const struct survey *s, const struct ledger *l)
{
	const struct ledger_entry *last = ledger_last(l);
	struct err why = { .code = ERR_NONE };
	struct batches *batches = NULL;
	struct html *h = v->body;
	unsigned closed = 0, told = last ? last->batches : 0;

	if (s->state != SURVEY_WAITING &&
	    batches_look(v->settings->dir, s, &batches, &why) && batches)
		closed = batches_closed(batches);
	batches_free(batches);
	html_lit(h, "<p>");
	if (!closed)
		html_lit(
			h,
			"No batch is closed yet. A batch closes once it holds ten answers and "
			"its day is over, or when the survey closes. Only closed batches are "
			"released.");
	else if (closed == told)
		html_lit(h, "Every closed batch has been released.");
	else if (!told)
		html_text(h,
			  closed == 1
				  ? "One batch is closed, and nothing was released yet."
				  : "Batches are closed, and nothing was released yet.");
	else if (closed - told == 1)
		html_lit(h, "One batch has closed since the last release.");
	else {
		html_num(h, closed - told);
		html_lit(h, " batches have closed since the last release.");
	}
	html_lit(h, "</p>\n");
}

static void
put_last(struct desk_visit *v, const struct ledger_entry *last)
{
	struct html *h = v->body;

	if (!last)
		return;
	html_lit(h, "<p>The last release is ");
	desk_link(v,
		  desk_path(v, "/surveys/:/releases/:", v->part[0],
			    arena_printf(v->arena, "%u", last->line.number)),
		  arena_printf(v->arena, "release %u of %s", last->line.number,
			       desk_day(v, last->day)));
	html_lit(h, ", released by ");
	html_text(h, ledger_by(last));
	html_lit(h, ".");
	if (!last->two_people)
		html_lit(
			h,
			" Two people may stand for it too: propose it again, and its numbers "
			"stay as they are.");
	html_lit(h, "</p>\n");
}

static bool
put_proposals(struct desk_visit *v, struct err *err)
{
	static const char *const heads[] = { "Proposal", "Of", "By", "Looks at it" };
	struct html *h = v->body;
	struct proposal *all;
	bool any = false;
	size_t count;

	if (!proposal_all(desk_people(v), v->part[0], &all, &count, v->arena, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *number =
			arena_printf(v->arena, "%llu", (unsigned long long)all[i].number);

		if (all[i].state != PROPOSAL_OPEN)
			continue;
		if (!any) {
			html_lit(h, "<h2>Waits for a second person</h2>\n");
			desk_table(v, "Open proposals", heads, ARRAY_LEN(heads));
		}
		any = true;
		html_lit(h, "<tr><th scope=\"row\">");
		desk_link(
			v,
			desk_path(v, "/surveys/:/release/proposal/:", v->part[0], number),
			arena_printf(v->arena, "proposal %s", number));
		html_lit(h, "</th><td>");
		html_text(h, desk_day(v, (int)(all[i].at / 86400)));
		html_lit(h, "</td><td>");
		html_text(h, all[i].by);
		html_lit(h, "</td><td>");
		html_text(h, str_same(all[i].by, v->person) ? "another person must"
			     : desk_may(v, MAY_SECOND)	    ? "you can"
							    : "a second evaluator must");
		html_lit(h, "</td></tr>\n");
	}
	if (any)
		desk_table_end(v);
	return true;
}

static void
put_draft_form(struct desk_visit *v)
{
	struct html *h = v->body;

	report_sheet(v);
	html_lit(
		h,
		"<h2>Look at a draft</h2>\n<p>A draft is made with the key, under the rules of "
		"the release that would follow. It stays at this desk. Large surveys take a "
		"minute.</p>\n<form method=\"get\"");
	html_attr(h, "action", desk_path(v, "/surveys/:/release/draft", v->part[0]));
	html_lit(h, ">\n");
	desk_order_choose(v, v->part[0]);
	html_lit(h, "<p><button>Make the draft</button></p>\n</form>\n");
}

struct console_reply *
desk_release(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct html *h = v->body;
	struct survey survey;
	struct ledger ledger;
	const char *broken;

	if (!desk_ledger(v, &survey, &ledger, &broken, &err))
		return desk_failed(v, &err);
	survey_nav(v, survey.name, "release");
	if (*broken) {
		trouble_put(v, "Nothing can be released until a backup is restored",
			    broken);
	} else {
		put_batches(v, &survey, &ledger);
		put_last(v, ledger_last(&ledger));
	}
	html_lit(
		h,
		"<p>A release needs two people: one proposes it, another looks at the same "
		"draft and confirms it. ");
	desk_link(v, desk_path(v, "/surveys/:/ledger", v->part[0]), "All releases");
	html_lit(h, "</p>\n");
	if (!put_proposals(v, &err))
		return desk_failed(v, &err);
	if (!*broken && survey.state != SURVEY_WAITING)
		put_draft_form(v);
	return desk_page(v, 200, arena_printf(v->arena, "Release of %s", survey.name));
}
