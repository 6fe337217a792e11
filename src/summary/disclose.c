/*
 * From exact to published: the one way out.  The rules have names: S1 nothing under
 * `whole` responses; S2 no line whose base is under `base`; S3 a yes and its no are one
 * pair; S4 0 .. t-1 is one hidden class; S5 all else is rounded; S6 a ladder of levels,
 * each audited; S7 percentages of printed numbers.
 *
 * Tables without a break-down come first and are audited exactly (audit.c).  A break-down
 * is harder: its cells hang together with those of every other table by the same group.
 * So it is printed only where nothing near it is hidden at all:
 *
 *   - none of its own cells and bases is hidden, nor any cell of its question's own table, nor of
 *     the own table of any question that decides who is in which group (one, or those that a
 *     named condition tests).  What is hidden elsewhere then shares no cell with it, and hangs
 *     together with it only by the number of respondents N (the people who left a question out
 *     are taken as known);
 *   - those of no stated group cannot be worked out from it, or are counted with the largest
 *     group and are safe there; and no other break-down of the same two variables is printed
 *     whose groups cut across (between.c);
 *   - all cells hidden elsewhere stay protected even for a reader who knows N exactly, whichever
 *     number of those that fit it is.  So nothing that break-downs tell about N can hurt.
 *
 * Otherwise a break-down shrinks to its question's own table, or to its base.  All
 * decisions hang on numbers as printed, on N's window and on who left a question out,
 * never on a hidden count.
 *
 * Where the answers of one question alone decide who is asked another, the base of that
 * other is a sum of those answers.  It is printed only if nothing of them is hidden, since
 * a reader who sees several such bases knows the sum exactly.  Links by more than one
 * question are not modelled; the plan avoids the worst of them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

struct release {
	const struct exact *exact;
	size_t count;
	uint32_t responses;
	const struct policy *policy;
	unsigned lang;
	struct table *out;
	struct told *told; /* by table: what it tells once it is accepted; else nothing */
	struct span window; /* respondents: by the printed total and by all bases */
	bool *folded; /* by table: those of no stated group are counted with the largest */
	bool each; /* all that is hidden is safe whatever number of the window is the true one */
	struct arena *a;
};

struct policy
policy_from(const struct form *form)
{
	unsigned t = form->privacy.smallest_group ? form->privacy.smallest_group : 10;

	return (struct policy){ .threshold = t,
				.rounding = 5,
				.base = 2 * t,
				.whole = 3 * t,
				.increment = t,
				.strict = form->privacy.strict };
}

/* ---- printing a view that was accepted ------------------------------------------- */

static const char *const *
names_of(const struct release *r, const struct line *line, const struct key_label *keys,
	 size_t count, size_t *out_count)
{
	const char **names;

	*out_count = 0;
	if (!line->merged)
		return NULL;
	names = arena_array(r->a, const char *, count + 1);
	for (size_t k = 0; k <= count; k++)
		if (line->members >> k & 1)
			names[(*out_count)++] = k < count ? keys[k].key : "-";
	return names;
}

static void
print_cell(const struct release *r, const struct view *v, size_t row, size_t column,
	   struct cell *cell)
{
	unsigned base = policy_round(r->policy, view_base(v, column));
	bool few = base < r->policy->whole;

	cell->n = cell->pct = -1;
	if (view_hidden(v, row, column, r->policy)) {
		cell->marker = few ? MARK_CU : MARK_C;
		return;
	}
	cell->n = (int)policy_round(r->policy, view_count(v, row, column));
	cell->pct = published_percent((unsigned)cell->n, base);
	cell->marker = few ? MARK_U : MARK_NONE;
}

static struct cell *
new_cells(const struct release *r, const struct view *v)
{
	struct cell *cells = arena_array(r->a, struct cell, v->column_count);
	const struct table_plan *plan = v->exact->plan;

	for (size_t c = 0; c < v->column_count; c++) {
		cells[c].key = v->columns[c].key;
		cells[c].label = v->columns[c].label
					 ? text_in(v->columns[c].label, r->lang)
					 : "All";
		cells[c].of = names_of(r, &v->columns[c], plan->columns,
				       plan->column_count, &cells[c].of_count);
		cells[c].n = cells[c].pct = -1;
	}
	return cells;
}

static void
print_view(const struct release *r, const struct view *v, struct table *t)
{
	struct row *row;

	t->rows = arena_array(r->a, struct row, v->row_count + 1);
	t->row_count = v->row_count + 1;
	t->rows[0] = (struct row){ .key = "*",
				   .label = "All who answered",
				   .cells = new_cells(r, v),
				   .cell_count = v->column_count };
	for (size_t c = 0; c < v->column_count; c++)
		t->rows[0].cells[c].n = (int)policy_round(r->policy, view_base(v, c));
	for (size_t i = 0; i < v->row_count; i++) {
		row = &t->rows[i + 1];
		row->key = v->rows[i].key;
		row->label = text_in(v->rows[i].label, r->lang);
		row->of = names_of(r, &v->rows[i], v->exact->plan->rows,
				   v->exact->plan->row_count, &row->of_count);
		row->cells = new_cells(r, v);
		row->cell_count = v->column_count;
		for (size_t c = 0; c < v->column_count; c++)
			print_cell(r, v, i, c, &row->cells[c]);
	}
}

/* ---- the ladder ------------------------------------------------------------------ */

static void
pass_over(struct table *t, enum ladder_level level, const char *why)
{
	t->passed[t->passed_count++] = (struct passed){ level, why };
}

/* The ladder ends here: nothing is printed. */
static void
end_ladder(struct table *t, const char *why)
{
	t->level = LEVEL_NOTHING;
	pass_over(t, LEVEL_FULL, why);
}

/* Whether the level may be used: NULL, or why not.  What it tells is kept if so. */
static const char *
try_alone(struct release *r, size_t i, const struct view *v)
{
	struct told before = r->told[i];

	if (r->policy->strict && view_hidden_count(v, r->policy))
		return "strict";
	r->told[i] = told_from(v, r->responses, r->policy);
	for (size_t j = 0; j < r->count; j++) {
		if (!told_protects(r->told, r->count, j, r->window, r->policy)) {
			r->told[i] = before;
			return "audit";
		}
	}
	return NULL;
}

/* The table of a question without break-down, or the count if there is none. */
static size_t
own_table(const struct release *r, const char *asked)
{
	size_t i = 0;

	while (i < r->count &&
	       (r->exact[i].plan->by >= 0 || !str_same(r->exact[i].plan->asked, asked)))
		i++;
	return i;
}

static bool
hides_nothing(const struct release *r, size_t i)
{
	return r->out[i].level == LEVEL_FULL && !r->told[i].hidden;
}

/* The same of the own tables of all these questions; one without a table is not known to. */
static bool
all_hide_nothing(const struct release *r, const bool *questions)
{
	const struct table_plan *plan;
	size_t i;

	for (int q = 0; questions && q < FORM_QUESTIONS; q++) {
		for (i = 0; i < r->count && questions[q]; i++) {
			plan = r->exact[i].plan;
			if (plan->by < 0 && plan->question == q)
				break;
		}
		if (questions[q] && (i == r->count || !hides_nothing(r, i)))
			return false;
	}
	return true;
}

static void
publish_alone(struct release *r, size_t i)
{
	static const enum ladder_level levels[] = { LEVEL_FULL, LEVEL_MERGED,
						    LEVEL_TOTAL };
	const struct table_plan *plan = r->exact[i].plan;
	struct table *t = &r->out[i];
	struct view v;
	const char *why;

	if (r->exact[i].answered_all < r->policy->base) {
		end_ladder(t, "base");
		return;
	}
	if (!all_hide_nothing(r, plan->parents)) {
		end_ladder(t, "audit");
		return;
	}
	for (size_t l = 0; l < ARRAY_LEN(levels); l++) {
		if (!plan->ladder[levels[l]] ||
		    (levels[l] == LEVEL_MERGED && !plan_has_merges(plan)))
			continue;
		view_make(&v, &r->exact[i], levels[l], r->policy);
		why = try_alone(r, i, &v);
		if (!why) {
			t->level = levels[l];
			print_view(r, &v, t);
			return;
		}
		pass_over(t, levels[l], why);
	}
	t->level = LEVEL_NOTHING;
}

/* A view that was accepted, as it was printed. */
static void
printed_view(const struct release *r, size_t i, struct view *v)
{
	view_make(v, &r->exact[i], r->out[i].level, r->policy);
	if (r->folded[i])
		unstated_fold(v, r->lang, r->a);
}

/* Whether no break-down of the same two variables was printed that this one cuts across. */
static bool
stands_alone(const struct release *r, size_t i, const struct view *v)
{
	const struct table_plan *plan = r->exact[i].plan, *other;
	struct view printed;

	for (size_t j = 0; j < i; j++) {
		other = r->exact[j].plan;
		if (other->by < 0 || r->out[j].level > LEVEL_MERGED ||
		    !crosses_overlap(plan, other))
			continue;
		printed_view(r, j, &printed);
		if (plan->by_condition || other->by_condition || !views_nest(v, &printed))
			return false;
	}
	return true;
}

/* Whether a break-down may stand here with its groups: see the top of this file. */
static bool
groups_may(struct release *r, size_t i, struct view *v)
{
	const struct table_plan *plan = r->exact[i].plan;
	size_t own = own_table(r, plan->asked);

	if (!r->each || own == r->count || !hides_nothing(r, own) ||
	    !all_hide_nothing(r, plan->by_questions) || !view_bases_shown(v, r->policy) ||
	    view_hidden_count(v, r->policy))
		return false;
	r->folded[i] = !unstated_safe(v, &r->exact[own], r->policy);
	if (r->folded[i]) {
		unstated_fold(v, r->lang, r->a);
		if (!unstated_safe_within(v, r->policy))
			return false;
	}
	return stands_alone(r, i, v);
}

/* Whether a break-down may be printed so; where it may with its groups, v is as printed. */
static bool
cross_may(struct release *r, size_t i, enum ladder_level level, struct view *v)
{
	size_t own = own_table(r, r->exact[i].plan->asked);

	switch (level) {
	case LEVEL_FULL:
	case LEVEL_MERGED:
		return groups_may(r, i, v);
	case LEVEL_ROWS: /* the question's own table once more, cell by cell */
		return own < r->count && r->out[own].level == LEVEL_FULL;
	case LEVEL_TOTAL: /* its base once more */
		return own < r->count && r->out[own].level != LEVEL_NOTHING;
	case LEVEL_GROUPS: /* nobody has proved it safe yet */
	case LEVEL_NOTHING:
	case LEVEL__COUNT:
		break;
	}
	return false;
}

static void
publish_cross(struct release *r, size_t i)
{
	const struct table_plan *plan = r->exact[i].plan;
	struct table *t = &r->out[i];
	struct view v;

	if (r->exact[i].answered_all < r->policy->base) {
		end_ladder(t, "base");
		return;
	}
	for (enum ladder_level l = LEVEL_FULL; l < LEVEL_NOTHING; l++) {
		if (!plan->ladder[l] || (l == LEVEL_MERGED && !plan_has_merges(plan)))
			continue;
		view_make(&v, &r->exact[i], l, r->policy);
		if (cross_may(r, i, l, &v)) {
			t->level = l;
			print_view(r, &v, t);
			return;
		}
		pass_over(t, l, "audit");
	}
	t->level = LEVEL_NOTHING;
}

/* ---- all together ---------------------------------------------------------------- */

/*
 * What the printed total and all bases tell of the number of respondents.  Bases are used
 * from the start, whatever level their tables will reach: so the order of tables decides
 * nothing.
 */
static struct span
window_of(const struct release *r)
{
	int64_t printed = policy_round(r->policy, r->responses);
	int64_t half = (r->policy->rounding - 1) / 2;
	struct span window = { printed - half, printed + half };
	struct view v;

	window = span_meet(window, (struct span){ r->policy->whole, window.high });
	for (size_t i = 0; i < r->count; i++) {
		if (r->exact[i].plan->by >= 0)
			continue;
		view_make(&v, &r->exact[i], LEVEL_TOTAL, r->policy);
		window = span_meet(
			window,
			view_bases_shown(&v, r->policy)
				? told_from(&v, r->responses, r->policy).base
				: told_base_hidden(&r->exact[i], r->responses, r->policy)
					  .base);
	}
	return window;
}

static void
set_titles(struct table *t, const struct table_plan *plan, unsigned lang, struct arena *a)
{
	const char *title = text_in(&plan->title, lang),
		   *lead = text_in(&plan->lead, lang);

	*t = (struct table){
		.id = plan->id,
		.question = plan->asked,
		.by = plan->by_id,
		.title = title,
		.question_title = title,
		.lead = lead,
		.by_title = text_in(&plan->by_title, lang),
		.kind = plan->kind,
		.asked_as = plan->asked_as,
		.everyone = plan->everyone,
		.theme = plan->theme,
		.level = LEVEL_NOTHING,
	};
	if (plan->by >= 0)
		t->title = arena_printf(a, "%s (by: %s)", title, t->by_title);
}

void
tables_publish(const struct exact *exact, size_t count, uint32_t responses,
	       const struct policy *policy, unsigned lang, struct table *out,
	       struct arena *a)
{
	struct release r = {
		.exact = exact,
		.count = count,
		.responses = responses,
		.policy = policy,
		.lang = lang,
		.out = out,
		.told = arena_array(a, struct told, count + 1),
		.folded = arena_array(a, bool, count + 1),
		.each = true,
		.a = a,
	};

	for (size_t i = 0; i < count; i++) {
		set_titles(&out[i], exact[i].plan, lang, a);
		if (responses < policy->whole)
			end_ladder(&out[i], "whole");
		r.told[i].base = r.told[i].cells = (struct span){ 0, INT64_C(1) << 40 };
	}
	if (responses < policy->whole)
		return;
	r.window = window_of(&r);
	for (size_t i = 0; i < count; i++)
		if (exact[i].plan->by < 0)
			publish_alone(&r, i);
	for (size_t i = 0; i < count; i++)
		r.window =
			span_meet(r.window, span_meet(r.told[i].base, r.told[i].cells));
	for (size_t i = 0; i < count; i++)
		r.each &= told_protects_each(&r.told[i], r.window, policy);
	for (size_t i = 0; i < count; i++)
		if (exact[i].plan->by >= 0)
			publish_cross(&r, i);
}
