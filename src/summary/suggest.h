/*
 * A codebook's words, compiled: shared by the two halves of suggestions.
 *
 * A word of the book is a rule: one element, or several for a phrase.  An element is a key that
 * words of a text are looked up by (a stem, a prefix); equal ones are one.  Patterns stand apart.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SUMMARY_SUGGEST_H
#define CANVASS_SUMMARY_SUGGEST_H

#include "summary/terms.h"

enum { PHRASE_MOST = 8, LITERALS_MOST = 12 };

struct rule {
	int theme;
	const char *word; /* the book's */
	uint32_t elements[PHRASE_MOST];
	size_t element_count;
	int next; /* of the rules that begin with the same element; -1: none */
};
struct key { /* "supervis" as a prefix, "leav" as a stem */
	const char *text;
	size_t len;
	bool prefix;
	uint32_t element;
	int next; /* in its chain */
};
struct pattern {
	int theme;
	const char *word;
	struct rx *rx;
	/* One of these stands, in small letters, in each text that it can match; 0: not known. */
	const char *literals[LITERALS_MOST];
	size_t literal_count;
	bool leads; /* and each match begins with one of them */
};

/* What a word of a text was found to be: words come again and again. */
struct known {
	uint32_t hash, text; /* text: where it begins in known_texts, plus 1; 0: empty */
	uint32_t len, from, count; /* its elements in `found` */
};
enum {
	KNOWN_MOST = 1 << 14,
	KNOWN_FULL = KNOWN_MOST / 2,
	KNOWN_BYTES = 1 << 19,
	KNOWN_STEPS = 16,
};

struct place { /* a word of the text at hand */
	uint32_t from, to;
	uint32_t found, count; /* its elements */
	bool joined;
};

struct suggester {
	struct arena *arena;
	enum tongue tongue;
	struct stemmer *stemmer;
	struct rule *rules;
	size_t rule_count, rule_room;
	struct key *keys;
	size_t key_count, key_room;
	int *chains; /* by hash of a key: the first of them */
	size_t chain_count; /* a power of two */
	bool lengths[TOKEN_MOST + 1]; /* of prefixes there are */
	int *first_rules;	      /* by element */
	size_t element_count, element_room;
	struct pattern *patterns;
	size_t pattern_count, pattern_room;

	struct known *known;
	char *known_texts;
	size_t known_count, known_used;
	uint32_t *found; /* elements, word after word */
	size_t found_count, found_room;
	struct place *places;
	size_t place_count, place_room;
	char *lower; /* the text at hand, for literals */
	size_t lower_room;
};

/*
 * Literals of a pattern: in the arena.  Their count, or 0: it may match without any.  *out_leads:
 * each match begins with one of them.
 */
size_t pattern_literals(const char *pattern, const char *out[LITERALS_MOST], bool *out_leads,
			struct arena *a);
static const uint32_t key_hash_start = 2166136261u; /* FNV-1a */
static inline uint32_t
key_hash_step(uint32_t h, char c)
{
	return (h ^ (unsigned char)c) * 16777619u;
}

#endif
