/*
 * Sheets from cells: blanks trimmed, rows without a word left out, and limits on how much there
 * may be, so that a sheet of a million rows costs no more than finding out.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "form/sheet.h"

enum {
	MERGE_WORK = 4000000, /* cells that merged ranges may touch, in all */
	LOST_TOLD = 3,
};

/* What spreadsheets and people use as blanks; the same signs that other readers strip. */
static bool
blank(uint32_t c)
{
	return c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f) ||
	       c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
	       c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

const char *
sheet_text(struct arena *a, const char *s, size_t len)
{
	const char *end = s + len, *p = s, *next, *from = NULL, *to = s;

	for (; p < end; p = next) {
		uint32_t c = utf8_next(p, end, &next);

		if (blank(c))
			continue;
		if (!from)
			from = p;
		if ((size_t)(next - from) > SHEET_TEXT)
			break;
		to = next;
	}
	return from ? arena_copy(a, from, (size_t)(to - from)) : "";
}

const char *
sheet_number(struct arena *a, const char *s)
{
	char *end;
	double n = strtod(s, &end);

	if (end == s || *end || !isfinite(n))
		return sheet_text(a, s, strlen(s));
	if (n == floor(n) && fabs(n) < 1e15)
		return arena_printf(a, "%.0f", n == 0 ? 0 : n);
	return arena_printf(a, "%.15g", n);
}

static void
row_end(struct sheet_maker *m)
{
	struct sheet_row *row;

	if (!m->last && !m->lost)
		return;
	if (m->count == m->room) {
		struct sheet_row *old = m->rows;

		m->room = m->room ? 2 * m->room : 64;
		m->rows = arena_array(m->arena, struct sheet_row, m->room);
		if (m->count)
			memcpy(m->rows, old, m->count * sizeof(*old));
	}
	row = &m->rows[m->count++];
	*row = (struct sheet_row){ .number = m->row,
				   .cells = arena_array(m->arena, const char *,
							m->last + 1),
				   .count = m->last,
				   .lost = m->lost };
	for (unsigned i = 0; i < m->last; i++)
		row->cells[i] = m->cells[i] ? m->cells[i] : "";
	memset(m->cells, 0, sizeof(m->cells));
	m->last = m->lost_count = 0;
	m->lost = NULL;
}

/* Goes on to the row of a cell that is there. */
static bool
row_begin(struct sheet_maker *m, unsigned row, unsigned column, struct err *err)
{
	if (row < m->row)
		return err_set(err, ERR_INPUT, "row %u comes after row %u", row, m->row);
	if (column > SHEET_COLUMNS)
		return err_set(err, ERR_INPUT, "row %u has over %d columns: too many",
			       row, SHEET_COLUMNS);
	if (row > m->row)
		row_end(m);
	if (m->count >= SHEET_ROWS)
		return err_set(err, ERR_INPUT, "it has over %d rows: too many",
			       SHEET_ROWS);
	m->row = row;
	return true;
}

bool
sheet_cell(struct sheet_maker *m, unsigned row, unsigned column, const char *text,
	   struct err *err)
{
	if (!*text)
		return true;
	if (!row_begin(m, row, column, err))
		return false;
	m->cells[column - 1] = text;
	if (column > m->last)
		m->last = column;
	return true;
}

bool
sheet_lost(struct sheet_maker *m, unsigned row, unsigned column, const char *why,
	   struct err *err)
{
	char name[4] = "";

	if (!row_begin(m, row, column, err))
		return false;
	if (column > 26)
		name[0] = (char)('A' + (column - 1) / 26 - 1);
	name[column > 26] = (char)('A' + (column - 1) % 26);
	if (++m->lost_count > LOST_TOLD + 1)
		return true;
	if (m->lost_count > LOST_TOLD)
		m->lost = arena_printf(m->arena, "%s; and more cells like these", m->lost);
	else
		m->lost = arena_printf(m->arena, "%s%scolumn %s %s",
				       m->lost ? m->lost : "", m->lost ? "; " : "", name,
				       why);
	return true;
}

void
sheet_done(struct sheet_maker *m, struct sheet *out)
{
	row_end(m);
	out->rows = m->rows;
	out->count = m->count;
}

/* ---- merged cells --------------------------------------------------------------- */

/* What else lies in a merged range than its first cell nobody can see. */
static bool
range_merge(struct sheet *sheet, const unsigned m[4], size_t *work, struct err *err)
{
	for (size_t i = 0; i < sheet->count; i++) {
		struct sheet_row *row = &sheet->rows[i];

		if (++*work > MERGE_WORK)
			return err_set(err, ERR_INPUT, "too many merged cells");
		if (row->number < m[0] || row->number > m[2])
			continue;
		for (unsigned c = m[1]; c && c <= m[3] && c <= row->count; c++) {
			++*work;
			if (row->number != m[0] || c != m[1])
				row->cells[c - 1] = "";
		}
	}
	return true;
}

/* Rows of which nothing is left. */
static void
blank_rows_drop(struct sheet *sheet)
{
	size_t kept = 0;

	for (size_t i = 0; i < sheet->count; i++) {
		struct sheet_row row = sheet->rows[i];

		while (row.count && !*row.cells[row.count - 1])
			row.count--;
		if (row.count || row.lost)
			sheet->rows[kept++] = row;
	}
	sheet->count = kept;
}

bool
sheet_merge(struct sheet *sheet, unsigned (*ranges)[4], size_t count, size_t *work,
	    struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (!range_merge(sheet, ranges[i], work, err))
			return false;
	blank_rows_drop(sheet);
	return true;
}
