#!/bin/bash
# SPDX-License-Identifier: MIT
# bytes.sh BUILD [SECS]: what the screens send over the line, on three terminals, beside a bare ncurses form
# and dialog; SECS (60) are watched idle.  Figures over the limits of the last column fail.
set -eu
export LC_ALL=C.UTF-8 SOXA_CLOCK=2021-11-24T08:00

build=$(cd "$1" && pwd)
secs=${2:-60}
tests=$(cd "$(dirname "$0")/.." && pwd)
dir=$(mktemp -d "$build/bytes.XXXXXX")
trap 'rm -rf "$dir"' EXIT
failed=0
lines() { awk -v n=11 -v seed=7 "$@" -f "$tests/data/volunteer.awk"; }

# An office after its first weeks: lan has keyed most codes, the hamlets are in their list.
{
	"$build/soxa" init "$dir/office" --unit 03389@2021-11-23 --training
	awk -v n=150 -v seed=11 -v from=2021-11-01 -f "$tests/data/volunteer.awk" |
		SOXA_CLOCK=2021-11-20T08:00 "$build/soxa" -b "$dir/office" --as lan add volunteer_activity
	lines -v as=csv | cut -d, -f2 | sed 1d | sort -u | sed 's/.*/{"name":"&","kind":"BAN"}/' |
		SOXA_CLOCK=2021-11-20T09:00 "$build/soxa" -b "$dir/office" --as lan add hamlet
} > /dev/null 2>&1
# She has told long ago that the console shows her letters.
echo ':wait "(c/k)" "c" :wait "Gõ mã" F10' > "$dir/console.keys"
TERM=linux "$build/ptykeys" "$dir/console.keys" "$build/soxa" -b "$dir/office" --as lan > "$dir/console" || cat "$dir/console"

# play TERM NAME PROGRAM...: the keys of NAME.keys; what was counted goes to NAME.TERM.
play() {
	TERM=$1 "$build/ptykeys" -b -i "$secs" "$dir/$2.keys" "${@:3}" > "$dir/$2.$1" 2>&1 || cat "$dir/$2.$1"
}
# ours TERM NAME FORM: the keys of NAME.keys in a form of a book of its own.
ours() {
	cp -r "$dir/office" "$dir/book.$1.$2"
	play "$1" "$2" "$build/soxa" -b "$dir/book.$1.$2" --as lan enter "$3"
}

# Sheet: eleven lines, each counted; form: one record of F31; codes: a list opened and closed.
lines -v as=keys | sed '/^:wait "Đã ghi"/d; /^ *"\|^Ctrl/s/$/ :count "line"/' > "$dir/sheet.keys"
lines -v as=keys -v by=tab | sed '/^:wait "Đã ghi"/d; /^ *"\|^Ctrl/s/$/ :count "line"/' > "$dir/tab.keys"
echo ':wait "F10" "Giang A Phao" Tab "1990" Tab "nam" Tab "Ban Na Nhi" Tab "DQ" Tab Tab Tab "c" Tab "20112021"
	:count "record" Ctrl-S :count "next"' > "$dir/form.keys"
echo ':wait "F10"' > "$dir/session.keys"
echo ':wait "F10" Tab Tab :count "before" F4 :count "open" F10 :count "close"' > "$dir/codes.keys"
# The peers key the first line, field after field; a second would have to be started anew.
echo '"23112021" Tab "Bản Phìn Khò" Tab "TCD" Tab "HTT" Tab "1" Tab "1" Tab "2" Tab Tab "140" Tab :count "line"' > "$dir/bare.keys"
sed 's/Tab/Ctrl-N/g' "$dir/bare.keys" > "$dir/dialog.keys"

for term in xterm vt100 linux; do
	{
		ours $term sheet volunteer_activity
		ours $term tab volunteer_activity &
		ours $term form volunteer &
		ours $term session vaccination_session &
		ours $term codes volunteer_activity &
		play $term bare "$build/bareform" > /dev/null &
		play $term dialog "$tests/bench/dialog.sh" > /dev/null &
		wait
	} &
done
wait

# of FILE KIND COLUMN: a number of ptykeys' report by the name of its line; all of :count NAME summed but the first line.
of() { awk -v k="$2" -v c="$3" '$1 == k { print $c }' "$dir/$1"; }
counted() { awk -v k="$2" -v c="$3" -v skip="${4:-0}" '$1 == "count" && $2 == k && n++ >= skip { s += $c } END { print s }' "$dir/$1"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
# row WHAT OURS BARE DIALOG MOST: fails when the number OURS begins with is over MOST.
row() {
	local mark=
	if [ "$5" != - ] && ! awk -v is="${2%% *}" -v most="$5" 'BEGIN { exit !(is != "" && is + 0 <= most + 0) }'; then
		mark=' FAILED'
		failed=1
	fi
	printf '  %-44s %14s %14s %14s %8s%s\n' "$1" "$2" "$3" "$4" "$5" "$mark"
}

# What was keyed is what stands in the book: no byte was saved by a wrong figure.
figures() { awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
	{ split("date hamlet force work people women shifts hours result", f, " "); s = ""
	for (i = 1; i <= 9; i++) s = s "," $(at[f[i]]); print s }' | sort; }
lines -v as=csv | figures > "$dir/should"

for term in xterm vt100 linux; do
	for by in sheet tab; do
		"$build/soxa" -b "$dir/book.$term.$by" list volunteer_activity --from 2021-11-23 --format csv | figures |
			diff "$dir/should" - || failed=1
	done
	row "TERM=$term, bytes sent" soxa 'bare form' dialog -
	row 'first screen: F08, a sheet' "$(of sheet.$term start 7)" "$(of bare.$term start 7)" "$(of dialog.$term start 7)" 700
	row 'first screen: F31, a form of 14 fields' "$(of form.$term start 7)" '' '' 750
	row 'first screen: F01, 31 fields on two pages' "$(of session.$term start 7)" '' '' 1200
	for kind in key advance; do
		name='plain key' most=4 other=key # dialog's Ctrl-N is another key
		[ $kind = key ] || { name='field advance' most=12 other=other; }
		row "$name: median (mean)" "$(of sheet.$term $kind 11) ($(of sheet.$term $kind 13))" \
			"$(of bare.$term $kind 11) ($(of bare.$term $kind 13))" "$(of dialog.$term $other 11) ($(of dialog.$term $other 13))" "$most"
	done
	sent=$(counted sheet.$term line 7 1) typed=$(counted sheet.$term line 5 1)
	row 'F08 line, ten after the first: bytes a line' "$((sent / 10))" '' '' 130
	row 'the same: sent / typed (peers: one line)' "$(ratio "$sent" "$typed")" \
		"$(ratio "$(counted bare.$term line 7)" "$(counted bare.$term line 5)")" \
		"$(ratio "$(counted dialog.$term line 7)" "$(counted dialog.$term line 5)")" 3
	row 'the same with Tab through every column' "$(ratio "$(counted tab.$term line 7 1)" "$(counted tab.$term line 5 1)")" '' '' 3
	row 'field advance in F31, names of codes too' "$(of form.$term advance 11) ($(of form.$term advance 13))" '' '' 25
	row 'next record: F31 (dialog: started anew)' "$(counted form.$term next 7)" '' "$(of dialog.$term start 7)" 300
	row 'list of codes: opened' "$(counted codes.$term open 7)" '' '' 750
	row 'list of codes: closed' "$(counted codes.$term close 7)" '' '' 480
	row "idle for $secs s" "$(of sheet.$term idle 7)" "$(of bare.$term idle 7)" "$(of dialog.$term idle 7)" 0
	row 'titles, mouse modes, colours' "$(awk '/^never/ { print $2 + $4 + $7 }' "$dir/sheet.$term")" \
		"$(awk '/^never/ { print $2 + $4 + $7 }' "$dir/bare.$term")" "$(awk '/^never/ { print $2 + $4 + $7 }' "$dir/dialog.$term")" 0
done
exit $failed
