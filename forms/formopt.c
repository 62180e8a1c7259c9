/* SPDX-License-Identifier: MIT */
/*
 * formopt: a form is its keys (table at the foot), its fields, rules and balances,
 * read in passes.  Invariant: field i of the form stems from the i-th field section
 * of its file, rule i and balance i likewise; the passes rely on it.
 */
#include "forms/formopt.h"

#include <string.h>

#include "forms/fieldopt.h"
#include "forms/fit.h"
#include "forms/link.h"

enum { FIELDS_MAX = 400 };

static struct target
target_of(struct build *b, struct source *src, struct form *f)
{
	return (struct target){ b, &src->g, src->top, &form_grammar, f, f, NULL };
}

/* The target of sub-section s, read into to. */
static struct target
inside(const struct target *form, const struct sect *s, const struct grammar *of, void *to)
{
	struct target t = *form;

	t.sect = s;
	t.grammar = of;
	t.to = to;
	t.field = s->title;
	return t;
}

static bool
is_kind(const struct sect *s, const struct grammar *of)
{
	return strcmp(s->kind, of->kind) == 0;
}

static int
count_kind(const struct sect *top, const struct grammar *of)
{
	int i, n = 0;

	for (i = 0; i < top->nsects; i++)
		n += is_kind(&top->sect[i], of);
	return n;
}

/* Runs one pass over the sections of a kind; base[i] is the struct of the i-th. */
static void
pass_over(const struct target *form, const struct grammar *of, void *base, size_t size,
    enum attr_pass pass)
{
	struct target t;
	char *to = base;
	int i;

	for (i = 0; i < form->sect->nsects; i++) {
		if (!is_kind(&form->sect->sect[i], of))
			continue;
		t = inside(form, &form->sect->sect[i], of, to);
		attr_read(&t, pass);
		to += size;
	}
}

static const struct grammar rule_grammar, balance_grammar;

static void
pass_all(const struct target *t, struct form *f, enum attr_pass pass)
{
	attr_read(t, pass);
	pass_over(t, &field_grammar, f->field, sizeof *f->field, pass);
	pass_over(t, &rule_grammar, f->rule, sizeof *f->rule, pass);
	pass_over(t, &balance_grammar, f->balance, sizeof *f->balance, pass);
}

/* What people call it: F08, L01. */
static void
check_code(const struct target *t, const struct form *f)
{
	const char *s = f->code;

	if (s && (s[0] < 'A' || s[0] > 'Z' || strspn(s + 1, "0123456789") != 2 || s[3]))
		gather_error(t->g, attr_line(t->sect, "code"), NULL,
		    _("the code \"%s\" is not a letter "
		      "and two digits, such as F08"),
		    s);
}

/* Ids of the sub-sections, in order. */
static void
name_parts(const struct sect *top, struct form *f)
{
	int i, nf = 0, nr = 0, nb = 0;

	for (i = 0; i < top->nsects; i++) {
		const struct sect *s = &top->sect[i];

		if (is_kind(s, &field_grammar)) {
			f->field[nf].no = nf;
			f->field[nf++].id = s->title;
		} else if (is_kind(s, &rule_grammar)) {
			f->rule[nr++].id = s->title;
		} else if (is_kind(s, &balance_grammar)) {
			f->balance[nb++].id = s->title;
		}
	}
}

/* The cell that says that nothing occurred; keys of the screens set it, it stands on none. */
static void
add_nil(struct form *f, int page)
{
	struct field *x = &f->field[f->nfields];

	*x = (struct field){ .id = "_nil", .type = T_BOOL, .no = f->nfields, .page = page,
		.label = { "Không phát sinh", "Nothing occurred" },
		.help = { "Có: trong kỳ này đơn vị không có gì phải ghi ở phiếu này.",
		    "Yes: the unit has nothing to write in this form for that day." },
		.source = { "Người lập báo cáo.", "Who makes the report." } };
	field_complete(x);
	f->nil = x;
	f->nfields++;
}

struct form *
form_declare(struct build *b, struct source *src)
{
	struct form *f = arena_alloc(b->a, sizeof *f);
	struct target t = target_of(b, src, f);
	int i, page = 1;

	f->id = src->top->title;
	f->file = src->g.file;
	f->nfields = count_kind(src->top, &field_grammar);
	f->nrules = count_kind(src->top, &rule_grammar);
	f->nbalances = count_kind(src->top, &balance_grammar);
	f->field = arena_alloc(b->a, ((size_t)f->nfields + 1) * sizeof *f->field); /* one more for "_nil" */
	f->rule = arena_alloc(b->a, (size_t)f->nrules * sizeof *f->rule + 1);
	f->balance = arena_alloc(b->a, (size_t)f->nbalances * sizeof *f->balance + 1);
	name_parts(src->top, f);
	if (f->nfields == 0 || f->nfields > FIELDS_MAX)
		gather_error(t.g, t.sect->line, NULL, _("a form has 1 to %d fields, not %d"),
		    FIELDS_MAX, f->nfields);
	pass_all(&t, f, PASS_ALONE);
	check_code(&t, f);
	for (i = 0; i < f->nfields; i++) {
		struct field *x = &f->field[i];

		page = x->page = x->page ? x->page : page;
		field_complete(x);
	}
	if (f->none_allowed)
		add_nil(f, page);
	return f;
}

void
form_link(struct build *b, struct source *src, struct form *f)
{
	struct target t = target_of(b, src, f), ft;
	int i, n = 0;

	pass_all(&t, f, PASS_NAMES);
	for (i = 0; i < src->top->nsects; i++)
		if (is_kind(&src->top->sect[i], &field_grammar)) {
			ft = inside(&t, &src->top->sect[i], &field_grammar, &f->field[n++]);
			field_check(&ft);
		}
	link_cells(b->a, f);
}

/* Fields of a key or list that cannot be there. */
static void
check_columns(const struct target *t, const char *what, const struct field **x, int n)
{
	int i;

	for (i = 0; i < n; i++)
		if (x[i]->rows)
			gather_error(t->g, attr_line(t->sect, what), x[i]->id,
			    _("a grid cannot stand in \"%s\""), what);
		else if (x[i]->compute && strcmp(what, "key") == 0)
			gather_error(t->g, attr_line(t->sect, what), x[i]->id,
			    _("a computed field cannot stand in the key"));
}

void
form_keys(struct build *b, struct source *src, struct form *f)
{
	struct target t = target_of(b, src, f);
	const struct field *date = form_field(f, "date");
	int i;

	attr_read(&t, PASS_FIELDS);
	for (i = 0; i < f->nkeys; i++)
		f->field[f->key[i]->no].key = true;
	if (f->nlist == 0) {
		f->list = f->key;
		f->nlist = f->nkeys;
	}
	if (!f->date && date && date->type == T_DATE)
		f->date = date;
	else if (f->date && f->date->type != T_DATE)
		gather_error(t.g, attr_line(t.sect, "date"), f->date->id,
		    _("the date of a form must be a "
		      "field of type date"));
	check_columns(&t, "list", f->list, f->nlist);
}

static void
check_balances(const struct target *t, const struct form *f)
{
	int i, j, n = 0;

	for (i = 0; i < t->sect->nsects; i++) {
		const struct sect *s = &t->sect->sect[i];
		const struct balance *b;

		if (!is_kind(s, &balance_grammar))
			continue;
		b = &f->balance[n++];
		if (b->whole && (!types[b->whole->type].numeric || b->whole->rows))
			gather_error(t->g, attr_line(s, "whole"), b->id,
			    _("\"%s\" is not a single number"), b->whole->id);
		for (j = 0; b->whole && j < b->nparts; j++)
			if (b->part[j] == b->whole || !types[b->part[j]->type].numeric)
				gather_error(t->g, attr_line(s, "parts"), b->id,
				    _("\"%s\" cannot be a part"), b->part[j]->id);
	}
}

static void
check_rules(const struct target *t, const struct form *f)
{
	int i, n = 0;

	for (i = 0; i < t->sect->nsects; i++) {
		const struct sect *s = &t->sect->sect[i];

		if (is_kind(s, &rule_grammar) && sect_item(s, "reasons") &&
		    f->rule[n].level == LV_HINT)
			gather_error(t->g, attr_line(s, "reasons"), s->title,
			    _("a hint asks for no reason, so it has no list of reasons"));
		n += is_kind(s, &rule_grammar);
	}
}

void
form_finish(struct build *b, struct source *src, struct form *f)
{
	struct target t = target_of(b, src, f);
	int errors = t.g->errors;

	pass_over(&t, &field_grammar, f->field, sizeof *f->field, PASS_FIELDS);
	pass_over(&t, &rule_grammar, f->rule, sizeof *f->rule, PASS_FIELDS);
	pass_over(&t, &balance_grammar, f->balance, sizeof *f->balance, PASS_FIELDS);
	check_columns(&t, "key", f->key, f->nkeys);
	check_balances(&t, f);
	check_rules(&t, f);
	if (t.g->errors == errors)
		link_order(&t, f);
	fit_check(&t);
}

static const char *const levels[] = { "error", "warn", "hint", NULL };
static const char *const layouts[] = { "form", "sheet", "grid", NULL };
static const char *const periods[] = { "event", "day", "week", "month", "quarter", "change", NULL };

#define AT(member) offsetof(struct rule, member)

static const struct attr rule_attrs[] = {
	{ "level", A_WORD, A_MUST, AT(level), 0, 0, levels,
	    "error blocks completing, warn asks for a reason, hint only shows; soxa check tells it at the same level" },
	{ "field", A_FIELD, A_MUST, AT(field), 0, 0, NULL, "where the finding is shown" },
	{ "when", A_EXPR, A_MAY, AT(when), 0, ET_BOOL, NULL,
	    "the rule holds only when this is true; blank counts as false" },
	{ "test", A_EXPR, A_MUST, AT(test), 0, ET_BOOL, NULL,
	    "true when all is well; blank counts as well" },
	{ "text", A_TEXT, A_MUST, AT(text[LANG_VI]), 0, 200, NULL, "the sentence, in Vietnamese" },
	{ "text-en", A_TEXT, A_MAY, AT(text[LANG_EN]), 0, 200, NULL, "the sentence in English" },
	{ "reasons", A_CODES, A_MAY, AT(reasons), 0, 0, NULL,
	    "the list of reasons that answer a warning; an error with such a list stands only with a code of it" },
	{ "cross", A_TEXT, A_MAY, AT(cross), 0, 8, NULL,
	    "its id where it compares forms, such as X05: soxa check names it by that" },
	{ "once-per", A_FIELD, A_MAY, AT(once_per), 0, 0, NULL,
	    "soxa check tells it once for each value of this field, at the last record of the period: for a sum that runs on" },
	{ "night-only", A_BOOL, A_MAY, AT(night_only), 0, 0, NULL,
	    "it is asked by soxa check only, and its today is the last day of the period asked for" },
};

static const struct grammar rule_grammar = { "rule", rule_attrs,
	sizeof rule_attrs / sizeof *rule_attrs, NULL, 0, offsetof(struct rule, field) };

#undef AT
#define AT(member) offsetof(struct balance, member)

static const struct attr balance_attrs[] = {
	{ "label", A_TEXT, A_MUST, AT(label[LANG_VI]), 0, FIT_LABEL, NULL,
	    "its name on the screen" },
	{ "label-en", A_TEXT, A_MAY, AT(label[LANG_EN]), 0, FIT_LABEL, NULL,
	    "the name in English" },
	{ "whole", A_FIELD, A_MUST, AT(whole), 0, 0, NULL, "the field that must equal the parts" },
	{ "parts", A_FIELDS, A_MUST, AT(part), (long)AT(nparts), 0, NULL,
	    "the fields that are added up; a grid counts as its sum" },
	{ "optional", A_BOOL, A_MAY, AT(optional), 0, 0, NULL,
	    "it holds only when a part was typed" },
	{ "level", A_WORD, A_MAY, AT(level), 0, 0, levels, "error when left out" },
	{ "text", A_TEXT, A_MUST, AT(text[LANG_VI]), 0, 200, NULL, "the sentence, in Vietnamese" },
	{ "text-en", A_TEXT, A_MAY, AT(text[LANG_EN]), 0, 200, NULL, "the sentence in English" },
};

static const struct grammar balance_grammar = { "balance", balance_attrs,
	sizeof balance_attrs / sizeof *balance_attrs, NULL, 0, 0 };

#undef AT
#define AT(member) offsetof(struct form, member)

static const struct attr form_attrs[] = {
	{ "code", A_TEXT, A_MUST, AT(code), 0, 3, NULL,
	    "what people call it: a letter, two digits" },
	{ "version", A_INT, A_MUST, AT(version), 1, 9999, NULL, "a new number with every change" },
	{ "title", A_TEXT, A_MUST, AT(title[LANG_VI]), 0, 50, NULL, "its name, in Vietnamese" },
	{ "title-en", A_TEXT, A_MAY, AT(title[LANG_EN]), 0, 50, NULL, "its name in English" },
	{ "group", A_TEXT, A_MUST, AT(group), 0, 12, NULL,
	    "its place in the home menu: a paragraph of the directive, or local" },
	{ "period", A_CHOICE, A_MUST, AT(period), 0, 0, periods,
	    "how often it is due: event, day, week, month, quarter, or change (only when something changes)" },
	{ "keyed-by", A_TEXT, A_MAY, AT(keyed_by[LANG_VI]), 0, FIT_LINE, NULL,
	    "who fills it in, in Vietnamese, for its page of the manual" },
	{ "keyed-by-en", A_TEXT, A_MAY, AT(keyed_by[LANG_EN]), 0, FIT_LINE, NULL, "the same in English" },
	{ "none-allowed", A_BOOL, A_MAY, AT(none_allowed), 0, 0, NULL,
	    "\"không phát sinh\" is an answer for a day: the form has a cell _nil" },
	{ "layout", A_WORD, A_MUST, AT(layout), 0, 0, layouts,
	    "form: one record a screen; sheet: one a line; grid: one grid of counts" },
	{ "key", A_FIELDS, A_MAY, AT(key), (long)AT(nkeys), 0, NULL,
	    "fields that tell two records apart, with the unit" },
	{ "list", A_FIELDS, A_MAY, AT(list), (long)AT(nlist), 0, NULL,
	    "columns of a list of records; the key when left out" },
	{ "date", A_FIELD, A_MAY, AT(date), 0, 0, NULL,
	    "the field with the day it happened; the field \"date\" when left out" },
};

static const struct grammar *const form_subs[] = { &field_grammar, &rule_grammar,
	&balance_grammar };

const struct grammar form_grammar = { "form", form_attrs, sizeof form_attrs / sizeof *form_attrs,
	form_subs, sizeof form_subs / sizeof *form_subs, 0 };
