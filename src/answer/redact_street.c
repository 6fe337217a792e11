/*
 * Streets with and without their numbers, as English and other languages write them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_address.h"

enum { WORDS_MOST = 5 /* between a number and its street */ };

/* Before "road" or "way" in small letters these make no name. */
static const char plain_words[] =
	" main side busy major minor open long short narrow wide wet icy dark quiet rural public "
	"private country slip ring trunk closed other same one two three four minute minutes hour "
	"hours mile miles day days week weeks month months year years car business retail "
	"industrial theme national local point man person metre metres km yard yards lane lanes "
	"way next last right wrong only best long new old cross off on by hard no any every each "
	"further dead safe crown county magistrates high-risk serious fatal major ";
/* Behind these a street needs no number. */
static const char place_cues[] =
	" in on at near along off outside down up behind towards opposite "
	"from to onto into via between and address ";
/* Streets that are words of every day, but behind a number or one of these. */
static const char cued_words[] =
	" close drive way court place walk rise view row square green hill gardens park "
	"grove yard "
	"wharf quay parade circus croft meadow fields st rd dr cl ct pl ter ";

/* Short forms that are nothing else. */
static const char short_words[] = " rd ave cres blvd gdns ";

static bool
capital(const struct scan *s, size_t i)
{
	return token_is_word(s, i) && s->tokens[i].shape != SHAPE_LOWER &&
	       s->tokens[i].shape != SHAPE_ODD;
}

/* Whether the capital of token i says something: not where all are capitals. */
static bool
capital_tells(const struct scan *s, size_t i)
{
	return capital(s, i) && !s->shouted;
}

/* A street's short form takes its full stop along. */
static size_t
past_dot(const struct scan *s, size_t end)
{
	const struct token *t = &s->tokens[end - 1];

	return end + (sign_among(s, end, ".") && !s->tokens[end].gap && t->low_len <= 4 &&
		      t->kind == TOKEN_WORD && !(t->lex & LEX_WORD));
}

/* What is known when a street's word is met. */
struct before {
	bool numbered, cue;
	bool all_capital; /* of the words between */
	bool plain;	  /* one of them makes no name of a street */
	bool unknown;	  /* the last of them is no English word */
};

/* New Street, back row, OLD UNION CRES: words of every day, but between a number and a street. */
static bool
turned(const struct scan *s, size_t i)
{
	if (!token_among(s, i, " back new old north south east west upper lower "))
		return false;
	if (i + 1 >= s->token_count || s->tokens[i + 1].line)
		return false;
	return street_kind(s, i + 1) ||
	       (i + 2 < s->token_count && !s->tokens[i + 2].line && token_is_word(s, i + 1) &&
		!(s->tokens[i + 1].lex & LEX_STOP) && token_among(s, i + 2, short_words));
}

/* A step over one word between the number and the street; 0 if it cannot be one. */
static size_t
middle_step(const struct scan *s, size_t i, bool first, struct before *b)
{
	const struct token *t;
	size_t k = i + 1;

	if (i >= s->token_count || (s->tokens[i].line && !(first && !b->numbered)))
		return 0;
	t = &s->tokens[i];
	if (t->kind == TOKEN_MIXED) /* 5th Avenue */
		return byte_is_digit(t->low[0]) &&
		       word_among(t->low + t->low_len - 2, 2, " st nd rd th ");
	if (t->kind != TOKEN_WORD || t->lex & (LEX_MONTH | LEX_RANK))
		return 0;
	if (b->numbered && turned(s, i)) {
		b->all_capital &= capital_tells(s, i);
		return 1;
	}
	if (token_among(
		    s, i,
		    " first second third fourth fifth sixth seventh eighth ninth tenth ")) {
		b->all_capital &= capital_tells(s, i);
		return 1;
	}
	b->unknown = !(t->lex & (LEX_WORD | LEX_COMMON | LEX_GLOSSARY | LEX_NATION));
	if (capital_tells(s, i)) {
		if (t->lex & LEX_STOP && !token_among(s, i, " the "))
			return 0;
		b->plain |=
			!b->numbered &&
			(token_among(s, i, plain_words) || t->lex & LEX_STOP ||
			 (t->lex & LEX_GLOSSARY && !(t->lex & (LEX_SITE | LEX_SURNAME))));
	} else if (b->all_capital && !first && joining_word(s, i)) {
		if (t->lex & LEX_STOP && !token_among(s, i, " of upon the le la de du "))
			return 0;
	} else {
		b->all_capital = false;
		b->plain |=
			token_among(s, i, plain_words) ||
			t->lex & (LEX_STOP | LEX_TIME | LEX_SPEECH) ||
			(t->lex & LEX_GLOSSARY && !(t->lex & (LEX_SITE | LEX_SURNAME)));
	}
	while (k < s->token_count && k < i + 8 && !s->tokens[k].line &&
	       (s->tokens[k].kind == TOKEN_TAIL ||
		(sign_among(s, k, "-") && !s->tokens[k].gap && token_is_word(s, k + 1)) ||
		(sign_among(s, k, ".") && t->low_len <= 3 && token_is_word(s, k + 1))))
		k += sign_among(s, k, "-") ? 2 : 1;
	return k - i;
}

/* "St Anne Street": a saint; "High St": a street. */
static bool
is_saint(const struct scan *s, size_t i)
{
	size_t next = i + 1 + sign_among(s, i + 1, ".");

	return token_among(s, i, " st ") && next < s->token_count &&
	       !s->tokens[next].line && capital(s, next) && !sign_among(s, i + 1, ",");
}

/* Whether the clause ends behind a street in small letters, or goes on with a small word. */
static bool
clause_ends(const struct scan *s, size_t i)
{
	return i >= s->token_count || s->tokens[i].line ||
	       s->tokens[i].kind != TOKEN_WORD ||
	       s->tokens[i].lex & (LEX_STOP | LEX_TIME | LEX_DAY) || capital(s, i) ||
	       token_among(
		       s, i,
		       " in on at near by and to flat apt apartment suite unit from when "
		"where because "
		       "yesterday last with until behind opposite ");
}

/* "Fatal Road Traffic Collision", "Road Policing": work, not where. */
static bool
of_work(const struct scan *s, size_t i)
{
	return token_among(
		s, i,
		" traffic policing safety user users closure closures rage works "
		"death deaths network crime team teams patrol patrols lighting "
		"drinking robbery collision collisions tax race racing price "
		"checks stop stops map sign signs worker workers ");
}

/* Whether the word of token i is a street, given what stands before it. */
static bool
street_fits(const struct scan *s, size_t i, const struct before *b, bool *out_sure)
{
	enum street_kind kind = street_kind(s, i);

	if (capital_tells(s, i) && b->all_capital) {
		*out_sure = b->numbered || kind == STREET_STRONG;
		if (b->numbered)
			return true;
		if (b->plain || of_work(s, i + 1))
			return false;
		return kind == STREET_STRONG ||
		       (b->cue && (b->unknown || token_among(s, i, cued_words)) &&
			!(s->tokens[i].lex & LEX_SITE));
	}
	*out_sure = b->numbered && kind == STREET_STRONG;
	if (b->plain || !(b->numbered || b->cue) ||
	    !(clause_ends(s, i + 1) || (b->numbered && token_among(s, i, short_words))))
		return false;
	return kind == STREET_STRONG || (b->numbered && token_among(s, i, cued_words));
}

/* "flat 3 high st", "flat 3b, mill lane": the flat's number is as good as the house's. */
static bool
behind_flat(const struct scan *s, size_t first)
{
	size_t k = first;

	if (first >= s->token_count || s->tokens[first].line)
		return false;
	k -= k && sign_among(s, k - 1, ",");
	return k > 1 && token_among(s, k - 2, " flat apt apartment ") &&
	       byte_is_digit(s->tokens[k - 1].low[0]);
}

/* Words and their street from token `first` on: behind a number, behind a word such as "in", or
 * with capitals of their own. */
static size_t
words_street_end(const struct scan *s, size_t first, bool numbered, bool *out_sure)
{
	struct before b = { .all_capital = true, .numbered = numbered };
	size_t k = first, best = first, step;

	b.cue = first && token_among(s, first - 1, place_cues) && !s->tokens[first].line;
	for (unsigned n = 0; n < WORDS_MOST; n++, k += step) {
		bool sure;

		if (n && k < s->token_count && !s->tokens[k].line && street_kind(s, k) &&
		    !(is_saint(s, k) && !numbered) && street_fits(s, k, &b, &sure)) {
			best = past_dot(s, k + 1);
			*out_sure = sure;
			if (street_kind(s, k) == STREET_STRONG || !b.all_capital)
				return best;
		}
		step = k == first && !numbered && !capital(s, k) && !b.cue
			       ? 0
			       : middle_step(s, k, k == first, &b);
		if (!step)
			break;
	}
	return best;
}

/* A word in small letters, within a name of another language, that English does not know. */
static bool
unknown_small(const struct scan *s, size_t i)
{
	return token_is_word(s, i) && !s->tokens[i].line && s->tokens[i].shape == SHAPE_LOWER &&
	       s->tokens[i].low_len > 2 &&
	       !(s->tokens[i].lex & (LEX_WORD | LEX_COMMON | LEX_GLOSSARY | LEX_STOP));
}

/* The end of a number behind a name that ends at `end`, or `end`. */
static size_t
number_behind(const struct scan *s, size_t end, bool *out_number)
{
	size_t k = end + (sign_among(s, end, ",") && !s->tokens[end].line);

	*out_number =
		k < s->token_count && !s->tokens[k].line && house_number_end(s, k) > k;
	return *out_number ? house_number_end(s, k) : end;
}

/* rue de la Paix, ul. Chrzanowska, Via Franscini: and the number behind it. */
static size_t
leading_end(const struct scan *s, size_t i, bool *out_number)
{
	size_t k = i + 1, end;
	bool unit;

	*out_number = false;
	if (token_among(s, i, " c ") && sign_among(s, k, "/") &&
	    !s->tokens[k].gap) /* C/ Mayor 3 */
		k++;
	else if (!street_leads(s, i))
		return i;
	k += sign_among(s, k, ".");
	/* "rue de la Paix", but "Ffordd Las at nine" */
	while (joining_word(s, k) && token_is_word(s, k + 1) && k < i + 5 &&
	       (!capital_tells(s, k) || capital(s, k + 1) || joining_word(s, k + 1)))
		k++;
	while (unknown_small(s, k) && k < i + 5)
		k++; /* rue des lilas: small letters */
	if (k > i + 1 && unknown_small(s, k - 1) &&
	    (k >= s->token_count || s->tokens[k].line || !name_word(s, k)))
		return number_behind(s, k, out_number);
	if (k >= s->token_count || s->tokens[k].line || unit_end(s, k, &unit) > k ||
	    !(name_word(s, k) ||
	      (capital(s, k) && !(s->tokens[k].lex & (LEX_RANK | LEX_KIN)))))
		return i;
	/* in English the name comes first: "on Avenue Road" */
	if (street_kind(s, k) == STREET_STRONG && !street_leads(s, k))
		return i;
	end = town_end(s, k);
	while (unknown_small(s, end) && end < k + 6)
		end = town_end(s, end + 1);
	return number_behind(s, end > k ? end : k + 1, out_number);
}

/* Whether words from first to end - 1 are no English ones, the last above all. */
static bool
words_foreign(const struct scan *s, size_t first, size_t end)
{
	uint32_t known = LEX_WORD | LEX_COMMON | LEX_GLOSSARY | LEX_MONTH | LEX_DAY |
			 LEX_RANK | LEX_TITLE | LEX_ORG | LEX_SITE;
	size_t last = end;

	while (last > first && s->tokens[last - 1].kind != TOKEN_WORD)
		last--;
	(void)first;
	return last > first && s->tokens[last - 1].low_len > 2 &&
	       !(s->tokens[last - 1].lex & known);
}

/* "." of "u. 12." if the line or the clause goes on behind it. */
static size_t
past_number_dot(const struct scan *s, size_t end)
{
	if (!sign_among(s, end, ".") || s->tokens[end].gap)
		return end;
	if (end + 1 >= s->token_count)
		return end + 1;
	return end + (s->tokens[end + 1].line || sign_among(s, end + 1, ",?)") ||
		      s->tokens[end + 1].shape == SHAPE_LOWER ||
		      s->tokens[end + 1].lex & LEX_STREET ||
		      token_among(s, end + 1, " apt apartment suite flat unit "));
}

/* Nääs 8, 00862 Town; Nordåsgrenda 8, Town: whether that stands behind a number that ends at k,
 * and the name's last word allows it. */
static bool
town_behind(const struct scan *s, size_t last, size_t k)
{
	size_t code = k + sign_among(s, k, ",");
	const struct token *t = &s->tokens[code];

	if (code == k || code + 1 >= s->token_count || t->line)
		return false;
	if (t->kind == TOKEN_NUMBER)
		return t->to - t->from >= 4 && name_word(s, code + 1);
	return !s->tokens[last].lex && s->tokens[last].low_len > 4 &&
	       s->tokens[k - 1].kind == TOKEN_NUMBER && capital_tells(s, code) &&
	       name_word(s, code);
}

/* Name, then number: Koskikatu 25.  `zip`: a number stands before it. */
static size_t
name_number_end(const struct scan *s, size_t i, bool zip, bool *out_sure)
{
	size_t end, k = i;
	bool within = false, sure = false, unit;

	/* Am Leitenfeld 12, An der Urania 6, 18 de Julio 81 */
	while (zip && k < i + 3 && token_is_word(s, k) && token_is_word(s, k + 1) &&
	       !s->tokens[k + 1].line &&
	       (token_among(s, k, " de der den dem des du da do la las los ") ||
		(capital(s, k) &&
		 token_among(s, k,
			     " am an auf im in unter zum zur die na nad pod u v k "))))
		k++;
	end = town_end(s, k);
	if (end == k)
		return i;
	/* K Červenému dvoru 68 */
	while (zip && unknown_small(s, end) && end < i + 6)
		end = town_end(s, end + 1);
	for (k = i; k < end; k++)
		within |= street_within(s, k, &sure) ||
			  (street_kind(s, k) && k + 1 == end && k > i);
	/* Victor Hugo u. 49. */
	k = end;
	if (sign_among(s, k, ".") && !s->tokens[k].gap && k + 1 < s->token_count &&
	    !s->tokens[k + 1].line &&
	    (s->tokens[k - 1].low_len <= 4 ||
	     (within && s->tokens[k + 1].kind == TOKEN_NUMBER)))
		k++;
	if (token_is_word(s, k) && !s->tokens[k].line && street_kind(s, k) == STREET_STRONG) {
		within = true;
		k++;
		k += sign_among(s, k, ".");
	} else if (token_is_word(s, k) && !s->tokens[k].line &&
		   token_among(s, k, " u ul út tér ")) {
		within = true;
		k++;
		k += sign_among(s, k, ".");
	}
	if (k >= s->token_count || s->tokens[k].line)
		return i;
	if (house_number_end(s, k) == k || scan_marked(s, k) == REDACT_DATE) {
		/* 20789 Hauptstrasse; a street by its name alone */
		*out_sure = within && sure;
		return within && (sure || (zip && k > end)) ? k : i;
	}
	k = house_number_end(s, k);
	*out_sure = within;
	if (within)
		return past_number_dot(s, k);
	*out_sure = false;
	if (unit_end(s, past_comma(s, k), &unit) > past_comma(s, k))
		return k;
	if (!zip)
		return town_behind(s, end - 1, k) ? k : i;
	/* 5049 Kesk 53; of words that English knows as well, at a line's end */
	return words_foreign(s, i, end) || (k >= s->token_count || s->tokens[k].line ||
					    sign_among(s, k, ","))
		       ? past_number_dot(s, k)
		       : i;
}

/* Erzsébet tér 19. and Bay Street 12: the number behind; an English street's only at the end. */
static size_t
behind_number_end(const struct scan *s, size_t end)
{
	size_t word = end - 1 - (s->tokens[end - 1].kind == TOKEN_SIGN), more;
	const struct token *t = &s->tokens[word];

	if (end >= s->token_count || s->tokens[end].line ||
	    s->tokens[end].kind != TOKEN_NUMBER ||
	    s->tokens[end].to - s->tokens[end].from > 4)
		return end;
	more = house_number_end(s, end);
	if (t->kind != TOKEN_WORD || t->lex & LEX_WORD ||
	    token_among(s, word, " rd ave blvd ln "))
		return more >= s->token_count || s->tokens[more].line ||
				       sign_among(s, more, ",")
			       ? more
			       : end;
	return past_number_dot(s, more);
}

/* nested: a number stands before it already. */
/* Ffordd Las, Heol y Bryn: words of nothing but streets, which need no number. */
static bool
welsh_street(const struct scan *s, size_t i, size_t end)
{
	return token_among(s, i, " ffordd heol stryd ") && capital_tells(s, i) &&
	       capital(s, end - 1);
}

static size_t
street_read(const struct scan *s, size_t i, bool nested, bool *out_sure)
{
	size_t number = house_number_end(s, i), end, k;
	bool numbered = number > i, behind;

	if (numbered && number < s->token_count && s->tokens[number].line)
		return i;
	if (numbered && sign_among(s, number, ","))
		number++;
	/* a code and a number may both stand before the street */
	if (numbered && !nested && number < s->token_count && !s->tokens[number].line &&
	    house_number_end(s, number) > number) {
		end = street_read(s, number, true, out_sure);
		if (end > number)
			return end;
	}
	k = numbered ? number : i;
	end = leading_end(s, k, &behind);
	if (end > k && (numbered || behind || welsh_street(s, k, end))) {
		*out_sure = true;
		return end;
	}
	end = words_street_end(s, k, numbered || behind_flat(s, k), out_sure);
	if (end > k) {
		return behind_number_end(s, end);
	}
	end = name_number_end(s, k, numbered || nested, out_sure);
	return end > k ? end : i;
}

size_t
street_end(const struct scan *s, size_t i, bool *out_sure)
{
	*out_sure = false;
	return street_read(s, i, false, out_sure);
}

/* ---- corners ----------------------------------------------------------------------- */

static size_t
crossing_part_end(const struct scan *s, size_t i)
{
	bool sure, number;
	size_t end = street_end(s, i, &sure);

	if (end == i)
		end = leading_end(s, i, &number);
	if (end > i)
		return end;
	end = house_number_end(s, i);
	while (end < i + 3 && joining_word(s, end))
		end++;
	if (town_end(s, end) == end)
		return i;
	end = town_end(s, end);
	if (street_kind(s, end) && !s->tokens[end].line)
		end = past_dot(s, end + 1);
	if (house_number_end(s, end) > end && !s->tokens[end].line)
		end = past_number_dot(s, house_number_end(s, end));
	return end;
}

size_t
corner_end(const struct scan *s, size_t i)
{
	size_t k = i + token_among(s, i, " the ");
	size_t end;

	if (!token_among(s, k, " corner junction intersection crossing crossroads jct "))
		return i;
	k++;
	if (!token_among(s, k, " of between with at "))
		return i;
	k++;
	k += token_among(s, k, " the ");
	end = crossing_part_end(s, k);
	if (end == k)
		return i;
	k = end;
	if (!token_among(s, k, " and with ") && !sign_among(s, k, "&/"))
		return end;
	end = crossing_part_end(s, k + 1);
	return end > k + 1 ? end : k;
}
