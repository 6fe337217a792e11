/*
 * Texts broken into lines, and kept for later sheets: a pack of posters says nearly the same on all
 * of them, and laying it out is most of the work.  Nothing in a text is ever read as markup.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>
#include <pango/pangocairo.h>

#include "render/type.h"

/* The script that a language is written in first; Common if it is not known. */
static PangoScript
script_of(const char *lang)
{
	const PangoScript *scripts;
	int count = 0;

	if (!*lang)
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

	if (*lang)
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

/* ---- numbers in texts from the right ----------------------------------------------------- */

/* Bytes of the digit that is there, Western or Arabic; 0: it is none. */
static size_t
digit_len(const char *at)
{
	const unsigned char *b = (const unsigned char *)at;

	if (*b >= '0' && *b <= '9')
		return 1;
	/* U+0660 to U+0669, U+06F0 to U+06F9 */
	if ((*b == 0xd9 && b[1] >= 0xa0 && b[1] <= 0xa9) ||
	    (*b == 0xdb && b[1] >= 0xb0 && b[1] <= 0xb9))
		return 2;
	return 0;
}

/*
 * Bytes of the number there that is written in groups, as those of telephones are: digits, with a
 * blank, hyphen, dot, slash or bracket or two between them.  0: no such number begins here.
 */
static size_t
groups_len(const char *from)
{
	enum { DIGITS_LEAST = 5 };
	const char *at = from + strspn(from, "+("), *end = from;
	size_t digits = 0, groups = 0, len;

	while ((len = digit_len(at))) {
		for (; len; len = digit_len(at), digits++)
			at += len;
		groups++;
		end = *at == ')' ? at + 1 : at;
		len = strspn(at, " -./()");
		at += len <= 2 ? len : 0;
	}
	return digits >= DIGITS_LEAST && (groups > 1 || *from == '+' || *from == '(')
		       ? (size_t)(end - from)
		       : 0;
}

/* Each such number between U+2066 and U+2069, without which its groups come from the right too. */
static void
numbers_isolate(const char *words, struct buf *out)
{
	while (*words) {
		size_t number = groups_len(words), len = digit_len(words);

		if (number) {
			buf_puts(out, "\xe2\x81\xa6");
			buf_put(out, words, number);
			buf_puts(out, "\xe2\x81\xa9");
			words += number;
			continue;
		}
		do { /* what follows a digit does not begin a number */
			buf_put(out, words, len ? len : 1);
			words += len ? len : 1;
		} while (len && (len = digit_len(words)));
	}
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
	if (from_the_right(script)) {
		SCOPED(buf) isolated = { 0 };

		numbers_isolate(words, &isolated);
		pango_layout_set_text(layout, isolated.data, (int)isolated.len);
	} else {
		pango_layout_set_text(layout, words, -1);
	}
	pango_attr_list_unref(list);
	pango_font_description_free(font);
	return layout;
}

/* Measures the lines and says where each of them begins. */
static void
lines_set(struct laid *l, double wide, enum align align, bool rtl)
{
	double room = wide / POINT_MM;
	const GSList *from = pango_layout_get_lines_readonly(l->layout);

	l->left = room;
	l->count = (unsigned)pango_layout_get_line_count(l->layout);
	l->lines = mem_new(l->count ? l->count : 1, sizeof(*l->lines));
	for (unsigned i = 0; i < l->count; i++, from = from->next) {
		struct laid_line *line = &l->lines[i];
		PangoRectangle logical;

		line->line = from->data;
		pango_layout_line_get_extents(line->line, NULL, &logical);
		line->wide = (double)logical.width / PANGO_SCALE;
		if (align == ALIGN_MIDDLE)
			line->x = (room - line->wide) / 2;
		else if ((align == ALIGN_END) != rtl)
			line->x = room - line->wide;
		l->left = fmin(l->left, line->x);
		l->right = fmax(l->right, line->x + line->wide);
		l->wide = fmax(l->wide, line->wide);
	}
}

/* ---- what is kept ---------------------------------------------------------------------- */

/* Sets of a few: the least recently used of its set makes room. */
enum { SETS = 128, WAYS = 4 };

struct kept {
	struct laid *sets[SETS][WAYS]; /* the most recent first */
};

/* All that a layout hangs on; colour and leading come later. */
struct key {
	double size, spacing, wide;
	int weight, align;
	size_t lang_len, words_len;
};

struct kept *
kept_new(void)
{
	return mem_new(1, sizeof(struct kept));
}

void
kept_free(struct kept *k)
{
	if (!k)
		return;
	for (size_t i = 0; i < SETS; i++)
		for (size_t w = 0; w < WAYS; w++)
			laid_drop(k->sets[i][w]);
	free(k);
}

void
laid_drop(struct laid *l)
{
	if (!l || --l->users)
		return;
	g_object_unref(l->layout);
	free(l->lines);
	free(l->key);
	free(l);
}

static struct laid *
laid_new(const struct fonts *f, const char *words, const char *lang, double wide,
	 const struct style *style)
{
	struct laid *l = mem_new(1, sizeof(*l));

	l->layout = layout_new(f, words, lang, wide, style);
	lines_set(l, wide, style->align, from_the_right(script_of(lang)));
	return l;
}

/* malloc'd; its numbers as they are, then both texts. */
static char *
key_new(const char *words, const char *lang, double wide, const struct style *style,
	size_t *out_len)
{
	struct key key;
	char *bytes;

	memset(&key, 0, sizeof(key)); /* what lies between members is compared too */
	key.size = style->size;
	key.spacing = style->spacing;
	key.wide = wide;
	key.weight = (int)style->weight;
	key.align = (int)style->align;
	key.lang_len = strlen(lang);
	key.words_len = strlen(words);
	*out_len = sizeof(key) + key.lang_len + key.words_len;
	bytes = mem_new(*out_len, 1);
	memcpy(bytes, &key, sizeof(key));
	memcpy(bytes + sizeof(key), lang, key.lang_len);
	memcpy(bytes + sizeof(key) + key.lang_len, words, key.words_len);
	return bytes;
}

/* FNV-1a, 64 bits. */
static size_t
set_of(const char *key, size_t len)
{
	uint64_t hash = 0xcbf29ce484222325;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)key[i]) * 0x100000001b3;
	return (hash ^ hash >> 32) % SETS;
}

struct laid *
laid_get(struct fonts *f, const char *words, const char *lang, double wide,
	 const struct style *style)
{
	size_t len, at = 0;
	char *key = key_new(words, lang, wide, style, &len);
	struct laid **set = fonts_kept(f)->sets[set_of(key, len)], *l;

	while (at < WAYS && set[at] &&
	       (set[at]->key_len != len || memcmp(set[at]->key, key, len)))
		at++;
	if (at < WAYS && set[at]) {
		l = set[at];
		free(key);
	} else {
		l = laid_new(f, words, lang, wide, style);
		l->key = key;
		l->key_len = len;
		l->users = 1; /* the set */
		at = at < WAYS ? at : WAYS - 1;
		laid_drop(set[at]);
	}
	memmove(set + 1, set, at * sizeof(struct laid *));
	set[0] = l;
	l->users++;
	return l;
}
