/*
 * Painting with cairo; to be included by its doors only.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_RENDER_PAINT_H
#define CANVASS_RENDER_PAINT_H

#include <cairo.h>

#include "render/internal.h"

/*
 * All of a sheet, on a context whose unit is a millimetre.  pixels: of a raster, in a millimetre:
 * codes then stand on whole pixels, unsmoothed; 0: there are no pixels.
 */
void sheet_paint(const struct sheet *s, cairo_t *cr, double pixels);
/* Its first line's top left corner at 0, 0; unit: a millimetre. */
void text_paint(const struct text *t, cairo_t *cr);
/* The same as outlines, added to the context's path. */
void text_outline(const struct text *t, cairo_t *cr);
/* Fills the box. */
void logo_paint(const struct logo *l, cairo_t *cr, struct box at);

#endif
