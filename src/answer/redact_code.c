/*
 * Numbers with letters among them: National Insurance, postcodes, vehicles, passports, licences,
 * accounts; and any run with seven digits.
 *
 * A table of shapes is held against the text wherever a word with a digit near begins; what a
 * shape alone would find too often is asked for its case, or for the words beside it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_shape.h"

struct found { /* one shape that fits */
	const struct scan *s;
	const char *text; /* the view */
	size_t from, to;
	size_t token; /* the first of it */
	bool blank;   /* one stands within */
};

/* A letter, 9 digit, X either, _ nothing or up to two blanks, dashes or dots. */
struct shape {
	const char *pattern;
	enum redact_class class;
	bool (*fits)(const struct found *f); /* what else must be so; or NULL */
};

/* ---- case and words beside --------------------------------------------------------- */

enum letters { LETTERS_UPPER = 1, LETTERS_LOWER = 2 };

static unsigned
letters_of(const struct found *f)
{
	unsigned seen = 0;

	for (size_t i = f->from; i < f->to; i++)
		if (byte_is_letter(f->text[i]))
			seen |= byte_is_upper(f->text[i]) ? LETTERS_UPPER : LETTERS_LOWER;
	return seen;
}

/* The flags of the letters at the beginning, or at the end, of what was found. */
static uint32_t
word_at(const struct found *f, bool last)
{
	char low[8];
	size_t n = 0, at = last ? f->to : f->from;

	if (last)
		while (at > f->from && byte_is_letter(f->text[at - 1]))
			at--;
	for (; n < sizeof(low) && at < f->to && byte_is_letter(f->text[at]); at++)
		low[n++] = (char)(f->text[at] | 32);
	return lexicon_find(low, n);
}

static const char vehicle_cues[] =
	" reg regs vrm vrn registration registered registrations "
	"plate plates numberplate index vehicle car van lorry "
	"motorbike motorcycle moped truck taxi ";
static const char mark_cues[] = " reg regs vrm vrn registration registered plate plates "
				"numberplate index ";

/* ---- postcodes --------------------------------------------------------------------- */

/* The letters that postcodes begin with (Royal Mail's areas). */
static const char areas[] =
	" ab al b ba bb bd bf bh bl bn br bs bt bx ca cb cf ch cm co cr ct cv cw da dd de "
	"dg dh dl "
	"dn dt dy e ec eh en ex fk fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv ja je "
	"jr ka kt "
	"kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr qc "
	"rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub uk w wa "
	"wc wd wf wn wr ws wv ye yo ze ";

static bool
area_known(const char *text, size_t from)
{
	size_t n = 0;

	while (byte_is_letter(text[from + n]))
		n++;
	return word_among(text + from, n, areas);
}

/* "a4 2pm", "b1 1st" and "M25 5km" are none. */
static bool
postcode_fits(const struct found *f)
{
	const char *in = f->text + f->to - 3;

	if (letters_of(f) == LETTERS_UPPER)
		return true;
	if (byte_is_upper(in[1]) && byte_is_upper(in[2]))
		return true;
	if (strchr("cikmov", in[1] | 32) || strchr("cikmov", in[2] | 32))
		return false;
	if (!word_among(in, 3, " 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 8hr "))
		return true;
	return byte_is_letter(f->text[f->from + 1]) && area_known(f->text, f->from);
}

/* The first half alone, behind a word of place. */
static bool
half_fits(const struct found *f)
{
	static const char cues[] = " near in postcode postcodes around area district ";

	return (letters_of(f) == LETTERS_UPPER ||
		cue_before(f->text, f->from, 1, " postcode postcodes ")) &&
	       area_known(f->text, f->from) && cue_before(f->text, f->from, 1, cues);
}

/* ---- other shapes ------------------------------------------------------------------ */

static bool
nino_fits(const struct found *f)
{
	/* "on 12 03 24 a": words, not letters of a number */
	return !byte_is_blank(f->text[f->from + 2]) ||
	       !byte_is_blank(f->text[f->to - 2]) || f->text[f->to - 1] != 'a' ||
	       !word_among(f->text + f->from, 2, " on in at to by of or is so no as be ");
}

static bool
nino_short_fits(const struct found *f)
{
	return cue_before(f->text, f->from, 3, " ni nino nin insurance ");
}

/* A blank within, and letters in both cases: two words that have nothing to do with each other. */
static bool
cases_differ(const struct found *f)
{
	return f->blank && letters_of(f) == (LETTERS_UPPER | LETTERS_LOWER);
}

static bool
lower_or_shouted(const struct found *f)
{
	return letters_of(f) == LETTERS_LOWER || f->s->shouted;
}

/* AB51 ABC, but not "no10 the". */
static bool
vehicle_fits(const struct found *f)
{
	uint32_t last = word_at(f, true);

	if (!f->blank || cue_before(f->text, f->from, 4, mark_cues))
		return true;
	if (cases_differ(f))
		return false;
	return !lower_or_shouted(f) ||
	       !(last & LEX_STOP ||
		 (last & LEX_COMMON &&
		  word_among(f->text + f->from, 2,
			     " no yr pc ps dc ds di pg gt eu us uk ch ")));
}

/* A123 BCD, but not "the m25 and the", "A34 RTC". */
static bool
prefix_fits(const struct found *f)
{
	uint32_t last = word_at(f, true);

	if (!f->blank || cue_before(f->text, f->from, 4, mark_cues))
		return true;
	if (cases_differ(f) || last & LEX_STOP)
		return false;
	/* A, B and M are roads as well, and S a section */
	if (strchr("abms", f->text[f->from] | 32) &&
	    last & (lower_or_shouted(f) ? LEX_COMMON | LEX_GLOSSARY : LEX_GLOSSARY))
		return false;
	return !word_among(f->text + f->to - 3, 3, " rtc rta rti cad car van gbh abh ");
}

/* ABC 123D, but not "the 12b", "section 18a" cut short. */
static bool
suffix_fits(const struct found *f)
{
	uint32_t first = word_at(f, false);

	if (cue_before(f->text, f->from, 4, mark_cues))
		return true;
	/* THX 524D: capitals and three digits, whatever they spell */
	if (letters_of(f) == LETTERS_UPPER && !f->s->shouted && !(first & LEX_RANK) &&
	    f->to - f->from > 7 && !word_among(f->text + f->from, 3, " the and for "))
		return true;
	/* "vehicle key 51s", but not "van hit 30m" */
	if (cue_before(f->text, f->from, 1, vehicle_cues) && !cases_differ(f) &&
	    !(first & (LEX_STOP | LEX_RANK)) && !strchr("mkp", f->text[f->to - 1] | 32))
		return true;
	if (cases_differ(f) || first & (LEX_STOP | LEX_RANK) ||
	    (f->blank &&
	     word_among(f->text + f->from, 3, " sec par art reg sch ann fig ")))
		return false;
	return !f->blank || !lower_or_shouted(f) ||
	       !(first & (LEX_COMMON | LEX_GLOSSARY));
}

/* TIG 4821: Northern Ireland's plates have an I or a Z in their letters; 4 figures, no year. */
static bool
northern_fits(const struct found *f)
{
	const char *text = f->text + f->from, *year = f->text + f->to - 4;

	return f->to - f->from > 6 && byte_is_letter(text[2]) && byte_is_digit(year[0]) &&
	       (strchr("IZ", text[1]) || strchr("IZ", text[2])) &&
	       letters_of(f) == LETTERS_UPPER && !f->s->shouted && !word_at(f, false) &&
	       memcmp(year, "19", 2) != 0 && memcmp(year, "20", 2) != 0;
}

static bool
dateless_fits(const struct found *f)
{
	if (northern_fits(f))
		return true;
	if (cue_before(f->text, f->from, 4, mark_cues))
		return letters_of(f) == LETTERS_UPPER ||
		       !((word_at(f, false) | word_at(f, true)) & (LEX_STOP | LEX_RANK));
	return letters_of(f) == LETTERS_UPPER &&
	       !((word_at(f, false) | word_at(f, true)) & (LEX_RANK | LEX_GLOSSARY)) &&
	       cue_before(f->text, f->from, 3, vehicle_cues);
}

/* With blanks between, and nothing beside it that says what it is. */
static bool
loose_fits(const struct found *f)
{
	return !f->blank ||
	       (letters_of(f) == LETTERS_UPPER &&
		!(word_at(f, false) & (LEX_STOP | LEX_RANK | LEX_GLOSSARY)) &&
		!(word_at(f, true) & (LEX_STOP | LEX_GLOSSARY)));
}

/* Two capitals right before seven digits belong to them, whatever they spell. */
static bool
letters_fit(const struct found *f)
{
	if (letters_of(f) == LETTERS_UPPER && !f->s->shouted)
		return true;
	return !f->blank || (letters_of(f) == LETTERS_UPPER &&
			     !(word_at(f, false) & (LEX_STOP | LEX_RANK)));
}

static bool
passport_fits(const struct found *f)
{
	return cue_before(f->text, f->from, 4, " passport passports ");
}

/* Five of a surname, filled up with nines. */
static bool
licence_fits(const struct found *f)
{
	bool nines = false;

	for (size_t i = f->from; i < f->from + 5; i++) {
		if (f->text[i] == '9')
			nines = true;
		else if (nines || !byte_is_letter(f->text[i]))
			return false;
	}
	return true;
}

static const struct shape shapes[] = {
	{ "AA_99_99_99_A", REDACT_NINO, nino_fits },
	{ "AA_99_99_99", REDACT_NINO, nino_short_fits },
	{ "A9_9AA", REDACT_POSTCODE, postcode_fits },
	{ "A99_9AA", REDACT_POSTCODE, postcode_fits },
	{ "AA9_9AA", REDACT_POSTCODE, postcode_fits },
	{ "AA99_9AA", REDACT_POSTCODE, postcode_fits },
	{ "A9A_9AA", REDACT_POSTCODE, postcode_fits },
	{ "AA9A_9AA", REDACT_POSTCODE, postcode_fits },
	{ "A9", REDACT_POSTCODE, half_fits },
	{ "A99", REDACT_POSTCODE, half_fits },
	{ "AA9", REDACT_POSTCODE, half_fits },
	{ "AA99", REDACT_POSTCODE, half_fits },
	{ "A9A", REDACT_POSTCODE, half_fits },
	{ "AA9A", REDACT_POSTCODE, half_fits },
	{ "AA99_AAA", REDACT_VEHICLE, vehicle_fits },
	{ "AA_99_AAA", REDACT_VEHICLE, loose_fits },
	{ "A9_AAA", REDACT_VEHICLE, prefix_fits },
	{ "A99_AAA", REDACT_VEHICLE, prefix_fits },
	{ "A999_AAA", REDACT_VEHICLE, prefix_fits },
	{ "AAA_9A", REDACT_VEHICLE, suffix_fits },
	{ "AAA_99A", REDACT_VEHICLE, suffix_fits },
	{ "AAA_999A", REDACT_VEHICLE, suffix_fits },
	{ "AAA_9", REDACT_VEHICLE, dateless_fits },
	{ "AAA_99", REDACT_VEHICLE, dateless_fits },
	{ "AAA_999", REDACT_VEHICLE, dateless_fits },
	{ "AAA_9999", REDACT_VEHICLE, dateless_fits },
	{ "AA_999", REDACT_VEHICLE, dateless_fits },
	{ "AA_9999", REDACT_VEHICLE, dateless_fits },
	{ "A_9999", REDACT_VEHICLE, dateless_fits },
	{ "9999_A", REDACT_VEHICLE, dateless_fits },
	{ "9999_AA", REDACT_VEHICLE, dateless_fits },
	{ "999_AAA", REDACT_VEHICLE, dateless_fits },
	{ "99_AAA", REDACT_VEHICLE, dateless_fits },
	{ "AXXXX_999999_AXXXX", REDACT_LICENCE, licence_fits },
	{ "A_999_999", REDACT_PASSPORT, passport_fits },
	{ "AA_999_999", REDACT_PASSPORT, passport_fits },
	{ "AA_9999999", REDACT_PASSPORT, letters_fit },
	{ "A_99999999", REDACT_PASSPORT, passport_fits },
	{ "999999999", REDACT_PASSPORT, passport_fits },
};

static size_t
skip_apart(const char *text, size_t len, size_t at, bool *blank)
{
	size_t n = 0;

	while (n < 2 && at + n < len && strchr(" -.", text[at + n]))
		*blank |= text[at + n++] == ' ';
	return at + n;
}

/* Where the shape ends, if it fits at f->from with no word going on behind it; 0. */
static size_t
shape_end(struct found *f, size_t len, const char *pattern)
{
	size_t at = f->from;

	f->blank = false;
	for (; *pattern; pattern++) {
		char c;

		if (*pattern == '_') {
			at = skip_apart(f->text, len, at, &f->blank);
			continue;
		}
		if (at >= len)
			return 0;
		c = f->text[at++];
		if (!(*pattern == '9'	? byte_is_digit(c)
		      : *pattern == 'A' ? byte_is_letter(c)
					: byte_is_digit(c) || byte_is_letter(c)))
			return 0;
	}
	return at >= len || !byte_is_word(f->text[at]) ? at : 0;
}

static void
try_shapes(struct scan *s, size_t token)
{
	struct found f = { .s = s,
			   .text = s->plain.text,
			   .from = s->tokens[token].from,
			   .token = token };

	for (size_t i = 0; i < ARRAY_LEN(shapes); i++) {
		f.to = shape_end(&f, s->plain.len, shapes[i].pattern);
		if (f.to && (!shapes[i].fits || shapes[i].fits(&f)))
			scan_mark(s, &s->plain, f.from, f.to, shapes[i].class, true);
	}
}

/* ---- IBAN -------------------------------------------------------------------------- */

enum { IBAN_LEAST = 15, IBAN_MOST = 34 };

/* ISO 7064, mod 97-10, over the number with its first four moved to the end. */
static bool
iban_sums(const char *iban, size_t n)
{
	unsigned rest = 0;

	for (size_t i = 0; i < n; i++) {
		char c = iban[(i + 4) % n];

		rest = byte_is_digit(c) ? rest * 10 + (unsigned)(c - '0')
					: rest * 100 + (unsigned)((c | 32) - 'a') + 10;
		rest %= 97;
	}
	return rest == 1;
}

/* Groups of letters and digits from two letters and two digits on; a right sum ends them,
 * otherwise the last group that holds a digit. */
static void
try_iban(struct scan *s, size_t from)
{
	const char *text = s->plain.text;
	char iban[IBAN_MOST];
	size_t n = 0, digits = 0, last = 0, right = 0, at = from;

	if (!byte_is_letter(text[from]) || !byte_is_letter(text[from + 1]) ||
	    !byte_is_digit(text[from + 2]) || !byte_is_digit(text[from + 3]))
		return;
	for (bool blank = false; at < s->plain.len && n < IBAN_MOST;) {
		bool digit = false;
		size_t begin = n;

		if (begin %
		    4) /* groups of four, as they are printed; the last may be shorter */
			break;
		for (; at < s->plain.len && n < IBAN_MOST &&
		       (byte_is_digit(text[at]) || byte_is_letter(text[at]));
		     at++) {
			digit |= byte_is_digit(text[at]);
			digits += byte_is_digit(text[at]);
			iban[n++] = text[at];
		}
		/* small words of four letters are prose, not parts of a number */
		if (begin == n || (at < s->plain.len && byte_is_word(text[at])))
			break;
		if (digit)
			last = at;
		if (n >= IBAN_LEAST && iban_sums(iban, n))
			right = at;
		if (begin && !digit && n - begin > 4)
			break;
		at = skip_apart(text, s->plain.len, at, &blank);
	}
	if (right)
		last = right;
	if (right || (n >= IBAN_LEAST && digits >= 8 && last > from))
		scan_mark(s, &s->plain, from, last, REDACT_BANK, true);
}

/* ---- any run with seven digits ----------------------------------------------------- */

/* 2023/24, 2023-2024, 01.02-03.04: years and days are not numbers of anybody. */
static bool
years_alone(const char *p, size_t len)
{
	size_t i = 0;

	while (i < len) {
		size_t n = strspn(p + i, "0123456789");

		n = n > len - i ? len - i : n;
		if (n == 4 ? strncmp(p + i, "19", 2) && strncmp(p + i, "20", 2) : n != 2)
			return false;
		i += n;
		if (i < len && !strchr("/-", p[i]))
			return false;
		i += i < len;
	}
	return true;
}

/* The end of letters and digits with single joining signs between. */
static size_t
compact_end(const char *text, size_t len, size_t at, unsigned *out_digits,
	    bool *out_letters)
{
	*out_digits = 0;
	*out_letters = false;
	for (; at < len; at++) {
		if (byte_is_digit(text[at]))
			++*out_digits;
		else if (byte_is_letter(text[at]))
			*out_letters = true;
		else if (!strchr("/-_*\\", text[at]) || at + 1 >= len || !text[at] ||
			 !(byte_is_digit(text[at + 1]) || byte_is_letter(text[at + 1])))
			break;
	}
	return at;
}

/* A clock or an amount beside a dash (0900-1700) is for others to say. */
static void
find_compact(struct scan *s)
{
	const char *text = s->plain.text;
	size_t len = s->plain.len;

	for (size_t i = 0; i < len; i++) {
		unsigned digits;
		bool letters;
		size_t end;

		if (!byte_is_digit(text[i]) && !byte_is_letter(text[i]))
			continue;
		end = compact_end(text, len, i, &digits, &letters);
		if (digits >= 7 && (letters || (memchr(text + i, '/', end - i) &&
						!years_alone(text + i, end - i))))
			scan_mark(s, &s->plain, i, end, REDACT_NUMBER, true);
		i = end;
	}
}

/* ---- behind a cue ------------------------------------------------------------------ */

static bool
has_digits(const struct token *t, unsigned least, const char *text)
{
	unsigned n = 0;

	for (size_t i = t->from; i < t->to; i++)
		n += byte_is_digit(text[i]);
	return n >= least;
}

/* Licences and passports of other countries: what holds some digits shortly behind the word. */
static void
try_document(struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];
	bool passport;

	if (!t->low_len || !strchr("pld", t->low[0]))
		return;
	passport = word_among(t->low, t->low_len, " passport ");

	if (!passport && !word_among(t->low, t->low_len, " licence license dl "))
		return;
	for (size_t k = i + 1; k < s->token_count && k < i + 7; k++) {
		const struct token *at = &s->tokens[k];

		if (at->kind == TOKEN_SIGN && strchr(".!?;", s->plain.text[at->from]) &&
		    k + 1 < s->token_count && s->tokens[k + 1].gap)
			return;
		if (!has_digits(at, passport ? 6 : 5, s->plain.text))
			continue;
		scan_mark_tokens(s, k, k, passport ? REDACT_PASSPORT : REDACT_LICENCE,
				 true);
		return;
	}
}

void
find_codes(struct scan *s)
{
	const char *text = s->plain.text;

	for (size_t i = 0; i < s->token_count; i++) {
		const struct token *t = &s->tokens[i];
		size_t n = t->to - t->from, near;

		if (t->kind == TOKEN_SIGN || t->kind == TOKEN_TAIL)
			continue;
		if (t->kind == TOKEN_WORD && n > 6) {
			try_document(s, i);
			continue;
		}
		for (near = 0; near < 8 && t->from + near < s->plain.len; near++)
			if (byte_is_digit(text[t->from + near]))
				break;
		if (t->kind == TOKEN_WORD)
			try_document(s, i);
		if (near == 8 || t->from + near >= s->plain.len)
			continue;
		try_shapes(s, i);
		if (n >= 2)
			try_iban(s, t->from);
	}
	find_compact(s);
}
