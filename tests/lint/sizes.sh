#!/bin/sh
# SPDX-License-Identifier: MIT
# sizes.sh: no source file over 600 lines, no folder without a README of at most 30 lines, and no
# words that promise later work.
set -eu

bad=0
long=$(find core conf forms tui tests -name '*.[ch]' -exec wc -l {} + | awk '$2 != "total" && $1 > 600')
[ -z "$long" ] || { echo "files over 600 lines:"; echo "$long"; bad=1; }
for d in core conf forms tui tui/po tests tests/unit tests/screen tests/term tests/crash tests/fuzz tests/bench tests/data; do
	if [ ! -f "$d/README.md" ]; then
		echo "$d: has no README.md"
		bad=1
	elif [ "$(wc -l <"$d/README.md")" -gt 30 ]; then
		echo "$d/README.md: more than 30 lines"
		bad=1
	fi
done
words=$(grep -rnE --include='*.[ch]' '\b(TODO|FIXME|XXX)\b|not implemented' core conf forms tui tests || true)
[ -z "$words" ] || { echo "promises:"; echo "$words"; bad=1; }
exit $bad
