/*
 * Fuzz target: records and boxes.  Bytes are a record behind a right head, a record as they
 * are, and a box: each is refused, or comes back as itself.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/seal.h"
#include "tests/fuzz/answer_forms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static struct secret_key *
fuzz_key(struct recipient *out)
{
	static struct secret_key *key;
	SCOPED(buf) secret = { 0 };
	SCOPED(buf) public = { 0 };

	if (!key) {
		if (!key_make("fuzz", 4, &secret, &public, NULL))
			die("no key");
		key = key_open(secret.data, secret.len, "fuzz", 4, NULL);
	}
	secret_key_public(key, out);
	return key;
}

static void
try_box(const uint8_t *data, size_t len)
{
	struct recipient to;
	struct secret_key *key = fuzz_key(&to);
	unsigned char *box = mem_new(box_size(len, 1), 1);
	SCOPED(buf) clear = { 0 };

	if (box_open(data, len, "about", key, &clear, NULL))
		die("a box opens that nobody sealed");
	if (!box_seal(box, len, data, len, "about", &to, 1, NULL) ||
	    !box_open(box, box_size(len, 1), "about", key, &clear, NULL) ||
	    clear.len != len || (len && memcmp(clear.data, data, len) != 0))
		die("what was sealed does not come back");
	free(box);
}

static void
try_record(const struct form *form, const uint8_t *data, size_t len, struct arena *a)
{
	SCOPED(buf) whole = { 0 };
	struct record *r = record_new(form, a);

	if (record_take(r, data, len, NULL))
		fuzz_record(r->answers, a);
	buf_u8(&whole, RECORD_VERSION);
	buf_u32(&whole, record_shape(form));
	buf_put(&whole, data, len);
	if (record_take(r, whole.data, whole.len, NULL))
		fuzz_record(r->answers, a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new(0);

	seal_start();
	for (unsigned i = 0; i < FUZZ_FORMS; i++)
		try_record(fuzz_form(i), data, len, a);
	try_box(data, len);
	arena_free(a);
	return 0;
}
