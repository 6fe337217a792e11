/*
 * Capitals that stand right beside a name belong to it; a word that opens a sentence is a name if
 * it does what people do.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_name.h"

enum {
	/* what may stand beside a name without being part of it */
	LEX_ASIDE = LEX_STOP | LEX_RANK | LEX_TITLE | LEX_KIN | LEX_DAY | LEX_NATION |
		    LEX_SITE | LEX_ORG | LEX_SPEECH | LEX_TIME | LEX_GLOSSARY |
		    LEX_STREET | LEX_MONTH | LEX_DIGIT,
	LEX_EVERYDAY = LEX_WORD | LEX_COMMON,
	PARTICLES_MOST = 3,
};

/* ---- beside a name ------------------------------------------------------------------- */

/* A capital that nothing speaks against: Art and Ville are, a Report and a Street are not. */
static bool
goes_with(const struct name_scan *n, size_t i)
{
	const struct token *t = &n->s->tokens[i];
	uint32_t aside = t->lex & LEX_ASIDE;

	if (!n->part[i] || !name_big(n, i) || t->low_len < 2 || n->heading[i] ||
	    n->phrase[i] || scan_marked(n->s, i) >= 0 || name_is(n, i, "justice"))
		return false;
	if (t->shape == SHAPE_UPPER)
		return !(t->lex & ~(uint32_t)LEX_NAMES) && t->low_len > 2;
	if (!aside)
		return n->part[i] != PART_STOP;
	if (aside & ~(uint32_t)(LEX_GLOSSARY | LEX_STREET | LEX_MONTH))
		return false;
	/* Art; Edi, who is EDI in no other text */
	return t->lex & LEX_FORENAME || !(t->lex & LEX_EVERYDAY);
}

/* The same at the beginning of a sentence, where any word has its capital. */
static bool
opens_with(struct name_scan *n, size_t i, bool hyphen)
{
	uint32_t lex = n->s->tokens[i].lex;

	if (hyphen && lex & LEX_NAMES)
		return true;
	if (lex & LEX_COMMON)
		return lex & LEX_FORENAME;
	if (lex & LEX_WORD)
		return lex & (LEX_NAMES | LEX_PROPER) ||
		       !name_inflected(&n->s->tokens[i]);
	return lex & (LEX_NAMES | LEX_PROPER) || !name_typo(n, i);
}

/* The word before token i, or token_count: right before it, or with a hyphen, an initial or
 * particles between. */
static size_t
word_before(const struct name_scan *n, size_t i, bool *hyphen)
{
	const struct token *t = n->s->tokens;
	size_t none = n->s->token_count, k = i;

	*hyphen = false;

	if (i > 2 && name_sign(n, i - 1, '.') && n->part[i - 2] == PART_INITIAL)
		return !t[i].line && !t[i - 2].line ? i - 3 : none;
	*hyphen = i > 1 && name_sign(n, i - 1, '-') && !t[i].gap && !t[i - 1].gap;
	if (*hyphen)
		return i - 2;
	while (k && i - k < PARTICLES_MOST && !t[k].line &&
	       n->part[k - 1] == PART_PARTICLE)
		k--;
	return k && !t[k].line && t[k - 1].kind == TOKEN_WORD ? k - 1 : none;
}

/* Whether the name that token i is in ends a line: "Lone O. Jespersen" signs. */
static bool
line_ends(const struct name_scan *n, size_t i)
{
	while (i < n->s->token_count && n->found[i])
		i++;
	return i >= n->s->token_count || n->s->tokens[i].line || name_sign(n, i, ',');
}

/* A word in small letters that can be nothing but a name, or is not known at all. */
static bool
small_name(struct name_scan *n, size_t i, uint32_t flag)
{
	const struct token *t = &n->s->tokens[i];

	if (t->shape != SHAPE_LOWER || t->low_len < 4 || scan_marked(n->s, i) >= 0 ||
	    n->phrase[i] || n->quiet)
		return false;
	if (n->part[i] == PART_NAME)
		return t->lex & flag && !(t->lex & LEX_WORD);
	return n->part[i] == PART_NEW && !name_inflected(t) && name_strange(n, i);
}

/* "leidy Bakker": only beside a name that is sure. */
static void
small_before(struct name_scan *n, size_t i)
{
	if (i && (n->found[i] == FOUND_SURE || n->part[i - 1] == PART_NAME) &&
	    !n->s->tokens[i].line && n->s->tokens[i - 1].kind == TOKEN_WORD &&
	    !n->found[i - 1] && small_name(n, i - 1, LEX_FORENAME))
		name_found(n, i - 1, i - 1, FOUND_SURE);
}

/* "Alejandro muris": only behind a first name. */
static void
small_behind(struct name_scan *n, size_t i)
{
	size_t k = i + 1;

	if (k < n->s->token_count && n->found[i] && n->part[i] == PART_NAME &&
	    name_lex(n, i, LEX_FORENAME) && !n->found[k] && !n->s->tokens[k].line &&
	    n->s->tokens[k].kind == TOKEN_WORD && n->s->tokens[k].gap &&
	    small_name(n, k, LEX_SURNAME))
		name_found(n, k, k, FOUND_SURE);
}

/* Takes what stands before the found token i. */
static void
take_before(struct name_scan *n, size_t i)
{
	bool hyphen;
	size_t k = word_before(n, i, &hyphen);

	if (k >= n->s->token_count || n->found[k] || !goes_with(n, k))
		return;
	/* what signs, or says who is quoted */
	if ((n->s->tokens[k].line ||
	     (k && name_sign(n, k - 1, '-') && n->s->tokens[k].gap)) &&
	    line_ends(n, i)) {
		name_found(n, k, i - 1, n->found[i]);
		return;
	}
	if (n->s->tokens[k].opens ? !opens_with(n, k, hyphen)
				  : name_inflected(&n->s->tokens[k]) &&
					    n->s->tokens[k].lex & LEX_EVERYDAY && !hyphen)
		return;
	name_found(n, k, i - 1, n->found[i]);
}

/* "Max Post", "Robert W. Service": a word of work behind a first name, if no more capitals follow.
 * Token i ends the name, token k is the word. */
static bool
work_as_surname(const struct name_scan *n, size_t i, size_t k)
{
	const struct token *t = &n->s->tokens[k];
	bool dotted = n->part[i] == PART_INITIAL && i && n->found[i - 1];

	return t->shape == SHAPE_CAPITAL && n->part[k] == PART_KNOWN && !n->phrase[k] &&
	       !n->heading[k] && scan_marked(n->s, k) < 0 &&
	       !(t->lex & LEX_ASIDE & ~(uint32_t)LEX_GLOSSARY) && !name_big(n, k + 1) &&
	       (dotted || name_lex(n, i, LEX_FORENAME)) &&
	       (dotted || !i || !n->found[i - 1]) && !name_sign(n, k + 1, '-');
}

/* Takes what stands behind the found token i. */
static void
take_behind(struct name_scan *n, size_t i)
{
	size_t k = name_next(n, i);
	const struct token *t = &n->s->tokens[k];

	if (!k || n->found[k] || t->opens || n->found[i] != FOUND_SURE)
		return;
	if (work_as_surname(n, i, k)) {
		name_found(n, i + 1, k, FOUND_SURE);
		return;
	}
	/* Sierra and English are surnames too */
	if (!goes_with(n, k) && !(t->lex & LEX_NATION && t->lex & LEX_NAMES &&
				  t->shape == SHAPE_CAPITAL && scan_marked(n->s, k) < 0))
		return;
	/* an everyday word goes with a first name, any other with what is sure */
	if (t->lex & LEX_COMMON && !(t->lex & LEX_NAMES) &&
	    !((name_lex(n, i, LEX_FORENAME) || n->part[i] == PART_INITIAL) &&
	      !name_inflected(t)))
		return;
	name_found(n, i + 1, k, FOUND_SURE);
}

/* "Jan van den Pol", "Amber de Jong": between a name and a capital. */
static void
particles_between(struct name_scan *n, size_t i)
{
	const struct token *t = n->s->tokens;
	size_t k = i;

	while (k < n->s->token_count && k < i + PARTICLES_MOST && !t[k].line &&
	       n->part[k] == PART_PARTICLE && t[k].shape == SHAPE_LOWER)
		k++;
	if (k == i || k >= n->s->token_count || t[k].line || !name_big(n, k) ||
	    !n->part[k] || !name_big(n, i - 1) || !name_lex(n, i - 1, LEX_NAMES) ||
	    n->part[i - 1] <= PART_STOP ||
	    t[k].lex & (LEX_STOP | LEX_RANK | LEX_TITLE | LEX_DAY) ||
	    scan_marked(n->s, i - 1) >= 0)
		return;
	name_found(n, i - 1, k, FOUND_SURE);
}

/* ---- names that open a sentence, or are called to ------------------------------------- */

/* Only people do these. */
static const char *const deeds[] = {
	"said",	    "says",	 "told",       "tells",	    "asked",	 "asks",
	"rang",	    "replied",	 "knew",       "knows",	    "thinks",	 "thought",
	"wrote",    "phoned",	 "texted",     "laughed",   "cried",	 "smiled",
	"shouted",  "screamed",	 "nodded",     "insisted",  "explained", "admitted",
	"refused",  "agreed",	 "complained", "lives",	    "married",	 "retired",
	"resigned", "joined",	 "apologised", "wants",	    "wanted",	 "believes",
	"argued",   "claimed",	 "met",	       "v",	    "vs",	 "who",
	"whose",    "spoke",	 "felt",       "feels",	    "loves",	 "hates",
	"died",	    "spent",	 "bought",     "sold",	    "visited",	 "studied",
	"earned",   "testified", "submitted",  "contended", "alleged",	 "appealed",
	NULL
};
/* These too, among others. */
static const char *const states[] = { "was",	"is",	   "has",    "had",    "did",
				      "does",	"went",	   "came",   "would",  "will",
				      "could",	"took",	   "gave",   "got",    "made",
				      "left",	"works",   "worked", "never",  "also",
				      "can",	"should",  "held",   "sat",    "ran",
				      "and",	"wasn't",  "isn't",  "hasn't", "hadn't",
				      "didn't", "doesn't", NULL };

bool
name_does(const struct name_scan *n, size_t i)
{
	return name_is_any(n, i + 1, deeds);
}

bool
name_acts(const struct name_scan *n, size_t i)
{
	return name_is_any(n, i + 1, deeds) || name_is_any(n, i + 1, states);
}

/* "Windler was", "May rang": the first word of a sentence with what only or also people do. */
static bool
subject(const struct name_scan *n, size_t i)
{
	const struct token *t = &n->s->tokens[i];
	bool deed = name_is_any(n, i + 1, deeds);

	if (t->shape != SHAPE_CAPITAL || n->heading[i] || n->phrase[i] ||
	    !(deed || name_is_any(n, i + 1, states)))
		return false;
	if (t->lex & LEX_MONTH)
		return deed && t->lex & LEX_NAMES;
	if (t->lex & (LEX_ASIDE & ~(uint32_t)(LEX_GLOSSARY | LEX_NATION)) ||
	    (t->lex & LEX_NATION && (!deed || !(t->lex & LEX_FORENAME))))
		return false;
	if (t->lex & LEX_EVERYDAY)
		return deed && !(t->lex & LEX_COMMON) ? !name_inflected(t)
		       : deed ? t->lex & (t->lex & LEX_COMMON ? LEX_NAMES
							      : LEX_NAMES | LEX_PROPER) &&
					!(t->lex & LEX_GLOSSARY && t->lex & LEX_COMMON)
			      : t->lex & LEX_PROPER &&
					!(t->lex & (LEX_COMMON | LEX_GLOSSARY));
	return t->lex & LEX_NAMES;
}

/* "Vide, can I please speak to you": somebody is spoken to. */
static bool
spoken_to(const struct name_scan *n, size_t i)
{
	static const char *const speaks[] = { "can",	"could", "would", "will",
					      "please", "are",	 "do",	  "did",
					      "have",	"why",	 NULL };
	const struct token *t = &n->s->tokens[i];

	return name_sign(n, i + 1, ',') && name_is_any(n, i + 2, speaks) &&
	       t->shape == SHAPE_CAPITAL && !(t->lex & (LEX_ASIDE | LEX_COMMON)) &&
	       !name_inflected(t);
}

/* Whether an article, or another capital, stands before token i or one word farther back. */
static bool
described(const struct name_scan *n, size_t i)
{
	static const char *const articles[] = { "the",	 "a",	  "an",	  "this",
						"these", "our",	  "its",  "their",
						"his",	 "her",	  "my",	  "any",
						"no",	 "every", "some", NULL };

	return i && (name_is_any(n, i - 1, articles) || name_big(n, i - 1) ||
		     (i > 1 && name_is_any(n, i - 2, articles)));
}

/* A capital within a sentence on what lists of proper names have, and nobody says every day; and
 * "with Dawn". */
static bool
proper_inside(const struct name_scan *n, size_t i)
{
	static const char *const hours[] = { "at",   "before", "until", "till",
					     "from", "since",  "after", "around",
					     "by",   "the",    "a",	NULL };
	const struct token *t = &n->s->tokens[i];

	if (t->shape != SHAPE_CAPITAL || n->heading[i] || n->phrase[i])
		return false;
	if (n->part[i] == PART_RARE)
		return !described(n, i) && !name_big(n, i + 1) && t->lex & LEX_PROPER &&
		       !(t->lex & (LEX_ASIDE | LEX_PLACE)) && !name_inflected(t);
	return n->part[i] == PART_KNOWN && t->lex & LEX_CALLED && i &&
	       !name_is_any(n, i - 1, hours);
}

/* "Price-Crooks": two names with a hyphen, inside a sentence or as its subject. */
static void
hyphen_pair(struct name_scan *n, size_t i)
{
	const struct token *t = n->s->tokens;
	size_t k = i + 2;

	if (!name_sign(n, i + 1, '-') || t[i + 1].gap || t[k].gap || n->heading[i] ||
	    !name_big(n, i) || !name_big(n, k) || scan_marked(n->s, i) >= 0 ||
	    scan_marked(n->s, k) >= 0 || !(t[i].lex & LEX_NAMES) ||
	    !(t[k].lex & (LEX_NAMES | LEX_PROPER)) ||
	    t[i].lex & t[k].lex & LEX_GLOSSARY ||
	    (t[i].lex | t[k].lex) &
		    (LEX_STOP | LEX_RANK | LEX_DAY | LEX_MONTH | LEX_NATION) ||
	    (t[i].opens && !name_acts(n, k)))
		return;
	name_found(n, i, k, FOUND_GUESS);
}

/* "Yes, Jan, we know." */
static bool
called_to(const struct name_scan *n, size_t i)
{
	static const char *const openers[] = { "yes",	 "no",	   "well",  "so",
					       "look",	 "listen", "sorry", "thanks",
					       "please", "right",  "oh",    "ok",
					       "okay",	 "now",	   "hey",   "honestly",
					       "ah",	 "come",   "see",   NULL };
	const struct token *t = &n->s->tokens[i];

	return i > 1 && name_sign(n, i - 1, ',') && name_is_any(n, i - 2, openers) &&
	       (name_sign(n, i + 1, ',') || name_sign(n, i + 1, '.') ||
		name_sign(n, i + 1, '!') || name_sign(n, i + 1, '?')) &&
	       name_big(n, i) && t->shape == SHAPE_CAPITAL &&
	       (t->lex & LEX_NAMES || !(t->lex & LEX_EVERYDAY)) &&
	       !(t->lex & (LEX_DAY | LEX_RANK | LEX_TITLE | LEX_NATION | LEX_STOP));
}

/* "Bull v Hallworth": capitals before the v are a party. */
static void
before_versus(struct name_scan *n, size_t i)
{
	const struct token *t = n->s->tokens;
	size_t k = name_sign(n, i + 1, '.') ? i + 2 : i + 1;

	if (!i || (!name_is(n, i, "v") && !name_is(n, i, "vs")) || n->found[i - 1] ||
	    k >= n->s->token_count || !name_big(n, k) || !name_big(n, i - 1) ||
	    t[i - 1].shape != SHAPE_CAPITAL || !n->part[i - 1] ||
	    t[i - 1].lex & (LEX_STOP | LEX_RANK | LEX_NATION | LEX_PLACE))
		return;
	if (name_is(n, i - 1, "regina") || name_is(n, i - 1, "state") ||
	    name_is(n, i - 1, "crown"))
		return;
	name_found(n, i - 1, i - 1, FOUND_GUESS);
}

void
names_beside(struct name_scan *n)
{
	const struct token *t = n->s->tokens;
	size_t count = n->s->token_count;

	for (size_t i = 0; i < count; i++) {
		if (t[i].kind != TOKEN_WORD)
			continue;
		if (i && n->part[i] == PART_PARTICLE && n->part[i - 1] != PART_PARTICLE)
			particles_between(n, i);
		if (n->found[i] || !n->part[i])
			continue;
		if (i + 2 < count)
			hyphen_pair(n, i);
		if (t[i].low_len < 3)
			before_versus(n, i);
		else if (scan_marked(n->s, i) < 0 && name_big(n, i) &&
			 (t[i].opens ? subject(n, i) || spoken_to(n, i)
				     : called_to(n, i) || proper_inside(n, i)))
			name_found(n, i, i, FOUND_GUESS);
	}
	for (size_t i = 0; i < count; i++)
		if (n->found[i] && t[i].kind == TOKEN_WORD) {
			take_behind(n, i);
			if (name_big(n, i))
				small_behind(n, i);
		}
	for (size_t i = count; i-- > 1;)
		if (n->found[i] && n->part[i] && name_big(n, i)) {
			take_before(n, i);
			small_before(n, i);
		}
}
