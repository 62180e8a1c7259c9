#!/bin/sh
# SPDX-License-Identifier: MIT
# Units through time: Xã Than Uyên of 2025 is four units of 2021.  A report for it over 2021 adds them up, each
# once, says which they were and which were silent; a code that two units have borne is settled by the date.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

hub=$tmp/hub
run 0 init "$hub" --unit 12 --hub

# enrol NAME UNIT: a book in $tmp/NAME, known to the hub.  send NAME: its dump is imported.
enrol() {
	run 0 init "$tmp/$1" --unit "$2"
	cp "$tmp/err" "$tmp/$1.init"
	run 0 -b "$tmp/$1" request --out "$tmp/$1.request"
	run 0 -b "$hub" hub enroll "$tmp/$1.request" --out "$tmp/$1.reply" --yes
	run 0 -b "$tmp/$1" import "$tmp/$1.reply"
}
send() {
	run 0 -b "$tmp/$1" dump
	cp "$(first_id)" "$tmp/$1.soxa"
	run 0 -b "$hub" import "$tmp/$1.soxa"
}
work() { printf '{"date":"%s","hamlet":"Bản %s","force":"PN","work":"RSH","people":%s,"result":1}' "$1" "$2" "$2"; }

# The four, and a neighbour that became another; a unit that has closed is still entered for.
enrol tt 03595@2021-10-01
enrol than 03619@2021-10-01
true_that 'an office of a unit that closed says what it became' grep -q 'Xã Than Uyên' "$tmp/than.init"
enrol cang 03631@2021-10-01
enrol na 03632@2021-10-01
enrol phuc 03618@2021-10-01
feed 0 "$(work 2021-11-23 1)" -b "$tmp/tt" add F08
feed 0 "$(work 2021-11-23 2)" -b "$tmp/than" add F08
feed 0 "$(work 2021-11-24 4)" -b "$tmp/cang" add F08
feed 0 "$(work 2021-11-24 64)" -b "$tmp/phuc" add F08
feed 2 "$(work 2025-08-05 8)" -b "$tmp/than" add F08
for book in tt than cang phuc na; do send "$book"; done

sums="report volunteer_by_force_work --format json"
# shellcheck disable=SC2086 # words
old() { run 0 -b "$hub" $sums --unit "$1" --from 2021-10-01 --to 2021-12-31; }

old 03595@2025-07-01
prints '"people":7'
says 'Xã Than Uyên in these days: Thị trấn Than Uyên (03595@-), Xã Mường Than (03619@-), Xã Mường Cang (03631@-), Xã Hua Nà (03632@-)'
says 'nothing reported in these days by: Xã Hua Nà (03632@-)'
never 'Phúc Than'

# Taken in again, and sent again whole: no change is counted twice.
run 0 -b "$hub" import "$tmp/than.soxa"
prints ': duplicate'
run 0 -b "$tmp/than" dump --full
run 0 -b "$hub" import "$(first_id)"
old 03595@2025-07-01
prints '"people":7'

# The silent one reports, on a day after the period: it is silent still; then within it.
feed 0 "$(work 2022-01-05 16)" -b "$tmp/na" add F08
send na
old 03595@2025-07-01
prints '"people":7'
says 'nothing reported in these days by: Xã Hua Nà'
feed 0 "$(work 2021-12-31 32)" -b "$tmp/na" add F08
send na
old 03595@2025-07-01
prints '"people":39'
never 'nothing reported'

# Its first record under the new name: all days are the four and the new one; each unit of 2025 once.
enrol new 03595@2025-08-01
feed 0 "$(work 2025-08-05 8)" -b "$tmp/new" add F08
send new
# shellcheck disable=SC2086 # words
run 0 -b "$hub" $sums --unit 03595@2025-07-01
prints '"people":63'
# shellcheck disable=SC2086 # words
run 0 -b "$hub" $sums --by unit --to 2025-12-31
prints '"unit":"03595@2025-07-01"'
prints '"people":63'
prints '"unit":"03618@2025-07-01"'
prints '"people":64'
counts 2
never '03619@-'

# One of the four alone; a code of two units, by the date.
old 03619@2021-10-01
prints '"people":2'
never 'in these days'
# shellcheck disable=SC2086 # words
run 0 -b "$hub" $sums --unit 03408 --from 2021-10-01
says '03408: Phường Đông Phong (until 30/06/2025) or Phường Tân Phong (from 01/07/2025 on)? By the date it is Phường Đông Phong'
# shellcheck disable=SC2086 # words
run 0 -b "$hub" $sums --unit 03408 --from 2025-07-01
says 'By the date it is Phường Tân Phong'
# shellcheck disable=SC2086 # words
run 0 -b "$hub" $sums --unit 03619
never 'By the date'
run 0 -b "$hub" verify

# A district adds up the communes that lay in it, the province all; a district that closed says so.
old 110
prints '"people":103'
says 'Huyện Than Uyên in these days: '
says 'Xã Mường Kim'
never 'Xã San Thàng'
old 106
never '"people"'
says 'nothing reported in these days by: '
# shellcheck disable=SC2086 # words
run 0 -b "$hub" $sums --unit 110 --by unit --from 2021-10-01 --to 2021-12-31
prints '"unit":"03618@-"'
prints '"people":64'
# shellcheck disable=SC2086 # words
run 0 -b "$hub" $sums --unit 110
prints '"people":119'
says 'Huyện Than Uyên was there until 30/06/2025'
# shellcheck disable=SC2086 # words
run 0 -b "$hub" $sums --unit 12
prints '"people":127'
never 'was there until'

# Who is silent is named on paper as well; of 106 communes the first.
paper="report volunteer_by_force_work --from 2021-10-01 --to 2021-12-31"
# shellcheck disable=SC2086 # words
run 0 -b "$hub" $paper --unit 03595@2025-07-01 --format html
never 'Nothing reported'
# shellcheck disable=SC2086 # words
run 0 -b "$hub" $paper --unit 107 --format html
prints '<p class="silent">nothing reported in these days by: '
prints 'other units</p>'
# shellcheck disable=SC2086 # words
run 0 -b "$hub" $paper --unit 107 --cols 80
prints 'nothing reported in these days by: '
true_that 'within 80 columns' test "$(LC_ALL=C.UTF-8 wc -L < "$tmp/out")" -le 80
