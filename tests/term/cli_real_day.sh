#!/bin/sh
# SPDX-License-Identifier: MIT
# The real day of 23 November 2021: 1,500 came, 1,495 vaccinated, 5 postponed; 1,501 is refused.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

office
in=$data/real_day.json
run 0 add vaccination_session
counts 1
id=$(first_id)
run 0 list F01 --format json
counts 1
prints '"balance":0'
prints '"came":1500'
prints '"absent":0'
prints '"used":1500'
run 0 show "$id"
prints '1.495'

in=$data/real_day_wrong.json
run 2 add F01
counts 0
says 'line 1: came: '
says '[balance]'
run 0 list F01 --format json
counts 1

# Without a reason its warning stands in the way; the reason of the line answers it.
sed 's/,"_reason":"[^"]*"//; s/"lot":"[^"]*"/"lot":"FK0113"/' "$data/real_day.json" > "$tmp/noreason"
in=$tmp/noreason
run 2 add F01
says '[reactions_none]'

# A computed total may be given, and must agree.
sed 's/"lot":"[^"]*"/"lot":"FK0114","balance":0/' "$data/real_day.json" > "$tmp/total"
in=$tmp/total
run 0 add F01
sed 's/"lot":"[^"]*"/"lot":"FK0115","used":1499/' "$data/real_day.json" > "$tmp/total"
in=$tmp/total
run 2 add F01
says 'line 1: used: '
says '[total]'
run 0 report vaccination_by_vaccine_dose --format json
prints '"came":3000'
run 0 verify
