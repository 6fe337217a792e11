/*
 * The HTML writer.  Each context has an escaper of its own, and raw bytes come from string
 * literals alone (html_lit), so that nothing anybody typed can become markup.
 *
 * It is sticky: past its cap it swallows what comes, and html_ok says so once at the end.
 * The bytes lie on the heap, or in an arena where the page lives no longer than a request.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/out.h"

struct html {
	char *bytes;
	size_t len, room, most;
	bool full;
	struct arena *arena; /* NULL: the heap */
};

void
html_free(struct html *h)
{
	if (!h || h->arena)
		return;
	free(h->bytes);
	free(h);
}

struct html *
html_new(size_t most)
{
	struct html *h = mem_new(1, sizeof(*h));

	h->most = most ? most : SIZE_MAX / 4;
	return h;
}

struct html *
html_new_in(struct arena *a, size_t room, size_t most)
{
	struct html *h = arena_one(a, struct html);

	h->arena = a;
	h->most = most ? most : SIZE_MAX / 4;
	h->room = room < 64 ? 64 : room;
	h->bytes = arena_array(a, char, h->room);
	return h;
}

/* Makes room for len bytes and a NUL.  In an arena the old bytes stay behind until it goes. */
static bool
make_room(struct html *h, size_t len)
{
	size_t room = h->room ? h->room : 1024;
	char *bytes;

	if (h->full || len > h->most - h->len) {
		h->full = true;
		return false;
	}
	if (len < h->room - h->len)
		return true;
	while (room - h->len <= len)
		room *= 2;
	if (h->arena) {
		bytes = arena_array(h->arena, char, room);
		memcpy(bytes, h->bytes, h->len);
		h->bytes = bytes;
	} else {
		h->bytes = mem_grow(h->bytes, room, 1);
	}
	h->room = room;
	return true;
}

void
html_put_(struct html *h, const char *bytes, size_t len)
{
	if (!make_room(h, len))
		return;
	memcpy(h->bytes + h->len, bytes, len);
	h->len += len;
	h->bytes[h->len] = '\0';
}

/*
 * What a byte is written as, or NULL for itself.  Control bytes have no meaning in HTML and
 * are left out; prepared pages rely on it, since their marks begin with one.
 */
static const char *
escape_of(unsigned char c, bool quoted)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return quoted ? "&quot;" : NULL;
	case '\'':
		return quoted ? "&#39;" : NULL;
	case '\n':
	case '\t':
		return NULL;
	default:
		return c < 0x20 || c == 0x7f ? "" : NULL;
	}
}

static void
escape(struct html *h, const char *text, size_t len, bool quoted)
{
	size_t from = 0;

	for (size_t i = 0; i < len; i++) {
		const char *as = escape_of((unsigned char)text[i], quoted);

		if (!as)
			continue;
		html_put_(h, text + from, i - from);
		html_put_(h, as, strlen(as));
		from = i + 1;
	}
	html_put_(h, text + from, len - from);
}

void
html_text(struct html *h, const char *text)
{
	escape(h, text, strlen(text), false);
}

void
html_text_len(struct html *h, const char *text, size_t len)
{
	escape(h, text, len, false);
}

void
html_value(struct html *h, const char *text)
{
	escape(h, text, strlen(text), true);
}

void
html_attr_(struct html *h, const char *open, const char *value)
{
	html_put_(h, open, strlen(open));
	escape(h, value, strlen(value), true);
	html_lit(h, "\"");
}

void
html_num(struct html *h, long n)
{
	char digits[24];

	html_put_(h, digits, (size_t)snprintf(digits, sizeof(digits), "%ld", n));
}

/* Whether an address begins with a scheme that a page may lead to, or has none at all. */
static bool
url_fits(const char *url)
{
	static const char *const schemes[] = { "http://", "https://", "mailto:", "tel:" };
	size_t word = strcspn(url, ":/?#");

	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		if (str_starts(url, schemes[i]))
			return true;
	/* "//host" would leave for another host under whatever scheme the page has. */
	return url[word] != ':' && !str_starts(url, "//") && !strchr(url, '\\');
}

void
html_url(struct html *h, const char *url)
{
	for (const char *p = url; *p; p++)
		if ((unsigned char)*p <= 0x20 || *p == 0x7f) {
			html_lit(h, "#");
			return;
		}
	escape(h, url_fits(url) ? url : "#", strlen(url_fits(url) ? url : "#"), true);
}

void
html_join(struct html *h, const struct html *other)
{
	if (other->full)
		h->full = true;
	html_put_(h, other->bytes ? other->bytes : "", other->len);
}

const char *
html_bytes(const struct html *h, size_t *out_len)
{
	if (out_len)
		*out_len = h->len;
	return h->bytes ? h->bytes : "";
}

bool
html_ok(const struct html *h)
{
	return !h->full;
}
