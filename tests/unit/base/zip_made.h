/*
 * Zip archives made in memory, for tests: right ones, and ones that lie.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TESTS_ZIP_MADE_H
#define CANVASS_TESTS_ZIP_MADE_H

#include "base/base.h"
#include "tests/tap.h"

struct made {
	struct buf bytes, list; /* list: the archive's table, which comes last */
	unsigned count;
};

/* How an entry is packed, or how it lies. */
struct made_how {
	const char *packed; /* in place of the bytes themselves: deflated ones */
	size_t packed_len;
	size_t says; /* how long it says it is unpacked; 0: the truth */
	bool locked; /* marked as encrypted */
};

static uint32_t
made_crc(const char *data, size_t len)
{
	uint32_t crc = 0xffffffff;

	for (size_t i = 0; i < len; i++) {
		crc ^= (unsigned char)data[i];
		for (int k = 0; k < 8; k++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}

/* What both headers of an entry have in common. */
static void
made_head(struct buf *b, const char *data, size_t len, const struct made_how *how)
{
	buf_u16(b, 20);
	buf_u16(b, how && how->locked);
	buf_u16(b, how && how->packed ? 8 : 0);
	buf_u32(b, 0);
	buf_u32(b, made_crc(data, len));
	buf_u32(b, (uint32_t)(how && how->packed ? how->packed_len : len));
	buf_u32(b, (uint32_t)(how && how->says ? how->says : len));
}

static void
made_add(struct made *m, const char *name, const char *data, size_t len,
	 const struct made_how *how)
{
	uint32_t at = (uint32_t)m->bytes.len;

	buf_u32(&m->bytes, 0x04034b50);
	made_head(&m->bytes, data, len, how);
	buf_u16(&m->bytes, (unsigned)strlen(name));
	buf_u16(&m->bytes, 0);
	buf_puts(&m->bytes, name);
	if (how && how->packed)
		buf_put(&m->bytes, how->packed, how->packed_len);
	else
		buf_put(&m->bytes, data, len);
	buf_u32(&m->list, 0x02014b50);
	buf_u16(&m->list, 20);
	made_head(&m->list, data, len, how);
	buf_u16(&m->list, (unsigned)strlen(name));
	for (int i = 0; i < 6; i++)
		buf_u16(&m->list, 0); /* extra, comment, disk, two kinds of attributes */
	buf_u32(&m->list, at);
	buf_puts(&m->list, name);
	m->count++;
}

TAP_UNUSED static void
made_text(struct made *m, const char *name, const char *text)
{
	made_add(m, name, text, strlen(text), NULL);
}

/* Puts the table behind the entries; then bytes is the archive. */
static void
made_end(struct made *m)
{
	uint32_t at = (uint32_t)m->bytes.len;

	buf_put(&m->bytes, m->list.data ? m->list.data : "", m->list.len);
	buf_u32(&m->bytes, 0x06054b50);
	buf_u32(&m->bytes, 0);
	buf_u16(&m->bytes, m->count);
	buf_u16(&m->bytes, m->count);
	buf_u32(&m->bytes, (uint32_t)m->list.len);
	buf_u32(&m->bytes, at);
	buf_u16(&m->bytes, 0);
}

static void
made_free(struct made *m)
{
	buf_free(&m->bytes);
	buf_free(&m->list);
	m->count = 0;
}

struct made_bits {
	struct buf *out;
	unsigned held, count;
};

static void
made_bits_put(struct made_bits *b, unsigned bits, unsigned n)
{
	for (; n > 0; n--, bits >>= 1) {
		b->held |= (bits & 1) << b->count;
		if (++b->count == 8) {
			buf_u8(b->out, b->held);
			b->held = b->count = 0;
		}
	}
}

/* The same sign 1 + 258 * runs times, deflated: 13 bits for 258 bytes. */
TAP_UNUSED static void
made_swollen(struct buf *out, size_t runs)
{
	struct made_bits bits = { .out = out };

	made_bits_put(&bits, 3, 3);    /* the last block, with the fixed codes */
	made_bits_put(&bits, 0x49, 8); /* 'b': 0x30 + 'b', its bits turned round */
	for (size_t i = 0; i < runs; i++) {
		made_bits_put(&bits, 0xa3, 8); /* length 258: 11000101, turned round */
		made_bits_put(&bits, 0, 5);    /* from one byte before */
	}
	made_bits_put(&bits, 0, 7); /* the end of the block */
	made_bits_put(&bits, 0, 7);
}

#endif
