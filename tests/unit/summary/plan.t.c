/*
 * Which tables a form makes: all of the small form's, and what the shipped survey must
 * and must not be crossed by.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "small.h"
#include "tests/tap.h"
#include "tests/unit/summary/release.h"

static const struct table_plan *
find(const struct plan *plan, const char *id)
{
	for (size_t i = 0; i < plan->count; i++)
		if (str_same(plan->tables[i].id, id))
			return &plan->tables[i];
	return NULL;
}

/* "colour one red yellow ..." */
static const char *
keys_of(const struct table_plan *t, struct arena *a)
{
	SCOPED(buf) b = { .most = 0 };

	if (!t)
		return "no such table";
	buf_puts(&b, t->kind == TABLE_ANY ? "any" : "one");
	for (size_t i = 0; i < t->row_count; i++)
		buf_printf(&b, " %s", t->rows[i].key);
	for (size_t i = 0; i < t->column_count; i++)
		buf_printf(&b, "%s%s", i ? " " : " by ", t->columns[i].key);
	return arena_str(a, b.data);
}

static void
small_plan(struct arena *a)
{
	const struct plan *plan = plan_make(small_form(a), a);
	const struct table_plan *colour = find(plan, "colour");
	SCOPED(buf) ids = { .most = 0 };

	for (size_t i = 0; i < plan->count; i++)
		buf_printf(&ids, "%s%s", i ? " " : "", plan->tables[i].id);
	is_str(ids.data,
	       "colour colour-by-role colour-by-hurt things hit hit-by-role since "
	       "since-by-role care care-by-role care-by-hurt calm calm-by-role "
	       "calm-by-hurt seen "
	       "role role-by-hurt mark mark-by-role mark-by-hurt theme-first theme-second",
	       "each closed question, and what it may be crossed by; then themes");
	is_int((long long)plan->question_count, (long long)plan->count - 2,
	       "those that comments of everybody may carry");
	is_str(keys_of(find(plan, "theme-first"), a), "any carries", "with one row");
	ok(find(plan, "theme-first")->strength_of == 0 &&
		   find(plan, "theme-second")->strength_of == 1 &&
		   find(plan, "colour")->strength_of == -1,
	   "and whose strength it is");
	is_str(keys_of(find(plan, "colour-by-hurt"), a),
	       "one red yellow green blue grey by yes no",
	       "a condition makes two groups");
	is_str(keys_of(find(plan, "things"), a), "any a b c other", "other is an option");
	is_str(keys_of(find(plan, "hit"), a), "one 0 1-2 3+", "a number by its bands");
	is_str(keys_of(find(plan, "since-by-role"), a),
	       "one 2026-Q2 2026-Q3 2026-Q4 by officer staff",
	       "months from the form's days");
	is_str(text_in(&find(plan, "since")->rows[0].label, 0), "Apr to Jun 2026",
	       "in words");
	is_str(keys_of(find(plan, "seen"), a), "any yes no", "a repeat counts people");
	is_str(keys_of(find(plan, "mark"), a), "one 1-2 3 4-5", "a score by its bands");
	is_int((long long)colour->row_merges.count, 1,
	       "a merge declared for the question");
	is_int((long long)colour->row_merges.items[0].members, 28,
	       "with its three members");
	is_int((long long)find(plan, "calm")->row_merges.count, 0, "and for no other");
	is_str(text_in(&find(plan, "care")->lead, 0), "How far do you agree?",
	       "a statement keeps the words above it");
	ok(colour->everyone && !find(plan, "since")->everyone, "who was asked");
	is_int(find(plan, "calm")->theme, 1, "statements have their block's theme");
	ok(colour->ladder[LEVEL_FULL] && colour->ladder[LEVEL_NOTHING],
	   "all levels may be used");
}

/* Whether a table's base is a sum of the answers of this question. */
static bool
has_parent(const struct form *form, const struct table_plan *t, const char *id)
{
	return t && t->parents[form_question(form, id)->index];
}

static void
links(const struct form *form, const struct plan *plan)
{
	const struct table_plan *offered = find(plan, "offered");
	const struct table_plan *by = find(plan, "heard-by-affected");

	ok(has_parent(form, find(plan, "why_not"), "reported"),
	   "who is asked why not hangs on one question");
	ok(has_parent(form, find(plan, "reason_given"), "outcome") &&
		   has_parent(form, find(plan, "reason_given"), "reported"),
	   "who is asked for a reason, on one and its page's on another");
	ok(!has_parent(form, find(plan, "kind"), "hit"),
	   "who was affected, on several: on none alone");
	is_int((long long)offered->alone, 1 << 5, "\"None of these\" stands alone");
	is_int(offered->least, 0, "how many one ticks is not said");
	is_int(find(plan, "other_kind")->most, 3, "three turns, three ticks at most");
	is_int((long long)find(plan, "other_kind")->alone, 0,
	       "and nothing stands alone there");
	ok(by->by_condition && by->by_questions[form_question(form, "hate")->index] &&
		   !by->by_questions[form_question(form, "heard")->index],
	   "a condition's groups hang on the questions that it tests");
}

static void
shipped_plan(struct arena *a)
{
	static const char *const there[] = {
		"reported-by-role", "settings-by-role", "settings-by-area", "hit-by-role",
		"would_report-by-affected", "first_day-by-role", "role-by-area", "area-by-role",
		"hate_reason", "other_kind", "service",
	}, *const absent[] = {
		"settings-by-affected", /* only the affected see it */
		"case_other-by-affected", "first_day-by-affected",
		"hit-by-affected", /* it makes the group */
		"role-by-role", "off_duty-by-role", "other_kind-by-role", "service-by-area",
		"change", "would_have_helped",
	};
	const struct form *form = release_form("hampshire.yaml", a);
	const struct plan *plan;

	if (!form) {
		ok(false, "the shipped survey can be read");
		return;
	}
	plan = plan_make(form, a);
	for (size_t i = 0; i < ARRAY_LEN(there); i++)
		ok(find(plan, there[i]), "the shipped survey has %s", there[i]);
	for (size_t i = 0; i < ARRAY_LEN(absent); i++)
		ok(!find(plan, absent[i]), "it has no %s", absent[i]);
	links(form, plan);
	is_int((long long)find(plan, "settings-by-area")->column_merges.count, 2,
	       "areas may be merged");
	is_int((long long)find(plan, "settings-by-role")->column_folds.count, 1,
	       "and roles fold");
	is_int((long long)find(plan, "would_report")->row_merges.count, 2,
	       "merges of an option list hold for its questions");
}

int
main(void)
{
	struct arena *a = arena_new(0);

	small_plan(a);
	shipped_plan(a);
	arena_free(a);
	return tap_done();
}
