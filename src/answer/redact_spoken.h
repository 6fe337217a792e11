/*
 * What the two makers of the spoken view share: changes to the plain one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_REDACT_SPOKEN_H
#define CANVASS_REDACT_SPOKEN_H

#include "answer/redact_shape.h"

enum { CHANGE_ROOM = 12 };

/* Bytes of the plain view that become others; none: they go. */
struct change {
	size_t from, to;
	char text[CHANGE_ROOM];
	size_t len;
};
struct changes {
	struct change *items;
	size_t count, room;
	struct arena *a;
};

void change_add(struct changes *c, const struct change *one);
/* Whether the bytes from..to - 1 are that word, in any case. */
bool spoken_is_word(const struct view *v, size_t from, size_t to, const char *word);
/* Adds what makes spelt addresses ones that patterns know; in order. */
void spoken_addresses(const struct view *v, struct changes *out);

#endif
