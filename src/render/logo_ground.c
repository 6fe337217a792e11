/*
 * What a logo stands on: white paper suits most of them, but a white one is seen on the band alone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <cairo.h>
#include <math.h>

#include "render/paint.h"

enum { SIDE = 128 }; /* pixels of the small picture that is looked at */
#define SEEN 1.3 /* contrast: less is not noticed in passing */
#define LEAST 0.005 /* share of the pixels that must be seen */
#define BLANK 0.97 /* share above which it is one even field */

/* What it looks like on a ground, as wide and as high as it is long. */
static cairo_surface_t *
paint_on(const struct logo *l, struct colour ground, int wide, int high)
{
	cairo_surface_t *to =
		cairo_image_surface_create(CAIRO_FORMAT_RGB24, wide, high);
	cairo_t *cr = cairo_create(to);

	cairo_set_source_rgb(cr, ground.red, ground.green, ground.blue);
	cairo_paint(cr);
	logo_paint(l, cr, (struct box){ .wide = wide, .high = high });
	cairo_destroy(cr);
	cairo_surface_flush(to);
	return to;
}

/* The share of its pixels that stand out from the ground. */
static double
share_seen(const struct logo *l, struct colour ground)
{
	double shape = logo_shape(l), seen = 0;
	int wide = (int)fmax(8, shape >= 1 ? SIDE : SIDE * shape),
	    high = (int)fmax(8, shape >= 1 ? SIDE / shape : SIDE);
	cairo_surface_t *picture = paint_on(l, ground, wide, high);
	const unsigned char *rows = cairo_image_surface_get_data(picture);
	int stride = cairo_image_surface_get_stride(picture);

	for (int y = 0; rows && y < high; y++) {
		const uint32_t *row = (const void *)(rows + (ptrdiff_t)y * stride);
		for (int x = 0; x < wide; x++) {
			struct colour c = { (row[x] >> 16 & 255) / 255.0,
					    (row[x] >> 8 & 255) / 255.0,
					    (row[x] & 255) / 255.0 };
			seen += colour_contrast(c, ground) >= SEEN;
		}
	}
	cairo_surface_destroy(picture);
	return seen / (wide * high);
}

enum logo_ground
logo_ground(const struct logo *l, struct colour band)
{
	double on_white = share_seen(l, white), on_band = share_seen(l, band);

	if (on_white >= LEAST && on_white >= on_band / 20)
		return LOGO_ON_WHITE;
	/* A field of one colour shows that there is something, and not what. */
	return on_band >= LEAST && on_band < BLANK ? LOGO_ON_BAND : LOGO_UNSEEN;
}
