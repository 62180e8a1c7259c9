#!/bin/sh
# SPDX-License-Identifier: MIT
# 60 volunteer lines in, dumped, imported twice: the hub holds what the office holds, value for value.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

hub=$tmp/hub
office
run 0 init "$hub" --unit 12 --hub
run 0 init "$tmp/stranger" --unit 03388@2021-11-23
run 4 dump
run 0 request --out "$tmp/request"
run 5 -b "$hub" hub enroll "$tmp/request" --out "$tmp/reply"
run 0 -b "$hub" hub enroll "$tmp/request" --out "$tmp/reply" --yes
run 0 import "$tmp/reply"

awk -v n=60 -v perday=12 -v from=2021-11-23 -v seed=60 -v as=json -f "$data/volunteer.awk" > "$tmp/sixty"
in=$tmp/sixty
run 0 add F08
counts 60
run 0 list F08 --format json
sort "$tmp/out" > "$tmp/office.list"
run 0 status --json
prints '"unsent_changes":60'
run 0 dump
counts 1
file=$(first_id)
true_that 'the dump is there' test -s "$file"
run 0 status --json
prints '"unsent_changes":0'
prints '"last_dump":1'

run 0 inspect "$file" --json
prints '"verdict":"ok"'
prints '"sequence":1'
never 'hamlet'
run 0 cat "$file"
prints 'volunteer_activity'
run 4 -b "$tmp/stranger" cat "$file"
run 0 -b "$hub" cat "$file"
prints 'volunteer_activity'
never 'Sổ trực'

run 0 -b "$hub" import "$file"
prints ': merged'
run 0 -b "$hub" list F08 --format json
sort "$tmp/out" > "$tmp/hub.list"
same "$tmp/office.list" "$tmp/hub.list"
run 0 -b "$hub" import "$file"
prints ': duplicate'
run 0 -b "$hub" list F08 --format json
sort "$tmp/out" > "$tmp/hub.list"
same "$tmp/office.list" "$tmp/hub.list"
run 0 -b "$hub" verify

# The same sums, at the office and at the hub by commune.
run 0 report volunteer_by_force_work --format csv
cp "$tmp/out" "$tmp/office.sum"
run 0 -b "$hub" report volunteer_by_force_work --format csv
cp "$tmp/out" "$tmp/hub.sum"
same "$tmp/office.sum" "$tmp/hub.sum"
run 0 -b "$hub" report volunteer_by_force_work --by unit --format csv
prints '03389@'

# A damaged file, a cut file and another office's file are refused, and nothing of them is seen.
awk '{ print }' "$file" > "$tmp/whole" 2> "$tmp/err"
head -c 500 "$file" > "$tmp/cut"
run 3 -b "$hub" import "$tmp/cut"
prints 'refused E_TRUNCATED'
cp "$file" "$tmp/longer"
echo x >> "$tmp/longer"
run 3 -b "$hub" import "$tmp/longer"
prints 'refused'
SOXA_BOOK=$tmp/other
run 0 init "$SOXA_BOOK" --unit 03451@2021-11-23 --training
feed 0 '{"date":"2021-11-23","hamlet":"X","force":"PN","work":"RSH","people":1,"result":1}' add F08
run 0 dump
foreign=$(first_id)
run 4 -b "$hub" import "$foreign"
prints 'refused'
run 0 -b "$hub" list F08 --format json
counts 60

# The next night: an edit and a removal travel too; nothing new makes an empty report.
SOXA_BOOK=$tmp/book
id=$(sed -n 's/.*"_id":"\([^"]*\)".*/\1/p' "$tmp/office.list" | sed -n 1p)
gone=$(sed -n 's/.*"_id":"\([^"]*\)".*/\1/p' "$tmp/office.list" | sed -n 2p)
run 0 edit "$id" note='đã sửa'
run 0 remove "$gone" --reason 'trùng'
run 0 dump
second=$(first_id)
run 0 dump
third=$(first_id)
run 0 inspect "$third"
prints 'kind: empty'
run 0 -b "$hub" import "$third"
prints ': waiting'
run 0 -b "$hub" import "$second" "$third"
prints ': merged'
run 0 list F08 --format json
sort "$tmp/out" > "$tmp/office.list"
run 0 -b "$hub" list F08 --format json
counts 59
sort "$tmp/out" > "$tmp/hub.list"
same "$tmp/office.list" "$tmp/hub.list"
run 0 -b "$hub" verify

# Edits on both sides that did not know of each other: all kept, one shown, and the hub says so.
feed 0 '{"date":"2021-11-24","hamlet":"Hai","force":"PN","work":"RSH","people":1,"result":1}' add F08
id=$(first_id)
run 0 dump
run 0 -b "$hub" import "$(first_id)"
run 0 -b "$hub" edit "$id" people=2 note=tỉnh
run 0 edit "$id" people=3
run 0 dump
run 0 -b "$hub" import "$(first_id)"
says "$id [conflict]"
run 0 -b "$hub" list F08 --where 'hamlet = "Hai"' --format json
prints '"_conflict":true'
prints '"people":3'
prints '"note":"tỉnh"'
run 0 -b "$hub" show "$id" --history
prints 'people (People) = 2'
run 0 -b "$hub" verify
run 5 -b "$hub" dump

# A training book may have sent before it was enrolled; a real hub takes nothing of it.
train=$tmp/train
run 0 -b "$tmp/other" request --out "$tmp/req"
run 5 -b "$hub" hub enroll "$tmp/req" --out "$tmp/rep" --yes
run 0 init "$train" --hub --unit 12 --training
run 4 -b "$train" import "$foreign"
run 0 -b "$train" hub enroll "$tmp/req" --out "$tmp/rep" --yes
run 0 -b "$tmp/other" import "$tmp/rep"
run 0 -b "$tmp/other" dump
run 0 -b "$train" import "$(first_id)"
prints waiting
run 0 -b "$train" import "$foreign"
prints 'merged 1'
run 0 -b "$train" list F08 --format json
counts 1

# A code that names another unit since 2025: today's when no day is said; the day and the unit of a record must fit.
run 0 init "$tmp/old" --unit 03388@2021-11-23
run 0 init "$tmp/new" --unit 03388@2025-08-01
old='{"date":"2021-11-23","hamlet":"A","force":"PN","work":"RSH","people":1,"result":1}'
new='{"date":"2025-08-05","hamlet":"A","force":"PN","work":"RSH","people":2,"result":1}'
for which in old new; do
	run 0 -b "$tmp/$which" request --out "$tmp/req.$which"
	run 0 -b "$hub" hub enroll "$tmp/req.$which" --out "$tmp/rep.$which" --yes
	run 0 -b "$tmp/$which" import "$tmp/rep.$which"
done
feed 2 "$new" -b "$tmp/old" add F08
feed 2 "$old" -b "$tmp/new" add F08
feed 0 "$old" -b "$tmp/old" add F08
feed 0 "$new" -b "$tmp/new" add F08
for which in old new; do
	run 0 -b "$tmp/$which" dump
	run 0 -b "$hub" import "$(first_id)"
done
run 0 -b "$hub" list F08 --unit 03388 --format json
counts 1
prints '03388@2025-07-01'
run 0 -b "$hub" list F08 --unit 03388@2021-11-23 --format json
counts 1
prints '03388@-'
run 0 -b "$hub" list F08 --unit 03389 --format json
prints '03389@-'
run 0 -b "$hub" report volunteer_by_force_work --by unit --format json
prints '"unit":"03388@-"'
prints '"unit":"03388@2025-07-01"'
