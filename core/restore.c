/* SPDX-License-Identifier: MIT */
/*
 * restore: a book of a copy.  Invariant: it is built beside its name and renamed when it was
 * recovered, verified and made another node; until then there is no book.
 */
#include "core/restore.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/book_int.h"
#include "core/file.h"
#include "core/lang.h"
#include "core/text.h"

/* The newest good copy in dir, which must all be of one node; dir itself when it is a copy. */
static const char *
find_copy(struct arena *a, const char *dir, struct backup_label *l, struct err *e)
{
	struct backup_copy *good;
	int i, n;

	if (access(arena_printf(a, "%s/BACKUP", dir), F_OK) == 0)
		return backup_label_read(a, dir, l, e) ? NULL : dir;
	n = backup_list(a, dir, NULL, &good);
	if (n == 0)
		err_set(e, E_INPUT, _("%s: there is no backup of soxa here; name the folder given to `soxa backup`"),
		    text_show(a, dir));
	for (i = 1; i < n; i++)
		if (memcmp(good[i].label.node, good[0].label.node, NODE_BYTES) != 0) {
			err_set(e, E_INPUT, _("%s: holds copies of several books; name one of its folders good-..."),
			    text_show(a, dir));
			return NULL;
		}
	if (n)
		*l = good[0].label;
	return n ? good[0].path : NULL;
}

/* The files of the copy; dumps that lay in out/ are those of the node before and wait no more. */
static int
fetch(struct arena *a, const char *from, const char *to, struct err *e)
{
	static const struct { const char *in, *as; } folder[] = {
		{ "env", "env" }, { "log", "log" }, { "forms", "forms" }, { "lists", "lists" },
		{ "sent", "sent" }, { "out", "sent/before" }, { "done", "done" }, { "in", "in" },
		{ "bad", "bad" },
	};
	static const char *const empty[] = { "out", "sent", "in", "bad", "forms" };
	size_t i;

	for (i = 0; i < sizeof empty / sizeof *empty; i++)
		if (file_folder(arena_printf(a, "%s/%s", to, empty[i]), 02770, e))
			return -1;
	for (i = 0; i < sizeof folder / sizeof *folder; i++)
		if (file_copy_folder(arena_printf(a, "%s/%s", from, folder[i].in),
		    arena_printf(a, "%s/%s", to, folder[i].as), e))
			return -1;
	if (access(arena_printf(a, "%s/forms.seen", from), F_OK))
		return 0;
	return file_copy(arena_printf(a, "%s/forms.seen", from), arena_printf(a, "%s/forms.seen", to), e);
}

/* Whether the fetched copy is still what its label says. */
static int
prove(struct arena *a, struct book *b, const struct backup_label *l, struct restored *out,
    struct err *e)
{
	uint8_t link[HASH_BYTES];
	uint64_t counter;

	if (book_verify(b, a, &out->proof, e) || book_head(b, book_info(b)->self, &counter, link, e))
		return -1;
	if (memcmp(book_info(b)->node, l->node, NODE_BYTES) != 0 || counter != l->counter ||
	    memcmp(link, l->link, HASH_BYTES) != 0)
		return err_set(e, E_DAMAGE, _("it ends with change %llu, and its label says %llu"),
		    (unsigned long long)counter, (unsigned long long)l->counter);
	return 0;
}

static int
renew_body(void *arg, struct txn *t, struct err *e)
{
	struct restored *out = arg;

	return node_renew(t, out->node, e);
}

/* Opens what was fetched, proves it, makes it another node. */
static int
revive(struct arena *a, const char *tmp, const struct restore_ask *ask,
    const struct backup_label *l, struct restored *out, struct err *e)
{
	struct book *b;
	int r = -1;

	if (store_doors(tmp, e))
		return -1;
	b = book_open_copy(tmp, ask->schema, e);
	if (b && prove(a, b, l, out, e) == 0)
		r = store_txn(book_store(b), renew_body, out, e);
	book_close(b);
	if (r && e->code == E_DAMAGE)
		err_set(e, E_DAMAGE, _("%s: this copy is not good any more; take the other one: %.400s"),
		    text_show(a, out->from), arena_strdup(a, e->text));
	return r;
}

/* New keys; a hub may go on with those its offices know. */
static int
make_keys(struct arena *a, const char *tmp, const struct restore_ask *ask, bool hub, struct err *e)
{
	static const char *const names[] = { "node.key", "hub.key", "escrow.pub" };
	struct keys keys;
	const char *from, *to;
	size_t i;

	if (!hub || !ask->keys) {
		if (keys_make(tmp, hub, &keys, e))
			return -1;
		keys_forget(&keys);
		return 0;
	}
	if (file_folder(arena_printf(a, "%s/keys", tmp), 0700, e))
		return -1;
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		from = arena_printf(a, "%s/%s", ask->keys, names[i]);
		to = arena_printf(a, "%s/keys/%s", tmp, names[i]);
		if (i == 2 && access(from, F_OK))
			continue;
		if (file_copy(from, to, e))
			return -1;
		if (chmod(to, i < 2 ? 0400 : 0440))
			return err_set(e, E_BUSY, _("%s: cannot be made: %s"), to, strerror(errno));
	}
	if (keys_read(tmp, &keys, e))
		return -1;
	keys_forget(&keys);
	return 0;
}

int
restore_copy(struct arena *a, const struct restore_ask *ask, struct restored *out, struct err *e)
{
	char tmp[PATH_MAX];
	struct backup_label l;
	int r;

	memset(out, 0, sizeof *out);
	out->from = find_copy(a, ask->dir, &l, e);
	if (!out->from || book_place_free(ask->to, e))
		return -1;
	memcpy(out->old, l.node, NODE_BYTES);
	out->until = l.made;
	out->hub = l.hub;
	snprintf(tmp, sizeof tmp, "%.4000s.new-XXXXXX", ask->to);
	if (mkdtemp(tmp) == NULL || chmod(tmp, 02770))
		return err_set(e, errno == ENOSPC ? E_SPACE : E_BUSY, _("%s: cannot be made: %s"), tmp,
		    strerror(errno));
	r = fetch(a, out->from, tmp, e) || revive(a, tmp, ask, &l, out, e) ||
	    make_keys(a, tmp, ask, l.hub, e);
	if (r == 0)
		r = file_move(tmp, ask->to, e);
	if (r)
		file_remove_tree(tmp);
	return r ? -1 : 0;
}
