/*
 * What read.c and measure.c share: where zbar saw a code, and what is measured there.
 *
 * Points are pixels of a raster, x to the right and y down, with the middle of the first pixel at
 * 0.5, 0.5; a module's place is counted from the code's own top left corner, whichever way it lies.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_READING_H
#define CANVASS_READING_H

#include "out/out.h"
#include "render/render.h"

struct point {
	double x, y;
};

enum { CODES_MOST = 64 }; /* that are told of one picture */

struct seen {
	const char *text; /* UTF-8; what was none in it is U+FFFD */
	bool light;	  /* found in the inverted picture */
	/* Roughly: the code's own top left corner, then top right, bottom right, bottom left. */
	struct point corner[4];
};

struct measured {
	unsigned version, modules;
	char level; /* of error correction: L, M, Q, H; ? if it cannot be read */
	bool ours;  /* as we would draw its text, but for the wrong modules */
	int wrong;  /* modules that differ from that; -1 if it is not ours */
	struct point middle;
	double side, module; /* pixels */
	double quiet;	     /* modules, 0 to QUIET_MOST in steps of a quarter */
	double contrast;     /* 1 to 21 */
	double turned;	     /* degrees, clockwise, over -180 to 180 */
};

enum { QUIET_MOST = 8 };

/* What zbar sees in a raster as it stands, dark on light; texts live in the arena (read.c). */
size_t codes_seen(const struct raster *r, struct seen out[CODES_MOST], struct arena *a);
struct point seen_middle(const struct seen *s);

/*
 * Measures a code in the raster in which it was seen (an inverted one, if it is light).  expect:
 * the code as we would draw its text, or NULL.  False: nothing there looks like a code.
 */
bool code_measure(const struct raster *r, const struct seen *seen,
		  const struct qr *expect, struct measured *out) MUST_USE;

/* From modules to pixels: a projective map, which is an affine one for flat paper. */
struct frame {
	double m[8]; /* x = (m0 u + m1 v + m2) / (m6 u + m7 v + 1), y = (m3 u + ...) */
};
struct point frame_at(const struct frame *f, double u, double v);
/* The one map that takes four points to four others; false if three of them lie on a line. */
bool frame_fit(const struct point from[4], const struct point to[4], struct frame *out)
	MUST_USE;
/* The grey at a place, between the pixels' middles; the nearest one outside of the raster. */
double grey_at(const struct raster *r, struct point at);
/* The grey levels, 0 to 255, of a code's own dark and light modules. */
struct levels {
	double dark, light;
	double light_mean; /* with the specks that a median leaves out */
	double specks; /* the share of modules whose middle is unlike all that is around it */
};
/* The narrowest side of the clear ground round a code, in modules, to QUIET_MOST (quiet.c). */
double quiet_measure(const struct raster *r, const struct frame *f, unsigned side,
		     const struct levels *levels);

/* ---- rasters (raster.c, scale.c) --------------------------------------------------- */

/* At most: pixels of a picture that is read. */
#define PIXELS_MOST 200000000u
void raster_invert(struct raster *r);
/* Half as wide and high, each pixel the mean of four; twice as wide and high. */
void raster_halve(const struct raster *r, struct raster *out);
void raster_double(const struct raster *r, struct raster *out);
/* Each pixel the median of nine: without the specks of a bad scan. */
void raster_calm(const struct raster *r, struct raster *out);
unsigned char raster_median(const struct raster *r, unsigned x, unsigned y);
/* What is left of a rectangle of it. */
void raster_crop(const struct raster *r, long x, long y, long wide, long high,
		 struct raster *out);
/*
 * A grey level (0 to 255, as sRGB has it) that is as light to the eye as the colour: of the
 * relative luminance of WCAG 2.1.
 */
unsigned char grey_of(unsigned char red, unsigned char green, unsigned char blue);
/* Its relative luminance, 0 to 1. */
double grey_luminance(double level);

#endif
