/* SPDX-License-Identifier: MIT */
#include "core/dump_int.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

#include "core/file.h"

Suite *seal_suite(void);

static struct arena *a;
static struct err e;
static struct keys office, hub;
static struct buf file, plain;
static struct dump_head head;
static char dir[64];

static void
make_keys(const char *sub, bool is_hub, struct keys *k)
{
	const char *path = arena_printf(a, "%s/%s", dir, sub);

	ck_assert_int_eq(file_folder(path, 0700, &e), 0);
	ck_assert_int_eq(keys_make(path, is_hub, k, &e), 0);
}

static void
setup(void)
{
	struct seal_to to = { 1, { NULL } };
	int i;

	a = arena_new();
	memset(&e, 0, sizeof e);
	memcpy(dir, "/tmp/soxa-seal-XXXXXX", sizeof "/tmp/soxa-seal-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	make_keys("office", false, &office);
	make_keys("hub", true, &hub);
	memset(&file, 0, sizeof file);
	memset(&plain, 0, sizeof plain);
	for (i = 0; i < 400; i++)
		buf_printf(&plain, "line %d of %d\n", i * 7919 % 400, i);
	head = (struct dump_head){ .kind = DK_DELTA, .office = "h0017", .unit = "03388@2025-07-01",
	    .node = { 1, 2, 3 }, .sequence = 2, .from = 40, .to = 100, .quality = "unknown",
	    .dictionary = "none", .lines = 400, .clock = 12345 };
	memset(head.previous, 7, HASH_BYTES);
	memset(head.chain, 9, HASH_BYTES);
	to.pub[0] = hub.seal_pub;
	ck_assert_int_eq(seal_make(&file, &head, &plain, &to, &office, &e), 0);
}

static void
teardown(void)
{
	static const char *const names[] = { "office/keys/node.key", "office/keys", "office",
	    "hub/keys/node.key", "hub/keys/hub.key", "hub/keys", "hub", "f", "" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		remove(arena_printf(a, "%s/%s", dir, names[i]));
	buf_free(&file);
	buf_free(&plain);
	arena_free(a);
}

/* Everything a hub does with the bytes; the code of the refusal, E_OK when none. */
static enum err_code
judge(const uint8_t *p, size_t n)
{
	struct arena *scratch = arena_new();
	struct buf out = { 0 };
	struct sealed s;
	int rc = sealed_parse(scratch, p, n, &s, &e);

	if (rc == 0)
		rc = sealed_verify(&s, office.sign_pub, &e);
	if (rc == 0)
		rc = sealed_open(&s, &hub, &out, &e);
	if (rc == 0)
		ck_assert(out.n == plain.n && memcmp(out.p, plain.p, out.n) == 0);
	sealed_free(&s);
	buf_free(&out);
	arena_free(scratch);
	return rc ? e.code : E_OK;
}

START_TEST(what_was_sealed_opens)
{
	struct sealed s;
	struct buf out = { 0 };

	ck_assert_int_eq(judge(file.p, file.n), E_OK);
	ck_assert_int_eq(sealed_parse(a, file.p, file.n, &s, &e), 0);
	ck_assert_str_eq(s.head.office, "h0017");
	ck_assert_uint_eq(s.head.to, 100);
	ck_assert_int_eq(sealed_open(&s, &office, &out, &e), -1);
	ck_assert_int_eq(e.code, E_CRYPTO);
	ck_assert_int_eq(sealed_verify(&s, hub.sign_pub, &e), -1);
	ck_assert_int_eq(e.code, E_KEY_UNKNOWN);
	sealed_free(&s);
	buf_free(&out);
}
END_TEST

START_TEST(every_prefix_is_truncated)
{
	size_t n;

	for (n = 0; n < file.n; n++)
		ck_assert_msg(judge(file.p, n) == E_TRUNCATED, "%zu bytes: %s", n, err_name(e.code));
}
END_TEST

START_TEST(every_flipped_byte_is_refused)
{
	size_t i;
	int bit;

	for (i = 0; i < file.n; i++) {
		bit = 1 << (i % 8);
		file.p[i] ^= (uint8_t)bit;
		ck_assert_msg(judge(file.p, file.n) != E_OK, "byte %zu", i);
		file.p[i] ^= (uint8_t)bit;
	}
}
END_TEST

/* The built-in dictionary: the same lines, smaller; an unknown one is a newer program's. */
START_TEST(a_dictionary_is_named_in_the_header)
{
	struct seal_to to = { 1, { hub.seal_pub } };
	struct buf with = { 0 };

	head.dictionary = "soxa1";
	ck_assert_int_eq(seal_make(&with, &head, &plain, &to, &office, &e), 0);
	ck_assert_int_eq(judge(with.p, with.n), E_OK);
	with.n = 0;
	head.dictionary = "soxa2";
	ck_assert_int_eq(seal_make(&with, &head, &plain, &to, &office, &e), 0);
	ck_assert_int_eq(judge(with.p, with.n), E_VERSION);
	buf_free(&with);
}
END_TEST

START_TEST(nothing_may_stand_behind)
{
	buf_u8(&file, 0);
	ck_assert_int_eq(judge(file.p, file.n), E_FRAME);
}
END_TEST

/* Header of one file on the body of another, the trailer made right by the office itself. */
START_TEST(a_graft_does_not_open)
{
	struct seal_to to = { 1, { hub.seal_pub } };
	struct dump_head other = head;
	struct buf second = { 0 }, none = { 0 };
	struct sealed x, y;

	other.sequence = 3;
	ck_assert_int_eq(seal_make(&second, &other, &plain, &to, &office, &e), 0);
	ck_assert_int_eq(sealed_parse(a, file.p, file.n, &x, &e), 0);
	ck_assert_int_eq(sealed_parse(a, second.p, second.n, &y, &e), 0);
	ck_assert_uint_eq(x.n, y.n);
	ck_assert_uint_eq(x.head_len, y.head_len);
	memcpy(y.p + y.head_len, x.p + x.head_len, x.n - x.head_len - DUMP_TRAILER);
	ck_assert_int_eq(sealed_open(&y, &hub, &none, &e), -1);
	ck_assert_int_eq(e.code, E_FRAME);
	ck_assert_uint_eq(none.n, 0);
	ck_assert_int_eq(judge(y.p, y.n), E_HASH);
	sealed_free(&x);
	sealed_free(&y);
	buf_free(&second);
	buf_free(&none);
}
END_TEST

START_TEST(only_plain_files_are_read)
{
	struct file_bytes b = { file.p, file.n, 0660, FILE_NEW };
	const char *path = arena_printf(a, "%s/f", dir);
	struct sealed s;

	ck_assert_int_eq(file_write(path, &b, &e), 0);
	ck_assert_int_eq(sealed_read(a, path, &s, &e), 0);
	ck_assert_uint_eq(s.n, file.n);
	sealed_free(&s);
	ck_assert_int_eq(truncate(path, (off_t)5 << 30), 0);
	ck_assert_int_eq(sealed_read(a, path, &s, &e), -1);
	ck_assert_int_eq(e.code, E_LIMIT);
	sealed_free(&s);
	ck_assert_int_eq(sealed_read(a, dir, &s, &e), -1);
	ck_assert_int_eq(e.code, E_INPUT);
	sealed_free(&s);
	remove(path);
	ck_assert_int_eq(symlink("/etc/passwd", path), 0);
	ck_assert_int_eq(sealed_read(a, path, &s, &e), -1);
	ck_assert_int_eq(e.code, E_INPUT);
	sealed_free(&s);
}
END_TEST

static size_t
pack_with(struct buf *out, const void *p, size_t n, int window)
{
	ZSTD_CCtx *z = ZSTD_createCCtx();
	size_t cap = ZSTD_compressBound(n), got;
	uint8_t *q = malloc(cap);

	ZSTD_CCtx_setParameter(z, ZSTD_c_windowLog, window);
	got = ZSTD_compress2(z, q, cap, p, n);
	ck_assert(!ZSTD_isError(got));
	buf_put(out, q, got);
	free(q);
	ZSTD_freeCCtx(z);
	return got;
}

START_TEST(bombs_are_refused)
{
	size_t n = 8u << 20;
	uint8_t *zeros = calloc(1, n);
	struct buf z = { 0 }, wide = { 0 }, out = { 0 }, none = { 0 };

	pack_with(&z, zeros, n, 20);
	ck_assert_int_eq(seal_unpack(&z, &none, 1000, &out, &e), -1);
	ck_assert_int_eq(e.code, E_BOMB);
	ck_assert_uint_le(out.n, 1000);
	buf_free(&out);
	ck_assert_int_eq(seal_unpack(&z, &none, n + 1, &out, &e), -1);
	ck_assert_int_eq(e.code, E_FRAME);
	buf_free(&out);
	pack_with(&wide, zeros, n, 22);
	ck_assert_int_eq(seal_unpack(&wide, &none, n, &out, &e), -1);
	ck_assert_int_eq(e.code, E_BOMB);
	buf_free(&out);
	buf_put(&z, "x", 1);
	ck_assert_int_eq(seal_unpack(&z, &none, n, &out, &e), -1);
	ck_assert_int_eq(e.code, E_FRAME);
	buf_free(&out);
	buf_free(&z);
	buf_free(&wide);
	free(zeros);
}
END_TEST

static const struct {
	enum err_code code;
	const char *was, *is;
} heads[] = {
	{ E_MAGIC, "SOXA DUMP 1", "SOXB DUMP 1" },
	{ E_VERSION, "SOXA DUMP 1", "SOXA DUMP 2" },
	{ E_FIELD, "kind delta", "kind  delta" },
	{ E_FIELD, "kind delta", "kind detla" },
	{ E_FIELD, "office h0017", "office ../17" },
	{ E_FIELD, "sequence 2", "sequence 02" },
	{ E_FIELD, "sequence 2", "sequence -2" },
	{ E_FIELD, "sequence 2", "sequence 2 " },
	{ E_FIELD, "changes 40 100", "changes 101 100" },
	{ E_LIMIT, "lines 400", "lines 5000001" },
	{ E_LIMIT, "lines 400", "lines 99999999999999999999999" },
	{ E_FIELD, "quality unknown", "quality best" },
	{ E_FIELD, "supersedes -", "supersedes 00000000000000000000000000000000" },
	{ E_FIELD, "unit 03388@2025-07-01\n", "" },
	{ E_FIELD, "dictionary none\n", "dictionary none\ndictionary none\n" },
};

START_TEST(a_header_is_strict)
{
	struct buf b = { 0 };
	struct dump_head got;
	const char *at;
	size_t len, was = strlen(heads[_i].was);

	head_print(&b, &head);
	ck_assert_int_eq(head_parse(a, b.p, b.n, &got, &len, &e), 0);
	ck_assert_uint_eq(len, b.n);
	at = memmem(b.p, b.n, heads[_i].was, was);
	ck_assert_ptr_nonnull(at);
	at = arena_printf(a, "%.*s%s%.*s", (int)(at - (char *)b.p), (char *)b.p, heads[_i].is,
	    (int)((char *)b.p + b.n - (at + was)), at + was);
	ck_assert_int_eq(head_parse(a, (const uint8_t *)at, strlen(at), &got, &len, &e), -1);
	ck_assert_msg(e.code == heads[_i].code, "%s: %s", heads[_i].is, err_name(e.code));
	buf_free(&b);
}
END_TEST

START_TEST(a_name_tells_its_content)
{
	uint8_t hash[HASH_BYTES] = { 0xab, 0xcd };

	ck_assert_str_eq(dump_name(a, &head, hash),
	    "h0017-01020300-0000000002-delta-abcd000000000000.soxa");
}
END_TEST

Suite *
seal_suite(void)
{
	Suite *s = suite_create("seal");
	TCase *t = tcase_create("seal");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, what_was_sealed_opens);
	tcase_add_test(t, every_prefix_is_truncated);
	tcase_add_test(t, every_flipped_byte_is_refused);
	tcase_add_test(t, a_dictionary_is_named_in_the_header);
	tcase_add_test(t, nothing_may_stand_behind);
	tcase_add_test(t, a_graft_does_not_open);
	tcase_add_test(t, only_plain_files_are_read);
	tcase_add_test(t, bombs_are_refused);
	tcase_add_loop_test(t, a_header_is_strict, 0, (int)(sizeof heads / sizeof *heads));
	tcase_add_test(t, a_name_tells_its_content);
	suite_add_tcase(s, t);
	return s;
}
