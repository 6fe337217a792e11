# SPDX-License-Identifier: AGPL-3.0-or-later

noinst_LIBRARIES += libout.a
libout_a_SOURCES = %D%/out.h %D%/html.c %D%/help.c
libout_a_CPPFLAGS = $(AM_CPPFLAGS) $(MD4C_CFLAGS) $(QRENCODE_CFLAGS)
