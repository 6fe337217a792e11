/*
 * What was held back and by which rule, for evaluators: a line each, in plain words.  Made from
 * the published tables alone, so it can tell no exact number.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

static const struct {
	const char *why, *words;
} reasons[] = {
	{ "audit", "a hidden number could be narrowed down (S6)" },
	{ "strict", "the form allows no hidden cell (S6, strict)" },
	{ "held", "too few answers have come since this was last told, and it cannot be "
		  "repeated at this level (S8)" },
	{ "whole", "there are too few responses to show any table (S1)" },
	{ "base", "too few people answered this question (S2)" },
};

static const char *
reason_words(const char *why)
{
	for (size_t i = 0; i < ARRAY_LEN(reasons); i++)
		if (str_same(reasons[i].why, why))
			return reasons[i].words;
	return why;
}

static bool
is_hidden(const struct cell *cell)
{
	return cell->marker == MARK_C || cell->marker == MARK_CU;
}

/* ---- one table -------------------------------------------------------------------- */

static void
put_place(struct buf *out, const struct table *t, const struct row *row,
	  const struct cell *cell)
{
	buf_printf(out, "%s", t->id);
	if (row)
		buf_printf(out, ", %s", row->label);
	if (*t->by)
		buf_printf(out, ", %s", cell->label);
	buf_puts(out, ": ");
}

static void
put_level(struct buf *out, const struct table *t)
{
	buf_printf(out, "%s: printed at %s\n", t->id, level_names[t->level]);
	for (size_t i = 0; i < t->passed_count; i++)
		buf_printf(out, "%s: %s was not used: %s\n", t->id,
			   level_names[t->passed[i].level],
			   reason_words(t->passed[i].why));
}

static void
put_hidden(struct buf *out, const struct policy *p, const struct table *t,
	   const struct row *row, const struct cell *cell)
{
	put_place(out, t, row, cell);
	if (t->kind == TABLE_ANY)
		buf_printf(
			out,
			"hidden: fewer than %u chose it, or fewer than %u of those who "
			"answered did not (S3, S4)\n",
			p->threshold, p->threshold);
	else
		buf_printf(out, "hidden: fewer than %u (S4)\n", p->threshold);
}

static void
put_column(struct buf *out, const struct policy *p, const struct table *t, size_t c)
{
	const struct cell *base = &t->rows[0].cells[c], *cell;

	if (t->held && t->held[c]) {
		put_place(out, t, NULL, base);
		buf_printf(
			out,
			"as in release %u: fewer than %u have been added since, so nothing "
			"new is told (S8)\n",
			t->held[c], p->increment);
	}
	if (is_hidden(base)) {
		put_place(out, t, NULL, base);
		buf_printf(out,
			   "the whole group is hidden: fewer than %u answered (S2)\n",
			   p->base);
		return;
	}
	for (size_t r = 1; r < t->row_count; r++) {
		cell = &t->rows[r].cells[c];
		if (is_hidden(cell))
			put_hidden(out, p, t, &t->rows[r], cell);
		if (cell->marker != MARK_Z)
			continue;
		put_place(out, t, &t->rows[r], cell);
		buf_puts(out, "does not apply: by the form nobody can stand here (z)\n");
	}
}

/* What a line of several keys is made of, and why. */
static void
put_merged(struct buf *out, const struct table *t, const char *label,
	   const char *const *of, size_t count)
{
	if (!count)
		return;
	buf_printf(out, "%s: %s stands for", t->id, label);
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%s %s", i ? "," : "", of[i]);
	if (t->level == LEVEL_MERGED)
		buf_puts(out,
			 ": put together as the form declares (S6; or S2, a fall-back "
			 "group)\n");
	else
		buf_puts(out,
			 ": a fall-back group, since too few answered in one of them "
			 "(S2)\n");
}

static void
put_table(struct buf *out, const struct policy *p, const struct table *t)
{
	put_level(out, t);
	for (size_t r = 1; r < t->row_count; r++)
		put_merged(out, t, t->rows[r].label, t->rows[r].of, t->rows[r].of_count);
	for (size_t c = 0; t->row_count && c < t->rows[0].cell_count; c++)
		put_merged(out, t, t->rows[0].cells[c].label, t->rows[0].cells[c].of,
			   t->rows[0].cells[c].of_count);
	for (size_t c = 0; t->row_count && c < t->rows[0].cell_count; c++)
		put_column(out, p, t, c);
}

/* ---- all of it -------------------------------------------------------------------- */

/* Whether there is anything to say of it. */
static bool
is_plain(const struct table *t)
{
	if (t->level != LEVEL_FULL || t->passed_count || t->held)
		return false;
	for (size_t r = 0; r < t->row_count; r++)
		for (size_t c = 0; c < t->rows[r].cell_count; c++)
			if (t->rows[r].cells[c].of_count ||
			    is_hidden(&t->rows[r].cells[c]) ||
			    t->rows[r].cells[c].marker == MARK_Z)
				return false;
	return true;
}

void
summary_explain_table(const struct summary *s, const struct table *t, struct buf *out)
{
	if (!is_plain(t))
		put_table(out, &s->policy, t);
}

void
summary_explain(const struct summary *s, struct buf *out)
{
	const struct policy *p = &s->policy;
	size_t plain = 0;

	buf_printf(out, "%s, %s %u: what is held back, and by which rule\n", s->survey,
		   s->draft ? "draft of release" : "release", s->release);
	buf_printf(
		out,
		"rules: nothing under %u responses (S1), no group under %u (S2), 0 to %u "
		"is hidden (S4), all else is rounded to %u (S5), %u more before a "
		"number is told again (S8)%s\n",
		p->whole, p->base, p->threshold - 1, p->rounding, p->increment,
		p->strict ? ", no table with a hidden cell (strict)" : "");
	if (s->responses < 0)
		buf_printf(out, "responses: fewer than %u, so no table is shown (S1)\n",
			   p->whole);
	if (s->responses_held)
		buf_printf(
			out,
			"responses: as in release %u: fewer than %u have come since (S8)\n",
			s->responses_held, p->increment);
	for (size_t i = 0; i < s->table_count; i++) {
		if (is_plain(&s->tables[i]))
			plain++;
		else
			put_table(out, p, &s->tables[i]);
	}
	if (plain)
		buf_printf(out, "%zu table%s %s printed in full\n", plain,
			   plain == 1 ? "" : "s", plain == 1 ? "is" : "are");
}
