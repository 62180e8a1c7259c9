/* SPDX-License-Identifier: MIT */
/*
 * cmd_tool: what several commands need.  Invariant: no word of data leaves through
 * here without text_show.
 */
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/date.h"
#include "core/text.h"
#include "tui/cmd.h"

const char *
cmd_opt(const struct cmd *c, const char *name)
{
	int i;

	for (i = 0; i < CMD_OPTS && c->row->opt[i].name; i++)
		if (strcmp(c->row->opt[i].name, name) == 0)
			return c->opt[i];
	return NULL;
}

const struct form *
cmd_form(struct cmd *c, const char *name, struct err *e)
{
	const struct form *f = schema_form(c->schema, name);

	if (!f)
		err_set(e, E_USAGE, _("%s: there is no such form; see `soxa forms list`"),
		    text_show(c->a, name));
	return f;
}

rid
cmd_rid(struct cmd *c, const char *text, struct err *e)
{
	rid id = book_id_parse(c->book, text);

	if (!id)
		err_set(e, E_INPUT, _("%s: this is not the id of a record in this book; "
		    "`soxa list FORM` shows them"),
		    text_show(c->a, text));
	return id;
}

int
cmd_day(struct cmd *c, const char *name, int32_t *out, struct err *e)
{
	const char *s = cmd_opt(c, name);

	*out = s ? date_parse(s, strlen(s)) : DATE_NONE;
	if (s && *out == DATE_NONE)
		return err_set(e, E_USAGE, _("--%s %s: write the day as 2021-11-23"), name,
		    text_show(c->a, s));
	return 0;
}

int
cmd_period(struct cmd *c, int32_t *from, int32_t *to, struct err *e)
{
	if (cmd_day(c, "from", from, e) < 0 || cmd_day(c, "to", to, e) < 0)
		return -1;
	if (*from != DATE_NONE && *to != DATE_NONE && *from > *to)
		return err_set(e, E_USAGE, _("the first day must not be after the last"));
	return 0;
}

const char *
cmd_path(struct cmd *c, const char *path)
{
	char here[PATH_MAX], *real;
	const char *s;

	real = realpath(path, NULL);
	if (real) {
		s = arena_strdup(c->a, real);
		free(real);
		return s;
	}
	if (path[0] == '/' || !getcwd(here, sizeof here))
		return path;
	return arena_printf(c->a, "%s/%s", here, path);
}

void
cmd_say(const char *fmt, ...)
{
	va_list ap;

	fflush(stdout);
	fputs("soxa: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

void
cmd_put(struct cmd *c, const char *text)
{
	fputs(text_show(c->a, text), stdout);
}

int
cmd_format(struct cmd *c, enum format *out, struct err *e)
{
	static const char *const names[] = { "text", "csv", "json" };
	const char *s = cmd_opt(c, "format");
	int i;

	*out = FMT_TEXT;
	for (i = 0; s && i < 3; i++)
		if (strcmp(s, names[i]) == 0) {
			*out = (enum format)i;
			return 0;
		}
	return s ? err_set(e, E_USAGE, _("--format takes text, csv or json")) : 0;
}
