/*
 * Slips: codes for one answer each, known to the server by a keyed hash alone.
 *
 * A used slip leaves nothing behind, yet whoever tries it a second time is to be told kindly.  So
 * three of a slip's characters are a keyed mark of the twelve before them: the code itself tells
 * that it was drawn here, and nothing is kept of it.
 *
 * Whoever lacks the key cannot tell the mark from chance, so all 75 bits are as hard to guess as if
 * each were drawn.  For its holder 60 are, but he could add slips of his own anyhow.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/internal.h"

/* One key serves three ends, each under a label of its own: no result tells of another. */
#define LABEL_KEY  "canvass slip 1 key."
#define LABEL_MARK "canvass slip 1 mark"
#define LABEL_HASH "canvass slip 1 hash"

enum { LABEL = sizeof(LABEL_MARK) - 1 };
enum { DRAWN = 12, MARK = 3, CHECKED = DRAWN + MARK };

/* Of the first len characters of a code. */
static void
labelled(const char label[LABEL], const char *code, size_t len,
	 const unsigned char key[SEAL_KEY], unsigned char out[SEAL_HASH])
{
	char text[LABEL + SLIP_CHARS] = "";

	memcpy(text, label, LABEL);
	memcpy(text + LABEL, code, strnlen(code, len));
	seal_hash(out, text, sizeof(text), key, SEAL_KEY);
}

void
slip_key(const unsigned char check_key[SEAL_KEY], unsigned char out[SEAL_KEY])
{
	seal_hash(out, LABEL_KEY, LABEL, check_key, SEAL_KEY);
}

/* The mark of a code's first twelve characters: five bits of the hash for each of the three. */
static void
mark_write(const char *code, const unsigned char key[SEAL_KEY], char out[MARK])
{
	unsigned char hash[SEAL_HASH];

	labelled(LABEL_MARK, code, DRAWN, key, hash);
	for (size_t i = 0; i < MARK; i++)
		out[i] = base32_digits[hash[i] & 31];
}

bool
slip_mine(const char *code, const unsigned char key[SEAL_KEY])
{
	char mark[MARK];

	mark_write(code, key, mark);
	return strnlen(code, SLIP_CHARS) == SLIP_CHARS &&
	       secret_same(code + DRAWN, mark, MARK);
}

void
slip_hash(const char *code, const unsigned char key[SEAL_KEY],
	  unsigned char out[SLIP_HASH])
{
	unsigned char hash[SEAL_HASH];

	labelled(LABEL_HASH, code, SLIP_CHARS, key, hash);
	memcpy(out, hash, SLIP_HASH);
}

/* drawn: random bytes, of which five bits each are used. */
static void
slip_write(const unsigned char drawn[DRAWN], const unsigned char key[SEAL_KEY],
	   char out[SLIP_CHARS + 1])
{
	unsigned char symbols[CHECKED];

	for (size_t i = 0; i < DRAWN; i++)
		out[i] = base32_digits[drawn[i] & 31];
	mark_write(out, key, out + DRAWN);
	for (size_t i = 0; i < CHECKED; i++)
		symbols[i] = (unsigned char)base32_value(out[i]);
	out[CHECKED] = base32_digits[code_check(symbols, CHECKED)];
	out[SLIP_CHARS] = '\0';
	secret_wipe(symbols, sizeof(symbols));
}

void
slip_new(const unsigned char key[SEAL_KEY], char out[SLIP_CHARS + 1])
{
	unsigned char drawn[DRAWN];
	char code[SLIP_CHARS + 1];

	do {
		rand_bytes(drawn, sizeof(drawn));
		slip_write(drawn, key, code);
	} while (code_refused(code));
	memcpy(out, code, sizeof(code));
	secret_wipe(drawn, sizeof(drawn));
	secret_wipe(code, sizeof(code));
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
