/*
 * Small pieces of HTML for the pages of rooms.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room.h"

void
room_style(struct desk_visit *v)
{
	html_lit(v->body, "<link rel=\"stylesheet\"");
	html_attr(v->body, "href", public_address("room.css"));
	html_lit(v->body, ">\n");
}

void
room_hidden(struct html *h, const char *name, const char *value)
{
	html_lit(h, "<input type=\"hidden\"");
	html_attr(h, "name", name);
	html_attr(h, "value", value);
	html_lit(h, ">\n");
}

void
room_id_text(const unsigned char id[ROOM_ITEM_ID], char out[ROOM_ID_HEX])
{
	hex_encode(out, ROOM_ID_HEX, id, ROOM_ITEM_ID);
}

void
room_markup(struct html *h, const char *text, const struct redaction *marks)
{
	size_t at = 0;

	for (size_t i = 0; i < marks->count; i++) {
		const struct redact_span *s = &marks->spans[i];

		html_text_len(h, text + at, s->from - at);
		html_lit(h, "<mark");
		html_attr(h, "title", redact_label(s->class));
		html_lit(h, ">");
		html_text_len(h, text + s->from, s->to - s->from);
		html_lit(h, "</mark>");
		at = s->to;
	}
	html_text(h, text + at);
}

void
room_paragraphs(struct html *h, const char *text)
{
	while (*text) {
		const char *end = strstr(text, "\n\n");
		size_t n = end ? (size_t)(end - text) : strlen(text);

		if (n) {
			html_lit(h, "<p>");
			html_text_len(h, text, n);
			html_lit(h, "</p>\n");
		}
		text += n;
		while (*text == '\n')
			text++;
	}
}

void
room_follow_open(struct desk_visit *v, const char *path, unsigned every,
		 const char *class)
{
	struct html *h = v->body;

	html_lit(h, "<div");
	html_attr(h, "class", class);
	html_attr(h, "data-follow", path);
	html_lit(h, " data-every=\"");
	html_num(h, (long)every);
	html_lit(h, "\">\n");
}
