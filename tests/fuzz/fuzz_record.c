/* SPDX-License-Identifier: MIT */
/*
 * fuzz_record: any bytes as a stored record, a stored change, and a skim.  What is
 * accepted must survive a round trip.
 */
#include <stdlib.h>
#include <string.h>

#include "core/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static const char *cells[] = { "date", "force", "people", "note", "phone", "age.A12", "km" };
static uint8_t types_of[] = { T_DATE, T_CODE, T_COUNT, T_TEXT, T_TEXT | SHAPE_SENSITIVE, T_COUNT,
	T_COUNT };
static const struct shape shape = { 1, 1, "volunteer_activity", 1, 7, cells, types_of, NULL };

static const struct shape *
shape_of(void *arg, unsigned no)
{
	(void)arg;
	return no == 1 ? &shape : NULL;
}

static const uint8_t *
node_of(void *arg, unsigned no)
{
	static const uint8_t id[16] = "node of the fuzz";

	(void)arg;
	(void)no;
	return id;
}

static void
must(bool what)
{
	if (!what)
		abort();
}

static void
as_record(struct arena *a, const uint8_t *p, size_t n)
{
	struct buf b = { 0 };
	struct record *r, *again;
	struct err e;
	int i;

	if (record_decode(a, p, n, shape_of, NULL, &r, &e) < 0)
		return;
	record_encode(&b, r);
	must(record_decode(a, b.p, b.n, shape_of, NULL, &again, &e) == 0);
	for (i = 0; i < shape.ncells; i++)
		must(r->v[i].kind == again->v[i].kind && r->v[i].n == again->v[i].n);
	buf_free(&b);
}

static void
as_change(struct arena *a, const uint8_t *p, size_t n)
{
	struct buf b = { 0 }, canon = { 0 };
	struct change *c, *again;
	struct err e;

	if (change_decode(a, rid_make(1, 5), p, n, shape_of, NULL, &c, &e) < 0)
		return;
	change_encode(&b, c);
	must(change_decode(a, c->id, b.p, b.n, shape_of, NULL, &again, &e) == 0);
	must(again->nsets == c->nsets && again->clock == c->clock);
	change_canon(&canon, c, node_of, NULL);
	record_apply(a, record_new(a, &shape), c);
	buf_free(&b);
	buf_free(&canon);
}

static void
as_skim(const uint8_t *p, size_t n)
{
	struct skim_cell out[6];
	struct rd r = rd_of(p, n);
	struct skim head = { 0 };

	if (record_skim_head(&r, &head, shape_of, NULL) == 0)
		(void)record_skim_cells(&r, &head, 6, out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_new();

	as_record(a, p, n);
	as_change(a, p, n);
	as_skim(p, n);
	arena_free(a);
	return 0;
}
