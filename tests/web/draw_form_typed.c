/*
 * What somebody types: answers that a question takes, in all the ways that people write them,
 * and those that it must not take.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/web/draw_form.h"

/* Pieces of one character each, as the language counts them. */
static const char *const characters[] = {
	"a",
	"b",
	"e",
	"n",
	"t",
	" ",
	" ",
	".",
	"&",
	"<",
	">",
	"\"",
	"'",
	"%",
	"+",
	"=",
	"{",
	"}",
	"0",
	"9",
	"\xc3\xa9",
	"\xc5\xb5",
	"\xe2\x82\xac",
	"\xe6\x97\xa5",
	"\xd7\xa9",
	"\xf0\x9f\x99\x82",
	"\xef\xb7\x90",
	"\xe2\x80\x8f",
};

/* So many characters, at most; not blank. */
static const char *
words_draw(struct dice *d, unsigned count, bool lines, struct arena *a)
{
	SCOPED(buf) b = { 0 };

	buf_puts(&b, "w");
	for (unsigned i = 1; i < count; i++) {
		if (lines && !dice_below(d, 12))
			buf_puts(&b, "\n");
		else
			buf_puts(&b, characters[dice_below(d, ARRAY_LEN(characters))]);
	}
	return arena_copy(a, b.data, b.len);
}

static uint32_t
bits_draw(const struct m_question *q, struct dice *d)
{
	unsigned least = q->at_least ? q->at_least : 1, most = q->option_count;
	uint32_t bits = 0;
	unsigned want;

	if (q->alone && chance(d, 20))
		return q->alone &
		       -q->alone; /* one alone is enough, whatever `at least` says */
	most -= (unsigned)__builtin_popcount(q->alone);
	if (q->at_most && q->at_most < most)
		most = q->at_most;
	if (most < least)
		return q->alone & -q->alone;
	want = least + dice_below(d, most - least + 1);
	while ((unsigned)__builtin_popcount(bits) < want) {
		uint32_t bit = 1u << dice_below(d, q->option_count);

		bits |= bit & q->alone ? 0 : bit;
	}
	return bits;
}

/* A number as people write it: blanks, zeros in front. */
static const char *
number_draw(struct dice *d, int number, struct arena *a)
{
	switch (dice_below(d, 6)) {
	case 0:
		return arena_printf(a, " %d ", number);
	case 1:
		return arena_printf(a, "00%d", number);
	case 2:
		if (number > 999)
			return arena_printf(a, "%d %03d", number / 1000, number % 1000);
		break;
	default:
		break;
	}
	return arena_printf(a, "%d", number);
}

static int
number_within(const struct m_question *q, struct dice *d)
{
	int most = q->high;

	/* near the bands, where it can matter */
	if (q->band_count && most > q->bands[q->band_count - 1].low + 3 && chance(d, 80))
		most = q->bands[q->band_count - 1].low + 3;
	return q->low + (int)dice_below(d, (uint32_t)(most - q->low) + 1);
}

static void
month_draw(const struct m_question *q, struct dice *d, unsigned now, struct arena *a,
	   struct m_typed *t)
{
	unsigned back = dice_below(d, q->last_months ? q->last_months + 1 : 300);
	unsigned month = (now - back) % 12 + 1;

	t->month = arena_printf(a, chance(d, 30) ? "%02u" : "%u", month);
	t->year = arena_printf(a, chance(d, 10) ? " %u " : "%u", (now - back) / 12);
}

static void
places_draw(const struct m_question *q, struct dice *d, struct m_typed *t)
{
	unsigned least = q->at_least ? q->at_least : 1;
	unsigned most = q->at_most ? q->at_most : q->option_count;
	unsigned want = least + dice_below(d, most - least + 1), placed = 0;

	while (placed < want) {
		unsigned option = dice_below(d, q->option_count);

		if (!t->places[option])
			t->places[option] = (uint8_t)++placed;
	}
}

struct m_typed
typed_draw(const struct m_question *q, struct dice *d, unsigned now, struct arena *a)
{
	struct m_typed t = { 0 };

	/* words beside `other` may stand there while it is not chosen: they wait */
	if (q->other && chance(d, 15))
		t.box = words_draw(d, 1 + dice_below(d, 80), false, a);
	if (!q->required && chance(d, 20)) {
		if (q->kind >= M_SHORT && chance(d, 30))
			t.box = "  "; /* nothing but blanks is nothing */
		return t;
	}
	if (q->no_answer && chance(d, 20)) {
		t.no_answer = true;
		return t;
	}
	switch (q->kind) {
	case M_ONE:
	case M_SCALE:
		t.bits = 1u << dice_below(d, q->option_count);
		break;
	case M_ANY:
		t.bits = bits_draw(q, d);
		break;
	case M_NUMBER:
		t.box = number_draw(d, number_within(q, d), a);
		break;
	case M_MONTH:
		month_draw(q, d, now, a, &t);
		break;
	case M_RANK:
		places_draw(q, d, &t);
		break;
	case M_SHORT:
	case M_LONG:
		t.box = words_draw(d, 1 + dice_below(d, q->up_to), q->kind == M_LONG, a);
		break;
	case M_NOTE:
	case M_STATEMENTS:
	case M_KINDS:
		break;
	}
	if (q->other && (t.bits >> (q->option_count - 1) & 1) && chance(d, 60))
		t.box = words_draw(d, 1 + dice_below(d, 80), false, a);
	return t;
}

/* ---- what must not be taken ------------------------------------------------------------ */

static bool
wrong_any(const struct m_question *q, struct dice *d, struct m_typed *t)
{
	uint32_t all = (1u << q->option_count) - 1, alone = q->alone & -q->alone;

	if (q->alone && all & ~q->alone && chance(d, 50)) {
		t->bits = alone | (all & ~q->alone & -(all & ~q->alone));
		return true;
	}
	if (q->at_most && q->at_most < q->option_count) {
		t->bits = all;
		return true;
	}
	if (q->at_least > 1) {
		t->bits = ~q->alone & -~q->alone & all;
		return t->bits != 0;
	}
	return false;
}

static bool
wrong_number(const struct m_question *q, struct dice *d, struct arena *a,
	     struct m_typed *t)
{
	static const char *const junk[] = { "three", "-1",	   "2.5",   "1e3",
					    "0x3",   "9999999999", "1,000", "<3>" };

	t->box = chance(d, 60)
			 ? junk[dice_below(d, ARRAY_LEN(junk))]
			 : arena_printf(a, "%d", q->high + 1 + (int)dice_below(d, 9));
	if (q->no_answer && chance(d, 20)) {
		t->no_answer = true;
		t->box = arena_printf(a, "%d", q->low);
	}
	return true;
}

static bool
wrong_month(const struct m_question *q, struct dice *d, unsigned now, struct arena *a,
	    struct m_typed *t)
{
	unsigned at = now + 1;

	t->month = "3";
	t->year = arena_printf(a, "%u", now / 12);
	switch (dice_below(d, 5)) {
	case 0:
		t->month = "13";
		return true;
	case 1:
		t->year = NULL;
		return true;
	case 2:
		t->month = NULL;
		return true;
	case 3:
		t->year = "26";
		return true;
	default:
		if (q->last_months && chance(d, 50))
			at = now - q->last_months - 1;
		t->month = arena_printf(a, "%u", at % 12 + 1);
		t->year = arena_printf(a, "%u", at / 12);
		return true;
	}
}

static bool
wrong_rank(const struct m_question *q, struct dice *d, struct m_typed *t)
{
	if (q->at_least > 1 && chance(d, 40)) {
		t->places[dice_below(d, q->option_count)] = 1;
	} else if (q->at_most && q->at_most < q->option_count && chance(d, 40)) {
		for (unsigned i = 0; i < q->option_count; i++)
			t->places[i] = (uint8_t)(i + 1);
	} else if (chance(d, 50)) { /* one place twice */
		t->places[0] = t->places[1] = 1;
	} else { /* a gap */
		t->places[dice_below(d, q->option_count)] = 2;
	}
	return true;
}

bool
typed_draw_wrong(const struct m_question *q, struct dice *d, unsigned now,
		 struct arena *a, struct m_typed *out)
{
	struct m_typed t = { 0 };
	bool wrong = false;

	if (q->required && chance(d, 40)) {
		*out = t; /* left empty */
		return true;
	}
	if (q->other && chance(d, 30)) {
		t.bits = 1u << (q->option_count - 1);
		t.box = words_draw(d, 81 + dice_below(d, 20), false, a);
		*out = t;
		return true;
	}
	switch (q->kind) {
	case M_ONE:
	case M_SCALE:
		wrong = t.stray = true;
		break;
	case M_ANY:
		wrong = wrong_any(q, d, &t);
		if (!wrong)
			wrong = t.stray = true;
		break;
	case M_NUMBER:
		wrong = wrong_number(q, d, a, &t);
		break;
	case M_MONTH:
		wrong = wrong_month(q, d, now, a, &t);
		break;
	case M_RANK:
		wrong = wrong_rank(q, d, &t);
		break;
	case M_SHORT:
	case M_LONG:
		t.box = words_draw(d, q->up_to + 1 + dice_below(d, 30), q->kind == M_LONG,
				   a);
		wrong = true;
		break;
	case M_NOTE:
	case M_STATEMENTS:
	case M_KINDS:
		break;
	}
	*out = t;
	return wrong;
}
