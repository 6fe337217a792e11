/*
 * canvass poster pack SURVEY: links and posters for a file of places, in one PDF.  A drawing that
 * fails issues no link, and links that cannot be issued leave no drawing.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/pack.h"

static bool
options_read(struct pack *p, struct err *err)
{
	const char *to = flag_needed(p->call, "o", err);
	const char *places = to ? flag_needed(p->call, "places", err) : NULL;

	if (!places || !printing_paper(p->call, false, &p->paper, err))
		return false;
	if (str_same(to, "-"))
		return err_set(
			err, ERR_USAGE,
			"the links go to standard output, and the PDF needs a file");
	if (!printing_only_pdf(p->call, "a print run", err))
		return false;
	return outputs_apart(p->call, places, err);
}

static bool
tell(const struct pack *p, struct err *err)
{
	struct link *made = arena_array(p->arena, struct link, p->posters);
	SCOPED(buf) out = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < p->places.poster_count; i++)
		if (!p->places.posters[i].why)
			made[n++] = p->links[i];
	if (p->printing.survey.state == SURVEY_WAITING)
		say("%s waits for its keys: the links work once it is open",
		    p->printing.survey.name);
	links_put(p->call, &p->settings, made, n, &out, p->arena);
	return output_put(&out, err);
}

bool
cmd_poster_pack(struct call *call, struct err *err)
{
	struct pack p = { .call = call };
	bool good;

	if (!options_read(&p, err))
		return false;
	p.arena = arena_new(0);
	p.store = store_open(call->dir, STORE_WRITES, err);
	good = p.store && settings_read(call, &p.settings, p.arena, err) &&
	       pack_make(&p, call->args[0], flag_value(call, "o"), err) && tell(&p, err);
	store_close(p.store);
	arena_free(p.arena);
	return good;
}
