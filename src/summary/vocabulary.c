/*
 * How often words are used, and by how many persons: each under its stem, with its commonest form.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/terms.h"

struct form_count { /* a word as people wrote it, in small letters */
	const char *text;
	uint32_t stem;
	uint32_t persons, last; /* as of a stem */
	bool stop;
};
struct index { /* open addressing; 0: empty, else 1 + the place in its list */
	uint32_t *slots;
	size_t size, used;
};
struct vocabulary {
	enum tongue tongue;
	struct stemmer *stemmer;
	struct arena *arena;
	struct form_count *forms;
	struct stem_count *stems;
	size_t form_count, form_room, stem_count, stem_room;
	struct index by_form, by_stem;
};

void
vocabulary_free(struct vocabulary *v)
{
	if (!v)
		return;
	stemmer_free(v->stemmer);
	arena_free(v->arena);
	free(v->forms);
	free(v->stems);
	free(v->by_form.slots);
	free(v->by_stem.slots);
	free(v);
}

struct vocabulary *
vocabulary_new(const char *language)
{
	struct vocabulary *v = mem_new(1, sizeof(*v));

	v->tongue = tongue_of(language);
	v->stemmer = stemmer_new(v->tongue);
	v->arena = arena_new(0);
	return v;
}

/* ---- finding -------------------------------------------------------------------------- */

/* FNV-1a. */
static size_t
hash(const char *text, size_t len)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)text[i]) * 1099511628211u;
	return (size_t)(h ^ h >> 32);
}

static const char *
form_text(const struct vocabulary *v, uint32_t at)
{
	return v->forms[at].text;
}

static const char *
stem_text(const struct vocabulary *v, uint32_t at)
{
	return v->stems[at].text;
}

/* The slot where a text is, or would be. */
static uint32_t *
slot_of(const struct vocabulary *v, const struct index *index,
	const char *(*text_at)(const struct vocabulary *, uint32_t), const char *text,
	size_t len)
{
	size_t at = hash(text, len) & (index->size - 1);

	while (index->slots[at]) {
		const char *there = text_at(v, index->slots[at] - 1);

		if (!strncmp(there, text, len) && !there[len])
			break;
		at = (at + 1) & (index->size - 1);
	}
	return &index->slots[at];
}

/* Room for one more, at most half full. */
static void
index_room(const struct vocabulary *v, struct index *index,
	   const char *(*text_at)(const struct vocabulary *, uint32_t))
{
	struct index old = *index;

	if (2 * (old.used + 1) <= old.size)
		return;
	index->size = old.size ? 2 * old.size : 1024;
	index->slots = mem_new(index->size, sizeof(*index->slots));
	for (size_t i = 0; i < old.size; i++) {
		const char *text = old.slots[i] ? text_at(v, old.slots[i] - 1) : NULL;

		if (text)
			*slot_of(v, index, text_at, text, strlen(text)) = old.slots[i];
	}
	free(old.slots);
}

static uint32_t
stem_find(struct vocabulary *v, const char *text, size_t len)
{
	uint32_t *slot;

	index_room(v, &v->by_stem, stem_text);
	slot = slot_of(v, &v->by_stem, stem_text, text, len);
	if (*slot)
		return *slot - 1;
	if (v->stem_count == v->stem_room) {
		v->stem_room = v->stem_room ? 2 * v->stem_room : 512;
		v->stems = mem_grow(v->stems, v->stem_room, sizeof(*v->stems));
	}
	v->stems[v->stem_count++] =
		(struct stem_count){ .text = arena_copy(v->arena, text, len) };
	v->by_stem.used++;
	*slot = (uint32_t)v->stem_count;
	return *slot - 1;
}

static struct form_count *
form_find(struct vocabulary *v, const struct token *word)
{
	const char *stem;
	uint32_t *slot;
	size_t len;

	index_room(v, &v->by_form, form_text);
	slot = slot_of(v, &v->by_form, form_text, word->lower, word->lower_len);
	if (*slot)
		return &v->forms[*slot - 1];
	if (v->form_count == v->form_room) {
		v->form_room = v->form_room ? 2 * v->form_room : 512;
		v->forms = mem_grow(v->forms, v->form_room, sizeof(*v->forms));
	}
	stem = stemmer_stem(v->stemmer, word->folded, word->folded_len, &len);
	v->forms[v->form_count++] = (struct form_count){
		.text = arena_copy(v->arena, word->lower, word->lower_len),
		.stem = stem_find(v, stem, len),
		.stop = stop_word(word->folded, word->folded_len, v->tongue),
	};
	v->by_form.used++;
	*slot = (uint32_t)v->form_count;
	return &v->forms[*slot - 1];
}

/* ---- counting -------------------------------------------------------------------------- */

void
vocabulary_count(struct vocabulary *v, const struct token *word, enum side side,
		 uint32_t person)
{
	struct form_count *form = form_find(v, word);
	struct stem_count *stem = &v->stems[form->stem];

	if (form->stop)
		return;
	stem->uses[side]++;
	if (side != SIDE_IN)
		return;
	if (form->last != person)
		form->persons++;
	if (stem->last != person)
		stem->persons++;
	form->last = stem->last = person;
}

void
vocabulary_asked(struct vocabulary *v, const char *words)
{
	struct tokens tokens = tokens_of(words, strlen(words));
	struct token token;

	while (token_next(&tokens, &token)) {
		/* Finding may move the list of stems: it comes first. */
		const struct form_count *form = token.word ? form_find(v, &token) : NULL;

		if (form)
			v->stems[form->stem].asked = true;
	}
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(((const struct stem_count *)a)->text,
		      ((const struct stem_count *)b)->text);
}

const struct stem_count *
vocabulary_stems(struct vocabulary *v, uint32_t least, size_t *out_count)
{
	for (size_t i = 0; i < v->form_count; i++) {
		const struct form_count *form = &v->forms[i];
		struct stem_count *stem = &v->stems[form->stem];

		if (!form->persons || form->persons < least)
			continue;
		/* Of two that as many used, the one that comes first in the alphabet. */
		if (!stem->form || form->persons > stem->form_persons ||
		    (form->persons == stem->form_persons &&
		     strcmp(form->text, stem->form) < 0)) {
			stem->form = form->text;
			stem->form_persons = form->persons;
		}
	}
	/* In the alphabet's order, so that no order of hashing shows.  Nothing is counted after. */
	if (v->stem_count)
		qsort(v->stems, v->stem_count, sizeof(*v->stems), by_text);
	*out_count = v->stem_count;
	return v->stems;
}

/* ---- persons ------------------------------------------------------------------------------ */

struct one_text {
	const unsigned char *person;
	size_t at;
};

static int
by_person(const void *a, const void *b)
{
	const struct one_text *one = a, *other = b;
	int order = memcmp(one->person, other->person, 32);

	return order ? order : one->at < other->at ? -1 : one->at > other->at;
}

void
texts_by_person(const struct term_text *texts, size_t count, size_t *out)
{
	struct one_text *all = mem_new(count + 1, sizeof(*all));

	for (size_t i = 0; i < count; i++)
		all[i] = (struct one_text){ texts[i].person, i };
	qsort(all, count, sizeof(*all), by_person);
	for (size_t i = 0; i < count; i++)
		out[i] = all[i].at;
	free(all);
}
