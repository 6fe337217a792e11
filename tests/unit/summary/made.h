/*
 * Tables made by hand, for tests: keys are k0, k1 ... and g0, g1 ...
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_MADE_H
#define CANVASS_TEST_MADE_H

#include "summary/internal.h"

static inline void
made_keys(struct key_label *keys, size_t *count, size_t most, char letter,
	  struct arena *a)
{
	for (size_t i = 0; i < most; i++) {
		keys[i].key = arena_printf(a, "%c%zu", letter, i);
		keys[i].label.in[0] = arena_printf(a, "Label of %c%zu", letter, i);
	}
	*count = most;
}

/* Questions go by their first letter, so that tables find each other. */
static inline bool *
made_questions(const char *ids, struct arena *a)
{
	bool *questions = arena_array(a, bool, FORM_QUESTIONS);

	for (; *ids; ids++)
		questions[(unsigned char)*ids] = true;
	return questions;
}

/* A plan of one table; columns 0: without a break-down, else by the variable named. */
static inline struct table_plan *
made_plan(const char *asked, enum table_kind kind, size_t rows, const char *by,
	  size_t columns, struct arena *a)
{
	struct table_plan *p = arena_one(a, struct table_plan);

	*p = (struct table_plan){
		.id = by ? arena_printf(a, "%s-by-%s", asked, by) : asked,
		.asked = asked,
		.by_id = by ? by : "",
		.question = (unsigned char)asked[0],
		.score = -1,
		.by = by ? 0 : -1,
		.kind = kind,
		.theme = -1,
		.title = { { asked } },
		.by_title = { { by } },
		.asked_as = kind == TABLE_ANY ? KIND_CHOOSE_ANY : KIND_CHOOSE_ONE,
	};
	if (by)
		p->by_questions = made_questions((const char[]){ by[0], '\0' }, a);
	for (size_t i = 0; i < LEVEL__COUNT; i++)
		p->ladder[i] = true;
	made_keys(p->rows, &p->row_count, rows, 'k', a);
	made_keys(p->columns, &p->column_count, columns, 'g', a);
	return p;
}

/* The same by a named condition that tests the questions of these first letters. */
static inline struct table_plan *
made_by_condition(const char *asked, size_t rows, const char *condition,
		  const char *tested, struct arena *a)
{
	struct table_plan *p = made_plan(asked, TABLE_ONE, rows, condition, 2, a);

	p->by_condition = true;
	p->by_questions = made_questions(tested, a);
	return p;
}

static inline void
made_group(struct key_groups *groups, const char *key, uint64_t members)
{
	groups->items[groups->count++] = (struct key_group){ .key = key,
							     .label = { { key } },
							     .members = members };
}

static inline struct exact
made_exact(const struct table_plan *p, struct arena *a)
{
	return (struct exact){
		.plan = p,
		.counts = arena_array(a, uint32_t,
				      (p->row_count + 1) * (p->column_count + 1)),
		.answered = arena_array(a, uint32_t, p->column_count + 1),
	};
}

/* Fills a table of kind one from rows times (columns, "-"), its last row being "-". */
static inline struct exact
made_one(const struct table_plan *p, const uint32_t *counts, struct arena *a)
{
	struct exact e = made_exact(p, a);
	size_t wide = p->column_count + 1;

	memcpy(e.counts, counts, (p->row_count + 1) * wide * sizeof(*counts));
	for (size_t r = 0; r < p->row_count; r++)
		for (size_t c = 0; c < wide; c++) {
			e.answered[c] += counts[r * wide + c];
			e.answered_all += counts[r * wide + c];
		}
	return e;
}

/* Kind any, without a break-down: who said yes to each, and who answered at all. */
static inline struct exact
made_any(const struct table_plan *p, const uint32_t *yes, uint32_t answered,
	 struct arena *a)
{
	struct exact e = made_exact(p, a);

	memcpy(e.counts, yes, p->row_count * sizeof(*yes));
	e.answered[0] = e.answered_all = answered;
	return e;
}

/* One line a row, for golden comparison: "full: * 110 | k0 65 60 | k1 c | k2 c". */
static inline const char *
made_words(const struct table *t, struct arena *a)
{
	SCOPED(buf) b = { .most = 0 };
	const struct cell *cell;

	buf_printf(&b, "%s:", level_names[t->level]);
	for (size_t r = 0; r < t->row_count; r++) {
		buf_printf(&b, "%s %s", r ? " |" : "", t->rows[r].key);
		for (size_t c = 0; c < t->rows[r].cell_count; c++) {
			cell = &t->rows[r].cells[c];
			if (t->rows[r].cell_count > 1)
				buf_printf(&b, " %s=", cell->key);
			else
				buf_putc(&b, ' ');
			if (cell->n >= 0)
				buf_printf(&b, "%d", cell->n);
			if (cell->pct >= 0)
				buf_printf(&b, "/%d", cell->pct);
			buf_puts(&b, marker_names[cell->marker]);
		}
	}
	for (size_t i = 0; i < t->passed_count; i++)
		buf_printf(&b, "; %s %s", level_names[t->passed[i].level],
			   t->passed[i].why);
	return arena_str(a, b.data);
}

static const struct policy made_policy = {
	.threshold = 10, .rounding = 5, .base = 20, .whole = 30, .increment = 10
};

static inline const char *
made_alone(const struct exact *e, uint32_t responses, const struct policy *policy,
	   struct arena *a)
{
	struct table t;

	tables_publish(e, 1, responses, policy, 0, &t, a);
	return made_words(&t, a);
}

#endif
