#!/bin/sh
# SPDX-License-Identifier: MIT
# A filled day of each form.  data/days/FORM.json is taken in whole, and comes out of the hub as it went
# in; each line of FORM.bad (a rule, a tab, a record) is refused by that rule, and every rule of a form
# that refuses or warns has such a line.  data/days/order names the forms that others build on.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

days=$data/days
hub=$tmp/hub
order() { for f in $(cat "$days/order") "$days"/*.json; do basename "$f" .json; done | awk '!had[$0]++'; }

office
run 0 -b "$hub" init "$hub" --unit 12 --hub
run 0 request --out "$tmp/request"
run 0 -b "$hub" hub enroll "$tmp/request" --out "$tmp/reply" --yes
run 0 import "$tmp/reply"

for form in $(order); do
	in=$days/$form.json
	run 0 add "$form"
	counts "$(wc -l < "$days/$form.json")"
done

tab=$(printf '\t')
for form in $(order); do
	[ -f "$days/$form.bad" ] || continue
	while IFS=$tab read -r rule line; do
		feed 2 "$line" add "$form"
		says "[$rule]"
	done < "$days/$form.bad"
	awk '$1 == "rule" || $1 == "balance" { gsub(/"/, "", $2); rule = $2; level = "error" }
		$1 == "level" { level = $3 }
		$1 == "test" && /usual\(/ { level = "hint" } # wants weeks of records: cli_check.sh has them
		$1 == "night-only" { level = "hint" } # not asked when a record comes in
		/^\t}$/ && rule { if (level != "hint") print rule; rule = "" }' \
		"$top/forms/data/$form.form" | sort > "$tmp/rules"
	cut -f 1 "$days/$form.bad" | sort -u > "$tmp/tried"
	true_that "$form: every rule has a line in $form.bad" [ -z "$(comm -23 "$tmp/rules" "$tmp/tried")" ]
done

run 0 verify
run 0 dump
cp "$(first_id)" "$tmp/day.soxa"
run 0 -b "$hub" import "$tmp/day.soxa"
for form in $(order); do
	run 0 list "$form" --format json
	cp "$tmp/out" "$tmp/here"
	run 0 -b "$hub" list "$form" --format json
	same "$tmp/here" "$tmp/out"
	counts "$(wc -l < "$days/$form.json")"
done
run 0 -b "$hub" verify
