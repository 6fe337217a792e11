/*
 * summary.xlsx: the workbook of sheets.c with its types: texts are texts whatever they begin with,
 * numbers are numbers, and each table is marked up as one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <limits.h>
#include <time.h>

#include "out/sheets.h"
#include "out/xlsx.h"

#define HEX "0123456789abcdefABCDEF"

enum { A4 = 9, DAY_SECONDS = 86400 };

enum look {
	LOOK_TEXT,
	LOOK_TEXT_NEXT,
	LOOK_TITLE,
	LOOK_HEADING,
	LOOK_TEXT_LINE,
	LOOK_TITLE_LINE,
	LOOK_HEADING_LINE,
	LOOK_HEAD,
	LOOK_HEAD_NEXT,
	LOOK_NUMBER_HEAD,
	LOOK_MARKER,
	LOOK_NUMBER,
	LOOK_DECIMAL,
	LOOK_LINK,
	LOOK__COUNT
};

static const struct {
	double size;
	bool bold, right, link;
	bool over;  /* stands alone in its row and runs over it */
	bool apart; /* stands beside numbers, which end where it begins */
	const char *number;
} looks[LOOK__COUNT] = {
	[LOOK_TEXT] = { .size = 12 },
	[LOOK_TEXT_NEXT] = { .size = 12, .apart = true },
	[LOOK_TITLE] = { .size = 16, .bold = true },
	[LOOK_HEADING] = { .size = 14, .bold = true },
	[LOOK_TEXT_LINE] = { .size = 12, .over = true },
	[LOOK_TITLE_LINE] = { .size = 16, .bold = true, .over = true },
	[LOOK_HEADING_LINE] = { .size = 14, .bold = true, .over = true },
	/* no line under them: LibreOffice cuts the first row's letters at it */
	[LOOK_HEAD] = { .size = 12, .bold = true },
	[LOOK_HEAD_NEXT] = { .size = 12, .bold = true, .apart = true },
	[LOOK_NUMBER_HEAD] = { .size = 12, .bold = true, .right = true },
	[LOOK_MARKER] = { .size = 12, .right = true },
	[LOOK_NUMBER] = { .size = 12, .right = true, .number = "#,##0" },
	[LOOK_DECIMAL] = { .size = 12, .right = true, .number = "0.0" },
	[LOOK_LINK] = { .size = 12, .link = true },
};

struct writing { /* into one workbook */
	const struct spread *book;
	lxw_workbook *to;
	lxw_format *formats[LOOK__COUNT];
	struct arena *arena;
	struct err *err;
};

static void
make_formats(struct writing *w)
{
	for (size_t i = 0; i < LOOK__COUNT; i++) {
		lxw_format *f = workbook_add_format(w->to);

		if (!f)
			die("out of memory");
		format_set_font_name(f, "Arial");
		format_set_font_size(f, looks[i].size);
		if (!looks[i].over)
			format_set_text_wrap(f);
		format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
		format_set_align(f, looks[i].right ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
		if (looks[i].bold)
			format_set_bold(f);
		if (looks[i].number)
			format_set_num_format(f, looks[i].number);
		if (looks[i].link) {
			format_set_font_color(f, 0x1d3fbb);
			format_set_underline(f, LXW_UNDERLINE_SINGLE);
		}
		if (looks[i].apart)
			format_set_indent(f, 1);
		w->formats[i] = f;
	}
}

static bool
refused(const struct writing *w, const struct spread_sheet *sheet, lxw_error error)
{
	return err_set(w->err, ERR_INPUT, "summary.xlsx, sheet %s: %s", sheet->name,
		       lxw_strerror(error));
}

/* ---- texts ---------------------------------------------------------------------------- */

/* "_x0041_" and its like: Excel reads a character's number there (ECMA-376, 22.9.2.19). */
static bool
looks_like_code(const char *at)
{
	return at[0] == '_' && at[1] == 'x' && strspn(at + 2, HEX) >= 4 && at[6] == '_';
}

/* The same text for a reader who takes such numbers for characters. */
static const char *
escaped(struct writing *w, const char *text)
{
	SCOPED(buf) b = { .most = 0 };

	if (!strstr(text, "_x"))
		return text;
	for (; *text; text++) {
		if (looks_like_code(text))
			buf_puts(&b, "_x005F");
		buf_putc(&b, *text);
	}
	return arena_copy(w->arena, b.data, b.len);
}

/* ---- one sheet ---------------------------------------------------------------------- */

static lxw_error
write_lines(struct writing *w, lxw_worksheet *page, const struct spread_sheet *sheet)
{
	static const enum look kinds[][2] = {
		[SPREAD_TITLE] = { LOOK_TITLE, LOOK_TITLE_LINE },
		[SPREAD_HEADING] = { LOOK_HEADING, LOOK_HEADING_LINE },
		[SPREAD_TEXT] = { LOOK_TEXT, LOOK_TEXT_LINE },
	};
	lxw_error error = LXW_NO_ERROR;

	for (size_t i = 0; error == LXW_NO_ERROR && i < sheet->line_count; i++) {
		const struct spread_line *line = &sheet->lines[i];
		enum look look = kinds[line->kind][sheet->table != NULL];

		error = worksheet_write_string(page, (lxw_row_t)i, 0,
					       escaped(w, line->text), w->formats[look]);
		if (error == LXW_NO_ERROR)
			error = worksheet_set_row(page, (lxw_row_t)i,
						  spread_line_height(sheet, line), NULL);
	}
	return error;
}

static enum look
look_of(const struct spread_cell *cell, const struct spread_column *column, bool first)
{
	if (cell->link)
		return LOOK_LINK;
	if (cell->text)
		return column->number ? LOOK_MARKER : first ? LOOK_TEXT : LOOK_TEXT_NEXT;
	return cell->decimal ? LOOK_DECIMAL : LOOK_NUMBER;
}

static lxw_error
write_cell(struct writing *w, lxw_worksheet *page, lxw_row_t row, lxw_col_t column,
	   const struct spread_cell *cell, enum look look)
{
	if (cell->link)
		return worksheet_write_url_opt(
			page, row, column,
			arena_printf(w->arena, "internal:%s!A1", cell->link),
			w->formats[look], escaped(w, cell->text), NULL);
	if (cell->text)
		return worksheet_write_string(page, row, column, escaped(w, cell->text),
					      w->formats[look]);
	return worksheet_write_number(page, row, column, (double)cell->tenths / 10,
				      w->formats[look]);
}

static enum look
head_look(const struct spread_sheet *sheet, size_t column)
{
	return sheet->columns[column].number ? LOOK_NUMBER_HEAD
	       : column			     ? LOOK_HEAD_NEXT
					     : LOOK_HEAD;
}

/* The library writes the header row itself, so that table and cells hold the same words. */
static lxw_error
mark_table(struct writing *w, lxw_worksheet *page, const struct spread_sheet *sheet)
{
	lxw_table_column columns[SPREAD_COLUMNS] = { 0 };
	lxw_table_column *list[SPREAD_COLUMNS + 1] = { NULL };
	lxw_table_options options = {
		.name = arena_str(w->arena, sheet->table),
		.no_autofilter = LXW_TRUE,
		.no_banded_rows = LXW_TRUE,
		.style_type = LXW_TABLE_STYLE_TYPE_LIGHT, /* and number 0: none at all */
		.columns = list,
	};

	for (size_t c = 0; c < sheet->column_count; c++) {
		columns[c].header = arena_str(w->arena, sheet->columns[c].title);
		columns[c].header_format = w->formats[head_look(sheet, c)];
		list[c] = &columns[c];
	}
	return worksheet_add_table(page, (lxw_row_t)sheet->line_count, 0,
				   (lxw_row_t)(sheet->line_count + sheet->row_count),
				   (lxw_col_t)(sheet->column_count - 1), &options);
}

static lxw_error
write_row(struct writing *w, lxw_worksheet *page, const struct spread_sheet *sheet,
	  size_t number)
{
	const struct spread_cell *cells = &sheet->cells[number * sheet->column_count];
	lxw_row_t row = (lxw_row_t)(sheet->line_count + 1 + number);
	lxw_error error = LXW_NO_ERROR;

	for (size_t c = 0; error == LXW_NO_ERROR && c < sheet->column_count; c++)
		error = write_cell(w, page, row, (lxw_col_t)c, &cells[c],
				   look_of(&cells[c], &sheet->columns[c], c == 0));
	return error == LXW_NO_ERROR
		       ? worksheet_set_row(page, row, spread_row_height(sheet, number), NULL)
		       : error;
}

static lxw_error
write_table(struct writing *w, lxw_worksheet *page, const struct spread_sheet *sheet)
{
	lxw_error error = mark_table(w, page, sheet);

	if (error == LXW_NO_ERROR)
		error = worksheet_set_row(page, (lxw_row_t)sheet->line_count,
					  spread_head_height(sheet), NULL);
	for (size_t i = 0; error == LXW_NO_ERROR && i < sheet->row_count; i++)
		error = write_row(w, page, sheet, i);
	return error;
}

/* Excel counts widths in digits of its own smaller font, Calibri of 11 points: 5.25 points. */
static double
width_of(unsigned characters)
{
	return characters * (double)SPREAD_CHARACTER_UM / SPREAD_POINT_UM / 5.25;
}

static bool
write_sheet(struct writing *w, const struct spread_sheet *sheet)
{
	lxw_worksheet *page = workbook_add_worksheet(w->to, sheet->name);
	lxw_error error;

	if (!page)
		return err_set(w->err, ERR_BUG, "summary.xlsx: no sheet can be called %s",
			       sheet->name);
	worksheet_set_landscape(page);
	worksheet_set_paper(page, A4);
	worksheet_fit_to_pages(page, 1, 0);
	if (!sheet->table)
		worksheet_set_column(page, 0, 0, width_of(SPREAD_COVER_WIDTH), NULL);
	for (size_t c = 0; c < sheet->column_count; c++)
		worksheet_set_column(page, (lxw_col_t)c, (lxw_col_t)c,
				     width_of(sheet->columns[c].width), NULL);
	error = write_lines(w, page, sheet);
	if (error == LXW_NO_ERROR && sheet->table)
		error = write_table(w, page, sheet);
	return error == LXW_NO_ERROR || refused(w, sheet, error);
}

static bool
fill(lxw_workbook *to, const void *with, struct err *err)
{
	const struct spread *book = with;
	struct writing w = { .book = book, .to = to, .arena = arena_new(0), .err = err };
	lxw_doc_properties properties = { .title = arena_str(w.arena, book->title),
					  .author = arena_str(w.arena, book->author) };
	bool good = true;
	int day;

	/* without a day the library would put the moment of now */
	if (!day_parse(book->day, &day))
		good = err_set(err, ERR_BUG, "\"%.20s\" is no day", book->day);
	properties.created = good ? (time_t)day * DAY_SECONDS : 1;
	workbook_set_properties(to, &properties);
	make_formats(&w);
	for (size_t i = 0; good && i < book->count; i++)
		good = write_sheet(&w, &book->sheets[i]);
	arena_free(w.arena);
	return good;
}

/* ---- what the library cannot say -------------------------------------------------------- */

static bool
every_part(const char *name)
{
	(void)name;
	return true;
}

/* The language, behind the other things that the workbook says of itself. */
static void
add_language(struct zip_entry *part, const char *language, struct arena *a)
{
	static const char end[] = "</cp:coreProperties>";
	const char *text = part->data, *at = strstr(text, end);

	if (!at)
		die("%s has no end", part->name);
	part->data = arena_printf(a, "%.*s<dc:language>%s</dc:language>%s",
				  (int)(at - text), text, language, at);
	part->len = strlen(part->data);
}

/*
 * Packed once more: with the language of its texts, and with the release's day for all parts, as in
 * each other archive that is released.
 */
static bool
pack(const struct spread *book, const struct buf *made, struct buf *out, struct arena *a,
     struct err *err)
{
	static const struct zip_limits limits = { .entries = 64 * 1024,
						  .bytes = 8 * (size_t)EXPORT_BYTES_MOST,
						  .ratio = UINT_MAX };
	struct zip_file *files;
	struct zip_entry *parts;
	size_t count;
	int day;

	if (!day_parse(book->day, &day) ||
	    !zip_read(made->data, made->len, &limits, every_part, &files, &count, a, err))
		return err_add(err, "the workbook");
	parts = arena_array(a, struct zip_entry, count);
	for (size_t i = 0; i < count; i++) {
		parts[i] = (struct zip_entry){ .name = files[i].name,
					       .data = files[i].data,
					       .len = files[i].len };
		if (str_same(files[i].name, "docProps/core.xml"))
			add_language(&parts[i], book->language, a);
	}
	return zip_write(parts, count, day, out, err);
}

bool
xlsx_book(const struct spread *book, struct buf *out, struct err *err)
{
	struct arena *parts = arena_new(0);
	bool good;
	SCOPED(buf) made;

	buf_init(&made, EXPORT_BYTES_MOST);
	good = xlsx_make(fill, book, &made, err) &&
	       export_close(&made, "the workbook", err) &&
	       pack(book, &made, out, parts, err);
	arena_free(parts);
	return good;
}

bool
export_xlsx(const struct summary *s, struct export_files *out, struct arena *a,
	    struct err *err)
{
	struct buf *file = export_open(out, "summary.xlsx", err);

	return file && xlsx_book(spread_make(s, a), file, err) &&
	       export_close(file, "summary.xlsx", err);
}
