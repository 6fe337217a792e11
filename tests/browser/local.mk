# SPDX-License-Identifier: AGPL-3.0-or-later

# opened.t opens what the walks left in the store.
check_PROGRAMS += tests/browser/opened.t
tests_browser_opened_t_SOURCES = %D%/opened.t.c
tests_browser_opened_t_LDADD = $(web_deps)

# report.t looks at what it writes.
check_PROGRAMS += tests/browser/report_page.t
tests_browser_report_page_t_SOURCES = %D%/report_page.t.c
tests_browser_report_page_t_LDADD = $(out_deps)

dist_check_SCRIPTS += %D%/walk.t %D%/report.t %D%/forms.t %D%/marks.t
EXTRA_DIST += %D%/run.sh %D%/package.json %D%/package-lock.json %D%/lib.mjs %D%/look.mjs %D%/walk.mjs \
	%D%/forms.mjs %D%/report.mjs %D%/marks.mjs %D%/person.mjs
EXTRA_DIST += %D%/forms

# A team's quarter at the desk and in a room, with scripts and without.
dist_check_SCRIPTS += %D%/quarter.t %D%/quarter_plain.t
EXTRA_DIST += %D%/quarter.mjs %D%/quarter_room.mjs %D%/desk.mjs %D%/quarter

# What anybody may write, as a browser would like it to be, on every page.
dist_check_SCRIPTS += %D%/hostile_desk.t
EXTRA_DIST += %D%/hostile_desk.mjs %D%/hostile_fill.mjs %D%/hostile_look.mjs %D%/hostile_room.mjs %D%/hostile_texts.mjs
