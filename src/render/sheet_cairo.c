/*
 * A sheet painted with cairo, on whatever surface: the same for paper and for pixels, but that
 * codes on pixels are set on whole ones.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <cairo.h>
#include <math.h>

#include "render/paint.h"

static void
ink(cairo_t *cr, struct colour c)
{
	cairo_set_source_rgb(cr, c.red, c.green, c.blue);
}

static void
paint_line(cairo_t *cr, const struct item *item)
{
	static const double dashes[] = { 2, 1.5 };

	cairo_set_line_width(cr, item->line);
	cairo_set_dash(cr, dashes, item->dashed ? ARRAY_LEN(dashes) : 0, 0);
	cairo_move_to(cr, item->x1, item->y1);
	cairo_line_to(cr, item->x2, item->y2);
	cairo_stroke(cr);
}

static void
paint_frame(cairo_t *cr, const struct item *item)
{
	double half = item->line / 2;

	cairo_set_line_width(cr, item->line);
	cairo_set_dash(cr, NULL, 0, 0);
	cairo_rectangle(cr, item->at.x + half, item->at.y + half,
			item->at.wide - item->line, item->at.high - item->line);
	cairo_stroke(cr);
}

static void
code_step(void *with, unsigned x, unsigned y, bool starts)
{
	if (starts) /* which closes the one before for a fill */
		cairo_new_sub_path(with);
	cairo_line_to(with, x, y);
}

/*
 * In pixels: the module is cut to a whole one, and what that leaves over goes to the quiet zone, so
 * that nothing of it is lost.  At the sheet's finest code nothing is left over.
 */
static void
code_place(cairo_t *cr, const struct code *c, double pixels)
{
	double module = code_module(c) * pixels, whole = floor(module + 1e-6);
	double left = (module - whole) * c->side / 2;

	cairo_identity_matrix(cr);
	cairo_translate(cr, floor(c->modules.x * pixels + left + 0.5),
			floor(c->modules.y * pixels + left + 0.5));
	cairo_scale(cr, whole, whole);
	cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
}

static void
paint_code(cairo_t *cr, const struct code *c, double pixels)
{
	ink(cr, white);
	cairo_rectangle(cr, c->ground.x, c->ground.y, c->ground.wide, c->ground.high);
	cairo_fill(cr);
	cairo_save(cr);
	if (pixels > 0) {
		code_place(cr, c, pixels);
		/* The ground again: rounding may have moved the code by half a pixel. */
		cairo_rectangle(cr, -QUIET, -QUIET, c->side + 2.0 * QUIET,
				c->side + 2.0 * QUIET);
		cairo_fill(cr);
	} else {
		cairo_translate(cr, c->modules.x, c->modules.y);
		cairo_scale(cr, code_module(c), code_module(c));
	}
	ink(cr, black);
	code_outline(c->qr, code_step, cr);
	cairo_fill(cr);
	cairo_restore(cr);
}

static void
paint_text(cairo_t *cr, const struct item *item)
{
	cairo_save(cr);
	cairo_translate(cr, item->x1, item->y1);
	if (item->kind == ITEM_TURNED)
		cairo_rotate(cr, -M_PI / 2);
	text_paint(item->text, cr);
	cairo_restore(cr);
}

static void
paint_item(cairo_t *cr, const struct item *item, double pixels)
{
	ink(cr, item->colour);
	switch (item->kind) {
	case ITEM_BOX:
		cairo_rectangle(cr, item->at.x, item->at.y, item->at.wide, item->at.high);
		cairo_fill(cr);
		break;
	case ITEM_FRAME:
		paint_frame(cr, item);
		break;
	case ITEM_LINE:
		paint_line(cr, item);
		break;
	case ITEM_TEXT:
	case ITEM_TURNED:
		paint_text(cr, item);
		break;
	case ITEM_CODE:
		paint_code(cr, item->code, pixels);
		break;
	case ITEM_LOGO:
		logo_paint(item->logo, cr, item->at);
		break;
	}
}

void
sheet_paint(const struct sheet *s, cairo_t *cr, double pixels)
{
	for (const struct item *item = s->first; item; item = item->next)
		paint_item(cr, item, pixels);
}
