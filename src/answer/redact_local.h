/*
 * Local words as a tree, between the file that reads them and the one that finds them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_REDACT_LOCAL_H
#define CANVASS_REDACT_LOCAL_H

#include "answer/redact_internal.h"

enum {
	CHUNK_MOST = 60, /* letters of a part, or of parts written as one */
	SLIP_LEAST = 6,	 /* letters from which on one may be wrong */
	PARTS_MOST = 12, /* of one entry */
};

/* Letters and digits, small, without accents and apostrophes. */
struct chunk {
	uint32_t points[CHUNK_MOST];
	size_t len;
	bool letters; /* alone */
	bool over;    /* it was too long, and is empty */
};
/* Adds valid text in small letters. */
void chunk_add(struct chunk *c, const char *text, size_t len);

struct edge {
	const uint32_t *points;
	uint32_t from, to; /* nodes */
	uint8_t len;
	bool slip; /* one letter may be wrong */
};
/* An edge is an item under its own key, and if it may have a slip, under each without a letter. */
struct local_item {
	uint32_t key, edge, next;
};
struct local_words {
	int8_t *nodes; /* the class of an entry that ends there, or -1; the root is 0 */
	struct edge *edges;
	struct local_item *items; /* [0] is none */
	uint32_t *slots;
	uint32_t node_count, node_room, edge_count, edge_room, item_count, item_room;
	uint32_t slot_count; /* a power of two */
};

/* A number for what is written behind a node, letter `out` left out (SIZE_MAX: none is). */
uint32_t local_key(uint32_t node, const uint32_t *points, size_t len, size_t out);
/* The first item that may be under a key; 0: none is. */
uint32_t local_first(const struct local_words *l, uint32_t key);

#endif
