/*
 * Workbooks as .xlsx: read back cell by cell, the same bytes each time, and what is refused.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdio.h>
#include <unistd.h>

#include "form/author.h"
#include "out/out.h"
#include "tests/tap.h"

static const char *head[] = { "type", "label::Welsh (cy)" };
static const char *words[] = { "text", "Beth \"a\" <b> & 'c'\nail linell \xc5\xb5" };
static const char *sparse[] = { "", "=1+1", "007" };
static struct sheet_row rows[] = {
	{ .number = 1, .cells = head, .count = 2 },
	{ .number = 2, .cells = words, .count = 2 },
	{ .number = 5, .cells = sparse, .count = 3 },
};
static struct sheet sheets[] = {
	{ "survey", rows, 3 },
	{ "settings", rows, 1 },
};
static struct workbook book = { .sheets = sheets, .count = 2 };

static void
write_book(struct buf *out)
{
	struct err err = { .code = ERR_NONE };

	if (!xlsx_write(&book, out, &err))
		die("%s", err.text);
}

static void
reads_back(const struct buf *bytes)
{
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	struct workbook back;
	size_t i, j, k;

	if (!workbook_read(bytes->data, bytes->len, &back, a, &err))
		die("%s", err.text);
	is_int((long long)back.count, 2, "both sheets are there");
	for (i = 0; i < 2; i++) {
		const struct sheet *sheet = &back.sheets[i];

		is_str(sheet->name, sheets[i].name, "sheet %zu", i);
		is_int((long long)sheet->count, (long long)sheets[i].count, "rows of it");
		for (j = 0; j < sheet->count && j < sheets[i].count; j++) {
			const struct sheet_row *row = &sheet->rows[j], *want = &rows[j];

			is_int(row->number, want->number, "row %zu stands where it stood",
			       j);
			for (k = 0; k < want->count; k++)
				is_str(k < row->count ? row->cells[k] : "",
				       want->cells[k], "cell %zu", k);
		}
	}
	arena_free(a);
}

static void
refused(const char *sheet_name, const char *cell, const char *what)
{
	const char *cells[] = { cell };
	struct sheet_row row = { .number = 1, .cells = cells, .count = 1 };
	struct sheet sheet = { sheet_name, &row, 1 };
	struct workbook wrong = { .sheets = &sheet, .count = 1 };
	struct err err = { .code = ERR_NONE };
	SCOPED(buf) out;

	buf_init(&out, 0);
	buf_puts(&out, "before");
	ok(!xlsx_write(&wrong, &out, &err), "%s is refused", what);
	is_int(err.code, ERR_INPUT, "as bad input");
	is_str(out.data, "before", "and nothing is put out");
	note("it says: %s", err.text);
}

int
main(void)
{
	char *long_text = mem_new(40001, 1);
	SCOPED(buf) once;
	SCOPED(buf) again;

	buf_init(&once, 0);
	buf_init(&again, 0);
	write_book(&once);
	sleep(1); /* a clock that got in would show */
	write_book(&again);
	ok(once.len > 1000 && !memcmp(once.data, "PK\3\4", 4), "it is a zip");
	ok(once.len == again.len && !memcmp(once.data, again.data, once.len),
	   "a second later it has the same bytes");
	reads_back(&once);
	memset(long_text, 'x', 40000);
	refused("survey", long_text, "a text that no cell holds");
	refused("sur[vey", "x", "a name that no sheet has");
	free(long_text);
	return tap_done();
}
