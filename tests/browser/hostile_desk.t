#!/bin/sh
# The hostile database: whatever anybody may write is written as a browser would like it to be, and
# Chromium opens every page of desk, wall and phone, and every page that is exported.
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
export script=hostile_desk.mjs
# shellcheck source=tests/browser/run.sh
. "${TOP_SRCDIR:-$(dirname -- "$0")/../..}/tests/browser/run.sh"
