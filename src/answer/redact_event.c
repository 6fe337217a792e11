/*
 * An event, a place and a time close together: no pattern, but a person should look.  "The
 * stabbing at the petrol station last weekend" names nobody, and everybody there knows who.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

enum { REACH = 25 /* words, from the first of the three to the last */ };

static bool
is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (str_same(word, *words))
			return true;
	return false;
}

/* How many words the longest phrase at token i has that bears a flag; 0: none does. */
static size_t
phrase_with(const struct scan *s, size_t i, uint32_t flag)
{
	if (s->tokens[i].lex & LEX_BEGINS)
		for (size_t n = PHRASE_MOST; n > 1; n--)
			if (scan_phrase(s, i, n) & flag)
				return n;
	return s->tokens[i].lex & flag ? 1 : 0;
}

/* The small letters of the word that stands n tokens before token i; "" if none does. */
static const char *
word_before(const struct scan *s, size_t i, size_t n)
{
	return n <= i && s->tokens[i - n].kind == TOKEN_WORD ? s->tokens[i - n].low : "";
}

/*
 * At the petrol station, outside our local shop: a kind of place that is meant as one place.
 * "Custody" alone, or "the pub" that people went to, is not.
 */
static bool
site_at(const struct scan *s, size_t i)
{
	static const char *const at[] = { "at",	    "outside",	"inside", "in",
					  "near",   "behind",	"by",	  "beside",
					  "on",	    "from",	"to",	  "round",
					  "around", "opposite", NULL };
	static const char *const which[] = { "the",  "a",   "our", "that",
					     "this", "one", NULL };
	static const char *const others[] = { "shop",	"store",  "house",    "flat",
					      "street", "road",	  "motorway", "beach",
					      "estate", "garden", "alley",    "cells",
					      NULL };
	const char *low = s->tokens[i].low;
	size_t back = 1;

	if (!phrase_with(s, i, LEX_SITE) && !is_one_of(low, others))
		return false;
	if (!is_one_of(word_before(s, i, back), which))
		back++; /* the local shop */
	return is_one_of(word_before(s, i, back), which) &&
	       is_one_of(word_before(s, i, back + 1), at);
}

static bool
place_at(const struct scan *s, size_t i)
{
	int class = scan_marked(s, i);

	return class == REDACT_PLACE || class == REDACT_ADDRESS ||
	       class == REDACT_POSTCODE || site_at(s, i);
}

/* "sat" and "wed" are words, and "mon" and "sun" are more. */
static bool
day_at(const struct token *t)
{
	return t->lex & LEX_DAY && (t->low_len > 4 || t->shape != SHAPE_LOWER);
}

/* A time that points at one: last weekend, that night, yesterday; no night shift, no rest day. */
static bool
time_at(const struct scan *s, size_t i)
{
	static const char *const one[] = { "yesterday", "tonight",   "christmas",
					   "easter",	"halloween", "overnight",
					   NULL };
	static const char *const which[] = { "last", "this",  "that", "one",
					     "next", "other", NULL };
	static const char *const usual[] = {
		"night", "late", "early", "rest", "day", NULL
	};
	static const char *const habit[] = {
		"shift", "duty", "turn", "day", "hours", NULL
	};
	const struct token *t = &s->tokens[i];
	size_t n = phrase_with(s, i, LEX_TIME);
	int class = scan_marked(s, i);

	if (class == REDACT_DATE || class == REDACT_TIME || day_at(t))
		return true;
	if (n > 1)
		return !is_one_of(t->low, usual) ||
		       !is_one_of(s->tokens[i + n - 1].low, habit);
	return n && (is_one_of(t->low, one) || is_one_of(word_before(s, i, 1), which)) &&
	       !is_one_of(t->low, habit);
}

bool
find_event(const struct scan *s)
{
	enum { EVENT, PLACE, TIME, KINDS };
	size_t last[KINDS] = { 0 },
	       word = 0; /* the word where each stood last; 0: not yet */

	for (size_t i = 0; i < s->token_count; i++) {
		bool found = false;
		size_t first = SIZE_MAX;
		const bool is[KINDS] = { [EVENT] = phrase_with(s, i, LEX_EVENT),
					 [PLACE] = place_at(s, i),
					 [TIME] = time_at(s, i) };

		word += s->tokens[i].kind != TOKEN_SIGN &&
			s->tokens[i].kind != TOKEN_TAIL;
		for (unsigned k = 0; k < KINDS; k++) {
			last[k] = is[k] ? word : last[k];
			found |= is[k];
			first = last[k] < first ? last[k] : first;
		}
		if (found && first && word - first <= REACH)
			return true;
	}
	return false;
}
