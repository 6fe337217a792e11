# What programs that are not ours read in a release, held against its summary.json.
# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/books_read.py %D%/cells.py %D%/data_made.py %D%/data_read.py %D%/data_xml.py %D%/sav.R
EXTRA_DIST += %D%/property.py %D%/property_case.py %D%/property_draw.py %D%/property_figures.py \
	%D%/property_hostile.py %D%/property_html.py
dist_check_SCRIPTS += %D%/books.t %D%/data.t %D%/property.t

# Writes releases for them; no test by itself.
EXTRA_PROGRAMS += tests/exports/release
check_DATA += tests/exports/release
CLEANFILES += tests/exports/release
tests_exports_release_SOURCES = %D%/release.c
tests_exports_release_LDADD = $(out_deps)
