/* SPDX-License-Identifier: MIT */
/*
 * csv: a splitter that copies only cells with doubled quotes, and a writer.
 * Invariant: csv_plain(csv_put(s)) is s for every s: the guard is put, and taken off,
 * exactly where `risky` says so, and a leading apostrophe does not change its answer.
 */
#include "core/csv.h"

#include <string.h>

#include "core/lang.h"

/* How many bytes of blank (space, no-break space) or apostrophe begin the n bytes at s. */
static size_t
lead(const char *s, size_t n)
{
	size_t i = 0;

	for (;;)
		if (i < n && (s[i] == ' ' || s[i] == '\''))
			i++;
		else if (n - i >= 2 && memcmp(s + i, "\xC2\xA0", 2) == 0)
			i += 2;
		else
			return i;
}

/* Whether a spreadsheet may take a line that begins so for a formula. */
static bool
risky(const char *s, size_t n)
{
	size_t i = lead(s, n);

	return i < n && s[i] != '\0' && strchr("=+-@\t\r", s[i]);
}

static size_t
line_length(const char *s, size_t n)
{
	const char *nl = n ? memchr(s, '\n', n) : NULL;

	return nl ? (size_t)(nl - s) : n;
}

struct csv_cell
csv_plain(struct arena *a, struct csv_cell cell)
{
	const char *s = cell.s, *end = cell.s + cell.n;
	struct csv_cell out = cell;
	size_t len;
	char *w;

	if (!memchr(s, '\'', cell.n))
		return cell;
	out.s = w = arena_dup(a, s, cell.n);
	while (s < end) {
		len = line_length(s, (size_t)(end - s));
		if (len > 0 && *s == '\'' && risky(s + 1, len - 1)) {
			s++;
			len--;
		}
		if (s + len < end)
			len++;
		memcpy(w, s, len);
		w += len;
		s += len;
	}
	out.n = (size_t)(w - out.s);
	*w = '\0';
	return out;
}

void
csv_put(struct buf *b, const char *s)
{
	bool quoted = strpbrk(s, ",;\"\r\n\t") || *s == ' ' || (*s && s[strlen(s) - 1] == ' ');
	size_t len;

	if (quoted)
		buf_u8(b, '"');
	for (;;) {
		len = line_length(s, strlen(s));
		if (risky(s, len))
			buf_u8(b, '\'');
		for (; len > 0; len--, s++) {
			if (*s == '"')
				buf_u8(b, '"');
			buf_u8(b, (uint8_t)*s);
		}
		if (!*s)
			break;
		buf_u8(b, (uint8_t)*s++);
	}
	if (quoted)
		buf_u8(b, '"');
}

/* The walk over one row. */
struct walk {
	struct arena *a;
	const char *p, *end;
	char comma;
	bool last;
	struct csv_row *out;
	int cap;
};

static int
add_cell(struct walk *w, const char *s, size_t n, struct err *e)
{
	struct csv_row *r = w->out;
	struct csv_cell *bigger;

	if (r->ncells == CSV_CELLS)
		return err_set(e, E_INPUT, _("a line of more than %d cells"), CSV_CELLS);
	if (r->ncells == w->cap) {
		w->cap = w->cap ? w->cap * 2 : 32;
		bigger = arena_alloc(w->a, (size_t)w->cap * sizeof *bigger);
		if (r->ncells)
			memcpy(bigger, r->cell, (size_t)r->ncells * sizeof *bigger);
		r->cell = bigger;
	}
	r->cell[r->ncells].s = s;
	r->cell[r->ncells++].n = n;
	return 0;
}

/* A copy of the n bytes at s with each doubled quote made one; *n its length. */
static const char *
single_quotes(struct arena *a, const char *s, size_t *n)
{
	char *copy = arena_alloc(a, *n + 1), *to = copy;
	size_t i;

	for (i = 0; i < *n; i++) {
		*to++ = s[i];
		if (s[i] == '"')
			i++;
	}
	*n = (size_t)(to - copy);
	return copy;
}

/* A cell in quotes, w->p behind the first: 1 taken, 0 more input is needed, -1. */
static int
quoted_cell(struct walk *w, struct err *e)
{
	const char *start = w->p, *s = start, *q = start;
	bool doubled = false;
	size_t n;

	for (;;) {
		q = memchr(q, '"', (size_t)(w->end - q));
		if (!q)
			return w->last ? err_set(e, E_INPUT, _("a quote that is not closed")) : 0;
		if (q + 1 == w->end && !w->last)
			return 0;
		if (q + 1 == w->end || q[1] != '"')
			break;
		doubled = true;
		q += 2;
	}
	for (; s < q; s++)
		if (*s == '\n')
			w->out->lines++;
	w->p = q + 1;
	n = (size_t)(q - start);
	if (doubled)
		start = single_quotes(w->a, start, &n);
	return add_cell(w, start, n, e) < 0 ? -1 : 1;
}

static int
bare_cell(struct walk *w, struct err *e)
{
	const char *s = w->p;

	while (w->p < w->end && *w->p != w->comma && *w->p != '\n' && *w->p != '"')
		w->p++;
	if (w->p == w->end && !w->last)
		return 0;
	if (w->p < w->end && *w->p == '"')
		return err_set(e, E_INPUT, _("a quote inside a cell that does not begin with one"));
	return add_cell(w, s, (size_t)(w->p - s), e) < 0 ? -1 : 1;
}

/* Drops the CR of a line end from the last, bare cell. */
static void
drop_cr(struct csv_row *r)
{
	struct csv_cell *c = &r->cell[r->ncells - 1];

	if (c->n > 0 && c->s[c->n - 1] == '\r')
		c->n--;
}

int
csv_split(struct arena *a, const char *p, size_t n, char comma, bool last, struct csv_row *out,
    struct err *e)
{
	struct walk w = { .a = a, .p = p, .end = p + n, .comma = comma, .last = last, .out = out };
	bool quoted;
	int got;

	memset(out, 0, sizeof *out);
	for (;;) {
		quoted = w.p < w.end && *w.p == '"';
		w.p += quoted;
		got = quoted ? quoted_cell(&w, e) : bare_cell(&w, e);
		if (got <= 0)
			return got;
		if (quoted && w.p < w.end && *w.p == '\r')
			w.p++;
		else if (!quoted && (w.p == w.end || *w.p == '\n'))
			drop_cr(out);
		if (quoted && w.p == w.end && !last)
			return 0;
		if (w.p == w.end || *w.p == '\n')
			break;
		if (*w.p != comma)
			return err_set(e, E_INPUT, _("letters behind the closing quote of a cell"));
		w.p++;
	}
	out->lines++;
	out->used = (size_t)(w.p - p) + (w.p < w.end);
	return 1;
}
