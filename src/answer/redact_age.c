/*
 * Ages and days of birth: "aged 34", "I'm forty-five", "dob 01/02/1980".  Those in figures with
 * their unit behind them ("34-year-old") are rows of redact_date.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_police.h"

static const char tens[] = "twenty thirty forty fourty fifty sixty seventy eighty ninety";
static const char ones[] = "one two three four five six seven eight nine";
static const char teens[] =
	"ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";

/* The last token of an age: 34, "forty-five", "seven"; 0: there is none.  least: years. */
static size_t
age_last(const struct scan *s, size_t i, unsigned least)
{
	if (i >= s->token_count)
		return 0;
	if (s->tokens[i].kind == TOKEN_NUMBER) {
		size_t len = s->tokens[i].to - s->tokens[i].from;
		unsigned n = 0;

		for (size_t k = 0; k < len && k < 4; k++)
			n = n * 10 + (unsigned)(s->tokens[i].low[k] - '0');
		return n >= least && n <= 115 && len <= 3 ? i : 0;
	}
	if (token_among(s, i, tens)) {
		if (token_among(s, i + 1, ones))
			return i + 1;
		return sign_among(s, i + 1, "-") && token_among(s, i + 2, ones) ? i + 2
										: i;
	}
	if (token_among(s, i, teens))
		return i;
	return least < 10 && token_among(s, i, ones) ? i : 0;
}

/* "years old", "yr old", "-year-old", "years of age" from i on: the last token; 0: none. */
static size_t
old_last(const struct scan *s, size_t i)
{
	if (sign_among(s, i, "-"))
		i++;
	if (!token_among(s, i, "year years yr yrs month months week weeks"))
		return 0;
	i++;
	if (sign_among(s, i, "-"))
		i++;
	if (token_among(s, i, "old olds"))
		return i;
	return token_is(s, i, "of") && token_is(s, i + 1, "age") ? i + 1 : 0;
}

/* ---- behind a cue ------------------------------------------------------------------ */

/* aged 34, age: 54, aged between 20 and 30, at the age of forty */
static void
aged(struct scan *s, size_t i)
{
	size_t at = i + 1, last, more;

	for (size_t n = 0; n < 4; n++, at++)
		if (!sign_among(s, at, ":=-(") &&
		    !token_among(
			    s, at,
			    "of is was about around approximately approx between only just "
			    "roughly nearly over under"))
			break;
	last = age_last(s, at, 1);
	if (!last)
		return;
	at = last + 1;
	more = sign_among(s, at, "-/") || token_among(s, at, "and to or")
		       ? age_last(s, at + 1, 1)
		       : 0;
	last = more ? more : last;
	more = old_last(s, last + 1);
	scan_mark_tokens(s, i, more ? more : last, REDACT_AGE, true);
}

/* The token behind "dob", "d.o.b.", "date of birth", "born"; 0: none of them begins here. */
static size_t
birth_cue(const struct scan *s, size_t i)
{
	if (token_among(s, i, "dob yob born birthdate birthday"))
		return i + 1;
	if (token_is(s, i, "d") && sign_among(s, i + 1, "./") &&
	    token_is(s, i + 2, "o") && sign_among(s, i + 3, "./") &&
	    token_is(s, i + 4, "b"))
		return i + 5;
	if (token_among(s, i, "date year") && token_is(s, i + 1, "of") &&
	    token_is(s, i + 2, "birth"))
		return i + 3;
	return 0;
}

static bool
is_year(const struct scan *s, size_t i)
{
	return i < s->token_count && s->tokens[i].kind == TOKEN_NUMBER &&
	       s->tokens[i].to - s->tokens[i].from == 4 &&
	       (str_starts(s->tokens[i].low, "19") || str_starts(s->tokens[i].low, "20"));
}

/* dob 01/02/1980, born in May 1980: the year tells the age here, so it goes too. */
static void
birth(struct scan *s, size_t i)
{
	size_t at = birth_cue(s, i), last = 0, day;

	if (!at)
		return;
	for (size_t n = 0; n < 5; n++, at++)
		if (!sign_among(s, at, ":.-=()'") &&
		    !token_among(s, at, "in on is was the back s around"))
			break;
	if (at >= s->token_count)
		return;
	day = date_read(s, at);
	if (day)
		last = at + day - 1;
	else if (s->tokens[at].lex & LEX_MONTH && is_year(s, at + 1))
		last = at + 1;
	else if (is_year(s, at))
		last = at;
	else if (s->tokens[at].kind == TOKEN_NUMBER && !token_is(s, i, "birthday")) {
		/* dob 01 02 1980, 010280 */
		last = at;
		while (last + 1 < s->token_count && last < at + 4 &&
		       !s->tokens[last + 1].line &&
		       (s->tokens[last + 1].kind == TOKEN_NUMBER ||
			(sign_among(s, last + 1, "/.-") && last + 2 < s->token_count &&
			 s->tokens[last + 2].kind == TOKEN_NUMBER)))
			last++;
	}
	if (last)
		scan_mark_tokens(s, i, last, REDACT_AGE, true);
}

/* ---- whose age it is --------------------------------------------------------------- */

/* "I'm", "she is", "he was" right before token i. */
static bool
of_somebody(const struct scan *s, size_t i)
{
	static const char who[] = "i he she we they you who im";

	while (i && token_among(s, i - 1,
				"now only just nearly almost already about still then"))
		i--;
	if (!i)
		return false;
	if (token_among(s, i - 1, "i'm im we're they're you're"))
		return true;
	if (s->tokens[i - 1].kind == TOKEN_TAIL)
		return i > 1 && token_among(s, i - 2, "he she who");
	if (i > 2 && token_is(s, i - 1, "be") && token_is(s, i - 2, "will"))
		return token_among(s, i - 3, who);
	return i > 1 && token_among(s, i - 1, "am is was are were turn turned turns") &&
	       (token_among(s, i - 2, who) ||
		s->tokens[i - 2].lex & (LEX_KIN | LEX_FORENAME));
}

/* A clause ends behind the number: "I'm 34 and", not "I'm 34 miles off". */
static bool
clause_ends(const struct scan *s, size_t i)
{
	if (i >= s->token_count || s->tokens[i].line || sign_among(s, i, ".,;!?)"))
		return !sign_among(s, i, ".,") || i + 1 >= s->token_count ||
		       s->tokens[i + 1].gap || s->tokens[i + 1].kind == TOKEN_SIGN;
	return token_among(
		s, i,
		"and now but with so next when then today this at or who which because "
		"i he she we last in on since already myself himself herself");
}

/* The number may stand in words or figures at i. */
static bool
own_age(struct scan *s, size_t i)
{
	bool child = i > 1 && s->tokens[i - 2].lex & LEX_KIN;
	size_t last = age_last(s, i, child ? 1 : 10), old;

	if (!last)
		return false;
	if (i &&
	    (token_among(s, i - 1, "turned turning turns") ||
	     (token_is(s, i - 1, "hit") && of_somebody(s, i - 1))) &&
	    clause_ends(s, last + 1)) {
		scan_mark_tokens(s, i - 1, last, REDACT_AGE, true);
		return true;
	}
	if (!of_somebody(s, i) || !clause_ends(s, last + 1))
		return false;
	old = old_last(s, last + 1);
	scan_mark_tokens(s, i, old ? old : last, REDACT_AGE, true);
	return true;
}

/* Words for a person of whom an age is told. */
static const char persons[] = "male female man woman boy girl lad lass youth suspect victim "
			      "driver offender defendant teenager";

/* Smith, 34, ... ; Smith (34); a lad, 15, ... : two figures between commas or in brackets. */
static bool
beside_age(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->to - t->from != 2 || t->low[0] == '0')
		return false;
	return (sign_among(s, i - 1, ",") && sign_among(s, i + 1, ",") &&
		(t->low[0] > '1' || token_among(s, i - 2, persons))) ||
	       (sign_among(s, i - 1, "(") && sign_among(s, i + 1, ")"));
}

/* Whether a word names a person: a name with its capital, or the male. */
static bool
may_have_age(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_WORD || t->lex & (LEX_MONTH | LEX_DAY | LEX_STOP))
		return false;
	if (t->lex & LEX_KIN || token_among(s, i, persons))
		return true;
	return t->shape == SHAPE_CAPITAL && !t->opens &&
	       t->lex & (LEX_FORENAME | LEX_SURNAME);
}

void
age_number(struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_NUMBER || t->to - t->from > 3 || own_age(s, i))
		return;
	if (i > 1 && beside_age(s, i) && may_have_age(s, i - 2))
		scan_mark_tokens(s, i, i, REDACT_AGE, false);
}

void
age_word(struct scan *s, size_t i)
{
	size_t last, old;

	switch (s->tokens[i].low[0]) {
	case 'a':
		if (token_among(s, i, "aged age ages"))
			aged(s, i);
		return;
	case 'b':
	case 'd':
	case 'y':
		birth(s, i);
		return;
	case 'e':
	case 'f':
	case 'n':
	case 'o':
	case 's':
	case 't':
		break;
	default:
		return;
	}
	last = age_last(s, i, 1);
	if (!last)
		return;
	old = old_last(s, last + 1);
	if (old)
		scan_mark_tokens(s, i, old, REDACT_AGE, true);
	else if (token_among(s, i, tens) || token_among(s, i, teens))
		own_age(s, i);
}
