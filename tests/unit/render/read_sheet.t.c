/*
 * A sheet that is drawn wrong is not written: sheet_reads against drawings that lie, made here in
 * the place of the sheet's own.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/reading.h"
#include "tests/tap.h"

#define ADDRESS "HTTPS://ASK.EXAMPLE/S/K7QX3MRR"
#define OTHER	"HTTPS://ASK.EXAMPLE/S/7Y2H9CT0"

enum fault { RIGHT, BLANK, OTHER_CODE, ONE_MODULE, SPOT, SHIFTED, NO_CODE };

/* The sheet: one code of 50 mm, 20 mm from its corner. */
struct sheet {
	enum fault fault;
};
enum { PLACE = 20, SIDE = 50, PAPER = 90 };

size_t
sheet_codes(const struct sheet *s)
{
	return s->fault != NO_CODE;
}

const char *
sheet_code(const struct sheet *s, size_t i, struct box *out_modules, unsigned *out_side)
{
	(void)s;
	(void)i;
	*out_modules = (struct box){ PLACE, PLACE, SIDE, SIDE };
	*out_side = 25;
	return ADDRESS;
}

static bool
module_dark(const struct qr *qr, enum fault fault, int u, int v)
{
	int n = (int)qr->side;
	bool dark = u >= 0 && v >= 0 && u < n && v < n && qr->modules[v * n + u];

	if (fault == ONE_MODULE && u == n / 2 && v == n / 2)
		return !dark;
	if (fault == SPOT && u == -3 && v == 12)
		return true;
	return dark;
}

bool
raster_make(const struct sheet *s, double pixels, struct raster *out, struct err *err)
{
	struct arena *a = arena_new(0);
	unsigned module = (unsigned)pixels, wide = PAPER / 2 * module;
	int at = PLACE / 2 + (s->fault == SHIFTED ? 9 : 0);
	struct qr qr;
	bool good = qr_make(s->fault == OTHER_CODE ? OTHER : ADDRESS, &qr, a, err);

	*out = (struct raster){ wide, wide, mem_new(wide, wide) };
	for (unsigned i = 0; i < wide * wide; i++)
		out->pixels[i] =
			s->fault != BLANK && module_dark(&qr, s->fault,
							 (int)(i % wide / module) - at,
							 (int)(i / wide / module) - at)
				? 0
				: 255;
	arena_free(a);
	return good;
}

int
main(void)
{
	static const struct {
		enum fault fault;
		bool good;
		const char *name, *says;
	} rows[] = {
		{ RIGHT, true, "a sheet as it should be", "" },
		{ NO_CODE, true, "a sheet without a code", "" },
		{ BLANK, false, "a blank sheet",
		  "cannot be read back from its own drawing" },
		{ OTHER_CODE, false, "another code",
		  "cannot be read back from its own drawing" },
		{ ONE_MODULE, false, "one module", "is not drawn as it must be" },
		{ SPOT, false, "a spot beside it", "something is in its quiet zone" },
		{ SHIFTED, false, "a code elsewhere",
		  "cannot be read back from its own drawing" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct sheet s = { rows[i].fault };
		struct err err = { .code = ERR_NONE };
		bool good = sheet_reads(&s, &err);

		ok(good == rows[i].good && (good || err.code == ERR_CREATE) &&
			   strstr(err.text, rows[i].says),
		   "%s: %s", rows[i].name, good ? "good" : err.text);
	}
	return tap_done();
}
