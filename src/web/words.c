/*
 * Our own words on a page.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/words.h"

void
word_put(struct html *h, enum word word, const struct speech *speech, const char *one,
	 const char *two)
{
	SCOPED(buf) text = { 0 };

	word_fill(&text, word, speech, one, two);
	html_text_len(h, text.data ? text.data : "", text.len);
}

void
word_put_num(struct html *h, enum word word, const struct speech *speech, long one,
	     long two)
{
	char first[24], second[24];

	snprintf(first, sizeof(first), "%ld", one);
	snprintf(second, sizeof(second), "%ld", two);
	word_put(h, word, speech, first, second);
}
