#!/bin/sh
# SPDX-License-Identifier: MIT
# valgrind.sh BUILD [SUITE...]: the unit suites (all but those that kill and fork) and a walk through the commands under
# Valgrind.  Errors and lost memory count; what is suppressed is libdb's own and stands in libdb.supp, each with a reason.
set -u
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
shift
# shellcheck disable=SC2046 # names of suites
[ $# -gt 0 ] || set -- $(sed -n 's/SUITE(\(.*\))/\1/p' "$here/../unit/suites.h" | grep -vxE 'crash|fault|screen')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
n=0

# under NAME COMMAND...: fails when Valgrind finds something; the command's own exit status is not looked at.
under() {
	name=$1
	shift
	n=$((n + 1))
	valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
		--suppressions="$here/libdb.supp" --log-file="$work/log" "$@" > "$work/out" 2> "$work/err" < "$work/in"
	if [ -s "$work/log" ]; then
		failed=$((failed + 1))
		echo "valgrind: $name:"
		head -40 "$work/log"
	fi
}

: > "$work/in"
book=$work/book
hub=$work/hub
walk() { name=$1; shift; under "soxa $name $*" "$build/soxa" --lang en --as lan "$name" "$@"; }
in_book() { under "soxa $*" "$build/soxa" -b "$book" --lang en --as lan "$@"; }
in_hub() { under "soxa $*" "$build/soxa" -b "$hub" --lang en --as lan "$@"; }

walk init "$book" --unit 03389@2021-11-23
walk init "$hub" --unit 12 --hub
in_book request --out "$work/request"
in_hub hub enroll "$work/request" --out "$work/reply" --yes
in_book import "$work/reply"
echo '{"date":"2021-11-23","hamlet":"Bản Nà Nhì","force":"PN","work":"RSH","people":3,"result":42}' > "$work/in"
in_book add F08
id=$(cat "$work/out")
in_book add F08 # the same again: refused
: > "$work/in"
in_book edit "$id" people=4
for c in "list F08" "list F08 --format json" "show $id" "find nhi" "report" "report volunteer_by_force_work" status due "check F08" \
	verify "forms list" "forms show F08" "lists show forces" dump "add F99" "list F08 --where people>2"; do
	# shellcheck disable=SC2086 # words of a command
	in_book $c
done
for f in "$book"/out/*.soxa; do
	in_book inspect "$f"
	in_hub cat "$f"
	in_hub import "$f"
	in_hub import "$f"
done
in_hub report volunteer_by_force_work --by unit
in_book remove "$id" --reason nhầm
in_book backup "$work/copies"
for s; do
	CK_FORK=no under "suite $s" "$build/unit" "$s"
done
echo "valgrind: $n programs run, $failed with errors"
[ "$failed" -eq 0 ]
