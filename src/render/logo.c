/*
 * Logos: PNG or SVG as their author has them.  Limits are checked before anything is unpacked, and
 * nothing outside of the file is ever looked at.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <cairo.h>
#include <math.h>
#include <librsvg/rsvg.h>
#include <png.h>

#include "render/paint.h"

enum { PIXELS_MOST = 16 * 1000 * 1000, SHAPE_MOST = 12, DRAWN_HIGH = 200 };
#define BYTES_MOST ((size_t)2 << 20)

struct logo {
	cairo_surface_t *drawing; /* pixels, or what an SVG draws; its own units */
	double wide, high;
	void *svg; /* its text, or NULL */
	size_t svg_len;
};

void
logo_free(struct logo *l)
{
	if (!l)
		return;
	if (l->drawing)
		cairo_surface_destroy(l->drawing);
	free(l->svg);
	free(l);
}

static bool
shape_good(const struct logo *l, struct err *err)
{
	if (l->wide < l->high * SHAPE_MOST && l->high < l->wide * SHAPE_MOST)
		return true;
	return err_set(err, ERR_INPUT,
		       "it is %.3g times as %s; less than %d times is wanted: crop it",
		       l->wide > l->high ? l->wide / l->high : l->high / l->wide,
		       l->wide > l->high ? "wide as high" : "high as wide", SHAPE_MOST);
}

/* ---- PNG ------------------------------------------------------------------------------ */

static const unsigned char png_sign[8] = { 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a };

/* libpng gives straight colours, cairo wants them multiplied by alpha. */
static void
multiply(unsigned char *pixels, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		unsigned char *p = pixels + 4 * i;
		uint32_t a = p[3], v = a << 24;

		v |= (p[0] * a + 127) / 255 << 16;
		v |= (p[1] * a + 127) / 255 << 8;
		v |= (p[2] * a + 127) / 255;
		memcpy(p, &v, 4);
	}
}

static bool
png_unpack(struct logo *l, png_image *image, struct err *err)
{
	cairo_surface_t *to = cairo_image_surface_create(
		CAIRO_FORMAT_ARGB32, (int)image->width, (int)image->height);
	unsigned char *pixels = cairo_image_surface_get_data(to);

	l->drawing = to;
	if (!pixels)
		return err_set(err, ERR_INPUT, "no memory for a picture of that size");
	image->format = PNG_FORMAT_RGBA;
	if (!png_image_finish_read(image, NULL, pixels,
				   cairo_image_surface_get_stride(to), NULL))
		return err_set(err, ERR_INPUT, "the PNG is broken: %s", image->message);
	multiply(pixels, (size_t)image->width * image->height);
	cairo_surface_mark_dirty(to);
	l->wide = image->width;
	l->high = image->height;
	return shape_good(l, err);
}

static bool
png_take(struct logo *l, const void *bytes, size_t len, struct err *err)
{
	png_image image = { .version = PNG_IMAGE_VERSION };
	bool good;

	if (!png_image_begin_read_from_memory(&image, bytes, len))
		return err_set(err, ERR_INPUT, "the PNG is broken: %s", image.message);
	if ((uint64_t)image.width * image.height > PIXELS_MOST || image.width > 32767 ||
	    image.height > 32767) {
		err_set(err, ERR_INPUT,
			"it has %u by %u pixels; 16 million are the most: save it smaller",
			image.width, image.height);
		png_image_free(&image);
		return false;
	}
	good = png_unpack(l, &image, err);
	png_image_free(&image);
	return good;
}

/* ---- SVG ------------------------------------------------------------------------------ */

/* Its own size, or that of its view box. */
static bool
svg_size(RsvgHandle *handle, double *out_wide, double *out_high)
{
	gboolean has_width, has_height, has_box;
	RsvgLength width, height;
	RsvgRectangle box;

	if (rsvg_handle_get_intrinsic_size_in_pixels(handle, out_wide, out_high) &&
	    *out_wide > 0 && *out_high > 0)
		return true;
	rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &width, &has_height,
					     &height, &has_box, &box);
	if (!has_box)
		return false;
	*out_wide = box.width;
	*out_high = box.height;
	return box.width > 0 && box.height > 0;
}

/* Drawn once; each sheet then replays it, and a PDF holds it once. */
static bool
svg_record(struct logo *l, RsvgHandle *handle, struct err *err)
{
	cairo_rectangle_t extents = { 0, 0, 0, 0 };
	RsvgRectangle port = { 0, 0, 0, 0 };
	GError *why = NULL;
	cairo_t *cr;
	bool good;

	if (!svg_size(handle, &l->wide, &l->high) || !isfinite(l->wide) ||
	    !isfinite(l->high))
		return err_set(err, ERR_INPUT, "the SVG says no size; give it a viewBox");
	if (!shape_good(l, err))
		return false;
	/* Of one size, whatever its units are: cairo keeps 1/256 of them, letters have limits. */
	l->wide = l->wide / l->high * DRAWN_HIGH;
	l->high = DRAWN_HIGH;
	port.width = extents.width = l->wide;
	port.height = extents.height = l->high;
	l->drawing = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents);
	cr = cairo_create(l->drawing);
	good = rsvg_handle_render_document(handle, cr, &port, &why) &&
	       cairo_status(cr) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cr);
	if (!good)
		err_set(err, ERR_INPUT, "the SVG cannot be drawn: %.150s",
			why ? why->message : "too large");
	g_clear_error(&why);
	return good;
}

static bool
svg_take(struct logo *l, const void *bytes, size_t len, struct err *err)
{
	RsvgHandle *handle;
	GError *why = NULL;
	bool good;

	if (!logo_svg_safe(bytes, len, err))
		return false;
	/* It knows no place of its own, so that librsvg has nowhere to look for anything. */
	handle = rsvg_handle_new_from_data(bytes, len, &why);
	if (!handle) {
		err_set(err, ERR_INPUT, "the SVG is broken: %.150s", why->message);
		g_error_free(why);
		return false;
	}
	good = svg_record(l, handle, err);
	g_object_unref(handle);
	if (!good)
		return false;
	l->svg = mem_new(len, 1);
	memcpy(l->svg, bytes, len);
	l->svg_len = len;
	return true;
}

/* ---- both ----------------------------------------------------------------------------- */

static bool
logo_take(struct logo *l, const unsigned char *bytes, size_t len, struct err *err)
{
	if (!len)
		return err_set(err, ERR_INPUT, "it is empty");
	if (len > BYTES_MOST)
		return err_set(err, ERR_INPUT, "it has %zu bytes; 2 MiB are the most",
			       len);
	if (len >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b)
		return err_set(
			err, ERR_INPUT,
			"it is packed with gzip; unpack it, and give the SVG itself");
	if (len >= sizeof(png_sign) && !memcmp(bytes, png_sign, sizeof(png_sign)))
		return png_take(l, bytes, len, err);
	if (!memmem(bytes, len, "<svg", 4) && !memmem(bytes, len, ":svg", 4))
		return err_set(err, ERR_INPUT, "it is neither a PNG nor an SVG");
	return svg_take(l, bytes, len, err);
}

struct logo *
logo_take_untried(const void *bytes, size_t len, struct err *err)
{
	struct logo *l = mem_new(1, sizeof(*l));

	if (logo_take(l, bytes, len, err))
		return l;
	logo_free(l);
	return NULL;
}

struct logo *
logo_new(const void *bytes, size_t len, struct err *err)
{
	struct logo *l = logo_try(bytes, len, err) ? logo_take_untried(bytes, len, err)
						   : NULL;

	if (!l)
		err_add(err, "logo");
	return l;
}

double
logo_shape(const struct logo *l)
{
	return l->wide / l->high;
}

void
logo_paint(const struct logo *l, cairo_t *cr, struct box at)
{
	cairo_save(cr);
	cairo_translate(cr, at.x, at.y);
	cairo_rectangle(cr, 0, 0, at.wide, at.high);
	cairo_clip(cr);
	cairo_scale(cr, at.wide / l->wide, at.high / l->high);
	cairo_set_source_surface(cr, l->drawing, 0, 0);
	cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BEST);
	cairo_paint(cr);
	cairo_restore(cr);
}

/* A PNG is packed anew: what a camera or a drawing program wrote into it stays behind. */
void
logo_bytes(const struct logo *l, struct buf *out, const char **out_type)
{
	png_image image = { .version = PNG_IMAGE_VERSION, .format = PNG_FORMAT_BGRA };
	png_alloc_size_t len = 0;
	unsigned char *straight;
	const uint32_t *from;
	void *packed;
	size_t count;

	*out_type = l->svg ? "image/svg+xml" : "image/png";
	if (l->svg) {
		buf_put(out, l->svg, l->svg_len);
		return;
	}
	image.width = (unsigned)l->wide;
	image.height = (unsigned)l->high;
	count = (size_t)image.width * image.height;
	from = (const void *)cairo_image_surface_get_data(l->drawing);
	straight = mem_new(count, 4);
	for (size_t i = 0; i < count; i++) {
		uint32_t v = from[i], a = v >> 24;

		for (unsigned k = 0; k < 3 && a; k++)
			straight[4 * i + k] =
				(unsigned char)(((v >> 8 * k & 255) * 255 + a / 2) / a);
		straight[4 * i + 3] = (unsigned char)a;
	}
	png_image_write_get_memory_size(image, len, 0, straight, 0, NULL);
	packed = mem_new(len, 1);
	if (!png_image_write_to_memory(&image, packed, &len, 0, straight, 0, NULL))
		die("libpng: %s", image.message);
	buf_put(out, packed, len);
	free(packed);
	free(straight);
}

/* What the libraries say to nobody in particular; what matters comes back as an error. */
static GLogWriterOutput
say_nothing(GLogLevelFlags level, const GLogField *fields, gsize count, gpointer with)
{
	(void)level, (void)fields, (void)count, (void)with;
	return G_LOG_WRITER_HANDLED;
}

void
logo_silence(void)
{
	g_log_set_writer_func(say_nothing, NULL, NULL);
}

void
logo_version(struct buf *out)
{
	buf_printf(out, "librsvg %u.%u.%u", rsvg_major_version, rsvg_minor_version,
		   rsvg_micro_version);
}
