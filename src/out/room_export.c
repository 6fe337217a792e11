/*
 * The formats of a room's report, as one table: JSON, CSV and workbooks; room_page.c has HTML.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/room.h"
#include "out/room_inside.h"
#include "out/sheets.h"

static bool
export_room_json(const struct room_report *r, struct export_files *out, struct arena *a,
		 struct err *err)
{
	struct buf *file = export_open(out, "room.json", err);

	(void)a;
	if (!file)
		return false;
	room_json(r, file);
	return export_close(file, "room.json", err);
}

/* ---- CSV ---------------------------------------------------------------------------- */

static void
csv_row(struct buf *b, const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_putc(b, ',');
		csv_put_field(b, cells[i]);
	}
	buf_puts(b, "\r\n");
}

static bool
export_room_csv(const struct room_report *r, struct export_files *out, struct arena *a,
		struct err *err)
{
	struct room_table tables[ROOM_TABLES];
	size_t n = room_tables(r, tables, a);

	for (size_t i = 0; i < n; i++) {
		const struct room_table *t = &tables[i];
		const char *path = arena_printf(a, "tables/%s.csv", t->name);
		struct buf *file = export_open(out, path, err);

		if (!file)
			return false;
		csv_row(file, t->heads, t->columns);
		for (size_t k = 0; k < t->rows; k++)
			csv_row(file, t->cells + k * t->columns, t->columns);
		if (!export_close(file, path, err))
			return false;
	}
	return true;
}

/* ---- workbooks ------------------------------------------------------------------------ */

static struct spread_sheet *
sheet_open(struct spread_making *m, const char *name, const char *title)
{
	struct spread_sheet *sheet = &m->book->sheets[m->book->count++];

	*sheet = (struct spread_sheet){ .name = name, .about = title };
	spread_line(m, sheet, SPREAD_TITLE, title);
	return sheet;
}

static void
put_cover(struct spread_making *m, const struct room_report *r)
{
	struct spread_sheet *sheet = sheet_open(m, "Cover", r->title);
	const char *notes[6];
	size_t n = room_notes(r, notes);

	spread_line(m, sheet, SPREAD_TEXT, arena_printf(m->arena, "Room: %s", r->room));
	spread_line(m, sheet, SPREAD_TEXT, arena_printf(m->arena, "For: %s", r->group));
	if (*r->held)
		spread_line(m, sheet, SPREAD_TEXT,
			    arena_printf(m->arena, "Held: %s", r->held));
	for (size_t i = 0; i < n; i++)
		spread_line(m, sheet, SPREAD_TEXT, notes[i]);
	spread_fit(sheet);
}

static void
put_table(struct spread_making *m, const struct room_table *t,
	  const struct room_report *r)
{
	struct spread_sheet *sheet = sheet_open(
		m, arena_printf(m->arena, "Table_%zu", m->book->count),
		arena_printf(m->arena, "Table %zu: %s", m->book->count, t->title));

	sheet->table = arena_printf(m->arena, "data_%zu", m->book->count - 1);
	spread_line(m, sheet, SPREAD_TEXT, "This worksheet contains one table.");
	spread_line(m, sheet, SPREAD_TEXT,
		    arena_printf(m->arena, "Source: %s.", r->room));
	for (size_t i = 0; i < t->columns; i++)
		spread_column(sheet, t->heads[i], t->widths[i]);
	spread_rows(m, sheet, t->rows);
	for (size_t i = 0; i < t->rows * t->columns; i++)
		spread_text(m, sheet, t->cells[i]);
	spread_fit(sheet);
}

static struct spread *
room_spread(const struct room_report *r, struct arena *a)
{
	struct spread *book = arena_one(a, struct spread);
	struct room_table *tables = arena_array(a, struct room_table, ROOM_TABLES);
	struct spread_making m = { .book = book, .arena = a };
	size_t n = room_tables(r, tables, a);

	book->title = r->title;
	book->author = "";
	book->language = r->language;
	book->day = *r->held ? r->held : "2000-01-01";
	book->sheets = arena_array(a, struct spread_sheet, n + 1);
	put_cover(&m, r);
	for (size_t i = 0; i < n; i++)
		put_table(&m, &tables[i], r);
	return book;
}

static bool
export_room_ods(const struct room_report *r, struct export_files *out, struct arena *a,
		struct err *err)
{
	struct buf *file = export_open(out, "room.ods", err);

	return file && ods_book(room_spread(r, a), file, err) &&
	       export_close(file, "room.ods", err);
}

static bool
export_room_xlsx(const struct room_report *r, struct export_files *out, struct arena *a,
		 struct err *err)
{
	struct buf *file = export_open(out, "room.xlsx", err);

	return file && xlsx_book(room_spread(r, a), file, err) &&
	       export_close(file, "room.xlsx", err);
}

const struct room_format room_formats[] = {
	{ .name = "html",
	  .write = export_room_html,
	  .help = "one page to read and to print: the theme grid, ideas, quotes, actions" },
	{ .name = "json",
	  .write = export_room_json,
	  .help = "the whole for programs, and for comparing rooms" },
	{ .name = "csv", .write = export_room_csv, .help = "one file for each table" },
	{ .name = "ods",
	  .write = export_room_ods,
	  .help = "a workbook, one table a sheet, in the open format (OpenDocument)" },
	{ .name = "xlsx",
	  .write = export_room_xlsx,
	  .help = "the same workbook for Excel" },
};
const size_t room_format_count = ARRAY_LEN(room_formats);
