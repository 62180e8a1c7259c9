#!/bin/sh
# SPDX-License-Identifier: MIT
# deps.sh GROUP...: installs the Debian packages a group of targets needs and this machine
# misses, saying which and why.  Groups: build check term lint valgrind bench.  Nothing missing: silent.
set -eu

# One line a need: group, how to see that it is there, Debian package, what it is for.
needs='
build  cmd:pkg-config      pkg-config         finds the libraries
build  pc:ncursesw         libncurses-dev     the screen
build  h:db.h              libdb5.3-dev       the store
build  pc:libutf8proc      libutf8proc-dev    NFC of Vietnamese text
build  pc:libzstd          libzstd-dev        packing of dumps
build  pc:libsodium        libsodium-dev      sealing and signing of dumps
build  pc:jansson          libjansson-dev     JSON in
build  pc:libconfuse       libconfuse-dev     form and configuration files
build  cmd:msgfmt          gettext            the sentences in two languages
check  pc:check            check              the tests
check  cmd:zstd            zstd               reading a dump with stock tools
check  cmd:db5.3_load      db5.3-util         loading an export with stock tools
check  cmd:weasyprint      weasyprint         reports as PDF
check  cmd:pdftotext       poppler-utils      reading them back
term   cmd:tmux            tmux               tests on a real terminal
term   cmd:screen          screen             tests on a real terminal
term   glob:/usr/share/terminfo/p/putty ncurses-term the terminals of the matrix
term   cmd:dialog          dialog             a peer to count bytes against
term   glob:/usr/sbin/sshd openssh-server    accounts tried for real
lint   cmd:clang-tidy      clang-tidy         static analysis
lint   cmd:clang-format    clang-format       layout of the code
lint   cmd:cppcheck        cppcheck           static analysis
lint   cmd:shellcheck      shellcheck         the shell scripts
lint   cmd:mandoc          mandoc             the manual pages
fuzz   cmd:clang           clang              fuzzing
fuzz   glob:/usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-*.a libclang-rt-14-dev fuzzing
valgrind cmd:valgrind      valgrind           memory errors
cover  cmd:gcovr           gcovr              coverage
bench  pc:sqlite3          libsqlite3-dev     a peer to measure against
bench  cmd:sqlite3         sqlite3            a peer to measure against
bench  glob:/usr/lib/postgresql/*/bin/initdb postgresql a peer to measure against
bench  cmd:dialog          dialog             a peer to measure against
'

there() {
	case $1 in
	cmd:*) command -v "${1#cmd:}" >/dev/null 2>&1 ;;
	pc:*) pkg-config --exists "${1#pc:}" 2>/dev/null ;;
	h:*) [ -e "/usr/include/${1#h:}" ] ;;
	glob:*) for f in ${1#glob:}; do [ -e "$f" ] && return 0; done; return 1 ;;
	esac
}

missing=
for group in "$@"; do
	while read -r g probe package why; do
		[ "$g" = "$group" ] || continue
		there "$probe" && continue
		missing="$missing $package"
		echo "soxa needs $package ($why)"
	done <<-END
	$needs
	END
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null 2>&1 || {
		echo "not root and no sudo: as root, run: apt-get install$missing" >&2
		exit 1
	}
	as_root=sudo
	echo "asking sudo to run apt-get install$missing"
fi
$as_root apt-get update -qq || echo "apt-get update failed; trying with the lists at hand" >&2
# shellcheck disable=SC2086 # the names are words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
