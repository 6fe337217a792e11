/*
 * Taking the values of keys: texts in each language, numbers, yes and no, ids and codes.
 * Each says what is wrong at the place where it is wrong.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

/* The words of conditions, and what posted fields are called. */
static const char *const reserved_words[] = {
	"or",	 "and",	    "not",     "is",	 "answered",  "one",  "of",   "includes",
	"does",	 "include", "any",     "all",	 "more",      "than", "less", "at",
	"least", "most",    "between", "number", "no_answer", "turn",
};
static const char *const reserved_ids[] = { "place",   "ticket", "draft",
					    "another", "go",	 "lang" };

const char *
keep(struct reading *r, const char *s)
{
	return arena_str(r->arena, s);
}

void
spoil(struct reading *r, const struct node *id)
{
	struct name *name;

	if (!id || id->type != NODE_TEXT)
		return;
	name = arena_one(r->scratch, struct name);
	*name = (struct name){ .id = id->text, .line = id->at.line, .next = r->spoilt };
	r->spoilt = name;
}

/* Whether a key of this map was meant to be this one, and was complained of for what it is. */
static bool
misspelt(const struct reading *r, const struct node *map, const char *name)
{
	const struct strange *strange;

	for (strange = r->strange; strange; strange = strange->next) {
		const char *word = strange->entry->key->text;

		if (strange->entry->parent == map &&
		    (key_means(word, name) || str_nearest(word, &name, 1)))
			return true;
	}
	return false;
}

void
missing(struct reading *r, const struct node *map, const char *name)
{
	if (map->type != NODE_BAD && !misspelt(r, map, name))
		complain(r, E022, node_key_at(map), NULL, name);
}

/* ---- texts ------------------------------------------------------------------------- */

/* What stands behind a plain text on its line is a comment to libyaml. */
void
words_lost(struct reading *r, const struct node *node)
{
	size_t at = node->to, end;
	unsigned before;

	if (!node->plain || node->block)
		return;
	before = source_turn(r, node->at.source);
	while (at < r->len && (r->text[at] == ' ' || r->text[at] == '\t'))
		at++;
	if (at > node->to && at < r->len && r->text[at] == '#') {
		end = at;
		while (end < r->len && r->text[end] != '\n' && r->text[end] != '\r')
			end++;
		complain(r, W012,
			 source_at(r, at, (unsigned)utf8_count(r->text + at, end - at)),
			 NULL, "");
	}
	source_turn(r, before);
}

/* Whether all that stands behind a key is a comment. */
static bool
comment_behind(const struct reading *r, const struct node *node)
{
	size_t at = node->to;

	while (at < r->len && r->text[at] == ' ')
		at++;
	return node->plain && at < r->len && r->text[at] == '#';
}

/*
 * A label is piped into texts, and stands in tables: it is the same words everywhere, so no brace
 * of its own may mean anything.
 */
static const char *
label_kept(struct reading *r, const struct node *node)
{
	char *label = arena_copy(r->arena, node->text, node->len);
	size_t n = 0;

	for (size_t i = 0; i < node->len; i++) {
		bool twice = node->text[i] == '{' && node->text[i + 1] == '{';

		if (node->text[i] == '{' && !twice && r->fresh) {
			size_t len = strcspn(node->text + i, "}");

			complain(r, E061_LABEL,
				 node_inside(r, node, i,
					     (unsigned)utf8_count(node->text + i, len) +
						     1),
				 NULL, "");
			return NULL;
		}
		label[n++] = node->text[i];
		i += twice;
	}
	label[n] = '\0';
	return label;
}

const char *
take_one(struct reading *r, const struct node *node, unsigned most)
{
	size_t count;

	if (!node_is_text(r, node, "a text"))
		return NULL;
	if (node->len == 0) {
		complain(
			r, E023, node_key_at(node),
			comment_behind(r, node)
				? "what stands behind # is a comment: put the text in quotes"
				: needed_hint(node),
			"a text, and not empty");
		return NULL;
	}
	words_lost(r, node);
	count = utf8_count(node->text, node->len);
	if (count > most)
		complain(r, E027, node->at, NULL, digits(r, (long long)count),
			 digits(r, most));
	if (r->labels)
		return label_kept(r, node);
	if (strchr(node->text, '{')) {
		struct piped *piped = arena_one(r->scratch, struct piped);

		*piped =
			(struct piped){ .node = node, .page = r->page, .next = r->piped };
		r->piped = piped;
	}
	return keep(r, node->text);
}

bool
take_text(struct reading *r, const struct node *map, const char *name, unsigned most,
	  struct text *out)
{
	const struct form *form = r->form;
	const struct node *first = node_get(map, name), *node;
	struct text text = { 0 };
	unsigned lang;

	if (first)
		text.in[0] = take_one(r, first, most);
	for (lang = 1; lang < form->language_count; lang++) {
		const char *code = form->languages[lang];

		node = node_get(map, arena_printf(r->scratch, "%s (%s)", name, code));
		if (node && first)
			text.in[lang] = take_one(r, node, most);
		else if (node && !misspelt(r, map, name))
			complain(r, E022, node->key->at, NULL, name);
		else if (first && first->type == NODE_TEXT)
			text_missing(r, first, name, lang);
	}
	if (!text.in[0])
		return false;
	*out = text;
	return true;
}

const char *
take_label(struct reading *r, const struct node *node, unsigned most)
{
	const char *label;

	r->labels = true;
	label = take_one(r, node, most);
	r->labels = false;
	return label;
}

bool
take_label_text(struct reading *r, const struct node *map, const char *name,
		unsigned most, struct text *out)
{
	bool taken;

	r->labels = true;
	taken = take_text(r, map, name, most, out);
	r->labels = false;
	return taken;
}

/* ---- lists of lines ---------------------------------------------------------------- */

/* The same lines in one more language. */
static void
lines_translate(struct reading *r, const struct node *first, const struct node *list,
		const char *what, unsigned lang, unsigned most, struct text *out)
{
	const struct node *item;
	size_t i = 0;

	if (!node_is(r, list, NODE_LIST,
		     "a list, one entry a line with a dash before it"))
		return;
	if (list->count != first->count) {
		complain(r, E093_LINES, node_key_at(list),
			 arena_printf(r->arena, "%zu here, %zu in the first language",
				      list->count, first->count),
			 what, language_name(r->form->languages[lang]));
		return;
	}
	for (item = list->first; item; item = item->next)
		out[i++].in[lang] = take_one(r, item, most);
}

size_t
lines_take(struct reading *r, const struct node *map, const char *name, const char *what,
	   unsigned most, size_t room, struct text *out)
{
	const struct node *first = node_get(map, name), *item;
	size_t count = 0;
	unsigned lang;

	if (first && !node_is(r, first, NODE_LIST,
			      "a list, one entry a line with a dash before it"))
		return 0;
	if (first && first->count > room) {
		complain(r, E029, node_key_at(first), "keep those that matter most",
			 digits(r, (long long)first->count), what,
			 digits(r, (long long)room));
		return 0;
	}
	for (item = first ? first->first : NULL; item; item = item->next)
		out[count++].in[0] = take_one(r, item, most);
	for (lang = 1; lang < r->form->language_count; lang++) {
		const char *code = r->form->languages[lang];
		const struct node *list =
			node_get(map, arena_printf(r->scratch, "%s (%s)", name, code));

		if (list && first)
			lines_translate(r, first, list, what, lang, most, out);
		else if (list && !misspelt(r, map, name))
			complain(r, E022, list->key->at, NULL, name);
		else if (first)
			text_missing(r, first, name, lang);
	}
	return count;
}

/* ---- numbers, yes and no ----------------------------------------------------------- */

bool
take_uint(struct reading *r, const struct node *map, const char *name, unsigned low,
	  unsigned high, unsigned *out)
{
	const struct node *node = node_get(map, name);
	unsigned long n;

	if (!node || node->type == NODE_BAD)
		return false;
	if (node->type != NODE_TEXT || !str_to_uint(node->text, high, &n) || n < low) {
		complain(r, E023, node->at, NULL,
			 arena_printf(r->scratch, "a whole number from %u to %u", low,
				      high));
		return false;
	}
	*out = (unsigned)n;
	return true;
}

bool
take_bool(struct reading *r, const struct node *map, const char *name, bool *out)
{
	const struct node *node = node_get(map, name);

	if (!node || node->type == NODE_BAD)
		return false;
	if (node->type == NODE_TEXT &&
	    (str_same(node->text, "yes") || str_same(node->text, "no"))) {
		*out = str_same(node->text, "yes");
		return true;
	}
	complain(r, E023, node->at, NULL, "yes or no");
	return false;
}

bool
take_measure(struct reading *r, const struct node *map, const char *name,
	     const char *word, unsigned most, unsigned *out)
{
	const struct node *node = node_get(map, name);
	const char *blank;
	unsigned long n;

	if (!node || node->type == NODE_BAD)
		return false;
	blank = node->type == NODE_TEXT ? strchr(node->text, ' ') : NULL;
	if (blank &&
	    str_to_uint(arena_copy(r->scratch, node->text, (size_t)(blank - node->text)),
			most, &n) &&
	    n > 0 &&
	    (str_same(blank + 1, word) ||
	     (n == 1 && strlen(blank + 1) + 1 == strlen(word) &&
	      str_starts(word, blank + 1)))) {
		*out = (unsigned)n;
		return true;
	}
	complain(r, E023, node->at, NULL,
		 arena_printf(r->scratch, "1 to %u %s, such as \"%u %s\"", most, word,
			      most < 24 ? most : 24, word));
	return false;
}

/* ---- ids and codes ----------------------------------------------------------------- */

/* A small letter, then small letters, digits and _: it becomes a posted field. */
static bool
id_shape(const char *s)
{
	size_t i;

	if (s[0] < 'a' || s[0] > 'z')
		return false;
	for (i = 1; s[i]; i++) {
		if (!((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= '0' && s[i] <= '9') ||
		      s[i] == '_'))
			return false;
	}
	return i <= 32;
}

static bool
word_among(const char *s, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (str_same(words[i], s))
			return true;
	}
	return false;
}

bool
word_reserved(const char *s, bool id)
{
	return word_among(s, reserved_words, ARRAY_LEN(reserved_words)) ||
	       (id && word_among(s, reserved_ids, ARRAY_LEN(reserved_ids)));
}

bool
form_id_good(const char *id)
{
	return id_shape(id) && !word_reserved(id, true);
}

bool
whole_number(const char *s, int *out)
{
	bool minus = s[0] == '-';
	unsigned long n;

	s += minus;
	if (s[0] < '0' || s[0] > '9' || (s[0] == '0' && (s[1] || minus)) ||
	    strlen(s) > 6 || !str_to_uint(s, 999999, &n))
		return false;
	*out = minus ? -(int)n : (int)n;
	return true;
}

/* Codes may be whole numbers as well; ids never, since they stand alone in conditions. */
static bool
word_right(struct reading *r, const struct node *key, bool id)
{
	int n;

	if (!key || key->type != NODE_TEXT)
		return false;
	if (!id && whole_number(key->text, &n))
		return true;
	if (!id_shape(key->text)) {
		complain(r, E024, key->at, NULL, "_");
		return false;
	}
	if (word_reserved(key->text, id)) {
		complain(r, E026, key->at, NULL, key->text);
		return false;
	}
	return true;
}

bool
id_right(struct reading *r, const struct node *key)
{
	return word_right(r, key, true);
}

bool
code_right(struct reading *r, const struct node *key)
{
	return word_right(r, key, false);
}

bool
slug_right(const char *s)
{
	size_t i;

	if (s[0] < 'a' || s[0] > 'z')
		return false;
	for (i = 1; s[i]; i++) {
		if (!((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= '0' && s[i] <= '9') ||
		      s[i] == '-'))
			return false;
	}
	return i <= 32;
}

const char *
take_slug(struct reading *r, const struct node *map, const char *name)
{
	const struct node *node = node_get(map, name);

	if (!node)
		missing(r, map, name);
	if (!node || !node_is_text(r, node, "an id"))
		return NULL;
	if (!slug_right(node->text))
		complain(r, E024, node->at, NULL, "-");
	return keep(r, node->text);
}

void
name_add(struct reading *r, const char *id, struct place at)
{
	struct name *name;

	for (name = r->names; name; name = name->next) {
		if (str_same(name->id, id)) {
			complain(r, E025, at, NULL, id, digits(r, name->line));
			return;
		}
	}
	name = arena_one(r->scratch, struct name);
	*name = (struct name){ .id = keep(r, id), .line = at.line, .next = r->names };
	r->names = name;
}
