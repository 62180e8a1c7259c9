#!/bin/sh
# SPDX-License-Identifier: MIT
# Forms on the command line: what is installed, what is wrong, and a form nobody has seen.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

office
run 0 forms list
for form in F01 F08 F09 F10 F11 F12 F13 F14 F15 F16 F17 F18 F31 F32; do prints "$form"; done
run 0 forms show F01
prints 'came - (vaccinated'
prints 'balance'
run 0 lists show forces
prints 'PN'
run 0 forms check
run 0 forms check "$top"/forms/data/volunteer_activity.form

head -c 900 "$top/forms/data/volunteer_activity.form" > "$tmp/cut.form"
run 2 forms check "$tmp/cut.form"
prints 'cut.form:'
sed 's/type = count/type = colour/' "$top/forms/data/volunteer_activity.form" > "$tmp/wrong.form"
run 2 forms check "$tmp/wrong.form"
prints 'wrong.form:'
prints 'people'

# Of two forms with one code the newcomer is at fault, whatever its name.
for id in aa_new zz_new; do
	printf 'form "%s" { code = "F08" version = 1 title = "X" group = "1" period = "day" layout = form\nfield "date" { label = "a" type = date }\n}\nend = "%s"\n' $id $id > "$tmp/$id.form"
	run 2 forms check "$tmp/$id.form"
	prints "$id.form:1: $id: -: the form \"volunteer_activity\" bears the code F08 already"
done
run 0 forms man F10
prints 'Filled in by: the community Covid-19 team, a record a team.'
run 0 forms man F08
never 'Filled in by'

# Dropped into the book's folder, it works everywhere with no rebuild.
mkdir -p "$tmp/book/forms"
cat > "$tmp/book/forms/blood.form" << 'END'
form "blood" {
	code = "X01"
	version = 1
	title = "Hiến máu"
	title-en = "Blood given"
	group = "3"
	period = "event"
	layout = form
	key = { "date", "site" }
	list = { "date", "site", "donors" }
	field "date" {
		label = "Ngày"
		label-en = "Date"
		type = date
		required = true
	}
	field "site" {
		label = "Nơi"
		label-en = "Place"
		type = text
		required = true
	}
	field "donors" {
		label = "Người hiến"
		label-en = "Donors"
		type = count
		required = true
	}
	field "units" {
		label = "Đơn vị máu"
		label-en = "Units"
		type = integer
		compute = 'donors * 2'
	}
}
end = "blood"
END
run 0 forms list
prints 'X01'
feed 0 '{"date":"2021-11-23","site":"Trạm y tế Đoàn Kết","donors":12}' add X01
run 0 list blood --format json
prints '"units":24'
run 0 find doan ket
counts 1
run 0 verify

# The manual page of a form is made from the form, the installed ones and its own.
run 0 forms man X01
prints '.Ss "'
prints 'Pq Li site , Li text'
run 0 forms man
prints 'vaccination_session'
prints 'Came less all outcomes; must be 0.'
# From the standard input: mandoc takes the end of a file's name for the section, of /tmp/tmp.8xyz/out too.
lint_page() { mandoc -T lint -W warning < "$tmp/out"; }
if command -v mandoc > /dev/null; then true_that 'the page is good mdoc' lint_page; fi
run 1 forms man nothing

printf 'form "x" {' > "$tmp/book/forms/bad.form"
run 2 list F08
says 'bad.form'

printf 'Nguyễn\nđiện Biên\n' > "$tmp/words"
in=$tmp/words
run 0 fold
prints 'nguyen'
prints 'dien bien'
in=$tmp/words
run 0 sortkey
counts 2
