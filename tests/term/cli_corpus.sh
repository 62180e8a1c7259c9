#!/bin/sh
# SPDX-License-Identifier: MIT
# Every hostile text of ../data/hostile.tsv through every way in, and what came in through every way out.
# Here each text takes some of the ways, in turn; ALL=1 sends every text through every way (minutes).
# Refused: no way stores it, and the sentence names the place.  Kept: it is stored as it is and comes out
# guarded.  Each output, message and picture is looked at by `safe`, which shares no code with the program.
# shellcheck disable=SC2154,SC2086 # $fate, $text and $kept come from the corpus; $span is two options
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

build=$1
S=$build/safe
LC_ALL=C.UTF-8
SOXA_CLOCK=2021-12-01T08:00
export LC_ALL SOXA_CLOCK
ins=0
outs=0

# harmless KIND WHAT: what came out and what was said.
harmless() {
	outs=$((outs + 1))
	if "$S" "$1" "$tmp/out" > "$tmp/harm" && "$S" text "$tmp/err" >> "$tmp/harm"; then pass; else
		cat "$tmp/harm"
		fail "harm in what $2 wrote"
	fi
}

# soxa ARGUMENT...: runs it; its status in $got.
soxa() {
	"$soxa" --lang en "$@" < "$in" > "$tmp/out" 2> "$tmp/err"
	got=$?
	in=$tmp/none
}

# came_in WAY PLACE: the last run took a kept text, or refused the other and named the place.
came_in() {
	ins=$((ins + 1))
	harmless text "$1 ($name)"
	case $fate$got in
	kept0) pass ;;
	refused[12])
		if grep -qF -e "$2" "$tmp/err" "$tmp/out"; then pass; else fail "$1 ($name): '$2' is not named"; fi ;;
	*) fail "$1 ($name): $fate, but exit $got" ;;
	esac
}

# stopped WAY: a text that can be no name of anything: exit 0 at most where it may be one.
stopped() {
	ins=$((ins + 1))
	harmless text "$1 ($name)"
	if [ "$got" -le 7 ]; then pass; else fail "$1 ($name): exit $got"; fi
}

# there FIELD: a kept text is in the list of $day as it is; a refused one made no record.
there() {
	"$soxa" --lang en list X66 --from "$day" --to "$day" --format json > "$tmp/out" 2> "$tmp/err"
	harmless json "the list ($name)"
	if [ "$fate" = refused ]; then
		true_that "$1 $name: no record of it" test ! -s "$tmp/out"
	else
		prints "\"$1\":$(json "$kept")"
	fi
}

# A text as JSON; as a cell of CSV.
json() {
	printf '"%s"' "$(printf %s "$1" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/\x1b/\\u001b/g' -e 's/\x07/\\u0007/g' \
		-e 's/\x08/\\b/g' -e 's/\x09/\\t/g' -e 's/\x0d/\\r/g' -e 's/\x0e/\\u000e/g' -e 's/\x7f/\\u007f/g' | sed -e ':a' -e 'N;s/\n/\\n/;ta')"
}
csv() { printf '"%s"' "$(printf %s "$1" | sed 's/"/""/g')"; }

# turns N: whether this text takes this way: each N-th does, another way another; all with ALL=1.
turn=0
turns() {
	turn=$((turn + 1))
	[ -n "${ALL:-}" ] || [ $((turn % $1)) = 0 ]
}

# next: a day of its own for the records of one text.
days=0
next() {
	days=$((days + 1))
	day=$(date -u -d "2020-01-01 +$days days" +%F)
}

marks=$(awk 'BEGIN { for (i = 0; i < 50; i++) printf "\314\201" }')
long=$(awk 'BEGIN { for (i = 0; i < 20000; i++) printf "x" }')
# corpus FUNCTION: the function for each text of the corpus.
corpus() {
	while IFS='	' read -r name fate text kept; do
		text=$(printf '%b.' "$text")
		text=${text%.}
		case $text in
		*@MARKS) text=${text%@MARKS}$marks ;;
		@LONG) text=$long ;;
		esac
		kept=$(printf %b "${kept:-}")
		[ -n "$kept" ] || kept=$text
		"$1"
	done < "$data/hostile.tsv"
}

enrol() { # BOOK HUB
	"$soxa" --lang en -b "$1" request --out "$1.request" > "$tmp/said" 2>&1 &&
		"$soxa" --lang en -b "$2" hub enroll "$1.request" --out "$1.reply" --yes > "$tmp/said" 2>&1 &&
		"$soxa" --lang en -b "$1" import "$1.reply" > "$tmp/said" 2>&1
}

by_json() {
	turns 2 || return 0
	next
	printf '{"date":"%s","name":%s}\n' "$day" "$(json "$text")" > "$tmp/in"
	in=$tmp/in
	soxa add X66
	came_in 'add JSON' 'line 1: '
	there name
	turns 5 || return 0
	printf '{"date":"%s","name":"r","n":999,"_reason":%s}\n' "$day" "$(json "$text")" > "$tmp/in"
	in=$tmp/in
	soxa add X66
	stopped 'a reason in JSON'
	printf '{"date":"%s",%s:1}\n' "$day" "$(json "$text")" > "$tmp/in"
	in=$tmp/in
	soxa add X66
	stopped 'a name in JSON'
	true_that 'is no field' test "$got" -eq 2
}

by_csv() {
	turns 2 || return 0
	next
	case $name in apostrophe*) text="'$text" ;; esac # one is the guard, which is taken off
	printf 'date,name\r\n%s,%s\r\n' "$day" "$(csv "$text")" > "$tmp/in"
	in=$tmp/in
	soxa add X66 --csv
	came_in 'add CSV' 'line '
	there name
	turns 5 || return 0
	printf 'date,%s\r\n%s,1\r\n' "$(csv "$text")" "$day" > "$tmp/in"
	in=$tmp/in
	soxa add X66 --csv
	stopped 'a head of CSV'
	true_that 'is no field' test "$got" -eq 2
}

by_edit() {
	turns 5 || return 0
	next
	printf '{"date":"%s","name":"e"}\n' "$day" > "$tmp/in"
	in=$tmp/in
	run 0 add X66
	id=$(first_id)
	soxa edit "$id" "words=$text"
	case $name in newline) fate=kept ;; esac # a memo has lines
	came_in edit words
	if [ "$fate" = kept ]; then
		soxa list X66 --from "$day" --to "$day" --format json
		harmless json "the list ($name)"
		prints "\"words\":$(json "$kept")"
	fi
	case $name in newline) fate=refused ;; long) return ;; esac # a reason has no limit but the file's
	soxa edit "$id" n=3 --reason "$text"
	came_in 'a reason' '--reason'
	soxa edit "$id" "$text=1"
	stopped 'the name of a field'
	soxa remove "$id" --reason "$text"
	came_in 'a reason to remove' '--reason'
	soxa show "$id" --history
	harmless text "the history ($name)"
}

# Words that name something.
in_words() {
	for way in "find $text" "show $text" "list $text" "list X66 --where $text" "list X66 --sort $text" \
		"list X66 --unit $text" "list X66 --from $text" "lists show hostile_kinds --find $text" "lists show $text" \
		"report $text" "report hostile_sums --by $text" "forms show $text" "forms man $text" "help $text" "due --date $text" \
		"check $text" "approve $text" "corrections $text" "inspect /$text" "import /$text" "cat /$text" "$text" \
		"-b /$text status" "-c /$text status"; do
		turns 31 || continue
		set --
		rest=$way
		while [ "$rest" != "${rest#* }" ] && [ "$rest" != "$text" ] && [ "$rest" != "/$text" ]; do
			case $rest in
			"/$text status") break ;;
			esac
			set -- "$@" "${rest%% *}"
			rest=${rest#* }
		done
		case $rest in
		"/$text status") set -- "$@" "/$text" status ;;
		*) set -- "$@" "$rest" ;;
		esac
		soxa "$@"
		stopped "$way"
	done
	turns 5 || return 0
	soxa --as "$text" list X66
	[ "$name" != "${name#long}" ] || came_in --as --as
}

by_name() {
	turns 9 || return 0
	soxa init "$tmp/named" --unit 03389@2021-11-23 --training --name "$text"
	came_in 'the name of an office' '--name'
	if [ "$fate" = kept ]; then
		enrol "$tmp/named" "$tmp/training" || fail "enrolment of $name"
		soxa -b "$tmp/named" status
		harmless text "status ($name)"
	fi
	rm -rf "$tmp/named"*
}

# A line at a time some texts are orders; what is stored is harmless, and no refused text is.
by_line() {
	turns 5 || return 0
	next
	printf '%s\n%s\nq\n\n' "$day" "$text" > "$tmp/in"
	in=$tmp/in
	soxa --as "line$days" enter X66 --line
	stopped 'enter --line'
	if [ "$fate" = refused ]; then fate=either; fi
	soxa list X66 --from "$day" --to "$day" --format json
	harmless json "the list ($name)"
}

# quote: the text as a string of a form file; nothing when it cannot be one.
quote() {
	# shellcheck disable=SC1003 # a backslash it is
	case $text in
	*"'"*'"'* | *'"'*"'"* | *"'"*'\'* | *'\'*"'"*) return 1 ;;
	*"'"*) printf '"%s"' "$text" ;;
	*) printf "'%s'" "$text" ;;
	esac
}

# Forms, lists, units, settings and the names of their files.
by_file() {
	turns 6 || return 0
	rm -rf "$tmp/set" "$tmp/conf"
	mkdir "$tmp/set"
	if quoted=$(quote && echo .); then
		quoted=${quoted%.}
		quoted=${quoted%"
"}
		{
			printf 'form "files" {\ncode = "X67"\nversion = 1\ntitle = %s\ngroup = "2"\nperiod = event\nlayout = form\n' "$quoted"
			printf 'key = { "date" }\nlist = { "date" }\nfield "date" { label = %s\ntype = date\nrequired = true }\n' "$quoted"
			printf 'rule "r" { level = error\nfield = "date"\ntest = %s\ntext = %s }\n}\nend = "files"\n' "$quoted" "$quoted"
		} > "$tmp/set/files.form"
		printf 'codes "kinds" {\nversion = 1\ntitle = %s\nrows = { %s }\n}\nend = "kinds"\n' "$quoted" "$quoted" > "$tmp/set/kinds.codes"
		soxa forms check "$tmp/set"
		stopped 'a form file'
		true_that "$name: not taken as an expression" test "$got" -eq 2
		[ "$fate" = kept ] || says_or_prints 'files.form:'
		printf 'book = %s\nterminal.charset = %s\n' "$quoted" "$quoted" > "$tmp/conf"
		soxa -c "$tmp/conf" status
		stopped 'settings'
		true_that "$name: no settings" test "$got" -eq 2
	fi
	case $text in
	*/* | "$long" | *'
'*) return ;;
	esac
	mkdir "$tmp/set/$text" "$tmp/set/sub" && echo x > "$tmp/set/sub/$text.form" && echo x > "$tmp/set/$text/x"
	soxa forms check "$tmp/set/sub"
	stopped 'the name of a form file'
	soxa forms check "$tmp/set/sub/$text.form"
	stopped 'the path of a form file'
	soxa import "$tmp/set/$text/x"
	stopped 'the path of a dump'
	soxa inspect "$tmp/set/$text/x"
	stopped 'the path of a dump'
	soxa init "$tmp/set/$text/book" --unit 03389@2021-11-23
	stopped 'the path of a book'
	true_that "$name: a book" test "$got" -eq 0
	soxa -b "$tmp/set/$text/book" status
	stopped 'the path of a book'
	soxa -b "$tmp/set/$text/book" request --out "$tmp/set/$text/request"
	stopped 'the path of a request'
	true_that "$name: a request" test "$got" -eq 0
}

says_or_prints() { if grep -qF -e "$1" "$tmp/out" "$tmp/err"; then pass; else fail "nothing has '$1'"; fi; }

by_environment() {
	in=$tmp/none
	turns 9 || return 0
	SOXA_BOOK="/$text" "$soxa" --lang en status < "$in" > "$tmp/out" 2> "$tmp/err"
	got=$?
	stopped SOXA_BOOK
	for variable in SOXA_CLOCK TERM LANGUAGE LC_ALL LOCPATH TERMINFO NLSPATH HOME PATH LD_PRELOAD OUTPUT_CHARSET; do
		[ "$name" != long ] || continue
		turns 3 || continue
		env "$variable=$text" "$soxa" -b "$tmp/training" --lang en status < "$in" > "$tmp/out" 2> "$tmp/err"
		got=$?
		sed -i '/^ERROR: ld.so/d' "$tmp/err" # what the linker says before the program begins
		stopped "$variable"
		env "$variable=$text" "$soxa" -b "$tmp/training" --lang en < "$in" > "$tmp/out" 2> "$tmp/err"
		got=$?
		sed -i '/^ERROR: ld.so/d' "$tmp/err"
		stopped "$variable"
	done
}

# An enrolled office whose program lets in anything: the hub refuses the file and holds nothing of it.
hub=$tmp/hub
offices=0
by_dump() {
	[ "$fate" = refused ] && [ "$name" != long ] || return 0
	for cell in name place _who _reason _unit; do
		turns 17 || continue
		offices=$((offices + 1))
		office="$tmp/office$offices"
		run 0 init "$office" --unit 03389@2021-11-23
		cp "$data/hostile/"* "$office/forms"
		enrol "$office" "$hub" || fail "enrolment of office $offices"
		true_that "$name forged" "$build/forge" "$office" "$top/forms/data" X66 date=2021-11-23 name=x "$cell=$text"
		soxa -b "$office" list X66
		harmless text "the list of the office itself ($name)"
		soxa -b "$office" show 1 --history
		harmless text "its history ($name)"
		soxa -b "$office" dump
		if [ "$got" -eq 0 ]; then
			file=$(first_id)
			true_that "the name of a dump" "$S" name "$tmp/out"
			soxa -b "$hub" import "$file"
			stopped 'import'
			true_that "$name ($cell): the hub refuses it" test "$got" -ne 0
			says_or_prints refused
			soxa -b "$hub" inspect "$file"
			stopped 'inspect'
		else
			stopped 'dump'
		fi
		rm -rf "$office"
	done
}

office
run 0 init "$tmp/training" --unit 12 --hub --training
run 0 init "$hub" --unit 12 --hub
cp "$data/hostile/"* "$SOXA_BOOK/forms"
cp "$data/hostile/"* "$hub/forms"
enrol "$SOXA_BOOK" "$hub" || fail enrolment
ways=${WAYS:-by_json by_csv by_edit by_line in_words by_name by_file by_environment by_dump}
for way in $ways; do corpus "$way"; done
run 0 verify
way_in=$ins

# Every way out of the office's book, then of the hub's.
printf '{"date":"2021-11-23","name":"w","n":999,"_reason":"many=FX"}\n{"date":"2021-11-23","name":"l","kind":"SC","n":5}\n' > "$tmp/in"
in=$tmp/in
run 0 add X66
last=$(tail -1 "$tmp/out")

# out KIND ARGUMENT...: must end well and write something harmless.
out() {
	kind=$1
	shift
	soxa -b "$of" "$@"
	harmless "$kind" "$*"
	if [ "$got" -eq 0 ] && [ -s "$tmp/out" ]; then pass; else fail "exit $got or nothing written: $*"; fi
}

# The days of all the records.
span='--from 2020-01-01 --to 2021-11-30'
ways_out() {
	for format in text csv json; do
		out "$format" list X66 --format "$format"
		out "$format" list X66 --sort name --format "$format"
		out "$format" report hostile_list --format "$format"
		out "$format" report hostile_sums --by name,kind,unit,day --format "$format"
		out "$format" due --date 2021-11-23 --format "$format"
	done
	for format in text json; do
		soxa -b "$of" check X66 $span --all --format "$format"
		harmless "$format" "check as $format"
	done
	out html report hostile_list --format html
	out html report hostile_sums --by name,place,kind --format html
	out pages report hostile_list --cols 80
	out pages report hostile_sums --by name,place,kind --cols 132
	out text find alert
	out text find cmd calc
	out text forms list
	out text forms show X66
	out roff forms man X66
	out roff forms man
	out text lists show hostile_kinds
	out text lists show hostile_kinds --find sum
	out text status
	out json status --json
	out text verify
	out text export db_dump X66
	for id in $ids; do
		out text show "$id" --history
	done
}
of=$SOXA_BOOK
soxa list X66 --format json
ids=$(sed -n 's/.*"_id":"\([^"]*\)".*/\1/p' "$tmp/out" | awk 'NR % 16 == 1')
soxa approve X66 $span
harmless text approve
soxa lock X66 $span
harmless text lock
for text in '=cmd|x' '<b>' '%n' "'"; do
	run 0 edit "$last" kind=AT "words=$text" --reason "=1 $text" --paper "@SUM $text"
done
for format in text csv json; do out "$format" corrections X66 --format "$format"; done
soxa edit "$last" kind=MI --reason "$(printf 'A\342\200\256')" --paper 1
harmless text 'a refused reason'
if [ "$got" -eq 2 ]; then pass; else fail 'a reason with RLO'; fi
soxa edit "$last" kind=MI --reason x --paper "$(printf 'A\033[31m')"
harmless text 'a refused paper'
if [ "$got" -eq 2 ]; then pass; else fail 'a paper with ESC'; fi
ways_out
run 0 report hostile_list --format pdf
pdftotext -layout "$tmp/out" "$tmp/pdf" && mv "$tmp/pdf" "$tmp/out"
prints '<script>alert(1)</script>'
harmless pages 'the PDF'
run 0 dump
true_that 'the name of the dump' "$S" name "$tmp/out"
file=$(first_id)
run 0 inspect "$file"
harmless text inspect
run 0 inspect "$file" --json
harmless json inspect
of=$hub
run 0 -b "$hub" import "$file"
harmless text import
out json cat "$file"
run 0 -b "$hub" verify
soxa -b "$hub" list X66 --format json
sort "$tmp/out" > "$tmp/hub.json"
soxa list X66 --format json
sort "$tmp/out" > "$tmp/office.json"
same "$tmp/office.json" "$tmp/hub.json"
ids=$(sed -n 's/.*"_id":"\([^"]*\)".*/\1/p' "$tmp/hub.json" | awk 'NR % 20 == 1')
ways_out
echo "hostile corpus: $way_in texts in by ${ALL:+all}${ALL:-some} ways, $outs outputs and messages harmless"
