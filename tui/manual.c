/* SPDX-License-Identifier: MIT */
/*
 * manual: fills the tables of the manual pages from the tables of the code, so that
 * nothing is written twice.  Reads an mdoc page on standard input and puts a list in
 * place of each line `.\" @NAME@` it has a row for, and of `.\" @section KIND@`.  A
 * program of the build, not installed.
 */
#include <stdio.h>
#include <string.h>

#include "conf/conf.h"
#include "core/expr.h"
#include "forms/load.h"
#include "tui/action.h"
#include "tui/cmd.h"

/* Text with what roff would read as its own made plain. */
static void
put(const char *s)
{
	for (; *s; s++) {
		if (*s == '\\')
			fputs("\\e", stdout);
		else if (*s == '"')
			fputs("\\(dq", stdout);
		else
			putchar(*s);
	}
}

/* A macro's argument: always quoted, so that no word of it is taken for a macro. */
static void
arg(const char *s)
{
	fputs(" \"", stdout);
	put(s);
	putchar('"');
}

static void
commands(void)
{
	int i, k;

	puts(".Bl -tag -width Ds");
	for (i = 0; i < cmd_nrows; i++) {
		const struct cmd_row *r = &cmd_rows[i];

		fputs(".It Cm", stdout);
		arg(r->name);
		if (*r->args) {
			fputs(" Ar", stdout);
			arg(r->args);
		}
		putchar('\n');
		put(r->help);
		puts(".");
		for (k = 0; k < CMD_OPTS && r->opt[k].name; k++) {
			puts(".br");
			fputs(".Fl \\-", stdout); /* two hyphens: .Fl writes the first */
			put(r->opt[k].name);
			if (r->opt[k].arg) {
				fputs(" Ar", stdout);
				arg(r->opt[k].arg);
			}
			fputs(" No :", stdout);
			arg(r->opt[k].help);
			putchar('\n');
		}
	}
	puts(".El");
}

/* The screens a row of the table is for, unless it is for all of them. */
static void
screens(unsigned where)
{
	static const struct { unsigned where; const char *name; } names[] = {
		{ IN_HOME, "home" }, { IN_LIST, "lists" }, { IN_RECORD, "records" }, { IN_FORM, "forms" },
		{ IN_SHEET, "sheets" }, { IN_POPUP, "choices" }, { IN_SETTINGS, "settings" }, { IN_HELP, "help" },
	};
	const char *sep = " (";
	size_t i;

	if (where == IN_ALL)
		return;
	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (where & names[i].where) {
			printf("%s%s", sep, names[i].name);
			sep = ", ";
		}
	putchar(')');
}

static void
keys(void)
{
	int i;

	puts(".Bl -tag -width \"Shift-Tab, Ctrl-B, Up\"");
	for (i = 0; i < nactions; i++) {
		const struct action_row *r = &actions[i];

		fputs(".It", stdout);
		printf(" \"");
		put(r->main);
		if (*r->other) {
			fputs(", ", stdout);
			put(r->other);
		}
		if (*r->also) {
			fputs(", ", stdout);
			put(r->also);
		}
		puts("\"");
		put(r->help);
		screens(r->where);
		putchar('\n');
	}
	puts(".El");
}

static void
types_of_fields(void)
{
	int i;

	puts(".Pp\n.Bl -tag -width integer -compact");
	for (i = 0; i < T_N; i++) {
		fputs(".It Li", stdout);
		arg(types[i].name);
		printf("\nholds a %s%s%s; usually %d columns wide.\n",
		    types[i].holds == V_INT ? "number" : "text",
		    types[i].numeric ? ", may be summed" : "",
		    types[i].spoken ? ", speaks \\(dq-\\(dq and \\(dq?\\(dq" : "", types[i].width);
	}
	puts(".El");
}

static void
functions(void)
{
	const char *name, *use;
	int i;

	puts(".Pp\n.Bl -tag -width exists -compact");
	for (i = 0; (name = expr_function(i, &use)); i++) {
		fputs(".It Fn", stdout);
		arg(name);
		putchar('\n');
		put(use);
		putchar('\n');
	}
	puts(".El");
}

/* The keys of a section of a form file. */
static void
section(const char *kind)
{
	const char *name, *use;
	int i;

	puts(".Pp\n.Bl -tag -width none-allowed -compact");
	for (i = 0; (name = forms_key(kind, i, &use)); i++) {
		fputs(".It Li", stdout);
		arg(name);
		fputs("\n\\&", stdout); /* a text may begin with roff's own ' */
		put(use);
		putchar('\n');
	}
	puts(".El");
}

static const struct {
	const char *name;
	void (*print)(void);
} tables[] = {
	{ "@commands@", commands },
	{ "@keys@", keys },
	{ "@types@", types_of_fields },
	{ "@functions@", functions },
};

int
main(void)
{
	char line[1024], kind[16];
	size_t i, n = sizeof tables / sizeof *tables;

	while (fgets(line, sizeof line, stdin)) {
		for (i = 0; i < n; i++)
			if (strncmp(line, ".\\\" @", 5) == 0 && strstr(line, tables[i].name))
				break;
		if (i < n)
			tables[i].print();
		else if (sscanf(line, ".\\\" @section %15[a-z]@", kind) == 1)
			section(kind);
		else
			fputs(line, stdout);
	}
	return ferror(stdin) || fflush(stdout) != 0;
}
