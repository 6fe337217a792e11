/*
 * canvass link issue SURVEY: codes that lead to a survey, for all or for a place.  Never for
 * a person, a shift or a day; nothing counts how often a link is opened.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "app/app.h"
#include "app/places.h"
#include "out/out.h"

static void
show_qr(const char *url, struct arena *a)
{
	SCOPED(buf) out;

	buf_init(&out, 0);
	link_qr(url, isatty(STDERR_FILENO), &out, a);
	fputs(out.data ? out.data : "", stderr);
}

static void
put_links(const struct call *call, const struct settings *s, const struct link *links,
	  size_t count, struct arena *a)
{
	SCOPED(buf) out;

	buf_init(&out, 0);
	for (size_t i = 0; i < count; i++) {
		const char *url = link_url(s, links[i].code, a);

		if (!call->json) {
			buf_printf(&out, "%s\t%s\t%s\n", links[i].code, url,
				   links[i].place);
			continue;
		}
		buf_printf(&out, "%s{\"code\":\"%s\",\"url\":", i ? ",\n" : "[",
			   links[i].code);
		json_put(&out, url);
		buf_puts(&out, ",\"place\":");
		json_put(&out, links[i].place);
		buf_puts(&out, i + 1 == count ? "}]\n" : "}");
	}
	fwrite(out.data, 1, out.len, stdout);
	if (count == 1 && on_terminal(STDERR_FILENO) && on_terminal(STDOUT_FILENO))
		show_qr(link_url(s, links[0].code, a), a);
}

static bool
one_link(const struct call *call, struct link *out, struct err *err)
{
	const char *place = flag_value(call, "place");
	unsigned long headcount = 0;

	*out = (struct link){ .headcount = 0 };
	if (!flag_number(call, "headcount", 0, PLACE_HEADCOUNT_TOP, &headcount, err))
		return false;
	if (!place && flag_value(call, "headcount"))
		return err_set(err, ERR_USAGE, "--headcount belongs to --place");
	if (!place)
		return true;
	if (!flag_value(call, "headcount"))
		return err_set(err, ERR_USAGE,
			       "a place needs --headcount: how many people pass there");
	return place_take(place, strlen(place), (unsigned)headcount, out, err);
}

static bool
make_links(const struct call *call, const char *survey, struct link **out,
	   size_t *out_count, struct arena *a, struct err *err)
{
	const char *path = flag_value(call, "places");
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (path) {
		if (flag_value(call, "place") || flag_value(call, "headcount"))
			return err_set(err, ERR_USAGE,
				       "--places, or --place with --headcount");
		if (!file_read_named(call, path, PLACES_FILE_MOST, &text, err))
			return false;
		if (!places_read(path, text.data ? text.data : "", text.len, out,
				 out_count, a, err))
			return false;
	} else {
		*out = arena_one(a, struct link);
		*out_count = 1;
		if (!one_link(call, *out, err))
			return false;
	}
	for (size_t i = 0; i < *out_count; i++)
		str_fit((*out)[i].survey, sizeof((*out)[i].survey), survey);
	return true;
}

bool
cmd_link_issue(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct store *st = store_open(call->dir, STORE_WRITES, err);
	struct settings settings;
	struct survey survey;
	struct link *links;
	size_t count;
	bool good = st && settings_read(call, &settings, a, err) &&
		    survey_get(st, call->args[0], &survey, a, err);

	if (good && survey.state == SURVEY_CLOSED)
		good = err_set(err, ERR_INPUT, "%s is closed: a link would lead nowhere",
			       survey.name);
	good = good && make_links(call, survey.name, &links, &count, a, err) &&
	       link_issue(st, links, count, err);
	if (good) {
		put_links(call, &settings, links, count, a);
		if (survey.state == SURVEY_WAITING)
			say("%s waits for its keys: the link works once it is open",
			    survey.name);
	}
	store_close(st);
	arena_free(a);
	return good;
}
