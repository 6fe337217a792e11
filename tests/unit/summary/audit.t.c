/*
 * The audit against an oracle that knows no formula: it tries every set of whole numbers
 * that fits what was printed.  A small policy (t = b = 3) keeps that possible.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "oracle.h"
#include "tests/tap.h"

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

int
main(void)
{
	struct arena *a = arena_new(0);

	one_table(a);
	two_tables(a);
	break_downs(a);
	knows_the_program(a);
	arena_free(a);
	return tap_done();
}
