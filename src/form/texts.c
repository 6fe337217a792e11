/*
 * Where the texts of a form stand: one slot each, in the shape of a side file.  The reader of
 * side files and the writer for translators both walk these slots, so that what the one writes
 * the other reads.  A text that is new in the language gets its line here.
 *
 * Nothing is complained of here: what is no text, or stands in no map, has no slot.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

static const char *const page_texts[] = { "title", "text", "why", "or", "another" };
/* A question's, its options and statements apart. */
static const char *const ask_texts[] = { "ask", "text", "hint", "help", "why" };
static const char *const answer_texts[] = { "or", "other", "unit", "message" };

static struct slot *
slot_add(struct reading *r, struct slot *parent, enum slot_type type, const char *key)
{
	struct slot *slot = arena_one(r->scratch, struct slot);

	slot->type = type;
	slot->key = key;
	if (parent->last)
		parent->last->next = slot;
	else
		parent->first = slot;
	parent->last = slot;
	parent->count++;
	return slot;
}

static struct slot *
section_add(struct reading *r, struct slot *parent, const char *key, const char *noun)
{
	struct slot *slot = slot_add(r, parent, SLOT_SECTION, key);

	slot->noun = noun;
	return slot;
}

/* An entry that may be changed: side files hang their texts beside it. */
static struct node *
entry_get(struct node *map, const char *key)
{
	struct node *entry = map && map->type == NODE_MAP ? map->first : NULL;

	while (entry && !(entry->key && entry->key->type == NODE_TEXT &&
			  str_same(entry->key->text, key)))
		entry = entry->next;
	return entry;
}

/* The text under `name` of a map of the form; it stands under `key` in a side file. */
static void
text_add(struct reading *r, struct slot *parent, struct node *owner, const char *name,
	 const char *key)
{
	struct node *base = entry_get(owner, name);
	struct slot *slot;

	if (!base || base->type != NODE_TEXT || base->len == 0)
		return;
	slot = slot_add(r, parent, SLOT_TEXT, key);
	slot->owner = owner;
	slot->name = name;
	slot->base = base;
}

static void
texts_add(struct reading *r, struct slot *parent, struct node *owner,
	  const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		text_add(r, parent, owner, names[i], names[i]);
}

static void
labels_add(struct reading *r, struct slot *parent, struct node *owner, const char *name)
{
	struct node *base = entry_get(owner, name);
	struct slot *slot;

	if (!base || base->type != NODE_MAP || base->count == 0)
		return;
	slot = slot_add(r, parent, SLOT_LABELS, name);
	slot->owner = owner;
	slot->name = name;
	slot->base = base;
}

/* The first entry of a map or list. */
static struct node *
entries(struct node *map)
{
	return map && (map->type == NODE_MAP || map->type == NODE_LIST) ? map->first
									: NULL;
}

/* Whether it stands there in the first language. */
static bool
is_own(const struct node *entry)
{
	char name[64], lang[16];

	return entry->key && entry->key->type == NODE_TEXT &&
	       !key_has_language(entry->key->text, name, lang);
}

/* ---- the parts of a form ------------------------------------------------------------- */

/* A list whose entries have no id: the same place in the list is the same entry. */
static void
support_find(struct reading *r, struct slot *root, struct node *form)
{
	static const char *const names[] = { "name", "contact" };
	struct node *list = entry_get(form, "support"), *item = entries(list);
	struct slot *items;

	if (!item || list->type != NODE_LIST)
		return;
	items = slot_add(r, root, SLOT_ITEMS, "support");
	for (; item; item = item->next)
		texts_add(r, section_add(r, items, NULL, NULL), item, names,
			  ARRAY_LEN(names));
}

static void
poster_find(struct reading *r, struct slot *root, struct node *form)
{
	static const char *const names[] = { "call", "promise", "phone", "contact",
					     "pledge title" };
	struct node *map = entry_get(form, "poster"), *pledge = entry_get(map, "pledge");
	struct slot *section, *slot;

	if (!entries(map))
		return;
	section = section_add(r, root, "poster", NULL);
	texts_add(r, section, map, names, ARRAY_LEN(names));
	if (!pledge || pledge->type != NODE_LIST || !pledge->count)
		return;
	slot = slot_add(r, section, SLOT_LINES, "pledge");
	slot->owner = map;
	slot->name = "pledge";
	slot->base = pledge;
}

static void
themes_find(struct reading *r, struct slot *root, struct node *form)
{
	struct node *map = entry_get(form, "themes"), *entry;
	struct slot *section;

	if (entries(map)) {
		section = section_add(r, root, "themes", "theme");
		for (entry = entries(map); entry; entry = entry->next)
			if (is_own(entry))
				text_add(r, section, map, entry->key->text,
					 entry->key->text);
	}
	map = entry_get(form, "theme words");
	if (!entries(map))
		return;
	section = section_add(r, root, "theme words", "theme");
	for (entry = entries(map); entry; entry = entry->next) {
		struct slot *slot;

		if (!is_own(entry))
			continue;
		slot = slot_add(r, section, SLOT_WORDS, entry->key->text);
		slot->owner = map;
		slot->name = entry->key->text;
		slot->base = entry;
	}
}

static void
lists_find(struct reading *r, struct slot *root, struct node *form)
{
	struct node *map = entry_get(form, "option lists"), *entry;
	struct slot *section;

	if (!entries(map))
		return;
	section = section_add(r, root, "option lists", "option list");
	for (entry = entries(map); entry; entry = entry->next)
		if (is_own(entry))
			labels_add(r, section, map, entry->key->text);
}

/* Conditions and scores: a section an id, with the texts that it has. */
static void
named_find(struct reading *r, struct slot *root, struct node *form, const char *key,
	   const char *noun, const char *const *names, size_t n)
{
	struct node *map = entry_get(form, key), *entry;
	struct slot *section;

	if (!entries(map))
		return;
	section = section_add(r, root, key, noun);
	for (entry = entries(map); entry; entry = entry->next)
		if (is_own(entry) && entry->type == NODE_MAP)
			texts_add(r, section_add(r, section, entry->key->text, NULL),
				  entry, names, n);
}

/* `fallback groups` and `merges`: the label of a group stands right behind its code. */
static void
groups_find(struct reading *r, struct slot *privacy, struct node *map, const char *key)
{
	struct node *groups = entry_get(map, key), *of, *entry;
	struct slot *section, *codes;

	if (!entries(groups))
		return;
	section = section_add(r, privacy, key, "question or option list");
	for (of = entries(groups); of; of = of->next) {
		if (!is_own(of) || of->type != NODE_MAP)
			continue;
		codes = section_add(r, section, of->key->text, "group");
		for (entry = entries(of); entry; entry = entry->next)
			if (is_own(entry))
				text_add(r, codes, entry, "label", entry->key->text);
	}
}

static void
privacy_find(struct reading *r, struct slot *root, struct node *form)
{
	struct node *map = entry_get(form, "privacy");
	struct slot *section;

	if (!entries(map))
		return;
	section = section_add(r, root, "privacy", NULL);
	text_add(r, section, map, "warning", "warning");
	groups_find(r, section, map, "fallback groups");
	groups_find(r, section, map, "merges");
}

/* ---- pages and questions ------------------------------------------------------------- */

/* What a question goes by: its id, of a block its first statement's; NULL: a note. */
static const char *
question_key(struct node *question)
{
	struct node *id = entry_get(question, "id"),
		    *first = entries(entry_get(question, "statements"));

	if (id && id->type == NODE_TEXT && id->len)
		return id->text;
	return first && first->key && first->key->type == NODE_TEXT ? first->key->text
								    : NULL;
}

static void
question_find(struct reading *r, struct slot *section, struct node *question)
{
	texts_add(r, section, question, ask_texts, ARRAY_LEN(ask_texts));
	labels_add(r, section, question, "statements");
	labels_add(r, section, question, "options");
	texts_add(r, section, question, answer_texts, ARRAY_LEN(answer_texts));
}

/* A page goes by its first question; one of notes alone by its number: `page 3`. */
static void
page_find(struct reading *r, struct slot *pages, struct slot *questions,
	  struct node *page, size_t number)
{
	struct node *list = entry_get(page, "questions"), *question;
	struct slot *section = section_add(r, pages, NULL, NULL), *notes = NULL;

	texts_add(r, section, page, page_texts, ARRAY_LEN(page_texts));
	for (question = entries(list); question; question = question->next) {
		const char *key = question_key(question);

		if (question->type != NODE_MAP)
			continue;
		if (key && !section->key)
			section->key = key;
		if (key) {
			question_find(r, section_add(r, questions, key, NULL), question);
			continue;
		}
		if (!notes)
			notes = slot_add(r, section, SLOT_ITEMS, "notes");
		question_find(r, section_add(r, notes, NULL, NULL), question);
	}
	if (!section->key)
		section->key = arena_printf(r->scratch, "page %zu", number);
}

static void
pages_find(struct reading *r, struct slot *root, struct node *form)
{
	struct slot *pages = section_add(r, root, "pages", "page");
	struct slot *questions = section_add(r, root, "questions", "question");
	struct node *page = entries(entry_get(form, "pages"));

	for (size_t number = 1; page; page = page->next, number++)
		page_find(r, pages, questions, page, number);
}

struct slot *
slots_find(struct reading *r, struct node *form)
{
	static const char *const tops[] = { "title", "run by", "read by" };
	static const char *const consents[] = { "text", "agree" };
	static const char *const labels[] = { "label", "otherwise" };
	static const char *const titles[] = { "title" };
	struct slot *root = arena_one(r->scratch, struct slot);

	texts_add(r, root, form, tops, ARRAY_LEN(tops));
	themes_find(r, root, form);
	texts_add(r, section_add(r, root, "consent", NULL), entry_get(form, "consent"),
		  consents, ARRAY_LEN(consents));
	support_find(r, root, form);
	poster_find(r, root, form);
	lists_find(r, root, form);
	pages_find(r, root, form);
	named_find(r, root, form, "conditions", "condition", labels, ARRAY_LEN(labels));
	named_find(r, root, form, "scores", "score", titles, ARRAY_LEN(titles));
	privacy_find(r, root, form);
	text_add(r, root, form, "thanks", "thanks");
	slot_add(r, root, SLOT_OWN, "words");
	return root;
}
