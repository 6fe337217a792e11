/*
 * The unbroken run of an address: a part that is known, and all that goes on to its right and its
 * left.  A name behind "at" or "near", or on a line of its own, with a number beside it, is such a
 * part as well.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_address.h"

enum {
	HEADS_MOST = 6,	  /* words to the left */
	GROUP_MOST = 40,  /* tokens under one mark */
	NUMBER_BYTES = 6, /* of a house */
};

/* With a capital and before a name they are no English. */
static const char german_leads[] =
	" am im an auf zum zur ved vor hinter unter ob in bei pod na ";
static const char german_articles[] = " der den dem die das ";
static const char run_cues[] =
	" at to near from in into on via outside inside opposite behind address "
	"searched attended visited raided ";

/* ---- to the left ------------------------------------------------------------------- */

/* van der, de la; Am, Auf der; a small word of another language. */
static bool
particle_before(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_WORD || s->shouted || s->small)
		return false;
	if (t->shape == SHAPE_LOWER)
		return run_foreign(s, i) ||
		       token_among(s, i,
			       " van der den de het ter ten 't von zum zur op la las los "
			       "del della du des di do da dos das ");
	return token_among(s, i, " am im ved zum zur van de der ") ||
	       (token_among(s, i, german_leads) && token_among(s, i + 1, german_articles));
}

/* Whether a name may go on to the left over token i. */
static bool
head_word(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];
	uint32_t never = LEX_RANK | LEX_TITLE | LEX_KIN | LEX_STOP | LEX_MONTH | LEX_DAY |
			 LEX_GLOSSARY;

	if (run_class(scan_marked(s, i)))
		return true;
	if (scan_marked(s, i) >= 0)
		return false;
	if (particle_before(s, i))
		return true;
	if (!run_capital(s, i) || !s->tokens[i + 1].gap)
		return false;
	if (t->lex & never)
		return false;
	return !t->opens || ((t->line || sign_among(s, i - 1, ":")) &&
			     !(t->lex & (LEX_WORD | LEX_COMMON)));
}

/* Kpg. Nugraha, Evgl. Kirche: an abbreviation, and its dot before token i. */
static bool
dot_before(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i - 2];

	return sign_among(s, i - 1, ".") && !s->tokens[i - 1].gap && t->kind == TOKEN_WORD &&
	       t->low_len < 6 && !(t->lex & (LEX_WORD | LEX_COMMON | LEX_TITLE)) &&
	       (run_capital(s, i - 2) || run_foreign(s, i - 2)) &&
	       (scan_marked(s, i - 2) < 0 || run_class(scan_marked(s, i - 2)));
}

static size_t
run_start(const struct scan *s, size_t first)
{
	for (unsigned n = 0; n < HEADS_MOST && first && !s->tokens[first].line; n++) {
		if (first > 1 && dot_before(s, first))
			first -= 2;
		else if (head_word(s, first - 1))
			first--;
		else
			break;
	}
	return first;
}

/* 749 before Miller Circuit, 961 before The Ridings; where it stands, or `first`. */
static size_t
number_before(const struct scan *s, size_t first)
{
	const struct token *t;
	size_t at = first;

	if (at > 1 && token_among(s, at - 1, " the old new upper lower back over ") &&
	    s->tokens[at - 1].shape == SHAPE_CAPITAL && !s->tokens[at].line)
		at--;
	if (!at || s->tokens[at].line || !s->tokens[at].gap)
		return first;
	t = &s->tokens[at - 1];
	return run_digits(s, at - 1) && run_free(s, at - 1) && !run_year(s, at - 1) &&
			       t->to - t->from <= NUMBER_BYTES && !run_ordinal(s, at - 1) &&
			       byte_is_digit(s->plain.text[t->from]) && (t->gap || t->line)
		       ? at - 1
		       : first;
}

/* ---- a name with a number, where an address may stand ------------------------------- */

/* Words with capitals from first to end - 1; 0 if they end with police work or a body. */
static size_t
capitals_in(const struct scan *s, size_t first, size_t end)
{
	size_t words = 0;
	uint32_t last = s->tokens[end - 1].lex;

	for (size_t i = first; i < end; i++)
		words += run_capital(s, i);
	return last & (LEX_GLOSSARY | LEX_ORG | LEX_SITE) &&
			       !(last & (LEX_STREET | LEX_SURNAME))
		       ? 0
		       : words;
}

/* Behind "at", "near", "address:"; or with nothing else on its line. */
static bool
place_for_address(const struct scan *s, size_t first, size_t end)
{
	if (s->tokens[first].line)
		return run_line(s, end) ||
		       (sign_among(s, end, ",.") && run_line(s, end + 1));
	return token_among(s, first - 1, run_cues) ||
	       (sign_among(s, first - 1, ":") && first > 1 &&
		token_among(s, first - 2, " address addresses is to at "));
}

/* Takes a name or a place from first to end - 1 as the beginning of an address. */
static bool
guess_fits(const struct scan *s, size_t *first, size_t *end)
{
	size_t from = run_start(s, *first), number = number_before(s, from), to, words;
	unsigned numbers;

	to = run_end(s, number, *end, &numbers);
	words = capitals_in(s, from, *end);
	if (!words || !run_ends_clause(s, to))
		return false;
	if (number < from) {
		size_t digits = s->tokens[number].to - s->tokens[number].from;

		words = capitals_in(s, from, to) + (number + 1 < from);
		if ((words < 2 && digits < 3) || !place_for_address(s, number, to))
			return false;
		from = number;
	} else if (!numbers || (numbers < 2 && !place_for_address(s, from, to))) {
		return false;
	}
	*first = from;
	*end = to;
	return true;
}

void
find_address_rest(struct scan *s)
{
	for (size_t i = 0; i < s->token_count;) {
		size_t first = i, end = i;
		unsigned numbers;
		bool known = false;

		for (; end < s->token_count && end < i + GROUP_MOST; end++) {
			int class = scan_marked(s, end);

			if (!run_class(class) || (end > i && s->tokens[end].line))
				break;
			known |= class == REDACT_ADDRESS;
		}
		i = end + (end == i);
		if (end == first || scan_marked(s, first) == REDACT_POSTCODE)
			continue;
		if (known) {
			first = run_start(s, first);
			end = run_end(s, first, end, &numbers);
		} else if (!guess_fits(s, &first, &end)) {
			continue;
		}
		scan_mark_tokens(s, first, end - 1, REDACT_ADDRESS, false);
		i = end > i ? end : i;
	}
}
