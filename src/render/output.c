/*
 * Bytes that leave by a file descriptor: each write is looked at, so that a drawing is never cut
 * short unseen.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <unistd.h>

#include "render/run.h"

static void
put_out(struct output *o, const unsigned char *data, size_t len)
{
	while (len && !o->wrong) {
		ssize_t put = write(o->fd, data, len);

		if (put < 0 && errno != EINTR)
			o->wrong = errno;
		if (put > 0) {
			data += put;
			len -= (size_t)put;
		}
	}
}

bool
output_write(void *with, const void *data, size_t len)
{
	struct output *o = with;

	if (len > sizeof(o->bytes) - o->len) {
		put_out(o, o->bytes, o->len);
		o->len = 0;
	}
	if (len > sizeof(o->bytes)) {
		put_out(o, data, len);
	} else if (len) {
		memcpy(o->bytes + o->len, data, len);
		o->len += len;
	}
	return !o->wrong;
}

bool
output_end(struct output *o, struct err *err)
{
	put_out(o, o->bytes, o->len);
	o->len = 0;
	if (!o->wrong)
		return true;
	return err_set(err, o->wrong == ENOSPC || o->wrong == EDQUOT ? ERR_FULL : ERR_IO,
		       "standard output: %s", strerror(o->wrong));
}
