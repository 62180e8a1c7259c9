/* SPDX-License-Identifier: MIT */
/*
 * cmd_list: the records of a form as text, CSV or JSON.  Invariant: CSV and JSON are
 * what `add` reads; without --sort they stream, a slice of the book at a time.
 */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "tui/cmd.h"
#include "tui/rows.h"

struct line {
	struct order_key key;
	size_t from, n;         /* bytes in out: a line of CSV or JSON */
	int row;                /* text: first cell in the table */
};

struct list {
	struct cmd *c;
	const struct form *form;
	enum format format;
	const struct expr *where;
	int sort;               /* cell, -1 none */
	const struct field *hidden;    /* a masked one that is asked for */
	struct look look;
	struct arena *scratch;  /* of one record */
	struct buf out;
	struct table_text *table;
	struct line *line;
	size_t nlines, cap;
};

static bool
wanted(struct list *l, const struct value *v)
{
	return !l->where || expr_true(l->scratch, l->where, v, &l->look, false);
}

/* What orders records by a text: a code by its list, a unit by its name, a person by the given name. */
static void
text_key(struct list *l, const struct field *f, const char *s, struct buf *b)
{
	const struct code *code = f->codes ? codes_find(f->codes, s) : NULL;
	const struct unit *u = f->type == T_UNIT ? unit_parse(l->c->schema, s) : NULL;
	const uint8_t *text;
	size_t n;

	if (f->codes) { /* what the list does not have any more comes last */
		buf_u16(b, (uint16_t)(code ? code - f->codes->code : UINT16_MAX));
		buf_str(b, code ? "" : s);
		return;
	}
	text = text_sortkey(l->scratch, u ? u->name : s, order_of(f->person), &n);
	buf_put(b, text, n);
}

/* The bytes that order records by the value v of the sort field: blanks first. */
static void
sort_key(struct list *l, const struct value *v, struct line *line)
{
	struct buf b = { 0 };

	buf_u8(&b, (uint8_t)v->kind);
	if (v->kind == V_INT)
		buf_u64(&b, (uint64_t)v->n ^ (UINT64_C(1) << 63));
	if (v->kind == V_TEXT)
		text_key(l, l->form->cell[l->sort].field, v->s, &b);
	line->key.p = arena_dup(l->c->a, b.p, b.n);
	line->key.n = b.n;
	buf_free(&b);
}

static void
keep(struct list *l, size_t from, int row, const struct value *v)
{
	struct line *line;

	if (l->nlines == l->cap) {
		struct line *bigger;

		l->cap = l->cap ? l->cap * 2 : 1024;
		bigger = arena_alloc(l->c->a, l->cap * sizeof *bigger);
		if (l->nlines)
			memcpy(bigger, l->line, l->nlines * sizeof *bigger);
		l->line = bigger;
	}
	line = &l->line[l->nlines++];
	line->from = from;
	line->n = l->out.n - from;
	line->row = row;
	if (l->sort >= 0)
		sort_key(l, v, line);
}

static void
text_row(struct list *l, const struct record *r, const struct value *v, const char *id)
{
	const struct form *f = l->form;
	int i;

	table_add(l->table, arena_strdup(l->c->a, id));
	for (i = 0; i < f->nlist; i++)
		table_add(l->table, arena_strdup(l->c->a, row_listed(f, i, v,
		    row_cell(l->scratch, &f->cell[f->list[i]->cell], &v[f->list[i]->cell],
		    row_listed_reveal(&l->c->op)))));
	table_add(l->table, row_status_label(r->status));
}

static int
each_record(void *arg, struct record *r, struct err *e)
{
	struct list *l = arg;
	struct value *v;
	const char *id;
	size_t from = l->out.n;
	int row = l->table ? l->table->n : 0;

	(void)e; /* nothing can fail here: output errors stay in stdout's mark */
	arena_reset(l->scratch);
	v = book_values(l->scratch, r, l->form);
	if (!wanted(l, v))
		return 0;
	id = book_id(l->c->book, l->scratch, r->id);
	if (l->format == FMT_TEXT) {
		text_row(l, r, v, id);
	} else if (l->format == FMT_JSON) {
		row_json(&l->out, l->scratch, r, id, row_reveal(&l->c->op));
		buf_u8(&l->out, '\n');
	} else {
		row_csv(&l->out, l->scratch, &(struct row_as){ l->form, row_reveal(&l->c->op) }, r, v, id);
	}
	if (l->format == FMT_TEXT || l->sort >= 0)
		keep(l, from, row, l->sort >= 0 ? &v[l->sort] : NULL);
	else if (l->out.n > 65536)
		row_flush(&l->out);
	return 0;
}

static int
compare_lines(const void *x, const void *y)
{
	const struct line *a = x, *b = y;
	int d = order_compare(&a->key, &b->key);

	if (d)
		return d;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return a->from < b->from ? -1 : a->from > b->from;
}

/* The table in the order of the lines, under its heads. */
static void
put_table(struct list *l)
{
	const struct form *f = l->form;
	struct table_text *t = table_new(l->c->a, l->table->cols);
	struct buf b = { 0 };
	size_t k;
	int i;

	table_add(t, _("Id"));
	for (i = 0; i < f->nlist; i++) {
		table_add(t, lang_pick(f->list[i]->brief[LANG_VI] || f->list[i]->brief[LANG_EN] ?
		    f->list[i]->brief : f->list[i]->label));
		t->right[i + 1] = types[f->list[i]->type].numeric;
	}
	table_add(t, _("Status"));
	for (k = 0; k < l->nlines; k++)
		for (i = 0; i < t->cols; i++)
			table_add(t, l->table->cell[l->line[k].row + i]);
	table_put(t, &b);
	row_flush(&b);
	buf_free(&b);
}

static void
put_sorted(struct list *l)
{
	size_t k;

	for (k = 0; k < l->nlines; k++)
		fwrite(l->out.p + l->line[k].from, 1, l->line[k].n, stdout);
}

/* A field whose values the person is not shown, asked for: the answer would tell them all the same. */
static void
ask_of(void *arg, int cell)
{
	struct list *l = arg;

	if (row_masked(&l->form->cell[cell], row_reveal(&l->c->op)))
		l->hidden = l->form->cell[cell].field;
}

static int
take_options(struct list *l, struct query *q, struct err *e)
{
	struct cmd *c = l->c;
	const char *where = cmd_opt(c, "where"), *sort = cmd_opt(c, "sort"), *unit = cmd_opt(c, "unit");
	const struct unit *u;

	if (cmd_format(c, &l->format, e) < 0 || cmd_period(c, &q->from, &q->to, e) < 0)
		return -1;
	if (unit) {
		u = cmd_unit(c, unit, q->from, e);
		if (!u)
			return -1;
		q->unit = unit_text(c->a, u);
	}
	if (where) {
		l->where = expr_parse(c->a, c->schema, l->form, where, ET_BOOL, e);
		if (!l->where) {
			e->code = E_USAGE;
			return err_wrap(e, "--where");
		}
		expr_cells(l->where, ask_of, l);
	}
	l->sort = sort ? form_cell(l->form, sort) : -1;
	if (sort && l->sort < 0)
		return err_set(e, E_USAGE, _("--sort %s: the form has no such field; "
		    "see `soxa forms show FORM`"), text_show(c->a, sort));
	if (l->sort >= 0)
		ask_of(l, l->sort);
	return l->hidden ? err_set(e, E_RULE, _("%s is masked for you: it is neither asked for nor sorted by"),
	    l->hidden->id) : 0;
}

int
cmd_list(struct cmd *c, struct err *e)
{
	struct list l = { .c = c };
	struct query q = { 0 };
	struct arena *slices = arena_new();
	int status = -1;

	l.scratch = arena_new();
	l.form = q.form = cmd_form(c, c->arg[0], e);
	if (!l.form || take_options(&l, &q, e) < 0)
		goto out;
	l.look = book_look(c->book, book_info(c->book)->unit);
	if (l.format == FMT_TEXT)
		l.table = table_new(c->a, l.form->nlist + 2);
	else if (l.format == FMT_CSV)
		row_csv_head(&l.out, l.form);
	row_flush(&l.out);
	status = book_query(c->book, slices, &q, each_record, &l, e);
	if (status < 0)
		goto out;
	if (l.sort >= 0 && l.nlines)
		qsort(l.line, l.nlines, sizeof *l.line, compare_lines);
	if (l.format == FMT_TEXT)
		put_table(&l);
	else if (l.sort >= 0)
		put_sorted(&l);
	else
		row_flush(&l.out);
out:
	buf_free(&l.out);
	arena_free(l.scratch);
	arena_free(slices);
	return status;
}
