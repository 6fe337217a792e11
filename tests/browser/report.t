#!/bin/sh
# The report of a release with every part, in Chromium: axe in each mode, no sideways scroll, and a
# print on A4 in which nothing is cut, whose numbers are those of the page.
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
export script=report.mjs
# shellcheck source=tests/browser/run.sh
. "${TOP_SRCDIR:-$(dirname -- "$0")/../..}/tests/browser/run.sh"
