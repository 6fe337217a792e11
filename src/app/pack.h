/*
 * A pack of posters, between the command, what draws it and what finds rows that cannot be drawn.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_PACK_H
#define CANVASS_PACK_H

#include "app/places.h"
#include "app/poster_job.h"

struct pack {
	const struct call *call;
	struct store *store;
	struct settings settings;
	struct arena *arena;
	struct printing printing;
	enum poster_paper paper; /* where a row names none */
	struct places places;
	bool *unnamed; /* by row: not even the list of what is left out can bear its words */
	struct link *links; /* one a poster, as places_meet gives them */
	bool *kept;	    /* issued before */
	size_t posters;	    /* that are made */
	bool fresh;	    /* there is something to issue */
	struct buf *told; /* gets what is told of rows; NULL: the person at the terminal does */
};

/* ---- all of it (pack_make.c) ------------------------------------------------------- */

/*
 * call (its flags places, size, language and leave-out), store, settings, arena, paper and told are
 * set; store must write.  The PDF goes to path.  ERR_INPUT: rows are refused and may not be left
 * out, or nothing is left.
 */
bool pack_make(struct pack *p, const char *survey, const char *path, struct err *err) MUST_USE;
void pack_tell(const struct pack *p, const struct buf *words);

/* ---- drawing (pack_draw.c) -------------------------------------------------------- */

/* The first line of the description. */
bool pack_job(struct pack *p, struct buf *out, struct err *err) MUST_USE;
/* Sheets with boxes to tick for posters `from` to before `to`; nothing if none of them is made. */
bool pack_cover(const struct pack *p, size_t from, size_t to, struct buf *out,
		struct err *err) MUST_USE;
/* What rows `from` to before `to` say of those that have no poster of their own. */
bool pack_refusals(const struct pack *p, size_t from, size_t to, struct buf *out,
		   struct err *err) MUST_USE;
/* Posters `from` to before `to`; copies: as many as are asked for, else one of each. */
bool pack_posters(struct pack *p, struct render *r, size_t from, size_t to, bool copies,
		  struct err *err) MUST_USE;
/* All of it. */
bool pack_draw(struct pack *p, struct render *r, struct err *err) MUST_USE;

/* ---- rows that cannot be drawn (pack_refuse.c) ------------------------------------- */

/*
 * After a drawing that was refused: finds the rows that it was refused for by drawing them alone,
 * and refuses these.  False: it was none of them, or too many.
 */
bool pack_refuse(struct pack *p);

#endif
