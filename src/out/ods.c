/*
 * summary.ods: the workbook as OpenDocument 1.3, written by hand, so that each byte of it is ours
 * and the same every time.  Its words and numbers come from sheets.c; its styles are ods_styles.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/ods.h"
#include "out/sheets.h"

#define TYPE "application/vnd.oasis.opendocument.spreadsheet"

void
ods_text(struct buf *b, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			buf_puts(b, "&amp;");
			break;
		case '<':
			buf_puts(b, "&lt;");
			break;
		case '>':
			buf_puts(b, "&gt;");
			break;
		case '"':
			buf_puts(b, "&quot;");
			break;
		default:
			buf_putc(b, *text);
		}
	}
}

/* ---- cells ------------------------------------------------------------------------ */

/*
 * One line.  A reader folds blanks (ODF 1.3, part 3, 6.1.2), so all but a single one between words
 * are elements of their own.
 */
static void
put_line(struct buf *b, const char *line, size_t len)
{
	char one[2] = "";

	for (size_t i = 0; i < len; i++) {
		if (line[i] == ' ' && (i == 0 || i + 1 == len || line[i - 1] == ' '))
			buf_puts(b, "<text:s/>");
		else {
			one[0] = line[i];
			ods_text(b, one);
		}
	}
}

static void
put_text(struct buf *b, const char *text, const char *link)
{
	for (bool more = true; more;) {
		size_t len = strcspn(text, "\n");

		buf_puts(b, "<text:p>");
		if (link)
			buf_printf(b, "<text:a xlink:type=\"simple\" xlink:href=\"#%s\">",
				   link);
		put_line(b, text, len);
		buf_puts(b, link ? "</text:a></text:p>" : "</text:p>");
		more = text[len] != '\0';
		text += len + more;
	}
}

static void
put_string(struct buf *b, const char *style, const char *text, const char *link)
{
	buf_printf(b,
		   "<table:table-cell table:style-name=\"%s\" "
		   "office:value-type=\"string\">",
		   style);
	put_text(b, text, link);
	buf_puts(b, "</table:table-cell>");
}

/* Whole numbers as they are shown, with a comma at each thousand. */
static void
put_grouped(struct buf *b, long n)
{
	if (n >= 1000) {
		put_grouped(b, n / 1000);
		buf_printf(b, ",%03ld", n % 1000);
	} else {
		buf_printf(b, "%ld", n);
	}
}

static void
put_cell(struct buf *b, const struct spread_cell *cell,
	 const struct spread_column *column, bool first)
{
	long n = cell->tenths, size = labs(n);

	if (cell->text) {
		put_string(b,
			   cell->link	    ? "Link"
			   : column->number ? "Marker"
			   : first	    ? "Text"
					    : "Text_next",
			   cell->text, cell->link);
		return;
	}
	buf_printf(
		b,
		"<table:table-cell table:style-name=\"%s\" office:value-type=\"float\" "
		"office:value=\"",
		cell->decimal ? "Decimal" : "Number");
	if (cell->decimal) {
		buf_printf(b, "%s%ld.%ld\"><text:p>", n < 0 ? "-" : "", size / 10,
			   size % 10);
		buf_printf(b, "%s%ld.%ld", n < 0 ? "-" : "", size / 10, size % 10);
	} else {
		buf_printf(b, "%ld\"><text:p>", n / 10);
		put_grouped(b, n / 10);
	}
	buf_puts(b, "</text:p></table:table-cell>");
}

/* ---- sheets ------------------------------------------------------------------------ */

#define ROW_END "</table:table-row>\n"

/* The highest rows are left to the program that shows them. */
static void
put_row(struct buf *b, unsigned height)
{
	if (height < SPREAD_HEIGHT_MOST)
		buf_printf(b, "<table:table-row table:style-name=\"h%u\">", height);
	else
		buf_puts(b, "<table:table-row table:style-name=\"row\">");
}

static void
put_lines(struct buf *b, const struct spread_sheet *sheet)
{
	static const char *const styles[][2] = {
		[SPREAD_TITLE] = { "Title", "Title_line" },
		[SPREAD_HEADING] = { "Heading", "Heading_line" },
		[SPREAD_TEXT] = { "Text", "Text_line" },
	};

	for (size_t i = 0; i < sheet->line_count; i++) {
		const struct spread_line *line = &sheet->lines[i];

		put_row(b, spread_line_height(sheet, line));
		put_string(b, styles[line->kind][sheet->table != NULL], line->text, NULL);
		buf_puts(b, ROW_END);
	}
}

static void
put_table(struct buf *b, const struct spread_sheet *sheet)
{
	const struct spread_column *columns = sheet->columns;

	buf_puts(b, "<table:table-header-rows>");
	put_row(b, spread_head_height(sheet));
	for (size_t c = 0; c < sheet->column_count; c++)
		put_string(b,
			   columns[c].number ? "Number_head"
			   : c		     ? "Head_next"
					     : "Head",
			   columns[c].title, NULL);
	buf_puts(b, ROW_END "</table:table-header-rows>\n");
	for (size_t i = 0; i < sheet->cell_count; i++) {
		size_t c = i % sheet->column_count;

		if (c == 0)
			put_row(b, spread_row_height(sheet, i / sheet->column_count));
		put_cell(b, &sheet->cells[i], &columns[c], c == 0);
		buf_puts(b, c + 1 == sheet->column_count ? ROW_END : "");
	}
}

static void
put_sheet(struct buf *b, const struct spread_sheet *sheet)
{
	buf_printf(b, "<table:table table:name=\"%s\" table:style-name=\"sheet\">\n",
		   sheet->name);
	if (!sheet->table)
		buf_printf(b, "<table:table-column table:style-name=\"w%u\"/>\n",
			   SPREAD_COVER_WIDTH);
	for (size_t c = 0; c < sheet->column_count; c++)
		buf_printf(b, "<table:table-column table:style-name=\"w%u\"/>\n",
			   sheet->columns[c].width);
	put_lines(b, sheet);
	if (sheet->table)
		put_table(b, sheet);
	buf_puts(b, "</table:table>\n");
}

/* Where a table stands: what programs other than people find it by. */
static void
put_range(struct buf *b, const struct spread_sheet *sheet)
{
	buf_printf(
		b,
		"<table:database-range table:name=\"%s\" "
		"table:target-range-address=\"%s.A%zu:%s.%c%zu\" "
		"table:contains-header=\"true\" table:display-filter-buttons=\"false\"/>\n",
		sheet->table, sheet->name, sheet->line_count + 1, sheet->name,
		(int)('A' + sheet->column_count - 1),
		sheet->line_count + 1 + sheet->row_count);
}

static void
put_content(struct buf *b, const struct spread *book)
{
	ods_content_head(b, book);
	buf_puts(b, "<office:body><office:spreadsheet>\n");
	for (size_t i = 0; i < book->count; i++)
		put_sheet(b, &book->sheets[i]);
	buf_puts(b, "<table:database-ranges>\n");
	for (size_t i = 0; i < book->count; i++)
		if (book->sheets[i].table)
			put_range(b, &book->sheets[i]);
	buf_puts(b, "</table:database-ranges>\n"
		    "</office:spreadsheet></office:body></office:document-content>\n");
}

/* ---- the archive --------------------------------------------------------------------- */

static void
put_manifest(struct buf *b, const struct spread *book)
{
	static const char *const parts[] = { "content.xml", "meta.xml", "settings.xml",
					     "styles.xml" };

	(void)book;
	buf_puts(
		b, ODS_XML
		"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:"
		"manifest:1.0\" manifest:version=\"1.3\">\n"
		"<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" "
		"manifest:media-type=\"" TYPE "\"/>\n");
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		buf_printf(b,
			   "<manifest:file-entry manifest:full-path=\"%s\" "
			   "manifest:media-type=\"text/xml\"/>\n",
			   parts[i]);
	buf_puts(b, "</manifest:manifest>\n");
}

static void
put_type(struct buf *b, const struct spread *book)
{
	(void)book;
	buf_puts(b, TYPE);
}

/* The type comes first and plain: programs tell the file by it (ODF 1.3, part 2, 3.3). */
static const struct {
	const char *path;
	void (*put)(struct buf *b, const struct spread *book);
} parts[] = {
	{ "mimetype", put_type },	  { "META-INF/manifest.xml", put_manifest },
	{ "content.xml", put_content },	  { "meta.xml", ods_meta },
	{ "settings.xml", ods_settings }, { "styles.xml", ods_styles },
};

bool
ods_book(const struct spread *book, struct buf *out, struct err *err)
{
	struct zip_entry entries[ARRAY_LEN(parts)];
	struct buf bodies[ARRAY_LEN(parts)];
	bool good = true;
	int day;

	if (!day_parse(book->day, &day))
		return err_set(err, ERR_BUG, "\"%.20s\" is no day", book->day);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		buf_init(&bodies[i], EXPORT_BYTES_MOST);
		parts[i].put(&bodies[i], book);
		good &= buf_ok(&bodies[i]);
		entries[i] = (struct zip_entry){ .name = parts[i].path,
						 .data = bodies[i].data,
						 .len = bodies[i].len,
						 .stored = i == 0 };
	}
	good = good ? zip_write(entries, ARRAY_LEN(parts), day, out, err)
		    : err_set(err, ERR_INPUT, "the workbook is larger than %d bytes",
			      EXPORT_BYTES_MOST);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		buf_free(&bodies[i]);
	return good;
}

bool
export_ods(const struct summary *s, struct export_files *out, struct arena *a,
	   struct err *err)
{
	struct buf *file = export_open(out, "summary.ods", err);

	return file && ods_book(spread_make(s, a), file, err) &&
	       export_close(file, "summary.ods", err);
}
