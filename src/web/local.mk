# The door: pages over HTTP, and the only door to libmicrohttpd (mhd.c; console*.c for the desk).
# SPDX-License-Identifier: AGPL-3.0-or-later

noinst_LIBRARIES += libweb.a
libweb_a_SOURCES = $(web_machinery) $(web_pages) $(web_console)
libweb_a_CPPFLAGS = $(AM_CPPFLAGS) $(MICROHTTPD_CFLAGS)

# Requests, queue, loop: bytes in, bytes out.
web_machinery = %D%/web.h %D%/machine.h %D%/hatch.h %D%/hatch_wire.h \
	%D%/door.c %D%/hatch.c %D%/hatch_job.h %D%/hatch_slips.c %D%/hatch_client.c %D%/hatch_wire.c %D%/hold.c %D%/limit.c \
	%D%/listen.c %D%/loop.c %D%/preview.c %D%/preview_open.c %D%/preview_sheet.c %D%/mhd.h %D%/mhd.c %D%/mhd_header.c %D%/mhd_reply.c \
	%D%/request.c %D%/room.h %D%/room.c %D%/route.c %D%/sender.h %D%/sender.c %D%/sender_write.c %D%/slips.c %D%/there.c

EXTRA_DIST +=
include src/web/pages.mk
include src/web/console.mk
