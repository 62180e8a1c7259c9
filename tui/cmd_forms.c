/* SPDX-License-Identifier: MIT */
/*
 * cmd_forms: the form set as text, and what is wrong with form files.
 */
#include <string.h>
#include <sys/stat.h>

#include "core/text.h"
#include "forms/load.h"
#include "tui/cmd.h"
#include "tui/rows.h"

static void
print_table(const struct table_text *t)
{
	struct buf b = { 0 };

	table_put(t, &b);
	row_flush(&b);
	buf_free(&b);
}

int
cmd_forms_list(struct cmd *c, struct err *e)
{
	struct table_text *t = table_new(c->a, 4);
	const struct form *f;
	int i;

	(void)e; /* the form set is loaded: nothing can fail */
	for (i = 0; i < c->schema->nforms; i++) {
		f = c->schema->form[i];
		table_add(t, f->code);
		table_add(t, f->id);
		table_add(t, arena_printf(c->a, "%d", f->version));
		table_add(t, lang_pick(f->title));
	}
	print_table(t);
	return 0;
}

/* "required key carry", the list or the expression behind a field. */
static const char *
field_notes(struct cmd *c, const struct field *f)
{
	const char *s = "";

	s = arena_printf(c->a, "%s%s%s%s%s%s%s%s", f->required ? _("required ") : "", f->key ? _("key ") : "",
	    f->carry ? _("carried ") : "", f->verify ? _("typed twice ") : "",
	    f->sensitive ? _("sensitive ") : "", f->mask ? _("masked ") : "",
	    f->as_typed ? _("as typed ") : "", f->person ? _("a person ") : "");
	if (f->codes)
		s = arena_printf(c->a, "%s%s %s ", s, _("list"), f->codes->id);
	if (f->local)
		s = arena_printf(c->a, "%s%s %s ", s, _("open list"), f->local);
	if (f->link)
		s = arena_printf(c->a, "%s%s %s ", s, _("link to"), f->link);
	if (f->rows)
		s = arena_printf(c->a, "%s%s %s%s%s ", s, _("grid over"), f->rows->id, f->cols ? " x " : "",
		    f->cols ? f->cols->id : "");
	if (f->compute)
		s = arena_printf(c->a, "%s= %s ", s, expr_source(f->compute));
	if (f->defaults)
		s = arena_printf(c->a, "%s%s %s ", s, _("offered:"), expr_source(f->defaults));
	return s;
}

static const char *
level_name(enum level l)
{
	return l == LV_ERROR ? "ERROR" : l == LV_WARN ? "WARN" : "HINT";
}

/* "WARN", "ERROR at night only". */
static const char *
rule_level(struct cmd *c, const struct rule *r)
{
	return r->night_only ? arena_printf(c->a, _("%s at night only"), level_name(r->level)) : level_name(r->level);
}

static void
put_rules(struct cmd *c, const struct form *f)
{
	struct table_text *t = table_new(c->a, 5);
	const struct rule *r;
	const struct balance *b;
	int i;

	for (i = 0; i < f->nbalances; i++) {
		b = &f->balance[i];
		table_add(t, b->id);
		table_add(t, "");
		table_add(t, level_name(b->level));
		table_add(t, b->whole->id);
		table_add(t, lang_pick(b->text));
	}
	for (i = 0; i < f->nrules; i++) {
		r = &f->rule[i];
		table_add(t, r->id);
		table_add(t, r->cross ? r->cross : "");
		table_add(t, rule_level(c, r));
		table_add(t, r->field ? r->field->id : "");
		table_add(t, lang_pick(r->text));
	}
	if (t->n)
		putchar('\n');
	print_table(t);
}

int
cmd_forms_show(struct cmd *c, struct err *e)
{
	const struct form *f = cmd_form(c, c->arg[0], e);
	struct table_text *t;
	int i;

	if (!f)
		return -1;
	printf("%s %s %s %d: ", f->code, f->id, _("version"), f->version);
	cmd_put(c, lang_pick(f->title));
	printf("\n\n");
	t = table_new(c->a, 4);
	for (i = 0; i < f->nfields; i++) {
		table_add(t, f->field[i].id);
		table_add(t, types[f->field[i].type].name);
		table_add(t, lang_pick(f->field[i].label));
		table_add(t, field_notes(c, &f->field[i]));
	}
	print_table(t);
	put_rules(c, f);
	return 0;
}

/* Sorts the arguments into folders and files. */
static void
split_paths(struct cmd *c, const char **dirs, int *ndirs, const char **files, int *nfiles)
{
	struct stat st;
	int i;

	for (i = 0; i < c->nargs; i++)
		if (stat(c->arg[i], &st) == 0 && S_ISDIR(st.st_mode))
			dirs[(*ndirs)++] = c->arg[i];
		else
			files[(*nfiles)++] = c->arg[i];
}

int
cmd_forms_check(struct cmd *c, struct err *e)
{
	const char **dirs = arena_alloc(c->a, (size_t)(c->ndirs + c->nargs) * sizeof *dirs);
	const char **files = arena_alloc(c->a, (size_t)(c->nargs + 1) * sizeof *files);
	int i, ndirs = 0, nfiles = 0, errors = 0;
	struct loaded l;

	(void)e; /* faults of forms are the answer, not a failure */
	for (i = 0; i < c->ndirs; i++)
		dirs[ndirs++] = c->dirs[i];
	split_paths(c, dirs, &ndirs, files, &nfiles);
	if (nfiles)
		forms_load_files(c->a, dirs, ndirs, files, nfiles, &l);
	else
		forms_load(c->a, dirs, ndirs, NULL, &l);
	for (i = 0; i < l.nproblems; i++) {
		cmd_put(c, l.problem[i].text);
		printf("%s\n", l.problem[i].warning ? _(" (warning)") : "");
		errors += !l.problem[i].warning;
	}
	return errors || !l.schema ? err_exit(E_INPUT) : 0;
}
