#!/bin/sh
# Each outside library has one door: the one file or folder that includes its header.  The
# compiler's own dependency files (.deps/*.Po) say who includes what, at any depth.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"

# header (a regular expression), a tab, its door (another one).
cat >"$work/doors" <<'EOF'
/jansson(_config)?\.h$	^src/base/json\.c$
/uni(case|conv|ctype|gbrk|lbrk|name|norm|stdio|str|types|wbrk|width)\.h$|/unistring/	^src/base/utf8\.c$
/pcre2[a-z]*\.h$	^src/base/rx(_find)?\.c$
/minizip/|/zip\.h$|/unzip\.h$|/ioapi\.h$|/(zlib|zconf)\.h$	^src/base/zip(_write)?\.c$
/yaml\.h$	^src/form/read_yaml\.c$
/expat[a-z_]*\.h$	^src/form/sheet_xlsx\.c$
/xlsxwriter(\.h$|/)	^src/out/xlsx(_book)?\.c$
/sodium(\.h$|/)	^src/seal/
/liboath/	^src/seal/totp\.c$
/glpk\.h$	^src/summary/lp\.c$
/libstemmer\.h$	^src/summary/stem\.c$
/readstat\.h$	^src/out/sav\.c$
/qrencode\.h$	^src/out/qr\.c$
/md4c[a-z-]*\.h$	^src/out/help\.c$
/sqlite3[a-z]*\.h$	^src/store/sqlite/
/microhttpd[a-z2]*\.h$	^src/web/(mhd|console)[a-z_]*\.c$
/pango[a-z0-9-]*(\.h$|/)|/(hb|hb-[a-z-]*|ft2build|freetype|fontconfig|fcfreetype)\.h$|/(harfbuzz|freetype2|fontconfig|fribidi)/	^src/render/(fonts|laid|text|sheet_cairo)\.c$
/cairo[a-z-]*\.h$	^src/render/
/librsvg/	^src/render/logo\.c$
/(glib|gio|gobject|gmodule|glib-object|glibconfig|gdk-pixbuf)[a-z0-9-]*(\.h$|/)	^src/render/(fonts|laid|text|sheet_cairo|logo)\.c$
/(png|pngconf|pnglibconf)\.h$|/libpng16/	^src/render/(png|raster|logo)\.c$
/zbar(\.h$|/)	^src/render/(read|reader_version)\.c$
^src/store/read\.h$	^src/(store|app|desk)/
^src/store/add\.h$	^src/(store|web|app|desk)/
^src/store/desk\.h$	^src/(store|app|desk)/
EOF

# The C library's and the kernel's headers are nobody's door.
system='^/usr/(lib|include)/(.*/)?(arpa|asm|asm-generic|bits|gnu|linux|net|netinet|rpc|sys)/|^/usr/lib/.*/include/|^/usr/include/(alloca|assert|ctype|dirent|dlfcn|elf|endian|errno|fcntl|features|features-time64|fnmatch|ftw|getopt|glob|grp|ifaddrs|inttypes|langinfo|libgen|limits|locale|malloc|math|memory|netdb|poll|pthread|pwd|regex|sched|semaphore|setjmp|signal|spawn|stdc-predef|stdint|stdio|stdlib|string|strings|syslog|termios|time|unistd|wchar|wctype)\.h$'

# pairs_of FOLDER: "source<TAB>header" for all that was compiled below it, paths from the top.
pairs_of() {
	find "$1" -path '*/.deps/*.Po' -type f -exec cat {} + | awk -v top="$TOP_SRCDIR/" '
		function short(path, at) {
			at = index(path, "src/")
			if (index(path, top) == 1)
				return substr(path, length(top) + 1)
			# Relative to the build folder: ../src/base/buf.c
			if (path !~ /^\// && at)
				return substr(path, at)
			return path
		}
		/^#/ || /^[^ ]*:$/ { next }	# no object yet; a rule for a header that may go
		{
			for (i = 1; i <= NF; i++) {
				if ($i ~ /:$/) { source = ""; continue }
				if ($i == "\\") continue
				if (source == "") { source = short($i); continue }
				print source "\t" short($i)
			}
		}' | grep '^src/' | sort -u
}

# strangers PAIRS: each "source: header" that goes through no door.
strangers() {
	LIBC=$system awk -F '\t' -v doors="$work/doors" '
		BEGIN {
			libc = ENVIRON["LIBC"]
			while ((getline line <doors) > 0) {
				split(line, part, "\t")
				header[++count] = part[1]
				door[count] = part[2]
			}
		}
		{
			known = $2 ~ libc || $2 ~ /^src\//
			for (i = 1; i <= count; i++) {
				if ($2 !~ header[i])
					continue
				known = 1
				if ($1 !~ door[i])
					print $1 ": " $2 " (door: " door[i] ")"
			}
			if (!known)
				print $1 ": " $2 " (it has no door yet; give it a row in doors.t)"
		}' "$1"
}

pairs_of "$TOP_BUILDDIR/src" >"$work/pairs"
grep -q '^src/base/json\.c	.*/jansson\.h$' "$work/pairs"
ok "$?" "the dependency files are read: base/json.c includes jansson.h"

found=$(strangers "$work/pairs")
is "$found" "" "no header of a library, and no side of the store, is included but by its door"

# What is exposed to the public must not carry a drawing library about.
drawing='cairo|pango|rsvg|zbar|libpng|freetype|fontconfig'
needs() {
	ldd "$TOP_BUILDDIR/$1" 2>/dev/null | grep -E "$drawing"
}
if [ -z "$(ldd "$TOP_BUILDDIR/canvass" 2>/dev/null)" ]; then
	skip "no ldd to see what a program links"
else
	is "$(needs canvass)" "" "canvass, the door with it, links no drawing library"
	[ -n "$(needs canvass-render)" ]
	ok "$?" "canvass-render does, so the check sees them"
fi

# The same check must see trouble where there is some.
try() {
	printf '%s\t%s\n' "$1" "$2" >"$work/planted"
	[ -n "$(strangers "$work/planted")" ]
	ok "$?" "seen: $2 in $1"
}
try src/web/page.c /usr/include/sqlite3.h
try src/base/buf.c /usr/include/jansson.h
try src/web/page.c src/store/read.h
try src/out/html.c src/store/add.h
try src/base/buf.c /usr/include/zlib.h
try src/out/poster.c /usr/include/cairo/cairo.h
tap_done
