/*
 * Places and the links that a survey has already; and links as commands print them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/places.h"
#include "app/slips.h"

enum { SWAP_DRAWS = 20 };

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

/* A name that another link bears, however it is written, is the same place to people. */
bool
place_free(struct store *st, const struct link *link, struct arena *a, struct err *err)
{
	struct place_poster poster = { .name = link->place,
				       .key = place_key(link->place, a),
				       .headcount = link->headcount };
	struct places one = { .posters = &poster, .poster_count = 1 };
	struct link *met;

	if (!link->place[0])
		return true;
	if (!places_meet(&one, st, link->survey, false, &met, a, err))
		return false;
	return !poster.why || err_set(err, ERR_INPUT, "%s", poster.why);
}

bool
link_swap(struct store *st, const char *code, struct link *next, struct err *err)
{
	struct err why = { .code = ERR_NONE };

	for (unsigned i = 0; i < SWAP_DRAWS; i++) {
		code_new(next->code);
		why.code = ERR_NONE;
		if (link_replace(st, code, next, &why))
			return true;
		if (why.code != ERR_BUSY) /* else the code is in use: draw another */
			break;
	}
	return err_set(err, why.code, "%s", why.text);
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
links_slips(const char *dir, const struct survey *survey, bool *out_any, struct arena *a,
	    struct err *err)
{
	struct slip_run *runs;
	bool any = false;
	size_t count;

	if (!slips_runs(dir, survey, &runs, &count, a, err))
		return false;
	for (size_t i = 0; i < count; i++)
		any = any || !runs[i].withdrawn;
	*out_any = any;
	return true;
}

bool
links_slips_warn(const struct call *call, const struct survey *survey, struct arena *a,
		 struct err *err)
{
	bool any;

	if (!links_slips(call->dir, survey, &any, a, err))
		return false;
	if (any)
		say("warning: %s has slips, that count once each; whoever has this link "
		    "can answer without one, and more than once",
		    survey->name);
	return true;
}
