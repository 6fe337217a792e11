/*
 * Posters as SVG: the first template, one language, four papers.  Lengths are tenths of a
 * millimetre; the code is one path of whole modules inside a white square with its quiet
 * zone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/poster.h"

enum { QUIET = 4 };

struct paper {
	const char *name;
	unsigned wide, high, margin; /* tenths of a millimetre */
	unsigned side;		     /* of the code without its quiet zone */
	unsigned scale;		     /* of the texts, per cent of A4 */
	unsigned code;		     /* of the code in text, tenths of a point */
};

static const struct paper papers[] = {
	{ .name = "a3",
	  .wide = 2970,
	  .high = 4200,
	  .margin = 140,
	  .side = 1200,
	  .scale = 132,
	  .code = 340 },
	{ .name = "a4",
	  .wide = 2100,
	  .high = 2970,
	  .margin = 120,
	  .side = 700,
	  .scale = 100,
	  .code = 260 },
	{ .name = "a5",
	  .wide = 1480,
	  .high = 2100,
	  .margin = 100,
	  .side = 300,
	  .scale = 74,
	  .code = 180 },
	{ .name = "card",
	  .wide = 850,
	  .high = 550,
	  .margin = 40,
	  .side = 200,
	  .scale = 0,
	  .code = 100 },
};

/* ---- the texts ------------------------------------------------------------------- */

enum part {
	STRIP,
	FORCE,
	TITLE,
	CALL,
	PROMISE,
	HOW,
	OR,
	CODE,
	CHECK,
	STOP,
	PHONE,
	ASKS,
	READS,
	CONTACT,
	SMALL,
	PART__COUNT
};

struct sheet {
	const struct paper *paper;
	const struct poster *poster;
	struct qr qr;
	struct block_of_text parts[PART__COUNT];
	struct html *h;
	struct arena *a;
};

static const char *
or_empty(const char *s)
{
	return s ? s : "";
}

static bool
given(const char *s)
{
	return s && *s;
}

static const char *
promise_words(const struct sheet *s)
{
	unsigned minutes = s->poster->minutes;

	if (!minutes)
		return "We do not record who you are.";
	return arena_printf(s->a, "About %u minute%s. We do not record who you are.",
			    minutes, minutes == 1 ? "" : "s");
}

static const char *
small_words(const struct sheet *s)
{
	const struct poster *p = s->poster;

	return arena_printf(s->a, "%s%s%s%s%sEveryone here shares this code.",
			    given(p->closes) ? "Open until " : "", or_empty(p->closes),
			    given(p->closes) ? ". " : "", or_empty(p->place),
			    given(p->place) ? ". " : "");
}

static const char *
labelled(const struct sheet *s, const char *label, const char *text)
{
	return given(text) ? arena_printf(s->a, "%s: %s", label, text) : "";
}

/* Sizes are those of A4, in points; the most characters are those of one language. */
static void
set_texts(struct sheet *s)
{
	const struct poster *p = s->poster;
	const char *call = given(p->call) ? p->call : "Tell us what happened.";
	const char *strip = p->invented	   ? "DEMONSTRATION"
			    : p->rehearsal ? "REHEARSAL"
					   : "";
	const char *check =
		given(p->check_words)
			? arena_printf(s->a, "The page should say: %s", p->check_words)
			: "";
	const char *stop =
		given(p->check_words) ? "If it does not, stop and tell us." : "";
	const struct block_of_text parts[PART__COUNT] = {
		[STRIP] = { .name = "strip",
			    .text = strip,
			    .most = 20,
			    .size = 160,
			    .gap = 10,
			    .lines_most = 1,
			    .bold = true },
		[FORCE] = { .name = "force",
			    .text = or_empty(p->force),
			    .most = 60,
			    .size = 140,
			    .gap = 40,
			    .lines_most = 2,
			    .white = true },
		[TITLE] = { .name = "title",
			    .text = or_empty(p->title),
			    .most = 60,
			    .size = 240,
			    .gap = 20,
			    .lines_most = 2,
			    .bold = true,
			    .white = true },
		[CALL] = { .name = "call",
			   .text = call,
			   .most = 40,
			   .size = 300,
			   .gap = 40,
			   .lines_most = 2,
			   .bold = true },
		[PROMISE] = { .name = "promise",
			      .text = promise_words(s),
			      .most = 90,
			      .size = 170,
			      .gap = 20,
			      .lines_most = 2 },
		[HOW] = { .name = "how",
			  .text = "Point your phone's own camera here.",
			  .most = 60,
			  .size = 160,
			  .gap = 30,
			  .lines_most = 2 },
		[OR] = { .name = "host",
			 .text = arena_printf(s->a, "Or go to %s and enter",
					      or_empty(p->host)),
			 .most = 80,
			 .size = 160,
			 .gap = 20,
			 .lines_most = 2 },
		[CODE] = { .name = "code",
			   .text = or_empty(p->code_pretty),
			   .most = 24,
			   .gap = 10,
			   .lines_most = 1,
			   .bold = true },
		[CHECK] = { .name = "check words",
			    .text = check,
			    .most = 60,
			    .size = 140,
			    .gap = 30,
			    .lines_most = 2,
			    .bold = true },
		[STOP] = { .name = "check words",
			   .text = stop,
			   .most = 60,
			   .size = 140,
			   .lines_most = 1 },
		[PHONE] = { .name = "own phone",
			    .text = "Use your own phone and mobile data if you prefer.",
			    .most = 80,
			    .size = 130,
			    .gap = 20,
			    .lines_most = 2 },
		[ASKS] = { .name = "run by",
			   .text = labelled(s, "Asked by", p->run_by),
			   .most = 90,
			   .size = 110,
			   .gap = 40,
			   .lines_most = 2 },
		[READS] = { .name = "read by",
			    .text = labelled(s, "Answers are read by", p->read_by),
			    .most = 90,
			    .size = 110,
			    .gap = 5,
			    .lines_most = 2 },
		[CONTACT] = { .name = "contact",
			      .text = labelled(s, "Is this poster genuine? Ask",
					       p->contact),
			      .most = 90,
			      .size = 110,
			      .gap = 5,
			      .lines_most = 2 },
		[SMALL] = { .name = "place",
			    .text = small_words(s),
			    .most = 110,
			    .size = 100,
			    .gap = 20,
			    .lines_most = 2 },
	};

	memcpy(s->parts, parts, sizeof(parts));
	for (size_t i = 0; i < PART__COUNT; i++) {
		s->parts[i].size = s->parts[i].size * s->paper->scale / 100;
		s->parts[i].gap = s->parts[i].gap * s->paper->scale / 100;
	}
	s->parts[CODE].size = s->paper->code;
}

/* ---- drawing --------------------------------------------------------------------- */

/* A nested drawing with one unit a module, whatever the size on paper. */
static void
put_code(struct sheet *s, unsigned x, unsigned y, unsigned side)
{
	struct html *h = s->h;
	SCOPED(buf) path = { .most = 0 };

	qr_path(&s->qr, QUIET, QUIET, &path);
	html_lit(h, "<svg x=\"");
	put_attr_units(h, x);
	html_lit(h, " y=\"");
	put_attr_units(h, y);
	html_lit(h, " width=\"");
	put_attr_units(h, side);
	html_lit(h, " height=\"");
	put_attr_units(h, side);
	html_lit(h, " viewBox=\"0 0 ");
	html_num(h, s->qr.side + 2 * QUIET);
	html_lit(h, " ");
	html_num(h, s->qr.side + 2 * QUIET);
	html_lit(h, "\" shape-rendering=\"crispEdges\">\n<rect width=\"");
	put_attr_units(h, s->qr.side + 2 * QUIET);
	html_lit(h, " height=\"");
	put_attr_units(h, s->qr.side + 2 * QUIET);
	html_lit(h, " fill=\"#ffffff\"/>\n<path fill=\"#000000\" d=\"");
	html_text_len(h, path.data, path.len);
	html_lit(h, "\"/>\n</svg>\n");
}

static unsigned
code_outside(const struct sheet *s)
{
	return s->paper->side * (s->qr.side + 2 * QUIET) / s->qr.side;
}

static void
put_millimetres(struct html *h, unsigned tenths)
{
	html_num(h, tenths / 10);
	if (tenths % 10) {
		html_lit(h, ".");
		html_num(h, tenths % 10);
	}
	html_lit(h, "mm\"");
}

static void
open_drawing(struct sheet *s)
{
	struct html *h = s->h;

	html_lit(h, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
	put_millimetres(h, s->paper->wide);
	html_lit(h, " height=\"");
	put_millimetres(h, s->paper->high);
	html_lit(h, " viewBox=\"0 0 ");
	html_num(h, s->paper->wide);
	html_lit(h, " ");
	html_num(h, s->paper->high);
	html_lit(h, "\" font-family=\"Arial, 'Liberation Sans', Helvetica, sans-serif\" "
		    "fill=\"#000000\">\n<title>");
	html_text(h, or_empty(s->poster->title));
	html_lit(h, "</title>\n<desc>Poster with a QR code for ");
	html_text(h, s->poster->address);
	html_lit(h, "</desc>\n<rect width=\"");
	put_attr_units(h, s->paper->wide);
	html_lit(h, " height=\"");
	put_attr_units(h, s->paper->high);
	html_lit(h, " fill=\"#ffffff\"/>\n");
}

static void
put_box(struct html *h, unsigned x, unsigned y, unsigned wide, unsigned high)
{
	html_lit(h, "<rect x=\"");
	put_attr_units(h, x);
	html_lit(h, " y=\"");
	put_attr_units(h, y);
	html_lit(h, " width=\"");
	put_attr_units(h, wide);
	html_lit(h, " height=\"");
	put_attr_units(h, high);
}

/* ---- a sheet: all in one column, in the middle ----------------------------------- */

static unsigned
band_height(const struct sheet *s)
{
	return block_height(&s->parts[FORCE]) + block_height(&s->parts[TITLE]) +
	       s->parts[FORCE].gap;
}

static bool
sheet_fit(struct sheet *s, unsigned *out_spare, struct err *err)
{
	unsigned wide = s->paper->wide - 2 * s->paper->margin,
		 used = 2 * s->paper->margin;

	for (size_t i = 0; i < PART__COUNT; i++)
		if (!block_fit(&s->parts[i],
			       i == FORCE || i == TITLE ? wide - 2 * s->parts[FORCE].gap
							: wide,
			       err))
			return false;
	for (size_t i = 0; i < PART__COUNT; i++)
		used += block_height(&s->parts[i]);
	used += s->parts[FORCE].gap + code_outside(s);
	if (used > s->paper->high)
		return err_set(err, ERR_INPUT,
			       "the texts need %u mm, and %s has %u: shorten them",
			       used / 10, s->paper->name, s->paper->high / 10);
	*out_spare = s->paper->high - used;
	return true;
}

static bool
draw_sheet(struct sheet *s, struct err *err)
{
	unsigned middle = s->paper->wide / 2, y = s->paper->margin, spare, side, high;

	if (!sheet_fit(s, &spare, err))
		return false;
	/* what is left over goes above and below the call, the code, the ways in and the foot */
	spare /= 5;
	open_drawing(s);
	put_block(s->h, &s->parts[STRIP], middle, y, true);
	high = block_height(&s->parts[STRIP]);
	if (high) {
		put_box(s->h, s->paper->margin, y, s->paper->wide - 2 * s->paper->margin,
			high);
		html_lit(s->h,
			 " fill=\"none\" stroke=\"#000000\" stroke-width=\"8\"/>\n");
	}
	y += high;
	put_box(s->h, s->paper->margin, y, s->paper->wide - 2 * s->paper->margin,
		band_height(s));
	html_lit(s->h, " fill=\"#12436D\"/>\n");
	put_block(s->h, &s->parts[FORCE], middle, y, true);
	put_block(s->h, &s->parts[TITLE], middle, y + block_height(&s->parts[FORCE]),
		  true);
	y += band_height(s) + spare;
	for (size_t i = CALL; i < PART__COUNT; i++) {
		if (i == HOW) {
			side = code_outside(s);
			put_code(s, middle - side / 2, y + spare / 2, side);
			y += side + spare;
		}
		if (i == CHECK || i == ASKS)
			y += spare;
		put_block(s->h, &s->parts[i], middle, y, true);
		y += block_height(&s->parts[i]);
	}
	return true;
}

/* ---- a card: the code on the left, few words on the right ------------------------ */

static void
set_card_texts(struct sheet *s)
{
	static const struct {
		enum part part;
		unsigned size, gap, lines_most;
	} kept[] = {
		{ STRIP, 80, 0, 1 },	{ TITLE, 80, 10, 4 }, { OR, 65, 15, 4 },
		{ CODE, 100, 5, 1 },	{ CHECK, 60, 15, 4 }, { STOP, 60, 0, 2 },
		{ PROMISE, 60, 10, 3 },
	};

	for (size_t i = 0; i < PART__COUNT; i++)
		s->parts[i].size = 0;
	for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
		s->parts[kept[i].part].size = kept[i].size;
		s->parts[kept[i].part].gap = kept[i].gap;
		s->parts[kept[i].part].lines_most = kept[i].lines_most;
		s->parts[kept[i].part].white = false;
	}
}

static bool
draw_card(struct sheet *s, struct err *err)
{
	static const enum part order[] = { STRIP, TITLE, OR, CODE, CHECK, STOP, PROMISE };
	const struct paper *paper = s->paper;
	unsigned side = code_outside(s), x = paper->margin + side + 15, used = 0, y;

	set_card_texts(s);
	for (size_t i = 0; i < ARRAY_LEN(order); i++) {
		if (!block_fit(&s->parts[order[i]], paper->wide - x - paper->margin, err))
			return false;
		used += block_height(&s->parts[order[i]]);
	}
	if (used > paper->high - 2 * paper->margin)
		return err_set(err, ERR_INPUT,
			       "the texts need %u mm, and a card has %u: shorten them",
			       used / 10, (paper->high - 2 * paper->margin) / 10);
	open_drawing(s);
	put_box(s->h, 4, 4, paper->wide - 8, paper->high - 8);
	html_lit(s->h, " fill=\"none\" stroke=\"#000000\" stroke-width=\"2\"/>\n");
	put_code(s, paper->margin, (paper->high - side) / 2, side);
	y = (paper->high - used) / 2;
	for (size_t i = 0; i < ARRAY_LEN(order); i++) {
		put_block(s->h, &s->parts[order[i]], x, y, false);
		y += block_height(&s->parts[order[i]]);
	}
	return true;
}

static const struct paper *
paper_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(papers); i++)
		if (str_same(papers[i].name, or_empty(name)))
			return &papers[i];
	return NULL;
}

static bool
draw(struct sheet *s, struct buf *out, struct err *err)
{
	const char *bytes;
	size_t len;

	if (!qr_make(s->poster->address, &s->qr, s->a, err))
		return false;
	set_texts(s);
	if (s->paper->scale ? !draw_sheet(s, err) : !draw_card(s, err))
		return false;
	html_lit(s->h, "</svg>\n");
	if (!html_ok(s->h))
		return err_set(err, ERR_BUG, "a poster larger than a megabyte");
	bytes = html_bytes(s->h, &len);
	buf_put(out, bytes, len);
	return true;
}

bool
poster_svg(const struct poster *poster, struct buf *out, struct err *err)
{
	struct sheet s = { .paper = paper_find(poster->size), .poster = poster };
	bool good;

	if (!s.paper)
		return err_set(err, ERR_INPUT,
			       "there is no paper \"%s\"; there are a3, a4, a5, card",
			       or_empty(poster->size));
	s.a = arena_new(0);
	s.h = html_new(1 << 20);
	good = draw(&s, out, err);
	html_free(s.h);
	arena_free(s.a);
	return good;
}
