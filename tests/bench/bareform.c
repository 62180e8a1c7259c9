/* SPDX-License-Identifier: MIT */
/*
 * bareform: the peer of B10 and B12, the least that ncurses can do for ten fields:
 * plain text, Tab moves on, no attribute, Ctrl-Q ends.
 */
#include <curses.h>
#include <locale.h>
#include <string.h>

enum { NFIELDS = 10, WIDTH = 50 };

int
main(void)
{
	static wchar_t text[NFIELDS][WIDTH + 1];
	int len[NFIELDS] = { 0 }, field = 0, i, kind;
	wint_t c;

	setlocale(LC_ALL, "C.UTF-8");
	initscr();
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	for (i = 0; i < NFIELDS; i++)
		mvprintw(2 * i + 1, 2, "Field number %d", i + 1);
	for (;;) {
		move(2 * field + 1, 24 + len[field]);
		refresh();
		kind = get_wch(&c);
		if (kind == ERR || c == 17)
			break;
		if (c == '\t') {
			field = (field + 1) % NFIELDS;
		} else if (kind == OK && c >= ' ' && len[field] < WIDTH) {
			text[field][len[field]] = (wchar_t)c;
			mvaddnwstr(2 * field + 1, 24 + len[field], &text[field][len[field]], 1);
			len[field]++;
		}
	}
	endwin();
	return 0;
}
