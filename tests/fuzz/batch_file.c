/*
 * Fuzz target: a file of closed batches.  As it is, its hashes keep nearly everything out; so they
 * are mended too, wherever the lengths that stand in it put them.  What is read comes back as
 * itself when it is written again, but for the order.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/app/batch_made.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum { FIRST = 18 }; /* bytes of the first line */

static void
try_file(const void *data, size_t len)
{
	struct batch_file one, two;
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	SCOPED(buf) again = { 0 };

	if (!parse_bytes(data, len, &one, a, &err)) {
		if (err.code != ERR_INPUT || !err.text[0])
			die("refused without a reason");
		arena_free(a);
		return;
	}
	if (!put_bytes(&one, &again, &err) || again.len != len ||
	    !parse_bytes(again.data, again.len, &two, a, &err) ||
	    memcmp(one.survey.form_hash, two.survey.form_hash, SEAL_HASH) != 0 ||
	    !str_same(one.survey.name, two.survey.name) ||
	    one.release_count != two.release_count ||
	    (one.batches && (batches_count(one.batches) != batches_count(two.batches) ||
			     batches_closed(one.batches) != batches_closed(two.batches))))
		die("what is read does not come back: %s", err.text);
	batches_free(one.batches);
	batches_free(two.batches);
	arena_free(a);
}

/* The hash behind the part that ends at `end`, which begins with the hash before it. */
static bool
mend(uint8_t *data, size_t len, size_t *inout_from, size_t end)
{
	if (end > len || len - end < SEAL_HASH)
		return false;
	seal_sha256(data + end, data + *inout_from, end - *inout_from);
	*inout_from = end;
	return true;
}

static void
mend_all(uint8_t *data, size_t len)
{
	struct cut c = cut_from(data, len);
	size_t from = 0, box_len, answers, releases, end;

	cut_bytes(&c, FIRST);
	cut_bytes(&c, cut_u32(&c));
	cut_bytes(&c, cut_u32(&c));
	cut_bytes(&c, 2 + 3 * 4);
	box_len = cut_u32(&c);
	cut_bytes(&c, 2 * 4);
	answers = cut_u32(&c);
	releases = cut_u32(&c);
	cut_bytes(&c, cut_u8(&c) * (STORE_KEY + 1u));
	if (c.bad || !mend(data, len, &from, (size_t)(c.p - data)))
		return;
	while (answers-- > 0)
		if (!mend(data, len, &from, from + SEAL_HASH + 4 + box_len))
			return;
	while (releases-- > 0) {
		end = from + SEAL_HASH + 8;
		if (end > len)
			return;
		c = cut_from(data + end - 4, 4);
		if (!mend(data, len, &from, end + cut_u32(&c)))
			return;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	uint8_t *copy = mem_new(len, 1);

	seal_start();
	try_file(data, len);
	if (len)
		memcpy(copy, data, len);
	mend_all(copy, len);
	try_file(copy, len);
	free(copy);
	return 0;
}
