/*
 * Tickets: one random number for each opened form, tied to nothing else.  It decides the
 * place of an answer in the store, so that a form sent twice is stored once.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sodium.h>

#include "seal/internal.h"

void
ticket_new(char out[TICKET_CHARS + 1])
{
	unsigned char bytes[TICKET_BYTES];
	unsigned pool = 0, bits = 0;
	size_t n = 0;

	rand_small(bytes, sizeof(bytes));
	for (size_t i = 0; i < TICKET_BYTES; i++) {
		pool = (pool << 8 | bytes[i]) & 0xffff;
		for (bits += 8; bits >= 5; bits -= 5)
			out[n++] = base32_digits[pool >> (bits - 5) & 31];
	}
	out[n++] =
		base32_digits[pool << (5 - bits) & 31]; /* 3 bits, and two spare ones */
	out[n] = '\0';
	secret_wipe(bytes, sizeof(bytes));
}

/* A digit's value; look-alikes are not accepted, since tickets are never typed. */
static int
digit_value(char c)
{
	int v = base32_value(c);
	char upper = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;

	return v >= 0 && base32_digits[v] == upper ? v : -1;
}

bool
ticket_read(const char *text, unsigned char out[TICKET_BYTES])
{
	unsigned char bytes[TICKET_BYTES];
	unsigned pool = 0, bits = 0;
	size_t n = 0;

	for (size_t i = 0; i < TICKET_CHARS; i++) {
		int v = digit_value(
			text[i]); /* the NUL is no digit, so this stops in time */

		if (v < 0)
			return false;
		pool = (pool << 5 | (unsigned)v) & 0xffff;
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			bytes[n++] = (unsigned char)(pool >> bits);
		}
	}
	/* Two bits are spare: whoever set them still has the ticket of the others. */
	if (text[TICKET_CHARS])
		return false;
	memcpy(out, bytes, TICKET_BYTES);
	return true;
}

void
ticket_id(const unsigned char ticket[TICKET_BYTES], const unsigned char key[SEAL_KEY],
	  unsigned char out[ANSWER_ID])
{
	crypto_generichash(out, ANSWER_ID, ticket, TICKET_BYTES, key, SEAL_KEY);
}
