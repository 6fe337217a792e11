/*
 * Bands of whole numbers, `[0, 1, 2-5, 6+]`: what is stored instead of an exact number.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

static const char band_words[] = "a list of bands, such as [0, 1, 2-5, 6+]";

/* A longer dash for a hyphen, as word processors write it: the same with a hyphen; or NULL. */
static const char *
dash_hint(struct reading *r, const char *s)
{
	static const char *const dashes[] = { "\u2013", "\u2014", "\u2212", "\u2010", "\u2011" };

	for (size_t i = 0; i < ARRAY_LEN(dashes); i++) {
		const char *found = strstr(s, dashes[i]);

		if (found)
			return arena_printf(r->arena, "write it with a hyphen: %.*s-%s",
					    (int)(found - s), s, found + strlen(dashes[i]));
	}
	return NULL;
}

/* "3", "2-5" or "6+". */
static bool
band_one(const char *s, struct band *out)
{
	const char *dash = strchr(s, '-');
	char low[8];
	size_t len = dash ? (size_t)(dash - s) : strcspn(s, "+");

	if (len == 0 || len >= sizeof(low))
		return false;
	memcpy(low, s, len);
	low[len] = '\0';
	if (!whole_number(low, &out->low))
		return false;
	out->high = out->low;
	out->open = !dash && s[len] == '+';
	if (dash)
		return whole_number(dash + 1, &out->high) && out->high > out->low;
	return s[len] == '\0' || str_same(s + len, "+");
}

bool
bands_read(struct reading *r, const struct node *node, struct bands *out)
{
	const struct node *item;
	struct bands bands = { 0 };

	if (!node || !node_is(r, node, NODE_LIST, band_words))
		return false;
	if (node->count > ARRAY_LEN(bands.items)) {
		complain(r, E029, node_key_at(node), NULL,
			 digits(r, (long long)node->count), "bands",
			 digits(r, ARRAY_LEN(bands.items)));
		return false;
	}
	for (item = node->first; item; item = item->next) {
		struct band *band = &bands.items[bands.count];

		if (item->type == NODE_BAD)
			return false;
		if (item->type != NODE_TEXT || !band_one(item->text, band)) {
			complain(r, E023, item->at,
				 item->type == NODE_TEXT ? dash_hint(r, item->text) : NULL,
				 "a band, such as 0, 2-5 or 6+");
			return false;
		}
		band->code = keep(r, item->text);
		if (bands.count && (band[-1].open || band->low != band[-1].high + 1)) {
			complain(r, E036, item->at, NULL, "");
			return false;
		}
		bands.count++;
	}
	if (bands.count < 2) {
		complain(r, E023, node_key_at(node),
			 "all would fall into one band, and its number say nothing",
			 "two bands or more, such as [0, 1, 2-5, 6+]");
		return false;
	}
	*out = bands;
	return true;
}

void
bands_cover(struct reading *r, const struct node *node, const struct bands *b, int low,
	    int high)
{
	const struct band *last = &b->items[b->count - 1];

	if (b->items[0].low <= low && (last->open || last->high >= high))
		return;
	complain(r, E036, node->at,
		 arena_printf(r->arena, "they must hold every whole number from %d to %d",
			      low, high),
		 "");
}

void
bands_reached(struct reading *r, const struct node *node, const struct bands *b, int low,
	      int high)
{
	const struct node *item = node->first, *first = NULL;
	SCOPED(buf) codes = { 0 };

	buf_init(&codes, 1000);
	for (size_t i = 0; i < b->count && item; i++, item = item->next) {
		const struct band *band = &b->items[i];

		if (band->low <= high && (band->open || band->high >= low))
			continue;
		buf_printf(&codes, "%s%s", first ? ", " : "", band->code);
		first = first ? first : item;
	}
	if (first)
		complain(r, W041, first->at, NULL, codes.data, digits(r, low),
			 digits(r, high));
}

int
bands_find(const struct bands *bands, int number)
{
	size_t i;

	for (i = 0; i < bands->count; i++) {
		const struct band *band = &bands->items[i];

		if (number >= band->low && (band->open || number <= band->high))
			return (int)i;
	}
	return -1;
}
