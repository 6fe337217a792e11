# The generators: awk and shell, so that nothing has to be compiled for the build machine.
# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += tools/embed tools/sqltab tools/slots tools/lexicon

# Recipes for a rule whose target is the file to make, and whose prerequisites are the
# files to read and the tool, which is left out of the list again.  Written beside and
# renamed, so that an interrupted make leaves no half of a file behind.
inputs = `for f in $^; do case $$f in *tools/embed | *tools/sqltab | *tools/slots) ;; *) echo $$f ;; esac; done`
gen = $(AM_V_GEN)$(MKDIR_P) $(@D) && AWK='$(AWK)' $(SHELL) $(top_srcdir)/tools
put = >$@.tmp && mv -f $@.tmp $@

make_sql_header  = $(gen)/sqltab header $(inputs) $(put)
make_sql_source  = $(gen)/sqltab source $(inputs) $(put)
make_slot_header = $(gen)/slots header $(inputs) $(put)
make_slot_source = $(gen)/slots source $(inputs) $(put)
make_embedded    = $(gen)/embed `basename $@ .c` $(inputs) $(put)
