/*
 * The list of surveys, and what the pages of one survey share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/batch_file.h"
#include "desk/surveys.h"

/* ---- small things ---------------------------------------------------------------- */

const char *
visit_query(const struct desk_visit *v, const char *name)
{
	const char *value = pairs_get(&v->request->query, name);

	return value ? value : "";
}

const char *
visit_field(const struct desk_visit *v, const char *name)
{
	const char *value = pairs_get(&v->request->fields, name);

	return value ? value : "";
}

void
put_chip(struct html *h, const char *class, const char *words)
{
	html_lit(h, "<span class=\"chip ");
	html_value(h, class);
	html_lit(h, "\">");
	html_text(h, words);
	html_lit(h, "</span>\n");
}

void
survey_chips(struct html *h, const struct survey *survey)
{
	static const char *const words[SURVEY__COUNT] = { "waits for its keys", "open",
							  "closed" };
	static const char *const classes[SURVEY__COUNT] = { "wait", "good", "" };

	put_chip(h, classes[survey->state], words[survey->state]);
	if (survey->unconfirmed)
		put_chip(h, "wait", "rehearsal");
	if (survey->invented)
		put_chip(h, "wait", "invented");
}

void
put_day(struct html *h, int day, const char *none)
{
	char words[40];

	if (day < 0) {
		html_text(h, none);
		return;
	}
	day_words(day, words, sizeof(words));
	html_text(h, words);
}

void
fact_begin(struct html *h, const char *name)
{
	html_lit(h, "<dt>");
	html_text(h, name);
	html_lit(h, "</dt><dd>");
}

void
fact_end(struct html *h)
{
	html_lit(h, "</dd>\n");
}

void
put_count(struct html *h, size_t n, const char *word)
{
	html_num(h, (long)n);
	html_lit(h, " ");
	html_text(h, word);
	if (n != 1)
		html_lit(h, "s");
}

/* ---- one survey ------------------------------------------------------------------ */

bool
survey_visited(struct desk_visit *v, struct store **out_store, struct survey *out,
	       struct err *err)
{
	struct store *st = desk_store(v, STORE_READS, err);

	if (!st || !survey_get(st, v->part[0], out, v->arena, err))
		return false;
	*out_store = st;
	return true;
}

/*
 * How many batches the last release had.  A line of the ledger begins with the survey's name, in
 * which no quote can stand, and this number; the rest of it may be megabytes, which nobody needs
 * here.
 */
static unsigned
released_batches(struct desk_visit *v, struct store *st, const char *survey)
{
	static const char member[] = "\"batches\": ";
	struct err why = { .code = ERR_NONE };
	struct release_line *lines;
	const char *at;
	size_t count;

	if (!release_all(st, survey, &lines, &count, v->arena, &why) || !count)
		return 0;
	at = strstr(lines[count - 1].text, member);
	return at ? (unsigned)strtoul(at + sizeof(member) - 1, NULL, 10) : 0;
}

void
survey_stand(struct desk_visit *v, struct store *st, const struct survey *survey,
	     struct survey_stand *out)
{
	struct err why = { .code = ERR_NONE };
	struct batches *batches = NULL;

	*out = (struct survey_stand){ .left = released_batches(v, st, survey->name) };
	if (survey->opened < 0 ||
	    !batches_look(v->settings->dir, survey, &batches, &why) || !batches)
		return;
	out->closed = batches_closed(batches);
	out->answers = batches_count(batches);
	batches_free(batches);
}

void
survey_nav(struct desk_visit *v, const char *survey, const char *here)
{
	static const struct {
		const char *name, *path, *words;
	} pages[] = {
		{ "survey", "/surveys/:", "Overview" },
		{ "form", "/surveys/:/form", "Form" },
		{ "links", "/surveys/:/links", "Links" },
		{ "posters", "/surveys/:/posters", "Posters" },
		{ "coding", "/surveys/:/coding", "Coding" },
		{ "quotes", "/surveys/:/quotes", "Quotes" },
		{ "release", "/surveys/:/release", "Release" },
		{ "ledger", "/surveys/:/ledger", "Ledger" },
	};
	struct html *h = v->body;

	html_lit(h, "<nav class=\"sub\" aria-label=\"Pages of this survey\">\n<ul>\n");
	for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
		html_lit(h, "<li><a href=\"");
		html_url(h, desk_path(v, pages[i].path, survey));
		html_lit(h, "\"");
		if (str_same(pages[i].name, here))
			html_lit(h, " aria-current=\"page\"");
		html_lit(h, ">");
		html_text(h, pages[i].words);
		html_lit(h, "</a></li>\n");
	}
	html_lit(h, "</ul>\n</nav>\n");
}

/* ---- the list -------------------------------------------------------------------- */

static void
put_answers(struct html *h, const struct survey *survey, const struct survey_stand *stand)
{
	if (stand->closed)
		desk_tens(h, stand->answers);
	else
		html_text(h, survey->opened < 0 ? "not open yet" : "none yet");
}

static bool
put_row(struct desk_visit *v, struct store *st, const struct survey *survey,
	struct err *err)
{
	struct html *h = v->body;
	struct diags diags;
	struct survey_stand stand;
	struct form *form;
	struct link *links;
	size_t count, open = 0;

	if (!link_all(st, survey->name, &links, &count, v->arena, err))
		return false;
	for (size_t i = 0; i < count; i++)
		open += !links[i].closed;
	diags_init(&diags, survey->name, survey->form_text, survey->form_len, v->arena);
	form = form_parse(survey->form_text, survey->form_len, &diags);
	survey_stand(v, st, survey, &stand);
	html_lit(h, "<tr><th scope=\"row\">");
	desk_link(v, desk_path(v, "/surveys/:", survey->name), survey->name);
	if (form) {
		html_lit(h, "<br><span class=\"hint\">");
		html_text(h, text_in(&form->title, 0));
		html_lit(h, "</span>");
	}
	html_lit(h, "</th>\n<td>");
	survey_chips(h, survey);
	html_lit(h, "</td>\n<td>");
	if (survey->opened >= 0)
		html_lit(h, "from ");
	put_day(h, survey->opened, "not yet");
	if (survey->closed >= 0) {
		html_lit(h, "<br>to ");
		put_day(h, survey->closed, "");
	}
	html_lit(h, "</td>\n<td class=\"num\">");
	put_answers(h, survey, &stand);
	html_lit(h, "</td>\n<td class=\"num\">");
	html_num(h, (long)survey->expected);
	html_lit(h, "</td>\n<td class=\"num\">");
	html_num(h, (long)open);
	html_lit(h, "</td></tr>\n");
	return true;
}

static bool
put_list(struct desk_visit *v, struct store *st, const struct survey *all, size_t count,
	 struct err *err)
{
	static const char *const heads[] = { "Survey",	 "State",     "Open",
					     "#Answers", "#Expected", "#Links" };
	size_t shown = 0;
	bool good = true;

	for (size_t i = 0; i < count; i++)
		shown += desk_in_scope(v, all[i].name);
	if (!shown) {
		html_lit(
			v->body,
			"<p>There is no survey here that you may see.</p>\n<p>A survey is opened "
			"by whoever runs this computer: <code>canvass survey open</code>. The "
			"<a href=\"/forms\">forms page</a> shows which forms are ready.</p>\n");
		return true;
	}
	html_lit(
		v->body,
		"<p>Answers are those of closed batches, counted in tens. The batch that "
		"fills now is never shown. Expected are the people who may answer; links "
		"are those that are open.</p>\n");
	desk_table(v, "Surveys", heads, ARRAY_LEN(heads));
	for (size_t i = 0; good && i < count; i++)
		if (desk_in_scope(v, all[i].name))
			good = put_row(v, st, &all[i], err);
	desk_table_end(v);
	return good;
}

struct console_reply *
desk_surveys(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct store *st = desk_store(v, STORE_READS, &err);
	struct survey *all;
	size_t count;

	if (!st || !survey_all(st, &all, &count, v->arena, &err) ||
	    !put_list(v, st, all, count, &err))
		return desk_failed(v, &err);
	return desk_page(v, 200, "Surveys");
}
