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

check_PROGRAMS += tests/web/hatch.t
tests_web_hatch_t_SOURCES = %D%/hatch.t.c $(web_site)
tests_web_hatch_t_LDADD = $(web_deps)
