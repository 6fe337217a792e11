/*
 * Texts of a sheet: measured, refused where they cannot be printed, and painted.  Lines stand at an
 * even distance, whatever fonts their signs come from.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>
#include <pango/pangocairo.h>

#include "render/paint.h"
#include "render/type.h"

#define LEADING 1.25

enum { LETTERS_MOST = 4000 };

struct text {
	struct laid *laid; /* NULL: empty */
	unsigned count;
	double leading, baseline; /* points; baseline: of a line, from its top */
	double wide, aside;	  /* points; aside: how far it was moved */
	struct box covers;	  /* millimetres */
	struct colour colour;
	struct text *next;
};

void
text_done(struct text *t)
{
	laid_drop(t->laid);
	t->laid = NULL;
}

struct text *
text_next(const struct text *t)
{
	return t->next;
}

struct box
text_covers(const struct text *t)
{
	return t->covers;
}

struct colour
text_colour(const struct text *t)
{
	return t->colour;
}

double
text_high(const struct text *t)
{
	return t->covers.high;
}

double
text_wide(const struct text *t)
{
	return t->wide * POINT_MM;
}

unsigned
text_lines(const struct text *t)
{
	return t->count;
}

void
text_aside(struct text *t, double by)
{
	t->aside += by / POINT_MM;
	t->covers.x += by;
}

/* The first sign of the line for which there is no glyph, or 0. */
static unsigned
line_stranger(const PangoLayoutLine *line)
{
	for (const GSList *run = line->runs; run; run = run->next) {
		const PangoGlyphString *glyphs = ((PangoGlyphItem *)run->data)->glyphs;

		for (int i = 0; i < glyphs->num_glyphs; i++) {
			PangoGlyph g = glyphs->glyphs[i].glyph;

			if (g != PANGO_GLYPH_EMPTY && g & PANGO_GLYPH_UNKNOWN_FLAG)
				return g & ~PANGO_GLYPH_UNKNOWN_FLAG;
		}
	}
	return 0;
}

static bool
signs_check(struct sheet *s, const char *part, const struct text *t)
{
	unsigned sign = 0;
	char as[8] = "";

	if (!pango_layout_get_unknown_glyphs_count(t->laid->layout))
		return true;
	for (unsigned i = 0; i < t->count && !sign; i++)
		sign = line_stranger(t->laid->lines[i].line);
	if (sign >= 0x20 && g_unichar_validate(sign))
		as[g_unichar_to_utf8(sign, as)] = '\0';
	sheet_fail(
		s, ERR_INPUT,
		"%s: no font that is installed has the sign %s (U+%04X); install one that "
		"has it, or change the text",
		part, as, sign);
	return false;
}

static bool
width_check(struct sheet *s, const char *part, const struct text *t, double wide)
{
	for (unsigned i = 0; i < t->count; i++) {
		const PangoLayoutLine *line = t->laid->lines[i].line;
		const char *from = pango_layout_get_text(t->laid->layout) + line->start_index;
		size_t len = (size_t)line->length;
		char word[64];

		if (t->laid->lines[i].wide * POINT_MM <= wide + 0.02)
			continue;
		while (len && from[len - 1] == ' ')
			len--;
		str_fit(word, len + 1 < sizeof(word) ? len + 1 : sizeof(word), from);
		sheet_fail(
			s, ERR_INPUT,
			"%s: the word \"%s%s\" is %.0f mm wide, and there is room for %.0f "
			"mm; choose a shorter word or a larger paper",
			part, word, strlen(word) < len ? "…" : "",
			ceil(t->laid->lines[i].wide * POINT_MM), floor(wide));
		return false;
	}
	return true;
}

/* Line ends are lines; any other control character has no business on paper. */
static bool
words_check(struct sheet *s, const char *part, const char *words)
{
	size_t len = strlen(words), count;

	if (!utf8_valid(words, len)) {
		sheet_fail(s, ERR_INPUT, "%s: it is not UTF-8", part);
		return false;
	}
	count = utf8_count(words, len);
	if (count > LETTERS_MOST) {
		sheet_fail(s, ERR_INPUT, "%s: it has %zu characters, at most %d", part,
			   count, LETTERS_MOST);
		return false;
	}
	for (const char *p = words; *p; p++) {
		if (((unsigned char)*p < 0x20 && *p != '\n') || *p == 0x7f) {
			sheet_fail(s, ERR_INPUT, "%s: a control character (U+%04X)", part,
				   (unsigned)*p);
			return false;
		}
	}
	return true;
}

struct text *
text_new(struct sheet *s, const char *part, const char *words, const char *lang,
	 double wide, const struct style *style)
{
	struct text *t = arena_one(s->arena, struct text);
	double ascent, descent;

	t->colour = style->colour;
	if (s->err.code != ERR_NONE || !words || !*words || !words_check(s, part, words))
		return t;
	ascent = fonts_ascent(s->fonts) * style->size;
	descent = fonts_descent(s->fonts) * style->size;
	t->leading = (style->leading > 0 ? style->leading : LEADING) * style->size;
	t->baseline = (t->leading - ascent - descent) / 2 + ascent;
	t->laid = laid_get(s->fonts, words, lang ? lang : "", fmax(wide, 0), style);
	t->count = t->laid->count;
	t->wide = t->laid->wide;
	t->covers = (struct box){ t->laid->left * POINT_MM, 0,
				  (t->laid->right - t->laid->left) * POINT_MM,
				  t->count * t->leading * POINT_MM };
	t->next = s->texts;
	s->texts = t;
	if (!*s->lang && lang)
		s->lang = arena_str(s->arena, lang);
	if (!signs_check(s, part, t) || !width_check(s, part, t, wide)) {
		t->count = 0;
		t->covers = (struct box){ 0 };
	}
	return t;
}

static void
lines_draw(const struct text *t, cairo_t *cr,
	   void (*draw)(cairo_t *cr, PangoLayoutLine *line))
{
	cairo_save(cr);
	cairo_scale(cr, POINT_MM, POINT_MM);
	for (unsigned i = 0; i < t->count; i++) {
		cairo_move_to(cr, t->laid->lines[i].x + t->aside,
			      t->baseline + i * t->leading);
		draw(cr, t->laid->lines[i].line);
	}
	cairo_restore(cr);
}

void
text_paint(const struct text *t, cairo_t *cr)
{
	lines_draw(t, cr, pango_cairo_show_layout_line);
}

void
text_outline(const struct text *t, cairo_t *cr)
{
	lines_draw(t, cr, pango_cairo_layout_line_path);
}
