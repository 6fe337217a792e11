/*
 * Places that no list has, known by what stands before them: "grew up in", "the village of".
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_place.h"

enum { RUN_MOST = 5, UNKNOWN_SHORTEST = 4, SHOUTED_SHORTEST = 5 };

static bool
is_among(const struct token *t, const char *const *words, size_t count)
{
	if (t->kind != TOKEN_WORD)
		return false;
	for (size_t i = 0; i < count; i++)
		if (*t->low == *words[i] && str_same(t->low, words[i]))
			return true;
	return false;
}

/* Whoever does this does it at a place: what follows is one, whatever word it is. */
static bool
is_living(const struct token *t)
{
	static const char *const words[] = { "born",	 "live",       "lived",
					     "lives",	 "living",     "raised",
					     "reside",	 "resident",   "resided",
					     "resides",	 "originally", "up",
					     "hometown", "house",      "flat" };

	return is_among(t, words, ARRAY_LEN(words));
}

static bool
is_preposition(const struct token *t)
{
	static const char *const words[] = { "in", "near", "from", "outside", "around" };

	return is_among(t, words, ARRAY_LEN(words));
}

/* What a place is: "the village of", "her home town". */
static bool
is_noun(const struct token *t)
{
	static const char *const words[] = { "city",	    "town",	"village",
					     "county",	    "suburb",	"hamlet",
					     "island",	    "province", "parish",
					     "municipality" };

	return is_among(t, words, ARRAY_LEN(words));
}

static bool
is_unknown(const struct token *t)
{
	return t->kind == TOKEN_WORD && t->shape == SHAPE_LOWER &&
	       t->low_len >= UNKNOWN_SHORTEST && !place_everyday(t->lex) &&
	       !(t->lex & (LEX_KIN | LEX_NATION | LEX_FORENAME | LEX_SITE));
}

/* A short word within a name: "del", "u", "de la". */
static bool
is_joint(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return t->shape == SHAPE_LOWER && t->low_len <= 3 &&
	       (t->lex & LEX_PARTICLE || !(t->lex & (LEX_STOP | LEX_WORD)));
}

static bool
may_begin(const struct scan *s, size_t i, bool any)
{
	const struct token *t = &s->tokens[i];
	size_t next = place_next(s, i);

	if (any && place_lead(t) && t->shape == SHAPE_CAPITAL && next &&
	    place_capital(s, next))
		return true;
	if (t->lex & (LEX_STOP | LEX_MONTH | LEX_DAY | LEX_RANK | LEX_TITLE | LEX_KIND |
		      LEX_GLOSSARY | LEX_DIGIT | LEX_NATION))
		return false;
	return place_capital(s, i) && t->shape != SHAPE_INITIAL &&
	       (any || !place_everyday(t->lex));
}

/* The last token of what begins at i; small: in small letters. */
static size_t
run_last(const struct scan *s, size_t i, bool small)
{
	size_t last = i, k = place_next(s, i);

	for (size_t n = 0; k && n < RUN_MOST; n++, k = place_next(s, k)) {
		if (small ? is_unknown(&s->tokens[k])
			  : place_capital(s, k) && !(s->tokens[k].lex & LEX_STOP))
			last = k;
		else if (!is_joint(s, k))
			break;
	}
	return last;
}

/* "in Villanueva del Rio": a name of places, whatever the words are. */
static bool
is_joined(const struct scan *s, size_t i)
{
	size_t next = place_next(s, i);

	return place_capital(s, i) && next && s->tokens[next].shape == SHAPE_LOWER &&
	       s->tokens[next].lex & LEX_PARTICLE && is_joint(s, next) &&
	       run_last(s, i, false) > next;
}

/* "in SEINAEJOKI": capitals all through, in no list of words and too long for an abbreviation. */
static bool
is_shouted_name(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return t->shape == SHAPE_UPPER && !s->shouted && t->low_len >= SHOUTED_SHORTEST &&
	       may_begin(s, i, false);
}

/* Where the place stands that token i leads to; 0: it leads to none. */
static size_t
led_to(const struct scan *s, size_t i, bool *out_any)
{
	const struct token *t = &s->tokens[i];
	size_t next = place_next(s, i);

	*out_any = false;
	if (!next)
		return 0;
	if (is_preposition(t)) {
		if (is_joined(s, next) || is_shouted_name(s, next))
			return next;
		*out_any = true;
		return (i >= 1 && is_living(&s->tokens[i - 1])) ||
				       (i >= 2 && !t->line &&
					is_living(&s->tokens[i - 2]))
			       ? next
			       : 0;
	}
	if (!is_noun(t) || s->tokens[i].opens)
		return 0;
	if (str_same(s->tokens[next].low, "of")) {
		*out_any = true;
		return place_next(s, next);
	}
	return next;
}

/* "Nowhere (Cheshire)": a known place in brackets behind an unknown one. */
static bool
is_explained(const struct scan *s, size_t i)
{
	return i + 3 < s->token_count && place_capital(s, i) &&
	       !place_everyday(s->tokens[i].lex) && place_sign(s, i + 1, '(') &&
	       place_capital(s, i + 2) && s->tokens[i + 2].lex & LEX_PLACE &&
	       s->tokens[i + 2].low_len >= UNKNOWN_SHORTEST && place_sign(s, i + 3, ')');
}

void
find_cued_places(struct scan *s)
{
	for (size_t i = 0; i < s->token_count; i++) {
		bool any, small;
		size_t first, last;

		if (is_explained(s, i))
			scan_mark_tokens(s, i, i + 3, REDACT_PLACE, true);
		if (s->tokens[i].kind != TOKEN_WORD || s->tokens[i].shape != SHAPE_LOWER)
			continue;
		first = led_to(s, i, &any);
		if (!first || scan_marked(s, first) == REDACT_PLACE)
			continue;
		small = any && is_preposition(&s->tokens[i]) &&
			is_unknown(&s->tokens[first]);
		if (!small && !may_begin(s, first, any))
			continue;
		last = run_last(s, first, small);
		scan_mark_tokens(s, first, last, REDACT_PLACE, !small);
		i = last;
	}
}
