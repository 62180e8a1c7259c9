/* SPDX-License-Identifier: MIT */
/*
 * attr: one reader a kind of value, chosen by the row.  Invariant: a value that
 * was refused leaves its target as it was and at least one error in the gather.
 */
#include "forms/attr.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "forms/pattern.h"

struct slot {
	const struct target *t;
	const struct attr *a;
	const struct item *it;
	const char *s; /* the single value */
	int line;
	void *to;
};

bool
attr_is_id(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return *s >= 'a' && *s <= 'z' && s[n] == '\0' && n < ID_MAX;
}

const char *
attr_text(struct gather *g, int line, const char *field, const char *s)
{
	const char *out = "";
	struct err e;

	if (g->seen)
		return s;
	if (text_clean(g->a, s, strlen(s), TEXT_LINE, &out, &e) != 0) {
		gather_error(g, line, field, "%s", e.text);
		return "";
	}
	g->changed |= strcmp(s, out) != 0;
	return out;
}

const char *
attr_value(const struct sect *s, const char *name)
{
	const struct item *it = sect_item(s, name);

	return it && it->nvalues == 1 ? it->value[0] : NULL;
}

int
attr_line(const struct sect *s, const char *name)
{
	const struct item *it = sect_item(s, name);

	return it ? it->line : s->line;
}

static void
read_text(const struct slot *x)
{
	const char *s = attr_text(x->t->g, x->line, x->t->field, x->s);

	if (x->a->need == A_MUST && !*s)
		gather_error(x->t->g, x->line, x->t->field, _("\"%s\" is empty"), x->a->name);
	if (x->a->hi && !x->t->g->seen && text_cols(s) > x->a->hi)
		gather_error(x->t->g, x->line, x->t->field,
		    _("\"%s\" takes %d columns; at most %ld fit"), x->a->name, text_cols(s),
		    x->a->hi);
	*(const char **)x->to = s;
}

static void
read_id(const struct slot *x)
{
	if (attr_is_id(x->s))
		*(const char **)x->to = x->s;
	else
		gather_error(x->t->g, x->line, x->t->field,
		    _("\"%s\" is not a name: small letters, digits "
		      "and _, at most 31, a letter first"),
		    x->s);
}

static void
read_int(const struct slot *x)
{
	size_t n = strspn(x->s, "0123456789");
	long v = 0;

	if (n == 0 || x->s[n] || n > 9 || (n > 1 && x->s[0] == '0')) {
		gather_error(x->t->g, x->line, x->t->field,
		    _("\"%s\" needs a whole number without leading "
		      "zeros, not \"%s\""),
		    x->a->name, x->s);
		return;
	}
	v = strtol(x->s, NULL, 10);
	if (v < x->a->lo || v > x->a->hi)
		gather_error(x->t->g, x->line, x->t->field,
		    _("\"%s\" is %ld; allowed is %ld to %ld"), x->a->name, v, x->a->lo, x->a->hi);
	else
		*(int *)x->to = (int)v;
}

static void
read_bool(const struct slot *x)
{
	if (strcmp(x->s, "true") == 0 || strcmp(x->s, "false") == 0)
		*(bool *)x->to = x->s[0] == 't';
	else
		gather_error(x->t->g, x->line, x->t->field,
		    _("\"%s\" needs true or false, not \"%s\""), x->a->name, x->s);
}

/* Words with ", " between, for a sentence. */
static const char *
joined(struct arena *a, const char *const *words)
{
	const char *s = words[0];

	while (*++words)
		s = arena_printf(a, "%s, %s", s, *words);
	return s;
}

static void
read_word(const struct slot *x)
{
	int i;

	for (i = 0; x->a->words[i]; i++)
		if (strcmp(x->a->words[i], x->s) == 0) {
			if (x->a->kind == A_CHOICE)
				*(const char **)x->to = x->a->words[i];
			else
				*(unsigned *)x->to = (unsigned)i;
			return;
		}
	gather_error(x->t->g, x->line, x->t->field, _("\"%s\" cannot be \"%s\"; allowed are %s"),
	    x->a->name, x->s, joined(x->t->b->a, x->a->words));
}

static void
read_type(const struct slot *x)
{
	const char *words[T_N + 1] = { NULL };
	enum ftype t = type_find(x->s);
	int i;

	if (t != T_N) {
		*(enum ftype *)x->to = t;
		return;
	}
	for (i = 0; i < T_N; i++)
		words[i] = types[i].name;
	gather_error(x->t->g, x->line, x->t->field, _("there is no type \"%s\"; there are %s"),
	    x->s, joined(x->t->b->a, words));
}

static void
read_pattern(const struct slot *x)
{
	struct field *f = x->t->to;
	const char *why;

	if (f->pattern) /* said twice, which was told already */
		return;
	why = pattern_compile(x->t->b->a, x->s, &f->regex);
	if (why)
		gather_error(x->t->g, x->line, x->t->field, "%s", why);
	else
		f->pattern = x->s;
}

/* Rows of a list whose first column is part: the "LIST/PART" of `codes` and `rows`. */
static const struct codes *
part_of(const struct slot *x, const struct codes *c, const char *part)
{
	struct codes *out = arena_dup(x->t->b->a, c, sizeof *c);
	int i;

	out->id = x->s;
	out->ncodes = 0;
	out->code = arena_alloc(x->t->b->a, (size_t)c->ncodes * sizeof *c->code);
	for (i = 0; i < c->ncodes && c->ncolumns > 0; i++)
		if (strcmp(c->code[i].column[0], part) == 0)
			out->code[out->ncodes++] = c->code[i];
	if (out->ncodes)
		return out;
	gather_error(x->t->g, x->line, x->t->field,
	    _("the list \"%s\" has no row with \"%s\" in its "
	      "first column"),
	    c->id, part);
	return NULL;
}

static void
read_codes(const struct slot *x)
{
	size_t n = strcspn(x->s, "/");
	const struct codes *c = schema_codes(x->t->b->s, arena_dup(x->t->b->a, x->s, n));

	if (!c)
		gather_error(x->t->g, x->line, x->t->field,
		    _("there is no list \"%s\"; see `soxa lists show`"), x->s);
	else if (x->s[n])
		c = part_of(x, c, x->s + n + 1);
	*(const struct codes **)x->to = c;
}

static const struct form *
find_form(const struct slot *x)
{
	const struct form *f = schema_form(x->t->b->s, x->s);

	if (!f)
		gather_error(x->t->g, x->line, x->t->field, _("there is no form \"%s\""), x->s);
	return f;
}

static void
read_form(const struct slot *x)
{
	const struct form *f = find_form(x);

	*(const char **)x->to = f ? f->id : NULL;
}

static void
read_formp(const struct slot *x)
{
	*(const struct form **)x->to = find_form(x);
}

static const struct field *
find_field(const struct slot *x, const char *id, int line)
{
	const struct field *f = form_field(x->t->form, id);

	if (!f)
		gather_error(x->t->g, line, x->t->field, _("%s: the form has no field \"%s\""),
		    x->a->name, id);
	return f;
}

static void
read_field(const struct slot *x)
{
	*(const struct field **)x->to = find_field(x, x->s, x->line);
}

static void
read_fields(const struct slot *x)
{
	const struct item *it = x->it;
	const struct field **f = arena_alloc(x->t->b->a, (size_t)it->nvalues * sizeof *f);
	int i, j, n = 0;

	for (i = 0; i < it->nvalues; i++) {
		f[n] = find_field(x, it->value[i], it->value_line[i]);
		for (j = 0; j < n; j++)
			if (f[j] == f[n])
				gather_error(x->t->g, it->value_line[i], x->t->field,
				    _("%s: \"%s\" stands here "
				      "twice"),
				    x->a->name, it->value[i]);
		n += f[n] != NULL;
	}
	*(const struct field ***)x->to = f;
	*(int *)((char *)x->t->to + x->a->lo) = n;
}

/* The field whose rows an expression goes through: the field's own, or where a rule stands. */
static const struct field *
grid_of(const struct target *t)
{
	if (t->grammar->field_at < 0)
		return t->to;
	return t->grammar->field_at ? *(const struct field **)((char *)t->to + t->grammar->field_at) : NULL;
}

static void
read_expr(const struct slot *x)
{
	const struct field *f = grid_of(x->t);
	enum etype want = x->a->hi == EXPR_FIELD ? expr_type_of(f->type) : (enum etype)x->a->hi;
	const struct expr *ex;
	struct err e;

	ex = expr_parse_in(x->t->b->a, x->t->b->s, x->t->form, f, x->s, want, &e);
	if (!ex)
		gather_error(x->t->g, x->line, x->t->field, "%s: %s", x->a->name, e.text);
	*(const struct expr **)x->to = ex;
}

static const struct {
	enum attr_pass pass;
	void (*read)(const struct slot *x);
} kinds[A_KINDS] = {
	[A_TEXT] = { PASS_ALONE, read_text },
	[A_ID] = { PASS_ALONE, read_id },
	[A_INT] = { PASS_ALONE, read_int },
	[A_BOOL] = { PASS_ALONE, read_bool },
	[A_WORD] = { PASS_ALONE, read_word },
	[A_CHOICE] = { PASS_ALONE, read_word },
	[A_TYPE] = { PASS_ALONE, read_type },
	[A_PATTERN] = { PASS_ALONE, read_pattern },
	[A_CODES] = { PASS_NAMES, read_codes },
	[A_FORM] = { PASS_NAMES, read_form },
	[A_FORMP] = { PASS_NAMES, read_formp },
	[A_FIELD] = { PASS_FIELDS, read_field },
	[A_FIELDS] = { PASS_FIELDS, read_fields },
	[A_EXPR] = { PASS_FIELDS, read_expr },
};

static bool
is_list(enum attr_kind kind)
{
	return kind == A_FIELDS || kind == A_TEXTS;
}

static const struct attr *
attr_find(const struct grammar *g, const char *name)
{
	int i;

	for (i = 0; i < g->nattrs; i++)
		if (g->attr[i].name[0] == name[0] && strcmp(g->attr[i].name, name) == 0)
			return &g->attr[i];
	return NULL;
}

void
attr_shape(struct gather *g, struct sect *s, const struct grammar *of)
{
	const char *field = s->title == g->form ? NULL : s->title;
	const struct attr *a;
	int i, j;

	for (i = 0; i < s->nitems; i++) {
		a = s->item[i].attr = attr_find(of, s->item[i].name);
		if (!a)
			gather_error(g, s->item[i].line, field,
			    _("\"%s\" is not known in a %s; see soxa-form(5)"), s->item[i].name,
			    of->kind);
		else if (s->item[i].list != is_list(a->kind))
			gather_error(g, s->item[i].line, field,
			    is_list(a->kind) ? _("\"%s\" needs a list: "
						 "{ ... }")
					     : _("\"%s\" needs one value, not a list"),
			    a->name);
	}
	for (i = 0; i < of->nattrs; i++)
		if (of->attr[i].need == A_MUST && !sect_item(s, of->attr[i].name))
			gather_error(g, s->line, field, _("\"%s\" is missing"), of->attr[i].name);
	for (i = 0; i < s->nsects; i++) {
		for (j = 0; j < of->nsubs && strcmp(of->sub[j]->kind, s->sect[i].kind) != 0; j++)
			;
		if (j == of->nsubs)
			gather_error(g, s->sect[i].line, field,
			    _("there is no section \"%s\" in a %s"), s->sect[i].kind, of->kind);
		else
			attr_shape(g, &s->sect[i], of->sub[j]);
		if (!attr_is_id(s->sect[i].title))
			gather_error(g, s->sect[i].line, NULL,
			    _("\"%s\" is not a name: small letters, digits "
			      "and _, at most 31, a letter first"),
			    s->sect[i].title);
	}
}

void
attr_read(const struct target *t, enum attr_pass pass)
{
	int i;

	for (i = 0; i < t->sect->nitems; i++) {
		const struct item *it = &t->sect->item[i];
		const struct attr *a = it->attr;
		struct slot x = { .t = t, .a = a, .it = it, .line = it->line };

		if (!a || it->list != is_list(a->kind) || !kinds[a->kind].read ||
		    kinds[a->kind].pass != pass)
			continue;
		x.s = it->list ? NULL : it->value[0];
		x.to = (char *)t->to + a->at;
		kinds[a->kind].read(&x);
	}
}
