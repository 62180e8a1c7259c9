#!/bin/sh
# SPDX-License-Identifier: MIT
# Letters that could steer a terminal, hide or run: refused on the way in, and never raw on the way out.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

esc=$(printf '\033[31m')
csi=$(printf '\302\233')
rlo=$(printf '\342\200\256')
zwsp=$(printf '\342\200\213')
office

# Whatever the messages and the output say, none of these letters is in them raw.
clean() {
	if grep -qF -e "$esc" -e "$csi" -e "$rlo" -e "$zwsp" "$tmp/out" "$tmp/err"; then
		fail "a letter came out raw: $*"
	else
		pass
	fi
}

for bad in "$csi" "$zwsp"; do
	feed 2 "{\"date\":\"2021-11-23\",\"hamlet\":\"A${bad}\",\"force\":\"PN\",\"work\":\"RSH\",\"people\":1,\"result\":1}" add F08
	clean value
done
for bad in "$esc" "$rlo"; do
	feed 2 "{\"date\":\"2021-11-23\",\"hamlet\":\"A${bad}\",\"force\":\"PN\",\"work\":\"RSH\",\"people\":1,\"result\":1}" add F08
	clean value
	feed 2 "{\"date\":\"2021-11-23\",\"${bad}\":1}" add F08
	clean key
	feed 2 "date,h${bad}" add F08 --csv
	clean header
	run 1 "x${bad}"
	clean command
	run 1 list "F${bad}"
	clean form
	run 1 list F08 "--${bad}"
	clean option
	run 1 list F08 --where "${bad}"
	clean expression
	run 1 list F08 --unit "${bad}@x"
	clean unit
	run 2 show "${bad}"
	clean id
	run 2 find "${bad}"
	clean query
	run 1 report "${bad}"
	clean report
	run 2 --as "${bad}" list F08
	clean operator
	run 2 -b "/${bad}" list F08
	clean book
	run 2 -c "/${bad}" list F08
	clean conf
	run 2 forms check "/${bad}.form"
	clean path
	"$soxa" --lang en inspect "/${bad}" > "$tmp/out" 2> "$tmp/err"
	clean inspect
	"$soxa" --lang en import "/${bad}" > "$tmp/out" 2> "$tmp/err"
	clean import
	feed 2 "${bad}" fold
	clean fold
	feed 2 "${bad}" type
	clean type
done
feed 2 '{"date":"2021-11-23","hamlet":"A\u0000","force":"PN","work":"RSH","people":1,"result":1}' add F08
feed 2 '{"date":"2021-11-23","hamlet":"A\u202e","force":"PN","work":"RSH","people":1,"result":1}' add F08
feed 2 "$(printf '{"date":"2021-11-23","hamlet":"\377"}')" add F08
feed 2 "{\"date\":\"2021-11-23\",\"hamlet\":\"e$(printf '\314\201%.0s' 1 2 3 4 5 6)\",\"force\":\"PN\",\"work\":\"RSH\",\"people\":1,\"result\":1}" add F08
run 0 list F08 --format json
counts 0

# A formula is data everywhere, and guarded where a spreadsheet reads it.
feed 0 '{"date":"2021-11-23","hamlet":"=cmd|'"' /C calc'"'!A0","force":"PN","work":"RSH","people":1,"result":1,"note":"%s%n%x"}' add F08
run 0 list F08
prints '=cmd|'
run 0 list F08 --format csv
prints ",'=cmd|"
run 0 list F08 --format json
prints '%s%n%x'

# A very long line, and no line end at all.
awk 'BEGIN { for (i = 0; i < 1100000; i++) printf "x" }' > "$tmp/long"
in=$tmp/long
run 2 add F08
printf '{"date":"2021-11-24","hamlet":"A","force":"PN","work":"RSH","people":1,"result":1}' > "$tmp/noend"
in=$tmp/noend
run 0 add F08

# An output that cannot be written is told, and is not a success.
"$soxa" --lang en list F08 > /dev/full 2> "$tmp/err"
if [ $? -eq 7 ]; then pass; else fail 'a full output is no success'; fi
"$soxa" --lang en list F08 2> "$tmp/err" | true
true_that 'a reader who leaves is no error' test ! -s "$tmp/err"

# A closed input or output is told, and no file of the book gets its number.
cp "$SOXA_BOOK/gate" "$tmp/gate"
"$soxa" --lang en list F08 >&- 2> "$tmp/err"
true_that 'a closed output is no success' test $? -eq 6
"$soxa" --lang en list F08 > "$tmp/out" 2>&-
true_that 'closed messages are' test $? -eq 0
"$soxa" --lang en list NOPE > "$tmp/out" 2>&-
true_that 'closed messages change no exit status' test $? -eq 1
"$soxa" --lang en add F08 <&- > "$tmp/out" 2> "$tmp/err"
true_that 'a closed input is no success' test $? -eq 6
true_that 'the gate keeps its size' test "$(wc -c < "$SOXA_BOOK/gate")" -eq "$(wc -c < "$tmp/gate")"
run 0 verify
