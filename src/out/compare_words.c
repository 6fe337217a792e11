/*
 * Words of a comparison that its text and its page share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "out/compare.h"
#include "out/internal.h"

static bool
one_title(const struct comparison *c)
{
	for (size_t i = 1; i < c->count; i++)
		if (!str_same(c->files[i]->form_title, c->files[0]->form_title))
			return false;
	return true;
}

const char *
compare_title(const struct comparison *c, struct arena *a)
{
	const struct summary *s = c->files[c->kind == COMPARE_WAVES ? c->count - 1 : 0];
	const char *draft = s->invented ? "Invented: " : "";

	if (c->kind == COMPARE_WAVES)
		return arena_printf(a, "%s%zu waves of %s", draft, c->count,
				    s->form_title);
	return arena_printf(a, "%s%zu forces%s%s", draft, c->count,
			    one_title(c) ? ": " : "",
			    one_title(c) ? s->form_title : " side by side");
}

static const char *
marks(enum marker marker)
{
	static const char *const words[MARK__COUNT] = {
		[MARK_NONE] = "", [MARK_C] = "[c]", [MARK_Z] = "[z]",
		[MARK_X] = "[x]", [MARK_U] = "[u]", [MARK_CU] = "[c][u]",
	};

	return words[marker];
}

const char *
compare_share(const struct compare_side *side, struct arena *a)
{
	const char *edge = side->pct == 90   ? " or more"
			   : side->pct == 10 ? " or less"
					     : "";

	if (side->pct < 0)
		return marks(side->marker);
	return arena_printf(a, "%d %%%s%s%s", side->pct, edge,
			    side->marker == MARK_NONE ? "" : " ", marks(side->marker));
}

const char *
compare_base(const struct compare_side *side, struct arena *a)
{
	return side->n < 0 ? marks(side->marker) : arena_printf(a, "%d", side->n);
}

/* ---- changes ----------------------------------------------------------------------- */

/* Outwards, so that it stays a 95 per cent range. */
static const char *
range_words(const struct change *c, struct arena *a)
{
	return arena_printf(a, "%+d to %+d", (int)floor(c->low), (int)ceil(c->high));
}

static const char *
class_words(const struct comparison *c, enum change_class class)
{
	static const char *const words[COMPARE__KINDS][CHANGE__COUNT] = {
		[COMPARE_WAVES] = { "", "", "reworded", "options changed", "new",
				    "gone" },
		[COMPARE_FORCES] = { "", "", "worded otherwise", "other options",
				     "not asked by the first", "not asked" },
	};

	return words[c->kind][class];
}

static const char *
say_words(const struct comparison *c, enum change_say say)
{
	static const char *const words[COMPARE__KINDS][SAY__COUNT] = {
		[COMPARE_WAVES] = { "", "up", "down", "no clear change" },
		[COMPARE_FORCES] = { "", "higher", "lower", "no clear difference" },
	};

	return words[c->kind][say];
}

const char *
compare_said(const struct comparison *c, const struct compare_side *side, struct arena *a)
{
	const struct change *change = &side->change;

	if (change->class != CHANGE_SAME)
		return class_words(c, change->class);
	if (!change->known)
		return "";
	if (!change->ranged)
		return arena_printf(a, "%+d, no range", (int)lround(change->points));
	return arena_printf(a, "%s: %+d (%s)", say_words(c, change->say),
			    (int)lround(change->points), range_words(change, a));
}

const char *
compare_since(const struct comparison *c, size_t file, struct arena *a)
{
	if (c->kind == COMPARE_WAVES)
		return arena_printf(a, "since %s", c->labels[file - 1]);
	return "from the first";
}

const char *
compare_pooled(const struct compare_row *row, struct arena *a)
{
	const struct compare_pool *p = &row->pool;
	const char *edge = p->pct == 90 ? " or more" : p->pct == 10 ? " or less" : "";

	if (!p->files)
		return "";
	return arena_printf(a,
			    "%d of %d in %zu forces, %d %%%s; each number up to %u off",
			    p->n, p->base, p->files, p->pct, edge, p->off);
}

/* ---- files ------------------------------------------------------------------------- */

const char *
compare_coverage(const struct comparison *c, size_t file, struct arena *a)
{
	const struct summary *s = c->files[file];
	const char *answers =
		s->responses < 0
			? arena_printf(a, "fewer than %u responses", s->policy.whole)
			: arena_printf(a, "%d responses", s->responses);
	const char *of =
		s->expected ? arena_printf(a, " of %u invited", s->expected) : "";

	return arena_printf(a, "%s%s, %u %s, released on %s%s", answers, of, s->batches,
			    s->batches == 1 ? "batch" : "batches", released_words(s->released, a),
			    s->unconfirmed ? ", rehearsal" : "");
}

/* ---- markers ------------------------------------------------------------------------ */

static void
note_marks(const struct comparison *c, const struct compare_side *sides,
	   bool seen[MARK__COUNT])
{
	for (size_t i = 0; i < c->count; i++)
		seen[sides[i].marker] = true;
}

static void
note_rows(const struct comparison *c, const struct compare_row *rows, size_t count,
	  bool seen[MARK__COUNT])
{
	for (size_t i = 0; i < count; i++)
		note_marks(c, rows[i].sides, seen);
}

const char *
compare_legend(const struct comparison *c, struct arena *a)
{
	bool seen[MARK__COUNT] = { false };

	note_rows(c, c->themes, c->theme_count, seen);
	note_rows(c, c->points, c->point_count, seen);
	for (size_t i = 0; i < c->table_count; i++) {
		note_marks(c, c->tables[i].bases, seen);
		note_rows(c, c->tables[i].rows, c->tables[i].row_count, seen);
	}
	return arena_printf(
		a, "%s%s%s%s%s",
		seen[MARK_C] || seen[MARK_CU] || seen[MARK_Z] || seen[MARK_X] ||
				seen[MARK_U]
			? "Marks:"
			: "",
		seen[MARK_C] || seen[MARK_CU] ? " [c] hidden to protect people." : "",
		seen[MARK_Z] ? " [z] does not apply." : "",
		seen[MARK_X] ? " [x] not available: not asked so, or not coded." : "",
		seen[MARK_U] || seen[MARK_CU]
			? " [u] less reliable: few answered, or coders agree less."
			: "");
}
