# The door as a whole, on real sockets: a child process runs it, a raw client talks to it.
# SPDX-License-Identifier: AGPL-3.0-or-later

web_site = tests/web/site.c tests/web/site.h

check_PROGRAMS += tests/web/hostile.t
tests_web_hostile_t_SOURCES = %D%/hostile.t.c $(web_site)
tests_web_hostile_t_LDADD = $(web_deps)

check_PROGRAMS += tests/web/routes.t
tests_web_routes_t_SOURCES = %D%/routes.t.c $(web_site)
tests_web_routes_t_LDADD = $(web_deps)

check_PROGRAMS += tests/web/kill.t
tests_web_kill_t_SOURCES = %D%/kill.t.c $(web_site)
tests_web_kill_t_LDADD = $(web_deps)

check_PROGRAMS += tests/web/limits.t
tests_web_limits_t_SOURCES = %D%/limits.t.c $(web_site)
tests_web_limits_t_LDADD = $(web_deps)

check_PROGRAMS += tests/web/door.t
tests_web_door_t_SOURCES = %D%/door.t.c $(web_site)
tests_web_door_t_LDADD = $(web_deps)

check_PROGRAMS += tests/web/slips.t
tests_web_slips_t_SOURCES = %D%/slips.t.c $(web_site)
tests_web_slips_t_LDADD = $(web_deps)

check_PROGRAMS += tests/web/slips_many.t
tests_web_slips_many_t_SOURCES = %D%/slips_many.t.c $(web_site)
tests_web_slips_many_t_LDADD = $(web_deps)

check_PROGRAMS += tests/web/hatch.t
tests_web_hatch_t_SOURCES = %D%/hatch.t.c $(web_site)
tests_web_hatch_t_LDADD = $(web_deps)

# Random forms against a real server, told by rules of their own.
web_told = %D%/random_site.c %D%/random_site.h %D%/person_page.c %D%/person_page.h
web_random = $(web_told) %D%/person.c %D%/person.h %D%/person_fill.c %D%/person_fill.h \
	%D%/oracle.c %D%/oracle.h %D%/oracle_answer.c \
	%D%/oracle_page.c %D%/oracle_record.c %D%/draw_form.c %D%/draw_form.h \
	%D%/draw_form_internal.h %D%/draw_form_cond.c %D%/draw_form_yaml.c %D%/draw_form_typed.c

check_PROGRAMS += tests/web/random.t
tests_web_random_t_SOURCES = %D%/random.t.c $(web_random) $(web_site)
tests_web_random_t_LDADD = $(web_deps)

check_PROGRAMS += tests/web/journey.t
tests_web_journey_t_SOURCES = %D%/journey.t.c $(web_told) $(web_site)
tests_web_journey_t_LDADD = $(web_deps)

check_PROGRAMS += tests/web/bad_input.t
tests_web_bad_input_t_SOURCES = %D%/bad_input.t.c %D%/bad_input_ask.h $(web_told) $(web_site)
tests_web_bad_input_t_LDADD = $(web_deps)

check_PROGRAMS += tests/web/bad_input_draft.t
tests_web_bad_input_draft_t_SOURCES = %D%/bad_input_draft.t.c %D%/bad_input_ask.h $(web_told) \
	$(web_site)
tests_web_bad_input_draft_t_LDADD = $(web_deps)

# Rooms: phones, and what a desk does to the store.
web_room = %D%/room_site.c %D%/room_site.h
check_PROGRAMS += tests/web/room.t
tests_web_room_t_SOURCES = %D%/room.t.c $(web_room) $(web_site)
tests_web_room_t_LDADD = $(web_deps)
