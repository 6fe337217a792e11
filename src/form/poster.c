/*
 * The key `poster`: what posters say in the form's own words, and the points of a pledge.  Each has
 * the room that a sheet of paper has for it, and stands on one line of the file's meaning: nothing
 * shrinks to fit.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

enum {
	CALL_MOST = 40,
	PROMISE_MOST = 90,
	PHONE_MOST = 80,
	CONTACT_MOST = 90,
	PLEDGE_TITLE_MOST = 60,
	POINT_MOST = 120,
	/* what small papers hold with all else that they say, a place of 27 letters among it */
	TITLE_ROOM = 50,
	PROMISE_ROOM = 75,
	/* a form in several languages: two share a card */
	TITLE_ROOM_TWO = 45,
	PROMISE_ROOM_TWO = 65
};

/* A text with a line end in it has no width that could be measured. */
static void
line_check(struct reading *r, const struct node *node)
{
	const struct node *item = node->type == NODE_LIST ? node->first : NULL;

	for (; item; item = item->next)
		line_check(r, item);
	if (node->type == NODE_TEXT && strchr(node->text, '\n'))
		complain(r, E023, node->at, "write it on one line, or fold it below >",
			 "a text of one line");
}

static void
lines_check(struct reading *r, const struct node *map)
{
	const struct key_table *table = &key_tables[KEYS_POSTER];
	char name[64], lang[16];

	for (const struct node *entry = map->first; entry; entry = entry->next) {
		const char *key = entry->key->text;

		if (!key)
			continue;
		key = key_has_language(key, name, lang) ? name : key;
		for (size_t i = 0; i < table->count; i++)
			if (str_same(table->rows[i].name, key))
				line_check(r, entry);
	}
}

/* One text in all its languages: it fits a wall poster, and may not fit smaller paper. */
static void
room_check(struct reading *r, const struct node *map, const char *name, size_t room,
	   const char *papers)
{
	char stem[64], lang[16];

	for (const struct node *entry = map ? map->first : NULL; entry; entry = entry->next) {
		const char *key = entry->key->text;
		size_t count;

		if (!key || entry->type != NODE_TEXT)
			continue;
		key = key_has_language(key, stem, lang) ? stem : key;
		count = str_same(key, name) ? utf8_count(entry->text, strlen(entry->text)) : 0;
		if (count > room)
			complain(r, W027, entry->at, NULL, digits(r, (long long)count), papers,
				 digits(r, (long long)room));
	}
}

void
poster_room_check(struct reading *r, const struct node *map)
{
	const struct node *poster = node_get(map, "poster");
	bool two = r->form->language_count > 1;

	room_check(r, map, "title", two ? TITLE_ROOM_TWO : TITLE_ROOM,
		   "cards, strips and slips");
	if (poster && poster->type == NODE_MAP)
		room_check(r, poster, "promise", two ? PROMISE_ROOM_TWO : PROMISE_ROOM,
			   "cards and strips");
}

void
poster_read(struct reading *r, const struct node *map)
{
	struct poster_texts *poster = &r->form->poster;
	const struct node *pledge = node_get(map, "pledge");

	if (!map || !node_is_map(r, map, "a map of what posters say"))
		return;
	node_table(r, map, KEYS_POSTER);
	take_label_text(r, map, "call", CALL_MOST, &poster->call);
	take_label_text(r, map, "promise", PROMISE_MOST, &poster->promise);
	take_label_text(r, map, "phone", PHONE_MOST, &poster->phone);
	take_label_text(r, map, "contact", CONTACT_MOST, &poster->contact);
	take_label_text(r, map, "pledge title", PLEDGE_TITLE_MOST, &poster->pledge_title);
	r->labels = true;
	poster->pledge_count = lines_take(r, map, "pledge", "points of the pledge",
					  POINT_MOST, POSTER_PLEDGES, poster->pledge);
	r->labels = false;
	if (pledge && pledge->type == NODE_LIST && !pledge->count)
		complain(r, E023, node_key_at(pledge), NULL,
			 arena_printf(r->scratch, "a list of 1 to %d lines",
				      POSTER_PLEDGES));
	lines_check(r, map);
}
