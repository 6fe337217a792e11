/*
 * A table at each level: which rows and columns it has, and what is printed of them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"
#include "tests/unit/summary/laid_words.h"

static void
test_levels(struct arena *a)
{
	struct figs *f = laid_example(a);
	const char *table = "contacted-by-role";

	is_str(laid_words(f, table, LEVEL_FULL),
	       "full: * officer=75 staff=30 other=20 *=125"
	       " | yes officer=45/60 staff=15/50 other=cu *=65/50"
	       " | no officer=20/25 staff=c other=cu *=35/30"
	       " | unsure officer=10/15 staff=c other=cu *=20/15",
	       "full: what is too small is folded, small cells are hidden");
	is_str(laid_words(f, table, LEVEL_MERGED),
	       "merged: * officer=75 not_officer=50 *=125"
	       " | yes officer=45/60 not_officer=25/50 *=65/50"
	       " | no officer=20/25 not_officer=15/30 *=35/30"
	       " | unsure officer=10/15 not_officer=10/20 *=20/15",
	       "merged: declared merges instead of folds");
	is_str(laid_words(f, table, LEVEL_ROWS),
	       "rows: * 125 | yes 65/50 | no 35/30 | unsure 20/15",
	       "rows: all people, those of no stated group with them");
	is_str(laid_words(f, table, LEVEL_GROUPS),
	       "groups: * officer=75 staff=30 other=20 *=125",
	       "groups: bases, folded as in full");
	is_str(laid_words(f, table, LEVEL_TOTAL), "total: * 125", "total: one base");
	is_str(laid_words(f, "told", LEVEL_FULL),
	       "full: * 110 | supervisor 65/60 | colleague c | nobody c",
	       "pairs: few yes or few no hide both");
	is_str(laid_words(f, "told", LEVEL_TOTAL), "total: * 110", "and their base");
	is_int((long long)laid_hidden(laid_of(f, table, LEVEL_FULL)), 5,
	       "five are hidden");
	is_int((long long)laid_hidden(laid_of(f, table, LEVEL_MERGED)), 0, "none");
}

/* role: two fall-back groups and no merges; answers can be merged. */
static struct figs *
two_folds(struct arena *a, const char *cells)
{
	struct figs *f = figs_new(10, a);

	figs_variable(f, "q", "q0 q1 q2 q3");
	figs_variable(f, "g", "a b c d e");
	figs_fold(f, "g", "be", "b e");
	figs_fold(f, "g", "cd", "c d");
	figs_merge(f, "q", "q13", "q1 q3");
	figs_table(f, "t", TABLE_ONE, "q", "g");
	figs_count(f, "t", cells, NULL);
	return f;
}

static void
test_folds(struct arena *a)
{
	struct figs *f = two_folds(a, "20 20 19 20 20 0 / 20 0 0 20 20 3 / 0 0 0 0 0 0 /"
				      "0 0 0 0 0 0 / 0 9 9 0 0 0");
	struct laid *laid = laid_of(f, "t", LEVEL_MERGED);

	is_str(laid_words(f, "t", LEVEL_GROUPS), "groups: * a=40 b=20 cd=60 e=40 *=160",
	       "a group with 19 is folded with its fellow, one with 20 is not");
	is_str(laid_say(f, laid),
	       "merged: * a=40 b=20 cd=60 e=40 *=160"
	       " | q0 a=20/50 b=20/90u cd=40/65 e=20/50 *=100/65"
	       " | q13 a=20/50 b=cu cd=20/35 e=20/50 *=65/40"
	       " | q2 a=c b=cu cd=c e=c *=c",
	       "merged without merges of the group: folds; a merged row at its first place");
	ok(laid->rows[2].merged && laid->rows[2].of_count == 2 &&
		   laid->rows[2].of[0] == 1 && laid->rows[2].of[1] == 3 &&
		   !laid->rows[1].merged,
	   "the merged row knows its members");
	ok(laid->columns[2].merged && laid->columns[2].of[0] == 2 &&
		   laid->columns[2].of[1] == 3 && !laid->columns[4].of,
	   "and so does a folded column");
	f = two_folds(a,
		      "20 19 20 20 20 0 / 20 0 20 20 20 3 / 0 0 0 0 0 0 / 0 0 0 0 0 0 /"
		      "0 9 0 0 0 0");
	is_str(laid_words(f, "t", LEVEL_GROUPS), "groups: * a=40 be=60 c=40 d=40 *=180",
	       "a fold of members apart stands at the first; those who left it out do not "
	       "count");
	figs_merge(f, "g", "ac", "a c");
	is_str(laid_words(f, "t", LEVEL_MERGED),
	       "merged: * ac=80 b=c d=40 e=40 *=180"
	       " | q0 ac=40/50 b=c d=20/50 e=20/50 *=100/55"
	       " | q13 ac=40/50 b=c d=20/50 e=20/50 *=85/45"
	       " | q2 ac=c b=c d=c e=c *=c",
	       "where merges are declared, merged folds nothing besides");
	f = two_folds(a, "9 0 0 9 9 9 / 10 10 9 0 0 0 / 0 0 0 0 0 0 / 0 0 0 0 0 0 /"
			 "0 0 0 0 0 0");
	is_str(laid_words(f, "t", LEVEL_FULL),
	       "full: * a=c be=c cd=c *=65"
	       " | q0 a=c be=c cd=c *=35/55 | q1 a=c be=c cd=c *=30/45"
	       " | q2 a=c be=c cd=c *=c | q3 a=c be=c cd=c *=c",
	       "a line still too small, folded or not, is hidden with all it has");
}

static void
test_applies(struct arena *a)
{
	struct figs *f = figs_new(10, a);
	struct figures *g;
	size_t any, one, alone;

	figs_variable(f, "m", "m0 m1 m2");
	figs_variable(f, "q", "q0 q1 q2");
	figs_variable(f, "g", "a b");
	figs_merge(f, "m", "m01", "m0 m1");
	figs_merge(f, "q", "q01", "q0 q1");
	any = figs_table(f, "any", TABLE_ANY, "m", "g");
	one = figs_table(f, "one", TABLE_ONE, "q", "g");
	alone = figs_table(f, "alone", TABLE_ONE, "q", NULL);
	for (size_t t = 0; t < 3; t++)
		for (int level = 0; level < LEVEL__COUNT; level++)
			f->tables[t].ladder[level] = true;
	g = figs_figures(f);
	ok(!level_applies(g, any, LEVEL_MERGED), "answers of several are never merged");
	ok(level_applies(g, one, LEVEL_MERGED), "answers of one may be");
	ok(level_applies(g, alone, LEVEL_MERGED), "without groups too");
	ok(!level_applies(g, alone, LEVEL_ROWS) && !level_applies(g, alone, LEVEL_GROUPS),
	   "without groups there is neither rows nor groups");
	ok(level_applies(g, any, LEVEL_ROWS) && level_applies(g, any, LEVEL_GROUPS),
	   "with groups there is");
	ok(!level_applies(g, one, LEVEL_NOTHING), "nothing is no level to try");
	f->tables[one].ladder[LEVEL_FULL] = false;
	g = figs_figures(f);
	ok(!level_applies(g, one, LEVEL_FULL) && level_applies(g, one, LEVEL_TOTAL),
	   "a level left out of the ladder is not used");
	figs_merge(f, "g", "ab", "a b");
	ok(level_applies(figs_figures(f), any, LEVEL_MERGED),
	   "but its groups may be merged");
	figs_count(f, "any", "20 15 3 / 20 5 0 / 12 12 0 / 0 0 0", "30 25 5");
	figs_count(f, "one", "30 25 5 / 0 0 0 / 0 0 0 / 0 0 0", NULL);
	figs_count(f, "alone", "60 / 0 / 0 / 0", NULL);
	is_str(laid_words(f, "any", LEVEL_MERGED),
	       "merged: * ab=55 *=60 | m0 ab=35/65 *=40/65 | m1 ab=25/45 *=25/40"
	       " | m2 ab=25/45 *=25/40",
	       "rows of several stay apart when groups are merged");
	ok(level_grouped(LEVEL_FULL) && level_grouped(LEVEL_MERGED) &&
		   level_grouped(LEVEL_GROUPS) && !level_grouped(LEVEL_ROWS) &&
		   !level_grouped(LEVEL_TOTAL),
	   "which levels show groups");
}

static void
test_pairs(struct arena *a)
{
	struct figs *f = figs_new(10, a);

	figs_variable(f, "m", "m0 m1 m2 m3 m4");
	figs_table(f, "any", TABLE_ANY, "m", NULL);
	figs_count(f, "any", "10 / 9 / 20 / 21 / 0 / 4", "30");
	is_str(laid_words(f, "any", LEVEL_FULL),
	       "full: * 30 | m0 10/35 | m1 c | m2 20/65 | m3 c | m4 c",
	       "both halves are 10 or more, or neither is told");
	figs_count(f, "any", "10 / 14 / 15 / 4 / 25 / 4", "25");
	f->responses = 29;
	is_str(laid_words(f, "any", LEVEL_FULL),
	       "full: * 25 | m0 10/40u | m1 15/60u | m2 15/60u | m3 cu | m4 cu",
	       "over a base under 30 each is marked");
}

static void
test_zeros(struct arena *a)
{
	struct figs *f = figs_new(10, a);

	figs_variable(f, "q", "q0 q1 q2");
	figs_variable(f, "g", "a b c");
	figs_merge(f, "q", "q12", "q1 q2");
	figs_merge(f, "g", "bc", "b c");
	figs_table(f, "t", TABLE_ONE, "q", "g");
	figs_table(f, "alone", TABLE_ONE, "q", NULL);
	figs_zero(f, "t", "q1", "a");
	figs_zero(f, "t", "q1", "b");
	figs_zero(f, "t", "q1", "c");
	figs_zero(f, "t", "q0", "b");
	figs_zero(f, "alone", "q1", NULL);
	figs_count(f, "t", "40 0 30 0 / 0 0 0 0 / 30 30 0 2 / 0 0 0 0", NULL);
	figs_count(f, "alone", "70 / 0 / 62 / 0", NULL);
	is_str(laid_words(f, "t", LEVEL_FULL),
	       "full: * a=70 b=30 c=30 *=130 | q0 a=40/55 b=z c=30/90 *=70/55"
	       " | q1 a=z b=z c=z *=z | q2 a=30/45 b=30/90 c=c *=60/45",
	       "where nobody can stand it says so, and of all people if nobody can at all");
	is_str(laid_words(f, "t", LEVEL_MERGED),
	       "merged: * a=70 bc=60 *=130 | q0 a=40/55 bc=30/50 *=70/55"
	       " | q12 a=30/45 bc=30/50 *=60/45",
	       "merged with others they count");
	is_str(laid_words(f, "alone", LEVEL_FULL),
	       "full: * 130 | q0 70/55 | q1 z | q2 60/45", "the same without groups");
	ok(laid_hidden(laid_of(f, "alone", LEVEL_FULL)) == 0, "that hides nothing");
	figs_count(f, "t", "8 0 30 0 / 0 0 0 0 / 11 30 0 53 / 0 0 0 0", NULL);
	figs_count(f, "alone", "38 / 0 / 94 / 0", NULL);
	is_str(laid_words(f, "t", LEVEL_FULL),
	       "full: * a=c b=30 c=30 *=130 | q0 a=c b=z c=30/90 *=40/30"
	       " | q1 a=z b=z c=z *=z | q2 a=c b=30/90 c=c *=95/75",
	       "in a hidden line too");
}

static void
test_percent(void)
{
	static const struct {
		unsigned n, base;
		int pct;
	} cases[] = {
		{ 0, 100, 10 },
		{ 10, 100, 10 },
		{ 10, 85, 10 },
		{ 10, 80, 15 },
		{ 25, 200, 15 },
		{ 24, 200, 10 },
		{ 45, 200, 25 },
		{ 44, 200, 20 },
		{ 85, 100, 85 },
		{ 87, 100, 85 },
		{ 88, 100, 90 },
		{ 90, 100, 90 },
		{ 95, 100, 90 },
		{ 100, 100, 90 },
		{ 105, 100, 90 },
		{ 50, 100, 50 },
		{ 100000000, 200000000, 50 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		is_int(published_percent(cases[i].n, cases[i].base), cases[i].pct,
		       "%u of %u", cases[i].n, cases[i].base);
}

static void
test_lines(struct arena *a)
{
	struct figs *f = laid_example(a);
	struct figures *g = figs_figures(f);
	static const uint16_t zero[] = { 0 }, both[] = { 1, 3 }, rows[] = { 1, 2 };
	struct printed_line all = { .key = "*" }, one = { .of = zero, .of_count = 1 },
			    two = { .of = both, .of_count = 2 },
			    said = { .of = rows, .of_count = 2 };

	is_int(line_count(g, 1, &g->counts[1], &said, &all), 56,
	       "two rows of all people");
	is_int(line_count(g, 1, &g->counts[1], &one, &all), 67, "and one with no group");
	is_int(line_count(g, 1, &g->counts[1], &one, &two), 17, "two columns of a row");
	is_int(line_count(g, 1, &g->counts[1], NULL, &two), 35, "their base");
	is_int(line_count(g, 1, &g->counts[1], &all, &all), 123, "the base of all");
	is_int(line_count(g, 0, &g->counts[0], NULL, &all), 110, "of pairs: those asked");
	ok(lines_same(&all, &all) && !lines_same(&all, &one) && !lines_same(&one, &two) &&
		   lines_same(&two, &(struct printed_line){ .key = "other name",
							    .of = both,
							    .of_count = 2 }),
	   "lines are the same by their members");
	ok(line_all(&all) && !line_all(&one), "all people, and not");
	ok(printed_hides(&figs_release(f)->tables[0]), "a printed table that hides");
}

int
main(void)
{
	struct arena *a = arena_new(0);

	test_levels(a);
	test_folds(a);
	test_applies(a);
	test_pairs(a);
	test_zeros(a);
	test_percent();
	test_lines(a);
	arena_free(a);
	return tap_done();
}
