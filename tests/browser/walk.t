#!/bin/sh
# Walks the shipped survey in Chromium.  Needs chromium, node and npm; what npm fetches is
# pinned by package-lock.json and lands in the build folder.
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
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
cp -f "$TOP_SRCDIR"/tests/browser/*.mjs "$TOP_SRCDIR"/tests/browser/package*.json "$here"
cd "$here"
if ! cmp -s package-lock.json installed; then
	npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1 || {
		sed 's/^/# /' npm.log
		[ -z "${CANVASS_BROWSER:-}" ] || exit 1
		echo '1..0 # SKIP npm cannot fetch playwright-core and axe-core'
		exit 0
	}
	cp package-lock.json installed
fi
exec node walk.mjs
