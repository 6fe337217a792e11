/*
 * What the files of this floor share, and nobody else needs.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SEAL_INTERNAL_H
#define CANVASS_SEAL_INTERNAL_H

#include "seal/seal.h"

enum { CHECK_WORDS = 1024 };

/* The check words in the order of their indexes.  Posters on walls depend on it: words are
 * never moved, changed or added; another list would be another version. */
extern const char check_word_list[CHECK_WORDS][8];

/* Whether a code reads, or may be misread, as something rude or painful, or is one
 * character repeated.  code: characters of base32_digits. */
bool code_refused(const char *code) MUST_USE;

/* What somebody typed as a code of so many characters (SLIP_CHARS at most), the last of them its
 * check; out: chars + 1 bytes. */
bool code_typed(const char *typed, size_t chars, char *out) MUST_USE;

/* Opens a libsodium sealed box of len bytes into clear (len - 48 bytes): false if it was
 * sealed to another key or is damaged. */
bool secret_key_unseal(const struct secret_key *k, const unsigned char *sealed,
		       size_t len, unsigned char *clear) MUST_USE;

#endif
