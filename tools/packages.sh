# shellcheck shell=sh
# The Debian packages that a build and the tests need.  Sourced by test.sh and demo.sh.
# SPDX-License-Identifier: AGPL-3.0-or-later

# shellcheck disable=SC2034 # for those who source this
build_packages="gcc libc6-dev make autoconf automake pkg-config xz-utils
libmicrohttpd-dev libsqlite3-dev libsodium-dev libyaml-dev libjansson-dev libunistring-dev
libqrencode-dev libmd4c-dev libpcre2-dev libminizip-dev zlib1g-dev libexpat1-dev libxlsxwriter-dev
libcairo2-dev libpango1.0-dev librsvg2-dev libzbar-dev libpng-dev fonts-inter
libglpk-dev liboath-dev libreadstat-dev libstemmer-dev wbritish scowl miscfiles libtext-names-perl libgeonames-common iso-codes"
# Where a program may come from elsewhere: program=package.
# shellcheck disable=SC2034
test_packages="clang=clang libclang-rt-14-dev curl=curl shellcheck=shellcheck mandoc=mandoc
python3=python3 glpsol=glpk-utils node=nodejs npm=npm chromium=chromium rsvg-convert=librsvg2-bin
zbarimg=zbar-tools ZXingReader=zxing-cpp-tools qpdf=qpdf pngcheck=pngcheck
python3-numpy=python3-numpy python3-pil=python3-pil pdftoppm=poppler-utils strace=strace xmllint=libxml2-utils python3-openpyxl=python3-openpyxl
python3-odf=python3-odf ssconvert=gnumeric soffice=libreoffice-calc unzip=unzip
python3-jsonschema=python3-jsonschema python3-yaml=python3-yaml
libfaketime=libfaketime pspp=pspp r-cran-haven=r-cran-haven csvjson=csvkit tidy=tidy pdftotext=poppler-utils"

# missing_packages LIST...: those that are not installed, one a line.
missing_packages() {
	for wanted; do
		case $wanted in
		*=*) command -v "${wanted%%=*}" >/dev/null 2>&1 && continue ;;
		esac
		dpkg-query -W -f '${db:Status-Status}' "${wanted#*=}" 2>/dev/null |
			grep -q '^installed' || printf '%s\n' "${wanted#*=}"
	done
}

# install_missing LIST...: as root installs them; otherwise says which, and exits with 69.
# On a system that is no Debian, configure will say what it lacks.
install_missing() {
	command -v dpkg-query >/dev/null 2>&1 || return 0
	# shellcheck disable=SC2046 # one word a package
	set -- $(missing_packages "$@")
	[ $# -gt 0 ] || return 0
	if [ "$(id -u)" -ne 0 ]; then
		printf 'Packages are missing. As root:\n\n\tapt-get install --no-install-recommends %s\n\n' \
			"$*" >&2
		exit 69
	fi
	printf 'installing: %s\n' "$*" >&2
	DEBIAN_FRONTEND=noninteractive
	export DEBIAN_FRONTEND
	if ! apt-get -q update >&2 || ! apt-get -q -y install --no-install-recommends "$@" >&2; then
		printf 'the packages could not be installed\n' >&2
		exit 69
	fi
}

# prepare FOLDER OPTION...: configures a build of its own, once for the same options.
prepare() {
	folder=$1
	shift
	[ -x configure ] && [ -e build-aux/tap-driver.sh ] && [ -e Makefile.in ] || ./bootstrap >&2 || return 1
	mkdir -p "$folder"
	if [ ! -e "$folder/Makefile" ] || [ "$(cat "$folder/options" 2>/dev/null)" != "$*" ]; then
		(cd "$folder" && ../configure --quiet "$@") >&2 || return 1
		printf '%s\n' "$*" >"$folder/options"
	fi
}
