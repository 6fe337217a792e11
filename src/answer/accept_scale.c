/*
 * `scale`: radios like `choose one`, whose codes are whole numbers; JSON gives the number.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

static bool
tell(struct told *t, const struct json *v)
{
	const struct options *o = t->q->options;

	if (v->type == JSON_NUMBER && !v->whole)
		return told_wrong(t, "a whole number is wanted, one of %s to %s",
				  o->items[0].code, o->items[o->count - 1].code);
	return one_tell(t, v);
}

const struct answer_kind answer_scale = {
	.post = one_post,
	.tell = tell,
	.check = one_check,
	.field = choice_field,
	.pack = one_pack,
	.unpack = one_unpack,
	.words = choice_words,
};
