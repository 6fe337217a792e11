/*
 * Places and the links that a survey has already; and links as commands print them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/places.h"
#include "app/slips.h"

/* Of one name there may be closed links and an open one: that counts. */
static void
names_of_links(struct names *names, const struct link *links, size_t count,
	       struct arena *a)
{
	names_init(names, count, a);
	for (int closed = 0; closed < 2; closed++)
		for (size_t i = 0; i < count; i++)
			if (links[i].place[0] && links[i].closed == (closed == 1))
				names_put(names, place_key(links[i].place, a), i);
}

static const char *
link_wrong(const struct link *there, unsigned headcount, bool keep, struct arena *a)
{
	if (there->closed)
		return arena_printf(a,
				    "the link of %s, %s, is closed: use `canvass link "
				    "replace %s`",
				    there->place, there->code, there->code);
	if (!keep)
		return arena_printf(a, "%s has the link %s already", there->place,
				    there->code);
	if (there->headcount != headcount)
		return arena_printf(
			a,
			"%s was issued with %u people, and %u stand here: a headcount "
			"does not change",
			there->place, there->headcount, headcount);
	return NULL;
}

void
places_refuse(struct places *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct place_row *row = &p->rows[i];

		if (!row->why && row->poster != SIZE_MAX && p->posters[row->poster].why) {
			row->why = p->posters[row->poster].why;
			p->refused++;
		}
	}
}

bool
places_meet(struct places *p, struct store *st, const char *survey, bool keep,
	    struct link **out, struct arena *a, struct err *err)
{
	struct link *there, *links = arena_array(a, struct link, p->poster_count + 1);
	struct names names;
	size_t count;

	if (!link_all(st, survey, &there, &count, a, err))
		return false;
	names_of_links(&names, there, count, a);
	for (size_t i = 0; i < p->poster_count; i++) {
		struct place_poster *poster = &p->posters[i];
		size_t at = names_get(&names, poster->key);

		str_fit(links[i].survey, sizeof(links[i].survey), survey);
		str_fit(links[i].place, sizeof(links[i].place), poster->name);
		links[i].headcount = poster->headcount;
		if (at == SIZE_MAX)
			continue;
		poster->why = link_wrong(&there[at], poster->headcount, keep, a);
		if (!poster->why)
			links[i] = there[at];
	}
	places_refuse(p);
	*out = links;
	return true;
}

void
links_put(const struct call *call, const struct settings *s, const struct link *links,
	  size_t count, struct buf *out, struct arena *a)
{
	const char *url = settings_url(s, a);

	if (call->json && !count)
		buf_puts(out, "[]\n");
	for (size_t i = 0; i < count; i++) {
		if (!call->json) {
			buf_printf(out, "%s\t%s/S/%s\t%s\n", links[i].code, url,
				   links[i].code, links[i].place);
			continue;
		}
		buf_printf(out, "%s{\"code\":\"%s\",\"url\":", i ? ",\n" : "[",
			   links[i].code);
		json_put(out, arena_printf(a, "%s/S/%s", url, links[i].code));
		buf_puts(out, ",\"place\":");
		json_put(out, links[i].place);
		buf_puts(out, i + 1 == count ? "}]\n" : "}");
	}
}

bool
links_slips_warn(const struct call *call, const struct survey *survey, struct arena *a,
		 struct err *err)
{
	struct slip_run *runs;
	size_t count;

	if (!slips_runs(call->dir, survey, &runs, &count, a, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!runs[i].withdrawn) {
			say("warning: %s has slips, that count once each; whoever has this link "
			    "can answer without one, and more than once",
			    survey->name);
			break;
		}
	return true;
}
