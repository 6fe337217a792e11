/*
 * The loss report: what became of each row of a workbook, as JSON for programs and as lines for
 * people.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/import.h"

enum { WHAT_MOST = 200 };

const char *const loss_names[LOSS__COUNT] = {
	[LOSS_MAPPED] = "mapped",
	[LOSS_APPROXIMATED] = "approximated",
	[LOSS_REFUSED] = "refused",
};

void
loss_report_init(struct loss_report *r, struct arena *a)
{
	*r = (struct loss_report){ .arena = a };
}

/* At most 200 characters, counted as people count them. */
static const char *
what_fit(struct arena *a, const char *what)
{
	const char *p = what, *end = what + strlen(what), *next;
	size_t n = 0;

	for (; p < end && n < WHAT_MOST; p = next, n++)
		utf8_next(p, end, &next);
	return arena_copy(a, what, (size_t)(p - what));
}

struct loss_row *
loss_add(struct loss_report *r, const char *sheet, unsigned row, const char *what,
	 enum loss outcome, const char *reason)
{
	if (r->count == r->room) {
		struct loss_row *old = r->rows;

		r->room = r->room ? 2 * r->room : 64;
		r->rows = arena_array(r->arena, struct loss_row, r->room);
		if (r->count)
			memcpy(r->rows, old, r->count * sizeof(*old));
	}
	r->rows[r->count] = (struct loss_row){ .sheet = arena_str(r->arena, sheet),
					       .row = row,
					       .what = what_fit(r->arena, what),
					       .outcome = outcome,
					       .reason = arena_str(r->arena, reason) };
	return &r->rows[r->count++];
}

void
loss_rename(struct loss_report *r, const char *from, const char *to)
{
	if (r->renamed_count == r->renamed_room) {
		struct renaming *old = r->renamed;

		r->renamed_room = r->renamed_room ? 2 * r->renamed_room : 32;
		r->renamed = arena_array(r->arena, struct renaming, r->renamed_room);
		if (r->renamed_count)
			memcpy(r->renamed, old, r->renamed_count * sizeof(*old));
	}
	r->renamed[r->renamed_count++] =
		(struct renaming){ arena_str(r->arena, from), arena_str(r->arena, to) };
}

static void
totals(const struct loss_report *r, size_t out[LOSS__COUNT])
{
	memset(out, 0, LOSS__COUNT * sizeof(*out));
	for (size_t i = 0; i < r->count; i++)
		out[r->rows[i].outcome]++;
}

/* ---- for programs --------------------------------------------------------------- */

static void
put_pair(struct buf *out, const char *key, const char *value)
{
	buf_printf(out, "\"%s\": ", key);
	json_put(out, value);
}

void
loss_json(const struct loss_report *r, const char *canvass, const char *file,
	  const char *form, struct buf *out)
{
	size_t sums[LOSS__COUNT];

	totals(r, sums);
	buf_puts(out, "{");
	put_pair(out, "canvass", canvass);
	buf_puts(out, ", ");
	put_pair(out, "file", file);
	buf_puts(out, ", \"form\": ");
	if (form)
		json_put(out, form);
	else
		buf_puts(out, "null");
	buf_puts(out, ",\n \"totals\": {");
	for (int i = 0; i < LOSS__COUNT; i++)
		buf_printf(out, "%s\"%s\": %zu", i ? ", " : "", loss_names[i], sums[i]);
	buf_puts(out, "},\n \"renamed\": [");
	for (size_t i = 0; i < r->renamed_count; i++) {
		buf_puts(out, i ? ",\n  {" : "\n  {");
		put_pair(out, "from", r->renamed[i].from);
		buf_puts(out, ", ");
		put_pair(out, "to", r->renamed[i].to);
		buf_puts(out, "}");
	}
	buf_puts(out, "],\n \"rows\": [");
	for (size_t i = 0; i < r->count; i++) {
		const struct loss_row *row = &r->rows[i];

		buf_puts(out, i ? ",\n  {" : "\n  {");
		put_pair(out, "sheet", row->sheet);
		buf_printf(out, ", \"row\": %u, ", row->row);
		put_pair(out, "what", row->what);
		buf_puts(out, ", ");
		put_pair(out, "outcome", loss_names[row->outcome]);
		buf_puts(out, ", ");
		put_pair(out, "reason", row->reason);
		buf_puts(out, "}");
	}
	buf_puts(out, "]}\n");
}

/* ---- for people ----------------------------------------------------------------- */

/* A reason of "this would ..." says it of the thing itself: "deviceid would ...". */
static void
put_row(const struct loss_row *row, struct buf *out)
{
	size_t first = strcspn(row->what, " ");
	/* a type that is its own name is said once */
	bool twice = row->what[first] && strlen(row->what) == 2 * first + 1 &&
		     !memcmp(row->what, row->what + first + 1, first);

	buf_printf(out, "%s: ", loss_names[row->outcome]);
	if (row->row && !str_same(row->sheet, "survey"))
		buf_printf(out, "%s ", row->sheet);
	if (row->row)
		buf_printf(out, "row %u: ", row->row);
	if (str_starts(row->reason, "this would "))
		buf_printf(out, "%.*s%s\n", (int)(twice ? first : strlen(row->what)),
			   row->what, row->reason + 4);
	else
		buf_printf(out, "%s: %s\n", row->what, row->reason);
}

void
loss_words(const struct loss_report *r, struct buf *out)
{
	size_t sums[LOSS__COUNT];

	totals(r, sums);
	buf_printf(out, "%zu row%s: %zu mapped, %zu approximated, %zu refused\n",
		   r->count, r->count == 1 ? "" : "s", sums[LOSS_MAPPED],
		   sums[LOSS_APPROXIMATED], sums[LOSS_REFUSED]);
	for (size_t i = 0; i < r->count; i++)
		if (r->rows[i].outcome != LOSS_MAPPED)
			put_row(&r->rows[i], out);
	for (size_t i = 0; i < r->renamed_count; i++)
		buf_printf(out, "renamed: %s is now %s\n", r->renamed[i].from,
			   r->renamed[i].to);
}

/* ---- cells of which nothing can be said --------------------------------------------- */

void
import_cells(struct import *m)
{
	for (size_t k = 0; k < m->sheet_count; k++) {
		const struct import_sheet *s = &m->sheets[k];

		for (size_t i = 0; s->use != USE_NONE && i < s->sheet->count; i++) {
			enum loss outcome = m->report->rows[s->loss + i].outcome;

			if (s->sheet->rows[i].lost)
				row_lost(m, s->loss + i,
					 outcome == LOSS_MAPPED ? LOSS_APPROXIMATED
								: outcome,
					 "%s", s->sheet->rows[i].lost);
		}
	}
}
