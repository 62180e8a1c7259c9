/* SPDX-License-Identifier: MIT */
/*
 * edit: one line of text under a cursor.  Invariant: c[0 ... n-1] is NFC, holds only
 * what the text policy allows, and 0 <= cur <= n <= max_chars <= EDIT_MAX; while in_word,
 * the word_n letters left of the cursor are what ime_text says of `word`.
 */
#include "tui/edit.h"

#include <string.h>

#include "core/arena.h"
#include "core/text.h"
#include "tui/editword.h"

/* Fills c from UTF-8, at most max letters; how many. */
static int
letters(uint32_t *c, int max, const char *s)
{
	int n = 0;
	uint32_t x;

	while (n < max && (x = text_next(&s)) != 0)
		c[n++] = x;
	return n;
}

void
edit_start(struct edit *e, const char *text, int max_chars, int cols)
{
	memset(e, 0, sizeof *e);
	e->max_chars = max_chars < 1 || max_chars > EDIT_MAX ? EDIT_MAX : max_chars;
	e->cols = cols > 0 ? cols : 1;
	edit_set(e, text);
	memcpy(e->was, e->c, sizeof e->c);
	e->nwas = e->n;
}

void
edit_set(struct edit *e, const char *text)
{
	e->n = letters(e->c, EDIT_MAX, text);
	if (e->n > e->max_chars)
		e->max_chars = e->n; /* a value longer than its field once allowed is never cut */
	e->cur = e->n;
	e->first = 0;
	e->fresh = e->in_word = e->full = false;
}

int
edit_replace(struct edit *e, int nback, const uint32_t *with, int n)
{
	int tail = e->n - e->cur;

	if (nback > e->cur)
		nback = e->cur;
	if (e->n - nback + n > e->max_chars)
		return -1;
	memmove(&e->c[e->cur - nback + n], &e->c[e->cur], (size_t)tail * sizeof *e->c);
	if (n > 0)
		memcpy(&e->c[e->cur - nback], with, (size_t)n * sizeof *e->c);
	e->n += n - nback;
	e->cur += n - nback;
	return 0;
}

static void
remove_range(struct edit *e, int from, int to)
{
	e->cur = to;
	(void)edit_replace(e, to - from, NULL, 0); /* shrinking always fits */
}

/* The text of n letters as UTF-8, owned by a. */
static char *
utf8(struct arena *a, const uint32_t *c, int n)
{
	char *s = arena_alloc(a, (size_t)n * 4 + 1), *p = s;
	int i;

	for (i = 0; i < n; i++)
		p += text_put(p, c[i]);
	return s;
}

/* True when the text policy lets c stand in a line or, a line feed, in a memo. */
static bool
allowed(const struct edit *e, uint32_t c)
{
	struct arena *a;
	char s[5] = "";
	bool ok;

	if (c == '\n')
		return e->memo;
	if (c < 0x300)
		return c >= 0x20 && (c < 0x7F || c >= 0xA0) && c != 0xAD;
	a = arena_new();
	s[text_put(s, c)] = '\0';
	ok = text_show(a, s) == s;
	arena_free(a);
	return ok;
}

static bool
is_mark(uint32_t c)
{
	return c != '\n' && text_width(c) == 0;
}

/* A mark without width joins the letter before it: "e" + circumflex is one letter, as in NFC. */
static int
compose(struct edit *e, uint32_t mark)
{
	uint32_t joined[8];
	struct arena *a;
	const char *s;
	struct err err;
	int base = e->cur, n, r = 0;

	while (base > 0 && text_width(e->c[base - 1]) == 0 && e->cur - base < 4)
		base--;
	if (base == 0)
		return 0; /* nothing to stand on */
	base--;
	n = e->cur - base;
	memcpy(joined, &e->c[base], (size_t)n * sizeof *joined);
	joined[n] = mark;
	a = arena_new();
	s = utf8(a, joined, n + 1);
	if (e->c[base] != ' ' && text_clean(a, s, strlen(s), TEXT_LINE, &s, &err) == 0) {
		int m = letters(joined, 8, s);

		r = edit_replace(e, n, joined, m) == 0;
	}
	arena_free(a);
	return r;
}

static void
clear(struct edit *e)
{
	e->n = e->cur = e->first = 0;
	e->in_word = false;
}

static int
insert(struct edit *e, uint32_t c)
{
	bool fresh = e->fresh;

	if (!allowed(e, c) || (e->full && !fresh))
		return 0;
	if (is_mark(c))
		return compose(e, c);
	if (fresh)
		clear(e);
	e->fresh = false;
	e->full = edit_replace(e, 0, &c, 1) != 0;
	return !e->full;
}

static int
type(struct edit *e, uint32_t c)
{
	int r = e->full && !e->fresh ? 0 : word_key(e, c);

	if (r >= 0)
		return r;
	r = edit_end(e);
	return insert(e, c) || r;
}

/* Pasted text: line ends and tabs become blanks in a line; what is refused is left out. */
static int
paste(struct edit *e, const char *text, size_t len)
{
	struct arena *a = arena_new();
	const char *s = arena_dup(a, text, len);
	uint32_t c, before = 0;
	int changed = 0;

	while ((c = text_next(&s)) != 0) {
		if (c == '\n' && before == '\r')
			c = 0;
		before = c ? c : '\n';
		if (c == 0 || c == 0xFFFD)
			continue;
		if (c == '\r')
			c = '\n';
		if (c == '\t' || (c == '\n' && !e->memo))
			c = ' ';
		changed |= insert(e, c);
	}
	arena_free(a);
	return changed;
}

static bool
blank(uint32_t c)
{
	return c == ' ' || c == '\n';
}

static int
delete_word(struct edit *e)
{
	int from = e->cur;

	while (from > 0 && blank(e->c[from - 1]))
		from--;
	while (from > 0 && !blank(e->c[from - 1]))
		from--;
	if (from == e->cur)
		return 0;
	remove_range(e, from, e->cur);
	return 1;
}

static int
undo(struct edit *e)
{
	if (e->n == e->nwas && memcmp(e->c, e->was, (size_t)e->n * sizeof *e->c) == 0)
		return 0;
	memcpy(e->c, e->was, sizeof e->c);
	e->n = e->cur = e->nwas;
	return 1;
}

/* How many marks stand from at on. */
static int
marks_at(const struct edit *e, int at)
{
	int to = at;

	while (to < e->n && is_mark(e->c[to]))
		to++;
	return to - at;
}

/* The cursor never stands before a mark: it would join what is typed there. */
static int
move(struct edit *e, int to)
{
	if (to < 0 || to > e->n || to == e->cur)
		return 0;
	if (to > e->cur)
		to += marks_at(e, to);
	while (to > 0 && to < e->cur && marks_at(e, to) > 0)
		to--;
	e->cur = to;
	return 1;
}

/* A letter goes with the marks that stand on it. */
static int
erase(struct edit *e, int from)
{
	if (from < 0 || from >= e->n)
		return 0;
	remove_range(e, from, from + 1 + marks_at(e, from + 1));
	return 1;
}

static int
backspace(struct edit *e)
{
	return word_erase(e) ? 1 : erase(e, e->cur - 1);
}

static int
control(struct edit *e, uint32_t letter)
{
	int n = e->n;

	switch (letter) {
	case 'a':
		return move(e, 0);
	case 'e':
		return move(e, e->n);
	case 'u':
	case 'y':
		clear(e);
		return n > 0;
	case 'z':
		return undo(e);
	default:
		return -1;
	}
}

static int
other_key(struct edit *e, const struct event *ev)
{
	switch (ev->key) {
	case K_BACKSPACE:
		return backspace(e);
	case K_DEL:
		return erase(e, e->cur);
	case K_DELWORD:
		return delete_word(e);
	case K_LEFT:
		return move(e, e->cur - 1);
	case K_RIGHT:
		return move(e, e->cur + 1);
	case K_HOME:
		return move(e, 0);
	case K_END:
		return move(e, e->n);
	case K_CTRL:
		return control(e, ev->c);
	default:
		return -1;
	}
}

/* True for the keys that end the word before they do anything. */
static bool
ends_word(const struct event *ev)
{
	return ev->key == K_PASTE || ev->key == K_DEL || ev->key == K_DELWORD ||
	    (ev->key >= K_LEFT && ev->key <= K_END) ||
	    (ev->key == K_CTRL && ev->c && strchr("aeuyz", (int)ev->c));
}

int
edit_key(struct edit *e, const struct event *ev)
{
	bool ended;
	int r;

	if (ev->key == K_CHAR)
		return type(e, ev->c);
	if (ev->key == K_NEWLINE && e->memo)
		return type(e, '\n');
	e->full = false;
	ended = ends_word(ev) && edit_end(e);
	if (ev->key == K_PASTE)
		return paste(e, ev->text, ev->len) || ended;
	r = other_key(e, ev);
	if (r >= 0)
		e->fresh = false;
	return r == 0 && ended ? 1 : r;
}

/* Appends n letters at out[at] as far as they fit; where the text ends now. */
static size_t
append(char *out, size_t at, size_t size, const uint32_t *c, int n)
{
	size_t w;
	char s[4];
	int i;

	for (i = 0; i < n; i++) {
		w = text_put(s, c[i]);
		if (at + w >= size)
			break;
		memcpy(out + at, s, w);
		at += w;
	}
	out[at] = '\0';
	return at;
}

size_t
edit_text(const struct edit *e, char *out, size_t size)
{
	return append(out, 0, size, e->c, e->n);
}

size_t
edit_keys(const struct edit *e, char *out, size_t size)
{
	uint32_t keys[IME_MAX];
	int nkeys = e->in_word ? ime_keys(&e->word, keys) : 0, from = e->cur - e->word_n;
	size_t n;

	if (nkeys == 0)
		return edit_text(e, out, size);
	n = append(out, 0, size, e->c, from);
	n = append(out, n, size, keys, nkeys);
	return append(out, n, size, &e->c[e->cur], e->n - e->cur);
}
