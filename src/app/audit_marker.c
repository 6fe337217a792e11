/*
 * Searches files for markers: texts that a test, or a worried host, has sent through the door
 * and that must be found nowhere.  Each is looked for as it is, in any case, in UTF-16, in
 * hexadecimal digits, and in base64 at each of the three places where it can begin.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "app/audit.h"

#define MARKER_LEAST 4u
#define MARKER_MOST  256u
#define BASE64_LEAST 6u
#define PIECE	     (1u << 20)

struct needle {
	const char *marker, *shape;
	char *bytes;
	size_t len;
	bool any_case; /* bytes are in small letters then */
};

struct markers {
	struct arena *arena;
	struct needle *items;
	size_t count, longest;
};

void
markers_free(struct markers *m)
{
	if (!m)
		return;
	arena_free(m->arena);
	free(m->items);
	free(m);
}

static void
add(struct markers *m, const char *marker, const char *shape, const char *bytes,
    size_t len, bool any_case)
{
	struct needle *n;

	for (size_t i = 0; i < m->count; i++)
		if (m->items[i].len == len && m->items[i].any_case == any_case &&
		    memcmp(m->items[i].bytes, bytes, len) == 0)
			return; /* a marker of digits has no other case */
	m->items = mem_grow(m->items, m->count + 1, sizeof(*m->items));
	n = &m->items[m->count++];
	*n = (struct needle){ .marker = marker,
			      .shape = shape,
			      .bytes = arena_copy(m->arena, bytes, len),
			      .len = len,
			      .any_case = any_case };
	for (size_t i = 0; any_case && i < len; i++)
		n->bytes[i] = (char)tolower((unsigned char)n->bytes[i]);
	if (len > m->longest)
		m->longest = len;
}

/* The characters of its base64 that do not depend on what stands around it. */
static void
add_base64(struct markers *m, const char *marker, const char *text, size_t len,
	   size_t before)
{
	char bytes[MARKER_MOST + 2] = "", coded[base64_size(sizeof(bytes))];
	size_t skip = before ? before + 1 : 0, end = (before + len) * 8 / 6;

	memcpy(bytes + before, text, len);
	base64_encode(coded, sizeof(coded), bytes, before + len);
	if (end < skip + BASE64_LEAST)
		return;
	add(m, marker, "base64", coded + skip, end - skip, false);
	for (char *p = coded; *p; p++)
		*p = *p == '-' ? '+' : *p == '_' ? '/' : *p;
	add(m, marker, "base64", coded + skip, end - skip, false);
}

static void
add_shapes(struct markers *m, const char *marker, const char *text, size_t len)
{
	char hex[2 * MARKER_MOST + 1], wide[2 * MARKER_MOST];

	add(m, marker, "as it is, in any case", text, len, true);
	for (size_t i = 0; i < len; i++) {
		wide[2 * i] = text[i];
		wide[2 * i + 1] = '\0';
	}
	add(m, marker, "UTF-16", wide, 2 * len - 1, true);
	hex_encode(hex, sizeof(hex), text, len);
	add(m, marker, "hexadecimal", hex, 2 * len, true);
	for (size_t before = 0; before < 3; before++)
		add_base64(m, marker, text, len, before);
}

struct markers *
markers_new(const struct call *call, struct err *err)
{
	struct markers *m = mem_new(1, sizeof(*m));
	const char *marker;

	m->arena = arena_new(0);
	for (size_t i = 0; (marker = flag_value_at(call, "marker", i)); i++) {
		char text[MARKER_MOST];
		size_t len = strlen(marker);

		if (len < MARKER_LEAST || len > MARKER_MOST) {
			err_set(err, ERR_USAGE,
				"--marker \"%.60s\": from %u to %u bytes; a short one is "
				"found anywhere",
				marker, MARKER_LEAST, MARKER_MOST);
			markers_free(m);
			return NULL;
		}
		add_shapes(m, marker, marker, len);
		for (size_t k = 0; k < len; k++)
			text[k] = (char)tolower((unsigned char)marker[k]);
		add_shapes(m, marker, text, len);
		for (size_t k = 0; k < len; k++)
			text[k] = (char)toupper((unsigned char)marker[k]);
		add_shapes(m, marker, text, len);
	}
	return m;
}

/* seen: which needles were found before; set for new ones. */
static void
search_piece(const struct markers *m, const char *piece, const char *small, size_t len,
	     bool *seen, void (*found)(void *with, const char *marker, const char *shape),
	     void *with)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct needle *n = &m->items[i];

		if (seen[i] || len < n->len ||
		    !memmem(n->any_case ? small : piece, len, n->bytes, n->len))
			continue;
		seen[i] = true;
		found(with, n->marker, n->shape);
	}
}

bool
markers_search(const struct markers *m, const char *path,
	       void (*found)(void *with, const char *marker, const char *shape),
	       void *with, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	char *piece, *small;
	size_t kept = 0;
	ssize_t got = 0;
	bool *seen;

	if (fd < 0)
		return err_from(err, errno, ERR_IO, "reading", path);
	piece = mem_new(2, PIECE + m->longest);
	small = piece + PIECE + m->longest;
	seen = mem_new(m->count + 1, sizeof(*seen));
	while (m->count && (got = read(fd, piece + kept, PIECE)) != 0) {
		size_t len = kept;

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			break;
		len += (size_t)got;
		for (size_t i = 0; i < len; i++)
			small[i] = (char)(piece[i] >= 'A' && piece[i] <= 'Z'
						  ? piece[i] | 0x20
						  : piece[i]);
		search_piece(m, piece, small, len, seen, found, with);
		/* One may lie across the edge of two pieces. */
		kept = len < m->longest - 1 ? len : m->longest - 1;
		memmove(piece, piece + len - kept, kept);
	}
	if (got < 0)
		err_from(err, errno, ERR_IO, "reading", path);
	close(fd);
	free(piece);
	free(seen);
	return got >= 0;
}

void
markers_search_name(const struct markers *m, const char *name,
		    void (*found)(void *with, const char *marker, const char *shape),
		    void *with)
{
	struct arena *a = arena_new(0);
	size_t len = strlen(name);
	char *small = arena_str(a, name);
	bool *seen = arena_array(a, bool, m->count + 1);

	for (char *p = small; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	search_piece(m, name, small, len, seen, found, with);
	arena_free(a);
}
