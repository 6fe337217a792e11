/*
 * Sentences about published tables: why one shows less, and what stands out in it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/report.h"

/* Why: by this release alone, or beside an earlier one. */
#define SMALL " Otherwise a small number could be worked out."
#define STEP \
	" Otherwise the difference from an earlier release would show a small number."

const char *
level_words(const struct summary *s, const struct table *t)
{
	static const char *const words[LEVEL__COUNT][2] = {
		[LEVEL_FULL] = { "", "" },
		[LEVEL_MERGED] = { "Some answers or groups are put together." SMALL,
				   "Some answers or groups are put together." STEP },
		[LEVEL_ROWS] = { "Not broken down." SMALL, "Not broken down." STEP },
		[LEVEL_GROUPS] = { "Only the sizes of the groups are shown." SMALL,
				   "Only the sizes of the groups are shown." STEP },
		[LEVEL_TOTAL] = { "Only the number who answered is shown." SMALL,
				  "Only the number who answered is shown." STEP },
		[LEVEL_NOTHING] = { "Nothing is shown." SMALL, "Nothing is shown." STEP },
	};
	const char *why = t->passed_count ? t->passed[t->passed_count - 1].why : "";

	if (s->responses < 0)
		return "Too few responses can be counted so far to show anything.";
	if (t->level == LEVEL_NOTHING && str_same(why, "base"))
		return "Too few people answered this to show anything.";
	return words[t->level][str_same(why, "held")];
}

/* The answer that was chosen most, if it stands alone at the top. */
static const struct row *
top_row(const struct table *t, bool *out_hidden)
{
	const struct row *top = NULL;
	bool tie = false;
	int n;

	*out_hidden = false;
	for (size_t r = 1; r < t->row_count; r++) {
		n = t->rows[r].cells[t->rows[r].cell_count - 1].n;
		*out_hidden |= n < 0;
		if (n < 0)
			continue;
		tie = top && n == top->cells[top->cell_count - 1].n;
		if (!top || n > top->cells[top->cell_count - 1].n)
			top = &t->rows[r];
	}
	return tie ? NULL : top;
}

const char *
finding_words(const struct table *t, struct arena *a)
{
	bool hidden;
	const struct row *top = top_row(t, &hidden);
	int pct = top ? top->cells[top->cell_count - 1].pct : -1;
	const char *edge = pct == 90 ? " or more" : pct == 10 ? " or less" : "";

	if (pct < 0)
		return "";
	/* a hidden yes may be hidden because nearly all said it */
	if (t->kind == TABLE_ANY && hidden)
		return arena_printf(
			a, "Of what can be shown, chosen most often: %s, %d\u00a0%%%s",
			top->label, pct, edge);
	return arena_printf(a, "Chosen most often: %s, %d\u00a0%%%s", top->label, pct,
			    edge);
}
