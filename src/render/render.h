/*
 * canvass-render: draws posters from a description, and reads codes back.  A program of its own, so
 * that the door never has a drawing library in its memory.  It reads standard input, writes
 * standard output, and opens no file but fonts; the network is never used.
 *
 *   canvass-render           lines of JSON in, a PDF, SVG or PNG out
 *   canvass-render --read    a PNG in, a line of JSON for each code that it finds (read.c)
 *   canvass-render --version libraries and the font that is used; --version=LIST: of these, or none
 *
 * Words about what is wrong go to standard error, one line; exit 64 to 74 as canvass has them.
 *
 * THE DESCRIPTION.  First line: {"canvass":"render 1","format":"pdf|svg|png","day":"2026-12-01",
 * "title","author","fonts":"Inter, Open Sans","colour":"#12436d" or "","logo": a PNG's or SVG's
 * bytes in base64 (URL-safe, not padded), or absent}.  Then one line a sheet: {"sheet":NAME, ...}:
 *
 *   poster  paper a3|a4|a5, mark ("REHEARSAL", "DEMONSTRATION" or ""), address, code, words, host,
 *           strips (true: seven tear-off strips at the foot), langs: one or two of
 *           {lang, rtl, force, title, call, promise, how, visit, check, stop, phone, asks, reads,
 *           genuine, small, strip, strip_small}; a strip has title, call or strip, as fits
 *   card    one card, 85 x 55 mm: address, code, words, mark, langs: {lang, rtl, title, visit,
 *           check, stop, promise, small, general}; general, then stop give way to the rest
 *   cards   ten of it on A4 with cut marks
 *   backs   their backs, on A4: langs: {lang, rtl, title, support: [{name, contact}], foot}
 *   slips   items: up to 15 of {address, code, words}; mark; langs: {lang, rtl, title, visit,
 *           check, once, small}
 *   pledge  paper, mark, langs: {lang, rtl, force, title, points: [..], sign, date, ask, visit,
 *           check, small}; address, code, words where there is a link
 *   said    paper, mark, langs: one of {lang, rtl, force, title, survey, said, did,
 *           pairs: [{said, did, who}], foot}
 *   table   A4: lang, rtl, title, intro: [..], head: [..], rows: [[..]..], boxes (how many of the
 *           last columns are empty boxes), wide (which column takes the room), foot
 *   text    paper, langs: {lang, rtl, title, lead, steps: [..], foot}
 *
 * All texts are plain UTF-8; "" or absent is left out.  A text that does not fit its part of the
 * sheet, or for which no font has a sign, is refused with the part's name; nothing shrinks.
 *
 * Lengths are millimetres, from the sheet's top left corner; sizes of letters are points.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_RENDER_H
#define CANVASS_RENDER_H

#include "base/base.h"

enum { QUIET = 4, MARGIN = 10 /* nothing but paper this near the edge */ };

struct colour {
	double red, green, blue; /* 0 to 1 */
};
extern const struct colour black, white, grey; /* grey: of small print, 4.5 to 1 on white */

struct box {
	double x, y, wide, high;
};

/* ---- fonts and texts (fonts.c, text.c: the only door to Pango) ------------------- */

enum weight { WEIGHT_PLAIN = 400, WEIGHT_HALF = 600, WEIGHT_BOLD = 700 };
enum align { ALIGN_START, ALIGN_MIDDLE, ALIGN_END }; /* start: the right, in Arabic */

struct style {
	double size;	/* points */
	double leading; /* of lines, times the size; 0: 1.25 */
	enum weight weight;
	enum align align;
	struct colour colour;
	double spacing; /* between letters, points; for codes */
};

struct fonts;
void fonts_free(struct fonts *f);
/* list: families, the first that is there is used.  ERR_MISSING: none is. */
struct fonts *fonts_new(const char *list, struct err *err) OWNED_BY(fonts_free);
const char *fonts_family(const struct fonts *f);

struct text; /* laid out in a width; lives as long as its sheet */

/* ---- a sheet: what stands on it, in order (sheet.c) ------------------------------ */

struct sheet;
void sheet_free(struct sheet *s);
struct sheet *sheet_new(struct fonts *fonts, double wide, double high) OWNED_BY(sheet_free);
double sheet_wide(const struct sheet *s);
struct arena *sheet_arena(struct sheet *s);
/*
 * The first thing that went wrong while it was drawn: all calls below do nothing after it.
 * sheet_fail keeps the first.  sheet_good: false with err if there was one.
 */
void sheet_fail(struct sheet *s, enum err_code code, const char *fmt, ...) PRINTF(3, 4);
bool sheet_good(const struct sheet *s, struct err *err) MUST_USE;
/* For PDF's tags and SVG's <title> and <desc>. */
void sheet_describe(struct sheet *s, const char *title, const char *words);

/*
 * part: what the author calls it, for messages: "call (cy)".  lang: BCP 47, "" for none.  Breaks
 * lines at `wide`; a sign that no font has, or a word wider than that, fails the sheet.
 * Never NULL; a sheet that failed gives empty texts.
 */
struct text *text_new(struct sheet *s, const char *part, const char *words, const char *lang,
		      double wide, const struct style *style);
double text_high(const struct text *t); /* 0 if it is empty */
double text_wide(const struct text *t); /* of its longest line */
unsigned text_lines(const struct text *t);
/* Wherever it is put, it comes to lie so much further right. */
void text_aside(struct text *t, double by);

void put_text(struct sheet *s, const struct text *t, double x, double y);
/* Turned by 90 degrees against the clock: it reads from below; x, y: top left of what it covers. */
void put_text_turned(struct sheet *s, const struct text *t, double x, double y);
void put_box(struct sheet *s, struct box at, struct colour fill);
void put_frame(struct sheet *s, struct box at, double line, struct colour colour); /* line inside */
void put_line(struct sheet *s, double x1, double y1, double x2, double y2, double line,
	      struct colour colour, bool dashed);
/*
 * The code of an address: its modules within `side` from x, y, and a white ground with the quiet
 * zone round them.  Anything put later on that ground fails the sheet: "logo over the code".
 */
void put_code(struct sheet *s, const char *address, double x, double y, double side);
/* Modules a side of an address's code, or 0 (the sheet has failed). */
unsigned code_modules(struct sheet *s, const char *address);
/* The side of code and quiet zone together. */
double code_outside(struct sheet *s, const char *address, double side);

struct logo; /* logo.c: the only door to librsvg; PNG by cairo */
void logo_free(struct logo *l);
/*
 * bytes: a PNG of at most 16 million pixels or an SVG of at most 2 MiB that refers to nothing
 * outside itself.  ERR_INPUT says what is wrong with it.
 */
struct logo *logo_new(const void *bytes, size_t len, struct err *err) OWNED_BY(logo_free);
double logo_shape(const struct logo *l); /* its width, of a height of 1 */
enum logo_ground { LOGO_ON_WHITE, LOGO_ON_BAND, LOGO_UNSEEN /* on neither */ };
/* Where it is seen: on white if it can be, else on the band's colour. */
enum logo_ground logo_ground(const struct logo *l, struct colour band);
/* As large as fits the box, in its middle or at its start; NULL: nothing. */
void put_logo(struct sheet *s, const struct logo *l, struct box within, enum align align);

/* ---- what a sheet becomes (pdf.c, png.c, svg.c: with sheet_cairo.c the door to cairo) ----- */

struct pages_about { /* from the job */
	const char *title, *author, *day; /* "2026-12-01" */
};
typedef bool write_fn(void *with, const void *data, size_t len); /* false: it cannot be written */

struct pdf;
void pdf_free(struct pdf *p);
struct pdf *pdf_new(const struct pages_about *about, write_fn *write, void *with)
	OWNED_BY(pdf_free);
bool pdf_add(struct pdf *p, const struct sheet *s, struct err *err) MUST_USE;
bool pdf_end(struct pdf *p, struct err *err) MUST_USE;
bool svg_write(const struct sheet *s, const struct pages_about *about, write_fn *write,
	       void *with, struct err *err) MUST_USE;
/* 300 dots an inch or the next step above at which a module is a whole number of pixels. */
bool png_write(const struct sheet *s, const struct pages_about *about, write_fn *write,
	       void *with, struct err *err) MUST_USE;

/* 8 bits a pixel, 0 black; rows of `wide` bytes. */
struct raster {
	unsigned wide, high;
	unsigned char *pixels; /* malloc'd */
};
void raster_cleanup(struct raster *r);
/* The whole sheet, so that its smallest module is so many pixels wide. */
bool raster_make(const struct sheet *s, double pixels_a_module, struct raster *out,
		 struct err *err) MUST_USE;

/* ---- reading codes (read.c: the only door to zbar; measure.c) --------------------- */

/*
 * Whether every code of the sheet is read from its drawing at 2 and at 4 pixels a module, and says
 * its address: ERR_CREATE otherwise.  A sheet without a code is good.
 */
bool sheet_reads(const struct sheet *s, struct err *err) MUST_USE;
/* Of each code on a sheet, in the order in which they were put. */
size_t sheet_codes(const struct sheet *s);
const char *sheet_code(const struct sheet *s, size_t i, struct box *out_modules,
		       unsigned *out_side);

/*
 * --read: what a picture holds, one line of JSON a code, none if there is none:
 *   {"text","ours" (alphanumeric, level M, as we would draw it),"version","modules",
 *    "x","y" (of its middle),"side" (pixels, without quiet zone),"module" (pixels),
 *    "quiet" (modules, the narrowest of its four sides, measured to 8),"contrast" (ratio),
 *    "light" (true: light on dark),"turned" (degrees),"wrong" (modules that differ from its text
 *    encoded again; -1: not compared)}
 */
bool raster_read(const struct raster *r, struct buf *out, struct err *err) MUST_USE;
/* A PNG as grey; at most 200 million pixels. */
bool raster_load(const void *png, size_t len, struct raster *out, struct err *err) MUST_USE;

/* ---- templates (draw_*.c): one function a kind of sheet -------------------------- */

struct job {
	const char *format, *day, *title, *author, *font_list;
	struct colour colour; /* of bands; white letters on it have 4.5 to 1 or more */
	struct fonts *fonts;
	struct logo *logo; /* or NULL */
	bool logo_bare;	   /* it stands on the band itself, not on white */
	struct arena *arena;
};
/* A new sheet, drawn; NULL with err.  map: the description's line. */
typedef struct sheet *draw_fn(const struct job *job, const struct json *map, struct err *err);
struct template {
	const char *name;
	draw_fn *draw;
};
extern const struct template templates[];
extern const size_t template_count;
draw_fn draw_poster, draw_card, draw_cards, draw_backs, draw_slips, draw_pledge, draw_said,
	draw_table, draw_text;
/* A member as text, "" where it is absent; a list's or number's is "" too. */
const char *text_of(const struct json *map, const char *key);

#endif
