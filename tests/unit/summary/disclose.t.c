/*
 * From exact to published: the rules one by one, the worked example, and the ladder.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "made.h"
#include "tests/tap.h"

static void
one_way(struct arena *a)
{
	static const struct {
		const char *what, *want;
		uint32_t responses, counts[6]; /* k0..k4, "-" */
	} cases[] = {
		{ "nothing under whole: 29 responses",
		  "nothing:; full whole",
		  29,
		  { 10, 10, 9, 0, 0, 0 } },
		{ "30 responses are enough, but three tens of 30 leave nothing over for "
		  "a fourth",
		  "total: * 30; full audit",
		  30,
		  { 10, 10, 10, 0, 0, 0 } },
		{ "a base of 19 prints nothing",
		  "nothing:; full base",
		  100,
		  { 10, 9, 0, 0, 0, 81 } },
		{ "a base of 20 does, and is less reliable",
		  "full: * 20 | k0 cu | k1 cu | k2 cu | k3 cu | k4 cu",
		  100,
		  { 5, 5, 5, 5, 0, 80 } },
		{ "9 is hidden, 10 is shown",
		  "full: * 60 | k0 10/15 | k1 c | k2 15/25 | k3 25/40 | k4 c",
		  60,
		  { 10, 9, 14, 27, 0, 0 } },
		{ "the answer of nine cannot be worked out: 41 of 50 leaves only the base",
		  "total: * 50; full audit",
		  50,
		  { 41, 9, 0, 0, 0, 0 } },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		size_t rows = i == ARRAY_LEN(cases) - 1 ? 2 : 5;
		struct table_plan *p = made_plan("q", TABLE_ONE, rows, NULL, 0, a);
		struct exact e;
		uint32_t counts[6];

		memcpy(counts, cases[i].counts, sizeof(counts));
		counts[rows] = cases[i].counts[5];
		e = made_one(p, counts, a);
		is_str(made_alone(&e, cases[i].responses, &made_policy, a), cases[i].want,
		       "%s", cases[i].what);
	}
}

static void
zero_is_nine(struct arena *a)
{
	struct table_plan *p = made_plan("q", TABLE_ONE, 5, NULL, 0, a);
	const char *first = NULL;
	bool same = true;

	for (uint32_t x = 0; x < 10; x++) {
		uint32_t counts[6] = { 40, 30, 20, x, 9 - x, 5 };
		struct exact e = made_one(p, counts, a);
		const char *words = made_alone(&e, 104, &made_policy, a);

		first = first ? first : words;
		same &= str_same(words, first);
	}
	ok(same, "0 to 9 print alike");
	is_str(first, "full: * 100 | k0 40/40 | k1 30/30 | k2 20/20 | k3 c | k4 c",
	       "and so they do by name");
}

static void
worked_example(struct arena *a)
{
	struct table_plan *p = made_plan("told", TABLE_ANY, 3, NULL, 0, a);
	struct exact e = made_any(p, (uint32_t[]){ 64, 103, 6 }, 110, a);

	is_str(made_alone(&e, 131, &made_policy, a),
	       "full: * 110 | k0 65/60 | k1 c | k2 c",
	       "told: 65 (60 %%), and both halves of a pair hide it");
	is_int(policy_round(&made_policy, 131), 130, "131 responses print as 130");
	e = made_any(p, (uint32_t[]){ 10, 100, 55 }, 110, a);
	is_str(made_alone(&e, 131, &made_policy, a),
	       "full: * 110 | k0 10/10 | k1 100/90 | k2 55/50",
	       "ten yes or ten no are shown");
	e = made_any(p, (uint32_t[]){ 9, 101, 55 }, 110, a);
	is_str(made_alone(&e, 131, &made_policy, a),
	       "full: * 110 | k0 c | k1 c | k2 55/50", "nine yes or nine no are not");
}

/*
 * With t = 11, a printed yes of 50 in a base of 60 says that 11 or more said no: so 59 or
 * more answered.  That is enough to narrow a hidden cell of another table, which alone is
 * safe.
 */
static void
pairs_tell_too(struct arena *a)
{
	const struct policy odd = {
		.threshold = 11, .rounding = 5, .base = 22, .whole = 33
	};
	struct table_plan *any = made_plan("a", TABLE_ANY, 1, NULL, 0, a);
	struct table_plan *one = made_plan("o", TABLE_ONE, 5, NULL, 0, a);
	struct exact e[2] = {
		made_any(any, (uint32_t[]){ 50 }, 61, a),
		made_one(one, (uint32_t[]){ 12, 12, 17, 17, 3, 0 }, a),
	};
	struct table t[2];

	is_str(made_alone(&e[1], 61, &odd, a),
	       "full: * 60 | k0 10/15 | k1 10/15 | k2 15/25 | k3 15/25 | k4 c",
	       "safe alone");
	tables_publish(e, 2, 61, &odd, 0, t, a);
	is_str(made_words(&t[0], a), "full: * 60 | k0 50/85", "a pair comes first");
	is_str(made_words(&t[1], a), "total: * 60; full audit",
	       "and so the other shows less");
}

static void
merges(struct arena *a)
{
	struct table_plan *p = made_plan("q", TABLE_ONE, 3, NULL, 0, a);
	struct exact e = made_one(p, (uint32_t[]){ 50, 15, 5, 0 }, a);
	struct table t;
	struct policy strict = made_policy;

	is_str(made_alone(&e, 70, &made_policy, a),
	       "full: * 70 | k0 50/70 | k1 15/20 | k2 c",
	       "five of 70 are safe between two others");
	strict.strict = true;
	is_str(made_alone(&e, 70, &strict, a), "total: * 70; full strict",
	       "a strict form never shows a table with a hidden cell");
	made_group(&p->row_merges, "rest", 6);
	tables_publish(&e, 1, 70, &strict, 0, &t, a);
	is_str(made_words(&t, a), "merged: * 70 | k0 50/70 | rest 20/30; full strict",
	       "a declared merge comes first");
	is_str(t.rows[2].of[1], "k2", "the merged row says what it holds");
	is_int((long long)t.rows[2].of_count, 2, "and how many");
	p->ladder[LEVEL_MERGED] = false;
	is_str(made_alone(&e, 70, &strict, a), "total: * 70; full strict",
	       "a level that the form leaves out is not tried");
	p->ladder[LEVEL_TOTAL] = false;
	is_str(made_alone(&e, 70, &strict, a), "nothing:; full strict",
	       "down to nothing");
}

/* contacted by role, as in the worked example, with its own tables beside it. */
static void
crossed(struct arena *a)
{
	struct table_plan *own = made_plan("contacted", TABLE_ONE, 3, NULL, 0, a);
	struct table_plan *group = made_plan("role", TABLE_ONE, 4, NULL, 0, a);
	struct table_plan *cross = made_plan("contacted", TABLE_ONE, 3, "role", 4, a);
	struct table_plan *other = made_plan("other", TABLE_ONE, 2, NULL, 0, a);
	struct exact e[4];
	struct table t[4];

	made_group(&cross->column_folds, "other", 12);
	made_group(&cross->column_merges, "not_officer", 14);
	e[0] = made_one(own, (uint32_t[]){ 67, 34, 22, 8 }, a);
	e[1] = made_one(group, (uint32_t[]){ 77, 31, 14, 6, 3 }, a);
	e[2] = made_one(cross, (uint32_t[]){ 43, 14, 6, 3, 1, 19, 9, 4, 2, 0,
					     11, 6,  4, 1, 0, 4,  2, 0, 0, 2 },
			a);
	e[3] = made_one(other, (uint32_t[]){ 71, 50, 10 }, a);
	tables_publish(e, 4, 131, &made_policy, 0, t, a);
	is_str(made_words(&t[1], a), "total: * 130; full audit",
	       "the group's own table would betray six volunteers");
	is_str(made_words(&t[2], a),
	       "rows: * 125 | k0 65/50 | k1 35/30 | k2 20/15; full audit; "
	       "merged audit",
	       "so the break-down shrinks to the question's own table");

	e[1] = made_one(group, (uint32_t[]){ 77, 31, 10, 10, 3 }, a);
	tables_publish(e, 4, 131, &made_policy, 0, t, a);
	is_str(made_words(&t[2], a),
	       "merged: * g0=75 not_officer=50 *=125 | k0 g0=45/60 not_officer=25/50 "
	       "*=65/50 | "
	       "k1 g0=20/25 not_officer=15/30 *=35/30 | k2 g0=10/15 not_officer=10/20 "
	       "*=20/15; "
	       "full audit",
	       "with nothing hidden near it, the merged break-down is as published");
	is_str(t[2].rows[0].cells[1].of[2], "g3", "a merged column says what it holds");
	e[3] = made_one(other, (uint32_t[]){ 110, 9, 12 }, a);
	tables_publish(e, 4, 131, &made_policy, 0, t, a);
	is_str(made_words(&t[3], a), "total: * 120; full audit",
	       "an unsafe table elsewhere goes,");
	is_int(t[2].level, LEVEL_MERGED, "and so leaves the break-down alone");
}

static void
rounding(struct arena *a)
{
	struct policy p = made_policy;
	bool right = true;

	(void)a;
	for (uint32_t x = 0; x < 2000; x++)
		right &= policy_round(&p, x) % 5 == 0 && policy_round(&p, x) <= x + 2 &&
			 policy_round(&p, x) + 2 >= x;
	ok(right, "rounded by 5, at most 2 away");
	p.rounding = 3;
	is_int(policy_round(&p, 10), 9, "by 3: 10 is 9");
	is_int(policy_round(&p, 11), 12, "by 3: 11 is 12");
	is_int(published_percent(2, 100), 10, "2 %% prints as 10");
	is_int(published_percent(100, 100), 90, "all print as 90");
	is_int(published_percent(25, 200), 15, "12.5 %% goes up");
	is_int(published_percent(35, 100), 35, "35 %% stays");
}

int
main(void)
{
	struct arena *a = arena_new(0);

	one_way(a);
	zero_is_nine(a);
	worked_example(a);
	pairs_tell_too(a);
	merges(a);
	crossed(a);
	rounding(a);
	arena_free(a);
	return tap_done();
}
