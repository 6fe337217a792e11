/*
 * What falls out between printed tables, by trying all numbers that fit: the question that a
 * condition tests, and the people of no stated group.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "oracle.h"
#include "tests/tap.h"

/* A condition whose first group is rows 0 and 1 of question q. */
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
	struct arena *a = arena_new(0);

	by_condition(a);
	unstated_people(a);
	arena_free(a);
	return tap_done();
}
