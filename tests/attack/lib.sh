# shellcheck shell=sh
# What the attacks share.  Source it after tests/tap.sh.
# SPDX-License-Identifier: AGPL-3.0-or-later

CANVASS=$TOP_BUILDDIR/canvass
export CANVASS
for needed in python3 glpsol; do
	if ! command -v "$needed" >/dev/null; then
		skip "$needed is not installed"
		tap_done
	fi
done

# attack WORDS ARGS...: run.py, whose figures are told.
attack() {
	words=$1
	shift
	python3 "$TOP_SRCDIR/tests/attack/run.py" "$@" >"$work/out" 2>&1
	ok "$?" "$words"
	note "$(tail -n 40 "$work/out")"
}

# caught KIND WORDS: a release that was tampered with must be seen.
caught() {
	attack "would be seen: $2" doctored "$1"
}
