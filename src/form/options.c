/*
 * Options: a map from codes to labels, written with a question or named once under
 * `option lists`.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

enum { OPTIONS_MOST = FORM_OPTIONS - 1, LABEL_MOST = 80 };

/* Two options that read the same could not be told apart on the page. */
static void
labels_differ(struct reading *r, const struct options *o, const struct node *map,
	      unsigned lang)
{
	size_t i, j;

	for (i = 0; i < o->count; i++) {
		const char *label = o->items[i].label.in[lang];

		for (j = 0; j < i && label; j++) {
			const char *other = o->items[j].label.in[lang]; /* NULL: wrong */

			if (other && str_same(other, label)) {
				complain(r, E035, node_get(map, o->items[i].code)->at,
					 NULL, label);
				break;
			}
		}
	}
}

/* The labels in one more language: the same codes, in any order. */
static void
labels_add(struct reading *r, struct options *o, const struct node *first,
	   const struct node *map, unsigned lang, const char *what)
{
	const char *code = r->form->languages[lang];
	const struct node *strange;
	size_t i;

	if (!node_is_map(r, map, "a map of codes and labels"))
		return;
	for (i = 0; i < o->count; i++) {
		const struct node *entry = node_get(map, o->items[i].code);

		if (!entry) {
			complain(r, E093, node_key_at(map),
				 arena_printf(r->arena, "\"%s\" is not among them",
					      o->items[i].code),
				 what, language_name(code));
			return;
		}
		o->items[i].label.in[lang] = take_label(r, entry, LABEL_MOST);
	}
	strange = code_strange(map, first);
	if (strange)
		complain(r, E093, strange->key->at,
			 arena_printf(r->arena, "there is no \"%s\" in the first language",
				      strange->key->text),
			 what, language_name(code));
	labels_differ(r, o, map, lang);
}

/* Codes and labels in the first language, in the order shown. */
static struct options *
options_first(struct reading *r, const struct node *map)
{
	struct options *o;
	const struct node *entry;
	bool right = true;

	if (!node_is_map(r, map, "a map of codes and labels"))
		return NULL;
	if (map->count > OPTIONS_MOST) {
		complain(r, E029, node_key_at(map), NULL,
			 digits(r, (long long)map->count), "options",
			 digits(r, OPTIONS_MOST));
		return NULL;
	}
	o = arena_one(r->arena, struct options);
	for (entry = map->first; entry; entry = entry->next) {
		struct option *option = &o->items[o->count];

		right = code_right(r, entry->key) && right;
		option->code = entry->key->text ? keep(r, entry->key->text) : "";
		option->line = entry->at.line;
		if (!whole_number(option->code, &option->number))
			option->number = 0;
		option->label.in[0] = take_label(r, entry, LABEL_MOST);
		right = option->label.in[0] && right;
		o->count++;
	}
	if (!right)
		return NULL;
	labels_differ(r, o, map, 0);
	return o;
}

/* The options under a key, in all languages; NULL after a complaint. */
static struct options *
options_take(struct reading *r, const struct node *map, const char *name)
{
	const struct node *first = node_get(map, name), *node;
	struct options *o = options_first(r, first);
	unsigned lang;

	for (lang = 1; o && lang < r->form->language_count; lang++) {
		const char *code = r->form->languages[lang];

		node = node_get(map, arena_printf(r->scratch, "%s (%s)", name, code));
		if (node)
			labels_add(r, o, first, node, lang, name);
		else
			text_missing(r, first, name, lang);
	}
	return o;
}

void
lists_read(struct reading *r, const struct node *map)
{
	const struct node *entry;
	struct list *list, *other;
	char name[64], lang[16];

	if (!map || !node_is_map(r, map, "a map of option lists"))
		return;
	node_own_keys(r, map);
	r->form->lists = arena_array(r->arena, const struct options *, map->count);
	for (entry = map->first; entry && !diags_full(r->diags); entry = entry->next) {
		struct options *o;

		if (!entry->key->text || key_has_language(entry->key->text, name, lang))
			continue;
		if (!id_right(r, entry->key)) {
			spoil(r, entry->key);
			continue;
		}
		o = options_take(r, map, entry->key->text);
		list = arena_one(r->scratch, struct list);
		*list = (struct list){ .id = keep(r, entry->key->text),
				       .options = o,
				       .at = entry->key->at };
		if (o) {
			o->list = list->id;
			r->form->lists[r->form->list_count++] = o;
		}
		/* in the order written, so that "did you mean" is the same each time */
		for (other = r->lists; other && other->next; other = other->next)
			;
		if (other)
			other->next = list;
		else
			r->lists = list;
	}
}

/* An option list by its name; NULL also if the list itself was wrong. */
static const struct options *
list_find(struct reading *r, const struct node *node)
{
	const char *words[200];
	struct list *list;
	size_t n = 0;

	for (list = r->lists; list; list = list->next) {
		if (str_same(list->id, node->text))
			return list->options;
		if (n < ARRAY_LEN(words))
			words[n++] = list->id;
	}
	complain(r, E034, node->at, meant_or_list(r, node->text, "there are", words, n),
		 node->text);
	return NULL;
}

/* A copy with `other` as the last option. */
static const struct options *
other_add(struct reading *r, const struct node *question, const struct options *old,
	  const struct text *label)
{
	struct options *o = arena_one(r->arena, struct options);
	const struct node *node = node_get(question, "other");
	size_t i;

	*o = *old;
	for (i = 0; i < o->count; i++) {
		if (str_same(o->items[i].code, "other")) {
			complain(r, E006, node->key->at, NULL, "other",
				 digits(r, o->items[i].line));
			return NULL;
		}
		if (str_same(text_in(&o->items[i].label, 0), text_in(label, 0)))
			complain(r, E035, node->at, NULL, text_in(label, 0));
	}
	o->items[o->count++] = (struct option){
		.code = "other", .label = *label, .is_other = true, .line = node->at.line
	};
	return o;
}

const struct options *
options_read(struct reading *r, const struct node *question, const struct text *other)
{
	const struct node *node = node_get(question, "options");
	const struct options *o;

	if (!node) {
		missing(r, question, "options");
		return NULL;
	}
	if (node->type == NODE_TEXT && node->len)
		o = list_find(r, node);
	else
		o = options_take(r, question, "options");
	if (o && other->in[0])
		o = other_add(r, question, o, other);
	if (o && o->count < 2) {
		complain(r, E032, node_key_at(node), NULL, "");
		return NULL;
	}
	return o;
}

bool
options_step(const struct options *o)
{
	int first, second, n;
	size_t i;

	if (o->count < 2 || !whole_number(o->items[0].code, &first) ||
	    !whole_number(o->items[1].code, &second) || abs(second - first) != 1)
		return false;
	for (i = 2; i < o->count; i++) {
		if (!whole_number(o->items[i].code, &n) ||
		    n != first + (int)i * (second - first))
			return false;
	}
	return true;
}
