/*
 * Byte buffers that remember.  A writer is sticky: once something did not fit, all that
 * comes later is swallowed, and whoever finishes asks buf_ok once.  The reader is its
 * mirror: once it runs short it gives zeros, and cut_done says so.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"

void
buf_init(struct buf *b, size_t most)
{
	*b = (struct buf){ .most = most };
}

void
buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){ .most = b->most };
}

void
buf_cleanup(struct buf *b)
{
	buf_free(b);
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	b->full = false;
	if (b->data)
		b->data[0] = '\0';
}

/* Makes room for len bytes more and a NUL; false (and full) if they are too many. */
static bool
make_room(struct buf *b, size_t len)
{
	size_t room = b->room ? b->room : 64;
	size_t most = b->most ? b->most : SIZE_MAX / 4;

	if (b->full || b->len > most || len > most - b->len) {
		b->full = true;
		return false;
	}
	if (b->data && len < b->room - b->len)
		return true;
	while (room - b->len <= len)
		room *= 2;
	b->data = mem_grow(b->data, room, 1);
	b->room = room;
	return true;
}

void
buf_put(struct buf *b, const void *data, size_t len)
{
	if (!make_room(b, len))
		return;
	if (len)
		memcpy(b->data + b->len, data, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

void
buf_putc(struct buf *b, char c)
{
	buf_put(b, &c, 1);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		die("buf: a format that cannot be written");
	if (!make_room(b, (size_t)len))
		return;
	va_start(ap, fmt);
	vsnprintf(b->data + b->len, (size_t)len + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)len;
}

void
buf_u8(struct buf *b, unsigned v)
{
	unsigned char bytes[1] = { v & 0xff };

	buf_put(b, bytes, sizeof(bytes));
}

void
buf_u16(struct buf *b, unsigned v)
{
	unsigned char bytes[2] = { v & 0xff, v >> 8 & 0xff };

	buf_put(b, bytes, sizeof(bytes));
}

void
buf_u32(struct buf *b, uint32_t v)
{
	unsigned char bytes[4] = { v & 0xff, v >> 8 & 0xff, v >> 16 & 0xff,
				   v >> 24 & 0xff };

	buf_put(b, bytes, sizeof(bytes));
}

bool
buf_ok(const struct buf *b)
{
	return !b->full;
}

struct cut
cut_from(const void *data, size_t len)
{
	const unsigned char *p = data;

	/* No arithmetic on a null pointer, not even plus zero. */
	return (struct cut){ .p = p, .end = len ? p + len : p };
}

const unsigned char *
cut_bytes(struct cut *c, size_t len)
{
	const unsigned char *at = c->p;

	if (c->bad || len > (size_t)(c->end - c->p)) {
		c->bad = true;
		c->p = c->end;
		return NULL;
	}
	if (!len)
		return at ? at : (const unsigned char *)"";
	c->p += len;
	return at;
}

unsigned
cut_u8(struct cut *c)
{
	const unsigned char *p = cut_bytes(c, 1);

	return p ? p[0] : 0;
}

unsigned
cut_u16(struct cut *c)
{
	const unsigned char *p = cut_bytes(c, 2);

	return p ? p[0] | (unsigned)p[1] << 8 : 0;
}

uint32_t
cut_u32(struct cut *c)
{
	const unsigned char *p = cut_bytes(c, 4);

	if (!p)
		return 0;
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

bool
cut_done(const struct cut *c)
{
	return !c->bad && c->p == c->end;
}
