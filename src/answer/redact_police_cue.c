/*
 * Numbers known by a word beside them: "collar number ... was 998", "log 123 of 1st May".
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_police.h"

enum { REACH = 10, /* tokens between a number and its cue */ WORDS_BETWEEN = 4 };

struct cue {
	const char *word;
	enum redact_class class;
	uint8_t alone;	  /* least digits of a number right behind it; 0: never */
	uint8_t labelled; /* least digits with "number", "ref" and the like between */
};
static const struct cue cues[] = {
	{ "collar", REDACT_COLLAR, 2, 1 },
	{ "collarnumber", REDACT_COLLAR, 2, 1 },
	{ "coll", REDACT_COLLAR, 0, 2 },
	{ "shoulder", REDACT_COLLAR, 3, 1 },
	{ "epaulette", REDACT_COLLAR, 2, 1 },
	{ "epaulettes", REDACT_COLLAR, 2, 1 },
	{ "epaulet", REDACT_COLLAR, 2, 1 },
	{ "epaulets", REDACT_COLLAR, 2, 1 },
	{ "numerals", REDACT_COLLAR, 2, 1 },
	{ "badge", REDACT_COLLAR, 3, 2 },
	{ "warrant", REDACT_COLLAR, 4, 2 },
	{ "payroll", REDACT_COLLAR, 4, 2 },
	{ "pay", REDACT_COLLAR, 0, 4 },
	{ "staff", REDACT_COLLAR, 4, 3 },
	{ "employee", REDACT_COLLAR, 4, 2 },
	{ "emp", REDACT_COLLAR, 0, 3 },
	{ "hr", REDACT_COLLAR, 0, 4 },
	{ "membership", REDACT_COLLAR, 0, 3 },
	{ "personnel", REDACT_COLLAR, 4, 2 },
	{ "service", REDACT_COLLAR, 6, 4 },
	{ "force", REDACT_COLLAR, 5, 3 },
	{ "pin", REDACT_COLLAR, 4, 3 },
	{ "fin", REDACT_COLLAR, 4, 2 },
	{ "officer", REDACT_COLLAR, 3, 2 },
	{ "officers", REDACT_COLLAR, 4, 3 },
	{ "call", REDACT_CALLSIGN, 0, 1 }, /* "sign" is its label */
	{ "callsign", REDACT_CALLSIGN, 1, 1 },
	{ "callsigns", REDACT_CALLSIGN, 1, 1 },
	{ "crewed", REDACT_CALLSIGN, 2, 2 },
	{ "crewing", REDACT_CALLSIGN, 2, 2 },
	{ "running", REDACT_CALLSIGN, 4, 4 },
	{ "showing", REDACT_CALLSIGN, 4, 4 },
	{ "unit", REDACT_CALLSIGN, 4, 2 },
	{ "crime", REDACT_CRIMEREF, 4, 2 },
	{ "crimes", REDACT_CRIMEREF, 5, 4 },
	{ "crimeref", REDACT_CRIMEREF, 3, 2 },
	{ "cr", REDACT_CRIMEREF, 4, 2 },
	{ "crn", REDACT_CRIMEREF, 3, 2 },
	{ "cris", REDACT_CRIMEREF, 3, 2 },
	{ "crimint", REDACT_CRIMEREF, 3, 2 },
	{ "crimefile", REDACT_CRIMEREF, 3, 2 },
	{ "investigation", REDACT_CRIMEREF, 5, 4 },
	{ "offence", REDACT_CRIMEREF, 5, 4 },
	{ "case", REDACT_CRIMEREF, 5, 3 },
	{ "exhibit", REDACT_CRIMEREF, 4, 3 },
	{ "cad", REDACT_INCIDENT, 1, 1 },
	{ "cads", REDACT_INCIDENT, 2, 1 },
	{ "log", REDACT_INCIDENT, 2, 1 },
	{ "logs", REDACT_INCIDENT, 3, 2 },
	{ "incident", REDACT_INCIDENT, 3, 1 },
	{ "incidents", REDACT_INCIDENT, 5, 4 },
	{ "inc", REDACT_INCIDENT, 3, 1 },
	{ "niche", REDACT_INCIDENT, 4, 2 },
	{ "occurrence", REDACT_INCIDENT, 3, 2 },
	{ "occurence", REDACT_INCIDENT, 3, 2 },
	{ "occ", REDACT_INCIDENT, 3, 2 },
	{ "storm", REDACT_INCIDENT, 3, 1 },
	{ "iml", REDACT_INCIDENT, 1, 1 },
	{ "event", REDACT_INCIDENT, 3, 2 },
	{ "serial", REDACT_INCIDENT, 3, 2 },
	{ "athena", REDACT_INCIDENT, 4, 2 },
	{ "merlin", REDACT_INCIDENT, 3, 2 },
	{ "isr", REDACT_INCIDENT, 3, 2 },
	{ "intel", REDACT_INCIDENT, 5, 3 },
	{ "custody", REDACT_CUSTODY, 4, 1 },
	{ "cust", REDACT_CUSTODY, 4, 1 },
	{ "urn", REDACT_CUSTODY, 3, 2 },
	{ "asn", REDACT_CUSTODY, 3, 2 },
	{ "dp", REDACT_CUSTODY, 1, 1 },
	{ "detainee", REDACT_CUSTODY, 3, 1 },
	{ "detention", REDACT_CUSTODY, 4, 2 },
	{ "prisoner", REDACT_CUSTODY, 1, 1 },
	{ "arrest", REDACT_CUSTODY, 5, 3 },
	{ "summons", REDACT_CUSTODY, 4, 3 },
	{ "pnc", REDACT_PNC, 4, 3 },
	{ "pncid", REDACT_PNC, 3, 3 },
	{ "cro", REDACT_PNC, 3, 3 },
};

/* What a number is called by; more than one of them is not one number. */
static const char labels[] =
	"number no nr num numb numbr nbr id ref refs reference references card "
	"sign record code report rec digits #";
static const char labels_plural[] = "numbers nos references refs";
/* What may stand between a cue and a number and change nothing. */
static const char copulas[] = "is was are being ie i.e eg called as";

static const struct cue *
cue_at(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_WORD || !t->low_len)
		return NULL;
	for (size_t k = 0; k < ARRAY_LEN(cues); k++)
		if (cues[k].word[0] == t->low[0] && str_same(cues[k].word, t->low))
			return &cues[k];
	return NULL;
}

/* A full stop that only shortens a word: no. ref. */
static bool
shortens(const struct scan *s, size_t sign)
{
	return sign && sign_among(s, sign, ".") && !s->tokens[sign].gap &&
	       (token_among(s, sign - 1, labels) || cue_at(s, sign - 1));
}

/* ---- looking back ------------------------------------------------------------------ */

struct look { /* from a number back to its cue */
	bool label, plural, verb;
	unsigned words; /* that are none of these */
	unsigned close; /* of these between the number and its label */
	size_t at;	/* the label */
	size_t cue;	/* what is looked at */
};

/* Takes one token into the look; false: it ends here. */
static bool
look_pass(const struct scan *s, size_t j, struct look *look)
{
	const struct token *t = &s->tokens[j];

	if (t->kind == TOKEN_NUMBER || t->kind == TOKEN_MIXED)
		return false;
	if (t->kind == TOKEN_TAIL)
		return true;
	if (t->kind == TOKEN_SIGN) {
		if (sign_among(s, j, "#"))
			look->label = true;
		if (sign_among(s, j, ","))
			look->words++;
		return sign_among(s, j, "#:-(/=*\",'_[") ||
		       (t->gap && sign_among(s, j, ".")) || shortens(s, j);
	}
	if (token_among(s, j, labels)) {
		/* "the number of 120 jobs"; "no 2 officers" is none either, but rare */
		if (token_is(s, j + 1, "of"))
			return false;
		if (!look->at) {
			look->at = j;
			look->close = look->words;
		}
		look->label = true;
	} else if (token_among(s, j, labels_plural)) {
		look->plural = true;
		look->at = j;
	} else if (token_among(s, j, copulas)) {
		look->verb = true;
	} else {
		look->words++;
	}
	return look->words <= WORDS_BETWEEN;
}

/* Cues that often stand before a year. */
static const char yearly[] =
	"event incident incidents crime crimes officer officers staff service "
	"force pay investigation case offence custody arrest serial warrant pin";

static bool
cue_fits(const struct scan *s, const struct cue *cue, const struct look *look,
	 const struct number *n)
{
	unsigned least = look->label ? cue->labelled : look->words ? 0 : cue->alone;

	if (look->plural)
		least = look->words ? 0 : cue->labelled > 4 ? cue->labelled : 4;
	if (!least)
		return false;
	if (!look->label && year_like(s, n) && token_among(s, look->cue, yearly))
		return false;
	/* a digit fewer will do where strokes or letters make it look like one */
	return n->digits + n->letters + n->strokes >= least &&
	       (n->digits <= 14 || n->strokes);
}

/* "shoulder number", but not "my": the words before a cue that belong to it. */
static size_t
cue_first(const struct scan *s, size_t i)
{
	static const char before[] =
		"crime custody storm cad incident warrant police niche staff "
		"employee intel stop";

	while (i && !s->tokens[i].line && token_among(s, i - 1, before))
		i--;
	return i;
}

/* ---- looking on -------------------------------------------------------------------- */

/* The parts of a number behind a cue may stand apart: 01 / 1234567 / 24, 44 240012345. */
static void
number_extend(const struct scan *s, struct number *n)
{
	for (unsigned parts = 0; parts < 4; parts++) {
		size_t next = n->last + 1;
		struct number more;

		if (sign_among(s, next, "/-*\\"))
			next++;
		/* 01 AB 12345 24, and the last letter of 99/123456 X */
		if (next + 1 < s->token_count && s->tokens[next].kind == TOKEN_WORD &&
		    s->tokens[next].low_len <= 2 && !s->tokens[next].line &&
		    !(s->tokens[next].lex & (LEX_STOP | LEX_COMMON)) &&
		    s->tokens[next + 1].kind == TOKEN_NUMBER && s->tokens[next + 1].gap)
			next++;
		if (next >= s->token_count || s->tokens[next].line ||
		    s->tokens[next].kind == TOKEN_WORD || !number_read(s, next, &more) ||
		    more.first != next || number_counts(s, &more))
			return;
		if (next == n->last + 1 && more.digits < 2)
			return;
		n->last = more.last;
		n->digits += more.digits;
	}
}

/* A day that an incident's number is of: "log 123 of 1st May".  The last token; 0: none. */
static size_t
day_behind(const struct scan *s, size_t last)
{
	size_t i = last + 1, day;

	if (sign_among(s, i, "/-,("))
		i++;
	while (token_among(s, i, "of dated date from on the for"))
		i++;
	if (i >= s->token_count || i == last + 1)
		return 0;
	if (token_among(s, i, "today yesterday"))
		return i;
	day = date_read(s, i);
	return day ? i + day - 1 : 0;
}

/* ---- behind the number: "4521 is my collar "
	"number" ------------------------------------------- */

static const struct cue *
cue_behind(const struct scan *s, const struct number *n)
{
	size_t j = n->last + 1;

	if (n->digits < 2)
		return NULL;
	for (unsigned words = 0; words < WORDS_BETWEEN && j < s->token_count; j++) {
		const struct cue *cue = cue_at(s, j);

		if (s->tokens[j].line)
			return NULL;
		if (cue && cue->class != REDACT_CALLSIGN)
			return token_among(s, j + 1, labels) ? cue : NULL;
		if (token_is(s, j, "callsign") ||
		    (token_is(s, j, "call") && token_is(s, j + 1, "sign")))
			return cue;
		if (!sign_among(s, j, ",(-") &&
		    !token_among(s, j,
				 "is was being be my his her their the a as our your"))
			return NULL;
		words++;
	}
	return NULL;
}

/* ---- marking ----------------------------------------------------------------------- */

static void
cue_found(struct scan *s, const struct cue *cue, size_t at, const struct look *look,
	  struct number n)
{
	size_t first = n.first, day;

	/* the cue goes too where it stands right before the number: "log 123" is a name for it */
	if (!look->words && !look->verb && cue->class != REDACT_PNC)
		first = cue_first(s, at);
	if (cue->class != REDACT_COLLAR)
		number_extend(s, &n);
	if (cue->class == REDACT_PNC && n.last + 1 < s->token_count &&
	    s->tokens[n.last + 1].low_len == 1 &&
	    s->tokens[n.last + 1].kind == TOKEN_WORD)
		n.last++;
	day = cue->class == REDACT_INCIDENT ? day_behind(s, n.last) : 0;
	scan_mark_tokens(s, first, day ? day : n.last, cue->class, true);
}

/* "my number is 4521", "ref 123456": nothing tells of what. */
static bool
label_mark(struct scan *s, const struct look *look, const struct number *n)
{
	bool own = look->at &&
		   token_among(s, look->at - 1, "my his her their your officer's");
	bool ref = token_among(s, look->at, "ref reference id");

	if (!look->label || n->letters > 4 || look->close > 0)
		return false;
	if (own && !ref && n->digits >= 2 && n->digits <= 7) {
		scan_mark_tokens(s, n->first - sign_among(s, n->first - 1, "#"), n->last,
				 REDACT_COLLAR, true);
		return true;
	}
	if (ref && n->digits >= 4) {
		scan_mark_tokens(s, n->first, n->last, REDACT_CRIMEREF, false);
		return true;
	}
	return false;
}

/* CAD1234, NPAS61: the cue and its number in one run. */
bool
cue_joined_mark(struct scan *s, size_t i)
{
	static const struct cue joined[] = {
		{ "cad", REDACT_INCIDENT, 1, 0 },    { "log", REDACT_INCIDENT, 2, 0 },
		{ "iml", REDACT_INCIDENT, 2, 0 },    { "inc", REDACT_INCIDENT, 3, 0 },
		{ "dp", REDACT_CUSTODY, 1, 0 },	     { "urn", REDACT_CUSTODY, 3, 0 },
		{ "asn", REDACT_CUSTODY, 3, 0 },     { "crn", REDACT_CRIMEREF, 3, 0 },
		{ "cr", REDACT_CRIMEREF, 4, 0 },     { "pnc", REDACT_PNC, 3, 0 },
		{ "cro", REDACT_PNC, 3, 0 },	     { "npas", REDACT_CALLSIGN, 1, 0 },
		{ "trojan", REDACT_CALLSIGN, 1, 0 },
	};
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_MIXED)
		return false;
	for (size_t k = 0; k < ARRAY_LEN(joined); k++) {
		size_t len = strlen(joined[k].word), digits;

		if (!str_starts(t->low, joined[k].word))
			continue;
		digits = strspn(t->low + len, "0123456789");
		if (digits < joined[k].alone || len + digits + 1 < t->low_len)
			continue;
		scan_mark_tokens(s, i, i, joined[k].class, true);
		return true;
	}
	return false;
}

bool
cue_mark(struct scan *s, const struct number *n)
{
	struct look look = { .at = 0 };
	struct number wide = *n;
	const struct cue *behind;

	if (n->spelt && n->digits < 2)
		return false;
	behind = cue_behind(s, n);
	if (behind) {
		scan_mark_tokens(s, n->first, n->last, behind->class, true);
		return true;
	}
	/* a day of its own makes even "log 5 of 1st May" a number of one */
	if (number_counts(s, n) && !day_behind(s, n->last))
		return false;
	number_extend(s, &wide);
	for (size_t j = n->first, passed = 0; j-- && passed < REACH; passed++) {
		const struct cue *cue = cue_at(s, j);

		look.cue = j;
		if (cue &&
		    cue_fits(s, cue, &look, cue->class > REDACT_CALLSIGN ? &wide : n)) {
			cue_found(s, cue, j, &look, *n);
			return true;
		}
		if (cue && !look.label && !look.words && cue->class == REDACT_INCIDENT &&
		    day_behind(s, n->last)) {
			cue_found(s, cue, j, &look, *n);
			return true;
		}
		if (!look_pass(s, j, &look) || s->tokens[j].line)
			break;
	}
	return label_mark(s, &look, n);
}

/* One word of a call sign: Viper, XY12, 21, bravo, two; a word only with a capital. */
static bool
callsign_word(const struct scan *s, size_t i, bool first)
{
	const struct token *t = &s->tokens[i];

	if (i >= s->token_count || t->line)
		return false;
	if (t->kind == TOKEN_NUMBER || t->kind == TOKEN_MIXED || t->lex & LEX_PHONETIC)
		return true;
	if (t->kind != TOKEN_WORD)
		return false;
	if (t->lex & LEX_DIGIT && !token_is(s, i, "to") && !token_is(s, i, "for"))
		return true;
	if (!first || t->lex & LEX_STOP)
		return false;
	if (i + 1 < s->token_count && s->tokens[i + 1].kind == TOKEN_NUMBER)
		return true;
	return (t->shape == SHAPE_CAPITAL || t->shape == SHAPE_UPPER) && !s->shouted;
}

void
callsign_named(struct scan *s, size_t i)
{
	size_t at = i + 1, first, last = 0;
	bool close = true;

	if (s->tokens[i].low[0] != 'c')
		return;
	if (token_is(s, i, "call") && token_among(s, i + 1, "sign signs"))
		at = i + 2;
	else if (token_is(s, i, "c") && sign_among(s, i + 1, "/") &&
		 token_among(s, i + 2, "s sign"))
		at = i + 3;
	else if (!token_among(s, i, "callsign callsigns"))
		return;
	for (unsigned words = 0; words < 3; words++, at++) {
		if (sign_among(s, at, ":-(\"'"))
			continue;
		if (!token_among(s, at,
				 "is was of being number our my the as then today"))
			break;
		close = false;
	}
	first = at;
	for (; at < first + 7 && callsign_word(s, at, at == first); at++) {
		last = at;
		if (sign_among(s, at + 1, "-") && callsign_word(s, at + 2, false))
			at++;
	}
	if (last)
		scan_mark_tokens(s, close ? i : first, last, REDACT_CALLSIGN, true);
}
