/*
 * A sheet is read back before it is written: by zbar at two small sizes, and module by module where
 * the sheet says that each module lies.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/reading.h"

enum { AROUND = 8 /* modules round a code that a decoder gets to see as well */ };

struct back { /* one drawing of the sheet */
	struct raster raster;
	double scale; /* pixels a millimetre */
	struct arena *arena;
};

/* The smallest module of the sheet, in millimetres; 0: it has no code. */
static double
smallest_module(const struct sheet *s)
{
	double least = 0;

	for (size_t i = 0; i < sheet_codes(s); i++) {
		struct box at;
		unsigned side;

		sheet_code(s, i, &at, &side);
		if (!least || at.wide / side < least)
			least = at.wide / side;
	}
	return least;
}

/* zbar finds the code's text where the code lies. */
static bool
code_read_back(const struct back *b, const char *address, struct box at, unsigned side)
{
	struct seen *seen = mem_new(CODES_MOST, sizeof(*seen));
	double module = at.wide / side * b->scale, edge = AROUND * module;
	double wide = at.wide * b->scale;
	long x = (long)(at.x * b->scale - edge), y = (long)(at.y * b->scale - edge);
	SCOPED(raster) part = { 0, 0, NULL };
	bool good = false;
	size_t count;

	x = x < 0 ? 0 : x;
	y = y < 0 ? 0 : y;
	raster_crop(&b->raster, x, y, (long)(wide + 2 * edge), (long)(wide + 2 * edge),
		    &part);
	count = codes_seen(&part, seen, b->arena);
	for (size_t i = 0; i < count; i++) {
		struct point p = seen_middle(&seen[i]);
		double across = p.x + (double)x - (at.x * b->scale + wide / 2);
		double down = p.y + (double)y - (at.y * b->scale + wide / 2);

		good = good || (str_same(seen[i].text, address) &&
				across * across < wide * wide / 16 &&
				down * down < wide * wide / 16);
	}
	free(seen);
	return good;
}

/* Every module is what the address asks for, and those of the quiet zone are light. */
static bool
code_drawn_right(const struct back *b, const char *address, struct box at, unsigned side,
		 struct err *err)
{
	double module = at.wide / side * b->scale;
	int n = (int)side;
	struct qr qr;

	if (!qr_make(address, &qr, b->arena, err))
		return false;
	if (qr.side != side)
		return err_set(err, ERR_CREATE,
			       "the code for %s has %u modules a side, not %u", address,
			       side, qr.side);
	for (int v = -QUIET; v < n + QUIET; v++)
		for (int u = -QUIET; u < n + QUIET; u++) {
			bool inside = u >= 0 && v >= 0 && u < n && v < n;
			struct point p = { at.x * b->scale + (u + 0.5) * module,
					   at.y * b->scale + (v + 0.5) * module };

			if ((grey_at(&b->raster, p) < 128) !=
			    (inside && qr.modules[v * n + u] != 0))
				return err_set(
					err, ERR_CREATE,
					"the code for %s is not drawn as it must be%s",
					address,
					inside ? "" : ": something is in its quiet zone");
		}
	return true;
}

static bool
read_at(const struct sheet *s, double pixels, struct back *b, struct err *err)
{
	if (!raster_make(s, pixels, &b->raster, err))
		return false;
	b->scale = pixels / smallest_module(s);
	for (size_t i = 0; i < sheet_codes(s); i++) {
		struct box at;
		unsigned side;
		const char *address = sheet_code(s, i, &at, &side);

		if (!code_read_back(b, address, at, side))
			return err_set(
				err, ERR_CREATE,
				"the code for %s cannot be read back from its own drawing",
				address);
		if (pixels >= 4 && !code_drawn_right(b, address, at, side, err))
			return false;
	}
	return true;
}

bool
sheet_reads(const struct sheet *s, struct err *err)
{
	static const double pixels[] = { 2, 4 };
	struct arena *a;
	bool good = true;

	if (!sheet_codes(s))
		return true;
	a = arena_new(0);
	for (size_t i = 0; good && i < ARRAY_LEN(pixels); i++) {
		struct back b = { .arena = a };

		good = read_at(s, pixels[i], &b, err);
		raster_cleanup(&b.raster);
	}
	arena_free(a);
	return good;
}
