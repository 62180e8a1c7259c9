/* SPDX-License-Identifier: MIT */
/*
 * line: entry a line at a time, without a screen: on a terminal that cannot move its
 * cursor, for a screen reader, over a pipe.  The same record in hand (entry.h) as on the
 * screens, so the same rules, drafts and saves.
 */
#ifndef TUI_LINE_H
#define TUI_LINE_H

#include "core/book.h"

/*
 * Keys in new records of f until the person leaves or the input ends; what is unfinished stays as
 * a draft.  -1: the book, or the draft could not be kept.
 */
struct line_how {
	bool lang_set;          /* the language was asked for, the operator's own choice does not count */
	int idle_minutes;       /* after which it ends when nobody types; 0: never */
};
int line_run(struct book *b, const char *who, const struct form *f, const struct line_how *how, struct err *e);

#endif
