/*
 * Persons: by lists, capitals, cues, ranks and what stands beside.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_name.h"

enum {
	TYPO_LEAST = 6, /* letters: shorter words are one letter off too many others */
	TYPO_SHORT = 4,
	TYPO_SURE = 10, /* letters: any slip is */
	TYPO_LONG = 8,	/* letters: what differs little is rather a slip than a name */
	TYPO_MOST =
		14, /* longer words are not tried: each try costs 50 look-ups a letter */
	TYPO_TESTS = 64,  /* a text: so that no text is slow */
	ACRONYM_MOST = 5, /* letters of unknown capitals that are rather an acronym */
};

/* What stands with a capital without being a person, by flag. */
enum {
	LEX_OTHERS = LEX_GLOSSARY | LEX_RANK | LEX_TITLE | LEX_KIN | LEX_SITE |
		     LEX_MONTH | LEX_DAY | LEX_DIGIT | LEX_NATION | LEX_STREET | LEX_ORG |
		     LEX_SPEECH | LEX_TIME,
	LEX_WAYS = LEX_STREET | LEX_SITE,
};

/* ---- small questions ---------------------------------------------------------------- */

bool
name_big(const struct name_scan *n, size_t i)
{
	const struct token *t = &n->s->tokens[i];

	if (i >= n->s->token_count || n->s->shouted)
		return false;
	return t->shape == SHAPE_CAPITAL || t->shape == SHAPE_UPPER ||
	       t->shape == SHAPE_INITIAL;
}

bool
name_capital(const struct name_scan *n, size_t i)
{
	return name_big(n, i) && !n->s->tokens[i].opens;
}

bool
name_sign(const struct name_scan *n, size_t i, char c)
{
	return token_is_sign(n->s, i, c);
}

bool
name_is(const struct name_scan *n, size_t i, const char *word)
{
	return token_is(n->s, i, word);
}

bool
name_is_any(const struct name_scan *n, size_t i, const char *const *words)
{
	const char *low;

	if (i >= n->s->token_count)
		return false;
	/* the first letter tells most of them apart, and this is asked at each word */
	for (low = n->s->tokens[i].low; *words; words++)
		if (low[0] == (*words)[0] && !strcmp(low, *words))
			return true;
	return false;
}

bool
name_lex(const struct name_scan *n, size_t i, uint32_t flags)
{
	return i < n->s->token_count && (n->s->tokens[i].lex & flags);
}

/* How a word differs from an everyday one: SLIP_KEY is what fingers and ears get wrong, and what
 * hardly makes a surname. */
enum slip { SLIP_NONE, SLIP_LETTER, SLIP_KEY };

static bool
vowel(char c)
{
	return c && strchr("aeiouy", c);
}

/* Two changed places: "tehre"; what is known of the word that was meant. */
static uint32_t
swapped(const char *low, size_t len)
{
	char w[TYPO_MOST];

	memcpy(w, low, len);
	for (size_t i = 0; i + 1 < len; i++) {
		w[i] = low[i + 1];
		w[i + 1] = low[i];
		if (lexicon_everyday(w, len))
			return lexicon_find(w, len);
		w[i] = low[i];
		w[i + 1] = low[i + 1];
	}
	return 0;
}

/* A wrong letter: in a long word one vowel for another is a slip of the ear. */
static enum slip
replaced(const char *low, size_t len)
{
	enum slip slip = SLIP_NONE;
	char w[TYPO_MOST];

	memcpy(w, low, len);
	for (size_t i = 0; i < len; i++) {
		for (char c = 'a'; c <= 'z'; c++) {
			w[i] = c;
			if (!lexicon_everyday(w, len))
				continue;
			if (len >= TYPO_LONG && vowel(c) && vowel(low[i]))
				return SLIP_KEY;
			slip = SLIP_LETTER;
		}
		w[i] = low[i];
	}
	return slip;
}

/* A letter too few or too many. */
static enum slip
lengthened(const char *low, size_t len)
{
	enum slip slip = SLIP_NONE;
	char w[TYPO_MOST + 2];

	for (size_t i = 1; i <= len; i++)
		for (char c = 'a'; c <= 'z'; c++) {
			memcpy(w, low, i);
			w[i] = c;
			memcpy(w + i + 1, low + i, len - i);
			if (lexicon_everyday(w, len + 1))
				return len >= TYPO_LONG ? SLIP_KEY : SLIP_LETTER;
		}
	for (size_t i = 0; i < len; i++) {
		memcpy(w, low, i);
		memcpy(w + i, low + i + 1, len - i - 1);
		if (!lexicon_everyday(w, len - 1))
			continue;
		if (len >= TYPO_LONG && i && low[i] == low[i - 1])
			return SLIP_KEY;
		slip = SLIP_LETTER;
	}
	return slip;
}

static enum slip
one_letter_off(const char *low, size_t len)
{
	enum slip slip, other;

	if (swapped(low, len))
		return SLIP_KEY;
	slip = lengthened(low, len);
	if (slip == SLIP_KEY)
		return slip;
	other = replaced(low, len);
	return other > slip ? other : slip;
}

/* One letter off, or so once double letters are single: "reccomend", "protocall". */
static enum slip
misspelt(const char *low, size_t len)
{
	char w[TYPO_MOST + 1];
	size_t n = 0;
	enum slip slip = one_letter_off(low, len);

	if (slip)
		return slip;
	for (size_t i = 0; i < len; i++)
		if (!i || low[i] != low[i - 1])
			w[n++] = low[i];
	return n < len && one_letter_off(w, n) ? SLIP_KEY : SLIP_NONE;
}

/* Short words are held against changed places alone: they are one letter off too many others. */
static enum slip
slip_of(struct name_scan *n, size_t i)
{
	const struct token *t = &n->s->tokens[i];

	if (t->low_len < TYPO_SHORT || t->low_len > TYPO_MOST || !n->typos)
		return SLIP_NONE;
	if (t->low_len < TYPO_LEAST) {
		uint32_t meant = swapped(t->low, t->low_len);

		/* Poels and Veres are no "poles", "verse" */
		return meant & LEX_STOP ? SLIP_KEY : meant ? SLIP_LETTER : SLIP_NONE;
	}
	n->typos--;
	return misspelt(t->low, t->low_len);
}

bool
name_typo(struct name_scan *n, size_t i)
{
	return slip_of(n, i) != SLIP_NONE;
}

bool
name_slip(struct name_scan *n, size_t i)
{
	return slip_of(n, i) == SLIP_KEY;
}

bool
name_typo_opens(struct name_scan *n, size_t i)
{
	enum slip slip = name_does(n, i) ? SLIP_NONE : slip_of(n, i);

	if (slip && n->s->tokens[i].low_len >= TYPO_SURE)
		return true;
	return slip == SLIP_KEY || (slip && !name_acts(n, i));
}

bool
name_strange(struct name_scan *n, size_t i)
{
	static const char *const heads[] = { "un",  "re",  "mis", "non",
					     "pre", "dis", "co",  NULL };
	static const char *const tails[] = { "s",   "es", "ed",	 "d",	 "ing",
					     "ly",  "er", "ers", "ness", "able",
					     "ish", "y",  "ies", NULL };
	const struct token *t = &n->s->tokens[i];
	size_t len = t->low_len;

	if (len < TYPO_LEAST - 1u || len > TYPO_MOST || !n->typos)
		return false;
	for (size_t k = 3; k + 3 <= len; k++)
		if (lexicon_everyday(t->low, k) && lexicon_everyday(t->low + k, len - k))
			return false;
	for (size_t k = 0; heads[k]; k++)
		if (!strncmp(t->low, heads[k], strlen(heads[k])) &&
		    lexicon_everyday(t->low + strlen(heads[k]), len - strlen(heads[k])))
			return false;
	for (size_t k = 0; tails[k]; k++)
		if (len > strlen(tails[k]) + 2 &&
		    !strcmp(t->low + len - strlen(tails[k]), tails[k]) &&
		    lexicon_find(t->low, len - strlen(tails[k])) &
			    (LEX_WORD | LEX_COMMON))
			return false;
	n->typos--;
	return misspelt(t->low, len) == SLIP_NONE;
}

bool
name_inflected(const struct token *t)
{
	const char *end = t->low + t->low_len;

	return t->low_len > 3 &&
	       (!memcmp(end - 2, "ed", 2) || !memcmp(end - 2, "ly", 2) ||
		!memcmp(end - 3, "ing", 3));
}

void
name_found(struct name_scan *n, size_t first, size_t last, int how)
{
	for (size_t i = first; i <= last && i < n->s->token_count; i++)
		if (n->found[i] < how)
			n->found[i] = (uint8_t)how;
}

/* ---- what each token could be ------------------------------------------------------- */

/* don't, he'll; and mae'n, i'r of Welsh, where the word before the apostrophe is known. */
static bool
contracted(const struct token *t)
{
	static const char *const tails[] = { "'t",  "'ll", "'d",   "'ve",
					     "'re", "'m",  "'mon", NULL };
	static const char *const welsh[] = { "'n", "'r", "'i", "'w", "'u", NULL };
	const char *tail = strrchr(t->low, '\'');

	if (!tail || tail == t->low)
		return false;
	for (size_t i = 0; tails[i]; i++)
		if (str_same(tail, tails[i]))
			return true;
	for (size_t i = 0; welsh[i]; i++)
		if (str_same(tail, welsh[i]))
			return tail < t->low + 3 ||
			       lexicon_find(t->low, (size_t)(tail - t->low)) &
				       LEX_GLOSSARY;
	return false;
}

/* All capitals: rather an acronym, if short and not known; ALI could be either. */
static enum part
upper_part(const struct token *t)
{
	uint32_t lex = t->lex;

	if (lex & LEX_COMMON)
		return lex & LEX_NAMES ? PART_EITHER : PART_PLAIN;
	if (lex & LEX_NAMES)
		return t->low_len <= 3 ? PART_EITHER : PART_NAME;
	if (lex & (LEX_WORD | LEX_PLACE))
		return PART_PLAIN;
	return t->low_len <= ACRONYM_MOST ? PART_KNOWN : PART_NEW;
}

/* Flo is somebody, though FLO is a role. */
static bool
flo(const struct token *t)
{
	return t->shape == SHAPE_CAPITAL && t->low_len < 5 && t->lex & LEX_NAMES &&
	       !(t->lex & (LEX_COMMON | LEX_WORD | (LEX_OTHERS & ~LEX_GLOSSARY)));
}

static enum part
word_part(const struct scan *s, const struct token *t)
{
	uint32_t lex = t->lex;

	if (t->shape == SHAPE_INITIAL && !s->shouted)
		return PART_INITIAL;
	if (lex & LEX_PARTICLE && t->shape == SHAPE_LOWER)
		return PART_PARTICLE;
	if (lex & LEX_STOP || contracted(t))
		return PART_STOP;
	if (t->low_len < 2)
		return PART_PLAIN;
	if (lex & LEX_PARTICLE && !(lex & LEX_NAMES))
		return PART_PARTICLE;
	/* Hill and Lane are streets only behind another word, which find_addresses sees */
	if (lex & LEX_OTHERS && !(lex & LEX_NAMES && !(lex & LEX_OTHERS & ~LEX_WAYS)))
		return flo(t) ? PART_EITHER : PART_KNOWN;
	if (t->shape == SHAPE_UPPER && !s->shouted)
		return upper_part(t);
	if (lex & LEX_NAMES)
		return lex & LEX_COMMON ? PART_EITHER : PART_NAME;
	if (lex & LEX_COMMON)
		return PART_PLAIN;
	if (lex & LEX_WORD)
		return PART_RARE;
	return PART_NEW;
}

static enum phrase
phrase_kind(uint32_t lex)
{
	if (lex & LEX_RANK)
		return PHRASE_RANK;
	if (lex & LEX_KIN)
		return PHRASE_KIN;
	return PHRASE_OTHER;
}

/* Phrases of the lexicon are something else than names: their words are known. */
static void
phrases_read(struct name_scan *n)
{
	struct scan *s = n->s;

	for (size_t i = 0; i < s->token_count; i++) {
		size_t words = PHRASE_MOST, last = i;
		uint32_t lex = 0;

		if (!(s->tokens[i].lex & LEX_BEGINS))
			continue;
		for (; words > 1 && !(lex & (LEX_OTHERS | LEX_STOP)); words--)
			lex = scan_phrase(s, i, words);
		if (!(lex & (LEX_OTHERS | LEX_STOP)))
			continue;
		for (size_t left = words + 1; left && last < s->token_count; last++)
			if (s->tokens[last].kind == TOKEN_WORD) {
				n->part[last] = PART_KNOWN;
				left--;
			}
		n->phrase[last - 1] = (uint8_t)phrase_kind(lex);
		i = last - 1;
	}
}

/* What stays small in a heading. */
static const char *const between[] = { "the",	"and",	"for", "with", "from",
				       "into",	"than", "per", "over", "your",
				       "their", "our",	"not", NULL };

/* Sentences and lines of four capitals and more, and nothing else that could have one. */
static void
headings_read(struct name_scan *n)
{
	const struct scan *s = n->s;

	for (size_t i = 0, next; i < s->token_count; i = next) {
		size_t big = 0, small = 0;

		for (next = i; next < s->token_count; next++) {
			const struct token *t = &s->tokens[next];

			if (next > i && (t->opens || t->line))
				break;
			if (t->kind != TOKEN_WORD)
				continue;
			if (name_big(n, next) && n->part[next] != PART_NAME)
				big++;
			else if (t->low_len > 2 && t->shape == SHAPE_LOWER)
				small += !name_is_any(n, next, between);
		}
		if (big >= 4 && !small)
			memset(n->heading + i, 1, next - i);
	}
}

static void
parts_read(struct name_scan *n)
{
	const struct scan *s = n->s;

	n->quiet = true;
	for (size_t i = 0; i < s->token_count; i++) {
		const struct token *t = &s->tokens[i];
		int marked = scan_marked(s, i);

		n->quiet &= t->shape != SHAPE_CAPITAL && t->shape != SHAPE_UPPER;
		if (t->kind == TOKEN_WORD && (marked < 0 || marked == REDACT_PLACE))
			n->part[i] = (uint8_t)word_part(s, t);
	}
	phrases_read(n);
	headings_read(n);
}

/* ---- the row of words that a name is ------------------------------------------------ */

/* No blank on either side of the sign. */
static bool
tight(const struct scan *s, size_t sign)
{
	return sign + 1 < s->token_count && !s->tokens[sign].gap &&
	       !s->tokens[sign + 1].gap;
}

size_t
name_next(const struct name_scan *n, size_t i)
{
	const struct scan *s = n->s;
	size_t k = i + 1;

	if (name_sign(n, k, '-') && tight(s, k))
		return n->part[k + 1] > PART_STOP ? k + 1 : 0;
	if (s->tokens[i].shape == SHAPE_INITIAL && name_sign(n, k, '.') &&
	    !s->tokens[k].gap)
		k++;
	if (k >= s->token_count || s->tokens[k].line)
		return 0;
	while (n->part[k] == PART_PARTICLE && k + 1 < s->token_count &&
	       !s->tokens[k + 1].line && k < i + 4)
		k += name_sign(n, k + 1, '-') && tight(s, k + 1) ? 2 : 1;
	return n->part[k] > PART_STOP || (name_lex(n, k, LEX_NAMES) && name_big(n, k))
		       ? k
		       : 0;
}

/* ---- marks -------------------------------------------------------------------------- */

static const char *const place_cues[] = { "in", "at", "near", "from", "to", NULL };

/* Each run of found tokens is one mark. */
static void
marks_write(struct name_scan *n)
{
	struct scan *s = n->s;

	for (size_t i = 0, last; i < s->token_count; i = last + 1) {
		int how = n->found[i];
		bool place;

		last = i;
		if (!how)
			continue;
		for (; last + 1 < s->token_count && n->found[last + 1]; last++)
			if (n->found[last + 1] > how)
				how = n->found[last + 1];
		place = how == FOUND_GUESS && i && n->part[i] != PART_INITIAL &&
			name_is_any(n, i - 1, place_cues);
		scan_mark_tokens(s, i, last, place ? REDACT_PLACE : REDACT_NAME,
				 how == FOUND_SURE);
	}
}

void
find_names(struct scan *s)
{
	struct name_scan n = { .s = s, .typos = TYPO_TESTS };

	if (!s->token_count)
		return;
	n.part = arena_array(s->a, uint8_t, s->token_count + 1);
	n.found = arena_array(s->a, uint8_t, s->token_count + 1);
	n.phrase = arena_array(s->a, uint8_t, s->token_count + 1);
	n.heading = arena_array(s->a, uint8_t, s->token_count + 1);
	parts_read(&n);
	names_cues(&n);
	names_chains(&n);
	names_small(&n);
	names_initials(&n);
	names_rows(&n);
	names_beside(&n);
	names_again(&n);
	marks_write(&n);
}
