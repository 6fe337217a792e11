/*
 * The version of the reader of codes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <zbar.h>

#include "render/internal.h"

void
reader_version(struct buf *out)
{
	unsigned major = 0, minor = 0, patch = 0;

	zbar_version(&major, &minor, &patch);
	buf_printf(out, "zbar %u.%u.%u", major, minor, patch);
}
