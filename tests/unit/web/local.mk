# SPDX-License-Identifier: AGPL-3.0-or-later

# The pages, called as functions with a door in memory.
EXTRA_DIST += tests/unit/web/fixture.h tests/unit/web/marks.h
check_PROGRAMS += tests/unit/web/pages.t
tests_unit_web_pages_t_SOURCES = %D%/pages.t.c
tests_unit_web_pages_t_LDADD = $(web_deps)
check_PROGRAMS += tests/unit/web/slips.t
tests_unit_web_slips_t_SOURCES = %D%/slips.t.c
tests_unit_web_slips_t_LDADD = $(web_deps)
check_PROGRAMS += tests/unit/web/budget.t
tests_unit_web_budget_t_SOURCES = %D%/budget.t.c
tests_unit_web_budget_t_LDADD = $(web_deps)
check_PROGRAMS += tests/unit/web/words.t
tests_unit_web_words_t_SOURCES = %D%/words.t.c
tests_unit_web_words_t_LDADD = $(web_deps)
check_PROGRAMS += tests/unit/web/speech.t
tests_unit_web_speech_t_SOURCES = %D%/speech.t.c
tests_unit_web_speech_t_LDADD = $(web_deps)
check_PROGRAMS += tests/unit/web/about.t
tests_unit_web_about_t_SOURCES = %D%/about.t.c
tests_unit_web_about_t_LDADD = $(web_deps)
check_PROGRAMS += tests/unit/web/kinds.t
tests_unit_web_kinds_t_SOURCES = %D%/kinds.t.c
tests_unit_web_kinds_t_LDADD = $(web_deps)
check_PROGRAMS += tests/unit/web/request.t
tests_unit_web_request_t_SOURCES = %D%/request.t.c
tests_unit_web_request_t_LDADD = $(web_deps)
check_PROGRAMS += tests/unit/web/parts.t
tests_unit_web_parts_t_SOURCES = %D%/parts.t.c
tests_unit_web_parts_t_LDADD = $(web_deps)
check_PROGRAMS += tests/unit/web/marks.t
tests_unit_web_marks_t_SOURCES = %D%/marks.t.c
tests_unit_web_marks_t_LDADD = $(web_deps)
check_PROGRAMS += tests/unit/web/marks_page.t
tests_unit_web_marks_page_t_SOURCES = %D%/marks_page.t.c
tests_unit_web_marks_page_t_LDADD = $(web_deps)
