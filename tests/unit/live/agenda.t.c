/*
 * The order of a guide's steps, what each asks and what it is about.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/live/room.h"

static const struct {
	const char *kind;
	int section;
	const char *ask; /* NULL: nothing is asked */
	unsigned from, minutes, dots;
	size_t options;
} rows[] = {
	{ "opening", -1, NULL, 0, 5, 0, 0 },
	{ "warm-up", 0, "Did you know?", 0, 10, 0, 2 },
	{ "words", 0, "Which words?", 0, 10, 0, 0 },
	{ "talk", 0, "Which words?", 3, 10, 0, 0 },
	{ "dots", 0, "Which words?", 3, 10, 2, 0 },
	{ "notes", 1, "What helped?", 0, 10, 0, 0 },
	{ "talk", 1, "What helped?", 6, 10, 0, 0 },
	{ "dots", 1, "What helped?", 6, 10, 3, 0 },
	{ "read-back", 1, NULL, 6, 10, 0, 0 },
	{ "votes", 2, "Which?", 0, 10, 0, 3 },
	{ "talk", 2, "Which?", 10, 10, 0, 0 },
	{ "scorecard", 3, "How was it?", 0, 10, 0, 3 },
	{ "talk", 3, "How was it?", 12, 10, 0, 0 },
	{ "read-back", 3, NULL, 12, 10, 0, 0 },
	{ "talk", 4, "What else?", 0, 10, 0, 0 },
	{ "closing", -1, NULL, 0, 5, 0, 0 },
};

static void
steps(const struct agenda *agenda)
{
	is_int(agenda->count, ARRAY_LEN(rows), "as many steps as the guide makes");
	for (size_t i = 0; i < ARRAY_LEN(rows) && i < agenda->count; i++) {
		const struct step *s = &agenda->steps[i];

		is_str(step_rows[s->kind].name, rows[i].kind, "step %zu", i + 1);
		is_int(s->number, (long long)i + 1, "its number");
		is_int(s->section, rows[i].section, "its section");
		ok(s->about ==
			   (s->section < 0 ? NULL : &agenda->guide->sections[s->section]),
		   "which it points to");
		is_str(s->ask ? text_in(s->ask, 0) : NULL, rows[i].ask, "what it asks");
		is_int(s->from, rows[i].from, "what it is about");
		is_int(agenda_minutes(agenda, s), rows[i].minutes, "its minutes");
		is_int(s->dots, rows[i].dots, "its dots");
		is_int(s->options ? (long long)s->options->count : 0,
		       (long long)rows[i].options, "its options");
		ok(agenda_step(agenda, s->number) == s, "found by its number");
	}
	is_str(text_in(agenda->steps[WORDS - 1].hint, 0), "One or two", "a hint");
	ok(!agenda->steps[NOTES - 1].hint, "no hint");
	ok(!agenda_step(agenda, 0) && !agenda_step(agenda, agenda->count + 1),
	   "no step before the first and behind the last");
}

static void
frozen(struct arena *a)
{
	struct err err = { 0 };

	ok(!agenda_guide("r@1", "nothing", 7, ROOM_FORM, strlen(ROOM_FORM), a, &err) &&
		   err.code == ERR_CONFIG && strstr(err.text, "the guide of r@1"),
	   "a guide that is none: %s", err.text);
	ok(!agenda_guide("r@1", ROOM_GUIDE, strlen(ROOM_GUIDE), "nothing", 7, a, &err) &&
		   err.code == ERR_CONFIG && strstr(err.text, "the form of r@1"),
	   "a form that is none: %s", err.text);
}

/* The longest agenda that a guide can give has a place for each step. */
static void
longest(struct arena *a)
{
	struct guide *guide = arena_one(a, struct guide);
	struct agenda *agenda = arena_one(a, struct agenda);

	guide->section_count = GUIDE_SECTIONS;
	for (size_t i = 0; i < GUIDE_SECTIONS; i++)
		guide->sections[i] = (struct section){ .warm_up = { { "w" } },
						       .ask = { { "a" } },
						       .phones = ACTIVITY_NOTES,
						       .then = 5,
						       .read_back = true };
	agenda_make(agenda, guide);
	is_int(agenda->count, AGENDA_STEPS, "the longest agenda fills it");
}

int
main(void)
{
	struct arena *a = arena_new(0);

	steps(agenda_try(a));
	frozen(a);
	longest(a);
	for (int k = 0; k < STEP__COUNT; k++)
		ok(step_rows[k].name && (step_rows[k].phones || !step_rows[k].live),
		   "%s is a kind of step", step_rows[k].name);
	arena_free(a);
	return tap_done();
}
