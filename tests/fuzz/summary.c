/*
 * Fuzz target: a published summary.json.  Whatever is taken can be held against itself as a wave,
 * nothing hidden in it has a change, and what is refused has a reason.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/compare.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check_rows(const struct comparison *c, const struct compare_row *rows, size_t count)
{
	for (size_t r = 0; r < count; r++)
		for (size_t i = 0; i < c->count; i++) {
			const struct compare_side *side = &rows[r].sides[i];

			if (side->change.known && (side->n < 0 || rows[r].sides[0].n < 0))
				die("a change of what is hidden");
			if (side->change.ranged && side->change.say != SAY_NO_CLEAR)
				die("something moved against itself");
		}
}

static void
check_self(const struct summary *s, struct arena *a)
{
	static const char *const names[] = { "one", "other" };
	struct summary other = *s;
	const struct summary *files[] = { s, &other };
	struct err err = { .code = ERR_NONE };
	const struct comparison *c;

	other.wave = "another";
	c = compare_make(files, names, 2, a, &err);
	if (!c) {
		if (err.code != ERR_INPUT)
			die("refused without a reason");
		return;
	}
	check_rows(c, c->themes, c->theme_count);
	check_rows(c, c->points, c->point_count);
	for (size_t t = 0; t < c->table_count; t++)
		check_rows(c, c->tables[t].rows, c->tables[t].row_count);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	struct summary *s = summary_read((const char *)data, len, a, &err);

	if (!s && (err.code != ERR_INPUT || !*err.text))
		die("refused without a reason");
	if (s)
		check_self(s, a);
	arena_free(a);
	return 0;
}
