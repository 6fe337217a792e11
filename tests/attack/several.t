#!/bin/sh
# Many releases of one survey, attacked together: successive waves, and summaries of a survey to
# which few answers come each time.  CANVASS_LONG tries many more.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"
. "$TOP_SRCDIR/tests/attack/lib.sh"

count=12 few=2
[ -z "${CANVASS_LONG:-}" ] || count=300 few=30
[ -z "${CANVASS_AGAIN:-}" ] || count=2 few=1
attack "$count surveys of five releases: no number is narrowed, no small step shows" several 1 "$count" 5
attack "$few surveys of twenty partial releases: the same" partial 1 "$few" 20
attack "$count surveys whose comments were coded after a release: the themes betray nothing" coded 1 "$count"
caught step "a line that grew by a few and is printed anew"
caught bytes "a held line that is not what was printed then"
caught joint "a release that is safe alone, but not with the one before"
tap_done
