/* SPDX-License-Identifier: MIT */
/*
 * audit: see audit.h.  Invariant: values of records do not come out of here, names of fields do.
 */
#include "core/audit.h"

#include <string.h>

#include "core/book_int.h"
#include "core/date.h"
#include "core/dump_int.h"
#include "core/operator.h"

struct audit {
	const struct audit_ask *q;
	book_each_change *each;
	void *arg;
	struct arena *a;
};

static int
look_at(void *arg, struct change *c, struct err *e)
{
	const struct audit *x = arg;
	const struct audit_ask *q = x->q;
	int64_t ms = (int64_t)(c->clock >> 16);
	int r = 0;

	if (!((q->from != DATE_NONE && ms < date_begins(q->from)) || (q->to != DATE_NONE && ms >= date_begins(q->to + 1)) ||
	    (q->who && strcmp(q->who, c->who) != 0) || (q->form && strcmp(q->form, c->shape->form) != 0) ||
	    (q->kind && q->kind != c->kind)))
		r = x->each(x->arg, c, e);
	arena_reset(x->a);
	return r;
}

int
audit_list(struct book *b, struct arena *a, const struct audit_ask *q, book_each_change *each, void *arg,
    struct err *e)
{
	struct audit x = { q, each, arg, a };
	unsigned node, nodes = book_nodes(b);
	uint64_t from;

	for (node = 1; node <= nodes; node++) {
		from = 0;
		if (node == book_info(b)->self && q->from != DATE_NONE &&
		    book_before(b, date_begins(q->from), &from, e) != 0)
			return -1;
		if (book_changes(b, a, node, from, 0xFFFFFFFFFFFF, look_at, &x, e) != 0)
			return -1;
	}
	return 0;
}

enum change_kind
audit_kind(const char *name)
{
	int k = CH_CREATE;

	while (k < CH_N && strcmp(pay_kinds[k], name) != 0)
		k++;
	return k < CH_N ? (enum change_kind)k : 0;
}

const char *
audit_kind_name(enum change_kind kind)
{
	return pay_kinds[kind];
}

const char *
audit_fields(struct arena *a, const struct change *c)
{
	bool people = strcmp(c->shape->form, operator_form()->id) == 0;
	const char *s = "";
	int i;

	for (i = 0; i < c->nsets; i++) {
		const char *id = c->shape->cell[c->set[i].cell], *v = "";

		if (people)
			v = value_print(a, (enum ftype)(c->shape->type[c->set[i].cell] & SHAPE_TYPE), &c->set[i].v, STYLE_DATA);
		s = arena_printf(a, "%s%s%s%s%s", s, i ? ", " : "", id, people ? "=" : "", v);
	}
	return s;
}
