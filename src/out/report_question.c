/*
 * The report's questions: a heading, who answered, a chart, and the table beneath it.
 * Statements on one list of answers share a chart and a table.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/report.h"

bool
is_broken_down(const struct table *t)
{
	return t->by[0] && (t->level == LEVEL_FULL || t->level == LEVEL_MERGED ||
			    t->level == LEVEL_GROUPS);
}

bool
opens_group(const struct summary *s, size_t at)
{
	if (!s->tables[at].by[0])
		return false;
	for (size_t i = 0; i < at; i++)
		if (str_same(s->tables[i].by, s->tables[at].by))
			return false;
	return true;
}

/* Whether any of these questions is shown by that variable. */
static bool
shown_by(const struct summary *s, const char *by, const struct table *const *tables,
	 size_t count)
{
	for (size_t i = 0; i < s->table_count; i++) {
		if (!is_broken_down(&s->tables[i]) || !str_same(s->tables[i].by, by))
			continue;
		for (size_t t = 0; t < count; t++)
			if (str_same(s->tables[i].question, tables[t]->question))
				return true;
	}
	return false;
}

/* ---- one question ---------------------------------------------------------------- */

static const struct repeat *
repeat_of(const struct summary *s, const struct table *t)
{
	const struct question *q = s->form ? form_question(s->form, t->question) : NULL;

	return q && q->repeat >= 0 ? &s->form->repeats[q->repeat] : NULL;
}

static unsigned
language_of(const struct summary *s)
{
	for (size_t l = 0; l < s->form->language_count; l++)
		if (str_same(s->form->languages[l], s->language))
			return (unsigned)l;
	return 0;
}

const char *
loop_words(const struct report *r, const struct table *t)
{
	const struct repeat *repeat = repeat_of(r->s, t);
	const char *title;
	size_t len;

	if (!repeat)
		return "";
	title = text_in(&r->s->form->pages[repeat->first_page].title, language_of(r->s));
	/* "Incident {turn}": here all turns stand together */
	len = strcspn(title, "{");
	while (len && strchr(" ,:", title[len - 1]))
		len--;
	return len ? arena_printf(r->a, "%.*s: ", (int)len, title) : "";
}

const char *
full_title(const struct report *r, const struct table *t)
{
	return arena_printf(r->a, "%s%s%s%s", loop_words(r, t), t->lead, *t->lead ? " " : "",
			    t->question_title);
}

void
put_heading(struct report *r, const struct table *t)
{
	struct html *h = r->h;

	html_lit(h, "<h3");
	html_attr(h, "id", t->id);
	html_lit(h, ">");
	html_text(h, full_title(r, t));
	html_lit(h, "</h3>\n");
}

void
put_csv_link(struct html *h, const struct table *t)
{
	html_lit(h, "<p class=\"hint link\"><a href=\"tables/");
	html_value(h, t->id);
	html_lit(h, ".csv\">The same as CSV</a></p>\n");
}

static void
put_who(struct report *r, const struct table *t)
{
	const struct repeat *repeat = repeat_of(r->s, t);
	struct html *h = r->h;

	html_lit(h, "<p class=\"hint\">");
	if (t->row_count && t->rows[0].cells[t->rows[0].cell_count - 1].n >= 0) {
		html_num(h, t->rows[0].cells[t->rows[0].cell_count - 1].n);
		html_lit(h, " answered. ");
	}
	if (repeat) {
		html_lit(h, "Asked once for each ");
		for (const char *p = repeat->id; *p; p++)
			html_text_len(h, *p == '_' ? " " : p, 1);
		html_lit(h, ", so one person may have given several answers. ");
	} else if (t->kind == TABLE_ANY) {
		html_lit(h, "Several answers could be given. ");
	}
	if (!t->everyone)
		html_lit(h, "Not everybody was asked. ");
	html_lit(h, "</p>\n");
}

/* Where the question stands by group; several statements share one line. */
static void
put_crosses(struct report *r, const struct table *const *tables, size_t count)
{
	const struct summary *s = r->s;
	struct html *h = r->h;
	bool any = false;

	for (size_t i = 0; i < s->table_count; i++) {
		if (!opens_group(s, i) || !shown_by(s, s->tables[i].by, tables, count))
			continue;
		if (any)
			html_lit(h, "; ");
		else
			html_lit(h, "<p class=\"hint link\">Also by group: ");
		any = true;
		html_lit(h, "<a href=\"#by-");
		html_value(h, s->tables[i].by);
		html_lit(h, "\">");
		html_text(h, s->tables[i].by_title);
		html_lit(h, "</a>");
	}
	if (any)
		html_lit(h, "</p>\n");
}

static void
put_question(struct report *r, const struct table *t)
{
	const char *less = level_words(r->s, t), *finding = finding_words(t, r->a);
	struct html *h = r->h;

	put_heading(r, t);
	if (t->row_count)
		put_who(r, t);
	if (*less) {
		html_lit(h, "<p>");
		html_text(h, less);
		html_lit(h, "</p>\n");
	}
	if (t->row_count > 1) {
		html_lit(h, "<div class=\"pair\">\n<figure>\n<figcaption>");
		html_text(h, finding);
		html_lit(h, "<span class=\"counted\">Share of all who answered, in per "
			    "cent</span></figcaption>\n");
		if (t->asked_as == KIND_SCALE && t->row_count - 1 <= STACKED_MOST &&
		    t->kind == TABLE_ONE)
			chart_stacked(r, t->id, &t, 1);
		else
			chart_bars(r, t);
		html_lit(h, "</figure>\n");
		html_lit(h, "<div>\n");
		report_table(r, t);
		html_lit(h, "</div>\n</div>\n");
		put_csv_link(h, t);
	}
	put_crosses(r, &t, 1);
}

/* ---- a block of statements ------------------------------------------------------- */

static bool
same_answers(const struct table *a, const struct table *b)
{
	if (a->row_count != b->row_count)
		return false;
	for (size_t i = 0; i < a->row_count; i++)
		if (!str_same(a->rows[i].key, b->rows[i].key))
			return false;
	return true;
}

static bool
fits_block(const struct table *t)
{
	return *t->lead && !t->by[0] && t->kind == TABLE_ONE && t->level == LEVEL_FULL &&
	       t->row_count > 1 && t->row_count - 1 <= STACKED_MOST;
}

static void
put_block(struct report *r, const struct table *const *tables, size_t count)
{
	struct html *h = r->h;

	html_lit(h, "<h3");
	html_attr(h, "id", tables[0]->id);
	html_lit(h, ">");
	html_text(h, loop_words(r, tables[0]));
	html_text(h, tables[0]->lead);
	html_lit(h, "</h3>\n");
	if (!tables[0]->everyone)
		html_lit(h, "<p class=\"hint\">Not everybody was asked.</p>\n");
	html_lit(
		h,
		"<div class=\"block\">\n<figure>\n<figcaption><span class=\"counted\">"
		"Share of all who answered each, "
		"in per cent</span></figcaption>\n");
	chart_stacked(r, tables[0]->id, tables, count);
	html_lit(h, "</figure>\n");
	report_block_table(r, tables, count);
	html_lit(h, "</div>\n<p class=\"hint link\">The same as CSV: ");
	for (size_t i = 0; i < count; i++) {
		if (i)
			html_lit(h, ", ");
		html_lit(h, "<a href=\"tables/");
		html_value(h, tables[i]->id);
		html_lit(h, ".csv\">");
		html_text(h, tables[i]->title);
		html_lit(h, "</a>");
	}
	html_lit(h, "</p>\n");
	put_crosses(r, tables, count);
}

void
report_questions(struct report *r, int theme)
{
	const struct summary *s = r->s;
	bool *done = arena_array(r->a, bool, s->table_count + 1);
	const struct table **block =
		arena_array(r->a, const struct table *, s->table_count + 1);
	const struct table *t;
	size_t count;

	for (size_t i = 0; i < s->table_count; i++) {
		t = &s->tables[i];
		if (t->theme != theme || t->by[0] || done[i])
			continue;
		count = 0;
		for (size_t j = i; fits_block(t) && j < s->table_count; j++)
			if (fits_block(&s->tables[j]) && s->tables[j].theme == theme &&
			    str_same(s->tables[j].lead, t->lead) &&
			    same_answers(t, &s->tables[j])) {
				block[count++] = &s->tables[j];
				done[j] = true;
			}
		if (count > 1)
			put_block(r, block, count);
		else
			put_question(r, t);
	}
}
