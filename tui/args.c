/* SPDX-License-Identifier: MIT */
/*
 * args: the parser of the command line.  Invariant: nothing is guessed; a word that
 * the tables do not hold is a usage error that names the nearest way out.
 */
#include "tui/args.h"

#include <stddef.h>
#include <string.h>

#include "core/buf.h"
#include "core/text.h"

/* Commands of the contract that this version does not have: said plainly, never guessed at. */
static const char *const later[] = {
	"sync",
	"hub units", "hub conflicts", "hub bundle", "hub receipt", "hub publish",
};

static const struct global {
	const char *brief, *full;
	size_t place;
} globals[] = {
	{ "-b", "--book", offsetof(struct cmd, book_arg) },
	{ "-c", "--conf", offsetof(struct cmd, conf_arg) },
	{ NULL, "--as", offsetof(struct cmd, as) },
	{ NULL, "--lang", offsetof(struct cmd, lang_arg) },
};

struct words {
	int argc, at;
	char **argv;
};

const char *
args_usage(struct arena *a, const struct cmd_row *row)
{
	const char *s = arena_printf(a, "soxa %s%s%s", row->name, *row->args ? " " : "",
	    *row->args ? _(row->args) : "");
	int i;

	for (i = 0; i < CMD_OPTS && row->opt[i].name; i++)
		s = arena_printf(a, "%s [--%s%s%s]", s, row->opt[i].name, row->opt[i].arg ? " " : "",
		    row->opt[i].arg ? _(row->opt[i].arg) : "");
	return s;
}

const char *
args_lang(int argc, char **argv)
{
	const char *said = NULL, *word;
	int i;

	for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		word = strncmp(argv[i], "--lang=", 7) == 0 ? argv[i] + 7 :
		    strcmp(argv[i], "--lang") == 0 && i + 1 < argc ? argv[i + 1] : "";
		if (strcmp(word, "vi") == 0 || strcmp(word, "en") == 0)
			said = word;
	}
	return said;
}

/* The part of word after "name=", "" when word is name itself, NULL when it is another. */
static const char *
after_name(const char *word, const char *name)
{
	size_t n = name ? strlen(name) : 0;

	if (!name || strncmp(word, name, n) != 0)
		return NULL;
	if (word[n] == '\0')
		return word + n;
	return word[n] == '=' && !(name[0] == '-' && name[1] != '-') ? word + n : NULL;
}

/* The value of an option whose name matched up to rest; NULL when it is missing. */
static const char *
value_of(struct words *w, const char *rest)
{
	if (*rest == '=')
		return rest + 1;
	return w->at < w->argc ? w->argv[w->at++] : NULL;
}

/* A global option: 1 taken, 0 not one, -1 its value is missing or wrong. */
static int
take_global(struct cmd *c, struct words *w, const char *word, struct err *e)
{
	const char *rest, *value;
	size_t i;

	for (i = 0; i < sizeof globals / sizeof *globals; i++) {
		rest = after_name(word, globals[i].full);
		if (!rest)
			rest = after_name(word, globals[i].brief);
		if (!rest)
			continue;
		value = value_of(w, rest);
		if (!value)
			return err_set(e, E_USAGE, _("option %s needs a value"), globals[i].full);
		memcpy((char *)c + globals[i].place, &value, sizeof value);
		if (c->lang_arg && strcmp(c->lang_arg, "vi") != 0 && strcmp(c->lang_arg, "en") != 0)
			return err_set(e, E_USAGE, _("--lang takes vi or en"));
		return 1;
	}
	return 0;
}

/* An option of the command. */
static int
take_own(struct cmd *c, struct words *w, const char *word, struct err *e)
{
	const struct cmd_opt *o = c->row->opt;
	const char *rest;
	int i;

	for (i = 0; i < CMD_OPTS && o[i].name; i++) {
		rest = strncmp(word, "--", 2) == 0 ? after_name(word + 2, o[i].name) : NULL;
		if (!rest)
			continue;
		if (c->opt[i])
			return err_set(e, E_USAGE, _("option --%s is given twice"), o[i].name);
		if (!o[i].arg && *rest == '=')
			return err_set(e, E_USAGE, _("option --%s takes no value"), o[i].name);
		c->opt[i] = o[i].arg ? value_of(w, rest) : "";
		if (!c->opt[i])
			return err_set(e, E_USAGE, _("option --%s needs a value"), o[i].name);
		return 0;
	}
	return err_set(e, E_USAGE, _("there is no option %s here; usage: %s"),
	    text_show(c->a, word), args_usage(c->a, c->row));
}

static const struct cmd_row *
row_named(const char *name)
{
	int i;

	for (i = 0; i < cmd_nrows; i++)
		if (strcmp(cmd_rows[i].name, name) == 0)
			return &cmd_rows[i];
	return NULL;
}

/* The second words that may follow first ("list, show, check"); NULL when none do. */
static const char *
seconds(struct arena *a, const char *first)
{
	size_t n = strlen(first);
	const char *s = NULL;
	int i;

	for (i = 0; i < cmd_nrows; i++)
		if (strncmp(cmd_rows[i].name, first, n) == 0 && cmd_rows[i].name[n] == ' ')
			s = arena_printf(a, "%s%s%s", s ? s : "", s ? ", " : "", cmd_rows[i].name + n + 1);
	return s;
}

static int
no_command(struct cmd *c, const char *first, const char *pair, struct err *e)
{
	const char *more = seconds(c->a, first);
	size_t i;

	for (i = 0; i < sizeof later / sizeof *later; i++)
		if (strcmp(later[i], first) == 0 || strcmp(later[i], pair) == 0)
			return err_set(e, E_USAGE, _("this version of soxa does not have the command `%s` yet"),
			    later[i]);
	if (more)
		return err_set(e, E_USAGE, _("`soxa %s` must be followed by one of: %s"), first, more);
	return err_set(e, E_USAGE, _("there is no command `%s`; see `soxa help`"),
	    text_show(c->a, first));
}

/* Finds the row of the word at hand, alone or with the one after it. */
static int
take_command(struct cmd *c, struct words *w, const char *word, struct err *e)
{
	const char *next = w->at < w->argc ? w->argv[w->at] : "";
	const char *pair = arena_printf(c->a, "%s %s", word, next);

	c->row = row_named(pair);
	if (c->row)
		w->at++;
	else
		c->row = row_named(word);
	return c->row ? 0 : no_command(c, word, pair, e);
}

static int
count_args(struct cmd *c, struct err *e)
{
	if (c->nargs < c->row->min || (c->row->max >= 0 && c->nargs > c->row->max))
		return err_set(e, E_USAGE, _("usage: %s"), args_usage(c->a, c->row));
	return 0;
}

/* The words that stand for a command. */
static const char *
spelled(const char *word)
{
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		return "help";
	return strcmp(word, "--version") == 0 ? "version" : word;
}

int
args_parse(struct cmd *c, int argc, char **argv, struct err *e)
{
	struct words w = { argc, 1, argv };
	bool options = true;
	const char *word;
	int taken;

	c->arg = arena_alloc(c->a, (size_t)(argc + 1) * sizeof *c->arg);
	while (w.at < argc) {
		word = argv[w.at++];
		if (options && strcmp(word, "--") == 0) {
			options = false;
			continue;
		}
		taken = options && word[0] == '-' ? take_global(c, &w, word, e) : 0;
		if (taken < 0)
			return -1;
		if (taken)
			continue;
		if (!c->row) {
			if (take_command(c, &w, spelled(word), e) < 0)
				return -1;
		} else if (options && word[0] == '-' && word[1] != '\0') {
			if (take_own(c, &w, word, e) < 0)
				return -1;
		} else {
			c->arg[c->nargs++] = word;
		}
	}
	return c->row ? count_args(c, e) : 0;
}
