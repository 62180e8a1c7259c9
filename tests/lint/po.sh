#!/bin/sh
# SPDX-License-Identifier: MIT
# po.sh: every sentence of the sources stands in Vietnamese in tui/po/vi.po, with the same values in it;
# the file is in order and holds no sentence that nobody says any more.
set -eu

po=tui/po/vi.po
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
find core conf forms tui -name '*.[ch]' | sort | xgettext --from-code=UTF-8 -L C -k -k_ -kN_ -f - -o - |
	sed 's/charset=CHARSET/charset=UTF-8/' > "$dir/pot"
msgcmp "$po" "$dir/pot"
msgmerge --quiet --no-fuzzy-matching -o "$dir/merged" "$po" "$dir/pot"
msgfmt --check-format -o /dev/null "$dir/merged"
if grep -A1 '^#~ msgid' "$dir/merged"; then
	echo "$po: these sentences are said nowhere"
	exit 1
fi
msgcat --sort-output --no-wrap "$po" | cmp - "$po" || {
	echo "$po: msgcat --sort-output --no-wrap puts it in order"
	exit 1
}
