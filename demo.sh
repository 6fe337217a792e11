#!/bin/sh
# Builds canvass and shows it: a survey on your phone, and a summary of invented answers.
#
#	./demo.sh [DIR] [--seed N] [--answers N] [--listen ADDRESS:PORT]
#
# On Debian 12, as root, it installs the libraries that are missing; nothing else outside
# this folder is changed.  Stop it with Control-C.
#
# SPDX-License-Identifier: AGPL-3.0-or-later
set -eu
LC_ALL=C.UTF-8
export LC_ALL
top=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
from=$PWD
cd "$top"
. ./tools/packages.sh

# shellcheck disable=SC2086 # a list
install_missing $build_packages
# A build that the tests made serves as well.
[ -e build/Makefile ] || prepare build
make -s -C build -j "$(nproc)" >&2

# Names of folders are the caller's.
cd "$from"
exec "$top/build/canvass" demo "$@"
