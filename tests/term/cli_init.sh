#!/bin/sh
# SPDX-License-Identifier: MIT
# Making a book, and how commands find it.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

run 1 init "$tmp/book"
says '--unit'
run 2 init "$tmp/book" --unit 99999
says '99999'
says 'soxa lists show units --find'
run 2 init "$tmp/book" --unit 03398
says '(03388)'
run 2 init "$tmp/book" --unit 3451
says 'Xã Mù Cả (03451)'
run 1 init "$tmp/book" --unit 03389@2021-13-01
true_that 'a refused init leaves nothing' test ! -e "$tmp/book"

run 0 init "$tmp/book" --unit 03389@2021-11-23 --name 'UBND phường Đoàn Kết'
counts 1
says 'its number'
says 'closed on 2025-06-30'
run 2 init "$tmp/book" --unit 03389@2021-11-23
true_that 'others cannot read the book' test "$(find "$tmp/book" -perm /007 | wc -l)" -eq 0

run 0 init "$tmp/hub" --unit 12 --hub
run 5 -b "$tmp/hub" request
run 5 hub enroll "$tmp/none"

unset SOXA_BOOK
run 1 list F08
says '-b BOOK'
run 0 -b "$tmp/book" list F08
run 0 list F08 -b "$tmp/book"
printf 'book = "%s"\n' "$tmp/book" > "$tmp/conf"
run 0 -c "$tmp/conf" list F08
printf 'colour = red\n' > "$tmp/conf"
run 2 -c "$tmp/conf" list F08
says 'conf:1: colour:'
run 2 -c "$tmp/nothing" list F08
run 2 -b "$tmp/nothing" list F08
