#!/bin/sh
# SPDX-License-Identifier: MIT
# The life of a day: approved, locked, sent, corrected, and seen at the hub as a difference.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

run 0 init "$SOXA_BOOK" --unit 03389@2021-11-23 --training
run 0 -b "$tmp/hub" init "$tmp/hub" --unit 12 --hub --training
run 0 request --out "$tmp/request"
run 0 -b "$tmp/hub" hub enroll "$tmp/request" --out "$tmp/reply" --yes
run 0 import "$tmp/reply"
day() { printf '{"date":"%s","hamlet":"Nậm Nhùn","force":"PN","work":"RSH","people":%s,"women":2,"result":42}\n' "$1" "$2"; }
export SOXA_CLOCK=2021-11-25T08:00
feed 0 "$(day 2021-11-23 3; day 2021-11-24 5)" add F08 --as lan
one=$(sed -n 1p "$tmp/out")
two=$(sed -n 2p "$tmp/out")
feed 0 '{"date":"2021-11-23","type":"TNKN","purpose":"SL","people":120,"samples":120,"results_in":120,"positive":0,"by_whom":"TYT"}' add F06 --as lan

# A period must be said; what nobody approved is not locked.
run 1 approve
run 1 approve F08 --from 2021-11-23
run 1 approve F08 --date 2021-11-23 --from 2021-11-23 --to 2021-11-24
run 1 unlock F08 --date 2021-11-23
run 1 approve F99 --date 2021-11-23
run 5 lock F08 --date 2021-11-23
says "F08: 1 records are not approved and stay open ($one)"
says 'soxa approve F08 --from 2021-11-23 --to 2021-11-23'

# All forms of a period; what is not there is told, not refused; again is nothing.
run 0 --as chutich approve --from 2021-11-23 --to 2021-11-24
says '3 records: approved'
says 'WARN F06: 1 periods are missing and 0 a draft, the first of 2021-11-24'
never 'WARN F08' # as things happen: never missing
prints 'F08'
run 0 --as chutich approve --from 2021-11-23 --to 2021-11-24
says '0 records: approved'
run 0 due --date 2021-11-23 --format json
prints '"form":"testing","period":"2021-11-23","due":"2021-11-23 17:00","state":"late","records":1,"status":"approved"}'
run 0 due --date 2021-11-23
prints 'late, approved'

# What was approved and is edited waits to be approved anew.
run 0 --as lan edit "$two" people=6 --reason 'đếm lại'
says "$two was approved"
run 0 list F08 --format json
prints "\"_id\":\"$two\",\"_status\":\"complete\""
run 5 --as chutich lock --from 2021-11-23 --to 2021-11-24
says '2 records: locked'
says "($two)"
run 0 --as chutich approve F08 --date 2021-11-24
says '1 records: approved'
run 0 --as chutich lock F08 --date 2021-11-24
says '1 records: locked'
run 0 due --date 2021-11-23 --format csv
prints ',late,1,locked'

# After the lock: a reason and a paper, or nothing.
run 5 edit "$one" people=4
says '--paper NUMBER'
run 5 edit "$one" people=4 --reason 'sót một người'
run 5 edit "$one" people=4 --paper 12/BC-UBND
run 5 remove "$two" --reason 'ghi trùng'
run 0 list F08 --format json
prints '"people":3'
run 0 corrections
prints 'Total: 0 corrected cells of 0 records'

# What the hub has, then what it learns by a correction.
run 0 dump
run 0 -b "$tmp/hub" import "$(first_id)"
prints 'merged'
run 0 -b "$tmp/hub" list F08 --format json
prints '"_status":"locked"'
run 0 --as mai edit "$one" people=4 hours=32 --reason 'sót; một người' --paper 12/BC-UBND
run 2 --as mai edit "$one" people=many --reason 'x' --paper 12
run 0 --as mai remove "$two" --reason 'ghi trùng' --paper 13/BC-UBND
run 5 edit "$two" people=4 --reason x --paper 12
run 0 dump
run 0 -b "$tmp/hub" import "$(first_id)"
prints 'merged'
run 0 -b "$tmp/hub" list F08 --format json
counts 1
prints '"_status":"locked"'
prints '"people":4'
for book in "$SOXA_BOOK" "$tmp/hub"; do
	run 0 -b "$book" corrections F08 --format csv
	prints '03389@-,volunteer_activity,2021-11-23,'
	prints ',people,3,4,1,"sót, một người",12/BC-UBND,mai,'
	prints ',hours,24,32,8,'
	prints ',_status,locked,removed,,ghi trùng,13/BC-UBND,mai,'
	prints ',people,6,,-6,'
	run 0 -b "$book" corrections
	prints 'of 2 records: F08 '
	run 0 -b "$book" corrections --from 2021-11-24 --unit 03389 --format json
	never '"new":"4"'
	prints '"field":"people","old":"6","new":"","difference":-6,'
	run 0 -b "$book" corrections F06
	prints 'Total: 0'
done
run 0 show "$one" --history
prints 'corrected  (sót, một người; paper 12/BC-UBND)'
prints '3 -> 4'

# Unlocked, it is edited as before; the history keeps why.
run 0 --as chutich unlock F08 --date 2021-11-23 --reason 'theo công văn 9'
says '1 records: unlocked'
run 5 edit "$one" people=5 --paper 12
run 0 edit "$one" people=5 hours=40
run 0 show "$one" --history
prints 'theo công văn 9'
run 0 list F08 --format json
prints '"_status":"complete"'
run 0 verify
run 0 dump
run 0 -b "$tmp/hub" import "$(first_id)"
run 0 -b "$tmp/hub" list F08 --format json
prints '"_status":"complete"'
run 0 -b "$tmp/hub" verify
run 5 -b "$tmp/hub" approve F08 --date 2021-11-23
