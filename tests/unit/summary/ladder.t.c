/*
 * From exact to published: which level each table ends at, and why others were passed over.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"
#include "tests/unit/summary/laid_words.h"

static void
test_example(struct arena *a)
{
	struct figs *f = laid_example(a);
	const struct disclosed *d = figs_release(f);

	ok(d->release == 1 && d->responses == 130 && d->responses_held == 0,
	   "130 responses");
	is_str(figs_words(f, d, "told"),
	       "full: * 110 | supervisor 65/60 | colleague c | nobody c",
	       "pairs pass in full");
	is_str(figs_words(f, d, "contacted-by-role"),
	       "merged: * officer=75 not_officer=50 *=125"
	       " | yes officer=45/60 not_officer=25/50 *=65/50"
	       " | no officer=20/25 not_officer=15/30 *=35/30"
	       " | unsure officer=10/15 not_officer=10/20 *=20/15; full audit",
	       "one cell could be narrowed, so roles are merged");
	ok(d->tables[1].columns[1].merged && d->tables[1].columns[1].of_count == 3 &&
		   d->tables[1].columns[2].of == NULL,
	   "a merged column knows its members");
	ok(d->policy.threshold == 10 && d->table_count == 2, "and the policy is told");
}

static void
test_strict(struct arena *a)
{
	struct figs *f = laid_example(a);
	const struct disclosed *d;

	f->policy.strict = true;
	d = figs_release(f);
	is_str(figs_words(f, d, "told"), "total: * 110; full strict",
	       "strict: nothing is hidden");
	ok(strstr(figs_words(f, d, "contacted-by-role"), "; full strict") &&
		   d->tables[1].level == LEVEL_MERGED,
	   "a level that hides nothing passes");
}

static void
test_ends(struct arena *a)
{
	struct figs *f = laid_example(a);
	const struct disclosed *d;

	figs_ladder(f, "contacted-by-role", "rows total nothing");
	figs_count(f, "told", "10 / 10 / 5 / 9", "20");
	f->responses = 29;
	figs_count(f, "contacted-by-role",
		   "15 5 0 0 0 / 0 0 0 0 0 / 0 0 0 0 0 / 9 0 0 0 0", NULL);
	d = figs_release(f);
	is_int(d->responses, -1, "29 responses are not told");
	is_str(figs_words(f, d, "told"), "nothing:; full whole", "nor any table");
	is_str(figs_words(f, d, "contacted-by-role"), "nothing:; rows whole",
	       "only the first level of its ladder is named");
	f = laid_example(a);
	figs_count(f, "told", "10 / 10 / 5 / 11", "19");
	f->responses = 30;
	figs_count(f, "contacted-by-role",
		   "15 5 0 0 0 / 0 0 0 0 0 / 0 0 0 0 0 / 10 0 0 0 0", NULL);
	d = figs_release(f);
	is_int(d->responses, 30, "30 are");
	is_str(figs_words(f, d, "told"), "nothing:; full base",
	       "19 who answered are too few");
	ok(d->tables[1].level != LEVEL_NOTHING, "20 are not");
	f = laid_example(a);
	figs_ladder(f, "told", "nothing");
	is_str(figs_words(f, figs_release(f), "told"),
	       "nothing:", "a ladder of nothing has nothing to pass over");
}

/* ---- ladders with levels left out ------------------------------------------------------ */

static void
test_left_out(struct arena *a)
{
	static const struct {
		const char *ladder, *words;
	} cases[] = {
		{ "full rows groups total nothing",
		  "rows: * 125 | yes 65/50 | no 35/30 | unsure 20/15; full audit" },
		{ "full groups total nothing",
		  "groups: * officer=75 staff=30 other=20 *=125; full audit" },
		{ "full total nothing", "total: * 125; full audit" },
		{ "full nothing", "nothing:; full audit" },
		{ "groups nothing", "groups: * officer=75 staff=30 other=20 *=125" },
		{ "total nothing", "total: * 125" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct figs *f = laid_example(a);

		figs_ladder(f, "contacted-by-role", cases[i].ladder);
		is_str(figs_words(f, figs_release(f), "contacted-by-role"),
		       cases[i].words, "ladder: %s", cases[i].ladder);
	}
}

/* ---- what a form tells besides ----------------------------------------------------------- */

/* Two tables by two groups, all in the clear; the first hides a pair if it is told to. */
static struct figs *
kin(struct arena *a, bool hides)
{
	struct figs *f = figs_new(10, a);

	figs_variable(f, "m", "m0 m1");
	figs_variable(f, "q", "q0 q1");
	figs_variable(f, "g", "a b");
	figs_variable(f, "h", "c d");
	figs_table(f, "first", TABLE_ANY, "m", NULL);
	figs_table(f, "by-g", TABLE_ONE, "q", "g");
	figs_table(f, "by-h", TABLE_ONE, "q", "h");
	figs_count(f, "first", hides ? "60 / 5 / 0" : "60 / 65 / 0", "160");
	figs_count(f, "by-g", "40 40 0 / 40 40 0 / 0 0 0", NULL);
	figs_count(f, "by-h", "20 60 0 / 60 20 0 / 0 0 0", NULL);
	return f;
}

static const uint16_t zeroth[] = { 0 }, next[] = { 1 }, last[] = { 2 };

static void
test_parents(struct arena *a)
{
	struct figs *f = kin(a, true);

	f->tables[1].parents = zeroth;
	f->tables[1].parent_count = 1;
	is_str(figs_words(f, figs_release(f), "by-g"),
	       "nothing:; full audit; rows audit; groups audit; total audit",
	       "a parent that hides something: nothing");
	f = kin(a, false);
	f->tables[1].parents = zeroth;
	f->tables[1].parent_count = 1;
	is_str(figs_words(f, figs_release(f), "by-g"),
	       "full: * a=80 b=80 *=160 | q0 a=40/50 b=40/50 *=80/50"
	       " | q1 a=40/50 b=40/50 *=80/50",
	       "one that hides nothing: all");
	f = kin(a, false);
	figs_ladder(f, "first", "total nothing");
	f->tables[1].parents = zeroth;
	f->tables[1].parent_count = 1;
	is_int(figs_release(f)->tables[1].level, LEVEL_NOTHING,
	       "one that is not full: nothing");
	f = kin(a, false);
	f->tables[1].parents = last;
	f->tables[1].parent_count = 1;
	is_int(figs_release(f)->tables[1].level, LEVEL_NOTHING,
	       "one of which nothing is known yet: nothing");
	f = kin(a, false);
	f->tables[1].orphan = true;
	is_int(figs_release(f)->tables[1].level, LEVEL_NOTHING,
	       "one that has no table: nothing");
}

static void
test_signs(struct arena *a)
{
	struct figs *f = kin(a, true);

	f->tables[1].signs = zeroth;
	f->tables[1].sign_count = 1;
	is_str(figs_words(f, figs_release(f), "by-g"),
	       "rows: * 160 | q0 80/50 | q1 80/50; full audit",
	       "a sign that hides something: no groups");
	f = kin(a, false);
	f->tables[1].signs = zeroth;
	f->tables[1].sign_count = 1;
	is_int(figs_release(f)->tables[1].level, LEVEL_FULL,
	       "one that hides nothing: groups");
	f = kin(a, false);
	f->tables[1].signless = true;
	figs_ladder(f, "by-g", "full groups total nothing");
	is_str(figs_words(f, figs_release(f), "by-g"),
	       "total: * 160; full audit; groups audit",
	       "one that has no table: no groups, not their bases either");
	f = kin(a, true);
	f->tables[0].signs = last;
	f->tables[0].sign_count = 1;
	is_int(figs_release(f)->tables[0].level, LEVEL_FULL,
	       "a table without groups asks no signs");
}

static void
test_rivals(struct arena *a)
{
	struct figs *f = kin(a, false);
	const struct disclosed *d;

	f->tables[1].rivals = last;
	f->tables[2].rivals = next;
	f->tables[1].rival_count = f->tables[2].rival_count = 1;
	d = figs_release(f);
	is_int(d->tables[1].level, LEVEL_FULL,
	       "of two rivals the first shows its groups");
	is_int(d->tables[2].level, LEVEL_ROWS, "the second does not");
	f->tables[1].signless = true;
	figs_count(f, "first", "80 / 85 / 0", "200");
	figs_count(f, "by-g", "50 50 0 / 50 50 0 / 0 0 0", NULL);
	figs_count(f, "by-h", "35 65 0 / 65 35 0 / 0 0 0", NULL);
	d = figs_release(f);
	is_int(d->tables[1].level, LEVEL_ROWS, "should the first not show them later");
	is_int(d->tables[2].level, LEVEL_ROWS, "the second may not either");
}

/* ---- the same answers again ---------------------------------------------------------------- */

static void
test_same_again(struct arena *a)
{
	struct figs *f = kin(a, false);

	figs_ladder(f, "by-g", "rows nothing");
	(void)figs_release(f);
	figs_ladder(f, "by-g", "full rows groups total nothing");
	f->policy = policy_make(12);
	figs_count(f, "first", "60 / 65 / 0", "160");
	figs_count(f, "by-g", "40 40 0 / 40 40 0 / 0 0 0", NULL);
	figs_count(f, "by-h", "20 60 0 / 60 20 0 / 0 0 0", NULL);
	is_str(figs_words(f, figs_release(f), "by-g"),
	       "rows: * 160@1 | q0 80/50 | q1 80/50; full held",
	       "the same answers under a higher threshold never show more");
	f = kin(a, false);
	figs_ladder(f, "by-g", "rows nothing");
	(void)figs_release(f);
	figs_ladder(f, "by-g", "full rows groups total nothing");
	f->policy = policy_make(12);
	figs_count(f, "first", "80 / 85 / 0", "200");
	figs_count(f, "by-g", "50 50 0 / 50 50 0 / 0 0 0", NULL);
	figs_count(f, "by-h", "35 65 0 / 65 35 0 / 0 0 0", NULL);
	is_int(figs_release(f)->tables[1].level, LEVEL_FULL, "more answers may");
}

static void
test_held_level(struct arena *a)
{
	struct figs *f = kin(a, false);
	const struct disclosed *d;

	figs_variable(f, "w", "w0 w1 w2");
	figs_merge(f, "w", "w12", "w1 w2");
	figs_table(f, "merged", TABLE_ONE, "w", NULL);
	figs_ladder(f, "merged", "merged nothing");
	figs_count(f, "merged", "80 / 40 / 40 / 0", NULL);
	(void)figs_release(f);
	figs_ladder(f, "merged", "full merged total nothing");
	figs_count(f, "first", "62 / 65 / 0", "163");
	figs_count(f, "by-g", "41 40 0 / 42 40 0 / 0 0 0", NULL);
	figs_count(f, "by-h", "20 61 0 / 62 20 0 / 0 0 0", NULL);
	figs_count(f, "merged", "82 / 41 / 40 / 0", NULL);
	d = figs_release(f);
	is_str(figs_words(f, d, "merged"),
	       "merged: * 160@1 | w0 80/50 | w12 80/50; full held",
	       "a level whose rows are others than the held line's is passed over");
	ok(d->responses == 160 && d->responses_held == 1,
	   "the number of responses is held too");
	figs_count(f, "first", "63 / 65 / 0", "164");
	figs_count(f, "by-g", "42 40 0 / 42 40 0 / 0 0 0", NULL);
	figs_count(f, "by-h", "20 62 0 / 62 20 0 / 0 0 0", NULL);
	figs_count(f, "merged", "83 / 41 / 40 / 0", NULL);
	f->policy.strict = true;
	is_str(figs_words(f, figs_release(f), "merged"),
	       "merged: * 160@1 | w0 80/50 | w12 80/50; full held",
	       "and printed as it was under a strict policy, as nothing of it is hidden");
}

/* ---- little time ---------------------------------------------------------------------------- */

static void
count_progress(void *with, size_t done, size_t all)
{
	size_t *seen = (size_t *)with;

	*seen += done == *seen && all == 2;
}

static void
test_work(struct arena *a)
{
	struct figs *f = laid_example(a);
	struct figures *g = figs_figures(f);
	size_t seen = 0;
	struct disclose_watch watch = { .progress = count_progress,
					.with = &seen,
					.work_most = 1 };
	const struct disclosed *d = disclose(g, &watch, a);

	is_str(figs_words(f, d, "told"), "total: * 110; full audit",
	       "what cannot be decided in time is not printed");
	ok(strncmp(figs_words(f, d, "contacted-by-role"), "merged: ", 8) == 0,
	   "what hides nothing needs no time");
	is_int((long long)seen, 2, "progress was told, table by table");
	watch.work_most = 0;
	d = disclose(g, &watch, a);
	is_int(d->tables[0].level, LEVEL_FULL, "0 is the usual limit");
}

int
main(void)
{
	struct arena *a = arena_new(0);

	test_example(a);
	test_strict(a);
	test_ends(a);
	test_left_out(a);
	test_parents(a);
	test_signs(a);
	test_rivals(a);
	test_same_again(a);
	test_held_level(a);
	test_work(a);
	arena_free(a);
	return tap_done();
}
