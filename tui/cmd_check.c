/* SPDX-License-Identifier: MIT */
/*
 * cmd_check: the records of a period checked again, a line a finding.  Records are named as
 * `soxa show` takes them: the counter alone for those of this book.
 */
#include "core/night.h"

#include "core/date.h"
#include "core/json.h"
#include "core/text.h"
#include "tui/cmd.h"
#include "tui/rows.h"

struct check_out {
	struct cmd *c;
	enum format format;
	bool hub;
	int errors;
	struct table_text *table;
	struct buf b;
};

static const char *const levels[] = { [LV_ERROR] = "ERROR", [LV_WARN] = "WARN", [LV_HINT] = "HINT" };

static const char *
number(struct check_out *o, rid id)
{
	if (!id)
		return "-";
	if (rid_node(id) == book_info(o->c->book)->self)
		return arena_printf(o->c->a, "%llu", (unsigned long long)rid_counter(id));
	return book_id(o->c->book, o->c->a, id);
}

static int
nlisted(const struct night_finding *x)
{
	return x->nothers < NIGHT_OTHERS ? x->nothers : NIGHT_OTHERS;
}

static void
put_text(struct check_out *o, const struct night_finding *x, const char *day)
{
	const char *others = "";
	int i;

	for (i = 0; i < nlisted(x); i++)
		others = arena_printf(o->c->a, "%s%s%s", others, i ? "," : "", number(o, x->other[i]));
	if (x->nothers > NIGHT_OTHERS)
		others = arena_printf(o->c->a, "%s,+%d", others, x->nothers - NIGHT_OTHERS);
	table_add(o->table, x->id);
	table_add(o->table, levels[x->level]);
	if (o->hub)
		table_add(o->table, arena_strdup(o->c->a, x->unit));
	table_add(o->table, x->form->code);
	table_add(o->table, number(o, x->rec));
	table_add(o->table, day);
	table_add(o->table, x->cell >= 0 ? x->form->cell[x->cell].id : "-");
	table_add(o->table, *others ? others : "-");
	table_add(o->table, arena_strdup(o->c->a, text_show(o->c->a, x->text)));
}

static void
put_json(struct check_out *o, const struct night_finding *x, const char *day)
{
	const char *is[][2] = { { "id", x->id }, { "rule", x->rule }, { "level", levels[x->level] },
		{ "unit", x->unit }, { "form", x->form->id },
		{ "record", x->rec ? book_id(o->c->book, o->c->a, x->rec) : "" }, { "date", day },
		{ "field", x->cell >= 0 ? x->form->cell[x->cell].id : "" }, { "text", x->text } };
	size_t i;

	buf_u8(&o->b, '{');
	for (i = 0; i < sizeof is / sizeof *is; i++) {
		json_key(&o->b, is[i][0]);
		json_put(&o->b, is[i][1]);
	}
	json_key(&o->b, "others");
	buf_u8(&o->b, '[');
	for (i = 0; i < (size_t)nlisted(x); i++) {
		if (i)
			buf_u8(&o->b, ',');
		json_put(&o->b, book_id(o->c->book, o->c->a, x->other[i]));
	}
	buf_u8(&o->b, ']');
	json_key(&o->b, "nothers");
	buf_printf(&o->b, "%d}\n", x->nothers);
}

static int
each_finding(void *arg, const struct night_finding *x, struct err *e)
{
	struct check_out *o = arg;
	char day[11] = "-";

	(void)e;
	if (x->day != DATE_NONE)
		date_iso(x->day, day);
	o->errors += x->level == LV_ERROR;
	if (o->format == FMT_JSON)
		put_json(o, x, x->day != DATE_NONE ? day : "");
	else
		put_text(o, x, arena_strdup(o->c->a, day));
	return 0;
}

static void
put_head(struct check_out *o)
{
	if (o->format == FMT_JSON)
		return;
	o->table = table_new(o->c->a, o->hub ? 9 : 8);
	table_add(o->table, _("Check"));
	table_add(o->table, _("Level"));
	if (o->hub)
		table_add(o->table, _("Unit"));
	table_add(o->table, _("Form"));
	table_add(o->table, _("Record"));
	table_add(o->table, _("Date"));
	table_add(o->table, _("Field"));
	table_add(o->table, _("Others"));
	table_add(o->table, _("What is found"));
}

int
cmd_check(struct cmd *c, struct err *e)
{
	struct check_out o = { .c = c, .hub = book_info(c->book)->role == ROLE_HUB };
	struct night_ask q = { .all = cmd_opt(c, "all") != NULL };
	const char *unit = cmd_opt(c, "unit");
	const struct unit *u;
	int head, r;

	if (cmd_format(c, &o.format, e) < 0 || cmd_period(c, &q.from, &q.to, e) < 0)
		return -1;
	q.form = c->nargs ? cmd_form(c, c->arg[0], e) : NULL;
	if (c->nargs && !q.form)
		return -1;
	night_period(&q);
	if (unit) {
		u = cmd_unit(c, unit, q.to, e);
		if (!u)
			return -1;
		q.unit = unit_text(c->a, u);
	}
	put_head(&o);
	head = o.table ? o.table->n : 0;
	r = night_check(c->book, &q, each_finding, &o, e);
	if (r == 0 && o.table && o.table->n > head)
		table_put(o.table, &o.b);
	if (r == 0)
		row_flush(&o.b);
	buf_free(&o.b);
	return r != 0 ? r : o.errors ? err_exit(E_RULE) : 0;
}
