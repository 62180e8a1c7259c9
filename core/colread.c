/* SPDX-License-Identifier: MIT */
/*
 * colread: one payload line of a form into changes.  Everything here may be
 * hostile: every member must be known and of its kind, every number in its range.
 * Invariant: a change put among the waiting ones has a counter that no other has.
 */
#include "core/column.h"
#include "core/dump_int.h"

#include <stdlib.h>
#include <string.h>

#include "core/code.h"
#include "core/lang.h"

int
pay_bad(struct err *e, const char *what)
{
	return err_set(e, E_FIELD, _("`%s' is missing or wrong"), what);
}

/* The number of a node id among those of the state; 0 when there is no room. */
static int
node_slot(struct pay_state *st, const uint8_t id[NODE_BYTES])
{
	int i;

	for (i = 0; i < st->nodes.n; i++)
		if (memcmp(st->nodes.id[i], id, NODE_BYTES) == 0)
			return i + 2;
	if (st->nodes.n == (int)(sizeof st->nodes.id / sizeof *st->nodes.id))
		return 0;
	memcpy(st->nodes.id[st->nodes.n++], id, NODE_BYTES);
	return st->nodes.n + 1;
}

static int
read_nodes(struct pay_line *l, struct err *e)
{
	const json_t *list = json_object_get(l->j, "nodes");
	uint8_t id[NODE_BYTES];
	const char *s;
	size_t i;

	l->node[0] = 0;
	l->node[1] = 1;
	l->nnodes = 1;
	if (!list)
		return 0;
	l->used++;
	if (!json_is_array(list) || json_array_size(list) > 63)
		return pay_bad(e, "nodes");
	for (i = 0; i < json_array_size(list); i++) {
		s = json_string_value(json_array_get(list, i));
		if (!s || hex_parse(s, id, sizeof id) || bytes_zero(id, sizeof id) ||
		    memcmp(id, l->st->r->head->node, sizeof id) == 0)
			return pay_bad(e, "nodes");
		l->node[++l->nnodes] = node_slot(l->st, id);
		if (l->node[l->nnodes] == 0)
			return err_set(e, E_LIMIT, _("the payload names too many nodes"));
	}
	return 0;
}

/* A column of the line into l->col, or the usual token when the line leaves it out. */
static int
get_column(struct pay_line *l, const char *name, const struct tok *usual, struct err *e)
{
	const json_t *v = json_object_get(l->j, name);
	int i;

	if (v) {
		l->used++;
		if (column_read(l->st->a, v, l->n, l->col, e))
			return err_wrap(e, "%s", name);
		return 0;
	}
	if (!usual)
		return pay_bad(e, name);
	for (i = 0; i < l->n; i++)
		l->col[i] = *usual;
	return 0;
}

/* A column whose tokens are all numbers. */
static int
get_numbers(struct pay_line *l, const char *name, const struct tok *usual, struct err *e)
{
	int i;

	if (get_column(l, name, usual, e))
		return -1;
	for (i = 0; i < l->n; i++)
		if (l->col[i].kind != TK_INT)
			return pay_bad(e, name);
	return 0;
}

static int
get_texts(struct pay_line *l, const char *name, const char *usual, struct err *e)
{
	const struct tok t = { .kind = TK_TEXT, .s = usual };
	int i;

	if (get_column(l, name, usual ? &t : NULL, e))
		return -1;
	for (i = 0; i < l->n; i++)
		if (l->col[i].kind != TK_TEXT || strchr(l->col[i].s, '\n'))
			return pay_bad(e, name);
	return 0;
}

/* Counters: rising, each new, none further away than a block is long. */
static int
read_counters(struct pay_line *l, struct err *e)
{
	const struct tok one = { .kind = TK_INT, .n = 1 };
	struct pay_state *st = l->st;
	uint64_t c = st->next - 1;
	int i;

	if (get_numbers(l, "counter", &one, e))
		return -1;
	for (i = 0; i < l->n; i++) {
		if (l->col[i].n < 1 || l->col[i].n > DUMP_BLOCK)
			return pay_bad(e, "counter");
		c += (uint64_t)l->col[i].n;
		if (c - st->next >= DUMP_BLOCK || c > st->r->head->to || st->wait[c - st->next])
			return pay_bad(e, "counter");
		l->c[i] = arena_alloc(st->a, sizeof **l->c);
		l->c[i]->id = rid_make(1, c);
		l->c[i]->shape = l->shape;
		st->wait[c - st->next] = l->c[i];
		st->nwait++;
	}
	return 0;
}

static int
read_clocks(struct pay_line *l, struct err *e)
{
	const struct tok none = { .kind = TK_INT };
	bool seconds = json_object_get(l->j, "seconds") != NULL;
	int64_t ms = 0, count;
	int i;

	if (get_numbers(l, seconds ? "seconds" : "clock", NULL, e))
		return -1;
	for (i = 0; i < l->n; i++) {
		if (l->col[i].n > (INT64_C(1) << 47) || l->col[i].n < -(INT64_C(1) << 47))
			return pay_bad(e, "clock");
		ms += l->col[i].n * (seconds ? 1000 : 1);
		if (ms < 0 || ms >= INT64_C(1) << 47)
			return pay_bad(e, "clock");
		l->c[i]->clock = (uint64_t)ms << 16;
	}
	if (get_numbers(l, "count", &none, e))
		return -1;
	for (i = 0; i < l->n; i++) {
		count = 0;
		if (i && l->c[i]->clock >> 16 == l->c[i - 1]->clock >> 16)
			count = (int64_t)(l->c[i - 1]->clock & 0xFFFF) + 1;
		if (l->col[i].n < -0xFFFF || l->col[i].n > 0xFFFF)
			return pay_bad(e, "count");
		count += l->col[i].n;
		if (count < 0 || count > 0xFFFF)
			return pay_bad(e, "count");
		l->c[i]->clock |= (uint64_t)count;
	}
	return 0;
}

/* "node.counter" at *s, moved behind it. */
static int
read_place(struct pay_line *l, const char **s, unsigned *node, uint64_t *counter)
{
	char *end;
	unsigned long no;

	if (**s < '1' || **s > '9')
		return -1;
	no = strtoul(*s, &end, 10);
	if (no > (unsigned long)l->nnodes || *end != '.' || end[1] < '1' || end[1] > '9')
		return -1;
	*counter = strtoull(end + 1, &end, 10);
	*node = (unsigned)l->node[no];
	*s = end;
	return *counter < UINT64_C(1) << 48 ? 0 : -1;
}

/* The counter a number of changes before c; 0 when there is none. */
static uint64_t
back(const struct change *c, int64_t n)
{
	return n > 0 && (uint64_t)n < rid_counter(c->id) ? rid_counter(c->id) - (uint64_t)n : 0;
}

static int
read_recs(struct pay_line *l, struct err *e)
{
	const struct tok unset = { .kind = TK_UNSET };
	uint64_t counter;
	unsigned node;
	const char *s;
	int i;

	if (get_column(l, "rec", &unset, e))
		return -1;
	for (i = 0; i < l->n; i++) {
		node = 1;
		s = l->col[i].s;
		if (l->col[i].kind == TK_UNSET)
			counter = rid_counter(l->c[i]->id);
		else if (l->col[i].kind == TK_INT)
			counter = back(l->c[i], l->col[i].n);
		else if (l->col[i].kind != TK_TEXT || read_place(l, &s, &node, &counter) || *s)
			return pay_bad(e, "rec");
		if (counter == 0)
			return pay_bad(e, "rec");
		l->c[i]->rec = rid_make(node, counter);
		if ((l->c[i]->kind == CH_CREATE) != (l->c[i]->rec == l->c[i]->id))
			return pay_bad(e, "rec");
	}
	return 0;
}

static int
by_node(const void *x, const void *y)
{
	const struct vv_item *p = x, *q = y;

	return p->node < q->node ? -1 : p->node > q->node;
}

/* "node.counter node.counter ..." into a vector in order, each node once. */
static int
read_vector(struct pay_line *l, const char *s, struct vv *v)
{
	int i;

	v->item = arena_alloc(l->st->a, (size_t)(l->nnodes + 1) * sizeof *v->item);
	for (v->n = 0; *s; v->n++) {
		if (v->n > l->nnodes || (v->n && *s++ != ' '))
			return -1;
		if (read_place(l, &s, &v->item[v->n].node, &v->item[v->n].counter))
			return -1;
	}
	qsort(v->item, (size_t)v->n, sizeof *v->item, by_node);
	for (i = 1; i < v->n; i++)
		if (v->item[i].node == v->item[i - 1].node)
			return -1;
	return 0;
}

static int
read_seen(struct pay_line *l, struct err *e)
{
	const struct tok unset = { .kind = TK_UNSET };
	struct vv *v;
	int i;

	if (get_column(l, "seen", &unset, e))
		return -1;
	for (i = 0; i < l->n; i++) {
		v = &l->c[i]->seen;
		if (l->col[i].kind == TK_INT) {
			*v = vv_with(l->st->a, v, 1, back(l->c[i], l->col[i].n));
			if (v->item[0].counter == 0)
				return pay_bad(e, "seen");
		} else if (l->col[i].kind == TK_TEXT) {
			if (read_vector(l, l->col[i].s, v) || vv_get(v, 1) >= rid_counter(l->c[i]->id))
				return pay_bad(e, "seen");
		} else if (l->col[i].kind != TK_UNSET) {
			return pay_bad(e, "seen");
		}
	}
	return 0;
}

static int
read_about(struct pay_line *l, struct err *e)
{
	const struct tok unset = { .kind = TK_UNSET };
	int i, k;

	if (get_texts(l, "kind", pay_kinds[CH_CREATE], e))
		return -1;
	for (i = 0; i < l->n; i++) {
		for (k = CH_CREATE; k < CH_N && strcmp(pay_kinds[k], l->col[i].s) != 0; k++)
			;
		if (k == CH_N)
			return pay_bad(e, "kind");
		l->c[i]->kind = (enum change_kind)k;
	}
	if (read_recs(l, e) || read_seen(l, e) || get_texts(l, "who", "", e))
		return -1;
	for (i = 0; i < l->n; i++)
		l->c[i]->who = l->col[i].s;
	if (get_texts(l, "reason", "", e))
		return -1;
	for (i = 0; i < l->n; i++)
		l->c[i]->reason = l->col[i].s;
	if (get_column(l, "unit", &unset, e))
		return -1;
	for (i = 0; i < l->n; i++) {
		if (l->col[i].kind != TK_UNSET && (l->col[i].kind != TK_TEXT || strchr(l->col[i].s, '\n')))
			return pay_bad(e, "unit");
		l->c[i]->unit = l->col[i].kind == TK_TEXT ? l->col[i].s :
		    l->c[i]->kind == CH_CREATE ? l->st->r->head->unit : "";
	}
	return 0;
}

int
pay_line_read(struct pay_line *l, struct err *e)
{
	const struct dump_head *h = l->st->r->head;
	const char *form = json_string_value(json_object_get(l->j, "form"));
	uint64_t version, n;

	if (!form || strlen(form) >= ID_MAX)
		return pay_bad(e, "form");
	if (pay_count(l->j, "v", INT32_MAX, &version, e) || pay_count(l->j, "n", DUMP_BLOCK, &n, e))
		return -1;
	if (n == 0 || n > h->to - (l->st->next - 1))
		return pay_bad(e, "n");
	l->n = (int)n;
	l->used = 3;
	l->shape = l->st->r->shape_of(l->st->r->arg, form, (int)version);
	if (!l->shape)
		return err_set(e, E_SCHEMA, _("form %s version %d is not installed here"), form,
		    (int)version);
	l->c = arena_alloc(l->st->a, (size_t)n * sizeof *l->c);
	l->col = arena_alloc(l->st->a, (size_t)n * sizeof *l->col);
	if (read_nodes(l, e) || read_counters(l, e) || read_clocks(l, e) || read_about(l, e) ||
	    pay_cells_read(l, e))
		return -1;
	return (size_t)l->used == json_object_size(l->j) ? 0 :
	    err_set(e, E_FIELD, _("the line has a member that is not known"));
}
