/*
 * Reading back: every version of ours, sizes and angles, measured to a part of a pixel; what is
 * altered shows; pictures that are no pictures are refused.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "render/reading.h"
#include "tests/tap.h"

struct drawn {
	double pixels, quiet, turn; /* a module; modules; degrees */
	double shift;		    /* pixels that it lies beside the grid */
	bool inverted, flip;
};

static bool
dark_at(const struct qr *qr, const struct drawn *d, double u, double v, bool *out_outside)
{
	double n = qr->side;

	*out_outside =
		u < -d->quiet || v < -d->quiet || u >= n + d->quiet || v >= n + d->quiet;
	if (u < 0 || v < 0 || u >= n || v >= n)
		return false;
	if (d->flip && (unsigned)u == qr->side / 2 && (unsigned)v == qr->side / 2)
		return !qr->modules[(unsigned)v * qr->side + (unsigned)u];
	return qr->modules[(unsigned)v * qr->side + (unsigned)u];
}

/* Such that an upright code begins with a whole pixel, but for the shift. */
static double
middle_of(const struct qr *qr, const struct drawn *d, unsigned wide)
{
	double side = qr->side * d->pixels;

	return floor((wide - side) / 2) + side / 2 + d->shift;
}

/* Beyond the quiet zone it is dark, so that the quiet zone has an end. */
static void
draw(const struct qr *qr, const struct drawn *d, struct raster *out)
{
	double angle = d->turn * M_PI / 180, c = cos(angle), s = sin(angle);
	unsigned wide = (unsigned)ceil((qr->side + 2 * d->quiet + 6) * d->pixels * 1.5);

	double middle = middle_of(qr, d, wide);

	*out = (struct raster){ wide, wide, mem_new((size_t)wide * wide, 1) };
	for (unsigned y = 0; y < wide; y++)
		for (unsigned x = 0; x < wide; x++) {
			unsigned light = 0;

			for (unsigned k = 0; k < 16; k++) {
				double dx = (x + (k % 4 + 0.5) / 4 - middle) / d->pixels;
				double dy = (y + (k / 4 + 0.5) / 4 - middle) / d->pixels;
				bool outside;
				bool dark = dark_at(
					qr, d, dx * c + dy * s + qr->side / 2.0,
					dy * c - dx * s + qr->side / 2.0, &outside);

				light += !dark && !outside;
			}
			light = light * 255 / 16;
			out->pixels[(size_t)y * wide + x] =
				(unsigned char)(d->inverted ? 255 - light : light);
		}
}

static double
field(const char *line, const char *name)
{
	const char *at = line ? strstr(line, name) : NULL;

	return at ? strtod(at + strlen(name), NULL) : -99;
}

static bool
near(double got, double want, double by)
{
	return fabs(got - want) <= by;
}

static void
test_one(const char *address, const struct drawn *d, const char *name)
{
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	SCOPED(raster) r = { 0, 0, NULL };
	SCOPED(buf) out = { 0 };
	struct qr qr;
	const char *line;
	bool good = qr_make(address, &qr, a, &err);

	draw(&qr, d, &r);
	good = good && raster_read(&r, &out, &err);
	line = out.data;
	ok(good && line && strstr(line, address), "%s: read", name);
	ok(near(field(line, "\"side\":"), qr.side * d->pixels, 0.15 + d->pixels * 0.03),
	   "%s: its side", name);
	ok(near(field(line, "\"x\":"), middle_of(&qr, d, r.wide), 0.2) &&
		   near(field(line, "\"y\":"), middle_of(&qr, d, r.wide), 0.2),
	   "%s: its middle", name);
	ok(near(field(line, "\"turned\":"), d->turn, 0.4), "%s: how it is turned", name);
	ok(near(field(line, "\"quiet\":"), d->quiet,
		d->turn != 0 || d->shift > 0 ? 0.25 + 1 / d->pixels : 0),
	   "%s: its quiet zone", name);
	is_int((long long)field(line, "\"wrong\":"), d->flip, "%s: wrong modules", name);
	is_int((long long)field(line, "\"version\":"), qr.version, "%s: its version",
	       name);
	ok(line && (strstr(line, "\"light\":true") != NULL) == d->inverted,
	   "%s: light or dark", name);
	ok(line && strstr(line, "\"ours\":true,\"level\":\"M\""), "%s: ours, level M",
	   name);
	if (!line || field(line, "\"side\":") < 0)
		note("%s", line ? line : "nothing");
	else
		note("%.*s", (int)strcspn(line, "\n"), line);
	arena_free(a);
}

static void
test_codes(void)
{
	static const char two[] = "HTTPS://ASK.EXAMPLE/S/K7QX3MRR";
	static const char three[] = "HTTPS://SURVEY.ANYSHIRE-POLICE.EXAMPLE/S/7Y2H9CT0";
	static const char four[] =
		"HTTPS://SURVEY.ANYSHIRE-POLICE-AND-FIRE-AND-RESCUE.EXAMPLE/S/7Y2H9CT0";
	static const struct {
		const char *name, *address;
		struct drawn drawn;
	} rows[] = {
		{ "2 pixels", two, { .pixels = 2, .quiet = 4 } },
		{ "2 pixels, off the grid",
		  two,
		  { .pixels = 2, .quiet = 4, .shift = 0.5 } },
		{ "3 pixels", three, { .pixels = 3, .quiet = 4 } },
		{ "version 4", four, { .pixels = 5, .quiet = 4 } },
		{ "17 pixels", two, { .pixels = 17, .quiet = 4 } },
		{ "quiet 3", two, { .pixels = 8, .quiet = 3 } },
		{ "quiet 1", three, { .pixels = 8, .quiet = 1 } },
		{ "quiet 6.5", three, { .pixels = 8, .quiet = 6.5 } },
		{ "turned 10", three, { .pixels = 8, .quiet = 4, .turn = 10 } },
		{ "turned 45", two, { .pixels = 8, .quiet = 4, .turn = 45 } },
		{ "turned 90", two, { .pixels = 8, .quiet = 4, .turn = 90 } },
		{ "turned -100", four, { .pixels = 8, .quiet = 4, .turn = -100 } },
		{ "light on dark", two, { .pixels = 8, .quiet = 4, .inverted = true } },
		{ "one flipped", two, { .pixels = 8, .quiet = 4, .flip = true } },
		{ "one flipped, turned",
		  three,
		  { .pixels = 8, .quiet = 4, .turn = 20, .flip = true } },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		test_one(rows[i].address, &rows[i].drawn, rows[i].name);
}

static void
test_blank(void)
{
	SCOPED(raster) r = { 300, 300, mem_new(300, 300) };
	SCOPED(buf) out = { 0 };
	struct err err = { .code = ERR_NONE };

	memset(r.pixels, 255, 300 * 300);
	ok(raster_read(&r, &out, &err) && !out.len,
	   "a blank picture has no code, and no line");
	ok(!raster_read(&(struct raster){ 0, 0, NULL }, &out, &err) &&
		   err.code == ERR_INPUT,
	   "a picture without a pixel is refused");
}

/* ---- pictures ---------------------------------------------------------------------- */

static void
test_pictures(void)
{
	static const char pgm[] = "P5\n2 2\n255\n\0\377\200\1",
			  ppm[] = "P6 1 1 255\n\377\0\0";
	static const char *const bad[] = { "",
					   "P5",
					   "P5\n2 2\n255\n\1",
					   "P5 0 3 255\n",
					   "P6 9 9 9\n",
					   "P5 99999999 99999999 255\n",
					   "P5 2 2 65535\n12345678",
					   "\x89PNG\r\n\x1a\n",
					   "\x89PNG\r\n\x1a\nIHDRIHDRIHDR",
					   "GIF89a" };
	SCOPED(raster) one = { 0, 0, NULL };
	SCOPED(raster) two = { 0, 0, NULL };
	struct err err = { .code = ERR_NONE };

	ok(raster_load(pgm, sizeof(pgm) - 1, &one, &err) && one.wide == 2 &&
		   one.high == 2 && one.pixels[1] == 255 && one.pixels[2] == 128,
	   "a PGM");
	ok(raster_load(ppm, sizeof(ppm) - 1, &two, &err) && two.pixels[0] > 120 &&
		   two.pixels[0] < 130,
	   "pure red is as light to the eye as a middle grey: %d",
	   two.pixels ? two.pixels[0] : -1);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct raster none = { 7, 7, NULL };

		err.code = ERR_NONE;
		ok(!raster_load(bad[i], strlen(bad[i]), &none, &err) &&
			   err.code == ERR_INPUT && none.wide == 7,
		   "no picture %zu: %s", i, err.text);
	}
}

static void
test_greys(void)
{
	ok(near((1.05) / (grey_luminance(0x76) + 0.05), 4.54, 0.01),
	   "#767676 has 4.54 to 1 on white, as everybody knows");
	is_int(grey_of(7, 7, 7), 7, "a grey is itself");
	ok(near(grey_luminance(grey_of(0x12, 0x43, 0x6d)),
		0.2126 * grey_luminance(0x12) + 0.7152 * grey_luminance(0x43) +
			0.0722 * grey_luminance(0x6d),
		0.002),
	   "a colour's grey has its luminance");
}

static void
test_frames(void)
{
	const struct point from[4] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };
	const struct point to[4] = { { 3, 4 }, { 20, 6 }, { 18, 25 }, { 2, 19 } };
	const struct point line[4] = { { 0, 0 }, { 1, 1 }, { 2, 2 }, { 3, 3 } };
	struct frame f;
	bool good = frame_fit(from, to, &f);

	for (unsigned i = 0; i < 4; i++) {
		struct point p = frame_at(&f, from[i].x, from[i].y);

		good = good && near(p.x, to[i].x, 1e-6) && near(p.y, to[i].y, 1e-6);
	}
	ok(good, "four points go where they must");
	ok(!frame_fit(line, to, &f), "points on a line make no frame");
}

int
main(void)
{
	test_codes();
	test_blank();
	test_pictures();
	test_greys();
	test_frames();
	return tap_done();
}
