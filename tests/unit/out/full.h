/*
 * A release with everything that a report can show: three waves, themes of every marker, what the
 * team says, quotes, terms, found themes.  Answers are seeded; the rest is laid on by hand, since a
 * report shows what it is given.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_FULL_H
#define CANVASS_TEST_FULL_H

#include "tests/unit/summary/release.h"

static inline void
full_strength(struct summary *s, size_t theme, int n, int base, int pct,
	      enum marker marker, const char *strength)
{
	struct theme_result *t = &s->themes[theme];

	if (theme >= s->theme_count)
		return;
	t->n = n;
	t->base = base;
	t->pct = pct;
	t->marker = marker;
	t->strength = strength;
	t->why = "";
	if (n >= 0)
		t->range = tally_interval_rounded((unsigned)n, (unsigned)base, 0, 2);
}

/* So that it looks as if that many fewer had said the first thing, and more the last. */
static inline void
full_move(struct table *t, int by)
{
	struct cell *first, *last, *base;

	if (t->row_count < 3)
		return;
	base = &t->rows[0].cells[t->rows[0].cell_count - 1];
	first = &t->rows[1].cells[t->rows[1].cell_count - 1];
	last = &t->rows[t->row_count - 1].cells[t->rows[t->row_count - 1].cell_count - 1];
	if (first->n < by + 20 || last->n < 0)
		return;
	first->n -= by;
	last->n += by;
	first->pct = (200 * first->n / base->n + 5) / 10 * 5;
	last->pct = (200 * last->n / base->n + 5) / 10 * 5;
}

/* The n-th table of all people that shows its answers. */
static inline struct table *
full_own(struct summary *s, size_t n)
{
	for (size_t i = 0; i < s->table_count; i++)
		if (!s->tables[i].by[0] && s->tables[i].row_count > 1 && !n--)
			return &s->tables[i];
	die("the form has too few tables");
}

static inline struct summary *
full_wave(const struct form *form, const char *name, unsigned people, uint64_t seed,
	  struct arena *a)
{
	struct summary *s = release_make(form, people, seed, a);

	s->wave = name;
	s->form_hash = "fedcba9876543210"; /* another form, for some questions changed */
	full_strength(s, 0, 90, 220, 40, MARK_NONE, "some");
	full_strength(s, 1, 80, 220, 35, MARK_NONE, "some");
	full_strength(s, 2, -1, -1, -1, MARK_X, "");
	full_strength(s, 3, 30, 220, 15, MARK_NONE, "a few");
	for (size_t t = 0; t < s->table_count; t += 3)
		full_move(&s->tables[t], 60);
	for (size_t i = 0; i < s->scorecard_count; i += 2)
		if (s->scorecard[i].n > 60) {
			s->scorecard[i].n -= 40;
			s->scorecard[i].pct =
				(200 * s->scorecard[i].n / s->scorecard[i].base + 5) /
				10 * 5;
		}
	return s;
}

static inline const struct board *
full_board(struct arena *a)
{
	struct board *board = arena_one(a, struct board);

	*board = (struct board){
		.headlines = { "More people are seen by a supervisor within a day: 30\u00a0%, "
			       "from 20\u00a0%.",
			       "Aftercare is what most people wrote about: 65\u00a0% raise it.",
			       "Few hear how their case goes on without having to "
			       "ask: 30\u00a0%." },
		.headline_count = 3,
		.opportunities = { { 1, "A call within the first shift, also at night",
				     "Response", "Jan to Mar 2027" },
				   { 2,
				     "Tell the injured officer of each decision on the case",
				     "Criminal justice", "Apr to Jun 2027" },
				   { -1,
				     "One page on the intranet that says whom to ring",
				     "", "" } },
		.opportunity_count = 3,
		.pairs = { { "30\u00a0% of you were seen by a supervisor within a day.",
			     "The duty system reminds the supervisor on call.", "Response" },
			   { "Nobody told us how the case went on.",
			     "Each case has one named contact.", "" } },
		.pair_count = 2,
		.parts = { { "last quarter",
			     "Last quarter",
			     { "Supervisors of all response teams were shown the seven points.",
			       "Posters went up at every station." },
			     2 },
			   { "next quarter",
			     "Next quarter",
			     { "The same for custody and for investigation." },
			     1 },
			   { "benefits",
			     "Benefits",
			     { "Injured officers are seen sooner." },
			     1 },
			   { "challenges",
			     "Challenges",
			     { "Night shifts have one supervisor for four stations." },
			     1 },
			   { "actions",
			     "Actions",
			     { "Ask again in the spring.",
			       "Put a month's check into the system." },
			     2 } },
	};
	return board;
}

static inline void
full_coding(struct summary *s, struct arena *a)
{
	static const char *const found[] = { "Parking after a late shift",
					     "Body-worn video" };
	static const char *const terms[] = { "call",  "debrief", "listen", "sergeant",
					     "shift", "visit",	 "welfare" };
	static const enum agree_band bands[] = { AGREE_GOOD, AGREE_GOOD, AGREE_LOW,
						 AGREE_FAIR, AGREE_NOT };
	struct coding_told *told = arena_one(a, struct coding_told);

	*told = (struct coding_told){ .any = true,
				      .book_version = 3,
				      .found = found,
				      .found_count = ARRAY_LEN(found) };
	told->themes = arena_array(a, struct theme_coding, s->theme_count + 1);
	for (size_t i = 0; i < s->theme_count; i++)
		told->themes[i] =
			(struct theme_coding){ .coded = i != 2,
					       .band = bands[i % ARRAY_LEN(bands)] };
	s->coding = told;
	full_strength(s, 0, 110, 240, 45, MARK_NONE, "about half");
	full_strength(s, 1, 155, 240, 65, MARK_NONE, "most");
	full_strength(s, 2, -1, -1, -1, MARK_X, "");
	full_strength(s, 3, 20, 240, 10, MARK_U, "hardly any");
	full_strength(s, 4, -1, -1, -1, MARK_C, "too few to say");
	if (s->theme_count > 2)
		s->themes[2].why = "The two who coded agree too little.";
	if (s->theme_count > 3)
		s->themes[3].why = "The two who coded agree only fairly.";
	s->themes[1].terms = terms;
	s->themes[1].term_count = ARRAY_LEN(terms);
}

/* The form needs two themes or more, and questions of its own. */
static inline struct summary *
full_release(const struct form *form, unsigned people, struct arena *a)
{
	static const char *const quotes[] = {
		"My sergeant rang that night and again a week later. It made all the difference.",
		"Nobody from [PLACE] told me that the case had been dropped.",
	};
	const struct summary **waves = arena_array(a, const struct summary *, 2);
	struct summary *s = release_make(form, people, 4, a);
	struct summary *first = full_wave(form, "2025-autumn", people, 9, a);
	struct summary *second = full_wave(form, "2026-spring", people, 6, a);

	/* what is not there, not the same, or hidden in another wave */
	first->table_count -= first->table_count > 8 ? 4 : 0;
	if (first->scorecard_count > 1) {
		first->scorecard[1].n = first->scorecard[1].pct = -1;
		first->scorecard[1].marker = MARK_C;
	}
	full_strength(second, 3, -1, -1, -1, MARK_C, "too few to say");
	full_own(second, 0)->title = full_own(second, 0)->question_title =
		"Asked otherwise then";
	full_own(second, 1)->asked_as = KIND_RANK;
	full_own(second, 2)->question_title = "What nobody is asked any more";
	full_own(second, 2)->lead = "";
	full_own(second, 2)->id = "gone";
	waves[0] = first;
	waves[1] = second;
	s->wave = "2026-autumn";
	s->waves = waves;
	s->wave_count = 2;
	s->form = form;
	s->released_by = "one key holder";
	s->expected = 1500;
	full_coding(s, a);
	s->themes[1].quotes = quotes;
	s->themes[1].quote_count = s->quote_count = ARRAY_LEN(quotes);
	s->board = full_board(a);
	changes_make(s, a);
	return s;
}

#endif
