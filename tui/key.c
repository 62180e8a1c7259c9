/* SPDX-License-Identifier: MIT */
/*
 * key: names of keys, and the Esc state machine.  Invariant: Esc alone never does
 * anything but wait, for however long, so that a slow line cannot lose work.
 */
#include "tui/key.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/text.h"

static const struct { enum key key; const char *name; } names[] = {
	{ K_ENTER, "Enter" }, { K_TAB, "Tab" }, { K_BTAB, "Shift-Tab" }, { K_BTAB, "BTab" },
	{ K_ESC, "Esc" }, { K_BACKSPACE, "Backspace" }, { K_BACKSPACE, "BSpace" }, { K_DEL, "Del" },
	{ K_INS, "Ins" }, { K_UP, "Up" }, { K_DOWN, "Down" }, { K_LEFT, "Left" },
	{ K_RIGHT, "Right" }, { K_HOME, "Home" }, { K_END, "End" }, { K_PGUP, "PgUp" },
	{ K_PGDN, "PgDn" }, { K_CHOME, "Ctrl-Home" }, { K_CEND, "Ctrl-End" },
	{ K_DELWORD, "Esc-Backspace" }, { K_NEWLINE, "Esc-Enter" }, { K_HUP, "Hangup" }, { K_IDLE, "Idle" },
	{ K_F10, "F10" }, { K_F1, "F1" }, { K_F2, "F2" }, { K_F3, "F3" }, { K_F4, "F4" },
	{ K_F5, "F5" }, { K_F6, "F6" }, { K_F7, "F7" }, { K_F8, "F8" }, { K_F9, "F9" },
};

/* What Esc and a second key stand for, beside the digits. */
static const struct { enum key second; char c; enum key key; } pairs[] = {
	{ K_ESC, 0, K_F10 }, { K_BACKSPACE, 0, K_DELWORD }, { K_ENTER, 0, K_NEWLINE },
	{ K_CHAR, '<', K_CHOME }, { K_CHAR, '>', K_CEND }, { K_CHAR, 'n', K_PGDN },
	{ K_CHAR, 'p', K_PGUP }, { K_CHAR, 'u', K_CTRL },
};

const char *
key_text(const struct event *ev, char out[KEY_NAME_MAX])
{
	size_t i;

	out[0] = '\0';
	if (ev->key == K_CHAR && ev->c == ' ')
		return memcpy(out, "Space", sizeof "Space");
	if (ev->key == K_CHAR)
		out[text_put(out, ev->c)] = '\0';
	if (ev->key == K_CTRL)
		snprintf(out, KEY_NAME_MAX, "Ctrl-%c", toupper((int)ev->c & 127));
	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].key == ev->key) {
			snprintf(out, KEY_NAME_MAX, "%s", names[i].name);
			break;
		}
	return out;
}

const char *
key_in(const char *s, size_t *n)
{
	const char *p, *found = NULL;
	size_t digits;

	for (p = s; (p = strchr(p, 'F')) != NULL; p++) {
		digits = strspn(p + 1, "0123456789");
		if ((p > s && (isalnum((unsigned char)p[-1]) || p[-1] == '-')) || isalpha((unsigned char)p[1 + digits]) ||
		    p[1] == '0' || digits == 0 || (digits > 1 && strncmp(p + 1, "10", digits) != 0))
			continue;
		found = p;
		*n = digits + 1;
	}
	return found;
}

/* "Ctrl-S", "C-s", "^S". */
static int
parse_ctrl(const char *s, struct event *ev)
{
	const char *letter = NULL;

	if (strncasecmp(s, "Ctrl-", 5) == 0)
		letter = s + 5;
	else if (strncmp(s, "C-", 2) == 0)
		letter = s + 2;
	else if (s[0] == '^' && s[1])
		letter = s + 1;
	if (!letter || strlen(letter) != 1 || !strchr("abcdefghijklmnopqrstuvwxyz_\\",
	    tolower((unsigned char)*letter)))
		return -1;
	ev->key = K_CTRL;
	ev->c = (uint32_t)tolower((unsigned char)*letter);
	return 0;
}

int
key_parse(const char *s, struct event *ev)
{
	const char *p = s;
	size_t i;

	memset(ev, 0, sizeof *ev);
	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcasecmp(names[i].name, s) == 0) {
			ev->key = names[i].key;
			return 0;
		}
	if (parse_ctrl(s, ev) == 0)
		return 0;
	ev->c = strcmp(s, "Space") == 0 ? (p = "", (uint32_t)' ') : text_next(&p);
	if (ev->c == 0 || *p)
		return -1;
	ev->key = K_CHAR;
	return 0;
}

int
key_esc(struct esc *m, struct event *ev)
{
	size_t i;

	if (ev->key == K_RESIZE || ev->key == K_HUP || ev->key == K_IDLE)
		return 1;
	if (!m->waiting) {
		m->waiting = ev->key == K_ESC;
		if (ev->key >= K_F1 && ev->key <= K_F10)
			m->used_digits = false;
		return !m->waiting;
	}
	m->waiting = false;
	if (ev->whole)
		return 1;
	if (ev->nraw > 0 && ev->nraw < KEY_RAW_MAX) { /* it came as both */
		memmove(ev->raw + 1, ev->raw, ev->nraw++);
		ev->raw[0] = 033;
	}
	if (ev->key == K_CHAR && ev->c >= '0' && ev->c <= '9') {
		ev->key = ev->c == '0' ? K_F10 : (enum key)(K_F1 + (int)(ev->c - '1'));
		ev->c = 0;
		m->used_digits = true;
		return 1;
	}
	for (i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (ev->key == pairs[i].second && (ev->key != K_CHAR || ev->c == (uint32_t)pairs[i].c)) {
			ev->key = pairs[i].key;
			ev->c = ev->key == K_CTRL ? 'z' : 0;
			return 1;
		}
	return 1;
}
