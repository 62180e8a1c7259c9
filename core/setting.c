/* SPDX-License-Identifier: MIT */
/*
 * setting: small texts a book remembers by name, in meta under "set:".  Invariant: they
 * never leave the book, so they stand outside the chain.
 */
#include <string.h>

#include "core/book_int.h"

struct setting_ask {
	struct arena *a;
	const char *name, *value;
};

static const char *
row_name(struct arena *a, const char *name)
{
	return arena_printf(a, "set:%s", name);
}

static int
setting_get(void *arg, struct txn *t, struct err *e)
{
	struct setting_ask *q = arg;
	const void *v;
	size_t n;
	int r = meta_get(t, q->name, &v, &n, e);

	if (r == 0)
		q->value = arena_dup(q->a, v, n);
	return r < 0 ? -1 : 0;
}

const char *
book_setting(struct book *b, struct arena *a, const char *name)
{
	struct setting_ask q = { a, row_name(a, name), NULL };
	struct err e;

	return book_visit(b, setting_get, &q, &e) ? NULL : q.value;
}

static int
setting_put(void *arg, struct txn *t, struct err *e)
{
	const struct setting_ask *q = arg;

	if (q->value == NULL)
		return txn_del(t, TB_META, q->name, strlen(q->name), e) < 0 ? -1 : 0;
	return meta_put(t, q->name, q->value, strlen(q->value), e);
}

int
book_setting_put(struct book *b, const char *name, const char *value, struct err *e)
{
	struct arena *a = arena_new();
	struct setting_ask q = { a, row_name(a, name), value };
	int r = store_txn(b->store, setting_put, &q, e);

	arena_free(a);
	return r;
}
