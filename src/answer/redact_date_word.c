/*
 * Days and clocks in words: "last Tues at 0230", "the 14th", "first of May", "half past two".
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_police.h"

static const char hours[] =
	"one two three four five six seven eight nine ten eleven twelve";
static const char nths[] =
	"first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
	"thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
	"thirtieth twenty-first";
/* Words before a day that say which one. */
static const char which[] = "last this next past on every each";

/* ---- what one token is ------------------------------------------------------------- */

/* The figures of 4, 4th, 31st; 0: none, or more than `most`. */
static unsigned
figure(const struct scan *s, size_t i, unsigned most, bool *out_nth)
{
	unsigned n = 0;
	const char *p;

	if (i >= s->token_count ||
	    (s->tokens[i].kind != TOKEN_NUMBER && s->tokens[i].kind != TOKEN_MIXED))
		return 0;
	for (p = s->tokens[i].low; *p >= '0' && *p <= '9' && n < 1000; p++)
		n = n * 10 + (unsigned)(*p - '0');
	*out_nth = str_same(p, "st") || str_same(p, "nd") || str_same(p, "rd") ||
		   str_same(p, "th");
	return (*p && !*out_nth) || n > most ? 0 : n;
}

static bool
marked_as(const struct scan *s, size_t i, enum redact_class class)
{
	return i < s->token_count && scan_marked(s, i) == (int)class;
}

/* A weekday; "sat", "sun", "wed" and "mon" in small letters are words first. */
static bool
is_day(const struct scan *s, size_t i)
{
	const struct token *t;
	bool nth = false;

	if (i >= s->token_count)
		return false;
	t = &s->tokens[i];
	return t->lex & LEX_DAY &&
	       (marked_as(s, i + 1 + sign_among(s, i + 1, ".,"), REDACT_DATE) ||
		(figure(s, i + 1, 31, &nth) && nth) || t->shape != SHAPE_LOWER ||
		!token_among(s, i, "sat sun wed mon weds"));
}

/* The last token of the run of dates and clocks that rows marked from i on; i itself at least. */
static size_t
marked_end(const struct scan *s, size_t i)
{
	int class = scan_marked(s, i);

	while (i + 1 < s->token_count && scan_marked(s, i + 1) == class)
		i++;
	return i;
}

/* "14th" with nothing behind it that it orders: not "the 4th floor". */
static bool
stands_alone(const struct scan *s, size_t i)
{
	const struct token *next = i + 1 < s->token_count ? &s->tokens[i + 1] : NULL;

	return !next || next->line || next->kind != TOKEN_WORD ||
	       token_among(
		       s, i + 1,
		       "at on in and to until till i we he she they it when was were is "
		       "because but from with about around so that after before which this");
}

size_t
date_read(const struct scan *s, size_t i)
{
	size_t from = i;
	bool nth;

	if (is_day(s, i)) {
		i++;
		if (sign_among(s, i, ".,"))
			i++;
	}
	if (token_is(s, i, "the"))
		i++;
	if (marked_as(s, i, REDACT_DATE))
		return marked_end(s, i) - from + 1;
	if (figure(s, i, 31, &nth) && nth && (i > from || stands_alone(s, i)))
		return i - from + 1;
	if (i > from && i < s->token_count && is_day(s, from))
		return 1;
	return 0;
}

/* ---- days -------------------------------------------------------------------------- */

/* Words and signs that may stand between a weekday and a clock. */
static size_t
to_clock(const struct scan *s, size_t i)
{
	for (size_t n = 0; n < 5; n++, i++)
		if (!sign_among(s, i, ".,@(~") &&
		    !token_among(
			    s, i,
			    "at around about approx approximately just after before from by "
			    "between circa night morning afternoon evening last this the"))
			break;
	return i;
}

/* The last token of a clock or a date that belongs to the weekday before it; 0: none. */
static size_t
day_tail(const struct scan *s, size_t i)
{
	bool nth = false;
	size_t at = sign_among(s, i, ".,") ? i + 1 : i;
	unsigned n;

	if (token_is(s, at, "the"))
		at++;
	if (marked_as(s, at, REDACT_DATE))
		return marked_end(s, at);
	n = figure(s, at, 31, &nth);
	if (n && nth)
		return at;
	if (n && at == i && s->tokens[at].to - s->tokens[at].from <= 2) {
		struct number number;

		if (number_read(s, at, &number) && !number_counts(s, &number) &&
		    number.digits <= 6 && stands_alone(s, number.last))
			return number.last;
	}
	at = to_clock(s, i);
	return marked_as(s, at, REDACT_TIME) ? marked_end(s, at) : 0;
}

static void
weekday(struct scan *s, size_t i)
{
	size_t first = i, last, before;

	last = day_tail(s, i + 1);
	/* "I sat 4 hours" */
	if (!is_day(s, i) && !(i && token_among(s, i - 1, which)) &&
	    !(last && marked_as(s, last, REDACT_DATE)))
		return;
	/* "last Tuesday" tells the day; "the last Friday of the month" does not */
	if (!last && i && token_is(s, i - 1, "last") &&
	    !token_among(s, i + 1, "of in each every") &&
	    !(i > 1 && token_among(s, i - 2, "the every each")))
		last = i;
	if (i && token_among(s, i - 1, "last this next past"))
		first = i - 1;
	/* 0230 on Tuesday, 2am last Tues */
	before = first;
	while (before && first - before < 2 &&
	       (token_among(s, before - 1, "on last this") ||
		sign_among(s, before - 1, ",")))
		before--;
	if (before &&
	    (marked_as(s, before - 1, REDACT_TIME) ||
	     marked_as(s, before - 1, REDACT_DATE)) &&
	    !s->tokens[before].line) {
		if (before > 1 && s->tokens[before].line)
			return;
		first = before - 1;
		last = last ? last : i;
	}
	if (last)
		scan_mark_tokens(s, first, last,
				 marked_as(s, last, REDACT_TIME) && last - i < 2
					 ? REDACT_TIME
					 : REDACT_DATE,
				 true);
}

/* "the 14th", "on the 3rd"; first, second and third order other things too. */
static void
nth_day(struct scan *s, size_t i)
{
	bool nth = false;
	unsigned n = figure(s, i, 31, &nth);

	if (!n || !nth || !i || !token_is(s, i - 1, "the") || !stands_alone(s, i) ||
	    scan_marked(s, i) >= 0)
		return;
	/* "the 3rd and 4th", but not "the 1st and 2nd call" */
	if (sign_among(s, i + 1, "/-,&") || token_among(s, i + 1, "and to or")) {
		bool more = false;

		if (figure(s, i + 2, 31, &more) && more) {
			if (stands_alone(s, i + 2))
				scan_mark_tokens(s, i - 1, i + 2, REDACT_DATE, true);
			return;
		}
	}
	if (n > 3 ||
	    (i > 1 &&
	     token_among(s, i - 2, "on of since until till before after by from to")))
		scan_mark_tokens(s, i - 1, i, REDACT_DATE, true);
}

/* "the first of May", "twenty-first June", "May the fourth" */
static void
nth_word(struct scan *s, size_t i)
{
	size_t first = i, at = i + 1;

	if (!token_among(s, i, nths))
		return;
	if (first >= 2 && sign_among(s, first - 1, "-") &&
	    token_among(s, first - 2, "twenty thirty"))
		first -= 2;
	else if (first && token_among(s, first - 1, "twenty thirty"))
		first--;
	if (token_is(s, at, "day"))
		at++;
	if (token_is(s, at, "of"))
		at++;
	if (at < s->token_count && s->tokens[at].lex & LEX_MONTH &&
	    (!token_among(s, at, "may march mar") || s->tokens[at].shape != SHAPE_LOWER ||
	     token_is(s, at - 1, "of"))) {
		bool nth;

		if (figure(s, at + 1, 99, &nth) ||
		    (at + 1 < s->token_count && s->tokens[at + 1].kind == TOKEN_NUMBER &&
		     s->tokens[at + 1].to - s->tokens[at + 1].from == 4))
			at++;
		scan_mark_tokens(s, first, at, REDACT_DATE, true);
	} else if (first > 1 && token_is(s, first - 1, "the") &&
		   s->tokens[first - 2].lex & LEX_MONTH &&
		   s->tokens[first - 2].shape != SHAPE_LOWER) {
		scan_mark_tokens(s, first - 2, i, REDACT_DATE, true);
	}
}

/* Days with a name: New Year's Eve, Christmas Eve 2023. */
static void
feast(struct scan *s, size_t i)
{
	size_t last = i;
	bool weak = false;

	if (token_is(s, i, "christmas") || token_is(s, i, "xmas") ||
	    token_is(s, i, "boxing")) {
		last = i + 1;
	} else if (token_is(s, i, "new") && token_among(s, i + 1, "year years")) {
		last = i + 2;
		if (last < s->token_count && s->tokens[last].kind == TOKEN_TAIL)
			last++;
	} else if (token_is(s, i, "easter") || token_is(s, i, "good")) {
		last = i + 1;
		weak = !token_among(s, last, "friday saturday sunday monday");
	} else if (token_among(s, i, "halloween")) {
		weak = true;
	} else if (token_is(s, i, "bonfire") && token_is(s, i + 1, "night")) {
		last = i + 1;
		weak = true;
	} else if (token_among(s, i, "valentine patrick") && i + 1 < s->token_count &&
		   s->tokens[i + 1].kind == TOKEN_TAIL) {
		last = i + 2;
	} else {
		return;
	}
	if (last >= s->token_count)
		return;
	if (last > i && !weak &&
	    !token_among(s, last, "eve day friday saturday sunday monday"))
		return;
	if (last + 1 < s->token_count && s->tokens[last + 1].kind == TOKEN_NUMBER &&
	    s->tokens[last + 1].to - s->tokens[last + 1].from == 4 &&
	    !s->tokens[last + 1].line) {
		last++;
		weak = weak && token_is(s, i, "good");
	}
	if (!weak)
		scan_mark_tokens(s, i, last, REDACT_DATE, true);
}

/* ---- clocks in words --------------------------------------------------------------- */

/* "in the morning", "at night", "am": the last token of it; `i - 1` if there is none. */
static size_t
part_of_day(const struct scan *s, size_t i)
{
	if (token_among(s, i, "am pm"))
		return i;
	if (token_is(s, i, "in") && token_is(s, i + 1, "the") &&
	    token_among(s, i + 2, "morning afternoon evening"))
		return i + 2;
	if ((token_is(s, i, "at") && token_is(s, i + 1, "night")) ||
	    (token_is(s, i, "this") &&
	     token_among(s, i + 1, "morning afternoon evening")))
		return i + 1;
	return i - 1;
}

static bool
is_hour(const struct scan *s, size_t i)
{
	bool nth = false;

	return token_among(s, i, hours) || (figure(s, i, 12, &nth) && !nth) ||
	       token_among(s, i, "midnight noon midday");
}

static void
clock_words(struct scan *s, size_t i)
{
	bool nth, past = token_is(s, i, "past"), to = token_is(s, i, "to");
	size_t first = i - 1, last;

	if ((!past && !to) || !i || !is_hour(s, i + 1))
		return;
	last = part_of_day(s, i + 2);
	if (sign_among(s, i + 2, "'") || token_among(s, i + 2, "o'clock oclock"))
		last = i + 2;
	if (token_among(s, first, "half quarter")) {
		if (first && token_is(s, first - 1, "a"))
			first--;
	} else if (token_among(s, first, "five ten twenty") ||
		   figure(s, first, 29, &nth)) {
		/* "ten to two" may be men */
		if (to && last == i + 1 && !(first && token_is(s, first - 1, "at")))
			return;
		if (first && token_is(s, first - 1, "twenty"))
			first--;
		else if (first > 1 && sign_among(s, first - 1, "-"))
			first -= 2;
	} else if (token_among(s, first, "minutes mins") && first) {
		first--;
	} else {
		return;
	}
	scan_mark_tokens(s, first, last, REDACT_TIME, true);
}

/* "at half two", "five o'clock", "three in the morning", "two thirty am" */
static void
hour_words(struct scan *s, size_t i)
{
	size_t first = i, last, minutes = 0;

	if (!token_among(s, i, hours))
		return;
	if (i && token_is(s, i - 1, "half"))
		first = i - 1;
	if (token_among(s, i + 1, "ten fifteen twenty thirty forty fifty"))
		minutes = 1;
	if (minutes && token_is(s, i + 2, "five"))
		minutes = 2;
	last = part_of_day(s, i + minutes + 1);
	if (token_among(s, i + 1, "o'clock oclock")) {
		last = part_of_day(s, i + 2);
	} else if (token_is(s, i + 1, "o") && token_among(s, i + 2, "clock")) {
		last = part_of_day(s, i + 3);
	} else if (last < i + minutes + 1 &&
		   !(first < i && first &&
		     token_among(s, first - 1, "at about around by"))) {
		return;
	} else if (token_is(s, last, "am") && first == i && !minutes &&
		   token_among(s, last + 1, "i")) {
		return;
	}
	scan_mark_tokens(s, first, last, REDACT_TIME, true);
}

/* "yesterday at 3", "last night at eleven", "at 9 on Monday": a bare hour. */
static void
bare_hour(struct scan *s, size_t i)
{
	size_t at = i + 1, day = i + 2;

	if (token_among(s, at, "about around roughly approx"))
		day = ++at + 1;
	if (!is_hour(s, at) || scan_marked(s, at) >= 0 || sign_among(s, at + 1, "%"))
		return;
	if (token_among(s, day, "on last this"))
		day++;
	if (is_day(s, day) && s->tokens[day].low[s->tokens[day].low_len - 1] != 's')
		scan_mark_tokens(s, at, day, REDACT_DATE, true);
	else if (i &&
		 (token_among(
			  s, i - 1,
			  "yesterday today tonight night morning afternoon evening") ||
		  is_day(s, i - 1)) &&
		 (at + 1 >= s->token_count || s->tokens[at + 1].line ||
		  s->tokens[at + 1].kind == TOKEN_SIGN ||
		  s->tokens[at + 1].lex & LEX_STOP))
		scan_mark_tokens(s, at, at, REDACT_TIME, true);
}

/* A clock in figures goes with the part of the day behind it: "2.30 in the morning". */
static void
clock_tail(struct scan *s, size_t i)
{
	size_t last;

	if (!marked_as(s, i, REDACT_TIME) || marked_as(s, i + 1, REDACT_TIME))
		return;
	last = part_of_day(s, i + 1);
	if (last > i)
		scan_mark_tokens(s, i, last, REDACT_TIME, true);
}

void
find_dates(struct scan *s)
{
	for (size_t i = 0; i < s->token_count; i++) {
		const struct token *t = &s->tokens[i];

		if (t->kind == TOKEN_WORD) {
			clock_words(s, i);
			hour_words(s, i);
			nth_word(s, i);
			feast(s, i);
			if (token_is(s, i, "at"))
				bare_hour(s, i);
			age_word(s, i);
		} else if (t->kind != TOKEN_SIGN) {
			clock_tail(s, i);
			age_number(s, i);
		}
	}
	for (size_t i = 0; i < s->token_count; i++) {
		if (s->tokens[i].lex & LEX_DAY)
			weekday(s, i);
		else if (s->tokens[i].kind == TOKEN_MIXED)
			nth_day(s, i);
	}
}
