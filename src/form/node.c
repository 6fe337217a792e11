/*
 * Looking things up in the tree of a file, and saying where they stand.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

const struct node *
node_get(const struct node *map, const char *key)
{
	const struct node *kid;

	if (!map || map->type != NODE_MAP)
		return NULL;
	for (kid = map->first; kid; kid = kid->next) {
		if (kid->key && kid->key->type == NODE_TEXT &&
		    str_same(kid->key->text, key))
			return kid;
	}
	return NULL;
}

const struct node *
node_items(const struct node *node)
{
	if (!node)
		return NULL;
	return node->type == NODE_LIST	 ? node->first
	       : node->type == NODE_TEXT ? node
					 : NULL;
}

const struct node *
node_next(const struct node *list, const struct node *item)
{
	return item == list ? NULL : item->next;
}

struct place
node_key_at(const struct node *node)
{
	if (node->key)
		return node->key->at;
	/* a map without a key of its own begins with its first entry's */
	return node->first && node->first->key ? node->first->key->at : node->at;
}

/* The first byte of the words themselves: behind the quote, or below the | or >. */
static size_t
words_from(const struct reading *r, const struct node *node)
{
	size_t at = node->from;

	if (!node->block)
		return node->plain ? at : at + 1;
	while (at < r->len && r->text[at] != '\n')
		at++;
	return at;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/*
 * Folding changes blanks and line ends only, so the n-th byte that is no blank is the same
 * in the value and in the source.  Escapes in double quotes break that: then the place of
 * the whole text must do.
 */
static struct place
inside(const struct reading *r, const struct node *node, size_t offset, unsigned width)
{
	size_t n = 0, at, i;

	for (i = 0; i < offset && i < node->len; i++)
		n += !is_blank(node->text[i]);
	for (at = words_from(r, node); at < r->len && at < node->to; at++) {
		if (is_blank(r->text[at]))
			continue;
		if (r->text[at] == '\\' && !node->plain && !node->block)
			return node->at;
		if (n-- == 0)
			return source_at(r, at, width);
	}
	return node->at;
}

struct place
node_inside(struct reading *r, const struct node *node, size_t offset, unsigned width)
{
	unsigned before = source_turn(r, node->at.source);
	struct place at = inside(r, node, offset, width);

	source_turn(r, before);
	return at;
}

/* ---- what the schema wants --------------------------------------------------------- */

const char *
needed_hint(const struct node *node)
{
	return node->key && node->key->text && key_needed(node->key->text)
		       ? "Change it: this key must be there."
		       : NULL;
}

/* Whether what is wrong with a list in brackets was said of one of its items. */
static bool
items_told(const struct node *list)
{
	const struct node *item = list->type == NODE_LIST && list->flow ? list->first : NULL;

	while (item && item->type != NODE_BAD)
		item = item->next;
	return item;
}

bool
node_is(struct reading *r, const struct node *node, enum node_type type, const char *what)
{
	const char *hint;

	if (!node || node->type == NODE_BAD)
		return false;
	if (node->type == type)
		return true;
	if (items_told(node))
		return false;
	hint = needed_hint(node);
	if (type == NODE_TEXT && node->type == NODE_LIST && node->flow)
		hint = str_same(what, "a text")
			       ? "a text that begins with a bracket needs quotes"
			       : "write it without the brackets";
	complain(r, E023,
		 node->type == NODE_TEXT && node->len ? node->at : node_key_at(node),
		 hint, what);
	return false;
}

bool
node_is_map(struct reading *r, const struct node *node, const char *what)
{
	return node_is(r, node, NODE_MAP, what);
}

bool
node_is_text(struct reading *r, const struct node *node, const char *what)
{
	return node_is(r, node, NODE_TEXT, what);
}

bool
key_has_language(const char *key, char out_name[64], char out_lang[16])
{
	const char *open = strstr(key, " ("), *end = key + strlen(key);
	size_t name_len, lang_len;

	if (!open || end[-1] != ')')
		return false;
	name_len = (size_t)(open - key);
	lang_len = (size_t)(end - open) - 3;
	if (name_len == 0 || name_len >= 64 || lang_len >= 16)
		return false;
	memcpy(out_name, key, name_len);
	out_name[name_len] = '\0';
	memcpy(out_lang, open + 2, lang_len);
	out_lang[lang_len] = '\0';
	return true;
}

/* Whether this language may stand behind a key; the first one stands without brackets. */
static void
language_check(struct reading *r, const struct node *entry, const char *lang)
{
	int index = form_language(r->form, lang);
	const char *name = language_name(lang);

	if (index > 0)
		return;
	if (index == 0)
		complain(r, E021, entry->key->at,
			 "the first of the languages stands without brackets",
			 entry->key->text);
	else if (r->languages_lost)
		return;
	else if (!name)
		complain(r, E091, entry->key->at, NULL, lang);
	else
		complain(r, E092, entry->key->at, NULL, name, lang);
}

/* The row of a key, or NULL. */
static const struct key *
key_among(const char *name, const struct key *keys, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (str_same(keys[i].name, name))
			return &keys[i];
	}
	return NULL;
}

/* What the author may have meant, among the keys that fit here. */
static const char *
key_meant(struct reading *r, const struct node *map, const char *name, const struct key *keys,
	  size_t n)
{
	const char *words[80];
	size_t i;

	for (i = 0; i < n && i < ARRAY_LEN(words); i++) {
		words[i] = keys[i].name;
		if (key_means(name, words[i]) && !node_get(map, words[i]))
			return arena_printf(r->arena, "did you mean \"%s\"?", words[i]);
	}
	return did_you_mean(r, name, words, i);
}

/* So that the key which was meant is not missed as well. */
static void
strange_add(struct reading *r, const struct node *entry)
{
	struct strange *strange = arena_one(r->scratch, struct strange);

	*strange = (struct strange){ .entry = entry, .next = r->strange };
	r->strange = strange;
}

void
node_keys(struct reading *r, const struct node *map, const struct key *keys, size_t n)
{
	const struct node *entry;
	char name[64], lang[16];

	for (entry = map->first; entry && !diags_full(r->diags); entry = entry->next) {
		const struct key *key;
		const char *word;
		bool translated;

		if (!entry->key || entry->key->type != NODE_TEXT)
			continue;
		word = entry->key->text;
		key = key_among(word, keys, n);
		if (key)
			continue;
		translated = key_has_language(word, name, lang);
		key = translated ? key_among(name, keys, n) : NULL;
		if (!key || !key->text)
			strange_add(r, entry);
		if (!key || !key->text)
			complain(r, E021, entry->key->at,
				 key_meant(r, map, translated ? name : word, keys, n), word);
		else
			language_check(r, entry, lang);
	}
}

void
node_own_keys(struct reading *r, const struct node *map)
{
	const struct node *entry;
	char name[64], lang[16];

	for (entry = map->first; entry && !diags_full(r->diags); entry = entry->next) {
		if (!entry->key || entry->key->type != NODE_TEXT ||
		    !key_has_language(entry->key->text, name, lang))
			continue;
		if (!node_get(map, name))
			complain(r, E022, entry->key->at, NULL, name);
		else
			language_check(r, entry, lang);
	}
}
