/* SPDX-License-Identifier: MIT */
/*
 * collists: the line of a payload that tells which code lists, in which versions, the
 * forms above it draw their codes from, so that a code can be read in twenty years.
 * Invariant: it stands once, after the forms and before the end, and only where there
 * are forms.
 */
#include <stdlib.h>

#include "core/column.h"

enum { LISTS_MAX = 256, VERSION_MAX = 1000000 };

void
pay_touch(struct pay_lists *l, const struct change *c)
{
	const struct form *f = c->shape->schema;
	int i, k;

	if (!f)
		return;
	for (i = 0; i < l->nforms; i++)
		if (l->form[i] == f)
			return;
	if (l->nforms < PAY_FORMS_MAX)
		l->form[l->nforms++] = f;
	for (i = 0; i < f->nfields; i++) {
		const struct codes *of[] = { f->field[i].codes, f->field[i].rows, f->field[i].cols };

		for (k = 0; k < 3; k++)
			if (of[k] && !json_object_get(l->seen, of[k]->id))
				json_object_set_new(l->seen, of[k]->id, json_integer(of[k]->version));
	}
}

void
pay_lists_put(struct buf *b, const struct pay_lists *l, uint64_t *lines)
{
	char *text;

	if (json_object_size(l->seen) == 0)
		return;
	text = json_dumps(l->seen, JSON_COMPACT | JSON_SORT_KEYS);
	buf_printf(b, "{\"lists\":%s}\n", text ? text : "{}");
	free(text);
	++*lines;
}

int
pay_lists_read(struct pay_state *st, const json_t *j, struct err *e)
{
	json_t *lists = json_object_get(j, "lists"), *version;
	const char *id;

	if (json_object_size(j) != 1 || !json_is_object(lists) || st->listed || st->nwait ||
	    json_object_size(lists) == 0 || json_object_size(lists) > LISTS_MAX)
		return pay_bad(e, "lists");
	json_object_foreach(lists, id, version)
		if (!json_is_integer(version) || json_integer_value(version) < 0 ||
		    json_integer_value(version) > VERSION_MAX)
			return pay_bad(e, "lists");
	st->listed = true;
	return 0;
}
