/* SPDX-License-Identifier: MIT */
#include "core/json.h"

#include <check.h>
#include <string.h>

Suite *json_suite(void);

START_TEST(members_come_in_order_with_their_kinds)
{
	static const char text[] = "{\"a\":\"Nậm\",\"b.C\":-3,\"c\":true,\"d\":false,\"e\":null}";
	static const enum jkind kinds[] = { J_TEXT, J_INT, J_TRUE, J_FALSE, J_NULL };
	struct arena *a = arena_new();
	struct jmember *m;
	struct err e;
	int i;

	ck_assert_int_eq(json_members(a, text, strlen(text), &m, &e), 5);
	for (i = 0; i < 5; i++)
		ck_assert_int_eq(m[i].kind, kinds[i]);
	ck_assert_str_eq(m[0].s, "Nậm");
	ck_assert_str_eq(m[1].key, "b.C");
	ck_assert_int_eq(m[1].n, -3);
	arena_free(a);
}
END_TEST

static const char *const bad[] = {
	"", "{", "[]", "1", "{\"a\":1,\"a\":2}", "{\"a\":1.5}", "{\"a\":[1]}", "{\"a\":{}}", "{\"a\":1}{}",
	"{\"a\":\"\\u0000\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\xFF\"}", "{\"a\":99999999999999999999}", "{'a':1}",
};

START_TEST(what_is_not_one_flat_object_is_refused)
{
	struct arena *a = arena_new();
	struct jmember *m;
	struct err e = { E_OK, "" };

	ck_assert_int_eq(json_members(a, bad[_i], strlen(bad[_i]), &m, &e), -1);
	ck_assert_int_eq(e.code, E_INPUT);
	ck_assert(e.text[0] != '\0');
	arena_free(a);
}
END_TEST

static const char *const texts[] = {
	"", "plain", "Nguyễn Thị Đào", "say \"x\" \\ y", "two\nlines", "\t\x01\x1F\x7F", "\xC2\x85\xC2\x9B",
	"a\xE2\x80\xAE" "b", "\xE2\x80\x8B\xEF\xBB\xBF", "\xE2\x80\xA8", "\xF3\xA0\x80\x81", "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81",
};

/* What is written is read back as the same letters, and holds no letter a terminal obeys. */
START_TEST(a_text_comes_back_and_nothing_hides_in_it)
{
	struct arena *a = arena_new();
	struct buf b = { 0 };
	struct jmember *m;
	struct err e;
	size_t i;

	buf_u8(&b, '{');
	json_key(&b, "k");
	json_put(&b, texts[_i]);
	json_key(&b, "l");
	json_put(&b, "");
	buf_u8(&b, '}');
	ck_assert_int_eq(json_members(a, (const char *)b.p, b.n, &m, &e), 2);
	ck_assert_str_eq(m[0].s, texts[_i]);
	for (i = 0; i < b.n; i++)
		ck_assert(b.p[i] >= 0x20 && b.p[i] != 0x7F);
	buf_u8(&b, '\0');
	ck_assert_ptr_null(strstr((const char *)b.p, "\xE2\x80\xAE"));
	ck_assert_ptr_null(strstr((const char *)b.p, "\xE2\x80\x8B"));
	ck_assert_ptr_null(strstr((const char *)b.p, "\xC2\x9B"));
	buf_free(&b);
	arena_free(a);
}
END_TEST

Suite *
json_suite(void)
{
	Suite *s = suite_create("json");
	TCase *t = tcase_create("json");

	tcase_add_test(t, members_come_in_order_with_their_kinds);
	tcase_add_loop_test(t, what_is_not_one_flat_object_is_refused, 0, sizeof bad / sizeof *bad);
	tcase_add_loop_test(t, a_text_comes_back_and_nothing_hides_in_it, 0, sizeof texts / sizeof *texts);
	suite_add_tcase(s, t);
	return s;
}
