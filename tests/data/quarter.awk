# SPDX-License-Identifier: MIT
# A made-up but plausible quarter of one commune: every form that is keyed at an office, in the volumes of table e2
# of the plan, the same for the same arguments on any awk.
#   awk -v out=DIR -v unit=3389 -v from=2021-10-01 -v days=92 -v seed=1 -f quarter.awk
# writes DIR/FORM.json, lines for `soxa add FORM`, and prints the forms in the order they must be keyed.  A value
# "@FORM:N" stands for the id that the Nth line of FORM got.  What is true of it, because it is made so: persons and
# stock carry from day to day, vials opened leave the ledger, results come the day after the sample, second doses
# wait for their gap, and nobody is on duty who is not on the roster.

# The 31-bit generator of Park and Miller: small, and exact in the doubles awk counts with.
function rnd(below) {
	state = (state * 16807) % 2147483647
	return below > 0 ? int(state / 7) % below : 0
}
function skewed(below) { return rnd(rnd(below) + 1) }
function min(a, b) { return a < b ? a : b }
function max(a, b) { return a > b ? a : b }
function ceil(a, b) { return int((a + b - 1) / b) }

function number_of(y, m, d,   era, yoe, doy) {
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
# 0 is Monday.
function weekday(i) { return (first + i + 3) % 7 }
function month_end(i) { return substr(iso(first + i + 1), 9, 2) == "01" }

# A pair of the line in hand, a list of them ("key=value key=value"), and the line itself.
function pair(key, value) {
	row = row (row == "" ? "{" : ",") "\"" key "\":" ((value ~ /^[0-9]+$/ && key != "level") || value ~ /^(true|false)$/ ? value : "\"" value "\"")
}
function pairs(list,   n, i, one, at) {
	n = split(list, one, ";")
	for (i = 1; i <= n; i++) {
		at = index(one[i], "=")
		pair(substr(one[i], 1, at - 1), substr(one[i], at + 1))
	}
}
function line(form) {
	print row "}" > (out "/" form ".json")
	row = ""
	lines[form]++
	if (!(form in known)) {
		known[form] = ++nforms
	}
}
function dated(i) { pair("date", iso(first + i)) }
function nothing(form, i) {
	dated(i)
	pair("_nil", "true")
	line(form)
}

# Lists of the commune, and who serves where.
function lists(   h, i, name) {
	for (h = 1; h <= HAMLETS; h++) {
		hamlet[h] = bank[(unit * 7 + h * 7) % nbank + 1]
		hh[h] = 30 + rnd(60)
		people_all += hh[h] * 4
		pairs("name=" hamlet[h] ";kind=BAN;households=" hh[h] ";people=" hh[h] * 4 ";active=true")
		line("hamlet")
	}
	nsites = split("Trạm y tế:TYT,Trường Tiểu học số 1:TH,Nhà văn hóa trung tâm:NVH", sites, ",")
	for (i = 1; i <= nsites; i++) {
		split(sites[i], name, ":")
		site[i] = name[1]
		pairs("name=" name[1] ";kind=" name[2] ";hamlet=" hamlet[i] ";active=true")
		line("site")
	}
	nposts = 2 + rnd(3)
	for (i = 1; i <= nposts; i++) {
		post[i] = i == 1 ? "Chốt đầu cầu" : "Chốt " hamlet[i + 1]
		pairs("name=" post[i] ";kind=" (i == 1 ? "LN" : "TB") ";force=" (i % 2 ? "CA" : "DQ") ";active=true")
		line("post")
	}
	lot["VRC"] = "VRC" 2108 + unit % 5
	lot["AZ"] = "NB0" 801 + unit % 7
	lot["PF"] = "FK0" 112 + unit % 9
	for (i = 1; i <= nvac; i++) {
		pairs("name=" lot[vac[i]] ";vaccine=" vac[i] ";expiry=2022-06-30;doses_per_vial=" dpv[vac[i]] ";active=true")
		line("lot")
	}
}
function enlist(h, f, n,   w) {
	member[h, f] = n
	w = f == "PN" ? n : rnd(n + 1)
	dated(0)
	pairs("hamlet=" hamlet[h] ";force=" f ";teams=1;members=" n ";women=" w ";trained=" n ";had_m1=" n ";had_m2=" n - rnd(3) ";ppe_sets=" n)
	line("force_roster")
}
function roster(   h, i) {
	for (h = 1; h <= HAMLETS; h++)
		enlist(h, "TCD", 9 + rnd(5))
	for (h = 1; h <= HAMLETS; h++) {
		enlist(h, "DTN", 9 + rnd(8))
		enlist(h, "PN", 8 + rnd(8))
		enlist(h, "YTTB", 3 + rnd(2))
		enlist(h, "CCB", 6 + rnd(5))
	}
	split("BP DQ CA YT TNV DP MT", i, " ")
	for (h = 1; h <= 7; h++)
		enlist(1, i[h], 30 + rnd(10))
	for (h = 1; h <= 5; h++) {
		pairs("name=" surname[rnd(nsur) + 1] " " given[rnd(ngiven) + 1] " " h ";birth_year=" 1980 + rnd(22) ";sex=" (rnd(2) ? "NU" : "NAM"))
		pairs("hamlet=" hamlet[h] ";force=DTN;consent=true;consent_date=" iso(first - 5) ";active=true")
		line("volunteer")
	}
}

# F08: a line of work, as far as the roster of that hamlet and force still has people that day.
function work(i, h, f, w, place, n) {
	n = min(n, member[h, f] - busy[i, h, f])
	if (n < 1 || (i, h, f, w) in did)
		return 0
	did[i, h, f, w] = 1
	busy[i, h, f] += n
	dated(i)
	pairs("hamlet=" hamlet[h] ";force=" f ";work=" w)
	if (place != "")
		pair("place", place)
	pairs("people=" n ";women=" (f == "PN" ? n : rnd(n + 1)) ";shifts=1;hours=" n * 8 ";result=" 1 + rnd(scale[w]))
	line("volunteer_activity")
	return n
}
function activity(i,   k, w) {
	for (k = (weekday(i) > 4 ? 2 : 6) + rnd(3); k > 0; k--) {
		w = kind[skewed(nkind) + 1]
		work(i, skewed(HAMLETS) + 1, force[skewed(nforce) + 1], w, "", 1 + skewed(4))
	}
	if (weekday(i) == 5 || weekday(i) == 2) {
		dated(i)
		pairs("volunteer=@volunteer:" 1 + rnd(5) ";work=HTT;hours=" 4 + rnd(5))
		line("volunteer_shift")
	}
}

# F01, F03, F04: how many may still be planned for a dose of a vaccine on a day.
function may(v, dose, i,   c) {
	if (dose == "M1")
		return v == "PF" ? int(teens * 0.9) - m1[v, i] : int(adults * 0.42) - m1[v, i]
	if (dose == "M2")
		return m1[v, i - gap[v]] - m2[v, i]
	return min(m2["PF", i - 1], m2["AZ", i - 1]) - boosters
}
function outcome(planned) {
	came = planned - rnd(1 + int(planned / 8))
	postponed = rnd(4) ? 0 : min(came, 1 + rnd(3))
	contra = rnd(9) ? 0 : min(came - postponed, 1)
	refused = rnd(6) ? 0 : min(came - postponed - contra, 1 + rnd(2))
	referred = rnd(20) ? 0 : min(came - postponed - contra - refused, 1)
	vaccinated = came - postponed - contra - refused - referred
}
function session(i, v, dose, prior, s,   planned, male, a50, a65, vials, common, severe, closed) {
	planned = min(40 + rnd(70), may(v, dose, i))
	if (planned < 5)
		return
	outcome(planned)
	if (vaccinated < 1)
		return
	if (!((i, s) in helpers)) {
		helpers[i, s] = work(i, s, "DTN", "HTT", site[s], 2 + rnd(3)) + work(i, s, "YTTB", "HTT", site[s], 1)
	}
	male = rnd(vaccinated + 1)
	vials = ceil(vaccinated, dpv[v])
	closed = rnd(30) ? 0 : 1
	common = rnd(int(vaccinated / 12) + 1)
	severe = rnd(50) ? 0 : 1
	dated(i)
	pairs("site=" site[s] ";round=5;turn=1;vaccine=" v ";lot=" lot[v] ";dose=" dose)
	if (prior != "")
		pair("prior_vaccine", prior)
	pairs("planned=" planned ";came=" came ";vaccinated=" vaccinated ";postponed=" postponed ";contraindicated=" contra ";referred=" referred ";refused=" refused)
	pairs("male=" male ";female=" vaccinated - male)
	if (v == "PF" && dose != "NL1")
		pair("age.A12", vaccinated)
	else {
		a50 = rnd(int(vaccinated / 4) + 1)
		a65 = rnd(int(vaccinated / 8) + 1)
		pairs("age.A18=" vaccinated - a50 - a65 ";age.A50=" a50 ";age.A65=" a65)
		pairs("group.Q09=" a65 ";group.Q10=" vaccinated - a65)
	}
	pairs("vials_opened=" vials ";doses_per_vial=" dpv[v] ";waste_open=" vials * dpv[v] - vaccinated ";waste_closed=" closed)
	if (closed)
		pair("waste_reason", "VO")
	pairs("react_common=" common ";react_severe=" severe ";staff=" 4 + rnd(4) ";volunteers=" helpers[i, s] ";start=07:30;end=" 10 + rnd(2) ":00")
	if (severe)
		pair("_reason", "severe_missing=LAP")
	line("vaccination_session")
	if (severe || (common > 0 && !rnd(12)))
		reaction(i, severe)
	opened[v, i] += vials
	broken[v, i] += closed
	syringes += vaccinated
	if (dose == "M1") m1[v, i] += vaccinated
	else if (dose == "M2") m2[v, i] += vaccinated
	else boosters += vaccinated
	given_of[v, i] = given_of[v, i] (given_of[v, i] ~ dose ? "" : " " dose)
	total[v, i, dose] += vaccinated
}
function reaction(i, severe) {
	dated(i)
	pairs("session=@vaccination_session:" lines["vaccination_session"] ";seq=1;age=" 18 + rnd(50) ";onset=" 20 + rnd(25) ";onset_unit=PH;place=DT;treated_at=DT")
	pairs("outcome=KHOI;type.TT1=true")
	if (severe)
		pairs("type.PV2=true;investigation=true;reported_on=" iso(first + i) ";reported_at=10:15")
	line("adverse_event")
}
function ledger(i, v, move, vials, paper) {
	if (vials < 1 && move != "KK")
		return
	dated(i)
	pairs("item=VX;vaccine=" v ";lot=" lot[v] ";movement=" move ";vials=" vials ";paper=" paper ";expiry=2022-06-30")
	line("vaccine_ledger")
	store[v] += move == "NHAP" ? vials : move == "KK" ? 0 : -vials
}
function vaccination(i,   k, w, v, s, any, d, n, dose) {
	for (k = 1; k <= nvac; k++) {
		m1[vac[k], i] = m1[vac[k], i - 1]
		m2[vac[k], i] = m2[vac[k], i - 1]
	}
	for (w = 1; w <= nwave && weekday(i) < 6; w++) {
		split(wave[w], d, ":")
		if (i < d[4] || i > d[5])
			continue
		for (s = 1; s <= nsites; s++)
			if (rnd(10) < (weekday(i) == 5 ? 3 : 5))
				session(i, d[1], d[2], d[3], s)
	}
	for (k = 1; k <= nvac; k++) {
		v = vac[k]
		if (!opened[v, i])
			continue
		any = 1
		if (store[v] < opened[v, i] + broken[v, i])
			ledger(i, v, "NHAP", ceil(600, dpv[v]) + opened[v, i], "PN " ++slip)
		ledger(i, v, "XUAT", opened[v, i], "PX " ++slip)
		ledger(i, v, "HUY", broken[v, i], "BB " ++slip)
		dated(i)
		pairs("vaccine=" v ";round=5")
		n = split(given_of[v, i], dose, " ")
		for (s = 1; s <= n; s++)
			pair("platform." dose[s], total[v, i, dose[s]])
		line("vaccination_day")
	}
	if (!any)
		nothing("vaccination_day", i)
	for (k = 1; k <= nvac && month_end(i); k++)
		if (store[vac[k]] > 0)
			ledger(i, vac[k], "KK", store[vac[k]], "KK " ++slip)
	if (weekday(i) == 6 && syringes) {
		for (k = 0; k < 2; k++) {
			dated(i)
			pairs("item=BKT;lot=BKT21;movement=" (k ? "XUAT" : "NHAP") ";vials=" syringes + (k ? 0 : 5) ";paper=" (k ? "PX " : "PN ") ++slip ";expiry=2024-12-31")
			line("vaccine_ledger")
		}
		syringes = 0
	}
}

# F06: what waits today is answered tomorrow; positives are the new F0 of F07 that day.
function test(i, type, purpose, n, results, found,   pools) {
	if (!n && !results)
		return
	dated(i)
	pairs("type=" type ";purpose=" purpose ";people=" n ";samples=" n)
	if (type == "PCRG") {
		pools = ceil(n, 5)
		pairs("pools=" pools ";pool_size=5;positive_pools=" (found ? 1 : 0) ";retested=" (found ? 5 : 0))
	}
	pairs("results_in=" results ";positive=" found ";by_whom=TYT")
	if (type == "TNKN")
		pairs("kits_used=" n + 1 ";kits_broken=1")
	line("testing")
	tested[i]++
	positive[i] += found
}
function testing(i,   n, found) {
	waiting += 0
	n = stock["F1"] > 0 && weekday(i) < 6 && rnd(3) ? 1 + rnd(stock["F1"]) : 0
	found = waiting && !rnd(5) ? min(stock["F1"], min(waiting, 1 + rnd(2))) : 0
	test(i, "PCR", "F1", n, waiting, found)
	waiting = n
	if (weekday(i) == 1) {
		n = 15 + rnd(30)
		test(i, "PCRG", "VNC", n, n, rnd(9) ? 0 : 1)
	}
	if (weekday(i) == 0 || weekday(i) == 3) {
		n = 25 + rnd(80)
		test(i, "TNKN", "SL", n, n, 0)
	}
	if (!tested[i])
		nothing("testing", i)
}

# F07: the stock of each class is yesterday's, and its flow.
function class(i, c, new, up, ended) {
	pairs("opening." c "=" stock[c] ";new." c "=" new ";ended." c "=" ended)
	if (c != "F0")
		pair("up." c, up)
	stock[c] += new - up - ended
	entered[c, i] = new
}
function due_out(c, i, n) { return min(stock[c], entered[c, i - n] + (i == n ? begun[c] : 0)) }
function cases(i,   f0, up, f1, home) {
	f0 = positive[i] + 0
	up = min(f0, stock["F1"])
	f1 = f0 ? f0 * (3 + rnd(4)) : 0
	dated(i)
	class(i, "F0", f0, 0, due_out("F0", i, 14))
	class(i, "F1", f1, up, min(stock["F1"] - up, due_out("F1", i, 14)))
	class(i, "F2", f1 * 2, 0, due_out("F2", i, 7))
	class(i, "VD", arrived[i] + 0, 0, due_out("VD", i, 14))
	class(i, "NC", crossed[i] + 0, 0, due_out("NC", i, 14))
	home = int(stock["F0"] * 0.7)
	if (stock["F0"])
		pairs("where_f0.DTN=" home ";where_f0.DTV=" stock["F0"] - home ";severity.KTC=" home ";severity.NHE=" stock["F0"] - home)
	if (stock["F1"])
		pairs("where_f1.CLTT=" int(stock["F1"] / 2) ";where_f1.CLN=" stock["F1"] - int(stock["F1"] / 2))
	if (f0)
		pairs("source_f0.CL=" up ";source_f0.CD=" f0 - up)
	pair("level", "2")
	line("cases_isolation")
	f0_days += stock["F0"]
	f1_days += stock["F1"]
	if (!home) {
		nothing("home_care", i)
		return
	}
	dated(i)
	pairs("f0_home=" home ";visited=" home ";spo2_low=0;moved_up=0;packs.A=" f0 ";tele=" rnd(home + 1) ";stations=1;list_total=180;list_checked=" 10 + rnd(40))
	line("home_care")
}

function households(i,   h, v, a, need) {
	for (h = 1; h <= HAMLETS; h++) {
		v = int(hh[h] * (weekday(i) == 6 ? 30 + rnd(20) : 65 + rnd(35)) / 100)
		a = rnd(12) ? 0 : 1 + skewed(3)
		need = rnd(5) ? 0 : 1 + rnd(2)
		dated(i)
		pairs("hamlet=" hamlet[h] ";team=1;households=" hh[h] ";visited=" v ";people=" v * 4 ";arrivals=" a ";declared=" a ";abroad=0;symptoms=" (rnd(15) ? 0 : 1))
		pairs("watched=" skewed(3) ";breaches=0;in_need=" need ";helped=" need - (need && !rnd(6)) ";reported_at=16:" 10 + rnd(50))
		line("household_check")
		arrived[i] += a
		week_in += a
	}
}
function posts(i,   k, n, c) {
	for (k = 1; k <= nposts; k++) {
		n = k == 1 ? 120 + rnd(weekday(i) > 4 ? 300 : 180) : rnd(15)
		c = k > 1 && !rnd(60) ? 1 + rnd(2) : 0
		dated(i)
		pairs("post=" post[k] ";lead=" (k % 2 ? "CA" : "DQ") ";duty_bp=" 1 + rnd(3) ";duty_dq=" 1 + rnd(4) ";duty_ca=" 1 + rnd(3) ";duty_yt=1;duty_tnv=" rnd(4))
		pairs("shifts=3;patrols=" rnd(4) ";km=" rnd(20) ";people_in=" n ";people_out=" max(0, n - rnd(20)) ";vehicles=" int(n * 0.7) ";declared=" n ";fever=0;turned_back=" rnd(3))
		pairs("illegal_in=" c ";illegal_out=0;quarantined=" c)
		line("border_post")
		crossed[i] += c
	}
}
function hotline(i,   n, calls, urgent) {
	calls = 1 + rnd(weekday(i) > 4 ? 4 : 9)
	urgent = rnd(4) ? 0 : 1
	if (!rnd(3)) {
		dated(i)
		pairs("kind=CG;time=0" 7 + rnd(3) ":" 10 + rnd(50) ";channel=" (rnd(3) ? "DT" : "ZL") ";topic=" topic[rnd(ntopic) + 1] ";hamlet=" hamlet[1 + rnd(HAMLETS)])
		pairs("urgent=" (urgent ? "true" : "false") ";minutes=" 5 + rnd(40) ";solved=true;solved_on=" iso(first + i) ";repeated=false")
		line("hotline")
	}
	dated(i)
	pairs("kind=NG;calls=" calls ";urgent_calls=" min(urgent, calls) ";solved_calls=" calls - (calls > 4 && !rnd(4)))
	line("hotline")
}

# F14: one list a week, two now and then; meals only for the days people were really in isolation.
function support(i,   p, n, sum, refused) {
	p = nlists % 3
	if (p == 1 && f1_days >= 14) {
		n = min(8, int(f1_days / 14))
		list_of(i, "S07b", n, 0, n * 80000 * 14, n * 14)
	} else if (p == 2 && f0_days >= 14) {
		n = min(4, int(f0_days / 14))
		list_of(i, "S07a", n, 0, n * 80000 * 14, n * 14)
	} else {
		n = 8 + rnd(30)
		refused = rnd(3)
		list_of(i, "S12", n - refused, refused, (n - refused) * 1500000, 0)
	}
	f0_days = f1_days = 0
}
function list_of(i, programme, n, refused, sum, person_days) {
	dated(i)
	pairs("programme=" programme ";list_no=" ++nlists ";received=" n + refused ";received_on=" iso(first + i - 5) ";checked=" n + refused ";posted=true;posted_on=" iso(first + i - 4))
	pairs("approved=" n ";approved_on=" iso(first + i - 3) ";refused=" refused)
	if (refused)
		pair("refused_why", "KD")
	if (person_days)
		pair("person_days", person_days)
	pairs("control_total=" sum ";funds=" sum ";funds_on=" iso(first + i - 2) ";paid_people=" n ";paid_on=" iso(first + i) ";paid=" sum ";returned=0;complaints=0")
	line("support_payment")
}
function stores(i,   k, used, issued) {
	for (k = 1; k <= nitem; k++) {
		issued = 10 + rnd(40)
		used = 5 + rnd(30)
		dated(i)
		pairs("item=" item[k] ";received=" (i > 6 && rnd(4) ? 0 : 200) ";issued.TCD=" issued ";issued.YT=" int(issued / 2) ";used=" used ";broken=0")
		if (!(k in counted)) {
			pairs("counted=" 2500 + rnd(900) ";why=DK")
			counted[k] = 1
		}
		line("protective_stock")
	}
}
function weekly(i,   n) {
	support(i)
	stores(i)
	n = 20 + rnd(60)
	dated(i)
	pairs("channel=GIAY;declarations=" n ";outside=" int(week_in / 2) ";checked=" n ";keyed=" n - rnd(5) ";e_document=true;outages=0")
	line("health_declaration")
	dated(i)
	pairs("channel=PCC;declarations=" 200 + rnd(300) ";outside=0;checked=" rnd(20) ";apps=" rnd(30) ";qr_points=12;scans=" 300 + rnd(900) ";e_document=true;outages=0")
	line("health_declaration")
	week_in = 0
	dated(i)
	n = 1 + rnd(HAMLETS)
	pairs("receipt=PT " ++receipts "/MT;hamlet=" hamlet[n] ";donor_kind=HO;agreed=false;given=" (receipts % 2 ? "HV;item=QUA;quantity=" 20 + rnd(20) ";quantity_unit=suất" : "TIEN;item=TIEN") ";fund=PCD;value=" (20 + rnd(60)) * 100000 ";receiver=MT")
	line("donation")
	dated(i)
	pairs("hamlet=" hamlet[n] ";group=" (receipts % 2 ? "HN" : "NCT") ";source=" (receipts % 2 ? "NS;item=GAO;quantity=" 20 * 15 ";measure=KG;value=" 20 * 180000 ";months=1" : "DN;item=QUA;quantity=8;value=800000") ";households=8;people=20;delivered_by=MT")
	line("relief")
}
function communication(i,   h) {
	h = 1 + rnd(HAMLETS)
	dated(i)
	pairs("hamlet=" hamlet[h] ";channel=" (rnd(2) ? "LLD" : "HB") ";language=" (rnd(2) ? "VI" : "TH") ";topic=" (rnd(2) ? "TC" : "5K") ";sessions=1;minutes=" 20 + rnd(60) ";listeners=" 10 + rnd(hh[h]) ";force=DTN")
	line("communication")
}
function security(i, h) {
	dated(i)
	pairs("kind=SV;hamlet=" hamlet[h] ";incident=MTT;people=" 2 + rnd(5) ";handled_by=CA;result=Đã hòa giải, nhắc nhở")
	line("security_plan")
	dated(i)
	pairs("kind=PA;plan=" (npa++ % 2 ? "TC" : "PT") ";approved=true;approved_no=112/QĐ-UBND;approved_on=" iso(first - 30) ";drilled=true;drilled_on=" iso(first - 10) ";assigned=40;capacity=300")
	line("security_plan")
}
function breach(i, h) {
	dated(i)
	pairs("hamlet=" hamlet[h] ";place=Chợ xã;breach=KT;persons=" 1 + rnd(5) ";organisations=0;action=NN;hamlet_rule=true")
	line("violation")
}
function monthly(i,   cum, shops, open_) {
	cum = m1["AZ", i] + m1["VRC", i]
	population += rnd(20)
	dated(i)
	pairs("population=" population ";adults=" adults ";teens=" teens ";children=" int(population / 8) ";elders=" int(population / 18))
	pairs("group_total.Q10=" adults + teens ";group_eligible.Q10=" int((adults + teens) * 0.97) ";group_m1.Q10=" cum + m1["PF", i] ";group_m2.Q10=" m2["AZ", i] + m2["VRC", i] + m2["PF", i])
	line("target_population")
	shops = 180 + rnd(40)
	open_ = shops - rnd(30)
	dated(i)
	pairs("hb_total=" shops ";hb_working=" open_ ";hb_stopped=" shops - open_ ";hb_reopened=" rnd(9) ";ent_total=14;ent_working=13;ent_stopped=1;ent_reopened=0;workers_out=" 20 + rnd(50) ";workers_back=" rnd(20))
	line("economy")
	security(i, 1 + rnd(HAMLETS))
	dated(i)
	pairs("channel=MXH;topic=TC;persons=1;action=NG;removed=true;removed_on=" iso(first + i))
	line("harmful_news")
	dated(i)
	pairs("kind=THANG;from=" substr(iso(first + i), 1, 8) "01;to=" iso(first + i) ";report_no=" 300 + i "/BC-UBND;sent_on=" iso(first + i + 1) ";highlights=Tiêm, rà soát, trực chốt đủ các ngày.")
	line("periodic_report")
}
function at_the_end(i) {
	dated(i)
	pairs("plan_no=45/KH-UBND;plan_on=" iso(first - 20) ";launched=" iso(first) ";meetings=4;attending=210;collectives=14;individuals=428;households=700;reviewed_on=" iso(first + i) ";criterion_1=Rà soát 100% hộ mỗi tuần;measure_1=HO;target_1=15000")
	line("movement")
	dated(i)
	pairs("name=Tiếng loa " hamlet[1] ";subject=TT;field=D4;hamlet=" hamlet[1] ";started=" iso(first) ";what=Phát thanh phòng dịch bằng tiếng Thái, tiếng Mông mỗi sáng, mỗi tối.;proof_force=DTN;copied_to=2;reward_proposed=true")
	line("good_model")
	dated(i)
	pairs("file_no=07/HS;subject=CN;name=Lò Thị Pánh;birth_year=1996;sex=NU;ethnic=THAI;force=DTN;frontline=true;volunteer=true;volunteer_link=@volunteer:1;model=@good_model:1;award=GKX;procedure=TH;from=" iso(first) ";to=" iso(first + i - 1))
	pairs("achievement=Tổ trưởng tình nguyện điểm tiêm, nhập liệu các buổi.;papers.TT=true;papers.BC=true;papers.BB=true;council_on=" iso(first + i) ";members=9;present=9;votes=9;no_objection=true;submitted_to=XA;sent_on=" iso(first + i) ";result=TANG;decision_no=230/QĐ-UBND;decision_on=" iso(first + i))
	line("nomination")
	dated(i)
	pairs("decision_no=230/QĐ-UBND;file=@nomination:1;paid=220000;paid_on=" iso(first + i) ";withdrawn=false")
	line("award")
	dated(i)
	pairs("inspector=XA;scope.D2=true;strong=Chốt trực đủ người.;task=Cập nhật danh bạ lực lượng.;due=" iso(first + i + 7) ";done_on=" iso(first + i + 2))
	line("inspection")
	dated(i)
	pairs("decision_no=212/QĐ-UBND;to_level=X;to_name=Xã bên;kind=HV;goods=Gạo 200 kg;value=3000000")
	line("mutual_aid")
}

BEGIN {
	if (unit == "") unit = 3389
	if (from == "") from = "2021-10-01"
	if (!days) days = 92
	unit += 0
	state = ((seed ? seed : 1) * 7919 + unit * 104729 + 1) % 2147483647
	HAMLETS = 10
	split(from, ymd, "-")
	first = number_of(ymd[1] + 0, ymd[2] + 0, ymd[3] + 0)
	nbank = split("Bản Nà Nhì,Bản Hua Bum,Bản Phìn Khò,Bản Huổi Hán,Bản Nậm Cười,Bản Pa Khao,Bản Sin Suối Hồ,Bản Tả Phìn,Bản Cò Lá," \
	    "Bản Nậm Sỏ,Bản Huổi Luông,Bản Pa Vây Sử,Bản Lao Chải,Bản Sì Thâu Chải,Bản Hồ Thầu,Bản Nà Khương,Bản Nà Bó,Bản Đông Pao," \
	    "Bản Sân Bay,Bản Tả Lèng,Bản Nùng Nàng,Bản Phiêng Ban,Bản Noong Hẻo,Bản Chiềng Chăn,Bản Nậm Mạ,Bản Ma Quai,Bản Phăng Sô Lin," \
	    "Bản Tủa Sín Chải,Bản Căn Co,Bản Pu Sam Cáp,Bản Nậm Hăn", bank, ",")
	nsur = split("Lò,Vàng,Giàng,Lý,Tẩn,Chẻo,Nùng,Mào", surname, ",")
	ngiven = split("Thị Pánh,Văn Pháng,A Sùng,Thị Mỷ,Văn Hặc,A Páo", given, ",")
	nforce = split("TCD,DTN,PN,YTTB,CCB", force, ",")
	nkind = split("RSH,TUY,PPNY,VDT,KBYT,GSCL,PHK,LM,GTH,PDT,MKT", kind, ",")
	split("RSH:60,TUY:150,PPNY:40,VDT:80,KBYT:90,GSCL:12,PHK:4,LM:60,GTH:10,PDT:3,MKT:200,HTT:150", pair_of, ",")
	for (k in pair_of) {
		split(pair_of[k], w, ":")
		scale[w[1]] = w[2]
	}
	ntopic = split("YT,XN,TC,LT,HT,CL,DL", topic, ",")
	nitem = split("KTYT,GANG,TEST", item, ",")
	nvac = split("VRC,AZ,PF", vac, ",")
	dpv["VRC"] = 1; dpv["AZ"] = 10; dpv["PF"] = 6
	gap["VRC"] = 21; gap["AZ"] = 56; gap["PF"] = 21
	nwave = split("VRC:M1::3:20,AZ:M1::6:26,VRC:M2:VRC:25:48,PF:M1::53:64,AZ:M2:AZ:63:86,PF:M2:PF:75:88,PF:NL1:AZ:78:91", wave, ",")
	split("F0=2,F1=9,F2=20,VD=6,NC=0", k0, ",")
	for (k in k0) {
		split(k0[k], w, "=")
		stock[w[1]] = begun[w[1]] = w[2] + 0
	}
	lists()
	population = people_all
	adults = int(population * 0.62)
	teens = int(population * 0.1)
	roster()
	for (i = 0; i < days; i++) {
		vaccination(i)
		activity(i)
		households(i)
		posts(i)
		testing(i)
		cases(i)
		hotline(i)
		if (!rnd(3)) communication(i)
		if (!rnd(12)) breach(i, 1 + rnd(HAMLETS))
		if (weekday(i) == 6) weekly(i)
		if (month_end(i)) monthly(i)
	}
	at_the_end(days - 1)
	n = split("hamlet site post lot volunteer force_roster volunteer_activity volunteer_shift vaccination_session vaccine_ledger adverse_event" \
	    " vaccination_day target_population testing cases_isolation home_care household_check border_post hotline support_payment" \
	    " donation relief protective_stock health_declaration communication violation security_plan harmful_news economy mutual_aid" \
	    " good_model movement nomination award inspection periodic_report", order, " ")
	for (i = 1; i <= n; i++)
		if (lines[order[i]])
			print order[i]
}
