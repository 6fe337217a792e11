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

/* White's contrast with it, by WCAG 2.2: from 1 to 21. */
static double
contrast_with_white(struct colour c)
{
	double light = 0.2126 * linear(c.red) + 0.7152 * linear(c.green) +
		       0.0722 * linear(c.blue);

	return 1.05 / (light + 0.05);
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
	contrast = contrast_with_white(c);
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
logo_read(struct job *job, const char *base64, struct arena *a, struct err *err)
{
	size_t len = strlen(base64), room = len / 4 * 3 + 3;
	void *bytes = arena_alloc(a, room, 1);

	if (!base64_decode(bytes, &room, base64, len))
		return err_set(err, ERR_INPUT, "the job's logo is not base64");
	job->logo = logo_new(bytes, room, err);
	return job->logo;
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
	if (!colour_read(text_of(map, "colour"), &job->colour, err))
		return false;
	job->fonts = fonts_new(job->font_list, err);
	if (!job->fonts)
		return false;
	return !logo || logo_read(job,
				  logo->type == JSON_MAP       ? text_of(logo, "base64")
				  : logo->type == JSON_STRING_ ? logo->text
							       : "",
				  a, err);
}

void
job_done(struct job *job)
{
	logo_free(job->logo);
	fonts_free(job->fonts);
	job->logo = NULL;
	job->fonts = NULL;
}
