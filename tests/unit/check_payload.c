/* SPDX-License-Identifier: MIT */
#include "core/dump_int.h"

#include <check.h>
#include <string.h>

#include "core/code.h"

Suite *payload_suite(void);

enum { NCHANGES = 60 };

static struct arena *a;
static struct err e;
static struct change *made[NCHANGES];
static struct dump_head head;
static int taken;

static const char *cells_one[] = { "date", "place", "came", "note" };
static uint8_t types_one[] = { T_DATE, T_TEXT, T_COUNT, T_MEMO };
static const char *cells_two[] = { "name", "phone" };
static uint8_t types_two[] = { T_TEXT, T_TEXT | SHAPE_SENSITIVE };
static struct shape one = { 1, 1, "volunteer_activity", 1, 4, cells_one, types_one, NULL };
static struct shape two = { 2, 2, "volunteer", 3, 2, cells_two, types_two, NULL };

static const uint8_t *
node_of(void *arg, unsigned node)
{
	static uint8_t id[3][NODE_BYTES] = { { 0 }, { 0x11, 2, 3 }, { 0x22, 2, 3 } };

	(void)arg;
	return id[node < 3 ? node : 0];
}

static const struct shape *
shape_of(void *arg, const char *form, int version)
{
	(void)arg;
	if (strcmp(form, one.form) == 0 && version == 1)
		return &one;
	return strcmp(form, two.form) == 0 && version == 3 ? &two : NULL;
}

static void
add_set(struct change *c, int cell, struct value v)
{
	c->set[c->nsets].cell = cell;
	c->set[c->nsets++].v = v;
}

/* A mix of all there is: both forms, all states, foreign records, erased and salted values. */
static void
make_change(int i)
{
	static const char *const places[] = { "Bản Nậm Cáy", "Tổ 3 \"chợ\"", "Phường" };
	struct change *c = arena_alloc(a, sizeof *c);

	made[i] = c;
	c->id = c->rec = rid_make(1, (uint64_t)(41 + i));
	c->kind = CH_CREATE;
	c->clock = (UINT64_C(1637625600000) + (uint64_t)(i / 3) * 1000) << 16 | (unsigned)(i % 3);
	c->who = i < 20 ? "lan" : "hùng";
	c->reason = i == 7 ? "range=đúng; chờ giấy" : "";
	c->unit = i == 9 ? "03389@-" : "03388@2025-07-01";
	c->shape = i % 4 == 3 ? &two : &one;
	c->set = arena_alloc(a, 4 * sizeof *c->set);
	if (i % 10 == 5) {
		c->kind = i == 5 ? CH_SET : i == 15 ? CH_CORRECT : CH_REMOVE;
		c->rec = i == 15 ? rid_make(2, 7) : rid_make(1, (uint64_t)(41 + i - 4));
		c->seen = vv_with(a, &c->seen, rid_node(c->rec), rid_counter(c->rec));
		if (i == 15)
			c->seen = vv_with(a, &c->seen, 1, 3);
		c->unit = "";
		c->shape = &one;
		add_set(c, 2, (struct value){ i == 5 ? V_BLANK : V_UNKNOWN, 0, NULL });
		return;
	}
	if (c->shape == &one) {
		add_set(c, 0, (struct value){ V_INT, 18954 + i / 20, NULL });
		add_set(c, 1, (struct value){ V_TEXT, 0, places[i % 3] });
		add_set(c, 2, (struct value){ i % 5 == 2 ? V_NA : V_INT, i * i, NULL });
		if (i % 2)
			add_set(c, 3, (struct value){ V_TEXT, 0,
			    arena_printf(a, "dòng một %d\ndòng hai", i) });
	} else {
		add_set(c, 0, (struct value){ V_TEXT, 0, arena_printf(a, "Giàng A %d", i) });
		add_set(c, 1, (struct value){ V_TEXT, 0, "0912345678" });
		if (i == 23)
			c->set[1].hash = arena_dup(a, "01234567890123456789012345678901", HASH_BYTES);
		else
			c->set[1].salt = arena_dup(a, arena_printf(a, "salt %011d", i), SALT_BYTES);
	}
}

static void
setup(void)
{
	int i;

	a = arena_new();
	memset(&e, 0, sizeof e);
	for (i = 0; i < NCHANGES; i++)
		make_change(i);
	head = (struct dump_head){ .kind = DK_DELTA, .office = "h0017", .unit = "03388@2025-07-01",
	    .sequence = 2, .from = 40, .to = 40 + NCHANGES, .quality = "unknown",
	    .dictionary = "none", .cipher = "none", .clock = made[NCHANGES - 1]->clock };
	memcpy(head.node, node_of(NULL, 1), NODE_BYTES);
	memset(head.previous, 7, HASH_BYTES);
	taken = 0;
}

static void
teardown(void)
{
	arena_free(a);
}

static void
write_all(struct buf *b)
{
	struct pay_write w = { head.unit, node_of, NULL };

	head.lines = 2;
	pay_meta(b, &head);
	ck_assert_int_eq(pay_block(b, &w, made, NCHANGES, &head.lines, &e), 0);
	pay_end(b, head.lines - 1, NCHANGES);
}

static void
same_set(const struct set *x, const struct set *y)
{
	ck_assert_int_eq(x->cell, y->cell);
	ck_assert_int_eq(x->hash != NULL, y->hash != NULL);
	if (x->hash) {
		ck_assert_mem_eq(x->hash, y->hash, HASH_BYTES);
		return;
	}
	ck_assert(value_equal(&x->v, &y->v));
	ck_assert_int_eq(x->salt != NULL, y->salt != NULL);
	if (x->salt)
		ck_assert_mem_eq(x->salt, y->salt, SALT_BYTES);
}

static int
compare(void *arg, struct arena *arena, struct change **c, int n, const struct pay_nodes *nodes,
    struct err *err)
{
	int i, k;

	(void)arg;
	(void)arena;
	(void)err;
	for (i = 0; i < n; i++, taken++) {
		const struct change *x = made[taken];

		ck_assert_uint_eq(c[i]->id, x->id);
		ck_assert_uint_eq(c[i]->rec, x->rec);
		ck_assert_int_eq(c[i]->kind, x->kind);
		ck_assert_uint_eq(c[i]->clock, x->clock);
		ck_assert_str_eq(c[i]->who, x->who);
		ck_assert_str_eq(c[i]->reason, x->reason);
		ck_assert_str_eq(c[i]->unit, x->unit);
		ck_assert_ptr_eq(c[i]->shape, x->shape);
		ck_assert_int_eq(vv_compare(&c[i]->seen, &x->seen), VV_EQUAL);
		ck_assert_int_eq(c[i]->nsets, x->nsets);
		for (k = 0; k < x->nsets; k++)
			same_set(&c[i]->set[k], &x->set[k]);
		if (rid_node(x->rec) == 2)
			ck_assert_mem_eq(nodes->id[0], node_of(NULL, 2), NODE_BYTES);
	}
	return 0;
}

static void
round_trip(void)
{
	struct pay_read r = { &head, shape_of, compare, NULL };
	struct buf b = { 0 };

	write_all(&b);
	ck_assert_msg(pay_parse(&b, &r, &e) == 0, "%s", e.text);
	ck_assert_int_eq(taken, NCHANGES);
	buf_free(&b);
}

START_TEST(changes_come_back)
{
	round_trip();
}
END_TEST

START_TEST(clocks_of_milliseconds_come_back)
{
	made[5]->clock += UINT64_C(7) << 16;
	made[20]->clock -= UINT64_C(123456789) << 16;
	round_trip();
}
END_TEST

/* A change of form two alone, then a run of form one: the reader counts on from what is closed. */
START_TEST(every_split_of_a_range_comes_back)
{
	struct pay_read r = { &head, shape_of, compare, NULL };
	struct pay_write w = { head.unit, node_of, NULL };
	int at, step;

	for (step = 1; step < 13; step++) {
		struct buf b = { 0 };

		head.lines = 2;
		taken = 0;
		pay_meta(&b, &head);
		for (at = 0; at < NCHANGES; at += step)
			ck_assert_int_eq(pay_block(&b, &w, made + at,
			    NCHANGES - at < step ? NCHANGES - at : step, &head.lines, &e), 0);
		pay_end(&b, head.lines - 1, NCHANGES);
		ck_assert_msg(pay_parse(&b, &r, &e) == 0, "%s", e.text);
		ck_assert_int_eq(taken, NCHANGES);
		buf_free(&b);
	}
}
END_TEST

/* The text of a whole payload with its second line put in place of what stands there. */
static int
parse_with(const char *line, enum err_code want)
{
	struct pay_read r = { &head, shape_of, NULL, NULL };
	struct buf b = { 0 };
	int rc;

	head.from = 0;
	head.to = 2;
	head.lines = 3;
	pay_meta(&b, &head);
	buf_printf(&b, "%s\n", line);
	pay_end(&b, 2, 2);
	rc = pay_parse(&b, &r, &e);
	buf_free(&b);
	if (rc && e.code != want)
		ck_abort_msg("%s: %s, not %s: %s", line, err_name(e.code), err_name(want), e.text);
	return rc;
}

static const struct {
	enum err_code code;
	const char *line;
} hostile[] = {
	{ E_JSON, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2" },
	{ E_JSON, "[]" },
	{ E_FIELD, "{\"lists\":{}}" },
	{ E_FIELD, "{\"lists\":[1]}" },
	{ E_FIELD, "{\"lists\":{\"forces\":-1}}" },
	{ E_FIELD, "{\"lists\":{\"forces\":\"1\"}}" },
	{ E_FIELD, "{\"lists\":{\"forces\":1},\"v\":1}" },
	{ E_FIELD, "{\"lists\":{\"forces\":1}}\n{\"lists\":{\"forces\":1}}" },
	{ E_JSON, "{\"form\":\"a\",\"form\":\"b\"}" },
	{ E_JSON, "{\"a\":[[[[[[[[[[]]]]]]]]]]}" },
	{ E_JSON, "{\"a\":\"\\u0000\"}" },
	{ E_JSON, "{\"a\":\"\\ud800\"}" },
	{ E_UTF8, "{\"a\":\"\xff\"}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1.0,\"n\":2,\"clock\":0,\"cols\":{}}" },
	{ E_SCHEMA, "{\"form\":\"volunteer_activity\",\"v\":2,\"n\":2,\"clock\":0,\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":3,\"clock\":0,\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":0,\"clock\":0,\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":1,\"clock\":0,\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":[0],\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,\"counter\":[1,0],"
	    "\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,\"counter\":[1,2],"
	    "\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":-5,\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,\"count\":70000,"
	    "\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,\"kind\":\"make\","
	    "\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,\"kind\":\"set\","
	    "\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,\"kind\":\"set\","
	    "\"rec\":\"2.1\",\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,\"kind\":\"set\","
	    "\"rec\":1,\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,\"seen\":9,"
	    "\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,\"seen\":\"1.1  1.2\","
	    "\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"nodes\":[\"00\"],\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,\"more\":1,"
	    "\"cols\":{}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"nothing\":1}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"came\":\"five\"}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"place\":5}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"came\":true}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"came\":[1]}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"came\":9007199254740993}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"came\":{\"d\":[1],\"x\":\"AB\"}}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"came\":{\"d\":[1],\"x\":\"A\"}}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"came\":{\"d\":[],\"s\":[1,2,3],\"x\":\"++\"}}}" },
	{ E_FIELD, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"came\":[[\"h\",\"AA\"],1]}}" },
	{ E_FIELD, "{\"form\":\"volunteer\",\"v\":3,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"phone\":\"09\"}}" },
	{ E_UTF8, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"place\":\"a\u202eb\"}}" },
	{ E_UTF8, "{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"place\":\"a\\u001bb\"}}" },
};

START_TEST(hostile_lines_are_refused)
{
	ck_assert_int_eq(parse_with("{\"form\":\"volunteer_activity\",\"v\":1,\"n\":2,\"clock\":0,"
	    "\"cols\":{\"came\":[1,[\"?\"]]}}", E_OK), 0);
	ck_assert_int_eq(parse_with(hostile[_i].line, hostile[_i].code), -1);
}
END_TEST

START_TEST(a_line_over_its_limit_is_refused)
{
	struct buf b = { 0 };
	size_t i;

	buf_printf(&b, "{\"a\":\"");
	for (i = 0; i < DUMP_LINE_MAX; i++)
		buf_u8(&b, 'x');
	buf_printf(&b, "\"}");
	buf_u8(&b, '\0');
	ck_assert_int_eq(parse_with((char *)b.p, E_LIMIT), -1);
	buf_free(&b);
}
END_TEST

START_TEST(what_the_first_line_says_must_be_the_header)
{
	struct pay_read r = { &head, shape_of, NULL, NULL };
	struct buf b = { 0 };

	write_all(&b);
	head.sequence++;
	ck_assert_int_eq(pay_parse(&b, &r, &e), -1);
	ck_assert_int_eq(e.code, E_HASH);
	head.sequence--;
	head.unit = "03389@2025-07-01";
	ck_assert_int_eq(pay_parse(&b, &r, &e), -1);
	ck_assert_int_eq(e.code, E_UNIT);
	buf_free(&b);
}
END_TEST

/* Whatever byte of a payload changes, nothing but an error comes out, or its own hash tells. */
START_TEST(no_flipped_byte_passes)
{
	struct pay_read r = { &head, shape_of, NULL, NULL };
	struct buf b = { 0 };
	size_t i;

	write_all(&b);
	for (i = 0; i < b.n; i += 3) {
		b.p[i] ^= 1;
		ck_assert_int_eq(pay_parse(&b, &r, &e), -1);
		b.p[i] ^= 1;
	}
	for (i = 0; i < b.n; i += 5) {
		struct buf cut = { b.p, i, i };

		ck_assert_int_eq(pay_parse(&cut, &r, &e), -1);
	}
	buf_free(&b);
}
END_TEST

Suite *
payload_suite(void)
{
	Suite *s = suite_create("payload");
	TCase *t = tcase_create("payload");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, changes_come_back);
	tcase_add_test(t, clocks_of_milliseconds_come_back);
	tcase_add_test(t, every_split_of_a_range_comes_back);
	tcase_add_loop_test(t, hostile_lines_are_refused, 0,
	    (int)(sizeof hostile / sizeof *hostile));
	tcase_add_test(t, a_line_over_its_limit_is_refused);
	tcase_add_test(t, what_the_first_line_says_must_be_the_header);
	tcase_add_test(t, no_flipped_byte_passes);
	suite_add_tcase(s, t);
	return s;
}
