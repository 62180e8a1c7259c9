#!/bin/sh
# SPDX-License-Identifier: MIT
# Reports on paper: pages of a line printer, HTML that holds no mark-up of the data, PDF.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

office
in=$data/real_day.json
run 0 add F01
for i in 1 2 3 4 5 6 7 8 9; do
	for j in 1 2 3 4 5 6 7; do
		printf '{"date":"2021-11-23","hamlet":"<b>Bản & %s%s</b>","force":"TCD","work":"RSH","people":4,"women":1,"shifts":1,"hours":32,"result":30}\n' $i $j
	done
done > "$tmp/lines"
in=$tmp/lines
run 0 add F08

# Annex 5: the columns in the order of the decision, and the sums of the real day.
run 0 report annex5a --format csv
prints 'unit,site,day,round,vaccine,came,referred,refused,postponed,contraindicated,dose1,dose2,used,wasted,react_common,react_severe,dose_later'
prints ',1500,0,0,5,0,1495,0,1500,5,0,0,0'

# No line is wider than the paper, each page ends with a form feed and begins with its number.
for cols in 80 132; do
	pages=2
	[ $cols -ne 80 ] || pages=4
	run 0 report volunteer_by_force_work --by hamlet,force,work --cols $cols
	wide=$(LC_ALL=C.UTF-8 wc -L < "$tmp/out")
	true_that "no line over $cols columns" test "$wide" -le $cols
	feeds=$(tr -cd '\f' < "$tmp/out" | wc -c)
	true_that "$pages pages" test "$feeds" -eq $pages
	prints "page 1/$pages"
	prints "page $pages/$pages"
done
run 0 report annex5a --cols 132
prints '1.495'
prints 'Reported by'
run 1 report annex5a --cols 20
says '--cols takes'

run 0 report volunteer_by_force_work --by hamlet --format html
prints '&lt;b&gt;Bản &amp; 11&lt;/b&gt;'
never '<b>Bản'
prints '<svg '
never 'href'
run 0 report annex5a --format html
prints '<td class="n">1.495</td>'
prints '<b>Head of the unit</b>'

# The formatter runs by a path of its own: one that stands first in PATH is not ours.
mkdir "$tmp/bin"
printf '#!/bin/sh\ntouch "%s"\n' "$tmp/ran" > "$tmp/bin/weasyprint"
chmod +x "$tmp/bin/weasyprint"
PATH=$tmp/bin:$PATH "$soxa" --lang en report annex5a --format pdf > "$tmp/out" 2> "$tmp/err"
true_that 'a stranger of that name is not run' test ! -e "$tmp/ran"
if command -v weasyprint > /dev/null && command -v pdftotext > /dev/null; then
	"$soxa" --lang vi report annex5a --format pdf > "$tmp/a.pdf" 2> "$tmp/err"
	pdftotext -layout "$tmp/a.pdf" "$tmp/out"
	prints 'Kết quả tiêm chủng vắc xin phòng COVID-19 trong ngày'
	prints '1.495'
	prints 'Thủ trưởng đơn vị'
fi
