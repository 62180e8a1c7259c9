/* SPDX-License-Identifier: MIT */
#include "core/keys.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"

Suite *keys_suite(void);

static char dir[64];
static struct arena *a;
static struct err e;

static void
setup(void)
{
	memcpy(dir, "/tmp/soxa-keys-XXXXXX", sizeof "/tmp/soxa-keys-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	a = arena_new();
	memset(&e, 0, sizeof e);
}

static void
teardown(void)
{
	static const char *const names[] = { "keys/node.key", "keys/hub.key", "keys/hub.pub",
	    "keys/escrow.pub", "keys", "f", "g", "link", "pipe", "" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		remove(arena_printf(a, "%s/%s", dir, names[i]));
	arena_free(a);
}

START_TEST(keys_made_are_read)
{
	struct keys made, got;
	struct stat st;

	ck_assert_int_eq(keys_make(dir, true, &made, &e), 0);
	ck_assert_int_eq(keys_read(dir, &got, &e), 0);
	ck_assert_mem_eq(&made, &got, sizeof made);
	ck_assert(got.is_hub && !got.has_hub);
	ck_assert_int_eq(stat(arena_printf(a, "%s/keys/node.key", dir), &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0400);
	ck_assert_int_eq(keys_pin_hub(dir, made.sign_pub, made.seal_pub, &e), 0);
	ck_assert_int_eq(keys_pin_escrow(dir, made.seal_pub, &e), 0);
	ck_assert_int_eq(keys_read(dir, &got, &e), 0);
	ck_assert(got.has_hub && got.has_escrow);
	ck_assert_mem_eq(got.hub_sign_pub, made.sign_pub, KEY_BYTES);
	keys_forget(&got);
	ck_assert(!got.has_hub && got.sign_sec[0] == 0 && got.sign_sec[63] == 0);
}
END_TEST

START_TEST(a_secret_is_never_replaced)
{
	struct keys k, again;

	ck_assert_int_eq(keys_make(dir, false, &k, &e), 0);
	ck_assert_int_eq(keys_make(dir, false, &again, &e), -1);
	ck_assert_int_eq(e.code, E_BUSY);
	ck_assert_int_eq(keys_read(dir, &again, &e), 0);
	ck_assert_mem_eq(k.sign_pub, again.sign_pub, KEY_BYTES);
}
END_TEST

START_TEST(a_damaged_key_file_is_named)
{
	struct keys k;
	struct file_bytes bad = { "SOXA NODE KEY 1\nzz\n", 19, 0400, FILE_REPLACE };

	ck_assert_int_eq(keys_read(dir, &k, &e), -1);
	ck_assert_int_eq(e.code, E_CRYPTO);
	ck_assert_int_eq(keys_make(dir, false, &k, &e), 0);
	ck_assert_int_eq(file_write(arena_printf(a, "%s/keys/node.key", dir), &bad, &e), 0);
	ck_assert_int_eq(keys_read(dir, &k, &e), -1);
	ck_assert_int_eq(e.code, E_CRYPTO);
	ck_assert_ptr_nonnull(strstr(e.text, "keys/node.key"));
}
END_TEST

START_TEST(hex_goes_both_ways)
{
	uint8_t b[4] = { 0, 0x7f, 0xa5, 0xff }, back[4];

	ck_assert_str_eq(hex_of(a, b, 4), "007fa5ff");
	ck_assert_int_eq(hex_parse("007fa5ff", back, 4), 0);
	ck_assert_mem_eq(b, back, 4);
	ck_assert_int_eq(hex_parse("007fa5f", back, 4), -1);
	ck_assert_int_eq(hex_parse("007fa5fF", back, 4), -1);
	ck_assert_int_eq(hex_parse("007fa5f ", back, 4), -1);
}
END_TEST

START_TEST(words_tell_every_byte_apart)
{
	const char *word[256];
	uint8_t h[HASH_BYTES] = { 0 };
	int i, j;

	for (i = 0; i < 256; i++) {
		char *w;

		h[0] = (uint8_t)i;
		w = arena_strdup(a, keys_words(a, h));
		*strchr(w, ' ') = '\0';
		word[i] = w;
		for (j = 0; j < i; j++)
			ck_assert_str_ne(word[j], word[i]);
	}
	h[0] = 0;
	ck_assert_str_eq(keys_words(a, h), "ba ba ba ba ba ba ba ba");
}
END_TEST

START_TEST(hash_is_blake2b_256)
{
	uint8_t h[HASH_BYTES];

	hash_bytes("abc", 3, h);
	ck_assert_str_eq(hex_of(a, h, sizeof h),
	    "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}
END_TEST

START_TEST(only_plain_files_are_read)
{
	struct file_bytes b = { "abc", 3, 0660, FILE_NEW };
	const char *f = arena_printf(a, "%s/f", dir), *l = arena_printf(a, "%s/link", dir),
	    *p = arena_printf(a, "%s/pipe", dir), *g = arena_printf(a, "%s/g", dir);
	uint8_t *bytes;
	size_t n;

	ck_assert_int_eq(file_write(f, &b, &e), 0);
	ck_assert_int_eq(file_write(f, &b, &e), -1);
	ck_assert_int_eq(file_read(a, f, 3, &bytes, &n, &e), 0);
	ck_assert_uint_eq(n, 3);
	ck_assert_str_eq((char *)bytes, "abc");
	ck_assert_int_eq(file_read(a, f, 2, &bytes, &n, &e), -1);
	ck_assert_int_eq(e.code, E_LIMIT);
	ck_assert_int_eq(symlink(f, l), 0);
	ck_assert_int_eq(mkfifo(p, 0600), 0);
	ck_assert_int_eq(file_read(a, l, 3, &bytes, &n, &e), -1);
	ck_assert_int_eq(file_read(a, p, 3, &bytes, &n, &e), -1);
	ck_assert_int_eq(file_read(a, dir, 3, &bytes, &n, &e), -1);
	ck_assert_int_eq(file_move(f, g, &e), 0);
	ck_assert_int_eq(file_read(a, g, 3, &bytes, &n, &e), 0);
	ck_assert_int_eq(file_move(f, g, &e), -1);
}
END_TEST

Suite *
keys_suite(void)
{
	Suite *s = suite_create("keys");
	TCase *t = tcase_create("keys");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, keys_made_are_read);
	tcase_add_test(t, a_secret_is_never_replaced);
	tcase_add_test(t, a_damaged_key_file_is_named);
	tcase_add_test(t, hex_goes_both_ways);
	tcase_add_test(t, words_tell_every_byte_apart);
	tcase_add_test(t, hash_is_blake2b_256);
	tcase_add_test(t, only_plain_files_are_read);
	suite_add_tcase(s, t);
	return s;
}
