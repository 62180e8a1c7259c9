# SPDX-License-Identifier: MIT
# Made-up but plausible F08 lines of one commune, the same for the same arguments on any awk.
#   awk -v n=200 -v perday=12 -v from=2021-11-23 -v seed=1 -v as=json -f volunteer.awk
# n lines, perday lines a day from `from` on; as=json for `soxa add volunteer_activity`, as=csv for
# `--csv`, as=keys for a key script in the sheet (by=tab: with Tab alone), as=lines for `soxa enter
# volunteer_activity --line`; notes=free for notes as long and varied as people
# write them (a third none, a third stock phrases, a third 5 to 40 words; performance.md, section 2).  No two lines of a day share hamlet, force and work, so none asks for a reason.

# The 31-bit generator of Park and Miller: small, and exact in the doubles awk counts with.
function next_random(below) {
	state = (state * 16807) % 2147483647
	return state % below
}

# Small ranks far more often than large ones, as in a real ledger.
function skewed(below,   x) {
	x = next_random(below)
	return next_random(x + 1)
}

function days(y, m, d,   era, yoe, doy) {
	if (m <= 2) y--
	era = int(y / 400)
	yoe = y - era * 400
	doy = int((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + d - 1
	return era * 146097 + yoe * 365 + int(yoe / 4) - int(yoe / 100) + doy - 719468
}

function iso(z,   era, doe, yoe, y, doy, mp, d, m) {
	z += 719468
	era = int(z / 146097)
	doe = z - era * 146097
	yoe = int((doe - int(doe / 1460) + int(doe / 36524) - int(doe / 146096)) / 365)
	y = yoe + era * 400
	doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100))
	mp = int((5 * doy + 2) / 153)
	d = doy - int((153 * mp + 2) / 5) + 1
	m = mp < 10 ? mp + 3 : mp - 9
	return sprintf("%04d-%02d-%02d", m <= 2 ? y + 1 : y, m, d)
}

# One column of the sheet: typed when it differs from the line above or what is offered, else passed.
# Enter passes over what stands there already, by=tab goes through every column.
function keyed(key, value,   typed) {
	if (key == "date")
		value = substr(value, 9, 2) substr(value, 6, 2) substr(value, 1, 4)
	typed = value != above[key] || key ~ /people|women|result/
	if (typed)
		row = row " \"" value "\""
	above[key] = value
	if (by == "tab" || key ~ /date|hamlet|force/ || (key == "women" && shifts > 1))
		row = row " Tab"
	else if (typed || key == "work")
		row = row " Enter"
}

# The answers of one line: a carried field that differs is jumped to, what is offered is left alone.
function answered(key, value,   jump) {
	jump = (i > 0 && key ~ /date|hamlet|force/) || key == "shifts"
	if (value == above[key] && jump)
		return
	if (key ~ /date|hamlet|force|work|people|women|shifts/)
		row = row (jump ? ">" key "\n" : "") (key == "work" && value == above[key] ? "" : value) "\n"
	else if (key == "result")
		row = row value
	above[key] = value
}

# A note in the words people use, common ones far more often.
function free_note(   k, text) {
	for (k = 5 + skewed(36); k > 0; k--)
		text = text (text == "" ? "" : " ") words[skewed(nwords) + 1]
	return text
}

function a_note() {
	if (notes == "free" && next_random(3) == 0)
		return free_note()
	return note[next_random(nn) + 1]
}

function pair(key, value) {
	if (as == "keys") {
		if (key ~ /^(date|hamlet|force|work|people|women|shifts|hours|result)$/)
			keyed(key, value)
	} else if (as == "lines")
		answered(key, value)
	else if (as == "csv")
		row = row (key == "date" ? "" : ",") (value ~ /[,"]/ ? "\"" value "\"" : value)
	else if (value != "")
		row = row (row == "" ? "{" : ",") "\"" key "\":" (value ~ /^[0-9]+$/ ? value : "\"" value "\"")
}

BEGIN {
	if (!n) n = 200
	if (!perday) perday = 12
	if (as == "") as = "json"
	if (from == "") from = "2021-11-23"
	state = (seed ? seed : 1) * 7919 + 1
	nh = split("Bản Nà Nhì,Bản Hua Bum,Bản Phìn Khò,Bản Huổi Hán,Bản Nậm Cười,Bản Pa Khao,Tổ dân phố số 3," \
	    "Bản Sin Suối Hồ,Bản Tả Phìn,Bản Cò Lá", hamlet, ",")
	nf = split("TCD,DTN,PN,YTTB,DQ,TNV,TB,CCB,MT,GV,DP,NUT", force, ",")
	nw = split("RSH:42,HTT:300,PPNY:31,VDT:60,TRC:3,TUY:150,KBYT:90,GSCL:12,F0N:6,PHK:4,TRV:8,LM:120", work, ",")
	np = split(",,,,Nhà văn hóa bản,Trạm y tế,Trường THCS,Chốt đầu bản", place, ",")
	nn = split(",,,,,Phối hợp với đoàn xã,Đủ thành phần,Trời mưa nên kết thúc sớm,Có lãnh đạo xã tham dự," \
	    "Đường sạt lở đến muộn,Đã nhắc các hộ vắng mặt", note, ",")
	nwords = split("người dân các hộ bản và trong xã đã được với đi tiêm không trẻ em phối hợp cùng thanh niên phụ nữ" \
	    " tổ trưởng thôn vận động tuyên truyền bà con phòng chống dịch khai báo về từ vùng nhắc nhở đeo khẩu trang giữ" \
	    " khoảng cách phát tờ rơi loa lưu động chốt trực đêm tuần tra biên giới đường mòn lối mở mưa to suối lũ sạt lở" \
	    " xe máy đi bộ hai ba giờ đến muộn sớm hẹn ngày sau vắng nương rẫy già yếu neo đơn hỗ trợ gạo nhu yếu phẩm thuốc" \
	    " quà nước sát khuẩn phun khử trùng trạm y tế lấy mẫu xét nghiệm nhanh âm tính cách ly tại nhà theo dõi sức khỏe" \
	    " lập danh sách nhập liệu đo thân nhiệt hướng dẫn điểm trường lớp giáo viên học sinh phụ huynh đồng ý hoãn sốt" \
	    " nhẹ công an dân quân biên phòng mặt trận cựu chiến binh nông đoàn kiểm tra rà soát từng ngõ gõ từng nhà báo cáo" \
	    " huyện tỉnh họp bí thư chủ tịch giao nhiệm vụ hoàn thành tốt còn thiếu đủ bổ sung kinh phí xăng dầu ăn trưa", words, " ")
	split(from, ymd, "-")
	day = days(ymd[1] + 0, ymd[2] + 0, ymd[3] + 0)
	if (as == "csv")
		print "date,hamlet,force,work,place,people,women,shifts,hours,result,km,note"
	if (as == "keys")
		print ":wait \"F10\""
	for (i = 0; i < n; i++) {
		d = day + int(i / perday)
		do {
			h = skewed(nh) + 1
			f = skewed(nf) + 1
			w = skewed(nw) + 1
		} while ((d, h, f, w) in seen)
		seen[d, h, f, w] = 1
		split(work[w], kind, ":")
		people = 1 + skewed(12)
		shifts = 1 + (next_random(6) == 0)
		above["shifts"] = 1 # the sheet offers both
		above["hours"] = people * 8 * shifts
		row = as == "keys" && i ? "Ctrl-Home" : ""
		pair("date", iso(d))
		pair("hamlet", hamlet[h])
		pair("force", force[f])
		pair("work", kind[1])
		pair("place", place[next_random(np) + 1])
		pair("people", people)
		pair("women", next_random(people + 1))
		pair("shifts", shifts)
		pair("hours", people * 8 * shifts)
		pair("result", 1 + next_random(kind[2] * 2))
		pair("km", next_random(3) == 0 ? 1 + next_random(20) : "")
		pair("note", a_note())
		print row (as == "json" ? "}" : "")
	}
	if (as == "keys")
		print ":wait \"Đã ghi\" Up :wait \"" n " dòng\" F10 :wait \"Sổ xã\" F10"
}
