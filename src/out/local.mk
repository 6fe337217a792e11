# SPDX-License-Identifier: AGPL-3.0-or-later
# Writers: what they are given is already fit to be told.

noinst_LIBRARIES += libout.a
libout_a_SOURCES = %D%/out.h %D%/ddi.h %D%/internal.h %D%/ods.h %D%/poster.h %D%/poster_words.h %D%/report.h %D%/rows.h %D%/sav.h %D%/sheets.h %D%/xlsx.h %D%/xml.h \
	%D%/compare.h %D%/compare_json.c %D%/compare_page.c %D%/compare_text.c %D%/compare_words.c \
	%D%/bundle.c %D%/chart.h %D%/chart.c %D%/chart_bars.c %D%/chart_change.c %D%/chart_line.c %D%/csv.c %D%/ddi.c %D%/ddi_variable.c %D%/export.c %D%/help.c %D%/html.c %D%/json.c %D%/json_board.c %D%/json_member.c \
	%D%/ods.c %D%/ods_styles.c %D%/poster.c %D%/poster_sheets.c %D%/poster_words.c %D%/qdpx.c %D%/qr.c %D%/report.c %D%/report_change.c %D%/report_end.c \
	%D%/report_front.c %D%/report_lines.c %D%/report_theme.c %D%/report_question.c \
	%D%/report_style.c %D%/report_table.c %D%/room.h %D%/room_inside.h %D%/room_compare.c %D%/room_export.c %D%/room_json.c %D%/room_page.c %D%/room_tables.c \
	%D%/rows.c %D%/sav.c %D%/sav_syntax.c %D%/sheets.c %D%/sheets_size.c %D%/sheets_table.c %D%/words.c %D%/xlsx.c %D%/xlsx_book.c %D%/xml.c
libout_a_CPPFLAGS = $(AM_CPPFLAGS) $(MD4C_CFLAGS) $(QRENCODE_CFLAGS) $(XLSXWRITER_CFLAGS)
