/*
 * `short text`: one line; line ends that a program sent become blanks.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

const struct answer_kind answer_short_text = {
	.post = text_post,
	.tell = text_tell,
	.check = text_check,
	.field = text_field,
	.pack = text_pack,
	.unpack = text_unpack,
	.words = text_words,
};
