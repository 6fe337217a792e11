# The desk's HTTP server, and the files that it serves at /public/.
# SPDX-License-Identifier: AGPL-3.0-or-later

web_console = src/web/console.h src/web/console_http.h src/web/console_daemon.h src/web/console.c \
	src/web/console_visit.c src/web/console_request.c src/web/console_reply.c src/web/console_files.c

# Style sheets keep the names of their own properties, which desk.css sets and the others use.
# Scripts go out as they are written: they are small, and who reads them may.
public_scripts = public/coding.js public/follow.js
EXTRA_DIST += public/desk.css public/report.css public/room.css $(public_scripts)
CLEANFILES += src/web/desk.css src/web/report.css src/web/room.css src/web/public_files.c
nodist_libweb_a_SOURCES += src/web/public_files.c
src/web/desk.css: public/desk.css tools/squeeze
	$(squeezed) -k $(top_srcdir)/public/desk.css $(put)
src/web/report.css: public/report.css tools/squeeze
	$(squeezed) -k $(top_srcdir)/public/report.css $(put)
src/web/room.css: public/room.css tools/squeeze
	$(squeezed) -k $(top_srcdir)/public/room.css $(put)
src/web/public_files.c: src/web/desk.css src/web/report.css src/web/room.css $(public_scripts) tools/embed
	$(make_embedded)
