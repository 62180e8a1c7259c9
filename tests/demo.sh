#!/bin/sh
# SPDX-License-Identifier: MIT
# demo.sh BUILD DIR: the main job on real input, in DIR, no terminal needed.  A hub and two offices
# with their real unit codes; the real vaccination day of 23 November 2021 and 200 volunteer lines,
# half keyed through the screens by a key script on a pseudo-terminal, half through soxa add; two
# refusals; dumps, import, replay, sums.
set -eu

build=$(cd "$1" && pwd)
rm -rf "$2"
mkdir -p "$2"
dir=$(cd "$2" && pwd)
soxa() { "$build/soxa" --lang "${DEMO_LANG:-en}" "$@"; }
say() { printf '\n== %s\n' "$*"; }
data=$(cd "$(dirname "$0")/data" && pwd)

say 'A hub for Lai Chau (12), and two offices: Doan Ket (03389) and Mu Ca (03451) as they were in 2021'
soxa init "$dir/hub" --unit 12 --hub
soxa init "$dir/doan-ket" --unit 03389@2021-11-23
soxa init "$dir/mu-ca" --unit 03451@2021-11-23

say 'Enrolment: a request one way, a reply the other, eight words read over the phone'
for office in doan-ket mu-ca; do
	soxa -b "$dir/$office" request --out "$dir/$office.request"
	soxa -b "$dir/hub" hub enroll "$dir/$office.request" --out "$dir/$office.reply" --yes
	soxa -b "$dir/$office" import "$dir/$office.reply"
done

say 'Doan Ket keys the real day through the screen: 1,500 came, 1,495 vaccinated, 5 postponed'
"$build/ptykeys" "$data/real_day.keys" "$build/soxa" -b "$dir/doan-ket" --as lan enter vaccination_session
soxa -b "$dir/doan-ket" list vaccination_session

say 'Two refusals: 1,501 out of 1,500 (the rule balance), and a line without its force'
refused() {
	if soxa -b "$dir/doan-ket" add "$1"; then
		echo 'this was to be refused' >&2
		exit 1
	fi
}
refused vaccination_session < "$data/real_day_wrong.json"
echo '{"date":"2021-11-23","hamlet":"Bản Nà Nhì","work":"RSH","people":3,"result":42}' |
	refused volunteer_activity

say 'Doan Ket keys 100 volunteer lines through the screen, Mu Ca sends 100 through soxa add'
awk -v n=100 -v as=keys -v seed=1 -f "$data/volunteer.awk" > "$dir/lines.keys"
"$build/ptykeys" "$dir/lines.keys" "$build/soxa" -b "$dir/doan-ket" --as lan enter volunteer_activity
awk -v n=100 -v as=json -v seed=2 -f "$data/volunteer.awk" |
	soxa -b "$dir/mu-ca" --as pao add volunteer_activity > "$dir/mu-ca.ids"
echo "$(wc -l < "$dir/mu-ca.ids") lines accepted at Mu Ca"

say 'The night: each office seals what is new'
for office in doan-ket mu-ca; do
	file=$(soxa -b "$dir/$office" dump)
	echo "$office: $(wc -c < "$file") bytes"
	cp "$file" "$dir/"
done

say 'The hub takes the files in, and then the same files again'
soxa -b "$dir/hub" import "$dir"/*.soxa
soxa -b "$dir/hub" import "$dir"/*.soxa

say 'The province: vaccination, and volunteer work, by commune'
soxa -b "$dir/hub" report vaccination_by_vaccine_dose --by unit,vaccine,dose
soxa -b "$dir/hub" report volunteer_by_force_work --by unit
soxa -b "$dir/hub" verify
say 'make run opens the screens on Doan Ket'
