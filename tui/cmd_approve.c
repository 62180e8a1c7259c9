/* SPDX-License-Identifier: MIT */
/*
 * cmd_approve: the status of a period: approve, lock, unlock.  What stands in the way is
 * told and left as it is; only a lock that left something open ends as refused.
 */
#include "core/approve.h"

#include <string.h>

#include "core/date.h"
#include "core/due.h"
#include "core/text.h"
#include "tui/cmd.h"
#include "tui/rows.h"

struct moving {
	struct cmd *c;
	struct approve_ask ask;        /* of the form at hand */
	int32_t from, to, day;         /* as given; DATE_NONE: not */
	struct table_text *table;
	int moved, stay;               /* of all forms */
};

static const char *
names(const struct moving *m, const struct approve_sum *sum)
{
	const char *s = "";
	int i;

	for (i = 0; i < sum->nnames; i++)
		s = arena_printf(m->c->a, "%s%s%s", s, i ? ", " : "", book_id(m->c->book, m->c->a, sum->name[i]));
	return sum->held + sum->conflicts > sum->nnames ? arena_printf(m->c->a, "%s, ...", s) : s;
}

/* What stands in the way of a form. */
static void
say_rest(const struct moving *m, const struct approve_sum *sum)
{
	const char *code = m->ask.form->code;
	char day[11], to[11];

	date_iso(m->ask.from, day);
	date_iso(m->ask.to, to);
	if (sum->held)
		cmd_say(_("%s: %d records are not approved and stay open (%s): `soxa approve %s --from %s --to %s`, then lock again"),
		    code, sum->held, names(m, sum), code, day, to);
	if (sum->conflicts)
		cmd_say(_("%s: %d records are in conflict and stay as they are (%s): look at both values first"),
		    code, sum->conflicts, names(m, sum));
	if (sum->missing + sum->drafts == 0)
		return;
	date_iso(sum->first, day);
	cmd_say(_("WARN %s: %d periods are missing and %d a draft, the first of %s; see `soxa due --date %s`"),
	    code, sum->missing, sum->drafts, day, day);
}

static int
move_form(struct moving *m, const struct form *f, struct err *e)
{
	struct approve_sum sum;
	struct due_span s;
	int p = due_period(f), r;

	m->ask.form = f;
	m->ask.from = m->from;
	m->ask.to = m->to;
	if (m->day != DATE_NONE) {
		s = due_span(p < 0 ? DUE_EVENT : (enum due_period)p, m->day);
		m->ask.from = s.from;
		m->ask.to = s.to;
	}
	r = approve_period(m->c->book, &m->ask, &sum, e);
	m->moved += sum.moved;
	m->stay += sum.held + sum.conflicts;
	if (sum.moved + sum.already) {
		table_add(m->table, f->code);
		table_add(m->table, lang_pick(f->title));
		table_add(m->table, arena_printf(m->c->a, "%d", sum.moved));
		table_add(m->table, arena_printf(m->c->a, "%d", sum.already));
	}
	if (r == 0)
		say_rest(m, &sum);
	return r;
}

/* The form named, or all that have periods. */
static int
move_forms(struct moving *m, struct err *e)
{
	const struct schema *s = m->c->schema;
	const struct form *f;
	int i;

	if (m->c->nargs) {
		f = cmd_form(m->c, m->c->arg[0], e);
		if (f && !f->date)
			return err_set(e, E_USAGE, _("%s has no day of its own, so it has no periods"), f->code);
		return f ? move_form(m, f, e) : -1;
	}
	for (i = 0; i < s->nforms; i++)
		if (due_period(s->form[i]) >= 0 && move_form(m, s->form[i], e) != 0)
			return -1;
	return 0;
}

static int
take_options(struct moving *m, struct err *e)
{
	struct cmd *c = m->c;
	const char *unit = cmd_opt(c, "unit"), *reason = cmd_opt(c, "reason");
	const struct unit *u;

	if (cmd_period(c, &m->from, &m->to, e) < 0 || cmd_day(c, "date", &m->day, e) < 0)
		return -1;
	if (m->day == DATE_NONE ? m->from == DATE_NONE || m->to == DATE_NONE :
	    m->from != DATE_NONE || m->to != DATE_NONE)
		return err_set(e, E_USAGE, _("say which days: --date DAY, or --from DAY --to DAY"));
	if (unit) {
		u = cmd_unit(c, unit, m->day != DATE_NONE ? m->day : m->from, e);
		if (!u)
			return -1;
		m->ask.unit = unit_text(c->a, u);
	}
	m->ask.reason = "";
	if (reason && text_clean(c->a, reason, strlen(reason), TEXT_LINE, &m->ask.reason, e) < 0)
		return err_wrap(e, "--reason");
	if (m->ask.kind == CH_UNLOCK && !*m->ask.reason)
		return err_set(e, E_USAGE, _("say why with --reason TEXT"));
	return 0;
}

static int
move_period(struct cmd *c, enum change_kind kind, struct err *e)
{
	struct moving m = { .c = c, .ask = { .kind = kind, .who = c->who } };
	struct buf b = { 0 };
	int r;

	if (take_options(&m, e) < 0)
		return -1;
	m.table = table_new(c->a, 4);
	m.table->right[2] = m.table->right[3] = true;
	table_add(m.table, _("Form"));
	table_add(m.table, _("Title"));
	table_add(m.table, _("now"));
	table_add(m.table, _("before"));
	r = move_forms(&m, e);
	if (m.table->n > m.table->cols)
		table_put(m.table, &b);
	row_flush(&b);
	buf_free(&b);
	if (r == 0 || m.moved)
		cmd_say(_("%d records: %s"), m.moved, row_change_label(kind));
	return r == 0 && kind == CH_LOCK && m.stay ? err_exit(E_RULE) : r;
}

int
cmd_approve(struct cmd *c, struct err *e)
{
	return move_period(c, CH_APPROVE, e);
}

int
cmd_lock(struct cmd *c, struct err *e)
{
	return move_period(c, CH_LOCK, e);
}

int
cmd_unlock(struct cmd *c, struct err *e)
{
	return move_period(c, CH_UNLOCK, e);
}
