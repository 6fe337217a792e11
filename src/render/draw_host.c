/*
 * Hosts in texts: where one is wider than its room it may break after dots and hyphens, and a label
 * that is wider still anywhere in it.  What is to be typed never grows a hyphen.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

static const char break_here[] = "\xe2\x80\x8b"; /* U+200B, which shows nothing */

/* "ask.example" of "HTTPS://ASK.EXAMPLE/S/K7QX3MRR"; "" of anything else. */
static const char *
host_of_address(const char *address, struct arena *a)
{
	static const char scheme[] = "HTTPS://";
	size_t skip = sizeof(scheme) - 1;

	if (strncmp(address, scheme, skip) != 0)
		return "";
	address += skip;
	char *host = arena_copy(a, address, strcspn(address, "/"));
	for (char *at = host; *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	return host;
}

const char *
host_of(const struct json *map, struct arena *a)
{
	const struct json *items = json_get(map, "items");
	const char *host = text_of(map, "host"), *address = text_of(map, "address");

	if (given(host))
		return host;
	if (items && items->type == JSON_LIST && items->first &&
	    items->first->type == JSON_MAP)
		address = text_of(items->first, "address");
	return host_of_address(address, a);
}

static double
wide_alone(struct page *p, const char *words, const struct style *style)
{
	/* No sheet is so wide that it would break. */
	return text_wide(text_new(p->s, "host", words, "", 5000, style));
}

/* Whether its labels are wider than the room is seen one by one. */
static void
put_soft(struct page *p, struct buf *out, const char *host, size_t len, double wide,
	 const struct style *style)
{
	struct arena *a = sheet_arena(p->s);

	for (size_t from = 0; from < len;) {
		size_t end = from + strcspn(host + from, ".-");
		end = end < len ? end + 1 : len;
		const char *label = arena_copy(a, host + from, end - from);
		bool anywhere = wide_alone(p, label, style) > wide;
		for (; from < end; from++) {
			buf_putc(out, host[from]);
			if (from + 1 < len && (anywhere || from + 1 == end))
				buf_puts(out, break_here);
		}
	}
}

const char *
host_soft(struct page *p, const char *words, double wide, const struct style *style)
{
	const char *at = given(p->host) ? strstr(words, p->host) : NULL;
	SCOPED(buf) soft = { 0 };

	if (!at || wide_alone(p, p->host, style) <= wide)
		return words;
	buf_put(&soft, words, (size_t)(at - words));
	put_soft(p, &soft, at, strlen(p->host), wide, style);
	buf_puts(&soft, at + strlen(p->host));
	return arena_copy(sheet_arena(p->s), soft.data, soft.len);
}

struct text *
page_host(struct page *p, const char *host, double wide, struct style style)
{
	SCOPED(buf) soft = { 0 };

	put_soft(p, &soft, host, strlen(host), wide, &style);
	const char *words =
		arena_copy(sheet_arena(p->s), soft.data ? soft.data : "", soft.len);
	return page_words(p, "host", words, "", 80, wide, style);
}
