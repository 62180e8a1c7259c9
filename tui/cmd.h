/* SPDX-License-Identifier: MIT */
/*
 * cmd: the command line as a table.  One row a command, read by the parser
 * (args.c), by `soxa help` and by the manual page.  A command gets its arguments and
 * options parsed, the form set loaded and the book open when its row says so, and
 * answers with an exit status of the contract, or -1 and a sentence in e.
 */
#ifndef TUI_CMD_H
#define TUI_CMD_H

#include <stdio.h>

#include "conf/conf.h"
#include "core/operator.h"

enum { CMD_OPTS = 8 };

struct cmd;

/* An option of one command: --name, and --name ARG when arg is set. */
struct cmd_opt {
	const char *name, *arg;
	const char *help;       /* msgid */
};

enum needs { NEED_NOTHING = 0, NEED_FORMS = 1, NEED_BOOK = 2, NEED_HUB = 4, NEED_OFFICE = 8,
	MAY_BOOK = 16 /* opened folders only: the book's own forms count when one is named */ };

struct cmd_row {
	const char *name;       /* "add", "hub enroll" */
	const char *args;       /* "FORM", "FILE..." */
	const char *help;       /* msgid: a sentence without its full stop */
	int (*run)(struct cmd *c, struct err *e);
	unsigned needs;
	int min, max;           /* arguments; max -1: any number */
	struct cmd_opt opt[CMD_OPTS];
	enum right right;       /* what it takes where operators are named; said by every row */
};

extern const struct cmd_row cmd_rows[];
extern const int cmd_nrows;

struct cmd {
	struct arena *a;        /* of the whole command */
	const struct cmd_row *row;
	int nargs;
	const char **arg;
	const char *opt[CMD_OPTS];     /* by place in row->opt: NULL, "" for a switch, the value */
	const char *book_arg, *conf_arg, *as, *lang_arg;       /* global options as given */
	struct conf conf;
	const char *home;       /* folder of the executable */
	const char *dirs[3];    /* folders of forms, later ones win */
	int ndirs;
	const char *dir;        /* the book, absolute, or NULL */
	const char *who;
	struct operator op;     /* who, with what he may do; of a row without a book: all zero */
	struct schema *schema;
	struct book *book;
};

/* The value of an option of the command: NULL when not given, "" for a switch. */
const char *cmd_opt(const struct cmd *c, const char *name);

/* The form an argument names; NULL with a sentence that points at `soxa forms list`. */
const struct form *cmd_form(struct cmd *c, const char *name, struct err *e);

/* The record an argument names; 0 with a sentence. */
rid cmd_rid(struct cmd *c, const char *text, struct err *e);

/* Reads the option called name as a day (DATE_NONE when not given). */
int cmd_day(struct cmd *c, const char *name, int32_t *out, struct err *e);

/* Reads --from and --to (DATE_NONE when not given). */
int cmd_period(struct cmd *c, int32_t *from, int32_t *to, struct err *e);

/*
 * The unit that text ("03388", "03388@2021-11-23", "03388@-", "Mù Cả", "mu ca@2021-11-23")
 * names: on its own day, else on day,
 * else (day DATE_NONE) today or the only one that ever bore the code.
 * NULL with a sentence that says when the code named which unit, or which are called so.
 */
const struct unit *cmd_unit(struct cmd *c, const char *text, int32_t day, struct err *e);

/*
 * Says of a report for one unit which units of its period it adds up, and which of them have
 * no record there; -1 when the book fails.
 */
struct report_ask;
int cmd_parts(struct cmd *c, const struct report_ask *ask, struct err *e);

/* An absolute path for path, owned by the command. */
const char *cmd_path(struct cmd *c, const char *path);

/* A message for the person, on stderr, as one line after "soxa: ". */
void cmd_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Writes text to stdout through text_show. */
void cmd_put(struct cmd *c, const char *text);

/* Formats of output, by the name of --format; -1 with a sentence. */
enum format { FMT_TEXT, FMT_CSV, FMT_JSON };
int cmd_format(struct cmd *c, enum format *out, struct err *e);

/* The commands (cmd_*.c). */
int cmd_init(struct cmd *c, struct err *e);
int cmd_enter(struct cmd *c, struct err *e);
int cmd_add(struct cmd *c, struct err *e);
int cmd_edit(struct cmd *c, struct err *e);
int cmd_remove(struct cmd *c, struct err *e);
int cmd_list(struct cmd *c, struct err *e);
int cmd_show(struct cmd *c, struct err *e);
int cmd_find(struct cmd *c, struct err *e);
int cmd_forms_list(struct cmd *c, struct err *e);
int cmd_forms_show(struct cmd *c, struct err *e);
int cmd_forms_man(struct cmd *c, struct err *e);
int cmd_forms_check(struct cmd *c, struct err *e);
int cmd_lists_show(struct cmd *c, struct err *e);
int cmd_report(struct cmd *c, struct err *e);
int cmd_request(struct cmd *c, struct err *e);
int cmd_enroll(struct cmd *c, struct err *e);
int cmd_dump(struct cmd *c, struct err *e);
int cmd_inspect(struct cmd *c, struct err *e);
int cmd_cat(struct cmd *c, struct err *e);
int cmd_import(struct cmd *c, struct err *e);
int cmd_status(struct cmd *c, struct err *e);
int cmd_approve(struct cmd *c, struct err *e);
int cmd_lock(struct cmd *c, struct err *e);
int cmd_unlock(struct cmd *c, struct err *e);
int cmd_corrections(struct cmd *c, struct err *e);
int cmd_person_report(struct cmd *c, struct err *e);
int cmd_person_correct(struct cmd *c, struct err *e);
int cmd_person_erase(struct cmd *c, struct err *e);
int cmd_audit(struct cmd *c, struct err *e);
int cmd_people_list(struct cmd *c, struct err *e);
int cmd_people_add(struct cmd *c, struct err *e);
int cmd_people_role(struct cmd *c, struct err *e);
int cmd_people_pin(struct cmd *c, struct err *e);
int cmd_people_close(struct cmd *c, struct err *e);
int cmd_due(struct cmd *c, struct err *e);
int cmd_check(struct cmd *c, struct err *e);
int cmd_verify(struct cmd *c, struct err *e);
int cmd_backup(struct cmd *c, struct err *e);
int cmd_restore(struct cmd *c, struct err *e);
int cmd_export(struct cmd *c, struct err *e);
int cmd_sortkey(struct cmd *c, struct err *e);
int cmd_fold(struct cmd *c, struct err *e);
int cmd_type(struct cmd *c, struct err *e);
int cmd_help(struct cmd *c, struct err *e);
int cmd_version(struct cmd *c, struct err *e);

#endif
