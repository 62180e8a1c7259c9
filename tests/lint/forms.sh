#!/bin/sh
# SPDX-License-Identifier: MIT
# forms.sh: every shipped field says in both languages what it is called, what it means and where it
# comes from; every rule, balance, list and report speaks both.  Files given as arguments are looked at instead.
set -eu

[ $# -gt 0 ] || set -- forms/data/*.form forms/data/*.codes forms/data/*.report
awk '
function need(keys,    n, i, k) {
	n = split(keys, k, " ")
	for (i = 1; i <= n; i++)
		if (!(k[i] in said)) {
			printf "%s:%d: %s: no %s\n", FILENAME, at, name, k[i]
			bad = 1
		}
}
FNR == 1 { kind = "" }
/^[a-z]+ "[a-z0-9_]+" \{$/ { kind = $1; name = $2; at = FNR; split("", said); next }
/^\t[a-z]+ "[a-z0-9_]+" \{$/ {
	if (kind == "form" || kind == "report")
		need("title title-en")
	kind = $1; name = $2; at = FNR; split("", said); next
}
/^\t*[a-z-]+ = ./ && !/= ""$/ { said[$1] = 1 }
/^\t?\}$/ {
	if (kind == "field") need("label label-en help help-en source source-en")
	if (kind == "field" && ("heading" in said)) need("heading-en")
	if (kind == "field" && ("brief" in said)) need("brief-en")
	if (kind == "field" && ("unit" in said)) need("unit-en")
	if (kind == "rule") need("text text-en")
	if (kind == "balance") need("label label-en text text-en")
	if (kind == "measure") need("label label-en")
	if (kind == "codes") need("title title-en")
	kind = ""
}
END { exit bad }' "$@"
