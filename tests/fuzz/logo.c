/*
 * Fuzz target: a logo, PNG or SVG, as its author has it.  What is taken has a shape, can be
 * painted,
 * and as bytes is taken again; what is refused is refused in words.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "render/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
paint(const struct logo *l)
{
	struct sheet *s = sheet_new(NULL, 40, 40);
	struct raster r = { 0 };
	struct err err = { .code = ERR_NONE };

	put_logo(s, l, (struct box){ 10, 10, 20, 20 }, ALIGN_MIDDLE);
	if (!sheet_good(s, &err))
		die("a logo that leaves its room: %s", err.text);
	if (raster_make(s, 2, &r, &err))
		raster_cleanup(&r);
	sheet_free(s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct buf bytes = { 0 };
	struct err err = { .code = ERR_NONE };
	struct logo *l = logo_new(data, len, &err), *again;
	const char *type;

	if (!l) {
		if (err.code != ERR_INPUT || !str_starts(err.text, "logo: "))
			die("refused without a reason: %s", err.text);
		return 0;
	}
	if (!(logo_shape(l) > 1 / 12.0) || !(logo_shape(l) < 12))
		die("taken, but of what shape?");
	paint(l);
	logo_bytes(l, &bytes, &type);
	again = logo_new(bytes.data, bytes.len, &err);
	if (!again)
		die("not taken again: %s", err.text);
	logo_free(again);
	logo_free(l);
	buf_free(&bytes);
	return 0;
}
