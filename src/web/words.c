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
	const char *text = word_in(word, speech);

	for (const char *hole; (hole = strchr(text, '{')); text = hole + 3) {
		const char *as = hole[1] == '1' ? one : two;

		html_text_len(h, text, (size_t)(hole - text));
		html_text(h, as ? as : "");
	}
	html_text(h, text);
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
