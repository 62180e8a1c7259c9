#!/bin/sh
# SPDX-License-Identifier: MIT
# slow.sh BUILD: a whole session on a line of 300 ms, 5 % of whose bytes wait a second more; then one
# that goes down in the middle.  What was typed must be in the book, once.
set -u

build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
LC_ALL=C.UTF-8
export LC_ALL
trap 'rm -rf "$work"' EXIT

# said RESULT OUTPUT TEXT
said() {
	if [ "$1" = ok ]; then echo "  ok    $3"; return; fi
	: > "$work/failed"
	echo "  FAILED $3"
	cat "$work/$2.out"
}

# holds BOOK N: the first N records of slow.json are there and no other; ids differ from book to book.
holds() {
	"$build/soxa" -b "$1" list F08 --format json | sed 's/"_id":"[^"]*",//' > "$1.is"
	head -n "$2" "$here/slow.json" > "$1.should"
	diff "$1.should" "$1.is" >> "$1.out"
}

# session TERM OPTION...: slow.keys on such a line; the book must hold slow.json.
session() {
	name=$1
	shift
	book=$work/$name
	result=ok
	"$build/soxa" init "$book" --unit 03389@2021-11-23 > "$book.out" 2>&1
	TERM=$name "$build/ptykeys" -t 30 "$here/slow.keys" "$build/slowline" "$@" "$build/soxa" -b "$book" --as mai \
		enter F08 > "$book.out" 2>&1 || result=failed
	holds "$book" 7 || result=failed
	said $result "$name" "a session on a slow line, TERM=$name: 7 records, nothing lost or doubled"
}

# cut BYTES LINES ANSWER...: the line goes down after so many bytes.  So many lines are in the book then, and
# with the answers to what is asked next, from the draft on, one more.
cut() {
	at=$1
	lines=$2
	shift 2
	book=$work/cut$at
	result=ok
	"$build/soxa" init "$book" --unit 03389@2021-11-23 > "$work/cut$at.out" 2>&1
	TERM=xterm "$build/ptykeys" -t 30 "$here/slow.keys" "$build/slowline" -s "$at" -c "$at" "$build/soxa" -b "$book" \
		--as mai enter F08 > "$work/cut$at.out" 2>&1
	holds "$book" "$lines" || result=failed
	printf '%s\n' "$@" | "$build/soxa" -b "$book" --as mai enter F08 --line >> "$work/cut$at.out" 2>&1
	holds "$book" $((lines + 1)) || result=failed
	said $result "cut$at" "a line that goes down after $at bytes: $lines lines are in the book, the next goes on from its draft"
}

session xterm -s 1 &
session vt100 -s 2 &
session linux -s 3 &
wait
cut 47 2 23/11/2021 'Muf Car' tcd tuy 7 3 150 &       # in the middle of F1
cut 59 2 3 150 &                                      # after a field
cut 86 3 'Kroong Busk' '>việc' rsh 4 2 40 &           # in the middle of a word
wait
[ ! -e "$work/failed" ]
