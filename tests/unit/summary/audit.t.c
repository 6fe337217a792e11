/*
 * The audit against an oracle that knows no formula: it tries every set of whole numbers
 * that fits what was printed.  A small policy (t = b = 3) keeps that possible.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "made.h"
#include "tests/tap.h"

static const struct policy small = {
	.threshold = 3, .rounding = 3, .base = 6, .whole = 9, .increment = 3
};
enum { MOST = 14, CELLS = 3 }; /* cells are tried from 0 to MOST */

struct seen {		 /* what a reader has of one table of kind one */
	bool table;	 /* printed at full */
	bool base_shown; /* the base at least */
	int base, left_out;
	int n[CELLS]; /* -1: hidden */
	size_t cells;
};

static struct seen
seen_from(const struct table *t, size_t cells, int left_out)
{
	struct seen seen = { .left_out = left_out, .cells = cells };

	seen.table = t->level == LEVEL_FULL;
	seen.base_shown = t->row_count > 0;
	if (seen.base_shown)
		seen.base = t->rows[0].cells[0].n;
	for (size_t i = 0; seen.table && i < cells; i++)
		seen.n[i] = t->rows[i + 1].cells[0].n;
	return seen;
}

static bool
near(int x, int printed, int least)
{
	return x >= least && x >= printed - 1 && x <= printed + 1;
}

/* Whether cells fit the print; free: this hidden cell may be anything. */
static bool
cells_fit(const struct seen *s, const int *x, size_t free)
{
	for (size_t i = 0; i < s->cells; i++)
		if (s->n[i] < 0 ? i != free && x[i] > 2 : !near(x[i], s->n[i], 3))
			return false;
	return true;
}

/* Marks the responses that a table allows; free == cells: no cell is free. */
static void
allowed(const struct seen *s, bool *responses, size_t most)
{
	int x[CELLS] = { 0 };

	for (size_t n = 0; n <= most; n++)
		responses[n] =
			!s->base_shown
				? (int)n - s->left_out < 6 && (int)n >= s->left_out
				: !s->table && near((int)n - s->left_out, s->base, 6);
	for (x[0] = 0; s->table && x[0] <= MOST; x[0]++)
		for (x[1] = 0; x[1] <= MOST; x[1]++)
			for (x[2] = 0; x[2] <= (s->cells > 2 ? MOST : 0); x[2]++) {
				int sum = x[0] + x[1] + x[2];

				if (cells_fit(s, x, s->cells) && near(sum, s->base, 6))
					responses[sum + s->left_out] = true;
			}
}

/* Least and most of a hidden cell, over all that fits this table and the responses. */
static struct span
range_of(const struct seen *s, size_t cell, const bool *responses)
{
	struct span range = { MOST + 1, -1 };
	int x[CELLS] = { 0 };

	for (x[0] = 0; x[0] <= MOST; x[0]++)
		for (x[1] = 0; x[1] <= MOST; x[1]++)
			for (x[2] = 0; x[2] <= (s->cells > 2 ? MOST : 0); x[2]++) {
				int sum = x[0] + x[1] + x[2];

				if (!cells_fit(s, x, cell) || !near(sum, s->base, 6) ||
				    !responses[sum + s->left_out])
					continue;
				range.low = x[cell] < range.low ? x[cell] : range.low;
				range.high = x[cell] > range.high ? x[cell] : range.high;
			}
	return range;
}

static bool protected(const struct seen *s, const bool *responses)
{
	struct span range;

	for (size_t i = 0; s->table && i < s->cells; i++) {
		if (s->n[i] >= 0)
			continue;
		range = range_of(s, i, responses);
		if (range.low > 0 || range.high < 2)
			return false;
	}
	return true;
}

enum { N_MOST = 4 * MOST };

static void
printed_total(bool *responses, int printed)
{
	for (int n = 0; n <= N_MOST; n++)
		responses[n] = near(n, printed, 9);
}

/* Every table of three cells from 0 to 7, with 0 to 2 people who left it out. */
static void
one_table(struct arena *a)
{
	struct table_plan *p = made_plan("q", TABLE_ONE, 3, NULL, 0, a);
	unsigned full = 0, hidden = 0, refused = 0, bad = 0, timid = 0;
	bool responses[N_MOST + 1];

	for (uint32_t code = 0; code < 8 * 8 * 8 * 3; code++) {
		uint32_t counts[4] = { code & 7, code >> 3 & 7, code >> 6 & 7,
				       code >> 9 };
		uint32_t n = counts[0] + counts[1] + counts[2] + counts[3];
		struct arena *each = arena_new(0);
		struct exact e = made_one(p, counts, each);
		struct table t;
		struct seen seen;

		tables_publish(&e, 1, n, &small, 0, &t, each);
		seen = seen_from(&t, 3, (int)counts[3]);
		printed_total(responses, (int)policy_round(&small, n));
		if (seen.table) {
			full++;
			hidden += counts[0] < 3 || counts[1] < 3 || counts[2] < 3;
			bad += !protected(&seen, responses);
		} else if (t.level == LEVEL_TOTAL) {
			/* was it right to refuse? print it by hand and see */
			refused++;
			seen.table = true;
			for (size_t i = 0; i < 3; i++)
				seen.n[i] = counts[i] < 3 ? -1
							  : (int)policy_round(&small,
									      counts[i]);
			timid += protected(&seen, responses);
		}
		arena_free(each);
	}
	ok(hidden > 20 && refused > 20,
	   "%u full, %u of them with a hidden cell, %u refused", full, hidden, refused);
	is_int(bad, 0, "no hidden cell of a printed table can be narrowed");
	is_int(timid, 0, "no table is refused that could have been printed");
}

/* Two tables of one survey share the number of respondents. */
static void
two_tables(struct arena *a)
{
	struct table_plan *p[2] = { made_plan("q", TABLE_ONE, 3, NULL, 0, a),
				    made_plan("r", TABLE_ONE, 3, NULL, 0, a) };
	unsigned both = 0, bad = 0;
	struct dice dice;

	dice_seed(&dice, 11);
	for (unsigned i = 0; i < 3000; i++) {
		uint32_t counts[2][4], sum[2] = { 0 };
		struct arena *each = arena_new(0);
		struct exact e[2];
		struct table t[2];
		struct seen seen[2];
		bool total[N_MOST + 1], by[2][N_MOST + 1];

		for (size_t k = 0; k < 2; k++)
			for (size_t c = 0; c < 4; c++) {
				counts[k][c] = dice_below(&dice, c == 3 ? 3 : 9);
				sum[k] += counts[k][c];
			}
		/* the same people answered both, or left them out */
		counts[1][2] = (counts[1][2] + sum[0] + 32 - sum[1]) % 32;
		if (counts[1][2] < 11 && sum[0] >= 9) {
			for (size_t k = 0; k < 2; k++)
				e[k] = made_one(p[k], counts[k], each);
			tables_publish(e, 2, sum[0], &small, 0, t, each);
			for (size_t k = 0; k < 2; k++) {
				seen[k] = seen_from(&t[k], 3, (int)counts[k][3]);
				allowed(&seen[k], by[k], N_MOST);
			}
			printed_total(total, (int)policy_round(&small, sum[0]));
			both += seen[0].table && seen[1].table;
			for (size_t k = 0; k < 2; k++) {
				bool rest[N_MOST + 1];

				for (size_t n = 0; n <= N_MOST; n++)
					rest[n] = total[n] && by[1 - k][n];
				bad += !protected(&seen[k], rest);
			}
		}
		arena_free(each);
	}
	ok(both > 20, "%u pairs of tables were both printed", both);
	is_int(bad, 0, "no hidden cell of either can be narrowed by both");
}

/* Whether the break-down is consistent with some number of respondents, by trying its cells. */
static void
cross_allows(const struct table *t, bool *responses, size_t most)
{
	int low[4], high[4], n = 0;

	for (size_t r = 0; r < 2; r++)
		for (size_t c = 0; c < 2; c++, n++) {
			int printed = t->rows[r + 1].cells[c].n;

			low[n] = printed - 1 < 3 ? 3 : printed - 1;
			high[n] = printed + 1;
		}
	memset(responses, 0, (most + 1) * sizeof(*responses));
	for (int w = low[0]; w <= high[0]; w++)
		for (int x = low[1]; x <= high[1]; x++)
			for (int y = low[2]; y <= high[2]; y++)
				for (int z = low[3]; z <= high[3]; z++)
					if (near(w + y, t->rows[0].cells[0].n, 6) &&
					    near(x + z, t->rows[0].cells[1].n, 6) &&
					    near(w + x, t->rows[1].cells[2].n, 3) &&
					    near(y + z, t->rows[2].cells[2].n, 3) &&
					    near(w + x + y + z, t->rows[0].cells[2].n, 6))
						responses[w + x + y + z] = true;
}

/* A break-down must not help against a hidden cell of another question. */
static void
break_downs(struct arena *a)
{
	struct table_plan *own = made_plan("q", TABLE_ONE, 2, NULL, 0, a);
	struct table_plan *group = made_plan("g", TABLE_ONE, 2, NULL, 0, a);
	struct table_plan *cross = made_plan("q", TABLE_ONE, 2, "g", 2, a);
	struct table_plan *other = made_plan("r", TABLE_ONE, 3, NULL, 0, a);
	unsigned shown = 0, bad = 0, open = 0;
	struct dice dice;

	dice_seed(&dice, 5);
	for (unsigned i = 0; i < 20000; i++) {
		uint32_t x[9] = { 0 }, r[4], n = 0;
		struct arena *each = arena_new(0);
		struct exact e[4];
		struct table t[4];
		struct seen seen;
		bool rest[N_MOST + 1], by[N_MOST + 1];

		x[0] = 3 + dice_below(&dice, 4);
		x[1] = 3 + dice_below(&dice, 4);
		x[3] = 3 + dice_below(&dice, 4);
		x[4] = 3 + dice_below(&dice, 4);
		n = x[0] + x[1] + x[3] + x[4];
		r[0] = dice_below(&dice, 3);
		r[1] = dice_below(&dice, 10);
		r[3] = dice_below(&dice, 3);
		r[2] = n - r[0] - r[1] - r[3];
		if (r[2] + 2 <= MOST) { /* what prints alike is tried as well */
			e[0] = made_one(own, (uint32_t[]){ x[0] + x[1], x[3] + x[4], 0 },
					each);
			e[1] = made_one(
				group, (uint32_t[]){ x[0] + x[3], x[1] + x[4], 0 }, each);
			e[2] = made_one(cross, x, each);
			e[3] = made_one(other, r, each);
			tables_publish(e, 4, n, &small, 0, t, each);
			seen = seen_from(&t[3], 3, (int)r[3]);
			open += seen.table;
			if (seen.table && t[2].level == LEVEL_FULL) {
				shown++;
				printed_total(rest, (int)policy_round(&small, n));
				cross_allows(&t[2], by, N_MOST);
				for (size_t k = 0; k <= N_MOST; k++)
					rest[k] &= by[k];
				bad += !protected(&seen, rest);
			}
		}
		arena_free(each);
	}
	ok(shown > 20 && open > shown, "%u break-downs beside a hidden cell, of %u",
	   shown, open);
	is_int(bad, 0, "none of them narrows it");
}

/*
 * All tables of two by two, cells 0 to 9: a reader who knows this very program takes all
 * sets of numbers that print alike.  How often is a small cell pinned to fewer than t
 * values?
 */
static void
knows_the_program(struct arena *a)
{
	struct table_plan *own = made_plan("q", TABLE_ONE, 2, NULL, 0, a);
	struct table_plan *group = made_plan("g", TABLE_ONE, 2, NULL, 0, a);
	struct table_plan *cross = made_plan("q", TABLE_ONE, 2, "g", 2, a);
	const char **words = arena_array(a, const char *, 10000);
	unsigned short *first = arena_array(a, unsigned short, 10000);
	unsigned short(*values)[4] = arena_alloc(a, 10000, sizeof(*values));
	unsigned pinned = 0, cells = 0, shown = 0;

	for (unsigned i = 0; i < 10000; i++) {
		uint32_t w = i / 1000, x = i / 100 % 10, y = i / 10 % 10, z = i % 10;
		struct arena *each = arena_new(0);
		struct exact e[3] = {
			made_one(own, (uint32_t[]){ w + x, y + z, 0 }, each),
			made_one(group, (uint32_t[]){ w + y, x + z, 0 }, each),
			made_one(cross, (uint32_t[]){ w, x, 0, y, z, 0, 0, 0, 0 }, each),
		};
		struct table t[3];
		unsigned hash = 0;

		tables_publish(e, 3, w + x + y + z, &small, 0, t, each);
		shown += t[2].level == LEVEL_FULL;
		words[i] = arena_printf(a, "%u; %s; %s; %s",
					policy_round(&small, w + x + y + z),
					made_words(&t[0], each), made_words(&t[1], each),
					made_words(&t[2], each));
		arena_free(each);
		for (const char *s = words[i]; *s; s++)
			hash = hash * 31 + (unsigned char)*s;
		/* the first set of numbers that prints so: tried from a hashed place on */
		for (hash %= 10000;
		     first[hash] && !str_same(words[first[hash] - 1], words[i]);)
			hash = (hash + 1) % 10000;
		if (!first[hash])
			first[hash] = (unsigned short)(i + 1);
		words[i] = words[first[hash] - 1];
		for (unsigned c = 0, div = 1000; c < 4; c++, div /= 10)
			values[first[hash] - 1][c] |=
				(unsigned short)(1u << i / div % 10);
	}
	for (unsigned i = 0; i < 10000; i++) {
		unsigned hash = 0, lead = 0;

		for (const char *s = words[i]; *s; s++)
			hash = hash * 31 + (unsigned char)*s;
		for (hash %= 10000; words[first[hash] - 1] != words[i];)
			hash = (hash + 1) % 10000;
		lead = first[hash] - 1u;
		for (unsigned c = 0, div = 1000; c < 4; c++, div /= 10)
			if (i / div % 10 < 3) {
				cells++;
				pinned += __builtin_popcount(values[lead][c]) < 3;
			}
	}
	note("%u of 10000 tables are shown by group; %u of %u small cells pinned", shown,
	     pinned, cells);
	ok(shown > 1000 && shown < 3000,
	   "break-downs without small cells are shown, others not");
	/* a missing break-down tells that something in it is small: 4.4 in 100 now */
	ok(pinned * 20 <= cells,
	   "at most 5 in 100 small cells are pinned to fewer than 3 values");
}

/* ---- choose any ------------------------------------------------------------------ */

enum {
	ANY_MOST = 13,
	ANY_TABLES = 5 * 14 * 14 * 14
}; /* bases from 9: printed 9 and 12 */

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

/* All choose-any tables of three options that 9 to 13 people can make. */
static void
any_tables(const struct choosing *how, struct arena *a)
{
	struct table_plan *p = made_plan("q", TABLE_ANY, 3, NULL, 0, a);
	struct any_table *all = arena_array(a, struct any_table, ANY_TABLES);
	const struct any_table **real =
		arena_array(a, const struct any_table *, ANY_TABLES);
	unsigned full = 0, refused = 0, bad = 0, timid = 0;
	int yes[3] = { 0 };
	size_t count = 0;

	p->alone = how->alone;
	p->least = how->least;
	p->most = how->most;
	deal(all, how, 1, yes, 0);
	for (size_t i = 0; i < ANY_TABLES; i++)
		if (all[i].real)
			real[count++] = &all[i];
	for (size_t i = 0; i < count; i++) {
		const struct any_table *t = real[i];
		uint32_t counts[3] = { (uint32_t)t->yes[0], (uint32_t)t->yes[1],
				       (uint32_t)t->yes[2] };
		struct arena *each = arena_new(0);
		struct exact e = made_any(p, counts, (uint32_t)t->base, each);
		bool safe = any_protected(t, real, count);
		struct table out;

		tables_publish(&e, 1, (uint32_t)t->base, &small, 0, &out, each);
		full += out.level == LEVEL_FULL;
		refused += out.level != LEVEL_FULL;
		bad += out.level == LEVEL_FULL && !safe;
		timid += out.level != LEVEL_FULL && safe;
		arena_free(each);
	}
	ok(full > 20 && refused > 20, "%s: %u full, %u refused", how->what, full,
	   refused);
	is_int(bad, 0, "no hidden pair can be narrowed");
	is_int(timid, 0, "and no table is refused that could have been printed");
}

/* ---- conditions, and people of no stated group ----------------------------------- */

/* Who is in the first group of a condition is rows 0 and 1 of question q. */
static void
by_condition(struct arena *a)
{
	struct table_plan *p[3] = { made_plan("q", TABLE_ONE, 3, NULL, 0, a),
				    made_plan("h", TABLE_ONE, 2, NULL, 0, a),
				    made_by_condition("h", 2, "c", "q", a) };
	unsigned shown = 0, hidden = 0, bad = 0;
	struct dice dice;

	dice_seed(&dice, 3);
	for (unsigned i = 0; i < 5000; i++) {
		uint32_t x[9] = { 0 }, first;
		struct arena *each = arena_new(0);
		struct exact e[3];
		struct table t[3];
		struct seen seen;

		for (size_t k = 0; k < 4; k++)
			x[k + (k > 1)] = 3 + dice_below(&dice, 4);
		first = dice_below(&dice, x[0] + x[3] + 1);
		e[0] = made_one(
			p[0], (uint32_t[]){ first, x[0] + x[3] - first, x[1] + x[4], 0 },
			each);
		e[1] = made_one(p[1], (uint32_t[]){ x[0] + x[1], x[3] + x[4], 0 }, each);
		e[2] = made_one(p[2], x, each);
		tables_publish(e, 3, x[0] + x[1] + x[3] + x[4], &small, 0, t, each);
		seen = seen_from(&t[0], 3, 0);
		hidden += seen.table && (first < 3 || x[0] + x[3] - first < 3);
		if (seen.table && t[2].level == LEVEL_FULL) {
			int low[2] = { MOST, MOST }, high[2] = { -1, -1 };

			shown++;
			/* the group's base, printed, is their sum */
			for (int v = 0; v <= MOST; v++)
				for (int w = 0; w <= MOST; w++) {
					if (!near(v + w, t[2].rows[0].cells[0].n, 6) ||
					    (seen.n[0] >= 0 ? !near(v, seen.n[0], 3)
							    : v > 2) ||
					    (seen.n[1] >= 0 ? !near(w, seen.n[1], 3)
							    : w > 2))
						continue;
					low[0] = v < low[0] ? v : low[0];
					high[0] = v > high[0] ? v : high[0];
					low[1] = w < low[1] ? w : low[1];
					high[1] = w > high[1] ? w : high[1];
				}
			for (size_t k = 0; k < 2; k++)
				bad += seen.n[k] < 0 && (low[k] > 0 || high[k] < 2);
		}
		arena_free(each);
	}
	ok(shown > 20 && hidden > 20,
	   "%u break-downs by a condition, %u tables that hide", shown, hidden);
	is_int(bad, 0, "no base of one narrows a hidden cell of the question it tests");
}

/* Which numbers of unstated people who gave the first answer fit what was printed, as bits. */
static unsigned
unstated_values(const struct table *t, const int *x, int u, bool folded, size_t largest)
{
	int base[2] = { x[0] + x[2], x[1] + x[3] }, y[4], cell;
	unsigned values = 0;
	bool fits;

	for (y[0] = 3; y[0] <= base[0] - 3; y[0]++)
		for (y[1] = 3; y[1] <= base[1] - 3; y[1]++)
			for (int v = 0; v <= u; v++) {
				y[2] = base[0] - y[0];
				y[3] = base[1] - y[1];
				fits = near(y[0] + y[1] + v, t->rows[1].cells[2].n, 3) &&
				       near(y[2] + y[3] + u - v, t->rows[2].cells[2].n,
					    3);
				for (size_t k = 0; k < 4 && fits; k++) {
					cell = y[k];
					if (folded && k % 2 == largest)
						cell += k < 2 ? v : u - v;
					fits = near(cell,
						    t->rows[k / 2 + 1].cells[k % 2].n, 3);
				}
				if (fits)
					values |= 1u << v;
			}
	return values;
}

static void
unstated_people(struct arena *a)
{
	struct table_plan *p[3] = { made_plan("h", TABLE_ONE, 2, NULL, 0, a),
				    made_plan("g", TABLE_ONE, 2, NULL, 0, a),
				    made_plan("h", TABLE_ONE, 2, "g", 2, a) };
	unsigned plain = 0, folded = 0, refused = 0, bad = 0;

	for (uint32_t code = 0; code < 5 * 5 * 5 * 5 * 16; code++) {
		uint32_t rest = code / 16;
		int x[4], u = (int)(code % 4 + code / 4 % 4), least = u < 2 ? u : 2;
		uint32_t none[2] = { code % 4, code / 4 % 4 };
		struct arena *each = arena_new(0);
		struct exact e[3];
		struct table t[3];

		for (size_t k = 0; k < 4; k++, rest /= 5)
			x[k] = 3 + (int)(rest % 5) + (k % 2 ? 0 : 3);
		e[2] = made_one(p[2],
				(uint32_t[]){ (uint32_t)x[0], (uint32_t)x[1], none[0],
					      (uint32_t)x[2], (uint32_t)x[3], none[1], 0,
					      0, 0 },
				each);
		e[0] = made_one(p[0],
				(uint32_t[]){ (uint32_t)(x[0] + x[1]) + none[0],
					      (uint32_t)(x[2] + x[3]) + none[1], 0 },
				each);
		e[1] = made_one(p[1],
				(uint32_t[]){ (uint32_t)(x[0] + x[2]),
					      (uint32_t)(x[1] + x[3]), (uint32_t)u },
				each);
		tables_publish(e, 3, e[0].answered_all, &small, 0, t, each);
		if (u && t[2].level == LEVEL_FULL) {
			bool within[2] = { t[2].rows[0].cells[0].of_count > 0,
					   t[2].rows[0].cells[1].of_count > 0 };
			unsigned values = unstated_values(
				&t[2], x, u, within[0] || within[1], within[1]);
			unsigned first = values & 7u, all = (2u << least) - 1, last = 0;

			for (int v = 0; v <= u; v++)
				if (values >> v & 1 && u - v < 3)
					last |= 1u << (u - v);
			plain += !within[0] && !within[1];
			folded += within[0] || within[1];
			bad += (first != all && (first || u < 3)) ||
			       (last != all && (last || u < 3));
		}
		refused += t[2].level != LEVEL_FULL;
		arena_free(each);
	}
	ok(plain > 20 && folded > 20 && refused > 20,
	   "%u tables leave them out, %u count them with a group, %u are refused", plain,
	   folded, refused);
	is_int(bad, 0, "nowhere can they be narrowed");
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

	for (size_t i = 0; i < ARRAY_LEN(how); i++)
		any_tables(&how[i], a);
	by_condition(a);
	unstated_people(a);
	one_table(a);
	two_tables(a);
	break_downs(a);
	knows_the_program(a);
	arena_free(a);
	return tap_done();
}
