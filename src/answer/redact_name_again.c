/*
 * A name that is certain once is looked for in the whole text, in any case.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_name.h"

/* Names that are certain, in a table with room for twice as many. */
struct known {
	const struct token **slots;
	size_t mask, count;
};

static size_t
hash_of(const char *low, size_t len)
{
	size_t h = 5381;

	for (size_t i = 0; i < len; i++)
		h = h * 33 ^ (unsigned char)low[i];
	return h ^ h >> 7;
}

static const struct token **
slot_of(const struct known *k, const char *low, size_t len)
{
	size_t at = hash_of(low, len) & k->mask;

	while (k->slots[at] &&
	       (k->slots[at]->low_len != len || memcmp(k->slots[at]->low, low, len)))
		at = (at + 1) & k->mask;
	return &k->slots[at];
}

/* Words that tell somebody apart: no initials, nothing that is said every day. */
static bool
worth_it(const struct name_scan *n, size_t i)
{
	const struct token *t = &n->s->tokens[i];

	return (n->found[i] == FOUND_SURE || (n->found[i] && !t->lex)) &&
	       t->kind == TOKEN_WORD && t->low_len > 2 &&
	       !(t->lex & (LEX_STOP | LEX_PARTICLE));
}

/* Smiths of Smith. */
static bool
known_find(const struct known *k, const struct token *t)
{
	if (*slot_of(k, t->low, t->low_len))
		return true;
	return t->low_len > 4 && t->low[t->low_len - 1] == 's' &&
	       *slot_of(k, t->low, t->low_len - 1u);
}

/* An everyday word is the name only with a capital, and if it does not just open a sentence. */
static bool
same_name(const struct name_scan *n, size_t i)
{
	const struct token *t = &n->s->tokens[i];

	if (!(t->lex & (LEX_COMMON | LEX_WORD | LEX_GLOSSARY | LEX_MONTH)))
		return true;
	return t->lex & (LEX_COMMON | LEX_GLOSSARY | LEX_MONTH) ? name_capital(n, i)
								: name_big(n, i);
}

void
names_again(struct name_scan *n)
{
	const struct scan *s = n->s;
	struct known k = { .mask = 15 };

	for (size_t i = 0; i < s->token_count; i++)
		k.count += worth_it(n, i);
	if (!k.count)
		return;
	while (k.mask < 2 * k.count)
		k.mask = 2 * k.mask + 1;
	k.slots = arena_array(s->a, const struct token *, k.mask + 1);
	for (size_t i = 0; i < s->token_count; i++)
		if (worth_it(n, i))
			*slot_of(&k, s->tokens[i].low, s->tokens[i].low_len) =
				&s->tokens[i];
	for (size_t i = 0; i < s->token_count; i++) {
		const struct token *t = &s->tokens[i];

		if (t->kind == TOKEN_WORD && t->low_len > 2 && !n->found[i] &&
		    n->part[i] && same_name(n, i) && known_find(&k, t))
			name_found(n, i, i, t->lex ? FOUND_SURE : FOUND_GUESS);
	}
}
