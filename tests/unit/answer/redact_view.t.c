/*
 * The views that finders read: what becomes of signs, blanks and digits, and that every byte knows
 * where it came from.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "answer/redact_internal.h"

#include "tests/tap.h"

static const struct {
	const char *given, *want;
} plain_cases[] = {
	{ "Sgt Smith, 07700 900123", "Sgt Smith, 07700 900123" },
	{ "a\tb\x01"
	  "c\x7f",
	  "a b c " },
	{ "one\r\ntwo\rthree\nfour\r\n", "one\ntwo\nthree\nfour\n" },
	{ "a\u2028b\u2029c\xc2\x85"
	  "d",
	  "a\nb\nc\nd" },
	{ "a\u00a0b\u2003c\u3000d\u202fe\u1680f", "a b c d e f" },
	{ "07\u200b70\u20600\u00ad 9\ufeff00", "07700 900" },
	{ "\ufeffSmith", "Smith" },
	{ "S\u200dm\u200cith\u202e!\u2066", "Smith!" },
	{ "1\ufe0f\u20e32\ufe0f\u20e3", "12" },
	{ "\uff10\uff17\uff17", "077" },
	{ "\uff21\uff22\uff15\uff11\u3000\uff21\uff22\uff23", "AB51 ABC" },
	{ "\u0660\u0667\u0667 \u096a\u096b \u06f1 \U0001d7d9\U0001d7ec", "077 45 1 10" },
	{ "O\u2019Neill \u201csaid\u201d \u2018x\u2019 O`Brien O\u02bcDea O\u00b4Dea",
	  "O'Neill \"said\" 'x' O'Brien O'Dea O'Dea" },
	{ "12\u201334\u201456\u221278\u201190\ufe63x\uff0dy\u2010z",
	  "12-34-56-78-90-x-y-z" },
	{ "caf\u00e9 cafe\u0301 A\u030angstro\u0308m",
	  "caf\u00e9 caf\u00e9 \u00c5ngstr\u00f6m" },
	{ "\u1100\u1161\u11a8", "\uac01" },
	{ "Sm\u0336i\u0336th\u0332", "Smith" },
	{ "\U0001d412\U0001d426\U0001d422\U0001d42d\U0001d421", "Smith" },
	{ "\ufb01rst \u2116 5 \u2026 \u00bd", "first No 5 ... 1/2" },
	{ "a\uff20b\uff0ecom a\u2024b", "a@b.com a.b" },
	{ "12\u223600 1\u20442", "12:00 1/2" },
	/* would grow from 3 bytes to 33 */
	{ "\ufdfa", "\ufdfa" },
	{ "\u00a8 \u0301 @\u0301", "\u00a8  @" },
	{ "\u0418\u0432\u0430\u043d \u5f20\u4f1f",
	  "\u0418\u0432\u0430\u043d \u5f20\u4f1f" },
	{ "\U0001f600 \U0001f468\u200d\U0001f469", "\U0001f600 \U0001f468\U0001f469" },
};

static const struct {
	const char *given, *want; /* NULL: no other than the plain one */
} spoken_cases[] = {
	{ "oh seven seven double-oh nine hundred 123", "07700900 123" },
	{ "07700 nine hundred 123", "07700 900 123" },
	{ "oh seven, seven hundred", "07700" },
	{ "double four triple seven", "44777" },
	{ "Double 4 one", "441" },
	{ "nought zero o nil naught", "00000" },
	{ "call plus four four seven", "call +447" },
	{ "twenty-one forty nine", "2149" },
	{ "sixteen fifteen", "1615" },
	{ "oh one slash one two three slash 24", "01/123/24" },
	{ "one nine two dot one six eight dot one dot one", "192.168.1.1" },
	{ "NINE NINE NINE", "999" },
	{ "collar one two three four today", "collar 1234 today" },
	{ "three thousand two", "30002" },
	{ "on o7700 9OO104, then", "on 07700 900104, then" },
	{ "l23456789", "123456789" },
	{ "call oh o7700 now", "call 0 07700 now" },
	{ "flat 1o and o2", NULL },
	/* alone they stay */
	{ "one of them", NULL },
	{ "I worked one night and two days", NULL },
	{ "twenty one officers", NULL },
	{ "nine hundred people", NULL },
	{ "double the work", NULL },
	{ "at two o'clock", NULL },
	{ "they said oh well", NULL },
	{ "a one-off", NULL },
	{ "4 dash cams", NULL },
	{ "someone fortyish", NULL },
	{ "", NULL },
	/* addresses */
	{ "j at example dot com", "j@example.com" },
	{ "jo.b(at)example(dot)co(dot)uk", "jo.b@example.co.uk" },
	{ "jo [AT] example [DOT] org.", "jo@example.org." },
	{ "jo dot b AT force dot police dot uk now", "jo.b@force.police.uk now" },
	{ "jo underscore b at example dot com", "jo_b@example.com" },
	{ "jo_b @ example.com", "jo_b@example.com" },
	{ "jo at example.com", "jo@example.com" },
	{ "jo@example dot com", "jo@example.com" },
	{ "look at jo at example dot com", "look at jo@example.com" },
	{ "www dot example dot net", "www.example.net" },
	{ "jo {at} example . com", "jo@example.com" },
	{ "jo(a)example.com", "jo@example.com" },
	{ "met at noon.Then left", NULL },
	{ "I met her at work", NULL },
	{ "a polka dot dress", NULL },
	{ "one (at) most", NULL },
	{ "jo@example.com", NULL },
	{ "at dot", NULL },
	{ "what a laugh.com", NULL },
};

static const char *
shown(const struct view *v)
{
	static char text[2000];

	snprintf(text, sizeof(text), "%s", v->text);
	return text;
}

/* Nothing points outside the text or back; so what is marked in the view is a range of it. */
static bool
map_holds(const struct view *v, size_t points, bool apart)
{
	if (v->text[v->len])
		return false;
	for (size_t i = 0; i < v->len; i++) {
		if (v->start[i] >= v->end[i] || v->end[i] > points)
			return false;
		if (i && (v->start[i] < v->start[i - 1] || v->end[i] < v->end[i - 1]))
			return false;
		/* two characters of the plain view share what they came from, or are apart */
		if (apart && i && v->start[i] != v->start[i - 1] &&
		    v->start[i] < v->end[i - 1])
			return false;
	}
	return true;
}

static void
test_plain(void)
{
	for (size_t i = 0; i < ARRAY_LEN(plain_cases); i++) {
		const char *given = plain_cases[i].given;
		struct arena *a = arena_new(0);
		struct view v;

		view_plain(&v, given, strlen(given), a);
		is_str(shown(&v), plain_cases[i].want, "plain view of case %zu", i);
		ok(map_holds(&v, utf8_count(given, strlen(given)), true),
		   "and its map holds");
		arena_free(a);
	}
}

static void
test_spoken(void)
{
	for (size_t i = 0; i < ARRAY_LEN(spoken_cases); i++) {
		const char *given = spoken_cases[i].given;
		struct arena *a = arena_new(0);
		struct view v, spoken = { .text = NULL };
		bool other;

		view_plain(&v, given, strlen(given), a);
		other = view_spoken(&spoken, &v, a);
		is_str(other ? shown(&spoken) : "(the same)",
		       spoken_cases[i].want ? spoken_cases[i].want : "(the same)",
		       "spoken: %s", given);
		ok(!other ? !spoken.text
			  : map_holds(&spoken, utf8_count(given, strlen(given)), false),
		   "and its map holds");
		arena_free(a);
	}
}

static const struct {
	const char *given, *part; /* of the spoken view, or the plain one */
	uint32_t start, end;
} map_cases[] = {
	{ "ring 07700 nine hundred 123 now", "07700 900 123", 5, 27 },
	{ "no. double four one", "441", 4, 19 },
	{ "to jo at example dot com now", "jo@example.com", 3, 24 },
	{ "x \u00e9\u20ac\uff11\uff12", "12", 4, 6 },
	{ "x\u200b\u200bSmith\u200b y", "Smith", 3, 9 },
	{ "e\u0301\u0301x", "x", 3, 4 },
	{ "a\r\nb", "b", 3, 4 },
	{ "a \ufb03x", "ffix", 2, 4 },
	{ "\U0001f600\U0001f600 PC 12", "PC 12", 3, 8 },
};

static void
test_map(void)
{
	for (size_t i = 0; i < ARRAY_LEN(map_cases); i++) {
		const char *given = map_cases[i].given, *at;
		struct arena *a = arena_new(0);
		struct view v, spoken;

		view_plain(&v, given, strlen(given), a);
		if (view_spoken(&spoken, &v, a))
			v = spoken;
		at = strstr(v.text, map_cases[i].part);
		ok(at != NULL, "%s is in the view of %s", map_cases[i].part, given);
		if (at) {
			size_t from = (size_t)(at - v.text);

			is_int(v.start[from], map_cases[i].start, "where it begins");
			is_int(v.end[from + strlen(map_cases[i].part) - 1],
			       map_cases[i].end, "and ends");
		}
		arena_free(a);
	}
}

/* What is put together at random: the nasty and the plain. */
static const char *const bits[] = {
	"a",	  "Smith",	" ",	      "\n",	"\r\n",
	"\r",	  "7",		"oh ",	      "seven ", "double ",
	"-",	  " at ",	"(at)",	      " dot ",	".com",
	"@",	  "\u200b",	"\u00ad",     "\ufeff", "\u0301",
	"\u0336", "\ufe0f",	"\u20e3",     "\uff17", "\ufdfa",
	"\ufb01", "\u1100",	"\u1161",     "\u11a8", "\u0660",
	"\u2019", "\u2014",	"\u00a0",     "\u2028", "\u00b4",
	"\u00a8", "\U0001f600", "\u202e",     "\u3300", "\u1e9b\u0323",
	"plus ",  "hundred ",	"dash ",      "'",	"\u0f73",
	"\u0344", "\uac00",	"\U0001d7d9",
};

static bool
is_plain_enough(const struct view *v)
{
	const char *p = v->text, *end = v->text + v->len, *next;

	for (; p < end; p = next) {
		uint32_t point = utf8_next(p, end, &next);

		if (utf8_is_hidden(point) || (point < 0x20 && point != '\n') ||
		    (utf8_is_blank(point) && point != ' ') ||
		    (utf8_digit(point) >= 0 && point > '9') || point == 0x2028)
			return false;
	}
	return true;
}

static void
test_random(void)
{
	struct dice dice;
	size_t valid = 0, maps = 0, plain = 0, small = 0, spoken_maps = 0, times = 20000;

	dice_seed(&dice, 20260101);
	for (size_t t = 0; t < times; t++) {
		SCOPED(buf) text = { .most = 0 };
		struct arena *a = arena_new(0);
		struct view v, spoken;
		size_t points;

		for (uint32_t n = dice_below(&dice, 14); n > 0; n--)
			buf_puts(&text, bits[dice_below(&dice, ARRAY_LEN(bits))]);
		buf_puts(&text, "x");
		points = utf8_count(text.data, text.len);
		view_plain(&v, text.data, text.len, a);
		valid += utf8_valid(v.text, v.len);
		maps += map_holds(&v, points, true);
		plain += is_plain_enough(&v);
		small += v.len <= 4 * text.len;
		if (view_spoken(&spoken, &v, a))
			spoken_maps += map_holds(&spoken, points, false) &&
				       utf8_valid(spoken.text, spoken.len) &&
				       spoken.len <= v.len;
		else
			spoken_maps++;
		arena_free(a);
	}
	is_int((long long)valid, (long long)times,
	       "random texts: the view is valid UTF-8");
	is_int((long long)maps, (long long)times, "random texts: the map holds");
	is_int((long long)plain, (long long)times,
	       "random texts: nothing is left hidden");
	is_int((long long)small, (long long)times, "random texts: the view stays small");
	is_int((long long)spoken_maps, (long long)times, "random texts: and when spoken");
}

/* A letter with a hundred thousand marks, and a text of signs that would grow. */
static void
test_bombs(void)
{
	static const char *const parts[] = { "\u0301", "\ufdfa", "\u200b",
					     "oh ",    " at ",	 "double ",
					     "a dot ", "-",	 "plus " };
	uint64_t began = clock_ms();

	for (size_t k = 0; k < ARRAY_LEN(parts); k++) {
		SCOPED(buf) text = { .most = 0 };
		struct arena *a = arena_new(0);
		struct view v, spoken;

		buf_puts(&text, "e");
		while (text.len < 200000)
			buf_puts(&text, parts[k]);
		view_plain(&v, text.data, text.len, a);
		if (!view_spoken(&spoken, &v, a))
			spoken.len = 0;
		ok(v.len <= 4 * text.len && spoken.len <= v.len &&
			   map_holds(&v, utf8_count(text.data, text.len), true),
		   "200 kB of one thing, case %zu", k);
		arena_free(a);
	}
	ok(clock_ms() - began < 5000, "and none of it takes long");
}

int
main(void)
{
	test_plain();
	test_spoken();
	test_map();
	test_random();
	test_bombs();
	return tap_done();
}
