/*
 * Rasters made of rasters, and what a grey level means.  Pure: no library but the C library's.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "render/reading.h"

void
raster_invert(struct raster *r)
{
	size_t count = (size_t)r->wide * r->high;

	for (size_t i = 0; i < count; i++)
		r->pixels[i] = (unsigned char)(255 - r->pixels[i]);
}

void
raster_halve(const struct raster *r, struct raster *out)
{
	unsigned wide = r->wide / 2, high = r->high / 2;
	unsigned char *to = mem_new((size_t)wide * high + 1, 1);

	*out = (struct raster){ wide, high, to };
	for (unsigned y = 0; y < high; y++) {
		const unsigned char *one = r->pixels + (size_t)y * 2 * r->wide;
		const unsigned char *two = one + r->wide;

		for (unsigned x = 0; x < wide; x++, one += 2, two += 2)
			*to++ = (unsigned char)((one[0] + one[1] + two[0] + two[1] + 2) /
						4);
	}
}

/* Between its nearest and the three beside that, as lenses would: 9, 3, 3 and 1 parts of 16. */
void
raster_double(const struct raster *r, struct raster *out)
{
	size_t wide = (size_t)r->wide * 2;
	unsigned char *to = mem_new(wide * r->high * 2 + 1, 1);

	*out = (struct raster){ r->wide * 2, r->high * 2, to };
	for (unsigned y = 0; y < 2 * r->high; y++) {
		unsigned row = y / 2, beside = y % 2 ? row + 1 : row ? row - 1 : 0;
		const unsigned char *near = r->pixels + (size_t)row * r->wide;
		const unsigned char *far =
			r->pixels + (size_t)(beside < r->high ? beside : row) * r->wide;

		for (unsigned x = 0; x < wide; x++) {
			unsigned at = x / 2, next = x % 2 ? at + 1 : at ? at - 1 : 0;

			next = next < r->wide ? next : at;
			*to++ = (unsigned char)((9 * near[at] + 3 * near[next] +
						 3 * far[at] + far[next] + 8) /
						16);
		}
	}
}

unsigned char
raster_median(const struct raster *r, unsigned x, unsigned y)
{
	unsigned char nine[9];
	unsigned n = 0;

	for (unsigned k = 0; k < 9; k++) {
		unsigned right = x + k % 3, below = y + k / 3, i = n++;
		unsigned column = right ? right - 1 : 0, row = below ? below - 1 : 0;
		unsigned char value;

		column = column < r->wide ? column : r->wide - 1;
		row = row < r->high ? row : r->high - 1;
		value = r->pixels[(size_t)row * r->wide + column];
		for (; i && nine[i - 1] > value; i--)
			nine[i] = nine[i - 1];
		nine[i] = value;
	}
	return nine[4];
}

void
raster_calm(const struct raster *r, struct raster *out)
{
	unsigned char *to = mem_new((size_t)r->wide * r->high + 1, 1);

	*out = (struct raster){ r->wide, r->high, to };
	for (unsigned y = 0; y < r->high; y++)
		for (unsigned x = 0; x < r->wide; x++)
			*to++ = raster_median(r, x, y);
}

static long
within(long at, long most)
{
	return at < 0 ? 0 : at > most ? most : at;
}

void
raster_crop(const struct raster *r, long x, long y, long wide, long high,
	    struct raster *out)
{
	long right = within(x + wide, (long)r->wide),
	     foot = within(y + high, (long)r->high);
	unsigned char *to;

	x = within(x, right);
	y = within(y, foot);
	to = mem_new((size_t)(right - x) * (size_t)(foot - y) + 1, 1);
	*out = (struct raster){ (unsigned)(right - x), (unsigned)(foot - y), to };
	for (long row = y; row < foot; row++, to += right - x)
		memcpy(to, r->pixels + (size_t)row * r->wide + (size_t)x,
		       (size_t)(right - x));
}

/* ---- greys ------------------------------------------------------------------------ */

/* IEC 61966-2-1, as WCAG 2.1 has it for relative luminance. */
double
grey_luminance(double level)
{
	double c = level / 255;

	return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

unsigned char
grey_of(unsigned char red, unsigned char green, unsigned char blue)
{
	enum { STEPS = 4096 };
	static double linear[256];
	static unsigned char back[STEPS + 1];
	double luminance;

	if (red == green && green == blue)
		return red;
	if (back[STEPS] == 0) { /* the program has one thread */
		unsigned level = 0;

		for (unsigned i = 0; i < 256; i++)
			linear[i] = grey_luminance(i);
		for (unsigned i = 0; i <= STEPS; i++) {
			while (level < 255 &&
			       grey_luminance(level + 0.5) < (double)i / STEPS)
				level++;
			back[i] = (unsigned char)level;
		}
	}
	luminance = 0.2126 * linear[red] + 0.7152 * linear[green] + 0.0722 * linear[blue];
	return back[(unsigned)(luminance * STEPS + 0.5)];
}
