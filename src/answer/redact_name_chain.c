/*
 * Capitals in a row.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_name.h"

enum { CHAIN_MOST = 8 /* words of one name */ };

struct chain {
	size_t at[CHAIN_MOST]; /* tokens */
	uint8_t part[CHAIN_MOST];
	size_t count;
};

/* ---- chains of capitals ------------------------------------------------------------- */

/* The part that a word with a capital plays in a row: May and Long may end one, June begin one. */
static enum part
chain_part(const struct name_scan *n, size_t i)
{
	const struct token *t = &n->s->tokens[i];
	enum part part = n->part[i];

	/* "I" and "A" are words, but in "I. Newton", "John A Smith" */
	if (part == PART_INITIAL && strchr("ai", t->low[0]) &&
	    !name_sign(n, i + 1, '.') &&
	    (t->opens || t->low[0] == 'i' || !i || !name_big(n, i - 1)))
		return PART_STOP;
	/* "plan B", "Mr Justice Hill" */
	if ((part == PART_INITIAL && name_lettered(n, i)) ||
	    (i && name_is(n, i, "justice") && name_lex(n, i - 1, LEX_TITLE)))
		return PART_STOP;
	if (part == PART_PARTICLE)
		return PART_RARE;
	return part;
}

/* JP: two capitals that nothing else is known by. */
static bool
initials(const struct name_scan *n, size_t i)
{
	const struct token *t = &n->s->tokens[i];

	return n->part[i] == PART_KNOWN && t->shape == SHAPE_UPPER && t->low_len == 2 &&
	       !(t->lex & ~(uint32_t)(LEX_PROPER | LEX_PLACE));
}

static bool
chain_takes(const struct name_scan *n, size_t i)
{
	enum part part = chain_part(n, i);

	/* Hauta-aho: the hyphen makes up for the capital */
	if (part == PART_NEW && i && name_sign(n, i - 1, '-') && !n->s->tokens[i].gap)
		return true;
	/* "in Leeds I was" */
	if (part == PART_STOP && n->s->tokens[i].shape == SHAPE_INITIAL)
		return false;
	return name_big(n, i) && (part > PART_KNOWN || name_lex(n, i, LEX_NAMES) ||
				  initials(n, i) || !n->s->tokens[i].lex);
}

static void
chain_read(const struct name_scan *n, size_t i, struct chain *c)
{
	c->count = 0;
	for (; c->count < CHAIN_MOST; i = name_next(n, i)) {
		if ((c->count && !i) || !chain_takes(n, i))
			return;
		/* June Smith, but neither The Head nor Miss Cook */
		if (!c->count &&
		    ((chain_part(n, i) == PART_STOP && !name_lex(n, i, LEX_MONTH)) ||
		     (chain_part(n, i) == PART_KNOWN &&
		      name_lex(n, i, LEX_RANK | LEX_TITLE | LEX_KIN))))
			return;
		c->at[c->count] = i;
		c->part[c->count++] = (uint8_t)chain_part(n, i);
	}
}

static bool
chain_lex(const struct name_scan *n, const struct chain *c, size_t k, uint32_t flags)
{
	return k < c->count && name_lex(n, c->at[k], flags);
}

/* Capitals alike: SMITH goes with BAKER, Smith with Baker. */
static bool
alike(const struct name_scan *n, size_t i, size_t k)
{
	return (n->s->tokens[i].shape == SHAPE_UPPER) ==
	       (n->s->tokens[k].shape == SHAPE_UPPER);
}

static const char *const determiners[] = { "the",     "a",   "an",   "this", "that",
					   "these",   "our", "my",   "your", "each",
					   "every",   "any", "some", "no",   "their",
					   "another", NULL };

static bool
determined(const struct name_scan *n, size_t i)
{
	return i && name_is_any(n, i - 1, determiners);
}

/* How far one element is a name by itself: 0, FOUND_GUESS or FOUND_SURE. */
static int
strength(struct name_scan *n, const struct chain *c, size_t k)
{
	size_t i = c->at[k];

	if (c->part[k] == PART_NAME)
		return FOUND_SURE;
	if (c->part[k] != PART_NEW)
		return 0;
	return n->s->tokens[i].opens && !name_sign(n, i + 1, ':') && name_typo_opens(n, i)
		       ? 0
		       : FOUND_GUESS;
}

/* Whether element k belongs to the name that ends with element k - 1. */
static bool
joins_right(const struct name_scan *n, const struct chain *c, size_t k)
{
	bool first_name =
		chain_lex(n, c, k - 1, LEX_FORENAME) || c->part[k - 1] >= PART_NEW;

	switch (c->part[k]) {
	case PART_EITHER:
	case PART_NAME:
	case PART_NEW:
	case PART_INITIAL:
		return true;
	case PART_RARE:
		return alike(n, c->at[k - 1], c->at[k]);
	case PART_PLAIN:
		return first_name && alike(n, c->at[k - 1], c->at[k]) &&
		       !name_inflected(&n->s->tokens[c->at[k]]);
	default:
		/* Brian May; HASSAN MASRI, where MASRI alone could be an acronym */
		return (first_name && chain_lex(n, c, k, LEX_SURNAME) &&
			n->s->tokens[c->at[k]].low_len > 1) ||
		       (k > 1 && c->part[k - 1] == PART_INITIAL &&
			chain_lex(n, c, k - 2, LEX_FORENAME) &&
			!chain_lex(n, c, k, LEX_STOP | LEX_RANK | LEX_TITLE | LEX_KIN)) ||
		       (c->part[k - 1] >= PART_EITHER && !n->s->tokens[c->at[k]].lex &&
			alike(n, c->at[k - 1], c->at[k]));
	}
}

/* Whether element k belongs to the name that begins with element k + 1. */
static bool
joins_left(const struct name_scan *n, const struct chain *c, size_t k)
{
	bool opens = n->s->tokens[c->at[k]].opens;
	bool last_name =
		chain_lex(n, c, k + 1, LEX_SURNAME) || c->part[k + 1] >= PART_NEW;

	switch (c->part[k]) {
	case PART_NAME:
	case PART_NEW:
	case PART_INITIAL:
		return true;
	case PART_EITHER:
		return !opens || (last_name && chain_lex(n, c, k, LEX_FORENAME));
	case PART_RARE:
		return (!opens || c->part[k + 1] == PART_NAME) &&
		       alike(n, c->at[k], c->at[k + 1]);
	case PART_PLAIN:
		return last_name && alike(n, c->at[k], c->at[k + 1]) &&
		       (!opens || !(chain_lex(n, c, k + 1, LEX_FORENAME) ||
				    name_inflected(&n->s->tokens[c->at[k]])));
	default:
		return last_name &&
		       !chain_lex(n, c, k, LEX_STOP | LEX_RANK | LEX_TITLE | LEX_KIN) &&
		       (chain_lex(n, c, k, LEX_FORENAME) || initials(n, c->at[k]) ||
			(c->part[k] == PART_KNOWN && n->s->tokens[c->at[k]].low_len < 4));
	}
}

/* 1 if the full stop behind token i belongs to it: an initial's. */
static size_t
initial_dot(const struct name_scan *n, size_t i)
{
	return n->part[i] == PART_INITIAL && name_sign(n, i + 1, '.') &&
	       !n->s->tokens[i + 1].gap;
}

/* Takes the strong elements with what joins them; false if there was none. */
static bool
chain_strong(struct name_scan *n, const struct chain *c)
{
	bool any = false;

	for (size_t k = 0, last; k < c->count; k = last + 1) {
		int how = strength(n, c, k), more;
		size_t first = k;

		last = k;
		if (!how)
			continue;
		any = true;
		while (last + 1 < c->count && joins_right(n, c, last + 1)) {
			last++;
			more = c->part[last] == PART_NAME ? FOUND_SURE : 0;
			how = more > how ? more : how;
		}
		while (first && !n->found[c->at[first - 1]] &&
		       joins_left(n, c, first - 1))
			first--;
		/* two words beside each other: more than a capital */
		if (last > first &&
		    (chain_lex(n, c, first, LEX_NAMES) || c->part[last] == PART_NEW ||
		     c->part[first] == PART_INITIAL))
			how = FOUND_SURE;
		name_found(n, c->at[first], c->at[last] + initial_dot(n, c->at[last]),
			   how);
	}
	return any;
}

/* What the word behind a name that opens a sentence could be: "Mark said", "Rose was". */
static const char *const behind_name[] = {
	"is",	"was",	"has",	  "had",   "said",   "says", "told",   "asked", "came",
	"went", "left", "who",	  "and",   "got",    "did",  "thinks", "wants", "gave",
	"took", "made", "joined", "works", "worked", "from", "too",    NULL
};
/* What only people do: "Hill said". */
static const char *const human[] = { "said",  "says", "told",	 "knows", "thinks",
				     "asked", "v",    "replied", "vs",	  NULL };

/* "Small, but it helped", "Short and sweet": what something was like, said first. */
static bool
opens_as_quality(const struct name_scan *n, size_t i)
{
	static const char *const qualities[] = {
		"small", "young",  "short", "sharp", "bright", "strong", "wise",  "brown",
		"noble", "little", "long",  "sweet", "quick",  "tight",  "fair",  "black",
		"white", "green",  "grey",  "hardy", "worthy", "savage", "stark", NULL
	};

	return name_is_any(n, i, qualities) && !name_big(n, i + 2) &&
	       (name_sign(n, i + 1, ',') || name_is(n, i + 1, "but") ||
		name_is(n, i + 1, "and"));
}

static bool
opens_as_name(const struct name_scan *n, size_t i)
{
	if (n->part[i] != PART_EITHER ||
	    !(name_lex(n, i, LEX_FORENAME) || name_is_any(n, i + 1, human)))
		return false;
	if (opens_as_quality(n, i))
		return false;
	if (i + 1 == n->s->token_count || n->s->tokens[i + 1].line)
		return i == 0 || n->s->tokens[i].line;
	if (name_sign(n, i + 1, ':') && n->s->tokens[i].line)
		return true;
	return n->s->tokens[i + 1].kind == TOKEN_TAIL ||
	       name_is_any(n, i + 1, behind_name) || name_is_any(n, i + 1, human) ||
	       (name_sign(n, i + 1, ',') && !name_is(n, i, "will"));
}

/* SMITH in capitals is rather a name than stressed where a name could stand: "SMITH said". */
static bool
inside_as_name(const struct name_scan *n, size_t i)
{
	size_t k = i + 1;

	if (determined(n, i))
		return false;
	if (n->s->tokens[i].shape == SHAPE_CAPITAL)
		return true;
	return name_lex(n, i, LEX_SURNAME) && n->s->tokens[i].low_len > 3 &&
	       (k >= n->s->token_count || n->s->tokens[k].kind == TOKEN_TAIL ||
		name_is_any(n, k, behind_name));
}

/* One everyday word that is a name too. */
static void
chain_single(struct name_scan *n, const struct chain *c)
{
	size_t i = c->at[0];

	if (c->part[0] != PART_EITHER || n->heading[i])
		return;
	if (n->s->tokens[i].opens ? opens_as_name(n, i) : inside_as_name(n, i))
		name_found(n, i, i, FOUND_GUESS);
}

/* Everyday words alone: Mark Hill, J. Hill; but neither Hate Crime nor Young People. */
static void
chain_weak(struct name_scan *n, const struct chain *c)
{
	size_t first = 0, last = c->count - 1;
	bool opens, named;

	if (c->count == 1) {
		chain_single(n, c);
		return;
	}
	named = (c->part[first] == PART_INITIAL || initials(n, c->at[first]) ||
		 chain_lex(n, c, first, LEX_FORENAME)) &&
		chain_lex(n, c, last, LEX_SURNAME) &&
		(c->part[first] == PART_EITHER || c->part[last] == PART_EITHER);
	opens = n->s->tokens[c->at[0]].opens;
	if (named && (c->count == 2 || !n->heading[c->at[0]])) {
		name_found(n, c->at[first], c->at[last], FOUND_SURE);
		return;
	}
	if (n->heading[c->at[0]])
		return;
	/* Art Tromp: a first name, and a word that is not said every day */
	if (c->count == 2 && chain_lex(n, c, 0, LEX_FORENAME) &&
	    c->part[1] == PART_RARE && n->s->tokens[c->at[0]].shape == SHAPE_CAPITAL &&
	    alike(n, c->at[0], c->at[1]) && !name_inflected(&n->s->tokens[c->at[1]])) {
		name_found(n, c->at[0], c->at[1], FOUND_GUESS);
		return;
	}
	if (opens || determined(n, c->at[0]))
		return;
	if (c->count == 2 && c->part[0] == PART_EITHER &&
	    chain_lex(n, c, 0, LEX_FORENAME) && c->part[1] != PART_KNOWN &&
	    alike(n, c->at[0], c->at[1]) && !name_inflected(&n->s->tokens[c->at[1]]))
		name_found(n, c->at[0], c->at[1], FOUND_GUESS);
}

/* "Call Mike": an everyday word that opens a sentence stands aside. */
static void
chain_open(const struct name_scan *n, struct chain *c)
{
	if (c->count < 2 || !n->s->tokens[c->at[0]].opens || n->heading[c->at[0]] ||
	    (c->part[0] != PART_PLAIN && c->part[0] != PART_EITHER) ||
	    chain_lex(n, c, 0, LEX_FORENAME) ||
	    (c->part[1] != PART_INITIAL &&
	     (c->part[1] != PART_EITHER || !chain_lex(n, c, 1, LEX_FORENAME))))
		return;
	c->count--;
	memmove(c->at, c->at + 1, c->count * sizeof(c->at[0]));
	memmove(c->part, c->part + 1, c->count);
}

/* Places that another finder took need no second mark. */
static bool
all_marked(const struct name_scan *n, const struct chain *c)
{
	for (size_t k = 0; k < c->count; k++)
		if (scan_marked(n->s, c->at[k]) < 0)
			return false;
	return true;
}

/* Whether token i could be the surname of "SMITH, John". */
static bool
first_of_turned(const struct name_scan *n, size_t i)
{
	const struct token *t = &n->s->tokens[i];

	if (n->part[i] == PART_KNOWN)
		return t->shape == SHAPE_UPPER && !t->lex;
	return n->part[i] == PART_NEW ||
	       (n->part[i] >= PART_EITHER && t->lex & LEX_SURNAME);
}

/* "Smith, John": the comma stands within the name, unless more follow. */
static void
turned_round(struct name_scan *n, size_t last)
{
	const struct token *t = n->s->tokens;
	size_t k = last + 2, end = n->s->token_count;

	if (k >= end || !name_sign(n, last + 1, ',') || !first_of_turned(n, last) ||
	    !name_big(n, k) || !name_lex(n, k, LEX_FORENAME) ||
	    n->part[k] < PART_EITHER || (last && name_sign(n, last - 1, ',')))
		return;
	if (k + 1 < end && n->part[k + 1] == PART_INITIAL && !name_is(n, k + 1, "i"))
		k++;
	/* an unknown word before the comma: only where a row of a list ends */
	if (k + 1 < end && !t[k + 1].line &&
	    (name_sign(n, k + 1, ',') || name_is(n, k + 1, "and") ||
	     name_is(n, k + 1, "or") || name_big(n, k + 1) ||
	     (!(t[last].lex & LEX_SURNAME) && t[k + 1].kind != TOKEN_SIGN)))
		return;
	name_found(n, last, k + initial_dot(n, k), FOUND_SURE);
}

/* "van Dijk", "al-Masri"; behind de and bin any capital is a name. */
static void
chain_particles(struct name_scan *n, size_t i)
{
	static const char *const sure[] = {
		"de",  "bin", "ibn", "von", "der", "al", "el",
		"del", "da",  "dos", "du",  "di",  "ap", NULL
	};
	size_t k = i, first;

	if (k && name_sign(n, k - 1, '-') && !n->s->tokens[k].gap)
		k--;
	for (first = k; first && k - first < 3 && n->part[first - 1] == PART_PARTICLE;
	     first--)
		if (n->s->tokens[first].line)
			break;
	if (first < k &&
	    (n->found[i] || (name_is_any(n, k - 1, sure) && !n->s->tokens[k].line)))
		name_found(n, first, i, n->found[i] ? n->found[i] : FOUND_GUESS);
}

void
names_chains(struct name_scan *n)
{
	struct chain c;

	for (size_t i = 0; i < n->s->token_count; i++) {
		if (!name_big(n, i) || !n->part[i])
			continue;
		chain_read(n, i, &c);
		if (!c.count)
			continue;
		chain_open(n, &c);
		if (!all_marked(n, &c) && !chain_strong(n, &c))
			chain_weak(n, &c);
		chain_particles(n, c.at[0]);
		i = c.at[c.count - 1];
		if (c.count == 1)
			turned_round(n, i);
	}
}
