/*
 * What has a name of its own: stations, nicks, hospitals, schools, pubs; companies, councils,
 * forces.  "Bethnal Green nick" goes whole, while "the custody suite" and "Crown Court" stay.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_place.h"

enum { WORDS_MOST = 6 };

/* What the words before a site, or a company's last word, come to. */
struct before {
	size_t first;	/* the first of them that is part of the name */
	unsigned names; /* with a capital, and no kind of site */
	unsigned rare;	/* of these no everyday word */
};

/* A word with a capital that may be part of a name: no "The", no "Sergeant", no "Monday".  sure: a
 * capital at the beginning of a sentence will do. */
static bool
is_name_word(const struct scan *s, size_t i, bool sure)
{
	const struct token *t = &s->tokens[i];

	if (!place_capital(s, i) || str_same(t->low, "i") || str_same(t->low, "a"))
		return false;
	if (scan_marked(s, i) == REDACT_PLACE)
		return true;
	/* CID and the like are no names; "Street" and "Queen" may be part of one */
	if (t->lex & (LEX_STOP | LEX_RANK | LEX_DAY | LEX_MONTH) ||
	    (t->shape == SHAPE_UPPER && t->lex & LEX_GLOSSARY))
		return false;
	return sure || !t->opens || !place_everyday(t->lex);
}

/* The word to the left of token `at` that may belong to the same name, or SIZE_MAX.  "Marks &
 * Spencer", "Dog and Duck": what stands before the joint goes with it, once there is a name. */
static size_t
left_of(const struct scan *s, size_t at, bool named, bool *out_joint)
{
	size_t k = place_before(s, at);

	*out_joint = false;
	if (!named)
		return k;
	if (k == SIZE_MAX && at >= 2 && token_is_sign(s, at - 1, '&')) {
		*out_joint = true;
		return s->tokens[at - 2].kind == TOKEN_WORD ? at - 2 : SIZE_MAX;
	}
	if (k != SIZE_MAX && str_same(s->tokens[k].low, "and")) {
		*out_joint = true;
		return place_before(s, k);
	}
	return k;
}

/* Police say where they work by a name and one of these. */
static bool
is_police_site(const struct token *t)
{
	return str_same(t->low, "nick") || str_same(t->low, "custody") ||
	       str_same(t->low, "station") || str_same(t->low, "police") ||
	       str_same(t->low, "cells");
}

/* In small letters, or where all are capitals: "derby nick", "thornhill lane custody".  site: the
 * word that says what it is. */
static bool
is_small_name(const struct scan *s, size_t k, size_t site)
{
	const struct token *t = &s->tokens[k];

	if (t->kind != TOKEN_WORD || (t->shape != SHAPE_LOWER && !s->shouted) ||
	    t->low_len < 4 ||
	    t->lex &
		    (LEX_STOP | LEX_KIND | LEX_KIN | LEX_SPEECH | LEX_NATION |
		     LEX_GLOSSARY | LEX_RANK | LEX_SITE | LEX_MONTH | LEX_DAY | LEX_TIME))
		return false;
	if (t->lex & LEX_PLACE)
		return !(t->lex & LEX_COMMON) || (s->shouted && t->lex & LEX_PROPER) ||
		       (k && is_police_site(&s->tokens[site]) &&
			(s->shouted || place_preposition(&s->tokens[k - 1])));
	return place_townlike(t) || (!place_everyday(t->lex) &&
				     is_police_site(&s->tokens[site]) &&
				     (t->lex || t->low_len >= 5));
}

/* "lane" in "thornhill lane nick": the word before it tells whether it is part of a name. */
static bool
is_small_street(const struct scan *s, size_t k, size_t site)
{
	size_t before;

	if (!(s->tokens[k].lex & LEX_STREET) || s->tokens[k].lex & LEX_SITE)
		return false;
	before = place_before(s, k);
	return before != SIZE_MAX && is_small_name(s, before, site);
}

/* Reads to the left of token i. */
static struct before
before_read(const struct scan *s, size_t i)
{
	struct before b = { .first = i };
	size_t at = i;

	for (size_t n = 0; n < WORDS_MOST; n++) {
		bool joint, place, kind, capital;
		size_t k = left_of(s, at, b.names > 0, &joint);

		if (k == SIZE_MAX)
			break;
		place = scan_marked(s, k) == REDACT_PLACE || is_small_name(s, k, i) ||
			is_small_street(s, k, i);
		kind = s->tokens[k].lex & LEX_KIND && !place;
		capital = place_capital(s, k) && !s->tokens[k].opens;
		if (kind ? joint || (s->tokens[k].lex & LEX_STOP && !capital)
			 : !place && !is_name_word(s, k, joint || place_capital(s, i)))
			break;
		if (!kind) {
			b.names++;
			b.rare += place || !(place_everyday(s->tokens[k].lex) ||
					     s->tokens[k].lex & LEX_NATION);
			b.first = k;
		} else if (b.names && (capital || s->shouted)) {
			b.first = k; /* South Lane, Royal London */
		}
		at = k;
	}
	return b;
}

/* ---- sites ---------------------------------------------------------------------------------- */

static bool
is_of(const struct scan *s, size_t i)
{
	return i < s->token_count && str_same(s->tokens[i].low, "of") &&
	       !s->tokens[i].line;
}

/* "University of Leeds", "Hospital of St Cross": the last token of the name; 0: none. */
static size_t
of_end(const struct scan *s, size_t i)
{
	size_t k = i + 2, last = 0;

	if (!is_of(s, i + 1) || k >= s->token_count || s->tokens[k].line)
		return 0;
	if (str_same(s->tokens[k].low, "the"))
		k++;
	for (size_t n = 0; n < WORDS_MOST && k && k < s->token_count; n++) {
		if (scan_marked(s, k) != REDACT_PLACE &&
		    (!place_capital(s, k) || place_everyday(s->tokens[k].lex)))
			break;
		last = k;
		k = place_next(s, k);
	}
	return last;
}

/* The last token of a site's kind that begins at i: "police station" is two words; 0: none. */
static size_t
site_end(const struct scan *s, size_t i)
{
	if (s->tokens[i].lex & LEX_BEGINS)
		for (size_t n = 3; n >= 2; n--)
			if (scan_phrase(s, i, n) & LEX_SITE && i + n - 1 < s->token_count)
				return i + n - 1;
	return s->tokens[i].lex & LEX_SITE ? i : 0;
}

static void
site_mark(struct scan *s, size_t i, size_t last)
{
	struct before b = before_read(s, i);
	size_t of = of_end(s, last);

	if (b.names)
		scan_mark_tokens(s, b.first, of ? of : last, REDACT_PLACE, true);
	else if (of && place_capital(s, i))
		scan_mark_tokens(s, i, of, REDACT_PLACE, true);
}

/* Words that stand before the name: "HMP Wandsworth". */
static bool
is_lead(const struct token *t)
{
	return str_same(t->low, "hmp") || str_same(t->low, "hmyoi") ||
	       str_same(t->low, "yoi") || str_same(t->low, "raf") ||
	       str_same(t->low, "hms");
}

static void
lead_mark(struct scan *s, size_t i)
{
	size_t last = i, k = place_next(s, i);

	for (size_t n = 0; k && n < 3; n++) {
		const struct token *t = &s->tokens[k];

		if (!place_capital(s, k) &&
		    (t->lex & (LEX_WORD | LEX_COMMON | LEX_STOP) || last > i))
			break;
		if (t->lex & LEX_STOP)
			break;
		last = k;
		k = place_next(s, k);
	}
	if (last > i)
		scan_mark_tokens(s, i, last, REDACT_PLACE, true);
}

/* What a pub is called by: "the King's Head", "at the Dog and Duck". */
static const char *const pub_words[] = { "arms",   "head",   "lion",	   "hart",
					 "anchor", "plough", "wheatsheaf", "swan",
					 "fox",	   "bull",   "horse",	   "horses",
					 "oak",	   "tavern", "inn",	   "hounds",
					 "duck" };

static bool
is_pub_word(const struct token *t)
{
	return place_word_in(t, pub_words, ARRAY_LEN(pub_words));
}

/* "the", capital, pub word; "the", capital, "and", capital. */
static void
pub_mark(struct scan *s, size_t i)
{
	size_t first = place_next(s, i), second, third;
	bool at;

	if (!first || !i || !place_capital(s, first) ||
	    s->tokens[first].lex & (LEX_KIND | LEX_RANK | LEX_NATION | LEX_STOP))
		return;
	second = place_next(s, first);
	if (!second)
		return;
	if (place_capital(s, second) && is_pub_word(&s->tokens[second])) {
		scan_mark_tokens(s, first, second, REDACT_PLACE, true);
		return;
	}
	at = str_same(s->tokens[i - 1].low, "at") ||
	     str_same(s->tokens[i - 1].low, "outside");
	third = str_same(s->tokens[second].low, "and") ? place_next(s, second) : 0;
	if (at && third && place_capital(s, third) &&
	    !(s->tokens[third].lex & (LEX_KIND | LEX_RANK | LEX_STOP)))
		scan_mark_tokens(s, first, third, REDACT_PLACE, true);
}

void
find_sites(struct scan *s)
{
	for (size_t i = 0; i < s->token_count; i++) {
		const struct token *t = &s->tokens[i];
		size_t last;

		if (t->kind != TOKEN_WORD)
			continue;
		last = t->lex & (LEX_SITE | LEX_BEGINS) ? site_end(s, i) : 0;
		if (last) {
			site_mark(s, i, last);
			i = last;
		} else if (t->shape == SHAPE_UPPER && is_lead(t)) {
			lead_mark(s, i);
		} else if (t->lex & LEX_STOP && str_same(t->low, "the")) {
			pub_mark(s, i);
		}
	}
}

/* ---- bodies ---------------------------------------------------------------------------------- */

/* Endings that only companies have. */
static bool
is_company_end(const struct token *t)
{
	static const char *const ends[] = { "ltd",  "plc",  "inc",	    "llc",
					    "llp",  "gmbh", "ag",	    "corp",
					    "sarl", "pty",  "incorporated", "limited" };

	return place_word_in(t, ends, ARRAY_LEN(ends));
}

/* "stillwater supplies ltd", in small letters: up to two words before. */
static size_t
company_first(const struct scan *s, size_t i)
{
	size_t first = i;

	for (size_t n = 0; n < 3; n++) {
		size_t k = place_before(s, first);

		if (k == SIZE_MAX || s->tokens[k].lex & (LEX_STOP | LEX_SPEECH | LEX_KIN))
			break;
		first = k;
	}
	return first;
}

/* The full stop of "Ltd." and "Inc.", if the sentence goes on or ends there. */
static size_t
body_end(const struct scan *s, size_t i)
{
	return i + 1 < s->token_count && !s->tokens[i + 1].gap &&
			       token_is_sign(s, i + 1, '.') && is_company_end(&s->tokens[i])
		       ? i + 1
		       : i;
}

void
find_bodies(struct scan *s)
{
	for (size_t i = 1; i < s->token_count; i++) {
		const struct token *t = &s->tokens[i];
		struct before b;
		bool end;

		if (t->kind != TOKEN_WORD || !(t->lex & LEX_ORG))
			continue;
		end = is_company_end(t);
		if (!end && t->shape == SHAPE_LOWER)
			continue;
		b = before_read(s, i);
		if (b.names && (end || b.rare))
			scan_mark_tokens(s, b.first, body_end(s, i), REDACT_PLACE, true);
		else if (end && t->low_len <= 4 && company_first(s, i) < i)
			scan_mark_tokens(s, company_first(s, i), body_end(s, i),
					 REDACT_PLACE, true);
	}
}
