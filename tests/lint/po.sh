#!/bin/sh
# SPDX-License-Identifier: MIT
# po.sh: every sentence of the sources stands in Vietnamese in tui/po/vi.po, none of them fuzzy, empty or left in
# English, with the same values in it; the file is in order and holds no sentence that nobody says any more.
set -eu

po=tui/po/vi.po
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
# Each text with a conversion in it is a format, whoever prints it.
find core conf forms tui -name '*.[ch]' | sort | xgettext --from-code=UTF-8 -L C -k -k_ -kN_ -f - -o - |
	sed 's/charset=CHARSET/charset=UTF-8/' | msgcat --no-wrap - |
	awk 'BEGIN { RS = ""; ORS = "\n\n" }
	/%[-+ #0-9.]*(l|ll|z)?[a-zA-Z]/ && !/c-format/ { printf "#, c-format\n" } { print }' > "$dir/pot"
msgcmp "$po" "$dir/pot"
msgmerge --quiet --no-fuzzy-matching -o "$dir/merged" "$po" "$dir/pot"
msgfmt --check-format -o /dev/null "$dir/merged"
if msgattrib --only-fuzzy "$dir/merged" | grep -A1 '^msgid "..*'; then
	echo "$po: these sentences take other values than those of the sources"
	exit 1
fi
if grep -A1 '^#~ msgid' "$dir/merged"; then
	echo "$po: these sentences are said nowhere"
	exit 1
fi
same=$(awk '/^msgid "/ { id = substr($0, 7) } /^msgstr "./ && substr($0, 8) == id && id != "\"\""' "$po" |
	grep -vE '"(Enter|Telex, VNI|Telex|VNI|TELEX|Ctrl-[A-Z]|.{1,3})"' || true)
if [ -n "$same" ]; then
	echo "$po: left in English: $same"
	exit 1
fi
msgcat --sort-output --no-wrap "$po" | cmp - "$po" || {
	echo "$po: msgcat --sort-output --no-wrap puts it in order"
	exit 1
}
