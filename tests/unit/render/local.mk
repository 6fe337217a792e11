# What draws and reads back.
# SPDX-License-Identifier: AGPL-3.0-or-later

check_PROGRAMS += tests/unit/render/code.t
tests_unit_render_code_t_SOURCES = %D%/code.t.c
tests_unit_render_code_t_LDADD = $(render_deps)

check_PROGRAMS += tests/unit/render/logo.t
tests_unit_render_logo_t_SOURCES = %D%/logo.t.c %D%/drawing.h
tests_unit_render_logo_t_LDADD = $(render_deps)

check_PROGRAMS += tests/unit/render/picture.t
tests_unit_render_picture_t_SOURCES = %D%/picture.t.c %D%/drawing.h
tests_unit_render_picture_t_LDADD = $(render_deps)

check_PROGRAMS += tests/unit/render/read.t
tests_unit_render_read_t_SOURCES = %D%/read.t.c
tests_unit_render_read_t_LDADD = $(render_deps)

check_PROGRAMS += tests/unit/render/run.t
tests_unit_render_run_t_SOURCES = %D%/run.t.c %D%/drawing.h
tests_unit_render_run_t_LDADD = $(render_deps)

check_PROGRAMS += tests/unit/render/sheet.t
tests_unit_render_sheet_t_SOURCES = %D%/sheet.t.c %D%/drawing.h
tests_unit_render_sheet_t_LDADD = $(render_deps)

check_PROGRAMS += tests/unit/render/svg.t
tests_unit_render_svg_t_SOURCES = %D%/svg.t.c
tests_unit_render_svg_t_LDADD = $(render_deps)

check_PROGRAMS += tests/unit/render/text.t
tests_unit_render_text_t_SOURCES = %D%/text.t.c %D%/drawing.h
tests_unit_render_text_t_LDADD = $(render_deps)

check_PROGRAMS += tests/unit/render/whole.t
tests_unit_render_whole_t_SOURCES = tests/unit/whole.c
tests_unit_render_whole_t_LDADD = $(WHOLE) librender.a $(NO_WHOLE) $(render_deps)

dist_check_SCRIPTS += %D%/program.t

check_PROGRAMS += tests/unit/render/read_sheet.t
tests_unit_render_read_sheet_t_SOURCES = %D%/read_sheet.t.c
tests_unit_render_read_sheet_t_LDADD = $(render_deps)
