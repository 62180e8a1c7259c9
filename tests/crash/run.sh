#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh BUILD short|long [NAME...]: the tests of this folder that use the program as it is installed; each prints
# its counts.  Short: some seconds each.  KILLS, STATES, EVERY and FLIPS say how long the long forms are.

# shellcheck disable=SC2317 # each test is called by its name
set -u
build=$(cd "$1" && pwd)
form=$2
shift 2
[ $# -gt 0 ] || set -- office replay sweep flip clock full
work=$(mktemp -d)
trap '[ ! -d "$work/full/book" ] || umount "$work/full"; rm -rf "$work"' EXIT
LC_ALL=C.UTF-8
export LC_ALL
failed=0
line='{"date":"2021-11-23","hamlet":"Z","force":"TNV","work":"RSH","people":3,"result":42}'

# pick SHORT LONG: the one of the form asked for.
pick() { if [ "$form" = long ]; then echo "$2"; else echo "$1"; fi; }

office() { "$build/office" "$build/soxa" "$work/office" "$(pick 10 "${KILLS:-400}")" "$(pick 2 $((${KILLS:-400} / 4)))" 7; }
replay() { mkdir "$work/replay" && "$build/replay" "$build/soxa" "$build/preload.so" "$work/replay" "$(pick 12 "${STATES:-1000}")" 5; }
sweep() { "$build/sweep" "$build/soxa" "$build/preload.so" "$work/sweep" "$(pick 0 "${EVERY:-1}")"; }
flip() { "$build/flip" "$build/soxa" "$build/preload.so" "$work/flip" "$(pick 1 "${FLIPS:-50}")" 3; }

# The program in the book of $book, in English; its output in $work/out, what it says in $work/err.
soxa() { "$build/soxa" -b "$book" --lang en --as lan "$@" > "$work/out" 2> "$work/err"; }

# wrong TEXT: one more thing is wrong.
wrong() { wrongs=$((wrongs + 1)); echo "  $1: $(head -c 300 "$work/err")"; }

# add NAME=VALUE... HAMLET: one more line, disturbed so; its id goes to $work/ids.
add() {
	hamlet=
	for hamlet in "$@"; do :; done
	tries=$((tries + 1))
	echo "$line" | sed "s/\"Z\"/\"$hamlet\"/" > "$work/in"
	(
		while [ $# -gt 1 ]; do
			export "${1?}"
			shift
		done
		export LD_PRELOAD="$build/preload.so"
		exec "$build/soxa" -b "$book" --lang en --as lan add F08 < "$work/in" > "$work/out" 2> "$work/err"
	)
	status=$?
	cat "$work/out" >> "$work/ids"
	return "$status"
}

# Every id that was told is in the book, as it was typed, and the book is sound.
all_there() {
	soxa list F08 --format json || wrong "list: $?"
	while read -r id; do
		grep -F "\"$id\"" "$work/out" | grep -qF '"date":"2021-11-23"' || wrong "$id is not there as it was typed"
	done < "$work/ids"
	soxa verify || wrong "verify: $?"
}

# The clock goes ten years back, then ten forward, then is right: what was typed stays, ids go on, the book is sound.
clock() {
	book=$work/clock wrongs=0 tries=0
	: > "$work/ids"
	"$build/soxa" init "$book" --unit 03389@2021-11-23 > "$work/out" 2>&1 || return 1
	for shift in 0 -315576000 315576000 0; do
		add "SOXA_SHIFT=$shift" "A$tries" || wrong "clock wrong by $shift"
	done
	all_there
	sed 's/.*-//' "$work/ids" | sort -nc 2> "$work/err" || wrong "ids"
	echo "clock: 4 lines at a clock that is right, ten years back, ten forward, right: $wrongs wrong"
	[ "$wrongs" -eq 0 ]
}

# A disk that is really full, with so many KiB left: no SIGBUS, nothing lost, and it goes on once there is room.
on_full() {
	mount -t tmpfs -o size=40m none "$work/full" || return 2
	book=$work/full/book wrongs=0 tries=0 took=0
	: > "$work/ids"
	"$build/soxa" init "$book" --unit 03389@2021-11-23 > "$work/out" 2>&1 || return 1
	seq 2000 | sed 's/.*/{"date":"2021-11-22","hamlet":"&","force":"TNV","work":"RSH","people":1,"result":1}/' |
		"$build/soxa" -b "$book" add F08 > "$work/out" || return 1
	for left in $(pick "0 700" "0 4 40 120 300 500 700 900 1100 1300 2000 4000"); do
		for boot in no yes; do
			[ "$boot" = yes ] && printf z | dd of="$book/gate" bs=1 seek=35 conv=notrunc 2> "$work/err"
			dd if=/dev/zero of="$work/full/fill" bs=1k 2> "$work/err"
			truncate -s -"${left}k" "$work/full/fill"
			add SOXA_FREE=1000000000 "A$tries"
			case $status in 0) took=$((took + 1)) ;; 7) ;; *) wrong "add, $left KiB left, boot $boot: $status" ;; esac
			soxa list F08 --format json
			case $? in 0 | 7) ;; *) wrong "list, $left KiB left, boot $boot" ;; esac
			rm "$work/full/fill"
			add "B$tries" || wrong "with room again"
		done
	done
	all_there
	echo "full: $tries saves, half of them on a full disk, which took $took; $wrongs wrong"
	[ "$wrongs" -eq 0 ]
}

full() {
	unshare -m true 2> "$work/err" || { echo "full: SKIPPED: no disk of our own can be made here"; return 0; }
	unshare -m sh "$0" "$build" "$form" on_full
}

mkdir -p "$work/full"
for name; do
	"$name" || { echo "tests/crash/run.sh: $name failed"; failed=1; }
done
exit $failed
