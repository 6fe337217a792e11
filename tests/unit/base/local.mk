# SPDX-License-Identifier: AGPL-3.0-or-later

check_PROGRAMS += tests/unit/base/arena.t
tests_unit_base_arena_t_SOURCES = %D%/arena.t.c
tests_unit_base_arena_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/buf.t
tests_unit_base_buf_t_SOURCES = %D%/buf.t.c
tests_unit_base_buf_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/codec.t
tests_unit_base_codec_t_SOURCES = %D%/codec.t.c
tests_unit_base_codec_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/day.t
tests_unit_base_day_t_SOURCES = %D%/day.t.c
tests_unit_base_day_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/diag.t
tests_unit_base_diag_t_SOURCES = %D%/diag.t.c
tests_unit_base_diag_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/die.t
tests_unit_base_die_t_SOURCES = %D%/die.t.c
tests_unit_base_die_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/err.t
tests_unit_base_err_t_SOURCES = %D%/err.t.c
tests_unit_base_err_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/json.t
tests_unit_base_json_t_SOURCES = %D%/json.t.c
tests_unit_base_json_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/log.t
tests_unit_base_log_t_SOURCES = %D%/log.t.c
tests_unit_base_log_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/rand.t
tests_unit_base_rand_t_SOURCES = %D%/rand.t.c
tests_unit_base_rand_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/rx.t
tests_unit_base_rx_t_SOURCES = %D%/rx.t.c
tests_unit_base_rx_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/str.t
tests_unit_base_str_t_SOURCES = %D%/str.t.c
tests_unit_base_str_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/utf8.t
tests_unit_base_utf8_t_SOURCES = %D%/utf8.t.c
tests_unit_base_utf8_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/whole.t
tests_unit_base_whole_t_SOURCES = tests/unit/whole.c
tests_unit_base_whole_t_LDADD = $(WHOLE) libbase.a $(NO_WHOLE) $(base_deps)

check_PROGRAMS += tests/unit/base/zip.t
tests_unit_base_zip_t_SOURCES = %D%/zip.t.c %D%/zip_made.h
tests_unit_base_zip_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/rx_find.t
tests_unit_base_rx_find_t_SOURCES = %D%/rx_find.t.c
tests_unit_base_rx_find_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/zip_write.t
tests_unit_base_zip_write_t_SOURCES = %D%/zip_write.t.c
tests_unit_base_zip_write_t_LDADD = $(base_deps)

check_PROGRAMS += tests/unit/base/digest.t
tests_unit_base_digest_t_SOURCES = %D%/digest.t.c
tests_unit_base_digest_t_LDADD = $(base_deps)
