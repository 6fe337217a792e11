# shellcheck shell=sh
# What the browser's tests share: finds Chromium and Node, fetches what package-lock.json pins into
# the build folder, once for all of them.  Sourced with the name of the script to run in $script.
# SPDX-License-Identifier: AGPL-3.0-or-later
: "${TOP_SRCDIR:=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)}"
: "${TOP_BUILDDIR:=$TOP_SRCDIR/build}"
export TOP_SRCDIR TOP_BUILDDIR
for tool in "${CHROMIUM:=/usr/bin/chromium}" node npm; do
	command -v "$tool" >/dev/null || {
		# Where a run must not go without a browser, this is a failure.
		[ -z "${CANVASS_BROWSER:-}" ] || {
			printf '1..1\nnot ok 1 - %s is missing\n' "$tool"
			exit 1
		}
		echo "1..0 # SKIP $tool is missing"
		exit 0
	}
done
export CHROMIUM
here=$TOP_BUILDDIR/tests/browser/run
mkdir -p "$here"
exec 9>"$here/lock" # two tests may begin at the same time
flock 9
cp -f "$TOP_SRCDIR"/tests/browser/*.mjs "$TOP_SRCDIR"/tests/browser/package*.json "$here"
cd "$here" || exit 1
if ! cmp -s package-lock.json installed; then
	npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1 || {
		sed 's/^/# /' npm.log
		[ -z "${CANVASS_BROWSER:-}" ] || exit 1
		echo '1..0 # SKIP npm cannot fetch playwright-core and axe-core'
		exit 0
	}
	cp package-lock.json installed
fi
exec 9>&-
exec node "${script:?}"
