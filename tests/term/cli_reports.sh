#!/bin/sh
# SPDX-License-Identifier: MIT
# Every report over the sample days: as text, pages of 80 and 132 columns, CSV, JSON and HTML, with a sum of
# each worked out here from the lines of data/days, in which numbers stand as "field":number.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

days=$data/days
order() { for f in $(cat "$days/order") "$days"/*.json; do basename "$f" .json; done | awk '!had[$0]++'; }

# sum NAME FILE [PATTERN]: of the numbers that NAME has in the lines of FILE (with PATTERN).
sum() {
	awk -v name="\"$1\":" -v having="${3:-}" '!having || index($0, having) {
		at = index($0, name)
		if (at) sum += substr($0, at + length(name)) + 0
	} END { printf "%.0f\n", sum }' "$2"
}

# is NAME WANT GOT
is() { true_that "$1: $3, not $2" test "$2" = "$3"; }

office
for form in $(order); do
	in=$days/$form.json
	run 0 add "$form"
done

# Report, form, a measure, the field it adds up; '-' for a list of no figures, which has a row a record.
cat > "$tmp/reports" <<-'END'
	annex5a vaccination_session came came
	vaccination_by_vaccine_dose vaccination_session planned planned
	vaccination_by_day vaccination_session vaccinated vaccinated
	vaccination_by_week vaccination_session postponed postponed
	vaccination_by_month vaccination_session react_common react_common
	vaccination_by_quarter vaccination_session came came
	volunteer_by_force_work volunteer_activity women women
	volunteer_by_week volunteer_activity people people
	volunteer_by_month volunteer_activity people people
	force_strength force_roster members members
	testing_by_type testing results_in results_in
	cases_by_month cases_isolation f1_new new.F1
	households_by_hamlet household_check visited visited
	border_by_post border_post people_in people_in
	support_by_programme support_payment paid paid
	vaccine_stock_card - - -
	ppe_stock_card protective_stock received received
	award_list award paid paid
	nomination_list nomination votes votes
	inspection_list inspection - -
	violation_by_breach violation persons persons
	security_by_kind security_plan people people
	relief_by_group relief value value
	hotline_by_month hotline calls calls
	home_care_by_month home_care visited visited
	donation_by_fund donation value value
	mutual_aid_by_kind mutual_aid value value
	communication_by_channel communication sessions sessions
	declaration_by_channel health_declaration declarations declarations
	harmful_news_by_topic harmful_news persons persons
	economy_by_month economy hb_working hb_working
	movement_by_quarter movement meetings meetings
	models_list good_model result result
	paragraph_1 papers 4 -
	paragraph_2 papers 7 -
	paragraph_3 papers 7 -
	paragraph_4 papers 3 -
	paragraph_5 papers 3 -
	paragraph_6 papers 2 -
	periodic_review papers 27 -
	reporting_discipline - - -
END
run 0 report
counts "$(wc -l < "$tmp/reports")"
cut -d ' ' -f 1 "$tmp/out" | sort > "$tmp/there"
cut -d ' ' -f 1 "$tmp/reports" | sort > "$tmp/named"
same "$tmp/named" "$tmp/there"

# papers REPORT N: one paper of N tables, each under its number, and in the formats of data under its name.
papers() {
	run 0 report "$1" --from 2021-11-01 --to 2021-11-30 --format csv
	is "tables of $1" "$2" "$(grep -c '# [a-z]' "$tmp/out" | awk -v own="$(grep -c "# $1" "$tmp/out")" '{ print $1 - own }')"
	for cols in 80 132; do
		run 0 report "$1" --from 2021-11-01 --to 2021-11-30 --cols $cols
		true_that "$1 in $cols columns" test "$(LC_ALL=C.UTF-8 wc -L < "$tmp/out")" -le $cols
		true_that "$1 numbers $2 tables" test "$(grep -c '^[0-9]*\. ' "$tmp/out")" -eq "$2"
	done
	run 0 report "$1" --format html
	is "titles of $1" "$2" "$(grep -o '<h3>[0-9]*\. ' "$tmp/out" | wc -l)"
}

while read -r report form measure field; do
	[ "$form" != papers ] || { papers "$report" "$measure"; continue; }
	run 0 report "$report" --format json
	cp "$tmp/out" "$tmp/json"
	rows=$(wc -l < "$tmp/json")
	true_that "$report has rows" test "$rows" -gt 0
	[ "$measure" != - ] || [ "$form" = - ] || is "$report" "$(wc -l < "$days/$form.json")" "$rows"
	run 0 report "$report" --format csv
	counts $((rows + 1))
	for cols in 80 132; do
		run 0 report "$report" --cols $cols
		true_that "$report in $cols columns" test "$(LC_ALL=C.UTF-8 wc -L < "$tmp/out")" -le $cols
	done
	run 0 report "$report"
	cp "$tmp/out" "$tmp/text"
	run 0 report "$report" --format html
	prints '</html>'
	[ "$measure" != - ] || { echo "$report" >> "$tmp/shown"; continue; }
	want=$(sum "$field" "$days/$form.json")
	true_that "$report: $field is in the days" test "$want" -gt 0
	is "$report" "$want" "$(sum "$measure" "$tmp/json")"
	shown=$(echo "$want" | sed -e ':a' -e 's/\([0-9]\)\([0-9]\{3\}\)\($\|\.\)/\1.\2\3/' -e 'ta')
	prints "<td class=\"n\">$shown</td>"
	echo "$report $shown" >> "$tmp/shown"
	cp "$tmp/text" "$tmp/out"
	prints " $shown"
done < "$tmp/reports"

# F30: the words are of the record that speaks of exactly the days asked for; JSON says which report a line is of.
november() { run 0 report periodic_review --from 2021-11-01 --to 2021-11-30 "$@"; }
november
prints 'Highlights: Tiêm 1.495 trẻ'
prints 'Duty 2. Vaccination'
november --format json
prints '{"_report":"periodic_review","highlights":"Tiêm 1.495'
prints '{"_report":"vaccination_by_vaccine_dose","vaccine":"PF","dose":"M1"'
is 'the paper sums what its table does' "$(sum vaccinated "$days/vaccination_session.json")" \
	"$(grep vaccination_by_vaccine "$tmp/out" | sum vaccinated /dev/stdin)"
run 0 report periodic_review --from 2021-11-02 --to 2021-11-30
never '1.495 trẻ'
prints 'its words are missing'
run 1 report periodic_review --by unit
says '--by is for one table'
november --format html
prints '<h3>Highlights</h3>'
is 'one place to sign' 1 "$(grep -c 'class="sign"' "$tmp/out")"

# A ratio is one of sums, in the total as well.
sessions=$days/vaccination_session.json
share() { awk -v n="$(sum vaccinated "$sessions" "$2")" -v d="$(sum "$1" "$sessions" "$2")" -v of="$3" 'BEGIN {
	printf "%s%d%s%d", of, int((n * 1000 / d + 0.5) / 10), of ? "," : ".", int(n * 1000 / d + 0.5) % 10 }'; }
run 0 report vaccination_by_day --format json
prints "\"of_planned\":$(share planned 2021-11-23 "")"
prints "\"of_came\":$(share came 2021-11-24 "")"
run 0 report vaccination_by_day --format html
prints "<td class=\"n\">$(share planned '' '' | tr . ,)</td>"

# Stock: received and balance of the card; a balance of a later day begins with what was before.
ledger=$days/vaccine_ledger.json
each=6 # doses in a vial of Comirnaty
counted=$(($(sum vials "$ledger" '"KK"') * each + $(sum open_doses "$ledger" '"KK"')))
run 0 report vaccine_stock_card --format json
is 'received' $(($(sum vials "$ledger" '"VX","vaccine":"PF","lot":"FK0112","movement":"NHAP"') * each + $(sum vials "$ledger" '"BKT"'))) \
	"$(sum in "$tmp/out")"
run 0 report vaccine_stock_card --from 2021-11-24 --format csv
prints ",$counted"
run 0 report vaccine_stock_card --by item --format json
prints "\"balance\":$counted}"

# Cases: opening, in, out, closing agree.
cases=$days/cases_isolation.json
run 0 report cases_by_month --format json
for c in F0 F1; do
	k=$(echo $c | tr F f)
	out=$(($(sum up.$c "$cases") + $(sum ended.$c "$cases") + $(sum moved_out.$c "$cases") + $(sum died.$c "$cases")))
	is "$c at first" "$(sum opening.$c "$cases")" "$(sum "${k}"_opening "$tmp/out")"
	is "$c ended" $out "$(sum "${k}"_out "$tmp/out")"
	is "$c at last" $(($(sum opening.$c "$cases") + $(sum new.$c "$cases") - out)) "$(sum "${k}"_closing "$tmp/out")"
done

# What stands is of the latest line however long ago; a period without one has no sums.
run 0 report force_strength --from 2021-12-01 --to 2021-12-31 --format json
is 'members in December' "$(sum members "$days/force_roster.json")" "$(sum members "$tmp/out")"
run 0 report testing_by_type --from 2021-12-01 --to 2021-12-31 --format json
is 'no results in December' 0 "$(sum results_in "$tmp/out")"

# What the loader refuses of these.
bad() {
	cat > "$tmp/bad.report" <<-END
		report "bad" {
			title = "X"
			form = "$1"
			dims = { "unit" }
			$2
			measure "n" { label = "N" $3 }
		}
		end = "bad"
	END
	run 2 forms check "$tmp/bad.report"
	cp "$tmp/out" "$tmp/both"
	cat "$tmp/err" >> "$tmp/both"
	mv "$tmp/both" "$tmp/out"
	prints "$4"
}
bad testing "where = 'total(testing.samples) > 0'" '' 'cannot ask about others'
bad testing "where = 'samples'" '' 'where'
bad testing '' "what = 'samples' of = 'n'" '"of" computes a measure'
bad testing '' "of = 'n' percent-of = 'samples'" 'samples'
bad testing '' "of = 'zzz'" 'no measure "zzz" that is added up'
bad hamlet '' 'how = balance' 'no event date'

# What the loader refuses of papers.
paper() {
	printf 'report "bad" {\n\ttitle = "X"\n\tform = "periodic_report"\n\t%s\n}\nend = "bad"\n' "$1" > "$tmp/bad.report"
	run 2 forms check "$tmp/bad.report"
	cat "$tmp/err" >> "$tmp/out"
	prints "$2"
}
paper 'parts = { "nowhere" }' 'there is no report "nowhere"'
paper 'parts = { "bad" }' 'two levels is the most'
paper 'parts = { "periodic_review" }' 'two levels is the most'
paper 'parts = { "annex5a" } dims = { "unit" }' '"dims" is for a table'
paper 'parts = { "annex5a" } boxes = { "highlights" }' '"boxes" need "since"'
paper 'dims = { "unit" } records = true since = "from"' '"since" is for a report of parts'
paper 'records = true' '"dims" is missing'
bad testing 'chart = { "m" }' '' '"m" is no measure of this report'

# Every report as PDF: the tables of the paper of all in one, those that are in none one by one.
pdf() {
	"$soxa" --lang vi report "$1" --format pdf > "$tmp/a.pdf" 2> "$tmp/err"
	true_that "$1 is a PDF" test "$(head -c 4 "$tmp/a.pdf")" = %PDF
	pdftotext -layout "$tmp/a.pdf" "$tmp/out"
	tr -s ' \n' '  ' < "$tmp/out" > "$tmp/words"
}
titled() { true_that "$1 has its title" grep -qF -e "$("$soxa" --lang vi report | sed -n "s/^$1 *F[0-9]* *//p")" "$3" &&
	true_that "$1 has the sum $2" grep -qF -e "$2" "$3"; }

if command -v weasyprint > /dev/null && command -v pdftotext > /dev/null; then
	pdf periodic_review
	cp "$tmp/words" "$tmp/all"
	"$soxa" report periodic_review --format csv | sed -n 's/^.*# \([a-z0-9_]*\).*/\1/p' > "$tmp/parts"
	while read -r report shown; do
		if grep -qx "$report" "$tmp/parts"; then
			titled "$report" "$shown" "$tmp/all"
		else
			pdf "$report"
			titled "$report" "$shown" "$tmp/words"
		fi
	done < "$tmp/shown"
fi
