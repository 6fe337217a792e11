/*
 * Which words mark a theme: the published vector, persons rather than comments, what is no word;
 * and words that no theme knows.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "summary/terms.h"

#include "tests/tap.h"
#include "tests/unit/summary/coded.h"

enum { TEXTS = 400, THEME = 1, OTHER = 0 };

static struct arena *arena;
static unsigned char persons[TEXTS][32];

static bool
near(double got, double want, double off)
{
	return fabs(got - want) <= off;
}

/* A word so often that the prior, 500 words, does not hide it. */
static const char *
often(const char *word)
{
	const char *out = word;

	for (size_t i = 0; i < 6; i++)
		out = arena_printf(arena, "%s %s", out, out);
	return out;
}

static void
check_vector(void)
{
	struct log_odds o = log_odds(24, 900, 11, 2100, 500 * 35.0 / 3000, 500);

	ok(near(o.delta, 1.206, 0.0005), "delta of 24 in 900 against 11 in 2,100");
	ok(near(o.zeta, 3.957, 0.0005), "zeta of the same");
	ok(near(log_likelihood(24, 900, 11, 2100), 22.06, 0.005), "and G2");
	o = log_odds(11, 2100, 24, 900, 500 * 35.0 / 3000, 500);
	ok(near(o.zeta, -3.957, 0.0005),
	   "the other way round it is the same, below zero");
	o = log_odds(3, 100, 3, 100, 1, 500);
	ok(near(o.zeta, 0, 1e-12) && near(log_likelihood(3, 100, 3, 100), 0, 1e-9),
	   "where both use it alike, nothing");
	ok(log_likelihood(0, 10, 5, 10) > 0 && near(log_likelihood(0, 0, 0, 0), 0, 0),
	   "a word that one side never uses is no trouble");
}

/* ---- key terms ---------------------------------------------------------------------- */

static struct term_text texts[TEXTS];
static size_t text_count;

static void
add(const char *text, size_t person, bool carries)
{
	struct term_text *t = &texts[text_count++];

	*t = (struct term_text){ .text = text,
				 .len = strlen(text),
				 .person = persons[person],
				 .may = 1 << THEME,
				 .carries = carries ? 1 << THEME : 0 };
}

static const char *
terms(unsigned least, const char *language)
{
	const char *out = "", **found;
	size_t count;

	found = key_terms(texts, text_count, THEME, language, least, &count, arena);
	for (size_t i = 0; i < count; i++)
		out = arena_printf(arena, "%s%s%s", out, i ? " " : "", found[i]);
	return out;
}

/* Thirty persons each side, each with one comment. */
static void
fill(const char *carrying, const char *others)
{
	text_count = 0;
	for (size_t i = 0; i < 30; i++) {
		add(carrying, i, true);
		add(others, 100 + i, false);
	}
}

static void
check_terms(void)
{
	static const char other[] = "The force should buy better radios and cars for us";

	fill("My Sergeant visited and the sergeants phoned, twice", other);
	is_str(terms(10, "en"), "phoned sergeant twice visited",
	       "words of the theme, in alphabetical order; function words are none");
	fill("[NAME] [CUSTODY] x 4 4th on 24/7 sergeant", other);
	is_str(terms(10, "en"), "sergeant",
	       "no labels of redaction, no single letters, no numbers");
	fill("The force should buy a sergeant", other);
	is_str(terms(10, "en"), "sergeant", "nothing that the others say as often");
	for (size_t i = 0; i < text_count; i++)
		texts[i].asked = "What did your sergeants do?";
	is_str(terms(10, "en"), "", "no word of the question");
	fill("sergeant", other);
	for (size_t i = 0; i < text_count; i++)
		texts[i].may = 1 << OTHER;
	is_str(terms(10, "en"), "", "nothing of comments that may not carry the theme");
	text_count = 0;
	is_str(terms(10, "en"), "", "nothing of nothing");
	for (size_t i = 0; i < 30; i++)
		add("", i, true);
	is_str(terms(10, "en"), "", "nor of empty comments");
	fill("sergeant", "sergeant");
	is_str(terms(10, "en"), "", "nor where there is but one word");
}

/* The word is in 40 comments of the theme, of `of` persons. */
static void
fill_persons(size_t of)
{
	text_count = 0;
	for (size_t i = 0; i < 40; i++)
		add("sergeant", i % of, true);
	for (size_t i = 0; i < 40; i++)
		add("radios and cars", 100 + i, false);
}

static void
check_persons(void)
{
	fill_persons(9);
	is_str(terms(10, "en"), "",
	       "forty comments of nine persons are not ten persons'");
	fill_persons(10);
	is_str(terms(10, "en"), "sergeant", "of ten persons they are");
	/* The same person's comments need not stand together. */
	for (size_t i = 0; i < 20; i++) {
		struct term_text swap = texts[i];

		texts[i] = texts[79 - i];
		texts[79 - i] = swap;
	}
	is_str(terms(10, "en"), "sergeant", "in whatever order they come");
	is_str(terms(11, "en"), "", "and not one more");
	text_count = 0;
	for (size_t i = 0; i < 12; i++) {
		add(often(i < 5 ? "visiting" : i < 11 ? "visited" : "visits"), i, true);
		add(often("radios"), 100 + i, false);
	}
	is_str(terms(5, "en"), "visited",
	       "the form that most persons used stands for all");
	is_str(terms(7, "en"), "visit", "or the stem, where no form is used by enough");
	text_count = 0;
	for (size_t i = 0; i < 12; i++) {
		add(often("sergeant"), i, true);
		add(often("radios"), i, false);
	}
	for (size_t i = 0; i < 9; i++)
		add(often("kennel"), i, true);
	for (size_t i = 0; i < 30; i++)
		add("kennel radios", i + 30, false);
	is_str(terms(9, "en"), "kennel sergeant", "nine persons wrote a word");
	is_str(terms(10, "en"), "sergeant", "persons on the other side do not count");
}

static void
check_most(void)
{
	static const char *const words[] = { "alpha", "bravo",	"charlie", "delta",
					     "echo",  "fox",	"golf",	   "hotel",
					     "india", "juliet", "kilo",	   "lima" };
	struct buf b = { 0 };

	/* The first ones are used more often than the last. */
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		for (size_t n = 0; n < ARRAY_LEN(words) - i; n++)
			buf_printf(&b, "%s ", words[i]);
	fill(often(b.data), often("radios radios radios cars"));
	is_str(terms(10, "en"),
	       "alpha bravo charlie delta echo fox golf hotel india juliet",
	       "ten at most, those that mark it most");
	buf_free(&b);
}

/* No order of comments changes what is told, and Welsh is read as Welsh. */
static void
check_order(void)
{
	static const char *const bits[] = { "sergeant", "visits", "visited", "court",
					    "car",	"radios", "night",   "nights",
					    "leave",	"t\u0177" };
	unsigned wrong = 0;
	const char *first;
	struct dice d;

	dice_seed(&d, 4);
	text_count = 0;
	for (size_t i = 0; i < 300; i++)
		add(arena_printf(arena, "%s %s %s", bits[dice_below(&d, i % 2 ? 10 : 4)],
				 bits[dice_below(&d, 10)], bits[dice_below(&d, 10)]),
		    dice_below(&d, 80), !(i % 2));
	first = terms(5, "en");
	ok(*first, "some words are told: %s", first);
	for (unsigned run = 0; run < 20; run++) {
		for (size_t i = text_count; i > 1; i--) {
			size_t j = dice_below(&d, (uint32_t)i);
			struct term_text swap = texts[i - 1];

			texts[i - 1] = texts[j];
			texts[j] = swap;
		}
		wrong += !str_same(terms(5, "en"), first);
	}
	is_int(wrong, 0, "in whatever order comments come");
	fill(often("fy mhrofiad yn y llys"), often("dim byd"));
	is_str(terms(10, "cy"), "llys mhrofiad", "Welsh words, as they were written");
}

/* ---- candidates --------------------------------------------------------------------- */

static const char *
candidates(unsigned least, size_t most)
{
	struct suggester *s =
		suggester_new(codebook_of_form(coded_form(arena), 0, arena), "en", NULL);
	const char *out = "", **found;
	size_t count;

	found = candidate_terms(s, texts, text_count, "en", least, most, &count, arena);
	for (size_t i = 0; i < count; i++)
		out = arena_printf(arena, "%s%s%s", out, i ? " " : "", found[i]);
	suggester_free(s);
	return out;
}

static void
check_candidates(void)
{
	text_count = 0;
	for (size_t i = 0; i < 20; i++)
		add(i < 12 ? "My supervisor parks badly: parking, welfare, sick leave"
			   : "[NAME] was found guilty of Parking on leave 9 times",
		    i, false);
	is_str(candidates(5, 10), "parking badly found leave times",
	       "words that no theme knows, those of most persons first");
	is_str(candidates(5, 2), "parking badly", "no more than are asked for");
	is_str(candidates(13, 10), "parking", "of so many persons at least");
	is_str(candidates(21, 10), "", "or none");
}

int
main(void)
{
	arena = arena_new(0);
	for (size_t i = 0; i < TEXTS; i++)
		snprintf((char *)persons[i], sizeof(persons[i]), "%zu", i * 7919 % TEXTS);
	check_vector();
	check_terms();
	check_persons();
	check_most();
	check_order();
	check_candidates();
	arena_free(arena);
	return tap_done();
}
