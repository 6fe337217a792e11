/*
 * What every command that prints for a survey needs: settings, form, languages, the base address
 * as a code can hold it, and the first line of a description for canvass-render.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_POSTER_JOB_H
#define CANVASS_POSTER_JOB_H

#include "app/app.h"
#include "app/render.h"
#include "out/poster.h"

struct printing { /* for one survey; lives in an arena */
	const struct call *call;
	const struct settings *settings;
	struct arena *arena;
	struct survey survey;
	struct form *form;
	struct poster_about about; /* host included */
	const char *base;	   /* "HTTPS://ASK.EXAMPLE": what stands before /S/ */
	const char *general;	   /* an open link's code that tells no place, in groups; or "" */
};
/*
 * settings must live as long as out.  ERR_MISSING: no such survey; ERR_INPUT: it is closed, its
 * form's last day is over, --language names a language that it has not, or the base address has a
 * path in small letters.
 */
bool printing_open(const struct call *call, struct store *st, const struct settings *settings,
		   const char *survey, struct printing *out, struct arena *a,
		   struct err *err) MUST_USE;
/* "cy,en": which of the form's languages, in this order; NULL: as it suits the form.  ERR_INPUT. */
bool printing_languages(struct printing *p, const char *list, struct err *err) MUST_USE;
/* What is not wrong, but makes a poster worse than it could be: lines, or nothing. */
void printing_warnings(const struct printing *p, struct buf *out);
/* To the person at the terminal: what is not wrong, but makes a poster worse than it could be. */
void printing_warn(const struct printing *p);
/* The first line.  ERR_INPUT, ERR_MISSING, ERR_DENIED: a logo that cannot be read. */
bool printing_job(const struct printing *p, enum poster_file file, struct buf *out,
		  struct err *err) MUST_USE;
/* The same for what belongs to no survey that is open here. */
bool printing_job_titled(const struct call *call, const struct settings *settings,
			 const char *title, enum poster_file file, struct buf *out,
			 struct arena *a, struct err *err) MUST_USE;
/* code: a link's or a slip's (place ""); as struct poster_link wants it.  Lies in the arena a. */
void printing_link(const struct printing *p, const char *code, const char *place,
		   struct poster_link *out, struct arena *a);

/* What somebody wants of a link: a poster, cards (PAPER_CARD) or a pledge. */
struct poster_wish {
	enum poster_file file;
	enum poster_paper paper;
	bool strips, pledge;
};
/* Whether there is room for strips: on posters on a4 alone. */
bool wish_good(const struct poster_wish *wish);
/* The sheet of one link, or its sheets. */
bool printing_put(const struct printing *p, const struct poster_wish *wish,
		  const struct link *link, struct buf *out, struct err *err) MUST_USE;
/* Sheets with boxes to tick, for who hangs all of these. */
bool printing_cover(const struct printing *p, enum poster_paper paper,
		    const struct link *links, size_t count, struct buf *out,
		    struct err *err) MUST_USE;

/* Which format a file's name ends in, in capitals or not; false: in none of ours. */
bool printing_suffix(const char *path, enum poster_file *out);
/* Of what is never drawn as a picture: what -o names ends in no other suffix.  ERR_USAGE. */
bool printing_only_pdf(const struct call *call, const char *what, struct err *err) MUST_USE;
/* --size and --format; their defaults are a4 and what -o ends in, else pdf.  ERR_USAGE. */
bool printing_paper(const struct call *call, bool cards, enum poster_paper *out,
		    struct err *err) MUST_USE;
bool printing_file(const struct call *call, enum poster_file *out, struct err *err) MUST_USE;

#endif
