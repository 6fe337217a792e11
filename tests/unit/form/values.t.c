/*
 * Cells, bands, scores, and how large an answer can get.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/form/forms.h"

static const char scored[] =
	"canvass: form 1\nid: s\ntitle: S\nlanguages: [en]\n"
	"option lists:\n"
	"  steps:\n    yes: Yes\n    partly: Partly\n    no: No\n    unsure: Unsure\n"
	"scores:\n"
	"  mean:\n    title: Mean\n    from: [a, b, c, d, e]\n"
	"    points:\n      yes: 100\n      partly: 50\n      no: 0\n"
	"    average: at least 4 answered\n    store as: [0-49, 50-79, 80-100]\n"
	"  sum:\n    title: Sum\n    from: [f, g]\n"
	"    add up: at least 1 answered\n    store as: [0-3, 4-7, 8+]\n"
	"pages:\n"
	"  - title: One\n    questions:\n      - type: statements\n        ask: How?\n"
	"        options: steps\n        statements:\n"
	"          a: A\n          b: B\n          c: C\n          d: D\n          e: E\n"
	"  - title: Two\n    questions:\n      - type: statements\n        ask: How much?\n"
	"        options:\n          1: One\n          2: Two\n          3: Three\n"
	"          4: Four\n"
	"          5: Five\n"
	"        statements:\n          f: F\n          g: G\n"
	"  - title: Three\n    show if: f is 5\n    questions:\n      - id: h\n"
	"        ask: H?\n        type: short text\n        up to: 100 characters\n";

static void
scores(void)
{
	static const struct {
		const char *said;
		unsigned score;
		int band;
	} cases[] = {
		{ "a=yes; b=yes; c=yes; d=yes; e=yes", 0, 2 },
		{ "a=yes; b=yes; c=yes; d=no", 0, 1 },		     /* 75 */
		{ "a=yes; b=yes; c=partly; d=partly; e=no", 0, 1 },  /* 60 */
		{ "a=yes; b=partly; c=partly; d=no; e=no", 0, 0 },   /* 40 */
		{ "a=yes; b=yes; c=no; d=no", 0, 1 },		     /* 50 */
		{ "a=yes; b=yes; c=yes; d=partly; e=partly", 0, 2 }, /* 80 */
		/* a code without points is left out, and does not count among the four */
		{ "a=yes; b=yes; c=yes; d=unsure", 0, -1 },
		{ "a=yes; b=yes; c=yes; d=unsure; e=yes", 0, 2 },
		{ "a=yes; b=yes; c=yes", 0, -1 },
		{ "", 0, -1 },
		{ "f=1; g=2", 1, 0 },
		{ "f=5; g=3", 1, 2 },
		{ "g=4", 1, 1 },
		{ "", 1, -1 },
	};
	struct arena *arena = arena_new(0);
	const struct form *form = form_of(scored, arena);
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++)
		is_int(score_band(form, cases[i].score,
				  answers_of(form, cases[i].said, arena)),
		       cases[i].band, "score %u of %s", cases[i].score, cases[i].said);
	arena_free(arena);
}

/* 49.5 is 50 when halves go up: two answers of 49 and 50 points. */
static void
halves(void)
{
	struct arena *arena = arena_new(0);
	const struct form *form = form_of(
		"canvass: form 1\nid: s\ntitle: S\nlanguages: [en]\n"
		"scores:\n  mean:\n    title: Mean\n    from: [a, b, c]\n"
		"    points:\n      low: 49\n      high: 50\n"
		"    average: at least 2 answered\n    store as: [0-49, 50+]\n"
		"pages:\n  - title: One\n    questions:\n      - type: statements\n"
		"        ask: How?\n        options:\n          low: Low\n          high: High\n"
		"        statements:\n          a: A\n          b: B\n          c: C\n",
		arena);

	is_int(score_band(form, 0, answers_of(form, "a=low; b=high", arena)), 1,
	       "halves go up");
	is_int(score_band(form, 0, answers_of(form, "a=low; b=low; c=high", arena)), 0,
	       "a third goes down");
	is_int(score_band(form, 0, answers_of(form, "a=low; b=high; c=high", arena)), 1,
	       "two thirds go up");
	arena_free(arena);
}

static void
bands(void)
{
	static const struct bands b = { .count = 4,
					.items = { { "0", 0, 0, false },
						   { "1", 1, 1, false },
						   { "2-5", 2, 5, false },
						   { "6+", 6, 6, true } } };
	static const struct {
		int number, band;
	} cases[] = { { -1, -1 }, { 0, 0 }, { 1, 1 },  { 2, 2 },
		      { 5, 2 },	  { 6, 3 }, { 999, 3 } };
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++)
		is_int(bands_find(&b, cases[i].number), cases[i].band, "the band of %d",
		       cases[i].number);
}

static void
cells(void)
{
	struct arena *arena = arena_new(0);
	const struct form *form =
		form_of(file_text("tests/unit/form/rules.yaml", arena), arena);
	struct answers *a = answers_new(form, arena);
	unsigned guide = form_question(form, "guide")->index;
	unsigned end = form_question(form, "end")->index;

	is_int(form->questions[guide].cells, 3, "a question of a loop has a cell a turn");
	ok(answers_at(a, guide, 2) - answers_at(a, guide, 0) == 2,
	   "turns lie side by side");
	ok(answers_see(a, end, 4) == answers_see(a, end, 0),
	   "outside loops the turn is ignored");
	ok(answers_see(a, end, 0) == &a->cells[form->cell_count - 1],
	   "the last cell is the last");
	is_int(answers_see(a, end, 0)->state, VALUE_NONE, "nothing is answered at first");
	arena_free(arena);
}

static void
sizes(void)
{
	struct arena *arena = arena_new(0);
	const struct form *form = form_of(scored, arena);
	const struct form *shipped =
		form_of(file_text("forms/hampshire.yaml", arena), arena);
	struct question *q = (struct question *)(uintptr_t)form_question(form, "h");
	size_t before = form_record_most(form);

	q->up_to += 50;
	is_int((long long)(form_record_most(form) - before), 60,
	       "fifty characters more are sixty bytes more");
	ok(form_record_most(shipped) > 3600 && form_record_most(shipped) < 8192,
	   "the shipped survey's answers need %zu bytes", form_record_most(shipped));
	arena_free(arena);
}

int
main(void)
{
	scores();
	halves();
	bands();
	cells();
	sizes();
	return tap_done();
}
