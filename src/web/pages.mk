# The pages: what the machinery's handlers say.
# SPDX-License-Identifier: AGPL-3.0-or-later

web_pages = src/web/page.h src/web/words.h src/web/words.c \
	src/web/layout_field.c src/web/layout_frame.c src/web/layout_hole.c \
	src/web/layout_page.c src/web/layout_rows.c src/web/layout_save.c src/web/layout_start.c \
	src/web/layout_text.c src/web/prepared.c \
	src/web/page_about.c src/web/page_answer.c src/web/page_error.c src/web/page_first.c \
	src/web/page_health.c src/web/page_home.c src/web/page_save.c src/web/page_send.c src/web/page_visit.c src/web/weigh.c

web_frames = src/web/pages/page.html
EXTRA_DIST += $(web_frames) public/page.css public/page.js tools/squeeze
BUILT_SOURCES += src/web/frames.h
CLEANFILES += src/web/frames.h src/web/frames.c src/web/page.css src/web/page_style.c src/web/page.js src/web/page_script.c
nodist_libweb_a_SOURCES = src/web/frames.h src/web/frames.c src/web/page_style.c src/web/page_script.c

# Also for who makes one program alone, before anything else was made.
src/web/libweb_a-layout_frame.$(OBJEXT): src/web/frames.h
src/web/frames.h: $(web_frames) tools/slots
	$(make_slot_header)
src/web/frames.c: $(web_frames) tools/slots
	$(make_slot_source)
src/web/page.css: public/page.css tools/squeeze
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(SHELL) $(top_srcdir)/tools/squeeze $(top_srcdir)/public/page.css >$@.tmp && \
		mv -f $@.tmp $@
src/web/page_style.c: src/web/page.css tools/embed
	$(make_embedded)
src/web/page.js: public/page.js tools/squeeze
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(SHELL) $(top_srcdir)/tools/squeeze $(top_srcdir)/public/page.js >$@.tmp && \
		mv -f $@.tmp $@
src/web/page_script.c: src/web/page.js tools/embed
	$(make_embedded)
