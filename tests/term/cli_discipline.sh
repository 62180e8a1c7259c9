#!/bin/sh
# SPDX-License-Identifier: MIT
# How each form was handed in: the figures of `report reporting_discipline` against those worked out here from
# `list` and the first and later lines of `show --history`.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

hub=$tmp/hub
from=2021-11-18
to=2021-11-25
run 0 init "$SOXA_BOOK" --unit 03389@2021-11-23 --training
run 0 -b "$hub" init "$hub" --unit 12 --hub --training
run 0 request --out "$tmp/request"
run 0 -b "$hub" hub enroll "$tmp/request" --out "$tmp/reply" --yes
run 0 import "$tmp/reply"

test_of() { printf '{"date":"%s","type":"%s","purpose":"SL","people":9,"samples":9,"results_in":9,"positive":0,"by_whom":"TYT"}\n' "$1" "$2"; }
work_of() { printf '{"date":"%s","hamlet":"Nậm Nhùn","force":"PN","work":"RSH","people":3,"women":2,"result":42}\n' "$1"; }
export SOXA_CLOCK
SOXA_CLOCK=2021-11-20T16:59
feed 0 "$(test_of 2021-11-19 TNKN; test_of 2021-11-20 TNKN)" add F06
feed 0 "$(work_of 2021-11-20)" add F08
one=$(first_id)
SOXA_CLOCK=2021-11-22T17:01
feed 0 "$(test_of 2021-11-20 PCRG; test_of 2021-11-22 TNKN; test_of 2021-11-17 TNKN)" add F06
run 0 --as chutich approve --from 2021-11-20 --to 2021-11-21
run 0 --as chutich lock F08 --from 2021-11-20 --to 2021-11-20
run 0 --as lan edit "$one" people=4 --reason 'sót' --paper 7/CV
run 0 --as lan edit "$one" people=5 women=3 --reason 'sót nữa' --paper 8/CV
run 0 dump
dump=$(first_id)
feed 0 "$(work_of 2021-11-22)" add F08
SOXA_CLOCK=2021-11-25T12:00
feed 0 "$(test_of 2021-11-24 TNKN)" add F06
run 0 edit "$one" note=xem --reason 'ghi thêm' --paper 9/CV

# id, status, day, moment of its first line, and how many lines say that it was corrected.
lines_of() {
	"$soxa" list "$1" --format json 2> "$tmp/err" | sed 's/.*"_id":"\([^"]*\)","_status":"\([^"]*\)".*"date":"\([^"]*\)".*/\1 \2 \3/' |
	while read -r id status day; do
		"$soxa" --lang en show "$id" --history > "$tmp/history"
		echo "$id $status $day $(sed -n 's/^\(2021-..-..\) \(..:..\)  .*created$/\1T\2/p' "$tmp/history")" \
			"$(grep -c '^2021.*corrected' "$tmp/history")"
	done
}

# due,complete,on_time,late,missing of a form of each day, at noon of the 25th; keyed,approved,corrected.
figures() {
	awk -v from=$from -v to=$to -v periods="$1" '
	$3 >= from && $3 <= to { keyed++; approved += $2 ~ /approved|locked/; corrected += $5 }
	$3 >= from && $3 <= to { had[$3] = 1; if ($4 <= $3 "T17:00") timely[$3] = 1 }
	END {
		for (d = 18; d <= 25; d++) {
			day = "2021-11-" d
			if (day in had) { complete++; if (day in timely) on++; else late++ }
			else if (d < 25) missing++
		}
		if (periods) printf "%d,%d,%d,%d,%d", complete + missing, complete, on, late, missing; else printf ",,,,"
		printf ",%d,%d,%d\n", keyed, approved, corrected
	}'
}
# The same of a row of the CSV, without the share on time and what was sent up.
row_of() { grep "^$1," "$tmp/out" | tr -d '\r' | awk -F, -v OFS=, '{ print $2, $3, $4, $5, $6, $8, $9, $11 }'; }

lines_of F06 | figures 1 > "$tmp/want"
lines_of F08 | figures '' >> "$tmp/want"
run 0 report reporting_discipline --from $from --to $to --format csv
true_that 'each form with a period has a row' test "$(wc -l < "$tmp/out")" -eq 31
row_of testing > "$tmp/got"
row_of volunteer_activity >> "$tmp/got"
same "$tmp/want" "$tmp/got"
# What was worked out is what happened: 7 days due, 4 with tests, one in time; three corrections.
true_that 'tests of 4 days' grep -qx '7,4,1,3,3,5,2,0' "$tmp/want"
true_that 'three corrections' grep -qx ',,,,,2,1,3' "$tmp/want"
cp "$tmp/out" "$tmp/csv"
sent() { grep "^$1," "$tmp/csv" | cut -d, -f10; }
true_that 'a test came after the dump' test "$(sent testing)" = 4
true_that 'a line came after it, another was corrected' test "$(sent volunteer_activity)" = 0
true_that 'the share is one of the periods' test "$(grep '^testing,' "$tmp/csv" | cut -d, -f7)" = 14.3

# Other formats; the paper has it as its last part.
run 0 report reporting_discipline --from $from --to $to --format json
prints '{"form":"testing","due":7,"complete":4,"on_time":1,"late":3,"missing":3,"timely":14.3,"keyed":5,"approved":2,"uploaded":4,"corrected":0}'
prints '{"form":"volunteer_activity","due":null,'
is_first=$(sed -n '1s/.*"form":"\([^"]*\)".*/\1/p' "$tmp/out")
true_that 'paragraph 1 comes first' test "$is_first" = volunteer_activity
run 0 report reporting_discipline --from $from --to $to
prints 'F06 SARS-CoV-2 testing'
run 0 report reporting_discipline --from $from --to $to --format html
prints '14,3'
run 0 report periodic_review --from $from --to $to --format csv
true_that 'it is the last part' test "$(grep '# ' "$tmp/out" | tail -1 | tr -d '\r')" = '# reporting_discipline'
run 2 report reporting_discipline --by month
says '"form" or "unit"'

# At the hub, by unit: all that came counts as sent up; who sent nothing owes every period.
run 0 -b "$hub" import "$dump"
run 0 -b "$hub" report reporting_discipline --from $from --to $to --by unit,form --format csv
grep '^03389@-,testing,' "$tmp/out" | tr -d '\r' > "$tmp/got"
true_that 'the unit at the hub' test "$(cat "$tmp/got")" = '03389@-,testing,7,3,1,2,4,14.3,4,2,4,0'
true_that 'a silent unit owes all' test "$(grep -c '^03388@-,testing,7,0,0,0,7,0.0,0,0,0,0' "$tmp/out")" = 1
run 0 -b "$hub" report reporting_discipline --from $from --to $to --by unit --format csv
true_that 'a row for each of the 106 communes' test "$(wc -l < "$tmp/out")" -eq 107
