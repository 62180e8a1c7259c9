#!/bin/sh
# SPDX-License-Identifier: MIT
# xterm.sh BUILD [DIR]: the screens in real terminal windows, xterm and PuTTY's pterm, under Xvfb.  Types a session
# by Telex with the window's own key events, leaves pictures (PNG) in DIR for a person to look at, and checks what
# stands in the book.  Says so and does nothing where there is no Xvfb.  Not a part of `make check`.
set -u

build=$(cd "$1" && pwd)
out=${2:-$build/xterm}
for need in Xvfb xterm pterm xdotool import; do
	command -v "$need" >/dev/null || {
		echo "  skipped: no $need here (Debian: xvfb xterm pterm xdotool imagemagick fonts-dejavu-core)"
		exit 0
	}
done
mkdir -p "$out"
work=$(mktemp -d)
failed=0
unset LANG LC_ALL LC_CTYPE WAYLAND_DISPLAY
export LANG=C.UTF-8

number=90
while [ -e "/tmp/.X$number-lock" ]; do number=$((number + 1)); done
Xvfb ":$number" -screen 0 1024x768x24 -nolisten tcp >"$work/x.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
export DISPLAY=":$number"
for _ in 1 2 3 4 5 6 7 8 9 10; do
	if xdotool getmouselocation >/dev/null 2>&1; then break; fi
	sleep 0.5
done

# open_window NAME: the program in a window of that terminal; $window is its number.
open_window() {
	rm -rf "$work/book"
	mkdir "$work/book"
	SOXA_CLOCK=$("$build/mkbook" "$work/book") || exit 1
	export SOXA_CLOCK
	run="$build/soxa -b $work/book --as mai"
	case $1 in
	xterm) xterm -u8 -fa 'DejaVu Sans Mono' -fs 11 -geometry 80x24+0+0 -xrm '*allowWindowOps: false' -e sh -c "$run" & ;;
	pterm) pterm -fn 'client:DejaVu Sans Mono 11' -geometry 80x24+0+0 -cs UTF-8 -e sh -c "$run" & ;;
	esac
	terminal=$!
	window=$(xdotool search --sync --onlyvisible --class "$1" | head -1)
	xdotool windowfocus --sync "$window"
	sleep 2
}

press() { for k in "$@"; do xdotool key --clearmodifiers --delay 40 "$k"; sleep 0.15; done; }
write() { xdotool type --delay 40 -- "$1"; sleep 0.3; }
shot() {
	sleep 0.7
	import -window "$window" "$out/$1.png" && echo "  picture $out/$1.png"
}

# session NAME: names by Telex in F08, saved by F2; then the page that tries keys.
session() {
	open_window "$1"
	write f08
	press F4
	write 24112021
	press Tab
	write 'Banr Muf Car'
	shot "$1-typing"
	press Tab
	write tnv
	press Tab
	write rsh
	press Tab
	write 3
	press Tab
	write 1
	press Tab Tab Tab
	write 42
	press F2
	shot "$1-saved"
	press F10
	write hua
	press F5
	shot "$1-search"
	press F10 F10
	wait "$terminal"
	if "$build/soxa" -b "$work/book" list F08 --format json | grep '"hamlet":"Bản Mù Cả"' | grep -q '"result":42'; then
		echo "  ok    $1: typed by Telex, saved, found in the book"
	else
		echo "  FAILED $1: the line is not in the book"
		failed=1
	fi
}

# keys NAME: every function key and the ones around, pressed in the window, on the page that shows what came.
keys() {
	open_window "$1"
	press Escape greater Return # PuTTY sends Ctrl-End as End
	press Escape greater Up Return
	press F1 F10 F2 F3 F4 F5 F6 F7 F9 Home End Insert Delete Prior Next ctrl+Home ctrl+End shift+Tab Left Right
	shot "$1-keys"
	press Prior Prior
	shot "$1-keys-first"
	press F10 F10 F10
	wait "$terminal"
}

for t in xterm pterm; do
	session $t
	keys $t
done
exit $failed
