/*
 * Setting type with Pango, whose context is a struct _PangoContext; for its doors alone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_RENDER_TYPE_H
#define CANVASS_RENDER_TYPE_H

#include "render/internal.h"

struct _PangoContext;

/* Of the writing direction.  Its unit is a point. */
struct _PangoContext *fonts_context(const struct fonts *f, bool rtl);
/* Of the family's letters, times the size. */
double fonts_ascent(const struct fonts *f);
double fonts_descent(const struct fonts *f);

#endif
