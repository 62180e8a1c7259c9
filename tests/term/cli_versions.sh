#!/bin/sh
# SPDX-License-Identifier: MIT
# A form that nobody has seen, dropped into a book; new versions of it at the hub first, then at the office.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

# form VERSION KEY FIELD...: the form with these fields, in that order.
form() {
	printf 'form "flood" {\n\tcode = "X77"\n\tversion = %s\n\ttitle = "Lũ"\n\ttitle-en = "Flood"\n' "$1"
	printf '\tgroup = "4"\n\tperiod = "day"\n\tlayout = form\n\tkey = { %s }\n\tlist = { "date", "houses" }\n' "$2"
	shift 2
	for name; do
		case $name in
		date) more='type = date required = true' ;;
		houses) more='type = count required = true' ;;
		who) more='type = text sensitive = true' ;;
		memo) more='type = memo' ;;
		*) more='type = text' ;;
		esac
		printf '\tfield "%s" { label = "%s" label-en = "%s" %s }\n' "$name" "$name" "$name" "$more"
	done
	printf '}\nend = "flood"\n'
}

# hub_is_office: the same values on both sides, fields in any order.
spread() { tr -d '{}' < "$tmp/out" | tr ',' '\n' | sort > "$1"; }
hub_is_office() {
	run 0 list X77 --format json
	spread "$tmp/here"
	run 0 -b "$hub" list X77 --format json
	spread "$tmp/there"
	same "$tmp/here" "$tmp/there"
	run 0 verify
	run 0 -b "$hub" verify
}

send() {
	run 0 dump
	run 0 -b "$hub" import "$(cat "$tmp/out")"
}

hub=$tmp/hub
run 0 init "$hub" --hub --unit 12
office
run 0 request --out "$tmp/req"
run 0 -b "$hub" hub enroll "$tmp/req" --out "$tmp/rep" --yes
run 0 import "$tmp/rep"

form 1 '"date", "place"' date place houses who memo > "$SOXA_BOOK/forms/flood.form"
run 0 forms check
feed 0 '{"date":"2021-10-01","place":"Nà","houses":11,"who":"Ông A","memo":"lời cũ\r\nhai"}' add X77
id=$(first_id)
run 0 find cũ
counts 1
send
prints parked

# The hub has the next version alone, in another order: what was kept applies with whatever comes next.
form 2 '"date", "place"' date houses memo who note place > "$hub/forms/flood.form"
feed 0 '{"date":"2021-11-23","hamlet":"A","force":"PN","work":"RSH","people":3,"result":1}' add F08
send
prints 'merged 2'
hub_is_office

# The office follows; the old record is edited under the new version.
cp "$hub/forms/flood.form" "$SOXA_BOOK/forms/"
run 0 edit "$id" houses=12 note=mới
run 0 find mới
counts 1
send
hub_is_office

# A version without the memo and with another key: found by what it has, not by what went.
form 3 '"date"' date houses who note place > "$SOXA_BOOK/forms/flood.form"
run 0 find cũ
counts 0
run 0 verify
feed 2 '{"date":"2021-10-01","houses":1}' add X77
says "$id"
run 0 edit "$id" houses=13
run 0 verify
send
prints parked
cp "$SOXA_BOOK/forms/flood.form" "$hub/forms/"
feed 0 '{"date":"2021-10-02","houses":1}' add X77
send
hub_is_office

# A link names a record that is there, and of the right form.
for to in nonsense "$id" 999 ''; do
	feed 2 "{\"date\":\"2021-11-23\",\"volunteer\":\"$to\",\"work\":\"RSH\",\"hours\":3}" add F32
done
feed 0 '{"name":"Vàng Thị A","birth_year":1990,"consent":true,"consent_date":"2021-11-01"}' add F31
id=$(first_id)
feed 0 "{\"date\":\"2021-11-23\",\"volunteer\":\"${id#*-}\",\"work\":\"RSH\",\"hours\":3}" add F32
run 0 list F32 --format json
prints "\"volunteer\":\"$id\""

echo 'set_lg_max 1' > "$SOXA_BOOK/DB_CONFIG"
run 6 list F08
says DB_CONFIG
rm "$SOXA_BOOK/DB_CONFIG"

# The hub runs the checks again on what comes in, says what they find, and takes it in.
sed "s/type = count required = true/& max = '10'/" "$SOXA_BOOK/forms/flood.form" > "$hub/forms/flood.form"
run 0 -b "$hub" forms check
feed 0 '{"date":"2021-10-03","houses":11}' add X77
id=$(first_id)
feed 0 '{"date":"2021-10-04","houses":10}' add X77
send
prints 'merged'
says "the checks find 1 faults in them: $id houses [range]"
hub_is_office
run 0 edit "$id" houses=9
send
true_that 'no fault any more' sh -c "! grep -q checks '$tmp/err'"
