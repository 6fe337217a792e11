# The pages: what the machinery's handlers say.
# SPDX-License-Identifier: AGPL-3.0-or-later

web_pages = src/web/page.h src/web/words.h src/web/words.c \
	src/web/layout_field.c src/web/layout_frame.c src/web/layout_hole.c src/web/layout_marks.c \
	src/web/layout_page.c src/web/layout_parts.c src/web/layout_rows.c src/web/layout_save.c src/web/layout_start.c \
	src/web/layout_text.c src/web/prepared.c \
	src/web/page_about.c src/web/page_answer.c src/web/page_error.c src/web/page_first.c \
	src/web/page_health.c src/web/page_home.c src/web/page_room.h src/web/page_room.c src/web/page_room_act.c src/web/page_room_do.c src/web/page_room_join.c src/web/page_room_see.c src/web/page_marks.c src/web/page_save.c src/web/page_send.c src/web/page_visit.c src/web/weigh.c

web_frames = src/web/pages/page.html
EXTRA_DIST += $(web_frames) public/page.css public/page.js tools/squeeze tools/parts
BUILT_SOURCES += src/web/frames.h
CLEANFILES += src/web/frames.h src/web/frames.c src/web/page.css src/web/page.css.parts \
	src/web/page_style.c src/web/page.js src/web/page.js.parts src/web/page_script.c
nodist_libweb_a_SOURCES = src/web/frames.h src/web/frames.c src/web/page_style.c src/web/page_script.c

# Also for who makes one program alone, before anything else was made.
src/web/libweb_a-layout_frame.$(OBJEXT): src/web/frames.h
src/web/frames.h: $(web_frames) tools/slots
	$(make_slot_header)
src/web/frames.c: $(web_frames) tools/slots
	$(make_slot_source)
# Squeezed, and then cut into parts: a page brings those that it uses.
squeezed = $(AM_V_GEN)$(MKDIR_P) $(@D) && $(SHELL) $(top_srcdir)/tools/squeeze
in_parts = $(AM_V_GEN)AWK='$(AWK)' $(SHELL) $(top_srcdir)/tools/parts
src/web/page.css: public/page.css tools/squeeze
	$(squeezed) $(top_srcdir)/public/page.css $(put)
src/web/page.js: public/page.js tools/squeeze
	$(squeezed) $(top_srcdir)/public/page.js $(put)
src/web/page.css.parts: src/web/page.css tools/parts
	$(in_parts) src/web/page.css $(put)
src/web/page.js.parts: src/web/page.js tools/parts
	$(in_parts) src/web/page.js $(put)
src/web/page_style.c: src/web/page.css.parts tools/embed
	$(make_embedded)
src/web/page_script.c: src/web/page.js.parts tools/embed
	$(make_embedded)
