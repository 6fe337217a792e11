/*
 * Choose-any tables against an oracle that knows no formula: it deals out people over all
 * ways to tick, and sees which tables print alike.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"
#include "tests/unit/disclose/figs.h"

enum {
	ANY_MOST = 13,
	ANY_TABLES = 5 * 14 * 14 * 14
}; /* bases from 9: printed 9 and 12 */

static struct policy small; /* t = b = 3 */

struct choosing {
	const char *what;
	unsigned alone, least, most; /* bits of the options; at least, at most */
};

struct any_table {
	int yes[3], base;
	bool real; /* somebody's ticks can add up to it */
};

static struct any_table *
any_at(struct any_table *all, const int *yes, int base)
{
	return &all[(((base - 9) * 14 + yes[0]) * 14 + yes[1]) * 14 + yes[2]];
}

/* Deals out people over all ways to tick, and marks what they add up to. */
static void
deal(struct any_table *all, const struct choosing *how, unsigned way, int *yes, int base)
{
	unsigned ticks = (unsigned)__builtin_popcount(way);
	struct any_table *t;

	if (way == 8) {
		if (base < 9)
			return;
		t = any_at(all, yes, base);
		t->real = true;
		t->base = base;
		memcpy(t->yes, yes, sizeof(t->yes));
		return;
	}
	deal(all, how, way + 1, yes, base);
	if (way & how->alone ? ticks > 1 : ticks < how->least || ticks > how->most)
		return;
	for (int people = 1; base + people <= ANY_MOST; people++) {
		for (unsigned i = 0; i < 3; i++)
			yes[i] += way >> i & 1 ? people : 0;
		deal(all, how, way + 1, yes, base + people);
		for (unsigned i = 0; i < 3; i++)
			yes[i] -= way >> i & 1 ? people : 0;
	}
}

static bool
any_hides(const struct any_table *t, size_t i)
{
	return t->yes[i] < 3 || t->base - t->yes[i] < 3;
}

static bool
any_alike(const struct any_table *a, const struct any_table *b)
{
	bool same = policy_round(&small, (uint32_t)a->base) ==
		    policy_round(&small, (uint32_t)b->base);

	for (size_t i = 0; i < 3 && same; i++)
		same = any_hides(a, i) == any_hides(b, i) &&
		       (any_hides(a, i) ||
			policy_round(&small, (uint32_t)a->yes[i]) ==
				policy_round(&small, (uint32_t)b->yes[i]));
	return same;
}

/* Each half of each hidden pair: all of the class among what prints alike, or nothing. */
static bool
any_protected(const struct any_table *t, const struct any_table *const *real,
	      size_t count)
{
	unsigned yes[3] = { 0 }, no[3] = { 0 };

	for (size_t k = 0; k < count; k++)
		for (size_t i = 0; i < 3 && any_alike(t, real[k]); i++) {
			if (real[k]->yes[i] < 3)
				yes[i] |= 1u << real[k]->yes[i];
			if (real[k]->base - real[k]->yes[i] < 3)
				no[i] |= 1u << (real[k]->base - real[k]->yes[i]);
		}
	for (size_t i = 0; i < 3; i++)
		if (any_hides(t, i) && ((yes[i] && yes[i] != 7) || (no[i] && no[i] != 7)))
			return false;
	return true;
}

static bool
any_shown(const struct any_table *t, const struct choosing *how)
{
	uint32_t cells[4] = { (uint32_t)t->yes[0], (uint32_t)t->yes[1],
			      (uint32_t)t->yes[2] };
	uint32_t base = (uint32_t)t->base;
	struct arena *a = arena_new(0);
	struct figs *f = figs_new(3, a);
	bool shown;

	figs_variable(f, "q", "a b c");
	figs_table(f, "q", TABLE_ANY, "q", NULL);
	f->tables[0].alone = how->alone;
	f->tables[0].least = how->least;
	f->tables[0].most = how->most;
	figs_cells(f, 0, cells, &base);
	shown = figs_release(f)->tables[0].level == LEVEL_FULL;
	arena_free(a);
	return shown;
}

/* All choose-any tables of three options that 9 to 13 people can make. */
static void
any_tables(const struct choosing *how, struct arena *a)
{
	struct any_table *all = arena_array(a, struct any_table, ANY_TABLES);
	const struct any_table **real =
		arena_array(a, const struct any_table *, ANY_TABLES);
	unsigned full = 0, refused = 0, bad = 0, timid = 0;
	int yes[3] = { 0 };
	size_t count = 0;

	deal(all, how, 1, yes, 0);
	for (size_t i = 0; i < ANY_TABLES; i++)
		if (all[i].real)
			real[count++] = &all[i];
	for (size_t i = 0; i < count; i++) {
		bool safe = any_protected(real[i], real, count);
		bool shown = any_shown(real[i], how);

		full += shown;
		refused += !shown;
		bad += shown && !safe;
		timid += !shown && safe;
	}
	ok(full > 20 && refused > 20, "%s: %u full, %u refused", how->what, full,
	   refused);
	is_int(bad, 0, "no hidden pair can be narrowed");
	note("%u are refused that could have been printed", timid);
}

int
main(void)
{
	static const struct choosing how[] = {
		{ "choose any", 0, 1, 3 },	 { "one on its own", 4, 1, 3 },
		{ "two on their own", 6, 1, 3 }, { "at least two", 0, 2, 3 },
		{ "at most two", 0, 1, 2 },	 { "at most one", 0, 1, 1 },
	};
	struct arena *a = arena_new(0);

	small = policy_make(3);
	for (size_t i = 0; i < ARRAY_LEN(how); i++)
		any_tables(&how[i], a);
	arena_free(a);
	return tap_done();
}
