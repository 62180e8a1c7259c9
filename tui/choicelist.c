/* SPDX-License-Identifier: MIT */
/*
 * choicelist: where the choices of a field come from, and their order: a code list in its own,
 * all others as this site sorts.  Invariant: only what holds on the day is offered.
 */
#include "tui/choice.h"

#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/text.h"

enum { LINKS_MAX = 2000 };

/* A column that says what is counted, shown beside the label. */
static const char *
code_extra(const struct codes *list, const struct code *c)
{
	const char *unit = code_column(list, c, "unit");

	return unit ? unit : "";
}

static void
add_codes(struct arena *a, const struct codes *list, int32_t day, struct choices *out)
{
	struct choice *item = arena_alloc(a, (size_t)(list->ncodes + 1) * sizeof *item);
	int i;

	for (i = 0; i < list->ncodes; i++) {
		const struct code *c = &list->code[i];

		if (date_within(c->from, c->to, day))
			item[out->n++] = (struct choice){ .value = c->code,
			    .label = lang_pick(c->label), .extra = code_extra(list, c) };
	}
	out->item = item;
	out->closed = true;
}

struct sorted {
	struct choice item;
	struct order_key key;
};

static int
by_key(const void *x, const void *y)
{
	const struct sorted *a = x, *b = y;
	int d = order_compare(&a->key, &b->key);

	return d ? d : strcmp(a->item.value, b->item.value);
}

static void
sort_by(struct arena *a, struct sorted *s, const char *text, bool person)
{
	s->key.p = text_sortkey(a, text, order_of(person), &s->key.n);
}

/* The choices in the order of their keys. */
static void
in_order(struct arena *a, struct sorted *s, int n, struct choices *out)
{
	struct choice *item = arena_alloc(a, ((size_t)n + 1) * sizeof *item);
	int i;

	if (n)
		qsort(s, (size_t)n, sizeof *s, by_key);
	for (i = 0; i < n; i++)
		item[i] = s[i].item;
	out->item = item;
	out->n = n;
}

static int
add_local(struct arena *a, struct book *b, const struct field *f, struct choices *out,
    struct err *e)
{
	struct sorted *s;
	const char **seen = NULL;
	int i, n = book_local(b, a, f, &seen, e);

	if (n < 0)
		return -1;
	s = arena_alloc(a, ((size_t)n + 1) * sizeof *s);
	for (i = 0; i < n; i++) {
		s[i].item = (struct choice){ .value = seen[i], .label = "", .extra = "" };
		sort_by(a, &s[i], seen[i], f->person);
	}
	in_order(a, s, n, out);
	return 0;
}

/* What people know a linked record by: the columns of its list. */
static const char *
link_label(struct arena *a, const struct form *f, const struct value *v)
{
	const char *text = "";
	int i;

	for (i = 0; i < f->nlist; i++) {
		const char *s = value_print(a, f->list[i]->type, &v[f->list[i]->cell], STYLE_PEOPLE);

		if (*s)
			text = *text ? arena_printf(a, "%s  %s", text, s) : s;
	}
	return text;
}

struct links { struct arena *a; struct book *b; const struct form *form; struct sorted *item; int n; };

/* A linked record, sorted by the first column of its list. */
static int
add_link(void *arg, struct record *r, struct err *e)
{
	struct links *l = arg;
	const struct field *first = l->form->nlist ? l->form->list[0] : NULL;
	const struct value *v = book_values(l->a, r, l->form);
	struct sorted *s = &l->item[l->n];

	(void)e;
	if (l->n == LINKS_MAX)
		return 0;
	l->n++;
	s->item = (struct choice){ .value = book_id(l->b, l->a, r->id),
	    .label = link_label(l->a, l->form, v), .extra = "" };
	sort_by(l->a, s, first ? value_print(l->a, first->type, &v[first->cell], STYLE_PEOPLE) : "",
	    first && first->person);
	return 0;
}

static int
add_links(struct arena *a, struct book *b, const struct field *f, struct choices *out,
    struct err *e)
{
	struct links l = { a, b, schema_form(book_schema(b), f->link), NULL, 0 };
	struct query q = { .form = l.form, .from = DATE_NONE, .to = DATE_NONE };

	out->closed = out->ids = true;
	if (!l.form)
		return 0;
	l.item = arena_alloc(a, (LINKS_MAX + 1) * sizeof *l.item);
	if (book_query(b, a, &q, add_link, &l, e) != 0)
		return -1;
	in_order(a, l.item, l.n, out);
	return 0;
}

struct choice
choice_unit(struct arena *a, const struct schema *s, const struct unit *u)
{
	struct choice c = { .value = unit_text(a, u), .label = u->name, .extra = "" };

	c.nalso = unit_names(a, s, u, &c.also);
	return c;
}

void
choice_units(struct arena *a, const struct schema *s, int32_t day, struct choices *out)
{
	struct sorted *item = arena_alloc(a, (size_t)(s->nunits + 1) * sizeof *item);
	int i, n = 0;

	memset(out, 0, sizeof *out);
	for (i = 0; i < s->nunits; i++) {
		const struct unit *u = &s->unit[i];

		if (!date_within(u->from, u->to, day))
			continue;
		item[n].item = choice_unit(a, s, u);
		sort_by(a, &item[n++], u->name, false);
	}
	in_order(a, item, n, out);
	out->closed = true;
}

int
choice_list(struct arena *a, struct book *b, const struct field *f, int32_t day,
    struct choices *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (f->type == T_LINK)
		return add_links(a, b, f, out, e);
	if (f->type == T_UNIT)
		choice_units(a, book_schema(b), day, out);
	else if (f->type == T_CODE && f->codes)
		add_codes(a, f->codes, day, out);
	else if (f->type == T_CODE)
		return add_local(a, b, f, out, e);
	return 0;
}
