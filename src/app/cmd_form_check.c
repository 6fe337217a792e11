/*
 * canvass form check FILE...: every problem of form files, each with its place.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"
#include "app/form_file.h"

/* One file; problems go to out.  False if it cannot be read at all. */
static bool
check_one(const struct call *call, const char *path, struct buf *out, size_t *errors,
	  size_t *warnings, struct err *err)
{
	struct arena *a = arena_new(0);
	struct err why = { .code = ERR_NONE };
	struct diags diags;
	SCOPED(buf) text;
	bool good;

	buf_init(&text, 0);
	good = form_file(call, path, 0, &text, &diags, a, &why) || why.code == ERR_NONE;
	if (good) {
		*errors += diags.errors;
		*warnings += diags.warnings;
		if (call->json)
			diags_json(&diags, out);
		else
			diags_print(&diags, out);
	} else if (err) {
		*err = why;
	}
	arena_free(a);
	return good;
}

/* Joins the files' arrays into one: "[a],\n[b]" has its inner brackets taken off. */
static void
put_json(const struct buf *lists, size_t n)
{
	bool any = false;

	putchar('[');
	for (size_t i = 0; i < n; i++) {
		const char *open = strchr(lists[i].data, '[');
		const char *close = strrchr(lists[i].data, ']');
		size_t len = (size_t)(close - open - 1);

		while (len && strchr(" \n", open[len]))
			len--;
		if (!len)
			continue;
		if (any)
			putchar(',');
		any = true;
		fwrite(open + 1, 1, len, stdout);
	}
	puts("]");
}

bool
cmd_form_check(struct call *call, struct err *err)
{
	struct buf *outs = mem_new(call->arg_count, sizeof(*outs));
	size_t errors = 0, warnings = 0;
	bool good = true;

	for (size_t i = 0; good && i < call->arg_count; i++) {
		buf_init(&outs[i], 0);
		good = check_one(call, call->args[i], &outs[i], &errors, &warnings, err);
	}
	if (good && call->json)
		put_json(outs, call->arg_count);
	for (size_t i = 0; i < call->arg_count; i++) {
		if (!call->json && outs[i].len)
			fwrite(outs[i].data, 1, outs[i].len, stdout);
		buf_free(&outs[i]);
	}
	free(outs);
	if (!good)
		return false;
	if (errors)
		return err_set(err, ERR_FOUND, "%zu error%s, %zu warning%s", errors,
			       errors == 1 ? "" : "s", warnings,
			       warnings == 1 ? "" : "s");
	if (!call->json && warnings)
		say("no errors, %zu warning%s", warnings, warnings == 1 ? "" : "s");
	return true;
}
