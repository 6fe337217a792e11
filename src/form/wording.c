/*
 * Our own words, in each language that the program speaks.
 *
 * They keep to what is true of this program, with its limits: a translation promises nothing
 * more than the English.  Sentences stay under 25 words, and a test holds them to it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/wording.h"

const struct word_row word_rows[WORD__COUNT] = {
#include "form/wording_pages.rows"
};

struct speech
speech_of(const struct form *form, unsigned lang)
{
	static const char *const ours[] = { "en", "cy" };
	const char *code = form	? form->languages[lang < form->language_count ? lang : 0]
				: ours[lang < ARRAY_LEN(ours) ? lang : 0];
	const struct language *language = language_find(code);

	return (struct speech){
		.code = code,
		.own = form && lang < form->language_count ? form->words[lang] : NULL,
		.right_to_left = language && language->right_to_left,
	};
}

const char *
word_in(enum word word, const struct speech *speech)
{
	const struct word_row *row = &word_rows[word];

	if (speech->own && speech->own[word])
		return speech->own[word];
	return row->cy && str_same(speech->code, "cy") ? row->cy : row->en;
}
