/*
 * One answer: what is kept of what somebody typed, and whether it may be taken.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/web/oracle.h"

static bool
blank(const char *s)
{
	return !s || s[strspn(s, " \t\r\n")] == '\0';
}

/* Characters are code points; a CR LF is one. */
static unsigned
characters(const char *s)
{
	unsigned n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

/* ---- choices ---------------------------------------------------------------------------- */

static bool
has_other(const struct m_question *q, uint32_t bits)
{
	return q->other && (bits >> (q->option_count - 1) & 1);
}

static bool
read_choice(const struct m_question *q, const struct m_typed *t, struct o_said *out)
{
	unsigned count = (unsigned)__builtin_popcount(t->bits);
	bool alone = t->bits & q->alone;
	bool right = !t->stray;

	out->bits = t->bits;
	out->state = count ? O_SET : t->no_answer ? O_NO_ANSWER : O_NONE;
	if (q->other && !blank(t->box))
		out->text = t->box;
	if (out->text && characters(out->text) > q->up_to) {
		if (has_other(q, t->bits))
			right = false;
		else /* it waits for nothing: it could never be sent */
			out->text = NULL;
	}
	if (count && t->no_answer)
		return false;
	if (out->state == O_SET && q->kind == M_ANY) {
		if (alone && count > 1)
			return false;
		if (q->at_least && !alone && count < q->at_least)
			return false;
		if (q->at_most && count > q->at_most)
			return false;
	}
	return right;
}

/* ---- numbers and months ----------------------------------------------------------------- */

/* Digits with blanks anywhere. */
static bool
read_digits(const char *s, int most, int *out)
{
	long n = 0;
	bool any = false;

	for (; *s; s++) {
		if (*s == ' ')
			continue;
		if (*s < '0' || *s > '9')
			return false;
		n = n * 10 + (*s - '0');
		any = true;
		if (n > most)
			return false;
	}
	*out = (int)n;
	return any;
}

static bool
read_number(const struct m_question *q, const struct m_typed *t, struct o_said *out)
{
	if (blank(t->box)) {
		out->state = t->no_answer ? O_NO_ANSWER : O_NONE;
		return true;
	}
	if (t->no_answer || !read_digits(t->box, q->high, &out->number) ||
	    out->number < q->low) {
		out->number = 0;
		return false;
	}
	out->state = O_SET;
	return true;
}

static bool
read_month(const struct m_question *q, const struct m_typed *t, unsigned now,
	   struct o_said *out)
{
	int month, year, at;

	if (blank(t->month) && blank(t->year)) {
		out->state = t->no_answer ? O_NO_ANSWER : O_NONE;
		return true;
	}
	if (t->no_answer || blank(t->month) || blank(t->year) ||
	    !read_digits(t->month, 12, &month) || month < 1 ||
	    !read_digits(t->year, 9999, &year) || year < 1900)
		return false;
	at = year * 12 + month - 1;
	if (at > (int)now || (q->last_months && at + (int)q->last_months < (int)now))
		return false;
	out->number = at;
	out->state = O_SET;
	return true;
}

/* ---- ranks and texts -------------------------------------------------------------------- */

static bool
read_rank(const struct m_question *q, const struct m_typed *t, struct o_said *out)
{
	struct o_said said = { .state = O_NONE };
	unsigned count = 0;

	for (unsigned i = 0; i < q->option_count; i++)
		count += t->places[i] != 0;
	for (unsigned place = 1; place <= count; place++) {
		unsigned found = 0;

		for (unsigned i = 0; i < q->option_count; i++) {
			if (t->places[i] != place)
				continue;
			said.order[place - 1] = (uint8_t)i;
			found++;
		}
		if (found != 1)
			return false; /* a gap, or two at one place: nothing is kept */
	}
	said.placed = count;
	said.state = count ? O_SET : O_NONE;
	*out = said;
	if (!count)
		return true;
	return (!q->at_least || count >= q->at_least) &&
	       (!q->at_most || count <= q->at_most);
}

static bool
read_text(const struct m_question *q, const struct m_typed *t, struct o_said *out)
{
	if (blank(t->box))
		return true;
	out->state = O_SET;
	out->text = t->box;
	return characters(t->box) <= q->up_to;
}

bool
oracle_read(const struct o_state *o, const struct m_question *q, const struct m_typed *t,
	    struct o_said *out)
{
	bool right = true;

	*out = (struct o_said){ .state = O_NONE };
	switch (q->kind) {
	case M_ONE:
	case M_ANY:
	case M_SCALE:
		right = read_choice(q, t, out);
		break;
	case M_NUMBER:
		right = read_number(q, t, out);
		break;
	case M_MONTH:
		right = read_month(q, t, o->now, out);
		break;
	case M_RANK:
		right = read_rank(q, t, out);
		break;
	case M_SHORT:
	case M_LONG:
		right = read_text(q, t, out);
		break;
	case M_NOTE:
	case M_STATEMENTS:
	case M_KINDS:
		break;
	}
	return right && (!q->required || out->state != O_NONE);
}

/* ---- and back --------------------------------------------------------------------------- */

struct m_typed
oracle_typed(const struct m_question *q, const struct o_said *said, struct arena *a)
{
	struct m_typed t = { .no_answer = said->state == O_NO_ANSWER, .box = said->text };

	if (said->state != O_SET)
		return t;
	t.bits = said->bits;
	if (q->kind == M_NUMBER)
		t.box = arena_printf(a, "%d", said->number);
	if (q->kind == M_MONTH) {
		t.month = arena_printf(a, "%d", said->number % 12 + 1);
		t.year = arena_printf(a, "%d", said->number / 12);
	}
	for (unsigned i = 0; i < said->placed; i++)
		t.places[said->order[i]] = (uint8_t)(i + 1);
	return t;
}

bool
oracle_same(const struct m_question *q, const struct o_said *a, const struct o_said *b)
{
	bool words = q->kind == M_SHORT || q->kind == M_LONG || has_other(q, a->bits);

	if (a->state != b->state || a->bits != b->bits || a->number != b->number ||
	    a->placed != b->placed || memcmp(a->order, b->order, a->placed) != 0)
		return false;
	return !words || str_same(a->text ? a->text : "", b->text ? b->text : "");
}
