/*
 * Fonts: which family is used, and how.  Nothing is hinted and nothing is rounded to pixels, so a
 * layout is the same in a PDF, an SVG and a PNG of any resolution, and on every machine that has
 * the fonts.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include "render/type.h"

/* What is looked for where the settings name nothing. */
#define OUR_FONTS "Inter, Open Sans, Noto Sans, DejaVu Sans, Liberation Sans"

struct fonts {
	PangoFontMap *map;
	PangoContext *contexts[2]; /* left to right, right to left */
	char *family;
	double ascent, descent;
	struct kept *kept;
};

void
fonts_free(struct fonts *f)
{
	if (!f)
		return;
	kept_free(f->kept);
	for (size_t i = 0; i < ARRAY_LEN(f->contexts); i++)
		if (f->contexts[i])
			g_object_unref(f->contexts[i]);
	if (f->map)
		g_object_unref(f->map);
	free(f->family);
	free(f);
}

static PangoContext *
context_new(PangoFontMap *map, PangoDirection way)
{
	PangoContext *context = pango_font_map_create_context(map);
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_cairo_context_set_resolution(context, 72); /* a unit is a point */
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_context_set_base_dir(context, way);
	pango_context_set_base_gravity(context, PANGO_GRAVITY_SOUTH);
	/* Not the environment's: what an unnamed language is must not hang on it. */
	pango_context_set_language(context, pango_language_from_string("en"));
	return context;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The next family of the list, without blanks and quotes round it; false at its end. */
static bool
family_next(const char **list, char *name, size_t size)
{
	const char *end = strchrnul(*list, ','), *from = *list, *to = end;
	size_t len;

	if (!*from)
		return false;
	while (from < to && (is_blank(*from) || *from == '"' || *from == '\''))
		from++;
	while (to > from && (is_blank(to[-1]) || to[-1] == '"' || to[-1] == '\''))
		to--;
	len = (size_t)(to - from) < size ? (size_t)(to - from) : 0;
	memcpy(name, from, len);
	name[len] = '\0';
	*list = *end ? end + 1 : end;
	return true;
}

/* fontconfig would find something for any name: only the family itself counts. */
static bool
family_there(PangoFontMap *map, const char *name, char **out_name)
{
	PangoFontFamily **families;
	int count;

	pango_font_map_list_families(map, &families, &count);
	for (int i = 0; *name && i < count && !*out_name; i++)
		if (!g_ascii_strcasecmp(pango_font_family_get_name(families[i]), name))
			*out_name = strdup(pango_font_family_get_name(families[i]));
	g_free(families);
	return *out_name;
}

static void
measure(struct fonts *f)
{
	PangoFontDescription *font = pango_font_description_new();
	PangoFontMetrics *metrics;
	double size = 100;

	pango_font_description_set_family(font, f->family);
	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	metrics = pango_context_get_metrics(f->contexts[0], font, NULL);
	f->ascent = pango_font_metrics_get_ascent(metrics) / size / PANGO_SCALE;
	f->descent = pango_font_metrics_get_descent(metrics) / size / PANGO_SCALE;
	pango_font_metrics_unref(metrics);
	pango_font_description_free(font);
}

struct fonts *
fonts_new(const char *list, struct err *err)
{
	struct fonts *f = mem_new(1, sizeof(*f));
	const char *rest = list && *list ? list : OUR_FONTS;
	char name[128];

	f->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	while (!f->family && family_next(&rest, name, sizeof(name)))
		family_there(f->map, name, &f->family);
	if (!f->family) {
		err_set(err, ERR_MISSING,
			"none of these fonts is installed: %.120s; on Debian, apt-get "
			"install fonts-inter",
			list && *list ? list : OUR_FONTS);
		fonts_free(f);
		return NULL;
	}
	f->contexts[0] = context_new(f->map, PANGO_DIRECTION_LTR);
	f->contexts[1] = context_new(f->map, PANGO_DIRECTION_RTL);
	measure(f);
	f->kept = kept_new();
	return f;
}

const char *
fonts_family(const struct fonts *f)
{
	return f->family;
}

PangoContext *
fonts_context(const struct fonts *f, bool rtl)
{
	return f->contexts[rtl];
}

struct kept *
fonts_kept(const struct fonts *f)
{
	return f->kept;
}

double
fonts_ascent(const struct fonts *f)
{
	return f->ascent;
}

double
fonts_descent(const struct fonts *f)
{
	return f->descent;
}

void
fonts_version(struct buf *out)
{
	int version = FcGetVersion();

	buf_printf(out, "cairo %s, Pango %s, fontconfig %d.%d.%d", cairo_version_string(),
		   pango_version_string(), version / 10000, version / 100 % 100,
		   version % 100);
}

/*
 * fontconfig keeps what it knows until the program ends: Pango asks it in threads of its own, which
 * may still be busy, so FcFini would pull the ground from under them.  It finds its patterns by
 * offsets, which the leak sanitizer, asking us here, does not know for pointers.
 */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\n";
}

const char *
__lsan_default_options(void)
{
	return "print_suppressions=0";
}

void
fonts_end(void)
{
	pango_cairo_font_map_set_default(NULL); /* librsvg's */
}
