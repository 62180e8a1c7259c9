/* SPDX-License-Identifier: MIT */
/*
 * tab: see tab.h.  Invariant: a cell leaves as JSON, as guarded CSV, or through text_show.
 */
#include "tui/tab.h"

#include "core/csv.h"
#include "core/json.h"
#include "core/text.h"

enum { FULL = 65536 };

int
tab_begin(struct tab *t, struct cmd *c, const char *const *key, const char *const *head, struct err *e)
{
	int i;

	*t = (struct tab){ .c = c, .key = key };
	while (key[t->cols])
		t->cols++;
	if (cmd_format(c, &t->format, e) < 0)
		return -1;
	t->table = table_new(c->a, t->cols);
	for (i = 0; i < t->cols && t->format == FMT_TEXT; i++)
		table_add(t->table, _(head[i]));
	if (t->format == FMT_CSV)
		buf_printf(&t->out, "%s", CSV_BOM);
	for (i = 0; i < t->cols && t->format == FMT_CSV; i++)
		buf_printf(&t->out, "%s%s", i ? "," : "", key[i]);
	if (t->format == FMT_CSV)
		buf_printf(&t->out, "\r\n");
	return 0;
}

void
tab_row(struct tab *t, const char *const *cell)
{
	struct arena *a = arena_new();
	int i;

	for (i = 0; i < t->cols; i++) {
		if (t->format == FMT_TEXT) {
			table_add(t->table, arena_strdup(t->c->a, cell[i]));
		} else if (t->format == FMT_CSV) {
			if (i)
				buf_u8(&t->out, ',');
			csv_put(&t->out, text_show(a, cell[i]));
		} else if (*cell[i]) {
			if (i == 0)
				buf_u8(&t->out, '{');
			json_key(&t->out, t->key[i]);
			json_put(&t->out, cell[i]);
		}
	}
	if (t->format != FMT_TEXT)
		buf_printf(&t->out, t->format == FMT_JSON ? "}\n" : "\r\n");
	if (t->out.n > FULL)
		row_flush(&t->out);
	arena_free(a);
}

void
tab_end(struct tab *t)
{
	if (t->format == FMT_TEXT)
		table_put(t->table, &t->out);
	row_flush(&t->out);
	buf_free(&t->out);
}
