/*
 * Names in small letters that nothing else is called, and what stands in a row with names.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_name.h"

/* ---- small letters ------------------------------------------------------------------ */

/* "by rob cooper", "thanks to rob cooper": where a name stands rather than a verb. */
static bool
after_with(const struct name_scan *n, size_t i)
{
	static const char *const with[] = { "with", "by", "from", NULL };
	static const char *const thanks[] = { "thanks",	 "thank",    "spoke", "speak",
					      "regards", "grateful", NULL };

	if (!i || !name_lex(n, i, LEX_CALLED))
		return false;
	if (name_is_any(n, i - 1, with))
		return true;
	for (size_t back = 2; name_is(n, i - 1, "to") && back <= 4 && back <= i; back++)
		if (name_is_any(n, i - back, thanks))
			return true;
	return false;
}

/* "ford-bennett" behind a first name. */
static size_t
small_double(const struct name_scan *n, size_t k)
{
	size_t behind = k && name_sign(n, k + 1, '-') ? name_next(n, k) : 0;

	return behind && name_lex(n, k, LEX_SURNAME) && name_lex(n, behind, LEX_SURNAME)
		       ? behind
		       : 0;
}

/* A word in small letters that could end a name: a surname, an initial before one, or unknown. */
static size_t
small_more(struct name_scan *n, size_t i)
{
	size_t k = name_next(n, i);

	if (!k || name_big(n, k))
		return 0;
	if (small_double(n, k))
		return small_double(n, k);
	if (n->s->tokens[k].low_len == 1 && n->part[k] == PART_PLAIN &&
	    !name_is(n, k, "a") && !name_is(n, k, "i")) {
		size_t after = name_sign(n, k + 1, '.') ? k + 2 : k + 1;

		return after < n->s->token_count && n->part[after] >= PART_EITHER ? after
										  : 0;
	}
	if (n->part[k] == PART_NEW)
		return n->s->tokens[k].low_len > 3 && !name_typo(n, k) ? k : 0;
	/* Black and Ford are more than surnames, but not behind a first name */
	if (n->part[k] == PART_KNOWN)
		return (n->part[i] == PART_NAME || after_with(n, i)) &&
				       name_lex(n, k, LEX_SURNAME) &&
				       !name_lex(n, k, LEX_RANK | LEX_KIN | LEX_SITE) &&
				       name_ends(n, k + 1)
			       ? k
			       : 0;
	return n->part[k] >= PART_EITHER && name_lex(n, k, LEX_SURNAME) ? k : 0;
}

/* "mika: who are you?" at the beginning of a line. */
static bool
speaks(const struct name_scan *n, size_t i)
{
	return n->s->tokens[i].line && name_sign(n, i + 1, ':') &&
	       name_lex(n, i, LEX_FORENAME) && n->part[i] == PART_NAME;
}

/* What stands before a name in small letters: "emidio p" before "lombardo". */
static size_t
small_first(const struct name_scan *n, size_t i)
{
	size_t k = i;

	if (k && name_sign(n, k - 1, '.') && !n->s->tokens[k - 1].gap)
		k--;
	if (k < 2 || n->s->tokens[k - 1].low_len != 1 || n->part[k - 1] != PART_PLAIN ||
	    n->s->tokens[i].line || n->s->tokens[k - 1].line)
		return i;
	return n->part[k - 2] >= PART_EITHER ? k - 2 : k - 1;
}

/* "taken by rob at": done by whom. */
static bool
done_by(const struct name_scan *n, size_t i)
{
	return i > 1 && name_is(n, i - 1, "by") && name_lex(n, i, LEX_CALLED) &&
	       name_ends(n, i + 1) &&
	       (name_inflected(&n->s->tokens[i - 2]) || name_is(n, i - 2, "taken") ||
		name_is(n, i - 2, "told") || name_is(n, i - 2, "given") ||
		name_is(n, i - 2, "seen"));
}

static void
small_one(struct name_scan *n, size_t i)
{
	const struct token *t = &n->s->tokens[i];
	bool first = t->lex & LEX_FORENAME, only;
	size_t more = first ? small_more(n, i) : 0;

	only = n->part[i] == PART_NAME &&
	       (t->lex & LEX_CALLED ||
		(!(t->lex & LEX_WORD) && t->low_len >= (first ? 4 : 5)));
	if (more && (n->part[i] == PART_NAME || n->part[more] == PART_NAME ||
		     (n->part[more] == PART_NEW && name_lex(n, more, LEX_PROPER)) ||
		     n->part[more] == PART_KNOWN || after_with(n, i)))
		name_found(n, small_first(n, i), more, FOUND_SURE);
	else if (only || speaks(n, i) || done_by(n, i))
		name_found(n, small_first(n, i), i, first ? FOUND_SURE : FOUND_GUESS);
}

/* "it was a shambels": what is counted or pointed at is no person. */
static bool
pointed_at(const struct name_scan *n, size_t i)
{
	static const char *const pointers[] = { "a",	"an",	"the",	"this", "that",
						"some", "any",	"no",	"every", "each",
						"more", "very", "too",	"so",	NULL };

	return i && !n->s->tokens[i].line && name_is_any(n, i - 1, pointers);
}

void
names_small(struct name_scan *n)
{
	for (size_t i = 0; i < n->s->token_count; i++) {
		if (n->found[i] || name_big(n, i))
			continue;
		if (n->part[i] == PART_EITHER || n->part[i] == PART_NAME)
			small_one(n, i);
		else if (n->part[i] == PART_NEW && n->quiet && scan_marked(n->s, i) < 0 &&
			 !pointed_at(n, i) && name_strange(n, i))
			name_found(n, small_first(n, i), i, FOUND_GUESS);
	}
}

/* ---- rows --------------------------------------------------------------------------- */

static const char *const and_words[] = { "and", "or", "&", NULL };

static bool
row_sign(const struct name_scan *n, size_t i)
{
	return name_sign(n, i, ',') || name_sign(n, i, '/') || name_sign(n, i, '&') ||
	       name_is_any(n, i, and_words);
}

/* A word that may be in a row with names; an everyday one only where the row or sentence ends. */
static bool
row_takes(struct name_scan *n, size_t i)
{
	if (!n->found[i] && n->part[i] == PART_KNOWN && name_big(n, i))
		return name_lex(n, i, LEX_FORENAME) &&
		       !name_lex(n, i, LEX_RANK | LEX_TITLE);
	if (n->found[i] || n->part[i] < PART_EITHER ||
	    !(name_lex(n, i, LEX_FORENAME) ||
	      (n->part[i] == PART_NEW &&
	       !(name_big(n, i) ? name_slip(n, i) : name_typo(n, i)))))
		return false;
	return n->part[i] == PART_NAME || name_big(n, i) || i + 1 >= n->s->token_count ||
	       n->s->tokens[i + 1].kind == TOKEN_SIGN || row_sign(n, i + 1);
}

/* A guess leads to capitals only. */
static bool
row_from(const struct name_scan *n, size_t i, size_t to)
{
	return n->found[i] == FOUND_SURE || (n->found[i] && name_big(n, to));
}

void
names_rows(struct name_scan *n)
{
	size_t count = n->s->token_count;

	for (size_t i = 0; i + 2 < count; i++)
		if (row_from(n, i, i + 2) && row_sign(n, i + 1) && row_takes(n, i + 2))
			name_found(n, i + 2, i + 2, n->found[i]);
	for (size_t i = count; i-- > 2;)
		if (row_from(n, i, i - 2) && row_sign(n, i - 1) && row_takes(n, i - 2) &&
		    !n->s->tokens[i - 1].opens)
			name_found(n, i - 2, i - 2, n->found[i]);
}
