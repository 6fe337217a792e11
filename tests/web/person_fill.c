/*
 * What somebody means to say, and what is typed into a page to say it, or to say something else
 * first.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/web/person_fill.h"

/* ---- minds ------------------------------------------------------------------------------ */

void
mind_draw(const struct model *m, struct dice *d, unsigned now, struct arena *a,
	  struct mind *out)
{
	*out = (struct mind){ 0 };
	for (unsigned k = 0; k < m->question_count; k++)
		for (unsigned turn = 0; turn < M_TURNS; turn++)
			out->typed[k][turn] = typed_draw(&m->questions[k], d, now, a);
	for (unsigned i = 0; i < m->loop_count; i++) {
		out->turns[i] = dice_below(d, m->loops[i].most + 1);
		out->no[i] = chance(d, 80);
	}
}

void
mind_state(const struct model *m, const struct mind *mind, unsigned now, struct arena *a,
	   struct o_state *out)
{
	oracle_begin(out, m, now, a);
	for (unsigned k = 0; k < m->question_count; k++)
		for (unsigned turn = 0; turn < M_TURNS; turn++)
			if (!oracle_read(out, &m->questions[k], &mind->typed[k][turn],
					 &out->said[k][turn]))
				die("the mind has an answer that %s does not take",
				    m->questions[k].id);
	for (unsigned i = 0; i < m->loop_count; i++) {
		out->turns[i] = (uint8_t)mind->turns[i];
		out->ended[i] = mind->no[i] && mind->turns[i] < m->loops[i].most;
	}
}

/* ---- filling in ------------------------------------------------------------------------- */

static struct m_typed
typed_for(struct person *p, unsigned k, enum filling how)
{
	const struct m_question *q = &p->m->questions[k];
	unsigned turn = p->o.at.turn;
	struct m_typed typed;

	switch (how) {
	case FILL_WRONG:
		if (chance(p->dice, 60) &&
		    typed_draw_wrong(q, p->dice, p->o.now, p->a, &typed))
			return typed;
		return typed_draw(q, p->dice, p->o.now, p->a);
	case FILL_OTHER:
		return typed_draw(q, p->dice, p->o.now, p->a);
	case FILL_AS_SHOWN:
		return oracle_typed(q, &p->o.said[k][turn], p->a);
	case FILL_SOME:
		return typed_for(p, k, (enum filling)dice_below(p->dice, FILL_SOME));
	case FILL_GOAL:
		break;
	}
	return p->mind->typed[k][turn];
}

void
person_fill(struct person *p, enum filling how, struct o_typing *out)
{
	*out = (struct o_typing){ .another = NULL };
	if (p->o.at.stage == O_PAGE) {
		for (unsigned k = 0; k < p->m->question_count; k++)
			if (p->m->questions[k].page == p->o.at.page)
				out->typed[k] = typed_for(p, k, how);
	} else if (p->o.at.stage == O_ANOTHER) {
		int loop = p->m->pages[p->o.at.page].loop;

		if (p->mind->turns[loop] > p->o.at.turn)
			out->another = "yes";
		else if (p->mind->no[loop])
			out->another = "no";
		if (how != FILL_GOAL && chance(p->dice, 40))
			out->another = (const char *[]){ "yes", "no",
							 NULL }[dice_below(p->dice, 3)];
	}
}

void
person_put_typed(const struct m_question *q, const struct m_typed *t, struct buf *body)
{
	char name[40];

	for (unsigned i = 0; q->kind <= M_SCALE && i < q->option_count; i++)
		if (t->bits >> i & 1)
			pair_put(body, q->id, q->codes[i]);
	if (t->stray)
		pair_put(body, q->id, "never_offered");
	if (q->other) {
		snprintf(name, sizeof(name), "%s_other", q->id);
		pair_put(body, name, t->box ? t->box : "");
	}
	if (q->kind == M_MONTH) {
		snprintf(name, sizeof(name), "%s.month", q->id);
		pair_put(body, name, t->month ? t->month : "");
		snprintf(name, sizeof(name), "%s.year", q->id);
		pair_put(body, name, t->year ? t->year : "");
	}
	for (unsigned i = 0; q->kind == M_RANK && i < q->option_count; i++) {
		char place[4] = "";

		if (t->places[i])
			snprintf(place, sizeof(place), "%u", t->places[i]);
		snprintf(name, sizeof(name), "%s.%s", q->id, q->codes[i]);
		pair_put(body, name, place);
	}
	if (q->kind == M_NUMBER || q->kind == M_SHORT || q->kind == M_LONG)
		pair_put(body, q->id, t->box ? t->box : "");
	if (t->no_answer)
		pair_put(body, q->id, "no_answer");
}
