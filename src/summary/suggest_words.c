/*
 * From a codebook's words to what a text is looked up in.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/codebook.h"
#include "summary/suggest.h"

enum {
	WELSH_WHOLE = 3
}; /* shorter words than this plus one stand for themselves alone */

void
suggester_free(struct suggester *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->pattern_count; i++)
		rx_free(s->patterns[i].rx);
	stemmer_free(s->stemmer);
	arena_free(s->arena);
	free(s->rules);
	free(s->keys);
	free(s->chains);
	free(s->first_rules);
	free(s->patterns);
	free(s->known);
	free(s->known_texts);
	free(s->found);
	free(s->places);
	free(s->lower);
	free(s);
}

/* ---- elements -------------------------------------------------------------------------- */

/* Room for one more of a list that grows. */
#define ROOM_FOR_ONE(list, count, room)                                     \
	do {                                                                \
		if ((count) == (room)) {                                    \
			(room) = (room) ? 2 * (room) : 64;                  \
			(list) = mem_grow((list), (room), sizeof(*(list))); \
		}                                                           \
	} while (0)

static int
key_find(const struct suggester *s, const char *text, size_t len, bool prefix)
{
	for (size_t i = 0; i < s->key_count; i++)
		if (s->keys[i].len == len && s->keys[i].prefix == prefix &&
		    !memcmp(s->keys[i].text, text, len))
			return (int)i;
	return -1;
}

static uint32_t
element_new(struct suggester *s)
{
	ROOM_FOR_ONE(s->first_rules, s->element_count, s->element_room);
	s->first_rules[s->element_count] = -1;
	return (uint32_t)s->element_count++;
}

static void
key_add(struct suggester *s, const char *text, size_t len, bool prefix, uint32_t element)
{
	/* No word of a text is as long as that. */
	if (len > TOKEN_MOST)
		return;
	ROOM_FOR_ONE(s->keys, s->key_count, s->key_room);
	s->keys[s->key_count++] = (struct key){ .text = arena_copy(s->arena, text, len),
						.len = len,
						.prefix = prefix,
						.element = element,
						.next = -1 };
}

/* A Welsh word with all its beginnings; its ending is left open, since endings are not known. */
static uint32_t
welsh_element(struct suggester *s, const struct token *token, bool prefix)
{
	char forms[MUTATIONS][TOKEN_MOST + 4];
	size_t count = welsh_forms(token->folded, token->folded_len, forms);
	uint32_t element = element_new(s);

	prefix = prefix || utf8_count(token->folded, token->folded_len) > WELSH_WHOLE;
	for (size_t i = 0; i < count; i++)
		key_add(s, forms[i], strlen(forms[i]), prefix, element);
	return element;
}

/* The element of one word of the book, the one that is there if there is. */
static uint32_t
element_of(struct suggester *s, const struct token *token, bool prefix)
{
	const char *text = token->folded;
	size_t len = token->folded_len;
	uint32_t element;
	int key;

	if (s->tongue == TONGUE_WELSH)
		return welsh_element(s, token, prefix);
	if (!prefix)
		text = stemmer_stem(s->stemmer, text, len, &len);
	key = key_find(s, text, len, prefix);
	if (key >= 0)
		return s->keys[key].element;
	element = element_new(s);
	key_add(s, text, len, prefix, element);
	return element;
}

/* "supervis*", "sick leave".  What holds no word at all suggests nothing. */
static void
rule_add(struct suggester *s, int theme, const char *word)
{
	struct tokens tokens = tokens_of(word, strlen(word));
	struct rule rule = { .theme = theme, .word = arena_str(s->arena, word) };
	struct token token;
	int *first;

	while (token_next(&tokens, &token)) {
		if (!token.folded_len || rule.element_count == PHRASE_MOST)
			return;
		rule.elements[rule.element_count++] =
			element_of(s, &token, word[token.to] == '*');
	}
	if (!rule.element_count)
		return;
	first = &s->first_rules[rule.elements[0]];
	rule.next = *first;
	*first = (int)s->rule_count;
	ROOM_FOR_ONE(s->rules, s->rule_count, s->rule_room);
	s->rules[s->rule_count++] = rule;
}

static bool
pattern_add(struct suggester *s, const struct book_theme *theme, int index,
	    const char *word, const char *source, struct err *err)
{
	/* Counted: whoever wrote it, no text of anybody's can make it run for long. */
	struct rx *rx = rx_new(source, RX_CASELESS | RX_UNICODE | RX_COUNTED, err);
	struct pattern *p;

	if (!rx)
		return err_add(err, "theme \"%s\", \"%.80s\"", theme->id, word);
	ROOM_FOR_ONE(s->patterns, s->pattern_count, s->pattern_room);
	p = &s->patterns[s->pattern_count++];
	*p = (struct pattern){ .theme = index,
			       .word = arena_str(s->arena, word),
			       .rx = rx };
	p->literal_count = pattern_literals(source, p->literals, &p->leads, s->arena);
	return true;
}

/* ---- the table of keys ------------------------------------------------------------------- */

static void
keys_chain(struct suggester *s)
{
	s->chain_count = 64;
	while (s->chain_count < 2 * s->key_count)
		s->chain_count *= 2;
	s->chains = mem_new(s->chain_count, sizeof(*s->chains));
	for (size_t i = 0; i < s->chain_count; i++)
		s->chains[i] = -1;
	for (size_t i = 0; i < s->key_count; i++) {
		struct key *key = &s->keys[i];
		uint32_t h = key_hash_start;
		int *chain;

		for (size_t b = 0; b < key->len; b++)
			h = key_hash_step(h, key->text[b]);
		chain = &s->chains[(h ^ h >> 15) & (s->chain_count - 1)];
		key->next = *chain;
		*chain = (int)i;
		if (key->prefix)
			s->lengths[key->len] = true;
	}
}

struct suggester *
suggester_new(const struct codebook *book, const char *language, struct err *err)
{
	struct suggester *s = mem_new(1, sizeof(*s));

	s->arena = arena_new(0);
	s->tongue = tongue_of(language);
	s->stemmer = stemmer_new(s->tongue);
	s->known = mem_new(KNOWN_MOST, sizeof(*s->known));
	s->known_texts = mem_new(KNOWN_BYTES, 1);
	for (size_t i = 0; i < book->theme_count; i++) {
		const struct book_theme *theme = &book->themes[i];

		for (size_t w = 0; w < theme->word_count && !theme->until; w++) {
			const char *word = theme->words[w];
			const char *source = book_pattern(word, s->arena);

			if (!source) {
				rule_add(s, (int)i, word);
			} else if (!pattern_add(s, theme, (int)i, word, source, err)) {
				suggester_free(s);
				return NULL;
			}
		}
	}
	keys_chain(s);
	return s;
}
