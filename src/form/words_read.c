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

/* What stands for a word was complained of: the word is not missed as well. */
static void
told(struct reading *r, enum word word, unsigned lang)
{
	if (!r->own_told[lang])
		r->own_told[lang] = arena_array(r->scratch, bool, WORD__COUNT);
	r->own_told[lang][word] = true;
}

/* E021 for an id that there is not. */
static enum word
id_find(struct reading *r, const struct node *entry, const char *id, unsigned lang)
{
	const char *ids[WORD__MAY], *near;
	enum word word = word_find(id);

	if (word < WORD__MAY)
		return word;
	for (unsigned i = 0; i < WORD__MAY; i++)
		ids[i] = word_rows[i].id;
	near = word < WORD__COUNT ? NULL : str_nearest(id, ids, ARRAY_LEN(ids));
	if (near)
		told(r, word_find(near), lang);
	else
		r->own_unknown[lang]++;
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
	else if (r->fresh && fault == WORD_BAD_SIGN)
		complain(r, E001_SIGN, node->at, NULL, "U+FDD0 to U+FDEF");
	else if (r->fresh && fault == WORD_TOO_LITTLE)
		complain(r, E023, node->at,
			 arena_printf(r->diags->arena, "in English: %s",
				      word_rows[word].en),
			 "as much as the English says: people rely on it");
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
	enum word word = id_find(r, entry, id, lang);
	size_t most, count;

	if (word >= WORD__MAY || (entry->type == NODE_TEXT && !entry->len))
		return;
	if (!node_is_text(r, entry, "a text")) {
		told(r, word, lang);
		return;
	}
	words_lost(r, entry);
	most = utf8_count(word_rows[word].en, strlen(word_rows[word].en)) * ROOM_TIMES;
	most = most < ROOM_LEAST ? ROOM_LEAST : most;
	count = utf8_count(entry->text, entry->len);
	if (count <= most && text_right(r, entry, word)) {
		column(r, lang)[word] = keep(r, entry->text);
		return;
	}
	if (count > most)
		complain(r, E027, entry->at, NULL, digits(r, (long long)count),
			 digits(r, (long long)most));
	told(r, word, lang);
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
	else if (r->languages_lost)
		return -1;
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

struct place
language_at(const struct node *map, const char *code)
{
	const struct node *list = node_get(map, "languages"), *item;

	for (item = node_items(list); item; item = node_next(list, item))
		if (item->type == NODE_TEXT && str_same(item->text, code))
			return item->at;
	return node_key_at(list ? list : map);
}

enum { NAMED_MOST = 3 };

/* `"skip", "or" and 40 more` */
static const char *
names(struct reading *r, const char *const *ids, unsigned count)
{
	SCOPED(buf) out = { 0 };
	unsigned shown = count < NAMED_MOST ? count : NAMED_MOST;

	buf_init(&out, 1000);
	for (unsigned i = 0; i < shown; i++)
		buf_printf(&out, "%s\"%s\"",
			   i == 0			      ? ""
			   : i + 1 == shown && count == shown ? " and "
							      : ", ",
			   ids[i]);
	if (count > shown)
		buf_printf(&out, " and %u more", count - shown);
	return arena_str(r->scratch, out.data);
}

static void
words_missing(struct reading *r, const struct node *map, unsigned lang)
{
	const char *ids[NAMED_MOST], *code = r->form->languages[lang];
	const char **words = r->own_words[lang];
	unsigned missing = 0;

	for (unsigned word = 0; word < WORD__FORM; word++) {
		if ((words && words[word]) || (r->own_told[lang] && r->own_told[lang][word]))
			continue;
		if (missing < NAMED_MOST)
			ids[missing] = word_rows[word].id;
		missing++;
	}
	if (missing > r->own_unknown[lang])
		complain(r, E094,
			 r->own_at[lang].line ? r->own_at[lang] : language_at(map, code),
			 r->own_at[lang].line ? "fill them in under `words` of this file" : NULL,
			 arena_printf(r->scratch, "%u of our own words %s", missing,
				      missing == 1 ? "has" : "have"),
			 language_name(code), code, names(r, ids, missing));
}

void
words_check(struct reading *r, const struct node *map)
{
	for (unsigned lang = 0; r->fresh && lang < r->form->language_count; lang++)
		if (!speech_ours(r->form->languages[lang]))
			words_missing(r, map, lang);
}
