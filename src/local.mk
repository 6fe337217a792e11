# The floors, from the ground up: each is one static archive.
#
# A floor's own local.mk (%D% is the folder that the local.mk lies in):
#
#   noinst_LIBRARIES += libform.a
#   libform_a_SOURCES = %D%/form.h %D%/internal.h %D%/model.c %D%/check.c
#   libform_a_CPPFLAGS = $(AM_CPPFLAGS) $(YAML_CFLAGS)    its own libraries' flags alone
#
# A generated file lies in the build folder; the tools say at their top what they write:
#
#   store_sql = %D%/sql/door.sql %D%/sql/desk.sql
#   EXTRA_DIST += $(store_sql)
#   BUILT_SOURCES += src/store/sql_table.h
#   CLEANFILES += src/store/sql_table.h src/store/sql_table.c
#   nodist_libstore_a_SOURCES = src/store/sql_table.h src/store/sql_table.c
#   src/store/sql_table.h: $(store_sql) tools/sqltab
#   	$(make_sql_header)
#   src/store/sql_table.c: $(store_sql) tools/sqltab
#   	$(make_sql_source)
#
# with, in C, #include "store/sql_table.h".  Page frames: $(make_slot_header) and
# $(make_slot_source) with tools/slots.  Files compiled in: $(make_embedded) with
# tools/embed; src/app/shipped.c then defines the table `shipped` (base.h: embedded).
#
# The main program, in src/app/local.mk:
#
#   bin_PROGRAMS += canvass
#   canvass_SOURCES = %D%/main.c %D%/app.h
#   canvass_LDADD = $(web_deps)
#
# Tests: see tests/local.mk.
#
# SPDX-License-Identifier: AGPL-3.0-or-later

# What a test or program of a floor links: that floor, and those below it, and no other.
base_deps    = libbase.a $(JANSSON_LIBS) $(PCRE2_LIBS) $(MINIZIP_LIBS) $(UNISTRING_LIBS)
form_deps    = libform.a $(YAML_LIBS) $(EXPAT_LIBS) $(base_deps)
answer_deps  = libanswer.a $(form_deps)
live_deps    = liblive.a $(answer_deps)
seal_deps    = libseal.a $(SODIUM_LIBS) $(OATH_LIBS) $(base_deps)
store_deps   = libstore.a $(SQLITE_LIBS) $(base_deps)
summary_deps = libsummary.a $(GLPK_LIBS) $(STEMMER_LIBS) $(answer_deps)
out_deps     = libout.a $(MD4C_LIBS) $(QRENCODE_LIBS) $(MD4C_LIBS) $(XLSXWRITER_LIBS) $(READSTAT_LIBS) liblive.a $(summary_deps)
web_deps     = libweb.a $(MICROHTTPD_LIBS) libout.a liblive.a libsummary.a $(GLPK_LIBS) $(STEMMER_LIBS) libanswer.a libform.a \
	libseal.a libstore.a $(MD4C_LIBS) $(QRENCODE_LIBS) $(MD4C_LIBS) $(XLSXWRITER_LIBS) $(READSTAT_LIBS) $(YAML_LIBS) $(EXPAT_LIBS) $(SODIUM_LIBS) $(OATH_LIBS) $(SQLITE_LIBS) \
	$(base_deps)

include src/base/local.mk
include src/form/local.mk
include src/answer/local.mk
include src/live/local.mk
include src/seal/local.mk
include src/store/local.mk
include src/summary/local.mk
include src/out/local.mk
include src/web/local.mk
include src/desk/local.mk
include src/app/local.mk
include src/render/local.mk
