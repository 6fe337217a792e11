/*
 * canvass form export-xlsform FORM.yaml -o FILE.xlsx: a form as an XLSForm, for tools that know
 * those; and, on standard error, what they will not know of it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/form_file.h"
#include "form/author.h"
#include "form/guide.h"
#include "out/out.h"

static bool
report_write(const struct call *call, const struct loss_report *report, const char *path,
	     struct err *err)
{
	SCOPED(buf) json;

	buf_init(&json, 0);
	loss_json(report, "export 1", flag_value(call, "o"), call->args[0], &json);
	return file_write(path, json.data, json.len, 0644, err);
}

/* The workbook last: where it stands, its report does too. */
static bool export(const struct call *call, const struct form *form, const char *path,
		   struct arena *a, struct err *err)
{
	const char *report_path = flag_value(call, "report");
	struct loss_report report;
	struct workbook book;
	SCOPED(buf) bytes;
	SCOPED(buf) words;

	buf_init(&bytes, 0);
	buf_init(&words, 0);
	loss_report_init(&report, a);
	form_export(form, &book, &report, a);
	if (!xlsx_write(&book, &bytes, err))
		return false;
	if (report_path && !report_write(call, &report, report_path, err))
		return false;
	if (!file_write(path, bytes.data, bytes.len, 0644, err))
		return false;
	loss_words(&report, &words);
	fputs(words.data ? words.data : "", stderr);
	return true;
}

bool
cmd_form_export(struct call *call, struct err *err)
{
	const char *path = flag_needed(call, "o", err);
	struct err why = { .code = ERR_NONE };
	struct diags diags;
	const struct form *form;
	struct arena *a;
	SCOPED(buf) text = { 0 };
	SCOPED(buf) problems = { 0 };
	bool good;

	if (!path)
		return false;
	if (!outputs_apart(call, call->args[0], err))
		return false;
	a = arena_new(0);
	form = form_file(call, call->args[0], 0, &text, &diags, a, &why);
	if (form) {
		good = export(call, form, path, a, err);
	} else if (why.code != ERR_NONE) {
		good = err_set(err, why.code, "%s", why.text);
	} else if (guide_is(text.data ? text.data : "", text.len)) {
		good = err_set(err, ERR_INPUT, "%s is a guide, not a form",
			       call->args[0]);
	} else {
		diags_print(&diags, &problems);
		fputs(problems.data ? problems.data : "", stderr);
		good = err_set(err, ERR_INPUT, "%s has errors", call->args[0]);
	}
	arena_free(a);
	return good;
}
