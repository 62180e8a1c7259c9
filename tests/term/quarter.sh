#!/bin/sh
# SPDX-License-Identifier: MIT
# quarter.sh BUILD: October to December 2021, made up, of one commune and then of all 106 (or UNITS of them; DAYS days):
# keyed through `add` with every rule on, dumped, imported at one hub, and the sums of Annex 5 compared with those
# of the lines themselves.  An office's book holds its own unit alone, so there are 106 books, one after the other,
# each thrown away when its dump is made.  Prints counts, times and sizes; wants 1 GB in $TMPDIR and some minutes.
set -u
build=$(cd "$1" && pwd)
soxa=$build/soxa
top=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=tests/data/quarter.sh
. "$top/tests/data/quarter.sh"
days=${DAYS:-92}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

now() { date +%s; }
spent() { echo "$(($(now) - $1)) s"; }
bytes() { du -sk "$1" | awk '{ if ($1 < 1024) print $1 " kB"; else printf "%.1f MB", $1 / 1024 }'; }
fail() {
	echo "quarter.sh: $*"
	[ -s "$tmp/err" ] && sed 's/^/    /' "$tmp/err" | head -5
	bad=1
}
run() { "$soxa" --lang en "$@" > "$tmp/out" 2> "$tmp/err"; }

# The 106 communes of 2021: level 3, closed on 30 June 2025 or older than the new ones.
communes() {
	awk -F '|' '/^\t\t\047/ && $3 == 3 && $5 == "" { sub(/^\t\t\047/, ""); print $1 }' "$top/forms/data/lai_chau.units"
}

# office UNIT: its book, enrolled at the hub, keyed and dumped.
office() {
	book=$tmp/book
	run init "$book" --unit "$1@2021-10-01" || fail "$1: no book"
	run -b "$book" request --out "$tmp/request" || fail "$1: no request"
	run -b "$tmp/hub" hub enroll "$tmp/request" --out "$tmp/reply" --yes || fail "$1: not enrolled"
	run -b "$book" import "$tmp/reply" || fail "$1: no reply"
	quarter_make "$tmp/$1" "$1" "$days"
	while read -r form; do
		quarter_lines "$tmp/$1" "$form" > "$tmp/lines"
		"$soxa" --lang en -b "$book" add "$form" < "$tmp/lines" > "$tmp/$1/$form.id" 2> "$tmp/err" ||
			fail "$1: $form: refused"
		wc -l < "$tmp/$1/$form.id" >> "$tmp/keyed"
	done < "$tmp/$1/order"
	run -b "$book" dump || fail "$1: no dump"
	cp "$(sed -n 1p "$tmp/out")" "$tmp/dumps/$1.soxa"
}

# sums BOOK DIR...: the report of the book, all units together, is what the lines say.
sums() {
	book=$1
	shift
	start=$(now)
	run -b "$book" report annex5a --by vaccine --format csv || fail "no report"
	awk -F , 'NR > 1 { for (i = 2; i <= NF; i++) s[i] += $i; n = NF }
		END { for (i = 2; i <= n; i++) printf "%s%d", (i > 2 ? "," : ""), s[i]; print "" }' "$tmp/out" > "$tmp/report"
	echo "  Annex 5: $(cat "$tmp/report"); report in $(spent "$start")"
	quarter_annex "$@" | cmp -s - "$tmp/report" || fail "the lines say $(quarter_annex "$@")"
}

total() { awk '{ n += $1 } END { print n }' "$tmp/keyed"; }

mkdir "$tmp/dumps"
run init "$tmp/hub" --unit 12 --hub || fail 'no hub'
start=$(now)
office 03389
run -b "$book" verify || fail 'verify'
echo "one commune: $(total) records keyed, $days days, $(spent "$start"); book $(bytes "$book"), dump $(bytes "$tmp/dumps/03389.soxa")"
sums "$book" "$tmp/03389"
rm -rf "$book"

start=$(now)
for unit in $(communes | grep -v 03389 | head -n "$((${UNITS:-106} - 1))"); do
	office "$unit"
	rm -rf "$book"
done
offices=$(find "$tmp/dumps" -name '*.soxa' | wc -l)
echo "$offices communes: $(total) records keyed, $(spent "$start"); dumps $(bytes "$tmp/dumps")"
start=$(now)
run -b "$tmp/hub" import "$tmp/dumps/"*.soxa || fail 'import'
[ "$(grep -c ': merged' "$tmp/out")" -eq "$offices" ] || fail "merged: $(grep -c ': merged' "$tmp/out")"
echo "the hub: imported in $(spent "$start"); book $(bytes "$tmp/hub")"
start=$(now)
run -b "$tmp/hub" verify || fail 'verify of the hub'
echo "  $(head -1 "$tmp/out") in $(spent "$start")"
set --
for dir in "$tmp"/[0-9]*; do set -- "$@" "$dir"; done
sums "$tmp/hub" "$@"
exit "$bad"
