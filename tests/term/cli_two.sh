#!/bin/sh
# SPDX-License-Identifier: MIT
# Two people with the program open at one record, drafts of each person and form, lines that go down while a
# record is saved, and a terminal of one letter.
# shellcheck source=tests/term/clilib.sh
. "$(dirname "$0")/clilib.sh"

keys="env ASAN_OPTIONS=detect_leaks=0 $1/ptykeys -t 30"
SOXA_CLOCK=2021-11-24T08:00
LC_ALL=C.UTF-8
TERM=xterm-256color
export SOXA_CLOCK LC_ALL TERM
here="$tmp"
run 0 init "$SOXA_BOOK" --unit 03389@2021-11-23 --training

# person NAME SCRIPT COMMAND...: a script of keys by a person, in the background; done NAME: it ended well.
person() {
	who=$1
	shift
	cat > "$tmp/$who.keys"
	$keys "$tmp/$who.keys" "$soxa" --as "$who" "$@" > "$tmp/$who.out" 2>&1 && touch "$tmp/$who.well"
}
# shellcheck disable=SC2317 # called by true_that
well() { [ -e "$tmp/$1.well" ] && rm "$tmp/$1.well"; }
done_by() {
	cp "$tmp/$1.out" "$tmp/out"
	true_that "$2" well "$1"
}
await() { echo ":other \"for i in \$(seq 300); do [ -e $here/$1 ] && exit 0; sleep 0.1; done; exit 1\""; }
tell() { echo ":other \"touch $here/$1\""; }

feed 0 '{"date":"2021-11-23","hamlet":"Bản Cò Lá","force":"TCD","work":"RSH","people":4,"women":1,"result":40}' add F08

# lan opens the record and types; mai is told when she opens it, and shown both versions when she saves.
person lan << END &
:wait "Gõ mã" "f08" Enter :wait "Bản Cò Lá" F3 :wait "đã ghi 1" Tab Tab Tab Tab "7" $(tell typed)
$(await opened) Tab "3" Ctrl-S :wait "Đã ghi" $(tell saved) F10 F10 F10
END
person mai << END
$(await typed) :wait "Gõ mã" "f08" Enter :wait "Bản Cò Lá" F3 :wait "lan cũng đang sửa phiếu này" $(tell opened)
Tab Tab Tab Tab "6" $(await saved) Ctrl-S :wait "lan đã ghi phiếu này" :wait "* 6" :wait "* 3" F2 :wait "Đã ghi" F10 F10 F10
END
wait
done_by lan 'lan saves first'
done_by mai 'mai is told, and chooses'
run 0 list F08 --format json
prints '"people":6,"women":3'
run 0 show 1 --history
prints 'lan  changed'
prints 'mai  changed'

# The same with entry by line: a sentence with both values; and the edit command tells of a draft.
printf '#1\n\n\n\n\n8\n' > "$tmp/in"
in=$tmp/in
run 0 --as lan enter F08 --line
prints 'Kept as a draft'
run 0 --as mai edit 1 people=5
says 'lan is changing this record too'
printf '\n\n\n\n>>\n' > "$tmp/in"
in=$tmp/in
run 0 --as lan enter F08 --line
prints 'mai saved this record meanwhile. People: yours 8, theirs 5. Save again to keep yours.'

# Drafts: each has their own of a form; who is killed finds theirs, and nobody else does.
rm -f "$tmp"/typed "$tmp"/opened
person an << END &
:wait "Gõ mã" "l01" F4 :wait "TELEX" "Naf An" Tab Tab "11" Tab $(tell typed) $(await opened) :signal 9 :wait "never"
END
person binh << END
$(await typed) :wait "Gõ mã" "l01" F4 :wait "TELEX" "Naf Binhf" Tab Tab "22" Tab $(tell opened) :sleep 300 F10 :wait "nháp" F10
END
wait
done_by binh 'binh keys the same form'
true_that 'an was killed' test ! -e "$tmp/an.well"
person an << 'END'
:wait "nháp" "l01" F4 :wait "Nà An" :wait "11" F8 "c" F10 F10
END
done_by an "an's draft is back"
person chi << 'END'
:wait "Gõ mã" "l01" F4 :wait "TELEX" :wait "mới" F10 F10
END
done_by chi 'chi has none'
never 'Nà'
person binh << 'END'
:wait "nháp" "l01" F4 :wait "Nà Bình" :wait "22" F8 "c" F10 F10
END
done_by binh "binh's draft is back, untouched by what an dropped"

# The line goes down while a record is saved, a little later each time: it is saved or it is a draft, never
# both and never neither.
saved=0
for ms in 0 1 2 3 4 6 8 10 13 16 20 30; do
	person "op$ms" << END
:wait "Gõ mã" "l01" F4 :wait "TELEX" :paste "Bản $ms thử" Tab "ban" Tab "5" Tab "20" Tab :cut $ms
END
	"$soxa" --lang en list L01 --format json > "$tmp/out" 2> "$tmp/err"
	in_book=$(grep -c "Bản $ms thử" "$tmp/out")
	printf 'q\n' | "$soxa" --lang en --as "op$ms" enter L01 --line > "$tmp/out" 2> "$tmp/err"
	in_draft=$(grep -c "Bản $ms thử" "$tmp/out")
	[ "$in_draft" -eq 0 ] || in_draft=1
	saved=$((saved + in_book))
	true_that "hung up $ms ms into a save: $in_book in the book, $in_draft a draft" test $((in_book + in_draft)) -eq 1
done
run 0 verify
echo "hang-ups during a save: 12, saved $saved, kept as a draft $((12 - saved)), lost 0"

# A window of one letter, and back.
person mai << 'END'
:wait "Gõ mã" "l01" F4 :wait "TELEX" "Naf Tis" :size 1x1 "x" Tab :size 1x200 :size 200x1 Ctrl-R :size 24x80 :wait "Nà Tí" F8 "c" F10 F10
END
done_by mai 'a window of one letter'
