#!/bin/sh
# SPDX-License-Identifier: MIT
# What is no command, no option or no value is a usage error that says so.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

office
for words in 'frobnicate' 'list' 'list F99' 'list F08 F09' 'list F08 --colour' 'list F08 --format xml' \
	'list F08 --from 23/11/2021' 'list F08 --from 2021-12-01 --to 2021-11-01' 'list F08 --sort nothing' \
	'list F08 --where people>>1' 'list F08 --from' 'forms' 'forms frob' 'hub' 'export db_dump' \
	'report nothing' 'lists show nothing' '--lang fr list F08' 'edit' 'remove' 'help frobnicate' \
	'add F08 --csv --csv' 'add F08 --csv=1' 'sortkey --mode x' 'type --method viqr' 'type --style x'; do
	# shellcheck disable=SC2086 # the words of a command line
	run 1 $words
	true_that 'a usage error says something' test -s "$tmp/err"
done

# Commands of later versions are told apart from words that mean nothing, and are not listed.
for words in sync 'hub units' 'hub publish'; do
	# shellcheck disable=SC2086
	run 1 $words
	says 'this version'
	run 0 help
	if grep -q "^  $words " "$tmp/out"; then fail "help lists $words"; else pass; fi
done
run 0 help
for words in approve backup lock unlock corrections init add edit remove list show find 'forms check' 'lists show' request 'hub enroll' import dump \
	inspect cat status verify 'export db_dump' report enter sortkey fold type; do
	prints "  $words "
done
run 0 help hub enroll
prints '--yes'
run 0 help forms
prints 'forms check'
run 0 --version
"$soxa" --lang vi help > "$tmp/vi" 2> "$tmp/err"
"$soxa" help > "$tmp/out" 2> "$tmp/err"
same "$tmp/vi" "$tmp/out"
