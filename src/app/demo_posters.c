/*
 * The demo's drawings: a poster of the wave that is open, and "you said, we did" of the one that
 * was published.  Made anew at each start, since the address may be another.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/demo.h"
#include "app/poster_job.h"
#include "app/summary_file.h"

static bool
poster_drawn(const struct call *call, const struct settings *settings, const char *code,
	     struct arena *a, struct err *err)
{
	struct store *st = store_open(call->dir, STORE_READS, err);
	struct printing p = { .call = call };
	struct poster_link link;
	SCOPED(buf) lines;
	bool good;

	buf_init(&lines, 0);
	good = st && printing_open(call, st, settings, DEMO_OPEN, &p, a, err);
	if (good)
		printing_link(&p, code, "", &link, a);
	good = good && printing_job(&p, POSTER_PDF, &lines, err) &&
	       poster_wall(&p.about, PAPER_A4, false, &link, &lines, err) &&
	       poster_how(&p.about, PAPER_A4, &lines, err) &&
	       render_whole(path_join(a, call->dir, DEMO_POSTER), &lines, err);
	store_close(st);
	return good;
}

/* Few answers hide numbers that the team's words name, and then there are no words. */
static bool
said_drawn(const struct call *call, const struct settings *settings, struct arena *a,
	   struct err *err)
{
	struct summary_files *files = arena_one(a, struct summary_files);
	const char *path =
		path_join(a, call->dir, "exports/" DEMO_EARLIER "/summary.json");
	const struct summary *told;
	SCOPED(buf) lines;

	buf_init(&lines, 0);
	if (!summary_file_add(call, files, path, a, err))
		return false;
	told = files->files[0];
	if (!told->board || !told->board->pair_count)
		return true;
	return printing_job_titled(call, settings, told->form_title, POSTER_PDF, &lines,
				   a, err) &&
	       poster_said(told, settings->value[SETTING_FORCE], PAPER_A4, &lines, err) &&
	       render_whole(path_join(a, call->dir, DEMO_SAID), &lines, err);
}

void
demo_posters(const struct call *call, const struct settings *settings, const char *code,
	     struct arena *a)
{
	struct err why = { .code = ERR_NONE };

	if (!poster_drawn(call, settings, code, a, &why) ||
	    !said_drawn(call, settings, a, &why))
		say("no poster was drawn: %s", why.text);
}
