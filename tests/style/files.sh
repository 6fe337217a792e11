# shellcheck shell=sh
# Which files are the project's own: what git knows, or in an unpacked release all there is.
# Source it after tests/tap.sh.
# SPDX-License-Identifier: AGPL-3.0-or-later

# own_files REGEX: the paths (from the top) that the extended expression matches, one a line.
own_files() {
	(
		cd "$TOP_SRCDIR" || exit 1
		if [ -e .git ] && git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
			git ls-files --cached --others --exclude-standard
		else
			find . -type f ! -path './.git/*' ! -path './_build*' ! -path './build*' ! -path './autom4te.cache/*' |
				sed 's|^\./||'
		fi
	) | grep -E "$1" | grep -v -E '^(build-aux/|aclocal\.m4|configure$|Makefile\.in|.*node_modules/)' |
		while read -r path; do
			[ -f "$TOP_SRCDIR/$path" ] && printf '%s\n' "$path"
		done | sort
}
