/* SPDX-License-Identifier: MIT */
#include "core/arena.h"

#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

Suite *arena_suite(void);

START_TEST(memory_is_zeroed_and_aligned)
{
	static const unsigned char zeros[400 * 7];
	struct arena *a = arena_new();
	int i;

	for (i = 1; i < 400; i++) {
		unsigned char *p = arena_alloc(a, (size_t)i * 7);

		ck_assert_uint_eq((uintptr_t)p % 16, 0);
		ck_assert_mem_eq(p, zeros, (size_t)i * 7);
		memset(p, 0xFF, (size_t)i * 7);
		if (i % 50 == 0)
			arena_reset(a);
	}
	arena_free(a);
}
END_TEST

START_TEST(text_is_copied)
{
	struct arena *a = arena_new();
	char s[] = "Mù Cả";
	char *t = arena_strdup(a, s);

	s[0] = 'X';
	ck_assert_str_eq(t, "Mù Cả");
	ck_assert_str_eq(arena_printf(a, "%s %d", t, 7), "Mù Cả 7");
	ck_assert_ptr_null(arena_strdup(a, NULL));
	arena_free(a);
}
END_TEST

START_TEST(large_requests_keep_the_small_block)
{
	struct arena *a = arena_new();
	char *x = arena_strdup(a, "one"), *y;

	memset(arena_alloc(a, 100000), 1, 100000);
	y = arena_strdup(a, "two");
	ck_assert_str_eq(x, "one");
	ck_assert_str_eq(y, "two");
	arena_free(a);
}
END_TEST

static void
note(void *arg)
{
	static int nth;

	*(int *)arg = ++nth;
}

START_TEST(what_waits_for_the_end_is_called_once_latest_first)
{
	struct arena *a = arena_new();
	int first = 0, second = 0, third = 0;

	arena_at_end(a, note, &first);
	arena_at_end(a, note, &second);
	ck_assert_int_eq(first, 0);
	arena_reset(a);
	ck_assert_int_eq(second, 1);
	ck_assert_int_eq(first, 2);
	arena_at_end(a, note, &third);
	arena_free(a);
	ck_assert_int_eq(third, 3);
	ck_assert_int_eq(first, 2);
}
END_TEST

START_TEST(an_array_grows_and_keeps_what_it_held)
{
	struct arena *a = arena_new();
	int *list = NULL, *before, i, moves = 0;

	for (i = 0; i < 1000; i++) {
		before = list;
		list = arena_room(a, list, (size_t)i, sizeof *list);
		moves += list != before;
		list[i] = i;
	}
	for (i = 0; i < 1000; i++)
		ck_assert_int_eq(list[i], i);
	ck_assert_int_eq(moves, 8); /* 8, 16, ... 1,024 */
	arena_free(a);
}
END_TEST

Suite *
arena_suite(void)
{
	Suite *s = suite_create("arena");
	TCase *t = tcase_create("all");

	tcase_add_test(t, memory_is_zeroed_and_aligned);
	tcase_add_test(t, text_is_copied);
	tcase_add_test(t, large_requests_keep_the_small_block);
	tcase_add_test(t, what_waits_for_the_end_is_called_once_latest_first);
	tcase_add_test(t, an_array_grows_and_keeps_what_it_held);
	suite_add_tcase(s, t);
	return s;
}
