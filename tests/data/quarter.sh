# SPDX-License-Identifier: MIT
# quarter.sh: steps with the lines of quarter.awk, read by ../term/cli_quarter.sh and ../term/quarter.sh.
# shellcheck shell=sh

# quarter_make DIR UNIT DAYS: the lines, and DIR/order.
quarter_make() {
	mkdir -p "$1" || return 1
	awk -v out="$1" -v unit="$2" -v days="$3" -f "$(dirname "$0")/../data/quarter.awk" > "$1/order"
}

# quarter_lines DIR FORM: the lines of FORM, "@FORM:N" replaced by the id that line got, kept in DIR/FORM.id.
quarter_lines() {
	awk -v dir="$1" '
	function id(form, n,   file, k) {
		file = dir "/" form ".id"
		if (!(form in read)) {
			read[form] = 1
			while ((getline one < file) > 0)
				had[form, ++k] = one
			close(file)
		}
		return had[form, n]
	}
	{
		while (match($0, /"@[a-z_]+:[0-9]+"/)) {
			split(substr($0, RSTART + 2, RLENGTH - 3), at, ":")
			$0 = substr($0, 1, RSTART) id(at[1], at[2]) substr($0, RSTART + RLENGTH - 1)
		}
		print
	}' "$1/$2.json"
}

# quarter_annex DIR...: the twelve sums of Annex 5, part A, straight over the lines, in the order of the report.
quarter_annex() {
	for dir; do cat "$dir/vaccination_session.json"; done | awk '
	function of(key) {
		if (!match($0, "\"" key "\":\"?[A-Z0-9]+"))
			return ""
		value = substr($0, RSTART, RLENGTH)
		sub(/^.*[:"]/, "", value)
		return value
	}
	{
		came += of("came"); referred += of("referred"); refused += of("refused"); postponed += of("postponed")
		contra += of("contraindicated"); given[of("dose")] += of("vaccinated")
		used += of("vaccinated") + of("waste_open")
		wasted += of("waste_open") + of("waste_closed") * of("doses_per_vial")
		common += of("react_common"); severe += of("react_severe")
	}
	END {
		for (dose in given)
			if (dose != "M1" && dose != "M2")
				later += given[dose]
		print came "," referred "," refused "," postponed "," contra "," given["M1"] + 0 "," given["M2"] + 0 \
		    "," used "," wasted "," common "," severe "," later + 0
	}'
}
