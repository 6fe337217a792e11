/*
 * Lines of an address: one that holds nothing but a few capitals, between or beside lines that hold
 * a person, a street or a number, is a town, a state or a country.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_place.h"

enum {
	WORDS_MOST = 5,	    /* of a line that may be a place */
	NEIGHBOUR_MOST = 9, /* tokens of a line beside it */
	CODE_MOST = 3,	    /* letters of a state's code */
};

struct line {
	size_t first, end; /* tokens; end: the first behind it */
};

/* The line that begins at token i. */
static struct line
line_at(const struct scan *s, size_t i)
{
	struct line l = { .first = i, .end = i + 1 };

	while (l.end < s->token_count && !s->tokens[l.end].line)
		l.end++;
	return l;
}

/* "> ", "?? ", "- " before a line, and what ends it. */
static struct line
line_bare(const struct scan *s, struct line l)
{
	while (l.first < l.end && s->tokens[l.first].kind == TOKEN_SIGN &&
	       !token_is_sign(s, l.first, '('))
		l.first++;
	while (l.end > l.first &&
	       (token_is_sign(s, l.end - 1, ',') || token_is_sign(s, l.end - 1, '.') ||
		token_is_sign(s, l.end - 1, ';')))
		l.end--;
	return l;
}

/* Most of a short line is under marks of what an address consists of. */
static bool
is_neighbour(const struct scan *s, struct line l)
{
	size_t marked = 0, words = 0;
	bool block = false;

	if (l.end <= l.first || l.end - l.first > NEIGHBOUR_MOST)
		return false;
	for (size_t i = l.first; i < l.end; i++) {
		int class = scan_marked(s, i);

		if (s->tokens[i].kind == TOKEN_SIGN)
			continue;
		words++;
		marked += class >= 0;
		block |= class == REDACT_ADDRESS || class == REDACT_NAME ||
			 class == REDACT_PLACE || class == REDACT_POSTCODE ||
			 class == REDACT_NUMBER || class == REDACT_PHONE;
	}
	return block && 3 * marked >= words;
}

/* "on the" within "Stow on the Wold". */
static bool
is_joint(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return !t->line && i + 1 < s->token_count && !s->tokens[i + 1].line &&
	       s->tokens[i + 1].kind != TOKEN_NUMBER && t->low_len <= 4 &&
	       t->lex & (LEX_PARTICLE | LEX_STOP);
}

/* What may stand in a line that is a place; *out_rare: no everyday word, or known as a place. */
static bool
may_be_part(const struct scan *s, size_t i, bool *out_rare)
{
	const struct token *t = &s->tokens[i];

	if (t->kind == TOKEN_NUMBER || t->kind == TOKEN_MIXED)
		return t->to - t->from <= 6;
	if (t->kind != TOKEN_WORD)
		return t->kind == TOKEN_TAIL || sign_among(s, i, "-,./&()'");
	if (t->lex & (LEX_RANK | LEX_TITLE | LEX_DAY | LEX_MONTH | LEX_TIME | LEX_SPEECH |
		      LEX_GLOSSARY | LEX_KIN | LEX_ORG))
		return false;
	*out_rare |=
		!place_everyday(t->lex) ||
		(t->lex & LEX_PLACE && !(t->shape == SHAPE_LOWER && t->lex & LEX_COMMON));
	if (is_joint(s, i))
		return true;
	if (t->shape == SHAPE_LOWER)
		return !(t->lex & (LEX_STOP | LEX_COMMON | LEX_SITE)) ||
		       (t->lex & LEX_PLACE && !(t->lex & LEX_STOP)) || place_lead(t) ||
		       place_ending(s, i);
	return !(t->lex & LEX_STOP) || t->lex & LEX_PARTICLE;
}

/* "CO", "NSW" */
static bool
is_code(const struct scan *s, struct line l)
{
	const struct token *t = &s->tokens[l.first];

	return l.end - l.first == 1 && t->shape == SHAPE_UPPER && t->low_len >= 2 &&
	       t->low_len <= CODE_MOST &&
	       !token_among(s, l.first, " ok ps re cc nb fao ");
}

/* Few enough words, and one of them not marked. */
static bool
is_short(const struct scan *s, struct line l)
{
	size_t words = 0, unmarked = 0;

	if (l.first >= l.end || l.end - l.first > 2 * WORDS_MOST)
		return false;
	for (size_t i = l.first; i < l.end; i++) {
		words += s->tokens[i].kind == TOKEN_WORD;
		unmarked += s->tokens[i].kind != TOKEN_SIGN && scan_marked(s, i) < 0;
	}
	return unmarked && words && words <= WORDS_MOST;
}

static bool
may_be_place(const struct scan *s, struct line l)
{
	bool rare = false;

	if (!is_short(s, l))
		return false;
	if (is_code(s, l))
		return true;
	for (size_t i = l.first; i < l.end; i++)
		if (scan_marked(s, i) == REDACT_LOCAL ||
		    (scan_marked(s, i) < 0 && !may_be_part(s, i, &rare)))
			return false;
		else if (scan_marked(s, i) == REDACT_PLACE ||
			 scan_marked(s, i) == REDACT_ADDRESS)
			rare = true;
	return rare || place_ending(s, l.end - 1) || place_lead(&s->tokens[l.first]) ||
	       (s->tokens[l.first].shape == SHAPE_UPPER && !s->shouted);
}

/* Whatever the one or two words are: a street above, and below a code or a country. */
static bool
is_between(const struct scan *s, struct line above, struct line l, struct line below)
{
	bool street = false, country = is_code(s, below);

	if (!is_short(s, l) || l.end - l.first > 2 || below.first >= below.end)
		return false;
	for (size_t i = above.first; i < above.end; i++)
		street |= scan_marked(s, i) == REDACT_ADDRESS;
	country |= s->tokens[below.first].lex & LEX_PLACE &&
		   below.end - below.first <= 2 &&
		   !(s->tokens[below.first].lex & LEX_COMMON);
	for (size_t i = l.first; i < l.end; i++)
		if (s->tokens[i].kind != TOKEN_WORD || s->tokens[i].lex & LEX_STOP)
			return false;
	return street && country;
}

/* The next line from token i on that holds more than signs; empty: there is none. */
static struct line
line_next(const struct scan *s, size_t i)
{
	struct line l = { .first = i, .end = i }, bare = l;

	for (unsigned n = 0; n < 2 && i < s->token_count; n++, i = l.end) {
		l = line_at(s, i);
		bare = line_bare(s, l);
		if (bare.first < bare.end)
			break;
	}
	return bare;
}

void
find_place_lines(struct scan *s)
{
	struct line before = { .end = 0 }, here, bare;

	for (size_t i = 0; i < s->token_count; i = here.end) {
		struct line below;
		bool may;

		here = line_at(s, i);
		bare = line_bare(s, here);
		if (bare.first >= bare.end)
			continue;
		below = line_next(s, here.end);
		may = may_be_place(s, bare);
		if (may ? is_neighbour(s, before) || is_neighbour(s, below)
			: is_between(s, before, bare, below))
			scan_mark_tokens(s, bare.first, bare.end - 1, REDACT_PLACE,
					 false);
		before = bare;
	}
}
