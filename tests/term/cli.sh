#!/bin/sh
# SPDX-License-Identifier: MIT
# cli.sh BUILD [NAME...]: the command-line tests of this folder (cli_NAME.sh), one plain line at the end.
set -u
build=$(cd "$1" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
COUNT=$(mktemp)
export COUNT
trap 'rm -f "$COUNT"' EXIT
[ $# -gt 0 ] || set -- add approve backup check corpus days due edit find forms hostile init line measles paper quarter real_day reports roundtrip sync two type units usage versions people
for name; do
	echo begun >> "$COUNT"
	if sh "$here/cli_$name.sh" "$build"; then echo ended >> "$COUNT"; else echo "cli_$name.sh did not end well"; fi
done
passed=$(grep -c pass "$COUNT")
failed=$(($(grep -c fail "$COUNT") + $(grep -c begun "$COUNT") - $(grep -c ended "$COUNT")))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
