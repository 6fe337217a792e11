/*
 * The report's tables.  Each has a caption and scopes; the markers in it are explained
 * above it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/report.h"

void
put_share_words(struct html *h, int pct)
{
	html_num(h, pct);
	html_lit(h, "\u00a0%");
	if (pct == 10)
		html_lit(h, " or\u00a0less");
	if (pct == 90)
		html_lit(h, " or\u00a0more");
}

void
put_marker(struct html *h, enum marker marker)
{
	switch (marker) {
	case MARK_NONE:
	case MARK__COUNT:
		break;
	case MARK_C:
		html_lit(h, "[c]");
		break;
	case MARK_Z:
		html_lit(h, "[z]");
		break;
	case MARK_X:
		html_lit(h, "[x]");
		break;
	case MARK_U:
		html_lit(h, "[u]");
		break;
	case MARK_CU:
		html_lit(h, "[c][u]");
		break;
	}
}

void
put_share_of(struct html *h, int pct, enum marker marker)
{
	if (pct >= 0)
		put_share_words(h, pct);
	if (pct >= 0 && marker != MARK_NONE)
		html_lit(h, " ");
	put_marker(h, marker);
}

void
put_share(struct html *h, const struct cell *cell)
{
	put_share_of(h, cell->pct, cell->marker);
}

static void
put_count(struct html *h, const struct cell *cell)
{
	if (cell->n >= 0)
		html_num(h, cell->n);
	else
		put_marker(h, cell->marker);
}

void
put_markers_legend(struct html *h, bool hidden, bool few, bool absent)
{
	if (!hidden && !few && !absent)
		return;
	html_lit(h, "<p class=\"legend\">");
	if (hidden)
		html_lit(h, "[c] hidden to protect people. ");
	if (few)
		html_lit(h, "[u] less reliable: few answered, or two readers agree less. ");
	if (absent)
		html_lit(h, "[x] not available.");
	html_lit(h, "</p>\n");
}

/* Which markers stand in these tables, explained above them. */
static void
put_legend(struct html *h, const struct table *const *tables, size_t count)
{
	bool hidden = false, few = false;
	enum marker m;

	for (size_t i = 0; i < count; i++)
		for (size_t r = 0; r < tables[i]->row_count; r++)
			for (size_t c = 0; c < tables[i]->rows[r].cell_count; c++) {
				m = tables[i]->rows[r].cells[c].marker;
				hidden |= m == MARK_C || m == MARK_CU;
				few |= m == MARK_U || m == MARK_CU;
			}
	put_markers_legend(h, hidden, few, false);
}

/* The release that all of its groups stand as in, if there is one; else 0. */
static unsigned
all_held(const struct table *t)
{
	for (size_t c = 1; c < t->rows[0].cell_count; c++)
		if (t->held[c] != t->held[0])
			return 0;
	return t->held[0];
}

/* names: whose, or "" for the whole table. */
static void
put_held_note(struct html *h, const char *names, unsigned release)
{
	html_lit(h, "<p class=\"legend\">");
	html_text(h, names);
	html_text(h, *names ? ": as in release " : "As in release ");
	html_num(h, release);
	html_lit(h, ". Too few answers have come since to tell it again.</p>\n");
}

/* Where a table, or some of its groups, stands as an earlier release printed it: once a release. */
static void
put_held(struct report *r, const struct table *t)
{
	size_t count = t->rows[0].cell_count;
	const char *names;

	if (!t->held)
		return;
	if (all_held(t)) {
		put_held_note(r->h, "", all_held(t));
		return;
	}
	for (size_t c = 0; c < count; c++) {
		bool said = !t->held[c];

		for (size_t before = 0; before < c; before++)
			said |= t->held[before] == t->held[c];
		if (said)
			continue;
		names = t->rows[0].cells[c].label;
		for (size_t more = c + 1; more < count; more++)
			if (t->held[more] == t->held[c])
				names = arena_printf(r->a, "%s, %s", names,
						     t->rows[0].cells[more].label);
		put_held_note(r->h, names, t->held[c]);
	}
}

/* The same of statements, which have no groups. */
static void
put_block_held(struct html *h, const struct table *const *tables, size_t count)
{
	unsigned first = tables[0]->held ? tables[0]->held[0] : 0;
	bool same = true;

	for (size_t t = 0; t < count; t++)
		same &= first && tables[t]->held && tables[t]->held[0] == first;
	if (same)
		put_held_note(h, "", first);
	for (size_t t = 0; t < count && !same; t++)
		if (tables[t]->held && tables[t]->held[0])
			put_held_note(h, tables[t]->title, tables[t]->held[0]);
}

void
table_open(struct html *h, const char *label, const char *caption)
{
	html_lit(h, "<div class=\"scroll\" role=\"group\" tabindex=\"0\"");
	html_attr(h, "aria-label", label);
	html_lit(h, ">\n<table>\n<caption>");
	html_text(h, caption);
	html_lit(h, "</caption>\n");
}

void
table_close(struct html *h)
{
	html_lit(h, "</tbody>\n</table>\n</div>\n");
}

void
table_head(struct html *h, const char *words)
{
	html_lit(h, "<th scope=\"col\" class=\"n\">");
	html_text(h, words);
	html_lit(h, "</th>");
}

void
put_interval(struct html *h, struct interval range)
{
	html_num(h, (long)(range.low * 100));
	html_lit(h, "\u00a0to\u00a0");
	html_num(h, (long)(range.high * 100 + 0.999999));
	html_lit(h, "\u00a0%");
}

static void
put_range(struct report *r, const struct table *t, const struct row *row, size_t column)
{
	struct interval range = summary_interval(r->s, t, row, column);
	struct html *h = r->h;

	html_lit(h, "<td class=\"n\">");
	if (range.known)
		put_interval(h, range);
	else
		put_marker(h, row->cells[column].marker);
	html_lit(h, "</td>");
}

static const char *
base_words(const struct cell *base, struct arena *a)
{
	return base->n < 0 ? "All who answered: [c]"
			   : arena_printf(a, "All who answered: %d", base->n);
}

void
report_table(struct report *r, const struct table *t)
{
	struct html *h = r->h;
	const struct cell *cell;
	size_t last;

	put_legend(h, &t, 1);
	put_held(r, t);
	last = t->rows[0].cell_count - 1;
	table_open(h, t->title, base_words(&t->rows[0].cells[last], r->a));
	html_lit(h, "<thead><tr><th scope=\"col\">Answer</th>");
	table_head(h, "Responses");
	table_head(h, "Share");
	table_head(h, "Range by chance");
	html_lit(h, "</tr></thead>\n<tbody>\n");
	for (size_t i = 1; i < t->row_count; i++) {
		cell = &t->rows[i].cells[last];
		html_lit(h, "<tr><th scope=\"row\">");
		html_text(h, t->rows[i].label);
		html_lit(h, "</th><td class=\"n\">");
		put_count(h, cell);
		html_lit(h, "</td><td class=\"n\">");
		put_share(h, cell);
		html_lit(h, "</td>");
		put_range(r, t, &t->rows[i], last);
		html_lit(h, "</tr>\n");
	}
	table_close(h);
}

void
report_cross(struct report *r, const struct table *t)
{
	struct html *h = r->h;
	const struct row *row;

	put_legend(h, &t, 1);
	put_held(r, t);
	table_open(h, t->title,
		    t->row_count > 1 ? "Shares of all who answered, by group"
				     : "How many answered, by group");
	html_lit(h, "<thead><tr><th scope=\"col\">Answer</th>");
	for (size_t c = 0; c < t->rows[0].cell_count; c++)
		table_head(h, t->rows[0].cells[c].label);
	html_lit(h, "</tr></thead>\n<tbody>\n");
	for (size_t i = 1; i < t->row_count; i++) {
		row = &t->rows[i];
		html_lit(h, "<tr><th scope=\"row\">");
		html_text(h, row->label);
		html_lit(h, "</th>");
		for (size_t c = 0; c < row->cell_count; c++) {
			html_lit(h, "<td class=\"n\">");
			put_share(h, &row->cells[c]);
			html_lit(h, "</td>");
		}
		html_lit(h, "</tr>\n");
	}
	html_lit(h, "<tr class=\"base\"><th scope=\"row\">All who answered</th>");
	for (size_t c = 0; c < t->rows[0].cell_count; c++) {
		html_lit(h, "<td class=\"n\">");
		put_count(h, &t->rows[0].cells[c]);
		html_lit(h, "</td>");
	}
	html_lit(h, "</tr>\n</tbody>\n</table>\n</div>\n");
}

void
report_block_table(struct report *r, const struct table *const *tables, size_t count)
{
	const struct table *first = tables[0];
	struct html *h = r->h;

	put_legend(h, tables, count);
	put_block_held(h, tables, count);
	table_open(h, first->lead, "Shares of all who answered");
	html_lit(h, "<thead><tr><th scope=\"col\">Statement</th>");
	for (size_t i = 1; i < first->row_count; i++)
		table_head(h, first->rows[i].label);
	table_head(h, "All who answered");
	html_lit(h, "</tr></thead>\n<tbody>\n");
	for (size_t t = 0; t < count; t++) {
		html_lit(h, "<tr><th scope=\"row\">");
		html_text(h, tables[t]->title);
		html_lit(h, "</th>");
		for (size_t i = 1; i < tables[t]->row_count; i++) {
			html_lit(h, "<td class=\"n\">");
			put_share(h, &tables[t]->rows[i].cells[0]);
			html_lit(h, "</td>");
		}
		html_lit(h, "<td class=\"n\">");
		put_count(h, &tables[t]->rows[0].cells[0]);
		html_lit(h, "</td></tr>\n");
	}
	table_close(h);
}

/* What became of a point since the wave before. */
static void
put_point_change(struct report *r, const struct score_point *p)
{
	const struct summary *then = wave_before(r->s);
	struct change c = change_score(r->s, p, then, p->id);
	struct html *h = r->h;

	html_lit(h, "<td class=\"n\">");
	put_share_of(h, c.pct, c.marker);
	html_lit(h, "</td><td>");
	if (c.class == CHANGE_REWORDED)
		html_lit(h, "reworded: not compared");
	else if (c.class == CHANGE_OPTIONS)
		html_lit(h, "answers changed: not compared");
	else if (c.class == CHANGE_NEW)
		html_lit(h, "new");
	else if (!c.known)
		put_marker(h, p->marker != MARK_NONE && p->marker != MARK_U ? p->marker : c.marker);
	html_text(h, change_short(&c, r->a));
	if (c.ranged) {
		html_lit(h, "<br><span class=\"hint\">");
		html_text(h, change_range(&c, r->a));
		html_lit(h, "</span>");
	}
	html_lit(h, "</td>");
}

static void
put_point(struct report *r, const struct score_point *p)
{
	struct html *h = r->h;

	html_lit(h, "<tr><th scope=\"row\">");
	html_text(h, p->title);
	if (*p->lead) {
		html_lit(h, "<br><span class=\"hint\">");
		html_text(h, p->lead);
		html_lit(h, "</span>");
	}
	html_lit(h, "</th><td>");
	html_text(h, p->best);
	html_lit(h, "</td><td class=\"n\">");
	put_share_of(h, p->pct, p->marker);
	html_lit(h, "</td><td class=\"n\">");
	if (p->base >= 0)
		html_num(h, p->base);
	else
		put_marker(h, p->marker);
	html_lit(h, "</td>");
	if (wave_before(r->s))
		put_point_change(r, p);
	html_lit(h, "</tr>\n");
}

/* Which markers its two columns of shares hold. */
static void
put_score_legend(struct report *r)
{
	const struct summary *s = r->s, *then = wave_before(s);
	bool hidden = false, few = false, absent = false;
	enum marker marks[2];

	for (size_t i = 0; i < s->scorecard_count; i++) {
		marks[0] = s->scorecard[i].marker;
		marks[1] = then ? change_score(s, &s->scorecard[i], then, s->scorecard[i].id).marker
				: MARK_NONE;
		for (size_t m = 0; m < ARRAY_LEN(marks); m++) {
			hidden |= marks[m] == MARK_C || marks[m] == MARK_CU;
			few |= marks[m] == MARK_U || marks[m] == MARK_CU;
			absent |= marks[m] == MARK_X;
		}
	}
	put_markers_legend(r->h, hidden, few, absent);
}

void
report_scorecard(struct report *r)
{
	const struct summary *s = r->s, *then = wave_before(s);
	struct html *h = r->h;

	put_score_legend(r);
	table_open(h, "Scorecard", "The share of the best answers, among all who answered");
	html_lit(h, "<thead><tr><th scope=\"col\">Point</th>"
		    "<th scope=\"col\">Best answers</th>");
	table_head(h, "Share");
	table_head(h, "All who answered");
	if (then) {
		table_head(h, arena_printf(r->a, "Share, wave %s", then->wave));
		html_lit(h, "<th scope=\"col\">Change, in points, and its range by chance</th>");
	}
	html_lit(h, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < s->scorecard_count; i++)
		put_point(r, &s->scorecard[i]);
	table_close(h);
}
