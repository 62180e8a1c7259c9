/* SPDX-License-Identifier: MIT */
/*
 * fault: see fault.h.  The one who saves is a process of its own that never closes the book,
 * so what the next one finds is what a computer finds that was switched off.
 */
#include "tests/crash/fault.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/date.h"

enum { BOOT_AT = 35 }; /* a letter of the boot id in the gate's mark */

static const char note[] = "lúc đĩa hỏng";

/* Makes the log entry of the save longer than some pages, of which a failing sync loses some. */
static const char *
long_text(struct arena *a)
{
	enum { LONG = 20000 };
	char *s = arena_alloc(a, LONG + 1);

	memset(s, 'x', LONG);
	return s;
}

/* Saves the record of the story; 0 when the book says it is saved. */
static int
save_it(struct bookfix *x, struct err *e)
{
	struct value *v = bookfix_line(x, 77);
	struct save s = { .kind = CH_CREATE, .form = x->form, .v = v, .who = "lan" };

	v[AC_NOTE] = text_value(note);
	v[AC_PLACE] = text_value(long_text(x->a));
	return book_save(x->b, &s, 1, e);
}

/* Work goes on, over more than one checkpoint: recovery then no longer reads the log from before. */
static void
go_on(struct bookfix *x)
{
	int i;

	for (i = 0; i < 3; i++) {
		bookfix_reopen(x);
		(void)bookfix_add(x, x->form, bookfix_line(x, 100 + i));
	}
}

/* In the child: saves while the disk fails, then presses the key again. */
static void
save_story(struct bookfix *x, const struct disk_fault *f, enum fault_when when, int fd)
{
	struct fault_result r;
	struct err e;

	memset(&r, 0, sizeof r);
	x->b = book_open(x->dir, &x->schema, &e);
	ck_assert_msg(x->b != NULL, "%s", e.text);
	if (when == FAULT_SAVE)
		disk_arm(f);
	r.saved = save_it(x, &e) == 0;
	if (when == FAULT_CLOSE) {
		disk_arm(f);
		book_close(x->b);
	}
	r.met = disk_met();
	if (!r.saved) {
		r.code = e.code;
		snprintf(r.text, sizeof r.text, "%s", e.text);
	}
	disk_arm(NULL);
	if (when == FAULT_CLOSE && (x->b = book_open(x->dir, &x->schema, &e)) == NULL)
		r.saved = false;
	r.again = r.saved || save_it(x, &e) == 0;
	if (!r.again)
		snprintf(r.text, sizeof r.text, "%s", e.text);
	go_on(x);
	_exit(write(fd, &r, sizeof r) == (ssize_t)sizeof r ? 0 : 1);
}

static int
count_ours(void *arg, struct record *r, struct err *e)
{
	const struct value *v = &r->v[AC_NOTE];

	(void)e;
	*(int *)arg += v->kind == V_TEXT && strcmp(v->s, note) == 0;
	return 0;
}

void
fault_boot(const char *dir)
{
	char path[300];
	int fd;

	snprintf(path, sizeof path, "%s/gate", dir);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	ck_assert_int_eq(pwrite(fd, "z", 1, BOOT_AT), 1);
	close(fd);
}

void
fault_run(
    struct bookfix *x, const struct disk_fault *f, enum fault_when when, struct fault_result *out)
{
	struct query all = { .form = x->form, .from = DATE_NONE, .to = DATE_NONE };
	struct verify v;
	int p[2], status;
	pid_t pid;

	memset(out, 0, sizeof *out);
	book_close(x->b);
	x->b = NULL;
	disk_watch();
	ck_assert_int_eq(pipe(p), 0);
	pid = fork();
	if (pid == 0)
		save_story(x, f, when, p[1]);
	close(p[1]);
	ck_assert_int_eq(read(p[0], out, sizeof *out), (ssize_t)sizeof *out);
	close(p[0]);
	waitpid(pid, &status, 0);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	disk_power_cut(x->dir);
	fault_boot(x->dir);
	bookfix_reopen(x);
	ck_assert_int_eq(book_query(x->b, x->a, &all, count_ours, &out->there, &x->e), 0);
	out->verify = book_verify(x->b, x->a, &v, &x->e) ? x->e.text : NULL;
}

const char *
fault_wrong(const struct fault_result *out)
{
	if (out->saved && out->there == 0)
		return "acknowledged, and lost";
	if (!out->saved && !out->again)
		return "not saved after the disk was well";
	if (out->there != 1)
		return "not there once";
	if (!out->saved && (out->code == E_OK || out->text[0] == '\0'))
		return "refused without a reason";
	return out->verify;
}

int
fault_each(struct bookfix *x, enum fault_when when, int error, struct fault_result *out)
{
	struct disk_fault f = { DISK_WRITE | DISK_SYNC, x->dir, 0, 1, error };

	for (;; f.skip++) {
		fault_run(x, &f, when, out);
		if (out->met == 0 || fault_wrong(out))
			return f.skip;
		bookfix_free(x);
		bookfix_make(x);
		bookfix_lines(x, 3);
		f.name = x->dir;
	}
}
