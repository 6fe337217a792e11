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
	/* nobody chooses the band that a number or a score falls into */
	return arena_printf(a, "%s: %s, %d\u00a0%%%s",
			    t->asked_as == KIND_NUMBER ? "Most often" : "Chosen most often",
			    top->label, pct, edge);
}

const char *
share_words(int pct, struct arena *a)
{
	return arena_printf(a, "%d\u00a0%%%s", pct,
			    pct == 90	? " or more"
			    : pct == 10 ? " or less"
					: "");
}

const char *
strengths_words(const struct summary *s, struct arena *a)
{
	const struct theme_result *top = NULL;
	bool tie = false;

	for (size_t i = 0; i < s->theme_count; i++) {
		const struct theme_result *t = &s->themes[i];

		if (t->pct < 0 || (top && t->pct < top->pct))
			continue;
		tie = top && t->pct == top->pct;
		top = t;
	}
	if (!top)
		return "No theme's strength can be told yet";
	if (tie)
		return arena_printf(a, "No theme was raised most often: several share %s",
				    share_words(top->pct, a));
	return arena_printf(a, "Raised most often: %s, %s", top->title, share_words(top->pct, a));
}

/* ---- change -------------------------------------------------------------------------- */

/* "+12", "\u22120.3": whole points, but for those next to zero, whose sign must be seen. */
static const char *
points_words(double points, struct arena *a)
{
	const char *sign = points < 0 ? "\u2212" : "+";
	double size = points < 0 ? -points : points;
	long tenths = (long)(size * 10 + 0.5);

	if (size >= 1)
		return arena_printf(a, "%s%ld", sign, (long)(size + 0.5));
	if (!tenths)
		return size > 0 ? arena_printf(a, "%s0.1", sign) : "0";
	return arena_printf(a, "%s%ld.%ld", sign, tenths / 10, tenths % 10);
}

/* The whole number at or above it; what is a whole number but for its last bits stays. */
static long
whole_above(double points)
{
	double near = points - 1e-6;
	long whole = (long)near;

	return near > (double)whole ? whole + 1 : whole;
}

/* Outwards, so that it stays a 95 per cent range. */
const char *
change_range(const struct change *c, struct arena *a)
{
	if (!c->known || !c->ranged)
		return "";
	return arena_printf(a, "%s\u00a0to\u00a0%s\u00a0points",
			    points_words((double)-whole_above(-c->low), a),
			    points_words((double)whole_above(c->high), a));
}

const char *
change_short(const struct change *c, struct arena *a)
{
	long size = (long)((c->points < 0 ? -c->points : c->points) + 0.5);

	if (!c->known)
		return "";
	switch (c->say) {
	case SAY_UP:
	case SAY_DOWN:
		return arena_printf(a, "%s %ld\u00a0%s", c->say == SAY_UP ? "up" : "down", size,
				    size == 1 ? "point" : "points");
	case SAY_NO_CLEAR:
		return "no clear change";
	case SAY_NOTHING:
	case SAY__COUNT:
		break;
	}
	/* nothing by chance can be said of everybody's answers */
	return arena_printf(a, "%s\u00a0points", points_words(c->points, a));
}

const char *
changes_words(const struct change_line *lines, size_t count, struct arena *a)
{
	const struct change_line *top = NULL;
	bool compared = false;

	for (size_t i = 0; i < count; i++) {
		const struct change *c = lines[i].change;

		compared |= c->known;
		if (!c->known || (c->say != SAY_UP && c->say != SAY_DOWN))
			continue;
		if (!top || c->points * c->points > top->change->points * top->change->points)
			top = &lines[i];
	}
	if (!top)
		return compared ? "No clear change in any answer" : "Nothing can be compared";
	return arena_printf(a, "Moved most: %s, %s", top->label, change_short(top->change, a));
}

const char *
released_words(const char *released, struct arena *a)
{
	char words[40];
	int day;

	if (!day_parse(released, &day))
		return released;
	day_words(day, words, sizeof(words));
	return arena_str(a, words);
}

const char *
plain_line(const char *text, struct arena *a)
{
	const char *end = text + strlen(text), *next;
	SCOPED(buf) out = { 0 };

	for (; text < end; text = next) {
		uint32_t point = utf8_next(text, end, &next);

		if (point < 0x20 || (point >= 0x7f && point < 0xa0) ||
		    utf8_is_hidden(point) || point == 0x2028 || point == 0x2029)
			buf_putc(&out, ' ');
		else
			buf_put(&out, text, (size_t)(next - text));
	}
	return arena_copy(a, out.data ? out.data : "", out.len);
}
