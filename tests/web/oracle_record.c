/*
 * What the record of somebody's answers must hold: what was shown and answered, numbers and
 * months as their bands, scores as theirs.  A line an answer, in the order of the questions.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/web/oracle.h"

static void
put_band(const struct m_band *bands, unsigned count, int number, struct buf *out)
{
	for (unsigned i = 0; i < count; i++) {
		const struct m_band *b = &bands[i];

		if (number < b->low || (!b->open && number > b->high))
			continue;
		buf_printf(out, "%d", b->low);
		if (b->open)
			buf_puts(out, "+");
		else if (b->high > b->low)
			buf_printf(out, "-%d", b->high);
		return;
	}
}

static void
put_month(const struct m_question *q, int month, struct buf *out)
{
	int year = month / 12, in_year = month % 12;

	if (q->a_year == 4)
		buf_printf(out, "%d-Q%d", year, in_year / 3 + 1);
	else if (q->a_year == 2)
		buf_printf(out, "%d-H%d", year, in_year / 6 + 1);
	else
		buf_printf(out, "%d", year);
}

static void
put_said(const struct m_question *q, const struct o_said *v, struct buf *out)
{
	bool first = true;

	switch (q->kind) {
	case M_ONE:
	case M_ANY:
	case M_SCALE:
		for (unsigned i = 0; i < q->option_count; i++) {
			if (!(v->bits >> i & 1))
				continue;
			buf_printf(out, "%s%s", first ? "" : ",", q->codes[i]);
			first = false;
		}
		if (q->other && (v->bits >> (q->option_count - 1) & 1) && v->text)
			buf_printf(out, ":%s", v->text);
		break;
	case M_NUMBER:
		if (q->band_count)
			put_band(q->bands, q->band_count, v->number, out);
		else
			buf_printf(out, "%d", v->number);
		break;
	case M_MONTH:
		put_month(q, v->number, out);
		break;
	case M_RANK:
		for (unsigned i = 0; i < v->placed; i++)
			buf_printf(out, "%s%s", i ? ">" : "", q->codes[v->order[i]]);
		break;
	case M_SHORT:
	case M_LONG:
		buf_puts(out, v->text);
		break;
	case M_NOTE:
	case M_STATEMENTS:
	case M_KINDS:
		break;
	}
}

/* ---- scores ----------------------------------------------------------------------------- */

static bool
points_of(const struct m_score *s, const char *code, int *out)
{
	unsigned long n;

	for (unsigned i = 0; i < s->point_count; i++) {
		if (str_same(s->codes[i], code)) {
			*out = s->points[i];
			return true;
		}
	}
	if (s->has_points || !str_to_uint(code, 99, &n))
		return false;
	*out = (int)n;
	return true;
}

static void
put_score(const struct o_state *o, const struct m_score *s, struct buf *out)
{
	int sum = 0, count = 0, points;

	for (unsigned i = 0; i < s->from_count; i++) {
		const struct m_question *q = &o->m->questions[s->from[i]];
		const struct o_said *v = &o->said[s->from[i]][0];

		if (v->state != O_SET || !oracle_shown(o, s->from[i], 0) ||
		    !points_of(s, q->codes[__builtin_ctz(v->bits)], &points))
			continue;
		sum += points;
		count++;
	}
	if (count < (int)s->at_least)
		return;
	/* halves up; nothing drawn is below nought */
	if (s->average)
		sum = (int)((double)sum / count + 0.5);
	buf_printf(out, "%s=", s->id);
	put_band(s->bands, s->band_count, sum, out);
	buf_puts(out, "\n");
}

/* ---- the whole -------------------------------------------------------------------------- */

void
oracle_record(const struct o_state *o, struct buf *out)
{
	const struct model *m = o->m;

	for (unsigned i = 0; i < m->loop_count; i++) {
		if (!oracle_loop_met(o, i) || (!o->turns[i] && !o->ended[i]))
			continue;
		buf_printf(out, "%s=%u\n", m->loops[i].id, o->turns[i]);
	}
	for (unsigned k = 0; k < m->question_count; k++) {
		const struct m_question *q = &m->questions[k];
		unsigned turns = q->loop < 0 ? 1 : o->turns[q->loop];

		for (unsigned turn = 0; turn < turns; turn++) {
			const struct o_said *v = &o->said[k][turn];

			if (v->state == O_NONE || !oracle_shown(o, k, turn))
				continue;
			buf_printf(out, "%s.%u=", q->id, turn + 1);
			if (v->state == O_NO_ANSWER)
				buf_puts(out, "no_answer");
			else
				put_said(q, v, out);
			buf_puts(out, "\n");
		}
	}
	for (unsigned i = 0; i < m->score_count; i++)
		put_score(o, &m->scores[i], out);
}
