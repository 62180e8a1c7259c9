/* SPDX-License-Identifier: MIT */
/*
 * cmd_audit: the change log as rows: who did what and when.
 */
#include "core/audit.h"

#include <string.h>

#include "core/date.h"
#include "core/text.h"
#include "tui/tab.h"

struct writing {
	struct cmd *c;
	struct arena *a;        /* of one change */
	struct tab tab;
};

static int
each_change(void *arg, struct change *ch, struct err *e)
{
	struct writing *w = arg;
	const struct form *f = schema_form(w->c->schema, ch->shape->form);
	const char *const cell[] = { row_moment(w->a, ch->clock), book_id(w->c->book, w->a, ch->id), ch->who,
		w->tab.format == FMT_TEXT ? row_change_label(ch->kind) : audit_kind_name(ch->kind),
		f ? f->code : ch->shape->form, ch->rec == ch->id ? "" : book_id(w->c->book, w->a, ch->rec),
		audit_fields(w->a, ch), row_reason(w->a, f, ch->reason) };

	(void)e;
	tab_row(&w->tab, cell);
	return 0;
}

/* --who, --form and --kind. */
static int
take_options(struct cmd *c, struct audit_ask *q, struct err *e)
{
	const char *form = cmd_opt(c, "form"), *kind = cmd_opt(c, "kind");
	const struct form *f;

	if (cmd_period(c, &q->from, &q->to, e) < 0)
		return -1;
	q->who = cmd_opt(c, "who");
	if (form && strcmp(form, operator_form()->id) == 0) {
		q->form = form;
	} else if (form) {
		f = cmd_form(c, form, e);
		if (!f)
			return -1;
		q->form = f->id;
	}
	q->kind = kind ? audit_kind(kind) : 0;
	if (kind && !q->kind)
		return err_set(e, E_USAGE, _("--kind takes create, set, complete, approve, lock, unlock, correct, remove, "
		    "restore, erase, resolve or reveal"));
	return 0;
}

int
cmd_audit(struct cmd *c, struct err *e)
{
	static const char *const key[] = { "at", "id", "who", "kind", "form", "record", "fields", "reason", NULL };
	static const char *const head[] = { N_("When"), N_("Id"), N_("Who"), N_("What"), N_("Form"), N_("Record"),
		N_("Fields"), N_("Reason") };
	struct audit_ask q = { 0 };
	struct writing w = { .c = c };
	int r;

	if (take_options(c, &q, e) < 0 || tab_begin(&w.tab, c, key, head, e) < 0)
		return -1;
	w.a = arena_new();
	r = audit_list(c->book, w.a, &q, each_change, &w, e);
	tab_end(&w.tab);
	arena_free(w.a);
	return r;
}
