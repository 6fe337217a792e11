/*
 * From lines to a drawing (run.c), and bytes that leave (output.c).
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_RENDER_RUN_H
#define CANVASS_RENDER_RUN_H

#include "render/render.h"

enum { LINE_MOST = 4 << 20 }; /* bytes: a logo of 2 MiB is 2.7 in base64 */

/* Buffered; sticky like a struct buf: after an error nothing more is written. */
struct output {
	int fd;
	int wrong; /* errno of what went wrong, or 0 */
	size_t len;
	unsigned char bytes[65536];
};
write_fn output_write; /* with: the output */
/* Writes what is left.  ERR_FULL: no room; ERR_IO: anything else. */
bool output_end(struct output *o, struct err *err) MUST_USE;

/* Reads a description to its end and draws it.  err names the sheet. */
bool run_lines(int fd, struct output *out, struct err *err) MUST_USE;

#endif
