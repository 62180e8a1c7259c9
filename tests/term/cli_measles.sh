#!/bin/sh
# SPDX-License-Identifier: MIT
# A form that does not ship: a measles campaign with a grid, a balance, rules, two lists and a report, dropped
# in a book's folder, asked for, checked, summed and explained without a line of C.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

office
run 0 forms check "$data"/measles/*
counts 0
mkdir -p "$SOXA_BOOK/forms"
cp "$data"/measles/* "$SOXA_BOOK/forms/"
run 0 forms list
prints 'X40'

feed 0 '{"date":"2021-11-23","site":"Trạm y tế","invited":60,"came":55,"given.M09":20,"given.M12":5,"given.M18":24,"given.Y02":4,"postponed":2}' add X40
feed 2 '{"date":"2021-11-24","site":"Trạm y tế","invited":60,"came":55,"given.M09":20,"postponed":2}' add X40
says '[came]'
says 'Those who came must be the vaccinated and the postponed.'
feed 2 '{"date":"2021-11-24","site":"Trạm y tế","invited":6,"came":7,"given.M09":7,"postponed":0}' add X40
says '[over]'
feed 2 '{"date":"2021-11-24","site":"Nhà văn hóa","invited":40,"came":30,"given.M09":12,"given.M18":18,"postponed":0}' add X40
says '[missed]'
feed 0 '{"date":"2021-11-24","site":"Nhà văn hóa","invited":40,"came":30,"given.M09":12,"given.M18":18,"postponed":0,"_reason":"missed=VM"}' add X40
run 0 report measles_coverage --format csv
prints 'Nhà văn hóa,40,30,12,75.0'
prints 'Trạm y tế,60,53,25,88.3'
run 0 forms man X40
prints 'Those who came must be the vaccinated and the postponed.'
run 0 lists show measles_ages
prints 'M18'
run 0 verify
