/*
 * canvass form translate FILE --to LANG: the texts that a translator fills in, beside what is
 * translated already; and --merge, the form with all of them in it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"
#include "app/form_file.h"
#include "form/author.h"

static bool
put_file(const struct call *call, const struct buf *out, struct err *err)
{
	const char *path = flag_value(call, "o");

	return path ? file_write(path, out->data, out->len, 0644, err)
		    : output_put(out, err);
}

/* How much is left to do, and what else there is to know. */
static void
tell(const struct call *call, const char *language, const struct translation *told)
{
	const char *path = call->args[0];

	const char *name = language_find(language)->name;

	if (told->missing)
		say("%zu text%s missing in %s, of %zu", told->missing,
		    told->missing == 1 ? " is" : "s are", name, told->texts);
	else
		say("all %zu texts are there in %s", told->texts, name);
	if (!told->declared)
		say("%s does not name %s among its languages yet: add it there, else these texts "
		    "are not used",
		    path, language);
}

/* What stands in the way of putting a side file into its form. */
static bool
not_merged(const char *path, const char *language, const struct translation *told,
	   struct err *err)
{
	const char *name = language_find(language)->name;

	if (!told->declared)
		return err_set(
			err, ERR_INPUT,
			"%s does not name %s among its languages; nothing was written",
			path, language);
	return err_set(err, ERR_INPUT, "%zu text%s missing in %s; nothing was written",
		       told->missing, told->missing == 1 ? " is" : "s are", name);
}

static bool
merge(const struct call *call, const struct form_bytes *bytes, const char *language,
      struct arena *a, struct err *err)
{
	const char *path = call->args[0];
	struct diags diags;
	struct translation told;
	SCOPED(buf) out;

	buf_init(&out, 0);
	diags_init(&diags, path, bytes->text, bytes->len, a);
	if (!form_merge(bytes->text, bytes->len, bytes->sides, bytes->side_count,
			language, &diags, &out, &told)) {
		diags_print(&diags, &out);
		fputs(out.data ? out.data : "", stderr);
		return err_set(err, ERR_INPUT, "%s has errors; nothing was written",
			       path);
	}
	if (told.missing || !told.declared)
		return not_merged(path, language, &told, err);
	return put_file(call, &out, err);
}

static bool
translate(const struct call *call, const char *language, struct arena *a, struct err *err)
{
	const char *path = call->args[0];
	struct form_bytes bytes;
	struct diags diags;
	struct translation told;
	SCOPED(buf) text;
	SCOPED(buf) out;

	buf_init(&text, 0);
	buf_init(&out, 0);
	if (!form_bytes_read(call, path, &text, &bytes, a, err))
		return false;
	diags_init(&diags, path, bytes.text, bytes.len, a);
	if (flag_value(call, "merge"))
		return merge(call, &bytes, language, a, err);
	if (!form_translate(bytes.text, bytes.len, bytes.sides, bytes.side_count,
			    language, &diags, &out, &told)) {
		diags_print(&diags, &out);
		fputs(out.data ? out.data : "", stderr);
		return err_set(err, ERR_INPUT, "%s has errors; nothing was written",
			       path);
	}
	if (!put_file(call, &out, err))
		return false;
	tell(call, language, &told);
	return true;
}

bool
cmd_form_translate(struct call *call, struct err *err)
{
	const char *language = flag_needed(call, "to", err);
	struct arena *a;
	bool good;

	if (!language)
		return false;
	if (!language_find(language))
		return err_set(
			err, ERR_USAGE,
			"--to %s: not a language code; use two letters, such as cy",
			language);
	/* the form with its texts may take its own place; a side file of it may not */
	if (!flag_value(call, "merge") && !outputs_apart(call, call->args[0], err))
		return false;
	a = arena_new(0);
	good = translate(call, language, a, err);
	arena_free(a);
	return good;
}
