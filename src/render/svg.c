/*
 * SVG, written by ourselves: texts as outlines, so that no font is needed where it is shown; the
 * code as one path on whole units, on white with its quiet zone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <cairo.h>
#include <math.h>

#include "render/paint.h"
#include "out/out.h"

/* A length with at most three decimals; printf would ask the locale for its comma. */
static void
put_thousandths(struct buf *out, long n)
{
	unsigned long a = (unsigned long)labs(n), rest = a % 1000;

	if (n < 0)
		buf_putc(out, '-');
	if (a >= 1000 || !rest)
		buf_printf(out, "%lu", a / 1000);
	if (rest) {
		char digits[5];
		size_t len = 4;

		snprintf(digits, sizeof(digits), ".%03u", (unsigned)rest);
		while (digits[len - 1] == '0')
			len--;
		buf_put(out, digits, len);
	}
}

static void
put_length(struct buf *out, double mm)
{
	put_thousandths(out, lround(mm * 1000));
}

static void
put_attribute(struct buf *out, const char *name, double mm)
{
	buf_printf(out, " %s=\"", name);
	put_length(out, mm);
	buf_putc(out, '"');
}

static void
put_place(struct buf *out, struct box at)
{
	put_attribute(out, "x", at.x);
	put_attribute(out, "y", at.y);
	put_attribute(out, "width", at.wide);
	put_attribute(out, "height", at.high);
}

static void
put_colour(struct buf *out, const char *name, struct colour c)
{
	buf_printf(out, " %s=\"#%02x%02x%02x\"", name, (unsigned)lround(c.red * 255),
		   (unsigned)lround(c.green * 255), (unsigned)lround(c.blue * 255));
}

static void
put_words(struct buf *out, const char *words)
{
	for (const char *p = words; *p; p++) {
		if (*p == '&')
			buf_puts(out, "&amp;");
		else if (*p == '<')
			buf_puts(out, "&lt;");
		else if (*p == '>')
			buf_puts(out, "&gt;");
		else if ((unsigned char)*p >= 0x20 || *p == '\n')
			buf_putc(out, *p);
	}
}

static void
put_fill(struct buf *out, const struct item *item)
{
	buf_puts(out, "<rect");
	put_place(out, item->at);
	put_colour(out, "fill", item->colour);
	buf_puts(out, "/>\n");
}

static void
put_border(struct buf *out, const struct item *item)
{
	struct box at = { item->at.x + item->line / 2, item->at.y + item->line / 2,
			  item->at.wide - item->line, item->at.high - item->line };

	buf_puts(out, "<rect");
	put_place(out, at);
	buf_puts(out, " fill=\"none\"");
	put_colour(out, "stroke", item->colour);
	put_attribute(out, "stroke-width", item->line);
	buf_puts(out, "/>\n");
}

static void
put_stroke(struct buf *out, const struct item *item)
{
	buf_puts(out, "<line");
	put_attribute(out, "x1", item->x1);
	put_attribute(out, "y1", item->y1);
	put_attribute(out, "x2", item->x2);
	put_attribute(out, "y2", item->y2);
	put_colour(out, "stroke", item->colour);
	put_attribute(out, "stroke-width", item->line);
	if (item->dashed)
		buf_puts(out, " stroke-dasharray=\"2 1.5\"");
	buf_puts(out, "/>\n");
}

/* Where the pen is, in thousandths, so that what rounding leaves over never adds up. */
struct pen {
	struct buf *out;
	long x, y;
	bool started;
};

static void
put_number(struct pen *pen, long n, bool first)
{
	if (!first && n >= 0)
		buf_putc(pen->out, ' ');
	put_thousandths(pen->out, n);
}

static void
put_points(struct pen *pen, char letter, const cairo_path_data_t *at, unsigned count)
{
	long x = 0, y = 0;

	buf_putc(pen->out, letter);
	for (unsigned i = 0; i < count; i++) {
		x = lround(at[i].point.x * 1000);
		y = lround(at[i].point.y * 1000);
		put_number(pen, x - pen->x, i == 0);
		put_number(pen, y - pen->y, false);
	}
	pen->x = x;
	pen->y = y;
}

static void
put_path(struct buf *out, const cairo_path_t *path)
{
	struct pen pen = { .out = out };
	long start_x = 0, start_y = 0;
	const cairo_path_data_t *at;

	for (int i = 0; i < path->num_data; i += at->header.length) {
		at = &path->data[i];
		switch (at->header.type) {
		case CAIRO_PATH_MOVE_TO:
			/* cairo ends each outline with one that leads nowhere. */
			if (i + at->header.length >= path->num_data ||
			    at[at->header.length].header.type == CAIRO_PATH_MOVE_TO)
				break;
			put_points(&pen, 'm', at + 1, 1);
			start_x = pen.x;
			start_y = pen.y;
			break;
		case CAIRO_PATH_LINE_TO:
			put_points(&pen, 'l', at + 1, 1);
			break;
		case CAIRO_PATH_CURVE_TO:
			put_points(&pen, 'c', at + 1, 3);
			break;
		case CAIRO_PATH_CLOSE_PATH:
			buf_putc(out, 'z');
			pen.x = start_x;
			pen.y = start_y;
			break;
		}
	}
}

/* The context's pixels are fine, since cairo rounds what a path holds to parts of them. */
static void
put_letters(struct buf *out, const struct item *item, cairo_t *cr)
{
	cairo_path_t *path;

	cairo_save(cr);
	cairo_new_path(cr);
	cairo_translate(cr, item->x1, item->y1);
	if (item->kind == ITEM_TURNED)
		cairo_rotate(cr, -M_PI / 2);
	text_outline(item->text, cr);
	cairo_restore(cr);
	path = cairo_copy_path(cr);
	buf_puts(out, "<path");
	put_colour(out, "fill", item->colour);
	buf_puts(out, " d=\"");
	put_path(out, path);
	buf_puts(out, "\"/>\n");
	cairo_path_destroy(path);
}

static void
put_modules(struct buf *out, const struct code *c)
{
	unsigned all = c->side + 2 * QUIET;

	buf_puts(out, "<svg");
	put_place(out, c->ground);
	buf_printf(
		out,
		" viewBox=\"0 0 %u %u\" shape-rendering=\"crispEdges\">"
		"<rect width=\"%u\" height=\"%u\" fill=\"#fff\"/><path fill=\"#000\" d=\"",
		all, all, all, all);
	qr_path(c->qr, QUIET, QUIET, out);
	buf_puts(out, "\"/></svg>\n");
}

static void
put_base64(struct buf *out, const struct buf *from)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < from->len; i += 3) {
		size_t left = from->len - i;
		uint32_t v = 0;

		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (k < left ? (unsigned char)from->data[i + k] : 0);
		buf_putc(out, digits[v >> 18]);
		buf_putc(out, digits[v >> 12 & 63]);
		buf_putc(out, left > 1 ? digits[v >> 6 & 63] : '=');
		buf_putc(out, left > 2 ? digits[v & 63] : '=');
	}
}

static void
put_picture(struct buf *out, const struct item *item)
{
	SCOPED(buf) bytes = { 0 };
	const char *type;

	logo_bytes(item->logo, &bytes, &type);
	buf_puts(out, "<image");
	put_place(out, item->at);
	buf_printf(out, " href=\"data:%s;base64,", type);
	put_base64(out, &bytes);
	buf_puts(out, "\"/>\n");
}

static void
put_item(struct buf *out, const struct item *item, cairo_t *cr)
{
	switch (item->kind) {
	case ITEM_BOX:
		put_fill(out, item);
		break;
	case ITEM_FRAME:
		put_border(out, item);
		break;
	case ITEM_LINE:
		put_stroke(out, item);
		break;
	case ITEM_TEXT:
	case ITEM_TURNED:
		put_letters(out, item, cr);
		break;
	case ITEM_CODE:
		put_modules(out, item->code);
		break;
	case ITEM_LOGO:
		put_picture(out, item);
		break;
	}
}

/* The words are for who cannot see the drawing; the address is always among them. */
static void
put_head(struct buf *out, const struct sheet *s, const struct pages_about *about)
{
	const char *before = "";

	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
	put_length(out, s->wide);
	buf_puts(out, "mm\" height=\"");
	put_length(out, s->high);
	buf_puts(out, "mm\" viewBox=\"0 0 ");
	put_length(out, s->wide);
	buf_putc(out, ' ');
	put_length(out, s->high);
	buf_printf(out, "\" xml:lang=\"%s\" role=\"img\">\n<title>",
		   *s->lang ? s->lang : "en");
	put_words(out, *s->title ? s->title : about->title);
	buf_puts(out, "</title>\n<desc>");
	if (*s->words) {
		put_words(out, s->words);
		before = "\n";
	}
	for (const struct item *item = s->first; item; item = item->next) {
		if (item->kind != ITEM_CODE || strstr(s->words, item->code->address))
			continue;
		buf_puts(out, before);
		put_words(out, item->code->address);
		before = "\n";
	}
	buf_puts(out, "</desc>\n");
}

/* Paper is white on a dark screen too. */
static void
put_all(struct buf *out, const struct sheet *s, const struct pages_about *about)
{
	/* Without bounds: cairo leaves out letters that lie beyond a surface's. */
	cairo_surface_t *scratch =
		cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
	cairo_t *cr = cairo_create(scratch);

	cairo_scale(cr, 64, 64);
	put_head(out, s, about);
	buf_puts(out, "<rect");
	put_place(out, (struct box){ 0, 0, s->wide, s->high });
	buf_puts(out, " fill=\"#fff\"/>\n");
	for (const struct item *item = s->first; item; item = item->next)
		put_item(out, item, cr);
	buf_puts(out, "</svg>\n");
	cairo_destroy(cr);
	cairo_surface_destroy(scratch);
}

bool
svg_write(const struct sheet *s, const struct pages_about *about, write_fn *write,
	  void *with, struct err *err)
{
	SCOPED(buf) out = { 0 };

	put_all(&out, s, about);
	return write(with, out.data, out.len) ||
	       err_set(err, ERR_IO, "the drawing cannot be written");
}
