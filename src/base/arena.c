/*
 * Memory with one lifetime: pieces are handed out of growing chunks and freed together.
 * Never put a secret here: only arena_clear wipes, and memory is not locked.
 *
 * Under the address sanitizer each piece is a chunk of its own, so that a write past its
 * end is seen, which shared chunks would hide.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"

#define CHUNK_FIRST 4096u
#define CHUNK_MOST  (256u << 10)
#define CLEAR_KEEPS (32u << 10)
#define ALIGN	    _Alignof(max_align_t)

#if defined(__SANITIZE_ADDRESS__)
#define PIECEWISE true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PIECEWISE true
#endif
#endif
#ifndef PIECEWISE
#define PIECEWISE false
#endif

struct chunk {
	struct chunk *before;
	size_t room, used;
	_Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct chunk *last;
	size_t used, most, next_size;
};

struct arena *
arena_new(size_t most)
{
	struct arena *a = mem_new(1, sizeof(*a));

	a->most = most;
	a->next_size = CHUNK_FIRST;
	return a;
}

static void
drop_chunks(struct arena *a)
{
	struct chunk *c, *before;

	for (c = a->last; c; c = before) {
		before = c->before;
		free(c);
	}
	a->last = NULL;
}

void
arena_free(struct arena *a)
{
	if (!a)
		return;
	drop_chunks(a);
	free(a);
}

static void
add_chunk(struct arena *a, size_t need)
{
	size_t room = need;
	struct chunk *c;

	if (!PIECEWISE && room < a->next_size) {
		room = a->next_size;
		if (a->next_size < CHUNK_MOST)
			a->next_size *= 2;
	}
	if (room > SIZE_MAX - sizeof(*c))
		die("out of memory for %zu bytes", need);
	c = mem_new(1, sizeof(*c) + room); /* zeroed, and no byte is handed out twice */
	c->room = room;
	c->before = a->last;
	a->last = c;
}

void
arena_clear(struct arena *a)
{
	size_t used = a->used, room = used + used / 4;

	a->used = 0;
	a->next_size = CHUNK_FIRST;
	if (!PIECEWISE && a->last && !a->last->before && a->last->room <= CLEAR_KEEPS) {
		explicit_bzero(a->last->bytes, a->last->used);
		a->last->used = 0;
		return;
	}
	drop_chunks(a);
	/* What took several chunks takes one from now on. */
	if (!PIECEWISE && used && room <= CLEAR_KEEPS)
		add_chunk(a, room);
}

void *
arena_alloc(struct arena *a, size_t n, size_t size)
{
	size_t bytes, start;

	if (__builtin_mul_overflow(n, size, &bytes) || bytes > SIZE_MAX / 2)
		die("arena: %zu times %zu bytes asked for", n, size);
	if (a->most && bytes > a->most - a->used)
		die("arena: over its limit of %zu bytes", a->most);
	start = a->last ? (a->last->used + ALIGN - 1) / ALIGN * ALIGN : 0;
	if (!a->last || PIECEWISE || start > a->last->room ||
	    bytes > a->last->room - start) {
		add_chunk(a, bytes);
		start = 0;
	}
	a->last->used = start + bytes;
	a->used += bytes;
	return a->last->bytes + start;
}

char *
arena_copy(struct arena *a, const void *data, size_t len)
{
	char *to;

	if (len == SIZE_MAX)
		die("arena: copy of everything");
	to = arena_alloc(a, len + 1, 1);
	if (len)
		memcpy(to, data, len);
	return to;
}

char *
arena_str(struct arena *a, const char *s)
{
	return arena_copy(a, s, strlen(s));
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *to;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		die("arena: a format that cannot be written");
	to = arena_alloc(a, (size_t)len + 1, 1);
	va_start(ap, fmt);
	vsnprintf(to, (size_t)len + 1, fmt, ap);
	va_end(ap);
	return to;
}

size_t
arena_used(const struct arena *a)
{
	return a->used;
}
