/*
 * The sheets that stay off the wall, and "you said, we did": what they say, how lists are cut into
 * sheets, and that no figure stands there but the published one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/out/posters.h"

static const struct json *
steps_of(const struct json *sheet, size_t lang)
{
	return json_get(item_at(json_get(sheet, "langs"), lang), "steps");
}

static bool
step_says(const struct json *steps, const char *words)
{
	for (const struct json *step = steps ? steps->first : NULL; step;
	     step = step->next)
		if (strstr(step->text, words))
			return true;
	return false;
}

static void
how(void)
{
	struct arena *a = arena_new(0);
	struct poster_about about = poster_about(poster_welsh("closes: 2027-01-31\n", a));
	struct err err = { 0 };
	const struct json *sheet;
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	ok(poster_how(&about, PAPER_A3, &out, &err), "how to put it up: %s", err.text);
	sheet = line_at(&out, 0, a);
	is_str(member_of(sheet, "sheet"), "text", "is a text");
	is_str(member_of(sheet, "paper"), "a3", "on the poster's paper");
	ok(step_says(steps_of(sheet, 0), "1.2 to 1.5 metres"), "how high");
	ok(step_says(steps_of(sheet, 0), "not put it on a door"), "not on doors");
	ok(step_says(steps_of(sheet, 0), "a camera or a supervisor could see"),
	   "where nobody sees");
	ok(step_says(steps_of(sheet, 0), "Take it down after 31 January 2027."),
	   "until when");
	ok(step_says(steps_of(sheet, 1), "Tynnwch ef i lawr ar ôl 31 Ionawr 2027."),
	   "in Welsh");
	is_str(word_of(sheet, 0, "foot"), "Questions? Ask: the evaluation team, 101",
	       "whom to ask");
	buf_clear(&out);
	about = poster_about(poster_english("", a));
	ok(poster_how(&about, PAPER_CARD, &out, &err), "without a last day: %s",
	   err.text);
	sheet = line_at(&out, 0, a);
	is_str(member_of(sheet, "paper"), "a4",
	       "a card's is as large as a sheet of them");
	ok(step_says(steps_of(sheet, 0), "Take it down when the survey closes."),
	   "until then");
	arena_free(a);
}

static void
slips_how(void)
{
	struct arena *a = arena_new(0);
	struct poster_about about = poster_about(poster_welsh("", a));
	struct err err = { 0 };
	const struct json *sheet;
	static const char *const steps[] = {
		"Cut",
		"Fold",
		"closed box",
		"draw their own",
		"Never give",
		"Do not list who drew",
		"Shred any left over",
		"whole print run",
	};
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	ok(poster_slips_how(&about, 1, 3, &out, &err), "how to hand slips out: %s",
	   err.text);
	sheet = line_at(&out, 0, a);
	is_str(word_of(sheet, 0, "lead"), "1 slip, print run 3. Each one works once.",
	       "how many");
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		ok(step_says(steps_of(sheet, 0), steps[i]), "%s", steps[i]);
	is_int((long long)steps_of(sheet, 1)->count, ARRAY_LEN(steps),
	       "as many in Welsh");
	arena_free(a);
}

/* ---- lists ---------------------------------------------------------------------------- */

static void
cover(void)
{
	struct arena *a = arena_new(0);
	struct poster_about about = poster_about(poster_welsh("", a));
	const char *long_list =
		"A place of some length, another place of some length, a third place of "
		"some length, a fourth place of some length, a fifth";
	struct poster_place places[65];
	struct err err = { 0 };
	const struct json *sheet, *rows;
	size_t met = 0;
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	for (size_t i = 0; i < ARRAY_LEN(places); i++)
		places[i] = (struct poster_place){ arena_printf(a, "Place %zu", i),
						   "K7QX 3MRR", "a4", "", 2 };
	places[0].place = "";
	places[1].merged = "North, South";
	places[2].merged = long_list;
	ok(poster_cover(&about, places, ARRAY_LEN(places), &out, &err), "a cover: %s",
	   err.text);
	is_int((long long)line_count_of(&out), 3, "65 places are three sheets");
	for (size_t i = 0; i < 3; i++) {
		rows = json_get(line_at(&out, i, a), "rows");
		met += rows->count;
		ok(rows->count <= POSTER_ROWS, "sheet %zu has at most %d rows", i,
		   POSTER_ROWS);
	}
	is_int((long long)met, ARRAY_LEN(places), "none is lost");
	sheet = line_at(&out, 0, a);
	rows = json_get(sheet, "rows");
	is_str(member_of(sheet, "lang"), "en", "in the first language");
	is_str(member_of(sheet, "title"), "Posters to put up", "a title");
	is_int((long long)json_get(sheet, "head")->count, 7, "seven columns");
	is_int((long long)json_get(sheet, "boxes")->integer, 3, "three are boxes");
	is_int((long long)rows->first->count, 4, "and have no cells");
	is_str(item_at(rows, 0)->first->text, "Any place", "a general link");
	is_str(item_at(rows, 1)->first->text, "Place 1 (and North, South)",
	       "merged places");
	is_str(item_at(rows, 2)->first->text,
	       "Place 2 (and the places under it, listed at the end)",
	       "too many to name here");
	is_str(item_at(item_at(rows, 3), 2)->text, "2", "copies");
	is_str(item_at(item_at(rows, 3), 3)->text, "A4", "paper, as people write it");
	is_str(member_of(sheet, "foot"), "Sheet 1 of 3", "numbered");
	arena_free(a);
}

static void
refusals(void)
{
	struct arena *a = arena_new(0);
	struct poster_about about = poster_about(poster_english("", a));
	struct poster_refusal rows[40];
	struct err err = { 0 };
	const struct json *list;
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		rows[i] = (struct poster_refusal){
			"Here",
			"a place needs 50 people or more; join it to a larger place",
			i > 0,
		};
	ok(poster_refusals(&about, rows, ARRAY_LEN(rows), &out, &err), "refusals: %s",
	   err.text);
	is_int((long long)line_count_of(&out),
	       ARRAY_LEN(rows) / (POSTER_ROWS / 2) +
		       (ARRAY_LEN(rows) % (POSTER_ROWS / 2) != 0),
	       "reasons of two lines take more sheets");
	list = json_get(line_at(&out, 0, a), "rows");
	is_str(item_at(item_at(list, 0), 1)->text, "Left out", "one was left out");
	is_str(item_at(item_at(list, 1), 1)->text, "Under another code",
	       "one was merged");
	buf_clear(&out);
	ok(poster_refusals(&about, rows, 0, &out, &err) && !out.len, "none are no sheet");
	rows[0].place = "Gar\xff";
	ok(!poster_refusals(&about, rows, 1, &out, &err) && err.code == ERR_INPUT,
	   "what is no text is refused");
	arena_free(a);
}

/* ---- you said, we did ------------------------------------------------------------------ */

static void
said(void)
{
	struct arena *a = arena_new(0);
	struct board board = { .pair_count = 2,
			       .pairs = { { "Nobody came", "Supervisors now come",
					    "Custody" },
					  { "No kit", "New kit", "" } } };
	struct summary summary = { .survey = "wave-2",
				   .form_title = "The survey",
				   .wave = "2026-2",
				   .run_by = "The team",
				   .language = "cy",
				   .responses = 240,
				   .released = "2026-12-01",
				   .board = &board };
	struct err err = { 0 };
	const struct json *sheet, *pairs;
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	ok(poster_said(&summary, "Northshire Police", PAPER_A3, &out, &err), "said: %s",
	   err.text);
	sheet = line_at(&out, 0, a);
	pairs = json_get(item_at(json_get(sheet, "langs"), 0), "pairs");
	is_str(word_of(sheet, 0, "lang"), "cy", "in the summary's language");
	is_str(word_of(sheet, 0, "survey"), "The survey", "of which survey");
	is_str(word_of(sheet, 0, "foot"),
	       "Ton 2026-2. Cyhoeddwyd 1 Rhagfyr 2026. Tua 240 ateb. Pwy sy'n gofyn: The team.",
	       "the wave, the day, the rounded number, who asks");
	is_str(member_of(item_at(pairs, 0), "who"), "Custody", "who did it");
	is_str(member_of(item_at(pairs, 1), "who"), "(none)", "or nobody named");
	summary.language = "en";
	summary.responses = -1;
	summary.invented = true;
	board.pair_count = 7;
	for (size_t i = 0; i < 7; i++)
		board.pairs[i] = board.pairs[0];
	buf_clear(&out);
	ok(poster_said(&summary, "", PAPER_A4, &out, &err), "seven pairs: %s", err.text);
	is_int((long long)line_count_of(&out), 2, "are two sheets");
	sheet = line_at(&out, 0, a);
	is_str(word_of(sheet, 0, "foot"),
	       "Wave 2026-2. Published 1 December 2026. Asked by: The team.",
	       "a number that is not told is not told here");
	is_str(member_of(sheet, "mark"), "DEMONSTRATION", "invented figures are marked");
	is_int((long long)(json_get(item_at(json_get(sheet, "langs"), 0), "pairs")
				   ->count +
			   json_get(item_at(json_get(line_at(&out, 1, a), "langs"), 0),
				    "pairs")
				   ->count),
	       7, "with all pairs");
	buf_clear(&out);
	summary.language = "pl";
	ok(!poster_said(&summary, "", PAPER_A4, &out, &err) && strstr(err.text, "(pl)"),
	   "a language without words is refused");
	summary.board = NULL;
	ok(!poster_said(&summary, "", PAPER_A4, &out, &err) && err.code == ERR_INPUT &&
		   !out.len,
	   "without pairs there is no poster");
	arena_free(a);
}

int
main(void)
{
	how();
	slips_how();
	cover();
	refusals();
	said();
	return tap_done();
}
