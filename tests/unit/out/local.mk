# SPDX-License-Identifier: AGPL-3.0-or-later

check_PROGRAMS += tests/unit/out/html.t
tests_unit_out_html_t_SOURCES = %D%/html.t.c
tests_unit_out_html_t_LDADD = $(out_deps)
check_PROGRAMS += tests/unit/out/help.t
tests_unit_out_help_t_SOURCES = %D%/help.t.c
tests_unit_out_help_t_LDADD = $(out_deps)

check_PROGRAMS += tests/unit/out/csv.t
tests_unit_out_csv_t_SOURCES = %D%/csv.t.c
tests_unit_out_csv_t_LDADD = $(out_deps)

check_PROGRAMS += tests/unit/out/export.t
tests_unit_out_export_t_SOURCES = %D%/export.t.c
tests_unit_out_export_t_LDADD = $(out_deps)

check_PROGRAMS += tests/unit/out/json.t
tests_unit_out_json_t_SOURCES = %D%/json.t.c
tests_unit_out_json_t_LDADD = $(out_deps)

check_PROGRAMS += tests/unit/out/qr.t
tests_unit_out_qr_t_SOURCES = %D%/qr.t.c
tests_unit_out_qr_t_LDADD = $(out_deps)

check_PROGRAMS += tests/unit/out/report.t
tests_unit_out_report_t_SOURCES = %D%/report.t.c %D%/full.h
tests_unit_out_report_t_LDADD = $(out_deps)

check_PROGRAMS += tests/unit/out/whole.t
tests_unit_out_whole_t_SOURCES = tests/unit/whole.c
tests_unit_out_whole_t_LDADD = $(WHOLE) libout.a $(NO_WHOLE) $(out_deps)

check_PROGRAMS += tests/unit/out/xlsx.t
tests_unit_out_xlsx_t_SOURCES = %D%/xlsx.t.c
tests_unit_out_xlsx_t_LDADD = $(out_deps)

check_PROGRAMS += tests/unit/out/sav.t
tests_unit_out_sav_t_SOURCES = %D%/sav.t.c
tests_unit_out_sav_t_LDADD = $(out_deps)

check_PROGRAMS += tests/unit/out/xml.t
tests_unit_out_xml_t_SOURCES = %D%/xml.t.c
tests_unit_out_xml_t_LDADD = $(out_deps)

check_PROGRAMS += tests/unit/out/json_back.t
tests_unit_out_json_back_t_SOURCES = %D%/json_back.t.c
tests_unit_out_json_back_t_LDADD = $(out_deps)

check_PROGRAMS += tests/unit/out/poster.t
tests_unit_out_poster_t_SOURCES = %D%/poster.t.c %D%/posters.h
tests_unit_out_poster_t_LDADD = $(out_deps)

check_PROGRAMS += tests/unit/out/poster_sheets.t
tests_unit_out_poster_sheets_t_SOURCES = %D%/poster_sheets.t.c %D%/posters.h
tests_unit_out_poster_sheets_t_LDADD = $(out_deps)

check_PROGRAMS += tests/unit/out/room.t
tests_unit_out_room_t_SOURCES = %D%/room.t.c
tests_unit_out_room_t_LDADD = $(out_deps)
