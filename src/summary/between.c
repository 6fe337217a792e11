/*
 * What stands between printed tables: numbers that no table shows, but that fall out when
 * one is taken from another.
 *
 *   - The people of no stated group.  "All" less the groups leaves them, answer by answer.
 *     How many they are (u) is taken as known, and so are all bases, since many break-downs
 *     by one group tell them many times over.  They are safe if for each answer they can
 *     still be every number from 0 to t - 1 (to u, if they are fewer), or are sure to be t
 *     or more.
 *   - If they are not, they are counted with the largest group, and its heading says so.
 *     Nothing is hidden without them; so a reader knows that each cell X of that group holds
 *     at least t of the group itself, and that any number of them from 0 to X - h - t, X as
 *     printed, may be in it whatever X is exactly.  The same must hold for these.
 *   - Two break-downs of the same two variables, such as one by role and one by a
 *     condition on the role.  Their groups overlap, and the differences are groups that
 *     nobody declared.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

static uint32_t
unstated(const struct exact *exact)
{
	return exact->answered[exact->plan->column_count];
}

static uint64_t
unstated_bit(const struct view *v)
{
	return UINT64_C(1) << v->exact->plan->column_count;
}

/* One half of one pair, or an answer: all of the class, or nothing of it. */
static bool
half_safe(const struct ticks *ticks, size_t row, bool no_half, int64_t u, int64_t t)
{
	int64_t size = 0, most = u < t ? u + 1 : t, yes;
	struct ticks tried = *ticks;

	for (int64_t x = 0; x < most; x++) {
		yes = no_half ? u - x : x;
		tried.yes[row] = span_meet(ticks->yes[row], (struct span){ yes, yes });
		size += ticks_fit(&tried, u);
	}
	return size == most || (!size && u >= t);
}

static bool
ticks_safe(const struct ticks *ticks, bool pairs, int64_t u, int64_t t)
{
	for (size_t r = 0; r < ticks->rows; r++)
		if (!half_safe(ticks, r, false, u, t) ||
		    (pairs && !half_safe(ticks, r, true, u, t)))
			return false;
	return true;
}

/* ---- where they stand in no column ----------------------------------------------- */

/* All people with an answer: as printed here, and as its parts are in the question's own table. */
static struct span
star_range(const struct view *v, size_t row, const struct exact *own,
	   const struct policy *policy)
{
	struct span parts = { 0, 0 }, one;

	for (size_t k = 0; k < own->plan->row_count; k++) {
		if (!(v->rows[row].members >> k & 1))
			continue;
		one = printed_span(own->counts[k], policy->threshold, policy);
		parts.low += one.low;
		parts.high += one.high;
	}
	return span_meet(parts, printed_span(view_count(v, row, v->column_count - 1),
					     policy->threshold, policy));
}

/*
 * Rows are nodes from 0, printed columns stand behind them, then the people of no group,
 * then the end, from where all return to the rows' source.
 */
static bool
column_fits(const struct view *v, const struct exact *own, const struct policy *policy,
	    size_t row, struct span tried)
{
	size_t groups = v->column_count - 1, none = v->row_count + groups;
	size_t end = none + 1, source = none + 2;
	int64_t u = unstated(v->exact), base = view_base(v, groups);
	struct flow f = { .nodes = source + 1 };

	for (size_t r = 0; r < v->row_count; r++) {
		flow_arc(&f, source, r, star_range(v, r, own, policy));
		flow_arc(&f, r, none, r == row ? tried : (struct span){ 0, u });
		for (size_t c = 0; c < groups; c++)
			flow_arc(&f, r, v->row_count + c,
				 printed_span(view_count(v, r, c), policy->threshold,
					      policy));
	}
	flow_arc(&f, none, end, (struct span){ u, u });
	flow_arc(&f, end, source, (struct span){ base, base });
	for (size_t c = 0; c < groups; c++) {
		base = view_base(v, c);
		flow_arc(&f, v->row_count + c, end, (struct span){ base, base });
	}
	return flow_fits(&f);
}

static bool
one_safe(const struct view *v, const struct exact *own, const struct policy *policy,
	 int64_t u)
{
	int64_t t = policy->threshold, top = u < t - 1 ? u : t - 1;

	for (size_t r = 0; r < v->row_count; r++) {
		/* what is between two possible numbers is possible */
		if (column_fits(v, own, policy, r, (struct span){ 0, 0 }) &&
		    column_fits(v, own, policy, r, (struct span){ top, top }))
			continue;
		if (u < t || column_fits(v, own, policy, r, (struct span){ 0, t - 1 }))
			return false;
	}
	return true;
}

/* How many of them ticked each option, by that option's own numbers. */
static struct ticks
left_over(const struct view *v, const struct exact *own, const struct policy *policy,
	  int64_t u)
{
	struct ticks ticks = ticks_from(v->exact->plan);
	int64_t t = policy->threshold;
	size_t groups = v->column_count - 1;
	struct span yes, group;

	for (size_t r = 0; r < v->row_count; r++) {
		yes = span_meet(star_range(v, r, own, policy),
				(struct span){ t, view_base(v, groups) - t });
		for (size_t c = 0; c < groups; c++) {
			group = printed_span(view_count(v, r, c), policy->threshold,
					     policy);
			group = span_meet(group, (struct span){ t, view_base(v, c) - t });
			yes = (struct span){ yes.low - group.high, yes.high - group.low };
		}
		ticks.yes[r] = span_meet(yes, (struct span){ 0, u });
	}
	return ticks;
}

bool
unstated_safe(const struct view *v, const struct exact *own, const struct policy *policy)
{
	int64_t u = unstated(v->exact);
	struct ticks ticks;

	if (!u)
		return true;
	if (v->exact->plan->kind == TABLE_ONE)
		return one_safe(v, own, policy, u);
	ticks = left_over(v, own, policy, u);
	return ticks_safe(&ticks, true, u, policy->threshold);
}

/* ---- where they are counted with a group ----------------------------------------- */

/* All respondents of a group, whether they answered or not: alike in all its break-downs. */
static uint32_t
group_size(const struct view *v, size_t column)
{
	const struct table_plan *plan = v->exact->plan;
	uint32_t size = view_base(v, column);

	for (size_t c = 0; c < plan->column_count; c++)
		if (v->columns[column].members >> c & 1)
			size += v->exact->counts[plan->row_count *
							 (plan->column_count + 1) +
						 c];
	return size;
}

void
unstated_fold(struct view *v, unsigned lang, struct arena *a)
{
	struct line *line;
	struct text *label;
	size_t largest = 0;

	if (v->column_count < 2 || !unstated(v->exact))
		return;
	for (size_t c = 1; c + 1 < v->column_count; c++)
		if (group_size(v, c) > group_size(v, largest))
			largest = c;
	line = &v->columns[largest];
	label = arena_one(a, struct text);
	label->in[0] = arena_printf(a, "%s, or not stated", text_in(line->label, lang));
	line->label = label;
	line->key = arena_printf(a, "%s_or_unstated", line->key);
	line->members |= unstated_bit(v);
	line->merged = true;
}

/* How many of them may stand in each cell of the column that holds them. */
static void
unstated_ranges(struct ticks *ticks, const struct view *v, size_t column,
		const struct policy *policy)
{
	int64_t u = unstated(v->exact), t = policy->threshold, no;
	bool pairs = v->exact->plan->kind == TABLE_ANY;
	struct span cell;

	ticks->rows = v->row_count;
	for (size_t r = 0; r < v->row_count; r++) {
		cell = printed_span(view_count(v, r, column), policy->threshold, policy);
		ticks->yes[r] = span_meet((struct span){ 0, u },
					  (struct span){ 0, cell.low - t });
		no = (int64_t)view_base(v, column) - cell.high - t;
		if (pairs && no < u)
			ticks->yes[r].low = u - (no > 0 ? no : 0);
	}
	if (!pairs)
		ticks->least = ticks->most = 1;
}

bool
unstated_safe_within(const struct view *v, const struct policy *policy)
{
	int64_t u = unstated(v->exact), t = policy->threshold;
	struct ticks ticks = ticks_from(v->exact->plan);
	size_t column = 0;

	if (!u)
		return true;
	while (column + 1 < v->column_count &&
	       !(v->columns[column].members & unstated_bit(v)))
		column++;
	if (column + 1 == v->column_count)
		return false;
	unstated_ranges(&ticks, v, column, policy);
	return ticks_safe(&ticks, v->exact->plan->kind == TABLE_ANY, u, t);
}

/* ---- break-downs of the same two variables --------------------------------------- */

static bool
decides(const bool *questions, int question)
{
	return questions && question >= 0 && questions[question];
}

bool
crosses_overlap(const struct table_plan *a, const struct table_plan *b)
{
	if (str_same(a->asked, b->asked))
		for (int q = 0; q < FORM_QUESTIONS; q++)
			if (decides(a->by_questions, q) && decides(b->by_questions, q))
				return true;
	return decides(a->by_questions, b->question) &&
	       decides(b->by_questions, a->question);
}

static bool
lines_within(const struct line *fine, size_t fine_count, const struct line *coarse,
	     size_t coarse_count)
{
	for (size_t f = 0; f < fine_count; f++)
		for (size_t c = 0; c < coarse_count; c++)
			if (fine[f].members & coarse[c].members &&
			    fine[f].members & ~coarse[c].members)
				return false;
	return true;
}

bool
views_nest(const struct view *a, const struct view *b)
{
	size_t a_groups = a->column_count - 1, b_groups = b->column_count - 1;

	return (lines_within(a->rows, a->row_count, b->columns, b_groups) &&
		lines_within(a->columns, a_groups, b->rows, b->row_count)) ||
	       (lines_within(b->rows, b->row_count, a->columns, a_groups) &&
		lines_within(b->columns, b_groups, a->rows, a->row_count));
}
