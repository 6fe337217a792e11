/*
 * What the files that write rooms' reports share among themselves.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_ROOM_INSIDE_H
#define CANVASS_OUT_ROOM_INSIDE_H

#include "out/report.h"
#include "out/room.h"

bool export_room_html(const struct room_report *r, struct export_files *out,
		      struct arena *a, struct err *err);
/* The head of a page in the report's style, up to its h1; invented: a strip on each sheet. */
void room_page_head(struct html *h, const char *title, const char *language,
		    bool invented);
void room_page_foot(struct html *h);
/* Appends the page's bytes to out and frees it.  ERR_INPUT: too large. */
bool room_page_out(struct html *h, struct buf *out, struct err *err) MUST_USE;

#endif
