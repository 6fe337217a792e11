/*
 * The key `words`: our own words in a language that the program does not speak, brought by a form
 * or by its side file.  A form with a gap does not open.
 *
 * A frozen form is read by later programs too, whose words are others: what it says too much or
 * too little there is passed over, and stands in English.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"
#include "form/wording.h"

/* Words are short, but a translation may need more room. */
enum { ROOM_LEAST = 80, ROOM_TIMES = 3 };

/* How many words of ours a form is laid out with. */
static const char **
column(struct reading *r, unsigned lang)
{
	const char **words = r->own_words[lang];

	if (!words) {
		words = arena_array(r->arena, const char *, WORD__COUNT);
		r->own_words[lang] = words;
		r->form->words[lang] = words;
	}
	return words;
}

/* E021 for an id that there is not. */
static enum word
id_find(struct reading *r, const struct node *entry, const char *id)
{
	const char *ids[WORD__FORM];
	enum word word = word_find(id);

	if (word < WORD__FORM)
		return word;
	for (unsigned i = 0; i < WORD__FORM; i++)
		ids[i] = word_rows[i].id;
	if (r->fresh)
		complain(r, E021, entry->key->at,
			 word < WORD__COUNT
				 ? "it stands on no page of a survey, and stays as it is"
				 : did_you_mean(r, id, ids, ARRAY_LEN(ids)),
			 entry->key->text);
	return WORD__COUNT;
}

/* "a text with {1} and {2}" */
static const char *
wanted(enum word word)
{
	const char *en = word_rows[word].en;

	return strstr(en, "{2}")  ? "a text with {1} and {2}"
	       : strstr(en, "{1") ? "a text with {1}, and no other braces"
				  : "a text without braces";
}

static bool
text_right(struct reading *r, const struct node *node, enum word word)
{
	enum word_fault fault = word_check(word, node->text);

	if (fault == WORD_RIGHT)
		return true;
	if (r->fresh && fault == WORD_BAD_FORMS)
		complain(
			r, E023, node->at,
			"only for a number; the classes are zero, one, two, few, many, other",
			"{1|one=...|other=...}, with other");
	else if (r->fresh)
		complain(r, E023, node->at,
			 arena_printf(r->diags->arena, "in English: %s",
				      word_rows[word].en),
			 wanted(word));
	return false;
}

/* One word; an empty text is one that a translator has not filled in yet. */
static void
word_read(struct reading *r, const struct node *entry, const char *id, unsigned lang)
{
	enum word word = id_find(r, entry, id);
	size_t most, count;

	if (word >= WORD__FORM || !node_is_text(r, entry, "a text") || !entry->len)
		return;
	words_lost(r, entry);
	most = utf8_count(word_rows[word].en, strlen(word_rows[word].en)) * ROOM_TIMES;
	most = most < ROOM_LEAST ? ROOM_LEAST : most;
	count = utf8_count(entry->text, entry->len);
	if (count > most)
		complain(r, E027, entry->at, NULL, digits(r, (long long)count),
			 digits(r, (long long)most));
	else if (text_right(r, entry, word))
		column(r, lang)[word] = keep(r, entry->text);
}

/* Whether the form may bring words in a language; complains at most once of each. */
static bool
language_open(struct reading *r, const struct node *entry, unsigned lang)
{
	const char *code = r->form->languages[lang];

	if (!speech_ours(code))
		return true;
	if (r->fresh && !r->own_refused[lang])
		complain(r, E021, node_key_at(entry),
			 arena_printf(r->diags->arena,
				      "our own words in %s are the program's",
				      language_name(code)),
			 entry->key && entry->key->text ? entry->key->text : "words");
	r->own_refused[lang] = true;
	return false;
}

void
words_side_read(struct reading *r, const struct node *map, unsigned lang)
{
	const struct node *entry;

	if (!map || !node_is_map(r, map, "a map of our own words") ||
	    !language_open(r, map, lang))
		return;
	for (entry = map->first; entry && !diags_full(r->diags); entry = entry->next)
		if (entry->key->text)
			word_read(r, entry, entry->key->text, lang);
}

/* The language behind a key: any of the form's but the first; -1 after a complaint. */
static int
language_behind(struct reading *r, const struct node *entry, const char *code)
{
	int lang = form_language(r->form, code);

	if (lang > 0)
		return lang;
	if (lang == 0)
		complain(r, E021, entry->key->at,
			 "the first of the languages stands without brackets",
			 entry->key->text);
	else if (!language_name(code))
		complain(r, E091, entry->key->at, NULL, code);
	else
		complain(r, E092, entry->key->at, NULL, language_name(code), code);
	return -1;
}

void
words_read(struct reading *r, const struct node *map)
{
	const struct node *entry;
	char id[64], code[16];

	if (!map || !node_is_map(r, map, "a map of our own words"))
		return;
	for (entry = map->first; entry && !diags_full(r->diags); entry = entry->next) {
		const char *name = entry->key->text;
		int lang = 0;

		if (!name)
			continue;
		if (key_has_language(name, id, code)) {
			name = id;
			lang = language_behind(r, entry, code);
			if (lang < 0)
				continue;
		}
		if (language_open(r, entry, (unsigned)lang))
			word_read(r, entry, name, (unsigned)lang);
	}
}

/* Where the language is declared. */
static struct place
declared_at(const struct node *map, const char *code)
{
	const struct node *list = node_get(map, "languages"), *item;

	for (item = node_items(list); item; item = node_next(list, item))
		if (item->type == NODE_TEXT && str_same(item->text, code))
			return item->at;
	return node_key_at(list ? list : map);
}

void
words_check(struct reading *r, const struct node *map)
{
	const struct form *form = r->form;

	for (unsigned lang = 0; r->fresh && lang < form->language_count; lang++) {
		const char *code = form->languages[lang];
		unsigned missing = 0;

		for (unsigned word = 0; word < WORD__FORM; word++)
			missing += !form->words[lang] || !form->words[lang][word];
		if (missing && !speech_ours(code))
			complain(r, E094, declared_at(map, code), NULL,
				 digits(r, missing), language_name(code), code);
	}
}
