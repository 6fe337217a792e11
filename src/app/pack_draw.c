/*
 * What a pack looks like: cover sheets, what was left out or merged, how to put posters up, and the
 * posters in the order of the file.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <ctype.h>

#include "app/pack.h"

static enum poster_paper
paper_of(const struct pack *p, const struct place_poster *poster)
{
	enum poster_paper paper = p->paper;

	if (*poster->paper && !paper_find(poster->paper, &paper))
		die("a paper that was checked: %s", poster->paper);
	return paper;
}

/* ---- lists ----------------------------------------------------------------------- */

bool
pack_cover(const struct pack *p, size_t from, size_t to, struct buf *out, struct err *err)
{
	struct poster_place *rows =
		arena_array(p->arena, struct poster_place, to - from + 1);
	size_t n = 0;

	for (size_t i = from; i < to; i++) {
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
	return !n || poster_cover(&p->printing.about, rows, n, out, err);
}

/* It may be refused for its very name. */
static const char *
refused_name(const struct pack *p, size_t i)
{
	const struct place_row *row = &p->places.rows[i];
	const char *name = place_shown(row->cell[COLUMN_PLACE], p->arena);

	return *name && !p->unnamed[i] ? name
				       : arena_printf(p->arena, "(line %u)", row->line);
}

/* "Line 7: A place needs 50 people or more ..." */
static const char *
refused_why(const struct pack *p, size_t i)
{
	const struct place_row *row = &p->places.rows[i];
	char *why = arena_str(p->arena, p->unnamed[i] ? "what stands there cannot be drawn"
						      : row->why);

	why[0] = (char)toupper((unsigned char)why[0]);
	return arena_printf(p->arena, "Line %u: %s", row->line, why);
}

bool
pack_refusals(const struct pack *p, size_t from, size_t to, struct buf *out,
	      struct err *err)
{
	struct poster_refusal *rows =
		arena_array(p->arena, struct poster_refusal, to - from + 1);
	size_t n = 0;

	for (size_t i = from; i < to; i++) {
		const struct place_row *row = &p->places.rows[i];

		if (row->why)
			rows[n++] = (struct poster_refusal){ refused_name(p, i),
							     refused_why(p, i), false };
		else if (row->merged)
			rows[n++] = (struct poster_refusal){
				refused_name(p, i),
				arena_printf(p->arena, "Line %u: Hangs under %s",
					     row->line, p->links[row->poster].place),
				true,
			};
	}
	return !n || poster_refusals(&p->printing.about, rows, n, out, err);
}

/* ---- all of it ------------------------------------------------------------------- */

bool
pack_job(struct pack *p, struct buf *out, struct err *err)
{
	return printing_languages(&p->printing, flag_value(p->call, "language"), err) &&
	       printing_job(&p->printing, POSTER_PDF, out, err);
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
			   err);
}

bool
pack_posters(struct pack *p, struct render *r, size_t from, size_t to, bool copies,
	     struct err *err)
{
	struct arena *scratch = arena_new(0);
	struct progress progress = { 0 };
	SCOPED(buf) lines = { 0 };
	bool good = true;
	size_t done = 0;

	for (size_t i = from; good && i < to; i++) {
		const struct place_poster *poster = &p->places.posters[i];
		unsigned count = copies ? poster->copies : 1;

		if (poster->why)
			continue;
		buf_clear(&lines);
		arena_clear(scratch);
		good = poster_put(p, i, scratch, &lines, err);
		for (unsigned copy = 0; good && copy < count; copy++)
			good = render_put(r, &lines, err);
		if (copies && !p->told)
			progress_show(&progress, "drawing: %zu of %zu", ++done,
				      p->posters);
	}
	progress_end(&progress);
	arena_free(scratch);
	return good;
}

/* How to put posters up is one sheet of what every printer has, whatever the posters are on. */
bool
pack_draw(struct pack *p, struct render *r, struct err *err)
{
	SCOPED(buf) front = { 0 };

	return pack_job(p, &front, err) &&
	       pack_cover(p, 0, p->places.poster_count, &front, err) &&
	       pack_refusals(p, 0, p->places.count, &front, err) &&
	       poster_how(&p->printing.about, PAPER_A4, &front, err) &&
	       render_put(r, &front, err) &&
	       pack_posters(p, r, 0, p->places.poster_count, true, err);
}
