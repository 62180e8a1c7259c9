/* SPDX-License-Identifier: MIT */
/*
 * cmd_backup: copies of a book, made and proved, and books made of copies.
 */
#include <string.h>

#include "core/restore.h"
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

/* What was made, and what is to be done with it. */
static void
tell(struct cmd *c, const struct restored *r, const char *to)
{
	printf("%s\n", text_show(c->a, to));
	cmd_say(_("%s was made of %s: %llu changes, %llu records, as of %s; whatever was keyed later is not in it"),
	    text_show(c->a, to), text_show(c->a, r->from), (unsigned long long)r->proof.changes,
	    (unsigned long long)r->proof.records, backup_when(c->a, r->until));
	cmd_say(r->hub ? _("it is another node now, %s, which takes the place of %s") :
	    _("it is another node now, %s, which takes the place of %s: ask the hub with `soxa request` to enrol it"),
	    hex_of(c->a, r->node, 6), hex_of(c->a, r->old, 6));
}

int
cmd_restore(struct cmd *c, struct err *e)
{
	struct restore_ask ask = { .schema = c->schema };
	const char *keys = cmd_opt(c, "keys");
	struct restored r;

	if (!c->dir)
		return err_set(e, E_USAGE, _("name the book to make with -b BOOK"));
	ask.dir = cmd_path(c, c->arg[0]);
	ask.to = c->dir;
	ask.keys = keys ? cmd_path(c, keys) : NULL;
	if (restore_copy(c->a, &ask, &r, e))
		return -1;
	tell(c, &r, ask.to);
	return 0;
}
