/* SPDX-License-Identifier: MIT */
/*
 * choice: what a coded cell may hold.  Invariant: a choice that choice_resolve picks is
 * the only one the text can stand for; where two could be meant the person is asked.
 */
#include "tui/choice.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/date.h"
#include "core/text.h"

enum { LINKS_MAX = 2000 };

struct links { struct arena *a; struct book *b; const struct form *form; struct choice *item; int n; };

static bool
on_day(int32_t from, int32_t to, int32_t day)
{
	return (from == DATE_NONE || from <= day) && (to == DATE_NONE || day <= to);
}

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

		if (on_day(c->from, c->to, day))
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

/* Puts n choices into the order of what people read of them. */
static void
sort_items(struct arena *a, struct choice *item, int n, enum sort_mode mode)
{
	struct sorted *s = arena_alloc(a, ((size_t)n + 1) * sizeof *s);
	const char *text;
	int i;

	for (i = 0; i < n; i++) {
		text = *item[i].label ? item[i].label : item[i].value;
		s[i].item = item[i];
		s[i].key.p = text_sortkey(a, text, mode, &s[i].key.n);
	}
	qsort(s, (size_t)n, sizeof *s, by_key);
	for (i = 0; i < n; i++)
		item[i] = s[i].item;
}

static int
add_local(struct arena *a, struct book *b, const struct field *f, struct choices *out,
    struct err *e)
{
	struct choice *item;
	const char **seen = NULL;
	int i, n = book_local(b, a, f, &seen, e);

	if (n < 0)
		return -1;
	item = arena_alloc(a, (size_t)(n + 1) * sizeof *item);
	for (i = 0; i < n; i++)
		item[i] = (struct choice){ .value = seen[i], .label = "", .extra = "" };
	sort_items(a, item, n, order_of(f->person));
	out->item = item;
	out->n = n;
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

static int
add_link(void *arg, struct record *r, struct err *e)
{
	struct links *l = arg;

	(void)e;
	if (l->n == LINKS_MAX)
		return 0;
	l->item[l->n++] = (struct choice){ .value = book_id(l->b, l->a, r->id),
	    .label = link_label(l->a, l->form, book_values(l->a, r, l->form)), .extra = "" };
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
	l.item = arena_alloc(a, LINKS_MAX * sizeof *l.item);
	if (book_query(b, a, &q, add_link, &l, e) != 0)
		return -1;
	out->item = l.item;
	out->n = l.n;
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
	struct choice *item = arena_alloc(a, (size_t)(s->nunits + 1) * sizeof *item);
	int i;

	memset(out, 0, sizeof *out);
	for (i = 0; i < s->nunits; i++) {
		const struct unit *u = &s->unit[i];

		if (on_day(u->from, u->to, day))
			item[out->n++] = choice_unit(a, s, u);
	}
	sort_items(a, item, out->n, order_of(false));
	out->item = item;
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

static bool
begins(const char *s, const char *with)
{
	return strncasecmp(s, with, strlen(with)) == 0;
}

/* How well a query finds what people call a choice; *why as unit_match tells it. */
static int
rank_label(struct arena *a, const struct choice *c, const char *query, const char **why)
{
	*why = NULL;
	return c->nalso ? unit_match(a, query, c->also, c->nalso, why) : text_match(a, query, c->label);
}

/* A code that begins with the query stands before labels that hold it. */
static int
rank(struct arena *a, const struct choice *c, const char *query, bool ids, const char **why)
{
	int of_value = ids ? 0 : text_match(a, query, c->value);
	int of_label = rank_label(a, c, query, why);

	if (of_label < of_value)
		of_label = of_value;
	return !ids && begins(c->value, query) ? 1000000 + of_label : of_label;
}

struct hit { struct chosen chosen; int rank; };

static int
hit_cmp(const void *x, const void *y)
{
	const struct hit *p = x, *q = y;

	return p->rank != q->rank ? (p->rank < q->rank) - (p->rank > q->rank) :
	    p->chosen.index - q->chosen.index;
}

static int
find_hits(struct arena *a, const struct choices *c, const char *query, struct hit *hit)
{
	const char *why = NULL;
	int i, r, n = 0;

	for (i = 0; i < c->n; i++) {
		r = *query ? rank(a, &c->item[i], query, c->ids, &why) : 1;
		if (r > 0)
			hit[n++] = (struct hit){ { i, r < 1000000 ? why : NULL }, r };
	}
	return n;
}

int
choice_find(struct arena *a, const struct choices *c, const char *query, struct chosen *out, int max)
{
	struct hit *hit = arena_alloc(a, (size_t)(c->n + 1) * sizeof *hit);
	const char *way[READINGS];
	int i, n = 0, ways = text_readings(a, query, way);

	for (i = 0; i < ways && n == 0; i++)
		n = find_hits(a, c, way[i], hit);
	qsort(hit, (size_t)n, sizeof *hit, hit_cmp);
	for (i = 0; i < n && i < max; i++)
		out[i] = hit[i].chosen;
	return n;
}

/* The value itself, in any case and, in an open list, without the marks where that is one value. */
static int
same_value(struct arena *a, const struct choices *c, const char *text)
{
	int i, found = CHOICE_NONE;

	for (i = 0; i < c->n; i++)
		if (strcmp(c->item[i].value, text) == 0)
			return i;
	for (i = 0; i < c->n; i++) {
		const char *value = c->item[i].value;

		if (strcasecmp(value, text) != 0 && (c->closed || !text_match(a, text, value) ||
		    strcmp(text_fold(a, text), text_fold(a, value)) != 0))
			continue;
		if (found >= 0)
			return CHOICE_MANY;
		found = i;
	}
	return found;
}

enum { OTHER = 99 };

/* Whether a label is the words and no more: 0 it is, else the kind of name that is, or OTHER. */
static int
is_label(struct arena *a, const struct choice *c, const char *folded)
{
	int i, best = OTHER;

	if (strcmp(folded, text_fold(a, c->label)) == 0)
		return 0;
	for (i = 0; i < c->nalso; i++)
		if ((int)c->also[i].by < best && strcmp(folded, text_fold(a, c->also[i].text)) == 0)
			best = (int)c->also[i].by;
	return best;
}

/* The only label that holds the words, or the only one that is them: "Dose 1" and not "Booster 1 (dose 3)". */
static int
by_label(struct arena *a, const struct choices *c, const char *text)
{
	const char *folded = text_fold(a, text), *why;
	int i, by, holds = 0, same = 0, best = OTHER, held = CHOICE_NONE, is = CHOICE_NONE;

	for (i = 0; i < c->n; i++) {
		if (!rank_label(a, &c->item[i], text, &why))
			continue;
		holds++;
		held = i;
		by = is_label(a, &c->item[i], folded);
		if (by > best || by == OTHER)
			continue;
		same = by < best ? 1 : same + 1;
		best = by;
		is = i;
	}
	if (same == 1)
		return is;
	return holds > 1 ? CHOICE_MANY : held;
}

static int
resolve(struct arena *a, const struct choices *c, const char *text)
{
	int i, found = same_value(a, c, text), n = 0;

	if (found >= 0)
		return found;
	if (!c->closed)
		return CHOICE_NONE;
	for (i = 0; i < c->n && !c->ids; i++)
		if (begins(c->item[i].value, text)) {
			found = i;
			n++;
		}
	if (n == 0 && text[0] && text[1])
		return by_label(a, c, text);
	return n > 1 ? CHOICE_MANY : found;
}

int
choice_resolve(struct arena *a, const struct choices *c, const char *text)
{
	const char *way[READINGS];
	int i, found = CHOICE_NONE, n = text_readings(a, text, way);

	for (i = 0; i < n && found == CHOICE_NONE; i++)
		found = resolve(a, c, way[i]);
	return found;
}

const struct choice *
choice_of(const struct choices *c, const char *value)
{
	int i;

	for (i = 0; i < c->n; i++)
		if (strcmp(c->item[i].value, value) == 0)
			return &c->item[i];
	return NULL;
}

const struct code *
choice_code(const struct codes *c, const char *text, size_t n)
{
	const struct code *found = NULL;
	int i, begin = 0;

	for (i = 0; n > 0 && i < c->ncodes; i++) {
		if (strncasecmp(c->code[i].code, text, n) != 0)
			continue;
		if (c->code[i].code[n] == '\0')
			return &c->code[i];
		found = &c->code[i];
		begin++;
	}
	return begin == 1 ? found : NULL;
}

const char *
choice_reason(struct arena *a, const struct codes *reasons, const char *text)
{
	size_t n = strcspn(text, " :,");
	const struct code *c = choice_code(reasons, text, n), *named = NULL;
	const char *way[READINGS];
	int i, k, hits = 0, ways = text_readings(a, text, way);

	if (c)
		return arena_printf(a, "%s%s", c->code, text + n);
	for (k = 0; k < ways && hits == 0 && text[0]; k++)
		for (i = 0; i < reasons->ncodes; i++)
			if (text_match(a, way[k], lang_pick(reasons->code[i].label))) {
				named = &reasons->code[i];
				hits++;
			}
	return hits == 1 ? named->code : NULL;
}
