/* SPDX-License-Identifier: MIT */
/*
 * cmd_help: the table of commands as text.  Nothing is said here that the table does
 * not hold.
 */
#include <string.h>

#include "core/text.h"
#include "tui/args.h"

enum { ARGS_COLS = 22 };

static void
one_command(struct cmd *c, const struct cmd_row *row)
{
	int i;

	printf("%s\n    %s.\n", args_usage(c->a, row), _(row->help));
	for (i = 0; i < CMD_OPTS && row->opt[i].name; i++)
		printf("    --%s%s%s: %s\n", row->opt[i].name, row->opt[i].arg ? " " : "",
		    row->opt[i].arg ? _(row->opt[i].arg) : "", _(row->opt[i].help));
}

static void
one_line(const struct cmd_row *row)
{
	const char *args = *row->args ? _(row->args) : "";
	int cols = ARGS_COLS - text_cols(args);

	printf("  %-15s %s%*s %s\n", row->name, args, cols > 0 ? cols : 0, "", _(row->help));
}

static void
all_commands(void)
{
	int i;

	printf(_("usage: soxa [-b BOOK] [-c CONF] [--as NAME] [--lang vi|en] COMMAND ...\n"
	    "With no command: the screens.  Values are written as 2021-11-23, 07:30, 1495, - and ?.\n\n"));
	for (i = 0; i < cmd_nrows; i++)
		one_line(&cmd_rows[i]);
	printf(_("\nExit: 0 done; 1 usage; 2 input refused; 3 damaged file; 4 signature, key or decryption;\n"
	    "5 refused by rule; 6 store busy or unusable; 7 no space.\n"));
}

int
cmd_help(struct cmd *c, struct err *e)
{
	const char *name;
	size_t n;
	int i, found = 0;

	if (c->nargs == 0) {
		all_commands();
		return 0;
	}
	name = c->nargs == 1 ? c->arg[0] : arena_printf(c->a, "%s %s", c->arg[0], c->arg[1]);
	n = strlen(name);
	for (i = 0; i < cmd_nrows; i++)
		if (strncmp(cmd_rows[i].name, name, n) == 0 && strchr(" ", cmd_rows[i].name[n])) {
			one_command(c, &cmd_rows[i]);
			found++;
		}
	return found ? 0 : err_set(e, E_USAGE, _("there is no command `%s`; see `soxa help`"), name);
}

int
cmd_version(struct cmd *c, struct err *e)
{
	(void)c; /* every command has these two */
	(void)e;
	printf("soxa %s\n", VERSION);
	return 0;
}
