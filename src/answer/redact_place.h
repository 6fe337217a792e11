/*
 * What the finders of places share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_REDACT_PLACE_H
#define CANVASS_REDACT_PLACE_H

#include "answer/redact_internal.h"

/* A word in capitals, or one that begins with one where that tells something. */
bool place_capital(const struct scan *s, size_t i);
/* An English word, or of police work: it needs more than a capital to be a place. */
bool place_everyday(uint32_t lex);
/* Whether a token is one of the words, in small letters. */
bool place_word_in(const struct token *t, const char *const *words, size_t count);
/* In, at, near, from and their like. */
bool place_preposition(const struct token *t);
/* What a name of a place ends with: Heights, Springs, South. */
bool place_ending(const struct scan *s, size_t i);
/* An unknown word that ends as towns do: -worth, -thorpe, -hausen. */
bool place_townlike(const struct token *t);
/* North, Port, Little: often the first word of a place. */
bool place_lead(const struct token *t);
/* A blank, a hyphen, 's or nothing but a full stop of "St." stands between token i and the word
 * after it, which is the result; 0: another thing does. */
size_t place_next(const struct scan *s, size_t i);
/* The same to the left; SIZE_MAX: there is none. */
size_t place_before(const struct scan *s, size_t i);

/* Places that no list has, behind "lives in" and the like. */
void find_cued_places(struct scan *s);
/* Lines of an address that hold a place and nothing else. */
void find_place_lines(struct scan *s);
void find_sites(struct scan *s); /* stations, hospitals, schools: a name and what it is */
void find_bodies(struct scan *s); /* companies, councils, forces */

#endif
