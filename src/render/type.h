/*
 * Setting type with Pango; to be included by its doors only.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_RENDER_TYPE_H
#define CANVASS_RENDER_TYPE_H

#include <pango/pangocairo.h>

#include "render/internal.h"

/* Of the writing direction.  Its unit is a point. */
PangoContext *fonts_context(const struct fonts *f, bool rtl);
/* Of the family's letters, times the size. */
double fonts_ascent(const struct fonts *f);
double fonts_descent(const struct fonts *f);

#endif
