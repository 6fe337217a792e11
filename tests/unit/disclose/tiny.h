/*
 * All 10,000 tables of two by two with cells from 0 to 9, and somebody who knows the rules and
 * has them all beside what would be printed of each.  What he reads fits some of the tables
 * alone; so he learns of a small number which values it can have.
 *
 * With t = b = 3 numbers under 3 are the hidden class, and base 6, whole 9.  Nobody left a
 * question out.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_TINY_H
#define CANVASS_TEST_TINY_H

#include "figs.h"

#include "tests/tap.h"

enum { TINY_TABLES = 10000, TINY_CELLS = 4, TINY_SMALL = 3 };

/*
 * one: an answer of two by a group of two.  pairs: one option by a group of two, so that the
 * four cells are yes and no of each group.  options: two options without groups, one base for
 * both, of 0 to 19 people; its four cells are yes and no of each.
 */
enum tiny_kind { TINY_ONE, TINY_PAIRS, TINY_OPTIONS };

struct tiny_table {
	uint8_t cell[TINY_CELLS];
	const char *out;
};
struct tiny {
	struct tiny_table tables[TINY_TABLES];
	size_t count;
	/* Small numbers; those that have under three values, that have one; in the class alone. */
	size_t small, pinned, exactly, class_pinned, class_exactly, outputs;
};

/* False: there is no such table. */
static inline bool
tiny_nth(enum tiny_kind kind, size_t n, struct tiny_table *out)
{
	uint8_t base = (uint8_t)(n / 400), first = (uint8_t)(n / 20 % 20),
		second = (uint8_t)(n % 20);

	*out = (struct tiny_table){ .cell = {
					    (uint8_t)(n / 1000), (uint8_t)(n / 100 % 10),
					    (uint8_t)(n / 10 % 10), (uint8_t)(n % 10) } };
	if (kind != TINY_OPTIONS)
		return true;
	*out = (struct tiny_table){ .cell = { first, (uint8_t)(base - first), second,
					      (uint8_t)(base - second) } };
	return base < 20 && first <= base && second <= base;
}

static inline struct figs *
tiny_figs(enum tiny_kind kind, struct arena *a)
{
	struct figs *f = figs_new(TINY_SMALL, a);

	figs_variable(f, "answer", kind == TINY_PAIRS ? "yes" : "first second");
	figs_variable(f, "group", "here there");
	figs_table(f, "answer-by-group", kind == TINY_ONE ? TABLE_ONE : TABLE_ANY,
		   "answer", kind == TINY_OPTIONS ? NULL : "group");
	return f;
}

/* The counts as disclose() takes them; room: 12 numbers. */
static inline void
tiny_counts(enum tiny_kind kind, const uint8_t cell[TINY_CELLS], uint32_t *room,
	    struct counts *out)
{
	uint32_t *answered = room + 9;

	memset(room, 0, 12 * sizeof(*room));
	*out = (struct counts){ .cells = room, .answered = answered };
	if (kind == TINY_ONE) {
		for (size_t i = 0; i < TINY_CELLS; i++)
			room[i / 2 * 3 + i % 2] = cell[i];
		out->answered = NULL;
	} else if (kind == TINY_PAIRS) {
		for (size_t i = 0; i < 2; i++) {
			room[i] = cell[2 * i];
			answered[i] = (uint32_t)cell[2 * i] + cell[2 * i + 1];
		}
	} else {
		room[0] = cell[0];
		room[1] = cell[2];
		answered[0] = (uint32_t)cell[0] + cell[1];
	}
}

/* What the engine prints of each. */
static inline void
tiny_print(struct tiny *tiny, enum tiny_kind kind, struct arena *a)
{
	struct arena *each = arena_new(0);
	struct figs *f = tiny_figs(kind, a);
	SCOPED(buf) b = { .most = 0 };
	struct tiny_table table;
	uint32_t room[12];

	for (size_t n = 0; n < TINY_TABLES; n++) {
		if (!tiny_nth(kind, n, &table))
			continue;
		tiny_counts(kind, table.cell, room, &f->counts[0]);
		f->responses = (uint32_t)table.cell[0] + table.cell[1];
		if (kind != TINY_OPTIONS)
			f->responses += (uint32_t)table.cell[2] + table.cell[3];
		buf_clear(&b);
		figs_bytes(disclose(figs_figures(f), NULL, each), &b);
		table.out = arena_str(a, b.data);
		tiny->tables[tiny->count++] = table;
		arena_clear(each);
	}
	arena_free(each);
}

/* What offices used to print: small numbers blank, all others and all sums as they are. */
static inline void
tiny_print_exact(struct tiny *tiny, struct arena *a)
{
	for (size_t n = 0; n < TINY_TABLES; n++) {
		struct tiny_table t;
		int x[TINY_CELLS];

		if (!tiny_nth(TINY_ONE, n, &t))
			continue;
		for (size_t i = 0; i < TINY_CELLS; i++)
			x[i] = t.cell[i] < TINY_SMALL ? -1 : t.cell[i];
		t.out = arena_printf(a, "%d %d %d %d, %d %d %d %d", x[0], x[1], x[2],
				     x[3], t.cell[0] + t.cell[1], t.cell[2] + t.cell[3],
				     t.cell[0] + t.cell[2], t.cell[1] + t.cell[3]);
		tiny->tables[tiny->count++] = t;
	}
}

static inline int
tiny_by_output(const void *x, const void *y)
{
	const struct tiny_table *a = x, *b = y;

	return strcmp(a->out, b->out);
}

static inline unsigned
bits_of(unsigned set)
{
	return (unsigned)__builtin_popcount(set);
}

/* The tables from..to all print alike. */
static inline void
tiny_invert(struct tiny *tiny, size_t from, size_t to)
{
	unsigned seen[TINY_CELLS] = { 0 }, all, of_class;

	for (size_t i = from; i < to; i++)
		for (size_t c = 0; c < TINY_CELLS; c++)
			seen[c] |= 1u << tiny->tables[i].cell[c];
	for (size_t i = from; i < to; i++)
		for (size_t c = 0; c < TINY_CELLS; c++) {
			if (tiny->tables[i].cell[c] >= TINY_SMALL)
				continue;
			all = bits_of(seen[c]);
			of_class = bits_of(seen[c] & ((1u << TINY_SMALL) - 1));
			tiny->small++;
			tiny->pinned += all < TINY_SMALL;
			tiny->exactly += all == 1;
			tiny->class_pinned += of_class < TINY_SMALL;
			tiny->class_exactly += of_class == 1;
		}
	tiny->outputs++;
}

static inline void
tiny_attack(struct tiny *tiny)
{
	size_t from = 0;

	qsort(tiny->tables, tiny->count, sizeof(*tiny->tables), tiny_by_output);
	for (size_t i = 1; i <= tiny->count; i++)
		if (i == tiny->count ||
		    !str_same(tiny->tables[i].out, tiny->tables[from].out)) {
			tiny_invert(tiny, from, i);
			from = i;
		}
}

/* In hundredths of one per cent, rounded up. */
static inline unsigned
tiny_share(const struct tiny *tiny, size_t part)
{
	return (unsigned)((part * 10000 + tiny->small - 1) / tiny->small);
}

static inline void
tiny_note(const struct tiny *tiny, const char *words)
{
	unsigned p = tiny_share(tiny, tiny->pinned), e = tiny_share(tiny, tiny->exactly);
	unsigned cp = tiny_share(tiny, tiny->class_pinned);
	unsigned ce = tiny_share(tiny, tiny->class_exactly);

	note("%s: %zu tables, %zu outputs, %zu small numbers", words, tiny->count,
	     tiny->outputs, tiny->small);
	note("  under 3 values %u.%02u %%, one value %u.%02u %%; of 0..2 alone: %u.%02u %%, "
	     "%u.%02u %%",
	     p / 100, p % 100, e / 100, e % 100, cp / 100, cp % 100, ce / 100, ce % 100);
}

static inline struct tiny *
tiny_run(enum tiny_kind kind, const char *words, struct arena *a)
{
	struct tiny *tiny = arena_one(a, struct tiny);

	tiny_print(tiny, kind, a);
	tiny_attack(tiny);
	tiny_note(tiny, words);
	return tiny;
}

#endif
