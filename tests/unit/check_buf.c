/* SPDX-License-Identifier: MIT */
#include "core/buf.h"

#include <check.h>
#include <string.h>

Suite *buf_suite(void);

START_TEST(what_is_written_is_read)
{
	static const uint64_t u[] = { 0, 1, 127, 128, 300, UINT32_MAX, UINT64_MAX };
	static const int64_t z[] = { 0, -1, 1, INT64_MAX, INT64_MIN };
	struct buf b = { 0 };
	struct rd r;
	const char *s;
	size_t i, n;

	for (i = 0; i < sizeof u / sizeof *u; i++)
		buf_varint(&b, u[i]);
	for (i = 0; i < sizeof z / sizeof *z; i++)
		buf_zigzag(&b, z[i]);
	buf_u16(&b, 0xABCD);
	buf_u64(&b, 0x0102030405060708u);
	buf_str(&b, "Nậm Nhùn");
	r = rd_of(b.p, b.n);
	for (i = 0; i < sizeof u / sizeof *u; i++)
		ck_assert(rd_varint(&r) == u[i]);
	for (i = 0; i < sizeof z / sizeof *z; i++)
		ck_assert(rd_zigzag(&r) == z[i]);
	ck_assert_uint_eq(rd_u16(&r), 0xABCD);
	ck_assert(rd_u64(&r) == 0x0102030405060708u);
	s = rd_str(&r, &n);
	ck_assert_uint_eq(n, strlen("Nậm Nhùn"));
	ck_assert(memcmp(s, "Nậm Nhùn", n) == 0);
	ck_assert_uint_eq(rd_left(&r), 0);
	ck_assert(!r.bad);
	buf_free(&b);
}
END_TEST

START_TEST(a_cut_reader_turns_bad_and_stays_inside)
{
	static const uint8_t long_claim[] = { 0xFF, 0xFF, 0x03, 'a' };
	static const uint8_t endless[] = { 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255 };
	struct rd r = rd_of(long_claim, sizeof long_claim);
	size_t n;

	ck_assert_ptr_null(rd_str(&r, &n));
	ck_assert(r.bad);
	ck_assert_uint_eq(n, 0);
	r = rd_of(endless, sizeof endless);
	(void)rd_varint(&r);
	ck_assert(r.bad);
	r = rd_of(NULL, 0);
	ck_assert_uint_eq(rd_u8(&r), 0);
	ck_assert(r.bad);
}
END_TEST

Suite *
buf_suite(void)
{
	Suite *s = suite_create("buf");
	TCase *t = tcase_create("all");

	tcase_add_test(t, what_is_written_is_read);
	tcase_add_test(t, a_cut_reader_turns_bad_and_stays_inside);
	suite_add_tcase(s, t);
	return s;
}
