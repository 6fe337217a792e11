/*
 * canvass link list SURVEY: code, address, place and check words of each link, for a walk
 * round the walls.  There are no counts to show.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"

static void
put_link(const struct call *call, const struct link *link, const char *url,
	 const char *words, struct buf *out)
{
	if (!call->json) {
		buf_printf(out, "%s\t%s\t%s\t%s%s\n", link->code, url, link->place, words,
			   link->closed ? "\tclosed" : "");
		return;
	}
	buf_printf(out, "%s{\"code\":\"%s\",\"url\":", out->len ? ",\n" : "[",
		   link->code);
	json_put(out, url);
	buf_puts(out, ",\"place\":");
	json_put(out, link->place);
	buf_printf(out, ",\"headcount\":%u,\"words\":", link->headcount);
	json_put(out, words);
	buf_printf(out, ",\"closed\":%s}", link->closed ? "true" : "false");
}

bool
cmd_link_list(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct store *st = store_open(call->dir, STORE_READS, err);
	struct settings settings;
	struct survey survey;
	struct link *links;
	size_t count;
	SCOPED(buf) out;
	bool good;

	buf_init(&out, 0);
	good = st && settings_read(call, &settings, a, err) &&
	       survey_get(st, call->args[0], &survey, a, err) &&
	       link_all(st, survey.name, &links, &count, a, err);
	for (size_t i = 0; good && i < count; i++) {
		char words[64];

		check_words(links[i].code, survey.check_key, words, sizeof(words));
		put_link(call, &links[i], link_url(&settings, links[i].code, a), words,
			 &out);
	}
	if (good && call->json)
		buf_puts(&out, out.len ? "]\n" : "[]\n");
	good = good && output_put(&out, err);
	store_close(st);
	arena_free(a);
	return good;
}
