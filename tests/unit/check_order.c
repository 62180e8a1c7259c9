/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "core/letter.h"
#include "core/text.h"
#include "tests/unit/fixture.h"
#include "tests/unit/letters.h"

Suite *order_suite(void);

FIXTURE_ARENA(a)

/* memcmp, then the shorter one first: how Berkeley DB compares keys. */
static int
compare(const char *x, const char *y, enum sort_mode mode)
{
	size_t nx, ny;
	const uint8_t *kx = text_sortkey(a, x, mode, &nx), *ky = text_sortkey(a, y, mode, &ny);
	int c = memcmp(kx, ky, nx < ny ? nx : ny);

	return c ? c : (nx > ny) - (nx < ny);
}

/* Lists in their order; each name comes before all that follow it. */
static const struct {
	enum sort_mode mode;
	const char *names[40];
} lists[] = {
	{ SORT_DICTIONARY, { "ca", "Ca", "ca cao", "cà", "cà cuống", "cá", "cá cờ", "can", "đa", "đà", "e",
	    "ê", "Hoa Ban", "Hòa An", "Hoà Bình", "Hóa" } },
	{ SORT_CLDR, { "ca", "cà", "cá", "ca cao", "cá cờ", "cà cuống", "can" } },
	{ SORT_DICTIONARY, { "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k", "l",
	    "m", "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z" } },
	{ SORT_CLDR, { "a", "A", "ă", "Ă", "â", "d", "đ", "Đ", "e", "ê", "o", "ô", "ơ", "u", "ư" } },
	{ SORT_DICTIONARY, { "ma", "mà", "mả", "mã", "má", "mạ", "mă" } },
	{ SORT_CLDR, { "ma", "mà", "mả", "mã", "má", "mạ", "mă" } },
	{ SORT_DICTIONARY, { "", "-", "1", "2", "9", "a", "a-b", "a 1", "a b", "aa" } },
	{ SORT_CLDR, { "", "1", "a", "a b", "a-b", "a1", "aa" } },
	{ SORT_PERSON, { "Giàng A Bình", "Lò Văn Bình", "LÒ VĂN Bình", "Vàng Thị Bình", "LÒ VĂN BÌNH", "Lý Bính",
	    "Pờ Xè Chừ", "Đỗ Văn Dũng", "Bùi Đào", "Nguyễn Ơn", "Giàng A Pháo" } },
	{ SORT_PERSON, { "An", "Lò An", "Lò Văn An", "Ánh" } },
	{ SORT_DICTIONARY, { "Nguyên", "Nguyễn", "Nguyện" } },
};

START_TEST(names_stand_in_the_order_of_the_list)
{
	const char *const *n = lists[_i].names;
	int i, j;

	for (i = 0; n[i]; i++)
		for (j = 0; n[j]; j++)
			ck_assert_msg((compare(n[i], n[j], lists[_i].mode) < 0) == (i < j),
			    "\"%s\" and \"%s\"", n[i], n[j]);
}
END_TEST

START_TEST(the_place_of_the_tone_and_blanks_do_not_matter)
{
	static const char *const same[][2] = {
		{ "hoà", "hòa" }, { "khoẻ", "khỏe" }, { "thuý", "thúy" }, { "  Hoa   Ban ", "Hoa Ban" },
		{ "Hoa\xC2\xA0" "Ban", "Hoa Ban" }, { "tie\xCC\x82\xCC\x81ng", "tiếng" },
		{ "Müller", "Muller" }, { "a\nb", "a b" },
		{ "日", "本" }, { "\xCC\x81x", "x" },
	};
	size_t i;
	int mode;

	for (i = 0; i < sizeof same / sizeof *same; i++)
		for (mode = SORT_DICTIONARY; mode <= SORT_PERSON; mode++)
			ck_assert_msg(compare(same[i][0], same[i][1], (enum sort_mode)mode) == 0,
			    "%s %s", same[i][0], same[i][1]);
}
END_TEST

START_TEST(a_key_is_the_bytes_of_the_format)
{
	static const uint8_t hoa[] = { 0x4B, 0x52, 0x40, 1, 3, 0x43, 1, 2, 0, 3, 2, 2, 2 };
	static const uint8_t cldr[] = { 0x4B, 0x52, 0x40, 2, 0x43, 1, 3, 2, 1, 3, 2, 2, 2 };
	static const uint8_t person[] = { 0x43, 1, 2, 0, 2, 0, 0x4B, 0x52, 0x40, 1, 3, 0, 3, 2, 2 };
	size_t n;
	const uint8_t *key = text_sortkey(a, "Hòa b", SORT_DICTIONARY, &n);

	ck_assert_mem_eq(key, hoa, sizeof hoa);
	ck_assert_uint_eq(n, sizeof hoa);
	key = text_sortkey(a, "Hòa b", SORT_CLDR, &n);
	ck_assert_uint_eq(n, sizeof cldr);
	ck_assert_mem_eq(key, cldr, sizeof cldr);
	key = text_sortkey(a, "Hòa b", SORT_PERSON, &n);
	ck_assert_uint_eq(n, sizeof person);
	ck_assert_mem_eq(key, person, sizeof person);
}
END_TEST

START_TEST(marks_are_dropped_and_words_parted)
{
	static const char *const folds[][2] = {
		{ "Điện Biên", "dien bien" }, { "  Nậm-Nhùn (cũ). ", "nam nhun cu" }, { "", "" },
		{ "...", "" }, { "UBNĐ xã Mù Cả, 2021", "ubnd xa mu ca 2021" },
		{ "tie\xCC\x82\xCC\x81ng", "tieng" }, { "Ơ-rơ-ka ƯỚC", "o ro ka uoc" },
		{ "Straße", "strasse" }, { "Ünal Çağ", "unal cag" }, { "\xEF\xAC\x81n", "fin" },
		{ "\xCE\x90", "\xCE\xB9" }, { "\xE1\xBF\x87", "\xCE\xB7" }, { "\xCE\xB7\xCD\x82\xCD\x85", "\xCE\xB7" }, { "\xFFx\xE1", "x" }, { "a\nb", "a b" },
		{ "\xE6\x97\xA5\xE6\x9C\xAC", "\xE6\x97\xA5\xE6\x9C\xAC" },
	};
	size_t i;

	for (i = 0; i < sizeof folds / sizeof *folds; i++)
		ck_assert_str_eq(text_fold(a, folds[i][0]), folds[i][1]);
}
END_TEST

START_TEST(every_vietnamese_letter_folds_to_its_base)
{
	const char *const *row;
	struct letter l;

	for (row = vietnamese_letters; *row; row++) {
		utf8proc_uint8_t *nfd = utf8proc_NFD((const utf8proc_uint8_t *)*row);
		const char *s = *row, *d = (const char *)nfd;
		uint32_t c = text_next(&s);

		ck_assert(letter_split(c, &l));
		ck_assert_int_eq(l.upper, utf8proc_tolower((utf8proc_int32_t)c) != (utf8proc_int32_t)c);
		ck_assert_int_eq(text_fold(a, *row)[0], l.base);
		ck_assert_int_eq(text_fold(a, *row)[1], '\0');
		ck_assert_str_eq(text_fold(a, d), text_fold(a, *row));
		ck_assert_int_eq(compare(d, *row, SORT_DICTIONARY), 0);
		if (c != 0x110 && c != 0x111)
			ck_assert_int_eq(l.base | 0x20, d[0] | 0x20);
		free(nfd);
	}
	ck_assert(!letter_split(0xE4, &l));
	ck_assert(!letter_split('1', &l));
	ck_assert(!letter_split('@', &l));
	ck_assert(!letter_split('[', &l));
	ck_assert(!letter_split(0x4E00, &l));
	ck_assert(letter_split('Z', &l) && l.upper && l.base == 'z');
}
END_TEST

static const struct {
	const char *query, *text;
	bool found;
} finds[] = {
	{ "dien bien", "Điện Biên", true }, { "điện biên", "Điện Biên", true },
	{ "điên", "Điện Biên", false }, { "đien", "Điện Biên", true }, { "điên biên", "Điện Biên", false },
	{ "điên", "Điên cuồng", true }, { "điê", "Điện Biên", true },
	{ "diện", "Điện Biên", true }, { "dien", "Biên", false }, { "bien dien", "Điện Biên", false },
	{ "hoà", "Hòa", true }, { "hòa", "Hoà", true }, { "hoá", "Hòa", false }, { "hoa", "Hòa", true },
	{ "hoàn", "Hoà", false }, { "lí", "Lý Thị Mai", true }, { "quy", "Qui", true }, { "qui", "Quý", true },
	{ "yt", "ít", false }, { "tay", "tai", false }, { "thuy", "thui", false }, { "ly", "lị", true },
	{ "q01", "Q01 Tuyên truyền", true }, { "Q1", "Q01", false }, { "", "Hoa", true }, { "...", "", true },
	{ "a", "", false }, { "tie\xCC\x82\xCC\x81ng", "tiếng", true }, { "tiếng", "tie\xCC\x82\xCC\x81ng", true },
	{ "tieng", "tie\xCC\x82\xCC\x81ng", true }, { "tiêng", "tieng", false }, { "hoa ban", "Hoa-Ban", true },
	{ "1y", "1i", false }, { "y", "i", false }, { "\xE6\x97\xA5", "\xE6\x97\xA5\xE6\x9C\xAC", true },
	{ "\xCE\xB1y", "\xCE\xB1i", false }, { "mu ca", "Xã Mù Cả", true }, { "mù cả", "UBND xã Mù Cả", true },
	{ "ca mu", "Xã Mù Cả", false }, { "nguyen hoa", "Nguyễn Thị Hoà", true }, { "na na", "Nà Nhì", false },
	{ "na na", "Bản Nà Na", true }, { "n nh", "Nà Nhì", true }, { "a a", "A", false }, { "đa", "Đà", false },
	{ "khoẻ", "KHỎE", true }, { "krong buk", "Krông Búk", true }, { "ban hua bum", "Bản Hua Bum", true },
};

START_TEST(queries_respect_the_marks_that_were_typed)
{
	int rank = text_match(a, finds[_i].query, finds[_i].text);

	ck_assert_msg((rank > 0) == finds[_i].found, "\"%s\" in \"%s\": %d", finds[_i].query,
	    finds[_i].text, rank);
}
END_TEST

/* For one query, texts from the best to the worst. */
static const struct {
	const char *query;
	const char *texts[8];
} ranks[] = {
	{ "ly", { "ly", "lyn", "Thị lyn", "Lý", "Lỳn", "li" } },
	{ "Hòa", { "Hoà", "Xã Hòa", "Xã Hòan", "Hoa" } },
	{ "mu ca", { "Mu Ca", "Mu Can", "Mu Cả", "Mù Can", "Cải mùi" } },
	{ "lý mai", { "Lý Mai", "Lí Mai", "Mai Lý" } },
	{ "na", { "Na", "Bản Na", "Nà", "Bản Nà" } },
	{ "ma mi", { "Ma Mai Mi My", "Mã Mí", "Ma My", "Mi Ma" } },
};

START_TEST(better_finds_come_first)
{
	const char *const *t = ranks[_i].texts;
	int i;

	for (i = 0; t[i] && t[i + 1]; i++)
		ck_assert_msg(text_match(a, ranks[_i].query, t[i]) > text_match(a, ranks[_i].query, t[i + 1]),
		    "%s: %s, %s", ranks[_i].query, t[i], t[i + 1]);
}
END_TEST

/* Texts of one thing, the query that finds them or not. */
static const struct {
	const char *query;
	bool found;
} things[] = {
	{ "nguyen hoa", true }, { "hoa", true }, { "nguyễn bản nà", true }, { "ban na nguyen", true },
	{ "hoa nguyen", false }, { "na ban", false }, { "nguyen na nguyen", false }, { "thi na hoa", false },
	{ "bản ná", false }, { "", true }, { "duong", true }, { "nguyen hoa ban na nhi sat lo", true },
};

START_TEST(runs_of_a_query_stand_in_texts_of_their_own)
{
	static const char *const text[] = { "Nguyễn Thị Hoà", "", "Bản Nà Nhì", "đường sạt lở" };
	int one = text_match_all(a, "nguyen hoa", text, 4), rank = text_match_all(a, things[_i].query, text, 4);

	ck_assert_msg((rank > 0) == things[_i].found, "%s: %d", things[_i].query, rank);
	ck_assert_int_gt(one, text_match_all(a, "Nguyễn bản", text, 4));
	ck_assert_int_eq(text_match_all(a, "hoa", text, 0), 0);
}
END_TEST

/* Rank in a dictionary and among people, and name, a line each; the lines as ICU (vi) orders them. */
struct known { long place[3]; char name[80]; };

static int
read_known(struct known *k, int max)
{
	FILE *f = fopen("tests/data/order.tsv", "r");
	int n = 0;

	ck_assert_ptr_nonnull(f);
	while (n < max && fscanf(f, "%ld %ld %79[^\n]", &k[n].place[SORT_DICTIONARY], &k[n].place[SORT_PERSON],
	    k[n].name) == 3) {
		k[n].place[SORT_CLDR] = n;
		n++;
	}
	ck_assert(feof(f));
	fclose(f);
	return n;
}

START_TEST(every_order_is_that_of_another_library)
{
	static struct known k[400];
	struct order_key key[400];
	enum sort_mode mode = (enum sort_mode)_i;
	int i, j, n = read_known(k, 400);

	ck_assert_int_gt(n, 300);
	for (i = 0; i < n; i++)
		key[i].p = text_sortkey(a, k[i].name, mode, &key[i].n);
	for (i = 0; i < n; i++)
		for (j = 0; j < n; j++)
			if (k[i].place[mode] < k[j].place[mode])
				ck_assert_msg(order_compare(&key[i], &key[j]) < 0, "%s, %s", k[i].name, k[j].name);
}
END_TEST

/* A query, and what it was meant to be by Telex and by VNI; NULL: nothing else. */
static const struct {
	const char *keys, *telex, *vni;
} readings[] = {
	{ "ddieenj", "điện", NULL }, { "d9ie65n", NULL, "điện" }, { "muf car", "mù cả", NULL },
	{ "mu2 ca3", NULL, "mù cả" }, { "chot", NULL, NULL }, { "", NULL, NULL }, { "điên", NULL, NULL },
	{ "Ddieenj Bieen", "Điện Biên", NULL }, { "krongo", "krông", NULL }, { "a1 as", "a1 á", "á as" },
};

START_TEST(a_query_may_be_keys)
{
	const char *out[READINGS], *telex = readings[_i].telex, *vni = readings[_i].vni;
	int n = text_readings(a, readings[_i].keys, out);

	ck_assert_int_eq(n, 1 + (telex != NULL) + (vni != NULL));
	ck_assert_str_eq(out[0], readings[_i].keys);
	if (telex)
		ck_assert_str_eq(out[1], telex);
	if (vni)
		ck_assert_str_eq(out[n - 1], vni);
}
END_TEST

START_TEST(a_site_chooses_its_order)
{
	ck_assert_int_eq(order_of(false), SORT_DICTIONARY);
	ck_assert_int_eq(order_of(true), SORT_PERSON);
	order_set(true, true);
	ck_assert_int_eq(order_of(false), SORT_CLDR);
	ck_assert_int_eq(order_of(true), SORT_CLDR);
	order_set(false, false);
	ck_assert_int_eq(order_of(true), SORT_PERSON);
}
END_TEST

/* Words and runs longer than any table; the fold of letters that grow when taken apart. */
START_TEST(long_and_strange_text_stays_inside)
{
	static char s[4001];
	size_t n, i;
	int mode;

	memset(s, 'a', 4000);
	ck_assert_int_gt(text_match(a, s, s), 0);
	ck_assert_uint_eq(strlen(text_fold(a, s)), 4000);
	for (i = 0; i < 4000; i += 2)
		s[i] = '-';
	for (mode = SORT_DICTIONARY; mode <= SORT_PERSON; mode++)
		(void)text_sortkey(a, s, (enum sort_mode)mode, &n);
	for (i = 0; i < 4000; i += 2)
		memcpy(s + i, "\xCE\x90", 2);
	ck_assert_uint_eq(strlen(text_fold(a, s)), 4000);
	for (mode = SORT_DICTIONARY; mode <= SORT_PERSON; mode++)
		ck_assert(text_sortkey(a, s, (enum sort_mode)mode, &n) && n > 2000);
	ck_assert_int_gt(text_match(a, "\xCE\x90\xCE\x90", s), 0);
	memset(s, '\xCC', 4000);
	(void)text_fold(a, s);
	(void)text_sortkey(a, s, SORT_CLDR, &n);
	(void)text_match(a, s, s);
}
END_TEST

#define LOOP(t, f, table) tcase_add_loop_test(t, f, 0, (int)(sizeof table / sizeof *table))

Suite *
order_suite(void)
{
	Suite *s = suite_create("order");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	LOOP(t, names_stand_in_the_order_of_the_list, lists);
	tcase_add_test(t, the_place_of_the_tone_and_blanks_do_not_matter);
	tcase_add_test(t, a_key_is_the_bytes_of_the_format);
	tcase_add_test(t, marks_are_dropped_and_words_parted);
	tcase_add_test(t, every_vietnamese_letter_folds_to_its_base);
	LOOP(t, queries_respect_the_marks_that_were_typed, finds);
	LOOP(t, better_finds_come_first, ranks);
	LOOP(t, runs_of_a_query_stand_in_texts_of_their_own, things);
	tcase_add_loop_test(t, every_order_is_that_of_another_library, SORT_DICTIONARY, SORT_PERSON + 1);
	LOOP(t, a_query_may_be_keys, readings);
	tcase_add_test(t, a_site_chooses_its_order);
	tcase_add_test(t, long_and_strange_text_stays_inside);
	suite_add_tcase(s, t);
	return s;
}
