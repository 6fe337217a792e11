/*
 * How phones come into a room: the code as a QR code on a white card, and in letters.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room.h"

enum { QUIET_ZONE = 4 };

/* In capitals, which a QR code holds in fewer modules; a base with a path keeps its letters. */
static const char *
capitals(struct desk_visit *v, const char *code)
{
	const char *base = v->settings->door;
	const char *host = base ? strstr(base, "://") : NULL;
	char *text;

	if (!host || strchr(host + 3, '/'))
		return NULL;
	text = arena_printf(v->arena, "%s/R/%s", base, code);
	for (char *c = text; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return text;
}

static void
qr_put(struct html *h, const struct qr *qr)
{
	struct buf path;
	char box[32];
	unsigned side = qr->side + 2 * QUIET_ZONE;

	buf_init(&path, 0);
	qr_path(qr, QUIET_ZONE, QUIET_ZONE, &path);
	(void)snprintf(box, sizeof(box), "0 0 %u %u", side, side);
	html_lit(
		h,
		"<svg class=\"qr\" role=\"img\" aria-label=\"QR code that leads into the "
		"room\" shape-rendering=\"crispEdges\"");
	html_attr(h, "viewBox", box);
	html_lit(h, "><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
		    "<path fill=\"#000\"");
	html_attr(h, "d", path.data ? path.data : "");
	html_lit(h, "/></svg>\n");
	buf_free(&path);
}

/* The address as a person types it: without "https://". */
static const char *
typed(const char *base)
{
	const char *host = strstr(base, "://");

	return host ? host + 3 : base;
}

void
room_join_put(struct desk_visit *v, const struct room *room, bool large)
{
	struct html *h = v->body;
	const char *address = capitals(v, room->code);
	char pretty[CODE_CHARS + 2];
	struct qr qr;
	struct err err = { 0 };

	code_pretty(room->code, pretty);
	if (large)
		html_lit(h, "<div class=\"join large\">\n");
	else
		html_lit(h, "<div class=\"join\">\n");
	if (address && qr_make(address, &qr, v->arena, &err))
		qr_put(h, &qr);
	html_lit(h, "<div><p class=\"join-how\">Join without a name</p>\n");
	if (v->settings->door) {
		html_lit(h, "<p class=\"join-at\">");
		html_text(h, typed(v->settings->door));
		html_lit(h, "</p>\n");
	}
	html_lit(h, "<p class=\"join-code\">");
	html_text(h, pretty);
	html_lit(h, "</p></div>\n</div>\n");
}
