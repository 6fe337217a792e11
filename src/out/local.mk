# SPDX-License-Identifier: AGPL-3.0-or-later
# Writers: what they are given is already fit to be told.

noinst_LIBRARIES += libout.a
libout_a_SOURCES = %D%/out.h %D%/ddi.h %D%/internal.h %D%/ods.h %D%/poster.h %D%/report.h %D%/rows.h %D%/sav.h %D%/sheets.h %D%/xlsx.h %D%/xml.h \
	%D%/bundle.c %D%/chart.c %D%/csv.c %D%/ddi.c %D%/ddi_variable.c %D%/export.c %D%/help.c %D%/html.c %D%/json.c \
	%D%/ods.c %D%/ods_styles.c %D%/poster_svg.c %D%/poster_text.c %D%/qdpx.c %D%/qr.c %D%/report.c %D%/report_question.c \
	%D%/report_style.c %D%/report_table.c %D%/rows.c %D%/sav.c %D%/sav_syntax.c %D%/sheets.c %D%/sheets_table.c %D%/words.c %D%/xlsx.c %D%/xlsx_book.c %D%/xml.c
libout_a_CPPFLAGS = $(AM_CPPFLAGS) $(MD4C_CFLAGS) $(QRENCODE_CFLAGS) $(XLSXWRITER_CFLAGS)
