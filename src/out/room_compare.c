/*
 * Rooms side by side: the last visit and this one, or several forces.  What stood first in each,
 * what is in all of them, and what only one said; never how many.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/room_inside.h"

enum { FIRST_IDEAS = 3, FIRST_ANSWERS = 3 };

struct side { /* of a comparison */
	const struct room_report *const *rooms;
	const char *const *labels;
	size_t n;
	struct arena *arena;
};

bool
room_compare_good(const struct room_report *const *rooms, const char *const *labels,
		  size_t n, struct err *err)
{
	for (size_t i = 1; i < n; i++) {
		if (rooms[i]->invented != rooms[0]->invented)
			return err_set(err, ERR_INPUT,
				       "%s: invented and real rooms are never compared",
				       labels[i]);
		if (!str_same(rooms[i]->form, rooms[0]->form))
			return err_set(
				err, ERR_INPUT,
				"%s: its themes are those of the form %s, not of %s",
				labels[i], rooms[i]->form, rooms[0]->form);
	}
	return true;
}

static const struct room_section *
section_of(const struct room_report *r, const char *theme)
{
	for (size_t i = 0; i < r->section_count; i++)
		if (str_same(r->sections[i].theme, theme))
			return &r->sections[i];
	return NULL;
}

static const struct room_asked *
asked_of(const struct room_section *s, const char *ask)
{
	for (size_t i = 0; s && i < s->asked_count; i++)
		if (str_same(s->asked[i].ask, ask))
			return &s->asked[i];
	return NULL;
}

/* The first of an order, one a line; unordered ones are left out.  "": there are none. */
static const char *
firsts(const struct side *c, const struct room_row *rows, size_t n, enum bucket bucket,
       size_t most)
{
	const char *out = "";
	size_t shown = 0;

	for (size_t i = 0; i < n && shown < most; i++) {
		if (!rows[i].order || (bucket != BUCKET_NONE && rows[i].bucket != bucket))
			continue;
		out = shown++ ? arena_printf(c->arena, "%s\n%u. %s", out, rows[i].order,
					     rows[i].text)
			      : arena_printf(c->arena, "%u. %s", rows[i].order,
					     rows[i].text);
	}
	return out;
}

/* ---- lines: what both forms show ----------------------------------------------------- */

/* One line of the comparison: a heading, and a cell for each room. */
struct line {
	const char *head;
	const char *cells[ROOM_COMPARE_MOST];
};
struct lines {
	struct line *items;
	size_t count, room;
};

static struct line *
line_add(const struct side *c, struct lines *l, const char *head)
{
	if (l->count == l->room) {
		struct line *more = arena_array(c->arena, struct line, 2 * l->room + 16);

		if (l->count)
			memcpy(more, l->items, l->count * sizeof(*more));
		l->items = more;
		l->room = 2 * l->room + 16;
	}
	l->items[l->count] = (struct line){ .head = head };
	return &l->items[l->count++];
}

static bool
line_says(const struct line *line, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (*line->cells[i])
			return true;
	return false;
}

static void
add_buckets(const struct side *c, struct lines *l, const char *theme)
{
	static const char *const heads[BUCKET__COUNT] = { "Ideas",
							  "What works, first ideas",
							  "Concern, first ideas",
							  "Opportunity, first ideas" };

	for (int b = BUCKET_WORKS; b < BUCKET__COUNT; b++) {
		struct line *line = line_add(c, l, heads[b]);

		for (size_t i = 0; i < c->n; i++) {
			const struct room_section *s = section_of(c->rooms[i], theme);

			line->cells[i] = s ? firsts(c, s->ideas, s->idea_count,
						    (enum bucket)b, FIRST_IDEAS)
					   : "";
		}
		l->count -= !line_says(line, c->n);
	}
}

static void
add_asked(const struct side *c, struct lines *l, const struct room_section *first)
{
	for (size_t k = 0; k < first->asked_count; k++) {
		const struct room_asked *asked = &first->asked[k];
		struct line *line = line_add(c, l, asked->ask);

		for (size_t i = 0; i < c->n; i++) {
			const struct room_asked *other = asked_of(
				section_of(c->rooms[i], first->theme), asked->ask);

			line->cells[i] = !other ? "not asked so"
						: firsts(c, other->rows, other->row_count,
							 BUCKET_NONE, FIRST_ANSWERS);
		}
	}
}

static void
add_summaries(const struct side *c, struct lines *l, const char *theme)
{
	struct line *line = line_add(c, l, "Summary, as the room approved it");

	for (size_t i = 0; i < c->n; i++) {
		const struct room_section *s = section_of(c->rooms[i], theme);

		line->cells[i] = s ? s->summary : "";
	}
	l->count -= !line_says(line, c->n);
}

static struct lines
lines_of(const struct side *c, const struct room_section *first)
{
	struct lines l = { 0 };

	add_buckets(c, &l, first->theme);
	add_asked(c, &l, first);
	add_summaries(c, &l, first->theme);
	return l;
}

static const char *
cell_words(const char *cell)
{
	return *cell ? cell : "nothing in an order";
}

/* ---- as text ------------------------------------------------------------------------- */

void
room_compare_text(const struct room_report *const *rooms, const char *const *labels,
		  size_t n, struct buf *out, struct arena *a)
{
	const struct side c = { rooms, labels, n, a };

	buf_printf(out, "%zu rooms, side by side:\n", n);
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "  %s: %s, for %s, %s\n", plain_line(labels[i], a),
			   plain_line(rooms[i]->title, a), plain_line(rooms[i]->group, a),
			   *rooms[i]->held ? plain_line(rooms[i]->held, a)
					   : "still open");
	for (size_t s = 0; s < rooms[0]->section_count; s++) {
		struct lines l = lines_of(&c, &rooms[0]->sections[s]);

		buf_printf(out, "\n%s\n", plain_line(rooms[0]->sections[s].title, a));
		if (!l.count)
			buf_puts(out, "  nothing in an order, in any of them\n");
		for (size_t i = 0; i < l.count; i++) {
			buf_printf(out, "  %s\n", plain_line(l.items[i].head, a));
			for (size_t k = 0; k < n; k++)
				buf_printf(
					out, "    %s: %s\n", plain_line(labels[k], a),
					plain_line(cell_words(l.items[i].cells[k]), a));
		}
	}
}

/* ---- as a page ----------------------------------------------------------------------- */

static void
put_cell(struct html *h, const char *cell)
{
	html_lit(h, "<td><bdi>");
	for (const char *end; (end = strchr(cell, '\n')); cell = end + 1) {
		html_text_len(h, cell, (size_t)(end - cell));
		html_lit(h, "</bdi><br><bdi>");
	}
	html_text(h, cell_words(cell));
	html_lit(h, "</bdi></td>");
}

static void
put_section(struct html *h, const struct side *c, const struct room_section *s)
{
	struct lines l = lines_of(c, s);

	html_lit(h, "<h2>");
	html_text(h, s->title);
	html_lit(h, "</h2>\n");
	table_open(h, s->title,
		   "What stood first in each room; numbers are places in an order");
	html_lit(h, "<thead><tr><th scope=\"col\">Asked</th>");
	for (size_t i = 0; i < c->n; i++) {
		html_lit(h, "<th scope=\"col\">");
		html_text(h, c->labels[i]);
		html_lit(h, "</th>");
	}
	html_lit(h, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < l.count; i++) {
		html_lit(h, "<tr><th scope=\"row\">");
		html_text(h, l.items[i].head);
		html_lit(h, "</th>");
		for (size_t k = 0; k < c->n; k++)
			put_cell(h, l.items[i].cells[k]);
		html_lit(h, "</tr>\n");
	}
	html_lit(h, "</tbody>\n");
	table_close(h);
}

bool
room_compare_page(const struct room_report *const *rooms, const char *const *labels,
		  size_t n, struct buf *out, struct arena *a, struct err *err)
{
	const struct side c = { rooms, labels, n, a };
	struct html *h = html_new(ROOM_REPORT_BYTES);
	const char *notes[6];
	size_t count = room_notes(rooms[0], notes);

	room_page_head(h, arena_printf(a, "%zu rooms, side by side", n),
		       rooms[0]->language, rooms[0]->invented);
	for (size_t i = 0; i < count; i++) {
		html_lit(h, "<p class=\"hint\">");
		html_text(h, notes[i]);
		html_lit(h, "</p>\n");
	}
	for (size_t i = 0; i < rooms[0]->section_count; i++)
		put_section(h, &c, &rooms[0]->sections[i]);
	room_page_foot(h);
	return room_page_out(h, out, err);
}
