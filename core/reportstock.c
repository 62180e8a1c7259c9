/* SPDX-License-Identifier: MIT */
/*
 * reportstock: measures of a record that are more than a sum: the largest, what stands on
 * a day, balances.  Invariant: of one series (unit and key apart from the day) one figure
 * counts in a row, and one in the total, however many records there are.
 */
#include <string.h>

#include "core/buf.h"
#include "core/report_int.h"

static const int64_t DAY_ZERO = (int64_t)1 << 40; /* added to a day, so that 0 is none */

/* The number of the series of the record at hand. */
static uint32_t
series_of(struct run *x, const char *unit)
{
	const struct skim_cell *c;
	struct buf b = { 0 };
	uint32_t no;
	int i;

	buf_put(&b, unit, strlen(unit) + 1);
	for (i = 0; i < x->nseries; i++) {
		c = run_cell(x, x->series[i]);
		if (c->kind == V_TEXT)
			buf_put(&b, c->s, c->len);
		else
			buf_printf(&b, "%d %lld", (int)c->kind, (long long)(c->kind == V_INT ? c->n : 0));
		buf_u8(&b, 0);
	}
	no = dim_text(&x->keys, (const char *)b.p, b.n);
	buf_free(&b);
	return no;
}

/* v stands in place of what g holds, if it is of an earlier day (a later one for the first). */
static void
stand(const struct run *x, struct group *g, int i, const struct value *v)
{
	const int64_t day = run_cell(x, x->date_slot)->n + DAY_ZERO;
	int64_t *at = &g->sum[x->nmeasures + i];

	if (*at && (x->measure[i].how == ADD_FIRST ? day >= *at : day < *at))
		return;
	*at = day;
	g->sum[i] = v->kind == V_INT ? v->n : 0;
	g->na[i] = v->kind == V_NA;
	g->unknown[i] = v->kind == V_UNKNOWN;
}

static void
add_largest(struct group *g, int i, const struct value *v)
{
	if (v->kind == V_INT && v->n > g->sum[i])
		g->sum[i] = v->n;
	g->na[i] += v->kind == V_NA;
	g->unknown[i] += v->kind == V_UNKNOWN;
}

void
run_stocks(struct run *x, const uint32_t *ids, const char *unit, bool early)
{
	uint32_t all[GROUP_IDS], series = series_of(x, unit);
	struct value v;
	int i;

	memcpy(all, ids, (size_t)x->groups.nids * sizeof *all);
	all[x->groups.nids] = series;
	for (i = 0; i < x->nmeasures; i++) {
		const enum adding how = (enum adding)x->measure[i].how;

		if (how == ADD_SUM || (early && how != ADD_STANDING && how != ADD_BALANCE))
			continue;
		v = run_value(x, i);
		if (v.kind == V_BLANK || v.kind == V_TEXT)
			continue;
		if (how == ADD_MAX) {
			add_largest(group_of(&x->groups, ids), i, &v);
		} else if (how == ADD_BALANCE) {
			sum_add(&group_of(early ? &x->running : &x->groups, ids)->sum[i], v.kind == V_INT ? v.n : 0);
		} else {
			stand(x, group_of(&x->stood, all), i, &v);
			stand(x, group_of(&x->stood_all, &series), i, &v);
		}
	}
}
