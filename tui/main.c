/* SPDX-License-Identifier: MIT */
/*
 * main: one command, or the screens.  Invariant: a failure leaves by one door, as a
 * sentence on stderr and the exit status of the contract.
 */
#include <errno.h>
#include <string.h>

#include "core/text.h"
#include "tui/args.h"
#include "tui/screens.h"
#include "tui/setup.h"

/* Whether everything written has arrived; a reader who left is no failure of ours. */
static int
finish_output(int status, struct err *e)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	if (errno == EPIPE)
		return status;
	return err_set(e, errno == ENOSPC ? E_SPACE : E_BUSY, _("the output could not be written: %s"),
	    strerror(errno));
}

int
main(int argc, char **argv)
{
	struct cmd c = { 0 };
	struct err e = { 0 };
	int status, parsed;

	setup_process();
	c.a = arena_new();
	c.home = setup_home(c.a);
	c.lang_arg = args_lang(argc, argv);
	setup_language(&c, LANG_VI);
	parsed = args_parse(&c, argc, argv, &e);
	status = parsed < 0 ? -1 : setup_command(&c, &e);
	if (status == 0)
		status = c.row ? c.row->run(&c, &e) : screens_run(c.book, &c.op, &c.conf, NULL, &e);
	if (status >= 0)
		status = finish_output(status, &e);
	if (status < 0) {
		cmd_say("%s", text_show(c.a, e.text));
		status = err_exit(e.code);
	}
	book_close(c.book);
	arena_free(c.a);
	return status;
}
