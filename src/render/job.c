/*
 * The first line of a description: what all its sheets share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>

#include "render/internal.h"

#define OUR_COLOUR "#12436d"

/* The WCAG's: a channel of sRGB, made linear. */
static double
linear(double c)
{
	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double
light_of(struct colour c)
{
	return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) +
	       0.0722 * linear(c.blue) + 0.05;
}

double
colour_contrast(struct colour a, struct colour b)
{
	double of_a = light_of(a), of_b = light_of(b);

	return fmax(of_a, of_b) / fmin(of_a, of_b);
}

#define CONTRAST_LEAST 4.5

bool
colour_read(const char *text, struct colour *out, struct err *err)
{
	unsigned char rgb[3];
	struct colour c;
	double contrast;

	if (!*text)
		text = OUR_COLOUR;
	if (*text != '#' || strlen(text) != 7 || !hex_decode(rgb, sizeof(rgb), text + 1))
		return err_set(err, ERR_INPUT,
			       "colour: \"%.40s\" is none; write it as " OUR_COLOUR,
			       text);
	c = (struct colour){ rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0 };
	contrast = colour_contrast(white, c);
	if (contrast < CONTRAST_LEAST)
		return err_set(
			err, ERR_INPUT,
			"colour: white letters cannot be read on %s: its contrast is "
			"%.1f to 1, and %.1f is needed; choose a darker colour",
			text, floor(contrast * 10) / 10, CONTRAST_LEAST);
	*out = c;
	return true;
}

static bool
logo_read(struct job *job, const char *base64, const char *colour, struct arena *a,
	  struct err *err)
{
	size_t len = strlen(base64), room = len / 4 * 3 + 3;
	void *bytes = arena_alloc(a, room, 1);

	if (!base64_decode(bytes, &room, base64, len))
		return err_set(err, ERR_INPUT, "the job's logo is not base64");
	job->logo = logo_new(bytes, room, err);
	if (!job->logo)
		return false;
	enum logo_ground ground = logo_ground(job->logo, job->colour);
	job->logo_bare = ground == LOGO_ON_BAND;
	if (ground != LOGO_UNSEEN)
		return true;
	logo_free(job->logo);
	job->logo = NULL;
	return err_set(err, ERR_INPUT,
		       "logo: the logo cannot be seen on white nor on %s",
		       *colour ? colour : OUR_COLOUR);
}

static bool
logo_of(struct job *job, const struct json *logo, const char *colour, struct arena *a,
	struct err *err)
{
	const char *base64 = "";

	if (!logo)
		return true;
	if (logo->type == JSON_MAP)
		base64 = text_of(logo, "base64");
	else if (logo->type == JSON_STRING_)
		base64 = logo->text;
	return logo_read(job, base64, colour, a, err);
}

/* What a file says of itself is written where some signs may not be. */
static bool
about_good(const char *key, const char *text, struct err *err)
{
	const char *end = text + strlen(text), *next;

	if (!utf8_valid(text, strlen(text)))
		return err_set(err, ERR_INPUT, "%s: it is not UTF-8", key);
	for (const char *p = text; p < end; p = next) {
		uint32_t c = utf8_next(p, end, &next);

		if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 ||
		    (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe)
			return err_set(err, ERR_INPUT,
				       "%s: the sign U+%04X may not stand in it", key,
				       (unsigned)c);
	}
	return true;
}

static bool
is_format(const char *name)
{
	return str_same(name, "pdf") || str_same(name, "svg") || str_same(name, "png");
}

bool
job_read(struct job *job, const struct json *map, struct arena *a, struct err *err)
{
	const struct json *logo = json_get(map, "logo");
	int day;

	*job = (struct job){ .arena = a };
	if (!str_same(text_of(map, "canvass"), "render 1"))
		return err_set(err, ERR_INPUT,
			       "the first line does not say \"canvass\": \"render 1\"");
	job->format = text_of(map, "format");
	job->day = text_of(map, "day");
	job->title = text_of(map, "title");
	job->author = text_of(map, "author");
	job->font_list = text_of(map, "fonts");
	if (!is_format(job->format))
		return err_set(err, ERR_INPUT,
			       "the format \"%.20s\" is none of pdf, svg, png",
			       job->format);
	if (!day_parse(job->day, &day))
		return err_set(err, ERR_INPUT, "the day \"%.20s\" is none", job->day);
	if (!about_good("title", job->title, err) ||
	    !about_good("author", job->author, err) ||
	    !colour_read(text_of(map, "colour"), &job->colour, err))
		return false;
	/* Before the fonts: Pango starts threads, and a logo is tried in a process of its own. */
	if (!logo_of(job, logo, text_of(map, "colour"), a, err))
		return false;
	job->fonts = fonts_new(job->font_list, err);
	return job->fonts;
}

void
job_done(struct job *job)
{
	logo_free(job->logo);
	fonts_free(job->fonts);
	job->logo = NULL;
	job->fonts = NULL;
}
