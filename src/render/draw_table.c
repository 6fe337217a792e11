/*
 * The cover sheet of a pack: places, codes, copies, and empty boxes to be ticked by hand.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

enum { COLUMNS_MOST = 10, ROWS_MOST = 60 };

struct column {
	double x, wide;
	bool box;
};
struct grid {
	struct page p;
	struct column columns[COLUMNS_MOST];
	size_t count, boxes, wide;
	const struct json *head, *rows;
	double size, pad;
};

/* The first column begins at the edge of the texts, as the title does. */
static double
text_x(const struct grid *g, size_t column)
{
	const struct column *c = &g->columns[column];

	return c->x + (column == 0 && !g->p.langs[0].rtl ? 0 : g->pad);
}

static double
text_room(const struct grid *g, size_t column)
{
	return g->columns[column].wide - (column == 0 ? 1 : 2) * g->pad + 0.2;
}

static size_t
number_of(const struct json *map, const char *key)
{
	const struct json *member = json_get(map, key);

	return member && member->type == JSON_NUMBER && member->whole &&
			       member->integer > 0
		       ? (size_t)member->integer
		       : 0;
}

static const struct json *
list_of(const struct json *map, const char *key)
{
	const struct json *member = json_get(map, key);

	return member && member->type == JSON_LIST ? member : NULL;
}

/* Codes and numbers have digits of one width, where the font has them: text.c asks for those in
 * spaced letters. */
static struct style
cell_style(const struct grid *g, size_t column)
{
	struct style style = letters(g->size, WEIGHT_PLAIN);

	if (column != g->wide && !g->p.langs[0].rtl)
		style.spacing = 0.02;
	return style;
}

/* What a row is called in a message: by its first cell. */
static const char *
row_name(struct grid *g, const struct json *first)
{
	const char *words = first && first->type == JSON_STRING_ ? first->text : "";
	char start[48];

	str_fit(start, sizeof(start) - 3, words);
	return arena_printf(sheet_arena(g->p.s), "row \"%s%s\"", start,
			    strlen(start) < strlen(words) ? "…" : "");
}

/*
 * The words of a cell.  A word that is wider than its column may break between any two letters: a
 * place's name is never refused for its length.
 */
static const char *
cell_words(struct grid *g, const char *name, const char *words, double wide,
	   struct style style)
{
	static const char break_here[] = "\xe2\x80\x8b"; /* U+200B, which shows nothing */
	struct arena *a = sheet_arena(g->p.s);
	SCOPED(buf) soft = { 0 };

	while (*words) {
		size_t len = strcspn(words, " ");
		const char *word = arena_copy(a, words, len), *end = word + len, *next;
		bool wider = len && text_wide(text_new(g->p.s, name, word,
						       g->p.langs[0].tag, 10000,
						       &style)) > wide;
		for (const char *at = word; at < end; at = next) {
			uint32_t sign = utf8_next(at, end, &next);
			if (wider && at > word && !utf8_is_mark(sign))
				buf_puts(&soft, break_here);
			buf_put(&soft, at, (size_t)(next - at));
		}
		words += len;
		if (*words)
			buf_putc(&soft, *words++);
	}
	return arena_copy(a, soft.data ? soft.data : "", soft.len);
}

/* The width that the column's longest text wants, at most `most`. */
static double
column_wants(struct grid *g, size_t column, double most)
{
	double wants = 0;

	for (const struct json *row = g->rows->first; row; row = row->next) {
		const struct json *cell = row->type == JSON_LIST ? row->first : NULL;
		for (size_t i = 0; cell && i < column; i++)
			cell = cell->next;
		if (!cell || cell->type != JSON_STRING_)
			continue;
		struct style style = cell_style(g, column);
		const char *name = row_name(g, row->first);
		double wide = text_wide(
			text_new(g->p.s, name,
				 cell_words(g, name, cell->text, most, style),
				 g->p.langs[0].tag, most, &style));
		wants = wide > wants ? wide : wants;
	}
	return wants;
}

/* The column that is `wide` takes what the others leave. */
static void
columns_set(struct grid *g)
{
	double left = g->p.right - g->p.left, most = left * 0.3;
	const struct json *head = g->head->first;

	for (size_t i = 0; i < g->count; i++, head = head->next) {
		struct column *c = &g->columns[i];
		struct style style = letters(g->size, WEIGHT_HALF);
		c->box = i >= g->count - g->boxes;
		if (i == g->wide)
			continue;
		double title = text_wide(text_new(
			g->p.s, "head", head->type == JSON_STRING_ ? head->text : "",
			g->p.langs[0].tag, c->box ? 19 : most, &style));
		c->wide = c->box ? 0 : column_wants(g, i, most);
		c->wide = (title > c->wide ? title : c->wide) + 2 * g->pad;
		left -= c->wide;
	}
	g->columns[g->wide].wide = left;
	double x = g->p.langs[0].rtl ? g->p.right : g->p.left;
	for (size_t i = 0; i < g->count; i++) {
		struct column *c = &g->columns[i];
		if (g->p.langs[0].rtl)
			x -= c->wide;
		c->x = x;
		if (!g->p.langs[0].rtl)
			x += c->wide;
	}
	if (left < 30)
		sheet_fail(g->p.s, ERR_INPUT,
			   "the columns of the table are too wide for A4");
}

/* One row, its texts at the top; returns where it ends.  Past `bottom` nothing is drawn. */
static double
row_draw(struct grid *g, const struct json *cell, double y, double bottom, bool boxes)
{
	enum weight weight = WEIGHT_HALF; /* of the head */
	double high = g->size * 0.45, side = g->size * 0.36;
	struct text *texts[COLUMNS_MOST] = { NULL };
	const char *name = boxes ? row_name(g, cell) : "head";

	for (size_t i = 0; i < g->count && cell; i++, cell = cell->next) {
		const struct column *c = &g->columns[i];
		if (c->box && boxes)
			continue;
		struct style style = boxes ? cell_style(g, i) : letters(g->size, weight);
		const char *words = cell->type == JSON_STRING_ ? cell->text : "";
		texts[i] = page_words(&g->p, name,
				      cell_words(g, name, words, text_room(g, i), style),
				      g->p.langs[0].tag, 40, text_room(g, i), style);
		high = text_high(texts[i]) > high ? text_high(texts[i]) : high;
	}
	if (y + high > bottom)
		return y + high;
	for (size_t i = 0; i < g->count; i++) {
		const struct column *c = &g->columns[i];
		/* Heads stand on the line beneath them, rows hang from the one above. */
		if (texts[i])
			put_text(g->p.s, texts[i], text_x(g, i),
				 boxes ? y : y + high - text_high(texts[i]));
		if (c->box && boxes)
			put_frame(g->p.s,
				  (struct box){ .x = text_x(g, i),
						.y = y + 0.2,
						.wide = side,
						.high = side },
				  0.3, black);
	}
	return y + high;
}

/* Returns where they end; measured first, since what does not fit is not drawn. */
static double
intro_draw(struct page *p, double y, bool draw)
{
	const struct json *list = list_of(p->map, "intro");

	for (const struct json *one = list ? list->first : NULL; one; one = one->next) {
		struct text *t =
			page_words(p, "intro", one->type == JSON_STRING_ ? one->text : "",
				   p->langs[0].tag, 160, (p->right - p->left) * 0.85,
				   letters(11, WEIGHT_PLAIN));
		double x =
			p->langs[0].rtl ? p->left + (p->right - p->left) * 0.15 : p->left;
		if (draw)
			put_text(p->s, t, x, y);
		y += text_high(t) + 1.5;
	}
	return y;
}

static void
rows_draw(struct grid *g, double y, double bottom)
{
	struct page *p = &g->p;
	double whole = p->right - p->left;
	size_t i = 0;

	y = row_draw(g, g->head->first, y, bottom, false) + 1.4;
	if (y < bottom)
		put_line(p->s, p->left, y, p->right, y, 0.5, p->job->colour, false);
	for (const struct json *row = g->rows->first; row; row = row->next, i++) {
		const struct json *cells = row->type == JSON_LIST ? row->first : NULL;
		y = row_draw(g, cells, y + 1.2, bottom - 1.2, true) + 1.2;
		if (y > bottom) {
			sheet_fail(p->s, ERR_INPUT, "%zu of %zu rows fit on the sheet", i,
				   g->rows->count);
			return;
		}
		put_line(p->s, p->left, y, p->left + whole, y, 0.15, grey, false);
	}
}

struct sheet *
draw_table(const struct job *job, const struct json *map, struct err *err)
{
	struct grid g = { .head = list_of(map, "head"),
			  .rows = list_of(map, "rows"),
			  .size = 9.5,
			  .pad = 1.5,
			  .boxes = number_of(map, "boxes"),
			  .wide = number_of(map, "wide") };

	if (!g.head || !g.rows || g.head->count == 0 || g.head->count > COLUMNS_MOST ||
	    g.boxes >= g.head->count || g.wide >= g.head->count - g.boxes ||
	    g.rows->count > ROWS_MOST) {
		err_set(err, ERR_INPUT, "a table has 1 to %d columns and at most %d rows",
			COLUMNS_MOST, ROWS_MOST);
		return NULL;
	}
	if (!page_begin(&g.p, job, map, 210, 297, err))
		return NULL;
	struct page *p = &g.p;
	const struct language *l = &p->langs[0];
	g.count = g.head->count;
	sheet_describe(p->s, text_of(map, "title"), "");
	put_box(p->s,
		(struct box){
			.x = MARGIN, .y = MARGIN, .wide = 210 - 2 * MARGIN, .high = 2.4 },
		job->colour);
	double y = MARGIN + 8, bottom = 297 - MARGIN - 2;
	struct text *title = page_part(p, l, "title", 60, p->right - p->left,
				       letters(20, WEIGHT_BOLD));
	double title_y = y;
	y = intro_draw(p, y + text_high(title) + 3, false) + 4;
	struct text *foot = page_part(p, l, "foot", 120, p->right - p->left,
				      letters_in(9, WEIGHT_PLAIN, grey));
	if (y + 20 > bottom - text_high(foot)) {
		page_refuse(p, y + 20 - bottom + text_high(foot), "A4");
		return page_end(p, err);
	}
	put_text(p->s, title, p->left, title_y);
	intro_draw(p, title_y + text_high(title) + 3, true);
	put_text(p->s, foot, p->left, bottom - text_high(foot));
	p->made_count = 0;
	columns_set(&g);
	rows_draw(&g, y, bottom - text_high(foot) - 3);
	return page_end(p, err);
}
