/* SPDX-License-Identifier: MIT */
/*
 * dim: values into small numbers and back.  Invariant: entry i never moves its number;
 * texts are copied when first met, so the record they came from may go.
 */
#include "core/dim.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/text.h"

static const struct {
	const char *name, *head;
	enum dim_kind kind;
} named[] = {
	{ "unit", N_("Unit"), DIM_UNIT },
	{ "day", N_("Day"), DIM_DAY },
	{ "week", N_("Week"), DIM_WEEK },
	{ "month", N_("Month"), DIM_MONTH },
	{ "quarter", N_("Quarter"), DIM_QUARTER },
	{ "year", N_("Year"), DIM_YEAR },
};

int
dim_make(struct dim *d, struct arena *a, const struct form *f, const char *name, struct err *e)
{
	size_t i;
	int k;

	memset(d, 0, sizeof *d);
	d->a = a;
	d->name = name;
	d->cell = -1;
	for (k = 0; k < 512; k++)
		d->near[k].day = INT64_MIN;
	for (i = 0; i < sizeof named / sizeof *named; i++) {
		if (strcmp(named[i].name, name) != 0)
			continue;
		d->kind = named[i].kind;
		if (d->kind != DIM_UNIT && !f->date)
			return err_set(e, E_INPUT, _("%s: the form %s has no event date, so it has no periods"),
			    name, f->id);
		if (d->kind != DIM_UNIT)
			d->cell = f->date->cell;
		return 0;
	}
	d->field = form_field(f, name);
	if (!d->field || d->field->ncells != 1)
		return err_set(e, E_INPUT, _("%s: the form %s has no such field to group by; also: unit, day, "
		    "week, month, quarter, year"), text_show(a, name), f->id);
	if (d->field->sensitive)
		return err_set(e, E_INPUT, _("%s: reports are not grouped by personal data"), name);
	d->cell = d->field->cell;
	return 0;
}

static void
grow(struct dim *d)
{
	uint32_t i, at;
	struct dim_entry *bigger;

	if (d->n == d->cap) {
		d->cap = d->cap ? d->cap * 2 : 64;
		bigger = arena_alloc(d->a, d->cap * sizeof *bigger);
		if (d->n)
			memcpy(bigger, d->entry, d->n * sizeof *bigger);
		d->entry = bigger;
	}
	if (d->n * 2 < d->nslots)
		return;
	d->nslots = d->nslots ? d->nslots * 2 : 256;
	d->slot = arena_alloc(d->a, d->nslots * sizeof *d->slot);
	for (i = 0; i < d->n; i++) {
		for (at = d->entry[i].hash; d->slot[at & (d->nslots - 1)]; at++)
			;
		d->slot[at & (d->nslots - 1)] = i + 1;
	}
}

static uint32_t
hash_of(enum vkind kind, uint64_t front, const char *s, size_t len)
{
	uint64_t h = (front + len + 1) * 0x9E3779B97F4A7C15u + (uint64_t)kind, word;
	size_t at;

	for (at = sizeof word; at < len; at += sizeof word) {
		memcpy(&word, s + (at + sizeof word <= len ? at : len - sizeof word), sizeof word);
		h = (h ^ h >> 32 ^ word) * 0x9E3779B97F4A7C15u;
	}
	return (uint32_t)(h ^ h >> 32);
}

static bool
is_entry(const struct dim_entry *x, const struct dim_entry *like)
{
	return x->hash == like->hash && x->front == like->front && x->len == like->len &&
	    x->kind == like->kind && x->n == like->n &&
	    (x->len <= sizeof x->front || memcmp(x->s, like->s, x->len) == 0);
}

static uint32_t
entry_of(struct dim *d, enum vkind kind, int64_t n, const char *s, size_t len)
{
	struct dim_entry x = { 0, kind, n, dim_front(s, len), s, len };
	uint32_t at, i;

	x.hash = hash_of(kind, kind == V_TEXT ? x.front : (uint64_t)n, s, len);
	for (at = x.hash; d->nslots && (i = d->slot[at & (d->nslots - 1)]); at++)
		if (is_entry(&d->entry[i - 1], &x))
			return i - 1;
	grow(d);
	for (at = x.hash; d->slot[at & (d->nslots - 1)]; at++)
		;
	d->slot[at & (d->nslots - 1)] = d->n + 1;
	x.s = len ? arena_dup(d->a, s, len) : "";
	d->entry[d->n] = x;
	return d->n++;
}

uint32_t
dim_text_new(struct dim *d, const char *s, size_t len)
{
	const uint32_t i = entry_of(d, V_TEXT, 0, s, len);
	struct dim_near *near = dim_near(d, d->entry[i].front, len);

	if (len <= sizeof near->front)
		*near = (struct dim_near){ d->entry[i].front, (uint32_t)len, i + 1 };
	return i;
}

int32_t
dim_period(enum dim_kind kind, int32_t day)
{
	int y, m, dom;

	date_split(day, &y, &m, &dom);
	switch (kind) {
	case DIM_WEEK:
		return day - date_weekday(day);
	case DIM_MONTH:
		return day - (dom - 1);
	case DIM_QUARTER:
		return date_of(y, (m - 1) / 3 * 3 + 1, 1);
	case DIM_YEAR:
		return date_of(y, 1, 1);
	default:
		return day;
	}
}

uint32_t
dim_number(struct dim *d, const struct skim_cell *c)
{
	uint32_t at;

	if (c->kind != V_INT || d->kind == DIM_CELL || d->kind == DIM_DAY)
		return entry_of(d, c->kind, c->kind == V_INT ? c->n : 0, NULL, 0);
	at = (uint32_t)c->n % 512;
	if (d->near[at].day != c->n) {
		d->near[at].day = c->n;
		d->near[at].id = entry_of(d, V_INT, dim_period(d->kind, (int32_t)c->n), NULL, 0);
	}
	return d->near[at].id;
}

const char *
dim_period_text(struct arena *a, enum dim_kind kind, int32_t day)
{
	int y, m, dom, week;
	char iso[11];

	date_split(day, &y, &m, &dom);
	switch (kind) {
	case DIM_WEEK: /* ISO 8601: the week belongs to the year its Thursday lies in */
		date_split(day + 3, &y, &m, &dom);
		week = (day + 3 - date_of(y, 1, 1)) / 7 + 1;
		return arena_printf(a, "%04d-W%02d", y, week);
	case DIM_MONTH:
		return arena_printf(a, "%04d-%02d", y, m);
	case DIM_QUARTER:
		return arena_printf(a, "%04d-Q%d", y, (m - 1) / 3 + 1);
	case DIM_YEAR:
		return arena_printf(a, "%04d", y);
	default:
		date_iso(day, iso);
		return arena_strdup(a, iso);
	}
}

static bool
is_period(const struct dim *d, const struct dim_entry *x)
{
	return x->kind == V_INT && d->kind >= DIM_DAY;
}

static struct value
entry_value(const struct dim_entry *x)
{
	return (struct value){ .kind = x->kind, .n = x->n, .s = x->s };
}

const char *
dim_code(struct dim *d, uint32_t i)
{
	struct value v = entry_value(&d->entry[i]);

	if (is_period(d, &d->entry[i]))
		return dim_period_text(d->a, d->kind, (int32_t)v.n);
	return d->kind == DIM_CELL ? value_print(d->a, d->field->type, &v, STYLE_DATA) : v.s ? v.s : "";
}

const char *
dim_label(struct dim *d, const struct schema *s, uint32_t i)
{
	struct value v = entry_value(&d->entry[i]);
	const struct unit *u;
	const struct code *c;

	if (v.kind == V_BLANK)
		return _("(not given)");
	if (is_period(d, &d->entry[i]))
		return d->kind == DIM_DAY ? value_print(d->a, T_DATE, &v, STYLE_PEOPLE) : dim_code(d, i);
	if (d->kind == DIM_UNIT) {
		u = unit_parse(s, v.s);
		return u ? u->name : v.s;
	}
	c = v.kind == V_TEXT && d->field->codes ? codes_find(d->field->codes, v.s) : NULL;
	return c ? lang_pick(c->label) : value_print(d->a, d->field->type, &v, STYLE_PEOPLE);
}

const char *
dim_head(const struct dim *d)
{
	size_t i;

	for (i = 0; i < sizeof named / sizeof *named; i++)
		if (d->kind != DIM_CELL && named[i].kind == d->kind)
			return _(named[i].head);
	return lang_pick(d->field->label);
}

/* Entries in sorting: numbers before texts, blanks first, texts by their labels, then codes. */
struct place {
	uint32_t i;
	const struct dim_entry *x;
	struct order_key key;
};

static int
compare(const void *p, const void *q)
{
	const struct place *a = p, *b = q;
	int d;

	if (a->x->kind != b->x->kind)
		return a->x->kind < b->x->kind ? -1 : 1;
	if (a->x->kind != V_TEXT)
		return a->x->n < b->x->n ? -1 : a->x->n > b->x->n;
	d = order_compare(&a->key, &b->key);
	return d ? d : strcmp(a->x->s, b->x->s);
}

const uint32_t *
dim_order(struct dim *d, const struct schema *s)
{
	struct place *p = arena_alloc(d->a, (d->n + 1) * sizeof *p);
	uint32_t *order = arena_alloc(d->a, (d->n + 1) * sizeof *order), i;

	for (i = 0; i < d->n; i++) {
		p[i].i = i;
		p[i].x = &d->entry[i];
		if (p[i].x->kind == V_TEXT)
			p[i].key.p = text_sortkey(d->a, dim_label(d, s, i),
			    order_of(d->kind == DIM_CELL && d->field->person), &p[i].key.n);
	}
	qsort(p, d->n, sizeof *p, compare);
	for (i = 0; i < d->n; i++)
		order[p[i].i] = i;
	return order;
}
