/*
 * Sheets from cells: blanks trimmed, rows without a word left out, and limits on how much there
 * may be, so that a sheet of a million rows costs no more than finding out.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "form/sheet.h"

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

	if (!m->last)
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
				   .cells = arena_array(m->arena, const char *, m->last),
				   .count = m->last };
	for (unsigned i = 0; i < m->last; i++)
		row->cells[i] = m->cells[i] ? m->cells[i] : "";
	memset(m->cells, 0, sizeof(m->cells));
	m->last = 0;
}

bool
sheet_cell(struct sheet_maker *m, unsigned row, unsigned column, const char *text,
	   struct err *err)
{
	if (!*text)
		return true;
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
	m->cells[column - 1] = text;
	if (column > m->last)
		m->last = column;
	return true;
}

void
sheet_done(struct sheet_maker *m, struct sheet *out)
{
	row_end(m);
	out->rows = m->rows;
	out->count = m->count;
}
