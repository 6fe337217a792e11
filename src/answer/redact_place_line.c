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
	       !place_sign(s, l.first, '('))
		l.first++;
	while (l.end > l.first &&
	       (place_sign(s, l.end - 1, ',') || place_sign(s, l.end - 1, '.') ||
		place_sign(s, l.end - 1, ';')))
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
	return block && 2 * marked >= words;
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
	*out_rare |= !place_everyday(t->lex) ||
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

static bool
may_be_place(const struct scan *s, struct line l)
{
	bool rare = false;
	size_t words = 0, unmarked = 0;

	if (l.first >= l.end || l.end - l.first > 2 * WORDS_MOST)
		return false;
	for (size_t i = l.first; i < l.end; i++) {
		words += s->tokens[i].kind == TOKEN_WORD;
		unmarked += s->tokens[i].kind != TOKEN_SIGN && scan_marked(s, i) < 0;
	}
	if (!unmarked || words < 1 || words > WORDS_MOST)
		return false;
	if (is_code(s, l))
		return true;
	for (size_t i = l.first; i < l.end; i++)
		if (scan_marked(s, i) < 0 && !may_be_part(s, i, &rare))
			return false;
		else if (scan_marked(s, i) == REDACT_PLACE ||
			 scan_marked(s, i) == REDACT_ADDRESS)
			rare = true;
	return rare || place_ending(s, l.end - 1) || place_lead(&s->tokens[l.first]) ||
	       (s->tokens[l.first].shape == SHAPE_UPPER && !s->shouted);
}

void
find_place_lines(struct scan *s)
{
	struct line before = { .end = 0 }, here, after;

	for (size_t i = 0; i < s->token_count; i = here.end, before = here) {
		struct line bare;
		bool beside;

		here = line_at(s, i);
		bare = line_bare(s, here);
		if (!may_be_place(s, bare))
			continue;
		beside = before.end && is_neighbour(s, line_bare(s, before));
		if (!beside && here.end < s->token_count) {
			after = line_at(s, here.end);
			beside = is_neighbour(s, line_bare(s, after));
		}
		if (beside)
			scan_mark_tokens(s, bare.first, bare.end - 1, REDACT_PLACE,
					 false);
	}
}
