/*
 * Parts that several templates have: the mark of what is not real, the band, columns.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/draw.h"

double
mark_draw(struct page *p, double x, double y, double wide, double size)
{
	const char *mark = text_of(p->map, "mark");
	struct style style = letters(size, WEIGHT_BOLD);
	const char *tag = p->langs[0].tag;

	if (!given(mark))
		return 0;
	style.align = ALIGN_MIDDLE;
	style.spacing = size * 0.3;
	double line = size * 0.07, pad = size * 0.12;
	struct text *t = page_words(p, "mark", mark, tag, 20, wide - 4 * line, style);
	double high = text_high(t) + 2 * (line + pad);
	put_frame(p->s, (struct box){ .x = x, .y = y, .wide = wide, .high = high }, line,
		  black);
	put_text(p->s, t, x + 2 * line, y + line + pad);
	return high;
}

double
column_wide(const struct page *p, double gutter)
{
	double n = (double)p->lang_count;

	return (p->right - p->left - gutter * (n - 1)) / n;
}

double
column_x(const struct page *p, size_t i, double gutter)
{
	return p->left + (double)i * (column_wide(p, gutter) + gutter);
}

/* The names of the force and the title, in white; returns where they end. */
static double
band_texts(struct flow *f, const struct band *band, double y, double narrower)
{
	struct page *p = f->p;
	double gutter = band->gutter, whole = column_wide(p, gutter), bottom = y;
	bool once = p->lang_count == 2 && str_same(text_of(p->langs[0].map, "force"),
						   text_of(p->langs[1].map, "force"));

	for (size_t i = 0; i < p->lang_count; i++) {
		const struct language *l = &p->langs[i];
		/* The logo takes room of the column at its end only. */
		bool beside = p->lang_count == 1 || i == 1;
		double wide = whole - (beside ? narrower : 0);
		struct style force = letters_in(band->force, WEIGHT_HALF, white);
		struct style title = letters_in(band->title, WEIGHT_BOLD, white);
		title.leading = 1.12;
		struct pile pile[] = {
			{ page_part(p, l, "force", 60, wide, force), 0 },
			{ page_balanced(p, l, "title", 60, wide, title),
			  band->force * 0.18 },
		};
		double x = column_x(p, i, gutter);
		if (l->rtl && p->lang_count == 1)
			x += narrower;
		if (once && i == 1) { /* the room of the name, but not the name again */
			double down = text_high(pile[0].text) > 0
					      ? text_high(pile[0].text) + pile[1].gap
					      : 0;
			flow_text(f, pile[1].text, x, y + down);
			down += y + text_high(pile[1].text);
			bottom = down > bottom ? down : bottom;
			continue;
		}
		double end = pile_put(f, pile, ARRAY_LEN(pile), x, y);
		bottom = end > bottom ? end : bottom;
	}
	return bottom;
}

void
band_add(struct flow *f, const struct band *band)
{
	struct page *p = f->p;
	struct flow texts;
	double narrower = 0, plaque = band->pad * 4;

	flow_block(f, 0, 0);
	if (p->job->logo)
		narrower = plaque + band->pad / 2;
	/* Measured in a flow of its own, since the band itself must be drawn first. */
	flow_init(&texts, p);
	flow_block(&texts, 0, 0);
	double high =
		band_texts(&texts, band, band->pad * 0.8, narrower) + band->pad * 0.9;
	struct box at = { .x = MARGIN, .wide = p->wide - 2 * MARGIN, .high = high };
	flow_box(f, at, p->job->colour);
	if (narrower > 0) {
		double inset = band->pad / 3;
		struct box white_box = { .y = inset,
					 .wide = plaque + inset,
					 .high = high - 2 * inset };
		white_box.x = p->langs[0].rtl && p->lang_count == 1
				      ? MARGIN + inset
				      : p->wide - MARGIN - inset - white_box.wide;
		flow_box(f, white_box, white);
		struct box logo = { .x = white_box.x + inset,
				    .y = white_box.y + inset,
				    .wide = white_box.wide - 2 * inset,
				    .high = white_box.high - 2 * inset };
		flow_logo(f, logo);
	}
	*f->now->last = texts.first->first;
	if (texts.first->first)
		f->now->last = texts.first->last;
	flow_need(f, high);
}
