/*
 * Fuzz target: a ledger of releases.  What is taken has numbers without a gap, a chain of hashes
 * and a policy that never falls; and as lines of a store it is taken alike.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/app/ledger_made.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check_entry(const struct ledger *l, size_t i)
{
	const struct ledger_entry *e = &l->entries[i], *before = i ? e - 1 : NULL;

	if (e->line.number != i + 1 || strlen(e->hash) != (size_t)2 * SEAL_HASH ||
	    !str_same(e->previous, before ? before->hash : "") ||
	    !str_same(e->form_hash, MADE_FORM) || !e->published)
		die("entry %zu is not what it should be", i + 1);
	if (before && (e->batches < before->batches ||
		       !policy_raised(&e->policy, &before->policy, NULL)))
		die("entry %zu falls below the one before", i + 1);
}

/* The same text with each line's hash made right: so that what lies behind it is reached too. */
static void
sign_all(char *text, size_t len)
{
	for (char *at = text, *end, *tail; len && (end = memchr(at, '\n', len));
	     len -= (size_t)(end + 1 - at), at = end + 1) {
		unsigned char hash[SEAL_HASH];
		char hex[2 * SEAL_HASH + 1];
		SCOPED(buf) bare = { 0 };

		tail = memmem(at, (size_t)(end - at), ", \"hash\": \"", 11);
		if (!tail || end - tail < 11 + 2 * SEAL_HASH)
			continue;
		buf_put(&bare, at, (size_t)(tail - at));
		buf_putc(&bare, '}');
		seal_sha256(hash, bare.data, bare.len);
		hex_encode(hex, sizeof(hex), hash, sizeof(hash));
		memcpy(tail + 11, hex, 2 * SEAL_HASH);
	}
}

static void
try(const char *text, size_t len)
{
	struct arena *a = arena_new(0);
	struct ledger l = ledger_new("fuzz"), again = ledger_new("fuzz");
	struct err err = { 0 };

	if (ledger_parse(&l, text, len, a, &err)) {
		struct release_line *lines =
			arena_array(a, struct release_line, l.count + 1);

		for (size_t i = 0; i < l.count; i++) {
			check_entry(&l, i);
			lines[i] = l.entries[i].line;
		}
		if (!ledger_read(&again, lines, l.count, a, &err))
			die("not taken as lines: %s", err.text);
	} else if (err.code != ERR_INPUT || !str_starts(err.text, "fuzz: ")) {
		die("refused without a reason: %s", err.text);
	}
	arena_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *copy = mem_new(len + 1, 1);

	if (len)
		memcpy(copy, data, len);
	try(copy, len);
	sign_all(copy, len);
	try(copy, len);
	free(copy);
	return 0;
}
