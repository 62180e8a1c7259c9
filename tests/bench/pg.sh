#!/bin/bash
# SPDX-License-Identifier: MIT
# pg.sh BUILD DIR CSV N: B5.  The report by force and work over the N records of the book in DIR/book (the
# CSV again and again), as DIR/seconds has it of a hub that is open, against PostgreSQL's GROUP BY over the
# same rows as psql times it: a server alone with its own settings (it may use several processes), the table
# analysed and read before.  Beside them, the command as a whole process.  Both must find the same sums.
set -eu
build=$(cd "$1" && pwd) dir=$(cd "$2" && pwd) csv=$3 n=$4
bin=$(find /usr/lib/postgresql/*/bin -name initdb | tail -1)
bin=${bin%/initdb}
as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }

pg=$(mktemp -d "${TMPDIR:-/tmp}/soxa-pg.XXXXXX")
if [ "$(id -u)" = 0 ]; then chown postgres: "$pg"; fi
end() {
	as "$bin/pg_ctl" -D "$pg/data" -m immediate stop > /dev/null 2>&1 || true
	rm -rf "$pg"
}
trap end EXIT
cd "$pg"
as "$bin/initdb" -D "$pg/data" -A trust -E UTF8 --locale=C > /dev/null
as "$bin/pg_ctl" -D "$pg/data" -w -l "$pg/log" -o "-k '$pg' -c listen_addresses=''" start > /dev/null
sql() { as "$bin/psql" -h "$pg" -d postgres -q -v ON_ERROR_STOP=1 -At "$@"; }

sql -c 'create table f08(date date, hamlet text, force text, work text, place text, people int, women int,
	shifts int, hours int, result int, km int, note text)'
yes "$csv" 2> /dev/null | while read -r f; do tail -n +2 "$f" || exit 0; done 2> /dev/null | head -n "$n" |
	sql -c '\copy f08 from stdin csv'
sql -c 'vacuum analyze f08'
query='select force, work, count(*), sum(people), sum(hours), sum(result) from f08 group by 1, 2'
sql -c "$query" > /dev/null

report() { "$build/soxa" -b "$dir/book" report volunteer_by_force_work --format csv; }
for _ in 1 2 3 4 5 6 7; do
	t=$EPOCHREALTIME
	report > "$pg/ours"
	echo "$EPOCHREALTIME $t" | awk '{ printf "%.1f ", ($1 - $2) * 1000 }'
	sql -c '\timing on' -c "$query" > "$pg/theirs"
	sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' "$pg/theirs"
done > "$pg/times"
theirs=$(grep '|' "$pg/theirs" | awk -F'|' '{ r += $3; p += $4 } END { print r, p }')
ours=$(awk -F, 'NR > 1 { r += $3; p += $4 } END { print r, p }' "$pg/ours")
if [ "$ours" != "$theirs" ]; then
	echo "pg.sh: the sums differ: $ours and $theirs" >&2
	exit 1
fi
awk -v open="$(cat "$dir/seconds")" '{
	printf "       open hub %.1f ms, soxa report as a command %s ms, PostgreSQL GROUP BY %s ms\n", open * 1000, $1, $2
}' "$pg/times"
awk -v open="$(cat "$dir/seconds")" '{ print $2 / open / 1000 }' "$pg/times" | sort -n | sed -n 4p
