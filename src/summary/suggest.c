/*
 * Which themes a text may be about: by its words, each looked up once, and by patterns, one by one.
 * Only ever a suggestion; people decide.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/suggest.h"

enum {
	SUGGESTIONS_MOST = 20000
}; /* of one text: no book that helps anybody makes so many */

struct found_list {
	struct suggestion *items;
	size_t count, room;
};

static void
suggestion_add(struct found_list *list, int theme, size_t from, size_t to,
	       const char *word)
{
	if (list->count == SUGGESTIONS_MOST)
		return;
	if (list->count == list->room) {
		list->room = list->room ? 2 * list->room : 64;
		list->items = mem_grow(list->items, list->room, sizeof(*list->items));
	}
	list->items[list->count++] = (struct suggestion){
		.theme = theme, .from = from, .to = to, .word = word
	};
}

/* ---- what a word is ----------------------------------------------------------------- */

static void
found_add(struct suggester *s, uint32_t element)
{
	if (s->found_count == s->found_room) {
		s->found_room = s->found_room ? 2 * s->found_room : 256;
		s->found = mem_grow(s->found, s->found_room, sizeof(*s->found));
	}
	s->found[s->found_count++] = element;
}

static void
keys_look(struct suggester *s, uint32_t h, const char *text, size_t len, bool prefix)
{
	int at = s->chains[(h ^ h >> 15) & (s->chain_count - 1)];

	for (; at >= 0; at = s->keys[at].next) {
		const struct key *key = &s->keys[at];

		if (key->len == len && key->prefix == prefix &&
		    !memcmp(key->text, text, len))
			found_add(s, key->element);
	}
}

/* All elements that a word is, by its beginnings and by its stem. */
static void
word_look(struct suggester *s, const struct token *token)
{
	const char *stem = token->folded;
	size_t len = token->folded_len;
	uint32_t h = key_hash_start;

	for (size_t i = 0; i < len; i++) {
		h = key_hash_step(h, token->folded[i]);
		if (s->lengths[i + 1])
			keys_look(s, h, token->folded, i + 1, true);
	}
	if (s->tongue == TONGUE_ENGLISH) {
		stem = stemmer_stem(s->stemmer, stem, len, &len);
		h = key_hash_start;
		for (size_t i = 0; i < len; i++)
			h = key_hash_step(h, stem[i]);
	}
	keys_look(s, h, stem, len, false);
}

/* Where a word is remembered, or would be; NULL: there is no room near where it belongs. */
static struct known *
known_slot(const struct suggester *s, const struct token *token, uint32_t h)
{
	for (size_t i = 0; i < KNOWN_STEPS; i++) {
		struct known *k = &s->known[(h + i) & (KNOWN_MOST - 1)];

		if (!k->text)
			return k;
		if (k->hash == h && k->len == token->folded_len &&
		    !memcmp(s->known_texts + k->text - 1, token->folded, k->len))
			return k;
	}
	return NULL;
}

static void
place_find(struct suggester *s, const struct token *token, struct place *out)
{
	uint32_t h = key_hash_start;
	struct known *k;

	for (size_t i = 0; i < token->folded_len; i++)
		h = key_hash_step(h, token->folded[i]);
	h ^= h >> 15;
	k = known_slot(s, token, h);
	if (!k || !k->text) {
		out->found = (uint32_t)s->found_count;
		word_look(s, token);
		out->count = (uint32_t)s->found_count - out->found;
	} else {
		out->found = k->from;
		out->count = k->count;
	}
	if (!k || k->text || s->known_used + token->folded_len > KNOWN_BYTES ||
	    s->known_count >= KNOWN_FULL)
		return;
	*k = (struct known){ .hash = h,
			     .text = (uint32_t)s->known_used + 1,
			     .len = (uint32_t)token->folded_len,
			     .from = out->found,
			     .count = out->count };
	memcpy(s->known_texts + s->known_used, token->folded, token->folded_len);
	s->known_used += token->folded_len;
	s->known_count++;
}

/* Forgets all words once there are many; never within a text, whose places point there. */
static void
known_tidy(struct suggester *s)
{
	if (s->known_count < KNOWN_FULL && s->known_used < KNOWN_BYTES / 2 &&
	    s->found_count < KNOWN_MOST)
		return;
	memset(s->known, 0, KNOWN_MOST * sizeof(*s->known));
	s->known_count = s->known_used = s->found_count = 0;
}

/* ---- words and phrases -------------------------------------------------------------- */

static void
places_read(struct suggester *s, const char *text, size_t len)
{
	struct tokens tokens = tokens_of(text, len);
	struct token token;

	known_tidy(s);
	s->place_count = 0;
	while (token_next(&tokens, &token)) {
		struct place *place;

		if (s->place_count == s->place_room) {
			s->place_room = s->place_room ? 2 * s->place_room : 256;
			s->places = mem_grow(s->places, s->place_room, sizeof(*place));
		}
		place = &s->places[s->place_count++];
		*place = (struct place){ .from = (uint32_t)token.from,
					 .to = (uint32_t)token.to,
					 .joined = token.joined };
		if (token.folded_len)
			place_find(s, &token, place);
	}
}

static bool
place_is(const struct suggester *s, const struct place *place, uint32_t element)
{
	for (uint32_t i = 0; i < place->count; i++)
		if (s->found[place->found + i] == element)
			return true;
	return false;
}

/* Whether the rest of a phrase follows the word that begins it. */
static bool
phrase_here(const struct suggester *s, const struct rule *rule, size_t at)
{
	for (size_t i = 1; i < rule->element_count; i++) {
		const struct place *place = &s->places[at + i];

		if (at + i >= s->place_count || !place->joined ||
		    !place_is(s, place, rule->elements[i]))
			return false;
	}
	return true;
}

static void
words_suggest(const struct suggester *s, struct found_list *out)
{
	for (size_t at = 0; at < s->place_count; at++) {
		const struct place *place = &s->places[at];

		for (uint32_t i = 0; i < place->count; i++) {
			int next = s->first_rules[s->found[place->found + i]];

			for (; next >= 0; next = s->rules[next].next) {
				const struct rule *rule = &s->rules[next];

				if (phrase_here(s, rule, at))
					suggestion_add(
						out, rule->theme, place->from,
						s->places[at + rule->element_count - 1]
							.to,
						rule->word);
			}
		}
	}
}

/* ---- patterns ----------------------------------------------------------------------- */

/*
 * The text in small letters.  False: it holds one of the two characters that are, to a pattern, the
 * same as a plain letter (the sign for kelvin, the long s), and no literal can be relied on.
 */
static bool
lower_make(struct suggester *s, const char *text, size_t len)
{
	if (s->lower_room < len + 1) {
		s->lower_room = len + len / 2 + 1;
		s->lower = mem_grow(s->lower, s->lower_room, 1);
	}
	for (size_t i = 0; i < len; i++)
		s->lower[i] =
			(char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]);
	return !memmem(text, len, "\xe2\x84\xaa", 3) && !memmem(text, len, "\xc5\xbf", 2);
}

static bool
may_match(const struct suggester *s, const struct pattern *p, size_t len)
{
	for (size_t i = 0; i < p->literal_count; i++)
		if (memmem(s->lower, len, p->literals[i], strlen(p->literals[i])))
			return true;
	return !p->literal_count;
}

/* Whether a place lies wholly within a label of redaction, "[NAME]", which nobody wrote. */
static bool
in_label(const char *text, size_t len, size_t from, size_t to)
{
	size_t start = from;

	while (start && text[start] != '[' && from - start < 16)
		start--;
	return start + label_length(text + start, text + len) >= to;
}

/* The first place at `at` or after it where one of its letters stand; len: none. */
static size_t
literal_find(const struct suggester *s, const struct pattern *p, size_t len, size_t at)
{
	size_t first = len;

	for (size_t i = 0; i < p->literal_count && at < len; i++) {
		size_t own = strlen(p->literals[i]);
		/* No further than another was found: that one comes first. */
		size_t end = len - first > own ? first + own : len;
		const char *found = memmem(s->lower + at, end - at, p->literals[i], own);

		if (found && (size_t)(found - s->lower) < first)
			first = (size_t)(found - s->lower);
	}
	return first;
}

/*
 * The next match at `at` or after it.  Where each begins with letters that are known, the pattern
 * is tried where they stand and nowhere else.
 */
static enum rx_result
pattern_find(const struct suggester *s, const struct pattern *p, const char *text,
	     size_t len, size_t at, bool leads, size_t match[2 * RX_GROUPS])
{
	enum rx_result got = RX_NONE;

	if (!leads)
		return rx_find(p->rx, text, len, at, false, match);
	for (; got == RX_NONE; at++) {
		at = literal_find(s, p, len, at);
		if (at == len)
			return RX_NONE;
		got = rx_find(p->rx, text, len, at, true, match);
	}
	return got;
}

static void
pattern_suggest(const struct suggester *s, const struct pattern *p, const char *text,
		size_t len, bool leads, struct found_list *out)
{
	size_t at = 0, match[2 * RX_GROUPS];

	/* Steps are counted from a search at the beginning on: this is one, over nothing. */
	if (leads && rx_find(p->rx, text, 0, 0, true, match) == RX_LIMIT)
		return;
	/* At a limit nothing is known of the rest of the text: it suggests nothing. */
	while (at < len && pattern_find(s, p, text, len, at, leads, match) == RX_FOUND) {
		if (!in_label(text, len, match[0], match[1]))
			suggestion_add(out, p->theme, match[0], match[1], p->word);
		/* \K in a look-around can end a match where it was begun. */
		if (match[1] <= at)
			return;
		at = match[1];
	}
}

/* ---- all of them -------------------------------------------------------------------- */

static int
by_place(const void *a, const void *b)
{
	const struct suggestion *one = a, *other = b;

	if (one->from != other->from)
		return one->from < other->from ? -1 : 1;
	if (one->to != other->to)
		return one->to < other->to ? -1 : 1;
	return one->theme != other->theme ? (one->theme < other->theme ? -1 : 1)
					  : strcmp(one->word, other->word);
}

struct suggestion *
suggest(struct suggester *s, const char *text, size_t len, size_t *out_count,
	struct arena *a)
{
	struct found_list list = { 0 };
	struct suggestion *out;
	size_t count = 0;
	bool plain = s->pattern_count && lower_make(s, text, len);

	if (len > UINT32_MAX)
		die("suggest: a text of %zu bytes", len);
	places_read(s, text, len);
	words_suggest(s, &list);
	for (size_t i = 0; i < s->pattern_count; i++)
		if (!plain || may_match(s, &s->patterns[i], len))
			pattern_suggest(s, &s->patterns[i], text, len,
					plain && s->patterns[i].leads, &list);
	if (list.count)
		qsort(list.items, list.count, sizeof(*list.items), by_place);
	out = arena_array(a, struct suggestion, list.count + 1);
	for (size_t i = 0; i < list.count; i++) {
		const struct suggestion *one = &list.items[i],
					*last = &out[count - !!count];

		/* Two words of a theme that say the same of the same place are one. */
		if (!count || last->from != one->from || last->to != one->to ||
		    last->theme != one->theme)
			out[count++] = *one;
	}
	free(list.items);
	*out_count = count;
	return out;
}
