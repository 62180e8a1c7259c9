#!/bin/sh
# SPDX-License-Identifier: MIT
# Order and search: filters, find, sorted lists, units by their names.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

# A line in, a line out: blank ones, blanks at the ends, other ways to write a letter.
printf 'Điện Biên\n\n  hoà  \r\nho\303\240 b\nPa \341\273\246\n-- 12/b' > "$tmp/lines"
in=$tmp/lines
run 0 fold
printf 'dien bien\n\nhoa\nhoa b\npa u\n12 b\n' > "$tmp/want"
same "$tmp/want" "$tmp/out"
printf 'hoa\314\200\nhòa  \nhoà\n\nHòa' > "$tmp/lines"
in=$tmp/lines
run 0 sortkey
printf '%s\n' 4b5240010300020202 4b5240010300020202 4b5240010300020202 00 4b5240010300030202 > "$tmp/want"
same "$tmp/want" "$tmp/out"
feed 0 'Lò Hoa' sortkey --mode person
prints '4b5240010200030202004f520103000302'
feed 0 'Lò Hoa' sortkey --mode cldr
prints '4f52024b5240010302010302030202'

office
for h in 'Bản Hua Bum,BAN,Lò Thị Hòa' 'Bản Hoà,THON,Giàng A Pháo' 'Bản Hoa,TDP,Vàng Thị An' 'Bản Hóa An,BAN,Đỗ Văn Dũng' \
	'Bản Đông,KHU,Pờ Xè Chừ'; do
	IFS=, read -r name kind head <<-END
		$h
	END
	feed 0 "{\"name\":\"$name\",\"kind\":\"$kind\",\"head\":\"$head\"}" add hamlet
done
# ordered WORDS...: the names of what was listed end in these words, in this order.
ordered() {
	printf '%s\n' "$@" > "$tmp/want"
	sed -n 's/.*"name":"Bản \([^"]*\)".*/\1/p' "$tmp/out" > "$tmp/got"
	same "$tmp/want" "$tmp/got"
}
run 0 list hamlet --format json --sort name
ordered Đông Hoa Hoà 'Hóa An' 'Hua Bum'
run 0 list hamlet --format json --sort kind
ordered 'Hua Bum' 'Hóa An' Hoà Hoa Đông
run 0 list hamlet --format json --sort head
ordered Hoa Đông 'Hóa An' 'Hua Bum' Hoà
printf 'sort = cldr\nnames = written\n' > "$tmp/conf"
run 0 -c "$tmp/conf" list hamlet --format json --sort head
ordered 'Hóa An' Hoà 'Hua Bum' Đông Hoa
run 0 -c "$tmp/conf" list hamlet --format json --sort name
ordered Đông Hoa Hoà 'Hóa An' 'Hua Bum'
printf 'sort = alphabet\n' > "$tmp/conf"
run 2 -c "$tmp/conf" list hamlet
says 'sort'

# found ID... : these records and no others, the best first.
f08() { feed 0 "{\"date\":\"2021-11-23\",\"hamlet\":\"Bản Hoa\",\"force\":\"PN\",\"work\":\"RSH\",\"people\":$1,\"women\":0,\"result\":1,\"note\":\"$2\",\"_reason\":\"key=$1\"}" add F08; }
f08 1 'họp ở xã Mù Cả'
mu=$(first_id)
f08 2 'đi Điện Biên'
dien=$(first_id)
f08 3 'Mu Ca'
plain=$(first_id)
f08 4 'nhà Lí Pờ Sử, Can Hồ'
li=$(first_id)
found() {
	printf '%s\n' "$@" > "$tmp/want"
	cut -d' ' -f1 "$tmp/out" > "$tmp/got"
	same "$tmp/want" "$tmp/got"
}
run 0 find mu ca
found "$plain" "$mu"
run 0 find 'mù cả'
found "$mu"
run 0 find ca mu
counts 0
for q in 'dien bien' 'điện biên' 'ddieenj bieen' 'd9ie65n bie6n' 'DIEN'; do
	run 0 find "$q"
	found "$dien"
done
prints 'F08'
run 0 find 'điên'
counts 0
run 0 find 'ly po su'
found "$li"
run 0 find 'kan hồ'
found "$li"
prints '[Kan Hồ]'
run 0 find 'bản hoa lí'
found "$li"

# Units by all their names, each with why.
run 0 lists show units --find 'mu ca'
sed -n '2,3s/  */ /gp' "$tmp/out" > "$tmp/got"
printf '%s\n' '03451 2025-06-30 Xã Mù Cả' '03451 2025-07-01 Xã Mù Cả' > "$tmp/want"
same "$tmp/want" "$tmp/got"
run 0 lists show units --find 'mường tè tt'
prints 'Thị trấn Mường Tè [Mường Tè TT]'
prints 'Xã Bum Tở [Thị trấn Mường Tè]'
run 0 lists show units --find 'UBND xã Pa Vệ Sử'
prints 'Xã Pa Vệ Sử [UBND xã Pa Vệ Sử]'
run 0 lists show units
counts 154
run 0 lists show forces --find women
counts 2
prints 'PN'
run 0 list F08 --unit 'đoàn kết@2021-11-23' --format json
counts 4
run 2 list F08 --unit 'mường tè'@2021-11-23
says 'Thị trấn Mường Tè (03433@-)'
run 2 list F08 --unit 'điên'
says 'no unit is called so'
