/* SPDX-License-Identifier: MIT */
/*
 * cmd_due: what is missing, late and complete on a day.  A form that is due by week, month
 * or quarter has two rows until its period is over: the period before, and the one that runs.
 */
#include "core/due.h"

#include "core/csv.h"
#include "core/date.h"
#include "core/json.h"
#include "core/text.h"
#include "tui/cmd.h"
#include "tui/rows.h"

struct due_out {
	struct cmd *c;
	enum format format;
	int32_t day;
	bool hub;
	struct table_text *table;
	struct buf b;
};

/* A row of the answer. */
struct due_line {
	const struct unit *unit;
	const char *unit_id;
	const struct form *form;
	const char *period, *due;
	struct due_cell cell;
};

static void
put_line(struct due_out *o, const struct due_line *l)
{
	bool passed = l->cell.status > ST_COMPLETE;
	const char *state = due_state_id(l->cell.state), *status = passed ? row_status(l->cell.status) : "";
	const char *text[] = { l->unit_id, l->form->id, l->period, l->due, state };
	static const char *const name[] = { "unit", "form", "period", "due", "state" };
	int i;

	if (o->format == FMT_TEXT) {
		if (o->hub) {
			table_add(o->table, l->unit_id);
			table_add(o->table, l->unit ? l->unit->name : "");
		}
		table_add(o->table, l->form->code);
		table_add(o->table, lang_pick(l->form->title));
		table_add(o->table, l->period);
		table_add(o->table, l->due);
		table_add(o->table, passed ? arena_printf(o->c->a, "%s, %s", due_state_label(l->cell.state),
		    row_status_label(l->cell.status)) : due_state_label(l->cell.state));
		table_add(o->table, arena_printf(o->c->a, "%d", l->cell.records));
		return;
	}
	if (o->format == FMT_JSON)
		buf_u8(&o->b, '{');
	for (i = 0; i < 5; i++) {
		if (o->format == FMT_JSON) {
			json_key(&o->b, name[i]);
			json_put(&o->b, text[i]);
		} else {
			csv_put(&o->b, text[i]);
			buf_u8(&o->b, ',');
		}
	}
	if (o->format == FMT_JSON)
		json_key(&o->b, "records");
	buf_printf(&o->b, "%d", l->cell.records);
	if (o->format == FMT_CSV)
		buf_printf(&o->b, ",%s\r\n", status);
	else
		buf_printf(&o->b, passed ? ",\"status\":\"%s\"}\n" : "%s}\n", status);
}

static void
put_head(struct due_out *o)
{
	if (o->format == FMT_CSV)
		buf_printf(&o->b, "%sunit,form,period,due,state,records,status\r\n", CSV_BOM);
	if (o->format != FMT_TEXT)
		return;
	o->table = table_new(o->c->a, o->hub ? 8 : 6);
	o->table->right[o->hub ? 7 : 5] = true;
	if (o->hub) {
		table_add(o->table, _("Unit"));
		table_add(o->table, _("Name"));
	}
	table_add(o->table, _("Form"));
	table_add(o->table, _("Title"));
	table_add(o->table, _("Period"));
	table_add(o->table, _("Due"));
	table_add(o->table, _("State"));
	table_add(o->table, _("Records"));
}

/* The rows of one unit. */
static int
put_unit(struct due_out *o, const struct unit *u, const char *unit, struct err *e)
{
	const struct schema *s = o->c->schema;
	struct due_cell cell[2];
	int i, k;

	for (i = 0; i < s->nforms; i++) {
		int p = due_period(s->form[i]);
		struct due_ask q = { .form = s->form[i], .unit = unit, .n = 1, .count = true,
			.who = o->hub ? NULL : o->c->who };

		if (p <= DUE_EVENT)
			continue;
		q.first = due_span((enum due_period)p, o->day);
		if (q.first.to > o->day) {
			q.first = due_step((enum due_period)p, &q.first, -1);
			q.n = 2;
		}
		if (due_row(o->c->book, &q, cell, e) != 0)
			return -1;
		for (k = 0; k < q.n; k++) {
			put_line(o, &(struct due_line){ u, unit, s->form[i],
			    due_span_text(o->c->a, (enum due_period)p, &q.first), row_moment(o->c->a, (uint64_t)q.first.due << 16),
			    cell[k] });
			q.first = due_step((enum due_period)p, &q.first, 1);
		}
	}
	return 0;
}

/* The units asked about: that of --unit, the office's own, or all communes of that day. */
static int
put_units(struct due_out *o, struct err *e)
{
	const char *want = cmd_opt(o->c, "unit"), *own = book_info(o->c->book)->unit;
	const struct unit *u = want ? cmd_unit(o->c, want, o->day, e) : unit_parse(o->c->schema, own);
	const struct unit **list;
	int i, n;

	if (want && !u)
		return -1;
	if (want || !o->hub)
		return put_unit(o, u, want ? unit_text(o->c->a, u) : own, e);
	n = due_units(o->c->a, o->c->schema, o->day, &list);
	for (i = 0; i < n; i++)
		if (put_unit(o, list[i], unit_text(o->c->a, list[i]), e) != 0)
			return -1;
	return 0;
}

int
cmd_due(struct cmd *c, struct err *e)
{
	struct due_out o = { .c = c, .hub = book_info(c->book)->role == ROLE_HUB };
	int r;

	if (cmd_format(c, &o.format, e) < 0 || cmd_day(c, "date", &o.day, e) < 0)
		return -1;
	if (o.day == DATE_NONE)
		o.day = date_today();
	put_head(&o);
	r = put_units(&o, e);
	if (r == 0 && o.table)
		table_put(o.table, &o.b);
	if (r == 0)
		row_flush(&o.b);
	buf_free(&o.b);
	return r;
}
