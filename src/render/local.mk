# The helper that draws posters.  The only floor that knows cairo, Pango, librsvg, libpng and zbar.
# SPDX-License-Identifier: AGPL-3.0-or-later

bin_PROGRAMS += canvass-render
canvass_render_SOURCES = %D%/render.h %D%/main.c
canvass_render_CPPFLAGS = $(AM_CPPFLAGS) $(CAIRO_CFLAGS) $(PANGO_CFLAGS) $(RSVG_CFLAGS) $(ZBAR_CFLAGS) $(PNG_CFLAGS)
canvass_render_LDADD = libout.a $(QRENCODE_LIBS) $(base_deps) $(RSVG_LIBS) $(PANGO_LIBS) $(CAIRO_LIBS) $(ZBAR_LIBS) $(PNG_LIBS)
