#!/bin/sh
# Three people answer the shipped survey in Chromium; every page they see is looked at.
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
export script=walk.mjs
# shellcheck source=tests/browser/run.sh
. "${TOP_SRCDIR:-$(dirname -- "$0")/../..}/tests/browser/run.sh"
