/*
 * Codes in pictures: the only door to zbar.  It finds them and says their texts; what they measure
 * is measured elsewhere.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>
#include <zbar.h>

#include "render/reading.h"

enum { TEXT_MOST = 4296 /* characters in a code of version 40 */ };

/* Pixels: below it a picture is looked at twice as large too, for small modules. */
#define SMALL_MOST 4000000u
/* Above it also half as large: specks and grain vanish. */
#define LARGE_LEAST 40000u

/* Where nothing was found and there are no more, it is looked at without specks. */
#define SPECKS_MOST 20000000u

struct found {
	struct seen item[CODES_MOST];
	size_t count;
	struct arena *arena;
};

/* ---- zbar ------------------------------------------------------------------------- */

/* Bytes that are no UTF-8 are told as such; what they say does not lead anywhere of ours. */
static const char *
as_text(const char *bytes, size_t len, struct arena *a)
{
	struct buf text;
	const char *copy;

	if (utf8_valid(bytes, len))
		return arena_copy(a, bytes, len);
	buf_init(&text, 0);
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)bytes[i] < 0x80 && bytes[i])
			buf_putc(&text, bytes[i]);
		else
			buf_puts(&text, "\xef\xbf\xbd");
	copy = arena_copy(a, text.data, text.len);
	buf_free(&text);
	return copy;
}

struct point
seen_middle(const struct seen *s)
{
	struct point p = { 0, 0 };

	for (unsigned i = 0; i < 4; i++) {
		p.x += s->corner[i].x / 4;
		p.y += s->corner[i].y / 4;
	}
	return p;
}

static bool
known(const struct found *found, const struct seen *s)
{
	struct point here = seen_middle(s);

	for (size_t i = 0; i < found->count; i++) {
		const struct seen *other = &found->item[i];
		struct point there = seen_middle(other);
		double reach = hypot(other->corner[0].x - other->corner[2].x,
				     other->corner[0].y - other->corner[2].y);

		if (hypot(here.x - there.x, here.y - there.y) < reach / 4)
			return true;
	}
	return false;
}

static void
keep(const zbar_symbol_t *symbol, double scale, bool light, struct found *found)
{
	/* zbar gives the corners against the clock, from the code's own first. */
	static const unsigned order[4] = { 0, 3, 2, 1 };
	unsigned len = zbar_symbol_get_data_length(symbol);
	struct seen s = { .light = light };

	if (zbar_symbol_get_type(symbol) != ZBAR_QRCODE || !len || len > 4 * TEXT_MOST ||
	    zbar_symbol_get_loc_size(symbol) != 4 || found->count == CODES_MOST)
		return;
	for (unsigned i = 0; i < 4; i++) {
		s.corner[i].x = (zbar_symbol_get_loc_x(symbol, order[i]) + 0.5) * scale;
		s.corner[i].y = (zbar_symbol_get_loc_y(symbol, order[i]) + 0.5) * scale;
	}
	if (known(found, &s))
		return;
	s.text = as_text(zbar_symbol_get_data(symbol), len, found->arena);
	found->item[found->count++] = s;
}

/* scale: how many pixels of the whole picture one of this raster is. */
static void
scan(const struct raster *r, double scale, bool light, struct found *found)
{
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();
	zbar_image_t *image = zbar_image_create();

	if (!scanner || !image)
		die("no memory to look for codes in");
	zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
	zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
	zbar_image_set_size(image, r->wide, r->high);
	zbar_image_set_data(image, r->pixels, (unsigned long)r->wide * r->high, NULL);
	if (zbar_scan_image(scanner, image) > 0)
		for (const zbar_symbol_t *s = zbar_image_first_symbol(image); s;
		     s = zbar_symbol_next(s))
			keep(s, scale, light, found);
	zbar_image_destroy(image);
	zbar_image_scanner_destroy(scanner);
}

size_t
codes_seen(const struct raster *r, struct seen out[CODES_MOST], struct arena *a)
{
	struct found *found = mem_new(1, sizeof(*found));
	size_t count;

	found->arena = a;
	scan(r, 1, false, found);
	count = found->count;
	memcpy(out, found->item, sizeof(found->item));
	free(found);
	return count;
}

static void
scan_scaled(const struct raster *r, bool light, struct found *found)
{
	size_t pixels = (size_t)r->wide * r->high;
	SCOPED(raster) other = { 0, 0, NULL };

	scan(r, 1, light, found);
	if (pixels >= LARGE_LEAST && r->wide > 1 && r->high > 1) {
		raster_halve(r, &other);
		scan(&other, 2, light, found);
		raster_cleanup(&other);
	}
	if (pixels <= SMALL_MOST) {
		raster_double(r, &other);
		scan(&other, 0.5, light, found);
		raster_cleanup(&other);
	}
	if (!found->count && pixels <= SPECKS_MOST) {
		raster_calm(r, &other);
		scan(&other, 1, light, found);
	}
}

/* ---- what --read says -------------------------------------------------------------- */

static void
put_code_line(const struct seen *s, const struct measured *m, struct buf *out)
{
	buf_puts(out, "{\"text\":");
	json_put(out, s->text);
	buf_printf(out,
		   ",\"ours\":%s,\"level\":\"%c\",\"version\":%u,\"modules\":%u,"
		   "\"x\":%.1f,\"y\":%.1f,\"side\":%.2f,\"module\":%.3f,\"quiet\":%.2f,"
		   "\"contrast\":%.2f,\"light\":%s,\"turned\":%.1f,\"wrong\":%d}\n",
		   m->ours ? "true" : "false", m->level, m->version, m->modules,
		   m->middle.x, m->middle.y, m->side, m->module, m->quiet, m->contrast,
		   s->light ? "true" : "false", m->turned, m->wrong);
}

static bool
put_measured(const struct raster *r, const struct seen *s, struct arena *a,
	     struct buf *out)
{
	struct qr qr;
	struct measured m;
	bool expected = qr_make(s->text, &qr, a, NULL);

	if (!code_measure(r, s, expected ? &qr : NULL, &m))
		return false;
	put_code_line(s, &m, out);
	return true;
}

static void
read_one_way(const struct raster *r, bool light, struct found *found, struct buf *out)
{
	size_t before = found->count, kept = before;

	scan_scaled(r, light, found);
	/* What cannot be measured leaves its place to what is seen there the other way round. */
	for (size_t i = before; i < found->count; i++)
		if (put_measured(r, &found->item[i], found->arena, out))
			found->item[kept++] = found->item[i];
	found->count = kept;
}

bool
raster_read(const struct raster *r, struct buf *out, struct err *err)
{
	struct found *found;
	struct raster inverted;
	size_t pixels = (size_t)r->wide * r->high;

	if (!pixels || pixels > PIXELS_MOST)
		return err_set(err, ERR_INPUT,
			       "a picture of %u by %u pixels cannot be read", r->wide,
			       r->high);
	found = mem_new(1, sizeof(*found));
	found->arena = arena_new(0);
	read_one_way(r, false, found, out);
	raster_crop(r, 0, 0, (long)r->wide, (long)r->high, &inverted);
	raster_invert(&inverted);
	read_one_way(&inverted, true, found, out);
	raster_cleanup(&inverted);
	arena_free(found->arena);
	free(found);
	return buf_ok(out) || err_set(err, ERR_IO, "no room for what was read");
}
