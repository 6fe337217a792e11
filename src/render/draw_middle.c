/*
 * The middle of a poster: the code, how to read it, host and code to type, check words.  Nothing
 * but paper comes into the code's quiet zone, and as much again is kept free beside it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

static double
larger(double a, double b)
{
	return a > b ? a : b;
}

/*
 * "Or go to ask.example and enter": the words before the host and after it, so that the host can
 * stand between them in letters of its own.
 */
struct visit {
	const char *before, *after;
};

static struct visit
visit_of(struct page *p, const struct language *l)
{
	const char *words = text_of(l->map, "visit"), *host = text_of(p->map, "host");
	const char *at = given(host) ? strstr(words, host) : NULL;
	struct arena *a = sheet_arena(p->s);

	if (!at)
		return (struct visit){ .before = words, .after = "" };
	size_t before = (size_t)(at - words);
	while (before > 0 && words[before - 1] == ' ')
		before--;
	at += strlen(host);
	while (*at == ' ')
		at++;
	return (struct visit){ .before = arena_copy(a, words, before), .after = at };
}

static struct text *
code_text(struct page *p, double wide, double size, enum align align)
{
	struct style style = letters(size, WEIGHT_BOLD);

	style.spacing = size * 0.05;
	style.align = align;
	return page_words(p, "code", text_of(p->map, "code"), "", 0, wide, style);
}

/* What the page should say: a frame of its own, the words heavier than the rest. */
struct check {
	struct pile pile[3];
	double pad, high;
};

static struct check
check_make(struct page *p, const struct language *l, double wide, const struct sizes *z)
{
	struct check c = { .pad = z->body * 0.26 };
	const char *words = text_of(p->map, "words");
	struct style heavy = letters(z->words, WEIGHT_BOLD);

	if (!given(words))
		words = "";
	heavy.align = align_of(l);
	double inner = wide - 2 * c.pad;
	c.pile[0] = (struct pile){
		page_part(p, l, "check", 40, inner, letters(z->body, WEIGHT_PLAIN)), 0
	};
	c.pile[1] =
		(struct pile){ page_words(p, "check words", words, "en", 0, inner, heavy),
			       z->body * 0.04 };
	c.pile[2] = (struct pile){ page_balanced(p, l, "stop", 50, inner,
						 letters(z->body, WEIGHT_PLAIN)),
				   z->body * 0.06 };
	if (given(words))
		c.high = pile_high(c.pile, 3) + 1.7 * c.pad;
	return c;
}

static void
check_put(struct flow *f, const struct check *c, double x, double y, double wide,
	  double line)
{
	if (c->high <= 0)
		return;
	if (line > 0)
		flow_frame(f,
			   (struct box){ .x = x, .y = y, .wide = wide, .high = c->high },
			   line, black);
	pile_put(f, c->pile, 3, x + c->pad, y + 0.8 * c->pad);
}

/* What stands beside the code, in one language. */
struct column {
	struct text *point;
	struct pile typed[4];
	struct check check;
	double up; /* from the top of its first line to that of its letters */
	double needed;
};

static struct column
column_make(struct page *p, double wide, const struct sizes *z)
{
	const struct language *l = &p->langs[0];
	struct visit visit = visit_of(p, l);
	struct style how = letters(z->how, WEIGHT_HALF),
		     host = letters(z->host, WEIGHT_HALF);
	struct style body = letters(z->body, WEIGHT_PLAIN);

	how.leading = 1.2;
	host.align = align_of(l);
	struct column c = {
		.point = page_balanced(p, l, "how", 60, wide, how),
		.typed = { { page_words(p, "visit", visit.before, l->tag, 40, wide, body),
			     0 },
			   { page_host(p, text_of(p->map, "host"), wide, host),
			     z->body * 0.02 },
			   { page_words(p, "visit", visit.after, l->tag, 40, wide, body),
			     z->body * 0.1 },
			   { code_text(p, wide, z->code, align_of(l)),
			     z->body * 0.02 } },
		.check = check_make(p, l, wide, z),
		.up = z->how * 0.083,
	};
	c.needed = text_high(c.point) - c.up + pile_high(c.typed, ARRAY_LEN(c.typed)) +
		   c.check.high + 2 * z->gap * 0.35;
	return c;
}

/* With letters at their floors and narrow gaps, where that lets the column end with the code. */
static struct column
column_fitted(struct page *p, double wide, const struct sizes *z)
{
	size_t made = p->made_count;
	struct column c = column_make(p, wide, z);
	struct sizes smaller = *z;

	if (c.needed <= z->side)
		return c;
	smaller.how = z->how / z->little;
	smaller.body = z->body / z->little;
	smaller.words = z->words / z->little;
	smaller.gap = z->gap * 0.5;
	p->made_count = made;
	struct column small = column_make(p, wide, &smaller);
	if (small.needed <= z->side)
		return small;
	p->made_count = made;
	return column_make(p, wide, z);
}

void
middle_one(struct flow *f, const struct sizes *z)
{
	struct page *p = f->p;
	const struct language *l = &p->langs[0];
	const char *address = text_of(p->map, "address");
	double outside = code_outside(p->s, address, z->side),
	       quiet = (outside - z->side) / 2;
	/* The code's own edge stands on the grid; its quiet zone reaches into the margin. */
	double beside = z->side + quiet + z->gutter * 0.55;
	double wide = p->right - p->left - beside;
	double x = l->rtl ? p->left : p->left + beside;
	struct column c = column_fitted(p, wide, z);
	double high = larger(z->side, c.needed),
	       typed = text_high(c.point) - c.up + (high - c.needed) / 2 + z->gap * 0.35;

	if (c.needed <= z->side) /* as far from what is above as from what is below */
		typed = (text_high(c.point) - c.up + high - c.check.high -
			 pile_high(c.typed, ARRAY_LEN(c.typed))) /
			2;
	flow_block(f, larger(z->gap, quiet), 1);
	flow_code(f, address, l->rtl ? p->right - z->side : p->left, (high - z->side) / 2,
		  z->side);
	flow_text(f, c.point, x, -c.up);
	pile_put(f, c.typed, ARRAY_LEN(c.typed), x, typed);
	check_put(f, &c.check, x, high - c.check.high, wide, z->body * 0.045);
	flow_need(f, high);
	struct text *phone = page_balanced(p, l, "phone", 80, p->right - p->left,
					   letters(z->body, WEIGHT_PLAIN));
	if (text_high(phone) > 0) {
		flow_block(f, larger(z->gap * 0.8, quiet), 0);
		flow_text(f, phone, p->left, 0);
	}
}

/* What a language says on its side of the code. */
struct side {
	struct text *how, *phone, *before, *after;
	struct check check;
};

static struct side
side_make(struct page *p, size_t i, double wide, double frame, const struct sizes *z)
{
	const struct language *l = &p->langs[i];
	struct visit visit = visit_of(p, l);
	struct style how = letters(z->how, WEIGHT_HALF),
		     body = letters(z->body, WEIGHT_PLAIN);
	struct style near = body;

	how.leading = 1.2;
	/* What leads to host and code stands close to them, on both sides. */
	near.align = (i == 0) != l->rtl ? ALIGN_END : ALIGN_START;
	return (struct side){
		.how = page_balanced(p, l, "how", 60, wide, how),
		.phone = page_balanced(p, l, "phone", 80, wide, body),
		.before = page_words(p, part_name(p, l, "visit"), visit.before, l->tag,
				     40, wide, near),
		.after = page_words(p, part_name(p, l, "visit"), visit.after, l->tag, 40,
				    wide, near),
		.check = check_make(p, l, frame, z),
	};
}

/* Host and code once, in the middle; each language's words for them close beside them. */
static void
typed_add(struct flow *f, const struct side *sides, double wide, const struct sizes *z)
{
	struct page *p = f->p;
	struct style style = letters(z->host, WEIGHT_HALF);
	double whole = p->right - p->left, y = 0, gap = z->body * 0.25;
	double rooms[2] = { whole, whole };

	for (size_t i = 0; i < LANGUAGES; i++) {
		double before = whole - 2 * (text_wide(sides[i].before) + gap),
		       after = whole - 2 * (text_wide(sides[i].after) + gap);
		rooms[0] = before < rooms[0] ? before : rooms[0];
		rooms[1] = after < rooms[1] ? after : rooms[1];
	}
	style.align = ALIGN_MIDDLE;
	struct text *rows[] = {
		page_host(p, text_of(p->map, "host"), rooms[0], style),
		code_text(p, rooms[1], z->code, ALIGN_MIDDLE)
	};
	for (size_t r = 0; r < ARRAY_LEN(rows); r++) {
		const struct text *beside[LANGUAGES];
		double high = text_high(rows[r]), half = text_wide(rows[r]) / 2 + gap;
		for (size_t i = 0; i < LANGUAGES; i++) {
			beside[i] = r == 0 ? sides[i].before : sides[i].after;
			high = larger(high, text_high(beside[i]));
		}
		flow_text(f, rows[r], p->wide / 2 - rooms[r] / 2,
			  y + (high - text_high(rows[r])) / 2);
		flow_text(f, beside[0], p->wide / 2 - half - wide,
			  y + (high - text_high(beside[0])) / 2);
		flow_text(f, beside[1], p->wide / 2 + half,
			  y + (high - text_high(beside[1])) / 2);
		y += high + z->body * 0.06;
	}
}

void
middle_two(struct flow *f, const struct sizes *z)
{
	struct page *p = f->p;
	const char *address = text_of(p->map, "address");
	double outside = code_outside(p->s, address, z->side),
	       quiet = (outside - z->side) / 2;
	double middle = outside + 2, wide = (p->right - p->left - middle) / 2;
	double frame = column_wide(p, z->gutter);
	struct side sides[LANGUAGES];
	double high = z->side, check_high = 0;

	for (size_t i = 0; i < LANGUAGES; i++) {
		sides[i] = side_make(p, i, wide, frame, z);
		high = larger(high, text_high(sides[i].how) + text_high(sides[i].phone) +
					    z->gap);
		check_high = larger(check_high, sides[i].check.high);
	}
	flow_block(f, larger(z->gap * 0.8, quiet), 1);
	flow_code(f, address, p->wide / 2 - z->side / 2, (high - z->side) / 2, z->side);
	for (size_t i = 0; i < LANGUAGES; i++) {
		double x = i == 0 ? p->left : p->right - wide;
		flow_text(f, sides[i].how, x, -z->how * 0.083);
		flow_text(f, sides[i].phone, x, high - text_high(sides[i].phone));
	}
	flow_need(f, high);
	flow_block(f, larger(z->gap * 0.5, quiet), 0.2);
	typed_add(f, sides, wide, z);
	if (check_high <= 0)
		return;
	flow_block(f, z->gap * 0.7, 0.4);
	for (size_t i = 0; i < LANGUAGES; i++) {
		sides[i].check.high = check_high; /* frames of one height */
		check_put(f, &sides[i].check, column_x(p, i, z->gutter), 0, frame,
			  z->body * 0.045);
	}
}
