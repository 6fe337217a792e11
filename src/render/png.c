/*
 * Pixels: PNG files of a resolution at which a module is a whole number of pixels, and pictures in
 * memory for reading codes back.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <cairo.h>
#include <math.h>
#include <png.h>

#include "render/paint.h"

enum { DPI = 300, PIXELS_MOST = 150 * 1000 * 1000 };

/* The sheet on white, so many pixels a millimetre.  NULL with err: too large. */
static cairo_surface_t *
surface_new(const struct sheet *s, double pixels, struct err *err)
{
	double wide = ceil(s->wide * pixels - 1e-6), high = ceil(s->high * pixels - 1e-6);
	cairo_surface_t *surface;
	cairo_status_t status;
	cairo_t *cr;

	if (wide * high > PIXELS_MOST || wide > 32767 || high > 32767) {
		err_set(err, ERR_INPUT, "a picture of %.0f by %.0f pixels is too large",
			wide, high);
		return NULL;
	}
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)wide, (int)high);
	cr = cairo_create(surface);
	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	cairo_scale(cr, pixels, pixels);
	sheet_paint(s, cr, pixels);
	status = cairo_status(cr);
	cairo_destroy(cr);
	if (status == CAIRO_STATUS_SUCCESS) {
		cairo_surface_flush(surface);
		return surface;
	}
	cairo_surface_destroy(surface);
	err_set(err, ERR_BUG, "cairo: %s", cairo_status_to_string(status));
	return NULL;
}

/* Whether each code's module is a whole number of pixels. */
static bool
all_whole(const struct sheet *s, double pixels)
{
	for (const struct item *item = s->first; item; item = item->next) {
		double module;

		if (item->kind != ITEM_CODE)
			continue;
		module = code_module(item->code) * pixels;
		if (fabs(module - round(module)) > 1e-6)
			return false;
	}
	return true;
}

/*
 * Pixels a millimetre: 300 dots an inch, or the next step above at which the finest code's module
 * is whole; if a few steps more make those of all codes whole, so much the better.
 */
static double
pixels_of(const struct sheet *s)
{
	double module = sheet_module(s), first;

	if (!(module > 0))
		return DPI / 25.4;
	first = ceil(module * DPI / 25.4 - 1e-6);
	for (unsigned more = 0; more < 4; more++)
		if (all_whole(s, (first + more) / module))
			return (first + more) / module;
	return first / module;
}

struct writing {
	write_fn *write;
	void *with;
	bool unwritten;
};

static void
write_bytes(png_structp png, png_bytep data, png_size_t len)
{
	struct writing *w = png_get_io_ptr(png);

	if (!w->write(w->with, data, len)) {
		w->unwritten = true;
		png_error(png, "cannot be written");
	}
}

static void
write_flush(png_structp png)
{
	(void)png;
}

/* cairo keeps 32 bits a pixel in the machine's order; a file has red, green, blue. */
static void
put_row(png_structp png, const uint32_t *from, unsigned wide, unsigned char *to)
{
	for (unsigned x = 0; x < wide; x++) {
		to[3 * x] = (unsigned char)(from[x] >> 16);
		to[3 * x + 1] = (unsigned char)(from[x] >> 8);
		to[3 * x + 2] = (unsigned char)from[x];
	}
	png_write_row(png, to);
}

static void
put_picture(png_structp png, png_infop info, cairo_surface_t *surface, double pixels,
	    unsigned char *row)
{
	unsigned wide = (unsigned)cairo_image_surface_get_width(surface);
	unsigned high = (unsigned)cairo_image_surface_get_height(surface);
	size_t stride = (size_t)cairo_image_surface_get_stride(surface);
	const unsigned char *from = cairo_image_surface_get_data(surface);
	png_uint_32 a_metre = (png_uint_32)lround(pixels * 1000);

	png_set_IHDR(png, info, wide, high, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
		     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	png_set_pHYs(png, info, a_metre, a_metre, PNG_RESOLUTION_METER);
	png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
	/* Flat areas: rows are mostly like the row above, and any effort packs them well. */
	png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);
	png_set_compression_level(png, 6);
	png_write_info(png, info);
	for (unsigned y = 0; y < high; y++)
		put_row(png, (const void *)(from + y * stride), wide, row);
	png_write_end(png, info);
}

/* libpng would print what is wrong; our caller tells it in words of his own. */
static void
quiet(png_structp png, png_const_charp words)
{
	(void)png;
	(void)words;
}

NORETURN static void
give_up(png_structp png, png_const_charp words)
{
	(void)words;
	png_longjmp(png, 1);
}

static bool
picture_write(cairo_surface_t *surface, double pixels, struct writing *w, struct err *err)
{
	unsigned char *row = mem_new((size_t)cairo_image_surface_get_width(surface), 3);
	png_structp png =
		png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, give_up, quiet);
	png_infop info = png ? png_create_info_struct(png) : NULL;
	bool good = false;

	if (!info)
		die("libpng gives no memory");
	if (!setjmp(png_jmpbuf(png))) {
		png_set_write_fn(png, w, write_bytes, write_flush);
		put_picture(png, info, surface, pixels, row);
		good = true;
	}
	png_destroy_write_struct(&png, &info);
	free(row);
	if (w->unwritten)
		return err_set(err, ERR_IO, "the drawing cannot be written");
	return good || err_set(err, ERR_BUG, "libpng cannot write the picture");
}

bool
png_write(const struct sheet *s, const struct pages_about *about, write_fn *write,
	  void *with, struct err *err)
{
	struct writing w = { .write = write, .with = with };
	double pixels = pixels_of(s);
	cairo_surface_t *surface = surface_new(s, pixels, err);
	bool good;

	(void)about; /* a picture is passed about: it says nothing but what can be seen */
	if (!surface)
		return false;
	good = picture_write(surface, pixels, &w, err);
	cairo_surface_destroy(surface);
	return good;
}

/* Weights of Rec. 709, in 16 bits. */
static void
make_grey(cairo_surface_t *surface, struct raster *out)
{
	size_t stride = (size_t)cairo_image_surface_get_stride(surface);
	const unsigned char *from = cairo_image_surface_get_data(surface);
	unsigned char *to = out->pixels;

	for (unsigned y = 0; y < out->high; y++) {
		const uint32_t *row = (const void *)(from + y * stride);

		for (unsigned x = 0; x < out->wide; x++)
			*to++ = (unsigned char)(((row[x] >> 16 & 255) * 13933 +
						 (row[x] >> 8 & 255) * 46871 +
						 (row[x] & 255) * 4732) >>
						16);
	}
}

bool
raster_make(const struct sheet *s, double pixels_a_module, struct raster *out,
	    struct err *err)
{
	double module = sheet_module(s);
	cairo_surface_t *surface =
		surface_new(s, module > 0 ? pixels_a_module / module : 2, err);

	if (!surface)
		return false;
	out->wide = (unsigned)cairo_image_surface_get_width(surface);
	out->high = (unsigned)cairo_image_surface_get_height(surface);
	out->pixels = mem_new((size_t)out->wide * out->high, 1);
	make_grey(surface, out);
	cairo_surface_destroy(surface);
	return true;
}

void
png_version(struct buf *out)
{
	buf_printf(out, "libpng %s", png_get_libpng_ver(NULL));
}
