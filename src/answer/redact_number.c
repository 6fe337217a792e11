/*
 * Numbers made of digits alone: telephones, cards, accounts, health; and any long one.
 *
 * A number is read as groups of digits with blanks, dashes, dots or brackets between them.  How
 * many digits there are says whether it is marked; groups, checksums and what stands before it
 * choose the label.  Years, clocks, money and shares are left alone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_shape.h"

enum {
	GROUPS_MOST = 24,
	DIGITS_MOST = 40, /* that are looked at */
	LONG = 7,	  /* digits that stand for somebody, whatever they are */
};

struct digits {
	size_t from, to; /* of the view */
	size_t first,
		end; /* of its digits alone: without a bracket, a plus, an extension */
	char digit[DIGITS_MOST + 1];
	unsigned count;		   /* of digits, those past the room too */
	unsigned groups;	   /* the same */
	uint8_t size[GROUPS_MOST]; /* digits in a group */
	char apart[GROUPS_MOST];   /* the sign before it: - . ) or a blank */
	bool plus, bracket, extension;
};

static const char phone_cues[] =
	" tel telephone phone phones mobile mob cell landline fax call "
	"calling called ring rang dial text texted whatsapp contact "
	"number no num desk office work home switchboard pager ";
static const char local_cues[] =
	" call calling called ring rang ringing phone phoned text number ";
/* What is numbered by six digits too. */
static const char police_cues[] = " crime incident log ref reference case custody job cad "
				  "occurrence event niche storm warrant collar badge staff ";
static const char short_cues[] = " tel telephone phone mobile mob cell landline fax dial "
				 "ext extn extension pager ";

bool
word_among(const char *word, size_t len, const char *words)
{
	char whole[40] = " ";

	if (!len || len > sizeof(whole) - 3)
		return false;
	for (size_t i = 0; i < len; i++)
		whole[i + 1] = byte_is_upper(word[i]) ? (char)(word[i] | 32) : word[i];
	whole[len + 1] = ' ';
	whole[len + 2] = 0;
	return strstr(words, whole) != NULL;
}

bool
cue_before(const char *text, size_t at, unsigned most, const char *words)
{
	while (most--) {
		size_t end;

		while (at && strchr(" \t:#=-.(\n'\"", text[at - 1]))
			at--;
		end = at;
		while (at && byte_is_letter(text[at - 1]))
			at--;
		if (at == end)
			return false;
		if (word_among(text + at, end - at, words))
			return true;
	}
	return false;
}

/* ---- reading ------------------------------------------------------------------------------ */

/* What may stand between two groups; 0 if they do not belong together. */
static size_t
apart_len(const char *p, const char *end, char *out_sign)
{
	size_t n = 0;
	char sign = ' ';

	while (p + n < end && n < 4 && strchr(" \t-.()_", p[n]) && p[n]) {
		if (!byte_is_blank(p[n]))
			sign = p[n] == '(' ? ')' : p[n];
		/* a full stop and a blank end a sentence */
		if (p[n] == '.' && n + 1 < 4 && p + n + 1 < end &&
		    byte_is_blank(p[n + 1]))
			return 0;
		n++;
	}
	*out_sign = sign;
	return n && p + n < end && byte_is_digit(p[n]) ? n : 0;
}

static void
group_read(struct digits *d, const char *text, const char **p, const char *end,
	   char apart)
{
	unsigned size = 0;

	for (; *p < end && byte_is_digit(**p); (*p)++, size++) {
		if (d->count < DIGITS_MOST)
			d->digit[d->count] = **p;
		d->count++;
	}
	if (d->groups < GROUPS_MOST) {
		d->size[d->groups] = (uint8_t)(size > 255 ? 255 : size);
		d->apart[d->groups] = apart;
	}
	d->groups++;
	d->end = d->to = (size_t)(*p - text);
}

/* A whole British number with a blank behind it: what follows is another one. */
static bool
complete(const struct digits *d, char apart)
{
	return apart == ' ' && !d->plus && d->count == 11 && d->digit[0] == '0' &&
	       d->digit[1] != '0';
}

/* " ext 5", "x123" */
static size_t
extension_end(const char *text, size_t len, size_t at)
{
	static const char *const words[] = { "extension", "extn", "ext", "poste", "x" };
	size_t p = at, digits;

	while (p < len && p < at + 3 && strchr(" ,.", text[p]))
		p++;
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		size_t n = strlen(words[i]);

		if (p + n >= len || strncasecmp(text + p, words[i], n))
			continue;
		p += n;
		for (size_t k = 0; k < 3 && p < len && strchr(" .:", text[p]); k++)
			p++;
		for (digits = 0; p + digits < len && byte_is_digit(text[p + digits]);)
			digits++;
		return digits && digits <= 6 ? p + digits : at;
	}
	return at;
}

/* 07700, a line end, 900123; +36 70/833: what else joins groups where a telephone begins so. */
static size_t
phone_apart_len(const struct digits *d, const char *p, const char *end)
{
	unsigned digits = 0;

	if (p + 1 >= end || !byte_is_digit(p[1]))
		return 0;
	if (*p == '/')
		return d->plus || (d->digit[0] == '0' && d->groups == 1 && d->count > 3 &&
				   end - p > 5 && strspn(p + 1, "0123456789") > 4);
	if (*p != '\n' || !(d->plus || d->digit[0] == '0') || d->count < 3)
		return 0;
	for (p++; p < end && (byte_is_digit(*p) || *p == ' ') && digits < 12; p++)
		digits += byte_is_digit(*p);
	return digits > 2 && (d->plus ? d->count + digits > 9 && d->count + digits < 14
				      : d->count + digits == 11);
}

/* The number that begins with the digit at `at`. */
static void
digits_read(struct digits *d, const char *text, size_t len, size_t at)
{
	const char *p = text + at, *end = text + len;
	char apart = 0;
	bool open = false;
	size_t n;

	*d = (struct digits){ .from = at, .first = at };
	if (at && text[at - 1] == '+') {
		d->plus = true;
		d->from--;
	}
	if (d->from && text[d->from - 1] == '(') {
		open = true;
		d->from--;
	}
	for (;;) {
		group_read(d, text, &p, end, apart);
		n = apart_len(p, end, &apart);
		if (!n && (n = phone_apart_len(d, p, end)))
			apart = *p;
		if (!n || complete(d, apart))
			break;
		d->bracket |= apart == ')';
		p += n;
	}
	/* "(07700 900123)": brackets around all of it are not its own */
	if (open && !memchr(text + at, ')', d->end - at))
		d->from++;
	d->to = extension_end(text, len, d->end);
	d->extension = d->to > d->end;
	d->digit[d->count < DIGITS_MOST ? d->count : DIGITS_MOST] = 0;
}

/* ---- what it is not ------------------------------------------------------------------------ */

static unsigned
group_value(const struct digits *d, unsigned group)
{
	unsigned at = 0, value = 0;

	for (unsigned i = 0; i < group; i++)
		at += d->size[i];
	for (unsigned i = 0; i < d->size[group] && at + i < DIGITS_MOST; i++)
		value = value * 10 + (unsigned)(d->digit[at + i] - '0');
	return value;
}

static bool
is_year(const struct digits *d, unsigned group)
{
	unsigned value = d->size[group] == 4 ? group_value(d, group) : 0;

	return value >= 1900 && value < 2050;
}

static bool
is_clock(const struct digits *d, unsigned group)
{
	unsigned value = group_value(d, group);

	return d->size[group] == 4 && value / 100 < 24 && value % 100 < 60 &&
	       !(value % 5);
}

/* Two years, two clocks, or a year with a number after it. */
static bool
is_pair(const struct digits *d)
{
	if (d->groups == 4) /* 10.30 - 11.30 */
		return d->apart[1] == '.' && d->apart[3] == '.' && d->size[0] < 3 &&
		       d->size[1] == 2 && d->size[2] < 3 && d->size[3] == 2;
	if (d->groups != 2 || d->plus || d->bracket)
		return false;
	if (is_year(d, 0))
		return is_year(d, 1) || (d->apart[1] == ' ' && d->size[1] < 5);
	return (is_clock(d, 0) && is_clock(d, 1)) ||
	       (d->apart[1] == ' ' && is_year(d, 1) && d->size[0] < 4);
}

/* Money, a share, a decimal fraction. */
static bool
is_amount(const struct digits *d, const char *text, size_t len)
{
	size_t before = d->from, behind = d->to;

	while (before && byte_is_blank(text[before - 1]))
		before--;
	if (before && (text[before - 1] == '$' ||
		       (before > 1 && !memcmp(text + before - 2, "\302\243", 2)) ||
		       (before > 2 && !memcmp(text + before - 3, "\342\202\254", 3))))
		return d->count < 12;
	while (behind < len && byte_is_blank(text[behind]))
		behind++;
	if (behind < len && text[behind] == '%')
		return true;
	return d->groups == 2 && d->apart[1] == '.' && d->size[1] < 3 && d->size[0] < 7;
}

/* ---- what it is ---------------------------------------------------------------------------- */

static bool
luhn(const struct digits *d)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < d->count; i++) {
		unsigned digit = (unsigned)(d->digit[d->count - 1 - i] - '0');

		digit = i % 2 ? digit * 2 : digit;
		sum += digit > 9 ? digit - 9 : digit;
	}
	return sum % 10 == 0;
}

/* Modulus 11 over nine digits; the tenth is what is left (NHS data dictionary). */
static bool
nhs(const struct digits *d)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < 9; i++)
		sum += (unsigned)(d->digit[i] - '0') * (10 - i);
	return (11 - sum % 11) % 11 == (unsigned)(d->digit[9] - '0');
}

static bool
grouped(const struct digits *d, const char *sizes)
{
	size_t n = strlen(sizes);

	if (d->groups != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (d->size[i] != sizes[i] - '0')
			return false;
	return true;
}

/* 12-34-56 and no date: the third pair may be a year, the second no month. */
static bool
is_sort_code(const struct digits *d)
{
	return grouped(d, "222") && d->apart[1] == '-' && d->apart[2] == '-' &&
	       (group_value(d, 0) > 31 || !group_value(d, 0) || group_value(d, 1) > 12 ||
		!group_value(d, 1));
}

static bool
is_card(const struct digits *d)
{
	if (d->count < 12 || d->count > 19 || d->plus)
		return false;
	return luhn(d) || grouped(d, "4444") || grouped(d, "465") || grouped(d, "464") ||
	       (d->count > 12 && d->groups == 1);
}

/* The label of a number that is long enough. */
static enum redact_class
long_class(const struct digits *d, const char *text)
{
	bool phone = cue_before(text, d->from, 2, phone_cues);

	if (d->plus || d->extension || !memcmp(d->digit, "00", 2))
		return REDACT_PHONE;
	if (grouped(d, "2228") || grouped(d, "2227") || grouped(d, "8222") ||
	    grouped(d, "68") ||
	    (d->count == 8 && cue_before(text, d->from, 3, " account acc acct ac a/c ")))
		return REDACT_BANK;
	if (d->groups == 1 && d->count < 10 &&
	    cue_before(text, d->from, 3, " passport passports "))
		return REDACT_PASSPORT;
	if (is_card(d))
		return REDACT_CARD;
	if (d->count == 10 && (cue_before(text, d->from, 3, " nhs ") ||
			       (d->digit[0] != '0' && d->groups == 1 && nhs(d)) ||
			       (grouped(d, "334") && d->apart[2] == ' ')))
		return REDACT_NHS;
	if (d->count > 19)
		return REDACT_NUMBER;
	if (d->digit[0] == '0' && d->count > 8 && d->count < 13)
		return REDACT_PHONE;
	if (grouped(d, "34") || grouped(d, "334") || grouped(d, "1334") || d->bracket ||
	    phone)
		return REDACT_PHONE;
	return REDACT_NUMBER;
}

/* Marks it, if it is anything.  A short one needs more than its digits. */
static void
digits_mark(struct scan *s, const struct view *v, const struct digits *d)
{
	const char *text = v->text;

	if (is_amount(d, text, v->len))
		return;
	if (d->count >= LONG) {
		if (!is_pair(d))
			scan_mark(s, v, d->from, d->to, long_class(d, text), true);
	} else if (d->count == 6 &&
		   (is_sort_code(d) ||
		    cue_before(text, d->from, 2, " sort code sortcode sc "))) {
		scan_mark(s, v, d->from, d->to, REDACT_BANK, true);
	} else if (d->extension && d->count > 2) {
		scan_mark(s, v, d->from, d->to, REDACT_PHONE, true);
	} else if (d->count >= 4 && !(d->groups == 1 && is_year(d, 0)) &&
		   cue_before(text, d->from, 2, short_cues)) {
		scan_mark(s, v, d->from, d->to, REDACT_PHONE, true);
	} else if (d->count == 6 && d->groups < 3 &&
		   cue_before(text, d->from, 3, local_cues) &&
		   !cue_before(text, d->from, 5, police_cues)) {
		scan_mark(s, v, d->from, d->to, REDACT_PHONE, true);
	} else if (cue_before(text, d->from, 1, " ext extn extension ")) {
		scan_mark(s, v, d->from, d->to, REDACT_PHONE, true);
	}
}

/* A short last group with letters right behind it (8th, 12b) is no part of the number. */
static void
last_drop(struct digits *d, const char *text, size_t len)
{
	unsigned size =
		d->groups && d->groups <= GROUPS_MOST ? d->size[d->groups - 1] : 0;

	if (d->extension || d->end >= len || !byte_is_word(text[d->end]) ||
	    d->groups < 2 || !size || size > 2)
		return;
	d->count -= size;
	d->groups--;
	d->end -= size;
	while (d->end && !byte_is_digit(text[d->end - 1]))
		d->end--;
	d->to = d->end;
}

static void
view_digits(struct scan *s, const struct view *v)
{
	struct digits d;

	for (size_t i = 0; i < v->len; i++) {
		if (!byte_is_digit(v->text[i]))
			continue;
		digits_read(&d, v->text, v->len, i);
		last_drop(&d, v->text, v->len);
		digits_mark(s, v, &d);
		i = d.to - 1;
	}
}

void
find_numbers(struct scan *s)
{
	view_digits(s, &s->plain);
	if (s->spoken.text)
		view_digits(s, &s->spoken);
	find_codes(s);
}
