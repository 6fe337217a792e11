/*
 * Any bytes as a workbook, or as the CSV of its three sheets: they are read or refused with a
 * reason; each row has its entry, in order; and a form that comes of it is one that our own reader
 * takes, but for texts that only its author can supply.
 *
 * Sheets of CSV have a line of three dashes between them: survey, choices, settings.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdint.h>

#include "form/author.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
promise(bool kept, const char *what)
{
	if (!kept)
		die("broken promise: %s", what);
}

static bool
sheets_read(const char *text, size_t len, struct workbook *book, struct arena *a)
{
	static const char *const names[] = { "survey", "choices", "settings" };
	static const char between[] = "\n---\n";
	const char *end = text + len;
	struct err err = { 0 };

	book->name = "fuzz";
	book->sheets = arena_array(a, struct sheet, ARRAY_LEN(names));
	for (size_t i = 0; i < ARRAY_LEN(names) && text <= end; i++) {
		const char *next = memmem(text, (size_t)(end - text), between, 5);
		size_t part = (size_t)((next ? next : end) - text);

		if (!sheet_read_csv(names[i], text, part, &book->sheets[i], a, &err)) {
			promise(*err.text, "a reason why a sheet is refused");
			return false;
		}
		book->count++;
		if (!next)
			break;
		text = next + 5;
	}
	return true;
}

/* Each row once, in the workbook's order; a reason where something was lost. */
static void
report_check(const struct workbook *book, const struct loss_report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < book->count; i++) {
		for (size_t k = 0; k < book->sheets[i].count; k++, n++) {
			promise(n < r->count, "an entry for each row");
			promise(str_same(r->rows[n].sheet, book->sheets[i].name) &&
					r->rows[n].row == book->sheets[i].rows[k].number,
				"entries in the workbook's order");
			promise((r->rows[n].outcome == LOSS_MAPPED) ==
					(*r->rows[n].reason == '\0'),
				"a reason where something was lost");
			promise(utf8_count(r->rows[n].what, strlen(r->rows[n].what)) <=
					200,
				"a short name");
		}
	}
	promise(n == r->count, "no entry without a row");
}

static void
form_check(const struct buf *form, struct arena *a)
{
	struct diags diags;

	diags_init(&diags, "form.yaml", form->data, form->len, a);
	if (form_parse_new(form->data, form->len, 0, &diags))
		return;
	for (size_t i = 0; i < diags.count; i++)
		promise(*diags.items[i].code == 'W' ||
				str_same(diags.items[i].code, "E090") ||
				str_same(diags.items[i].code, "E094"),
			diags.items[i].message);
}

static void
json_check(const struct loss_report *r, struct arena *a)
{
	struct err err = { 0 };
	const struct json *json, *rows;
	SCOPED(buf) out;

	buf_init(&out, 0);
	loss_words(r, &out);
	buf_clear(&out);
	loss_json(r, "import 1", "f", NULL, &out);
	json = json_parse(out.data, out.len, a, &err);
	rows = json ? json_get(json, "rows") : NULL;
	promise(rows && rows->count == r->count, "a report that programs can read");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new(0);
	struct workbook book = { 0 };
	struct loss_report report;
	struct err err = { 0 };
	bool right, zip = len > 1 && !memcmp(data, "PK", 2);
	SCOPED(buf) form;

	buf_init(&form, 0);
	loss_report_init(&report, a);
	right = zip ? workbook_read(data, len, &book, a, &err)
		    : sheets_read((const char *)data, len, &book, a);
	if (zip && !right)
		promise(err.code == ERR_INPUT && *err.text && !book.count,
			"a reason why a workbook is refused, and nothing else");
	if (right) {
		right = form_import(&book, &form, &report, &err);
		promise(right || (err.code == ERR_INPUT && *err.text && !form.len),
			"a form, or a reason");
		report_check(&book, &report);
		json_check(&report, a);
		if (right)
			form_check(&form, a);
	}
	arena_free(a);
	return 0;
}
