/*
 * Tests of seal/draft.c: bound to survey, ticket and key; damage.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/seal.h"
#include "tests/tap.h"

static const unsigned char key[SEAL_KEY] = { 1, 2, 3 };
static const unsigned char ticket[TICKET_BYTES] = { 4, 5, 6 };
#define SURVEY "pulse@2026-1"

static bool
opens(const char *text, size_t len, const char *about, const unsigned char *with_ticket,
      const unsigned char *with_key)
{
	SCOPED(buf) out = { 0 };
	bool good = draft_open(text, len, about, with_ticket, with_key, &out);

	/* what fails must give nothing away */
	return good || out.len > 0;
}

static void
test_round(void)
{
	static const size_t sizes[] = { 0, 1, 2, 3, 100, 5000, 24535 };

	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		SCOPED(buf) text = { 0 };
		SCOPED(buf) back = { 0 };
		char *data = mem_new(sizes[i] + 1, 1);

		rand_bytes(data, sizes[i]);
		ok(draft_seal(data, sizes[i], SURVEY, ticket, key, &text) &&
			   text.len <= 32768,
		   "%zu bytes are sealed", sizes[i]);
		ok(draft_open(text.data, text.len, SURVEY, ticket, key, &back) &&
			   back.len == sizes[i] &&
			   (!sizes[i] || !memcmp(back.data, data, sizes[i])),
		   "%zu bytes come back", sizes[i]);
		free(data);
	}
}

static void
test_bound(void)
{
	SCOPED(buf) text = { 0 };
	unsigned char other_key[SEAL_KEY] = { 1, 2, 4 },
		      other_ticket[TICKET_BYTES] = { 4, 5, 7 };

	ok(draft_seal("hello", 5, SURVEY, ticket, key, &text), "sealed");
	ok(opens(text.data, text.len, SURVEY, ticket, key), "opens for its own");
	ok(!opens(text.data, text.len, "pulse@2026-2", ticket, key),
	   "not for another wave");
	ok(!opens(text.data, text.len, SURVEY, other_ticket, key),
	   "not for another ticket");
	ok(!opens(text.data, text.len, SURVEY, ticket, other_key),
	   "not with another key");
	ok(strspn(text.data,
		  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
		   text.len,
	   "is safe in a form field");
}

static void
test_damage(void)
{
	SCOPED(buf) text = { 0 };
	SCOPED(buf) again = { 0 };
	unsigned wrong = 0;

	ok(draft_seal("some words", 10, SURVEY, ticket, key, &text), "sealed");
	for (size_t i = 0; i < text.len; i++) {
		char kept = text.data[i];

		text.data[i] = kept == 'A' ? 'B' : 'A';
		wrong += opens(text.data, text.len, SURVEY, ticket, key);
		text.data[i] = '%';
		wrong += opens(text.data, text.len, SURVEY, ticket, key);
		text.data[i] = kept;
	}
	is_int(wrong, 0, "no draft with a changed character opens");
	for (size_t len = 0; len < text.len; len++)
		wrong += opens(text.data, len, SURVEY, ticket, key);
	is_int(wrong, 0, "no draft cut short opens");
	ok(draft_seal("some words", 10, SURVEY, ticket, key, &again) &&
		   again.len == text.len && strcmp(again.data, text.data) != 0,
	   "the same words are never sealed to the same text");
}

static void
test_size(void)
{
	SCOPED(buf) text = { 0 };
	char *data = mem_new(40000, 1);

	ok(!draft_seal(data, 24536, SURVEY, ticket, key, &text) && !text.len,
	   "what would pass 32 KiB of text is not sealed");
	ok(!opens(data, 40000, SURVEY, ticket, key), "nor is anything longer looked at");
	free(data);
}

int
main(void)
{
	seal_start();
	test_round();
	test_bound();
	test_damage();
	test_size();
	return tap_done();
}
