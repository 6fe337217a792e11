/*
 * Finding persons, inside: what each token could be in a name, and what was found of it.
 *
 *   redact_name.c        parts told apart; the order of work; marks written
 *   redact_name_chain.c  capitals in a row
 *   redact_name_cue.c    what stands behind ranks, titles, kin, speech and labels
 *   redact_name_small.c  names known by lists alone, and rows of names
 *   redact_name_initial.c  initials
 *   redact_name_beside.c   capitals beside a name; words that open a sentence as its subject
 *   redact_name_again.c  a name that is certain once is looked for in the whole text
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_REDACT_NAME_H
#define CANVASS_REDACT_NAME_H

#include "answer/redact_internal.h"

/* What a token may be in a name. */
enum part {
	PART_NONE,    /* no word of letters, or taken by another finder */
	PART_STOP,    /* the, and, don't */
	PART_KNOWN,   /* ranks, glossary, acronyms: something else that bears a capital */
	PART_PLAIN,   /* an everyday word that nobody is called */
	PART_RARE,    /* any other word of the dictionary */
	PART_EITHER,  /* an everyday word and a name: hill, mark */
	PART_NAME,    /* a name, and no everyday word */
	PART_NEW,     /* not known at all */
	PART_INITIAL, /* J, or JP before a name */
	PART_PARTICLE, /* de, van, bin */
};
enum { LEX_NAMES = LEX_FORENAME | LEX_SURNAME };

struct name_scan {
	struct scan *s;
	uint8_t *part;	/* enum part, by token */
	uint8_t *found; /* by token: 0, FOUND_GUESS or FOUND_SURE */
	uint8_t *
		phrase; /* by token: of which kind of phrase it is the last word (enum phrase) */
	uint8_t *
		heading; /* by token: 1 in a sentence or line that is all capitals at word starts */
	bool quiet; /* no word of the text has a capital: small letters tell nothing */
	unsigned typos; /* how many more words may be held against misspelling */
};
enum { FOUND_GUESS = 1, FOUND_SURE = 2 };
enum phrase { PHRASE_NONE, PHRASE_RANK, PHRASE_KIN, PHRASE_OTHER };

/* A capital that says something: not in a text all of capitals, nor one that opens a sentence. */
bool name_capital(const struct name_scan *n, size_t i);
/* The same, but a capital that opens a sentence counts too. */
bool name_big(const struct name_scan *n, size_t i);
bool name_sign(const struct name_scan *n, size_t i, char c);
/* Token i is the small word (or sign). */
bool name_is(const struct name_scan *n, size_t i, const char *word);
/* One of words, which end with NULL. */
bool name_is_any(const struct name_scan *n, size_t i, const char *const *words);
/* Whether the lexicon gives token i any of flags; false behind the end. */
bool name_lex(const struct name_scan *n, size_t i, uint32_t flags);
/* Of an unknown word: one letter off an everyday word, so rather a slip than a name. */
bool name_typo(struct name_scan *n, size_t i);
/* Only what is rather a slip than a name: doubled or dropped letters, two changed places. */
bool name_slip(struct name_scan *n, size_t i);
/* The same of a word that opens a sentence: before a verb of people a likely name is no slip. */
bool name_typo_opens(struct name_scan *n, size_t i);
/* Of an unknown word in small letters: neither a slip nor put together of words we know. */
bool name_strange(struct name_scan *n, size_t i);
/* attended, quickly, waiting: rather what somebody did than who. */
bool name_inflected(const struct token *t);
/* Marks tokens first..last, both included, as found. */
void name_found(struct name_scan *n, size_t first, size_t last, int how);
/*
 * The token behind i that continues a name, or 0: next to it, behind a hyphen, behind the full stop
 * of an initial, behind particles.
 */
size_t name_next(const struct name_scan *n, size_t i);

/* Capitals in a row. */
void names_chains(struct name_scan *n);
/* Names in small letters that nothing else is called. */
void names_small(struct name_scan *n);
/* Behind cues. */
void names_cues(struct name_scan *n);
/* "silvana, adam and mark": what stands in a row with a name. */
void names_rows(struct name_scan *n);
/* Initials, alone or beside a surname. */
void names_initials(struct name_scan *n);
/* How many tokens from token i on are "V.D.": two or three initials that are no abbreviation; or
 * 0. */
size_t initials_alone(const struct name_scan *n, size_t i);
/* Whether the word behind token i is what people do or are: said, was. */
bool name_acts(const struct name_scan *n, size_t i);
/* The same of what only people do: said, rang. */
bool name_does(const struct name_scan *n, size_t i);
/* Whether token i says which of several: the B of "plan B". */
bool name_lettered(const struct name_scan *n, size_t i);
/* Whether what stands at token i seldom follows a verb: a name in small letters ends before it. */
bool name_ends(const struct name_scan *n, size_t i);
/* Capitals that stand beside what was found, and names that open a sentence. */
void names_beside(struct name_scan *n);
/* The same names elsewhere. */
void names_again(struct name_scan *n);

#endif
