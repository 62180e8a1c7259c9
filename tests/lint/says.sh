#!/bin/sh
# SPDX-License-Identifier: MIT
# says.sh: what people read goes through the catalog.  A text of two words and more in the sources is
# inside _( ) or N_( ), in a comment, or in one of the tables that only the manual pages print.
set -eu

# The texts of the manual (roff, in English alone); what is said before there is a language, names of
# commands, the head of an exported table, keys, the pairs of both languages that
# lang_pick() chooses from, words of names of units, and mark-up of HTML and of roff.
manual='forms/(fieldopt|formopt|codesfile|unitsfile|reportfile)\.c|tui/manual\.c'
pairs='(tui/(handask|reportprint)|core/(unitname|operator))\.c:'
html='^tui/paperhtml\.c:[0-9]+: ".*[<{=]|^tui/formpage\.c:[0-9]+: "\.'
words='"(soxa: out of memory |(hub|forms|lists|export|people|person) [a-z_]+|VERSION=3 .*|aa, ee, oo|ow, uw)"'

# shellcheck disable=SC2016
found=$(find core conf forms tui -name '*.[ch]' | sort | grep -vE "^($manual)$" | xargs awk '
FNR == 1 { text = "" }
{ text = text $0 "\n" }
/^}|^$|;$/ { look() }
function look(    s, t) {
	t = text
	text = ""
	gsub(/\\"/, "", t)
	gsub(/\/\*([^*]|\*[^\/])*\*\//, "", t)
	while (match(t, /N?_\([ \t\n]*("[^"]*"[ \t\n]*)+\)/))
		t = substr(t, 1, RSTART - 1) substr(t, RSTART + RLENGTH)
	while (match(t, /"[^"\n]*"/)) {
		s = substr(t, RSTART + 1, RLENGTH - 2)
		t = substr(t, RSTART + RLENGTH)
		gsub(/%[-+ #0-9.*]*(hh|h|ll|l|z)?[a-zA-Z]/, "", s)
		gsub(/\\[a-z]/, " ", s)
		if (s ~ /[A-Za-z][a-z]+,? [a-z]*[a-z][a-z]/)
			printf "%s:%d: \"%s\" is not in _( )\n", FILENAME, FNR, s
	}
}' | grep -vE "^$pairs|$words|$html" || true)
if [ -n "$found" ]; then
	echo "$found"
	exit 1
fi
