/* SPDX-License-Identifier: MIT */
#include "core/check.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "tests/unit/formfix.h"

Suite *check_suite(void);

static struct formfix fix;

/* Codes that answer the rule "busy". */
static struct code busy_rows[] = {
	{ "FAIR", { "Phiên chợ", "" }, DATE_NONE, DATE_NONE, NULL },
	{ "LATE", { "Giấy về muộn", "" }, DATE_NONE, DATE_NONE, NULL },
};
static struct codes busy = { "busy", { "Lý do", "" }, 1, 0, NULL, 2, busy_rows };

static struct field *
field(const char *id)
{
	return formfix_field(fix.form, id);
}

static bool
never_known(void *arg, const struct field *f, const char *value)
{
	(void)arg;
	(void)f;
	return strcmp(value, "Trạm y tế") == 0;
}

static void
setup(void)
{
	formfix_make(&fix);
	formfix_set(&fix, "huge", "");
}

static void
teardown(void)
{
	formfix_free(&fix);
}

/* "E range@came, H known@site" in the order found. */
static const char *
shown(const struct findings *fs)
{
	const char *s = "";
	int i;

	for (i = 0; i < fs->n; i++)
		s = arena_printf(fix.a, "%s%s%c %s@%s", s, i ? ", " : "", "EWH"[fs->f[i].level],
		    fs->f[i].rule, fix.form->cell[fs->f[i].cell].id);
	return s;
}

static struct findings
whole(void)
{
	struct findings fs = { 0 };

	check_record(fix.a, fix.form, fix.v, &fix.look, &fs);
	return fs;
}

/* A finding of each built-in kind: what is typed where, what is found, words of its sentence. */
static const struct { const char *cell, *typed, *found, *says; } slips[] = {
	{ "came", "100000", "E range@came", "Đến trong ngày: 100.000 is out of range; 0 to 99.999 is allowed" },
	{ "came", "99999", "", NULL }, { "came", "0", "", NULL }, { "came", "", "", NULL },
	{ "came", "-", "", NULL }, { "came", "?", "", NULL }, { "age.A12", "-", "", NULL },
	{ "target.A12.had", "100000", "E range@target.A12.had", "Đối tượng: 12-17, Đã tiêm: 100.000 is out" },
	{ "age.A18", "100000", "E range@age.A18", "Tuổi: 18+: 100.000" },
	{ "degrees", "-", "E type@degrees", "only counts may be" }, { "fund", "?", "E type@fund", "only counts" },
	{ "degrees", "41", "E range@degrees", "at most 40" }, { "degrees", "-41", "E range@degrees", "at least -40" },
	{ "fund", "-5", "", NULL },
	{ "day", "2021-11-24", "", NULL }, { "day", "2021-11-25", "E date@day", "25/11/2021 has not come yet; today is 24/11/2021" },
	{ "day", "2020-01-01", "", NULL }, { "day", "2019-12-31", "E date@day", "first day is 01/01/2020" },
	{ "work", "XX", "E code@work", "\"XX\" is not in the list" }, { "work", "GAC", "E code@work", "only until 30/09/2021" },
	{ "place", "mười lăm chữ cái", "E long@place", "at most 12 letters are allowed; these are 16" },
	{ "place", "Bản Mù Cả 2", "E pattern@place", "is not written as it must be" },
	{ "site", "Chợ", "H known@site", "\"Chợ\" is new" }, { "site", "Trạm y tế", "", NULL },
};

START_TEST(a_slip_in_a_cell_is_found)
{
	struct findings fs = { 0 };
	int cell;

	fix.look.known = never_known;
	field("degrees")->min = NULL;
	if (strcmp(slips[_i].typed, "41") == 0)
		field("degrees")->max = formfix_expr(&fix, "40", ET_NUM);
	if (strcmp(slips[_i].typed, "-41") == 0)
		field("degrees")->min = formfix_expr(&fix, "-40", ET_NUM);
	field("place")->max_chars = 12;
	field("place")->pattern = "^[^0-9]*$";
	ck_assert_int_eq(regcomp(&field("place")->regex, field("place")->pattern, REG_EXTENDED | REG_NOSUB), 0);
	formfix_set(&fix, slips[_i].cell, slips[_i].typed);
	cell = (int)(formfix_cell(&fix, slips[_i].cell) - fix.v);
	check_cell(fix.a, fix.form, fix.v, cell, &fix.look, &fs);
	ck_assert_str_eq(shown(&fs), slips[_i].found);
	if (slips[_i].says)
		ck_assert_msg(strstr(fs.f[0].text, slips[_i].says) != NULL, "%s", fs.f[0].text);
	ck_assert_int_eq(fs.errors, slips[_i].found[0] == 'E');
	regfree(&field("place")->regex);
}
END_TEST

START_TEST(the_help_says_how_a_pattern_is_met)
{
	struct findings fs = { 0 };

	field("place")->pattern = "^[0-9]+$";
	field("place")->help[LANG_VI] = "chỉ chữ số";
	ck_assert_int_eq(regcomp(&field("place")->regex, "^[0-9]+$", REG_EXTENDED | REG_NOSUB), 0);
	check_cell(fix.a, fix.form, fix.v, field("place")->cell, &fix.look, &fs);
	ck_assert(strstr(fs.f[0].text, "chỉ chữ số") != NULL);
	regfree(&field("place")->regex);
}
END_TEST

START_TEST(a_limit_may_depend_on_the_record)
{
	struct findings fs = { 0 };

	field("done")->max = formfix_expr(&fix, "came - 10", ET_NUM);
	field("done")->min = formfix_expr(&fix, "planned", ET_NUM);
	check_cell(fix.a, fix.form, fix.v, field("done")->cell, &fix.look, &fs);
	ck_assert_str_eq(shown(&fs), "E range@done");
	ck_assert(strstr(fs.f[0].text, "at most 1.490") != NULL);
	formfix_set(&fix, "came", "?");
	fs.n = 0;
	check_cell(fix.a, fix.form, fix.v, field("done")->cell, &fix.look, &fs);
	ck_assert_int_eq(fs.n, 0);
}
END_TEST

START_TEST(a_text_left_in_a_number_is_a_type_finding)
{
	struct findings fs = { 0 };
	struct value *v = formfix_cell(&fix, "came");

	v->kind = V_TEXT;
	v->s = "mười";
	check_cell(fix.a, fix.form, fix.v, field("came")->cell, NULL, &fs);
	v->s = "10";
	check_cell(fix.a, fix.form, fix.v, field("came")->cell, &fix.look, &fs);
	formfix_cell(&fix, "place")->kind = V_INT;
	check_cell(fix.a, fix.form, fix.v, field("place")->cell, &fix.look, &fs);
	ck_assert_str_eq(shown(&fs), "E type@came, E type@came, E type@place");
}
END_TEST

START_TEST(a_code_holds_on_the_day_of_the_record)
{
	struct findings fs = { 0 };
	struct code rows[] = { { "NEW", { "Mới", "" }, 19000, DATE_NONE, NULL } };
	struct codes list = { "list", { "Mới", "" }, 1, 0, NULL, 1, rows };

	field("work")->codes = &list;
	formfix_set(&fix, "work", "NEW");
	check_cell(fix.a, fix.form, fix.v, field("work")->cell, &fix.look, &fs);
	ck_assert_str_eq(shown(&fs), "E code@work");
	ck_assert(strstr(fs.f[0].text, "only from 08/01/2022 on") != NULL);
	formfix_set(&fix, "day", "");
	check_cell(fix.a, fix.form, fix.v, field("work")->cell, &fix.look, &fs);
	fix.form->date = NULL;
	check_cell(fix.a, fix.form, fix.v, field("work")->cell, &fix.look, &fs);
	ck_assert_int_eq(fs.n, 1);
}
END_TEST

START_TEST(a_unit_holds_on_the_day_of_the_record)
{
	struct unit units[] = {
		{ "03388", "Đoàn Kết", 3, NULL, DATE_NONE, 18000, NULL, NULL },
		{ "03400", "Mù Cả", 3, NULL, 18000, DATE_NONE, NULL, NULL },
	};
	static const struct { const char *own, *typed, *found; } cases[] = {
		{ "03400@2019-04-14", "03400@2019-04-14", "" }, { NULL, "03400", "" },
		{ "03388@-", "03400", "E unit@day" }, { "03400@2019-04-14", "03388@-", "E unit@place" },
		{ "nowhere", "09999", "E unit@place" }, { NULL, "03388", "E unit@place" },
	};
	size_t i;

	fix.schema.unit = units;
	fix.schema.nunits = 2;
	field("place")->type = T_UNIT;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct findings fs = { 0 };

		fix.look.unit = cases[i].own;
		formfix_set(&fix, "place", cases[i].typed);
		check_cell(fix.a, fix.form, fix.v, field("day")->cell, &fix.look, &fs);
		check_cell(fix.a, fix.form, fix.v, field("place")->cell, &fix.look, &fs);
		ck_assert_str_eq(shown(&fs), cases[i].found);
	}
}
END_TEST

START_TEST(units_are_checked_where_the_list_is_at_hand)
{
	struct findings fs = { 0 };

	field("place")->type = T_UNIT;
	formfix_set(&fix, "place", "09999");
	formfix_set(&fix, "day", "");
	check_cell(fix.a, fix.form, fix.v, field("place")->cell, NULL, &fs);
	fix.look.schema = NULL;
	check_cell(fix.a, fix.form, fix.v, field("place")->cell, &fix.look, &fs);
	ck_assert_int_eq(fs.n, 0);
	fix.look.schema = &fix.schema;
	check_cell(fix.a, fix.form, fix.v, field("place")->cell, &fix.look, &fs);
	ck_assert_str_eq(shown(&fs), "E unit@place");
}
END_TEST

START_TEST(what_is_required_is_asked_of_a_whole_record)
{
	struct findings fs;

	field("planned")->required = field("age")->required = true;
	field("waste")->required = field("refused")->required = true;
	field("unsure")->required = true;
	field("unsure")->skip_if = formfix_expr(&fix, "paper", ET_BOOL);
	fs = whole();
	ck_assert_str_eq(shown(&fs), "E required@planned");
	ck_assert_str_eq(fs.f[0].text, "Kế hoạch: this must be filled in");
	formfix_set(&fix, "paper", "0");
	formfix_set(&fix, "age.A05", "");
	formfix_set(&fix, "age.A12", "");
	fs = whole();
	ck_assert_str_eq(shown(&fs), "E required@planned, E required@unsure, E required@age.A05");
}
END_TEST

START_TEST(a_field_passed_over_may_hold_nothing)
{
	struct findings fs;

	field("site")->skip_if = formfix_expr(&fix, "paper", ET_BOOL);
	field("waste")->skip_if = formfix_expr(&fix, "came > 1", ET_BOOL);
	field("planned")->skip_if = formfix_expr(&fix, "true", ET_BOOL);
	fs = whole();
	ck_assert_str_eq(shown(&fs), "H skipped@site, H skipped@waste");
	ck_assert(check_skipped(fix.a, fix.form, fix.v, field("planned")->cell, &fix.look));
	ck_assert(!check_skipped(fix.a, fix.form, fix.v, field("came")->cell, &fix.look));
	field("came")->compute = formfix_expr(&fix, "done", ET_NUM);
	ck_assert(check_skipped(fix.a, fix.form, fix.v, field("came")->cell, &fix.look));
	field("place")->skip_if = formfix_expr(&fix, "unsure", ET_BOOL);
	ck_assert(!check_skipped(fix.a, fix.form, fix.v, field("place")->cell, &fix.look));
}
END_TEST

START_TEST(a_record_with_nothing_in_it_is_refused)
{
	struct findings fs;
	int i;

	for (i = 0; i < fix.form->ncells; i++)
		fix.v[i].kind = V_BLANK;
	field("came")->required = true;
	fs = whole();
	ck_assert_str_eq(shown(&fs), "E empty@day");
	fix.form->none_allowed = true;
	fs = whole();
	ck_assert(strstr(fs.f[0].text, "nothing occurred") != NULL);
	field("done")->compute = formfix_expr(&fix, "7", ET_NUM);
	check_fill(fix.a, fix.form, fix.v, &fix.look, FILL_COMPUTED);
	fix.v[field("done")->cell].kind = V_INT;
	fs = whole();
	ck_assert_str_eq(shown(&fs), "E empty@day");
	fix.form->ncells = 0;
	ck_assert_int_eq(whole().n, 0);
}
END_TEST

START_TEST(a_record_of_nothing_holds_its_key_and_texts)
{
	struct findings fs;
	int i;

	for (i = 0; i < fix.form->ncells; i++)
		fix.v[i].kind = V_BLANK;
	fix.form->nil = field("paper");
	field("came")->required = true;
	field("site")->key = field("site")->required = field("day")->key = field("day")->required = true;
	fix.form->date = field("day");
	formfix_set(&fix, "paper", "0");
	fs = whole();
	ck_assert_str_eq(shown(&fs), "E required@day, E required@site, E required@came");
	ck_assert(!check_nil(fix.form, fix.v));
	formfix_set(&fix, "paper", "1");
	ck_assert(check_nil(fix.form, fix.v));
	fs = whole();
	ck_assert_str_eq(shown(&fs), "E required@day");
	formfix_set(&fix, "day", "2021-11-23");
	formfix_set(&fix, "place", "Bản Mù Cả");
	fs = whole();
	ck_assert_str_eq(shown(&fs), "");
	ck_assert(check_skipped(fix.a, fix.form, fix.v, field("came")->cell, &fix.look));
	formfix_set(&fix, "came", "0");
	formfix_set(&fix, "age.A05", "-");
	fs = whole();
	ck_assert_str_eq(shown(&fs), "E nil@came, E nil@age.A05");
	field("came")->carry = true;
	formfix_set(&fix, "age.A05", "");
	fs = whole();
	ck_assert_str_eq(shown(&fs), "");
}
END_TEST

static struct rule rules[6];

/* A rule of the form: text "" leaves the sentence to the program. */
static void
rule(const char *id, enum level level, const char *when, const char *test, const char *at)
{
	struct rule *r = &rules[fix.form->nrules++];

	memset(r, 0, sizeof *r);
	r->id = id;
	r->level = level;
	r->when = when ? formfix_expr(&fix, when, ET_BOOL) : NULL;
	r->test = formfix_expr(&fix, test, ET_BOOL);
	r->field = at ? field(at) : NULL;
	r->text[LANG_VI] = at ? "câu của biểu" : NULL;
	r->reasons = level == LV_ERROR ? NULL : &busy;
	fix.form->rule = rules;
}

START_TEST(a_rule_speaks_when_its_test_is_false)
{
	struct findings fs = { 0 };

	rule("late_rule", LV_HINT, NULL, "late", NULL);
	rule("few", LV_ERROR, NULL, "came <= done", "done");
	rule("busy", LV_WARN, "came > 1000", "came < 1200", "came");
	rule("not_now", LV_ERROR, "unsure", "late", "came");
	rule("not_told", LV_ERROR, NULL, "planned > 5", "came");
	rule("whole", LV_ERROR, NULL, "1 > 2", NULL);
	check_cell(fix.a, fix.form, fix.v, field("came")->cell, &fix.look, &fs);
	ck_assert_str_eq(shown(&fs), "W busy@came");
	ck_assert_str_eq(fs.f[0].text, "câu của biểu");
	ck_assert_ptr_eq(fs.f[0].reasons, &busy);
	fs = whole();
	ck_assert_str_eq(shown(&fs), "E whole@day, W busy@came, E few@done, H late_rule@late");
	ck_assert_int_eq(fs.errors, 2);
	ck_assert_int_eq(fs.warnings, 1);
	ck_assert(strstr(fs.f[3].text, "Muộn: the rule \"late_rule\" does not hold: late") != NULL);
	ck_assert_ptr_null(fs.f[3].reasons);
}
END_TEST

/* The real day: those who came against what became of them. */
static struct balance
outcomes(void)
{
	static const struct field *part[3];

	part[0] = field("done");
	part[1] = field("put_off");
	part[2] = field("refused");
	return (struct balance){ .id = "outcomes", .label = { "CÂN ĐỐI", "BALANCE" }, .whole = field("came"),
	    .nparts = 3, .part = part, .level = LV_ERROR, .text = { "Số đến phải bằng các kết quả.", "" } };
}

START_TEST(the_real_day_balances)
{
	static const struct { const char *came, *refused, *rest; bool holds; } days[] = {
		{ "1500", "-", "0", true }, { "1501", "-", "1", false }, { "1499", "", "-1", false },
		{ "1500", "?", "", true }, { "?", "-", "", true }, { "", "-", "", true }, { "-", "0", "-1500", false },
	};
	struct balance b = outcomes();
	size_t i;

	for (i = 0; i < sizeof days / sizeof *days; i++) {
		struct value rest;
		bool holds;

		formfix_set(&fix, "came", days[i].came);
		formfix_set(&fix, "refused", days[i].refused);
		rest = check_balance(fix.form, &b, fix.v, &holds);
		ck_assert_str_eq(value_print(fix.a, T_INT, &rest, STYLE_DATA), days[i].rest);
		ck_assert_msg(holds == days[i].holds, "%s", days[i].came);
	}
}
END_TEST

START_TEST(a_balance_that_fails_is_named_with_both_sides)
{
	struct balance b = outcomes();
	struct findings fs;

	fix.form->nbalances = 1;
	fix.form->balance = &b;
	ck_assert_int_eq(whole().n, 0);
	formfix_set(&fix, "came", "1501");
	fs = whole();
	ck_assert_str_eq(shown(&fs), "E outcomes@came");
	ck_assert_str_eq(fs.f[0].text, "Số đến phải bằng các kết quả. (Đến trong ngày: 1501; together: 1500)");
	b.text[LANG_VI] = "";
	field("came")->compute = formfix_expr(&fix, "planned", ET_NUM);
	fs = whole();
	ck_assert_str_eq(shown(&fs), "E outcomes@done");
	ck_assert(strncmp(fs.f[0].text, "CÂN ĐỐI (", strlen("CÂN ĐỐI (")) == 0);
}
END_TEST

START_TEST(an_optional_balance_stands_when_a_part_is_typed)
{
	const struct field *part[] = { field("age") };
	struct balance b[2] = { outcomes(), { .id = "ages", .whole = field("done"), .nparts = 1, .part = part,
	    .optional = true, .level = LV_WARN } };
	struct findings fs;
	struct value rest;
	bool holds;

	fix.form->nbalances = 2;
	fix.form->balance = b;
	fs = whole();
	ck_assert_str_eq(shown(&fs), "W ages@done");
	formfix_set(&fix, "age.A18", "1485");
	ck_assert_int_eq(whole().n, 0);
	formfix_set(&fix, "age.A05", "");
	formfix_set(&fix, "age.A12", "");
	formfix_set(&fix, "age.A18", "");
	rest = check_balance(fix.form, &b[1], fix.v, &holds);
	ck_assert(holds);
	ck_assert_int_eq(rest.n, 1495);
	ck_assert_int_eq(whole().n, 0);
	ck_assert_ptr_eq(check_balance_of(fix.form, field("age")->cell + 2), &b[1]);
	ck_assert_ptr_eq(check_balance_of(fix.form, field("done")->cell), &b[0]);
	ck_assert_ptr_null(check_balance_of(fix.form, field("came")->cell));
}
END_TEST

START_TEST(a_sum_that_cannot_be_made_is_blank)
{
	const struct field *part[] = { field("huge"), field("fund"), field("place") };
	struct balance b = { .id = "b", .whole = field("came"), .nparts = 1, .part = part };
	bool holds = false;

	formfix_set(&fix, "huge", "-9223372036854775807");
	ck_assert_int_eq(check_balance(fix.form, &b, fix.v, &holds).kind, V_BLANK);
	ck_assert(holds);
	formfix_set(&fix, "huge", "9223372036854775807");
	b.nparts = 2;
	ck_assert_int_eq(check_balance(fix.form, &b, fix.v, &holds).kind, V_BLANK);
	b.part = part + 2;
	b.nparts = 1;
	ck_assert_int_eq(check_balance(fix.form, &b, fix.v, &holds).kind, V_BLANK);
}
END_TEST

START_TEST(computed_cells_follow_and_defaults_are_offered)
{
	int order[] = { field("planned")->cell, field("degrees")->cell, field("fund")->cell, field("unsure")->cell,
		field("late")->cell };

	fix.form->order = order;
	fix.form->norder = 5;
	field("planned")->compute = formfix_expr(&fix, "done + put_off", ET_NUM);
	field("degrees")->compute = formfix_expr(&fix, "refused", ET_NUM);
	field("fund")->compute = formfix_expr(&fix, "waste", ET_NUM);
	field("unsure")->defaults = formfix_expr(&fix, "planned = 1500", ET_BOOL);
	field("late")->defaults = formfix_expr(&fix, "true", ET_BOOL);
	check_fill(fix.a, fix.form, fix.v, &fix.look, FILL_COMPUTED);
	ck_assert_int_eq(formfix_cell(&fix, "planned")->n, 1500);
	ck_assert_int_eq(formfix_cell(&fix, "degrees")->kind, V_INT);
	ck_assert_int_eq(formfix_cell(&fix, "degrees")->n, 0);
	ck_assert_int_eq(formfix_cell(&fix, "fund")->kind, V_BLANK);
	ck_assert_int_eq(formfix_cell(&fix, "unsure")->kind, V_BLANK);
	field("unsure")->skip_if = formfix_expr(&fix, "paper", ET_BOOL);
	check_fill(fix.a, fix.form, fix.v, &fix.look, FILL_DEFAULTS);
	ck_assert_int_eq(formfix_cell(&fix, "unsure")->kind, V_BLANK);
	formfix_set(&fix, "paper", "0");
	check_fill(fix.a, fix.form, fix.v, &fix.look, FILL_DEFAULTS);
	ck_assert_int_eq(formfix_cell(&fix, "unsure")->n, 1);
	ck_assert_int_eq(formfix_cell(&fix, "late")->n, 0);
	field("planned")->compute = formfix_expr(&fix, "waste", ET_NUM);
	field("degrees")->compute = formfix_expr(&fix, "if(true, refused, 0)", ET_NUM);
	check_fill(fix.a, fix.form, fix.v, &fix.look, FILL_COMPUTED);
	ck_assert_int_eq(formfix_cell(&fix, "planned")->kind, V_UNKNOWN);
}
END_TEST

static const struct { const char *rule, *reason; bool list, answered; } answers[] = {
	{ "busy", NULL, false, false }, { "busy", "", false, false }, { "busy", "  ", false, false }, { "busy", " ; ;", false, false },
	{ "busy", "chợ phiên", false, true }, { "busy", "mất mạng = 2 ngày", false, true },
	{ "busy", "busy=chợ phiên", false, true }, { "busy", "other=x; busy=chợ", false, true },
	{ "busy", "other=x", false, false }, { "busy", "busy=", false, false }, { "busy", "busy= ;", false, false },
	{ "busy", "bus=x;busyy=x", false, false }, { "busy", "other=x; plain", false, false },
	{ "busy", "*=chợ phiên", false, true }, { "busy", "*=", false, false }, { "busy", "x*=a", false, false },
	{ "busy", "busy=FAIR", true, true }, { "busy", "busy=FAIR chợ Dào San", true, true }, { "busy", "busy=LATE: giấy", true, true },
	{ "busy", "busy=chợ", true, false }, { "busy", "busy=FAI", true, false }, { "busy", "busy=FAIRS", true, false },
	{ "busy", "*=chợ", true, true }, { "busy", "chợ phiên", true, true },
};

START_TEST(a_reason_answers_a_warning)
{
	struct finding w = { LV_WARN, answers[_i].rule, 0, "", answers[_i].list ? &busy : NULL, NULL, 0 };

	ck_assert_msg(check_answered(&w, answers[_i].reason) == answers[_i].answered, "%s", answers[_i].reason);
}
END_TEST

START_TEST(an_error_stands_only_with_a_code)
{
	struct finding x = { LV_ERROR, "busy", 0, "", NULL, NULL, 0 };

	ck_assert(!check_answerable(&x) && check_blocks(&x, "busy=FAIR")); /* nothing answers it */
	x.reasons = &busy;
	ck_assert(check_answerable(&x));
	ck_assert(!check_blocks(&x, "busy=FAIR chợ phiên"));
	ck_assert(check_blocks(&x, "chợ phiên") && check_blocks(&x, "*=FAIR") && check_blocks(&x, "busy=chợ"));
	x.level = LV_WARN;
	ck_assert(!check_blocks(&x, "chợ phiên") && check_blocks(&x, ""));
	x.level = LV_HINT;
	ck_assert(!check_answerable(&x) && !check_blocks(&x, ""));
}
END_TEST

START_TEST(findings_grow_and_are_counted)
{
	struct findings fs = { 0 };
	int i;

	for (i = 0; i < 50; i++)
		findings_add(fix.a, &fs, (enum level)(i % 3), "r", i, "x", NULL);
	ck_assert_int_eq(fs.n, 50);
	ck_assert_int_eq(fs.errors, 17);
	ck_assert_int_eq(fs.warnings, 17);
	ck_assert_int_eq(fs.f[49].cell, 49);
}
END_TEST

START_TEST(a_field_without_a_label_has_its_id)
{
	field("came")->label[LANG_VI] = field("came")->label[LANG_EN] = NULL;
	ck_assert_str_eq(check_label(fix.a, fix.form, field("came")->cell), "came");
	ck_assert_str_eq(check_label(fix.a, fix.form, field("done")->cell), "Tiêm được");
}
END_TEST

Suite *
check_suite(void)
{
	Suite *s = suite_create("check");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, a_slip_in_a_cell_is_found, 0, sizeof slips / sizeof *slips);
	tcase_add_test(t, the_help_says_how_a_pattern_is_met);
	tcase_add_test(t, a_limit_may_depend_on_the_record);
	tcase_add_test(t, a_text_left_in_a_number_is_a_type_finding);
	tcase_add_test(t, a_code_holds_on_the_day_of_the_record);
	tcase_add_test(t, a_unit_holds_on_the_day_of_the_record);
	tcase_add_test(t, units_are_checked_where_the_list_is_at_hand);
	tcase_add_test(t, what_is_required_is_asked_of_a_whole_record);
	tcase_add_test(t, a_field_passed_over_may_hold_nothing);
	tcase_add_test(t, a_record_with_nothing_in_it_is_refused);
	tcase_add_test(t, a_record_of_nothing_holds_its_key_and_texts);
	tcase_add_test(t, a_rule_speaks_when_its_test_is_false);
	tcase_add_test(t, the_real_day_balances);
	tcase_add_test(t, a_balance_that_fails_is_named_with_both_sides);
	tcase_add_test(t, an_optional_balance_stands_when_a_part_is_typed);
	tcase_add_test(t, a_sum_that_cannot_be_made_is_blank);
	tcase_add_test(t, computed_cells_follow_and_defaults_are_offered);
	tcase_add_loop_test(t, a_reason_answers_a_warning, 0, sizeof answers / sizeof *answers);
	tcase_add_test(t, an_error_stands_only_with_a_code);
	tcase_add_test(t, findings_grow_and_are_counted);
	tcase_add_test(t, a_field_without_a_label_has_its_id);
	suite_add_tcase(s, t);
	return s;
}
