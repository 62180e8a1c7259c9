#!/bin/bash
# SPDX-License-Identifier: MIT
# screens.sh BUILD DIR: B10 and B11.  Eleven F08 lines keyed in the sheet, one key at a time with
# quiet between, on a pseudo-terminal that counts; beside a bare ncurses form and dialog.
set -eu
export LC_ALL=C.UTF-8

build=$1 dir=$2
data=$(cd "$(dirname "$0")/../data" && pwd)
row() { printf '%-4s %-62s %8s   %s\n' "$@"; }
# figure FILE KIND COLUMN: a number of ptykeys' report, by the name of its line.
figure() { awk -v k="$2" -v c="$3" '$1 == k { print $c }' "$1"; }

# An office as it is after its first week: the hamlets are in its list.
office() {
	rm -rf "$dir/screens"
	"$build/soxa" init "$dir/screens" --unit 03389@2021-11-23 > /dev/null 2>&1
	cut -d, -f2 "$dir/ten.csv" | sed 1d | sort -u | sed 's/.*/{"name":"&","kind":"BAN"}/' |
		"$build/soxa" -b "$dir/screens" add hamlet > /dev/null
}
awk -v n=11 -v seed=7 -v as=keys -f "$data/volunteer.awk" > "$dir/ten.keys"
awk -v n=11 -v seed=7 -v as=csv -f "$data/volunteer.awk" > "$dir/ten.csv"
printf '"%s" Tab "%s" Tab\n' Nguyen 'Ban Na Nhi' > "$dir/bare.keys"

for term in xterm vt100; do
	office
	TERM=$term "$build/ptykeys" -b -i 3 "$dir/ten.keys" "$build/soxa" -b "$dir/screens" --as lan enter volunteer_activity \
		> "$dir/screens.$term" || cat "$dir/screens.$term"
	TERM=$term "$build/ptykeys" -b "$dir/bare.keys" "$build/bareform" > "$dir/bare.$term" 2>&1 || true
	for kind in key advance; do
		[ $kind = key ] && most=1.5 || most=12
		row B10 "$term: bytes of a plain $kind, median (mean $(figure "$dir/screens.$term" $kind 13), bare form $(figure "$dir/bare.$term" $kind 13))" \
			"$(figure "$dir/screens.$term" $kind 11)" "<= $most"
	done
	row B10 "$term: bytes of the first screen (bare form $(figure "$dir/bare.$term" start 7))" "$(figure "$dir/screens.$term" start 7)" '<= 1200'
	row B10 "$term: bytes sent / bytes typed, whole lines" "$(figure "$dir/screens.$term" ratio 2)" '<= 2.5'
	row B10 "$term: bytes of an idle minute (3 s watched)" "$(figure "$dir/screens.$term" idle 7)" '0'
done

# Keys of the ten lines after the first, over the characters that differ from the line above + 1 a field.
keys=$(awk 'NR > 2 && !/^:/ { line = $0
	while (match(line, /"[^"]*"/)) { t = substr(line, RSTART + 1, RLENGTH - 2); gsub(/[\200-\277]/, "", t); n += length(t); line = substr(line, 1, RSTART - 1) substr(line, RSTART + RLENGTH) }
	n += split(line, words, " ") } END { print n }' "$dir/ten.keys")
least=$(awk -F, 'NR == 2 { for (i = 1; i <= 10; i++) above[i] = $i }
	NR > 2 { for (i = 1; i <= 10; i++) if (i != 5 && $i != above[i]) { t = $i; gsub(/[\200-\277]/, "", t); n += length(t) + 1; above[i] = $i } }
	END { print n }' "$dir/ten.csv")
echo "       ten lines: $keys keys, $least characters and fields that differ"
row B11 'keys of ten F08 lines / characters that differ + 1 a field' "$(echo "$keys $least" | awk '{ printf "%.2f", $1 / $2 }')" '<= 1.5'
