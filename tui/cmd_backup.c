/* SPDX-License-Identifier: MIT */
/*
 * cmd_backup: copies of a book, made and proved, and books made of copies.
 */
#include <string.h>

#include "core/backup.h"
#include "core/text.h"
#include "tui/cmd.h"

int
cmd_backup(struct cmd *c, struct err *e)
{
	struct backup_done done;

	if (backup_make(c->book, c->a, cmd_path(c, c->arg[0]), &done, e))
		return -1;
	printf("%s\n", text_show(c->a, done.path));
	cmd_say(_("the copy was recovered, verified and compared: %llu changes, %llu records; good copies there: %d"),
	    (unsigned long long)done.proof.changes, (unsigned long long)done.proof.records, done.kept);
	cmd_say(_("%llu KiB copied in %u visits, the longest of %u.%03u s"),
	    (unsigned long long)(done.copied.bytes >> 10), done.copied.visits,
	    done.copied.longest_us / 1000000, done.copied.longest_us / 1000 % 1000);
	if (done.same_disk)
		cmd_say(_("%s lies on the same disk as the book and is lost with it; keep another one elsewhere"),
		    text_show(c->a, done.path));
	return 0;
}
