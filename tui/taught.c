/* SPDX-License-Identifier: MIT */
/*
 * taught: a short table, searched from its start.  Invariant: no two rows have the same
 * bytes, no two the same key.
 */
#include "tui/taught.h"

#include <stdio.h>
#include <string.h>

static int
digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "1b5b39397e" up to a blank; the bytes read, 0 for none. */
static uint8_t
read_hex(const char *s, char raw[KEY_RAW_MAX])
{
	uint8_t n = 0;

	for (; n < KEY_RAW_MAX && digit(s[0]) >= 0 && digit(s[1]) >= 0; s += 2)
		raw[n++] = (char)(digit(s[0]) * 16 + digit(s[1]));
	return *s == '\0' || *s == ' ' ? n : 0;
}

/* "F5=..." at s. */
static void
read_row(struct taught *t, const char *s)
{
	char name[KEY_NAME_MAX];
	size_t n = strcspn(s, "= ");
	struct event key, ev = { 0 };

	if (n >= sizeof name || s[n] != '=')
		return;
	memcpy(name, s, n);
	name[n] = '\0';
	ev.nraw = read_hex(s + n + 1, ev.raw);
	if (key_parse(name, &key) == 0)
		(void)taught_put(t, &ev, key.key); /* a row that may not be is none */
}

void
taught_read(struct taught *t, const char *text)
{
	t->n = 0;
	while (*text) {
		read_row(t, text);
		text += strcspn(text, " ");
		text += strspn(text, " ");
	}
}

void
taught_text(const struct taught *t, char out[TAUGHT_TEXT])
{
	char name[KEY_NAME_MAX];
	size_t n = 0;
	int i, k;

	out[0] = '\0';
	for (i = 0; i < t->n && n + 2 * KEY_RAW_MAX + KEY_NAME_MAX + 3 < TAUGHT_TEXT; i++) {
		struct event ev = { .key = t->row[i].key };

		n += (size_t)sprintf(out + n, "%s%s=", i ? " " : "", key_text(&ev, name));
		for (k = 0; k < t->row[i].nraw; k++)
			n += (size_t)sprintf(out + n, "%02x", (unsigned char)t->row[i].raw[k]);
	}
}

bool
taught_may(const struct event *ev)
{
	unsigned char c = (unsigned char)ev->raw[0];

	if (ev->nraw == 0 || ev->nraw >= KEY_RAW_MAX)
		return false;
	if (ev->nraw == 1)
		return c < 0x20 && c != 033 && !strchr("\r\n\t\b", c);
	if (c == 033) /* Esc and a letter are two keys, each with its meaning */
		return ev->nraw > 2 && (ev->raw[1] == '[' || ev->raw[1] == 'O');
	return c < 0x20 || c == 0x9B || c == 0x8F;
}

static bool
same(const struct taught_key *k, const struct event *ev)
{
	return k->nraw == ev->nraw && memcmp(k->raw, ev->raw, ev->nraw) == 0;
}

static void
drop(struct taught *t, int i)
{
	t->row[i] = t->row[--t->n];
}

int
taught_put(struct taught *t, const struct event *ev, enum key key)
{
	int i;

	if (!taught_may(ev) || key == K_CHAR || key == K_CTRL || key == K_NONE || key > K_NEWLINE)
		return -1; /* the last are no keys: a hang-up, a new size */
	(void)taught_forget(t, key);
	for (i = t->n - 1; i >= 0; i--)
		if (same(&t->row[i], ev))
			drop(t, i);
	if (t->n == TAUGHT_MAX)
		return -1;
	t->row[t->n].key = key;
	t->row[t->n].nraw = ev->nraw;
	memcpy(t->row[t->n++].raw, ev->raw, ev->nraw);
	return 0;
}

bool
taught_forget(struct taught *t, enum key key)
{
	int i;

	for (i = 0; i < t->n; i++)
		if (t->row[i].key == key) {
			drop(t, i);
			return true;
		}
	return false;
}

const struct taught_key *
taught_of(const struct taught *t, enum key key)
{
	int i;

	for (i = 0; i < t->n; i++)
		if (t->row[i].key == key)
			return &t->row[i];
	return NULL;
}

void
taught_turn(const struct taught *t, struct event *ev)
{
	int i;

	for (i = 0; i < t->n; i++)
		if (same(&t->row[i], ev)) {
			ev->key = t->row[i].key;
			ev->c = 0;
			ev->whole = true;
			return;
		}
}
