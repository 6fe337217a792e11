/*
 * The languages that a form may be in: codes, names, directions.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/form.h"
#include "tests/tap.h"

/* Letters of scripts that run from right to left: Hebrew to Thaana, U+0590 to U+07BF. */
static bool
runs_left(const char *words)
{
	const char *at = words, *end = words + strlen(words);
	uint32_t sign = utf8_next(at, end, &at);

	return sign >= 0x590 && sign <= 0x7bf;
}

int
main(void)
{
	const char *wrong = "", *nameless = "";
	unsigned count = 0, own = 0, alike = 0;
	struct arena *a = arena_new(0);

	for (unsigned i = 0; i < 26 * 26; i++) {
		char code[3] = { (char)('a' + i / 26), (char)('a' + i % 26), '\0' };
		const struct language *language = language_find(code);

		if (!language)
			continue;
		count++;
		if (!language->name || !language->name[0])
			nameless = arena_str(a, code);
		if (!language->own)
			continue;
		own++;
		if (runs_left(language->own) != language->right_to_left)
			wrong = arena_str(a, code);
		for (unsigned k = 0; k < i; k++) {
			char other[3] = { (char)('a' + k / 26), (char)('a' + k % 26),
					  '\0' };
			const struct language *l = language_find(other);

			alike += l && l->own && str_same(l->own, language->own);
		}
	}
	is_int(count, 183, "all of ISO 639-1");
	is_str(nameless, "", "each has an English name");
	ok(own >= 170, "%u know their own name", own);
	is_str(wrong, "", "their directions are those of their scripts");
	is_int(alike, 1, "only the two languages of the Ndebele share a name");
	is_str(language_find("cy")->own, "Cymraeg", "Welsh");
	ok(!language_find("xx") && !language_find("") && !language_find(NULL) &&
		   !language_find("cym"),
	   "what is none");
	arena_free(a);
	return tap_done();
}
