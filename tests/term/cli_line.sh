#!/bin/sh
# SPDX-License-Identifier: MIT
# Entry by line: through a pipe and on a terminal that cannot move its cursor, the same records as
# through the screens.
# shellcheck disable=SC2086 # $keys is a command and its words
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

# ncurses keeps what it knows of a terminal to the end, which is no leak of ours.
keys="env ASAN_OPTIONS=detect_leaks=0 $1/ptykeys"
lang='vi'

# typed FORM LINE...: the lines as answers; ends with status 0.
typed() {
	form=$1
	shift
	printf '%s\n' "$@" > "$tmp/in"
	in=$tmp/in
	run 0 --lang "$lang" --as mai enter "$form" --line
}

# book NAME [--training]: an office of 2021; in a training book time stands still.
book() {
	SOXA_BOOK=$tmp/$1
	shift
	run 0 init "$SOXA_BOOK" --unit 03389@2021-11-23 "$@"
}

# records FORM FILE: what the book holds, without what differs from book to book.
records() {
	run 0 list "$1" --format json
	sed 's/"_id":"[^"]*",//' "$tmp/out" > "$2"
}

# press NAME COMMAND...: a key script from the standard input on a pseudo-terminal.
press() {
	name=$1
	shift
	cat > "$tmp/keys"
	true_that "$name" $keys "$tmp/keys" "$@"
	cp "$tmp/said" "$tmp/out" # what a failure shows
}

SOXA_CLOCK=2021-12-01T08:00
LC_ALL=C.UTF-8
export SOXA_CLOCK LC_ALL

# The real day and ten lines of volunteer work: by line, and through the screens.
book lines
in=$data/real_day.lines
run 0 --as lan enter F01 --line
prints 'Came*: 1501'
prints '= Absent -1'
prints 'Postponed* (left 5): ='
prints 'Reason: TD'
prints 'Saved 1'
awk -v n=10 -v as=lines -v seed=3 -v perday=3 -f "$data/volunteer.awk" > "$tmp/ten"
in=$tmp/ten
run 0 --as lan enter volunteer_activity --line
prints 'Saved 11: Date '
records F01 "$tmp/f01.lines"
records F08 "$tmp/f08.lines"
counts 10
book screens
true_that 'the real day on the screens' $keys "$data/real_day.keys" "$soxa" --as lan enter F01
awk -v n=10 -v as=keys -v seed=3 -v perday=3 -f "$data/volunteer.awk" > "$tmp/keys"
true_that 'ten lines on the screens' $keys "$tmp/keys" "$soxa" --as lan enter F08
records F01 "$tmp/f01.screens"
records F08 "$tmp/f08.screens"
same "$tmp/f01.lines" "$tmp/f01.screens"
same "$tmp/f08.lines" "$tmp/f08.screens"

# Lists, help, words for codes, a finding asked again, jumps, a correction, dropping.
book ways --training
typed F08 2311 'Bản Hua Bum' '?' '?TCD' 'dan quan' '??' 'rà soát hộ' 5 6 2 '>số km' 3 '?'
prints '= 23/11/2021'
prints 'Lực lượng*: ?TCD'
prints '  1 TCD  '
prints '= DQ Dân quân'
prints '= RSH Rà soát'
prints '>TÊN'
never 'F4'
prints 'Lỗi: Số nữ không thể nhiều hơn số người.'
prints 'Trong đó nữ [6]: 2'
prints 'Kết quả: >số km'
prints 'Đã ghi 1: Ngày 23/11/2021, '
run 0 list F08 --format json
counts 1
prints '"people":5,"women":2,"shifts":1,"hours":40,"result":"?","km":3'
typed F08 '"' '"' '"' '"' x '' htt 1 '!' c '""' '<<' 5 '' '' '' 3 '' '' '' 4 '#' '>kết quả' 7 '>>' '#1' '!' '#77' rsh q
prints 'Đã có phiếu này (1): x xem'
prints 'Bỏ những gì đã gõ ở đây? c có, bỏ, k không: c'
prints 'Ngày [05/11]: >kết quả'
prints 'Không có phiếu 77 của biểu F08'
prints 'Đang sửa phiếu 1;'
run 0 list F08 --format json
counts 2
prints '"date":"2021-11-05","hamlet":"Bản Hua Bum","force":"DQ","work":"RSH","people":3,"women":2,"shifts":1,"hours":24,"result":7,"km":3'

# A table: a row by its code, the rest of it passed over, what is missing; a total that is too much.
book table --training
typed F01 2311 'Trạm y tế' 1 '' pf LO1 m1 10 10 10 0 0 0 0 4 = '>A12' 9 '>' 3 '' '>' '' 2 6 2 0 0 0 '>>' '' 6 '>>'
prints 'Theo tuổi (> bỏ qua bảng'
prints 'A05 5-11 (còn 10): >A12'
prints 'A12 12-17 (còn 10): 9'
prints '= Theo tuổi 9'
prints 'Lỗi: Cộng các nhóm tuổi'
prints 'Tiêm được: 12-17'

# A line that breaks off before its end is no answer: 12 may have been meant as 125.
book broken --training
printf '2311\nBản Hua Bum\ndq\nrsh\n5\n2\n12' > "$tmp/in"
in=$tmp/in
run 0 --as mai enter F08 --line
prints 'Kept as a draft'
run 0 list F08 --format json
counts 0

# What is unfinished waits, here and on the screens; the end of the input is no loss.
book drafts
typed F08 23/11/2021 'Bản Phìn Khò' dtn tuy 8
prints 'Đã giữ bản nháp: mở lại F08'
press 'the draft on the screens' "$soxa" --as mai enter F08 <<'END'
:wait "lấy lại bản nháp" :wait "Phìn Khò" "3" Tab Tab Tab "300" F10 :wait "Đã giữ" F10
END
press 'half a number is still there' "$soxa" --as mai enter F08 <<'END'
:wait "Phìn Khò" :wait "300" F10 :wait "Đã giữ" F10
END
typed F08 '' q
prints 'Đã lấy lại bản nháp'
prints 'Người 8, Nữ 3, Ca 1,'
prints 'Kết quả [300]: '
run 0 list F08 --format json
prints '"people":8,"women":3,"shifts":1,"hours":64,"result":300'
counts 1

# A terminal that cannot move its cursor: keys, Backspace both ways, a hang-up, Ctrl-C.
TERM=dumb
export TERM
press 'a dumb terminal, by line' "$soxa" --as mai enter F08 --line <<'END'
:wait "Ngày*:" "24/11/20222" Backspace Ctrl-H "1" Enter
:wait "Thôn" "Bản Huổi Hán" Enter :wait "Lực lượng" "dq" Hangup
END
press 'told to end' "$soxa" --as mai enter F08 --line <<'END'
:wait "Đã lấy lại" :wait "Ngày 24/11/2021, Bản Bản Huổi Hán" :wait "Lực lượng*:" "dq" Enter "tuy" :signal 15 :wait "Đã giữ bản nháp"
END
press 'Ctrl-C' "$soxa" --as mai enter F08 --line <<'END'
:wait "L.lượng DQ" :wait "Việc*:" "tuy" Ctrl-C :wait "Đã giữ bản nháp"
END
typed F08 htt 3 1 90 q
prints 'Đã ghi 2: Ngày 24/11/2021, Bản Bản Huổi Hán, L.lượng DQ, Việc HTT'

# A terminal that shows no Vietnamese letters: what is typed in ASCII still finds them.
LC_ALL=C
press 'ASCII' "$soxa" --as mai enter F08 --line <<'END'
:wait "Enter nhan gia tri" :wait "Ngay*:" "24/11/2021" Enter "ban huoi han" Enter
:wait "= Ban Huoi Han" "to covid" Enter :wait "= TCD To Covid" "q" Enter :wait "Da giu"
END
LC_ALL=C.UTF-8
run 0 --as mai enter F08 --line
prints 'Hamlet Bản Huổi Hán, Force TCD'
run 2 --as mai enter F08
says 'soxa enter FORM --line'
run 1 enter F99 --line
run 1 enter F08 --lines

# Words by Telex, by VNI, and as the client types them; codes and numbers are typed as they are.
unset TERM
book telex --training
typed F08 2311 'Muf Car' tcd rsh 3 1 20 '>ghi chú' 'UBND xax Pa Veej Suwr' '~' 'windows' '>>' q
prints 'TELEX'
prints '= Mù Cả'
prints '= UBND xã Pa Vệ Sử'
run 0 list F08 --format json
prints '"hamlet":"Mù Cả"'
typed F08 '!' c 24/11/2021 'Noongf' '~' '<' 'Bản Cò Lá' '<' 'Noong Heo' tcd q
prints 'VN tắt'
prints '= TELEX'
prints 'gõ ~ để bật lại'
prints '"Noong Heo" là tên mới'
