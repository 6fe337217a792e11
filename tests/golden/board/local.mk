# The team's own words for a release, with what is said about them.
# SPDX-License-Identifier: AGPL-3.0-or-later

check_PROGRAMS += tests/golden/board/board.t
tests_golden_board_board_t_SOURCES = %D%/board.t.c tests/golden/golden.h
tests_golden_board_board_t_LDADD = $(form_deps)
bless_tests += tests/golden/board/board.t
EXTRA_DIST += %D%/cases
