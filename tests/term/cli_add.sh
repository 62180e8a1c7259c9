#!/bin/sh
# SPDX-License-Identifier: MIT
# add: what is taken, what is refused and how it says so; batches, --atomic, CSV.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

line='{"date":"2021-11-23","hamlet":"Bản Nà Nhì","force":"PN","work":"RSH","people":3,"result":42}'
office
feed 0 "$line" add F08
counts 1
feed 2 "$line" add F08
says 'line 1: date: '
says '[key]'
feed 0 "${line%\}},\"_reason\":\"hai lượt\"}" add F08

# One line each, its number, its field, its rule.
refused() { feed 2 "$1" add F08; counts 0; says "line 1: $2: "; }
refused 'not json' json
refused '[1]' json
refused '{"date":"2021-11-23","date":"2021-11-24"}' json
refused '{"people":3}' date
refused "${line%\}},\"colour\":\"red\"}" colour
refused "${line%\}},\"women\":4}" women
refused "${line%\}},\"women\":1.5}" json
refused "${line%\}},\"women\":[1]}" json
refused "${line%\}},\"women\":true}" women
refused "${line%\}},\"place\":7}" place
refused "${line%\}},\"women\":\"many\"}" women
refused "${line%\}},\"women\":-1}" women
refused "${line%\}},\"women\":100000}" women
refused "${line%\}},\"_draft\":true}" _draft
refused "${line%\}},\"_unit\":\"03451\"}" _unit
refused '{"date":"23/11","hamlet":"A","force":"PN","work":"RSH","people":3,"result":42}' date
refused '{"date":"2021-02-30","hamlet":"A","force":"PN","work":"RSH","people":3,"result":42}' date
refused '{"date":"2099-01-01","hamlet":"A","force":"PN","work":"RSH","people":3,"result":42}' date
refused '{"date":"2021-11-23","hamlet":"A","force":"XX","work":"RSH","people":3,"result":42}' force
feed 0 '{"date":"2021-11-23","hamlet":"A","force":"PN","work":"RSH","people":3,"result":"?","km":"-","_unit":"03389","_draft":false}' add F08
run 0 list F08 --where 'hamlet = "A"' --format json
prints '"result":"?"'
prints '"km":"-"'
never '"women"'

# A default is offered where the line says nothing, and null keeps the cell blank.
prints '"shifts":1'
feed 0 '{"date":"2021-11-23","hamlet":"B","force":"PN","work":"RSH","people":3,"result":1,"hours":null}' add F08
run 0 list F08 --where 'hamlet = "B"' --format json
prints '"hours":null'

# What cannot be read is told once, not once more for each field it leaves blank.
once() { if [ "$(grep -c "$1" "$tmp/err")" -eq 1 ]; then pass; else fail "not one message of $1"; fi; }
feed 2 'not json' add F08
once 'line 1'
feed 2 '{"date":"23/11","hamlet":"A9","force":"PN","work":"RSH","people":3,"result":42}' add F08
once 'line 1'
printf 'date,hamlet,force,work,people,result\n2021-11-23,A9\n2021-11-23,A\377,PN,RSH,3,4\n' > "$tmp/bad"
in=$tmp/bad
run 2 add F08 --csv
once 'line 2'
once 'line 3'
says 'line 3: hamlet: the text is not UTF-8'

# The unit of a line is named by its code, and by any day on which it bore it.
for unit in 03389 03389@- 03389@2021-11-23 03389@2020-02-29; do
	feed 0 "${line%\}},\"_unit\":\"$unit\",\"_reason\":\"lượt nữa\"}" add F08
done
for unit in 03389@2025-07-01 03389@x 03389@ 0338 03388@2021-11-23; do
	refused "${line%\}},\"_unit\":\"$unit\",\"_reason\":\"lượt nữa\"}" _unit
done

# The good lines of a batch are kept, the bad ones store nothing.
awk -v n=50 -v perday=12 -v from=2022-01-01 -v seed=5 -v as=json -f "$data/volunteer.awk" > "$tmp/fifty"
sed '7s/"people":[0-9]*/"people":"x"/; 20s/.*//; 31s/.*/{/' "$tmp/fifty" > "$tmp/mixed"
in=$tmp/mixed
run 2 add F08
counts 47
says 'line 7: people: '
says 'line 31: json: '
run 0 list F08 --from 2022-01-01 --format json
counts 47

# --atomic: all or nothing.
sed 's/2022-0/2023-0/' "$tmp/mixed" > "$tmp/mixed23"
in=$tmp/mixed23
run 2 add F08 --atomic
counts 0
run 0 list F08 --from 2023-01-01 --format json
counts 0
sed 's/2022-0/2023-0/' "$tmp/fifty" > "$tmp/fifty23"
in=$tmp/fifty23
run 0 add F08 --atomic
counts 50

# The same key twice in one input: the second asks, whether they are committed together or not.
line='{"date":"2021-12-01","hamlet":"C","force":"PN","work":"RSH","people":3,"result":42}'
feed 2 "$line
$line" add F08
counts 1
says 'line 2: date: '
line='{"date":"2021-12-02","hamlet":"C","force":"PN","work":"RSH","people":3,"result":42}'
feed 2 "$line
$line" add F08 --atomic
counts 0

# A line sent alone is answered before the next one is there.
mkfifo "$tmp/to" "$tmp/from"
"$soxa" add F08 < "$tmp/to" > "$tmp/from" 2> "$tmp/err" &
exec 3> "$tmp/to" 4< "$tmp/from"
echo '{"date":"2021-12-03","hamlet":"C","force":"PN","work":"RSH","people":3,"result":42}' >&3
read -r answer <&4
true_that 'a single line is answered at once' test -n "$answer"
run 0 show "$answer"
exec 3>&-
wait

# CSV: BOM, quotes, other commas, errors that name the physical line.
printf '\357\273\277date;hamlet;force;work;people;result;note\r\n2021-12-04;"D; E";PN;RSH;3;42;"hai ""dòng"""\r\n' > "$tmp/csv"
in=$tmp/csv
run 0 add F08 --csv
run 0 list F08 --from 2021-12-04 --to 2021-12-04 --format json
prints '"hamlet":"D; E"'
prints '"note":"hai \"dòng\""'
printf 'date,hamlet,force,work,people,result\n2021-12-05,A,PN,RSH,3\n2021-12-05,"A\nB",PN,RSH,3,1\n2021-12-05,A,"P"N,RSH,3,1\n2021-12-05,A,PN,RSH,3,1\n' > "$tmp/csv"
in=$tmp/csv
run 2 add F08 --csv
counts 1
says 'line 2: csv: '
says 'line 3: hamlet: '
says 'line 5: csv: '
printf 'date,colour\n' > "$tmp/csv"
in=$tmp/csv
run 2 add F08 --csv
says 'line 1: colour: '
printf 'date,date\n' > "$tmp/csv"
in=$tmp/csv
run 2 add F08 --csv
run 0 verify
