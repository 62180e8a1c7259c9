#!/bin/sh
# SPDX-License-Identifier: MIT
# A made-up month of one commune (QUARTER_DAYS days, 31 if not said): every line is accepted with every rule on,
# travels to the hub, and the sums of Annex 5 there are those of the lines themselves.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"
# shellcheck source=tests/data/quarter.sh
. "$data/quarter.sh"

hub=$tmp/hub
dir=$tmp/quarter
office
run 0 init "$hub" --unit 12 --hub
run 0 request --out "$tmp/request"
run 0 -b "$hub" hub enroll "$tmp/request" --out "$tmp/reply" --yes
run 0 import "$tmp/reply"

quarter_make "$dir" 03389 "${QUARTER_DAYS:-31}"
true_that 'the quarter has its forms' [ "$(wc -l < "$dir/order")" -ge 32 ]
while read -r form; do
	quarter_lines "$dir" "$form" > "$tmp/lines"
	in=$tmp/lines
	run 0 add "$form"
	counts "$(wc -l < "$tmp/lines")"
	cp "$tmp/out" "$dir/$form.id"
done < "$dir/order"
run 0 verify
run 0 dump
run 0 -b "$hub" import "$(first_id)"
prints ': merged'
run 0 -b "$hub" verify

quarter_annex "$dir" > "$tmp/sums"
for book in "$SOXA_BOOK" "$hub"; do
	run 0 -b "$book" report annex5a --by unit --format csv
	sed -n '2s/^[^,]*,//p' "$tmp/out" | tr -d '\r' > "$tmp/report"
	same "$tmp/sums" "$tmp/report"
done

# With every check between forms, on what the book holds at the end.
run 0 check --from 2021-10-01 --to 2021-10-20
counts 0

# Nothing is owed for a day in the middle: each daily form is there, or is said to have nothing.
run 0 due --date 2021-10-20
prints '2021-10-20'
true_that 'no day or week is missing' [ -z "$(grep -E '2021-(10-20|W[0-9]+) .*missing' "$tmp/out")" ]
