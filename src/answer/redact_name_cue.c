/*
 * What stands behind a rank, a title, a word of kin or of speech, a greeting, a label.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_name.h"

enum { PASSED_MOST = 12 /* tokens between a rank and its name: "PC 1234 (56)" */ };
enum cue { CUE_KIN, CUE_SPEECH, CUE_LABEL, CUE_TITLE, CUE_RANK };

static const char *const articles[] = { "the",	"a",	 "an",	  "each", "every",
					"any",	"no",	 "this",  "that", "another",
					"some", "which", "other", "as",	  NULL };
static const char *const owners[] = { "my",   "his", "her",   "our", "their",
				      "your", "its", "whose", NULL };
/* What stands behind a name in small letters more often than behind a verb. */
static const char *const ends[] = { "and",     "or",	 "who",	  "said", "told",
				    "was",     "is",	 "has",	  "had",  "came",
				    "went",    "did",	 "asked", "then", "when",
				    "because", "but",	 "says",  "from", "at",
				    "which",   "with",	 "about", "that", "also",
				    "after",   "before", NULL };

bool
name_ends(const struct name_scan *n, size_t i)
{
	const struct token *t = &n->s->tokens[i];

	return i >= n->s->token_count || t->line || t->kind == TOKEN_SIGN ||
	       t->kind == TOKEN_TAIL || name_is_any(n, i, ends);
}

/* A capital that is unknown or in lists of names; behind rank and title any other too. */
static bool
big_fits(const struct name_scan *n, size_t i, enum cue cue)
{
	const struct token *t = &n->s->tokens[i];

	if (!name_big(n, i))
		return false;
	switch (n->part[i]) {
	case PART_EITHER:
	case PART_NAME:
	case PART_NEW:
		return true;
	case PART_RARE:
		return cue != CUE_SPEECH || !t->opens;
	case PART_PLAIN:
		/* "told Line": within a sentence a capital is enough */
		return (cue >= CUE_LABEL ||
			(cue == CUE_SPEECH && !t->opens && t->shape == SHAPE_CAPITAL &&
			 !name_big(n, i + 1))) &&
		       !n->heading[i];
	case PART_INITIAL:
		/* "Officer M.", "his wife C." */
		return (cue >= CUE_LABEL ||
			(cue == CUE_KIN &&
			 (name_sign(n, i + 1, '.') || t->low[0] > 'i'))) &&
		       !name_is(n, i, "i");
	case PART_KNOWN:
		/* PC May, Sgt Hall, my daughter Summer, DS JH: something else by itself */
		if (t->lex & (LEX_RANK | LEX_TITLE))
			return false;
		if (cue <= CUE_SPEECH)
			return t->lex & LEX_FORENAME && t->shape == SHAPE_CAPITAL &&
			       (cue == CUE_KIN || !(t->opens || t->lex & LEX_NATION));
		return cue >= CUE_LABEL &&
		       (t->lex & LEX_NAMES || (!t->lex && t->low_len <= 3));
	case PART_STOP:
		return cue >= CUE_TITLE && t->lex & LEX_SURNAME;
	default:
		return false;
	}
}

/* More of a name behind token i; 0 if there is none. */
static size_t
big_more(const struct name_scan *n, size_t i, bool first, enum cue cue)
{
	size_t k = name_next(n, i);
	bool shouted;

	if (!k || !name_big(n, k))
		return 0;
	shouted =
		n->s->tokens[k].shape == SHAPE_UPPER && name_inflected(&n->s->tokens[k]);
	switch (n->part[k]) {
	case PART_EITHER:
	case PART_NAME:
	case PART_NEW:
		return k;
	case PART_RARE:
		return shouted ? 0 : k;
	case PART_INITIAL:
		return name_is(n, k, "i") && !name_sign(n, k + 1, '.') ? 0 : k;
	case PART_PLAIN:
		return first && !shouted &&
				       (name_lex(n, i, LEX_FORENAME) ||
					n->part[i] == PART_INITIAL ||
					(cue == CUE_TITLE && n->part[i] >= PART_NAME))
			       ? k
			       : 0;
	case PART_KNOWN:
	case PART_STOP:
		return name_lex(n, k, LEX_SURNAME) && (name_lex(n, i, LEX_FORENAME) ||
						       n->part[i] == PART_INITIAL)
			       ? k
			       : 0;
	default:
		return 0;
	}
}

static bool
take_big(struct name_scan *n, size_t from, size_t i, enum cue cue)
{
	size_t last = i, more;

	if (!big_fits(n, i, cue))
		return false;
	for (int words = 1; words < 4; words++) {
		more = big_more(n, last, words == 1, cue);
		if (!more)
			break;
		last = more;
	}
	/* the full stop of a last initial belongs to it */
	if (n->part[last] == PART_INITIAL && name_sign(n, last + 1, '.') &&
	    !n->s->tokens[last + 1].gap)
		last++;
	name_found(n, from, last, FOUND_SURE);
	return true;
}

/* A name in small letters (or in a text of capitals) behind a rank. */
static bool
small_behind_rank(struct name_scan *n, size_t rank, size_t i)
{
	const struct token *t = &n->s->tokens[i];
	bool spoken_of = rank && name_is_any(n, rank - 1, articles);

	switch (n->part[i]) {
	case PART_NAME:
		return true;
	case PART_STOP:
		return name_is(n, i, "may") && !spoken_of && name_ends(n, i + 1) &&
		       !(rank && name_is_any(n, rank - 1, owners));
	case PART_KNOWN:
		return t->lex & (LEX_SURNAME | LEX_CALLED) &&
		       !(t->lex & (LEX_RANK | LEX_KIN)) &&
		       (!spoken_of ||
			(name_is(n, rank - 1, "as") && name_ends(n, i + 1)));
	case PART_EITHER:
		if (name_is(n, i, "will"))
			return name_lex(n, i + 1, LEX_SURNAME) && name_ends(n, i + 2);
		return !spoken_of || name_ends(n, i + 1) ||
		       (n->part[i + 1] >= PART_EITHER && name_lex(n, i + 1, LEX_SURNAME));
	case PART_NEW:
		return !spoken_of && t->low_len > 2 && !name_typo(n, i);
	case PART_RARE:
		return !spoken_of && name_ends(n, i + 1) && t->low_len > 3 &&
		       !name_inflected(t);
	default:
		return false;
	}
}

/* "mr", but not "i miss", "my father". */
static bool
small_behind_title(const struct name_scan *n, size_t title, size_t i)
{
	static const char *const sure[] = { "mr",  "mrs",  "ms",   "mx",     "dr",
					    "rev", "prof", "cllr", "messrs", NULL };

	if (n->part[i] < PART_KNOWN)
		return false;
	if (name_is_any(n, title, sure))
		return n->part[i] != PART_KNOWN || name_lex(n, i, LEX_NAMES);
	return n->part[i] == PART_NAME;
}

static bool
small_fits(struct name_scan *n, size_t at, size_t i, enum cue cue)
{
	switch (cue) {
	case CUE_RANK:
		return small_behind_rank(n, at, i);
	case CUE_TITLE:
		return small_behind_title(n, at, i);
	case CUE_KIN:
	case CUE_SPEECH:
	case CUE_LABEL:
		break;
	}
	if (n->part[i] == PART_NAME)
		return !name_lex(n, i, LEX_WORD) || name_lex(n, i, LEX_FORENAME);
	if (n->part[i] == PART_EITHER)
		return name_lex(n, i, LEX_CALLED) && !name_is(n, i, "will");
	return cue == CUE_LABEL && n->part[i] == PART_NEW && !name_typo(n, i);
}

/* The token behind letters that stand alone from token i on, "l.n." or "g": i if there are none. */
static size_t
pass_letters(const struct name_scan *n, size_t i, bool *dots)
{
	const struct token *t = n->s->tokens;
	size_t end = n->s->token_count, k = i;

	*dots = false;
	for (int count = 0;
	     count < 3 && k < end && t[k].kind == TOKEN_WORD && t[k].low_len == 1 &&
	     (k == i || !t[k].line) && scan_marked(n->s, k) < 0;
	     count++) {
		k++;
		*dots = name_sign(n, k, '.') && !t[k].gap;
		k += *dots;
	}
	return k < end && t[k].kind == TOKEN_WORD && !t[k].line ? k : i;
}

/* Whether token k is a surname behind initials in small letters. */
static bool
behind_letters(struct name_scan *n, size_t k, bool dots)
{
	if (n->s->tokens[k].low_len < 2 || n->part[k] <= PART_STOP || name_big(n, k))
		return false;
	return name_lex(n, k, LEX_SURNAME) ||
	       (dots && n->part[k] >= PART_RARE && !name_typo(n, k));
}

/* More of a name in small letters: behind a hyphen anything, else what could be a surname. */
static size_t
small_more_behind(struct name_scan *n, size_t last)
{
	bool dots, called = name_lex(n, last, LEX_FORENAME);
	size_t more, k;

	if (name_sign(n, last + 1, '-')) {
		more = name_next(n, last);
		return more && !name_big(n, more) ? more : 0;
	}
	if (last + 1 < n->s->token_count && n->s->tokens[last + 1].line)
		return 0;
	k = pass_letters(n, last + 1, &dots);
	for (int p = 0; k > last + 1 && p < 3 && k + 1 < n->s->token_count &&
			n->part[k] == PART_PARTICLE && !n->s->tokens[k + 1].line;
	     p++)
		k++;
	if (k > last + 1)
		return behind_letters(n, k, dots) &&
				       (dots ||
					!strchr("ai", n->s->tokens[last + 1].low[0]))
			       ? k
			       : 0;
	more = name_next(n, last);
	if (!more || name_big(n, more))
		return 0;
	if (n->part[more] == PART_KNOWN)
		return called && name_lex(n, more, LEX_SURNAME) &&
				       !name_lex(n, more, LEX_RANK | LEX_KIN) &&
				       (!name_lex(n, more, LEX_COMMON) ||
					name_ends(n, more + 1))
			       ? more
			       : 0;
	if (n->part[more] < PART_EITHER ||
	    !(name_lex(n, more, LEX_SURNAME) ||
	      (n->part[more] == PART_NEW && !name_typo(n, more))))
		return 0;
	return n->part[more] == PART_EITHER && !called ? 0 : more;
}

static bool
take_small(struct name_scan *n, size_t at, size_t from, size_t i, enum cue cue)
{
	size_t last = i, more;
	bool dots;

	if (cue >= CUE_TITLE && i == from) {
		last = pass_letters(n, i, &dots);
		if (last > i && (!behind_letters(n, last, dots) ||
				 (!dots && strchr("ai", n->s->tokens[i].low[0]) &&
				  !name_ends(n, last + 1))))
			last = i;
	}
	if (last == i && (name_big(n, i) || !small_fits(n, at, i, cue)))
		return false;
	for (int words = 1; words < 4; words++) {
		more = small_more_behind(n, last);
		if (!more)
			break;
		last = more;
	}
	name_found(n, from, last, FOUND_SURE);
	return true;
}

/* Takes the name that begins at token i, behind the cue at `at`; particles may stand before it. */
static bool
take_name(struct name_scan *n, size_t at, size_t i, enum cue cue)
{
	size_t from = i;

	while (i < n->s->token_count && i < from + 4 &&
	       (n->part[i] == PART_PARTICLE ||
		(i > from && name_sign(n, i, '-') && !n->s->tokens[i].gap)))
		i++;
	if (i >= n->s->token_count)
		return false;
	return take_big(n, from, i, cue) || take_small(n, at, from, i, cue);
}

/* ---- the cues ----------------------------------------------------------------------- */

/* Behind "PC 1234", "Sgt.", "T/": where the name would begin. */
static size_t
pass_numbers(const struct name_scan *n, size_t i)
{
	bool number = false;
	size_t end = i + PASSED_MOST;

	for (; i < end && i < n->s->token_count && !n->s->tokens[i].line; i++) {
		int marked = scan_marked(n->s, i);

		if (name_sign(n, i, '"'))
			continue;
		if (name_sign(n, i, '.') && !n->s->tokens[i].gap) {
			if (i + 1 < n->s->token_count && n->s->tokens[i + 1].opens)
				return n->s->token_count;
			continue;
		}
		if (marked == REDACT_COLLAR || marked == REDACT_NUMBER)
			number = true;
		else if (!number || n->s->tokens[i].kind != TOKEN_SIGN ||
			 !strchr(",()-", n->s->plain.text[n->s->tokens[i].from]))
			break;
	}
	return i;
}

static void
behind_rank(struct name_scan *n, size_t i, enum cue cue)
{
	size_t k = pass_numbers(n, i + 1);

	/* "Mr Justice Hill" */
	if (cue == CUE_TITLE && name_is(n, k, "justice") && name_big(n, k + 1))
		k++;
	if (k < n->s->token_count && !n->s->tokens[k].line)
		take_name(n, i, k, cue);
}

/* "the victims partner": an apostrophe is missing. */
static bool
plural_kin(const struct name_scan *n, size_t i)
{
	const struct token *t = &n->s->tokens[i];

	return t->kind == TOKEN_WORD && t->low_len > 3 && t->low[t->low_len - 1] == 's' &&
	       (t->lex | lexicon_find(t->low, t->low_len - 1u)) & LEX_KIN;
}

/* "my wife Sarah", "my partner, Jo," and, without an owner, what is a name in small letters too. */
static void
behind_kin(struct name_scan *n, size_t i)
{
	bool owned = false;
	size_t k = i + 1;

	for (size_t back = 1; back <= 4 && back <= i && !owned; back++)
		owned = name_is_any(n, i - back, owners) ||
			n->s->tokens[i - back].kind == TOKEN_TAIL;
	owned |= i && plural_kin(n, i - 1);
	if (name_sign(n, k, ',') && owned)
		k++;
	if (k >= n->s->token_count || n->s->tokens[k].line)
		return;
	if (!owned && name_is(n, i, "officer") && n->part[k] == PART_EITHER &&
	    name_lex(n, k, LEX_SURNAME) &&
	    (name_ends(n, k + 1) || !i || !name_is_any(n, i - 1, articles)))
		name_found(n, k, k, FOUND_SURE);
	else if (owned || n->part[k] == PART_NAME ||
		 (name_big(n, k) && n->part[k] != PART_KNOWN))
		take_name(n, i, k, CUE_KIN);
}

static const char *const greetings[] = { "hi",	   "hello",  "hey",	  "dear",
					 "thanks", "thank",  "cheers",	  "cc",
					 "bcc",	   "attn",   "regards",	  "sincerely",
					 "yours",  "signed", "greetings", NULL };
static const char *const labels[] = { "name",	   "surname", "forename", "named",
				      "nicknamed", "alias",   "aka",	  "cc",
				      "signed",	   "attn",    NULL };
static const char *const links[] = {
	"to", "by", "with", "is", "was", "are", "for", NULL
};

/* "told by dave", "called Darren", "name: x", "regards, x". */
static void
behind_speech(struct name_scan *n, size_t i)
{
	bool greets = name_is_any(n, i, greetings), label = name_is_any(n, i, labels);
	size_t k = i + 1;

	if (n->s->tokens[i].lex & (LEX_STOP | LEX_SPEECH) && name_is_any(n, k, links))
		k++;
	else if (greets && name_is(n, k, "again"))
		k++;
	if ((greets || label) && k < n->s->token_count &&
	    (name_sign(n, k, ',') || name_sign(n, k, ':') || name_sign(n, k, '-') ||
	     (name_is(n, i, "name") && name_sign(n, k, '?'))))
		k++;
	if (name_sign(n, k, '"'))
		k++;
	if (k < n->s->token_count && (greets || label || !n->s->tokens[k].line))
		take_name(n, i, k, label && !greets ? CUE_LABEL : CUE_SPEECH);
}

/* "dave told me", "mark said". */
static void
before_speech(struct name_scan *n, size_t i)
{
	static const char *const verbs[] = { "said",   "told",	  "says",    "asked",
					     "thinks", "replied", "reckons", NULL };

	if (!i || !name_is_any(n, i, verbs) || n->found[i - 1] ||
	    n->part[i - 1] < PART_EITHER || n->s->tokens[i].line ||
	    !(n->part[i - 1] == PART_EITHER ? name_lex(n, i - 1, LEX_CALLED)
					    : name_lex(n, i - 1, LEX_FORENAME)))
		return;
	if (i < 2 || !(name_is_any(n, i - 2, articles) || name_is_any(n, i - 2, owners)))
		name_found(n, i - 1, i - 1, FOUND_SURE);
}

/* "i am karen", "I'm Karen": a list must know it. */
static void
behind_me(struct name_scan *n, size_t i)
{
	size_t k = i + 1;

	if (name_is(n, i, "i") && name_is(n, k, "am"))
		k++;
	else if (!name_is(n, i, "i'm") && !name_is(n, i, "im"))
		return;
	if (k < n->s->token_count && n->part[k] == PART_NAME &&
	    name_lex(n, k, LEX_FORENAME))
		take_name(n, i, k, CUE_KIN);
}

static const char *const adverbs[] = { "only",	 "simply",  "just", "also",
				       "better", "me",	    "us",   "police",
				       "them",	 "locally", NULL };

/* "known only as Moose", "ask for Delta", "everyone calls me Jan", "Dear Sincere,": behind these a
 * capital is enough. */
static void
behind_naming(struct name_scan *n, size_t i)
{
	static const char *const known[] = { "known", "knew", "nicknamed", "addressed",
					     NULL };
	static const char *const asked[] = { "ask", "asked", "asking", "asks", NULL };
	static const char *const call[] = { "call", "calls", "called", "calling", NULL };
	static const char *const objects[] = { "me",	  "him",     "her", "myself",
					       "himself", "herself", NULL };
	static const char *const others[] = { "sir",  "all",	"team",	   "everyone",
					      "both", "editor", "friends", NULL };
	const struct token *t = n->s->tokens;
	size_t k = i + 1, last;

	if (name_is(n, i, "as")) {
		size_t back = 1;

		while (back < 4 && back < i && !name_is_any(n, i - back, known))
			back++;
		if (!i || !name_is_any(n, i - back, known) ||
		    (back > 1 && !name_is_any(n, i - 1, adverbs)))
			return;
		if (k < n->s->token_count && !name_big(n, k) &&
		    n->part[k] >= PART_EITHER &&
		    (name_lex(n, k, LEX_CALLED) ||
		     (n->part[k] == PART_NAME && name_lex(n, k, LEX_FORENAME))) &&
		    name_ends(n, k + 1))
			name_found(n, k, k, FOUND_SURE);
	} else if (name_is(n, i, "for")) {
		if (!i || !name_is_any(n, i - 1, asked))
			return;
	} else if (name_is_any(n, i, objects)) {
		if (!i || !name_is_any(n, i - 1, call))
			return;
	} else if (!name_is(n, i, "dear") ||
		   !(name_sign(n, i + 2, ',') || name_sign(n, i + 2, '!'))) {
		return;
	}
	if (k >= n->s->token_count || t[k].line || !name_big(n, k) || n->found[k] ||
	    t[k].shape != SHAPE_CAPITAL || n->part[k] <= PART_STOP ||
	    name_is_any(n, k, others) || n->phrase[k] ||
	    t[k].lex & (LEX_RANK | LEX_KIN | LEX_SITE | LEX_ORG | LEX_NATION) ||
	    (t[k].lex & (LEX_TITLE | LEX_GLOSSARY) && !(t[k].lex & LEX_FORENAME)))
		return;
	last = k;
	if (name_next(n, k) && name_big(n, name_next(n, k)) &&
	    n->part[name_next(n, k)] >= PART_RARE)
		last = name_next(n, k);
	name_found(n, k, last, FOUND_SURE);
}

void
names_cues(struct name_scan *n)
{
	const struct scan *s = n->s;

	for (size_t i = 0; i < s->token_count; i++) {
		uint32_t lex = s->tokens[i].lex;

		if (n->phrase[i] == PHRASE_RANK || lex & LEX_RANK)
			behind_rank(n, i, CUE_RANK);
		else if (lex & LEX_TITLE)
			behind_rank(n, i, CUE_TITLE);
		if (n->phrase[i] == PHRASE_KIN || lex & LEX_KIN)
			behind_kin(n, i);
		if (lex & LEX_SPEECH) {
			behind_speech(n, i);
			before_speech(n, i);
		}
		if (s->tokens[i].kind == TOKEN_WORD &&
		    strchr("afmhd", s->tokens[i].low[0]))
			behind_naming(n, i);
		if (s->tokens[i].low[0] == 'i' && n->part[i] != PART_KNOWN)
			behind_me(n, i);
	}
}
