/*
 * SVG: the code is one path on whole units that paints its modules and no other, on white with its
 * quiet zone; letters are outlines; nothing refers to anything outside.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/out.h"
#include "render/render.h"
#include "tests/tap.h"

#define ADDRESS "HTTPS://SURVEY.FORCE.EXAMPLE.ORG/S/K7QX3MRR"

static const struct pages_about about = { "A job", "The force", "2026-12-01" };

static bool
collect(void *with, const void *data, size_t len)
{
	buf_put(with, data, len);
	return true;
}

static bool
collect_nothing(void *with, const void *data, size_t len)
{
	(void)with;
	(void)data;
	(void)len;
	return false;
}

/* Paints the path's rectangles; the number of those that do not lie on whole units within it. */
static unsigned
paint(const char *d, unsigned char *grid, unsigned side)
{
	unsigned x, y, wide, wide2, wrong = 0;
	int len;

	for (; *d == 'M'; d += len) {
		len = 0;
		if (sscanf(d, "M%u %uh%uv1h-%uz%n", &x, &y, &wide, &wide2, &len) != 4 ||
		    !len || wide != wide2 || x + wide > side || y >= side)
			return wrong + 1;
		for (unsigned i = 0; i < wide; i++)
			wrong += grid[y * side + x + i]++ != 0;
	}
	return wrong + (*d != '"');
}

static void
code_is(const char *svg)
{
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	const char *at = strstr(svg, "<path fill=\"#000\" d=\"");
	unsigned char grid[37 * 37] = { 0 };
	unsigned wrong = 0;
	struct qr qr;

	ok(strstr(svg, "viewBox=\"0 0 37 37\" shape-rendering=\"crispEdges\">"
		       "<rect width=\"37\" height=\"37\" fill=\"#fff\"/><path"),
	   "modules and quiet zone are units, on white");
	ok(at && !strstr(at + 1, "<path fill=\"#000\""), "the code is one path");
	is_int(at ? paint(at + strlen("<path fill=\"#000\" d=\""), grid, 37) : 1, 0,
	       "on whole units, nowhere twice");
	if (!qr_make(ADDRESS, &qr, a, &err))
		die("%s", err.text);
	for (unsigned y = 0; y < 37; y++)
		for (unsigned x = 0; x < 37; x++)
			wrong += grid[y * 37 + x] !=
				 (x >= 4 && y >= 4 && x < 33 && y < 33 &&
				  qr.modules[(y - 4) * 29 + x - 4]);
	is_int(wrong, 0, "it is the address's modules, and the quiet zone is bare");
	arena_free(a);
}

/* The longest run of digits behind a point in the whole text. */
static size_t
decimals(const char *text)
{
	size_t most = 0, n;

	for (const char *p = text; (p = strchr(p, '.')); p++) {
		n = strspn(p + 1, "0123456789");
		most = n > most ? n : most;
	}
	return most;
}

static void
all(struct fonts *f)
{
	static const struct style plain = { .size = 12, .weight = WEIGHT_PLAIN };
	SCOPED(buf) out = { 0 };
	SCOPED(buf) again = { 0 };
	struct sheet *s = sheet_new(f, 210, 297);
	struct err err = { .code = ERR_NONE };
	const char *body;

	sheet_describe(s, "A <poster> & more", "Tell us.");
	put_text(s, text_new(s, "call", "Tell us", "cy", 60, &plain), 130, 250);
	put_text_turned(s, text_new(s, "strip", "Strip", "en", 60, &plain), 190, 270);
	put_code(s, ADDRESS, 70, 100, 70);
	ok(svg_write(s, &about, collect, &out, &err), "drawn: %s", err.text);
	ok(strstr(out.data, "width=\"210mm\" height=\"297mm\" viewBox=\"0 0 210 297\" "
			    "xml:lang=\"cy\""),
	   "millimetres, and the language");
	ok(strstr(out.data,
		  "<title>A &lt;poster&gt; &amp; more</title>\n<desc>Tell us.\n" ADDRESS
		  "</desc>"),
	   "title and address in words");
	code_is(out.data);
	ok(!strstr(out.data, "d=\"\"") && !strstr(out.data, "<text"),
	   "letters are outlines, wherever they stand");
	ok(!strstr(out.data, "href") && !strstr(out.data, "url("),
	   "nothing is referred to");
	body = strstr(out.data, "</desc>");
	is_int((long long)decimals(body), 3, "lengths have three decimals at most");
	ok(!strstr(body, "nan") && !strstr(body, "inf") && !strstr(body, "e-0"),
	   "and are plain numbers");
	ok(svg_write(s, &about, collect, &again, &err) && again.len == out.len &&
		   !memcmp(again.data, out.data, out.len),
	   "the same bytes again");
	ok(!svg_write(s, &about, collect_nothing, NULL, &err) && err.code == ERR_IO,
	   "what cannot be written is told");
	sheet_free(s);
}

int
main(void)
{
	struct err err = { .code = ERR_NONE };
	struct fonts *f = fonts_new("", &err);

	if (!f)
		die("%s", err.text);
	all(f);
	fonts_free(f);
	return tap_done();
}
