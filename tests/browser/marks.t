#!/bin/sh
# In Chromium without script: what could tell who somebody is is shown back, changed or kept.
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
export script=marks.mjs
# shellcheck source=tests/browser/run.sh
. "${TOP_SRCDIR:-$(dirname -- "$0")/../..}/tests/browser/run.sh"
