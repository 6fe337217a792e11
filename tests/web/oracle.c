/*
 * Conditions, and the walk from page to page.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/web/oracle.h"

static bool page_shown(const struct o_state *o, unsigned page, unsigned turn);

/* ---- conditions ------------------------------------------------------------------------- */

static unsigned
turn_of(const struct o_state *o, unsigned question, unsigned turn)
{
	return o->m->questions[question].loop < 0 ? 0 : turn;
}

/* Unanswered is: not seen, hidden, left empty, or "Prefer not to say". */
static bool
answered(const struct o_state *o, unsigned question, unsigned turn)
{
	return o->said[question][turn_of(o, question, turn)].state == O_SET &&
	       oracle_shown(o, question, turn);
}

/* A loop has a number once its question was answered. */
static bool
test_turns(const struct o_state *o, const struct m_cond *c)
{
	int turns = o->turns[c->loop];

	if (!oracle_loop_met(o, c->loop) || (!turns && !o->ended[c->loop]))
		return false;
	return turns >= c->low && turns <= c->high;
}

static int
scale_number(const struct m_question *q, uint32_t bits)
{
	unsigned long n = 0;

	return str_to_uint(q->codes[__builtin_ctz(bits)], 99, &n) ? (int)n : -1;
}

static bool
listed(const struct m_cond *c, int number)
{
	for (unsigned i = 0; i < c->listed_count; i++)
		if (c->listed[i] == number)
			return true;
	return false;
}

static bool
test_holds(const struct o_state *o, const struct m_cond *c, unsigned turn)
{
	const struct m_question *q;
	const struct o_said *v;
	bool holds = true;
	int number;

	if (c->question < 0)
		return test_turns(o, c);
	q = &o->m->questions[c->question];
	v = &o->said[c->question][turn_of(o, (unsigned)c->question, turn)];
	/* every test of what is unanswered is false, but `is not answered` */
	if (!answered(o, (unsigned)c->question, turn))
		return c->test == M_ANSWERED && c->negated;
	switch (c->test) {
	case M_ANSWERED:
		break;
	case M_IS:
		if (q->kind == M_NUMBER)
			holds = listed(c, v->number);
		else if (q->kind == M_RANK) /* its first place */
			holds = c->options >> v->order[0] & 1;
		else
			holds = (c->options & v->bits) != 0;
		break;
	case M_INCLUDES:
		holds = (c->options & v->bits) != 0;
		break;
	case M_INCLUDES_ALL:
		holds = (c->options & v->bits) == c->options;
		break;
	case M_RANGE:
		number = q->kind == M_SCALE ? scale_number(q, v->bits) : v->number;
		holds = number >= c->low && number <= c->high;
		break;
	}
	return c->negated ? !holds : holds;
}

static bool
holds(const struct o_state *o, const struct m_cond *c, unsigned turn)
{
	if (!c)
		return true;
	switch (c->op) {
	case M_AND:
		return holds(o, c->parts[0], turn) && holds(o, c->parts[1], turn);
	case M_OR:
		return holds(o, c->parts[0], turn) || holds(o, c->parts[1], turn);
	case M_NOT:
		return !holds(o, c->parts[0], turn);
	case M_NAME:
		return holds(o, o->m->named[c->named].when, turn);
	case M_TEST:
		break;
	}
	return test_holds(o, c, turn);
}

/* A loop is met if its first page is: before each turn it is asked whether there is one. */
bool
oracle_loop_met(const struct o_state *o, unsigned loop)
{
	return holds(o, o->m->pages[o->m->loops[loop].first].show_if, 0);
}

static bool
page_shown(const struct o_state *o, unsigned page, unsigned turn)
{
	int loop = o->m->pages[page].loop;

	return (loop < 0 || oracle_loop_met(o, (unsigned)loop)) &&
	       holds(o, o->m->pages[page].show_if, turn);
}

bool
oracle_block_shown(const struct o_state *o, unsigned block, unsigned turn)
{
	const struct m_block *b = &o->m->blocks[block];

	return page_shown(o, b->page, turn) && holds(o, b->show_if, turn);
}

bool
oracle_shown(const struct o_state *o, unsigned question, unsigned turn)
{
	return oracle_block_shown(o, o->m->questions[question].block, turn);
}

int
oracle_chosen(const struct o_state *o, unsigned question, unsigned turn)
{
	if (!answered(o, question, turn))
		return -1;
	return __builtin_ctz(o->said[question][turn_of(o, question, turn)].bits);
}

/* ---- the line of places ----------------------------------------------------------------- */

bool
oracle_open(const struct o_state *o, struct o_place at)
{
	const struct m_page *page = &o->m->pages[at.page];

	switch (at.stage) {
	case O_START:
		return o->m->agree;
	case O_CHECK:
		return true;
	case O_ANOTHER:
		return at.turn < o->m->loops[page->loop].most &&
		       at.turn <= o->turns[page->loop] &&
		       oracle_loop_met(o, (unsigned)page->loop);
	case O_PAGE:
		break;
	}
	if (page->loop >= 0 && at.turn >= o->turns[page->loop])
		return false;
	for (unsigned i = 0; i < page->count; i++)
		if (oracle_block_shown(o, page->first + i, at.turn))
			return true;
	return false; /* a page without anything on it is no page */
}

/* Calls each place in order, open or not, until f says stop; returns that one, or CHECK. */
typedef bool place_fn(const struct o_state *o, struct o_place at, void *with);

static struct o_place
places_try(const struct o_state *o, place_fn *f, void *with)
{
	const struct model *m = o->m;
	struct o_place at = { .stage = O_START };

	if (f(o, at, with))
		return at;
	for (unsigned page = 0; page < m->page_count; page++) {
		int loop = m->pages[page].loop;
		unsigned last = loop < 0 ? page : m->loops[loop].last;
		unsigned turns = loop < 0 ? 1 : m->loops[loop].most;

		for (unsigned turn = 0; turn < turns; turn++) {
			at = (struct o_place){ O_ANOTHER, page, turn };
			if (loop >= 0 && f(o, at, with))
				return at;
			for (unsigned p = page; p <= last; p++) {
				at = (struct o_place){ O_PAGE, p, turn };
				if (f(o, at, with))
					return at;
			}
		}
		page = last;
	}
	return (struct o_place){ .stage = O_CHECK };
}

static bool
same_place(struct o_place a, struct o_place b)
{
	return a.stage == b.stage && (a.stage == O_START || a.stage == O_CHECK ||
				      (a.page == b.page && a.turn == b.turn));
}

struct seek {
	struct o_place from, last;
	bool passed, any;
};

static bool
is_behind(const struct o_state *o, struct o_place at, void *with)
{
	struct seek *seek = with;

	if (seek->passed)
		return oracle_open(o, at);
	seek->passed = same_place(at, seek->from);
	return false;
}

static struct o_place
place_behind(const struct o_state *o, struct o_place from)
{
	struct seek seek = { .from = from };

	return places_try(o, is_behind, &seek);
}

static bool
note_before(const struct o_state *o, struct o_place at, void *with)
{
	struct seek *seek = with;

	if (same_place(at, seek->from))
		return true;
	if (oracle_open(o, at)) {
		seek->last = at;
		seek->any = true;
	}
	return false;
}

static bool
place_before(const struct o_state *o, struct o_place *out)
{
	struct seek seek = { .from = o->at };

	places_try(o, note_before, &seek);
	*out = seek.last;
	return seek.any;
}

static bool
is_open(const struct o_state *o, struct o_place at, void *with)
{
	(void)with;
	return oracle_open(o, at);
}

/* A form without a check page ends on its last page, and is sent from there. */
static void
settle(struct o_state *o)
{
	if (o->at.stage == O_CHECK && !o->m->check_answers)
		place_before(o, &o->at);
}

void
oracle_begin(struct o_state *o, const struct model *m, unsigned now, struct arena *a)
{
	*o = (struct o_state){ .m = m, .now = now, .arena = a };
	o->at = places_try(o, is_open, NULL);
}

bool
oracle_more(const struct o_state *o)
{
	return place_behind(o, o->at).stage != O_CHECK;
}

bool
oracle_first(const struct o_state *o)
{
	struct o_place unused;

	return !o->changing && !place_before(o, &unused);
}

/* ---- moving ----------------------------------------------------------------------------- */

static bool *
mark_of(struct o_state *o, struct o_place at)
{
	return at.stage == O_ANOTHER ? &o->asked[o->m->pages[at.page].loop][at.turn]
				     : &o->met[at.page][at.turn];
}

static bool
is_new(const struct o_state *o, struct o_place at, void *with)
{
	(void)with;
	if (at.stage == O_START || !oracle_open(o, at))
		return false;
	return at.stage == O_ANOTHER ? !o->asked[o->m->pages[at.page].loop][at.turn]
				     : !o->met[at.page][at.turn];
}

/* After a change: the first page that it opened, else Check your answers. */
void
oracle_on(struct o_state *o)
{
	if (o->at.stage == O_CHECK)
		return;
	if (o->at.stage != O_START)
		*mark_of(o, o->at) = true;
	o->at = o->changing ? places_try(o, is_new, NULL) : place_behind(o, o->at);
	if (o->at.stage == O_CHECK)
		o->changing = false;
	settle(o);
}

void
oracle_back(struct o_state *o)
{
	struct o_place before;

	if (o->changing)
		o->at = (struct o_place){ .stage = O_CHECK };
	else if (place_before(o, &before))
		o->at = before;
	o->changing = false;
	settle(o);
}

void
oracle_change(struct o_state *o, struct o_place to)
{
	if (!oracle_open(o, to))
		return;
	o->at = to;
	o->changing = true;
}

/* ---- taking what is typed --------------------------------------------------------------- */

static void
take_another(struct o_state *o, const char *another)
{
	unsigned loop = (unsigned)o->m->pages[o->at.page].loop, turn = o->at.turn;

	if (another && str_same(another, "yes")) {
		if (o->turns[loop] > turn)
			return; /* that turn was begun before */
		o->turns[loop] = (uint8_t)(turn + 1);
		o->ended[loop] = false;
	} else {
		o->turns[loop] = (uint8_t)turn;
		o->ended[loop] = another != NULL;
	}
	/* what was said of later turns no longer stands: it is asked again */
	for (turn++; turn < M_TURNS; turn++)
		o->asked[loop][turn] = false;
}

/* A follow-up comes with its page, seen or not; other hidden blocks are not in it. */
static bool
is_sent(const struct o_state *o, const struct m_block *b)
{
	return b->follow_up ||
	       oracle_block_shown(o, (unsigned)(b - o->m->blocks), o->at.turn);
}

bool
oracle_take(struct o_state *o, const struct o_typing *typing, bool check,
	    bool wrong[M_QUESTIONS])
{
	const struct m_page *page = &o->m->pages[o->at.page];
	bool right = true;

	memset(wrong, 0, M_QUESTIONS * sizeof(*wrong));
	if (o->at.stage == O_ANOTHER)
		take_another(o, typing->another);
	if (o->at.stage != O_PAGE)
		return true;
	for (unsigned i = 0; i < page->count; i++) {
		const struct m_block *b = &o->m->blocks[page->first + i];

		if (!is_sent(o, b))
			continue;
		for (unsigned k = b->first; k < b->first + b->count; k++) {
			struct o_said *said = &o->said[k][o->at.turn];

			if (oracle_read(o, &o->m->questions[k], &typing->typed[k], said))
				continue;
			if (!oracle_shown(o, k, o->at.turn)) {
				*said = (struct o_said){ .state = O_NONE };
				continue; /* nobody sees it, so nobody could mend it */
			}
			wrong[k] = true;
			right = false;
		}
	}
	if (!right)
		*mark_of(o, o->at) = false;
	return right || !check;
}

static bool
is_wrong(const struct o_state *o, struct o_place at, void *with)
{
	bool *wrong = with, any = false;

	if (at.stage != O_PAGE || !oracle_open(o, at))
		return false;
	for (unsigned k = 0; k < o->m->question_count; k++) {
		const struct m_question *q = &o->m->questions[k];
		struct m_typed typed = oracle_typed(q, &o->said[k][at.turn], o->arena);
		struct o_said unused;

		if (q->page != at.page || !oracle_shown(o, k, at.turn) ||
		    oracle_read(o, q, &typed, &unused))
			continue;
		wrong[k] = any = true;
	}
	return any;
}

bool
oracle_settled(struct o_state *o, bool wrong[M_QUESTIONS])
{
	struct o_place at;

	memset(wrong, 0, M_QUESTIONS * sizeof(*wrong));
	at = places_try(o, is_wrong, wrong);
	if (at.stage == O_CHECK)
		return true;
	*mark_of(o, at) = false;
	o->at = at;
	o->changing = true;
	return false;
}
