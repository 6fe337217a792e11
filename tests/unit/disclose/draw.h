/*
 * Plans and people drawn from a seed.  Counts come from people, so all tables agree, and each
 * release has everybody of the one before.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_DRAW_H
#define CANVASS_TEST_DRAW_H

#include "figs.h"

enum { DRAW_PEOPLE = 1000 };

struct person {
	int8_t value[FIGS_VARIABLES]; /* a key, or -1: left it out */
	uint16_t ticks
		[FIGS_VARIABLES]; /* of a question of several answers: bits of keys */
};
struct crowd {
	struct figs *f;
	struct dice dice;
	bool several[FIGS_VARIABLES];		      /* its tables are of kind any */
	unsigned weight[FIGS_VARIABLES][8], left_out; /* one in so many; 0: nobody */
	struct person people[DRAW_PEOPLE];
	size_t count;
};

static inline bool
draw_one_in(struct crowd *c, uint32_t n)
{
	return dice_below(&c->dice, n) == 0;
}

static inline int8_t
draw_value(struct crowd *c, size_t variable)
{
	size_t keys = c->f->variables[variable].key_count;
	unsigned all = 0, at;

	if (c->left_out && draw_one_in(c, c->left_out))
		return -1;
	for (size_t k = 0; k < keys; k++)
		all += c->weight[variable][k];
	at = dice_below(&c->dice, all);
	for (size_t k = 0; k < keys; k++) {
		if (at < c->weight[variable][k])
			return (int8_t)k;
		at -= c->weight[variable][k];
	}
	return -1;
}

static inline void
draw_people(struct crowd *c, size_t count)
{
	struct person *p;

	for (size_t i = 0; i < count; i++) {
		if (c->count == DRAW_PEOPLE)
			die("too many people");
		p = &c->people[c->count++];
		*p = (struct person){ .value = { 0 } };
		for (size_t v = 0; v < c->f->variable_count; v++) {
			p->value[v] = draw_value(c, v);
			for (size_t k = 0; k < c->f->variables[v].key_count; k++)
				if (dice_below(&c->dice, 10) < c->weight[v][k])
					p->ticks[v] |= (uint16_t)(1u << k);
		}
	}
}

/* Counts all people of the crowd, or those but one (skip: their number; else SIZE_MAX). */
static inline void
draw_tally(struct crowd *c)
{
	struct figs *f = c->f;

	for (size_t t = 0; t < f->table_count; t++) {
		const struct figure_table *table = &f->tables[t];
		size_t wide = figs_wide(f, t), rows = figs_high(f, t) - 1;
		uint32_t *cells = mem_new(wide * (rows + 1), sizeof(*cells));
		uint32_t *answered = mem_new(wide, sizeof(*answered));

		for (size_t i = 0; i < c->count; i++) {
			const struct person *p = &c->people[i];
			int value = p->value[table->rows];
			int by = table->by < 0 ? 0 : p->value[table->by];
			size_t column = by < 0 ? wide - 1 : (size_t)by;

			if (value < 0)
				cells[rows * wide + column]++;
			else if (table->kind == TABLE_ONE)
				cells[(size_t)value * wide + column]++;
			else
				answered[column]++;
			for (size_t k = 0;
			     table->kind == TABLE_ANY && value >= 0 && k < rows; k++)
				cells[k * wide + column] +=
					p->ticks[table->rows] >> k & 1;
		}
		figs_cells(f, t, cells, answered);
		free(cells);
		free(answered);
	}
	f->responses = (uint32_t)c->count;
}

/* Everybody so far and these newcomers: the next release. */
static inline const struct disclosed *
draw_release(struct crowd *c, size_t newcomers)
{
	draw_people(c, newcomers);
	draw_tally(c);
	return figs_release(c->f);
}

/* Some keys are much likelier than others, so that there are small numbers to hide. */
static inline void
draw_variable(struct crowd *c, const char *id, size_t keys, bool several)
{
	SCOPED(buf) b = { .most = 0 };
	size_t v = c->f->variable_count;

	for (size_t k = 0; k < keys; k++) {
		buf_printf(&b, "%s%zu ", id, k);
		c->weight[v][k] = 1 + dice_below(&c->dice, several ? 9 : 6);
	}
	c->several[v] = several;
	figs_variable(c->f, id, b.data);
}

static inline void
draw_table(struct crowd *c, const char *rows, const char *by)
{
	struct figs *f = c->f;
	const char *id = by ? arena_printf(f->a, "%s-by-%s", rows, by) : rows;

	figs_table(f, id, c->several[figs_find(f, rows)] ? TABLE_ANY : TABLE_ONE, rows,
		   by);
}

static inline struct crowd *
draw_new(unsigned threshold, uint64_t seed, struct arena *a)
{
	struct crowd *c = arena_one(a, struct crowd);

	c->f = figs_new(threshold, a);
	dice_seed(&c->dice, seed);
	c->left_out = 4 * dice_below(&c->dice, 4); /* nobody, 1 in 4, 1 in 8, 1 in 12 */
	return c;
}

/* A question by a group, with more tables of the same questions beside it or none. */
static inline struct crowd *
draw_plan(unsigned threshold, uint64_t seed, struct arena *a)
{
	struct crowd *c = draw_new(threshold, seed, a);
	size_t rows = 2 + dice_below(&c->dice, 2), groups = 2 + dice_below(&c->dice, 2);

	draw_variable(c, "a", rows, false);
	draw_variable(c, "g", groups, false);
	draw_variable(c, "h", 2, false);
	draw_variable(c, "m", 1 + dice_below(&c->dice, 2), true);
	if (rows == 3 && draw_one_in(c, 3))
		figs_merge(c->f, "a", "a12", "a1 a2");
	if (groups == 3 && draw_one_in(c, 2))
		figs_merge(c->f, "g", "g12", "g1 g2");
	if (groups == 3 && draw_one_in(c, 3))
		figs_fold(c->f, "g", "g01", "g0 g1");
	if (draw_one_in(c, 2))
		draw_table(c, "a", NULL);
	if (draw_one_in(c, 3))
		draw_table(c, "g", NULL);
	if (draw_one_in(c, 4))
		draw_table(c, "m", "g");
	if (!draw_one_in(c, 4))
		draw_table(c, "a", "g");
	if (draw_one_in(c, 3))
		draw_table(c, "a", "h");
	if (draw_one_in(c, 6))
		draw_table(c, "g", "a");
	if (draw_one_in(c, 3) || !c->f->table_count)
		draw_table(c, "m", NULL);
	return c;
}

#endif
