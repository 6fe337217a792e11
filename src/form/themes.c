/*
 * Themes: the first codebook, and the words that suggest each of them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

void
themes_read(struct reading *r, const struct node *map)
{
	struct form *form = r->form;
	const struct node *entry;
	char name[64], lang[16];
	size_t met = 0;

	if (!map || !node_is_map(r, map, "a map of ids and titles"))
		return;
	node_own_keys(r, map);
	for (entry = map->first; entry && !diags_full(r->diags); entry = entry->next) {
		struct theme *theme = &form->themes[form->theme_count];

		if (!entry->key->text || key_has_language(entry->key->text, name, lang))
			continue;
		met++;
		if (form->theme_count >= FORM_THEMES || !id_right(r, entry->key)) {
			spoil(r, entry->key);
			continue;
		}
		theme->id = keep(r, entry->key->text);
		take_text(r, map, theme->id, 80, &theme->title);
		r->theme_at[form->theme_count++] = entry->key->at;
	}
	if (met > FORM_THEMES)
		complain(r, E029, node_key_at(map), NULL, digits(r, (long long)met),
			 "themes", digits(r, FORM_THEMES));
}

/* The words of one theme in one language. */
static void
words_add(struct reading *r, const struct node *list, struct theme *theme)
{
	const struct node *item;

	for (item = node_items(list); item; item = node_next(list, item)) {
		if (!node_is_text(r, item, "a word"))
			continue;
		if (theme->word_count >= ARRAY_LEN(theme->words)) {
			complain(r, E029, node_key_at(list), NULL,
				 digits(r, (long long)list->count), "words",
				 digits(r, ARRAY_LEN(theme->words)));
			return;
		}
		theme->words[theme->word_count++] = keep(r, item->text);
	}
}

/* Words of all languages go into one list: comments come in any of them. */
void
theme_words_read(struct reading *r, const struct node *map)
{
	const struct node *entry;
	char name[64], lang[16];

	if (!map || !node_is_map(r, map, "a map of themes and their words"))
		return;
	node_own_keys(r, map);
	for (entry = map->first; entry && !diags_full(r->diags); entry = entry->next) {
		const char *id = entry->key->text;
		int theme;

		if (!id)
			continue;
		if (key_has_language(id, name, lang))
			id = name;
		theme = form_theme(r->form, id);
		if (theme < 0)
			complain(r, W082, entry->key->at, NULL, "");
		else
			words_add(r, entry, &r->form->themes[theme]);
	}
}

/* A theme by its id, or -1 after E080. */
static int
theme_find(struct reading *r, const struct node *node)
{
	const char *ids[FORM_THEMES];
	size_t i;
	int theme;

	if (!node_is_text(r, node, "a theme"))
		return -1;
	theme = form_theme(r->form, node->text);
	if (theme >= 0)
		return theme;
	for (i = 0; i < r->form->theme_count; i++)
		ids[i] = r->form->themes[i].id;
	complain(r, E080, node->at, meant_or_list(r, node->text, "there are", ids, i),
		 node->text);
	return -1;
}

void
theme_take(struct reading *r, const struct node *map, int *theme, uint32_t *themes)
{
	const struct node *one = node_get(map, "theme"), *list = node_get(map, "themes"),
			  *item;
	uint32_t bits = 0;
	int found;

	if (one) {
		found = theme_find(r, one);
		if (found >= 0)
			*theme = found;
	}
	for (item = node_items(list); item; item = node_next(list, item)) {
		found = theme_find(r, item);
		if (found >= 0)
			bits |= 1u << found;
	}
	if (bits)
		*themes = bits;
	else if (one && *theme >= 0)
		*themes = 1u << *theme;
}
