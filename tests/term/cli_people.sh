#!/bin/sh
# SPDX-License-Identifier: MIT
# Operators, roles and PINs; an auditor and a technician save no record by any command there is.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

run 0 init "$SOXA_BOOK" --unit 03389@2021-11-23 --training
export SOXA_CLOCK=2021-11-23T08:00
line='{"date":"2021-11-23","hamlet":"Nậm Nhùn","force":"PN","work":"RSH","people":3,"women":2,"result":42}'
feed 0 "$(echo "$line" | sed s/Nhùn/Pì/)" --as ai add F08
lone=$(first_id)

# Nobody is named: everybody may do everything; the first one must be able to name others.
run 0 people list
says 'everybody may do everything'
run 5 people add lan --role operator
run 1 people add lan --role chief
run 1 people add lan
run 2 people role lan --role operator
feed 2 123456 people add kt --role technician --pin
feed 0 284617 people add kt --role technician --pin
says 'kt is an operator'
run 5 people add lan --role operator # the account itself may not
run 5 --as lan people list
for who in 'lan operator' 'mai operator' 'minh supervisor' 'an auditor'; do
	# shellcheck disable=SC2086 # a name and a role
	set -- $who
	run 0 --as kt people add "$1" --role "$2"
done
run 2 --as kt people add lan --role operator
run 5 --as minh people add hoa --role operator
run 0 --as an people list --format json
prints '{"name":"kt","roles":"technician","state":"open","pin":"yes"}'
prints '{"name":"lan","roles":"operator","state":"open"}'
run 0 people list
prints 'supervisor'
# shellcheck disable=SC2016 # as it stands in the string
never '$argon2'

# Whose record, which day.
feed 0 "$line" --as lan add F08
id=$(first_id)
run 0 --as lan edit "$id" people=4 --reason 'đếm lại'
run 5 --as mai edit "$id" people=5 --reason 'đếm lại'
says 'ask the supervisor'
run 5 --as lan edit "$lone" people=5 --reason 'đếm lại'
run 5 --as lan approve F08 --date 2021-11-23
says 'it is the task of: supervisor'
SOXA_CLOCK=2021-11-24T08:00 run 5 --as lan edit "$id" people=5 --reason 'đếm lại'
SOXA_CLOCK=2021-11-24T08:00 run 0 --as minh edit "$id" people=5 --reason 'đếm lại'
run 0 --as minh approve F08 --date 2021-11-23
run 5 --as lan edit "$id" people=6 --reason 'đếm lại'
run 0 --as minh lock F08 --date 2021-11-23
run 5 --as lan edit "$id" people=6 --reason 'đếm lại' --paper 12/BC
run 0 --as minh edit "$id" people=6 --reason 'đếm lại' --paper 12/BC
run 5 --as lan remove "$id" --reason 'x' --paper 13/BC

# Every command there is, as an auditor, a technician and the account itself: none moves a record.
changes() { "$soxa" status --json | sed 's/.*"changes":\([0-9]*\).*/\1/'; }
others() { "$soxa" --as an list F08 --format json; }
arguments() {
	case $1 in
	init) echo "$tmp/other --unit 03389@2021-11-23" ;;
	'add') echo F08 ;;
	enter) echo F08 --line ;;
	edit) echo "$id people=9 --reason x --paper 1" ;;
	remove) echo "$id --reason x --paper 1" ;;
	show) echo "$id --reveal --reason x" ;;
	find) echo nam ;;
	list|'forms show'|'export db_dump') echo F08 ;;
	'lists show') echo sex ;;
	backup) echo "$tmp/backup-$who" ;;
	restore) echo "$tmp/none" ;;
	'hub enroll'|inspect|cat|import) echo "$tmp/none" ;;
	approve|lock) echo F08 --date 2021-11-23 ;;
	unlock) echo F08 --date 2021-11-23 --reason x ;;
	'people add') echo moi --role supervisor,technician ;;
	'people role') echo an --role supervisor,technician ;;
	person\ report) echo nam ;;
	'person correct') echo "$id people=9 --reason x" ;;
	'person erase') echo "$id --reason x" ;;
	'people pin'|'people close') echo mai ;;
	audit|report|corrections|check|due|request|dump|status|people\ list|verify|sortkey|fold|type|help|version|forms\ list|forms\ man|forms\ check) ;;
	*) echo "??" ;;
	esac
}
"$soxa" --lang en help | sed -n 's/^  \([a-z][a-z_ ]*[a-z]\)  *[^ ].*/\1/p' | sed 's/   .*//' > "$tmp/commands"
true_that 'help lists the commands' test "$(wc -l < "$tmp/commands")" -ge 35
others > "$tmp/before"
for who in an kt root-of-the-house; do
	before=$(changes)
	while read -r command; do
		given=$(arguments "$command")
		[ "$given" = '??' ] && fail "no arguments are known for $command: say in this test what to call it with"
		case $who:$command in
		kt:people\ *) continue ;; # his task
		root*) as= ;;
		*) as="--as $who" ;;
		esac
		# shellcheck disable=SC2086 # words
		printf '%s\n' "$line" | "$soxa" --lang en $as $command $given > "$tmp/out" 2> "$tmp/err"
		if [ "$(changes)" = "$before" ]; then pass; else fail "$who saved by: soxa $command"; before=$(changes); fi
	done < "$tmp/commands"
done
others > "$tmp/after"
same "$tmp/before" "$tmp/after"

# The supervisor does what the auditor could not, so that the walk above was no walk of mistakes.
run 0 --as minh remove "$id" --reason x --paper 1
run 0 --as minh unlock F08 --date 2021-11-23 --reason x
feed 0 "$(echo "$line" | sed s/Nhùn/Bó/)" --as lan add F08
run 0 --as minh export db_dump F08

# Masked for who needs not see it; whoever looks says why, and that stands in the log.
feed 0 '{"name":"Lò Thị Hoa","birth_year":1988,"sex":"NAM","hamlet":"Nậm Pì","force":"PN","phone":"0912345678","consent":true,"consent_date":"2021-11-23","active":true}' --as lan add F31
hoa=$(first_id)
for format in text csv json; do
	run 0 --as lan list F31 --format $format
	never 0912345678
	run 0 --as an list F31 --format $format
	never 0912345678
	never 'Lò Thị Hoa'
done
run 0 --as minh list F31 --format csv
prints 0912345678
run 5 --as lan list F31 --where 'phone = "0912345678"'
says 'phone is masked for you'
run 5 --as an list F31 --sort name
run 0 --as minh list F31 --where 'phone = "0912345678"' --format json
counts 1
printf '#%s\n.\nq\n' "${hoa#*-}" > "$tmp/lines"
in=$tmp/lines
run 0 --as mai enter F31 --line
never 0912345678
prints 'mai may correct only what mai keyed'
run 0 --as lan show "$hoa"
prints '*******678'
run 0 --as an find hoa
never Hoa
run 5 --as lan show "$hoa" --reveal
run 5 --as an show "$hoa" --reveal --reason 'tò mò'
never 0912345678
run 0 --as lan show "$hoa" --reveal --reason 'gọi đi trực'
prints 0912345678
run 0 --as an audit --kind reveal --format json
prints "\"who\":\"lan\",\"kind\":\"reveal\",\"form\":\"F31\",\"record\":\"$hoa\",\"reason\":\"gọi đi trực\"}"
counts 1

# What a person may ask.
run 5 --as lan person report 'lò thị hoa'
run 0 --as minh person report 'lo thi hoa' --reason 'đơn số 5'
prints 0912345678
prints 'gọi đi trực'
says '1 records'
run 0 --as minh person correct "$hoa" birth_year=1989 --reason 'đơn số 5'
run 1 --as minh person erase "$hoa"
run 5 --as lan person erase "$hoa" --reason 'đơn số 6'
run 5 --as minh person erase "$lone" --reason 'đơn số 6'
run 0 --as minh person erase "$hoa" --reason 'đơn số 6'
run 0 --as minh show "$hoa" --history
never 0912345678
never 'Lò Thị Hoa'
prints erased
run 0 --as minh list F31 --format json
counts 0
run 0 --as minh person report "$hoa"
never Hoa
run 5 --as minh edit "$hoa" birth_year=1990
run 0 verify

# The audit view.
run 5 --as lan audit
run 1 --as an audit --kind nothing
run 0 --as an audit --who minh --format csv
prints ',erase,'
never ',lan,'
run 0 --as an audit --form _operator
prints 'name=minh, roles=supervisor'
run 0 --as an audit --from 2021-11-24 --format json
never '2021-11-23 '
prints '2021-11-24 '

# A dump seals what was done; who cuts the log afterwards is told (see check_verify.c for each way).
run 0 -b "$tmp/hub" init "$tmp/hub" --unit 12 --hub --training
run 0 --as kt request --out "$tmp/request"
run 0 -b "$tmp/hub" hub enroll "$tmp/request" --out "$tmp/reply" --yes
run 0 --as kt import "$tmp/reply"
run 0 dump
run 0 verify
run 0 -b "$tmp/hub" import "$SOXA_BOOK"/out/*-000000000[123]-*.soxa # those of the walk, too
prints merged
run 0 -b "$tmp/hub" people list # what an office says of its people gives nobody a right at the hub
says 'nobody is named'
run 0 -b "$tmp/hub" audit --form _operator
prints 'name=minh, roles=supervisor'
run 0 -b "$tmp/hub" audit --kind erase
prints 'đơn số 6'
run 0 -b "$tmp/hub" list F31 --format json
never 0912345678
run 0 -b "$tmp/hub" verify

# Name and PIN off the input of a form by lines.
feed 5 'lan
284617' enter F08 --line
says 'The name or the PIN is wrong'
printf '462810\n' > "$tmp/pin"
in=$tmp/pin
run 0 --as kt people pin lan
printf 'lan\n462810\n.thoat\n' > "$tmp/lines"
in=$tmp/lines
run 0 enter F08 --line
in=$tmp/pin
run 0 --as kt people pin lan --none
feed 5 'lan
462810' enter F08 --line

# Who is let in no more.
run 0 --as kt people close mai --reason 'nghỉ hưu'
feed 5 "$line" --as mai add F08
run 5 --as kt people close kt
run 0 --as kt people add mai --role auditor
run 5 --as mai edit "$id" people=9
run 0 verify
