/* SPDX-License-Identifier: MIT */
/*
 * fuzz_expr: any bytes as an expression: parsed, and what parses is evaluated in a
 * world that answers every look-up.  Nothing may crash, overflow or read outside.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/formfix.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
look_total(void *arg, const char *form, const char *field, int nwhere, const char **field_is,
    const struct value *value_is, int32_t from, int32_t to, uint64_t but, struct value *out)
{
	int i;

	(void)arg;
	*out = (struct value){ V_INT, from ^ to ^ (int32_t)strlen(form), NULL };
	for (i = 0; i < nwhere; i++)
		out->n += (int64_t)strlen(field_is[i]) + (value_is[i].kind == V_TEXT ?
		    (int64_t)strlen(value_is[i].s) : 0);
	return field ? 0 : -1;
}

static int
look_prev(void *arg, const struct form *form, const struct value *v, int cell, struct value *out)
{
	(void)arg;
	(void)form;
	*out = v[cell];
	return 0;
}

static bool
look_exists(void *arg, const char *form, int nwhere, const char **field_is,
    const struct value *value_is, uint64_t but)
{
	struct value v;

	return look_total(arg, form, "", nwhere, field_is, value_is, 0, 0, but, &v) == 0 && v.n % 2;
}

static bool
look_known(void *arg, const struct field *f, const char *value)
{
	(void)arg;
	return strlen(value) > strlen(f->id);
}

static void
count(void *arg, int cell)
{
	*(int *)arg += cell;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct formfix fix;
	struct err e = { 0 };
	const struct expr *x;
	struct value v;
	int cells = 0;

	formfix_make(&fix);
	fix.look.total = look_total;
	fix.look.prev = look_prev;
	fix.look.exists = look_exists;
	fix.look.known = look_known;
	x = expr_parse(fix.a, &fix.schema, fix.form, arena_dup(fix.a, data, size), ET_ANY, &e);
	if (!x && (e.code != E_INPUT || !e.text[0]))
		abort();
	if (x) {
		v = expr_eval(fix.a, x, fix.v, &fix.look);
		if (v.kind == V_TEXT && !v.s)
			abort();
		expr_cells(x, count, &cells);
	}
	formfix_free(&fix);
	return 0;
}
