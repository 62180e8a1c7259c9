/* SPDX-License-Identifier: MIT */
/*
 * viqr: letters and whole screens as RFC 1456 writes them.  Invariant: a text keeps to
 * the columns from where it was put to where the next one was, and its last letters
 * are whole.
 */
#include "tui/viqr.h"

#include <string.h>

#include "core/letter.h"

enum { ELLIPSIS = 0x2026 };

/* The cells of one text and what becomes of them. */
struct run {
	const struct gcell *from;
	int cells, used;        /* columns it has, and those up to its last letter */
	int cursor;             /* column of the cursor in it, or -1 */
	char out[512];
	uint8_t attr[512];
	int n, at;              /* columns written; where the cursor came to stand */
	bool full;
};

static char
tone_sign(enum tone tone)
{
	static const char signs[] = { 0, '`', '?', '~', '\'', '.' }; /* as enum tone counts them */

	return signs[tone];
}

size_t
viqr_letter(uint32_t c, char out[VIQR_MAX])
{
	struct letter l;
	size_t n = 0;

	if (!letter_split(c, &l)) {
		out[0] = c == ELLIPSIS ? '>' : (char)grid_plain(c); /* the tilde is a tone here */
		out[1] = '\0';
		return 1;
	}
	out[n++] = (char)(l.upper ? l.base - 'a' + 'A' : l.base);
	if (l.mark == '-')
		out[n++] = l.upper ? 'D' : 'd';
	else if (l.mark != '.')
		out[n++] = l.mark;
	if (l.tone != TONE_NONE)
		out[n++] = tone_sign(l.tone);
	out[n] = '\0';
	return n;
}

/* Whether c after the letter before would be read as a part of it. */
static bool
joins(uint32_t before, uint32_t c)
{
	struct letter l;

	if (!letter_split(before, &l))
		return false;
	if (l.base == 'd')
		return l.mark == '.' && (c == 'd' || c == 'D');
	if (!strchr("aeiouy", l.base) || c == 0 || c > 126)
		return false;
	if (strchr("`?~'.", (int)c))
		return l.tone == TONE_NONE;
	if (l.mark != '.' || l.tone != TONE_NONE)
		return false;
	return c == '^' ? strchr("aeo", l.base) != NULL : c == '(' ? l.base == 'a' :
	    c == '+' ? l.base == 'o' || l.base == 'u' : false;
}

/* Letter i of the run; its length. */
static size_t
spelled(const struct run *r, int i, char out[VIQR_MAX + 1])
{
	uint32_t c = r->from[i].c;

	if (i > 0 && joins(r->from[i - 1].c, c)) {
		out[0] = '\\';
		return 1 + viqr_letter(c, out + 1);
	}
	return viqr_letter(c ? c : ' ', out);
}

/* Spells the run into at most room columns. */
static void
spell(struct run *r, int room)
{
	char s[VIQR_MAX + 1];
	int i, n;

	r->n = 0;
	r->at = -1;
	r->full = false;
	for (i = 0; i < r->used && !r->full; i++) {
		if (i == r->cursor)
			r->at = r->n;
		if (r->from[i].c == ' ' && i > 0 && r->from[i - 1].c == ' ' && r->n > i)
			continue; /* blanks of a column inside take up what its letters grew by */
		n = (int)spelled(r, i, s);
		r->full = r->n + n > room || r->n + n > (int)sizeof r->out;
		if (r->full)
			break;
		memset(r->attr + r->n, r->from[i].attr & ~A_BEGIN, (size_t)n);
		memcpy(r->out + r->n, s, (size_t)n);
		r->n += n;
	}
	if (r->cursor >= r->used)
		r->at = r->n + r->cursor - r->used;
}

/* Cuts a spelling that did not fit so that its mark does. */
static void
cut(struct run *r, int room)
{
	spell(r, room - 1);
	if (r->n > 0) {
		r->out[r->n] = '>';
		r->attr[r->n++] = 0;
	}
}

/* Puts the run back into its cells x. */
static void
put_back(const struct run *r, struct gcell *x)
{
	int i;

	for (i = 0; i < r->cells; i++)
		x[i] = i < r->n ? (struct gcell){ (uint8_t)r->out[i], r->attr[i] } : (struct gcell){ ' ', 0 };
}

static bool
has_marks(const struct run *r)
{
	char s[VIQR_MAX + 1];
	int i;

	for (i = 0; i < r->used; i++)
		if (r->from[i].c == ELLIPSIS || spelled(r, i, s) > 1)
			return true;
	return false;
}

static void
measure(struct run *r, const struct gcell *x, int cells)
{
	r->from = x;
	r->cells = r->used = cells;
	r->cursor = -1;
	while (r->used > 0 && (x[r->used - 1].c == ' ' || x[r->used - 1].c == 0))
		r->used--;
}

/* Columns the text may take: a blank stays between it and the next, where there was one. */
static int
room_of(const struct run *r, bool last)
{
	return r->used < r->cells && !last ? r->cells - 1 : r->cells;
}

/* Moves a text that will not fit to the left, as far as blanks before it allow; by how much. */
static int
shift(struct gcell *x, int from, int to, bool last)
{
	struct run r;
	int by, gap = 0, i;

	measure(&r, &x[from], to - from);
	if (!has_marks(&r))
		return 0;
	spell(&r, (int)sizeof r.out);
	by = r.n - room_of(&r, last) + (r.used == r.cells && !last);
	while (gap < from && x[from - 1 - gap].c == ' ' && !(x[from - 1 - gap].attr & A_BEGIN))
		gap++;
	by = by < gap - 1 ? by : gap - 1;
	if (by <= 0)
		return 0;
	memmove(&x[from - by], &x[from], (size_t)r.used * sizeof *x);
	for (i = from - by + r.used; i < from + r.used; i++)
		x[i] = (struct gcell){ ' ', 0 };
	return by;
}

/* One text of a row, from cell x on; false when it is the cursor's and is left as it was. */
static bool
expand(struct gcell *x, int cells, bool last, int *cursor)
{
	struct run r;
	int room;

	measure(&r, x, cells);
	if (!has_marks(&r))
		return true;
	if (cursor)
		r.cursor = *cursor;
	room = room_of(&r, last);
	spell(&r, room);
	if (cursor && (r.full || r.at >= cells))
		return false;
	if (r.full)
		cut(&r, room);
	if (cursor)
		*cursor = r.at;
	put_back(&r, x);
	return true;
}

static bool
expand_row(struct grid *g, int row)
{
	struct gcell *x = &g->cell[row * g->cols];
	int from, to, cursor;
	bool here, all = true;

	for (to = g->cols; to > 0; to = from) {
		for (from = to - 1; from > 0 && !(x[from].attr & A_BEGIN); from--)
			continue;
		if (row != g->cur_row || g->cur_col < from || g->cur_col >= to)
			from -= shift(x, from, to, to == g->cols);
	}
	for (from = 0; from < g->cols; from = to) {
		for (to = from + 1; to < g->cols && !(x[to].attr & A_BEGIN); to++)
			continue;
		here = row == g->cur_row && g->cur_col >= from && g->cur_col < to;
		cursor = g->cur_col - from;
		all = expand(&x[from], to - from, to == g->cols, here ? &cursor : NULL) && all;
		if (here)
			g->cur_col = from + cursor;
	}
	return all;
}

bool
grid_viqr(struct grid *g)
{
	bool all = true;
	int row;

	for (row = 0; row < g->rows - 1; row++) /* the keys below are known, and all are wanted */
		all = expand_row(g, row) && all;
	grid_ascii(g);
	return all;
}

void
viqr_word(const struct grid *g, char out[VIQR_WORD])
{
	const struct gcell *x = &g->cell[g->cur_row * g->cols];
	int from = g->cur_col, to;
	bool marked = false;
	char s[VIQR_MAX];
	size_t n = 0, w;

	if (from > 0 && x[from].c == ' ')
		from--;
	for (to = from; to < g->cols && x[to].c != ' ' && x[to].c; to++)
		continue;
	while (from > 0 && x[from].c != ' ' && x[from - 1].c != ' ' && x[from - 1].c &&
	    !(x[from].attr & A_BEGIN))
		from--;
	for (; from < to; from++) {
		w = viqr_letter(x[from].c, s);
		if (n + w >= VIQR_WORD)
			break;
		memcpy(out + n, s, w);
		n += w;
		marked = marked || (x[from].c > 126 && w > 1);
	}
	out[marked ? n : 0] = '\0';
}
