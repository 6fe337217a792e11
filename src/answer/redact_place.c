/*
 * Towns, counties, countries: those that the lists know.  A place that is an everyday word as well
 * (Reading, Bath, Deal) needs a capital within a sentence and a word like "in" before it.  What has
 * a name of its own, such as a station, is found in redact_site.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_place.h"

enum { SHORTEST = 3, LOWER_SHORTEST = 4 };

bool
place_capital(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_WORD)
		return false;
	return t->shape == SHAPE_CAPITAL || t->shape == SHAPE_INITIAL ||
	       (t->shape == SHAPE_UPPER && !s->shouted);
}

bool
place_word_in(const struct token *t, const char *const *words, size_t count)
{
	if (t->kind != TOKEN_WORD)
		return false;
	/* the first letter tells most of them apart, and this is asked at each word */
	for (size_t i = 0; i < count; i++)
		if (*t->low == *words[i] && str_same(t->low, words[i]))
			return true;
	return false;
}

bool
place_everyday(uint32_t lex)
{
	return lex & (LEX_WORD | LEX_COMMON | LEX_GLOSSARY | LEX_STOP | LEX_MONTH |
		      LEX_DAY | LEX_RANK | LEX_TITLE | LEX_DIGIT);
}

static bool
is_saint(const struct token *t)
{
	return str_same(t->low, "st") || str_same(t->low, "mt") || str_same(t->low, "ft");
}

size_t
place_next(const struct scan *s, size_t i)
{
	size_t k = i + 1;

	if (k < s->token_count && s->tokens[k].kind == TOKEN_TAIL && !s->tokens[k].gap)
		k++;
	else if (k < s->token_count && !s->tokens[k].gap &&
		 (token_is_sign(s, k, '-') ||
		  (token_is_sign(s, k, '.') && is_saint(&s->tokens[i]))))
		k++;
	if (k >= s->token_count || s->tokens[k].line || s->tokens[k].kind != TOKEN_WORD)
		return 0;
	return k;
}

size_t
place_before(const struct scan *s, size_t i)
{
	size_t k = i;

	if (s->tokens[i].line)
		return SIZE_MAX;
	for (size_t back = 1; back <= 2 && back <= i; back++) {
		k = i - back;
		if (s->tokens[k].kind == TOKEN_WORD)
			return place_next(s, k) == i ? k : SIZE_MAX;
	}
	return SIZE_MAX;
}

/* ---- cues -------------------------------------------------------------------------------- */

/* Words behind which a place stands. */
static const char *const cues[] = {
	"across", "around",  "at",	 "behind",  "between",	"beyond",
	"from",	  "in",	     "inside",	 "into",    "leaving",	"near",
	"nearby", "of",	     "opposite", "outside", "round",	"to",
	"toward", "towards", "via",	 "visited", "visiting", "within",
};

bool
place_preposition(const struct token *t)
{
	return place_word_in(t, cues, ARRAY_LEN(cues));
}

/* Behind "in", "in the" or "in north"; or behind another place and a comma or "and". */
static bool
is_cued(const struct scan *s, size_t i)
{
	if (!i || s->tokens[i].line)
		return false;
	if (place_preposition(&s->tokens[i - 1]))
		return true;
	if (i < 2)
		return false;
	if (s->tokens[i - 1].lex & LEX_KIND && place_preposition(&s->tokens[i - 2]))
		return true;
	if (str_same(s->tokens[i - 1].low, "as") && str_same(s->tokens[i - 2].low, "far"))
		return true;
	return (token_is_sign(s, i - 1, ',') || token_is_sign(s, i - 1, '/') ||
		token_is_sign(s, i - 1, '&') || str_same(s->tokens[i - 1].low, "and") ||
		str_same(s->tokens[i - 1].low, "or")) &&
	       scan_marked(s, i - 2) == REDACT_PLACE;
}

/* Before a comma or "and" and then a place that is no everyday word: "Reading, Berkshire". */
static bool
is_listed(const struct scan *s, size_t i)
{
	const struct token *t;

	if (i + 2 >= s->token_count || s->tokens[i + 2].line ||
	    !(token_is_sign(s, i + 1, ',') || str_same(s->tokens[i + 1].low, "and")))
		return false;
	t = &s->tokens[i + 2];
	return place_capital(s, i + 2) && t->low_len > SHORTEST && t->lex & LEX_PLACE &&
	       !place_everyday(t->lex) && !(t->lex & (LEX_FORENAME | LEX_SURNAME));
}

/* ---- words and phrases of the lists ---------------------------------------------------------- */

/* "King's Cross" is looked up as "kings cross". */
static uint32_t
tail_phrase(const struct scan *s, size_t i, size_t last)
{
	char phrase[LEXICON_WORD_MOST + 1];
	size_t len = 0;

	for (size_t k = i; k <= last; k++) {
		const struct token *t = &s->tokens[k];

		if (len + t->low_len + 2u > LEXICON_WORD_MOST)
			return 0;
		if (t->kind == TOKEN_TAIL) {
			if (len && phrase[len - 1] != 's')
				phrase[len++] = 's';
		} else if (t->kind == TOKEN_WORD) {
			if (len)
				phrase[len++] = ' ';
			memcpy(phrase + len, t->low, t->low_len);
			len += t->low_len;
		}
	}
	return lexicon_find(phrase, len);
}

/* Flags of n words from token i on; *out_last becomes the last of them. */
static uint32_t
phrase_at(const struct scan *s, size_t i, size_t n, size_t *out_last)
{
	size_t at = i;
	bool tail = false;

	for (size_t k = 1; k < n; k++) {
		size_t next = place_next(s, at);

		if (!next)
			return 0;
		tail |= s->tokens[at + 1].kind == TOKEN_TAIL;
		at = next;
	}
	*out_last = at;
	return tail ? tail_phrase(s, i, at) : scan_phrase(s, i, n);
}

/* Whether a phrase of the lists is meant as the place it names. */
static bool
phrase_means(const struct scan *s, size_t first, size_t last)
{
	size_t capitals = 0, words = 0, rare = 0, kinds = 0, names = 0;

	for (size_t i = first; i <= last; i++) {
		const struct token *t = &s->tokens[i];

		names += t->kind == TOKEN_WORD && !(t->lex & LEX_STOP);
		if (t->kind != TOKEN_WORD || (t->lex & LEX_STOP && i > first))
			continue;
		words++;
		capitals += place_capital(s, i);
		rare += !place_everyday(t->lex);
		kinds += (t->lex & (LEX_KIND | LEX_SITE)) != 0;
	}
	/* somewhere there is a town called Country Club; "US or" is the code of Oregon */
	if (kinds == words || !names)
		return false;
	if (capitals == words)
		return true;
	/* small letters: a word that is no other, or a cue before it */
	return rare || (s->small && is_cued(s, first)) ||
	       (s->shouted && is_cued(s, first));
}

/* The longest phrase of the lists from token i on: its last token, or 0.  One that the glossary
 * has, such as "England and Wales", is passed over: *out_known. */
static size_t
phrase_find(const struct scan *s, size_t i, bool *out_known)
{
	*out_known = false;
	if (!(s->tokens[i].lex & LEX_BEGINS) && !is_saint(&s->tokens[i]) &&
	    !(i + 1 < s->token_count && s->tokens[i + 1].kind == TOKEN_TAIL))
		return 0;
	for (size_t n = PHRASE_MOST; n >= 2; n--) {
		size_t last = i;
		uint32_t lex = phrase_at(s, i, n, &last);

		if (lex & LEX_GLOSSARY) {
			*out_known = true;
			return last;
		}
		if (lex & LEX_PLACE && phrase_means(s, i, last))
			return last;
	}
	return 0;
}

/* A forename or surname with more of a name beside it is left to those who look for names. */
static bool
may_be_name(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];
	size_t next = place_next(s, i), before = place_before(s, i);

	if (!(t->lex & (LEX_FORENAME | LEX_SURNAME)) || is_cued(s, i))
		return false;
	if (next && place_capital(s, next) &&
	    !(s->tokens[next].lex & (LEX_SITE | LEX_KIND)))
		return true;
	return before != SIZE_MAX &&
	       (s->tokens[before].lex & (LEX_RANK | LEX_TITLE | LEX_KIN | LEX_FORENAME) ||
		s->tokens[before].shape == SHAPE_INITIAL);
}

static bool
capital_means(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->lex & (LEX_STOP | LEX_MONTH | LEX_DAY | LEX_RANK | LEX_TITLE | LEX_DIGIT |
		      LEX_KIND))
		return false;
	/* "Tesco" is known to everybody; "at Tesco" is a place */
	if (t->lex & LEX_GLOSSARY)
		return t->shape == SHAPE_CAPITAL && !t->opens &&
		       (is_cued(s, i) || (!(t->lex & LEX_WORD) && i >= 2 &&
					  str_same(s->tokens[i - 1].low, "the") &&
					  place_preposition(&s->tokens[i - 2])));
	if (may_be_name(s, i))
		return false;
	/* "German roads" are not in a place called German */
	if (t->lex & LEX_NATION && i + 1 < s->token_count &&
	    s->tokens[i + 1].shape == SHAPE_LOWER && !(s->tokens[i + 1].lex & LEX_STOP))
		return false;
	if (!place_everyday(t->lex))
		return true;
	/* "Somerset" is a word too, if a rare one */
	if (!(t->lex & LEX_COMMON) && t->lex & LEX_PROPER && t->low_len > SHORTEST)
		return true;
	return !t->opens && t->shape == SHAPE_CAPITAL &&
	       (is_cued(s, i) || is_listed(s, i));
}

static bool
word_means(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (!(t->lex & LEX_PLACE))
		return false;
	if (t->low_len < SHORTEST)
		return t->shape == SHAPE_UPPER &&
		       (str_same(t->low, "uk") || str_same(t->low, "gb"));
	if (place_capital(s, i))
		return capital_means(s, i);
	/* "DERBY" is a word too, if a rare one */
	if (s->shouted && t->low_len > SHORTEST && t->lex & LEX_PROPER && !may_be_name(s, i) &&
	    !(t->lex & (LEX_COMMON | LEX_GLOSSARY | LEX_STOP | LEX_FORENAME | LEX_KIND)))
		return true;
	if (place_everyday(t->lex) || t->low_len < LOWER_SHORTEST)
		return false;
	return is_cued(s, i) || ((s->small || s->shouted) && !may_be_name(s, i) &&
				 !(t->lex & LEX_FORENAME));
}

/* ---- what belongs to a place --------------------------------------------------- */

static const char *const leads[] = {
	"alt",	  "alta",     "alto",	"bad",	   "baie",     "bay",	   "beinn",
	"ben",	  "borgo",    "camp",	"cape",	   "castel",   "castello", "central",
	"ciudad", "civita",   "colle",	"costa",   "downtown", "east",	   "eastern",
	"el",	  "fort",     "glen",	"grand",   "great",    "greater",  "gross",
	"groß",	  "inner",    "isla",	"isle",	   "kirch",    "klein",	   "la",
	"lago",	  "lake",     "las",	"le",	   "les",      "little",   "loch",
	"los",	  "lough",    "lower",	"mala",	   "male",     "mali",	   "malé",
	"market", "małe",     "mały",	"mont",	   "monte",    "moulin",   "mount",
	"much",	  "nether",   "neu",	"new",	   "nizhny",   "nord",	   "norra",
	"north",  "northern", "nova",	"novo",	   "nové",     "nowa",	   "nowy",
	"nueva",  "ober",     "old",	"ost",	   "outer",    "pieve",	   "poggio",
	"pont",	  "ponte",    "port",	"porto",   "pueblo",   "puerto",   "quarto",
	"rocca",  "saint",    "sainte", "san",	   "sankt",    "sant",	   "santa",
	"santo",  "sao",      "sesto",	"settimo", "south",    "southern", "st",
	"stara",  "stary",    "staré",	"são",	   "süd",      "torre",	   "trg",
	"unter",  "upper",    "vale",	"velika",  "veliki",   "velká",	   "velký",
	"veľká",  "veľké",    "vila",	"villa",   "west",     "western",  "wielka",
	"wielki", "wielkie",
};

bool
place_lead(const struct token *t)
{
	return place_word_in(t, leads, ARRAY_LEN(leads));
}

static const char *const joints[] = { "am",    "an",  "by",  "cum",   "de",   "del", "do",
				      "in",    "la",  "le",  "na",    "next", "nad", "on",
				      "super", "sur", "the", "under", "upon" };

static bool
is_joint(const struct token *t)
{
	return place_word_in(t, joints, ARRAY_LEN(joints));
}

/* "-on-Sea", "-le-Willows": hyphens all along, and the last word has a capital. */
static size_t
joined_end(const struct scan *s, size_t last)
{
	size_t joint = last + 2, end = last + 4;

	if (end < s->token_count && token_is_sign(s, last + 1, '-') &&
	    is_joint(&s->tokens[joint]) && token_is_sign(s, last + 3, '-') &&
	    s->tokens[end].kind == TOKEN_WORD)
		return end;
	return last;
}

/* "Villanueva del Rio": a particle and one more word, in a list or in none. */
static size_t
particle_end(const struct scan *s, size_t last)
{
	size_t joint = place_next(s, last), end;

	if (!joint || !(s->tokens[joint].lex & LEX_PARTICLE) ||
	    s->tokens[joint].shape != SHAPE_LOWER || s->tokens[joint].lex & LEX_STOP)
		return last;
	end = place_next(s, joint);
	if (!end || s->tokens[end].lex & LEX_STOP ||
	    (!place_capital(s, end) && place_everyday(s->tokens[end].lex)))
		return last;
	return end;
}

/* "(Orange)", or the number of a district: "Praha 5". */
static size_t
place_end(const struct scan *s, size_t last)
{
	const struct token *t = s->tokens + last;
	size_t left = s->token_count - last - 1, end = joined_end(s, last);

	if (end == last)
		end = particle_end(s, last);
	if (end > last)
		return end;
	if (left >= 3 && token_is_sign(s, last + 1, '(') && t[1].gap &&
	    place_capital(s, last + 2) &&
	    t[2].lex & (LEX_PLACE | LEX_NATION | LEX_SURNAME) &&
	    token_is_sign(s, last + 3, ')'))
		return last + 3;
	if (left >= 1 && t[1].gap && !t[1].line && t[1].to - t[1].from <= 2 &&
	    (t[1].kind == TOKEN_NUMBER ||
	     (t[1].shape == SHAPE_INITIAL && !str_same(t[1].low, "i"))) &&
	    (left == 1 || t[2].line || token_is_sign(s, last + 2, ',') ||
	     token_is_sign(s, last + 2, ')')))
		return last + 1;
	return last;
}

/* "West" of West Leeds, "Port" of Port Elsewhere. */
static size_t
place_begin(const struct scan *s, size_t first)
{
	size_t before = place_before(s, first);

	if (before != SIZE_MAX && place_capital(s, first) && place_capital(s, before) &&
	    place_lead(&s->tokens[before]))
		return before;
	return first;
}

/* "Port Elsewhere", "Upper Nowhere", "St Somebody": the second word is in no list. */
static bool
lead_means(const struct scan *s, size_t i, size_t *out_last)
{
	size_t next = s->tokens[i].shape == SHAPE_CAPITAL ? place_next(s, i) : 0;

	if (!next || s->tokens[next].shape != SHAPE_CAPITAL ||
	    !place_lead(&s->tokens[i]) || place_everyday(s->tokens[next].lex) ||
	    s->tokens[next].lex & (LEX_NATION | LEX_SITE | LEX_KIND | LEX_ORG) ||
	    (i && s->tokens[i - 1].lex & (LEX_RANK | LEX_TITLE)))
		return false;
	*out_last = next;
	return true;
}

/* ---- states of America ---------------------------------------------------------- */

static bool
is_state(const struct token *t)
{
	static const char codes[] =
		"al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma "
		"mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn "
		"tx ut vt va wa wv wi wy dc ";

	if (t->shape != SHAPE_UPPER || t->low_len != 2)
		return false;
	for (const char *p = codes; *p; p += 3)
		if (!memcmp(p, t->low, 2))
			return true;
	return false;
}

/* "Springfield, IL" and "Springfield IL 62701". */
static bool
state_means(const struct scan *s, size_t i)
{
	if (i < 1 || !is_state(&s->tokens[i]))
		return false;
	if (i >= 2 && token_is_sign(s, i - 1, ',') && s->tokens[i - 2].kind == TOKEN_WORD &&
	    place_capital(s, i - 2))
		return true;
	return i + 1 < s->token_count && s->tokens[i + 1].kind == TOKEN_NUMBER &&
	       s->tokens[i + 1].to - s->tokens[i + 1].from == 5;
}

/* One capital with a full stop right behind it, and which it is; 0: something else. */
static char
dotted(const struct scan *s, size_t i)
{
	return i + 1 < s->token_count && s->tokens[i].shape == SHAPE_INITIAL &&
			       token_is_sign(s, i + 1, '.') && !s->tokens[i + 1].gap
		       ? *s->tokens[i].low
		       : '\0';
}

/* U.S., U.K., U.S.A., U.A.E.; the US. */
static bool
union_means(const struct scan *s, size_t i, size_t *out_last)
{
	char second = dotted(s, i) == 'u' ? dotted(s, i + 2) : '\0', third;

	*out_last = i;
	if (str_same(s->tokens[i].low, "us") && s->tokens[i].shape == SHAPE_UPPER &&
	    !s->shouted && i)
		return str_same(s->tokens[i - 1].low, "the") ||
		       place_preposition(&s->tokens[i - 1]);
	if (!second || !strchr("ska", second))
		return false;
	third = dotted(s, i + 4);
	*out_last = third == 'a' || third == 'e' ? i + 5 : i + 3;
	return true;
}

/* Whether a place of the lists, or one behind "Port", begins at token i. */
static bool
place_means(const struct scan *s, size_t i, size_t phrase, size_t *out_last)
{
	*out_last = phrase ? phrase : i;
	return phrase || word_means(s, i) || lead_means(s, i, out_last) ||
	       union_means(s, i, out_last);
}

void
find_places(struct scan *s)
{
	for (size_t i = 0; i < s->token_count; i++) {
		bool known = false;
		size_t last =
			s->tokens[i].kind == TOKEN_WORD ? phrase_find(s, i, &known) : 0;

		if (s->tokens[i].kind != TOKEN_WORD)
			continue;
		if (known) {
			i = last;
		} else if (place_means(s, i, last, &last)) {
			last = place_end(s, last);
			scan_mark_tokens(s, place_begin(s, i), last, REDACT_PLACE, true);
			i = last;
		} else if (state_means(s, i)) {
			scan_mark_tokens(s, i, i, REDACT_PLACE, true);
		}
	}
	find_cued_places(s);
	find_sites(s);
	find_bodies(s);
}
