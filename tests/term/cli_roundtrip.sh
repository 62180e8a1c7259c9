#!/bin/sh
# SPDX-License-Identifier: MIT
# What list writes as JSON or CSV, add of another book takes, value for value.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

bare() { sed 's/"_id":"[^"]*",//' "$1" | sort > "$2"; }

office
awk -v n=300 -v perday=12 -v from=2021-11-01 -v seed=7 -v as=json -f "$data/volunteer.awk" > "$tmp/lines"
in=$tmp/lines
run 0 add F08
feed 0 '{"date":"2021-12-24","hamlet":"Bản \"A\", B","force":"PN","work":"RSH","people":"?","result":"-","note":"=1+1","place":"'"'"'=2","source_doc":"@x"}
{"date":"2021-12-24","hamlet":"-","force":"PN","work":"RSH","people":0,"result":0,"note":"  + ","place":"+84","support":120000000,"incident":true,"incident_note":"a; b"}' add F08
in=$data/real_day.json
run 0 add F01
for form in F08 F01; do
	run 0 list $form --format json
	bare "$tmp/out" "$tmp/$form.here"
	cp "$tmp/out" "$tmp/$form.json"
	run 0 list $form --format csv
	cp "$tmp/out" "$tmp/$form.csv"
done
true_that 'the CSV of a formula is guarded' grep -q "'=1+1" "$tmp/F08.csv"
if grep -qE '(^|,)"? *[=+@-]' "$tmp/F08.csv"; then fail 'a cell of the CSV begins like a formula'; else pass; fi
true_that 'the CSV has a BOM' test "$(head -c 3 "$tmp/F08.csv" | od -An -tx1 | tr -d ' ')" = efbbbf

for how in json csv; do
	SOXA_BOOK=$tmp/$how
	run 0 init "$SOXA_BOOK" --unit 03389@2021-11-23
	for form in F08 F01; do
		# the reasons that answered warnings are no field of the record
		if [ $form-$how = F01-json ]; then
			sed -i 's/}$/,"_reason":"như lần trước"}/' "$tmp/F01.json"
		elif [ $form-$how = F01-csv ]; then
			sed -i 's/\r$//; 1s/$/,_reason/; 2s/$/,như lần trước/' "$tmp/F01.csv"
		fi
		in=$tmp/$form.$how
		if [ $how = csv ]; then run 0 add $form --csv; else run 0 add $form; fi
		run 0 list $form --format json
		bare "$tmp/out" "$tmp/$form.there"
		same "$tmp/$form.here" "$tmp/$form.there"
	done
done

# Other orders and parts of the list.
SOXA_BOOK=$tmp/book
run 0 list F08 --format json --sort people --where 'people > 5 and force = "PN"' --from 2021-11-01 --to 2021-11-10
sed 's/.*"people":\([0-9]*\).*/\1/' "$tmp/out" > "$tmp/people"
sort -n "$tmp/people" > "$tmp/sorted"
same "$tmp/people" "$tmp/sorted"
true_that 'the filter let something through' test -s "$tmp/people"
run 0 list F08 --unit 03389@2021-11-23 --format json
counts 302
run 0 list F08 --unit 03451@2021-11-23 --format json
counts 0
run 0 export db_dump F08
true_that 'the export ends' grep -qx 'DATA=END' "$tmp/out"
if command -v db5.3_load > "$tmp/none"; then
	cp "$tmp/out" "$tmp/dump"
	true_that 'db5.3_load takes it' db5.3_load -f "$tmp/dump" "$tmp/loaded.db"
	true_that 'all records are there' test "$(db5.3_dump -p "$tmp/loaded.db" | grep -c '"_id"')" -eq 302
fi
