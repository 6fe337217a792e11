/*
 * The words of the pages: none missing, short sentences, no promise that cannot be kept.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/tap.h"
#include "web/words.h"

static const struct speech english = { .code = "en" };

/* The longest run of words up to a full stop, question mark or colon at a word's end. */
static unsigned
longest_sentence(const char *text)
{
	unsigned words = 0, most = 0;

	for (const char *p = text; *p; p++) {
		if (*p != ' ' && (p == text || p[-1] == ' '))
			words++;
		most = words > most ? words : most;
		if (strchr(".?:;", *p) && (p[1] == ' ' || !p[1]))
			words = 0;
	}
	return most;
}

static void
whole(enum word word)
{
	const char *text = word_in(word, &english);

	ok(text && *text, "word %d is there: %s", word, text ? text : "");
	ok(longest_sentence(text) <= 25, "word %d: no sentence is over 25 words", word);
}

static void
never(void)
{
	/* What is too much, or is not ours to promise. */
	static const char *const bad[] = { "100 %",	    "100%",
					   "guarantee",	    "military",
					   "secure",	    "completely",
					   "totally",	    "fully anonymous",
					   "Write freely",  "withdraw at any time",
					   "Only averages", "submit",
					   "Submit",	    "invalid",
					   "Invalid" };

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		int found = -1;

		for (int word = 0; word < WORD__COUNT; word++)
			if (strstr(word_in((enum word)word, &english), bad[i]))
				found = word;
		is_int(found, -1, "no word says \"%s\"", bad[i]);
	}
}

int
main(void)
{
	struct html *h = html_new(0);

	for (int word = 0; word < WORD__COUNT; word++)
		whole((enum word)word);
	never();
	is_str(word_in(WORD_BACK, &(struct speech){ .code = "xx" }), "Back",
	       "a language without words is served in English");
	word_put_num(h, WORD_PROGRESS, &english, 3, 12);
	is_str(html_bytes(h, NULL), "Question 3 of about 12", "figures are filled in");
	html_free(h);
	h = html_new(0);
	word_put(h, WORD_WHY, &english, "<b>", NULL);
	is_str(html_bytes(h, NULL), "Why we ask: &lt;b&gt;", "and words, as text");
	html_free(h);
	return tap_done();
}
