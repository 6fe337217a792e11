/*
 * Fuzz target: the JSON reader.  What it accepts, written again and read again, is the same.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Each text in the tree must be valid, and come back from the writer as it was. */
static void
check_texts(const struct json *node, struct arena *a)
{
	SCOPED(buf) b = { 0 };
	struct json *back;

	for (const struct json *child = node->first; child; child = child->next)
		check_texts(child, a);
	if (node->type != JSON_STRING_)
		return;
	if (!utf8_valid(node->text, node->len))
		die("a text that is no UTF-8 got in");
	json_put_len(&b, node->text, node->len);
	back = json_parse(b.data, b.len, a, NULL);
	if (!back || back->len != node->len || memcmp(back->text, node->text, node->len))
		die("a text did not come back");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	struct json *root = json_parse((const char *)data, len, a, &err);

	if (root)
		check_texts(root, a);
	else if (err.code != ERR_INPUT)
		die("refused without a reason");
	arena_free(a);
	return 0;
}
