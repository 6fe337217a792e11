/*
 * Fuzz target: a picture from outside, PNG or plain raster, and the codes in a small one.  What is
 * refused is refused for its input; what is read has pixels, and says lines of JSON.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/render.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum {
	SIDE_MOST =
		400 /* of a picture in which codes are looked for: it takes its time */
};

static void
read_codes(const struct raster *r)
{
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	SCOPED(buf) out = { 0 };

	if (!raster_read(r, &out, &err))
		die("a picture that was loaded is not read: %s", err.text);
	for (const char *at = out.data, *end; at && *at; at = end + 1) {
		end = strchr(at, '\n');
		if (!end || !json_parse(at, (size_t)(end - at), a, &err))
			die("a code is no line of JSON");
	}
	arena_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	SCOPED(raster) r = { 0, 0, NULL };
	struct err err = { .code = ERR_NONE };

	/* A small file may say that it is as large as a wall: too slow to be of use here. */
	if (len > 24 && data[0] == 0x89 && (data[16] || data[17] || data[20] || data[21]))
		return 0;
	if (!raster_load(data, len, &r, &err)) {
		if (err.code != ERR_INPUT || !*err.text || r.pixels)
			die("refused without a reason, or not wholly");
		return 0;
	}
	if (!r.wide || !r.high || !r.pixels)
		die("a picture without a pixel");
	if (r.wide <= SIDE_MOST && r.high <= SIDE_MOST)
		read_codes(&r);
	return 0;
}
