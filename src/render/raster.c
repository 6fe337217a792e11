/*
 * Pictures from outside: PNG by libpng, and the plain rasters that pdftoppm writes.  All become
 * grey, and what lets light through lies on white, as on paper.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <png.h>
#include <setjmp.h>

#include "render/reading.h"

/* An interlaced picture is unpacked whole, four bytes a pixel. */
#define INTERLACED_MOST 50000000u

void
raster_cleanup(struct raster *r)
{
	free(r->pixels);
	*r = (struct raster){ 0, 0, NULL };
}

static bool
too_large(unsigned long wide, unsigned long high, unsigned most, struct err *err)
{
	/* zbar counts pixels in ints. */
	if (wide && high && wide <= 1000000 && high <= 1000000 && wide * high <= most)
		return false;
	err_set(err, ERR_INPUT,
		"a picture of %lu by %lu pixels: at most %u million are read", wide, high,
		most / 1000000);
	return true;
}

/* ---- PNG ------------------------------------------------------------------------- */

struct unpacking {
	struct cut from;
	struct raster out;
	unsigned char *rows; /* RGBA: one row, or all of them if it is interlaced */
	char said[80];
};

static void
read_bytes(png_structp png, png_bytep to, png_size_t len)
{
	struct unpacking *u = png_get_io_ptr(png);
	const unsigned char *from = cut_bytes(&u->from, len);

	if (!from)
		png_error(png, "it ends too early");
	memcpy(to, from, len);
}

static void
on_error(png_structp png, png_const_charp words)
{
	struct unpacking *u = png_get_error_ptr(png);

	snprintf(u->said, sizeof(u->said), "%s", words);
	png_longjmp(png, 1);
}

static void
on_warning(png_structp png, png_const_charp words)
{
	(void)png;
	(void)words;
}

static unsigned char
on_white(unsigned value, unsigned alpha)
{
	return (unsigned char)((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

static void
row_to_grey(const unsigned char *from, unsigned wide, unsigned char *to)
{
	for (unsigned x = 0; x < wide; x++, from += 4)
		to[x] = from[3] == 255 ? grey_of(from[0], from[1], from[2])
				       : grey_of(on_white(from[0], from[3]),
						 on_white(from[1], from[3]),
						 on_white(from[2], from[3]));
}

static void
unpack_rows(png_structp png, struct unpacking *u, unsigned passes)
{
	size_t row = (size_t)u->out.wide * 4;

	u->rows = mem_new(passes > 1 ? u->out.high : 1, row);
	u->out.pixels = mem_new(u->out.high, u->out.wide);
	for (unsigned pass = 0; pass < passes; pass++)
		for (unsigned y = 0; y < u->out.high; y++) {
			unsigned char *at = passes > 1 ? u->rows + y * row : u->rows;

			png_read_row(png, at, NULL);
			if (pass + 1 == passes)
				row_to_grey(at, u->out.wide,
					    u->out.pixels + (size_t)y * u->out.wide);
		}
}

/* Whatever it is, 8 bits of red, green, blue and alpha come out. */
static bool
unpack(png_structp png, png_infop info, struct unpacking *u, struct err *err)
{
	int passes;
	bool interlaced;

	png_read_info(png, info);
	interlaced = png_get_interlace_type(png, info) != PNG_INTERLACE_NONE;
	u->out.wide = png_get_image_width(png, info);
	u->out.high = png_get_image_height(png, info);
	if (too_large(u->out.wide, u->out.high,
		      interlaced ? INTERLACED_MOST : PIXELS_MOST, err))
		return false;
	png_set_expand(png);
	png_set_strip_16(png);
	png_set_gray_to_rgb(png);
	png_set_add_alpha(png, 255, PNG_FILLER_AFTER);
	passes = png_set_interlace_handling(png);
	png_read_update_info(png, info);
	if (png_get_rowbytes(png, info) != (size_t)u->out.wide * 4)
		png_error(png, "its rows are of another length");
	unpack_rows(png, u, (unsigned)passes);
	return true;
}

static bool
load_png(const unsigned char *bytes, size_t len, struct raster *out, struct err *err)
{
	struct unpacking *u = mem_new(1, sizeof(*u));
	png_structp png =
		png_create_read_struct(PNG_LIBPNG_VER_STRING, u, on_error, on_warning);
	png_infop info = png ? png_create_info_struct(png) : NULL;
	volatile bool good = false;

	if (!info)
		die("no memory for a picture");
	u->from = cut_from(bytes, len);
	png_set_read_fn(png, u, read_bytes);
	png_set_user_limits(png, 1000000, 1000000);
	png_set_chunk_malloc_max(png, 8u << 20);
	/* NOLINTNEXTLINE: libpng's way of telling that it gives up */
	if (setjmp(png_jmpbuf(png)))
		err_set(err, ERR_INPUT, "this PNG is damaged: %s", u->said);
	else
		good = unpack(png, info, u, err);
	png_destroy_read_struct(&png, &info, NULL);
	if (good)
		*out = u->out;
	else
		free(u->out.pixels);
	free(u->rows);
	free(u);
	return good;
}

/* ---- PPM and PGM ------------------------------------------------------------------- */

/* A number of the head, behind blanks; 0 if there is none. */
static unsigned long
head_number(struct cut *c)
{
	unsigned long n = 0;

	while (c->p < c->end && (*c->p == ' ' || *c->p == '\n'))
		c->p++;
	while (c->p < c->end && *c->p >= '0' && *c->p <= '9' && n < 100000000)
		n = n * 10 + (*c->p++ - '0');
	return n;
}

static bool
load_ppm(const unsigned char *bytes, size_t len, struct raster *out, struct err *err)
{
	struct cut c = cut_from(bytes + 2, len - 2);
	bool colour = bytes[1] == '6';
	unsigned long wide = head_number(&c), high = head_number(&c),
		      most = head_number(&c);
	const unsigned char *from;
	size_t count;

	if (too_large(wide, high, PIXELS_MOST, err))
		return false;
	count = (size_t)wide * high;
	cut_u8(&c); /* the one blank behind the head */
	from = cut_bytes(&c, colour ? count * 3 : count);
	if (most != 255 || !from)
		return err_set(err, ERR_INPUT, "this raster is damaged or cut short");
	*out = (struct raster){ (unsigned)wide, (unsigned)high, mem_new(count, 1) };
	if (!colour)
		memcpy(out->pixels, from, count);
	for (size_t i = 0; colour && i < count; i++, from += 3)
		out->pixels[i] = grey_of(from[0], from[1], from[2]);
	return true;
}

bool
raster_load(const void *png, size_t len, struct raster *out, struct err *err)
{
	const unsigned char *bytes = png;

	if (len > 8 && !png_sig_cmp(bytes, 0, 8))
		return load_png(bytes, len, out, err);
	if (len > 8 && bytes[0] == 'P' && (bytes[1] == '5' || bytes[1] == '6'))
		return load_ppm(bytes, len, out, err);
	return err_set(err, ERR_INPUT, "this is no PNG");
}
