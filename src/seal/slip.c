/*
 * Slips: codes for one answer each, known to the server by a keyed hash alone.
 *
 * A used slip leaves nothing behind, yet whoever tries it a second time is to be told kindly.  So
 * a slip is drawn until a keyed mark of its own characters fits: the code itself tells that it was
 * drawn here, and nothing is kept of it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/internal.h"

/* One key serves three ends, each under a label of its own: no result tells of another. */
#define LABEL_KEY  "canvass slip 1 key."
#define LABEL_MARK "canvass slip 1 mark"
#define LABEL_HASH "canvass slip 1 hash"

enum { LABEL = sizeof(LABEL_MARK) - 1 };
enum { DRAWN = SLIP_CHARS - 1, DRAWN_AT_ONCE = 16 };

static void
labelled(const char label[LABEL], const char *code, const unsigned char key[SEAL_KEY],
	 unsigned char out[SEAL_HASH])
{
	char text[LABEL + SLIP_CHARS] = "";

	memcpy(text, label, LABEL);
	memcpy(text + LABEL, code, strnlen(code, SLIP_CHARS));
	seal_hash(out, text, sizeof(text), key, SEAL_KEY);
}

void
slip_key(const unsigned char check_key[SEAL_KEY], unsigned char out[SEAL_KEY])
{
	seal_hash(out, LABEL_KEY, LABEL, check_key, SEAL_KEY);
}

bool
slip_mine(const char *code, const unsigned char key[SEAL_KEY])
{
	unsigned char hash[SEAL_HASH];

	labelled(LABEL_MARK, code, key, hash);
	return !hash[0];
}

void
slip_hash(const char *code, const unsigned char key[SEAL_KEY],
	  unsigned char out[SLIP_HASH])
{
	unsigned char hash[SEAL_HASH];

	labelled(LABEL_HASH, code, key, hash);
	memcpy(out, hash, SLIP_HASH);
}

/* drawn: random bytes, of which five bits each are used. */
static void
slip_write(const unsigned char drawn[DRAWN], char out[SLIP_CHARS + 1])
{
	unsigned char symbols[DRAWN];

	for (size_t i = 0; i < DRAWN; i++) {
		symbols[i] = drawn[i] & 31;
		out[i] = base32_digits[symbols[i]];
	}
	out[DRAWN] = base32_digits[code_check(symbols, DRAWN)];
	out[SLIP_CHARS] = '\0';
}

/* One draw in 256 bears the mark, so randomness comes in larger pieces, and words are looked for
 * last. */
void
slip_new(const unsigned char key[SEAL_KEY], char out[SLIP_CHARS + 1])
{
	unsigned char drawn[DRAWN_AT_ONCE][DRAWN];
	char code[SLIP_CHARS + 1];

	for (size_t next = DRAWN_AT_ONCE;; next++) {
		if (next == DRAWN_AT_ONCE) {
			rand_bytes(drawn, sizeof(drawn));
			next = 0;
		}
		slip_write(drawn[next], code);
		if (slip_mine(code, key) && !code_refused(code))
			break;
	}
	memcpy(out, code, sizeof(code));
	secret_wipe(drawn, sizeof(drawn));
}

bool
slip_read(const char *typed, char out[SLIP_CHARS + 1])
{
	return code_typed(typed, SLIP_CHARS, out);
}

void
slip_pretty(const char *code, char out[SLIP_CHARS + 4])
{
	if (strlen(code) != SLIP_CHARS)
		die("slip_pretty: %zu characters", strlen(code));
	snprintf(out, SLIP_CHARS + 4, "%.4s %.4s %.4s %.4s", code, code + 4, code + 8,
		 code + 12);
}
