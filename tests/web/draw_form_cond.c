/*
 * Draws conditions, with the words that the form says them in, and scores.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/web/draw_form_internal.h"

static struct m_cond *
test_new(struct drawing *w, enum m_test test, int question)
{
	struct m_cond *c = arena_one(w->arena, struct m_cond);

	c->op = M_TEST;
	c->test = test;
	c->question = question;
	return c;
}

/* ---- tests of one question ------------------------------------------------------------- */

static uint32_t
some_options(struct drawing *w, const struct m_question *q, unsigned most)
{
	uint32_t bits = 0;

	for (unsigned n = draw_from(w, 1, most); n; n--)
		bits |= 1u << dice_below(w->dice, q->option_count);
	return bits;
}

static const char *
codes_of(struct drawing *w, const struct m_question *q, uint32_t bits)
{
	const char *list = "";

	for (unsigned i = 0; i < q->option_count; i++)
		if (bits >> i & 1)
			list = arena_printf(w->arena, "%s%s%s", list, *list ? ", " : "",
					    q->codes[i]);
	return list;
}

/* `is`, `is not`, with one value or several. */
static struct m_cond *
draw_is(struct drawing *w, int index)
{
	const struct m_question *q = &w->model->questions[index];
	struct m_cond *c = test_new(w, M_IS, index);
	bool several = chance(w->dice, 40);

	c->negated = chance(w->dice, 40);
	c->options = several ? some_options(w, q, 3)
			     : 1u << dice_below(w->dice, q->option_count);
	c->words = arena_printf(w->arena, "%s is %s%s%s", q->id, c->negated ? "not " : "",
				several ? "one of " : "", codes_of(w, q, c->options));
	return c;
}

static struct m_cond *
draw_includes(struct drawing *w, int index)
{
	const struct m_question *q = &w->model->questions[index];
	unsigned what = dice_below(w->dice, 4);
	struct m_cond *c = test_new(w, what == 3 ? M_INCLUDES_ALL : M_INCLUDES, index);
	static const char *const spelled[] = { "includes", "does not include",
					       "includes any of", "includes all of" };

	c->negated = what == 1;
	c->options = what > 1 ? some_options(w, q, 3)
			      : 1u << dice_below(w->dice, q->option_count);
	c->words = arena_printf(w->arena, "%s %s %s", q->id, spelled[what],
				codes_of(w, q, c->options));
	return c;
}

/* Words for a range of whole numbers whose ends are edges of what may be tested. */
static void
spell_range(struct drawing *w, struct m_cond *c, const char *what, int low, int high)
{
	c->test = M_RANGE;
	c->low = INT32_MIN;
	c->high = INT32_MAX;
	/* nothing is less than the least */
	switch (dice_below(w->dice, low > 0 ? 5 : 4)) {
	case 0:
		c->low = low;
		c->words = arena_printf(w->arena, "%s is at least %d", what, low);
		break;
	case 1:
		c->high = high;
		c->words = arena_printf(w->arena, "%s is at most %d", what, high);
		break;
	case 2:
		c->low = high + 1;
		c->words = arena_printf(w->arena, "%s is more than %d", what, high);
		break;
	case 3:
		c->low = low;
		c->high = high;
		c->words = arena_printf(w->arena, "%s is between %d and %d", what, low,
					high);
		break;
	default:
		c->high = low - 1;
		c->words = arena_printf(w->arena, "%s is less than %d", what, low);
	}
}

/* A number in bands is tested at their edges; `more than` and `less than` too. */
static struct m_cond *
draw_number_test(struct drawing *w, int index)
{
	const struct m_question *q = &w->model->questions[index];
	struct m_cond *c = test_new(w, M_RANGE, index);
	int low = q->low, high = q->high;

	if (q->band_count) {
		/* never the open band's end, which has no number */
		unsigned one = dice_below(w->dice, q->band_count - 1),
			 two = dice_below(w->dice, q->band_count - 1);

		low = q->bands[one < two ? one : two].low;
		high = q->bands[one < two ? two : one].high;
	} else {
		low += (int)dice_below(w->dice, (uint32_t)(high - low));
		high = low + (int)dice_below(w->dice, (uint32_t)(q->high - low) + 1);
	}
	if (low == high && chance(w->dice, 50)) {
		c->test = M_IS;
		c->negated = chance(w->dice, 40);
		c->listed[c->listed_count++] = low;
		c->words = arena_printf(w->arena, "%s is %s%d", q->id,
					c->negated ? "not " : "", low);
		return c;
	}
	spell_range(w, c, q->id, low, high);
	return c;
}

static struct m_cond *
draw_scale_range(struct drawing *w, int index)
{
	const struct m_question *q = &w->model->questions[index];
	struct m_cond *c = test_new(w, M_RANGE, index);
	unsigned long one = 0, two = 0;

	if (!str_to_uint(q->codes[dice_below(w->dice, q->option_count)], 99, &one) ||
	    !str_to_uint(q->codes[dice_below(w->dice, q->option_count)], 99, &two))
		die("a scale's codes");
	spell_range(w, c, q->id, (int)(one < two ? one : two),
		    (int)(one < two ? two : one));
	return c;
}

static struct m_cond *
draw_answered(struct drawing *w, int index)
{
	struct m_cond *c = test_new(w, M_ANSWERED, index);

	c->negated = chance(w->dice, 50);
	c->words = arena_printf(w->arena, "%s is %sanswered",
				w->model->questions[index].id, c->negated ? "not " : "");
	return c;
}

static struct m_cond *
draw_test(struct drawing *w, int index, bool same_page)
{
	if (!same_page && chance(w->dice, 15))
		return draw_answered(w, index);
	switch (w->model->questions[index].kind) {
	case M_ONE:
	case M_RANK:
		return draw_is(w, index);
	case M_SCALE:
		return chance(w->dice, 50) ? draw_is(w, index)
					   : draw_scale_range(w, index);
	case M_ANY:
		return draw_includes(w, index);
	case M_NUMBER:
		return draw_number_test(w, index);
	case M_MONTH:
	case M_SHORT:
	case M_LONG:
	case M_NOTE:
	case M_STATEMENTS:
	case M_KINDS:
		break;
	}
	return draw_answered(w, index);
}

/* ---- whole conditions ------------------------------------------------------------------ */

/* A question on an earlier page that this page may test, or -1. */
static int
earlier_question(struct drawing *w)
{
	const struct model *m = w->model;
	int loop = m->pages[w->page].loop, found = -1;
	uint32_t count = 0;

	for (unsigned i = 0; i < m->question_count; i++) {
		const struct m_question *q = &m->questions[i];

		if (q->page < w->page && (q->loop < 0 || q->loop == loop) &&
		    !dice_below(w->dice, ++count))
			found = (int)i;
	}
	return found;
}

static struct m_cond *
draw_turns(struct drawing *w)
{
	const struct model *m = w->model;
	struct m_cond *c = test_new(w, M_RANGE, -1);

	for (unsigned i = 0; i < m->loop_count; i++) {
		const struct m_loop *loop = &m->loops[i];

		if ((int)i == m->pages[w->page].loop || !loop->another[0] ||
		    loop->last >= w->page || chance(w->dice, 30))
			continue;
		c->loop = i;
		spell_range(w, c, arena_printf(w->arena, "number of %s", loop->id),
			    (int)draw_from(w, 1, loop->most), (int)loop->most);
		return c;
	}
	return NULL;
}

static struct m_cond *
draw_name(struct drawing *w)
{
	struct m_cond *c;

	if (!w->model->named_count)
		return NULL;
	c = arena_one(w->arena, struct m_cond);
	c->op = M_NAME;
	c->named = dice_below(w->dice, w->model->named_count);
	return c;
}

static struct m_cond *
join(struct drawing *w, enum m_op op, struct m_cond *one, struct m_cond *two)
{
	struct m_cond *c = arena_one(w->arena, struct m_cond);

	if (!one || (op != M_NOT && !two))
		return one;
	c->op = op;
	c->parts[c->part_count++] = one;
	if (op != M_NOT)
		c->parts[c->part_count++] = two;
	return c;
}

struct m_cond *
draw_cond(struct drawing *w, unsigned depth)
{
	struct m_cond *c = NULL;
	int question;

	if (depth && chance(w->dice, 30))
		return join(w, chance(w->dice, 60) ? M_OR : M_AND,
			    draw_cond(w, depth - 1), draw_cond(w, depth - 1));
	if (depth && chance(w->dice, 20))
		return join(w, M_NOT, draw_cond(w, depth - 1), NULL);
	if (chance(w->dice, 20))
		c = draw_turns(w);
	if (!c && chance(w->dice, 15))
		c = draw_name(w);
	question = c ? -1 : earlier_question(w);
	return question >= 0 ? draw_test(w, question, false) : c;
}

struct m_cond *
draw_same_page(struct drawing *w, unsigned question)
{
	struct m_cond *c = draw_test(w, (int)question, true);

	if (chance(w->dice, 20))
		c = join(w, M_NOT, c, NULL);
	if (chance(w->dice, 25))
		c = join(w, chance(w->dice, 60) ? M_OR : M_AND, c,
			 draw_test(w, (int)question, true));
	return c;
}

/* Of what was asked up to here, outside loops: so each later page may use it. */
void
draw_named(struct drawing *w)
{
	struct model *m = w->model;
	unsigned page = w->page;
	struct m_named *named = &m->named[m->named_count];
	int loop = m->pages[page].loop;

	/* as if a page outside loops were to ask */
	w->page = m->page_count;
	if (w->page < M_PAGES)
		m->pages[w->page].loop = -1;
	named->when = w->page < M_PAGES ? draw_cond(w, 1) : NULL;
	w->page = page;
	m->pages[page].loop = loop;
	if (!named->when)
		return;
	snprintf(named->id, sizeof(named->id), "named%u", m->named_count);
	named->labels = chance(w->dice, 50);
	m->named_count++;
}

/* ---- scores ---------------------------------------------------------------------------- */

static void
points_draw(struct drawing *w, struct m_score *s)
{
	const struct m_question *q = &w->model->questions[s->from[0]];

	s->has_points = true;
	for (unsigned i = 0; i < q->option_count; i++) {
		if (s->point_count && chance(w->dice, 25))
			continue; /* "did not apply" */
		str_fit(s->codes[s->point_count], sizeof(s->codes[0]), q->codes[i]);
		s->points[s->point_count++] = (int)dice_below(w->dice, 12);
	}
}

bool
draw_score(struct drawing *w)
{
	struct model *m = w->model;
	struct m_score s = { .average = chance(w->dice, 60) };
	bool scales = chance(w->dice, 50);

	for (unsigned i = 0; i < m->question_count && s.from_count < ARRAY_LEN(s.from);
	     i++) {
		const struct m_question *q = &m->questions[i];

		if (q->loop < 0 &&
		    (q->kind == M_SCALE || (q->kind == M_ONE && !scales)) &&
		    chance(w->dice, 80))
			s.from[s.from_count++] = i;
	}
	if (!s.from_count)
		return false;
	if (!scales)
		points_draw(w, &s);
	s.at_least = draw_from(w, 1, s.from_count);
	s.band_count = draw_bands(w, s.bands, 4);
	snprintf(s.id, sizeof(s.id), "score%u", m->score_count);
	m->scores[m->score_count++] = s;
	return true;
}
