/*
 * A sheet: what stands on it, in order, in millimetres.  Whatever would spoil a print is found
 * here, before anything is drawn: something too near the edge, or over a code.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "out/out.h"
#include "render/internal.h"

const struct colour black = { 0, 0, 0 }, white = { 1, 1, 1 };
const struct colour grey = { 0x59 / 255.0, 0x59 / 255.0,
			     0x59 / 255.0 }; /* 7 to 1 on white */

#define NEAR 0.01 /* what rounding may add up to */

enum { CARD_MARGIN = 3, SMALL_SHEET = 100 };

void
sheet_free(struct sheet *s)
{
	struct text *next;

	if (!s)
		return;
	for (struct text *t = s->texts; t; t = next) {
		next = text_next(t);
		text_done(t);
	}
	arena_free(s->arena);
	free(s);
}

struct sheet *
sheet_new(struct fonts *fonts, double wide, double high)
{
	struct sheet *s = mem_new(1, sizeof(*s));

	s->fonts = fonts;
	s->arena = arena_new(0);
	s->wide = wide;
	s->high = high;
	s->title = s->words = s->lang = "";
	return s;
}

double
sheet_wide(const struct sheet *s)
{
	return s->wide;
}

struct arena *
sheet_arena(struct sheet *s)
{
	return s->arena;
}

double
sheet_margin(const struct sheet *s)
{
	return s->wide < SMALL_SHEET && s->high < SMALL_SHEET ? CARD_MARGIN : MARGIN;
}

void
sheet_fail(struct sheet *s, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	if (s->err.code != ERR_NONE)
		return;
	s->err.code = code;
	va_start(ap, fmt);
	vsnprintf(s->err.text, sizeof(s->err.text), fmt, ap);
	va_end(ap);
}

bool
sheet_good(const struct sheet *s, struct err *err)
{
	if (s->err.code == ERR_NONE)
		return true;
	return err_set(err, s->err.code, "%s", s->err.text);
}

void
sheet_describe(struct sheet *s, const char *title, const char *words)
{
	s->title = arena_str(s->arena, title);
	s->words = arena_str(s->arena, words);
}

bool
box_within(struct box inner, struct box outer)
{
	return inner.x >= outer.x - NEAR && inner.y >= outer.y - NEAR &&
	       inner.x + inner.wide <= outer.x + outer.wide + NEAR &&
	       inner.y + inner.high <= outer.y + outer.high + NEAR;
}

bool
box_meets(struct box a, struct box b)
{
	return a.x + a.wide > b.x + NEAR && b.x + b.wide > a.x + NEAR &&
	       a.y + a.high > b.y + NEAR && b.y + b.high > a.y + NEAR;
}

bool
colour_same(struct colour a, struct colour b)
{
	return fabs(a.red - b.red) + fabs(a.green - b.green) + fabs(a.blue - b.blue) <
	       1e-6;
}

static const char *const kind_names[] = {
	[ITEM_BOX] = "a box",	[ITEM_FRAME] = "a frame",
	[ITEM_LINE] = "a line", [ITEM_TEXT] = "a text", [ITEM_TURNED] = "a text",
	[ITEM_CODE] = "a code", [ITEM_LOGO] = "a logo",
};

/* A frame covers its line only. */
static bool
item_meets(const struct item *item, struct box b)
{
	struct box hole = item->at;

	if (!box_meets(item->at, b))
		return false;
	hole.x += item->line;
	hole.y += item->line;
	hole.wide -= 2 * item->line;
	hole.high -= 2 * item->line;
	return item->kind != ITEM_FRAME || !box_within(b, hole);
}

static bool
is_fill(const struct item *item)
{
	return item->kind == ITEM_BOX;
}

/* Under a code's ground only a fill that reaches beyond it on all sides, or white, may lie. */
static bool
lies_well_below(const struct item *item, struct box ground)
{
	return is_fill(item) &&
	       (colour_same(item->colour, white) || box_within(ground, item->at));
}

static void
codes_check(struct sheet *s, const struct item *item)
{
	for (const struct item *old = s->first; old != item; old = old->next) {
		if (old->kind == ITEM_CODE && item_meets(item, old->at))
			sheet_fail(s, ERR_INPUT,
				   "%s over the code: phones do not read this reliably",
				   kind_names[item->kind]);
		else if (item->kind == ITEM_CODE && item_meets(old, item->at) &&
			 !lies_well_below(old, item->at))
			sheet_fail(s, ERR_INPUT,
				   "%s under the code: phones do not read this reliably",
				   kind_names[old->kind]);
	}
}

static void
edge_check(struct sheet *s, enum item_kind kind, struct box at)
{
	double m = sheet_margin(s);
	struct box inside = { m, m, s->wide - 2 * m, s->high - 2 * m };

	if (!box_within(at, inside))
		sheet_fail(s, ERR_BUG,
			   "%s at %.1f, %.1f of %.1f by %.1f mm comes nearer to the edge "
			   "than %.0f mm",
			   kind_names[kind], at.x, at.y, at.wide, at.high, m);
}

struct item *
item_add(struct sheet *s, enum item_kind kind, struct box at)
{
	struct item *item;

	if (s->err.code != ERR_NONE)
		return NULL;
	item = arena_one(s->arena, struct item);
	item->kind = kind;
	item->at = at;
	if (s->last)
		s->last->next = item;
	else
		s->first = item;
	s->last = item;
	return item;
}

void
put_box(struct sheet *s, struct box at, struct colour fill)
{
	struct item *item = item_add(s, ITEM_BOX, at);

	if (!item)
		return;
	item->colour = fill;
	if (!colour_same(fill, white)) /* white is paper */
		edge_check(s, ITEM_BOX, at);
	codes_check(s, item);
}

void
put_frame(struct sheet *s, struct box at, double line, struct colour colour)
{
	struct item *item = item_add(s, ITEM_FRAME, at);

	if (!item)
		return;
	item->line = line;
	item->colour = colour;
	edge_check(s, ITEM_FRAME, at);
	codes_check(s, item);
}

void
put_line(struct sheet *s, double x1, double y1, double x2, double y2, double line,
	 struct colour colour, bool dashed)
{
	/* Ends are cut square, so a line is half its width wider on its sides alone. */
	double length = hypot(x2 - x1, y2 - y1);
	double dx = length > 0 ? fabs(y2 - y1) / length * line / 2 : 0;
	double dy = length > 0 ? fabs(x2 - x1) / length * line / 2 : 0;
	struct box at = { fmin(x1, x2) - dx, fmin(y1, y2) - dy, fabs(x2 - x1) + 2 * dx,
			  fabs(y2 - y1) + 2 * dy };
	struct item *item = item_add(s, ITEM_LINE, at);

	if (!item)
		return;
	item->x1 = x1;
	item->y1 = y1;
	item->x2 = x2;
	item->y2 = y2;
	item->line = line;
	item->colour = colour;
	item->dashed = dashed;
	edge_check(s, ITEM_LINE, at);
	codes_check(s, item);
}

void
put_text(struct sheet *s, const struct text *t, double x, double y)
{
	struct box at = text_covers(t);
	struct item *item;

	if (!(at.high > 0))
		return;
	item = item_add(s, ITEM_TEXT,
			(struct box){ at.x + x, at.y + y, at.wide, at.high });
	if (!item)
		return;
	item->text = t;
	item->x1 = x;
	item->y1 = y;
	item->colour = text_colour(t);
	edge_check(s, ITEM_TEXT, item->at);
	codes_check(s, item);
}

/* x, y is where the end of its first line comes to lie; its start is below. */
void
put_text_turned(struct sheet *s, const struct text *t, double x, double y)
{
	struct box at = text_covers(t);
	struct item *item;

	if (!(at.high > 0))
		return;
	item = item_add(s, ITEM_TURNED, (struct box){ x, y, at.high, at.wide });
	if (!item)
		return;
	item->text = t;
	item->x1 = x;
	item->y1 = y + at.wide + at.x; /* where the text's own corner goes */
	item->colour = text_colour(t);
	edge_check(s, ITEM_TURNED, item->at);
	codes_check(s, item);
}

static void
code_put(struct sheet *s, struct code *c)
{
	struct item *item = item_add(s, ITEM_CODE, c->ground);

	if (!item)
		return;
	item->code = c;
	edge_check(s, ITEM_CODE, c->modules);
	codes_check(s, item);
}

/* One address after the other is asked for its size and then put: it is encoded once. */
static const struct code *
code_of(struct sheet *s, const char *address)
{
	struct code *c;
	struct qr *qr;
	struct err err = { .code = ERR_NONE };

	if (s->err.code != ERR_NONE)
		return NULL;
	if (s->code_last && str_same(s->code_last->address, address))
		return s->code_last;
	c = arena_one(s->arena, struct code);
	c->address = arena_str(s->arena, address);
	qr = arena_one(s->arena, struct qr);
	if (!qr_make(address, qr, s->arena, &err)) {
		sheet_fail(s, err.code, "code: %s", err.text);
		return NULL;
	}
	c->qr = qr;
	c->side = qr->side;
	s->code_last = c;
	return c;
}

unsigned
code_modules(struct sheet *s, const char *address)
{
	const struct code *c = code_of(s, address);

	return c ? c->side : 0;
}

double
code_outside(struct sheet *s, const char *address, double side)
{
	unsigned n = code_modules(s, address);

	return n ? side * (n + 2 * QUIET) / n : 0;
}

double
code_module(const struct code *c)
{
	return c->modules.wide / c->side;
}

#define SIDE_LEAST   20.0
#define MODULE_LEAST 0.5

void
put_code(struct sheet *s, const char *address, double x, double y, double side)
{
	const struct code *found = code_of(s, address);
	struct code *c;
	double quiet;

	if (!found)
		return;
	if (side < SIDE_LEAST - NEAR) {
		sheet_fail(s, ERR_INPUT,
			   "code: its side is %.1f mm, and %.0f mm are needed; choose a "
			   "larger paper",
			   side, SIDE_LEAST);
		return;
	}
	if (side / found->side < MODULE_LEAST) {
		sheet_fail(
			s, ERR_INPUT,
			"code: a module of it is %.2f mm wide, and %.1f mm are needed; "
			"choose a larger paper or a shorter host name",
			side / found->side, MODULE_LEAST);
		return;
	}
	c = arena_one(s->arena, struct code);
	*c = *found;
	c->modules = (struct box){ x, y, side, side };
	quiet = side / c->side * QUIET;
	c->ground =
		(struct box){ x - quiet, y - quiet, side + 2 * quiet, side + 2 * quiet };
	code_put(s, c);
}

void
put_logo(struct sheet *s, const struct logo *l, struct box within, enum align align)
{
	struct box at = within;
	struct item *item;
	double shape;

	if (!l)
		return;
	shape = logo_shape(l);
	at.wide = fmin(within.wide, within.high * shape);
	at.high = at.wide / shape;
	at.y += (within.high - at.high) / 2;
	if (align != ALIGN_START)
		at.x += (within.wide - at.wide) / (align == ALIGN_MIDDLE ? 2 : 1);
	item = item_add(s, ITEM_LOGO, at);
	if (!item)
		return;
	item->logo = l;
	edge_check(s, ITEM_LOGO, at);
	codes_check(s, item);
}

double
sheet_module(const struct sheet *s)
{
	double least = 0, module;

	for (const struct item *item = s->first; item; item = item->next) {
		if (item->kind != ITEM_CODE)
			continue;
		module = code_module(item->code);
		least = least > 0 ? fmin(least, module) : module;
	}
	return least;
}

size_t
sheet_codes(const struct sheet *s)
{
	size_t n = 0;

	for (const struct item *item = s->first; item; item = item->next)
		n += item->kind == ITEM_CODE;
	return n;
}

const char *
sheet_code(const struct sheet *s, size_t i, struct box *out_modules, unsigned *out_side)
{
	for (const struct item *item = s->first; item; item = item->next) {
		if (item->kind != ITEM_CODE || i--)
			continue;
		*out_modules = item->code->modules;
		*out_side = item->code->side;
		return item->code->address;
	}
	return NULL;
}
