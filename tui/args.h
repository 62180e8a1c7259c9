/* SPDX-License-Identifier: MIT */
/*
 * args: words of the command line into a struct cmd, by the table of commands.
 * Global options may stand anywhere; `--` ends options; -x VALUE, --name VALUE and
 * --name=VALUE are the same.
 */
#ifndef TUI_ARGS_H
#define TUI_ARGS_H

#include "tui/cmd.h"

/* The language asked for, "vi" or "en", before anything else is parsed; NULL when none is. */
const char *args_lang(int argc, char **argv);

/*
 * Fills the global options, row (NULL: no command, the screens), arguments and options of c.
 * -1 with E_USAGE.
 */
int args_parse(struct cmd *c, int argc, char **argv, struct err *e);

/* The usage line of a row: "soxa add FORM [--csv] [--atomic]"; owned by a. */
const char *args_usage(struct arena *a, const struct cmd_row *row);

#endif
