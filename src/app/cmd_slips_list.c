/*
 * canvass slips list SURVEY: its print runs.  How many of a run were used is not told: who handed
 * out thirty slips in one room would learn how many of those who were there have answered.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/slips.h"

static void
put_run(const struct call *call, const struct slip_run *run, struct buf *out)
{
	if (call->json)
		buf_printf(out, "{\"run\":%u,\"slips\":%u,\"withdrawn\":%s}", run->number,
			   run->slips, run->withdrawn ? "true" : "false");
	else
		buf_printf(out, "run %u\t%u\t%s\n", run->number, run->slips,
			   run->withdrawn ? "withdrawn" : "");
}

bool
cmd_slips_list(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct store *st = store_open(call->dir, STORE_READS, err);
	struct survey survey;
	struct slip_run *runs;
	size_t count;
	SCOPED(buf) out = { 0 };
	bool good = st && survey_get(st, call->args[0], &survey, a, err) &&
		    slips_runs(call->dir, &survey, &runs, &count, a, err);

	if (good) {
		buf_puts(&out, call->json ? "[" : "");
		for (size_t i = 0; i < count; i++) {
			buf_puts(&out, call->json && i ? ",\n" : "");
			put_run(call, &runs[i], &out);
		}
		buf_puts(&out, call->json ? "]\n" : "");
		good = output_put(&out, err);
	}
	if (good && !count && !call->json)
		say("%s has no slips", survey.name);
	store_close(st);
	arena_free(a);
	return good;
}
