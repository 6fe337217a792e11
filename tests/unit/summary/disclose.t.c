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
	struct table_plan *any = made_plan("a", TABLE_ANY, 2, NULL, 0, a);
	struct table_plan *one = made_plan("o", TABLE_ONE, 5, NULL, 0, a);
	struct exact e[2] = {
		made_any(any, (uint32_t[]){ 50, 30 }, 61, a),
		made_one(one, (uint32_t[]){ 12, 12, 17, 17, 3, 0 }, a),
	};
	struct table t[2];

	is_str(made_alone(&e[1], 61, &odd, a),
	       "full: * 60 | k0 10/15 | k1 10/15 | k2 15/25 | k3 15/25 | k4 c",
	       "safe alone");
	tables_publish(e, 2, 61, &odd, 0, t, a);
	is_str(made_words(&t[0], a), "full: * 60 | k0 50/85 | k1 30/50",
	       "a pair comes first");
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

/*
 * Everybody in the base ticked something, and an option on its own stands alone: of 48 to
 * 52 people at most 17 told nobody and 22 the boss, so at least 9 told the police.
 */
static void
ticked_something(struct arena *a)
{
	struct table_plan *p = made_plan("told", TABLE_ANY, 3, NULL, 0, a);
	struct exact e = made_any(p, (uint32_t[]){ 15, 20, 9 }, 50, a);

	p->alone = 1;
	is_str(made_alone(&e, 50, &made_policy, a), "total: * 50; full audit",
	       "a hidden option that the others leave at 9 or more hides the table");
	e = made_any(p, (uint32_t[]){ 15, 40, 9 }, 50, a);
	is_str(made_alone(&e, 50, &made_policy, a),
	       "full: * 50 | k0 15/30 | k1 40/80 | k2 c",
	       "with 40 who told the boss it may be anything from 0 to 9");
	p->alone = 0;
	e = made_any(p, (uint32_t[]){ 20, 20, 9 }, 50, a);
	is_str(made_alone(&e, 50, &made_policy, a), "total: * 50; full audit",
	       "so too where nobody stands alone: 22 and 22 leave 4 of 48");
	e = made_any(p, (uint32_t[]){ 25, 25, 45 }, 50, a);
	is_str(made_alone(&e, 50, &made_policy, a),
	       "full: * 50 | k0 25/50 | k1 25/50 | k2 c", "25 and 25 leave nobody");
	p->least = 2;
	is_str(made_alone(&e, 50, &made_policy, a), "total: * 50; full audit",
	       "but where each ticks two, the third is ticked by nearly all");
	p->least = 0;
	p->most = 1;
	e = made_any(p, (uint32_t[]){ 35, 11, 4 }, 50, a);
	is_str(made_alone(&e, 50, &made_policy, a),
	       "full: * 50 | k0 35/70 | k1 10/20 | k2 c",
	       "one turn of a repeat is as choose one");
	e = made_any(p, (uint32_t[]){ 40, 10, 0 }, 50, a);
	is_str(made_alone(&e, 50, &made_policy, a), "total: * 50; full audit",
	       "and there 38 and 10 leave at most 4 of 52");
}

/*
 * Who is at the front is 42 officers and 9 specials.  The table by role hides the specials;
 * 50 at the front, less at most 42 officers, would leave 6 or more.
 */
static void
named_conditions(struct arena *a)
{
	static const uint32_t hurt_by_front[] = { 26, 32, 0, 25, 30, 0, 0, 0, 0 };
	struct exact e[3] = {
		made_one(made_plan("role", TABLE_ONE, 6, NULL, 0, a),
			 (uint32_t[]){ 42, 9, 30, 30, 1, 1, 0 }, a),
		made_one(made_plan("hurt", TABLE_ONE, 2, NULL, 0, a),
			 (uint32_t[]){ 58, 55, 0 }, a),
		made_one(made_by_condition("hurt", 2, "front", "r", a), hurt_by_front, a),
	};
	struct exact open[4] = {
		made_one(made_plan("role", TABLE_ONE, 3, NULL, 0, a),
			 (uint32_t[]){ 40, 11, 62, 0 }, a),
		e[1],
		e[2],
		made_one(made_by_condition("hurt", 2, "office", "r", a),
			 (uint32_t[]){ 21, 37, 0, 19, 36, 0, 0, 0, 0 }, a),
	};
	struct table t[4];

	tables_publish(e, 3, 113, &made_policy, 0, t, a);
	is_str(made_words(&t[0], a),
	       "full: * 115 | k0 40/35 | k1 c | k2 30/25 | k3 30/25 | k4 c | k5 c",
	       "the question that the condition tests hides the specials");
	is_str(made_words(&t[2], a), "rows: * 115 | k0 60/50 | k1 55/50; full audit",
	       "so nothing is broken down by the condition");
	tables_publish(e + 1, 2, 113, &made_policy, 0, t, a);
	is_int(t[1].level, LEVEL_ROWS,
	       "nor where the tested question has no table of its own");

	tables_publish(open, 4, 113, &made_policy, 0, t, a);
	is_str(made_words(&t[2], a),
	       "full: * g0=50 g1=60 *=115 | k0 g0=25/50 g1=30/50 *=60/50 | "
	       "k1 g0=25/50 g1=30/50 *=55/50",
	       "where nothing of it is hidden, it may be");
	is_str(made_words(&t[3], a), "rows: * 115 | k0 60/50 | k1 55/50; full audit",
	       "but not by two conditions that differ by 11 people: 5 were hurt");
}

/* The same two variables, each by the other, with groups put together across each other. */
static void
turned_round(struct arena *a)
{
	static const uint32_t ab[] = { 30, 30, 30, 0, 30, 30, 30, 0,
				       30, 30, 30, 0, 0,  0,  0,  0 };
	struct table_plan *cross[2] = {
		made_plan("area", TABLE_ONE, 3, "role", 3, a),
		made_plan("role", TABLE_ONE, 3, "area", 3, a),
	};
	struct exact e[4] = {
		made_one(made_plan("area", TABLE_ONE, 3, NULL, 0, a),
			 (uint32_t[]){ 90, 90, 90, 0 }, a),
		made_one(cross[0], ab, a),
		made_one(made_plan("role", TABLE_ONE, 3, NULL, 0, a),
			 (uint32_t[]){ 90, 90, 90, 0 }, a),
		made_one(cross[1], ab, a),
	};
	struct table t[4];

	tables_publish(e, 4, 270, &made_policy, 0, t, a);
	ok(t[1].level == LEVEL_FULL && t[3].level == LEVEL_FULL,
	   "the same cells twice say nothing more");
	for (size_t i = 0; i < 2; i++)
		cross[i]->ladder[LEVEL_FULL] = false;
	made_group(&cross[0]->column_merges, "first", 3);
	made_group(&cross[1]->row_merges, "last", 6);
	tables_publish(e, 4, 270, &made_policy, 0, t, a);
	is_int(t[1].level, LEVEL_MERGED, "two put together as one");
	is_int(t[3].level, LEVEL_ROWS, "but not other two of the same as well");
}

/*
 * 9 of 10 who stated no role were hurt.  By the printed numbers alone, all less officers
 * less staff would leave 4 or more of them: 63 - 32 - 27.
 */
static void
no_stated_group(struct arena *a)
{
	static const char want[] = "full: * g0_or_unstated=65 g1=40 *=105 | "
				   "k0 g0_or_unstated=40/60 g1=25/65 *=65/60 | "
				   "k1 g0_or_unstated=25/40 g1=15/40 *=40/40";
	struct exact e[3] = {
		made_one(made_plan("role", TABLE_ONE, 2, NULL, 0, a),
			 (uint32_t[]){ 55, 40, 10 }, a),
		made_one(made_plan("hurt", TABLE_ONE, 2, NULL, 0, a),
			 (uint32_t[]){ 64, 41, 0 }, a),
		made_one(made_plan("hurt", TABLE_ONE, 2, "role", 2, a),
			 (uint32_t[]){ 30, 25, 9, 25, 15, 1, 0, 0, 0 }, a),
	};
	struct table t[3];

	tables_publish(e, 3, 105, &made_policy, 0, t, a);
	is_str(made_words(&t[2], a), want, "they are counted with the largest group");
	if (t[2].level == LEVEL_FULL) {
		is_str(t[2].rows[0].cells[0].label, "Label of g0, or not stated",
		       "its heading says so");
		is_str(t[2].rows[0].cells[0].of ? t[2].rows[0].cells[0].of[1] : "", "-",
		       "and what it is made of");
	}
	e[2] = made_one(e[2].plan, (uint32_t[]){ 38, 25, 1, 17, 15, 9, 0, 0, 0 }, a);
	tables_publish(e, 3, 105, &made_policy, 0, t, a);
	is_str(made_words(&t[2], a), want, "however they answered it prints alike");
	e[2] = made_one(e[2].plan, (uint32_t[]){ 44, 19, 1, 11, 21, 9, 0, 0, 0 }, a);
	tables_publish(e, 3, 105, &made_policy, 0, t, a);
	is_int(t[2].level, LEVEL_ROWS,
	       "where the largest group is too small to hold them, it is not broken down");
}

/*
 * Of 50 who were asked 41 said yes: too near to all of them, only the base is told.  A
 * follow-up asked of those who said yes would print 40 for its own base.
 */
static void
follow_ups(struct arena *a)
{
	struct table_plan *follow = made_plan("why", TABLE_ONE, 2, NULL, 0, a);
	struct exact e[4] = {
		made_one(made_plan("said", TABLE_ONE, 2, NULL, 0, a),
			 (uint32_t[]){ 41, 9, 0 }, a),
		made_one(follow, (uint32_t[]){ 20, 21, 9 }, a),
		made_one(made_plan("role", TABLE_ONE, 2, NULL, 0, a),
			 (uint32_t[]){ 25, 25, 0 }, a),
		made_one(made_plan("why", TABLE_ONE, 2, "role", 2, a),
			 (uint32_t[]){ 10, 10, 0, 11, 10, 0, 4, 5, 0 }, a),
	};
	struct table t[4];

	follow->parents = made_questions("s", a);
	tables_publish(e, 4, 50, &made_policy, 0, t, a);
	is_str(made_words(&t[0], a), "total: * 50; full audit",
	       "the question shows its base alone");
	is_str(made_words(&t[1], a), "nothing:; full audit",
	       "so the follow-up shows nothing");
	is_int(t[3].level, LEVEL_NOTHING, "nor does its break-down");
	e[0] = made_one(e[0].plan, (uint32_t[]){ 41, 10, 0 }, a);
	e[1] = made_one(follow, (uint32_t[]){ 20, 21, 10 }, a);
	tables_publish(e, 2, 51, &made_policy, 0, t, a);
	is_str(made_words(&t[1], a), "full: * 40 | k0 20/50 | k1 20/50",
	       "where yes and no are both told, it is shown");
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
	ticked_something(a);
	named_conditions(a);
	turned_round(a);
	no_stated_group(a);
	follow_ups(a);
	rounding(a);
	arena_free(a);
	return tap_done();
}
