#!/bin/sh
# Every shipped form in every language, answered in Chromium by keys alone, by touch, without
# styles and with scripts: each way leaves the same record.
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
export script=forms.mjs
# shellcheck source=tests/browser/run.sh
. "${TOP_SRCDIR:-$(dirname -- "$0")/../..}/tests/browser/run.sh"
