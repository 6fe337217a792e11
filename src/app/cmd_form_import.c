/*
 * canvass form import FILE.xlsx: a form from an XLSForm, and of each row what became of it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <strings.h>
#include <sys/stat.h>

#include "app/app.h"
#include "app/form_file.h"
#include "form/author.h"

enum { FILE_MOST = 32 << 20 };

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* "forms/Survey 1.xlsx" is called "Survey 1"; a name that is no text is none. */
static const char *
name_of(const char *path, struct arena *a)
{
	size_t len = strlen(path);
	const char *name, *dot;

	while (len > 1 && path[len - 1] == '/')
		len--;
	path = arena_copy(a, path, len);
	name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	dot = strrchr(name, '.');
	if (!utf8_valid(name, strlen(name)))
		return NULL;
	return dot && dot > name ? arena_copy(a, name, (size_t)(dot - name)) : name;
}

/* A folder of CSV files, one a sheet; survey alone must be there. */
static bool
folder_read(const char *path, struct workbook *book, struct arena *a, struct err *err)
{
	static const char *const names[] = { "survey", "choices", "settings" };

	book->sheets = arena_array(a, struct sheet, ARRAY_LEN(names));
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *file =
			path_join(a, path, arena_printf(a, "%s.csv", names[i]));
		SCOPED(buf) text = { 0 };

		buf_init(&text, 0);
		if (!file_there(file))
			continue;
		if (!file_read(file, FILE_MOST, &text, err) ||
		    !sheet_read_csv(names[i], text.data ? text.data : "", text.len,
				    &book->sheets[book->count], a, err))
			return false;
		book->count++;
	}
	return book->count ||
	       err_set(err, ERR_INPUT, "the folder %s has no survey.csv", path);
}

static bool
book_read(struct call *call, const char *path, struct workbook *book, struct arena *a,
	  struct err *err)
{
	SCOPED(buf) data = { 0 };

	if (is_folder(path)) {
		book->name = name_of(path, a);
		return folder_read(path, book, a, err);
	}
	buf_init(&data, 0);
	if (!file_read_named(call, path, FILE_MOST, &data, err))
		return false;
	if (!workbook_read(data.data ? data.data : "", data.len, book, a, err))
		return err_add(err, "%s", path);
	book->name = name_of(path, a);
	if (book->macros)
		say("%s holds macros; they were ignored", path);
	return true;
}

static void
say_lines(const struct buf *words)
{
	const char *line = words->data, *end;

	for (; line && (end = strchr(line, '\n')) != NULL; line = end + 1)
		say("%.*s", (int)(end - line), line);
}

static bool
report_write(const struct call *call, const struct loss_report *report, const char *form,
	     struct err *err)
{
	const char *path = flag_value(call, "report");
	SCOPED(buf) json = { 0 };

	if (!path)
		return true;
	buf_init(&json, 0);
	loss_json(report, "import 1", call->args[0], form, &json);
	return file_write(path, json.data, json.len, 0644, err);
}

/* No form: the report is written all the same, and the first trouble is the one that is told. */
static bool
refuse(const struct call *call, const struct loss_report *report, const struct err *why,
       struct err *err)
{
	if (!report_write(call, report, NULL, err))
		say("%s", err->text);
	return err_set(err, why->code, "%s", why->text);
}

/*
 * A page that the door could not send in one piece; its menu of languages takes room as well.
 * FORM_PAGES: it is the check page, which shows all that was asked.
 */
static int
page_too_large(const struct form *form, size_t languages)
{
	struct arena *a = arena_new(0);
	struct diags diags;
	unsigned page = 0;
	int found = -1;

	diags_init(&diags, "form", "", 0, a);
	form_sizes_check(form, &diags);
	if (form_page_largest(form, &page) + 80 * (languages - 1) > PAGE_MOST)
		found = (int)page;
	else if (diags.errors)
		found = FORM_PAGES;
	arena_free(a);
	return found;
}

static bool
import(struct call *call, struct arena *a, struct buf *form, struct loss_report *report,
       struct err *err)
{
	const char *path = call->args[0], *to = flag_value(call, "o");
	struct workbook book = { 0 };
	struct err why = { 0 };
	SCOPED(buf) words = { 0 };

	if (!book_read(call, path, &book, a, &why)) {
		if (why.code == ERR_INPUT)
			loss_add(report, "", 0, "workbook", LOSS_REFUSED, why.text);
		return why.code == ERR_INPUT ? refuse(call, report, &why, err)
					     : err_set(err, why.code, "%s", why.text);
	}
	buf_init(&words, 0);
	if (!form_import_fitted(&book, page_too_large, form, report, &why)) {
		loss_words(report, &words);
		say_lines(&words);
		err_add(&why, "%s", path);
		return refuse(call, report, &why, err);
	}
	loss_words(report, &words);
	say_lines(&words);
	if (to ? !file_write(to, form->data, form->len, 0644, err)
	       : !output_put(form, err))
		return false;
	return report_write(call, report, to, err);
}

bool
cmd_form_import(struct call *call, struct err *err)
{
	struct arena *a;
	struct loss_report report;
	size_t refused = 0;
	bool right;
	SCOPED(buf) form = { 0 };

	if (!outputs_apart(call, call->args[0], err))
		return false;
	a = arena_new(0);
	buf_init(&form, 0);
	loss_report_init(&report, a);
	right = import(call, a, &form, &report, err);
	for (size_t i = 0; i < report.count; i++)
		refused += report.rows[i].outcome == LOSS_REFUSED;
	arena_free(a);
	if (right && refused && flag_value(call, "strict"))
		return err_set(err, ERR_FOUND, "%zu row%s refused", refused,
			       refused == 1 ? " was" : "s were");
	return right;
}
