/*
 * Fuzz target: drafts, sealed and clear.  Nothing opens without the key; clear bytes of any
 * kind are refused, or are a walk that comes back and ends.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/seal.h"
#include "tests/fuzz/answer_forms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const unsigned char key[SEAL_KEY] = { 1 }, ticket[TICKET_BYTES] = { 2 };
	struct arena *a = arena_new(0);
	SCOPED(buf) clear = { 0 };
	struct walk *w;

	seal_start();
	/* The tag is 16 bytes: no fuzzer makes one that fits. */
	if (draft_open((const char *)data, len, "survey@wave", ticket, key, &clear))
		die("a draft opens that nobody sealed");
	if (clear.len)
		die("a draft that does not open gives something away");
	for (unsigned i = 0; i < FUZZ_FORMS; i++) {
		w = walk_new(fuzz_form(i), a);
		if (walk_read(w, data, len))
			fuzz_walk(w, a);
	}
	arena_free(a);
	return 0;
}
