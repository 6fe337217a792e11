/*
 * Words, numbers and signs of a text, with their shapes; sentences' beginnings; phrases.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <string.h>

#include "answer/redact_internal.h"
#include "tests/tap.h"

/*
 * A token is shown as its words, then a letter for its kind (word, number, mixed, tail, sign), one
 * for its shape (none, lower, capital, upper, initial, odd), and ^ if it opens a sentence.
 */
static const struct {
	const char *given, *want;
} cases[] = {
	{ "", "" },
	{ " \n ", "" },
	{ "Smith went", "Smith/wc^ went/wl" },
	{ "SMITH J. o'neill", "SMITH/wu^ J/wi ./sn o'neill/wl" },
	{ "O'Neill McDonald d'Arcy DeShawn",
	  "O'Neill/wc^ McDonald/wc d'Arcy/wc DeShawn/wc" },
	{ "iPhone sMITH", "iPhone/wo^ sMITH/wo" },
	{ "Smith's dog", "Smith/wc^ 's/tn dog/wl" },
	{ "SMITH'S", "SMITH/wu^ 'S/tn" },
	{ "the boys' room", "the/wl^ boys/wl '/tn room/wl" },
	{ "it's o'clock", "it/wl^ 's/tn o'clock/wl" },
	{ "D'Souza's", "D'Souza/wc^ 's/tn" },
	{ "'Smith' said", "'/sn^ Smith/wc^ '/tn said/wl" },
	{ "PC 1234", "PC/wu^ 1234/nn" },
	{ "56TW AB51 1st", "56TW/mu^ AB51/mu 1st/ml" },
	{ "Smith-Jones", "Smith/wc^ -/sn Jones/wc" },
	{ "a, b", "a/wl^ ,/sn b/wl" },
	{ "\xc3\x89mile \xc3\x98re \xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd",
	  "\xc3\x89mile/wc^ \xc3\x98re/wc \xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd/wc" },
	{ "\xf0\x9f\x98\x80 ok", "\xf0\x9f\x98\x80/sn^ ok/wl^" },
	/* sentences */
	{ "He left. She came", "He/wc^ left/wl ./sn She/wc^ came/wl" },
	{ "Yes! No? Well: go", "Yes/wc^ !/sn No/wc^ ?/sn Well/wc^ :/sn go/wl^" },
	{ "said \"Go now", "said/wl^ \"/sn Go/wc^ now/wl" },
	{ "one\nTwo", "one/wl^ Two/wc^" },
	{ "one, Two", "one/wl^ ,/sn Two/wc" },
	{ "Sgt. Smith", "Sgt/wc^ ./sn Smith/wc" },
	{ "Mr. Smith", "Mr/wc^ ./sn Smith/wc" },
	{ "by J. Smith", "by/wl^ J/wi ./sn Smith/wc" },
	{ "- Item", "-/sn^ Item/wc^" },
	{ "a - Item", "a/wl^ -/sn Item/wc" },
	{ "(Smith)", "(/sn^ Smith/wc^ )/sn" },
};

static const char *
shown(const struct scan *s)
{
	static const char kinds[] = "wnmts", shapes[] = "nlcuio";
	static char out[500];
	size_t len = 0;

	out[0] = '\0';
	for (size_t i = 0; i < s->token_count; i++) {
		const struct token *t = &s->tokens[i];

		len += (size_t)snprintf(out + len, sizeof(out) - len, "%s%.*s/%c%c%s",
					i ? " " : "", (int)(t->to - t->from),
					s->plain.text + t->from, kinds[t->kind],
					shapes[t->shape], t->opens ? "^" : "");
	}
	return out;
}

static struct scan
scanned(const char *text, struct arena *a)
{
	struct scan s = { .a = a, .given = text, .given_len = strlen(text) };

	view_plain(&s.plain, text, s.given_len, a);
	tokens_read(&s);
	return s;
}

static void
test_cases(void)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arena *a = arena_new(0);
		struct scan s = scanned(cases[i].given, a);

		is_str(shown(&s), cases[i].want, "%s", cases[i].given);
		arena_free(a);
	}
}

/* Blanks and lines before tokens; small letters; words that are too long for the table. */
static void
test_fields(void)
{
	struct arena *a = arena_new(0);
	struct scan s =
		scanned("One two,\nTHREE  "
			"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffg",
			a);

	is_int((long long)s.token_count, 5, "five tokens");
	ok(s.tokens[0].gap && s.tokens[0].line, "the text begins like a line");
	ok(s.tokens[1].gap && !s.tokens[1].line, "a blank is a gap, no line");
	ok(!s.tokens[2].gap && !s.tokens[2].line, "a comma stands right behind");
	ok(s.tokens[3].gap && s.tokens[3].line, "a line end is both");
	is_str(s.tokens[3].low, "three", "small letters");
	is_int(s.tokens[3].low_len, 5, "and how many");
	ok(s.tokens[3].lex & LEX_WORD, "and what is known of them");
	is_str(s.tokens[4].low, "", "a word of 61 letters has none");
	is_int(s.tokens[4].low_len, 0, "nor a length");
	is_int(s.tokens[4].lex, 0, "and is not known");
	arena_free(a);
}

static const struct {
	const char *text;
	bool shouted, small;
} letter_cases[] = {
	{ "THIS WHOLE TEXT WENT OUT LIKE THIS", true, false },
	{ "This is not. SHOUTED words here THERE", false, false },
	{ "NHS and DVLA", false, false },
	{ "there is hardly any capital here", false, true },
	{ "There is hardly any capital here", false, false },
	{ "a few", false, false },
	{ "", false, false },
};

static void
test_letters(void)
{
	for (size_t i = 0; i < ARRAY_LEN(letter_cases); i++) {
		struct arena *a = arena_new(0);
		struct scan s = scanned(letter_cases[i].text, a);

		ok(s.shouted == letter_cases[i].shouted, "shouted or not: %s",
		   letter_cases[i].text);
		ok(s.small == letter_cases[i].small, "small or not: %s",
		   letter_cases[i].text);
		arena_free(a);
	}
}

static const struct {
	const char *text;
	size_t i, n;
	uint32_t flag; /* 0: no phrase */
} phrase_cases[] = {
	{ "in New Zealand now", 1, 2, LEX_PLACE },
	{ "in NEW ZEALAND now", 1, 2, LEX_PLACE },
	{ "in New-Zealand now", 1, 2, LEX_PLACE },
	{ "St. Albans", 0, 2, LEX_PLACE },
	{ "a custody suite", 1, 2, LEX_SITE },
	{ "in New\nZealand", 1, 2, 0 },
	{ "in New, Zealand", 1, 2, 0 },
	{ "in New Zealand", 1, 3, 0 },
	{ "in New Zealand", 0, 2, 0 },
	{ "New", 0, 2, 0 },
	{ "New -", 0, 2, 0 },
	{ "New 5", 0, 2, 0 },
};

static void
test_phrases(void)
{
	for (size_t i = 0; i < ARRAY_LEN(phrase_cases); i++) {
		struct arena *a = arena_new(0);
		struct scan s = scanned(phrase_cases[i].text, a);
		uint32_t lex = scan_phrase(&s, phrase_cases[i].i, phrase_cases[i].n);

		ok(phrase_cases[i].flag ? (lex & phrase_cases[i].flag) != 0 : !lex,
		   "%zu words from %zu of: %s", phrase_cases[i].n, phrase_cases[i].i,
		   phrase_cases[i].text);
		arena_free(a);
	}
}

/* Tokens lie in order within the view, and hold all but its blanks. */
static void
test_random(void)
{
	static const char *const bits[] = { "a",
					    "B",
					    "7",
					    " ",
					    "\n",
					    "'",
					    "'s",
					    ".",
					    "-",
					    "\"",
					    "\xc3\xa9",
					    "\xcc\x81",
					    "\xe2\x82\xac",
					    "St",
					    "x'",
					    "Mr",
					    "\xf0\x9f\x98\x80" };
	struct dice dice;
	size_t good = 0, times = 5000;

	dice_seed(&dice, 7);
	for (size_t t = 0; t < times; t++) {
		SCOPED(buf) text = { .most = 0 };
		struct arena *a = arena_new(0);
		struct scan s;
		size_t at = 0, bad = 0;

		buf_puts(&text, "e");
		for (uint32_t n = dice_below(&dice, 20); n > 0; n--)
			buf_puts(&text, bits[dice_below(&dice, ARRAY_LEN(bits))]);
		s = scanned(text.data, a);
		for (size_t i = 0; i < s.token_count; at = s.tokens[i++].to) {
			bad += s.tokens[i].from < at ||
			       s.tokens[i].to <= s.tokens[i].from;
			for (size_t k = at; k < s.tokens[i].from; k++)
				bad += s.plain.text[k] != ' ' && s.plain.text[k] != '\n';
		}
		for (; at < s.plain.len; at++)
			bad += s.plain.text[at] != ' ' && s.plain.text[at] != '\n';
		good += !bad;
		arena_free(a);
	}
	is_int((long long)good, (long long)times,
	       "random texts: nothing is left out or twice");
}

int
main(void)
{
	test_cases();
	test_fields();
	test_letters();
	test_phrases();
	test_random();
	return tap_done();
}
