/*
 * The messages of the hatch, as both sides write and read them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <fcntl.h>
#include <sys/socket.h>

#include "web/hatch_wire.h"

void
hatch_head_put(struct buf *out, struct hatch_head h)
{
	buf_u32(out, h.len);
	buf_u16(out, h.kind);
	buf_u16(out, h.code);
	buf_u32(out, h.number);
}

struct hatch_head
hatch_head_read(const void *from)
{
	struct cut c = cut_from(from, HEAD);
	struct hatch_head h = { .len = cut_u32(&c) };

	h.kind = cut_u16(&c);
	h.code = cut_u16(&c);
	h.number = cut_u32(&c);
	return h;
}

bool
hatch_path(const char *dir, struct sockaddr_un *at, int *out_dir_fd)
{
	char path[4200];

	*at = (struct sockaddr_un){ .sun_family = AF_UNIX };
	*out_dir_fd = -1;
	snprintf(path, sizeof(path), "%s/answers/door.sock", dir);
	if (strlen(path) < sizeof(at->sun_path)) {
		memcpy(at->sun_path, path, strlen(path) + 1);
		return true;
	}
	snprintf(path, sizeof(path), "%s/answers", dir);
	*out_dir_fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (*out_dir_fd < 0)
		return false;
	snprintf(at->sun_path, sizeof(at->sun_path), "/proc/self/fd/%d/door.sock",
		 *out_dir_fd);
	return true;
}
