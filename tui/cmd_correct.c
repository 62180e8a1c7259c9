/* SPDX-License-Identifier: MIT */
/*
 * cmd_correct: the corrections as rows, one a cell that was corrected, and what they add
 * up to.  Masked fields stay masked in every format: the difference is what is looked for.
 */
#include <string.h>

#include "core/correct.h"
#include "core/csv.h"
#include "core/date.h"
#include "core/json.h"
#include "core/text.h"
#include "tui/cmd.h"
#include "tui/rows.h"

enum { COLUMNS = 13 };

/* The columns: the name in CSV and JSON, the head in text. */
static const struct column { const char *name, *head; } columns[COLUMNS] = {
	{ "unit", N_("Unit") }, { "form", N_("Form") }, { "date", N_("Day") }, { "record", N_("Record") },
	{ "field", N_("Field") }, { "old", N_("Old value") }, { "new", N_("New value") },
	{ "difference", N_("Difference") }, { "reason", N_("Reason") }, { "paper", N_("Paper") },
	{ "who", N_("Who") }, { "when", N_("When") }, { "change", N_("Change number") },
};

enum { COL_DAY = 2, COL_FIELD = 4, COL_OLD, COL_NEW, COL_DIFFERENCE };

/* The differences of one field. */
struct sum {
	const struct form *form;
	const struct field *field;
	int64_t n;
};

struct rows_out {
	struct cmd *c;
	enum format format;
	struct table_text *table;
	struct buf b;
	struct sum *sum;
	int nsums;
	int rows, records;
	rid *seen;              /* the records counted */
	int cap_seen;
};

static const char *
value_words(const struct rows_out *o, const struct correction *x, const struct value *v)
{
	const struct cell *cell = x->cell >= 0 ? &x->form->cell[x->cell] : NULL;

	if (!cell)
		return "";
	if (o->format == FMT_TEXT || cell->field->mask || cell->field->sensitive)
		return row_cell(o->c->a, cell, v, row_listed_reveal(&o->c->op));
	return v->kind == V_BLANK ? "" : value_print(o->c->a, cell->field->type, v, STYLE_DATA);
}

/* Adds up a difference by field: cells of a grid are one. */
static void
add_up(struct rows_out *o, const struct correction *x)
{
	const struct field *f = x->form->cell[x->cell].field;
	int i;

	for (i = 0; i < o->nsums && o->sum[i].field != f; i++)
		;
	if (i == o->nsums) {
		o->sum = arena_room(o->c->a, o->sum, (size_t)o->nsums, sizeof *o->sum);
		o->sum[o->nsums++] = (struct sum){ x->form, f, 0 };
	}
	o->sum[i].n += x->difference;
}

/* Counts a record once. */
static void
count_record(struct rows_out *o, rid id)
{
	rid *more;
	int i;

	for (i = o->records - 1; i >= 0; i--)
		if (o->seen[i] == id)
			return;
	if (o->records == o->cap_seen) {
		o->cap_seen = o->cap_seen ? 2 * o->cap_seen : 64;
		more = arena_alloc(o->c->a, (size_t)o->cap_seen * sizeof *more);
		if (o->records)
			memcpy(more, o->seen, (size_t)o->records * sizeof *more);
		o->seen = more;
	}
	o->seen[o->records++] = id;
}

static void
put_row(struct rows_out *o, const char *const text[COLUMNS], const struct correction *x)
{
	int i;

	if (o->format == FMT_JSON)
		buf_u8(&o->b, '{');
	for (i = 0; i < COLUMNS; i++) {
		if (o->format == FMT_TEXT) {
			table_add(o->table, arena_strdup(o->c->a, text[i])); /* the values end with the change */
		} else if (o->format == FMT_CSV) {
			if (i == COL_DIFFERENCE) /* a number of ours, which needs no guard */
				buf_printf(&o->b, "%s", text[i]);
			else
				csv_put(&o->b, text[i]);
			buf_printf(&o->b, "%s", i < COLUMNS - 1 ? "," : "\r\n");
		} else if (i == COL_DIFFERENCE && !x->counts) {
			continue;
		} else {
			json_key(&o->b, columns[i].name);
			if (i == COL_DIFFERENCE)
				buf_printf(&o->b, "%lld", (long long)x->difference);
			else
				json_put(&o->b, text[i]);
		}
	}
	if (o->format == FMT_JSON)
		buf_printf(&o->b, "}\n");
	if (o->b.n > 65536)
		row_flush(&o->b);
}

static int
each_correction(void *arg, const struct correction *x, struct err *e)
{
	struct rows_out *o = arg;
	struct cmd *c = o->c;
	bool people = o->format == FMT_TEXT, gone = x->cell < 0;
	const struct cell *cell = gone ? NULL : &x->form->cell[x->cell];
	char day[11] = "";
	const char *text[COLUMNS];

	(void)e; /* nothing can fail here: output errors stay in stdout's mark */
	if (x->day != DATE_NONE)
		date_iso(x->day, day);
	text[0] = x->unit;
	text[1] = people ? x->form->code : x->form->id;
	text[COL_DAY] = day;
	text[3] = book_id(c->book, c->a, x->c->rec);
	text[COL_FIELD] = gone ? people ? row_change_label(CH_REMOVE) : "_status" :
	    people ? row_label(c->a, cell) : cell->id;
	text[COL_OLD] = gone ? people ? "" : row_status(ST_LOCKED) : value_words(o, x, &x->was);
	text[COL_NEW] = gone ? people ? "" : row_status(ST_REMOVED) :
	    x->erased ? _("erased") : value_words(o, x, &x->now);
	text[COL_DIFFERENCE] = !x->counts ? "" : arena_printf(c->a, people ? "%+lld" : "%lld",
	    (long long)x->difference);
	text[8] = x->why;
	text[9] = x->paper;
	text[10] = x->c->who;
	text[11] = row_moment(c->a, x->c->clock);
	text[12] = book_id(c->book, c->a, x->c->id);
	put_row(o, text, x);
	o->rows++;
	count_record(o, x->c->rec);
	if (x->counts)
		add_up(o, x);
	return 0;
}

/* The line below: how many, and what they add up to by field. */
static void
put_totals(struct rows_out *o)
{
	int i;

	if (o->rows)
		table_put(o->table, &o->b);
	buf_printf(&o->b, _("Total: %d corrected cells of %d records"), o->rows, o->records);
	for (i = 0; i < o->nsums; i++)
		buf_printf(&o->b, "%s%s %s %+lld", i ? ", " : ": ", o->sum[i].form->code,
		    lang_pick(o->sum[i].field->label), (long long)o->sum[i].n);
	buf_u8(&o->b, '\n');
}

static int
take_options(struct rows_out *o, struct correct_ask *q, struct err *e)
{
	struct cmd *c = o->c;
	const char *unit = cmd_opt(c, "unit");
	const struct unit *u;

	if (cmd_format(c, &o->format, e) < 0 || cmd_period(c, &q->from, &q->to, e) < 0)
		return -1;
	if (c->nargs && !(q->form = cmd_form(c, c->arg[0], e)))
		return -1;
	if (unit) {
		u = cmd_unit(c, unit, q->from, e);
		if (!u)
			return -1;
		q->unit = unit_text(c->a, u);
	}
	return 0;
}

int
cmd_corrections(struct cmd *c, struct err *e)
{
	struct rows_out o = { .c = c };
	struct correct_ask q = { 0 };
	int i, r;

	if (take_options(&o, &q, e) < 0)
		return -1;
	if (o.format == FMT_TEXT) {
		o.table = table_new(c->a, COLUMNS);
		for (i = COL_OLD; i <= COL_DIFFERENCE; i++)
			o.table->right[i] = true;
		for (i = 0; i < COLUMNS; i++)
			table_add(o.table, _(columns[i].head));
	} else if (o.format == FMT_CSV) {
		buf_printf(&o.b, "%s", CSV_BOM);
		for (i = 0; i < COLUMNS; i++)
			buf_printf(&o.b, "%s%s", columns[i].name, i < COLUMNS - 1 ? "," : "\r\n");
	}
	r = correct_list(c->book, &q, each_correction, &o, e);
	if (r == 0 && o.format == FMT_TEXT)
		put_totals(&o);
	row_flush(&o.b);
	buf_free(&o.b);
	return r;
}
