#!/bin/sh
# SPDX-License-Identifier: MIT
# One record's life: added, edited, looked at, found, removed.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

office
feed 0 '{"date":"2021-11-23","hamlet":"Nậm Nhùn","force":"PN","work":"RSH","people":3,"women":2,"result":42,"note":"Phát cơm cho chốt"}' add F08 --as lan
id=$(first_id)
run 0 --as mai edit "$id" people=5 note='Phát nước' --reason 'sửa theo sổ'
run 0 show "$id" --history
prints 'lan'
prints 'mai'
prints 'people (People) = 3'
prints 'people (People) = 5'
prints 'sửa theo sổ'
run 0 list F08 --format json
prints '"people":5'
prints '"note":"Phát nước"'

run 2 edit "$id" women=6
says 'women: '
says '[women]'
run 2 edit "$id" people=many
run 2 edit "$id" colour=red
run 1 edit "$id" people
run 1 edit "$id" people=1 people=2
run 2 edit 999 people=1
run 2 edit nonsense people=1
run 0 edit "$id" people=5
says 'nothing'
run 0 edit "$id" women=
run 0 list F08 --format json
never '"women"'
run 0 show "$id" --history
true_that 'three changes, not more' test "$(grep -c ' root \| lan \| mai ' "$tmp/out")" -le 4

# Found by words, marks optional; a marked letter must match.
run 0 find nam nhun
counts 1
run 0 find 'Nậm'
counts 1
run 0 find 'nằm'
counts 0
run 0 find phat nuoc
counts 1
run 0 find nuoc phat
counts 0
run 0 find com
counts 0

run 1 remove "$id"
run 0 remove "$id" --reason 'nhập nhầm'
run 0 list F08 --format json
counts 0
run 0 find nam
counts 0
run 5 edit "$id" people=1
run 5 remove "$id" --reason x
run 0 show "$id" --history
prints 'nhập nhầm'
run 0 report volunteer_by_force_work --format json
counts 0
run 0 verify
