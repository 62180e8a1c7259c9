#!/bin/sh
# SPDX-License-Identifier: MIT
# Backups while lines are added, and what is made of them.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

dir=$tmp/backups
office
run 0 status
prints 'last_verified_backup: -'
awk -v n=3000 -v perday=12 -v from=2021-11-23 -v seed=7 -v as=json -f "$data/volunteer.awk" > "$tmp/lines"
head -1000 "$tmp/lines" > "$tmp/first"
tail -2000 "$tmp/lines" > "$tmp/rest"
in=$tmp/first
run 0 add F08

# 1. While 2,000 lines come in one by one, copies are made; each is proved, two are kept.
(while read -r line; do printf '%s\n' "$line"; done < "$tmp/rest" | "$soxa" --lang en add F08 > "$tmp/ids" 2> "$tmp/add.err") &
adder=$!
for n in 1 2 3; do
	run 0 backup "$dir"
	says 'recovered, verified and compared'
	good=$(first_id)
done
true_that 'the writer came through' wait $adder
counts 1
true_that 'two are kept' test "$(ls "$dir" | wc -l)" -eq 2
run 0 status --json
prints '"last_verified_backup":"20'
run 0 verify
prints '3000 changes, 3000 records'
true_that 'no key lies in a copy' test ! -e "$good/keys"
run 2 -b "$good" list F08
run 2 backup "$SOXA_BOOK/within"
says 'lies in the book itself'

# 2. A disk that is too small is told before anything is written, and the book is as it was.
run 6 backup /proc/soxa
