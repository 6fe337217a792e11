/*
 * PNG and rasters: a module is a whole number of pixels, nothing in a code is smoothed, and the
 * file says its resolution.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "tests/unit/render/drawing.h"

/* Pixels of a box that are neither black nor white. */
static unsigned
greys(const struct raster *r, unsigned x, unsigned y, unsigned side)
{
	unsigned count = 0;

	for (unsigned row = y; row < y + side; row++) {
		for (unsigned column = x; column < x + side; column++) {
			unsigned char p = r->pixels[(size_t)row * r->wide + column];

			count += p != 0 && p != 255;
		}
	}
	return count;
}

/* The code's first dark pixel from the top left, and how wide its finder's upper edge is. */
static unsigned
finder(const struct raster *r, const struct box *around, double pixels, unsigned *out_x,
       unsigned *out_y)
{
	unsigned x0 = (unsigned)(around->x * pixels), n = 0;

	for (unsigned y = (unsigned)(around->y * pixels); y < r->high; y++) {
		for (unsigned x = x0; x < r->wide; x++) {
			if (r->pixels[(size_t)y * r->wide + x] == 255)
				continue;
			*out_x = x;
			*out_y = y;
			while (r->pixels[(size_t)y * r->wide + x + n] == 0)
				n++;
			return n;
		}
	}
	return 0;
}

static unsigned
be32(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (unsigned)u[0] << 24 | (unsigned)u[1] << 16 | (unsigned)u[2] << 8 | u[3];
}

/* Draws and reads back; module: in millimetres.  pixels: what a module must be. */
static void
whole(struct sheet *s, const char *what, struct box around, double module,
      unsigned pixels)
{
	SCOPED(buf) png = { 0 };
	SCOPED(raster) r = { 0 };
	struct err err = { .code = ERR_NONE };
	unsigned x = 0, y = 0, found;
	double scale = pixels / module;
	const char *phys;

	if (!ok(png_write(s, &about, collect, &png, &err) &&
			raster_load(png.data, png.len, &r, &err),
		"%s: drawn: %s", what, err.text)) {
		sheet_free(s);
		return;
	}
	phys = memmem(png.data, png.len, "pHYs", 4);
	is_int(phys ? be32(phys + 4) : 0, lround(scale * 1000), "%s: pixels a metre",
	       what);
	is_int(r.wide, (long long)ceil(sheet_wide(s) * scale - 1e-6), "%s: its width",
	       what);
	found = finder(&r, &around, scale, &x, &y);
	is_int(found, 7 * pixels, "%s: a finder is seven modules of %u pixels", what,
	       pixels);
	is_int(greys(&r, x - 4 * pixels, y - 4 * pixels, 37 * pixels), 0,
	       "%s: black and white only", what);
	sheet_free(s);
}

static void
pictures(struct fonts *f)
{
	struct sheet *s = sheet_sample(f);

	whole(s, "A4", (struct box){ 62, 92, 0, 0 }, 70.0 / 29, 29);
	s = sheet_new(f, 297, 420);
	put_code(s, ADDRESS, 80.3, 100.7, 120);
	whole(s, "A3", (struct box){ 70, 90, 0, 0 }, 120.0 / 29, 49);
	/* 8.15 pixels would do, and 10 make the large code's 35 whole too. */
	s = sheet_new(f, 210, 297);
	put_code(s, ADDRESS, 70.1, 60.3, 70);
	put_code(s, ADDRESS, 20.2, 240.4, 20);
	whole(s, "strips", (struct box){ 18, 238, 0, 0 }, 20.0 / 29, 10);
	s = sheet_new(f, 210, 297);
	put_code(s, ADDRESS, 70.1, 60.3, 70);
	put_code(s, ADDRESS, 20.2, 240.4, 20);
	whole(s, "above strips", (struct box){ 62, 55, 0, 0 }, 70.0 / 29, 35);
}

/* Where no resolution fits both, the larger code loses part of a pixel a module. */
static void
odd(struct fonts *f)
{
	SCOPED(raster) r = { 0 };
	struct sheet *s = sheet_new(f, 210, 297);
	struct err err = { .code = ERR_NONE };
	struct box around = { 62, 55, 0, 0 };
	unsigned x, y, found;

	put_code(s, ADDRESS, 70, 60, 61.7);
	put_code(s, ADDRESS, 20, 240, 20);
	ok(raster_make(s, 4, &r, &err), "a raster: %s", err.text);
	found = finder(&r, &around, 4 / (20.0 / 29), &x, &y);
	is_int(found, 7 * 12, "12.34 pixels are 12");
	is_int(greys(&r, x - 48, y - 48, 37 * 12), 0, "nothing is smoothed");
	sheet_free(s);
}

static void
rasters(struct fonts *f)
{
	SCOPED(raster) r = { 0 };
	SCOPED(raster) bare = { 0 };
	struct sheet *s = sheet_sample(f);
	struct err err = { .code = ERR_NONE };
	unsigned wide;

	ok(raster_make(s, 2, &r, &err), "at two pixels a module");
	wide = (unsigned)ceil(210 * 2 * 29 / 70.0);
	is_int(r.wide, wide, "as wide as it must be");
	ok(r.pixels[0] == 255 && r.pixels[20u * wide + 20] < 60, "paper, and the band");
	sheet_free(s);
	s = sheet_new(f, 210, 297);
	ok(raster_make(s, 2, &bare, &err) && bare.wide == 420, "a sheet without a code");
	raster_cleanup(&bare);
	sheet_free(s);
	s = sheet_new(f, 4000, 4000);
	put_code(s, ADDRESS, 70, 100, 20);
	ok(!raster_make(s, 8, &bare, &err) && err.code == ERR_INPUT,
	   "a wall is too large: %s", err.text);
	sheet_free(s);
}

static void
outputs(struct fonts *f)
{
	SCOPED(buf) one = { 0 };
	SCOPED(buf) two = { 0 };
	struct sheet *s = sheet_sample(f);
	struct err err = { .code = ERR_NONE };

	ok(png_write(s, &about, collect, &one, &err) &&
		   png_write(s, &about, collect, &two, &err) && one.len == two.len &&
		   !memcmp(one.data, two.data, one.len),
	   "the same PNG again");
	ok(!memmem(one.data, one.len, "tIME", 4), "without a time");
	ok(!png_write(s, &about, collect_nothing, NULL, &err) && err.code == ERR_IO,
	   "a PNG that cannot be written is told");
	sheet_free(s);
}

/* The bytes of a PDF of so many sheets. */
static void
document(struct fonts *f, unsigned pages, struct buf *out)
{
	struct err err = { .code = ERR_NONE };
	struct pdf *p = pdf_new(&about, collect, out);
	struct sheet *s = sheet_sample(f);
	size_t before = 0;

	for (unsigned i = 0; i < pages; i++) {
		ok(pdf_add(p, s, &err), "a page: %s", err.text);
		if (i)
			ok(out->len > before, "pages leave while others come");
		before = out->len;
	}
	ok(pdf_end(p, &err), "ended: %s", err.text);
	pdf_free(p);
	sheet_free(s);
}

static void
documents(struct fonts *f)
{
	SCOPED(buf) one = { 0 };
	SCOPED(buf) two = { 0 };
	struct err err = { .code = ERR_NONE };
	struct sheet *s = sheet_sample(f);
	struct pdf *p;

	document(f, 3, &one);
	document(f, 3, &two);
	ok(one.len == two.len && !memcmp(one.data, two.data, one.len),
	   "the same PDF again");
	ok(memmem(one.data, one.len, "/CreationDate (D:20261201) ", 27),
	   "with the day and no more");
	p = pdf_new(&about, collect_nothing, NULL);
	(void)!pdf_add(p, s, &err);
	ok(!pdf_end(p, &err) && err.code == ERR_IO,
	   "a PDF that cannot be written is told");
	pdf_free(p);
	pdf_free(NULL);
	sheet_free(s);
}

int
main(void)
{
	struct fonts *f = fonts_here();

	pictures(f);
	odd(f);
	rasters(f);
	outputs(f);
	documents(f);
	fonts_free(f);
	fonts_end();
	return tap_done();
}
