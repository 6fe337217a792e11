/*
 * Published summaries side by side: what is held against what, what is refused, pools, and that
 * what one hides is nowhere.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/compare.h"
#include "tests/tap.h"
#include "tests/unit/summary/wave_made.h"

static const char *const names[] = { "one.json", "two.json", "three.json" };

/* The form and wave of each; by: who ran it. */
static void
set_about(struct wave *w, const char *form, const char *by)
{
	w->s.form_id = form;
	w->s.form_title = "A form";
	w->s.run_by = by;
	w->s.language = "en";
	w->s.survey = "x";
	w->s.released = "2026-12-01";
}

static struct comparison *
held(struct wave *w, size_t count, struct arena *a, struct err *err)
{
	const struct summary **files = arena_array(a, const struct summary *, count);

	for (size_t i = 0; i < count; i++)
		files[i] = &w[i].s;
	*err = (struct err){ .code = ERR_NONE };
	return compare_make(files, names, count, a, err);
}

static void
make_three(struct wave w[3], bool forces)
{
	static const char *const by[] = { "North", "East", "West" };
	static const char *const waves[] = { "w1", "w2", "w3" };

	wave_make(&w[0], waves[0], 45, 115, 160);
	wave_make(&w[1], waves[1], 60, 90, 150);
	wave_make(&w[2], waves[2], 110, 40, 150);
	for (int i = 0; i < 3; i++)
		set_about(&w[i], "pulse", forces ? by[i] : "North");
}

static void
test_waves(struct arena *a)
{
	struct wave w[3];
	struct comparison *c;
	struct err err;

	make_three(w, false);
	c = held(w, 3, a, &err);
	if (!ok(c != NULL, "three waves")) {
		note("%s", err.text);
		return;
	}
	is_int(c->kind, COMPARE_WAVES, "run by the same: waves");
	is_str(c->labels[1], "w2", "called by their waves");
	is_int((long long)c->table_count, 1, "one table");
	is_int(c->tables[0].rows[0].sides[0].change.class, CHANGE_NONE,
	       "the first is held against nothing");
	is_str(c->tables[0].rows[0].sides[2].change.from, "w2",
	       "each other against the one before");
	is_int(c->tables[0].rows[0].sides[2].change.say, SAY_UP, "up");
	is_int(c->tables[0].rows[0].sides[1].change.say, SAY_NO_CLEAR, "no clear change");
	is_int((long long)c->tables[0].rows[0].pool.files, 0, "waves are never added up");
	is_int((long long)c->told, 8, "all changes with a range are counted");
	is_int((long long)c->clear, 4, "and those that are clear");
}

static void
test_forces(struct arena *a)
{
	struct wave w[3];
	struct comparison *c;
	const struct compare_row *row;
	struct err err;

	make_three(w, true);
	c = held(w, 3, a, &err);
	is_int(c ? (long long)c->kind : -1, COMPARE_FORCES, "run by others: forces");
	if (!c)
		return;
	is_str(c->labels[1], "East, w2", "called by who ran them");
	row = &c->tables[0].rows[0];
	is_str(row->sides[2].change.from, "w1", "each held against the first");
	ok(row->pool.files == 3 && row->pool.n == 215 && row->pool.base == 460 &&
		   row->pool.off == 6 && row->pool.pct == 45,
	   "a pool is a sum, with 2 of rounding a force");
	w[1].cells[0] = wave_cell(-1, 150);
	c = held(w, 3, a, &err);
	row = &c->tables[0].rows[0];
	ok(row->pool.files == 2 && row->pool.n == 155 && row->pool.base == 310 &&
		   row->pool.off == 4,
	   "of those alone that printed it");
	ok(row->sides[1].n == -1 && row->sides[1].marker == MARK_C &&
		   !row->sides[1].change.known,
	   "hidden stays hidden");
	w[2].table.title = "Otherwise";
	c = held(w, 3, a, &err);
	row = &c->tables[0].rows[0];
	ok(!row->pool.files, "and asked the same: one alone is no pool");
	ok(row->sides[2].n == 110 && row->sides[2].change.class == CHANGE_REWORDED &&
		   !row->sides[2].change.known,
	   "worded otherwise: the number, and no difference");
	w[2].s.policy = policy_make(12);
	c = held(w, 3, a, &err);
	ok(c->policy.threshold == 12 && c->policy.whole == 36,
	   "the strictest rules name the notes");
	is_int((long long)c->themes[0].pool.files, 3, "themes have a pool too");
	is_int((long long)c->points[0].pool.files, 2, "and points, of the same question");
}

/* Other answers stand in a table of their own. */
static void
test_options(struct arena *a)
{
	static const struct key_text more[] = { { "yes", "Yes" },
						{ "no", "No" },
						{ "some", "Some" } };
	struct wave w[3];
	struct comparison *c;
	struct err err;

	make_three(w, false);
	w[0].table.options = more;
	w[0].table.option_count = 3;
	c = held(w, 3, a, &err);
	is_int((long long)c->table_count, 2, "two tables of one question");
	ok(!c->tables[0].in[0] && c->tables[0].in[1] && c->tables[0].in[2],
	   "the newer answers first");
	ok(c->tables[1].in[0] && !c->tables[1].in[1], "the older ones by themselves");
	ok(c->tables[0].rows[0].sides[0].n == -1 &&
		   c->tables[0].rows[0].sides[0].marker == MARK_X,
	   "and never beside each other");
	is_int(c->tables[0].rows[0].sides[1].change.class, CHANGE_OPTIONS,
	       "the class says so");
	is_int(c->points ? (long long)c->points[0].sides[1].change.class : -1,
	       CHANGE_OPTIONS, "of the scorecard too");
	w[1].table.id = "other";
	c = held(w, 3, a, &err);
	is_int((long long)c->table_count, 3, "a question of one wave has its table");
	ok(c->tables[0].rows[0].sides[1].marker == MARK_X &&
		   !c->tables[0].rows[0].sides[1].there,
	   "where it was not asked it is not available");
	is_int(c->tables[0].classes[2], CHANGE_NEW, "asked again after a gap: new");
	is_int(c->tables[0].classes[1], CHANGE_GONE, "not asked any more: gone");
}

static void
test_one_form(struct arena *a)
{
	struct wave w[3];
	struct comparison *c;
	struct err err;

	make_three(w, false);
	w[0].table.title = "Pwy?";
	w[0].table.when = NULL;
	w[0].s.form_hash = w[1].s.form_hash = "0123";
	w[2].s.form_hash = "0124";
	c = held(w, 3, a, &err);
	is_int(c->tables[0].classes[1], CHANGE_SAME,
	       "of one form everything is the same");
	w[1].s.form_hash = "";
	c = held(w, 3, a, &err);
	is_int(c->tables[0].classes[1], CHANGE_REWORDED, "else its words decide");
}

static void
refused(struct wave *w, size_t count, const char *said, const char *words,
	struct arena *a)
{
	struct err err;

	if (!ok(!held(w, count, a, &err) && err.code == ERR_INPUT &&
			strstr(err.text, said),
		"%s", words))
		note("%s", err.text);
}

static void
test_refused(struct arena *a)
{
	struct wave w[3];

	make_three(w, false);
	w[1].s.draft = true;
	refused(w, 3, "two.json is a draft", "a draft", a);
	make_three(w, false);
	w[2].s.invented = true;
	refused(w, 3, "three.json holds invented answers and one.json does not",
		"invented beside real", a);
	make_three(w, false);
	w[0].s.invented = true;
	refused(w, 3, "one.json holds invented answers and two.json does not",
		"in any order", a);
	make_three(w, false);
	w[2].s.wave = "w1";
	refused(w, 3, "one.json and three.json are both wave w1 of pulse",
		"one wave twice", a);
	make_three(w, true);
	w[2].s.run_by = "North";
	refused(w, 3, "were both run by \"North\", and others were not",
		"one force twice", a);
	make_three(w, false);
	w[1].table.id = "a";
	w[2].table.id = "b";
	refused(w, 3, "no question in common", "nothing to compare", a);
	refused(w, 1, "from 2 to", "one alone", a);
}

int
main(void)
{
	struct arena *a = arena_new(0);

	test_waves(a);
	test_forces(a);
	test_options(a);
	test_one_form(a);
	test_refused(a);
	arena_free(a);
	return tap_done();
}
