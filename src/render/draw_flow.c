/*
 * Blocks one below another: measured first, then drawn, with what room is left over between them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

enum item_kind { ITEM_TEXT, ITEM_CODE, ITEM_BOX, ITEM_FRAME, ITEM_RULE, ITEM_LOGO };

struct item {
	enum item_kind kind;
	struct box at; /* y: from the top of its block */
	const struct text *text;
	const char *address;
	struct colour colour;
	double line;
	struct item *next;
};

void
flow_init(struct flow *f, struct page *p)
{
	*f = (struct flow){ .p = p };
	f->last = &f->first;
}

void
flow_block(struct flow *f, double gap, double grow)
{
	struct block *b = arena_one(sheet_arena(f->p->s), struct block);

	b->gap = gap;
	b->grow = grow;
	b->last = &b->first;
	*f->last = b;
	f->last = &b->next;
	f->now = b;
}

static struct item *
item_add(struct flow *f, enum item_kind kind, struct box at)
{
	struct item *item = arena_one(sheet_arena(f->p->s), struct item);

	item->kind = kind;
	item->at = at;
	*f->now->last = item;
	f->now->last = &item->next;
	flow_need(f, at.y + at.high);
	return item;
}

void
flow_need(struct flow *f, double high)
{
	if (high > f->now->high)
		f->now->high = high;
}

void
flow_text(struct flow *f, const struct text *t, double x, double y)
{
	if (text_high(t) > 0)
		item_add(f, ITEM_TEXT,
			 (struct box){ .x = x, .y = y, .high = text_high(t) })
			->text = t;
}

void
flow_code(struct flow *f, const char *address, double x, double y, double side)
{
	item_add(f, ITEM_CODE, (struct box){ .x = x, .y = y, .wide = side, .high = side })
		->address = address;
}

void
flow_box(struct flow *f, struct box at, struct colour fill)
{
	item_add(f, ITEM_BOX, at)->colour = fill;
}

void
flow_frame(struct flow *f, struct box at, double line, struct colour colour)
{
	struct item *item = item_add(f, ITEM_FRAME, at);

	item->colour = colour;
	item->line = line;
}

void
flow_rule(struct flow *f, double x, double y, double wide, double line, struct colour c)
{
	struct item *item =
		item_add(f, ITEM_RULE,
			 (struct box){ .x = x, .y = y, .wide = wide, .high = line });

	item->colour = c;
	item->line = line;
}

void
flow_logo(struct flow *f, struct box within)
{
	item_add(f, ITEM_LOGO, within);
}

static void
item_draw(const struct page *p, const struct item *item, double top)
{
	struct box at = item->at;

	at.y += top;
	switch (item->kind) {
	case ITEM_TEXT:
		put_text(p->s, item->text, at.x, at.y);
		break;
	case ITEM_CODE:
		put_code(p->s, item->address, at.x, at.y, at.wide);
		break;
	case ITEM_BOX:
		put_box(p->s, at, item->colour);
		break;
	case ITEM_FRAME:
		put_frame(p->s, at, item->line, item->colour);
		break;
	case ITEM_RULE:
		/* It hangs from its place: as the last of a sheet it ends within the margin. */
		at.y += item->line / 2;
		put_line(p->s, at.x, at.y, at.x + at.wide, at.y, item->line, item->colour,
			 false);
		break;
	case ITEM_LOGO:
		put_logo(p->s, p->job->logo, at, ALIGN_MIDDLE);
		break;
	}
}

void
flow_draw(struct flow *f, double top, double bottom, const char *where)
{
	double room = bottom - top, grow = 0;

	for (const struct block *b = f->first; b; b = b->next) {
		room -= b->high;
		if (b == f->first)
			continue;
		room -= b->gap;
		grow += b->grow;
	}
	if (room < -0.01) {
		page_refuse(f->p, -room, where);
		return;
	}
	for (const struct block *b = f->first; b; b = b->next) {
		if (b != f->first)
			top += b->gap + (grow > 0 ? room * b->grow / grow : 0);
		for (const struct item *item = b->first; item; item = item->next)
			item_draw(f->p, item, top);
		top += b->high;
	}
}

double
pile_high(const struct pile *pile, size_t count)
{
	double high = 0;

	for (size_t i = 0; i < count; i++)
		if (text_high(pile[i].text) > 0)
			high += (high > 0 ? pile[i].gap : 0) + text_high(pile[i].text);
	return high;
}

/* One of f and s is NULL. */
static double
pile_place(struct flow *f, struct sheet *s, const struct pile *pile, size_t count,
	   double x, double y)
{
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		if (text_high(pile[i].text) <= 0)
			continue;
		if (any)
			y += pile[i].gap;
		if (f)
			flow_text(f, pile[i].text, x, y);
		else
			put_text(s, pile[i].text, x, y);
		y += text_high(pile[i].text);
		any = true;
	}
	return y;
}

double
pile_put(struct flow *f, const struct pile *pile, size_t count, double x, double y)
{
	return pile_place(f, NULL, pile, count, x, y);
}

double
pile_draw(struct sheet *s, const struct pile *pile, size_t count, double x, double y)
{
	return pile_place(NULL, s, pile, count, x, y);
}
