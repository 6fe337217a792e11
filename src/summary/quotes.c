/*
 * Which of the quotes that two people passed may leave (S9), and in which order.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

enum { PERSON = 32 };

/* Whether another quote of the same person and theme goes before it. */
static bool
has_another(const struct quote *passed, size_t count, size_t at)
{
	const struct quote *q = &passed[at];

	for (size_t i = 0; i < count; i++)
		if (i != at && passed[i].theme == q->theme &&
		    memcmp(passed[i].person, q->person, PERSON) == 0 &&
		    strcmp(passed[i].name, q->name) < 0)
			return true;
	return false;
}

/* By the bytes of their words: the same for everybody, whatever the store's order. */
static int
by_words(const void *one, const void *other)
{
	const char *const *a = one, *const *b = other;

	return strcmp(*a, *b);
}

struct theme_quotes *
quotes_choose(const struct quote *passed, size_t count, const uint32_t *people,
	      size_t themes, unsigned threshold, struct arena *a)
{
	struct theme_quotes *out = arena_array(a, struct theme_quotes, themes + 1),
			    *theme;

	for (size_t i = 0; i < count; i++) {
		if (people[passed[i].theme] < threshold || has_another(passed, count, i))
			continue;
		theme = &out[passed[i].theme];
		if (!theme->texts)
			theme->texts = arena_array(a, const char *, count);
		theme->texts[theme->count++] = passed[i].text;
		for (size_t c = 0; c < REDACT__COUNT; c++)
			theme->classes[c] += passed[i].classes[c];
	}
	for (size_t t = 0; t < themes; t++)
		if (out[t].count)
			qsort(out[t].texts, out[t].count, sizeof(*out[t].texts),
			      by_words);
	return out;
}
