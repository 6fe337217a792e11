/*
 * canvass survey list: the surveys of a workspace.  No counts stand here: how many have
 * answered is nobody's business while a survey is open.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

static unsigned
confirmed(const struct survey *s)
{
	unsigned n = 0;

	for (unsigned i = 0; i < s->recipient_count; i++)
		n += s->recipients[i].confirmed;
	return n;
}

static void
put_day(struct buf *out, const char *key, int day)
{
	char text[11];

	if (day < 0) {
		buf_printf(out, ",\"%s\":null", key);
		return;
	}
	day_format(day, text);
	buf_printf(out, ",\"%s\":\"%s\"", key, text);
}

static void
put_json(struct buf *out, const struct survey *s)
{
	buf_puts(out, "{\"survey\":");
	json_put(out, s->name);
	buf_printf(out, ",\"state\":\"%s\"", survey_state_names[s->state]);
	put_day(out, "opened", s->opened);
	put_day(out, "closed", s->closed);
	buf_printf(out, ",\"expected\":%u,\"recipients\":%u,\"confirmed\":%u",
		   s->expected, s->recipient_count, confirmed(s));
	buf_printf(out, ",\"unconfirmed\":%s,\"invented\":%s}",
		   s->unconfirmed ? "true" : "false", s->invented ? "true" : "false");
}

static void
put_row(struct buf *out, const struct survey *s)
{
	char opened[11] = "-", closed[11] = "-";

	if (s->opened >= 0)
		day_format(s->opened, opened);
	if (s->closed >= 0)
		day_format(s->closed, closed);
	buf_printf(out, "%s\t%s\t%s\t%s\t%u of %u keys%s%s\n", s->name,
		   survey_state_names[s->state], opened, closed, confirmed(s),
		   s->recipient_count, s->unconfirmed ? ", rehearsal" : "",
		   s->invented ? ", invented" : "");
}

bool
cmd_survey_list(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct store *st = store_open(call->dir, STORE_READS, err);
	struct survey *all;
	size_t count;
	SCOPED(buf) out;
	bool good;

	buf_init(&out, 0);
	good = st && survey_all(st, &all, &count, a, err);
	if (good && call->json)
		buf_putc(&out, '[');
	for (size_t i = 0; good && i < count; i++) {
		if (call->json) {
			buf_puts(&out, i ? ",\n" : "");
			put_json(&out, &all[i]);
		} else {
			put_row(&out, &all[i]);
		}
	}
	if (good && call->json)
		buf_puts(&out, "]\n");
	if (good)
		good = output_put(&out, err);
	store_close(st);
	arena_free(a);
	return good;
}
