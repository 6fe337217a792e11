/*
 * The hash of the frozen plan: see plan_hash.h.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/plan_hash.h"
#include "seal/seal.h"
#include "summary/summary.h"

void
plan_hash_of(const struct plan *plan, char out[PLAN_HASH_HEX])
{
	unsigned char hash[SEAL_HASH];
	SCOPED(buf) text;

	buf_init(&text, 0);
	plan_write(plan, &text);
	seal_sha256(hash, text.data, text.len);
	hex_encode(out, PLAN_HASH_HEX, hash, sizeof(hash));
}

void
plan_hash_hex(const struct form *form, char out[PLAN_HASH_HEX])
{
	struct arena *a = arena_new(0);

	plan_hash_of(plan_make(form, a), out);
	arena_free(a);
}
