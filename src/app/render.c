/*
 * canvass-render as a child process.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/render.h"

void
render_free(struct render *r)
{
	(void)r;
}

struct render *
render_open(const char *path, struct err *err)
{
	(void)path;
	(void)err_set(err, ERR_BUG, "not yet");
	return NULL;
}

bool
render_put(struct render *r, const struct buf *lines, struct err *err)
{
	(void)r;
	(void)lines;
	return err_set(err, ERR_BUG, "not yet");
}

bool
render_settle(struct render *r, struct err *err)
{
	(void)r;
	return err_set(err, ERR_BUG, "not yet");
}

bool
render_close(struct render *r, struct err *err)
{
	(void)r;
	return err_set(err, ERR_BUG, "not yet");
}

bool
render_read(const void *png, size_t len, struct buf *out, struct err *err)
{
	(void)png;
	(void)len;
	(void)out;
	return err_set(err, ERR_BUG, "not yet");
}

bool
render_version(struct buf *out, struct err *err)
{
	(void)out;
	return err_set(err, ERR_BUG, "not yet");
}
