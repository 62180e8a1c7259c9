#!/bin/sh
# SPDX-License-Identifier: MIT
# po.sh CATALOG: every sentence of the sources stands translated in the Vietnamese catalog.
set -eu

pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
xgettext --from-code=UTF-8 -L C -k -k_ -kN_ -o "$pot" $(find core conf forms tui -name '*.[ch]' | sort)
msgfmt --check-format -o /dev/null "$1"
msgcmp --use-fuzzy "$1" "$pot"
