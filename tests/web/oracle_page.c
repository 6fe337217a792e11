/*
 * The page that a person must be seeing, line by line, in the way that person_page_text says
 * what did come.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/web/oracle.h"

struct telling {
	const struct o_state *o;
	const struct o_typing *typing; /* what is shown again where it was wrong */
	const bool *wrong;
	struct buf *out;
};

/* ---- texts ------------------------------------------------------------------------------ */

/* {turn}, {id|words} and {{, filled. */
static void
put_filled(const struct o_state *o, const char *text, unsigned turn, struct buf *out)
{
	const struct model *m = o->m;

	for (; *text; text++) {
		const char *bar = strchr(text, '|'), *end = strchr(text, '}');

		if (text[0] == '{' && text[1] == '{') {
			buf_puts(out, "{");
			text++;
			continue;
		}
		if (text[0] != '{' || !end) {
			buf_putc(out, *text);
			continue;
		}
		if (str_starts(text, "{turn}")) {
			buf_printf(out, "%u", turn + 1);
			text = end;
			continue;
		}
		for (unsigned i = 0; bar && i < m->question_count; i++) {
			const struct m_question *q = &m->questions[i];
			int option;

			if (strlen(q->id) != (size_t)(bar - text - 1) ||
			    strncmp(text + 1, q->id, strlen(q->id)) != 0)
				continue;
			option = oracle_chosen(o, i, turn);
			if (option >= 0)
				put_filled(o, q->labels[option][o->lang], turn, out);
			else
				buf_put(out, bar + 1, (size_t)(end - bar - 1));
			break;
		}
		text = end;
	}
}

/* ---- fields ----------------------------------------------------------------------------- */

static void
put_choice(struct telling *t, const struct m_question *q, const struct m_typed *shown)
{
	const char *type = q->kind == M_ANY ? "checkbox" : "radio";

	for (unsigned i = 0; i < q->option_count; i++)
		buf_printf(t->out, "%s %s %s%s\n", type, q->id, q->codes[i],
			   shown->bits >> i & 1 ? " *" : "");
	if (q->other)
		buf_printf(t->out, "text %s_other =%s\n", q->id,
			   shown->box ? shown->box : "");
	if (q->no_answer)
		buf_printf(t->out, "%s %s no_answer%s\n", type, q->id,
			   shown->no_answer ? " *" : "");
}

static void
put_boxes(struct telling *t, const struct m_question *q, const struct m_typed *shown)
{
	const char *box = shown->box ? shown->box : "";

	if (q->kind == M_MONTH)
		buf_printf(t->out, "text %s.month =%s\ntext %s.year =%s\n", q->id,
			   shown->month ? shown->month : "", q->id,
			   shown->year ? shown->year : "");
	else
		buf_printf(t->out, "%s %s =%s\n", q->kind == M_LONG ? "area" : "text",
			   q->id, box);
	if (q->no_answer)
		buf_printf(t->out, "checkbox %s no_answer%s\n", q->id,
			   shown->no_answer ? " *" : "");
}

static void
put_rank(struct telling *t, const struct m_question *q, const struct m_typed *shown)
{
	for (unsigned i = 0; i < q->option_count; i++) {
		buf_printf(t->out, "select %s.%s =", q->id, q->codes[i]);
		if (shown->places[i])
			buf_printf(t->out, "%u", shown->places[i]);
		buf_puts(t->out, "\n");
	}
}

/* What was typed, where it was wrong; else what is kept. */
static struct m_typed
shown_of(const struct telling *t, unsigned question)
{
	const struct m_question *q = &t->o->m->questions[question];
	const struct o_said *said = &t->o->said[question][t->o->at.turn];

	if (t->wrong && t->wrong[question] && t->typing)
		return t->typing->typed[question];
	return oracle_typed(q, said, t->o->arena);
}

static void
put_question(struct telling *t, unsigned question)
{
	const struct m_question *q = &t->o->m->questions[question];
	struct m_typed shown = shown_of(t, question);

	if (q->kind <= M_SCALE)
		put_choice(t, q, &shown);
	else if (q->kind == M_RANK)
		put_rank(t, q, &shown);
	else
		put_boxes(t, q, &shown);
}

static void
put_fields(struct telling *t)
{
	const struct o_state *o = t->o;
	const struct m_page *page = &o->m->pages[o->at.page];

	for (unsigned i = page->first; i < page->first + page->count; i++) {
		const struct m_block *b = &o->m->blocks[i];

		if (!b->follow_up && !oracle_block_shown(o, i, o->at.turn))
			continue;
		for (unsigned k = b->first; k < b->first + b->count; k++)
			put_question(t, k);
	}
}

static void
put_another(struct telling *t)
{
	const struct o_state *o = t->o;
	int loop = o->m->pages[o->at.page].loop;
	bool yes = o->turns[loop] > o->at.turn;
	bool no = !yes && o->turns[loop] == o->at.turn && o->ended[loop];

	buf_printf(t->out, "radio another yes%s\nradio another no%s\n", yes ? " *" : "",
		   no ? " *" : "");
}

/* ---- headings and buttons --------------------------------------------------------------- */

static void
put_heading(struct telling *t)
{
	const struct o_state *o = t->o;
	const struct m_page *page = &o->m->pages[o->at.page];
	const struct m_block *first = &o->m->blocks[page->first];
	const char *const *text = page->title;

	if (o->at.stage == O_CHECK)
		return; /* our own words */
	if (o->at.stage == O_START)
		text = o->m->title;
	else if (o->at.stage == O_ANOTHER)
		text = o->m->loops[page->loop].another;
	else if (page->count == 1 && first->kind < M_NOTE)
		text = o->m->questions[first->first].ask; /* one thing a page */
	buf_puts(t->out, "h1 ");
	put_filled(o, text[o->lang], o->at.turn, t->out);
	buf_puts(t->out, "\n");
}

/* Who asks, what for, and the box for a saved form stand where people begin. */
static void
put_intro(struct telling *t)
{
	const struct o_state *o = t->o;
	bool first = o->at.stage == O_START;

	if (!o->m->agree && o->at.page == 0)
		first = o->at.stage == (o->m->pages[0].loop < 0 ? O_PAGE : O_ANOTHER);
	if (first && o->m->save)
		buf_puts(t->out, "box\n");
}

static void
put_buttons(struct telling *t)
{
	const struct o_state *o = t->o;
	bool sends = o->at.stage == O_CHECK || !o->m->check_answers;
	const char *go = sends && o->at.stage != O_START && o->at.stage != O_ANOTHER
				 ? "send"
				 : "next";

	if (!oracle_first(o))
		buf_puts(t->out, "go back\n");
	buf_printf(t->out, "go %s\n", go);
	if (o->m->save && o->at.stage != O_START)
		buf_puts(t->out, "go save\n");
	if (o->m->lang_count > 1 && o->at.stage != O_START)
		buf_printf(t->out, "lang %s\n", m_languages[1 - o->lang]);
	if (o->at.stage != O_CHECK) /* Enter goes on, never back */
		buf_printf(t->out, "enter %s\n", go);
}

/* ---- Check your answers ----------------------------------------------------------------- */

static void
put_labels(const struct telling *t, const struct m_question *q, const struct o_said *v)
{
	bool first = true;

	for (unsigned i = 0; i < q->option_count; i++) {
		if (!(v->bits >> i & 1))
			continue;
		buf_puts(t->out, first ? "" : "; ");
		put_filled(t->o, q->labels[i][t->o->lang], 0, t->out);
		if (q->other && i + 1 == q->option_count && v->text)
			buf_printf(t->out, ": %s", v->text);
		first = false;
	}
}

static void
put_answer(const struct telling *t, const struct m_question *q, const struct o_said *v)
{
	if (v->state == O_NO_ANSWER)
		buf_puts(t->out, m_no_answer[t->o->lang]);
	if (v->state != O_SET)
		return;
	if (q->kind <= M_SCALE) {
		put_labels(t, q, v);
	} else if (q->kind == M_NUMBER) {
		buf_printf(t->out, "%d ", v->number);
		put_filled(t->o, q->unit[t->o->lang], 0, t->out);
	} else if (q->kind == M_MONTH) {
		buf_printf(t->out, "%02d/%d", v->number % 12 + 1, v->number / 12);
	} else if (q->kind == M_RANK) {
		for (unsigned i = 0; i < v->placed; i++) {
			buf_printf(t->out, "%s%u. ", i ? "; " : "", i + 1);
			put_filled(t->o, q->labels[v->order[i]][t->o->lang], 0, t->out);
		}
	} else {
		buf_puts(t->out, v->text);
	}
}

static void
put_row(const struct telling *t, unsigned question, unsigned turn)
{
	const struct o_state *o = t->o;
	const struct m_question *q = &o->m->questions[question];

	if (!oracle_shown(o, question, turn))
		return;
	buf_printf(t->out, "change %s", q->id);
	if (q->loop >= 0)
		buf_printf(t->out, ".%u", turn + 1);
	buf_puts(t->out, " (");
	if (q->loop >= 0) {
		put_filled(o, o->m->pages[q->page].title[o->lang], turn, t->out);
		buf_puts(t->out, ": ");
	}
	put_filled(o, q->ask[o->lang], turn, t->out);
	buf_puts(t->out, ") =");
	put_answer(t, q, &o->said[question][turn]);
	buf_puts(t->out, "\n");
}

static void
put_rows_of(const struct telling *t, unsigned page, unsigned turn)
{
	for (unsigned k = 0; k < t->o->m->question_count; k++)
		if (t->o->m->questions[k].page == page)
			put_row(t, k, turn);
}

static void
put_loop_rows(const struct telling *t, unsigned index)
{
	const struct o_state *o = t->o;
	const struct m_loop *loop = &o->m->loops[index];
	unsigned turn;

	if (!oracle_loop_met(o, index))
		return;
	for (turn = 0; turn < o->turns[index]; turn++)
		for (unsigned page = loop->first; page <= loop->last; page++)
			put_rows_of(t, page, turn);
	if (turn == loop->most)
		return;
	buf_printf(t->out, "change %s.%u (", loop->id, turn + 1);
	put_filled(o, loop->another[o->lang], turn, t->out);
	buf_puts(t->out, ") =\n");
}

static void
put_rows(const struct telling *t)
{
	const struct model *m = t->o->m;

	for (unsigned page = 0; page < m->page_count; page++) {
		int loop = m->pages[page].loop;

		if (loop < 0)
			put_rows_of(t, page, 0);
		else if (m->loops[loop].first == page)
			put_loop_rows(t, (unsigned)loop);
	}
}

void
oracle_page(const struct o_state *o, const struct o_typing *typing,
	    const bool wrong[M_QUESTIONS], struct buf *out)
{
	struct telling t = { .o = o, .typing = typing, .wrong = wrong, .out = out };

	put_heading(&t);
	for (unsigned k = 0; wrong && k < o->m->question_count; k++)
		if (wrong[k])
			buf_printf(out, "error %s\n", o->m->questions[k].id);
	if (o->at.stage == O_PAGE)
		put_fields(&t);
	if (o->at.stage == O_ANOTHER)
		put_another(&t);
	if (o->at.stage == O_CHECK)
		put_rows(&t);
	put_intro(&t);
	put_buttons(&t);
}
