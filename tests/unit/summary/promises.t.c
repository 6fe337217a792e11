/*
 * What a form tells beyond its tables' margins, and what disclosure control makes of it: that
 * everybody who answered ticked something, who was asked at all, on what a named condition hangs,
 * and that the same two questions may be broken down both ways.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"
#include "tests/unit/disclose/figs.h"

static void
count_one(struct figs *f, const char *table, const char *cells, const char *answered)
{
	f->responses = 0;
	f->earlier_count = 0;
	figs_count(f, table, cells, answered);
}

/* Releases as the first, whatever came before. */
static const char *
alone(struct figs *f, const char *table)
{
	f->earlier_count = 0;
	return figs_words(f, figs_release(f), table);
}

/*
 * Everybody in the base ticked something, and an option on its own stands alone: of 48 to
 * 52 people at most 17 told nobody and 22 the boss, so at least 9 told the police.
 */
static void
ticked_something(struct arena *a)
{
	struct figs *f = figs_new(10, a);
	struct figure_table *t;

	figs_variable(f, "told", "nobody boss police");
	figs_table(f, "told", TABLE_ANY, "told", NULL);
	t = &f->tables[0];
	t->alone = 1;
	t->least = 1;
	t->most = 3;
	count_one(f, "told", "15 20 9 0", "50");
	is_str(alone(f, "told"), "total: * 50; full audit",
	       "a hidden option that the others leave at 9 or more hides the table");
	t->alone = 0;
	count_one(f, "told", "20 20 9 0", "50");
	is_str(alone(f, "told"), "total: * 50; full audit",
	       "so too where nobody stands alone: 22 and 22 leave 4 of 48");
	count_one(f, "told", "25 25 45 0", "50");
	is_str(alone(f, "told"), "full: * 50 | nobody 25/50 | boss 25/50 | police c",
	       "25 and 25 leave nobody");
	t->least = 2;
	count_one(f, "told", "25 25 45 0", "50");
	is_str(alone(f, "told"), "total: * 50; full audit",
	       "but where each ticks two, the third is ticked by nearly all");
	t->least = t->most = 1;
	count_one(f, "told", "40 10 0 0", "50");
	is_str(alone(f, "told"), "total: * 50; full audit",
	       "one turn of a repeat is as choose one: 38 and 10 leave at most 4 of 52");
}

/*
 * With t = 11, a printed yes of 50 in a base of 60 says that 11 or more said no: so 59 or
 * more answered.  That is enough to narrow a hidden cell of another table, which alone is
 * safe.
 */
static void
pairs_tell_too(struct arena *a)
{
	struct figs *f = figs_new(11, a), *g = figs_new(11, a);
	const struct disclosed *d;

	figs_variable(f, "o", "v w x y z");
	figs_table(f, "o", TABLE_ONE, "o", NULL);
	figs_count(f, "o", "12 12 17 17 3 0", NULL);
	is_str(alone(f, "o"), "full: * 60 | v 10/15 | w 10/15 | x 15/25 | y 15/25 | z c",
	       "safe alone");
	figs_variable(g, "a", "p q");
	figs_variable(g, "o", "v w x y z");
	figs_table(g, "a", TABLE_ANY, "a", NULL);
	figs_table(g, "o", TABLE_ONE, "o", NULL);
	figs_count(g, "a", "50 30 0", "61");
	figs_count(g, "o", "12 12 17 17 3 0", NULL);
	d = figs_release(g);
	is_str(figs_words(g, d, "a"), "full: * 60 | p 50/85 | q 30/50",
	       "a pair comes first");
	is_str(figs_words(g, d, "o"), "total: * 60; full audit",
	       "and so the other shows less");
}

/*
 * Of 50 who were asked 41 said yes: too near to all of them, only the base is told.  A
 * follow-up asked of those who said yes would print 40 for its own base.
 */
static void
follow_ups(struct arena *a)
{
	static const uint16_t parent[] = { 0 };
	struct figs *f = figs_new(10, a);
	const struct disclosed *d;

	figs_variable(f, "said", "yes no");
	figs_variable(f, "why", "this that");
	figs_table(f, "said", TABLE_ONE, "said", NULL);
	figs_table(f, "why", TABLE_ONE, "why", NULL);
	f->tables[1].parents = parent;
	f->tables[1].parent_count = 1;
	figs_count(f, "said", "41 9 0", NULL);
	figs_count(f, "why", "20 21 9", NULL);
	d = figs_release(f);
	is_str(figs_words(f, d, "said"), "total: * 50; full audit",
	       "the question shows its base alone");
	is_str(figs_words(f, d, "why"), "nothing:; full audit; total audit",
	       "so the follow-up shows nothing");
	f->earlier_count = 0;
	figs_count(f, "said", "41 10 0", NULL);
	figs_count(f, "why", "20 21 10", NULL);
	d = figs_release(f);
	is_str(figs_words(f, d, "why"), "full: * 40 | this 20/50 | that 20/50",
	       "where yes and no are both told, it is shown");
	f->earlier_count = 0;
	f->tables[1].orphan = true;
	figs_count(f, "said", "41 10 0", NULL);
	figs_count(f, "why", "20 21 10", NULL);
	is_str(figs_words(f, figs_release(f), "why"), "nothing:; full audit; total audit",
	       "but not if the question has no table of its own");
}

/*
 * Who is at the front is 42 officers and 9 specials.  The table by role hides the specials;
 * 50 at the front, less at most 42 officers, would leave 6 or more.
 */
static struct figs *
front(bool many_specials, struct arena *a)
{
	static const uint16_t sign[] = { 0 }, rivals[2][1] = { { 3 }, { 2 } };
	struct figs *f = figs_new(10, a);

	figs_variable(f, "role",
		      many_specials ? "officer special rest" : "officer special s v w x");
	figs_variable(f, "hurt", "yes no");
	figs_variable(f, "front", "yes no");
	figs_variable(f, "office", "yes no");
	figs_table(f, "role", TABLE_ONE, "role", NULL);
	figs_table(f, "hurt", TABLE_ONE, "hurt", NULL);
	figs_table(f, "hurt-by-front", TABLE_ONE, "hurt", "front");
	figs_table(f, "hurt-by-office", TABLE_ONE, "hurt", "office");
	for (size_t i = 0; i < 2; i++) {
		f->tables[2 + i].signs = sign;
		f->tables[2 + i].sign_count = 1;
		f->tables[2 + i].rivals = rivals[i];
		f->tables[2 + i].rival_count = 1;
	}
	figs_count(f, "role", many_specials ? "40 11 62 0" : "42 9 30 30 1 1 0", NULL);
	figs_count(f, "hurt", "58 55 0", NULL);
	figs_count(f, "hurt-by-front", "26 32 0 25 30 0 0 0 0", NULL);
	figs_count(f, "hurt-by-office", "21 37 0 19 36 0 0 0 0", NULL);
	return f;
}

/* Answers of a level that may not show groups: a column of all people and no other. */
static bool
shows_groups(const struct figs *f, const struct disclosed *d, const char *table)
{
	return d->tables[figs_find_table(f, table)].column_count > 1;
}

static void
named_conditions(struct arena *a)
{
	struct figs *f = front(false, a);
	const struct disclosed *d = figs_release(f);

	ok(figs_cell(f, d, "role", "special", "*")->n < 0,
	   "the question that the condition tests hides the specials");
	ok(!shows_groups(f, d, "hurt-by-front") && !shows_groups(f, d, "hurt-by-office"),
	   "so nothing is broken down by the condition");
	f = front(true, a);
	d = figs_release(f);
	is_str(figs_words(f, d, "hurt-by-front"),
	       "full: * yes=50 no=60 *=115 | yes yes=25/50 no=30/50 *=60/50 | "
	       "no yes=25/50 no=30/50 *=55/50",
	       "where nothing of it is hidden, it may be");
	ok(!shows_groups(f, d, "hurt-by-office"),
	   "but not by two conditions that differ by 11 people: 5 were hurt");
	f = front(true, a);
	f->tables[2].signless = true;
	d = figs_release(f);
	ok(!shows_groups(f, d, "hurt-by-front"),
	   "nor where the tested question has no table of its own");
	ok(shows_groups(f, d, "hurt-by-office"), "then the other condition may be shown");
}

/* A rival of an earlier release counts as well, though it stands later in the plan. */
static void
rivals_of_old(struct arena *a)
{
	struct figs *f = front(true, a);
	const struct disclosed *d;

	f->tables[2].ladder[LEVEL_FULL] = f->tables[2].ladder[LEVEL_GROUPS] = false;
	d = figs_release(f);
	ok(shows_groups(f, d, "hurt-by-office"), "the second was shown once");
	f->tables[2].ladder[LEVEL_FULL] = true;
	figs_count(f, "role", "80 22 124 0", NULL);
	figs_count(f, "hurt", "116 110 0", NULL);
	figs_count(f, "hurt-by-front", "52 64 0 50 60 0 0 0 0", NULL);
	figs_count(f, "hurt-by-office", "42 74 0 38 72 0 0 0 0", NULL);
	d = figs_release(f);
	ok(!shows_groups(f, d, "hurt-by-front"), "so the first never is");
	ok(shows_groups(f, d, "hurt-by-office"), "and the second goes on");
}

/* The same two variables, each by the other, with groups put together across each other. */
static void
turned_round(struct arena *a)
{
	static const char ab[] = "30 30 4 0 30 30 26 0 30 30 30 0 0 0 0 0";
	struct figs *f = figs_new(10, a);
	const struct disclosed *d;

	figs_variable(f, "area", "north south west");
	figs_variable(f, "role", "officer staff special");
	figs_merge(f, "role", "others", "staff special");
	figs_table(f, "area-by-role", TABLE_ONE, "area", "role");
	figs_table(f, "role-by-area", TABLE_ONE, "role", "area");
	figs_count(f, "area-by-role", ab, NULL);
	figs_count(f, "role-by-area", "30 30 30 0 30 30 30 0 4 26 30 0 0 0 0 0", NULL);
	figs_ladder(f, "area-by-role", "full rows nothing");
	figs_ladder(f, "role-by-area", "merged rows nothing");
	d = figs_release(f);
	if (d->tables[0].level == LEVEL_FULL)
		ok(d->tables[1].level != LEVEL_MERGED,
		   "staff and special in the north, less staff, would leave four");
	else
		ok(figs_cell(f, d, "area-by-role", "north", "special") == NULL,
		   "four specials in the north are not told");
}

int
main(void)
{
	struct arena *a = arena_new(0);

	ticked_something(a);
	pairs_tell_too(a);
	follow_ups(a);
	named_conditions(a);
	rivals_of_old(a);
	turned_round(a);
	arena_free(a);
	return tap_done();
}
