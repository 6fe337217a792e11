# The ground floor.
# SPDX-License-Identifier: AGPL-3.0-or-later

noinst_LIBRARIES += libbase.a
libbase_a_SOURCES = %D%/base.h \
	%D%/arena.c %D%/buf.c %D%/codec.c %D%/day.c %D%/diag.c %D%/die.c %D%/digest.c %D%/err.c \
	%D%/json.c %D%/log.c %D%/rand.c %D%/rx.c %D%/rx_find.c %D%/str.c %D%/utf8.c %D%/zip.c %D%/zip_write.c
libbase_a_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(PCRE2_CFLAGS) $(MINIZIP_CFLAGS) $(ZLIB_CFLAGS)
