#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh BUILD [CASE...]: the screens on real terminals.  Every key script of tests/screen under tmux
# must give the pictures it gives without a terminal; the cases below need a pseudo-terminal.
# shellcheck disable=SC2317 # cases are called by their names
set -u

build=$1
shift
here=$(dirname "$0")
work=$(mktemp -d)
socket=soxa-$$
LC_ALL=C.UTF-8
export LC_ALL
failed=0
trap 'tmux -L $socket kill-server 2>/dev/null; rm -rf "$work"' EXIT

say_ok() { echo "  ok    $1"; }
say_failed() {
	echo "  FAILED $1"
	failed=1
}

# new_book NAME: a fresh fixture in $book, its clock in SOXA_CLOCK.
new_book() {
	book=$work/$1
	mkdir "$book"
	SOXA_CLOCK=$("$build/mkbook" "$book") || exit 1
	export SOXA_CLOCK
}

# golden FILE N: picture N as tmux prints it; its cursor as "column row" goes to $work/cursor.
golden() {
	awk -v n="$2" -v cursor="$work/cursor" '
	/^== shot / { on = $3 + 0 == n; row = 0; next }
	!on { next }
	/^ *\^$/ { print length($0) - 1, row - 1 > cursor; next }
	{ sub(/\|$/, ""); sub(/ +$/, ""); print; row++ }' "$1"
}

# picture: what tmux shows now.
picture() { tmux -L "$socket" capture-pane -p -t soxa | sed 's/ *$//'; }

# same N FILE: waits until the picture is the golden one.
same() {
	golden "$2" "$1" >"$work/should"
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		if grep -q '^(ended)$' "$work/should"; then
			tmux -L "$socket" has-session -t soxa 2>/dev/null || return 0
		else
			picture >"$work/is" 2>/dev/null
			at=$(tmux -L "$socket" display-message -p -t soxa '#{cursor_x} #{cursor_y}' 2>/dev/null)
			cmp -s "$work/is" "$work/should" && [ "$at" = "$(cat "$work/cursor")" ] && return 0
		fi
		sleep 0.15
	done
	diff "$work/should" "$work/is"
	echo "cursor at $at, should be at $(cat "$work/cursor")"
	return 1
}

# in_tmux SCRIPT TERM: plays a script; stops at the first wrong picture.
in_tmux() {
	name=$(basename "$1" .keys)
	new_book "$name-$2"
	conf=
	case $name in
	ascii*) conf="-c $work/conf"
		echo 'terminal.charset = ascii' >"$work/conf" ;;
	esac
	cat >"$work/tmux.conf" <<-END
	set -g status off
	set -s escape-time 0
	set -g default-terminal screen
	END
	tmux -u -L "$socket" -f "$work/tmux.conf" new-session -d -s soxa -x 80 -y 24 \
		"exec env TERM=$2 SOXA_CLOCK=$SOXA_CLOCK $build/soxa $conf -b $book --as mai"
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do # keys before the first picture may be lost
		[ -n "$(picture)" ] && break
		sleep 0.1
	done
	"$build/ptykeys" -n "$1" >"$work/steps"
	shots=0
	bad=0
	while IFS= read -r line <&3; do
		rest=${line#* }
		case $line in
		key*) # shellcheck disable=SC2086 # two keys may come as one step
			tmux -L "$socket" send-keys -t soxa $rest ;;
		text*) tmux -L "$socket" send-keys -t soxa -l -- "$rest" ;;
		paste*) tmux -L "$socket" set-buffer -- "$(printf %b "$rest")"
			tmux -L "$socket" paste-buffer -p -t soxa ;;
		burst*) tmux -L "$socket" send-keys -t soxa -l -- "$(echo "$rest" | tr '<' '\177')" ;;
		other*) soxa="$build/soxa -b $book" sh -c "$(printf '%s' "$rest")" >/dev/null 2>&1 ;;
		size*) tmux -L "$socket" resize-window -t soxa -y "${rest% *}" -x "${rest#* }" ;;
		shot)
			shots=$((shots + 1))
			same "$shots" "${1%.keys}.screen" && continue
			bad=1
			break ;;
		esac
	done 3<"$work/steps"
	tmux -L "$socket" kill-server 2>/dev/null
	if [ $bad = 0 ]; then say_ok "$name in tmux as $2: $shots pictures"; else say_failed "$name in tmux as $2, picture $shots"; fi
}

# play NAME [OPTION...]: the key script on standard input, through ptykeys.
play() {
	name=$1
	shift
	cat >"$work/$name.keys"
	if "$build/ptykeys" "$@" "$work/$name.keys" "$build/soxa" -b "$book" --as mai >"$work/out" 2>&1; then
		say_ok "$name"
	else
		cat "$work/out"
		say_failed "$name"
	fi
}

# expect NAME TEXT: the last output holds TEXT.
expect() {
	if grep -q -- "$2" "$work/out"; then say_ok "$1"; else
		cat "$work/out"
		say_failed "$1: \"$2\" is missing"
	fi
}

keys_in_pieces() {
	new_book pieces
	play pieces <<-'END'
	:wait "Gõ mã" :split 120
	"hộ" :wait "> F10" Ctrl-U "f08" Enter :wait "Lọc:" F1 :wait "Esc 1, Ctrl-_" F10
	Down Down :wait "> 23/11/2021  Bản Nà" F10 :split 0 F10
	END
	new_book slowest
	play very-slow-pieces -t 30 <<-'END'
	:wait "Gõ mã" "f08" Enter :wait "Lọc:" :split 1500 Down Down "hộ" :split 700 F10 F10
	END
}

# harmless KEY...: keys that stop, end or freeze a program elsewhere.
harmless_keys() {
	new_book harmless
	play harmless-keys <<-'END'
	:wait "Gõ mã" Ctrl-C :wait "Ctrl-C không thoát" Ctrl-Z Ctrl-\ "f08" :wait "> F08" F4 :wait "L.lượng"
	"24" Tab "Bản Nà Nhì" Ctrl-C :wait "F10 để ra" Ctrl-\ Ctrl-G :signal 20 " X" :wait "Bản Nà Nhì X"
	Backspace Backspace Ctrl-S :wait "!" Ctrl-Q :wait "nháp" :signal 18 :sleep 300 Ctrl-Q
	END
}

slow_esc() {
	new_book esc
	play esc <<-'END'
	:wait "Gõ mã" "f08" Enter :wait "Lọc:"
	Esc :sleep 1500 :wait "Esc lần nữa" 1 :wait "Esc 0 Ra" Esc Esc :sleep 1200 F10 F10
	END
}

resizing() {
	new_book resize
	play resize <<-'END'
	:wait "Gõ mã" "f08" :size 20x70 :wait "80x24" "zz" Enter
	:size 24x80 :wait "f08" :size 40x120 :wait "> F08" :size 24x80 F10
	END
}

# A list of codes stands open while the window changes, is too small, and is as before.
resizing_a_popup() {
	new_book popup
	play resize-with-a-list-open <<-'END'
	:wait "Gõ mã" "f08" F4 :wait "L.lượng" "24112021" Tab "Bản Nà Nhì" Tab F4 :wait "Tổ Covid"
	:size 40x132 :wait "Tổ Covid" :size 10x40 :wait "80x24" :size 24x80 :wait "Tổ Covid" "doan" :size 30x100
	Enter :wait "> " :wait "Bản Nà Nhì" F10 :wait "nháp" F10
	END
	new_book popup-gone
	play hangup-with-a-list-open <<-'END'
	:wait "Gõ mã" "f08" F4 :wait "L.lượng" "24112021" Tab "Bản Nà Nhì" Tab F4 :wait "Tổ Covid" Hangup
	END
	play its-draft-is-there <<-'END'
	:wait "nháp" "f08" F4 :wait "Bản Nà Nhì" F10 F10
	END
	play hangup-while-too-small <<-'END'
	:wait "nháp" "f08" F4 :wait "Bản Nà Nhì" "tnv" :size 10x40 :wait "80x24" Hangup
	END
	play the-draft-has-what-came-last <<-'END'
	:wait "nháp" "f08" F4 :wait "tnv" F10 F10
	END
}

hang_up() {
	new_book hangup
	play hangup-in-a-record <<-'END'
	:wait "Gõ mã" "f08" F4 :wait "L.lượng" "24112021" Tab "Bản Nà Nhì" Tab Hangup
	END
	play draft-is-there <<-'END'
	:wait "nháp" F10
	END
	play told-to-end <<-'END'
	:wait "Gõ mã" "f08" F4 :wait "L.lượng" :signal 15
	END
}

paste_and_burst() {
	new_book paste
	play paste <<-'END'
	:wait "Gõ mã" :paste "f0\n8" :wait "f0 8" Ctrl-U :paste "F08" :wait "> F08"
	Ctrl-U "khong co gi nhu vay ca dau ma tim" Ctrl-U "f08" Enter "hua" F10 "f09" Enter F10 "f31" :wait "> F31" F10
	END
}

# What comes in one write: an input method at the client, words typed ahead, a paste without marks.
bursts() {
	new_book bursts
	for TERM in xterm-256color vt100 linux; do
		export TERM
		play "bursts-$TERM" <<-'END'
		:wait "Gõ mã" "tie" :burst "<<iê" :wait "máy trạm" :burst "ng Vie" :burst "<<iệt" :wait "tiêng Việt"
		Ctrl-U F9 :wait "TELEX" :burst "Nguyeenx Thij Hoaf, xax Tungs " :wait "Nguyễn Thị Hòa, xã Túng"
		Ctrl-U :burst "Đồn tests moowis" :wait "Đồn tests moowis" :wait "TELEX" F10
		END
	done
	TERM=xterm-256color
}

# Five names by Telex and by VNI, on terminals that have no input method of their own.
names() {
	for TERM in linux vt100; do
		export TERM
		new_book "names-$TERM"
		play "telex-$TERM" <<-'END'
		:wait "Gõ mã" "muf car" :wait "lọc: mù cả" Ctrl-U "l01" F4 :wait "TELEX"
		"Muf Car, Ddieenj Bieen" :wait "Mù Cả, Điện Biên" Ctrl-U "Nguyeenx Thij Hoaf" :wait "Nguyễn Thị Hòa"
		Ctrl-U "UBND xax Pa Veej Suwr" :wait "UBND xã Pa Vệ Sử" Ctrl-U "Kroong Buks" :wait "Krông Búk"
		F8 "c" F10 Ctrl-End Enter Down Right Down Right :wait "hoà, khoẻ, thuý" F10
		END
		play "vni-$TERM" <<-'END'
		:wait "VNI" Ctrl-U "mu2 ca3" :wait "lọc: mù cả" Ctrl-U "l01" F4
		"Mu2 Ca3, D9ie65n Bie6n" :wait "Mù Cả, Điện Biên" Ctrl-U "Nguye6n4 Thi5 Hoa2" :wait "Nguyễn Thị Hoà"
		Ctrl-U "UBND xa4 Pa Ve65 Su73" :wait "UBND xã Pa Vệ Sử" Ctrl-U "Kro6ng Bu1k" :wait "Krông Búk"
		F8 "c" F9 :wait "VN tắt" F10 F10
		END
		play "off-$TERM" <<-'END'
		:wait "VN tắt" "mu2 ca3" :wait "lọc: mu2 ca3" Esc 9 :wait "VNI" F10
		END
	done
	TERM=xterm-256color
}

charset() {
	new_book charset
	LC_ALL=C LANG=C play c-locale-utf8-terminal <<-'END'
	:wait "Gõ mã" "f08" :wait "Hoạt động" F10
	END
	LC_ALL=C LANG=C play c-locale-8-bit-terminal -8 <<-'END'
	:wait "Go ma" "f08" :wait "Hoat dong luc luong" F10
	END
}

no_screens() {
	new_book none
	"$build/soxa" -b "$book" --as mai </dev/null >"$work/out" 2>&1
	expect 'no terminal: a sentence' 'soxa enter'
	echo 'Enter' >"$work/dumb.keys"
	TERM=dumb "$build/ptykeys" "$work/dumb.keys" sh -c "'$build/soxa' -b '$book' --as mai 2>'$work/out'" >/dev/null
	expect 'TERM=dumb: a sentence' 'vt100'
	TERM=nonsense "$build/ptykeys" "$work/dumb.keys" sh -c "'$build/soxa' -b '$book' --as mai 2>'$work/out'" >/dev/null
	expect 'TERM nobody knows: a sentence' 'TERM=nonsense'
	"$build/ptykeys" "$work/dumb.keys" sh -c "unset TERM; '$build/soxa' -b '$book' --as mai 2>'$work/out'" >/dev/null
	expect 'no TERM: a sentence' 'vt100'
	expect 'TERM=dumb: the way out' 'enter .* --line'
}

# IDLE_SECS=60 watches a real minute.
# A form that comes while the program is open: it is told at the menu, and there at the next start.
new_forms() {
	new_book forms
	mkdir -p "$book/forms"
	(
		sleep 2
		sed 's/title = .*/title = "Buổi tiêm mới"/; s/version = 1/version = 2/' "$here/../../forms/data/vaccination_session.form" \
			> "$book/forms/vaccination_session.form"
	) &
	play forms-come-while-open <<-'END'
	:wait "Gõ mã" "f01" F4 :wait "Đợt tiêm" :sleep 4000 F10 :wait "Biểu mẫu vừa thay đổi" "f" Backspace :wait "F01 Buổi tiêm  " F10
	END
	wait
	play forms-are-there-then <<-'END'
	:wait "Buổi tiêm mới" F10
	END
}

bytes() {
	if "$here/bytes.sh" "$build" "${IDLE_SECS:-5}"; then say_ok 'bytes on the line'; else say_failed 'bytes on the line'; fi
}

TERM=xterm-256color
export TERM
cases=${*:-scripts keys_in_pieces slow_esc harmless_keys resizing resizing_a_popup hang_up paste_and_burst bursts names charset no_screens new_forms bytes}
for c in $cases; do
	case $c in
	scripts)
		for s in "$here"/../screen/*.keys; do
			case $s in */people*) continue ;; esac # what is idle for minutes is not played on a terminal
			in_tmux "$s" xterm-256color
		done
		for t in vt100 linux; do in_tmux "$here/../screen/home.keys" $t; done ;;
	*) $c ;;
	esac
done
exit $failed
