/*
 * What tests of drawings share: a sheet with a code, lines of a description, bytes collected.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef TESTS_RENDER_DRAWING_H
#define TESTS_RENDER_DRAWING_H

#include "render/internal.h"
#include "tests/tap.h"

/* 44 characters: version 3, 29 modules a side. */
#define ADDRESS "HTTPS://SURVEY.FORCE.EXAMPLE.ORG/S/K7QX3MRR"

static const struct style plain = { .size = 12, .weight = WEIGHT_PLAIN };
static const struct pages_about about = { "A poster", "The force", "2026-12-01" };

#define JOB(format)                                      \
	"{\"canvass\":\"render 1\",\"format\":\"" format \
	"\",\"day\":\"2026-12-01\",\"title\":\"A job\",\"author\":\"The force\"}\n"
#define POSTER                                                                                 \
	"{\"sheet\":\"poster\",\"paper\":\"a4\",\"mark\":\"REHEARSAL\",\"address\":\"" ADDRESS \
	"\",\"code\":\"K7QX 3MRR\",\"words\":\"amber ferry\","                                 \
	"\"host\":\"survey.force.example.org\",\"langs\":[{\"lang\":\"en\","                   \
	"\"title\":\"After an assault\",\"call\":\"Tell us what happened.\","                  \
	"\"how\":\"Point your phone's own camera here.\",\"small\":\"Closes soon.\"}]}\n"

TAP_UNUSED static struct fonts *
fonts_here(void)
{
	struct err err = { .code = ERR_NONE };
	struct fonts *f = fonts_new("", &err);

	if (!f)
		die("%s", err.text);
	return f;
}

TAP_UNUSED static bool
collect(void *with, const void *data, size_t len)
{
	buf_put(with, data, len);
	return true;
}

TAP_UNUSED static bool
collect_nothing(void *with, const void *data, size_t len)
{
	(void)with;
	(void)data;
	(void)len;
	return false;
}

/* A4 with a band, a text and a code of 70 mm on it. */
TAP_UNUSED static struct sheet *
sheet_sample(struct fonts *f)
{
	struct sheet *s = sheet_new(f, 210, 297);

	sheet_describe(s, "A <poster> & more", "Tell us.");
	put_box(s, (struct box){ 10, 10, 190, 30 }, (struct colour){ 0.1, 0.2, 0.4 });
	put_text(s, text_new(s, "call", "Tell us what happened", "en", 170, &plain), 20,
		 60);
	put_code(s, ADDRESS, 70, 100, 70);
	return s;
}

#endif
