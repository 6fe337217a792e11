#!/bin/sh
# A call up the floors does not link.  Into a copy of each floor's archive goes an object
# that calls a function of a floor which it may not use; linked as the floor's whole.t is,
# that must fail by the name of the function.  As a control, a call of its own links.
# SPDX-License-Identifier: AGPL-3.0-or-later
. "${TOP_SRCDIR:-.}/tests/tap.sh"

# What each floor may use.
below() {
	case $1 in
	base) echo ;;
	form | seal | store) echo base ;;
	answer) echo form base ;;
	summary | live) echo answer form base ;;
	out) echo live summary answer form base ;;
	web) echo out live summary answer form seal store base ;;
	esac
}

# A function that the floor defines.
function_of() {
	nm -g --defined-only "$TOP_BUILDDIR/lib$1.a" 2>/dev/null |
		awk '$2 == "T" && $3 ~ /^[a-z][a-z_]*$/ { print $3; exit }'
}

# link_with FLOOR FUNCTION: the floor with an object in it that calls the function.
link_with() {
	cp "$TOP_BUILDDIR/lib$1.a" "$work/libplanted.a"
	printf 'void %s(void);\nvoid planted_call(void);\nvoid planted_call(void) { %s(); }\n' "$2" "$2" \
		>"$work/planted.c"
	printf 'int main(void) { return 0; }\n' >"$work/main.c"
	archives=
	for floor in $(below "$1"); do
		archives="$archives $TOP_BUILDDIR/lib$floor.a"
	done
	# shellcheck disable=SC2086 # all of these are lists
	${CC:-cc} ${LINK_FLAGS:-} -fno-builtin -w -c -o "$work/planted.o" "$work/planted.c" &&
		ar rc "$work/libplanted.a" "$work/planted.o" &&
		${CC:-cc} ${LINK_FLAGS:-} -w -o "$work/program" "$work/main.c" -Wl,--whole-archive \
			"$work/libplanted.a" -Wl,--no-whole-archive $archives ${OUTSIDE_LIBS:-} >"$work/log" 2>&1
}

floors="base form answer live seal store summary out web"
for floor in $floors; do
	if [ ! -e "$TOP_BUILDDIR/lib$floor.a" ]; then
		skip "the floor $floor is empty"
		continue
	fi
	link_with "$floor" "$(function_of "$floor")"
	ok "$?" "$floor links with the floors below it" || note "$(head -n 20 "$work/log")"
	for upper in $floors; do
		case " $floor $(below "$floor") " in *" $upper "*) continue ;; esac
		name=$(function_of "$upper")
		[ -n "$name" ] || continue
		! link_with "$floor" "$name" && grep -q "undefined reference to .$name" "$work/log"
		ok "$?" "$floor cannot call $upper: $name is undefined" || note "$(head -n 20 "$work/log")"
	done
done
tap_done
