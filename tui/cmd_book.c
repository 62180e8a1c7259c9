/* SPDX-License-Identifier: MIT */
/*
 * cmd_book: making a book, opening its screens, and its records for
 * other programs.
 */
#include <string.h>

#include "core/date.h"
#include "core/text.h"
#include "tui/cmd.h"
#include "tui/rows.h"
#include "tui/line.h"
#include "tui/screens.h"
#include "tui/setup.h"

enum { NAME_BYTES = 200 };

/* An office may be opened for a unit that has closed since (papers keyed late): say so. */
static void
tell_closed(struct cmd *c, const struct unit *u)
{
	const struct unit *now = unit_on(c->schema, u, date_today());
	char day[11];

	if (u->to == DATE_NONE || u->to >= date_today())
		return;
	date_iso(u->to, day);
	cmd_say(_("%s closed on %s and is %s now; the book is for its time before"),
	    text_show(c->a, u->name), day, now ? text_show(c->a, now->name) : "-");
}

int
cmd_init(struct cmd *c, struct err *e)
{
	const char *unit = cmd_opt(c, "unit"), *name = cmd_opt(c, "name");
	struct book_new n = { 0 };
	const struct unit *u;
	struct book *b;

	if (!unit)
		return err_set(e, E_USAGE, _("name the unit with --unit CODE or --unit CODE@2021-11-23"));
	n.training = cmd_opt(c, "training") != NULL;
	if (n.training && setup_clock(e) < 0)
		return -1;
	u = cmd_unit(c, unit, date_today(), e);
	if (!u)
		return -1;
	n.dir = cmd_path(c, c->arg[0]);
	n.role = cmd_opt(c, "hub") ? ROLE_HUB : ROLE_OFFICE;
	n.unit = unit_text(c->a, u);
	n.name = "";
	if (name && text_clean(c->a, name, strlen(name), TEXT_LINE, &n.name, e) < 0)
		return err_wrap(e, "--name");
	if (strlen(n.name) > NAME_BYTES)
		return err_set(e, E_INPUT, _("--name: at most %d bytes"), NAME_BYTES);
	n.page_bytes = (uint32_t)c->conf.page_bytes;
	if (book_make(&n, e) < 0)
		return -1;
	tell_closed(c, u);
	setup_remember(c, n.dir);
	b = book_open(n.dir, c->schema, e);
	if (!b)
		return -1;
	cmd_say(n.role == ROLE_HUB ? _("the hub's book of %s (%s) is in %s") : _("the book of %s (%s) is in %s"),
	    text_show(c->a, u->name), n.unit, text_show(c->a, n.dir));
	cmd_say("%s", _("its number, which no other book has; the id of each of its records begins with its first 12 signs:"));
	printf("%s\n", hex_of(c->a, book_info(b)->node, NODE_BYTES));
	book_close(b);
	return 0;
}

/* A line of db_dump's printable form: a blank, then letters, or \hh for the rest. */
static void
put_printable(struct buf *b, const void *p, size_t n)
{
	const unsigned char *s = p;

	buf_u8(b, ' ');
	for (; n > 0; n--, s++)
		if (*s == '\\')
			buf_put(b, "\\\\", 2);
		else if (*s >= 0x20 && *s < 0x7F)
			buf_u8(b, *s);
		else
			buf_printf(b, "\\%02x", *s);
	buf_u8(b, '\n');
}

struct export { struct cmd *c; struct buf out, row; struct arena *scratch; };

static int
export_record(void *arg, struct record *r, struct err *e)
{
	struct export *x = arg;
	const char *id;

	(void)e; /* a failed write stays in stdout's error mark */
	arena_reset(x->scratch);
	id = book_id(x->c->book, x->scratch, r->id);
	x->row.n = 0;
	row_json(&x->row, x->scratch, r, id, REVEAL);
	put_printable(&x->out, id, strlen(id));
	put_printable(&x->out, x->row.p, x->row.n);
	if (x->out.n > 65536)
		row_flush(&x->out);
	return 0;
}

/* Key: the record's id; data: the record as `list --format json` writes it. */
int
cmd_export(struct cmd *c, struct err *e)
{
	struct query q = { .from = DATE_NONE, .to = DATE_NONE };
	struct export x = { .c = c };
	struct arena *slices;
	int status;

	q.form = cmd_form(c, c->arg[0], e);
	if (!q.form)
		return -1;
	slices = arena_new();
	x.scratch = arena_new();
	buf_printf(&x.out, "VERSION=3\nformat=print\ntype=btree\nHEADER=END\n");
	status = book_query(c->book, slices, &q, export_record, &x, e);
	if (status == 0)
		buf_printf(&x.out, "DATA=END\n");
	row_flush(&x.out);
	buf_free(&x.out);
	buf_free(&x.row);
	arena_free(x.scratch);
	arena_free(slices);
	return status;
}

int
cmd_enter(struct cmd *c, struct err *e)
{
	const struct form *f = cmd_form(c, c->arg[0], e);
	struct line_how how = { .lang_set = c->lang_arg != NULL };

	if (!f)
		return -1;
	if (cmd_opt(c, "line") && !c->op.name && setup_login(c, e) < 0)
		return -1;
	how.idle_minutes = c->op.rec ? c->conf.lock : 0; /* where nobody is named, nobody is kept out */
	if (cmd_opt(c, "line"))
		return line_run(c->book, c->who, f, &how, e);
	return screens_run(c->book, &c->op, &c->conf, f->id, e);
}
