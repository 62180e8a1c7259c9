/* SPDX-License-Identifier: MIT */
#include "core/operator.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "core/book_int.h"
#include "core/date.h"
#include "core/pin.h"
#include "tests/unit/bookfix.h"
#include "tests/unit/fixture.h"

Suite *operator_suite(void);

FIXTURE(bookfix, x)

static int
edit(struct operator_edit q)
{
	if (!q.who)
		q.who = "kythuat";
	return operator_save(x.b, &q, &x.e);
}

static void
name(const char *who, unsigned duties)
{
	struct operator_edit q = { .name = who, .add = true, .duties = duties };

	ck_assert_msg(edit(q) == 0, "%s", x.e.text);
}

/* kythuat may define, lan keys, mai keys too, minh supervises, an audits. */
static void
office(void)
{
	name("kythuat", DUTY_TECHNICIAN);
	name("lan", DUTY_OPERATOR);
	name("mai", DUTY_OPERATOR);
	name("minh", DUTY_SUPERVISOR);
	name("an", DUTY_AUDITOR);
}

static int
save(enum change_kind kind, const char *who, rid rec, struct value *v)
{
	struct save s = { .kind = kind, .rec = rec, .form = x.form, .v = v, .who = who, .reason = "vì" };
	int r = book_save(x.b, &s, 1, &x.e);

	return r ? (int)x.e.code : 0;
}

static rid
keyed_by(const char *who)
{
	struct save s = { .kind = CH_CREATE, .form = x.form, .v = bookfix_line(&x, 1), .who = who };

	ck_assert_msg(book_save(x.b, &s, 1, &x.e) == 0, "%s", x.e.text);
	return s.id;
}

START_TEST(nobody_named_lets_everybody)
{
	struct operator o;
	rid id = keyed_by("ai");

	ck_assert_int_eq(operator_find(x.b, x.a, "ai", &o, &x.e), 0);
	ck_assert_int_eq(o.rec, 0);
	ck_assert(operator_holds(&o, RIGHT_PEOPLE) && operator_holds(&o, RIGHT_SEE));
	ck_assert_int_eq(save(CH_APPROVE, "ai", id, NULL), 0);
}
END_TEST

START_TEST(the_first_one_can_name_others_and_one_always_can)
{
	struct operator_edit q = { .name = "lan", .add = true, .duties = DUTY_OPERATOR };

	ck_assert_int_eq(edit(q), -1);
	ck_assert_int_eq(x.e.code, E_RULE);
	office();
	q = (struct operator_edit){ .name = "kythuat", .close = true };
	ck_assert_int_eq(edit(q), -1);
	q = (struct operator_edit){ .name = "kythuat", .duties = DUTY_OPERATOR };
	ck_assert_int_eq(edit(q), -1);
	ck_assert_int_eq(x.e.code, E_RULE);
	q = (struct operator_edit){ .name = "minh", .duties = DUTY_SUPERVISOR | DUTY_TECHNICIAN };
	ck_assert_int_eq(edit(q), 0);
	q = (struct operator_edit){ .name = "kythuat", .close = true, .who = "minh" };
	ck_assert_int_eq(edit(q), 0);
	q = (struct operator_edit){ .name = "hoa", .add = true, .duties = DUTY_OPERATOR };
	ck_assert_int_eq(edit(q), -1); /* by kythuat, who is closed */
	q.who = "lan";
	ck_assert_int_eq(edit(q), -1);
	ck_assert_int_eq(x.e.code, E_RULE);
	bookfix_reopen(&x);
	q.who = "minh";
	ck_assert_int_eq(edit(q), 0);
}
END_TEST

/* What each of five may do to a record lan keyed today, by status. */
START_TEST(the_core_asks_for_every_kind_of_change)
{
	static const struct { enum change_kind kind; const char *who; int want; } rows[] = {
		{ CH_SET, "an", E_RULE }, { CH_SET, "kythuat", E_RULE }, { CH_SET, "mai", E_RULE },
		{ CH_SET, "la", E_RULE }, { CH_SET, "", E_RULE }, { CH_SET, "lan", 0 }, { CH_SET, "minh", 0 },
		{ CH_APPROVE, "lan", E_RULE }, { CH_APPROVE, "an", E_RULE }, { CH_APPROVE, "minh", 0 },
		{ CH_SET, "lan", E_RULE /* signed */ },
		{ CH_LOCK, "lan", E_RULE }, { CH_LOCK, "minh", 0 }, { CH_REMOVE, "lan", E_RULE },
		{ CH_UNLOCK, "an", E_RULE }, { CH_UNLOCK, "minh", 0 },
		{ CH_REMOVE, "mai", E_RULE }, { CH_REMOVE, "an", E_RULE }, { CH_REMOVE, "minh", 0 },
		{ CH_RESTORE, "an", E_RULE }, { CH_RESTORE, "lan", 0 },
		{ CH_REMOVE, "lan", 0 },
		{ CH_ERASE, "lan", E_RULE }, { CH_ERASE, "an", E_RULE }, { CH_RESOLVE, "lan", E_RULE },
	};
	struct value *v;
	size_t i;
	rid id;

	office();
	id = keyed_by("lan");
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		v = bookfix_line(&x, (int)i + 20);
		ck_assert_msg(save(rows[i].kind, rows[i].who, id, rows[i].kind == CH_SET ? v : NULL) == rows[i].want,
		    "row %zu: %s", i, x.e.text);
	}
}
END_TEST

START_TEST(another_day_is_the_supervisors)
{
	rid id;

	clock_fix((int64_t)1637632800000); /* 23 Nov 2021, 9:00 */
	office();
	id = keyed_by("lan");
	clock_fix((int64_t)1637632800000 + 15 * 3600000); /* midnight in Viet Nam */
	ck_assert_int_eq(save(CH_SET, "lan", id, bookfix_line(&x, 30)), E_RULE);
	ck_assert_ptr_nonnull(strstr(x.e.text, "supervisor"));
	ck_assert_int_eq(save(CH_SET, "minh", id, bookfix_line(&x, 30)), 0);
	clock_fix(0);
}
END_TEST

START_TEST(a_save_cannot_make_an_operator)
{
	struct value v[4] = { text_value("ke"), text_value("technician"), text_value("open"), int_value(0) };
	struct save s = { .kind = CH_CREATE, .form = operator_form(), .v = v, .who = "ke" };

	ck_assert_int_eq(book_save(x.b, &s, 1, &x.e), -1);
	office();
	ck_assert_int_eq(book_save(x.b, &s, 1, &x.e), -1);
	s.pin = "";
	ck_assert_int_eq(book_save(x.b, &s, 1, &x.e), -1);
	s.who = "minh";
	ck_assert_int_eq(book_save(x.b, &s, 1, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_RULE);
}
END_TEST

static int
raise_row(void *arg, struct txn *t, struct err *e)
{
	const void *v;
	uint8_t row[300];
	size_t n;

	(void)arg;
	ck_assert_int_eq(meta_get(t, "op:lan", &v, &n, e), 0);
	memcpy(row, v, n);
	row[0] |= DUTY_SUPERVISOR;
	return meta_put(t, "op:lan", row, n, e);
}

static int
drop_row(void *arg, struct txn *t, struct err *e)
{
	(void)arg;
	return txn_del(t, TB_META, "op:an", 5, e);
}

START_TEST(rights_taken_in_the_store_are_told)
{
	struct verify v;

	office();
	ck_assert_msg(book_verify(x.b, x.a, &v, &x.e) == 0, "%s", x.e.text);
	ck_assert_int_eq(store_txn(book_store(x.b), raise_row, NULL, &x.e), 0);
	ck_assert_int_eq(book_verify(x.b, x.a, &v, &x.e), -1);
	ck_assert_ptr_nonnull(strstr(x.e.text, "lan"));
	ck_assert_int_eq(store_txn(book_store(x.b), drop_row, NULL, &x.e), 0);
	ck_assert_int_eq(book_verify(x.b, x.a, &v, &x.e), -1);
	ck_assert_int_eq(v.nfaults, 2);
}
END_TEST

START_TEST(every_change_of_an_operator_is_in_the_log)
{
	struct operator_edit q = { .name = "lan", .duties = DUTY_SUPERVISOR, .reason = "thay minh" };
	struct operator o;
	struct change **c;
	char hash[PIN_HASH_BYTES];
	int n;

	office();
	ck_assert_int_eq(edit(q), 0);
	ck_assert_int_eq(pin_make("k2-91x", hash, &x.e), 0);
	q = (struct operator_edit){ .name = "lan", .pin = hash };
	ck_assert_int_eq(edit(q), 0);
	ck_assert_int_eq(edit(q), 0); /* another PIN is another change, whatever it is */
	ck_assert_int_eq(operator_find(x.b, x.a, "lan", &o, &x.e), 0);
	c = book_history(x.b, x.a, o.rec, &n, &x.e);
	ck_assert_int_eq(n, 4);
	ck_assert_str_eq(c[1]->reason, "thay minh");
	ck_assert_str_eq(c[1]->who, "kythuat");
	ck_assert_str_eq(o.pin, hash);
	q = (struct operator_edit){ .name = "lan", .close = true };
	ck_assert_int_eq(edit(q), 0);
	ck_assert_int_eq(operator_find(x.b, x.a, "lan", &o, &x.e), 1);
}
END_TEST

START_TEST(guessing_slows_down_over_a_new_start)
{
	struct operator_edit q = { .name = "lan", .add = true, .duties = DUTY_TECHNICIAN };
	const int64_t noon = 1637643600000;
	char hash[PIN_HASH_BYTES];
	struct operator o;
	unsigned wrong;
	int i;

	ck_assert_int_eq(pin_make("12345", hash, &x.e), -1);
	ck_assert_int_eq(pin_make("123456", hash, &x.e), -1);
	ck_assert_int_eq(pin_make("000000", hash, &x.e), -1);
	ck_assert_int_eq(pin_make("284617", hash, &x.e), 0);
	ck_assert_int_eq(strncmp(hash, "$argon2id$v=19$m=19456,t=", 25), 0);
	q.pin = hash;
	ck_assert_int_eq(edit(q), 0);
	clock_fix(noon);
	for (i = 0; i < 3; i++) {
		ck_assert_int_eq(pin_login(x.b, x.a, "lan", "000000", &o, &wrong, &x.e), -1);
		ck_assert_ptr_null(strstr(x.e.text, "wait"));
	}
	ck_assert_int_eq(pin_login(x.b, x.a, "lan", "284617", &o, &wrong, &x.e), -1);
	ck_assert_ptr_nonnull(strstr(x.e.text, "wait 5 seconds"));
	bookfix_reopen(&x);
	clock_fix(noon + 4000);
	ck_assert_int_eq(pin_login(x.b, x.a, "lan", "284617", &o, &wrong, &x.e), -1);
	ck_assert_ptr_nonnull(strstr(x.e.text, "wait 1 seconds"));
	clock_fix(noon + 5000);
	ck_assert_int_eq(pin_login(x.b, x.a, "lan", "000000", &o, &wrong, &x.e), -1);
	clock_fix(noon + 14999);
	ck_assert_int_eq(pin_login(x.b, x.a, "lan", "284617", &o, &wrong, &x.e), -1);
	clock_fix(noon + 1000); /* set back: the wait begins anew, and ends */
	ck_assert_int_eq(pin_login(x.b, x.a, "lan", "284617", &o, &wrong, &x.e), -1);
	clock_fix(noon + 11000);
	ck_assert_msg(pin_login(x.b, x.a, "lan", "284617", &o, &wrong, &x.e) == 0, "%s", x.e.text);
	ck_assert_int_eq(wrong, 4);
	ck_assert_int_eq(pin_login(x.b, x.a, "lan", "284617", &o, &wrong, &x.e), 0);
	ck_assert_int_eq(wrong, 0);
	clock_fix(0);
	ck_assert_int_eq(pin_delay(2), 0);
	ck_assert_int_eq(pin_delay(4), 10000);
	ck_assert_int_eq(pin_delay(60), 900000);
}
END_TEST

START_TEST(who_is_not_there_is_told_nothing_more)
{
	struct operator o;
	unsigned wrong;
	char said[sizeof x.e.text];

	office(); /* none of them has a PIN */
	ck_assert_int_eq(pin_login(x.b, x.a, "lan", "", &o, &wrong, &x.e), -1);
	snprintf(said, sizeof said, "%s", x.e.text);
	ck_assert_int_eq(pin_login(x.b, x.a, "ma", "284617", &o, &wrong, &x.e), -1);
	ck_assert_str_eq(said, x.e.text);
}
END_TEST

Suite *
operator_suite(void)
{
	Suite *s = suite_create("operator");
	TCase *t = tcase_create("operator");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, nobody_named_lets_everybody);
	tcase_add_test(t, the_first_one_can_name_others_and_one_always_can);
	tcase_add_test(t, the_core_asks_for_every_kind_of_change);
	tcase_add_test(t, another_day_is_the_supervisors);
	tcase_add_test(t, a_save_cannot_make_an_operator);
	tcase_add_test(t, rights_taken_in_the_store_are_told);
	tcase_add_test(t, every_change_of_an_operator_is_in_the_log);
	tcase_add_test(t, guessing_slows_down_over_a_new_start);
	tcase_add_test(t, who_is_not_there_is_told_nothing_more);
	suite_add_tcase(s, t);
	return s;
}
