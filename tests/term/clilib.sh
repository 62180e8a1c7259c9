# SPDX-License-Identifier: MIT
# clilib.sh: steps of the command-line tests, read by each cli_*.sh.  A step prints a line only when it
# fails; passes and failures are counted in $tmp/count.  soxa runs in English with its output in $tmp/out
# and its messages in $tmp/err.

# shellcheck shell=sh disable=SC2034 # data, in and top are for those who read this
set -u
soxa=$1/soxa
top=$(cd "$(dirname "$0")/../.." && pwd)
data=$top/tests/data
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
SOXA_BOOK=$tmp/book
export SOXA_BOOK
: > "$tmp/none"

pass() { echo pass >> "$COUNT"; }
fail() {
	echo fail >> "$COUNT"
	echo "$(basename "$0"): $*"
	sed 's/^/    out: /' "$tmp/out" | head -5
	sed 's/^/    err: /' "$tmp/err" | head -5
}

# run STATUS ARGUMENT...: soxa with the input from $in ends with that exit status.
in=$tmp/none
run() {
	want=$1
	shift
	"$soxa" --lang en "$@" < "$in" > "$tmp/out" 2> "$tmp/err"
	got=$?
	in=$tmp/none
	if [ "$got" -eq "$want" ]; then pass; else fail "exit $got, not $want: soxa $*"; fi
}

# feed STATUS TEXT ARGUMENT...: the same with TEXT as the input.
feed() {
	status=$1
	printf '%s\n' "$2" > "$tmp/in"
	shift 2
	in=$tmp/in
	run "$status" "$@"
}

# The output or the messages hold (do not hold) a fixed text.
prints() { if grep -qF -e "$1" "$tmp/out"; then pass; else fail "the output has no '$1'"; fi; }
says() { if grep -qF -e "$1" "$tmp/err"; then pass; else fail "no message has '$1'"; fi; }
never() { if grep -qF -e "$1" "$tmp/out" "$tmp/err"; then fail "'$1' came out"; else pass; fi; }

# counts N: the output has N lines.
counts() {
	n=$(wc -l < "$tmp/out")
	if [ "$n" -eq "$1" ]; then pass; else fail "$n lines of output, not $1"; fi
}

# same A B: the files are equal.
same() { if diff "$1" "$2" > "$tmp/said" 2>&1; then pass; else fail "$1 and $2 differ: $(head -3 "$tmp/said")"; fi; }

# true_that NAME COMMAND...: the command succeeds.
true_that() {
	name=$1
	shift
	if "$@" > "$tmp/said" 2>&1; then pass; else fail "$name"; fi
}

# An office of 2021 in $SOXA_BOOK; the id a command printed first.
office() { run 0 init "$SOXA_BOOK" --unit 03389@2021-11-23; }
first_id() { sed -n 1p "$tmp/out"; }
