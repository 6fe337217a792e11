/*
 * Where somebody lives: a street, a flat or a box that is beyond doubt, what stands before it,
 * and what follows on the same line or the next: towns, codes, countries.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_address.h"

enum { PARTS_MOST = 14 /* of one address */ };

static const char house_words[] =
	" cottage cottages house farm farmhouse vicarage rectory lodge manor hall barn mill villa "
	"bungalow court buildings mansions flats tower towers point apartments heights "
	"grange priory "
	"abbey stables oast gables croft nook school schoolhouse forge annexe ";
static const char home_cues[] =
	" live lives lived living reside resides residing address addresses "
	"moved home stays staying ";

/* They end a letter, not an address. */
static const char farewells[] =
	" regards wishes thanks thank sincerely faithfully you cheers ";

/* What stands between two parts. */
struct between {
	bool comma, line, blank_line;
};

static bool
capital(const struct scan *s, size_t i)
{
	return i < s->token_count && s->tokens[i].kind == TOKEN_WORD &&
	       (s->tokens[i].shape == SHAPE_CAPITAL || s->tokens[i].shape == SHAPE_UPPER);
}

/* Passes commas, and the signs that mark a quoted line; the token behind them. */
static size_t
pass_between(const struct scan *s, size_t i, struct between *out)
{
	*out = (struct between){ 0 };
	for (unsigned n = 0; n < 8 && i < s->token_count; n++) {
		const struct token *t = &s->tokens[i];
		bool quoted = (out->line || t->line) && sign_among(s, i, ">?|*");

		if (t->line) {
			out->blank_line |= out->line && !quoted;
			out->line = true;
			if (i && memchr(s->plain.text + s->tokens[i - 1].to, '\n',
					t->from - s->tokens[i - 1].to)) {
				const char *first =
					memchr(s->plain.text + s->tokens[i - 1].to, '\n',
					       t->from - s->tokens[i - 1].to);

				out->blank_line |=
					memchr(first + 1, '\n',
					       (size_t)(s->plain.text + t->from - first) -
						       1) != NULL;
			}
		}
		if (sign_among(s, i, ",;"))
			out->comma = true;
		else if (!quoted)
			break;
		i++;
	}
	return i;
}

/* Numbers that others took for something else may be a house's or a town's; not these. */
static bool
taken(const struct scan *s, size_t i)
{
	switch (scan_marked(s, i)) {
	case REDACT_EMAIL:
	case REDACT_URL:
	case REDACT_HANDLE:
	case REDACT_IP:
	case REDACT_CARD:
	case REDACT_DATE:
	case REDACT_AGE:
	case REDACT_COLLAR:
	case REDACT_BANK:
		return true;
	default:
		return false;
	}
}

/* ---- what is beyond doubt ---------------------------------------------------------- */

static bool
line_ends(const struct scan *s, size_t i)
{
	return i >= s->token_count || s->tokens[i].line ||
	       s->tokens[i].kind == TOKEN_SIGN;
}

/* 14 Oaklands, …: no word for a street, but a home before it or a postcode behind it. */
static size_t
named_house_end(const struct scan *s, size_t i)
{
	size_t number = house_number_end(s, i), end;

	if (number == i || number >= s->token_count || s->tokens[number].line)
		return i;
	/* a code and a number */
	if (house_number_end(s, number) > number && number + 1 < s->token_count &&
	    !s->tokens[number + 1].line) {
		end = town_end(s, number + 1);
		return end > number + 1 && line_ends(s, end) ? end : i;
	}
	end = town_end(s, number);
	if (end == number)
		return i;
	if (cue_before(s->plain.text, s->tokens[i].from, 3, home_cues))
		return end;
	if (!line_ends(s, end))
		return i;
	for (size_t k = end; k < s->token_count && k < end + 8; k++) {
		if (scan_marked(s, k) == REDACT_POSTCODE)
			return end;
		if (k > end + 1 && s->tokens[k].kind == TOKEN_NUMBER &&
		    s->tokens[k].to - s->tokens[k].from == 5)
			return end;
		if (!sign_among(s, k, ",") && !name_word(s, k))
			break;
	}
	return i;
}

/* "on Sludevej 13.": an unknown word and a number behind a word of place. */
static size_t
unknown_street_end(const struct scan *s, size_t i)
{
	size_t end, last;
	bool home;
	const struct token *number;
	uint32_t known = LEX_WORD | LEX_COMMON | LEX_GLOSSARY | LEX_PLACE | LEX_RANK |
			 LEX_TITLE | LEX_MONTH | LEX_DAY | LEX_ORG | LEX_SITE |
			 LEX_PHONETIC;

	if (!i || s->shouted || !capital(s, i))
		return i;
	home = cue_before(s->plain.text, s->tokens[i].from, 2, home_cues);
	if (!home && !token_among(s, i - 1, " on in at of near along to and "))
		return i;
	end = town_end(s, i);
	if (end == i || end >= s->token_count)
		return i;
	last = end - 1;
	number = &s->tokens[end];
	if (number->kind != TOKEN_NUMBER || number->line ||
	    number->to - number->from > 4 || s->tokens[last].lex & known ||
	    s->tokens[last].low_len < (token_among(s, end + 1, " st street ") ? 3 : 5) ||
	    s->tokens[last].shape != SHAPE_CAPITAL || scan_marked(s, end) >= 0)
		return i;
	if (number->to - number->from == 4 &&
	    (!strncmp(s->plain.text + number->from, "19", 2) ||
	     !strncmp(s->plain.text + number->from, "20", 2)))
		return i;
	return line_ends(s, end + 1) ||
			       token_among(s, end + 1,
					   " st street apt suite and in at for until ")
		       ? end + 1
		       : i;
}

/* Rose Cottage, alone behind "at". */
static size_t
house_alone_end(const struct scan *s, size_t i)
{
	size_t end;

	if (!i || !capital(s, i) || s->shouted ||
	    !token_among(s, i - 1, " at from in to near called outside "))
		return i;
	end = town_end(s, i);
	for (size_t k = i + 1; k < end; k++)
		if (token_among(
			    s, k,
			    " cottage farm farmhouse vicarage rectory bungalow villa barn "
			    "grange cottages "))
			return k + 1;
	return i;
}

static size_t
certain_end(const struct scan *s, size_t i, bool *out_sure)
{
	size_t end = military_end(s, i), k;
	struct between b;
	bool sure;

	*out_sure = true;
	if (end > i)
		return end;
	if ((end = unit_end(s, i, out_sure)) > i) {
		if (*out_sure)
			return end;
		/* a unit, a room, a block: with a street behind it */
		k = pass_between(s, end, &b);
		k = street_end(s, k, &sure) > k ? street_end(s, k, &sure) : k;
		*out_sure = true;
		return k > end && sure ? k : i;
	}
	*out_sure = true;
	if ((end = corner_end(s, i)) > i)
		return end;
	end = street_end(s, i, out_sure);
	if (end > i)
		return end;
	if ((end = named_house_end(s, i)) > i)
		return end;
	*out_sure = false;
	if ((end = unknown_street_end(s, i)) > i)
		return end;
	return house_alone_end(s, i);
}

/* ---- what follows ------------------------------------------------------------------ */

static bool
word_common(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return t->lex & (LEX_COMMON | LEX_GLOSSARY) &&
	       !(t->lex & (LEX_PLACE | LEX_STREET | LEX_NATION));
}

static size_t
zip_follows(const struct scan *s, size_t i, const struct between *b, bool town)
{
	size_t end = zip_end(s, i), n;
	const struct token *t = &s->tokens[i];
	int class = i < s->token_count ? scan_marked(s, i) : -1;

	if (end == i || class == REDACT_POSTCODE)
		return end;
	n = t->to - t->from;
	if (class == REDACT_PHONE || class == REDACT_CARD || class == REDACT_DATE ||
	    class == REDACT_NHS)
		return i;
	if (b->blank_line ||
	    token_among(s, end, " hrs hours pm am officers people pounds "))
		return i;
	if (n >= 5 || end > i + 1)
		return n >= 5 || town || b->comma || b->line ? end : i;
	if (n == 4)
		return (town || b->comma || b->line) &&
				       (line_ends(s, end) ||
					(strncmp(s->plain.text + t->from, "20", 2) &&
					 strncmp(s->plain.text + t->from, "19", 2)))
			       ? end
			       : i;
	return b->line && line_ends(s, end) && town ? end : i;
}

/* CO 70079; ", CO" at a line's end; 43 73313 */
static size_t
state_follows(const struct scan *s, size_t i, const struct between *b)
{
	const struct token *t = &s->tokens[i];
	struct between then;
	size_t k, end;

	if (i >= s->token_count || t->to - t->from > 3 || t->to - t->from < 2 ||
	    (t->kind != TOKEN_WORD && t->kind != TOKEN_NUMBER) || b->blank_line ||
	    (t->lex & (LEX_STOP | LEX_RANK) && (t->shape != SHAPE_UPPER || s->shouted)))
		return i;
	if (t->kind == TOKEN_NUMBER && !b->comma)
		return i;
	k = pass_between(s, i + 1, &then);
	then.line = then.comma = true;
	end = zip_end(s, k);
	if (end > k && s->tokens[k].to - s->tokens[k].from >= 3 && !then.blank_line &&
	    zip_follows(s, k, &then, true) > k)
		return end;
	if (!line_ends(s, i + 1) || sign_among(s, i + 1, "-:'("))
		return i;
	if (b->comma && b->line && t->kind == TOKEN_WORD &&
	    !(t->lex & (LEX_COMMON | LEX_STOP)))
		return i + 1;
	return t->shape == SHAPE_UPPER && (b->comma || b->line) ? i + 1 : i;
}

/* A line of one to three words in small letters, where nobody writes capitals. */
static size_t
small_line_end(const struct scan *s, size_t i)
{
	size_t k = i;

	while (k < s->token_count && k < i + 3 && (k == i || !s->tokens[k].line) &&
	       s->tokens[k].kind == TOKEN_WORD &&
	       !(s->tokens[k].lex & (LEX_STOP | LEX_RANK)))
		k++;
	return k < s->token_count &&
			       (s->tokens[k].line || sign_among(s, k, ",") ||
				zip_end(s, k) > k) &&
			       !token_among(s, k - 1, farewells)
		       ? k
		       : i;
}

static size_t
town_follows(const struct scan *s, size_t i, const struct between *b, bool zip)
{
	size_t end = town_end(s, i), known = 0, common = 0, words = 0;
	const struct token *t = &s->tokens[i];

	if (end == i && s->small && b->line && !b->blank_line)
		end = small_line_end(s, i);
	if (end == i || t->lex & (LEX_TITLE | LEX_MONTH | LEX_DAY) ||
	    sign_among(s, end, ":@"))
		return i;
	for (size_t k = i; k < end; k++) {
		if (s->tokens[k].kind != TOKEN_WORD)
			continue;
		words++;
		known += (s->tokens[k].lex & (LEX_PLACE | LEX_NATION)) != 0;
		common += word_common(s, k);
	}
	if (!known && words > 1)
		known = (scan_phrase(s, i, words) & LEX_PLACE) != 0;
	if (zip) /* a country may stand last */
		return known == words || (known && words < 4) ? end : i;
	if (b->blank_line)
		return known || zip_end(s, end) > end ? end : i;
	if (common == words && !known && zip_end(s, end) == end &&
	    (t->shape != SHAPE_UPPER || words > 3) && !b->comma &&
	    !(b->line && words > 1 && !token_among(s, end - 1, farewells)))
		return i;
	if (b->line)
		return line_ends(s, end) || zip_end(s, end) > end ? end : i;
	if (!b->comma && t->opens)
		return i;
	return end;
}

/* ---- what stands before ------------------------------------------------------------ */

/* The Old Vicarage, Rose Cottage: with a comma or a line end before the street. */
static size_t
house_before(const struct scan *s, size_t first)
{
	size_t at = first, from, words = 0;
	bool house = false;

	if (at && sign_among(s, at - 1, ","))
		at--;
	else if (!s->tokens[first].line)
		return first;
	for (from = at; from && words < 5; from--, words++) {
		const struct token *t = &s->tokens[from - 1];

		if (t->kind == TOKEN_TAIL)
			continue;
		if (!capital(s, from - 1) || t->lex & (LEX_RANK | LEX_TITLE) ||
		    (t->lex & LEX_STOP && !token_among(s, from - 1, " the old new ")))
			break;
		house |= token_among(s, from - 1, house_words);
		if (t->line || token_among(s, from - 1, " the ")) {
			house |= token_among(s, from - 1, " the ");
			from--;
			words++;
			break;
		}
	}
	return words && house && !s->shouted ? from : first;
}

/* Numbers, and unknown words with capitals, right before a number: 28245 Puruntie 82. */
static size_t
words_before(const struct scan *s, size_t first)
{
	uint32_t never = LEX_WORD | LEX_COMMON | LEX_GLOSSARY | LEX_RANK | LEX_TITLE |
			 LEX_STOP | LEX_MONTH | LEX_DAY | LEX_PLACE;
	bool number = s->tokens[first].kind == TOKEN_NUMBER ||
		      s->tokens[first].kind == TOKEN_MIXED;

	for (unsigned n = 0; n < 4 && first && !s->tokens[first].line; n++) {
		const struct token *t = &s->tokens[first - 1];

		if (t->kind == TOKEN_NUMBER && t->to - t->from <= 6 && !n &&
		    (scan_marked(s, first - 1) < 0 ||
		     scan_marked(s, first - 1) == REDACT_TIME))
			return first - 1;
		/* 18 de Julio 387, An der Urania 1 */
		for (size_t k = first - 1;
		     k && first - k < 3 && s->tokens[k].shape == SHAPE_LOWER &&
		     !s->tokens[k].line &&
		     token_among(s, k, " de del der den dem des da do la las los di ");
		     k--)
			if (s->tokens[k - 1].kind == TOKEN_NUMBER ||
			    (capital(s, k - 1) &&
			     s->tokens[k - 1].lex & (LEX_STOP | LEX_PARTICLE)))
				return words_before(s, k - 1);
		if (!number || !capital(s, first - 1) || t->lex & never || s->shouted)
			break;
		first--;
	}
	return first;
}

/* Unit 5, before a street or a house. */
static size_t
unit_before(const struct scan *s, size_t first)
{
	static const char words[] =
		" unit room rm floor block plot lot house building bldg no number ";
	size_t at = first - (first && sign_among(s, first - 1, ","));

	if (first && token_among(s, first - 1, words))
		return first - 1;
	if (at > 1 && token_among(s, at - 2, words) && house_number_end(s, at - 1) == at)
		return at - 2;
	return first;
}

/* A flat's street, whatever it is called: numbers and names before it, on its line or the one
 * above if that holds nothing else. */
static size_t
flat_before(const struct scan *s, size_t first)
{
	size_t at = first, best = first, names = 0;
	bool above = s->tokens[first].line;

	for (unsigned n = 0; at && n < 10; n++) {
		const struct token *t = &s->tokens[at - 1];
		bool number = t->kind == TOKEN_NUMBER || t->kind == TOKEN_MIXED;

		if (!number && !name_word(s, at - 1) && !joining_word(s, at - 1) &&
		    !sign_among(s, at - 1, ".,-") && t->kind != TOKEN_TAIL)
			break;
		if (taken(s, at - 1) || (number && t->to - t->from > 6))
			break;
		at--;
		names += t->kind == TOKEN_WORD;
		if (number && names && (!above || t->line))
			best = at;
		if (t->line)
			break;
	}
	return best;
}

/* Maarit and Hersnapvej 75: two streets that meet. */
static size_t
crossing_before(const struct scan *s, size_t first)
{
	bool sure;
	size_t at = first;

	if (first < 2 ||
	    !(token_among(s, first - 1, " and ") || sign_among(s, first - 1, "&")) ||
	    !(street_within(s, first, &sure) || street_leads(s, first) ||
	      !(s->tokens[first].lex & (LEX_WORD | LEX_COMMON | LEX_PLACE))))
		return first;
	for (at = first - 1; at && first - at < 4 && name_word(s, at - 1) &&
			     !(s->tokens[at - 1].lex & LEX_TITLE);)
		at--;
	return at < first - 1 ? at : first;
}

/* ---- all of it --------------------------------------------------------------------- */

/* The end of the address whose certain part ends at `end`. */
static size_t
address_end(const struct scan *s, size_t end)
{
	bool town = false, zip = false, sure;

	for (unsigned n = 0; n < PARTS_MOST; n++) {
		struct between b;
		size_t k = pass_between(s, end, &b), next = k;

		if (k >= s->token_count)
			break;
		if (!zip) {
			next = zip_follows(s, k, &b, town);
			if (next > k) {
				zip = true;
				end = next;
				continue;
			}
			next = state_follows(s, k, &b);
			if (next == k && !taken(s, k) && !b.blank_line) {
				next = unit_end(s, k, &sure);
				if (next == k && (b.comma || !b.line || !town) &&
				    ((next = street_end(s, k, &sure)) > k) && !sure)
					next = k;
				if (next == k)
					next = military_end(s, k);
			}
		}
		b.comma |= zip && !town && !b.line; /* 10115 Berlin */
		if (next == k && (next = town_follows(s, k, &b, zip && town)) > k)
			town = true;
		if (next == k)
			break;
		end = next;
	}
	return end;
}

/* Whether an address can begin with such a token: most cannot. */
static bool
may_begin(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->kind == TOKEN_NUMBER)
		return t->to - t->from <= 6 && scan_marked(s, i) != REDACT_CALLSIGN;
	if (t->kind == TOKEN_MIXED)
		return byte_is_digit(t->low[0]);
	if (t->kind != TOKEN_WORD)
		return false;
	if (t->shape != SHAPE_LOWER || s->small || t->lex & LEX_STREET)
		return true;
	if (i && s->tokens[i - 1].low_len && s->tokens[i - 1].low_len < 9 &&
	    s->tokens[i - 1].lex & LEX_STOP)
		return true;
	if (!t->low_len || !strchr("fasuptcjiblor", t->low[0]))
		return false;
	return token_among(
		s, i,
		" flat apt apartment suite ste unit room po pob post p the corner "
		"junction intersection floor block plot lot al os pl ul c r av ");
}

void
find_addresses(struct scan *s)
{
	for (size_t i = 0; i < s->token_count;) {
		size_t end, first;
		bool sure = false, flat;

		if (!may_begin(s, i) || taken(s, i) ||
		    (end = certain_end(s, i, &sure)) <= i) {
			i++;
			continue;
		}
		first = unit_end(s, i, &flat) > i ? flat_before(s, i) : i;
		first = words_before(s, first);
		first = crossing_before(s, first);
		first = house_before(s, first);
		first = unit_before(s, first);
		end = address_end(s, end);
		scan_mark_tokens(s, first, end - 1, REDACT_ADDRESS, sure);
		i = end;
	}
}
