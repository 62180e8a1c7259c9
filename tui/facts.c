/* SPDX-License-Identifier: MIT */
/*
 * facts: names and values for people and for scripts.  Invariant: both forms say the
 * same, in the same order.
 */
#include "tui/facts.h"

#include "core/json.h"
#include "core/text.h"
#include "tui/rows.h"

static void
put_line(struct cmd *c, struct buf *b, const struct fact *f)
{
	buf_printf(b, "%s: ", f->name);
	if (f->kind == FACT_NUMBER)
		buf_printf(b, "%llu", (unsigned long long)f->n);
	else
		buf_printf(b, "%s", f->kind == FACT_TEXT ? text_show(c->a, f->s) : "-");
	buf_u8(b, '\n');
}

static void
put_member(struct buf *b, const struct fact *f)
{
	json_key(b, f->name);
	if (f->kind == FACT_NUMBER)
		buf_printf(b, "%llu", (unsigned long long)f->n);
	else if (f->kind == FACT_TEXT)
		json_put(b, f->s);
	else
		buf_put(b, "null", 4);
}

void
facts_put(struct cmd *c, const struct fact *fact, int n, enum facts_as as)
{
	struct buf b = { 0 };
	int i;

	if (as == FACTS_JSON)
		buf_u8(&b, '{');
	for (i = 0; i < n; i++)
		if (as == FACTS_JSON)
			put_member(&b, &fact[i]);
		else
			put_line(c, &b, &fact[i]);
	if (as == FACTS_JSON)
		buf_put(&b, "}\n", 2);
	row_flush(&b);
	buf_free(&b);
}
