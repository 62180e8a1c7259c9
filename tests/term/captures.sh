#!/bin/sh
# SPDX-License-Identifier: MIT
# captures.sh BUILD: the program at work in tmux as TERM=linux and as vt100, printed as pictures for people:
# names typed by Telex and by VNI, and searches with and without marks.  Fails when a picture lacks its words.
set -u

build=$(cd "$1" && pwd)
work=$(mktemp -d)
socket=soxa-captures-$$
LC_ALL=C.UTF-8
export LC_ALL
failed=0
trap 'tmux -L $socket-linux kill-server 2>/dev/null; tmux -L $socket-vt100 kill-server 2>/dev/null; rm -rf "$work"' EXIT

keys() { tmux -L "$socket" send-keys -t soxa "$@"; }
typed() { keys -l -- "$1"; }
picture() { tmux -L "$socket" capture-pane -p -t soxa; }

# until_shown TEXT...: waits for a picture that holds each of them; false when there is none.
until_shown() {
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
		picture > "$work/now" 2> "$work/err"
		missing=
		for text; do grep -qF -- "$text" "$work/now" || missing=$text; done
		[ -z "$missing" ] && return 0
		sleep 0.2
	done
	return 1
}

# shows TITLE TEXT...: the picture, and whether it holds the words; lines alone that say something.
shows() {
	title=$1
	shift
	until_shown "$@" || failed=1
	printf '\n-- %s%s\n' "$title" "${missing:+: FAILED, \"$missing\" is missing}"
	cp "$work/now" "$work/printed"
	sed 's/ *$//; /^$/d; s/^/   |/' "$work/printed"
}

# lacks TEXT: the picture printed last does not hold it.
lacks() {
	grep -qF -- "$1" "$work/printed" || return
	failed=1
	printf '   FAILED: "%s" stands there\n' "$1"
}

# start TERM: the program on a book of its own.
start() {
	"$build/soxa" init "$work/book" --unit 03389@2021-11-23 > "$work/now" 2>&1
	tmux -u -L "$socket" -f /dev/null new-session -d -s soxa -x 80 -y 24 \
		"exec env TERM=$1 '$build/soxa' -b '$work/book' --as mai"
	until_shown 'F10 Thoát' || shows "no first screen as TERM=$1" 'F10 Thoát'
}

# setting ROW TEXT: changes the ROWth setting until its line holds TEXT.
setting() {
	keys C-End Enter
	until_shown 'Gõ tiếng Việt' && keys Home
	for _ in $(seq 2 "$1"); do keys Down; done
	keys Enter
	until_shown "$2" || shows "the setting of $2" "$2"
	keys F10
	until_shown 'Gõ mã hoặc chữ'
	keys C-u
}

# names TERM METHOD WORK HAMLET PLACE INCIDENT PERSON NOTE: a line of F08 with all its fields, the five names in it.
names() {
	typed f08
	until_shown '> F08' && keys F4
	until_shown 'L.lượng' && typed 23112021
	keys Tab
	typed "$4"
	keys Tab
	typed tcd
	keys Tab
	typed "$3"
	keys Tab
	typed 3
	keys F3
	until_shown 'Nội dung' && keys Tab Tab Tab Tab
	typed 42
	keys Tab Tab Tab
	typed c
	keys Tab
	typed "$6"
	keys Tab
	typed "$7"
	keys Tab
	typed "$8"
	keys C-Home Tab Tab Tab Tab
	typed "$5"
	keys Tab
	shows "TERM=$1, typed by $2: $4 / $5 / $6 / $7 / $8" 'Mù Cả' 'Điện Biên' 'Krông Búk' 'Nguyễn Thị Hoà' 'UBND xã Pa Vệ Sử'
	keys F2
	until_shown 'Đã ghi' || shows 'the line is saved' 'Đã ghi'
	keys F10
	until_shown 'Gõ mã hoặc chữ' && keys C-u
}

# search TERM KEYS WORDS RESULT: in the whole book.
search() {
	typed "$2"
	until_shown "lọc: $3" && keys F5
	shows "TERM=$1, a search for \"$3\", typed $2" "$3" "$4"
	keys F10
	until_shown 'Gõ mã hoặc chữ' && keys C-u
}

one_terminal() {
	socket=$socket-$1
	work=$work/$1
	mkdir "$work"
	start "$1"
	setting 3 'hoà, khoẻ'
	names "$1" Telex rsh 'Muf Car' 'DDieenj Bieen' 'Kroong Busk' 'Nguyeenx Thij Hoaf' 'UBND xax Pa Veej Suwr'
	setting 2 VNI
	names "$1" VNI htt 'D9ie65n Bie6n' 'Mu2 Ca3' 'Kro6ng Bu1k' 'Nguye64n Thi5 Hoa2' 'UBND xa4 Pa Ve65 Su73'
	search "$1" 'mu ca' 'mu ca' 'Mù Cả'
	search "$1" 'dien bien' 'dien bien' 'Điện Biên'
	search "$1" 'd9ie6n' 'điên' 'Cả sổ không có phiếu nào'
	lacks 'Điện Biên'
	lacks 'Mù Cả'
	keys F10
	tmux -L "$socket" kill-server 2> "$work/err"
	return $failed
}

one_terminal linux > "$work/linux.out" &
linux=$!
one_terminal vt100 > "$work/vt100.out" &
wait $linux || failed=1
wait $! || failed=1
cat "$work/linux.out" "$work/vt100.out"
exit $failed
