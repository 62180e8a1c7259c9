#!/bin/sh
# SPDX-License-Identifier: MIT
# matrix.sh BUILD [TERM...]: one short session in every cell of the terminal matrix: TERM x locale x what the
# terminal shows.  A cell holds when letters and lines are those of its tier, the keys of that terminal's own
# keyboard and Esc with a digit work, the text stands in the book in NFC, and the terminal is put back as it was.
#
# Tiers: U Vietnamese letters and UTF-8 lines, A ASCII, - refused with a sentence.
set -u

# TERM, keyboard, tier with a UTF-8 locale, tier with another locale on a UTF-8 terminal, how it is run.
table='
xterm           xterm   U U direct
xterm           putty   U U direct
xterm           linux   U U direct
xterm-256color  xterm   U U direct
xterm-256color  putty   U U direct
putty           putty   U U direct
linux           linux   U U direct
screen          screen  U U direct
tmux            screen  U U direct
vt220           vt220   U A direct
vt220           putty   U A direct
vt100           vt100   U A direct
vt100           linux   U A direct
ansi            ansi    A A direct
dumb            xterm   - - direct
tmux            xterm   U U tmux
screen          xterm   U U tmux
screen          xterm   U U screen
'
locales='C.UTF-8 C POSIX unset'

# cell BUILD WORK TERM KEYBOARD TIER HOW LOCALE SHOWS: plays it; one line of result.
cell() {
	build=$1 dir=$2/$3-$4-$6-$7-$8 term=$3 keyboard=$4 tier=$5 how=$6 locale=$7 shows=$8
	name=$(printf '%-15s %-7s %-6s %-8s %-6s %s' "$term" "$keyboard" "$how" "$locale" "$shows" "$tier")
	mkdir "$dir" || return 1
	cp -r "$2/book" "$dir/book"
	unset LANG LC_ALL LC_CTYPE LANGUAGE
	[ "$locale" = unset ] || export LANG="$locale"
	export TERM="$term"
	echo 'lines = utf-8' >"$dir/conf"
	# What a UTF-8 locale says is believed; an 8-bit terminal needs the setting then.
	[ "$shows$locale" != 8-bitC.UTF-8 ] || echo 'terminal.charset = ascii' >>"$dir/conf"
	[ "$tier" != - ] || { refused; return; }
	session >"$dir/keys"
	run || { failed "the session"; return; }
	shown || return
	"$build/soxa" -b "$dir/book" list F08 --format json >"$dir/list" 2>&1
	grep '"hamlet":"Bản Nậm Cầu"' "$dir/list" | grep -q '"result":42' || { failed "the book"; return; }
	echo "  ok    $name"
	rm -rf "$dir"
}

failed() {
	echo "  FAILED $name: $1 (in $dir)"
	[ ! -f "$dir/out" ] || sed 's/^/    /' "$dir/out" | tail -40
}

# A terminal that cannot move its cursor gets a sentence, and its modes stay as they are.
refused() {
	echo ':sleep 100' >"$dir/keys"
	if ! "$build/ptykeys" "$dir/keys" sh -c "'$build/soxa' -c '$dir/conf' -b '$dir/book' --as hoa 2>'$dir/err'; test \$? = 2" \
		>"$dir/out" 2>&1 || ! grep -q 'TERM=dumb' "$dir/err" || ! grep -q vt100 "$dir/err"; then
		failed "the refusal"
		return
	fi
	echo "  ok    $name"
	rm -rf "$dir"
}

# The keys: on ASCII by Telex, elsewhere as from a client that has its own input; with the function keys this keyboard has and Esc with a digit for the rest.
session() {
	new='F4' out='F10'
	case $keyboard in
	vt220 | ansi) new='Esc 4' ;;
	esac
	case $keyboard in
	vt100 | ansi) out='Esc 0' ;;
	esac
	if [ "$tier" = U ]; then
		menu='Gõ mã' sheet='L.lượng' said='mới' saved='Đã ghi' typed='Bản Nậm Cầu' keyed='Bản Nậm Cầu' again='Bản Hua Bum'
	else
		menu='Go ma' sheet='L.luong' said='moi' saved='Da ghi' typed='Ban Nam Cau' keyed='Banr Naamj Caauf' again='Ban Hua Bum'
	fi
	# Only a person can say what letters the font of a console far away has.
	[ "$term-$tier" != linux-U ] || echo ':wait "Bạn có đọc được: ă ế ữ ậ ? (c/k)" "c" '
	cat <<-END
	:wait "$menu" "f08x" Backspace :wait "> F08" $new :wait "$sheet"
	"24112021" Tab "$keyed." Left Right Backspace :wait "$typed" Tab :wait "$said"
	"tnv" Tab "rsh" Tab "3" Tab "1" Tab Tab Tab "42" Esc 2 :wait "$saved" :wait "42 11" :shot
	$out :wait "$menu" Enter :wait "$again" Down Down Up Esc :sleep 300 0 :wait "$menu" $out
	END
}

run() {
	set -- "$build/soxa" -c "$dir/conf" -b "$dir/book" --as hoa
	case $how in
	tmux)
		printf 'set -g status off\nset -s escape-time 50\nset -g default-terminal %s\n' "$TERM" >"$dir/mux"
		TERM=xterm-256color
		set -- tmux -u -L "soxa-m-$$" -f "$dir/mux" new-session "TERM=$term exec $*" ;;
	screen)
		printf 'startup_message off\nmaptimeout 50\nterm screen\ndefutf8 on\n' >"$dir/mux"
		TERM=xterm
		SCREENDIR=$dir/sockets
		mkdir -m 700 "$SCREENDIR"
		export SCREENDIR
		set -- screen -U -c "$dir/mux" -S "m$$" "$@" ;;
	esac
	case $shows in
	8-bit) "$build/ptykeys" -8 -t 20 -k "$keyboard" "$dir/keys" "$@" >"$dir/out" 2>&1 ;;
	*) "$build/ptykeys" -t 20 -k "$keyboard" "$dir/keys" "$@" >"$dir/out" 2>&1 ;;
	esac
}

# Letters and lines of the picture, and of what was sent.
shown() {
	if grep -q 'qqqq\|lqqk' "$dir/out"; then failed "lines as letters"; return 1; fi
	[ "$how" != direct ] || grep -q '^lines    0 in another set' "$dir/out" || { failed "lines of another set"; return 1; }
	case $tier in
	U) grep -q '^────────' "$dir/out" || { failed "no UTF-8 lines"; return 1; } ;;
	A) grep -q '^--------' "$dir/out" || { failed "no ASCII lines"; return 1; }
		high=$(sed -n 's/.*bytes over 127: //p' "$dir/out")
		[ "$high" -le 3 ] || { failed "$high bytes over 127"; return 1; } ;; # the three of the question
	esac
}

if [ "${1-}" = cell ]; then
	shift
	cell "$@"
	exit
fi
build=$(cd "$1" && pwd)
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/book"
SOXA_CLOCK=$("$build/mkbook" "$work/book") || exit 1
export SOXA_CLOCK

echo "$table" | while read -r term keyboard with without how; do
	[ -n "$term" ] || continue
	case " ${*:-$term} " in *" $term "*) ;; *) continue ;; esac
	for locale in $locales; do
		tier=$without
		[ "$locale" != C.UTF-8 ] || tier=$with
		echo "$term $keyboard $tier $how $locale UTF-8"
		[ "$how" = direct ] || continue # these speak UTF-8 to the program whatever is outside
		[ "$tier" != U ] || tier=A
		echo "$term $keyboard $tier $how $locale 8-bit"
	done
done >"$work/cells"
xargs -P 2 -L 1 "$0" cell "$build" "$work" <"$work/cells" | tee "$work/said"
held=$(grep -c '^  ok' "$work/said")
all=$(wc -l <"$work/cells")
echo "  terminal matrix: $held cells of $all"
[ "$held" = "$all" ]
