# Focus-group rooms: rules alone, pure.
# SPDX-License-Identifier: AGPL-3.0-or-later

noinst_LIBRARIES += liblive.a
liblive_a_SOURCES = %D%/live.h %D%/agenda.c %D%/contribution.c %D%/pool.c %D%/shown.c %D%/rules.c \
	%D%/leaving.c %D%/forget.c
liblive_a_CPPFLAGS = $(AM_CPPFLAGS)
