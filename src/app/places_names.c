/*
 * Names of places, found again however they are written and however many there are.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/places.h"

static bool
blank_at(const char *at, const char *end, const char **next)
{
	uint32_t point = utf8_next(at, end, next);

	return point == ' ' || utf8_is_blank(point);
}

const char *
place_key(const char *name, struct arena *a)
{
	size_t len = strlen(name),
	       room = len * 18 + 1; /* the most that NFKC makes of text */
	char *wide = arena_alloc(a, room, 1), *key;
	const char *at, *end;
	size_t n = 0;
	bool gap = false;

	len = utf8_compose(wide, room, name, len);
	key = arena_alloc(a, len * 3 + 1, 1);
	len = utf8_lower(key, len * 3, wide, len);
	for (at = key, end = key + len; at < end;) {
		const char *next;

		if (blank_at(at, end, &next)) {
			gap = n > 0;
		} else {
			if (gap)
				key[n++] = ' ';
			gap = false;
			memmove(key + n, at, (size_t)(next - at));
			n += (size_t)(next - at);
		}
		at = next;
	}
	key[n] = '\0';
	return key;
}

const char *
place_shown(const char *cell, struct arena *a)
{
	enum { SHOWN = 40 };
	char *text = arena_alloc(a, SHOWN + 1, 1);
	const char *end = cell + strlen(cell), *next;
	size_t n = 0;

	for (const char *at = cell; at < end; at = next) {
		uint32_t point = utf8_next(at, end, &next);
		size_t len = (size_t)(next - at);
		bool plain = point >= ' ' && !(point >= 0x7f && point < 0xa0) &&
			     point != 0x2028 && point != 0x2029 && !utf8_is_hidden(point);

		if (n + (plain ? len : 1) > SHOWN)
			break;
		if (plain)
			memcpy(text + n, at, len);
		else
			text[n] = '?';
		n += plain ? len : 1;
	}
	text[n] = '\0';
	return text;
}

void
names_init(struct names *n, size_t most, struct arena *a)
{
	for (n->room = 64; n->room < 2 * most;)
		n->room *= 2;
	n->keys = arena_array(a, const char *, n->room);
	n->values = arena_array(a, size_t, n->room);
}

/* Where it stands, or could. */
static size_t
slot_of(const struct names *n, const char *key)
{
	unsigned char digest[8];
	size_t at = 0;

	digest_blake2b(digest, sizeof(digest), key, strlen(key));
	memcpy(&at, digest, sizeof(at));
	for (at &= n->room - 1; n->keys[at] && !str_same(n->keys[at], key);)
		at = (at + 1) & (n->room - 1);
	return at;
}

size_t
names_put(struct names *n, const char *key, size_t value)
{
	size_t at = slot_of(n, key);

	if (!n->keys[at]) {
		n->keys[at] = key;
		n->values[at] = value;
	}
	return n->values[at];
}

size_t
names_get(const struct names *n, const char *key)
{
	size_t at = slot_of(n, key);

	return n->keys[at] ? n->values[at] : SIZE_MAX;
}
