/*
 * Making a pack of posters: rows are read and held against the links that there are, the drawing is
 * made whole, and only then links are issued and the drawing gets its name.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/pack.h"

enum { PAGES_MOST = 5000, DRAWS = 5 };

void
pack_tell(const struct pack *p, const struct buf *words)
{
	if (p->told) {
		buf_put(p->told, words->data ? words->data : "", words->len);
		return;
	}
	fflush(stdout);
	fwrite(words->data ? words->data : "", 1, words->len, stderr);
}

/* ---- what is made ---------------------------------------------------------------- */

/* Words on each row that is not printed. */
static void
rows_tell(const struct pack *p)
{
	SCOPED(buf) told = { 0 };

	places_tell(&p->places, flag_value(p->call, "places"), &told);
	pack_tell(p, &told);
}

/* Whether anything may be printed at all. */
static bool
rows_good(const struct pack *p, struct err *err)
{
	const char *path = flag_value(p->call, "places");

	if (p->places.refused && !flag_value(p->call, "leave-out"))
		return err_set(
			err, ERR_INPUT,
			"%s: %zu of %zu rows are refused; nothing was made (--leave-out "
			"makes the others)",
			path, p->places.refused, p->places.count);
	if (!p->posters)
		return err_set(err, ERR_INPUT, "%s: no row is left; nothing was made",
			       path);
	return true;
}

static bool
pages_good(const struct pack *p, struct err *err)
{
	unsigned long pages = 0;

	for (size_t i = 0; i < p->places.poster_count; i++)
		if (!p->places.posters[i].why)
			pages += p->places.posters[i].copies;
	/* One of each is fine however many they are: it is copies that someone mistyped. */
	if (pages > PAGES_MOST && pages > p->posters)
		return err_set(
			err, ERR_INPUT,
			"%lu posters with all copies; at most %d: print copies at the "
			"printer, or make several packs",
			pages, PAGES_MOST);
	return true;
}

/* What is left to be made, once rows have been refused. */
static void
posters_count(struct pack *p)
{
	p->posters = 0;
	p->fresh = false;
	for (size_t i = 0; i < p->places.poster_count; i++) {
		p->posters += !p->places.posters[i].why;
		p->fresh = p->fresh || (!p->kept[i] && !p->places.posters[i].why);
	}
}

static bool
rows_read(struct pack *p, struct err *err)
{
	if (!places_file(p->call, p->printing.form, &p->places, p->arena, err) ||
	    !places_meet(&p->places, p->store, p->printing.survey.name, true, &p->links,
			 p->arena, err))
		return false;
	p->kept = arena_array(p->arena, bool, p->places.poster_count + 1);
	p->unnamed = arena_array(p->arena, bool, p->places.count);
	for (size_t i = 0; i < p->places.poster_count; i++)
		p->kept[i] = p->links[i].code[0];
	posters_count(p);
	rows_tell(p);
	return rows_good(p, err) && pages_good(p, err);
}

/* Codes of the new ones: each free, as far as can be seen before they are issued. */
static bool
codes_draw(struct pack *p, struct err *err)
{
	struct err why = { .code = ERR_NONE };
	struct names codes;
	struct link there;

	names_init(&codes, p->places.poster_count, p->arena);
	for (size_t i = 0; i < p->places.poster_count; i++) {
		struct link *link = &p->links[i];

		if (p->kept[i] || p->places.posters[i].why)
			continue;
		do {
			code_new(link->code);
		} while (link_get(p->store, link->code, &there, &why) ||
			 names_get(&codes, link->code) != SIZE_MAX);
		if (why.code != ERR_MISSING)
			return err_set(err, why.code, "%s", why.text);
		(void)names_put(&codes, arena_str(p->arena, link->code), i);
	}
	return true;
}

/* ---- and issuing ----------------------------------------------------------------- */

static bool
new_links_add(struct pack *p, struct err *err)
{
	struct link *fresh = arena_array(p->arena, struct link, p->posters + 1);
	size_t n = 0;

	for (size_t i = 0; i < p->places.poster_count; i++)
		if (!p->kept[i] && !p->places.posters[i].why)
			fresh[n++] = p->links[i];
	return !n || link_add(p->store, fresh, n, err);
}

static bool
draw_and_issue(struct pack *p, const char *path, bool *out_drawn, struct err *err)
{
	struct render *r = render_open(path, err);
	bool good = r && pack_draw(p, r, err) && render_settle(r, err);

	*out_drawn = good;
	good = good && new_links_add(p, err);

	if (good && !render_close(r, err)) {
		good = false;
		if (p->fresh)
			err_add(err,
				"the links are issued and kept for the next try, but the "
				"PDF is not there");
	}
	render_free(r);
	return good;
}

bool
pack_make(struct pack *p, const char *survey, const char *path, struct err *err)
{
	struct err why = { .code = ERR_NONE };
	bool drawn, refused = false;

	if (!printing_open(p->call, p->store, &p->settings, survey, &p->printing,
			   p->arena, err) ||
	    !rows_read(p, err))
		return false;
	if (!p->told)
		printing_warn(&p->printing);
	if (!p->told && p->fresh &&
	    !links_slips_warn(p->call, &p->printing.survey, p->arena, err))
		return false;
	for (unsigned tries = 0; tries < DRAWS; tries++) {
		why.code = ERR_NONE;
		drawn = false;
		if (!codes_draw(p, &why) || draw_and_issue(p, path, &drawn, &why))
			break;
		if (why.code == ERR_INPUT && !drawn && !refused && pack_refuse(p)) {
			refused = true;
			posters_count(p);
			if (!rows_good(p, err))
				return false;
		} else if (why.code !=
			   ERR_BUSY) { /* else somebody took a code meanwhile */
			break;
		}
	}
	return why.code == ERR_NONE || err_set(err, why.code, "%s", why.text);
}
