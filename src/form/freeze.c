/*
 * A form and its side files as one text: what is kept of a survey once it is open, and how it is
 * taken apart again.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

static void
whole_lines(const char *text, size_t len, struct buf *out)
{
	buf_put(out, text, len);
	if (len && text[len - 1] != '\n')
		buf_putc(out, '\n');
}

void
form_freeze(const char *text, size_t len, const struct form_side *sides,
	    size_t side_count, struct buf *out)
{
	if (!side_count) {
		buf_put(out, text, len);
		return;
	}
	whole_lines(text, len, out);
	for (size_t i = 0; i < side_count; i++) {
		buf_puts(out, "---\n");
		whole_lines(sides[i].text, sides[i].len, out);
	}
}

/*
 * The length of the first part, and where the next begins (or len).  A line of three dashes with
 * something before it always begins a second document, which no form and no side file may hold
 * (E009): so it is the one that form_freeze put there.  Before anything it is the part's own.
 */
static size_t
part_end(const char *text, size_t len, size_t *out_next)
{
	bool content = false;
	size_t at = len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	while (at < len) {
		const char *stop = memchr(text + at, '\n', len - at);
		size_t end = stop ? (size_t)(stop - text) : len, from = at;
		size_t line = end - at;

		if (line && text[end - 1] == '\r')
			line--;
		if (content && line == 3 && memcmp(text + at, "---", 3) == 0) {
			*out_next = stop ? end + 1 : len;
			return at;
		}
		while (from < end && (text[from] == ' ' || text[from] == '\r'))
			from++;
		content = content || (from < end && text[from] != '#' &&
				      !(line == 3 && memcmp(text + at, "---", 3) == 0));
		at = stop ? end + 1 : len;
	}
	*out_next = len;
	return len;
}

size_t
sides_split(const char *text, size_t len, struct form_side *out, size_t room,
	    size_t *out_count, struct arena *a)
{
	size_t next, form = part_end(text, len, &next), count = 0;

	while (next < len && count < room) {
		size_t from = next, end = part_end(text + from, len - from, &next);

		next += from;
		/* the last one there is room for takes all the rest, and is refused */
		if (count + 1 == room)
			end = len - from;
		out[count] = (struct form_side){
			.file = arena_printf(a, "the form's texts, part %zu", count + 1),
			.text = text + from,
			.len = end,
		};
		count++;
	}
	*out_count = count;
	return form;
}
