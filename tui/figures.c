/* SPDX-License-Identifier: MIT */
/*
 * figures: what a sum looks like.  Invariant: texts that come from data went through
 * text_show; a bar is empty only for 0 and below.
 */
#include "tui/figures.h"

#include <string.h>

#include "core/buf.h"
#include "core/text.h"
#include "core/value.h"

enum { EIGHTHS = 8, FULL = 0x2588, LOWER = 0x2580, BAR_MAX = 200 };

const char *
figure(struct arena *a, int64_t n)
{
	struct value v = { .kind = V_INT, .n = n };

	return value_print(a, T_COUNT, &v, STYLE_PEOPLE);
}

static const char *
tenths(struct arena *a, int64_t n, char point)
{
	const char *whole = point == ',' ? figure(a, n / 10) : arena_printf(a, "%lld", (long long)(n / 10));
	const int64_t d = n % 10;

	return arena_printf(a, "%s%s%c%d", n < 0 && n > -10 ? "-" : "", whole, point, (int)(d < 0 ? -d : d));
}

const char *
figure_data(struct arena *a, const struct report_table *t, const struct report_row *r, int i)
{
	if (r->blank[i])
		return "";
	return t->tenths[i] ? tenths(a, r->sum[i], '.') : arena_printf(a, "%lld", (long long)r->sum[i]);
}

int
figure_main(const struct report *r)
{
	int i;

	if (r->nchart)
		return r->chart[0];
	for (i = 0; i < r->nmeasures; i++)
		if (r->measure[i].what)
			return i;
	return r->nmeasures ? 0 : -1;
}

const char *
figure_sum(struct arena *a, const struct report_table *t, const struct report_row *r, int i)
{
	const char *s = r->blank[i] ? "" : t->tenths[i] ? tenths(a, r->sum[i], ',') : figure(a, r->sum[i]);

	return r->unknown[i] ? arena_printf(a, "%s +%llu?", s, (unsigned long long)r->unknown[i]) : s;
}

int64_t
figure_most(const struct report_table *t, int i)
{
	int64_t most = 1;
	int k;

	for (k = 0; k < t->nrows; k++)
		if (t->row[k].sum[i] > most)
			most = t->row[k].sum[i];
	return most;
}

/* n of most in parts, rounded, at least 1 when there is anything. */
static int
parts(int64_t n, int64_t most, int of)
{
	double x = most > 0 && n > 0 ? (double)n / (double)most * of : 0;

	if (x > of)
		return of;
	return n > 0 && x < 1 ? 1 : (int)(x + 0.5);
}

const char *
figure_bar(struct arena *a, int64_t n, int64_t most, int cols, bool ascii)
{
	int i, k = parts(n, most, (cols > BAR_MAX ? BAR_MAX : cols) * (ascii ? 1 : EIGHTHS));
	struct buf b = { 0 };
	const char *s;
	char c[5] = "";

	for (i = 0; i < (ascii ? k : k / EIGHTHS); i++)
		buf_put(&b, ascii ? "#" : "█", ascii ? 1 : 3);
	if (!ascii && k % EIGHTHS) /* U+2589 is seven eighths, U+258F one */
		buf_put(&b, c, text_put(c, (uint32_t)(FULL + EIGHTHS - k % EIGHTHS)));
	s = arena_dup(a, b.n ? (const char *)b.p : "", b.n);
	buf_free(&b);
	return s;
}

const char *
figure_spark(int64_t n, int64_t most)
{
	static const char *const height[] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };

	return height[parts(n, most, EIGHTHS)];
}

int
figure_head(struct arena *a, const char *head, const char *line[2])
{
	const char *p, *at = NULL;
	int d, best = 1 << 30, w0, w1;

	head = text_show(a, head);
	for (p = strchr(head, ' '); p; p = strchr(p + 1, ' ')) {
		d = text_cols(head) - 2 * text_cols(arena_dup(a, head, (size_t)(p - head)));
		d = d < 0 ? -d : d;
		if (d < best) {
			best = d;
			at = p;
		}
	}
	line[0] = at ? arena_dup(a, head, (size_t)(at - head)) : "";
	line[1] = at ? at + 1 : head;
	w0 = text_cols(line[0]);
	w1 = text_cols(line[1]);
	return w0 > w1 ? w0 : w1;
}

const char *
figure_name(struct arena *a, const struct report_table *t, const struct report_row *r)
{
	const char *s = "";
	int i;

	for (i = 0; i < t->ndims; i++)
		s = arena_printf(a, "%s%s%s", s, i ? " / " : "", r->label[i]);
	return s;
}

enum lang
figure_sign(const struct report *r)
{
	return r->nsign[LANG_EN] && lang_pick(r->title) == r->title[LANG_EN] ? LANG_EN : LANG_VI;
}
