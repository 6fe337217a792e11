/*
 * The table of kinds as this floor sees them.  A new kind is a row here and a file
 * accept_<kind>.c; the test of this table fails until both are whole.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

static const struct answer_kind nothing;

const struct answer_kind *const answer_kinds[KIND__COUNT] = {
	[KIND_CHOOSE_ONE] = &answer_choose_one,
	[KIND_CHOOSE_ANY] = &answer_choose_any,
	[KIND_SCALE] = &answer_scale,
	[KIND_NUMBER] = &answer_number,
	[KIND_MONTH] = &answer_month,
	[KIND_RANK] = &answer_rank,
	[KIND_SHORT_TEXT] = &answer_short_text,
	[KIND_LONG_TEXT] = &answer_long_text,
	[KIND_NOTE] = &nothing,
};

bool
posted_twice(const struct pairs *pairs, const char *name)
{
	const char *first = pairs_get(pairs, name);

	for (size_t i = 0; first && i < pairs->count; i++)
		if (str_same(pairs->items[i].name, name) &&
		    !str_same(pairs->items[i].value, first))
			return true;
	return false;
}

bool
value_check(const struct question *q, const struct value *v, struct arena *a,
	    unsigned lang, struct trouble *out)
{
	if (v->state == VALUE_SET)
		return answer_kinds[q->kind]->check(q, v, a, lang, out);
	if (v->state == VALUE_NO_ANSWER || !q->required)
		return true;
	*out = (struct trouble){ .say = q->kind == KIND_NUMBER ? SAY_REQUIRED_NUMBER
							       : SAY_REQUIRED,
				 .one = text_in(&q->no_answer, lang) };
	return false;
}

void
value_words(const struct question *q, const struct value *v, unsigned lang,
	    struct buf *out)
{
	if (v->state == VALUE_NO_ANSWER)
		buf_puts(out, text_in(&q->no_answer, lang));
	else if (v->state == VALUE_SET)
		answer_kinds[q->kind]->words(q, v, lang, out);
}
