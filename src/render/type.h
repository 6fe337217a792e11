/*
 * Setting type with Pango, whose structs have names with an underscore; for its doors alone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_RENDER_TYPE_H
#define CANVASS_RENDER_TYPE_H

#include "render/internal.h"

struct _PangoContext;
struct _PangoLayout;
struct _PangoLayoutLine;

/* Of the writing direction.  Its unit is a point. */
struct _PangoContext *fonts_context(const struct fonts *f, bool rtl);
/* Of the family's letters, times the size. */
double fonts_ascent(const struct fonts *f);
double fonts_descent(const struct fonts *f);
/* Texts laid out, for as long as the fonts. */
struct kept *fonts_kept(const struct fonts *f);

/* ---- laid.c: texts in lines, shared by sheets ------------------------------------------- */

struct laid_line {
	struct _PangoLayoutLine *line; /* the layout's */
	double x, wide;		       /* points */
};
struct laid { /* points */
	struct _PangoLayout *layout;
	struct laid_line *lines;
	unsigned count;
	double wide;	    /* of its longest line */
	double left, right; /* what its lines cover of their room */
	unsigned users;
	char *key;
	size_t key_len;
};
void laid_drop(struct laid *l);
/* Laid out in `wide` millimetres, now or for an earlier sheet; lang: "" for none.  laid_drop. */
struct laid *laid_get(struct fonts *f, const char *words, const char *lang, double wide,
		      const struct style *style) OWNED_BY(laid_drop);
void kept_free(struct kept *k);
struct kept *kept_new(void) OWNED_BY(kept_free);

#endif
