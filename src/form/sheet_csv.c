/*
 * A sheet from CSV, as RFC 4180 has it: commas, double quotes, a quote within quotes written
 * twice.  Rows count as a spreadsheet shows them: a cell of several lines is one row.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/sheet.h"

struct csv {
	const char *p, *end;
	struct sheet_maker *maker;
	struct err *err;
	unsigned row, column;
	struct buf cell;
};

/* What stands between two quotes, the first of which was read. */
static bool
quoted_read(struct csv *c)
{
	while (c->p < c->end) {
		char sign = *c->p++;

		if (sign != '"')
			buf_putc(&c->cell, sign);
		else if (c->p < c->end && *c->p == '"')
			buf_putc(&c->cell, *c->p++);
		else
			return true;
	}
	return err_set(c->err, ERR_INPUT, "row %u: a quote is opened and never closed",
		       c->row);
}

/* One cell, to the comma or the end of the line behind it. */
static bool
cell_read(struct csv *c)
{
	buf_clear(&c->cell);
	if (c->p < c->end && *c->p == '"') {
		c->p++;
		if (!quoted_read(c))
			return false;
		if (c->p < c->end && !strchr(",\r\n", *c->p))
			return err_set(c->err, ERR_INPUT,
				       "row %u: text behind a closing quote; a quote "
				       "within a text is written twice",
				       c->row);
	}
	while (c->p < c->end && !strchr(",\r\n", *c->p))
		buf_putc(&c->cell, *c->p++);
	return sheet_cell(c->maker, c->row, c->column,
			  sheet_text(c->maker->arena, c->cell.data ? c->cell.data : "",
				     c->cell.len),
			  c->err);
}

static bool
cells_read(struct csv *c)
{
	for (c->row = 1, c->column = 1; c->p < c->end;) {
		if (!cell_read(c))
			return false;
		if (c->p >= c->end)
			break;
		if (*c->p++ == ',') {
			c->column++;
			continue;
		}
		if (c->p[-1] == '\r' && c->p < c->end && *c->p == '\n')
			c->p++;
		c->row++;
		c->column = 1;
	}
	return true;
}

/* In many countries spreadsheets save CSV with something else between the cells. */
static const char *
separator_other(const char *text, size_t len)
{
	const char *line = text + (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3) ? 3 : 0);
	size_t n;

	line += strspn(line, "\r\n ");
	n = strcspn(line, "\r\n");
	if (memchr(line, ',', n))
		return NULL;
	return memchr(line, ';', n) ? "semicolons" : memchr(line, '\t', n) ? "tabs" : NULL;
}

bool
sheet_read_csv(const char *name, const char *text, size_t len, struct sheet *out,
	       struct arena *a, struct err *err)
{
	struct sheet_maker maker = { .arena = a };
	struct csv c = { .p = text, .end = text + len, .maker = &maker, .err = err };
	const char *other;
	bool right;

	if (!utf8_valid(text, len))
		return err_set(err, ERR_INPUT,
			       "%s is not UTF-8 text: save it as \"CSV UTF-8\"", name);
	other = separator_other(arena_copy(a, text, len), len);
	if (other)
		return err_set(err, ERR_INPUT,
			       "%s is separated by %s: save it with commas instead", name,
			       other);
	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3))
		c.p += 3;
	buf_init(&c.cell, 0);
	right = cells_read(&c);
	buf_free(&c.cell);
	if (!right)
		return err_add(err, "%s", name);
	*out = (struct sheet){ .name = arena_str(a, name) };
	sheet_done(&maker, out);
	return true;
}
