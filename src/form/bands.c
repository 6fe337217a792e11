/*
 * Bands of whole numbers, `[0, 1, 2-5, 6+]`: what is stored instead of an exact number.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

static const char band_words[] = "a list of bands, such as [0, 1, 2-5, 6+]";

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
			complain(r, E023, item->at, NULL, "a band, such as 0, 2-5 or 6+");
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
		complain(r, E023, node_key_at(node), NULL, band_words);
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
