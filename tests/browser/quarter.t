#!/bin/sh
# A quarter of a team's work in Chromium, with scripts; every page is looked at by axe-core.
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
export script=quarter.mjs QUARTER_SCRIPTS=on
# shellcheck source=tests/browser/run.sh
. "${TOP_SRCDIR:-$(dirname -- "$0")/../..}/tests/browser/run.sh"
