/* SPDX-License-Identifier: MIT */
/*
 * colcells: the cells of a payload line.  Invariant: a set that comes out of here
 * names a cell of the shape, in rising order, with a value of the cell's type, and a
 * salt when the cell is sensitive.
 */
#include "core/column.h"

#include <string.h>

#include "core/code.h"
#include "core/lang.h"

static bool
fits(const struct pay_line *l, int cell, const struct tok *t)
{
	enum ftype ftype = (enum ftype)(l->shape->type[cell] & SHAPE_TYPE);
	const struct type *type = &types[ftype];

	switch (t->kind) {
	case TK_INT:
		return type->holds == V_INT;
	case TK_TEXT:
		return type->holds == V_TEXT && (ftype == T_MEMO || !strchr(t->s, '\n'));
	case TK_NA:
	case TK_UNKNOWN:
		return type->spoken;
	case TK_HASH:
		return l->shape->type[cell] & SHAPE_SENSITIVE;
	default:
		return true;
	}
}

static struct value
value_of(const struct tok *t)
{
	static const enum vkind kind[] = {
		[TK_BLANK] = V_BLANK, [TK_NA] = V_NA, [TK_UNKNOWN] = V_UNKNOWN, [TK_INT] = V_INT,
		[TK_TEXT] = V_TEXT, [TK_HASH] = V_BLANK,
	};

	return (struct value){ kind[t->kind], t->n, t->s };
}

/* The salts of the line, one a value of a sensitive cell, taken in the order of cells. */
static int
read_salts(struct pay_line *l, struct rd *out, struct err *e)
{
	const char *s = json_string_value(json_object_get(l->j, "salt"));
	size_t got = s ? strlen(s) * 6 / 8 : 0;
	uint8_t *p = arena_alloc(l->st->a, got + 1);

	if (json_object_get(l->j, "salt")) {
		l->used++;
		if (!s || base64_parse(s, p, got))
			return pay_bad(e, "salt");
	}
	*out = rd_of(p, got);
	return 0;
}

static int
add_sets(struct pay_line *l, int cell, struct rd *salts, struct err *e)
{
	struct change *c;
	struct set *s;
	int i;

	for (i = 0; i < l->n; i++) {
		if (l->col[i].kind == TK_UNSET)
			continue;
		if (!fits(l, cell, &l->col[i]))
			return pay_bad(e, l->shape->cell[cell]);
		c = l->c[i];
		s = &c->set[c->nsets++];
		s->cell = cell;
		s->hash = l->col[i].hash;
		s->v = value_of(&l->col[i]);
		if (!(l->shape->type[cell] & SHAPE_SENSITIVE) || s->hash)
			continue;
		s->salt = rd_take(salts, SALT_BYTES);
		if (!s->salt)
			return pay_bad(e, "salt");
		if (bytes_zero(s->salt, SALT_BYTES))
			s->salt = NULL;
	}
	return 0;
}

int
pay_cells_read(struct pay_line *l, struct err *e)
{
	json_t *cols = json_object_get(l->j, "cols"), *v;
	size_t n = json_object_size(cols);
	const char *name;
	struct rd salts = rd_of(NULL, 0);
	int cell, i;

	if (!json_is_object(cols) || n > (size_t)l->shape->ncells)
		return pay_bad(e, "cols");
	if (read_salts(l, &salts, e))
		return -1;
	l->used++;
	for (i = 0; i < l->n; i++)
		l->c[i]->set = arena_alloc(l->st->a, n * sizeof *l->c[i]->set);
	/* in the order of the file: the chain of an older version went by its own order of fields */
	json_object_foreach(cols, name, v) {
		cell = shape_cell_no(l->shape, name);
		if (cell < 0)
			return err_set(e, E_FIELD, _("form %s version %d has no such field as in this line"),
			    l->shape->form, l->shape->version);
		if (column_read(l->st->a, v, l->n, l->col, e))
			return err_wrap(e, "%s", name);
		if (add_sets(l, cell, &salts, e))
			return -1;
	}
	return salts.bad || rd_left(&salts) ? pay_bad(e, "salt") : 0;
}
