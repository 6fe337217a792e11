# SPDX-License-Identifier: AGPL-3.0-or-later

check_PROGRAMS += tests/unit/out/html.t
tests_unit_out_html_t_SOURCES = %D%/html.t.c
tests_unit_out_html_t_LDADD = $(out_deps)
check_PROGRAMS += tests/unit/out/help.t
tests_unit_out_help_t_SOURCES = %D%/help.t.c
tests_unit_out_help_t_LDADD = $(out_deps)
