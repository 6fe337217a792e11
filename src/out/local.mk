# SPDX-License-Identifier: AGPL-3.0-or-later
# Writers: what they are given is already fit to be told.

noinst_LIBRARIES += libout.a
libout_a_SOURCES = %D%/out.h %D%/internal.h %D%/poster.h %D%/report.h \
	%D%/chart.c %D%/csv.c %D%/export.c %D%/help.c %D%/html.c %D%/json.c \
	%D%/poster_svg.c %D%/poster_text.c %D%/qr.c %D%/report.c %D%/report_question.c \
	%D%/report_style.c %D%/report_table.c %D%/words.c %D%/xlsx.c
libout_a_CPPFLAGS = $(AM_CPPFLAGS) $(MD4C_CFLAGS) $(QRENCODE_CFLAGS) $(XLSXWRITER_CFLAGS)
