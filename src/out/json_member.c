/*
 * Members that every JSON of this floor has: texts, counts that may be hidden, points of change.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/internal.h"

void
member_text(struct buf *b, const char *name, const char *text)
{
	json_put(b, name);
	buf_puts(b, ": ");
	json_put(b, text ? text : "");
}

void
member_number(struct buf *b, const char *name, int n)
{
	json_put(b, name);
	if (n < 0)
		buf_puts(b, ": null");
	else
		buf_printf(b, ": %d", n);
}

void
member_list(struct buf *b, const char *name, const char *const *texts, size_t count)
{
	json_put(b, name);
	buf_puts(b, ": [");
	for (size_t i = 0; i < count; i++) {
		buf_puts(b, i ? ", " : "");
		json_put(b, texts[i]);
	}
	buf_putc(b, ']');
}

void
member_points(struct buf *b, const char *name, bool known, double points)
{
	int tenths = known ? (int)((points < 0 ? -points : points) * 10 + 0.5) : 0;

	json_put(b, name);
	if (known)
		buf_printf(b, ": %s%d.%d", points < 0 && tenths ? "-" : "", tenths / 10,
			   tenths % 10);
	else
		buf_puts(b, ": null");
}
