/*
 * Bytes, as finders of shapes look at them: digits and letters of ASCII; what belongs to a word.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_REDACT_SHAPE_H
#define CANVASS_REDACT_SHAPE_H

#include "answer/redact_internal.h"

static inline bool
byte_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
byte_is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Any letter or digit; each byte of a letter beyond ASCII counts as one. */
static inline bool
byte_is_word(char c)
{
	return byte_is_digit(c) || byte_is_letter(c) || c & 0x80;
}

static inline bool
byte_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool
byte_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Whether the byte before `at` does not belong to a word that goes on. */
static inline bool
edge_before(const char *text, size_t at)
{
	return !at || !byte_is_word(text[at - 1]);
}

/*
 * Whether one of the words stands shortly before `at`: at most `most` words away, in one
 * sentence.  Words: small letters, each with a blank before and behind it (" tel phone ").
 */
bool cue_before(const char *text, size_t at, unsigned most, const char *words);
/* Whether a word of len bytes, in any case, is one of them. */
bool word_among(const char *word, size_t len, const char *words);

/* Numbers with letters among them: of the state, of vehicles, of banks. */
void find_codes(struct scan *s);

#endif
