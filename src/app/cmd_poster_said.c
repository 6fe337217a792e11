/*
 * canvass poster said SUMMARY.json: "you said, we did", from a published summary.  Every figure on
 * it is one that was published.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/poster_job.h"
#include "app/summary_file.h"

struct said {
	enum poster_file file;
	enum poster_paper paper;
	struct settings settings;
	struct summary_files files;
	struct buf lines;
};

/* A folder that is no workspace will do: then flags and environment are all there is. */
static bool
sheet_make(const struct call *call, struct said *s, struct arena *a, struct err *err)
{
	const struct summary *summary;

	if (!printing_paper(call, false, &s->paper, err) ||
	    !printing_file(call, &s->file, err) || !flag_needed(call, "o", err) ||
	    !outputs_apart(call, call->args[0], err) ||
	    !settings_read(call, &s->settings, a, err) ||
	    !summary_file_add(call, &s->files, call->args[0], a, err))
		return false;
	summary = s->files.files[0];
	return printing_job_titled(call, &s->settings, summary->form_title, s->file,
				   &s->lines, a, err) &&
	       poster_said(summary, s->settings.value[SETTING_FORCE], s->paper, &s->lines,
			   err);
}

bool
cmd_poster_said(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct said *s = arena_one(a, struct said);
	const char *path = flag_value(call, "o");
	bool good = sheet_make(call, s, a, err) && render_whole(path, &s->lines, err);

	if (good && !str_same(path, "-"))
		printf("%s\n", path);
	buf_free(&s->lines);
	arena_free(a);
	return good;
}
