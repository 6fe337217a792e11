/*
 * Texts: broken into lines, measured, and refused where they cannot be printed.  Nothing in a text
 * is ever read as markup.  Lines stand at an even distance, whatever fonts their signs come from.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>
#include <pango/pangocairo.h>

#include "render/paint.h"
#include "render/type.h"

#define LEADING 1.25

enum { LETTERS_MOST = 4000 };

struct line {
	PangoLayoutLine *line; /* the layout's */
	double x, wide;	       /* points */
};

struct text {
	PangoLayout *layout; /* NULL: empty */
	struct line *lines;
	unsigned count;
	double leading, baseline; /* points; baseline: of a line, from its top */
	double wide;
	struct box covers; /* millimetres */
	struct colour colour;
	struct text *next;
};

void
text_done(struct text *t)
{
	if (t->layout)
		g_object_unref(t->layout);
	t->layout = NULL;
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

/* The script that a language is written in first; Common if it is not known. */
static PangoScript
script_of(const char *lang)
{
	const PangoScript *scripts;
	int count = 0;

	if (!lang || !*lang)
		return PANGO_SCRIPT_LATIN;
	scripts = pango_language_get_scripts(pango_language_from_string(lang), &count);
	return scripts && count ? scripts[0] : PANGO_SCRIPT_COMMON;
}

static bool
from_the_right(PangoScript script)
{
	return script == PANGO_SCRIPT_ARABIC || script == PANGO_SCRIPT_HEBREW ||
	       script == PANGO_SCRIPT_SYRIAC || script == PANGO_SCRIPT_THAANA ||
	       script == PANGO_SCRIPT_NKO;
}

/*
 * Codes are read letter by letter: nothing is joined, digits are of one width, and a nought is not
 * an O.  In Latin texts, too, what stands there is printed: some fonts make a times sign of an x
 * between digits.  Other scripts need their contextual forms.
 */
static const char *
features_of(const struct style *style, PangoScript script)
{
	if (style->spacing > 0)
		return "liga 0, clig 0, dlig 0, calt 0, tnum 1, zero 1";
	return script == PANGO_SCRIPT_LATIN ? "calt 0" : NULL;
}

static PangoAttrList *
attributes_new(const struct style *style, const char *lang, PangoScript script)
{
	PangoAttrList *list = pango_attr_list_new();
	const char *features = features_of(style, script);

	if (lang && *lang)
		pango_attr_list_insert(
			list, pango_attr_language_new(pango_language_from_string(lang)));
	if (style->spacing > 0)
		pango_attr_list_insert(list, pango_attr_letter_spacing_new((int)lround(
						     style->spacing * PANGO_SCALE)));
	if (features)
		pango_attr_list_insert(list, pango_attr_font_features_new(features));
	/* A word is never cut. */
	pango_attr_list_insert(list, pango_attr_insert_hyphens_new(FALSE));
	return list;
}

static PangoLayout *
layout_new(const struct fonts *f, const char *words, const char *lang, double wide,
	   const struct style *style)
{
	PangoScript script = script_of(lang);
	PangoLayout *layout = pango_layout_new(fonts_context(f, from_the_right(script)));
	PangoFontDescription *font = pango_font_description_new();
	PangoAttrList *list = attributes_new(style, lang, script);

	pango_font_description_set_family(font, fonts_family(f));
	pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
	pango_font_description_set_weight(font, (PangoWeight)style->weight);
	pango_layout_set_font_description(layout, font);
	pango_layout_set_attributes(layout, list);
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
	/* One unit more than it has, so that a text as wide as its room is not broken. */
	pango_layout_set_width(layout, (int)lround(wide / POINT_MM * PANGO_SCALE) + 1);
	pango_layout_set_text(layout, words, -1);
	pango_attr_list_unref(list);
	pango_font_description_free(font);
	return layout;
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

	if (!pango_layout_get_unknown_glyphs_count(t->layout))
		return true;
	for (unsigned i = 0; i < t->count && !sign; i++)
		sign = line_stranger(t->lines[i].line);
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
		const PangoLayoutLine *line = t->lines[i].line;
		const char *from = pango_layout_get_text(t->layout) + line->start_index;
		size_t len = (size_t)line->length;
		char word[64];

		if (t->lines[i].wide * POINT_MM <= wide + 0.02)
			continue;
		while (len && from[len - 1] == ' ')
			len--;
		str_fit(word, len + 1 < sizeof(word) ? len + 1 : sizeof(word), from);
		sheet_fail(
			s, ERR_INPUT,
			"%s: the word \"%s\" is %.0f mm wide, and there is room for %.0f "
			"mm; choose a shorter word or a larger paper",
			part, word, ceil(t->lines[i].wide * POINT_MM), floor(wide));
		return false;
	}
	return true;
}

/* Measures the lines and says where each of them begins. */
static void
lines_set(struct sheet *s, struct text *t, double wide, enum align align, bool rtl)
{
	double room = wide / POINT_MM, left = room, right = 0;
	const GSList *from = pango_layout_get_lines_readonly(t->layout);

	t->count = (unsigned)pango_layout_get_line_count(t->layout);
	t->lines = arena_array(s->arena, struct line, t->count);
	for (unsigned i = 0; i < t->count; i++, from = from->next) {
		struct line *line = &t->lines[i];
		PangoRectangle logical;

		line->line = from->data;
		pango_layout_line_get_extents(line->line, NULL, &logical);
		line->wide = (double)logical.width / PANGO_SCALE;
		if (align == ALIGN_MIDDLE)
			line->x = (room - line->wide) / 2;
		else if ((align == ALIGN_END) != rtl)
			line->x = room - line->wide;
		left = fmin(left, line->x);
		right = fmax(right, line->x + line->wide);
		t->wide = fmax(t->wide, line->wide);
	}
	t->covers = (struct box){ left * POINT_MM, 0, (right - left) * POINT_MM,
				  t->count * t->leading * POINT_MM };
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
	bool rtl = from_the_right(script_of(lang));
	double ascent, descent;

	t->colour = style->colour;
	if (s->err.code != ERR_NONE || !words || !*words || !words_check(s, part, words))
		return t;
	ascent = fonts_ascent(s->fonts) * style->size;
	descent = fonts_descent(s->fonts) * style->size;
	t->leading = (style->leading > 0 ? style->leading : LEADING) * style->size;
	t->baseline = (t->leading - ascent - descent) / 2 + ascent;
	t->layout = layout_new(s->fonts, words, lang, fmax(wide, 0), style);
	t->next = s->texts;
	s->texts = t;
	if (!*s->lang && lang)
		s->lang = arena_str(s->arena, lang);
	lines_set(s, t, wide, style->align, rtl);
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
		cairo_move_to(cr, t->lines[i].x, t->baseline + i * t->leading);
		draw(cr, t->lines[i].line);
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
