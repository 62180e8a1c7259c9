/* SPDX-License-Identifier: MIT */
/*
 * exprwords: an expression as a person reads it, token by token: fields by their labels,
 * codes by theirs, days as written here.  Only what has no function call can be said so;
 * whoever asks has a sentence of the form for the rest.
 */
#include <string.h>

#include "core/date.h"
#include "core/exprtree.h"

enum { MOST = 240 };    /* bytes of a text that still helps */

static const struct { const char *name, *said; } words[] = {
	{ "and", N_("and") }, { "or", N_("or") }, { "not", N_("not") },
	{ "today", N_("today") }, { "true", N_("yes") }, { "false", N_("no") },
};

/* The field or cell called name by its label; *last: its field, for the codes behind it. */
static const char *
say_name(struct xparse *p, const struct field **last)
{
	int no = form_cell(p->form, p->s);
	const struct field *f = no >= 0 ? p->form->cell[no].field : form_field(p->form, p->s);
	const struct code *row = no >= 0 ? p->form->cell[no].row : NULL;
	size_t i;

	for (i = 0; !f && i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].name, p->s) == 0)
			return _(words[i].said);
	if (!f)
		return NULL;
	*last = f;
	return row ? arena_printf(p->a, "\"%s, %s\"", lang_pick(f->label), lang_pick(row->label)) :
	    arena_printf(p->a, "\"%s\"", lang_pick(f->label));
}

static const char *
say_text(struct xparse *p, const struct field *last)
{
	const struct code *c = last && last->codes ? codes_find(last->codes, p->s) : NULL;

	return c ? lang_pick(c->label) : p->s;
}

static const char *
say_const(struct xparse *p)
{
	char day[11];

	if (p->type != ET_DATE)
		return arena_dup(p->a, p->src + p->at, (size_t)(p->pos - p->at));
	date_local((int32_t)p->n, day);
	return arena_dup(p->a, day, 10);
}

const char *
expr_words(struct arena *a, const struct form *f, const struct expr *x)
{
	struct err e;
	struct xparse p = { .a = a, .form = f, .src = expr_source(x), .e = &e };
	const struct field *last = NULL;
	const char *out = "", *s;

	for (xp_lex(&p); !p.failed && p.tok != TK_END; xp_lex(&p)) {
		if (p.tok == TK_NAME && p.src[p.pos + (int)strspn(p.src + p.pos, " ")] == '(' &&
		    strcmp(p.s, "not") != 0 && strcmp(p.s, "and") != 0 && strcmp(p.s, "or") != 0)
			return NULL;
		s = p.tok == TK_NAME ? say_name(&p, &last) : p.tok == TK_TEXT ? say_text(&p, last) :
		    p.tok == TK_CONST ? say_const(&p) : strcmp(p.op, "*") == 0 ? "x" : arena_strdup(a, p.op);
		if (!s || strlen(out) + strlen(s) > MOST)
			return NULL;
		out = arena_printf(a, "%s%s%s", out,
		    !*out || strcmp(s, ")") == 0 || out[strlen(out) - 1] == '(' ? "" : " ", s);
	}
	return p.failed || !*out ? NULL : out;
}
