/*
 * Posters at the desk: what somebody asked for, and its drawing.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_POSTERS_H
#define CANVASS_DESK_POSTERS_H

#include "app/poster_job.h"
#include "desk/surveys.h"

struct poster_asked { /* lives as long as the visit; large */
	struct desk_visit *v;
	struct store *store;
	struct call call; /* what a command would have been given */
	struct settings settings;
	struct printing printing;
	struct poster_wish wish;
	const char *language, *contact; /* as asked, or "" */
};
/*
 * Reads size, format, language, strips, pledge and contact of the query.  ERR_USAGE, ERR_INPUT:
 * what cannot be drawn, in words for the page.
 */
bool poster_asked_read(struct poster_asked *p, struct err *err) MUST_USE;
/* The survey, its form and settings; ERR_INPUT: it is closed, or its address fits no code. */
bool poster_asked_open(struct poster_asked *p, struct err *err) MUST_USE;
/* An option of a call that is put together here. */
void call_give(struct call *call, const struct flag *flag, const char *value);
extern const struct flag flag_language, flag_places, flag_leave_out;
/* "&size=a4&language=cy": what was asked, for an address; without code and format. */
const char *poster_asked_query(const struct poster_asked *p);
/* The part of the page that makes a pack of posters for a file of places (posters_pack.c). */
bool posters_pack_put(struct desk_visit *v, const struct survey *survey, struct err *err)
	MUST_USE;
/* The drawing of these links, all of one survey; cover: sheets around them, as --all has. */
bool poster_draw(struct poster_asked *p, const struct link *links, size_t count,
		 bool cover, struct buf *out, struct err *err) MUST_USE;

#endif
