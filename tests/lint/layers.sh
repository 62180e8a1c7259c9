#!/bin/sh
# SPDX-License-Identifier: MIT
# layers.sh: core <- conf <- forms <- tui, and every foreign header in its one home.
set -eu

bad=0
# rule WHAT PATTERN ALLOWED-FILES(regex) FOLDERS...: lines that match outside the allowed files.
rule() {
	what=$1 pattern=$2 allowed=$3
	shift 3
	found=$(grep -rnE --include='*.[ch]' "$pattern" "$@" | grep -vE "^($allowed):" || true)
	[ -z "$found" ] && return
	echo "$what:"
	echo "$found"
	bad=1
}

rule 'core may include nothing of ours but core' '#include "(conf|forms|tui|tests)/' 'none' core
rule 'conf may include core only' '#include "(forms|tui|tests)/' 'none' conf
rule 'forms may include core and conf only' '#include "(tui|tests)/' 'none' forms
rule 'tui may not include tests' '#include "tests/' 'none' tui
rule 'Berkeley DB lives in core/store.c' '#include <db\.h>' 'core/store\.c' core conf forms tui
rule 'curses lives in tui/term.c' '#include <(ncurses[a-z/]*|curses|term)\.h>' 'tui/term\.c' core conf forms tui
rule 'libconfuse lives in conf/ and forms/load.c' '#include <confuse\.h>' 'conf/[a-z]+\.[ch]|forms/load\.[ch]' \
	core conf forms tui
rule 'zstd and libsodium live where dumps and keys are made' '#include <(zstd|sodium)\.h>' \
	'core/(keys|seal|open|enrol|pack|pin)\.c' core conf forms tui
rule 'no shell anywhere' '(^|[^a-z_])(system|popen) *\(' 'none' core conf forms tui
exit $bad
