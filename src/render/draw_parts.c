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

/* What of the band is the logo's; all 0 without one. */
struct plate {
	double wide, high; /* of the plate */
	double pad;	   /* from its edge to the logo */
	bool above;	   /* titles in two languages begin under it */
};

static struct text *
force_text(struct page *p, const struct language *l, const struct band *band, double wide)
{
	return page_part(p, l, "force", 60, wide,
			 letters_in(band->force, WEIGHT_HALF, white));
}

/* A name that both languages share stands once, over the whole width. */
static bool
force_once(const struct page *p)
{
	return p->lang_count == 2 && str_same(text_of(p->langs[0].map, "force"),
					      text_of(p->langs[1].map, "force"));
}

/* The title, and what stands under it in smaller letters. */
static double
title_put(struct flow *f, const struct band *band, size_t i, double x, double y,
	  double wide)
{
	struct page *p = f->p;
	const struct language *l = &p->langs[i];
	struct style title = letters_in(band->title, WEIGHT_BOLD, white);

	title.leading = 1.12;
	struct pile pile[] = {
		{ page_balanced(p, l, "title", 60, wide, title), 0 },
		{ band->under ? page_balanced(p, l, band->under, 90, wide,
					      letters_in(band->force, WEIGHT_PLAIN,
							 white))
			      : text_new(p->s, "", "", "", wide, &title),
		  band->force * 0.2 },
	};
	return pile_put(f, pile, ARRAY_LEN(pile), x, y);
}

/* The names of the force and the title, in white; returns where they end. */
static double
band_texts(struct flow *f, const struct band *band, double y, const struct plate *plate)
{
	struct page *p = f->p;
	double gutter = band->gutter, column = column_wide(p, gutter), bottom = y;
	double narrower = plate->wide > 0 ? plate->wide + band->pad * 0.8 : 0;
	bool once = force_once(p), one = p->lang_count == 1;
	double start = one && p->langs[0].rtl ? narrower : 0, titles = y;

	for (size_t i = 0; i < p->lang_count && (i == 0 || !once); i++) {
		bool whole = once || one;
		double wide = whole ? p->right - p->left : column;
		struct text *force =
			force_text(p, &p->langs[i], band,
				   wide - (whole || i == 1 ? narrower : 0));
		double x = whole ? p->left + start : column_x(p, i, gutter);
		double lower = plate->above && plate->high > text_high(force)
				       ? (plate->high - text_high(force)) / 2
				       : 0;
		flow_text(f, force, x, y + lower);
		double end = y + text_high(force);
		titles = text_high(force) > 0 && end > titles ? end : titles;
	}
	if (titles > y)
		titles += band->force * 0.18;
	if (plate->above && y + plate->high + band->pad * 0.5 > titles)
		titles = y + plate->high + band->pad * 0.5;
	for (size_t i = 0; i < p->lang_count; i++) {
		/* The logo takes room of the column at its end only. */
		bool beside = !plate->above && (one || i == 1);
		double end = title_put(f, band, i, column_x(p, i, gutter) + start, titles,
				       column - (beside ? narrower : 0));
		bottom = end > bottom ? end : bottom;
	}
	return bottom;
}

/* How high the texts are beside or under a plate. */
static double
texts_high(struct page *p, const struct band *band, const struct plate *plate)
{
	size_t made = p->made_count;
	struct flow texts;

	flow_init(&texts, p);
	flow_block(&texts, 0, 0);
	double high = band_texts(&texts, band, 0, plate);
	p->made_count = made; /* they are made again, to stay */
	return high;
}

/* Of the logo's own shape: as high as the texts, up to a third of the band. */
static struct plate
plate_make(struct page *p, const struct band *band)
{
	struct plate plate = { .pad = p->job->logo_bare ? 0 : band->pad * 0.4 };

	if (!p->job->logo)
		return (struct plate){ 0 };
	double shape = logo_shape(p->job->logo),
	       most = (p->wide - 2 * MARGIN) / 3 - 2 * plate.pad;
	double line = band->title * 1.12 * 25.4 / 72,
	       high = texts_high(p, band, &(struct plate){ 0 }) + band->pad * 0.6;
	/* Two lines of the title at least, and no more than four. */
	high = high < 2 * line ? 2 * line : high > 4 * line ? 4 * line : high;
	high -= 2 * plate.pad;
	double wide = high * shape < most ? high * shape : most;
	if (p->lang_count == 2 && wide > column_wide(p, band->gutter) / 4) {
		plate.above = true;
		high = line * 1.75 - 2 * plate.pad;
		wide = high * shape < most ? high * shape : most;
	}
	plate.wide = wide + 2 * plate.pad;
	plate.high = wide / shape + 2 * plate.pad;
	return plate;
}

/* At the end of the texts' lines, in the band's middle or level with the name of the force. */
static void
plate_put(struct flow *f, const struct band *band, const struct plate *plate, double high)
{
	struct page *p = f->p;
	bool left = p->lang_count == 1 && p->langs[0].rtl;
	struct box at = { .x = left ? p->left : p->right - plate->wide,
			  .y = plate->above ? band->pad * 0.8 : (high - plate->high) / 2,
			  .wide = plate->wide,
			  .high = plate->high };

	if (!p->job->logo_bare)
		flow_box(f, at, white);
	flow_logo(f, (struct box){ .x = at.x + plate->pad,
				   .y = at.y + plate->pad,
				   .wide = at.wide - 2 * plate->pad,
				   .high = at.high - 2 * plate->pad });
}

void
band_add(struct flow *f, const struct band *band)
{
	struct page *p = f->p;
	struct flow texts;
	struct plate plate = plate_make(p, band);

	flow_block(f, 0, 0);
	/* Measured in a flow of its own, since the band itself must be drawn first. */
	double top = band->pad * 0.8, high = texts_high(p, band, &plate);
	if (high < plate.high && !plate.above) {
		top += (plate.high - high) / 2;
		high = plate.high;
	}
	high += band->pad * 1.7;
	flow_init(&texts, p);
	flow_block(&texts, 0, 0);
	band_texts(&texts, band, top, &plate);
	flow_box(f,
		 (struct box){ .x = MARGIN, .wide = p->wide - 2 * MARGIN, .high = high },
		 p->job->colour);
	if (plate.wide > 0)
		plate_put(f, band, &plate, high);
	*f->now->last = texts.first->first;
	if (texts.first->first)
		f->now->last = texts.first->last;
	flow_need(f, high);
}
