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
true_that 'two are kept' test "$(find "$dir" -mindepth 1 -maxdepth 1 | wc -l)" -eq 2
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

# 3. The book is lost.  It is made of the newest copy, equal to the last byte of its lists and histories.
hub=$tmp/hub
sorted() { sort "$tmp/out" > "$1"; }
run 0 init "$hub" --unit 12 --hub
run 0 request --out "$tmp/request"
run 0 -b "$hub" hub enroll "$tmp/request" --out "$tmp/reply" --yes
run 0 import "$tmp/reply"
run 0 dump
run 0 -b "$hub" import "$(first_id)"
run 0 list F08 --format json
id=$(sed -n 's/.*"_id":"\([^"]*\)".*/\1/p' "$tmp/out" | sed -n 5p)
run 0 edit "$id" note='sửa sau lần gửi'
run 0 dump
stick=$tmp/$(basename "$(first_id)")
cp "$(first_id)" "$stick"
run 0 edit "$id" people=9
run 0 backup "$dir"
run 0 list F08 --format json
sorted "$tmp/old.list"
run 0 show "$id" --history
cp "$tmp/out" "$tmp/old.history"
node=$(printf '%s' "$id" | cut -d- -f1)
mv "$SOXA_BOOK" "$tmp/lost"

run 1 restore
run 2 restore "$tmp/none"
run 0 restore "$dir"
says '3002 changes, 3000 records'
says "takes the place of $node"
run 2 restore "$dir"
says 'there is a book here already'
run 0 list F08 --format json
sorted "$tmp/new.list"
same "$tmp/old.list" "$tmp/new.list"
run 0 show "$id" --history
same "$tmp/old.history" "$tmp/out"
run 0 verify
prints '3002 changes, 3000 records'
run 4 dump

# 4. The hub takes the new node for the same office.  What the old one wrote comes with it; the stick that
# was on its way when the disk died is still taken.
feed 0 '{"date":"2021-11-26","hamlet":"Mới","force":"PN","work":"RSH","people":1,"result":1}' add F08
run 0 edit "$id" note='sau khi khôi phục'
run 0 request --out "$tmp/request"
run 0 -b "$hub" hub enroll "$tmp/request" --out "$tmp/reply" --yes
says 'enrolled as o2'
says "takes the place of the machine $node"
run 0 import "$tmp/reply"
run 0 dump
counts 2
before=$(sed -n 1p "$tmp/out")
new=$(sed -n 2p "$tmp/out")
run 0 -b "$hub" import "$new"
prints ': waiting'
says 'waits for what its machine before wrote'
run 0 -b "$hub" import "$before"
prints ': merged 4'
run 0 -b "$hub" import "$new" "$stick"
prints ': duplicate'
prints ': merged'
run 0 list F08 --format json
sorted "$tmp/new.list"
run 0 -b "$hub" list F08 --format json
sorted "$tmp/hub.list"
same "$tmp/new.list" "$tmp/hub.list"
run 0 show "$id" --history
cp "$tmp/out" "$tmp/new.history"
run 0 -b "$hub" show "$id" --history
same "$tmp/new.history" "$tmp/out"
run 0 -b "$hub" verify
run 0 dump
counts 1
run 0 -b "$hub" import "$(first_id)"

# 5. A copy that was damaged where it lies is no book any more; the other one is.
newest=$(find "$dir" -mindepth 1 -maxdepth 1 | sort | tail -1)
older=$(find "$dir" -mindepth 1 -maxdepth 1 | sort | head -1)
printf 'x' | dd of="$newest/env/records.db" bs=1 seek=9000 conv=notrunc 2> /dev/null
run 3 -b "$tmp/again" restore "$newest"
says 'not good any more'
true_that 'nothing was made of it' test ! -e "$tmp/again"
run 0 -b "$tmp/again" restore "$older"
run 0 -b "$tmp/again" verify
