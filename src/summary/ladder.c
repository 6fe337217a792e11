/*
 * From exact to published: the one way out.  Table after table, in the plan's order, goes down
 * its ladder until a level may be printed beside all that was accepted before it and all that
 * earlier releases told.  Nothing that is hidden is ever looked at to choose what to hide.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/rules.h"

struct ladder {
	const struct figures *f;
	struct disclosed *out;
	struct audit *audit;
	struct arena *a;
};

static void
pass_over(struct printed_table *t, enum ladder_level level, const char *why)
{
	t->passed[t->passed_count++] = (struct passed){ level, why };
}

/* The ladder ends before it begins. */
static void
end_at_once(const struct figures *f, size_t table, struct printed_table *t, const char *why)
{
	enum ladder_level level = LEVEL_FULL;

	while (level < LEVEL_NOTHING && !level_applies(f, table, level))
		level++;
	t->level = LEVEL_NOTHING;
	if (level < LEVEL_NOTHING)
		pass_over(t, level, why);
}

/* ---- what a form tells besides ----------------------------------------------------- */

/* Of tables that come later in the plan nothing is known yet. */
static bool
hides(const struct ladder *l, size_t table, size_t now)
{
	const struct printed_table *t = &l->out->tables[table];

	return table >= now || t->level != LEVEL_FULL || printed_hides(t);
}

static bool
any_hides(const struct ladder *l, const uint16_t *tables, size_t count, size_t now)
{
	for (size_t i = 0; i < count; i++)
		if (hides(l, tables[i], now))
			return true;
	return false;
}

static bool
shows_groups(const struct printed_table *t)
{
	return t->column_count > 1;
}

static bool
rival_shown(const struct ladder *l, const struct figure_table *t, size_t now)
{
	const struct figures *f = l->f;

	for (size_t i = 0; i < t->rival_count; i++) {
		if (t->rivals[i] < now && shows_groups(&l->out->tables[t->rivals[i]]))
			return true;
		for (size_t r = 0; r < f->earlier_count; r++)
			if (shows_groups(&f->earlier[r].published->tables[t->rivals[i]]))
				return true;
	}
	return false;
}

/* Whether what the form itself tells forbids the level. */
static bool
form_forbids(const struct ladder *l, size_t table, enum ladder_level level)
{
	const struct figure_table *t = &l->f->tables[table];

	if (t->orphan || any_hides(l, t->parents, t->parent_count, table))
		return true;
	return level_grouped(level) && t->by >= 0 &&
	       (t->signless || any_hides(l, t->signs, t->sign_count, table) ||
		rival_shown(l, t, table));
}

/* ---- one table ------------------------------------------------------------------- */

/* The same answers once more, under a higher threshold: never a level that shows more. */
static bool
shows_more_of_the_same(const struct figures *f, size_t table, enum ladder_level level)
{
	const struct figures_release *last;

	if (!f->earlier_count)
		return false;
	last = &f->earlier[f->earlier_count - 1];
	return last->responses == f->responses &&
	       last->published->policy.threshold != f->policy.threshold &&
	       level < last->published->tables[table].level;
}

/* NULL, or why the level cannot be used. */
static const char *
try_level(struct ladder *l, size_t table, enum ladder_level level, struct laid **out)
{
	const struct policy *policy = &l->f->policy;
	struct laid *laid = lay_out(l->f, policy, table, level, l->a);

	*out = laid;
	if (shows_more_of_the_same(l->f, table, level) || !hold_lines(l->f, laid))
		return "held";
	if (policy->strict && laid_hidden(laid))
		return "strict";
	if (form_forbids(l, table, level) || (!audit_try(l->audit, laid) && !rule_off(6)))
		return "audit";
	return NULL;
}

static void
print(struct printed_table *t, const struct laid *laid)
{
	t->level = laid->level;
	t->rows = laid->rows;
	t->row_count = laid->row_count;
	t->columns = laid->columns;
	t->column_count = laid->column_count;
	t->cells = laid->cells;
}

/* No level passes: what was printed last stands, or nothing. */
static void
print_held(struct ladder *l, size_t table, struct printed_table *t)
{
	struct laid *laid = hold_whole(l->f, table, l->a);

	t->level = LEVEL_NOTHING;
	if (!laid || (l->f->policy.strict && laid_hidden(laid)))
		return;
	print(t, laid);
}

static void
publish(struct ladder *l, size_t table)
{
	static const struct printed_line all = { .key = "*" };
	const struct figures *f = l->f;
	struct printed_table *t = &l->out->tables[table];
	struct laid *laid;
	const char *why;

	if (f->untold && f->untold[table]) {
		t->level = LEVEL_NOTHING;
		return;
	}
	if (!rule_off(2) && line_count(f, table, &f->counts[table], NULL, &all) <
				    f->policy.base) {
		end_at_once(f, table, t, "base");
		return;
	}
	for (enum ladder_level level = LEVEL_FULL; level < LEVEL_NOTHING; level++) {
		if (!level_applies(f, table, level))
			continue;
		why = try_level(l, table, level, &laid);
		if (!why) {
			print(t, laid);
			return;
		}
		pass_over(t, level, why);
	}
	print_held(l, table, t);
}

struct disclosed *
disclose(const struct figures *f, const struct disclose_watch *watch, struct arena *a)
{
	struct disclosed *d = arena_one(a, struct disclosed);
	struct ladder l = { .f = f, .out = d, .a = a };

	*d = (struct disclosed){ .release = (unsigned)f->earlier_count + 1,
				 .policy = f->policy,
				 .table_count = f->table_count };
	d->responses = hold_responses(f, &d->responses_held);
	d->tables = arena_array(a, struct printed_table, f->table_count + 1);
	if (f->responses < f->policy.whole) {
		for (size_t i = 0; i < f->table_count; i++)
			end_at_once(f, i, &d->tables[i], "whole");
		return d;
	}
	l.audit = audit_new(f, watch, d->responses, d->responses_held);
	for (size_t i = 0; i < f->table_count; i++) {
		if (watch && watch->progress)
			watch->progress(watch->with, i, f->table_count);
		publish(&l, i);
	}
	audit_free(l.audit);
	return d;
}
