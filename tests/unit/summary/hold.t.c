/*
 * Lines that have hardly grown: printed again as they were, or the level is not used.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"
#include "tests/unit/summary/laid_words.h"

/* Lays out and holds; "no" where the level cannot be used. */
static const char *
held_words(struct figs *f, const char *table, enum ladder_level level)
{
	struct figures *g = figs_figures(f);
	struct laid *laid = laid_of(f, table, level);

	return hold_lines(g, laid) ? laid_say(f, laid) : "no";
}

static struct figs *
told(unsigned threshold, struct arena *a)
{
	struct figs *f = figs_new(threshold, a);

	figs_variable(f, "told", "yes no");
	figs_variable(f, "role", "officer staff");
	figs_table(f, "t", TABLE_ONE, "told", "role");
	return f;
}

static void
test_growth(struct arena *a)
{
	struct figs *f = told(10, a);
	const struct disclosed *first;
	struct laid *laid;

	figs_count(f, "t", "40 40 5 / 30 30 5 / 0 0 0", NULL);
	is_str(held_words(f, "t", LEVEL_FULL),
	       "full: * officer=70 staff=70 *=150 | yes officer=40/55 staff=40/55 *=85/55"
	       " | no officer=30/45 staff=30/45 *=65/45",
	       "nothing earlier: all is fresh");
	first = figs_release(f);
	is_int(first->tables[0].level, LEVEL_FULL,
	       "the first release is printed in full");
	figs_count(f, "t", "40 48 5 / 30 30 5 / 0 0 0", NULL);
	laid = laid_of(f, "t", LEVEL_FULL);
	ok(hold_lines(figs_figures(f), laid), "grown by 8");
	is_str(laid_say(f, laid),
	       "full: * officer=70@1 staff=70@1 *=150@1"
	       " | yes officer=40/55 staff=40/55 *=85/55"
	       " | no officer=30/45 staff=30/45 *=65/45",
	       "by 0 and by 8: held, as they were");
	ok(laid->growth[0] == 0 && laid->growth[1] == 8 && laid->growth[2] == 8,
	   "what they grew by is known to the audit");
	figs_count(f, "t", "41 50 5 / 30 30 5 / 0 0 0", NULL);
	f->responses = 161;
	is_str(held_words(f, "t", LEVEL_FULL),
	       "full: * officer=70@1 staff=80 *=160 | yes officer=40/55 staff=50/65 *=95/60"
	       " | no officer=30/45 staff=30/40 *=65/40",
	       "by 1: held; by 10: fresh");
	figs_count(f, "t", "49 40 5 / 30 30 5 / 0 1 0", NULL);
	f->responses = 160;
	is_str(held_words(f, "t", LEVEL_ROWS), "rows: * 150@1 | yes 85/55 | no 65/45",
	       "9 of all people are held at another level of the same rows");
	is_str(held_words(f, "t", LEVEL_TOTAL), "total: * 150@1", "or with fewer rows");
	figs_count(f, "t", "41 50 5 / 30 30 5 / 0 0 0", NULL);
	f->responses = 161;
	f->policy.increment = 12;
	is_str(held_words(f, "t", LEVEL_TOTAL), "total: * 150@1",
	       "what is enough is the policy's: 11 may be too little");
}

static void
test_again(struct arena *a)
{
	struct figs *f = told(10, a);
	const struct disclosed *d[3];

	figs_count(f, "t", "40 40 5 / 30 30 5 / 0 0 0", NULL);
	d[0] = figs_release(f);
	figs_count(f, "t", "41 60 5 / 30 30 5 / 0 0 0", NULL);
	d[1] = figs_release(f);
	figs_count(f, "t", "42 60 5 / 30 30 5 / 0 0 0", NULL);
	d[2] = figs_release(f);
	is_int(d[1]->tables[0].columns[0].held, 1, "held in the second release");
	is_int(d[2]->tables[0].columns[0].held, 1, "held again, from the first");
	is_str(figs_column(f, &d[2]->tables[0], 0), figs_column(f, &d[0]->tables[0], 0),
	       "byte for byte");
	is_int(d[2]->tables[0].columns[1].held, 2,
	       "what was fresh in between is of then");
	is_str(figs_column(f, &d[2]->tables[0], 1), figs_column(f, &d[1]->tables[0], 1),
	       "byte for byte too");
	figs_count(f, "t", "45 80 5 / 35 40 5 / 0 0 0", NULL);
	is_str(held_words(f, "t", LEVEL_GROUPS), "groups: * officer=80 staff=120 *=210",
	       "little by little it has grown by ten, and is fresh");
}

static void
test_other_rows(struct arena *a)
{
	struct figs *f = figs_new(10, a);

	figs_variable(f, "q", "yes no unsure");
	figs_variable(f, "g", "a b");
	figs_merge(f, "q", "not_yes", "no unsure");
	figs_table(f, "t", TABLE_ONE, "q", "g");
	figs_ladder(f, "t", "merged nothing");
	figs_count(f, "t", "40 40 0 / 15 15 0 / 15 15 0 / 0 0 0", NULL);
	is_int(figs_release(f)->tables[0].level, LEVEL_MERGED, "merged at first");
	figs_ladder(f, "t", "full merged rows groups total nothing");
	figs_count(f, "t", "40 59 0 / 15 15 0 / 15 15 0 / 0 0 0", NULL);
	is_str(held_words(f, "t", LEVEL_FULL), "no",
	       "one line must be held, and it had other rows");
	is_str(held_words(f, "t", LEVEL_MERGED),
	       "merged: * a=70@1 b=90 *=160 | yes a=40/55 b=60/65 *=100/65"
	       " | not_yes a=30/45 b=30/35 *=60/40",
	       "with the rows of then it can");
	is_str(held_words(f, "t", LEVEL_ROWS),
	       "rows: * 160 | yes 100/65 | no 30/20 | unsure 30/20",
	       "all people have grown enough");
	is_str(held_words(f, "t", LEVEL_GROUPS), "groups: * a=70@1 b=90 *=160",
	       "bases too");
	figs_count(f, "t", "45 59 0 / 20 15 0 / 15 15 0 / 0 0 0", NULL);
	f->responses = 169;
	is_str(held_words(f, "t", LEVEL_FULL),
	       "full: * a=80 b=90 *=170 | yes a=45/55 b=60/65 *=105/60"
	       " | no a=20/25 b=15/15 *=35/20 | unsure a=15/20 b=15/15 *=30/20",
	       "nothing to hold: other rows are no hindrance");
}

static void
test_sums(struct arena *a)
{
	struct figs *f = figs_new(10, a);

	figs_variable(f, "q", "yes no");
	figs_variable(f, "role", "officer staff special");
	figs_merge(f, "role", "not_officer", "staff special");
	figs_table(f, "t", TABLE_ONE, "q", "role");
	figs_ladder(f, "t", "merged nothing");
	figs_count(f, "t", "40 20 20 0 / 40 20 20 0 / 0 0 0 0", NULL);
	is_int(figs_release(f)->tables[0].level, LEVEL_MERGED,
	       "two roles as one at first");
	figs_ladder(f, "t", "full merged rows groups total nothing");
	figs_count(f, "t", "60 25 20 0 / 40 20 20 0 / 0 0 0 0", NULL);
	is_str(held_words(f, "t", LEVEL_FULL), "no",
	       "its members, now apart, would add up to a line that has hardly grown");
	is_str(held_words(f, "t", LEVEL_GROUPS), "no", "so would their bases");
	ok(!str_same(held_words(f, "t", LEVEL_MERGED), "no"), "as one they are held");
	figs_count(f, "t", "60 30 20 0 / 40 20 20 0 / 0 0 0 0", NULL);
	f->responses = 190;
	ok(!str_same(held_words(f, "t", LEVEL_FULL), "no"),
	   "by ten: they may stand apart");
	/* A sum that was held itself counts from when it was fresh. */
	figs_ladder(f, "t", "merged nothing");
	figs_count(f, "t", "60 25 20 0 / 40 20 20 0 / 0 0 0 0", NULL);
	f->responses = 185;
	is_int(figs_release(f)->tables[0].columns[1].held, 1, "as one, held");
	figs_ladder(f, "t", "full merged rows groups total nothing");
	figs_count(f, "t", "60 30 20 0 / 40 20 20 0 / 0 0 0 0", NULL);
	ok(!str_same(held_words(f, "t", LEVEL_FULL), "no"),
	   "ten since the first release, whatever it was since the second");
}

static void
test_other_table(struct arena *a)
{
	struct figs *f = told(10, a);

	figs_table(f, "alone", TABLE_ONE, "told", NULL);
	figs_ladder(f, "t", "nothing");
	figs_count(f, "t", "40 40 5 / 30 30 5 / 0 0 0", NULL);
	figs_count(f, "alone", "85 / 65 / 0", NULL);
	(void)figs_release(f);
	figs_ladder(f, "t", "full rows groups total nothing");
	figs_count(f, "t", "44 44 5 / 30 30 5 / 0 0 0", NULL);
	figs_count(f, "alone", "93 / 65 / 0", NULL);
	is_str(held_words(f, "t", LEVEL_ROWS), "rows: * 150@1 | yes 85/55 | no 65/45",
	       "all people are held from the other table of the question");
	is_str(held_words(f, "t", LEVEL_FULL), "no",
	       "but not beside fresh groups, which add up to them");
	is_str(held_words(f, "t", LEVEL_GROUPS), "no", "nor beside their bases");
}

/* The same cells turned round: a group that is held there would be a fresh row here. */
static void
test_mirror(struct arena *a)
{
	struct figs *f = figs_new(10, a);

	figs_variable(f, "role", "officer staff");
	figs_variable(f, "area", "north south");
	figs_table(f, "t", TABLE_ONE, "role", "area");
	figs_table(f, "u", TABLE_ONE, "area", "role");
	figs_ladder(f, "t", "full rows nothing");
	figs_ladder(f, "u", "full rows nothing");
	figs_count(f, "t", "40 40 0 / 40 40 0 / 0 0 0", NULL);
	figs_count(f, "u", "40 40 0 / 40 40 0 / 0 0 0", NULL);
	ok(figs_release(f)->tables[1].level == LEVEL_FULL, "both are printed once");
	figs_count(f, "t", "43 40 0 / 50 50 0 / 0 0 0", NULL);
	figs_count(f, "u", "43 50 0 / 40 50 0 / 0 0 0", NULL);
	is_str(held_words(f, "t", LEVEL_FULL), "no",
	       "three officers came: they are no fresh row of the other table");
	ok(strstr(held_words(f, "u", LEVEL_FULL), "officer=80@1"),
	   "in their own, where areas have grown enough, they are held");
	figs_count(f, "t", "50 50 0 / 50 50 0 / 0 0 0", NULL);
	figs_count(f, "u", "50 50 0 / 50 50 0 / 0 0 0", NULL);
	f->responses = 200;
	ok(!str_same(held_words(f, "t", LEVEL_FULL), "no"), "with twenty each both may");
}

static void
test_hidden_then(struct arena *a)
{
	struct figs *f = figs_new(10, a);

	figs_variable(f, "told", "yes no");
	figs_variable(f, "role", "officer staff special");
	figs_table(f, "t", TABLE_ONE, "told", "role");
	figs_ladder(f, "t", "groups nothing");
	figs_count(f, "t", "40 6 2 30 / 30 5 1 30 / 0 0 0 0", NULL);
	is_str(figs_words(f, figs_release(f), "t"),
	       "groups: * officer=70 staff=c special=c *=145", "two lines hidden");
	figs_count(f, "t", "40 10 2 30 / 40 10 1 30 / 0 0 0 0", NULL);
	is_str(held_words(f, "t", LEVEL_GROUPS),
	       "groups: * officer=80 staff=c@1 special=c@1 *=165",
	       "a line that was hidden stays so until it has grown by ten");
	figs_count(f, "t", "40 11 2 30 / 40 10 1 30 / 0 0 0 0", NULL);
	f->responses = 164;
	is_str(held_words(f, "t", LEVEL_GROUPS),
	       "groups: * officer=80 staff=20 special=c@1 *=165", "then it is printed");
}

static void
test_raised(struct arena *a)
{
	struct figs *f = told(10, a);

	figs_variable(f, "m", "m0 m1 m2");
	figs_table(f, "any", TABLE_ANY, "m", NULL);
	figs_ladder(f, "t", "full nothing");
	figs_count(f, "t", "40 15 30 / 30 10 30 / 0 0 0", NULL);
	figs_count(f, "any", "35 / 36 / 30 / 110", "45");
	is_str(figs_words(f, figs_release(f), "any"),
	       "full: * 45 | m0 35/80 | m1 c | m2 30/65", "pairs at first");
	f->policy = policy_make(12);
	figs_count(f, "t", "40 15 30 / 30 10 30 / 0 0 0", NULL);
	figs_count(f, "any", "35 / 36 / 30 / 110", "45");
	is_str(held_words(f, "t", LEVEL_FULL),
	       "full: * officer=70@1 staff=25@1 *=155@1"
	       " | yes officer=40/55 staff=15/60u *=85/55"
	       " | no officer=30/45 staff=10/40u *=70/45",
	       "to 12: a printed 10 may have been 12");
	f->policy = policy_make(13);
	is_str(held_words(f, "t", LEVEL_FULL),
	       "full: * officer=70@1 staff=25@1 *=155@1"
	       " | yes officer=40/55 staff=15/60u *=85/55"
	       " | no officer=30/45 staff=c *=70/45",
	       "to 13: it cannot, and is hidden now");
	f->policy = policy_make(14);
	is_str(held_words(f, "t", LEVEL_FULL),
	       "full: * officer=70@1 staff=c@1 *=155@1 | yes officer=40/55 staff=c *=85/55"
	       " | no officer=30/45 staff=c *=70/45",
	       "to 14: a base of 25 is too small, and takes its cells along");
	is_str(held_words(f, "any", LEVEL_FULL),
	       "full: * 45@1 | m0 35/80 | m1 c | m2 30/65",
	       "45 less 35, with both roundings, may be 14");
	f->policy = policy_make(15);
	is_str(held_words(f, "any", LEVEL_FULL), "full: * 45@1 | m0 c | m1 c | m2 30/65",
	       "to 15: that pair is hidden");
}

static int
responses_held(struct figs *f, uint32_t responses, unsigned *held)
{
	struct figures *g = figs_figures(f);

	g->responses = responses;
	return hold_responses(g, held);
}

static void
test_responses(struct arena *a)
{
	struct figs *f = told(10, a);
	unsigned held = 9;

	ok(responses_held(f, 29, &held) == -1 && held == 0, "29 are not told");
	ok(responses_held(f, 30, &held) == 30 && held == 0, "30 are");
	figs_count(f, "t", "10 0 0 / 9 0 0 / 0 0 0", NULL);
	(void)figs_release(f);
	ok(responses_held(f, 31, &held) == 30 && held == 0,
	   "a release in which nothing was told holds nothing");
	figs_count(f, "t", "40 40 5 / 30 30 5 / 0 0 1", NULL);
	(void)figs_release(f);
	ok(responses_held(f, 160, &held) == 150 && held == 2, "nine more: held");
	figs_count(f, "t", "40 40 5 / 30 30 5 / 0 0 10", NULL);
	is_int((long long)figs_release(f)->responses_held, 2, "and so published");
	ok(responses_held(f, 160, &held) == 150 && held == 2,
	   "held again, from when it was fresh");
	ok(responses_held(f, 161, &held) == 160 && held == 0, "ten more: fresh");
}

static void
test_whole(struct arena *a)
{
	struct figs *f = told(10, a);
	const struct disclosed *d;
	struct laid *laid;

	ok(!hold_whole(figs_figures(f), 0, a),
	   "nothing was printed: nothing is held whole");
	figs_count(f, "t", "5 5 0 / 5 5 0 / 0 0 0", NULL);
	(void)figs_release(f);
	figs_count(f, "t", "10 5 0 / 5 5 0 / 0 0 0", NULL);
	ok(!hold_whole(figs_figures(f), 0, a), "nor after a release without a table");
	f = told(10, a);
	figs_ladder(f, "t", "full nothing");
	figs_count(f, "t", "40 40 5 / 30 30 5 / 0 0 0", NULL);
	(void)figs_release(f);
	figs_count(f, "t", "52 43 5 / 30 30 5 / 0 0 0", NULL);
	laid = hold_whole(figs_figures(f), 0, a);
	is_str(laid_say(f, laid),
	       "full: * officer=70@1 staff=70@1 *=150@1"
	       " | yes officer=40/55 staff=40/55 *=85/55"
	       " | no officer=30/45 staff=30/45 *=65/45",
	       "all as it was, however much it has grown");
	ok(laid->growth[0] == 12 && laid->growth[1] == 3 && laid->growth[2] == 15,
	   "how much is known");
	d = figs_release(f);
	ok(d->tables[0].columns[0].held == 0 && d->tables[0].columns[1].held == 1,
	   "one line fresh, one held");
	figs_count(f, "t", "70 43 5 / 30 40 5 / 0 0 0", NULL);
	laid = hold_whole(figs_figures(f), 0, a);
	ok(laid->columns[0].held == 2 && laid->columns[1].held == 1,
	   "each from the release in which it was fresh");
	f->policy = policy_make(20);
	laid = hold_whole(figs_figures(f), 0, a);
	ok(laid->cells[0].n == 80 && laid->cells[6].n == 30,
	   "under a higher threshold too");
	f->policy = policy_make(37);
	laid = hold_whole(figs_figures(f), 0, a);
	ok(laid->cells[0].n == 80 && laid->cells[1].n == -1 && laid->cells[4].n == -1 &&
		   laid->cells[3].n == 50 && laid->cells[6].n == -1 &&
		   laid->cells[6].marker == MARK_C,
	   "what is too small under a much higher one is hidden");
}

/* After a table was held whole, however much it has grown, the next release is as any other. */
static void
test_after_whole(struct arena *a)
{
	struct figs *f = told(10, a);

	figs_variable(f, "m", "m0 m1");
	figs_table(f, "any", TABLE_ANY, "m", NULL);
	figs_ladder(f, "t", "full nothing");
	figs_count(f, "t", "40 40 0 / 30 30 0 / 0 0 0", NULL);
	figs_count(f, "any", "60 / 135 / 0", "140");
	(void)figs_release(f);
	figs_count(f, "t", "60 42 0 / 30 30 0 / 0 0 0", NULL);
	figs_count(f, "any", "70 / 157 / 0", "162");
	f->tables[0].orphan = true; /* so no level passes */
	is_str(figs_words(f, figs_release(f), "t"),
	       "full: * officer=70@1 staff=70@1 *=140@1"
	       " | yes officer=40/55 staff=40/55 *=80/55"
	       " | no officer=30/45 staff=30/45 *=60/45; full audit",
	       "held whole, though grown by twenty");
	f->tables[0].orphan = false;
	figs_count(f, "t", "80 60 0 / 30 30 0 / 0 0 0", NULL);
	figs_count(f, "any", "80 / 192 / 0", "200");
	is_str(figs_words(f, figs_release(f), "any"), "full: * 200 | m0 80/40 | m1 c",
	       "a hidden number elsewhere is proved protected as ever");
}

int
main(void)
{
	struct arena *a = arena_new(0);

	test_growth(a);
	test_again(a);
	test_other_rows(a);
	test_sums(a);
	test_other_table(a);
	test_mirror(a);
	test_hidden_then(a);
	test_raised(a);
	test_responses(a);
	test_whole(a);
	test_after_whole(a);
	arena_free(a);
	return tap_done();
}
