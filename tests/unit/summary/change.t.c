/*
 * Changes between waves: the interval of a difference, what is comparable, and that nothing is said
 * of what either side hides.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "summary/summary.h"
#include "tests/tap.h"
#include "tests/unit/summary/wave_made.h"

static bool
near(double got, double want)
{
	if (fabs(got - want) < 0.00005)
		return true;
	note("got %.6f, want %.6f", got, want);
	return false;
}

/* ---- intervals -------------------------------------------------------------------- */

struct vector {
	unsigned x1, n1, x2, n2, off;
	double d, low, high;
};

static void
test_vectors(void)
{
	/* first: published by R. G. Newcombe as an example of method 10 */
	static const struct vector vectors[] = {
		{ 48, 80, 56, 70, 0, 0.2000, 0.0524, 0.3339 },
		{ 45, 160, 60, 150, 0, 0.1188, 0.0133, 0.2211 },
		{ 45, 160, 60, 150, 2, 0.1188, -0.0110, 0.2450 },
	};
	struct interval change;

	for (size_t i = 0; i < ARRAY_LEN(vectors); i++) {
		const struct vector *v = &vectors[i];
		double p1 = (double)v->x1 / v->n1, p2 = (double)v->x2 / v->n2;

		change = interval_change(
			p1, tally_interval_rounded(v->x1, v->n1, 0, v->off), p2,
			tally_interval_rounded(v->x2, v->n2, 0, v->off));
		ok(change.known && near(p2 - p1, v->d) && near(change.low, v->low) &&
			   near(change.high, v->high),
		   "%u of %u minus %u of %u, counts up to %u off", v->x2, v->n2, v->x1,
		   v->n1, v->off);
	}
	change = interval_change(0.5, (struct interval){ .known = false }, 0.5,
				 tally_interval(5, 10, 0));
	ok(!change.known, "unknown where one side's is");
}

static void
test_swapped(void)
{
	struct dice dice;
	bool good = true;

	dice_seed(&dice, 6);
	for (int i = 0; i < 2000; i++) {
		unsigned n1 = 20 + 5 * dice_below(&dice, 60),
			 n2 = 20 + 5 * dice_below(&dice, 60);
		unsigned x1 = dice_below(&dice, n1 + 1), x2 = dice_below(&dice, n2 + 1);
		unsigned all = dice_below(&dice, 2) ? 400 : 0;
		double p1 = (double)x1 / n1, p2 = (double)x2 / n2;
		struct interval a = tally_interval_rounded(x1, n1, all, 2);
		struct interval b = tally_interval_rounded(x2, n2, 0, 2);
		struct interval to = interval_change(p1, a, p2, b);
		struct interval fro = interval_change(p2, b, p1, a);

		good &= to.known && fro.known && fabs(to.low + fro.high) < 1e-12 &&
			fabs(to.high + fro.low) < 1e-12 && to.low <= p2 - p1 &&
			p2 - p1 <= to.high;
	}
	ok(good, "two waves in the other order give the same with the other sign");
}

/* ---- one question, two waves ------------------------------------------------------- */

static struct change
change_yes(const struct wave *now, const struct wave *then)
{
	return change_of(&now->s, &now->table, &now->rows[1], &then->s, &then->table);
}

static void
test_say(void)
{
	struct wave one, two, three;
	struct change c;

	wave_make(&one, "w1", 45, 115, 160);
	wave_make(&two, "w2", 60, 90, 150);
	wave_make(&three, "w3", 110, 40, 150);
	c = change_yes(&two, &one);
	ok(c.class == CHANGE_SAME && c.known && c.ranged && near(c.points, 11.875) &&
		   near(c.low / 100, -0.0110) && near(c.high / 100, 0.2450),
	   "the change in points, from rounded counts");
	is_int(c.say, SAY_NO_CLEAR,
	       "zero lies inside: no clear change, though 12 points more");
	is_str(c.from, "w1", "since which wave");
	ok(c.n == 45 && c.base == 160 && c.pct == 50 && c.marker == MARK_NONE,
	   "with what was published then");
	is_int(change_yes(&three, &one).say, SAY_UP, "zero lies below: up");
	is_int(change_yes(&one, &three).say, SAY_DOWN, "and the other way: down");
}

static void
test_hidden(void)
{
	struct wave shown, hidden, nothing;
	struct change c;

	wave_make(&shown, "w1", 60, 90, 150);
	wave_make(&hidden, "w2", -1, 90, 150);
	wave_make(&nothing, "w0", 60, 90, 150);
	nothing.table.row_count = 0;
	c = change_yes(&hidden, &shown);
	ok(!c.known && c.say == SAY_NOTHING && c.n == 60,
	   "hidden now: no change is told");
	c = change_yes(&shown, &hidden);
	ok(!c.known && c.n == -1 && c.marker == MARK_C, "hidden then: nor is it");
	c = change_yes(&shown, &nothing);
	ok(!c.known && c.class == CHANGE_SAME && c.marker == MARK_C,
	   "asked then, and not printed: hidden, not absent");
	nothing.s.responses = -1;
	is_int(change_yes(&shown, &nothing).marker, MARK_X,
	       "of too few responses: not available");
}

static void
test_everybody(void)
{
	struct wave one, two;
	struct change c;

	wave_make(&one, "w1", 45, 115, 160);
	wave_make(&two, "w2", 60, 90, 150);
	one.table.everyone = two.table.everyone = true;
	two.s.expected = 160;
	c = change_yes(&two, &one);
	ok(c.ranged && c.low > 0 && c.say == SAY_UP,
	   "nearly all who could answered: chance moves less");
	two.s.expected = 150;
	c = change_yes(&two, &one);
	ok(c.known && !c.ranged && c.say == SAY_NOTHING && near(c.points, 11.875),
	   "all who could answered: both numbers, and no range");
}

/* ---- classes ---------------------------------------------------------------------- */

static void
test_classes(void)
{
	static const struct key_text other[] = { { "no", "No" }, { "yes", "Yes" } },
				     more[] = { { "yes", "Yes" },
						{ "no", "No" },
						{ "unsure", "Not sure" } },
				     words[] = { { "yes", "Yes, once" }, { "no", "No" } };
	struct wave now, then;
	struct change c;

	wave_make(&now, "w2", 60, 90, 150);
	wave_make(&then, "w1", 45, 115, 160);
	is_int(change_classify(&now.table, &then.table), CHANGE_SAME, "all equal: same");
	then.table.options = other;
	is_int(change_classify(&now.table, &then.table), CHANGE_SAME,
	       "in another order: same");
	then.table.title = "Did anybody see you?";
	c = change_yes(&now, &then);
	ok(c.class == CHANGE_REWORDED && !c.known && c.n == 45 && c.say == SAY_NOTHING,
	   "another text: reworded, both numbers, no up or down");
	then.table.title = now.table.title;
	then.table.lead = "Afterwards";
	is_int(change_classify(&now.table, &then.table), CHANGE_REWORDED,
	       "other words above it: reworded");
	then.table.lead = "";
	then.table.when = "hit is 1";
	is_int(change_classify(&now.table, &then.table), CHANGE_REWORDED,
	       "asked of others: reworded");
	then.table.title = "Did anybody see you?";
	then.table.options = more;
	then.table.option_count = 3;
	c = change_yes(&now, &then);
	ok(c.class == CHANGE_OPTIONS && c.n == -1 && c.marker == MARK_X,
	   "another answer: options changed, whatever else; no number beside");
	wave_make(&then, "w1", 45, 115, 160);
	then.table.options = words;
	is_int(change_classify(&now.table, &then.table), CHANGE_OPTIONS,
	       "other words of an answer: options changed");
	then.table.options = wave_answers;
	then.table.asked_as = KIND_SCALE;
	is_int(change_classify(&now.table, &then.table), CHANGE_OPTIONS,
	       "another type: options changed");
	is_int(change_classify(&now.table, NULL), CHANGE_NEW, "not there then: new");
	is_int(change_classify(NULL, &then.table), CHANGE_GONE, "not there now: gone");
	is_str(change_names[CHANGE_OPTIONS], "options changed",
	       "classes have their words");
	is_str(change_says[SAY_NO_CLEAR], "no clear change", "and what is said, too");
}

/* A file of an earlier version does not say condition and answers. */
static void
test_untold(void)
{
	struct wave now, then;

	wave_make(&now, "w2", 60, 90, 150);
	wave_make(&then, "w1", 45, 115, 160);
	then.table.when = NULL;
	then.table.options = NULL;
	then.table.option_count = 0;
	is_int(change_classify(&now.table, &then.table), CHANGE_SAME,
	       "not told: the same if every printed word is");
	then.table.row_count = 2;
	is_int(change_classify(&now.table, &then.table), CHANGE_REWORDED,
	       "not comparable if an answer is missing");
	then.table.row_count = 3;
	then.rows[1].label = "Yes!";
	is_int(change_classify(&now.table, &then.table), CHANGE_OPTIONS,
	       "options changed if a printed answer has other words");
	then.table.row_count = 0;
	is_int(change_classify(&now.table, &then.table), CHANGE_REWORDED,
	       "not comparable if nothing was printed");
}

/* A merged answer is the same only if it holds the same. */
static void
test_merged(void)
{
	static const char *const two[] = { "yes", "unsure" }, *const also[] = { "yes",
										"no" };
	struct wave now, then;

	wave_make(&now, "w2", 60, 90, 150);
	wave_make(&then, "w1", 45, 115, 160);
	now.rows[1].of = then.rows[1].of = two;
	now.rows[1].of_count = then.rows[1].of_count = 2;
	ok(change_yes(&now, &then).known, "the same answers put together");
	then.rows[1].of = also;
	ok(!change_yes(&now, &then).known, "others put together under the same name");
}

/* ---- a whole summary; lines ---------------------------------------------------------- */

static void
test_all(void)
{
	struct arena *a = arena_new(0);
	struct wave one, two, three;
	const struct summary *waves[2];
	struct series_point line[8];

	wave_make(&one, "w1", 45, 115, 160);
	wave_make(&two, "w2", 50, 105, 155);
	wave_make(&three, "w3", 110, 40, 150);
	waves[0] = &one.s;
	waves[1] = &two.s;
	three.s.waves = waves;
	three.s.wave_count = 2;
	changes_make(&three.s, a);
	ok(three.table.class == CHANGE_SAME && str_same(three.table.change_from, "w2"),
	   "a table knows its class against the last wave");
	ok(three.rows[1].change && three.rows[1].change->n == 50 &&
		   three.rows[1].change->say == SAY_UP,
	   "and each answer its change");
	ok(!three.rows[0].change, "bases have none");
	ok(three.theme.change.class == CHANGE_SAME && three.theme.change.say == SAY_UP,
	   "so has a theme");
	ok(!one.rows[1].change, "the first wave has none");
	is_int((long long)series_row(&three.s, "seen", "yes", line, 8), 3,
	       "a line has a point a wave");
	ok(!line[0].comparable && line[1].comparable && line[2].comparable &&
		   line[0].n == 45 && line[2].n == 110 && line[1].range.known,
	   "joined where the question is the same");
	two.table.title = "Otherwise";
	series_row(&three.s, "seen", "yes", line, 8);
	ok(line[1].there && !line[1].comparable && !line[2].comparable,
	   "it ends where the words changed, and begins anew");
	two.table.id = "other";
	series_row(&three.s, "seen", "yes", line, 8);
	ok(!line[1].there && line[1].marker == MARK_X && !line[2].comparable,
	   "and has a gap for a wave without the question");
	two.table.id = "seen";
	two.table.title = one.table.title;
	is_int((long long)series_theme(&three.s, "care", line, 2), 2,
	       "no more than there is room for");
	ok(line[0].n == 45 && line[1].comparable, "of a theme");
	is_int((long long)series_score(&three.s, "seen", line, 8), 3,
	       "of a point of the scorecard");
	ok(line[2].comparable && line[2].n == 110, "which follows its question");
	two.point.best = "No";
	series_score(&three.s, "seen", line, 8);
	ok(!line[1].comparable, "and its best answers");
	ok(change_score(&three.s, &three.point, &one.s, "seen").say == SAY_UP,
	   "a point has a change too");
	is_int(change_score(&three.s, NULL, &one.s, "seen").class, CHANGE_GONE,
	       "or is gone");
	is_int(change_theme(&three.s, &three.theme, &one.s, "none").class, CHANGE_NEW,
	       "a theme that was not there is new");
	arena_free(a);
}

int
main(void)
{
	test_vectors();
	test_swapped();
	test_say();
	test_hidden();
	test_everybody();
	test_classes();
	test_untold();
	test_merged();
	test_all();
	return tap_done();
}
