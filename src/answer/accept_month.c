/*
 * `month`: a month and a year in two fields; only the quarter, half year or year is sealed.
 *
 * There is no clock here: whoever takes posts says which month it is, see struct walk.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

enum {
	YEAR_FIRST = 1900,
	YEAR_LAST = 2199,
	PACK_NONE = 0,
	PACK_NO_ANSWER = 1,
	PACK_FIRST = 2
};

/* How many bands a year has. */
static int
bands_a_year(const struct question *q)
{
	switch (q->month_store) {
	case MONTH_QUARTER:
		return 4;
	case MONTH_HALF_YEAR:
		return 2;
	case MONTH_YEAR:
		break;
	}
	return 1;
}

int
month_band(const struct question *q, const struct value *v)
{
	int n = bands_a_year(q);

	return v->banded ? v->number : v->number / 12 * n + v->number % 12 * n / 12;
}

void
month_code(const struct question *q, int band, char *out, size_t size)
{
	int n = bands_a_year(q);

	if (n == 1)
		snprintf(out, size, "%d", band);
	else
		snprintf(out, size, "%d-%c%d", band / n, n == 4 ? 'Q' : 'H',
			 band % n + 1);
}

unsigned
month_at_day(int day)
{
	unsigned long year, month;
	char text[11];

	day_format(day, text);
	text[4] = text[7] = '\0';
	if (!str_to_uint(text, 9999, &year) || !str_to_uint(text + 5, 12, &month))
		die("month_at_day: %d", day);
	return (unsigned)(year * 12 + month - 1);
}

bool
month_check(const struct question *q, const struct value *v, unsigned now,
	    struct arena *a, struct trouble *out)
{
	int each = 12 / bands_a_year(q);
	int first = v->banded ? v->number * each : v->number;
	int last = v->banded ? first + each - 1 : first;

	if (!now || v->state != VALUE_SET)
		return true;
	if (first > (int)now)
		*out = (struct trouble){ .say = SAY_MONTH_FUTURE };
	else if (q->last_months && last + (int)q->last_months < (int)now)
		*out = (struct trouble){ .say = SAY_MONTH_PAST,
					 .one = say_number(a, q->last_months) };
	else
		return true;
	return false;
}

/* The digits of a field, without blanks round them; 0 if they are none or too many. */
static unsigned long
digits(const char *s, unsigned long most)
{
	char plain[8];
	size_t n = 0;
	unsigned long out;

	for (; *s; s++) {
		if (*s == ' ')
			continue;
		if (n + 1 == sizeof(plain))
			return 0;
		plain[n++] = *s;
	}
	plain[n] = '\0';
	return n && str_to_uint(plain, most, &out) ? out : 0;
}

static const char *
part(struct posted *p, const char *name)
{
	const char *field = field_name(p->arena, p->q, ".", name);
	const char *s = pairs_get(p->pairs, field);

	if (posted_twice(p->pairs, field))
		p->trouble.say = SAY_ONE_ONLY;
	return s && !text_blank(s, strlen(s)) ? s : NULL;
}

static void
wrong(struct posted *p, enum say say, const char *name)
{
	p->trouble.say = say;
	p->field = field_name(p->arena, p->q, ".", name);
}

static void
read_month(struct posted *p, const char *month, const char *year)
{
	unsigned long m = digits(month, 12), y = digits(year, YEAR_LAST);
	const struct value value = { .state = VALUE_SET, .number = (int)(y * 12 + m - 1) };

	if (!m)
		wrong(p, SAY_MONTH, "month");
	else if (y < YEAR_FIRST)
		wrong(p, SAY_YEAR, "year");
	if (p->trouble.say ||
	    !month_check(p->q, &value, p->month_now, p->arena, &p->trouble))
		return; /* where it is wrong is the month's field, as for any trouble here */
	*p->value = value;
}

static void
post(struct posted *p)
{
	const char *month = part(p, "month"), *year = part(p, "year");
	bool no_answer = false;

	for (size_t i = 0; i < p->pairs->count; i++) {
		const struct pair *pair = &p->pairs->items[i];

		if (!str_same(pair->name, p->q->id) || !pair->len)
			continue;
		if (str_same(pair->value, "no_answer") && question_offers_no_answer(p->q))
			no_answer = true;
		else
			p->trouble.say = SAY_NOT_OFFERED;
	}
	if (no_answer && (month || year))
		p->trouble =
			(struct trouble){ .say = SAY_BOTH,
					  .one = text_in(&p->q->no_answer, p->lang) };
	else if (no_answer)
		p->value->state = VALUE_NO_ANSWER;
	else if (month && year)
		read_month(p, month, year);
	else if (month || year)
		wrong(p, SAY_MONTH_HALF, month ? "year" : "month");
}

/* "2026-03", or a band: "2026-Q1", "2026-H1", "2026". */
static bool
tell(struct told *t, const struct json *v)
{
	char code[12];
	unsigned long year, month;
	int n = bands_a_year(t->q);

	t->value->state = VALUE_SET;
	if (v->type == JSON_STRING_ && v->len == 7 && v->text[4] == '-' &&
	    str_to_uint(v->text + 5, 12, &month) && month > 0) {
		char first[5] = { v->text[0], v->text[1], v->text[2], v->text[3], '\0' };

		if (str_to_uint(first, YEAR_LAST, &year) && year >= YEAR_FIRST) {
			t->value->number = (int)(year * 12 + month - 1);
			return true;
		}
	}
	t->value->banded = true;
	for (int band = YEAR_FIRST * n;
	     v->type == JSON_STRING_ && band < (YEAR_LAST + 1) * n; band++) {
		month_code(t->q, band, code, sizeof(code));
		t->value->number = band;
		if (str_same(code, v->text))
			return true;
	}
	month_code(t->q, 2026 * n, code, sizeof(code));
	return told_wrong(t, "a month is wanted, such as \"2026-03\" or \"%s\"", code);
}

static bool
check(const struct question *q, const struct value *v, struct arena *a, unsigned lang,
      struct trouble *out)
{
	(void)q;
	(void)v;
	(void)a;
	(void)lang;
	(void)out;
	return true; /* what could be read is within the years */
}

static const char *
field(const struct question *q, struct arena *a)
{
	return field_name(a, q, ".", "month");
}

static void
pack(const struct question *q, const struct value *v, struct buf *out)
{
	if (v->state == VALUE_SET)
		buf_u16(out, PACK_FIRST + (unsigned)(month_band(q, v) -
						     YEAR_FIRST * bands_a_year(q)));
	else
		buf_u16(out, v->state == VALUE_NO_ANSWER ? PACK_NO_ANSWER : PACK_NONE);
}

static bool
unpack(const struct question *q, struct cut *c, struct value *v)
{
	unsigned b = cut_u16(c);
	int n = bands_a_year(q);

	if (b == PACK_NONE)
		return true;
	if (b == PACK_NO_ANSWER) {
		v->state = VALUE_NO_ANSWER;
		return question_offers_no_answer(q);
	}
	v->state = VALUE_SET;
	v->banded = true;
	v->number = (int)(b - PACK_FIRST) + YEAR_FIRST * n;
	return v->number < (YEAR_LAST + 1) * n;
}

/* In digits, which read alike in every language: 03/2026, 01-03/2026. */
static void
words(const struct question *q, const struct value *v, unsigned lang, struct buf *out)
{
	int n = bands_a_year(q), each = 12 / n;

	(void)lang;
	if (!v->banded)
		buf_printf(out, "%02d/%d", v->number % 12 + 1, v->number / 12);
	else if (n == 1)
		buf_printf(out, "%d", v->number);
	else
		buf_printf(out, "%02d\342\200\223%02d/%d", v->number % n * each + 1,
			   (v->number % n + 1) * each, v->number / n);
}

const struct answer_kind answer_month = {
	.post = post,
	.tell = tell,
	.check = check,
	.field = field,
	.pack = pack,
	.unpack = unpack,
	.words = words,
};
