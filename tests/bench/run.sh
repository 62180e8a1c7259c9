#!/bin/bash
# SPDX-License-Identifier: MIT
# run.sh BUILD: all figures, side by side with the peers, in a scratch folder on the same disk.
# A row: id, what is compared, the figure, its first target.  Nothing here passes or fails.
set -eu
export LC_ALL=C.UTF-8

build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
data=$here/../data
dir=$(mktemp -d "$build/bench.XXXXXX")
trap 'rm -rf "$dir"' EXIT
soxa="$build/soxa --lang en"
row() { printf '%-4s %-62s %8s   %s\n' "$@"; }
lines() { awk -v n="$1" -v perday="${3:-12}" -v as="$2" -f "$data/volunteer.awk"; }
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
seconds() { local t=$EPOCHREALTIME; "$@" >/dev/null; echo "$EPOCHREALTIME $t" | awk '{ printf "%.4f\n", $1 - $2 }'; }

echo "One durable save"
lines 3000 csv > "$dir/3000.csv"
mkdir "$dir/save" && "$build/bench-save" "$dir/save" "$dir/3000.csv"

echo "10,000 lines from a file"
lines 10000 csv > "$dir/10000.csv"
tail -n +2 "$dir/10000.csv" | split -l 1000 - "$dir/part."
peer_import() {
	rm -f "$dir"/peer.db*
	{
		echo 'pragma journal_mode=wal; pragma synchronous=full;'
		echo 'create table f08(date, hamlet, force, work, place, people int, women int, shifts int,'
		echo ' hours int, result int, km int, note);'
		echo 'create index by_key on f08(date, hamlet, force, work); create index by_date on f08(date);'
		for p in "$dir"/part.*; do echo ".import --csv $p f08"; done
	} | sqlite3 "$dir/peer.db"
}
our_add() { $soxa -b "$dir/add" add volunteer_activity --csv < "$dir/10000.csv"; }
for _ in 1 2 3 4 5; do
	rm -rf "$dir/add"
	$soxa init "$dir/add" --unit 03389@2021-11-23 > /dev/null 2>&1
	ours=$(seconds our_add)
	peer=$(seconds peer_import)
	echo "$ours $peer" >> "$dir/b3"
done
awk '{ printf "       soxa add %.3f s, SQLite .import %.3f s\n", $1, $2 }' "$dir/b3"
row B3 'soxa add of 10,000 lines / SQLite .import, 1,000 a transaction' \
	"$(awk '{ printf "%.2f\n", $2 / $1 }' "$dir/b3" | median)" '>= 0.5'

echo "A report over 1,000,000 records"
lines 60000 csv 100 > "$dir/60000.csv"
for mib in 8 256; do # an office's cache, and one that holds all
	rm -rf "$dir/scan"
	mkdir "$dir/scan" && "$build/bench-scan" "$dir/scan" "$dir/60000.csv" 1000000 $mib
done
"$here/pg.sh" "$build" "$dir/scan" "$dir/60000.csv" 1000000 > "$dir/b5"
sed '$d' "$dir/b5"
row B5 'PostgreSQL GROUP BY of the same rows / grouped report' "$(tail -1 "$dir/b5" | awk '{ printf "%.2f", $1 }')" '>= 3'
rm -rf "$dir/scan"
mkdir "$dir/growth" && "$build/bench-growth" "$dir/growth" "$dir/60000.csv"
rm -rf "$dir/growth"

echo "A night's dump"
awk -v n=3000 -v as=csv -v notes=free -f "$data/volunteer.awk" > "$dir/notes.csv"
mkdir "$dir/size" && "$build/bench-size" "$dir/size" "$dir/notes.csv"

echo "Bytes on the terminal, keys of a record"
"$here/screens.sh" "$build" "$dir"

echo "Start and memory, a book of 100,000 records"
# Keyed long ago, as in an office: a training book takes its clock from outside.
$soxa init "$dir/start" --unit 03389@2021-11-23 --training > /dev/null 2>&1
for start in 2020-01-01 2024-01-01; do
	awk -v n=50000 -v perday=110 -v as=csv -v from=$start -v seed=3 -f "$data/volunteer.awk" |
		SOXA_CLOCK=2025-06-01T08:00 $soxa -b "$dir/start" add volunteer_activity --csv > /dev/null
done
"$build/bench-first" F10 "$build/soxa" -b "$dir/start" --as lan enter volunteer_activity -- 'number 10' "$build/bareform"
