#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh BUILD short|long [NAME...]: the tests of this folder that use the program as it is installed; each prints
# its counts.  Short: some seconds each.
set -u
# shellcheck disable=SC2317 # each harness is called by its name
build=$(cd "$1" && pwd)
form=$2
shift 2
[ $# -gt 0 ] || set -- office
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LC_ALL=C.UTF-8
export LC_ALL
failed=0

# pick SHORT LONG: the one of the form asked for.
pick() { if [ "$form" = long ]; then echo "$2"; else echo "$1"; fi; }

office() { "$build/office" "$build/soxa" "$work/office" "$(pick 10 "${KILLS:-400}")" "$(pick 2 $((${KILLS:-400} / 4)))" 7; }

for name; do
	"$name" || { echo "tests/crash/run.sh: $name failed"; failed=1; }
done
exit $failed
