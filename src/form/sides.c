/*
 * Side files: the texts of a form in one language, in a file beside it.  Each text is hung
 * into the form's tree as if it stood there, `ask (cy)` beside `ask`, and keeps its place, so
 * that all later checks are the same ones and point into the right file.
 *
 * A text that is empty there is not translated yet.  One that stands in the form as well must
 * be the same words: else nobody could say which of the two is asked.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

struct side {		      /* one side file, while it is read */
	const char *code;     /* of its language */
	const char *language; /* "Welsh" */
	unsigned lang;
};

static const struct key head_keys[] = { { "canvass", false },
					{ "form", false },
					{ "language", false } };

/* Keys that hold texts, though they are none. */
static const char *const holders[] = {
	"consent",    "support",	 "themes",  "theme words", "option lists",
	"conditions", "scores",		 "privacy", "options",	   "statements",
	"notes",      "fallback groups", "merges",  "poster",
};

/* ---- what is there ------------------------------------------------------------------- */

/* Nothing was filled in here yet. */
static bool
is_empty(const struct node *value)
{
	return !value || (value->type == NODE_TEXT && value->len == 0) ||
	       ((value->type == NODE_LIST || value->type == NODE_MAP) &&
		value->count == 0);
}

/* The form's own entry in this language, such as `ask (cy)`, or NULL. */
static const struct node *
form_has(struct reading *r, const struct side *side, const struct slot *slot)
{
	return node_get(slot->owner,
			arena_printf(r->scratch, "%s (%s)", slot->name, side->code));
}

/* Hangs a copy of the value beside the form's text, under the key that stands for its language. */
static struct node *
hang(struct reading *r, const struct side *side, const struct slot *slot,
     const struct node *value)
{
	struct node *entry = arena_one(r->scratch, struct node);
	struct node *key = arena_one(r->scratch, struct node);
	struct node *owner = slot->owner;

	*key = (struct node){
		.type = NODE_TEXT,
		.at = node_key_at(value),
		.text = arena_printf(r->scratch, "%s (%s)", slot->name, side->code),
	};
	key->len = strlen(key->text);
	*entry = *value;
	entry->key = key;
	entry->parent = owner;
	entry->next = NULL;
	owner->last->next = entry;
	owner->last = entry;
	owner->count++;
	return entry;
}

void
text_missing(struct reading *r, const struct node *first, const char *name, unsigned lang)
{
	const char *code = r->form->languages[lang], *file = r->side_of[lang];

	complain(r, E090, node_key_at(first),
		 file ? arena_printf(r->diags->arena, "put it into %s", file) : NULL,
		 name, language_name(code), code);
}

/* ---- one text ------------------------------------------------------------------------ */

/* Whether two values say the same; what is empty in `side` says nothing else. */
static bool
same_words(const struct node *form, const struct node *side)
{
	const struct node *a, *b;

	if (is_empty(side) || form->type == NODE_BAD || side->type == NODE_BAD)
		return true;
	if (form->type != side->type)
		return false;
	if (form->type == NODE_TEXT)
		return str_same(form->text, side->text);
	if (form->type == NODE_LIST && form->count != side->count)
		return false;
	for (a = form->first, b = side->first; b; b = b->next) {
		const struct node *other = form->type == NODE_LIST ? a
					   : b->key->text ? node_get(form, b->key->text)
							  : NULL;

		if (!other || !same_words(other, b))
			return false;
		a = a ? a->next : NULL;
	}
	return true;
}

/* Codes that the form does not have. */
static bool
codes_right(struct reading *r, const struct side *side, const struct slot *slot,
	    const struct node *value)
{
	const char *words[FORM_OPTIONS];
	const struct node *entry;
	bool right = true;
	size_t n = 0;

	for (entry = slot->base->first; entry && n < ARRAY_LEN(words);
	     entry = entry->next)
		if (entry->key->text)
			words[n++] = entry->key->text;
	for (entry = value->first; entry; entry = entry->next) {
		const char *hint;

		if (!entry->key->text || node_get(slot->base, entry->key->text))
			continue;
		hint = did_you_mean(r, entry->key->text, words, n);
		complain(r, E093, entry->key->at,
			 hint ? hint
			      : arena_printf(r->diags->arena,
					     "the form has no \"%s\" here",
					     entry->key->text),
			 slot->name, side->language);
		right = false;
	}
	return right;
}

/* How many of the form's codes have no words yet; each is told of unless none has. */
static size_t
labels_missing(struct reading *r, const struct side *side, const struct slot *slot,
	       const struct node *value)
{
	const struct node *entry;
	size_t missing = 0, turn;

	for (turn = 0; turn < 2; turn++) {
		for (entry = slot->base->first; entry; entry = entry->next) {
			if (!entry->key->text ||
			    !is_empty(node_get(value, entry->key->text)))
				continue;
			if (turn == 0)
				missing++;
			else
				text_missing(r, entry, entry->key->text, side->lang);
		}
		if (missing == slot->base->count)
			break;
	}
	return missing;
}

/*
 * A map of codes and labels, or of statements.  One with gaps is told of here, code by code, and
 * hung as one that was complained of already.
 */
static void
labels_take(struct reading *r, const struct side *side, struct slot *slot,
	    const struct node *value)
{
	size_t missing;
	bool right;

	if (!node_is_map(r, value, "a map of codes and labels")) {
		hang(r, side, slot, value)->type = NODE_BAD;
		return;
	}
	right = codes_right(r, side, slot, value);
	missing = right ? labels_missing(r, side, slot, value) : 0;
	if (missing == slot->base->count || (missing && r->gaps))
		return;
	if (right && !missing)
		hang(r, side, slot, value);
	else
		hang(r, side, slot, value)->type = NODE_BAD;
}

/*
 * A list of as many lines as the form has.  One with gaps is told of here, line by line, unless
 * nothing was filled in yet.
 */
static void
lines_hang(struct reading *r, const struct side *side, struct slot *slot,
	   const struct node *value)
{
	const struct node *item;
	size_t missing = 0, line = 0;

	if (value->type != NODE_LIST || value->count != slot->base->count) {
		hang(r, side, slot, value); /* lines_take tells of both */
		return;
	}
	for (item = value->first; item; item = item->next)
		missing += is_empty(item);
	if (missing == value->count || (missing && r->gaps))
		return;
	for (item = value->first; missing && item; item = item->next)
		if (++line && is_empty(item))
			complain(r, E090, item->at, "fill in this line",
				 arena_printf(r->scratch, "%s, line %zu", slot->name, line),
				 side->language, side->code);
	if (missing)
		hang(r, side, slot, value)->type = NODE_BAD;
	else
		hang(r, side, slot, value);
}

static void
leaf_take(struct reading *r, const struct side *side, struct slot *slot,
	  const struct node *value)
{
	const struct node *form = form_has(r, side, slot);

	if (form && form->at.source == value->at.source && form->at.source)
		return; /* it stands here twice, which was told */
	if (form) {
		if (!same_words(form, value))
			complain(r, E006_SIDE, node_key_at(value),
				 "take it out of the form, or put the same words here",
				 arena_printf(r->scratch, "%s (%s)", slot->name,
					      side->code),
				 digits(r, node_key_at(form).line));
		return;
	}
	if (r->extra && str_same(r->extra, side->code))
		slot->said = value;
	if (slot->type == SLOT_LABELS)
		labels_take(r, side, slot, value);
	else if (slot->type == SLOT_LINES)
		lines_hang(r, side, slot, value);
	else if (slot->type == SLOT_WORDS || node_is_text(r, value, "a text"))
		hang(r, side, slot, value);
	else
		hang(r, side, slot, value)->type = NODE_BAD;
}

/* ---- the file as a whole ------------------------------------------------------------- */

/* What is wrong with a key of the language that the form does not have there; NULL: it is none. */
static const char *
key_elsewhere(struct reading *r, const char *word)
{
	bool text = false, known = false;
	size_t place, i;

	for (i = 0; i < ARRAY_LEN(holders); i++)
		text = text || str_same(holders[i], word);
	for (place = 0; place < KEYS__COUNT; place++)
		for (i = 0; i < key_tables[place].count; i++) {
			const struct key_row *row = &key_tables[place].rows[i];

			known = known || str_same(row->name, word);
			text = text || (row->text && str_same(row->name, word));
		}
	return text ? arena_printf(r->diags->arena, "the form has no \"%s\" here", word)
	       : known ? "texts alone stand in a side file"
		       : NULL;
}

/* Nothing below is missed: its words stand in the file, under a key that was complained of. */
static void
excuse(struct reading *r, const struct side *side, const struct slot *slot,
       const struct node *entry)
{
	const struct node bad = { .type = NODE_BAD, .at = entry->at };
	const struct slot *below;

	if (slot->type == SLOT_SECTION || slot->type == SLOT_ITEMS) {
		for (below = slot->first; below; below = below->next)
			excuse(r, side, below, entry);
	} else if (slot->type == SLOT_OWN) {
		r->own_unknown[side->lang] = UINT32_MAX;
	} else if (!form_has(r, side, slot)) {
		hang(r, side, slot, &bad);
	}
}

/* What was meant by a key that the form does not have: the nearest, or the first that is absent. */
static void
meant(struct reading *r, const struct side *side, const struct slot *section,
      const struct node *map, const struct node *entry, const char *near)
{
	const struct slot *slot = section->first;

	while (slot && (near ? !str_same(slot->key, near)
			     : !is_empty(node_get(map, slot->key))))
		slot = slot->next;
	if (slot && is_empty(node_get(map, slot->key)))
		excuse(r, side, slot, entry);
}

/* A key or an id that the form does not have there. */
static void
unknown(struct reading *r, const struct side *side, const struct slot *section,
	const struct node *map, const struct node *entry)
{
	const char *words[2 * FORM_QUESTIONS], *word = entry->key->text, *hint = NULL;
	char name[64], lang[16];
	const struct slot *slot;
	size_t n = 0;

	for (slot = section->first; slot && n < ARRAY_LEN(words); slot = slot->next)
		words[n++] = slot->key;
	meant(r, side, section, map, entry,
	      key_has_language(word, name, lang) ? arena_str(r->scratch, name)
						 : str_nearest(word, words, n));
	if (key_has_language(word, name, lang))
		hint = "keys stand without a language here: the file has one for all";
	if (!hint && !section->noun)
		hint = key_elsewhere(r, word);
	hint = hint ? hint : did_you_mean(r, word, words, n);
	if (!section->noun)
		complain(r, E021, entry->key->at, hint, word);
	else if (!hint && str_same(section->noun, "page"))
		complain(r, E051, entry->key->at,
			 "a page goes by the id of the first question on it", word,
			 "page");
	else
		complain(r, E051, entry->key->at, hint, word, section->noun);
}

static void slot_take(struct reading *r, const struct side *side, struct slot *slot,
		      const struct node *value);

/* head: the keys at the top that are no texts. */
static void
section_take(struct reading *r, const struct side *side, struct slot *section,
	     const struct node *map, const struct key *head, size_t head_count)
{
	const struct node *entry;
	size_t i;

	for (entry = map->first; entry && !diags_full(r->diags); entry = entry->next) {
		struct slot *slot = section->first;

		if (entry->key->type != NODE_TEXT)
			continue;
		for (i = 0; i < head_count; i++)
			if (str_same(head[i].name, entry->key->text))
				break;
		if (i < head_count)
			continue;
		while (slot && !str_same(slot->key, entry->key->text))
			slot = slot->next;
		if (slot)
			slot_take(r, side, slot, entry);
		else
			unknown(r, side, section, map, entry);
	}
}

static void
items_take(struct reading *r, const struct side *side, struct slot *slot,
	   const struct node *list)
{
	struct slot *item = slot->first;
	const struct node *node;

	for (node = list->first; node && !diags_full(r->diags); node = node->next) {
		if (!item) {
			complain(r, E093_MORE, node_key_at(node), NULL, slot->key,
				 side->language);
			return;
		}
		slot_take(r, side, item, node);
		item = item->next;
	}
}

static void
slot_take(struct reading *r, const struct side *side, struct slot *slot,
	  const struct node *value)
{
	if (is_empty(value))
		return;
	switch (slot->type) {
	case SLOT_SECTION:
		if (node_is_map(r, value, "a map of keys and texts"))
			section_take(r, side, slot, value, NULL, 0);
		break;
	case SLOT_ITEMS:
		if (node_is(r, value, NODE_LIST, "a list, as in the form"))
			items_take(r, side, slot, value);
		break;
	case SLOT_TEXT:
	case SLOT_LABELS:
	case SLOT_WORDS:
	case SLOT_LINES:
		leaf_take(r, side, slot, value);
		break;
	case SLOT_OWN:
		if (r->extra && str_same(r->extra, side->code))
			slot->said = value;
		words_side_read(r, value, side->lang);
		break;
	}
}

/* The side file's tree, or NULL after a complaint. */
static const struct node *
side_read(struct reading *r, unsigned source)
{
	const struct form_side *file = &r->sides[source - 1];
	struct source *s = &r->sources[source];
	unsigned before = diags_turn(r->diags, file->file, file->text, file->len);
	size_t errors = r->diags->errors;
	const struct place top = { .line = 1, .col = 1, .width = 1, .source = source };
	const struct node *map, *first;

	*s = (struct source){ .text = file->text,
			      .len = file->len,
			      .diag = r->diags->source };
	diags_back(r->diags, before);
	if (file->language && form_language(r->form, file->language) < 0) {
		complain(r, W096, top, NULL, file->language);
		return NULL;
	}
	source_turn(r, source);
	map = yaml_read(r);
	source_turn(r, 0);
	/* indents that do not fit: its keys would be complained of for nothing */
	if (r->torn) {
		r->torn = false;
		return NULL;
	}
	first = map && map->type == NODE_MAP ? map->first : NULL;
	if (first && first->key->text && str_same(first->key->text, "canvass") &&
	    first->type == NODE_TEXT && str_same(first->text, "texts 1"))
		return map;
	if (r->diags->errors == errors)
		complain(r, E020_TEXTS, first ? first->key->at : top, NULL, "");
	return NULL;
}

/* A key at the file's top that must be there, and be a text. */
static const struct node *
head_get(struct reading *r, const struct node *map, const char *key)
{
	const struct node *node = node_get(map, key);

	if (!node)
		missing(r, map, key);
	return node && node_is_text(r, node, "one word") ? node : NULL;
}

/* Whose texts these are; false if they are not to be read. */
static bool
head_read(struct reading *r, const struct form_side *file, const struct node *map,
	  const struct node *form, struct side *out)
{
	const struct node *of = head_get(r, map, "form"), *language, *id;
	int lang;

	language = head_get(r, map, "language");
	id = node_get(form, "id");
	if (of && id && id->type == NODE_TEXT && !str_same(of->text, id->text))
		complain(r, E095, of->at,
			 arena_printf(r->diags->arena, "this form is \"%s\"", id->text),
			 arena_printf(r->scratch, "the form \"%s\"", of->text));
	if (!language)
		return false;
	out->language = language_name(language->text);
	if (!out->language) {
		complain(r, E091, language->at, NULL, language->text);
		return false;
	}
	lang = form_language(r->form, language->text);
	if (file->language && !str_same(file->language, language->text)) {
		complain(r, E095, language->at,
			 arena_printf(r->diags->arena, "the file's name says %s",
				      file->language),
			 out->language);
		return false;
	}
	if (lang == 0)
		complain(r, E095, language->at,
			 "the first of the languages stands in the form itself",
			 out->language);
	else if (lang > 0 && r->side_of[lang])
		complain(r, E095, language->at,
			 arena_printf(r->diags->arena, "they stand in %s already",
				      r->side_of[lang]),
			 out->language);
	else if (lang < 0)
		complain(r, W096, language->at, NULL, language->text);
	if (lang <= 0 || r->side_of[lang])
		return false;
	out->lang = (unsigned)lang;
	out->code = r->form->languages[lang];
	return true;
}

/* Whose texts would have stood there, as far as anything says it. */
static void
failed(struct reading *r, const struct form_side *file, const struct node *map)
{
	const struct node *language = node_get(map, "language");
	const char *code = file->language			     ? file->language
			   : language && language->type == NODE_TEXT ? language->text
								     : NULL;
	int lang = code ? form_language(r->form, code) : -1;

	if (lang > 0)
		r->side_failed[lang] = true;
}

/* Where our own words stand in a side file, or would. */
static struct place
words_place(const struct node *map, unsigned source)
{
	const struct node *words = node_get(map, "words");

	return words ? node_key_at(words)
		     : (struct place){ .line = 1, .col = 1, .width = 1, .source = source };
}

void
sides_read(struct reading *r, struct node *form)
{
	if (!r->side_count && !r->gaps)
		return;
	r->sources = arena_array(r->scratch, struct source, r->side_count + 1);
	r->slots = slots_find(r, form);
	for (size_t i = 0; i < r->side_count && !diags_full(r->diags); i++) {
		const struct node *map = side_read(r, (unsigned)i + 1);
		struct side side = { 0 };

		if (!map || !head_read(r, &r->sides[i], map, form, &side)) {
			failed(r, &r->sides[i], map);
			continue;
		}
		r->side_of[side.lang] = r->sides[i].file;
		r->own_at[side.lang] = words_place(map, (unsigned)i + 1);
		section_take(r, &side, r->slots, map, head_keys, ARRAY_LEN(head_keys));
	}
}
