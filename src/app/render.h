/*
 * canvass-render from outside: a child process that draws.  It lies beside the program that runs,
 * or in the folder that it was installed to.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_APP_RENDER_H
#define CANVASS_APP_RENDER_H

#include "app/app.h"

struct render;
/* Ends it; unless render_close said true, nothing is left behind. */
void render_free(struct render *r);
/*
 * path: where the drawing goes once it is whole; "-": standard output.  ERR_CREATE: what is there
 * is no regular file.  ERR_UNAVAILABLE, naming the package, if the program is not there.
 */
struct render *render_open(const char *path, struct err *err) OWNED_BY(render_free);
/* Lines of the description (out/poster.h).  False: the child has ended; err is what it said. */
bool render_put(struct render *r, const struct buf *lines, struct err *err) MUST_USE;
/* The whole drawing stands at its path when this says true. */
bool render_close(struct render *r, struct err *err) MUST_USE;
/* In place of render_close, of a drawing that goes to "-": its bytes, appended to out. */
bool render_take(struct render *r, struct buf *out, struct err *err) MUST_USE;
/* A drawing whose description is whole: opened, given its lines, closed. */
bool render_whole(const char *path, const struct buf *lines, struct err *err) MUST_USE;
/* Ready to be renamed: for a caller who must do something between.  Then render_close. */
bool render_settle(struct render *r, struct err *err) MUST_USE;
/*
 * canvass-render --read on a PNG: appends its lines of JSON.  until: a time of clock_ms() when it
 * is ended, with ERR_INPUT.
 */
bool render_read(const void *png, size_t len, uint64_t until, struct buf *out,
		 struct err *err) MUST_USE;
/* "canvass-render 0.1.0, cairo 1.16.0, ...; font: Inter"; none: none of these is there. */
bool render_version(const char *fonts, struct buf *out, struct err *err) MUST_USE;

#endif
