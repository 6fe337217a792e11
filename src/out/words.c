/*
 * Sentences about published tables: why one shows less, and what stands out in it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/report.h"

const char *
level_words(const struct summary *s, const struct table *t)
{
	const char *why = t->passed_count ? t->passed[t->passed_count - 1].why : "";

	if (s->responses < 0)
		return "Too few responses can be counted so far to show anything.";
	switch (t->level) {
	case LEVEL_FULL:
		return "";
	case LEVEL_MERGED:
		return "Some answers or groups are put together. Otherwise a small "
		       "number could be "
		       "worked out.";
	case LEVEL_ROWS:
		return "Not broken down. Otherwise a small number could be worked out.";
	case LEVEL_GROUPS:
		return "Only the sizes of the groups are shown.";
	case LEVEL_TOTAL:
		return "Only the number who answered is shown. Otherwise a small number "
		       "could be "
		       "worked out.";
	case LEVEL_NOTHING:
	case LEVEL__COUNT:
		break;
	}
	return str_same(why, "base")
		       ? "Too few people answered this to show anything."
		       : "Nothing is shown. Otherwise a small number could be worked "
			 "out.";
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
