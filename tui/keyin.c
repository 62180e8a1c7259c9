/* SPDX-License-Identifier: MIT */
/*
 * keyin: the parser of keyboard bytes.  Invariant: every byte fed is used exactly
 * once, by an event or by an unknown sequence; a beginning is kept until it is whole
 * or until what follows shows that it was none.  Variants of all terminals are one
 * grammar (ESC [ numbers letter, ESC O letter, ESC [ [ letter), so a wrong TERM costs
 * nothing.
 */
#include "tui/keyin.h"

#include <string.h>

#include "core/text.h"

enum { PASTE_MAX = 65536, CSI = 0x9B, SS3 = 0x8F, BROKEN = -1 };

/* A paste crosses a slow line in many packets: only a long silence shows that its end is lost. */
enum { PASTE_PATIENCE = 8 };

static const char paste_begin[] = "\033[200~", paste_end[] = "\033[201~";

static const struct { char final; enum key key; } finals[] = { /* ESC [ x and ESC O x */
	{ 'A', K_UP }, { 'B', K_DOWN }, { 'C', K_RIGHT }, { 'D', K_LEFT }, { 'H', K_HOME },
	{ 'F', K_END }, { 'P', K_F1 }, { 'Q', K_F2 }, { 'R', K_F3 }, { 'S', K_F4 },
	{ 'Z', K_BTAB },
};

/* ESC O x alone: PuTTY's VT100+ keys, the number pad of a terminal left in its other mode. */
static const struct { char final; enum key key; char c; } pad[] = {
	{ 'M', K_ENTER, 0 }, { 'T', K_F5, 0 }, { 'U', K_F6, 0 }, { 'V', K_F7, 0 }, { 'W', K_F8, 0 },
	{ 'X', K_F9, 0 }, { 'Y', K_F10, 0 }, { 'j', K_CHAR, '*' }, { 'k', K_CHAR, '+' },
	{ 'l', K_CHAR, ',' }, { 'm', K_CHAR, '-' }, { 'n', K_CHAR, '.' }, { 'o', K_CHAR, '/' },
	{ 'p', K_CHAR, '0' }, { 'q', K_CHAR, '1' }, { 'r', K_CHAR, '2' }, { 's', K_CHAR, '3' },
	{ 't', K_CHAR, '4' }, { 'u', K_CHAR, '5' }, { 'v', K_CHAR, '6' }, { 'w', K_CHAR, '7' },
	{ 'x', K_CHAR, '8' }, { 'y', K_CHAR, '9' },
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
	in->typed = 0;
	in->erased = false;
	buf_put(&in->in, p, n);
}

/* What a half letter or a sequence already told lacks comes some time, or never. */
int
keyin_patience(const struct keyin *in)
{
	if (in->in.n == in->at && !in->pasting)
		return 0;
	if (in->pasting)
		return PASTE_PATIENCE;
	return !in->esc_told && in->in.p[in->at] < 0xC0;
}

static int
event(struct event *ev, enum key key, uint32_t c)
{
	memset(ev, 0, sizeof *ev);
	ev->key = key;
	ev->c = c;
	return 1;
}

/* What was gathered, as an event. */
static int
pasted(struct keyin *in, struct event *ev)
{
	buf_u8(&in->paste, 0);
	event(ev, K_PASTE, 0);
	ev->text = (const char *)in->paste.p;
	ev->len = in->paste.n - 1;
	in->paste.n = 0; /* the bytes stay where they are until the next paste */
	return 1;
}

static int
take_paste(struct keyin *in, size_t n, struct event *ev)
{
	buf_put(&in->paste, in->in.p + in->at, n);
	in->at += n;
	return pasted(in, ev);
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
	return pasted(in, ev);
}

/* The length of a control sequence at p (after ESC [): 0 not whole yet, BROKEN at a byte of none. */
static int
csi_len(const uint8_t *p, size_t n)
{
	size_t i = 0;

	if (n > 0 && p[0] == '[')
		return n > 1 ? 2 : 0;
	while (i < n && p[i] >= 0x20 && p[i] < 0x40 && !(p[i] == '$' && p[0] != '?'))
		i++;
	if (i == n)
		return 0;
	return p[i] == '$' || (p[i] >= 0x40 && p[i] < 0x7F) ? (int)i + 1 : BROKEN;
}

/* As csi_len, of ESC O and a letter, which old terminals put the modifier's digit before. */
static int
ss3_len(const uint8_t *p, size_t n)
{
	size_t i = 0;

	while (i < n && p[i] >= '0' && p[i] <= '9')
		i++;
	if (i == n)
		return 0;
	return p[i] >= 0x40 && p[i] < 0x7F ? (int)i + 1 : BROKEN;
}

static enum key
with_ctrl(enum key key, bool ctrl)
{
	return !ctrl ? key : key == K_HOME ? K_CHOME : key == K_END ? K_CEND : key;
}

static enum key
final_key(uint8_t c)
{
	size_t i;

	for (i = 0; i < sizeof finals / sizeof *finals; i++)
		if (finals[i].final == (char)c)
			return finals[i].key;
	return K_NONE;
}

/* What a whole control sequence stands for: numbers, then its last letter. */
static enum key
csi_key(const uint8_t *p, int len)
{
	int number[2] = { 0, 0 }, which = 0, i;
	uint8_t last = p[len - 1];
	size_t t;

	if (p[0] == '[')
		return p[1] >= 'A' && p[1] <= 'E' ? (enum key)(K_F1 + p[1] - 'A') : K_NONE;
	for (i = 0; i + 1 < len; i++) {
		if (p[i] == ';' && which == 0)
			which = 1;
		else if (p[i] >= '0' && p[i] <= '9' && number[which] < 1000)
			number[which] = number[which] * 10 + p[i] - '0';
	}
	if (last == 'R' && which)
		return K_NONE; /* where the cursor is: an answer that came late */
	if (last != '~' && last != '^' && last != '$')
		return with_ctrl(final_key(last), number[1] == 5);
	for (t = 0; t < sizeof tildes / sizeof *tildes; t++)
		if (tildes[t].number == number[0])
			return with_ctrl(tildes[t].key, number[1] == 5 || last == '^');
	return K_NONE;
}

/* Uses len bytes for a sequence that stands for key. */
static int
sequence(struct keyin *in, size_t len, enum key key, struct event *ev)
{
	in->at += len;
	in->esc_told = in->esc_pair = false;
	event(ev, key, 0);
	ev->whole = true;
	return 1;
}

/* 1 a sequence of the terminal's own, 0 the beginning of one, -1 none. */
static int
own_sequence(struct keyin *in, const uint8_t *p, size_t n, struct event *ev)
{
	int i, begun = -1;
	size_t len;

	for (i = 0; i < in->nseqs; i++) {
		len = strlen(in->seq[i].bytes);
		if (n >= len && memcmp(p, in->seq[i].bytes, len) == 0)
			return sequence(in, len, in->seq[i].key, ev);
		if (n > 1 && n < len && memcmp(p, in->seq[i].bytes, n) == 0)
			begun = 0;
	}
	return begun;
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

/* What ESC O and letters ending in last stand for. */
static void
ss3_event(uint8_t last, struct event *ev)
{
	size_t i;

	ev->key = final_key(last);
	for (i = 0; i < sizeof pad / sizeof *pad; i++)
		if (pad[i].final == (char)last) {
			ev->key = pad[i].key;
			ev->c = (uint8_t)pad[i].c;
		}
}

/*
 * At the intro of a sequence.  A person who presses Esc and types [ or O is told apart from a slow
 * line by what comes next: only after a pause, and only a letter no key ends in, makes it text.
 */
static int
next_sequence(struct keyin *in, size_t intro, bool late, struct event *ev)
{
	const uint8_t *p = in->in.p + in->at;
	size_t n = in->in.n - in->at;
	bool csi = p[intro - 1] == '[' || p[intro - 1] == CSI, told = in->esc_told;
	int len = csi ? csi_len(p + intro, n - intro) : ss3_len(p + intro, n - intro);
	struct event seq;

	if (csi && n >= sizeof paste_begin - 1 && memcmp(p, paste_begin, sizeof paste_begin - 1) == 0) {
		in->pasting = true;
		return sequence(in, sizeof paste_begin - 1, K_NONE, ev);
	}
	if (len == 0 && (!late || told || intro == 1))
		return 0;
	if (len == 0) {
		in->esc_told = true;
		return event(ev, K_ESC, 0);
	}
	if (len == BROKEN)
		return told ? lone_esc(in, ev) : sequence(in, intro, K_NONE, ev);
	event(&seq, csi ? csi_key(p + intro, len) : K_NONE, 0);
	if (!csi)
		ss3_event(p[intro + (size_t)len - 1], &seq);
	if (told && len == 1 && (seq.key == K_NONE || seq.key == K_CHAR))
		return lone_esc(in, ev);
	sequence(in, intro + (size_t)len, seq.key, ev);
	ev->c = seq.c;
	return 1;
}

/* At an ESC: the whole sequence, or the key Esc. */
static int
next_esc(struct keyin *in, bool late, struct event *ev)
{
	const uint8_t *p = in->in.p + in->at;
	size_t n = in->in.n - in->at;

	if (n == 1) { /* kept: its rest may come much later over a slow line */
		if ((!late && !in->esc_pair) || in->esc_told)
			return 0;
		in->esc_told = true;
		in->esc_pair = false;
		return event(ev, K_ESC, 0);
	}
	if (n > 2 && p[1] == 033 && (p[2] == '[' || p[2] == 'O'))
		return sequence(in, 1, K_NONE, ev); /* Alt and an arrow key: the arrow */
	if (p[1] == '[' || p[1] == 'O')
		return next_sequence(in, 2, late, ev);
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
		in->erased = true;
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

/* Bytes from p to the next key that is no letter. */
static size_t
run_of(const uint8_t *p, size_t n)
{
	size_t i = 0;

	while (i < n && p[i] >= 0x20 && p[i] != 0x7F)
		i++;
	return i;
}

/* Of n bytes those that are whole letters: the last may lack its rest. */
static size_t
whole_letters(const uint8_t *p, size_t n)
{
	size_t i = n;

	while (i > 0 && n - i < 3 && (p[i - 1] & 0xC0) == 0x80)
		i--;
	return i > 0 && letter_bytes(p[i - 1]) > n - i + 1 ? i - 1 : n;
}

/* A paste without marks, see the header: its bytes; 0 it is none. */
static size_t
unmarked_paste(struct keyin *in)
{
	const uint8_t *p = in->in.p + in->at;
	size_t n = run_of(p, in->in.n - in->at), i, letters = 0;
	bool beyond = false;

	in->typed = in->at + n;
	for (i = 0; i < n; i++) {
		letters += (p[i] & 0xC0) != 0x80;
		beyond |= p[i] >= 0x80;
	}
	return in->erased || !beyond || letters <= KEYIN_TYPED ? 0 : whole_letters(p, n);
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

/* The event at `at`, which is where it begins: 1, or 0 when its bytes are not all there. */
static int
next_event(struct keyin *in, bool late, struct event *ev)
{
	uint8_t c = in->in.p[in->at];
	size_t n;
	int r = own_sequence(in, in->in.p + in->at, in->in.n - in->at, ev);

	if (r > 0 || (r == 0 && !late))
		return r;
	if (c == 033)
		return next_esc(in, late, ev);
	in->esc_pair = false;
	if (c == CSI || c == SS3) /* the one byte that is ESC [ and ESC O on an 8-bit line */
		return next_sequence(in, 1, late, ev);
	if (c < 0x20 || c == 0x7F)
		return next_control(in, c, ev);
	n = in->at < in->typed ? 0 : unmarked_paste(in);
	return n ? take_paste(in, n, ev) : next_letter(in, ev);
}

int
keyin_next(struct keyin *in, bool late, struct event *ev)
{
	size_t from = in->at, n;

	if (in->pasting)
		return next_paste(in, late, ev);
	if (in->at == in->in.n || !next_event(in, late, ev))
		return 0;
	n = in->at - from;
	if (in->pasting || ev->key == K_PASTE)
		return 1; /* no key of the keyboard */
	ev->nraw = (uint8_t)(n < KEY_RAW_MAX ? n : KEY_RAW_MAX);
	memcpy(ev->raw, in->in.p + from, ev->nraw);
	return 1;
}
