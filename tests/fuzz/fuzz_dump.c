/* SPDX-License-Identifier: MIT */
/*
 * fuzz_dump: any bytes as a dump file, as a body and as payload lines.  The first
 * byte says which; hashes and lengths that would stop the rest are made right, so that
 * the readers behind them are reached.  Nothing may crash, overflow or read outside.
 */
#include <string.h>

#include "core/dump_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *cells[] = { "date", "place", "came", "note", "phone" };
static uint8_t kinds[] = { T_DATE, T_TEXT, T_COUNT, T_MEMO, T_TEXT | SHAPE_SENSITIVE };
static const struct shape shape = { 1, 1, "volunteer_activity", 1, 5, cells, kinds, NULL };

static const uint8_t *
node_of(void *arg, unsigned no)
{
	const struct pay_nodes *nodes = arg;
	static const uint8_t self[NODE_BYTES] = { 1 };

	return no == 1 ? self : nodes->id[no - 2];
}

static const struct shape *
shape_of(void *arg, const char *form, int version)
{
	(void)arg;
	return strcmp(form, shape.form) == 0 && version == 1 ? &shape : NULL;
}

/* Every change that came through is used the way an import does. */
static int
take(void *arg, struct arena *a, struct change **c, int n, const struct pay_nodes *nodes,
    struct err *e)
{
	struct pay_nodes copy = *nodes;
	struct buf b = { 0 };
	int i;

	(void)arg;
	(void)a;
	(void)e;
	for (i = 0; i < n; i++) {
		b.n = 0;
		change_canon(&b, c[i], node_of, &copy);
		change_encode(&b, c[i]);
	}
	buf_free(&b);
	return 0;
}

static void
whole_file(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct buf plain = { 0 };
	struct keys k = { .is_hub = true, .seal_pub = { 9 }, .seal_sec = { 8 } };
	struct pay_read r = { .shape_of = shape_of, .take = take };
	struct sealed s;
	struct err e;

	if (sealed_parse(a, data, size, &s, &e) == 0) {
		r.head = &s.head;
		(void)sealed_verify(&s, k.seal_pub, &e);
		if (sealed_open(&s, &k, &plain, &e) == 0)
			(void)pay_parse(&plain, &r, &e);
	}
	sealed_free(&s);
	buf_free(&plain);
	arena_free(a);
}

static void
header(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct dump_head h;
	struct buf b = { 0 };
	struct err e;
	size_t len;

	if (head_parse(a, data, size, &h, &len, &e) == 0)
		head_print(&b, &h);
	buf_free(&b);
	arena_free(a);
}

static void
body(const uint8_t *data, size_t size)
{
	struct buf plain = { 0 }, packed = { (uint8_t *)(uintptr_t)data, size, size }, none = { 0 };
	struct err e;

	(void)seal_unpack(&packed, &none, 100000, &plain, &e);
	buf_free(&plain);
}

/* The data as the lines between a right first line and a right last one. */
static void
lines(const uint8_t *data, size_t size)
{
	struct dump_head h = { .kind = DK_DELTA, .office = "o2", .unit = "03388@-", .node = { 1 },
	    .sequence = 2, .from = 4, .to = 4 + size % 7, .lines = 2 };
	struct pay_read r = { &h, shape_of, take, NULL };
	struct buf b = { 0 };
	struct err e;
	size_t i;

	pay_meta(&b, &h);
	buf_put(&b, data, size);
	buf_u8(&b, '\n');
	for (i = 0; i <= size; i++)
		h.lines += i == size || data[i] == '\n';
	pay_end(&b, h.lines - 1, h.to - h.from);
	(void)pay_parse(&b, &r, &e);
	buf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const reader[])(const uint8_t *, size_t) = { whole_file, header, body, lines };

	if (size > 0)
		reader[data[0] % 4](data + 1, size - 1);
	return 0;
}
