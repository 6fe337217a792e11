/*
 * A comparison for a terminal: one block a question, a column a file.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/compare.h"
#include "out/internal.h"

enum { LABEL_MOST = 20, ANSWER_MOST = 44 };

static size_t
width_of(const char *text)
{
	return utf8_count(text, strlen(text));
}

/* Filled up with blanks to a width. */
static void
put_padded(struct buf *out, const char *text, size_t width)
{
	size_t have = width_of(text);

	buf_puts(out, text);
	buf_printf(out, "%*s", have < width ? (int)(width - have) : 0, "");
}

/* Cut to a width, where it would push the numbers off the screen. */
static const char *
cut_to(const char *text, size_t width, struct arena *a)
{
	const char *end = text + strlen(text), *at = text;

	if (width_of(text) <= width)
		return text;
	for (size_t i = 0; i + 3 < width && at < end; i++)
		(void)utf8_next(at, end, &at);
	return arena_printf(a, "%.*s...", (int)(at - text), text);
}

/* ---- columns ------------------------------------------------------------------------ */

struct lines { /* a block: cells[row * columns + column], row 0 the heads */
	const char **cells;
	size_t rows, columns;
};

static struct lines
lines_new(const struct comparison *c, size_t rows, struct arena *a)
{
	struct lines l = { .rows = rows + 1, .columns = c->count + 1 };

	l.cells = arena_array(a, const char *, l.rows *l.columns + 1);
	for (size_t i = 0; i < l.rows * l.columns; i++)
		l.cells[i] = "";
	for (size_t i = 0; i < c->count; i++)
		l.cells[i + 1] = width_of(c->labels[i]) <= LABEL_MOST
					 ? plain_line(c->labels[i], a)
					 : arena_printf(a, "file %zu", i + 1);
	return l;
}

static void
lines_put(const struct lines *l, struct buf *out)
{
	size_t width;

	for (size_t r = 0; r < l->rows; r++) {
		buf_puts(out, "  ");
		for (size_t col = 0; col < l->columns; col++) {
			width = 0;
			for (size_t k = 0; k < l->rows; k++)
				if (width_of(l->cells[k * l->columns + col]) > width)
					width = width_of(l->cells[k * l->columns + col]);
			put_padded(out, l->cells[r * l->columns + col], width + 2);
		}
		while (out->len && out->data[out->len - 1] == ' ')
			out->data[--out->len] = '\0';
		buf_putc(out, '\n');
	}
}

static const char *
cell_words(const struct comparison *c, const struct compare_side *side, struct arena *a)
{
	const char *said = compare_said(c, side, a);

	return arena_printf(a, "%s%s%s", compare_share(side, a), *said ? ", " : "", said);
}

static void
row_fill(const struct comparison *c, const struct lines *l, size_t at,
	 const struct compare_row *row, struct arena *a)
{
	const char **cells = &l->cells[at * l->columns];

	cells[0] = cut_to(plain_line(row->label, a), ANSWER_MOST, a);
	for (size_t i = 0; i < c->count; i++)
		cells[i + 1] = cell_words(c, &row->sides[i], a);
}

static void
put_pools(const struct compare_row *rows, size_t count, struct buf *out, struct arena *a)
{
	for (size_t r = 0; r < count; r++)
		if (rows[r].pool.files)
			buf_printf(out, "  pool: %s: %s\n",
				   cut_to(plain_line(rows[r].label, a), ANSWER_MOST, a),
				   compare_pooled(&rows[r], a));
}

static void
put_rows(const struct comparison *c, const char *title, const struct compare_row *rows,
	 size_t count, struct buf *out, struct arena *a)
{
	struct lines l = lines_new(c, count, a);

	if (!count)
		return;
	buf_printf(out, "\n%s\n", title);
	for (size_t r = 0; r < count; r++)
		row_fill(c, &l, r + 1, &rows[r], a);
	lines_put(&l, out);
	put_pools(rows, count, out, a);
}

static void
put_question(const struct comparison *c, const struct compare_table *t, struct buf *out,
	     struct arena *a)
{
	struct lines l = lines_new(c, t->row_count + 1, a);

	buf_printf(out, "\n%s: %s%s%s\n", plain_line(t->id, a), plain_line(t->lead, a),
		   *t->lead ? " " : "", plain_line(t->title, a));
	for (size_t r = 0; r < t->row_count; r++)
		row_fill(c, &l, r + 1, &t->rows[r], a);
	l.cells[(t->row_count + 1) * l.columns] = "All who answered";
	for (size_t i = 0; i < c->count; i++)
		l.cells[(t->row_count + 1) * l.columns + i + 1] =
			compare_base(&t->bases[i], a);
	lines_put(&l, out);
	put_pools(t->rows, t->row_count, out, a);
}

void
compare_text(const struct comparison *c, struct buf *out, struct arena *a)
{
	buf_printf(out, "%s\n\n", plain_line(compare_title(c, a), a));
	for (size_t i = 0; i < c->count; i++)
		buf_printf(out, "  file %zu: %s: %s\n", i + 1, plain_line(c->labels[i], a),
			   plain_line(compare_coverage(c, i, a), a));
	put_rows(c, "Scorecard: the share of the best answers", c->points, c->point_count,
		 out, a);
	put_rows(c, "Themes: of those who commented, the share whose comment carries it",
		 c->themes, c->theme_count, out, a);
	for (size_t i = 0; i < c->table_count; i++)
		put_question(c, &c->tables[i], out, a);
	buf_printf(out, "\n%s\n", compare_legend(c, a));
	for (size_t i = 0; i < c->note_count; i++)
		buf_printf(out, "%s\n", plain_line(c->notes[i], a));
}
