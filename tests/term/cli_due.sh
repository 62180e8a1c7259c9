#!/bin/sh
# SPDX-License-Identifier: MIT
# What is due: states of a day and of periods, the site's hours, the hub's table.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

run 0 init "$SOXA_BOOK" --unit 03389@2021-11-23 --training
# at TIME: the clock of the training book from now on.
at() { export SOXA_CLOCK="$1"; }
# state FORM PERIOD STATE RECORDS: the JSON has this row.
state() { if grep -F "\"form\":\"$1\",\"period\":\"$2\"" "$tmp/out" | grep -qF "\"state\":\"$3\",\"records\":$4}"; then pass; else fail "$1 $2: not $3, $4"; fi; }

at 2021-11-23T16:59
run 0 due --format json
state testing 2021-11-23 open 0
feed 0 '{"date":"2021-11-23","type":"TNKN","purpose":"SL","people":120,"samples":120,"results_in":120,"positive":0,"by_whom":"TYT"}' add F06
at 2021-11-23T17:00
run 0 due --format json
state testing 2021-11-23 'done' 1
state household_check 2021-11-23 missing 0

# Keyed after the hour, and a day on which nothing occurred.
at 2021-11-24T08:00
feed 0 '{"date":"2021-11-22","type":"TNKN","purpose":"SL","people":5,"samples":5,"results_in":5,"positive":0,"by_whom":"TYT"}' add F06
feed 0 '{"date":"2021-11-24","_nil":true,"note":"Không lấy mẫu"}' add F06
run 0 due --date 2021-11-22 --format json
state testing 2021-11-22 late 1
run 0 due --format json
state testing 2021-11-24 nothing 1
run 0 due --format csv
prints '03389@-,testing,2021-11-24,2021-11-24 17:00,nothing,1'
run 0 due
prints 'nothing occurred'
printf 'due.day = "18:30"\n' > "$tmp/conf"
run 0 -c "$tmp/conf" due --date 2021-11-23
prints '2021-11-23 18:30'
never 'F08' # as things happen: never missing
run 1 due --date 23/11/2021
says 'write the day as 2021-11-23'

# The hub: each commune of that day.
run 0 -b "$tmp/hub" init "$tmp/hub" --unit 12 --hub --training
run 0 -b "$tmp/hub" due --date 2021-11-23 --format csv
n=$(grep -c ',testing,2021-11-23,.*,missing,0' "$tmp/out")
true_that "$n rows of F06, not 106" [ "$n" -eq 106 ]
run 0 -b "$tmp/hub" due --date 2021-11-23 --unit 03389
prints 'Phường Đoàn Kết'
never 'Tân Phong'
