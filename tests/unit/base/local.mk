# SPDX-License-Identifier: AGPL-3.0-or-later

check_PROGRAMS += tests/unit/base/buf.t
tests_unit_base_buf_t_SOURCES = %D%/buf.t.c
tests_unit_base_buf_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/whole.t
tests_unit_base_whole_t_SOURCES = tests/unit/whole.c
tests_unit_base_whole_t_LDADD = $(WHOLE) libbase.a $(NO_WHOLE) $(base_deps)
