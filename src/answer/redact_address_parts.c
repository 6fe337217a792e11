/*
 * What addresses are made of: streets, numbers, flats, boxes, towns, codes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_address.h"

/* Streets beyond doubt, of those words that English has for other things as well. */
static const char strong_words[] =
	" street road lane avenue crescent boulevard terrace mews strand gardens grove rd "
	"ave blvd "
	"ln cres gdns terr tce hwy pkwy ";
/* Short forms that are something else at least as often. */
static const char weak_words[] =
	" st dr cl ct pl ter mt key pr ring via sor corso cours veg al allee alle hof loan "
	"cad sok "
	"ul u gate pass str fort key run plein sq av des mall weg tie platz via rue point points "
	"union unions center centers harbor crossroad plz mdw mdws xing twitten ";
static const char leading_words[] =
	" rue r square via viale vicolo piazza piazzale corso largo lungomare contrada "
	"calle carrera avenida "
	"avda paseo plaza camino ronda rua travessa praça alameda estrada chemin impasse "
	"quai allée "
	"allee place cours ruelle sentier faubourg ul ulica aleja al plac pl osiedle os "
	"strada calea "
	"bulevardul bulvar bd boulevard avenue jalan lorong λεωφόρος οδός πλατεία leoforos odos "
	"улица ulitsa prospekt проспект str heol trg quadra ctra rúa ffordd stryd lôn clos ";

static bool
has_capital(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return t->shape == SHAPE_CAPITAL || t->shape == SHAPE_UPPER ||
	       t->shape == SHAPE_INITIAL;
}

bool
joining_word(const struct scan *s, size_t i)
{
	return token_is_word(s, i) && !s->tokens[i].line &&
	       (s->tokens[i].lex & LEX_PARTICLE ||
		token_among(
			s, i,
			" of upon on the ten ter de la las los le les du des da do dos das "
			"del della delle dello degli dei dell nel "
			"di dei van von der den zu am an der nad pod sur sous al and y e i "
			"en in by le under "));
}

bool
name_word(const struct scan *s, size_t i)
{
	static const uint32_t never = LEX_RANK | LEX_STOP | LEX_KIN;
	const struct token *t;
	bool sure;

	if (!token_is_word(s, i))
		return false;
	t = &s->tokens[i];
	if (!has_capital(s, i))
		return s->small && t->low_len > 2 &&
		       (t->lex & LEX_PLACE || !(t->lex & (LEX_WORD | LEX_COMMON)));
	/* Three Rivers, Los Angeles */
	if (t->lex & never && i + 1 < s->token_count && !s->tokens[i + 1].line &&
	    token_among(s, i, " two three four five seven new old the los las el big ") &&
	    token_is_word(s, i + 1) && has_capital(s, i + 1) && !(s->tokens[i + 1].lex & never))
		return !s->shouted;
	if (t->lex & never && !(t->lex & (LEX_PLACE | LEX_STREET | LEX_PARTICLE)) &&
	    !(t->lex & LEX_BEGINS && scan_phrase(s, i, 2) & LEX_PLACE))
		return false;
	if (unit_end(s, i, &sure) > i && sure)
		return false;
	return !s->shouted || !(t->lex & (LEX_COMMON | LEX_GLOSSARY)) ||
	       t->lex & LEX_PLACE;
}

/* ---- streets ----------------------------------------------------------------------- */

enum street_kind
street_kind(const struct scan *s, size_t i)
{
	const struct token *t;

	if (!token_is_word(s, i))
		return STREET_NONE;
	t = &s->tokens[i];
	if (!(t->lex & LEX_STREET))
		return STREET_NONE;
	if (token_among(s, i, strong_words))
		return STREET_STRONG;
	if (token_among(s, i, weak_words) ||
	    t->lex & (LEX_WORD | LEX_COMMON | LEX_TITLE | LEX_RANK))
		return STREET_WEAK;
	return STREET_STRONG;
}

bool
street_leads(const struct scan *s, size_t i)
{
	return token_among(s, i, leading_words);
}

bool
street_within(const struct scan *s, size_t i, bool *out_sure)
{
	static const char *const sure[] = { "strasse", "straße", "str",	 "gatan",
					    "vägen",   "straat", "gade", "gasse",
					    "stræde",  "platz" };
	static const char *const ends[] = {
		"gata",	   "gaten",    "gate",	 "vägen",  "väg",   "vejen",  "vej",
		"vegen",   "veien",    "vei",	 "veg",	   "katu",  "tie",    "kuja",
		"polku",   "kaari",    "laan",	 "weg",	   "plein", "kade",   "gracht",
		"dreef",   "dijk",     "allee",	 "allé",   "allee", "ring",   "damm",
		"ufer",	   "graben",   "gränd",	 "torg",   "plads", "braut",  "stígur",
		"stræti",  "straeti",  "vegur",	 "krogen", "stien", "bakken", "utca",
		"svingen", "terrasse", "parken", "markt",  "steig", "kai",
	};
	const struct token *t = &s->tokens[i];

	*out_sure = false;
	if (t->kind != TOKEN_WORD || t->low_len < 6 ||
	    t->lex & (LEX_WORD | LEX_FORENAME) ||
	    (!has_capital(s, i) && !(s->small && !t->lex)))
		return false;
	for (size_t k = 0; k < ARRAY_LEN(sure); k++) {
		size_t n = strlen(sure[k]);

		if (t->low_len > n + 2 && !memcmp(t->low + t->low_len - n, sure[k], n)) {
			*out_sure = n > 3;
			return true;
		}
	}
	for (size_t k = 0; k < ARRAY_LEN(ends); k++) {
		size_t n = strlen(ends[k]);

		if (t->low_len > n + 2 && !memcmp(t->low + t->low_len - n, ends[k], n))
			return true;
	}
	return false;
}

/* ---- numbers ----------------------------------------------------------------------- */

size_t
house_number_end(const struct scan *s, size_t i)
{
	const struct token *t;
	size_t n;

	if (i >= s->token_count)
		return i;
	t = &s->tokens[i];
	n = t->to - t->from;
	if (t->kind != TOKEN_NUMBER && t->kind != TOKEN_MIXED)
		return i;
	/* an account or a card in groups of two */
	if (scan_marked(s, i) == REDACT_BANK || scan_marked(s, i) == REDACT_CARD)
		return i;
	if (!(t->kind == TOKEN_NUMBER && n <= 6) &&
	    !(t->kind == TOKEN_MIXED && n <= 5 && byte_is_digit(s->plain.text[t->from]) &&
	      !token_among(s, i, " 1st 2nd 3rd 24hr ")))
		return i;
	/* 14-16, 12/3, 3a-c */
	if (sign_among(s, i + 1, "-/") && i + 2 < s->token_count && !s->tokens[i + 2].line &&
	    (s->tokens[i + 2].kind == TOKEN_NUMBER ||
	     s->tokens[i + 2].kind == TOKEN_MIXED ||
	     s->tokens[i + 2].shape == SHAPE_INITIAL) &&
	    s->tokens[i + 2].to - s->tokens[i + 2].from <= 5)
		return i + 3;
	return i + 1;
}

/* The number of a flat: 3, 3B, B, 12-14, G/2. */
static size_t
unit_number_end(const struct scan *s, size_t i)
{
	size_t end = house_number_end(s, i);
	const struct token *t;

	if (end > i)
		return sign_among(s, end, "%") ? i : end;
	if (i >= s->token_count)
		return i;
	t = &s->tokens[i];
	if (t->line || t->to - t->from > 5)
		return i;
	if (t->kind == TOKEN_MIXED)
		return i + 1;
	return t->shape == SHAPE_INITIAL && t->low[0] != 'i' ? i + 1 : i;
}

size_t
unit_end(const struct scan *s, size_t i, bool *out_sure)
{
	size_t at = i + 1, end;

	*out_sure = token_among(s, i, " flat apt apartment suite ste maisonette bedsit ");
	if (token_among(s, i, " p po pob post ")) {
		size_t k = i + 1;

		if (sign_among(s, k, ".") && token_among(s, k + 1, " o "))
			k += 2;
		else if (token_among(s, i, " p ") && token_among(s, k, " o "))
			k++;
		else if (token_among(s, i, " post ") && token_among(s, k, " office "))
			k++;
		k += sign_among(s, k, ".");
		if (!token_among(s, k, " box ") && !token_among(s, i, " pob "))
			return i;
		at = k + token_among(s, k, " box ");
		*out_sure = true;
	} else if (!*out_sure &&
		   !token_among(
			   s, i,
			   " unit room rm floor block bldg building lot plot house box "
			   "studio apto lgh lejl ")) {
		return i;
	}
	at += sign_among(s, at, ".");
	at += token_among(s, at, " no number ");
	at += sign_among(s, at, ".#:");
	end = unit_number_end(s, at);
	return end > at ? end : i;
}

size_t
zip_end(const struct scan *s, size_t i)
{
	size_t n, k = i;
	const struct token *t;

	while (k < s->token_count && scan_marked(s, k) == REDACT_POSTCODE &&
	       (k == i || !s->tokens[k].line) && k - i < 2)
		k++;
	if (k > i)
		return k;
	if (i >= s->token_count || s->tokens[i].kind != TOKEN_NUMBER)
		return i;
	t = &s->tokens[i];
	n = t->to - t->from;
	if (n < 3 || n > 6)
		return i;
	if (sign_among(s, i + 1, "-") && i + 2 < s->token_count &&
	    s->tokens[i + 2].kind == TOKEN_NUMBER && !s->tokens[i + 2].line && n > 1) {
		size_t more = s->tokens[i + 2].to - s->tokens[i + 2].from;

		return more == 3 || more == 4 ? i + 3 : i + 1;
	}
	if (i + 1 < s->token_count && !s->tokens[i + 1].line) {
		const struct token *next = &s->tokens[i + 1];

		if (n == 3 && next->kind == TOKEN_NUMBER && next->to - next->from == 2)
			return i + 2;
		if (n == 4 && next->kind == TOKEN_WORD && next->shape == SHAPE_UPPER &&
		    next->low_len == 2)
			return i + 2;
	}
	return i + 1;
}

/* ---- soldiers ---------------------------------------------------------------------- */

size_t
past_comma(const struct scan *s, size_t i)
{
	return i + sign_among(s, i, ",");
}

static size_t
post_office_end(const struct scan *s, size_t i)
{
	size_t k = i;

	if (!token_among(s, k, " apo fpo dpo "))
		return i;
	k = past_comma(s, k + 1);
	if (!token_among(s, k, " aa ae ap "))
		return i;
	return zip_end(s, k + 1);
}

size_t
military_end(const struct scan *s, size_t i)
{
	size_t k = i + 1, end;
	bool sure;

	if (token_among(s, i, " psc cmr unit ") && k < s->token_count &&
	    s->tokens[k].kind == TOKEN_NUMBER) {
		k = past_comma(s, k + 1);
		end = unit_end(s, k, &sure);
		if (end == k || !token_among(s, k, " box "))
			return i;
		k = past_comma(s, end);
		return post_office_end(s, k) > k ? post_office_end(s, k) : end;
	}
	if (token_among(s, i, " uss usns usnv usnm usv uscgc usaf ")) {
		while (k < i + 4 && token_is_word(s, k) && !token_among(s, k, " apo fpo dpo "))
			k++;
		k = past_comma(s, k);
		end = post_office_end(s, k);
		return end > k ? end : i;
	}
	return post_office_end(s, i);
}

/* ---- towns ------------------------------------------------------------------------- */

/* A sign beyond ASCII right before a letter: it stands for one (an increment for a delta). */
static bool
sign_in_word(const struct scan *s, size_t i)
{
	return i + 1 < s->token_count && s->tokens[i].kind == TOKEN_SIGN &&
	       s->tokens[i].to - s->tokens[i].from > 1 && !s->tokens[i + 1].gap &&
	       s->tokens[i + 1].kind == TOKEN_WORD;
}

/* One word of a name, with what is joined to it: Stratford-upon-Avon, St. Mary's, King's. */
static size_t
name_part_end(const struct scan *s, size_t i)
{
	size_t k = i + 1;

	while (k < i + 8 && sign_among(s, k, "-") && k + 1 < s->token_count &&
	       !s->tokens[k].gap && !s->tokens[k + 1].gap &&
	       s->tokens[k + 1].kind == TOKEN_WORD)
		k += 2;
	if (sign_in_word(s, k) && !s->tokens[k].gap)
		k += 2;
	if (k < s->token_count && s->tokens[k].kind == TOKEN_TAIL)
		k++;
	if (sign_among(s, k, ".") && k + 1 < s->token_count && !s->tokens[k + 1].line &&
	    (s->tokens[i].shape == SHAPE_INITIAL ||
	     token_among(s, i, " st ste dr mt ft sir prof gen burg ks kap ir pres ")))
		k++;
	return k;
}

size_t
town_end(const struct scan *s, size_t i)
{
	size_t k = i, end = i;

	for (unsigned n = 0; n < 5; n++) {
		size_t next, joined;

		if (n && sign_in_word(s, k) && !s->tokens[k].line)
			k++;
		else if (!name_word(s, k) || (n && s->tokens[k].line))
			break;
		end = name_part_end(s, k);
		for (joined = next = end; joined < next + 2 && joining_word(s, joined);)
			joined++;
		/* Zell am See: behind a small word, whatever has a capital */
		if (joined < s->token_count && !s->tokens[joined].line &&
		    (sign_in_word(s, joined) || name_word(s, joined) ||
		     (joined > end && token_is_word(s, joined) &&
		      s->tokens[joined].shape == SHAPE_CAPITAL))) {
			k = joined;
			if (!name_word(s, k) && !sign_in_word(s, k))
				end = ++k;
		} else {
			k = end;
		}
	}
	/* Cyprus (Greek) */
	if (end > i && sign_among(s, end, "(") && !s->tokens[end].line) {
		for (k = end + 1; k < end + 5 && name_word(s, k);)
			k++;
		if (k > end + 1 && sign_among(s, k, ")"))
			end = k + 1;
	}
	return end;
}
