/*
 * What evaluators are told of each thing held back: the rule, the place, and no exact number.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "summary/summary.h"
#include "tests/tap.h"

static struct cell any_cells[2] = {
	{ .key = "*", .label = "All", .n = -1, .pct = -1, .marker = MARK_C },
	{ .key = "*", .label = "All", .n = 60, .pct = -1 }
};
static struct cell base_cells[3] = {
	{ .key = "officer", .label = "Officer", .n = 40, .pct = -1 },
	{ .key = "other", .label = "Other", .n = -1, .pct = -1, .marker = MARK_C },
	{ .key = "*", .label = "All", .n = 60, .pct = -1 },
};
static struct cell row_cells[3] = {
	{ .key = "officer", .label = "Officer", .n = -1, .pct = -1, .marker = MARK_C },
	{ .key = "other", .label = "Other", .n = -1, .pct = -1, .marker = MARK_C },
	{ .key = "*", .label = "All", .n = 30, .pct = 50, .marker = MARK_Z },
};

int
main(void)
{
	static const unsigned held[] = { 0, 0, 2 };
	static const char *const of[] = { "special", "volunteer" };
	struct row any_rows[] = {
		{ .key = "*",
		  .label = "All who answered",
		  .cells = &any_cells[1],
		  .cell_count = 1 },
		{ .key = "a", .label = "Thing A", .cells = any_cells, .cell_count = 1 }
	};
	struct row cross_rows[] = {
		{ .key = "*",
		  .label = "All who answered",
		  .cells = base_cells,
		  .cell_count = 3 },
		{ .key = "red", .label = "Red", .cells = row_cells, .cell_count = 3 }
	};
	struct table tables[] = {
		{ .id = "things",
		  .by = "",
		  .kind = TABLE_ANY,
		  .level = LEVEL_FULL,
		  .rows = any_rows,
		  .row_count = 2 },
		{ .id = "colour-by-role",
		  .by = "role",
		  .kind = TABLE_ONE,
		  .level = LEVEL_MERGED,
		  .passed = { { LEVEL_FULL, "audit" } },
		  .passed_count = 1,
		  .held = held,
		  .rows = cross_rows,
		  .row_count = 2 },
		{ .id = "since",
		  .by = "",
		  .level = LEVEL_NOTHING,
		  .passed = { { LEVEL_FULL, "base" } },
		  .passed_count = 1 },
		{ .id = "plain",
		  .by = "",
		  .level = LEVEL_FULL,
		  .rows = any_rows,
		  .row_count = 1 },
	};
	struct summary s = { .survey = "small@w1",
			     .release = 3,
			     .policy = policy_make(10),
			     .responses = 60,
			     .responses_held = 2,
			     .tables = tables,
			     .table_count = ARRAY_LEN(tables) };
	static const char *const lines[] = {
		"small@w1, release 3: what is held back, and by which rule",
		"0 to 9 is hidden (S4)",
		"responses: as in release 2: fewer than 10 have come since (S8)",
		"things, Thing A: hidden: fewer than 10 chose it, or fewer than 10 of those "
		"who answered did not (S3, S4)",
		"colour-by-role: printed at merged",
		"colour-by-role: full was not used: a hidden number could be narrowed down "
		"(S6)",
		"colour-by-role: Other stands for special, volunteer: put together",
		"colour-by-role, All: as in release 2: fewer than 10 have been added since",
		"colour-by-role, Other: the whole group is hidden: fewer than 20 answered (S2)",
		"colour-by-role, Red, Officer: hidden: fewer than 10 (S4)",
		"colour-by-role, Red, All: does not apply",
		"since: full was not used: too few people answered this question (S2)",
		"1 table is printed in full",
	};
	SCOPED(buf) b = { .most = 0 };

	base_cells[1].of = of;
	base_cells[1].of_count = 2;
	summary_explain(&s, &b);
	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		ok(strstr(b.data, lines[i]), "%s", lines[i]);
	ok(!strstr(b.data, "Red, Other: hidden"),
	   "a hidden group's cells are not told one by one");
	buf_clear(&b);
	s.draft = true;
	s.responses = -1;
	summary_explain(&s, &b);
	ok(strstr(b.data, "draft of release 3"), "a draft says so");
	ok(strstr(b.data, "fewer than 30, so no table is shown (S1)"),
	   "too few responses");
	return tap_done();
}
