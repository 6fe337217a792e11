/*
 * Fuzz target: a room's report.  What is taken can be written, and read again to the same; what is
 * refused has a reason.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/room.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	const struct room_report *r = room_report_read((const char *)data, len, a, &err),
				 *again;
	SCOPED(buf) one;
	SCOPED(buf) other;

	buf_init(&one, 0);
	buf_init(&other, 0);
	if (!r && err.code != ERR_INPUT)
		die("refused without a reason");
	if (r) {
		room_json(r, &one);
		again = room_report_read(one.data, one.len, a, &err);
		if (!again)
			die("what was written is refused: %s", err.text);
		room_json(again, &other);
		if (one.len != other.len || memcmp(one.data, other.data, one.len) != 0)
			die("written twice, it differs");
	}
	arena_free(a);
	return 0;
}
