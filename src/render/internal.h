/*
 * What the files of the drawing helper share: the display list.  It knows no library, so that each
 * of them keeps its one door.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_RENDER_INTERNAL_H
#define CANVASS_RENDER_INTERNAL_H

#include "render/render.h"

#define POINT_MM (25.4 / 72)

enum item_kind {
	ITEM_BOX,
	ITEM_FRAME,
	ITEM_LINE,
	ITEM_TEXT,
	ITEM_TURNED,
	ITEM_CODE,
	ITEM_LOGO
};

struct qr; /* out/out.h, which cannot be had beside our struct text where that is defined */

struct code {
	const char *address;
	const struct qr *qr;
	unsigned side;		    /* modules */
	struct box modules, ground; /* ground: with the quiet zone */
};

struct item {
	enum item_kind kind;
	struct box at; /* what it covers */
	struct colour colour;
	double line;	       /* of frames and lines */
	double x1, y1, x2, y2; /* of lines */
	bool dashed;
	const struct text *text;
	const struct code *code;
	const struct logo *logo;
	struct item *next;
};

struct sheet {
	struct fonts *fonts; /* not owned */
	struct arena *arena;
	double wide, high;
	struct item *first, *last;
	struct text *texts; /* all of them, for their layouts */
	const struct code *code_last;
	const char *title, *words, *lang; /* lang: of the first text that has one */
	struct err err;
};

/* Of paper that is left free; cards are too small for MARGIN. */
double sheet_margin(const struct sheet *s);
/* The next item of the list, or NULL: the sheet has failed. */
struct item *item_add(struct sheet *s, enum item_kind kind, struct box at);
bool box_within(struct box inner, struct box outer);
bool box_meets(struct box a, struct box b);
bool colour_same(struct colour a, struct colour b);
double code_module(const struct code *c); /* millimetres */
/* Of the finest code on the sheet, or 0. */
double sheet_module(const struct sheet *s);

/* ---- outlines of codes (code.c) ----------------------------------------------------- */

/*
 * Walks the borders of the dark modules, dark always on the right hand: all areas and the holes in
 * them make one path, to be filled once.  No inner edge is left, so no viewer can show one.
 */
typedef void outline_fn(void *with, unsigned x, unsigned y, bool starts);
void code_outline(const struct qr *qr, outline_fn *step, void *with);

/* ---- texts (text.c) ------------------------------------------------------------------ */

void text_done(struct text *t); /* its layout; the rest belongs to the sheet's arena */
struct text *text_next(const struct text *t);
struct box text_covers(const struct text *t); /* relative to where it is put */
struct colour text_colour(const struct text *t);

/* ---- logos (logo.c, logo_check.c, logo_try.c) ------------------------------------------ */

/* The picture as a file that holds nothing else; *out_type: "image/png". */
void logo_bytes(const struct logo *l, struct buf *out, const char **out_type);
/* logo_new without logo_try. */
struct logo *logo_take_untried(const void *bytes, size_t len, struct err *err)
	OWNED_BY(logo_free);
/*
 * Whether it can be used: another process takes it and draws it, within limits of time and of what
 * it adds to a PDF.  To be called while no thread runs.  ERR_INPUT says why not.
 */
bool logo_try(const void *bytes, size_t len, struct err *err) MUST_USE;
/* What GLib and libraries above it print is printed no more. */
void logo_silence(void);
/* Whether an SVG refers to nothing outside itself and runs nothing. */
bool logo_svg_safe(const char *text, size_t len, struct err *err) MUST_USE;

/* ---- jobs (job.c) ---------------------------------------------------------------------- */

/* From the first line; what it holds lives in the arena, but for fonts and logo: job_done. */
bool job_read(struct job *job, const struct json *map, struct arena *a, struct err *err)
	MUST_USE;
void job_done(struct job *job);
/* By WCAG 2.2, from 1 to 21. */
double colour_contrast(struct colour a, struct colour b);
/* "#12436d"; "" is ours.  ERR_INPUT: white letters on it cannot be read. */
bool colour_read(const char *text, struct colour *out, struct err *err) MUST_USE;

/* ---- versions of libraries, as one finds them at run time ----------------------------------- */

void fonts_version(struct buf *out);
void logo_version(struct buf *out);
void png_version(struct buf *out);
void reader_version(struct buf *out);
/* Lets go of what the libraries keep for the whole run. */
void fonts_end(void);

#endif
