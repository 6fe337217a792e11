/*
 * A bare loop to hold canvass-render against: A4 posters by cairo and Pango alone, with texts that
 * are laid out once.  Each page draws a frame, a band, the texts of a poster and one path for its
 * code, which libqrencode makes anew; nothing is checked, nothing read back.
 *
 *	poster_probe PAGES FILE.pdf		prints seconds of wall and of CPU time
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct {
	const char *words, *font;
	double x, y, wide; /* points */
	int white;
} texts[] = {
	{ "REHEARSAL", "Inter Bold 20", 214, 36, 300, 0 },
	{ "Anyshire Police", "Inter Semi-Bold 13", 48, 96, 480, 1 },
	{ "After an assault", "Inter Bold 29", 48, 118, 480, 1 },
	{ "Tell us what happened after the assault.", "Inter Bold 44", 48, 240, 500, 0 },
	{ "About 6 minutes. We do not record who you are.", "Inter 17", 48, 352, 500, 0 },
	{ "Point your phone's own camera here.", "Inter Semi-Bold 15", 286, 446, 260, 0 },
	{ "Or go to", "Inter 12", 286, 494, 260, 0 },
	{ "survey.anyshire.police.uk", "Inter Semi-Bold 16", 286, 512, 260, 0 },
	{ "and enter", "Inter 12", 286, 536, 260, 0 },
	{ "K7QX 3MRR", "Inter Bold 24", 286, 552, 260, 0 },
	{ "The page should say:", "Inter 12", 295, 602, 250, 0 },
	{ "amber ferry", "Inter Semi-Bold 18", 295, 618, 250, 0 },
	{ "If not, stop and tell us.", "Inter 12", 295, 644, 250, 0 },
	{ "Use your own phone and mobile data if you prefer.", "Inter 12", 48, 714, 500, 0 },
	{ "Anyshire Police asks. The evaluation team reads.", "Inter 9", 48, 786, 250, 0 },
	{ "Genuine? People Services, 0300 000 0000.", "Inter 9", 308, 786, 250, 0 },
};
enum { TEXTS = sizeof(texts) / sizeof(*texts) };

static double
seconds(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
code(cairo_t *cr, int page)
{
	char address[64];
	QRinput *input = QRinput_new2(0, QR_ECLEVEL_M);
	QRcode *qr;
	double module;

	snprintf(address, sizeof(address), "HTTPS://SURVEY.ANYSHIRE.POLICE.UK/S/%08d", page);
	if (QRinput_append(input, QR_MODE_AN, (int)strlen(address),
			   (const unsigned char *)address))
		exit(70);
	qr = QRcode_encodeInput(input);
	QRinput_free(input);
	if (!qr)
		exit(70);
	module = 198.4252 / qr->width;
	cairo_set_source_rgb(cr, 0, 0, 0);
	for (int i = 0; i < qr->width * qr->width; i++)
		if (qr->data[i] & 1)
			cairo_rectangle(cr, 48 + i % qr->width * module,
					459 + i / qr->width * module, module, module);
	cairo_fill(cr);
	QRcode_free(qr);
}

int
main(int argc, char **argv)
{
	double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
	int pages = argc == 3 ? atoi(argv[1]) : 0;
	cairo_surface_t *pdf;
	cairo_t *cr;
	PangoLayout *layouts[TEXTS];

	if (pages < 1)
		return 64;
	pdf = cairo_pdf_surface_create(argv[2], 595.2756, 841.8898);
	cr = cairo_create(pdf);
	for (int i = 0; i < TEXTS; i++) {
		PangoFontDescription *font = pango_font_description_from_string(texts[i].font);

		layouts[i] = pango_cairo_create_layout(cr);
		pango_layout_set_font_description(layouts[i], font);
		pango_layout_set_width(layouts[i], (int)(texts[i].wide * PANGO_SCALE));
		pango_layout_set_text(layouts[i], texts[i].words, -1);
		pango_font_description_free(font);
	}
	for (int page = 0; page < pages; page++) {
		cairo_set_source_rgb(cr, 0, 0, 0);
		cairo_set_line_width(cr, 4);
		cairo_rectangle(cr, 30, 30, 535, 43);
		cairo_stroke(cr);
		cairo_set_source_rgb(cr, 0.07, 0.26, 0.43);
		cairo_rectangle(cr, 28, 82, 539, 90);
		cairo_fill(cr);
		for (int i = 0; i < TEXTS; i++) {
			double level = texts[i].white;

			cairo_set_source_rgb(cr, level, level, level);
			cairo_move_to(cr, texts[i].x, texts[i].y);
			pango_cairo_show_layout(cr, layouts[i]);
		}
		code(cr, page);
		cairo_show_page(cr);
	}
	for (int i = 0; i < TEXTS; i++)
		g_object_unref(layouts[i]);
	cairo_destroy(cr);
	cairo_surface_finish(pdf);
	if (cairo_surface_status(pdf) != CAIRO_STATUS_SUCCESS)
		return 74;
	cairo_surface_destroy(pdf);
	printf("%.3f %.3f\n", seconds(CLOCK_MONOTONIC) - wall,
	       seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
	return 0;
}
