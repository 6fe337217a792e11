/*
 * Places that no list has, known by what stands before them: "grew up in", "the village of".
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_name.h"
#include "answer/redact_place.h"

enum { RUN_MOST = 5, UNKNOWN_SHORTEST = 4, SHOUTED_SHORTEST = 5, STRANGE_TESTS = 200 };

/* Whoever does this does it at a place: what follows is one, whatever word it is. */
static bool
is_living(const struct token *t)
{
	static const char *const words[] = { "born",	 "live",       "lived",
					     "lives",	 "living",     "raised",
					     "reside",	 "resident",   "resided",
					     "resides",	 "originally", "up",
					     "hometown", "house",      "flat" };

	return place_word_in(t, words, ARRAY_LEN(words));
}

/* Whoever does this goes to a place, or comes from one. */
static bool
is_travelling(const struct token *t)
{
	static const char *const words[] = {
		"travel",    "travels",	    "travelled", "travelling", "traveling", "traveled",
		"flew",	     "fly",	    "flies",	 "flying",     "flight",    "flights",
		"emigrated", "immigrated",  "relocated", "relocating", "deported",  "migrated",
		"holiday",   "holidayed",   "sailed",	 "sailing",    "exiled",    "trip",
		"arrive",    "arrived",	    "arriving",	 "arrives",    "returned",  "returning",
		"based",     "here",	    "abroad",	 "stationed",  "moved",	    "moving",
	};

	return place_word_in(t, words, ARRAY_LEN(words));
}

static bool
is_preposition(const struct token *t)
{
	static const char *const words[] = { "in", "near", "from", "outside", "around" };

	return place_word_in(t, words, ARRAY_LEN(words));
}

/* What a place is: "the village of", "her home town". */
static bool
is_noun(const struct token *t)
{
	static const char *const words[] = { "city",	    "town",	"village",
					     "county",	    "suburb",	"hamlet",
					     "island",	    "province", "parish",
					     "municipality" };

	return place_word_in(t, words, ARRAY_LEN(words));
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

/* "in EAST XYZZYTON": capitals all through, and one of the words is in no list. */
static bool
is_shouted_run(const struct scan *s, size_t i)
{
	size_t words = 0, rare = 0;

	for (size_t k = i; k && words < RUN_MOST && s->tokens[k].shape == SHAPE_UPPER;
	     k = place_next(s, k), words++) {
		if (s->tokens[k].lex & (LEX_STOP | LEX_GLOSSARY | LEX_RANK | LEX_MONTH |
					LEX_DAY | LEX_ORG | LEX_TITLE))
			break;
		rare += !place_everyday(s->tokens[k].lex) && s->tokens[k].low_len > 2;
	}
	return !s->shouted && words >= 2 && rare;
}

/* "near Hope Bay", "from Port Royal": everyday words that only a map puts together. */
static bool
is_map_run(const struct scan *s, size_t i)
{
	const uint32_t other = LEX_STOP | LEX_GLOSSARY | LEX_RANK | LEX_MONTH | LEX_DAY |
			       LEX_ORG | LEX_TITLE | LEX_KIND | LEX_SITE;
	size_t next = place_next(s, i), last = i;

	if (!next || !place_capital(s, i) || !place_capital(s, next))
		return false;
	if (token_among(s, i, " port lake mount cape fort loch glen isle saint st "))
		return !(s->tokens[next].lex &
			 (other & ~(uint32_t)(LEX_KIND | LEX_SITE | LEX_GLOSSARY)));
	for (size_t n = 0; next && n < RUN_MOST && place_capital(s, next);
	     n++, next = place_next(s, next))
		last = next;
	return last > i && place_ending(s, last) && !(s->tokens[i].lex & other) &&
	       (!place_lead(&s->tokens[last]) || !place_everyday(s->tokens[i].lex));
}

/* "from Wedder.": a rare word of the dictionary with a capital that ends the clause. */
static bool
is_rare_end(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return t->shape == SHAPE_CAPITAL && t->lex & LEX_WORD &&
	       !(t->lex & (LEX_COMMON | LEX_GLOSSARY | LEX_STOP | LEX_NATION | LEX_TIME |
			   LEX_KIN)) &&
	       (i + 1 >= s->token_count || s->tokens[i + 1].line ||
		sign_among(s, i + 1, ".,!?;)"));
}

/* Behind "to" and "at" too, if the word itself says enough. */
static bool
is_to(const struct token *t)
{
	static const char *const words[] = { "to",  "into",   "at",	"towards",
					     "via", "across", "between" };

	return place_word_in(t, words, ARRAY_LEN(words));
}

bool
place_townlike(const struct token *t)
{
	static const char *const ends[] = {
		"ton",	  "ham",    "worth",   "bury",	 "ford",  "wick",    "thorpe",
		"dale",	  "combe",  "chester", "cester", "burgh", "borough", "hurst",
		"mere",	  "mouth",  "stead",   "inch",	 "wich",  "minster", "castle",
		"bourne", "haven",  "hausen",  "heim",	 "bach",  "dorf",    "berg",
		"burg",	  "stadt",  "feld",    "ingen",	 "strup", "borg",    "vik",
		"fjord",  "köping", "stad",    "ville",	 "wil",	  "grad",    "polis",
		"koski",  "järvi",  "niemi",   "hely",	 "vár",	  "ovice",   "kirchen",
	};

	if (t->kind != TOKEN_WORD || t->lex & ~(uint32_t)LEX_PROPER)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		size_t len = strlen(ends[i]);

		if (t->low_len >= len + 3 &&
		    !memcmp(t->low + t->low_len - len, ends[i], len))
			return true;
	}
	return false;
}

static bool
ends_clause(const struct scan *s, size_t i)
{
	return i >= s->token_count || s->tokens[i].line || sign_among(s, i, ".,!?;:)") ||
	       token_among(s, i, " and or to when before where but on who which ");
}

/* "he is from xyzzyworth.": in small letters and in no list, neither a slip nor put together of
 * words that are. */
static bool
is_strange(const struct scan *s, struct name_scan *n, size_t cue, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->shape != SHAPE_LOWER || t->low_len < UNKNOWN_SHORTEST ||
	    place_everyday(t->lex) ||
	    t->lex & (LEX_KIN | LEX_NATION | LEX_SITE | LEX_ORG | LEX_EVENT | LEX_TIME |
		      LEX_STREET | LEX_BEGINS))
		return false;
	if (!ends_clause(s, run_last(s, i, true) + 1) &&
	    !token_among(s, cue, " in near from around outside "))
		return false;
	return place_townlike(t) ? !name_typo(n, i) : name_strange(n, i);
}

/* "cedar lake" behind "in": no article, as only names stand there. */
static bool
is_small_map_run(const struct scan *s, size_t i)
{
	size_t next = place_next(s, i);

	return s->small && next &&
	       !(s->tokens[i].lex &
		 (LEX_STOP | LEX_GLOSSARY | LEX_KIND | LEX_SITE | LEX_RANK | LEX_KIN)) &&
	       token_among(
		       s, next,
		       " lake bay island valley hill ridge creek springs heights falls "
		       "grove beach dunes ") &&
	       ends_clause(s, next + 1);
}

/* Whether what stands at i shows by itself that it is a place, if something leads to it. */
static bool
is_plain_place(const struct scan *s, size_t i)
{
	return is_joined(s, i) || is_shouted_name(s, i) || is_shouted_run(s, i) ||
	       is_map_run(s, i) || is_rare_end(s, i);
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
	if (is_to(t) && (is_plain_place(s, next) ||
			 (i && !t->line && is_travelling(&s->tokens[i - 1])))) {
		*out_any = true;
		return next;
	}
	if (is_preposition(t)) {
		if (is_plain_place(s, next)) {
			*out_any = true;
			return next;
		}
		*out_any = true;
		return (i >= 1 && (is_living(&s->tokens[i - 1]) ||
				   is_travelling(&s->tokens[i - 1]))) ||
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
	       !place_everyday(s->tokens[i].lex) && token_is_sign(s, i + 1, '(') &&
	       place_capital(s, i + 2) && s->tokens[i + 2].lex & LEX_PLACE &&
	       s->tokens[i + 2].low_len >= UNKNOWN_SHORTEST && token_is_sign(s, i + 3, ')');
}

/* "a pub called The Dog and Duck": up to its last token; 0: no such thing. */
static size_t
premises_called(struct scan *s, size_t i)
{
	static const char *const words[] = {
		"pub",	  "bar",   "club", "nightclub", "hotel",   "hostel", "cafe",
		"café",	  "shop",  "restaurant", "takeaway", "estate", "school", "street",
		"road",	  "place", "village",	 "town",     "house",  "farm",   "cottage",
		"church", "gym",   "home"
	};
	size_t begin, first, last, next;

	if (!i || !token_among(s, i, " called named ") ||
	    !place_word_in(&s->tokens[i - 1], words, ARRAY_LEN(words)))
		return 0;
	begin = first = place_next(s, i);
	if (first && token_is(s, first, "the"))
		first = place_next(s, first);
	if (!first || !place_capital(s, first))
		return 0;
	if (!place_capital(s, begin))
		begin = first;
	last = run_last(s, first, false);
	next = place_next(s, last);
	if (next && token_is(s, next, "and") && place_next(s, next) &&
	    place_capital(s, place_next(s, next)))
		last = place_next(s, next);
	scan_mark_tokens(s, begin, last, REDACT_PLACE, true);
	return last;
}

void
find_cued_places(struct scan *s)
{
	struct name_scan n = { .s = s, .typos = STRANGE_TESTS };

	for (size_t i = 0; i < s->token_count; i++) {
		bool any, small, leads;
		size_t first, last;

		if (is_explained(s, i))
			scan_mark_tokens(s, i, i + 3, REDACT_PLACE, true);
		if (s->tokens[i].kind != TOKEN_WORD || s->tokens[i].shape != SHAPE_LOWER)
			continue;
		last = premises_called(s, i);
		if (last) {
			i = last;
			continue;
		}
		first = place_next(s, i);
		leads = first && (is_preposition(&s->tokens[i]) || is_to(&s->tokens[i]));
		if (leads && is_strange(s, &n, i, first)) {
			last = run_last(s, first, true);
			scan_mark_tokens(s, first, last, REDACT_PLACE, false);
			i = last;
			continue;
		}
		if (leads && is_small_map_run(s, first)) {
			scan_mark_tokens(s, first, place_next(s, first), REDACT_PLACE,
					 false);
			continue;
		}
		first = led_to(s, i, &any);
		if (!first || scan_marked(s, first) == REDACT_PLACE)
			continue;
		small = any && is_preposition(&s->tokens[i]) &&
			is_unknown(&s->tokens[first]);
		if (!small && !may_begin(s, first, any) && !is_map_run(s, first))
			continue;
		last = run_last(s, first, small);
		scan_mark_tokens(s, first, last, REDACT_PLACE, !small);
		i = last;
	}
}
