# The tests.  All print the Test Anything Protocol and are run by `make check`.
#
# A unit test mirrors its file: src/form/check.c has tests/unit/form/check.t.c.  In
# tests/unit/form/local.mk (the default source is the program's name with .c):
#
#   check_PROGRAMS += tests/unit/form/check.t
#   tests_unit_form_check_t_SOURCES = %D%/check.t.c
#   tests_unit_form_check_t_LDADD = $(form_deps)       that floor and those below it alone
#
#   check_PROGRAMS += tests/unit/form/whole.t          every object of the floor, used or not:
#   tests_unit_form_whole_t_SOURCES = tests/unit/whole.c      an upward call does not link
#   tests_unit_form_whole_t_LDADD = $(WHOLE) libform.a $(NO_WHOLE) $(form_deps)
#
# A shell test is an executable file x.t that sources tests/tap.sh:
#
#   dist_check_SCRIPTS += %D%/door.t
#
# Data that tests read:  EXTRA_DIST += %D%/cases      (a folder is copied whole)
#
# Tests find the source in $TOP_SRCDIR and the build in $TOP_BUILDDIR, write only below
# $TMPDIR or the build, and call the program as $TOP_BUILDDIR/canvass.  A test that keeps
# golden files writes them anew when CANVASS_BLESS is set; name it for `make bless`:
#
#   bless_tests += %D%/form.t
#
# SPDX-License-Identifier: AGPL-3.0-or-later

TEST_EXTENSIONS = .t
T_LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
# A test that hangs must not hold up all the others.
test_seconds = 300
T_LOG_COMPILER = timeout
AM_T_LOG_FLAGS = -k 10 $(test_seconds)
AM_TESTS_ENVIRONMENT = TOP_SRCDIR='$(abs_top_srcdir)' TOP_BUILDDIR='$(abs_top_builddir)' \
	CC='$(CC)' AWK='$(AWK)' FUZZ_TARGETS='$(fuzz_targets)' SANITIZED='$(INSTRUMENT_FLAGS)' \
	LINK_FLAGS='$(AM_CFLAGS) $(CFLAGS) $(AM_LDFLAGS) $(LDFLAGS)' OUTSIDE_LIBS='$(outside_libs)' \
	LC_ALL=C.UTF-8 ASAN_OPTIONS=detect_leaks=1:abort_on_error=1 \
	UBSAN_OPTIONS=print_stacktrace=1; \
	export TOP_SRCDIR TOP_BUILDDIR CC AWK FUZZ_TARGETS SANITIZED LINK_FLAGS OUTSIDE_LIBS LC_ALL \
	ASAN_OPTIONS UBSAN_OPTIONS;
outside_libs = $(JANSSON_LIBS) $(UNISTRING_LIBS) $(YAML_LIBS) $(SODIUM_LIBS) $(OATH_LIBS) $(SQLITE_LIBS) \
	$(QRENCODE_LIBS) $(MD4C_LIBS) $(MICROHTTPD_LIBS) $(PCRE2_LIBS) $(MINIZIP_LIBS) $(EXPAT_LIBS) \
	$(XLSXWRITER_LIBS) $(GLPK_LIBS) $(STEMMER_LIBS) $(READSTAT_LIBS) $(LIBS)
TESTS = $(check_PROGRAMS) $(dist_check_SCRIPTS)
EXTRA_DIST += tests/tap.h tests/tap.sh tests/boxes.h tests/memory.h

include tests/unit/local.mk
include tests/golden/local.mk
include tests/app/local.mk
include tests/web/local.mk
include tests/privacy/local.mk
include tests/fuzz/local.mk
include tests/browser/local.mk
include tests/style/local.mk
include tests/tools/local.mk
include tests/attack/local.mk
include tests/exports/local.mk
include tests/redact/local.mk
include tests/posters/local.mk
include tests/render/local.mk
include tests/desk/local.mk

# What runs our C code, and so gains by running under sanitizers; and the fuzz targets alone.
.PHONY: check-code check-fuzz print-fuzz-targets
check-code: all
	@tests=; for t in $(TESTS); do \
		case $$t in tests/style/* | tests/tools/* | tests/browser/*) ;; *) tests="$$tests $$t" ;; esac; \
	done; $(MAKE) $(AM_MAKEFLAGS) check TESTS="$$tests"
check-fuzz:
	@$(MAKE) $(AM_MAKEFLAGS) check TESTS=tests/fuzz/replay.t check_PROGRAMS=
print-fuzz-targets:
	@echo $(fuzz_targets)

# Words that a reader or a script relies on are blessed on purpose, never by accident.
.PHONY: bless
bless: all
	CANVASS_BLESS=1 $(MAKE) check TESTS='$(bless_tests)'
