# The desk, asked as a browser asks it, and its parts alone.
# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/lib.sh %D%/matrix.py %D%/guess.py
dist_check_SCRIPTS += %D%/gate.t
dist_check_SCRIPTS += %D%/release.t

# HTTP: headers, hosts, smuggling, TLS, start and end; a key for a sitting.
EXTRA_DIST += %D%/console.py
dist_check_SCRIPTS += %D%/console.t

# Sessions, tokens and delays, with a clock of the test's own.
check_PROGRAMS += tests/desk/session.t
tests_desk_session_t_SOURCES = %D%/session.t.c src/desk/session.c src/desk/token.c
tests_desk_session_t_LDADD = $(seal_deps)
check_PROGRAMS += tests/desk/delay.t
tests_desk_delay_t_SOURCES = %D%/delay.t.c src/desk/delay.c
tests_desk_delay_t_LDADD = $(seal_deps)

# Surveys, forms, links, posters, backup.
dist_check_SCRIPTS += %D%/surveys.t

# Coding, agreement, the codebook, quotes.
EXTRA_DIST += %D%/coding.py
dist_check_SCRIPTS += %D%/coding.t

# A room led from the desk, with phones at a real door.
EXTRA_DIST += %D%/phones.py
dist_check_SCRIPTS += %D%/room.t %D%/room_files.t

# Door and desk killed in the middle of each activity (said tells what is in the store); clocks that jump.
EXTRA_DIST += %D%/room.sh %D%/kill.py
dist_check_SCRIPTS += %D%/kill.t %D%/clock.t
EXTRA_PROGRAMS += tests/desk/said
CLEANFILES += tests/desk/said
check_DATA += tests/desk/said
tests_desk_said_SOURCES = %D%/said.c
tests_desk_said_LDADD = $(web_deps)
