/*
 * Texts: lines, measures, directions, and what cannot be printed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "render/type.h"
#include "tests/unit/render/drawing.h"

#define ARABIC "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7"

static bool
near(double a, double b)
{
	return fabs(a - b) < 0.01;
}

static void
lines(struct sheet *s)
{
	static const char words[] = "Tell us what happened after the assault";
	struct style wider = plain, bold = plain, open = plain;
	const struct text *t = text_new(s, "call", words, "en", 170, &plain), *u;

	is_int(text_lines(t), 1, "a line");
	ok(near(text_high(t), 12 * 1.25 * 25.4 / 72), "as high as its leading");
	u = text_new(s, "call", words, "en", text_wide(t), &plain);
	is_int(text_lines(u), 1, "in a room as wide as itself");
	u = text_new(s, "call", words, "en", text_wide(t) - 0.1, &plain);
	is_int(text_lines(u), 2, "two lines in one that is narrower");
	ok(near(text_high(u), 2 * text_high(t)) && text_wide(u) < text_wide(t),
	   "twice as high, and less wide");
	u = text_new(s, "call", "One\nTwo\nThree", "en", 170, &plain);
	is_int(text_lines(u), 3, "line ends are lines");
	wider.leading = 2;
	u = text_new(s, "call", words, "en", 170, &wider);
	ok(near(text_high(u), 12 * 2 * 25.4 / 72), "a leading of its own");
	bold.weight = WEIGHT_BOLD;
	ok(text_wide(text_new(s, "call", words, "en", 170, &bold)) > text_wide(t) + 1,
	   "bold letters are wider");
	open.spacing = 2;
	u = text_new(s, "code", "K7QX 3MRR", "en", 170, &open);
	ok(text_wide(u) >
		   text_wide(text_new(s, "code", "K7QX 3MRR", "en", 170, &plain)) + 5,
	   "and so are letters that stand apart");
	u = text_new(s, "call", "<b>&amp;</b>", "en", 170, &plain);
	ok(text_wide(u) > text_wide(text_new(s, "call", "&", "en", 170, &plain)) + 10,
	   "markup is printed as it stands");
	u = text_new(s, "call", "", "en", 170, &plain);
	ok(text_high(u) == 0 && !text_lines(u), "nothing is empty");
	ok(text_high(text_new(s, "call", "x " ARABIC, "ar", 170, &plain)) == text_high(t),
	   "a sign from another font does not move the lines");
}

static void
sides(struct sheet *s)
{
	static const struct {
		const char *lang;
		enum align align;
		int at; /* 0: left, 1: middle, 2: right */
	} cases[] = {
		{ "en", ALIGN_START, 0 },  { "en", ALIGN_MIDDLE, 1 },
		{ "en", ALIGN_END, 2 },	   { "ar", ALIGN_START, 2 },
		{ "ar", ALIGN_MIDDLE, 1 }, { "ar", ALIGN_END, 0 },
		{ "ur", ALIGN_START, 2 },  { "he", ALIGN_START, 2 },
		{ "cy", ALIGN_START, 0 },  { "", ALIGN_START, 0 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct style style = plain;
		const struct text *t;

		style.align = cases[i].align;
		/* The direction is the language's, not that of the first letter. */
		t = text_new(s, "call", "Tell us", cases[i].lang, 100, &style);
		ok(near(text_covers(t).x, (100 - text_wide(t)) * cases[i].at / 2),
		   "%s, align %u: at %.1f", cases[i].lang, cases[i].align,
		   text_covers(t).x);
	}
}

static void
refused(struct fonts *f)
{
	static const struct {
		const char *words, *say;
	} cases[] = {
		{ "a \xf4\x8f\xbf\xbd b",
		  "call (cy): no font that is installed has the sign \xf4\x8f\xbf\xbd (U+10FFFD); "
		  "install one that has it, or change the text" },
		{ "a Llanfairpwllgwyngyll b",
		  "call (cy): the word \"Llanfairpwllgwyngyll\" is " },
		{ "a\tb", "call (cy): a control character (U+0009)" },
		{ "a\x7f", "call (cy): a control character (U+007F)" },
		{ "\xff", "call (cy): it is not UTF-8" },
	};
	char *longest = mem_new(1, 4002);

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct sheet *s = sheet_new(f, 210, 297);
		struct err err = { .code = ERR_NONE };
		const struct text *t =
			text_new(s, "call (cy)", cases[i].words, "cy", 30, &plain);

		ok(!sheet_good(s, &err) && err.code == ERR_INPUT, "refused: case %zu", i);
		ok(str_starts(err.text, cases[i].say), "says: %s", err.text);
		ok(text_high(t) == 0, "and is empty");
		put_text(s, t, 20, 20);
		sheet_free(s);
	}
	for (size_t n = 4000; n <= 4001; n++) {
		struct sheet *s = sheet_new(f, 210, 297);
		struct err err = { .code = ERR_NONE };

		for (size_t k = 0; k < n; k++)
			longest[k] = k % 2 ? ' ' : 'a';
		(void)text_new(s, "call", longest, "en", 30, &plain);
		is_int(sheet_good(s, &err), n == 4000, "%zu characters", n);
		sheet_free(s);
	}
	free(longest);
}

static void
drawn(struct fonts *f, const char *words, const char *lang, struct buf *out)
{
	struct sheet *s = sheet_new(f, 210, 297);
	struct err err = { .code = ERR_NONE };

	put_text(s, text_new(s, "genuine", words, lang, 170, &plain), 20, 20);
	if (!svg_write(s, &about, collect, out, &err))
		die("%s", err.text);
	sheet_free(s);
}

/* Groups of a number follow each other from the left, in a text from the right too. */
static void
numbers(struct fonts *f)
{
#define ISOLATE "\xe2\x81\xa6"
#define POP	"\xe2\x81\xa9"
	static const struct {
		const char *words, *like, *unlike;
	} cases[] = {
		{ ARABIC " 01632 960 123.", ARABIC " " ISOLATE "01632 960 123" POP ".",
		  ARABIC " 123 960 01632." },
		{ "+44 (0)1632 960123 " ARABIC,
		  ISOLATE "+44 (0)1632 960123" POP " " ARABIC, NULL },
		{ ARABIC " \xd9\xa0\xd9\xa1\xd9\xa2 \xd9\xa3\xd9\xa4\xd9\xa5",
		  ARABIC " " ISOLATE
			 "\xd9\xa0\xd9\xa1\xd9\xa2 \xd9\xa3\xd9\xa4\xd9\xa5" POP,
		  NULL },
		/* Not one number: a date's words, a range, a few. */
		{ ARABIC " 14 " ARABIC " 2026", NULL,
		  ARABIC " " ISOLATE "14 " ARABIC " 2026" POP },
		{ ARABIC " 2026 - 2027", NULL, ARABIC " " ISOLATE "2026 - 2027" POP },
		{ ARABIC " 10 20", NULL, ARABIC " " ISOLATE "10 20" POP },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		SCOPED(buf) have = { 0 };
		SCOPED(buf) like = { 0 };
		SCOPED(buf) unlike = { 0 };

		drawn(f, cases[i].words, "ar", &have);
		if (cases[i].like) {
			drawn(f, cases[i].like, "ar", &like);
			ok(have.len == like.len && !memcmp(have.data, like.data, have.len),
			   "number %zu is one", i);
		}
		if (cases[i].unlike) {
			drawn(f, cases[i].unlike, "ar", &unlike);
			ok(have.len != unlike.len ||
				   memcmp(have.data, unlike.data, have.len) != 0,
			   "number %zu is not turned", i);
		}
	}
}

/* What is laid out is shared while all that it hangs on is the same. */
static void
shared(struct fonts *f)
{
	struct style bold = plain, apart = plain, ended = plain, large = plain,
		     coloured = plain;
	struct laid *l = laid_get(f, "Tell us", "en", 100, &plain), *same, *kept;

	bold.weight = WEIGHT_BOLD;
	apart.spacing = 1;
	ended.align = ALIGN_END;
	large.size = 13;
	coloured.colour = white;
	coloured.leading = 2;
	const struct {
		const char *words, *lang, *what;
		double wide;
		const struct style *style;
		bool shared;
	} cases[] = {
		{ "Tell us", "en", "the same again", 100, &plain, true },
		{ "Tell us", "en", "colour and leading", 100, &coloured, true },
		{ "Tell uS", "en", "other words", 100, &plain, false },
		{ "nTell us", "e", "words that begin in the language", 100, &plain, false },
		{ "Tell us", "cy", "another language", 100, &plain, false },
		{ "Tell us", "en", "another width", 101, &plain, false },
		{ "Tell us", "en", "another weight", 100, &bold, false },
		{ "Tell us", "en", "other spacing", 100, &apart, false },
		{ "Tell us", "en", "another side", 100, &ended, false },
		{ "Tell us", "en", "another size", 100, &large, false },
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		same = laid_get(f, cases[i].words, cases[i].lang, cases[i].wide,
				cases[i].style);
		is_int(same == l, cases[i].shared, "shared or not: %s", cases[i].what);
		laid_drop(same);
	}
	/* More than are kept: who still has one may use it, and who asks again gets another. */
	for (unsigned i = 0; i < 4000; i++) {
		char words[32];

		snprintf(words, sizeof(words), "Station %u", i);
		laid_drop(laid_get(f, words, "en", 100, &plain));
	}
	kept = laid_get(f, "Tell us", "en", 100, &plain);
	ok(kept != l && kept->count == 1 && l->count == 1 &&
		   near(kept->wide, l->wide) && l->lines[0].wide > 0,
	   "what is long unused is forgotten, but not under who has it");
	laid_drop(kept);
	laid_drop(l);
}

static void
families(void)
{
	struct err err = { .code = ERR_NONE };
	struct fonts *f = fonts_new("No Such Family, \"DejaVu Sans\" ,Inter", &err);

	if (f)
		is_str(fonts_family(f), "DejaVu Sans", "the first that is there is used");
	else
		skip("DejaVu Sans is not here");
	fonts_free(f);
	f = fonts_new("No Such Family", &err);
	ok(!f && err.code == ERR_MISSING, "a family that is not there is not replaced");
	is_str(err.text,
	       "none of these fonts is installed: No Such Family; on Debian, apt-get install "
	       "fonts-inter",
	       "and is named");
	fonts_free(NULL);
}

int
main(void)
{
	struct fonts *f = fonts_here();
	struct sheet *s = sheet_new(f, 210, 297);
	struct err err = { .code = ERR_NONE };

	lines(s);
	sides(s);
	ok(sheet_good(s, &err), "nothing went wrong so far: %s", err.text);
	sheet_free(s);
	refused(f);
	numbers(f);
	shared(f);
	fonts_free(f);
	families();
	fonts_end();
	return tap_done();
}
