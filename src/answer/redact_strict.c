/*
 * What is left with a capital within a sentence, or is no word we know.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

enum {
	DAY_LEAST = 6, /* letters of "Monday"; "Sun" and "Fri" could be names */
	/* known, and telling of nobody, whatever the capital */
	LEX_OF_WORK = LEX_GLOSSARY | LEX_RANK | LEX_TITLE | LEX_STOP,
	/* in some list of words; names and places are none */
	LEX_ORDINARY = LEX_WORD | LEX_COMMON | LEX_OF_WORK | LEX_KIN | LEX_SPEECH |
		       LEX_STREET | LEX_SITE | LEX_MONTH | LEX_DAY | LEX_DIGIT | LEX_ORG |
		       LEX_EVENT | LEX_TIME,
};

/* he'll, don't: as good as the word before the apostrophe. */
static uint32_t
base_of(const struct token *t)
{
	const char *tail = strchr(t->low, '\'');

	return tail ? lexicon_find(t->low, (size_t)(tail - t->low)) : 0;
}

/* "the Crown pub": a capital before what serves drinks is a name of it. */
static bool
serves(const struct scan *s, size_t i)
{
	return s->tokens[i].shape == SHAPE_CAPITAL && !s->tokens[i].opens &&
	       !s->shouted &&
	       token_among(s, i + 1,
			   "pub inn hotel bar tavern club cafe café arms brewery");
}

static bool
fits(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_WORD)
		return false;
	if (t->lex & LEX_OF_WORK)
		return serves(s, i);
	if (t->lex & LEX_DAY && t->low_len >= DAY_LEAST)
		return false;
	/* "I", "a": one letter is a name only in a row, which find_names sees */
	if (t->low_len == 1)
		return t->shape == SHAPE_INITIAL && t->low[0] != 'i' && !t->opens &&
		       !s->shouted;
	if (base_of(t) & LEX_ORDINARY)
		return false;
	if (!(t->lex & LEX_ORDINARY))
		return true;
	return !t->opens && !s->shouted && t->shape != SHAPE_LOWER &&
	       t->shape != SHAPE_NONE;
}

/* Phrases of the glossary ("Occupational Health") stay; returns how many tokens one takes. */
static size_t
known_phrase(const struct scan *s, size_t i)
{
	if (!(s->tokens[i].lex & LEX_BEGINS))
		return 0;
	for (size_t words = PHRASE_MOST; words > 1; words--)
		if (scan_phrase(s, i, words) & LEX_OF_WORK) {
			size_t last = i;

			for (size_t left = words; left && last < s->token_count; last++)
				left -= s->tokens[last].kind == TOKEN_WORD;
			return last - i;
		}
	return 0;
}

void
find_strict(struct scan *s)
{
	for (size_t i = 0; i < s->token_count; i++) {
		size_t known = known_phrase(s, i);

		if (known)
			i += known - 1;
		else if (fits(s, i) && scan_marked(s, i) < 0)
			scan_mark_tokens(s, i, i, REDACT_NAME, false);
	}
}
