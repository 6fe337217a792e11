/*
 * Numbers of police work: their shapes, call signs, and ranks with a number.
 *
 * No public register of forces' numbers exists, so the shapes are loose.  What has no shape of its
 * own is known by the word beside it: redact_police_cue.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_police.h"

/* Not within a longer run, and not within a number that goes on. */
#define BEGIN "(?<![\\p{L}\\p{N}/*.\\-])"
#define END   "(?![\\p{L}\\p{N}])(?![/*\\-]\\d)"
/* 2023/24 and 2023-2024 are years; 03/04/2024 and 2024-04-03 are days. */
#define NO_YEARS \
	"(?!(?:19|20)\\d\\d ?[/\\-] ?(?:(?:19|20)\\d\\d|\\d\\d)(?![\\p{L}\\p{N}/*\\-]))"
#define NO_DAY \
	"(?!\\d{1,2}[/\\-]\\d{1,2}[/\\-]\\d{2,4}(?!\\d)|(?:19|20)\\d\\d[/\\-]\\d\\d?[/\\-]\\d)"
/* Shapes of rows further down, and 12-Jan-2019, keep their own label. */
#define NO_OTHER \
	"(?!\\d{1,7}[/\\-]\\d{1,7}[A-Z](?![A-Z0-9/*\\-])|SF\\d|\\d{2,4}\\*|" \
	"\\d{1,2}[/\\-][A-Z]{3,9}[/\\-]\\d|" \
	"\\d\\d[/\\-][A-Z]{2}[/\\-]|[A-Z]{2,4}-20\\d{6}-)"

const struct pattern_row police_rows[] = {
	/* 01/1234567/24, 42-98765-2023, 01 / 123456 / 24 */
	{ .pattern = BEGIN "(\\d{2} ?([/\\-]) ?\\d{4,8} ?\\g2 ?(?:20)?\\d{2})" END,
	  .at = AT_RUN,
	  .near = 1,
	  .digits = 4,
	  .class = REDACT_CRIMEREF },
	/* 1234567/24 */
	{ .pattern = BEGIN NO_YEARS "\\d{4,8} ?/ ?(?:20)?\\d{2}" END,
	  .at = AT_RUN,
	  .near = 1,
	  .digits = 4,
	  .class = REDACT_CRIMEREF },
	/* CRI/06AA/0001234/24, PS-20240102-1234, CR/0012345/24, 24/D1/123456 */
	{ .pattern = BEGIN NO_YEARS NO_DAY NO_OTHER
	  "(?=[0-9\\-]{0,30}+[A-Z/*])(?=(?:[A-Z/*\\-]{0,8}+\\d){6})"
	  "(?=[A-Z0-9]{0,12}[/*\\-](?:[A-Z0-9]{0,12}[/*\\-]){0,4}[A-Z]{0,3}\\d{3}|"
	  "[A-Z]{0,4}\\d{3})"
	  "[A-Z0-9]{1,14}+(?:[/*\\-][A-Z0-9]{1,14}+){1,5}+" END,
	  .at = AT_RUN,
	  .digits = 3,
	  .class = REDACT_CRIMEREF },
	/* 24*123456 */
	{ .pattern = BEGIN "(?:20)?\\d{2} ?\\* ?\\d{3,8}" END,
	  .at = AT_RUN,
	  .near = 1,
	  .digits = 3,
	  .class = REDACT_INCIDENT },
	/* 24000123456: the year first; other eleven digits begin with the force */
	{ .pattern = BEGIN "(?:20)?[12]\\d{10}" END,
	  .at = AT_RUN,
	  .near = 1,
	  .digits = 11,
	  .class = REDACT_INCIDENT },
	{ .pattern = BEGIN "[3-9]\\d{10}" END,
	  .at = AT_RUN,
	  .near = 1,
	  .digits = 11,
	  .class = REDACT_CRIMEREF },
	/* 20240102-1234, PS-20240102-1234 */
	{ .pattern = BEGIN "(?:[A-Z]{2,4}-)?20\\d{6}-\\d{3,5}" END,
	  .at = AT_RUN,
	  .near = 6,
	  .digits = 8,
	  .class = REDACT_INCIDENT },
	/* PNC: 2002/0073319Z, 99/123456X; CRO: 097501/98T, SF68/945674U */
	{ .pattern = BEGIN "(?:(?:19|20)\\d{2}|\\d{2})(?: ?[/\\\\\\-] ?\\d{3,7} ?|\\d{7})"
			   "(?-i:[A-Z]|(?<! )[a-z])" END,
	  .at = AT_RUN,
	  .near = 1,
	  .digits = 3,
	  .class = REDACT_PNC },
	{ .pattern = BEGIN
	  "(?:\\d{3,7} ?[/\\\\\\-] ?\\d{2}|\\d{1,7} ?/ ?\\d{2})(?-i:[A-Z]|[a-z])" END,
	  .at = AT_RUN,
	  .near = 1,
	  .digits = 2,
	  .class = REDACT_PNC },
	{ .pattern = BEGIN "SF ?\\d{2} ?[/\\-]? ?\\d{1,7} ?(?-i:[A-Z]|(?<! )[a-z])" END,
	  .at = AT_RUN,
	  .near = 4,
	  .digits = 2,
	  .class = REDACT_PNC },
	/* 01TP1234524, 01/CD/1234/24, 01-AB-12345-24 */
	{ .pattern = BEGIN
	  "\\d{2}[/\\-]?[A-Z][A-Z0-9][/\\-]?\\d{3,7}(?:[/\\-]?\\d{2,4})?" END,
	  .at = AT_RUN,
	  .near = 1,
	  .digits = 3,
	  .class = REDACT_CUSTODY },
	{ .pattern = BEGIN "(?-i:\\d{2} ?[A-Z]{2} ?\\d{4,5} ?\\d{2})" END,
	  .at = AT_RUN,
	  .near = 1,
	  .digits = 4,
	  .class = REDACT_CUSTODY },
	/* 24/01AB/01/123456X */
	{ .pattern = BEGIN
	  "\\d{2} ?[/\\-]? ?(?:\\d{2}[A-Z0-9]{2}|[A-Z]{2}\\d{2}) ?[/\\-]? ?\\d{2}"
	  " ?[/\\-]? ?\\d{1,11} ?[A-Z]" END,
	  .at = AT_RUN,
	  .near = 1,
	  .class = REDACT_CUSTODY },
	{ .pattern = NULL },
};

/* ---- a number, as it is written or spelt ------------------------------------------- */

bool
year_like(const struct scan *s, const struct number *n)
{
	const char *low = s->tokens[n->first].low;

	return n->first == n->last && n->digits == 4 && !n->letters &&
	       (str_starts(low, "19") || (str_starts(low, "20") && low[2] < '3'));
}

/* Names of units that are no letter of the alphabet; other than the first two with a capital. */
static const char units[] =
	"npas trojan ranger viking viper panda cobra falcon hawk eagle kestrel "
	"raptor panther tiger wolf phoenix titan vulcan spartan rover zebra "
	"stinger hunter sabre saxon trident osprey harrier jaguar cougar puma "
	"lynx python tactical";

static bool
is_phonetic(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->lex & LEX_PHONETIC)
		return true;
	return token_among(s, i, units) &&
	       (t->shape != SHAPE_LOWER || token_among(s, i, "npas trojan"));
}

/* Adds what a token holds; false for one that cannot be part of a number. */
static bool
number_add(const struct scan *s, size_t i, struct number *n)
{
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_NUMBER && t->kind != TOKEN_MIXED)
		return false;
	for (uint32_t k = t->from; k < t->to; k++) {
		char c = s->plain.text[k];

		n->digits += c >= '0' && c <= '9';
		n->letters += (c | 32) >= 'a' && (c | 32) <= 'z';
	}
	return true;
}

/* A part that follows a stroke: 1234, CD, 06AA. */
static bool
part_at(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return i < s->token_count && !t->gap &&
	       (t->kind == TOKEN_NUMBER || t->kind == TOKEN_MIXED ||
		(t->kind == TOKEN_WORD && t->low_len <= 4));
}

/* "four five two one", "double-oh seven" */
static bool
number_spelt(const struct scan *s, size_t i, struct number *n)
{
	if (s->tokens[i].kind != TOKEN_WORD || !(s->tokens[i].lex & LEX_DIGIT))
		return false;
	n->first = i;
	n->spelt = true;
	for (; i < s->token_count && s->tokens[i].lex & LEX_DIGIT; i++) {
		n->digits++;
		n->last = i;
		if (sign_among(s, i + 1, "-") && i + 2 < s->token_count &&
		    s->tokens[i + 2].lex & LEX_DIGIT)
			i++;
	}
	return true;
}

bool
number_read(const struct scan *s, size_t i, struct number *out)
{
	struct number n = { .first = i, .last = i };

	if (!number_add(s, i, &n)) {
		if (!number_spelt(s, i, &n))
			return false;
		*out = n;
		return true;
	}
	/* CR/0012345: letters and a stroke before it */
	if (i >= 2 && sign_among(s, i - 1, "/-") && !s->tokens[i].gap &&
	    !s->tokens[i - 1].gap && s->tokens[i - 2].kind == TOKEN_WORD &&
	    s->tokens[i - 2].low_len <= 4 &&
	    !(s->tokens[i - 2].lex & (LEX_RANK | LEX_STOP)) && !is_phonetic(s, i - 2) &&
	    !token_is(s, i - 2, "ray") && !str_starts(s->tokens[i].low, "ray"))
		n.first = i - 2;
	for (i++; sign_among(s, i, "/-*._\\") && !s->tokens[i].gap && part_at(s, i + 1);
	     i += 2) {
		n.strokes++;
		n.last = i + 1;
		if (!number_add(s, i + 1, &n))
			n.letters += s->tokens[i + 1].low_len;
	}
	*out = n;
	return true;
}

/* ---- what a number counts ---------------------------------------------------------- */

/* Words behind a number that say it counts something: "a PC 24 hours a day". */
static const char counted[] =
	"hours hour hrs hr years year yrs yr year's years' days day weeks week months "
	"month minutes "
	"minute mins min seconds secs times time per percent cent pct of officers "
	"people staff others "
	"more miles metres meters feet foot pounds quid or colleagues jobs calls "
	"crimes incidents cases "
	"shifts nights mornings weekends sets men women persons prisoners detainees "
	"victims suspects "
	"callers reports forms pages emails bodies stations forces teams units cars "
	"vehicles vans bikes "
	"ranks grades levels different separate new hundred thousand million k st nd rd th pm am "
	"decades weekly sergeants inspectors constables pcs dcs specials pcsos ft mph "
	"grand children "
	"things holes stars rooms degrees bed beds points doors floors miles "
	"kids am pm";
/* Words before a number that name no one: "PC Smith is level 2". */
static const char counting[] =
	"section sections s grade level phase page code class tier band form part "
	"stage type chapter "
	"paragraph para question point step figure table line item rule act article "
	"annex appendix "
	"version schedule score priority category zone reg regulation over under about around "
	"nearly almost only least than roughly approximately approx";

static const char verbs[] =
	"does says attends always perhaps this thus shows comes goes takes gives makes "
	"gets needs "
	"wants keeps runs leaves knows thinks tells asks turns arrives responds drives deserves "
	"remains sits works";
/* "2 visits", "50 yards": what one or two of anything may be; verbs of a few officers are not. */
static bool
plural_at(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return token_is_word(s, i) && t->shape == SHAPE_LOWER && t->low_len > 3 &&
	       t->low[t->low_len - 1] == 's' && t->low[t->low_len - 2] != 's' &&
	       t->lex & LEX_WORD && !token_among(s, i, verbs);
}

bool
number_counts(const struct scan *s, const struct number *n)
{
	size_t next = n->last + 1;

	if (n->first && s->tokens[n->first].gap && token_among(s, n->first - 1, counting))
		return true;
	/* 24/7; 101 and 999 are called */
	if (token_is(s, n->first, "24") && n->strokes == 1 && token_is(s, n->last, "7"))
		return true;
	if (n->digits == 3 && token_among(s, next, "call calls number system operator"))
		return true;
	if (next >= s->token_count || n->strokes)
		return false;
	if (sign_among(s, next, "%"))
		return true;
	if (n->letters || s->tokens[next].line)
		return false;
	if (sign_among(s, next, "-"))
		next++;
	if (n->digits <= 2 && plural_at(s, next))
		return true;
	return n->digits <= 5 && token_among(s, next, counted);
}

/* ---- call signs -------------------------------------------------------------------- */

/* Oscar17: letters and figures in one run. */
static bool
phonetic_joined(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];
	size_t letters = 0, digits;

	while (t->low[letters] >= 'a' && t->low[letters] <= 'z')
		letters++;
	digits = strspn(t->low + letters, "0123456789");
	if (letters < 3 || !digits || digits > 4 || letters + digits + 1 < t->low_len)
		return false;
	return lexicon_find(t->low, letters) & LEX_PHONETIC ||
	       (i > 1 && str_starts(t->low, "ray") && token_is(s, i - 2, "x"));
}

bool
callsign_mark(struct scan *s, const struct number *n)
{
	bool joined =
		s->tokens[n->first].kind == TOKEN_MIXED && phonetic_joined(s, n->first);
	size_t first = n->first, last = n->last, letters = joined;

	if (joined && str_starts(s->tokens[first].low, "ray") && first > 1)
		first -= 2;
	for (; first && letters < 5 && !s->tokens[first].line; letters++) {
		size_t at = first - (sign_among(s, first - 1, "-") ? 2 : 1);

		/* X-ray is three tokens */
		if (at < first && at >= 2 && token_is(s, at, "ray") &&
		    token_is(s, at - 2, "x"))
			at -= 2;
		else if (at >= first || !is_phonetic(s, at))
			break;
		first = at;
	}
	if (!letters || n->digits > 4 || n->strokes > 1 || (n->letters > 2 && !joined))
		return false;
	if (letters == 1 && !joined &&
	    (number_counts(s, n) || (n->spelt && n->digits < 2) || year_like(s, n)))
		return false;
	while (last + 1 < s->token_count && s->tokens[last + 1].lex & LEX_PHONETIC &&
	       !s->tokens[last + 1].line)
		last++;
	scan_mark_tokens(s, first, last, REDACT_CALLSIGN, true);
	return true;
}

/* ---- a rank with a number ---------------------------------------------------------- */

/* DO and SO are ranks only in capitals: everybody does and so. */
static bool
is_rank(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_WORD)
		return false;
	return t->lex & LEX_RANK ||
	       (t->shape == SHAPE_UPPER && !s->shouted &&
		token_among(s, i, "do so io eo")) ||
	       token_is(s, i, "con");
}

size_t
rank_first(const struct scan *s, size_t i)
{
	static const char before[] =
		"police special detective acting temporary temp act chief ch det spl "
		"woman trainee "
		"student probationary assistant deputy custody staff support community "
		"military civilian";

	for (;;) {
		if (i >= 2 && sign_among(s, i - 1, "/") && !s->tokens[i].gap &&
		    s->tokens[i - 2].kind == TOKEN_WORD && s->tokens[i - 2].low_len <= 4)
			i -= 2; /* T/DC, A/PS, Temp/Sgt */
		else if (i >= 1 && !s->tokens[i].line &&
			 (token_among(s, i - 1, before) ||
			  s->tokens[i - 1].lex & LEX_RANK))
			i -= 1;
		else if (i >= 2 && sign_among(s, i - 1, ".-") &&
			 token_among(s, i - 2, "spl det temp act ch t a"))
			i -= 2;
		else
			return i;
	}
}

/* pc1234, PS56TW: the rank and its number in one run */
static bool
joined_mark(struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];
	size_t letters = 0, digits = 0, tail;

	if (t->kind != TOKEN_MIXED || !t->low_len)
		return false;
	while (t->low[letters] >= 'a' && t->low[letters] <= 'z')
		letters++;
	while (t->low[letters + digits] >= '0' && t->low[letters + digits] <= '9')
		digits++;
	tail = t->low_len - letters - digits;
	if (letters < 2 || !digits || digits + tail < 2 || digits > 6 || tail > 3 ||
	    !(lexicon_find(t->low, letters) & LEX_RANK))
		return false;
	scan_mark_tokens(s, rank_first(s, i), i, REDACT_COLLAR, true);
	return true;
}

/* Whether a word may stand between a rank and a number because it is a name: PC John Smith 123. */
static bool
may_name(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_WORD || t->lex & (LEX_STOP | LEX_SPEECH | LEX_RANK))
		return false;
	if (t->shape == SHAPE_CAPITAL || t->shape == SHAPE_INITIAL ||
	    t->shape == SHAPE_UPPER)
		return true;
	return t->lex & (LEX_SURNAME | LEX_FORENAME) || !(t->lex & LEX_WORD);
}

bool
rank_mark(struct scan *s, const struct number *n)
{
	size_t at = n->first, last = n->last, names = 0;

	if (n->digits > 7 || n->letters > 3 || n->strokes > 1 ||
	    (n->spelt && n->digits < 2))
		return false;
	while (at && (s->tokens[at - 1].kind == TOKEN_TAIL ||
		      sign_among(s, at - 1, "(-#,/.:") ||
		      token_among(s, at - 1, "no nr num number")))
		at--;
	for (; at && names < 4; at--) {
		if (is_rank(s, at - 1))
			break;
		if (s->tokens[at - 1].line || !may_name(s, at - 1))
			return false;
		names++;
	}
	if (!at || names >= 4 || !is_rank(s, at - 1) || number_counts(s, n))
		return false;
	/* "a PC 5 before that" */
	if (n->digits == 1 && !n->letters && n->last + 1 < s->token_count &&
	    s->tokens[n->last + 1].lex & LEX_STOP &&
	    token_among(s, n->last + 1,
			"before after in since later for on with at if as but"))
		return false;
	/* PC Brown 45 TW: the letters of a division */
	if (last + 1 < s->token_count && !n->letters && !n->spelt && !s->shouted &&
	    s->tokens[last + 1].shape == SHAPE_UPPER &&
	    s->tokens[last + 1].low_len == 2 && !(s->tokens[last + 1].lex & LEX_RANK) &&
	    !s->tokens[last + 1].line)
		last++;
	if (names) {
		/* the name is another's work */
		if (n->digits < 2 || (n->digits < 3 && !n->letters && last == n->last))
			return false;
		scan_mark_tokens(s, n->first, last, REDACT_COLLAR, true);
		return true;
	}
	if (sign_among(s, at, ","))
		return false;
	scan_mark_tokens(
		s, rank_first(s, at - 1),
		n->last + (sign_among(s, at, "(") && sign_among(s, n->last + 1, ")")),
		REDACT_COLLAR, true);
	return true;
}

/* 56TW, 243AB: the Met's numbers with the letters of a division; not 50MB and 21ST. */
static void
divisional_mark(struct scan *s, size_t i)
{
	static const char measures[] =
		"am pm mm cm km kg mg ml cl gb mb tb kb hz hr hp kw kv cc db ft in lb "
		"oz st nd rd th "
		"yo yr mw ms nm mp gp dp bc ad bn tn fm wd ni";
	const struct token *t = &s->tokens[i];
	size_t digits;

	if (t->kind != TOKEN_MIXED || t->shape != SHAPE_UPPER)
		return;
	digits = strspn(t->low, "0123456789");
	if (digits < 2 || digits > 4 || t->low_len != digits + 2)
		return;
	for (const char *p = measures; *p; p += 2 + (p[2] == ' '))
		if (!strncmp(p, t->low + digits, 2))
			return;
	if (t->low[digits] >= 'a' && t->low[digits + 1] >= 'a')
		scan_mark_tokens(s, i, i, REDACT_COLLAR, false);
}

/* "PC 1234, 5678 and 91011": numbers in a row are of one kind. */
static size_t
list_mark(struct scan *s, struct number n)
{
	int class = scan_marked(s, n.last);

	if (class != REDACT_COLLAR && (class < REDACT_CRIMEREF || class > REDACT_CUSTODY))
		return n.last;
	for (;;) {
		size_t i = n.last + 1;
		struct number more;

		if (sign_among(s, i, ",&/+"))
			i++;
		if (token_among(s, i, "and or"))
			i++;
		if (i == n.last + 1 || i >= s->token_count || s->tokens[i].line ||
		    s->tokens[i].kind == TOKEN_WORD || !number_read(s, i, &more) ||
		    more.first != i || more.digits < 2 ||
		    (more.digits < 3 && more.digits != n.digits) ||
		    number_counts(s, &more))
			return n.last;
		if (scan_marked(s, i) < 0)
			scan_mark_tokens(s, i, more.last, (enum redact_class) class,
					 true);
		n = more;
	}
}

void
find_police(struct scan *s)
{
	for (size_t i = 0; i < s->token_count; i++) {
		struct number n;

		callsign_named(s, i);
		if (!number_read(s, i, &n))
			continue;
		if (!joined_mark(s, i) && !cue_joined_mark(s, i) &&
		    !callsign_mark(s, &n) && !rank_mark(s, &n) && !cue_mark(s, &n) &&
		    !n.strokes)
			divisional_mark(s, i);
		i = list_mark(s, n);
	}
}
