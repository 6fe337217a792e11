# SPDX-License-Identifier: AGPL-3.0-or-later

# append.t is the control of order.t: the same checks, on slots in order of arrival.
order_sources = %D%/order_checks.c %D%/order_checks.h
order_flags = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)

check_PROGRAMS += tests/privacy/order.t
tests_privacy_order_t_SOURCES = %D%/order.t.c $(order_sources)
tests_privacy_order_t_CPPFLAGS = $(order_flags)
tests_privacy_order_t_LDADD = $(store_deps)

check_PROGRAMS += tests/privacy/append.t
tests_privacy_append_t_SOURCES = %D%/append.t.c $(order_sources)
tests_privacy_append_t_CPPFLAGS = $(order_flags)
tests_privacy_append_t_LDADD = $(store_deps)

# Slips and answers: which sent which?  It runs itself again with the scheme broken.
check_PROGRAMS += tests/privacy/slips.t
tests_privacy_slips_t_SOURCES = %D%/slips.t.c $(web_site)
tests_privacy_slips_t_CPPFLAGS = $(order_flags)
tests_privacy_slips_t_LDADD = $(web_deps)
tests_privacy_slips_t_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=slips_strike \
	-Wl,--wrap=answers_checkpoint

# The door as a whole: what its visitors bring must be nowhere afterwards.
check_PROGRAMS += tests/privacy/markers.t
tests_privacy_markers_t_SOURCES = %D%/markers.t.c $(web_site)
tests_privacy_markers_t_LDADD = $(web_deps)

# A room of forty phones.  It runs itself again with the scheme broken.
check_PROGRAMS += tests/privacy/room.t
tests_privacy_room_t_SOURCES = %D%/room.t.c $(web_room) $(web_site)
tests_privacy_room_t_LDADD = $(web_deps)
tests_privacy_room_t_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=answers_make -Wl,--wrap=answers_forget \
	-Wl,--wrap=answers_checkpoint
