/*
 * Which rows of a file cannot be drawn: a name with a word that fits no sheet, or with a sign that
 * no font has.  Only a drawing can tell, so halves are drawn, and halves of the half that fails.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/pack.h"

enum { FOUND_MOST = 100 }; /* more is no matter of rows */

struct search {
	struct pack *pack;
	bool refusals;	   /* whether rows of that list are looked at, or posters */
	const char **whys; /* of posters; NULL: they can be drawn */
	size_t found;
};

/* Whether these can be drawn, with nothing else; the drawing goes nowhere. */
static bool
draws(struct search *s, size_t from, size_t to, struct err *err)
{
	struct pack *p = s->pack;
	struct render *r = render_open("-", err);
	SCOPED(buf) lines = { 0 };
	bool good = r && pack_job(p, &lines, err) &&
		    (s->refusals ? pack_refusals(p, from, to, &lines, err)
				 : pack_cover(p, from, to, &lines, err)) &&
		    poster_how(&p->printing.about, PAPER_A4, &lines, err) &&
		    render_put(r, &lines, err) &&
		    (s->refusals || pack_posters(p, r, from, to, false, err)) &&
		    render_settle(r, err);

	render_free(r);
	return good;
}

/* "sheet 1 (table): row: the word ..." without what only this drawing knows. */
static const char *
reason(const struct pack *p, size_t i, const struct err *why)
{
	const char *text = why->text, *end = strstr(text, "): ");

	if (str_starts(text, "sheet ") && end)
		text = end + 3;
	return arena_printf(p->arena, "%s cannot be drawn: %s",
			    place_shown(p->places.posters[i].name, p->arena), text);
}

static void
refuse(struct search *s, size_t i, const struct err *why)
{
	if (s->refusals)
		s->pack->unnamed[i] = true;
	else
		s->whys[i] = reason(s->pack, i, why);
}

/* False: given up. */
static bool
search(struct search *s, size_t from, size_t to)
{
	struct err why = { .code = ERR_NONE };
	size_t middle = from + (to - from) / 2;

	if (draws(s, from, to, &why))
		return true;
	if (why.code != ERR_INPUT || from == to || s->found == FOUND_MOST)
		return false;
	if (to - from > 1)
		return search(s, from, middle) && search(s, middle, to);
	s->found++;
	refuse(s, from, &why);
	return true;
}

/* As places_tell does, of what was found just now. */
static void
tell(const struct pack *p)
{
	SCOPED(buf) words = { 0 };
	size_t told = 0;

	for (size_t i = 0; i < p->places.count; i++) {
		const struct place_row *row = &p->places.rows[i];
		const char *why = row->why || row->poster == SIZE_MAX
					  ? NULL
					  : p->places.posters[row->poster].why;

		if (why && told++ < PLACES_TOLD)
			buf_printf(&words, "%s:%u: %s\n", flag_value(p->call, "places"),
				   row->line, why);
	}
	if (told > PLACES_TOLD)
		buf_printf(&words, "and %zu more\n", told - PLACES_TOLD);
	pack_tell(p, &words);
}

bool
pack_refuse(struct pack *p)
{
	struct search posters = { .pack = p }, rows = { .pack = p, .refusals = true };
	struct err why = { .code = ERR_NONE };

	posters.whys = arena_array(p->arena, const char *, p->places.poster_count + 1);
	if (!draws(&posters, 0, 0, &why) || !search(&posters, 0, p->places.poster_count))
		return false;
	if (posters.found > 1 && posters.found == p->posters)
		return false; /* the form then, not each of them */
	for (size_t i = 0; i < p->places.poster_count; i++)
		if (posters.whys[i])
			p->places.posters[i].why = posters.whys[i];
	tell(p);
	places_refuse(&p->places);
	return search(&rows, 0, p->places.count) && posters.found + rows.found;
}
