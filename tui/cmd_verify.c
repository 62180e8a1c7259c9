/* SPDX-License-Identifier: MIT */
/*
 * cmd_verify: whether a book is whole, in one line, and what is wrong, a line each.
 */
#include <string.h>

#include "core/text.h"
#include "tui/cmd.h"

int
cmd_verify(struct cmd *c, struct err *e)
{
	struct verify v;
	int i;

	memset(&v, 0, sizeof v);
	if (book_verify(c->book, c->a, &v, e) < 0 && v.nfaults == 0)
		return -1;
	for (i = 0; i < v.nfaults && i < 20; i++)
		cmd_say("%s", text_show(c->a, v.fault[i]));
	printf(_("%llu changes, %llu records, %llu index entries, %d faults\n"),
	    (unsigned long long)v.changes, (unsigned long long)v.records,
	    (unsigned long long)v.indexes, v.nfaults);
	return v.nfaults ? err_exit(E_DAMAGE) : 0;
}
