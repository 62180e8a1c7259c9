#!/bin/sh
# SPDX-License-Identifier: MIT
# The filter of typed keys: both methods, both styles, an answer to each line before the next is there.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

# gives TEXT KEYS ARGUMENT...: a line of keys makes exactly that text.
gives() {
	printf '%s\n' "$1" > "$tmp/want"
	keys=$2
	shift 2
	feed 0 "$keys" type "$@"
	same "$tmp/out" "$tmp/want"
}

gives 'Nguyễn Thị Hòa' 'Nguyeenx Thij Hoaf'
gives 'Nguyễn Thị Hoà' 'Nguyeenx Thij Hoaf' --style new
gives 'Nguyễn Thị Hòa' 'Nguye6n4 Thi5 Hoa2' --method vni --style old
gives 'tĩa' 'tiafx<BS>a'
gives 'a12' 'a12' --method telex
gives '' 'a<BS><BS><BS>'
gives '' ''

# The last word is not ended, whatever blanks stand around; those before are.
gives 'expect ễpct' 'expect expect'
gives '  expect  ' '  expect  '
gives 'expectđi' 'expect <BS>ddi'

# Another tool's letters are letters, in NFC.
gives 'án' "$(printf 'a\314\201n')"
gives 'Müllers, ßs' 'Müllers, ßs'

# The columns of the tables of examples.
for method in telex vni; do
	for style in old new; do
		awk -F '\t' -v s="$style" '!/^#/ && ($3 == s || $3 == "both")' "$data/$method.tsv" > "$tmp/rows"
		cut -f 1 "$tmp/rows" > "$tmp/keys"
		cut -f 2 "$tmp/rows" > "$tmp/want"
		in=$tmp/keys
		run 0 type --method "$method" --style "$style"
		same "$tmp/out" "$tmp/want"
	done
done

# A program may talk to it.
mkfifo "$tmp/ask" "$tmp/answer"
"$soxa" type < "$tmp/ask" > "$tmp/answer" 2> "$tmp/err" &
exec 3> "$tmp/ask" 4< "$tmp/answer"
for pair in 'ddi đi' 'hocj học'; do
	echo "${pair% *}" >&3
	read -r got <&4
	true_that 'each line is answered at once' test "$got" = "${pair#* }"
done
exec 3>&-
wait $!
true_that 'the end of the input ends it' test $? -eq 0

printf 'a\nb\001\n' > "$tmp/keys"
in=$tmp/keys
run 2 type
says 'line 2'
