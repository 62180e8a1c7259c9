/* SPDX-License-Identifier: MIT */
/*
 * keyin: the parser of keyboard bytes.  Invariant: every byte fed is used exactly
 * once, by an event or by an unknown sequence; a beginning is kept until it is whole
 * or late.  Variants of all terminals are one grammar (ESC [ numbers letter, ESC O
 * letter, ESC [ [ letter), so a wrong TERM costs nothing.
 */
#include "tui/keyin.h"

#include <string.h>

#include "core/text.h"

enum { PASTE_MAX = 65536 };

static const char paste_begin[] = "\033[200~", paste_end[] = "\033[201~";

static const struct { char final; enum key key; } finals[] = { /* ESC [ x and ESC O x */
	{ 'A', K_UP }, { 'B', K_DOWN }, { 'C', K_RIGHT }, { 'D', K_LEFT }, { 'H', K_HOME },
	{ 'F', K_END }, { 'P', K_F1 }, { 'Q', K_F2 }, { 'R', K_F3 }, { 'S', K_F4 },
	{ 'Z', K_BTAB }, { 'M', K_ENTER },
};

static const struct { int number; enum key key; } tildes[] = { /* ESC [ number ~ */
	{ 1, K_HOME }, { 2, K_INS }, { 3, K_DEL }, { 4, K_END }, { 5, K_PGUP }, { 6, K_PGDN },
	{ 7, K_HOME }, { 8, K_END }, { 11, K_F1 }, { 12, K_F2 }, { 13, K_F3 }, { 14, K_F4 },
	{ 15, K_F5 }, { 17, K_F6 }, { 18, K_F7 }, { 19, K_F8 }, { 20, K_F9 }, { 21, K_F10 },
};

void
keyin_init(struct keyin *in)
{
	memset(in, 0, sizeof *in);
}

void
keyin_free(struct keyin *in)
{
	buf_free(&in->in);
	buf_free(&in->paste);
}

void
keyin_define(struct keyin *in, const char *bytes, enum key key)
{
	unsigned char c = (unsigned char)bytes[0];
	size_t n = strlen(bytes);

	if (in->nseqs == KEYIN_SEQS || n < 2 || n >= KEYIN_SEQ_BYTES ||
	    (c >= 0x20 && c != 0x7F))
		return;
	memcpy(in->seq[in->nseqs].bytes, bytes, n + 1);
	in->seq[in->nseqs++].key = key;
}

void
keyin_feed(struct keyin *in, const void *p, size_t n)
{
	size_t left = in->in.n - in->at;

	if (in->at > 0) {
		memmove(in->in.p, in->in.p + in->at, left);
		in->in.n = left;
		in->at = 0;
	}
	buf_put(&in->in, p, n);
}

bool
keyin_waits(const struct keyin *in)
{
	return in->in.n > in->at;
}

static int
event(struct event *ev, enum key key, uint32_t c)
{
	memset(ev, 0, sizeof *ev);
	ev->key = key;
	ev->c = c;
	return 1;
}

/* Moves bytes to the paste until its end mark; late ends a paste whose mark never comes. */
static int
next_paste(struct keyin *in, bool late, struct event *ev)
{
	enum { MARK = sizeof paste_end - 1 };
	const uint8_t *p = in->in.p + in->at, *end = NULL;
	size_t n = in->in.n - in->at, take;

	if (n >= MARK)
		end = memmem(p, n, paste_end, MARK);
	take = end ? (size_t)(end - p) : late ? n : n < MARK ? 0 : n - MARK + 1;
	if (in->paste.n + take <= PASTE_MAX)
		buf_put(&in->paste, p, take);
	in->at += take + (end ? MARK : 0);
	if (!end && !late)
		return 0;
	in->pasting = false;
	buf_u8(&in->paste, 0);
	event(ev, K_PASTE, 0);
	ev->text = (const char *)in->paste.p;
	ev->len = in->paste.n - 1;
	in->paste.n = 0; /* the bytes stay where they are until the next paste */
	return 1;
}

/* The length of a control sequence at p (after ESC [): 0 not whole yet. */
static size_t
csi_len(const uint8_t *p, size_t n)
{
	size_t i = 0;

	if (n > 0 && p[0] == '[')
		return n > 1 ? 2 : 0;
	while (i < n && p[i] >= 0x20 && p[i] < 0x40)
		i++;
	return i < n ? i + 1 : 0;
}

/* What a whole control sequence stands for: numbers, then its last letter. */
static enum key
csi_key(const uint8_t *p, size_t len)
{
	int number[2] = { 0, 0 }, which = 0;
	bool ctrl;
	size_t i;

	if (p[0] == '[')
		return p[1] >= 'A' && p[1] <= 'E' ? (enum key)(K_F1 + p[1] - 'A') : K_NONE;
	for (i = 0; i + 1 < len; i++) {
		if (p[i] == ';' && which == 0)
			which = 1;
		else if (p[i] >= '0' && p[i] <= '9' && number[which] < 1000)
			number[which] = number[which] * 10 + p[i] - '0';
	}
	ctrl = number[1] == 5 || p[len - 1] == '^';
	if (p[len - 1] == '~' || p[len - 1] == '^') {
		for (i = 0; i < sizeof tildes / sizeof *tildes; i++)
			if (tildes[i].number == number[0])
				return ctrl && tildes[i].key == K_HOME ? K_CHOME :
				    ctrl && tildes[i].key == K_END ? K_CEND : tildes[i].key;
		return K_NONE;
	}
	for (i = 0; i < sizeof finals / sizeof *finals; i++)
		if (finals[i].final == (char)p[len - 1])
			return ctrl && finals[i].key == K_HOME ? K_CHOME :
			    ctrl && finals[i].key == K_END ? K_CEND : finals[i].key;
	return K_NONE;
}

static enum key
ss3_key(uint8_t c)
{
	size_t i;

	for (i = 0; i < sizeof finals / sizeof *finals; i++)
		if (finals[i].final == (char)c)
			return finals[i].key;
	return K_NONE;
}

/* 1 a sequence of the terminal's own, 0 the beginning of one, -1 none. */
static int
own_sequence(struct keyin *in, const uint8_t *p, size_t n, struct event *ev)
{
	int i, begun = -1;
	size_t len;

	for (i = 0; i < in->nseqs; i++) {
		len = strlen(in->seq[i].bytes);
		if (n >= len && memcmp(p, in->seq[i].bytes, len) == 0) {
			in->at += len;
			return event(ev, in->seq[i].key, 0);
		}
		if (n > 1 && n < len && memcmp(p, in->seq[i].bytes, n) == 0)
			begun = 0;
	}
	return begun;
}

/* Uses len bytes for a sequence that stands for key. */
static int
sequence(struct keyin *in, size_t len, enum key key, struct event *ev)
{
	in->at += len;
	in->esc_told = in->esc_pair = false;
	return event(ev, key, 0);
}

/* An Esc that stands for itself; told at once, once. */
static int
lone_esc(struct keyin *in, struct event *ev)
{
	bool told = in->esc_told;

	in->at++;
	in->esc_told = false;
	in->esc_pair = true; /* a second Esc need not wait for a rest */
	return event(ev, told ? K_NONE : K_ESC, 0);
}

/* At an ESC: the whole sequence, or the key Esc. */
static int
next_esc(struct keyin *in, bool late, struct event *ev)
{
	const uint8_t *p = in->in.p + in->at;
	size_t n = in->in.n - in->at, len;

	if (n == 1) { /* kept: its rest may come much later over a slow line */
		if ((!late && !in->esc_pair) || in->esc_told)
			return 0;
		in->esc_told = true;
		in->esc_pair = false;
		return event(ev, K_ESC, 0);
	}
	if (n > 2 && p[1] == 033 && (p[2] == '[' || p[2] == 'O'))
		return sequence(in, 1, K_NONE, ev); /* Alt and an arrow key: the arrow */
	if (p[1] == '[') {
		if (n >= sizeof paste_begin - 1 && memcmp(p, paste_begin, sizeof paste_begin - 1) == 0) {
			in->pasting = true;
			return sequence(in, sizeof paste_begin - 1, K_NONE, ev);
		}
		len = csi_len(p + 2, n - 2);
		if (len > 0)
			return sequence(in, len + 2, csi_key(p + 2, len), ev);
		return late ? lone_esc(in, ev) : 0;
	}
	if (p[1] == 'O') {
		if (n > 2)
			return sequence(in, 3, ss3_key(p[2]), ev);
		return late ? lone_esc(in, ev) : 0;
	}
	return lone_esc(in, ev);
}

static int
next_control(struct keyin *in, uint8_t c, struct event *ev)
{
	in->at++;
	switch (c) {
	case '\r':
	case '\n':
		return event(ev, K_ENTER, 0);
	case '\t':
		return event(ev, K_TAB, 0);
	case 8:
	case 0x7F:
		return event(ev, K_BACKSPACE, 0);
	case 0:
		return event(ev, K_NONE, 0);
	default:
		return event(ev, K_CTRL, c < 27 ? 'a' + c - 1u : c + 64u);
	}
}

/* Bytes of the letter that begins with c; 0 for none. */
static size_t
letter_bytes(uint8_t c)
{
	return c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
}

/* A letter in pieces is waited for without end: its rest can be nothing else. */
static int
next_letter(struct keyin *in, struct event *ev)
{
	const uint8_t *p = in->in.p + in->at;
	size_t have = in->in.n - in->at, n = letter_bytes(*p), i;
	char s[5] = "";
	const char *t = s;

	for (i = 1; i < n && i < have; i++)
		if ((p[i] & 0xC0) != 0x80)
			n = 0;
	if (n > have)
		return 0;
	if (n == 0) {
		in->at++;
		return event(ev, K_NONE, 0);
	}
	memcpy(s, p, n);
	in->at += n;
	event(ev, K_CHAR, text_next(&t));
	if (ev->c == 0xFFFD)
		ev->key = K_NONE;
	return 1;
}

int
keyin_next(struct keyin *in, bool late, struct event *ev)
{
	int r;

	if (in->pasting)
		return next_paste(in, late, ev);
	if (in->at == in->in.n)
		return 0;
	r = own_sequence(in, in->in.p + in->at, in->in.n - in->at, ev);
	if (r > 0 || (r == 0 && !late))
		return r;
	if (in->in.p[in->at] == 033)
		return next_esc(in, late, ev);
	in->esc_pair = false;
	if (in->in.p[in->at] < 0x20 || in->in.p[in->at] == 0x7F)
		return next_control(in, in->in.p[in->at], ev);
	return next_letter(in, ev);
}
