/* SPDX-License-Identifier: MIT */
/*
 * action: what keys do.  One table, read by the dispatcher, the bottom line, the
 * help screen and the manual page: a new action is a row here and its test.
 */
#ifndef TUI_ACTION_H
#define TUI_ACTION_H

#include "core/operator.h"
#include "tui/key.h"

enum action {
	AC_NONE, AC_HELP, AC_SAVE, AC_EDIT, AC_LOOKUP, AC_NEW, AC_FIND, AC_COPY, AC_PRINT,
	AC_DELETE, AC_VIET, AC_BACK, AC_NEXT, AC_PREV, AC_DITTO, AC_FIRST, AC_LAST,
	AC_NEXT_REC, AC_PREV_REC, AC_UNDO, AC_REPAINT, AC_OPEN, AC_CLEAR, AC_MARKS, AC_NIL,
	AC_ORDER, AC_PERIOD, AC_APPROVE, AC_LOCK, AC_UNLOCK, AC_CORRECTIONS, AC_CHECKS, AC_REVEAL, AC_N
};

/* Kinds of view an action is valid in (bits). */
enum where { IN_HOME = 1, IN_FORM = 2, IN_SHEET = 4, IN_LIST = 8, IN_RECORD = 16, IN_POPUP = 32,
	IN_HELP = 64, IN_SETTINGS = 128, IN_REPORT = 256, IN_PAGE = 1024 /* to read */, IN_KEYS = 2048,
	IN_REPORTS = 4096, IN_CALENDAR = 8192, IN_CHECKS = 16384,
	IN_CORRECTIONS = 32768, IN_PAPER = 65536, IN_AUDIT = 131072, IN_SIDES = 262144,
	IN_ALL = 511 | 1024 | 2048 | 4096 | 8192 | 16384 | 32768 | 65536 | 131072 | 262144,
	IN_LOGIN = 1 << 20,     /* before there is an operator: nothing else is valid there */
	IN_ASCII = 512 /* beside the kind: on a terminal that shows no marks */ };

struct action_row {
	enum action action;
	const char *name;       /* for the configuration: "save" */
	const char *label;      /* short, for the bottom line; msgid */
	const char *help;       /* a sentence; msgid */
	const char *main, *other, *also;       /* key names; other: without function keys */
	unsigned where;
	int bar;                /* place on the bottom line, 0 not there */
};

extern const struct action_row actions[];
extern const int nactions;

/* The action an event stands for in a view of that kind; AC_NONE when it is text or nothing. */
enum action action_of(const struct event *ev, unsigned where);

/* What it takes to do ac in a view of that kind, where operators are named; RIGHT_UNSAID: nothing. */
enum right action_right(enum action ac, unsigned where);

/* The bottom line for a view: keys valid now, Esc+digit names when digits is set. */
void action_bar(char *out, size_t size, int cols, unsigned where, int digits);

#endif
