/*
 * A workbook as an .xlsx file: texts alone, the first row bold and always in sight.  The door to
 * libxlsxwriter, with xlsx_book.c.  The same workbook gives the same bytes on any day.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "form/author.h"
#include "out/out.h"
#include "out/xlsx.h"

enum { WIDTH_LEAST = 8, WIDTH_MOST = 60 }; /* of a column, in characters */

/* The widest line of any cell in a column, within reason. */
static double
column_width(const struct sheet *sheet, size_t column)
{
	size_t widest = WIDTH_LEAST, i;

	for (i = 0; i < sheet->count; i++) {
		const struct sheet_row *row = &sheet->rows[i];
		const char *s = column < row->count ? row->cells[column] : "";

		while (*s) {
			size_t line = strcspn(s, "\n"), n = utf8_count(s, line);

			widest = n > widest ? n : widest;
			s += line + (s[line] == '\n');
		}
	}
	return widest + 2 > WIDTH_MOST ? WIDTH_MOST : (double)(widest + 2);
}

static bool
row_write(lxw_worksheet *to, const struct sheet_row *row, lxw_format *format,
	  const char *name, struct err *err)
{
	lxw_error error = LXW_NO_ERROR;
	size_t i;

	for (i = 0; i < row->count && error == LXW_NO_ERROR; i++) {
		if (row->cells[i][0])
			error = worksheet_write_string(to, row->number - 1, (lxw_col_t)i,
						       row->cells[i], format);
	}
	if (error != LXW_NO_ERROR)
		return err_set(err, ERR_INPUT, "sheet %s, row %u, column %zu: %s", name,
			       row->number, i, lxw_strerror(error));
	return true;
}

static bool
sheet_write(lxw_workbook *to, const struct sheet *sheet, lxw_format *head,
	    lxw_format *body, struct err *err)
{
	lxw_worksheet *page;
	size_t columns = 0, i;

	if (workbook_validate_sheet_name(to, sheet->name) != LXW_NO_ERROR)
		return err_set(err, ERR_INPUT, "\"%.60s\" cannot be the name of a sheet",
			       sheet->name);
	page = workbook_add_worksheet(to, sheet->name);
	if (!page)
		die("out of memory");
	for (i = 0; i < sheet->count; i++) {
		const struct sheet_row *row = &sheet->rows[i];

		columns = row->count > columns ? row->count : columns;
		if (!row_write(page, row, row->number == 1 ? head : body, sheet->name,
			       err))
			return false;
	}
	for (i = 0; i < columns; i++)
		worksheet_set_column(page, (lxw_col_t)i, (lxw_col_t)i,
				     column_width(sheet, i), NULL);
	worksheet_freeze_panes(page, 1, 0);
	return true;
}

static bool
book_write(lxw_workbook *to, const void *with, struct err *err)
{
	const struct workbook *book = with;
	/* the first moment that a spreadsheet knows: it says nothing of anybody's day */
	lxw_doc_properties properties = { .created = 315532800 };
	lxw_format *head = workbook_add_format(to), *body = workbook_add_format(to);
	size_t i;

	if (!head || !body)
		die("out of memory");
	workbook_set_properties(to, &properties);
	format_set_bold(head);
	format_set_text_wrap(body);
	format_set_align(body, LXW_ALIGN_VERTICAL_TOP);
	for (i = 0; i < book->count; i++) {
		if (!sheet_write(to, &book->sheets[i], head, body, err))
			return false;
	}
	return true;
}

/* All that was written to the path in memory. */
static bool
memory_take(int fd, struct buf *out, struct err *err)
{
	char part[16384];
	ssize_t n;
	off_t at = 0;

	while ((n = pread(fd, part, sizeof(part), at)) > 0) {
		buf_put(out, part, (size_t)n);
		at += n;
	}
	if (n < 0)
		return err_set(err, ERR_IO, "reading the workbook back: %s",
			       strerror(errno));
	return true;
}

bool
xlsx_make(bool (*fill)(lxw_workbook *to, const void *with, struct err *err),
	  const void *with, struct buf *out, struct err *err)
{
	lxw_workbook_options options = { .constant_memory = LXW_FALSE };
	lxw_workbook *to;
	lxw_error error;
	SCOPED(buf) bytes;
	char path[40];
	int fd;
	bool good;

	buf_init(&bytes, 0);
	fd = memfd_create("workbook.xlsx", MFD_CLOEXEC);
	if (fd < 0)
		return err_set(err, ERR_IO, "no memory for a workbook: %s",
			       strerror(errno));
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	to = workbook_new_opt(path, &options);
	if (!to)
		die("out of memory");
	good = fill(to, with, err);
	error = workbook_close(to);
	if (good && error != LXW_NO_ERROR)
		good = err_set(err, ERR_IO, "writing a workbook: %s",
			       lxw_strerror(error));
	good = good && memory_take(fd, &bytes, err);
	close(fd);
	if (good)
		buf_put(out, bytes.data, bytes.len);
	return good;
}

bool
xlsx_write(const struct workbook *book, struct buf *out, struct err *err)
{
	return xlsx_make(book_write, book, out, err);
}
