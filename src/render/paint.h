/*
 * Painting with cairo, whose context is a struct _cairo; for its doors alone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_RENDER_PAINT_H
#define CANVASS_RENDER_PAINT_H

#include "render/internal.h"

struct _cairo;

/*
 * All of a sheet, on a context whose unit is a millimetre.  pixels: of a raster, in a millimetre:
 * codes then stand on whole pixels, unsmoothed; 0: there are no pixels.
 */
void sheet_paint(const struct sheet *s, struct _cairo *cr, double pixels);
/* Its first line's top left corner at 0, 0; unit: a millimetre. */
void text_paint(const struct text *t, struct _cairo *cr);
/* The same as outlines, added to the context's path. */
void text_outline(const struct text *t, struct _cairo *cr);
/* Fills the box. */
void logo_paint(const struct logo *l, struct _cairo *cr, struct box at);

#endif
