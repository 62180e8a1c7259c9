#!/bin/bash
# SPDX-License-Identifier: MIT
# screens.sh BUILD DIR: B10 and B11.  Eleven F08 lines keyed in the sheet: the bytes of the terminal beside a
# bare ncurses form and dialog, with a whole idle minute, and the keys.
set -eu
export LC_ALL=C.UTF-8

build=$1 dir=$2
tests=$(cd "$(dirname "$0")/.." && pwd)
row() { printf '%-4s %-62s %8s   %s\n' "$@"; }

"$tests/term/bytes.sh" "$build" 60 > "$dir/bytes" || true # here nothing fails
sed 's/^ /B10 /' "$dir/bytes"
echo "     first targets (B10): plain key <= 1.5, advance <= 12, first screen <= 1200, F08 line <= 2.5 x typed"

# Keys of the ten lines after the first, over the characters that differ from the line above + 1 a field.
awk -v n=11 -v seed=7 -v as=csv -f "$tests/data/volunteer.awk" > "$dir/ten.csv"
least=$(awk -F, 'NR == 2 { for (i = 1; i <= 10; i++) above[i] = $i }
	NR > 2 { for (i = 1; i <= 10; i++) if (i != 5 && $i != above[i]) { t = $i; gsub(/[\200-\277]/, "", t); n += length(t) + 1; above[i] = $i } }
	END { print n }' "$dir/ten.csv")
for by in enter tab; do
	keys=$(awk -v n=11 -v seed=7 -v as=keys -v by=$by -f "$tests/data/volunteer.awk" | awk 'NR > 2 && !/^:/ { line = $0
		while (match(line, /"[^"]*"/)) { t = substr(line, RSTART + 1, RLENGTH - 2); gsub(/[\200-\277]/, "", t); n += length(t); line = substr(line, 1, RSTART - 1) substr(line, RSTART + RLENGTH) }
		n += split(line, words, " ") } END { print n }')
	[ $by = enter ] && how='Enter over what stands there' || how='Tab through every column'
	echo "       ten lines, $how: $keys keys, $least characters and fields that differ"
	row B11 "keys of ten F08 lines / characters that differ + 1 a field" "$(echo "$keys $least" | awk '{ printf "%.2f", $1 / $2 }')" '<= 1.5'
done
