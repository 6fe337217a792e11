/*
 * canvass form show FILE: the form as a person would read it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"
#include "app/form_file.h"

static bool
show(const struct call *call, const struct form *form, struct err *err)
{
	const char *lang = flag_value(call, "lang");
	int index = lang ? form_language(form, lang) : 0;
	SCOPED(buf) out;

	buf_init(&out, 0);
	if (index < 0)
		return err_set(err, ERR_USAGE, "%s is not written in \"%s\"",
			       call->args[0], lang);
	form_show(form, (unsigned)index, &out);
	return output_put(&out, err);
}

bool
cmd_form_show(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct err why = { .code = ERR_NONE };
	struct diags diags;
	struct form *form;
	SCOPED(buf) text;
	SCOPED(buf) problems;
	bool good;

	buf_init(&text, 0);
	buf_init(&problems, 0);
	form = form_file(call, call->args[0], 0, &text, &diags, a, &why);
	if (form) {
		good = show(call, form, err);
	} else if (why.code != ERR_NONE) {
		good = err_set(err, why.code, "%s", why.text);
	} else {
		diags_print(&diags, &problems);
		fputs(problems.data ? problems.data : "", stderr);
		good = err_set(err, ERR_INPUT, "%s has errors", call->args[0]);
	}
	arena_free(a);
	return good;
}
