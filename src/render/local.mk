# The helper that draws posters.  The only floor that knows cairo, Pango, librsvg, libpng and zbar.
# SPDX-License-Identifier: AGPL-3.0-or-later

noinst_LIBRARIES += librender.a
librender_a_SOURCES = %D%/render.h %D%/internal.h %D%/paint.h %D%/type.h %D%/run.h \
	%D%/fonts.c %D%/laid.c %D%/text.c %D%/sheet.c %D%/sheet_cairo.c %D%/code.c %D%/logo.c %D%/logo_check.c %D%/logo_ground.c %D%/logo_try.c \
	%D%/pdf.c %D%/png.c %D%/svg.c %D%/job.c %D%/run.c %D%/output.c %D%/reader_version.c
# Templates.
librender_a_SOURCES += %D%/draw.h %D%/templates.c %D%/draw_card.c %D%/draw_flow.c %D%/draw_host.c %D%/draw_middle.c \
	%D%/draw_page.c %D%/draw_parts.c %D%/draw_pledge.c %D%/draw_poster.c %D%/draw_said.c %D%/draw_slips.c \
	%D%/draw_strips.c %D%/draw_table.c %D%/draw_text.c
# Reading back.
librender_a_SOURCES += %D%/reading.h %D%/read.c %D%/read_sheet.c %D%/measure.c %D%/quiet.c %D%/raster.c \
	%D%/scale.c
librender_a_CPPFLAGS = $(AM_CPPFLAGS) $(CAIRO_CFLAGS) $(PANGO_CFLAGS) $(RSVG_CFLAGS) $(ZBAR_CFLAGS) $(PNG_CFLAGS)

# What a test of this floor links.
render_deps = librender.a libout.a $(QRENCODE_LIBS) $(base_deps) $(RSVG_LIBS) $(PANGO_LIBS) $(CAIRO_LIBS) \
	$(ZBAR_LIBS) $(PNG_LIBS)

bin_PROGRAMS += canvass-render
canvass_render_SOURCES = %D%/main.c
canvass_render_LDADD = $(render_deps)
