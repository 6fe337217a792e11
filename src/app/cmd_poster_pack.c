/*
 * canvass poster pack SURVEY: links and posters for a file of places, in one PDF.  A drawing that
 * fails issues no link, and links that cannot be issued leave no drawing.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/places.h"
#include "app/poster_job.h"

enum { PAGES_MOST = 5000, DRAWS = 5 };

struct pack {
	const struct call *call;
	struct store *store;
	struct settings settings;
	struct arena *arena;
	struct printing printing;
	enum poster_paper paper; /* where a row names none */
	struct places places;
	struct link *links; /* one a poster, as places_meet gives them */
	bool *kept;	    /* issued before */
	size_t posters;	    /* that are made */
	bool fresh;	    /* there is something to issue */
};

/* ---- what is made ---------------------------------------------------------------- */

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
	return outputs_apart(p->call, places, err);
}

/* Words on each row that is not printed; and whether anything may be printed at all. */
static bool
rows_good(const struct pack *p, struct err *err)
{
	const char *path = flag_value(p->call, "places");
	SCOPED(buf) told = { 0 };

	places_tell(&p->places, path, &told);
	fflush(stdout);
	fwrite(told.data ? told.data : "", 1, told.len, stderr);
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

static bool
rows_read(struct pack *p, struct err *err)
{
	if (!places_file(p->call, p->printing.form, &p->places, p->arena, err) ||
	    !places_meet(&p->places, p->store, p->printing.survey.name, true, &p->links,
			 p->arena, err))
		return false;
	p->kept = arena_array(p->arena, bool, p->places.poster_count + 1);
	for (size_t i = 0; i < p->places.poster_count; i++) {
		p->kept[i] = p->links[i].code[0];
		p->posters += !p->places.posters[i].why;
		p->fresh = p->fresh || (!p->kept[i] && !p->places.posters[i].why);
	}
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

/* ---- drawing --------------------------------------------------------------------- */

static enum poster_paper
paper_of(const struct pack *p, const struct place_poster *poster)
{
	enum poster_paper paper = p->paper;

	if (*poster->paper && !paper_find(poster->paper, &paper))
		die("a paper that was checked: %s", poster->paper);
	return paper;
}

static bool
cover_put(const struct pack *p, struct buf *out, struct err *err)
{
	struct poster_place *rows =
		arena_array(p->arena, struct poster_place, p->posters);
	size_t n = 0;

	for (size_t i = 0; i < p->places.poster_count; i++) {
		const struct place_poster *poster = &p->places.posters[i];
		char pretty[CODE_CHARS + 2];

		if (poster->why)
			continue;
		code_pretty(p->links[i].code, pretty);
		rows[n++] = (struct poster_place){
			.place = p->links[i].place,
			.code = arena_str(p->arena, pretty),
			.paper = paper_rows[paper_of(p, poster)].name,
			.merged = poster->merged,
			.copies = poster->copies,
		};
	}
	return poster_cover(&p->printing.about, rows, n, out, err);
}

/* It may be refused for its very name. */
static const char *
refused_name(const struct pack *p, const struct place_row *row)
{
	const char *name = place_shown(row->cell[COLUMN_PLACE], p->arena);

	return *name ? name : arena_printf(p->arena, "(line %u)", row->line);
}

/* What has no poster of its own, in the file's order. */
static bool
refusals_put(const struct pack *p, struct buf *out, struct err *err)
{
	const struct places *all = &p->places;
	struct poster_refusal *rows =
		arena_array(p->arena, struct poster_refusal, all->count);
	size_t n = 0;

	for (size_t i = 0; i < all->count; i++) {
		const struct place_row *row = &all->rows[i];

		if (row->why)
			rows[n++] = (struct poster_refusal){ refused_name(p, row),
							     row->why, false };
		else if (row->merged)
			rows[n++] = (struct poster_refusal){ row->cell[COLUMN_PLACE],
							     p->links[row->poster].place,
							     true };
	}
	return !n || poster_refusals(&p->printing.about, rows, n, out, err);
}

static bool
front_put(struct pack *p, struct buf *out, struct err *err)
{
	bool used[PAPER__COUNT] = { false };

	for (size_t i = 0; i < p->places.poster_count; i++)
		if (!p->places.posters[i].why)
			used[paper_of(p, &p->places.posters[i])] = true;
	if (!printing_languages(&p->printing, flag_value(p->call, "language"), err) ||
	    !printing_job(&p->printing, POSTER_PDF, out, err) ||
	    !cover_put(p, out, err) || !refusals_put(p, out, err))
		return false;
	for (unsigned paper = 0; paper < PAPER__COUNT; paper++)
		if (used[paper] && !poster_how(&p->printing.about, paper, out, err))
			return false;
	return true;
}

static bool
poster_put(struct pack *p, size_t i, struct arena *scratch, struct buf *out,
	   struct err *err)
{
	const struct place_poster *poster = &p->places.posters[i];
	const char *usual = flag_value(p->call, "language");
	struct poster_link link;

	if (!printing_languages(&p->printing,
				*poster->language ? poster->language : usual, err))
		return false;
	printing_link(&p->printing, p->links[i].code, p->links[i].place, &link, scratch);
	return poster_wall(&p->printing.about, paper_of(p, poster), false, &link, out,
			   err) ||
	       err_add(err, "%s:%u: poster of %s", flag_value(p->call, "places"),
		       poster->line, p->links[i].place);
}

static bool
posters_put(struct pack *p, struct render *r, struct err *err)
{
	struct arena *scratch = arena_new(0);
	struct progress progress = { 0 };
	SCOPED(buf) lines = { 0 };
	bool good = true;
	size_t done = 0;

	for (size_t i = 0; good && i < p->places.poster_count; i++) {
		const struct place_poster *poster = &p->places.posters[i];

		if (poster->why)
			continue;
		buf_clear(&lines);
		arena_clear(scratch);
		good = poster_put(p, i, scratch, &lines, err);
		for (unsigned copy = 0; good && copy < poster->copies; copy++)
			good = render_put(r, &lines, err);
		progress_show(&progress, "drawing: %zu of %zu", ++done, p->posters);
	}
	progress_end(&progress);
	arena_free(scratch);
	return good;
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
draw_and_issue(struct pack *p, const char *path, struct err *err)
{
	struct render *r = render_open(path, err);
	SCOPED(buf) front = { 0 };
	bool good = r && front_put(p, &front, err) && render_put(r, &front, err) &&
		    posters_put(p, r, err) && render_settle(r, err) &&
		    new_links_add(p, err);

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

static bool
tell(const struct pack *p, struct err *err)
{
	struct link *made = arena_array(p->arena, struct link, p->posters);
	SCOPED(buf) out = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < p->places.poster_count; i++)
		if (!p->places.posters[i].why)
			made[n++] = p->links[i];
	links_put(p->call, &p->settings, made, n, &out, p->arena);
	return output_put(&out, err);
}

static bool
pack(struct pack *p, const char *survey, struct err *err)
{
	const char *path = flag_value(p->call, "o");
	struct err why = { .code = ERR_NONE };

	if (!printing_open(p->call, p->store, &p->settings, survey, &p->printing,
			   p->arena, err) ||
	    !rows_read(p, err))
		return false;
	printing_warn(&p->printing);
	if (p->fresh &&
	    !links_slips_warn(p->call, p->printing.survey.name, p->arena, err))
		return false;
	for (unsigned tries = 0; tries < DRAWS; tries++) {
		why.code = ERR_NONE;
		if (!codes_draw(p, &why) || draw_and_issue(p, path, &why) ||
		    why.code != ERR_BUSY) /* else somebody took a code meanwhile */
			break;
	}
	if (why.code != ERR_NONE)
		return err_set(err, why.code, "%s", why.text);
	return tell(p, err);
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
	       pack(&p, call->args[0], err);
	store_close(p.store);
	arena_free(p.arena);
	return good;
}
