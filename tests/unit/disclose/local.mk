# Attacks on disclosure control, by brute force and in process.
# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/figs.h %D%/space.h %D%/brute.h %D%/draw.h %D%/tiny.h

check_PROGRAMS += tests/unit/disclose/brute.t
tests_unit_disclose_brute_t_SOURCES = %D%/brute.t.c
tests_unit_disclose_brute_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/disclose/implied.t
tests_unit_disclose_implied_t_SOURCES = %D%/implied.t.c
tests_unit_disclose_implied_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/disclose/tiny.t
tests_unit_disclose_tiny_t_SOURCES = %D%/tiny.t.c
tests_unit_disclose_tiny_t_LDADD = $(summary_deps)

# The engine once more, so built that a test can switch off its rules one at a time.
check_LIBRARIES += libsummary-off.a
libsummary_off_a_SOURCES = $(libsummary_a_SOURCES)
libsummary_off_a_CPPFLAGS = $(AM_CPPFLAGS) -DCANVASS_RULES_OFF

check_PROGRAMS += tests/unit/disclose/off.t
tests_unit_disclose_off_t_SOURCES = %D%/off.t.c
tests_unit_disclose_off_t_LDADD = libsummary-off.a $(GLPK_LIBS) $(STEMMER_LIBS) $(answer_deps)

check_PROGRAMS += tests/unit/disclose/same.t
tests_unit_disclose_same_t_SOURCES = %D%/same.t.c
tests_unit_disclose_same_t_LDADD = $(summary_deps)

check_PROGRAMS += tests/unit/disclose/waves.t
tests_unit_disclose_waves_t_SOURCES = %D%/waves.t.c
tests_unit_disclose_waves_t_LDADD = $(summary_deps)
