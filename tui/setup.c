/* SPDX-License-Identifier: MIT */
/*
 * setup: from a started process to a command that can run: limits, language, settings,
 * operator, form set, book.  Invariant: nothing is taken from the environment but
 * SOXA_BOOK and, in a training book, SOXA_CLOCK.
 */
#include "tui/setup.h"

#include <fcntl.h>
#include <locale.h>
#include <malloc.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/date.h"
#include "core/due.h"
#include "core/pin.h"
#include "core/store.h"
#include "core/text.h"
#include "forms/load.h"
#include "tui/charset.h"
#include "tui/pinask.h"

enum { KEEP_BYTES = 32 << 20 };

/* The leak checker of the sanitizers looks into the process as a debugger does. */
#ifdef __SANITIZE_ADDRESS__
static const bool traced = true;
#else
static const bool traced = false;
#endif

/*
 * Descriptors 0, 1 and 2 are taken before anything else is opened: a file of the book must not
 * get the number of an output that was closed.  The wrong way round on purpose: reading an input
 * or writing an output that is not there has to fail, not to look done.
 */
static void
take_standard(void)
{
	static const int way[] = { O_WRONLY, O_RDONLY, O_WRONLY };
	int fd;

	for (fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", way[fd]) != fd)
			_exit(6);
}

void
setup_process(void)
{
	/* A limit of 1 byte, not 0: the kernel takes it as "no dump" even for a core that would go to a pipe. */
	static const struct rlimit none = { 1, 1 };

	umask(007);
	/* Work comes in batches of the same size: memory asked for once is kept for the next one. */
	(void)mallopt(M_MMAP_THRESHOLD, KEEP_BYTES);
	(void)mallopt(M_TRIM_THRESHOLD, KEEP_BYTES);
	take_standard();
	if (!traced)
		(void)prctl(PR_SET_DUMPABLE, 0); /* nor may another process of this account look into us */
	(void)setrlimit(RLIMIT_CORE, &none); /* fails only where the limit is lower already */
	signal(SIGPIPE, SIG_IGN);            /* a reader who left must not kill us inside the book */
	if (!setlocale(LC_CTYPE, "") || MB_CUR_MAX < 4)
		setlocale(LC_CTYPE, "C.UTF-8");
	setlocale(LC_MESSAGES, "C.UTF-8");   /* gettext translates in any locale but C; LANGUAGE says into which */
}

static bool
is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

const char *
setup_home(struct arena *a)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
	char *slash;

	if (n <= 0)
		return "";
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (slash)
		*slash = '\0';
	return arena_strdup(a, path);
}

void
setup_language(struct cmd *c, enum lang lang)
{
	const char *dir = arena_printf(c->a, "%s/locale", c->home);

	if (c->lang_arg)
		lang = strcmp(c->lang_arg, "en") == 0 ? LANG_EN : LANG_VI;
	lang_set(lang, is_dir(dir) ? dir : NULL);
}

/* Who works: --as, else the name of the login. */
static int
find_who(struct cmd *c, struct err *e)
{
	const struct passwd *pw = getpwuid(geteuid());
	const char *name = c->as ? c->as : pw ? pw->pw_name : "";

	if (text_clean(c->a, name, strlen(name), TEXT_LINE, &c->who, e) < 0)
		return err_wrap(e, "--as");
	if (!*c->who || strlen(c->who) > 64)
		return err_set(e, E_USAGE, _("give your name with --as NAME, at most 64 bytes"));
	return 0;
}

static void
find_book(struct cmd *c)
{
	const char *path = c->book_arg;

	if (!path)
		path = getenv("SOXA_BOOK");
	if (!path || !*path)
		path = c->conf.book;
	c->dir = path ? cmd_path(c, path) : NULL;
}

/* The form set: configured, of the build tree, or installed; then the book's own. */
static void
find_forms(struct cmd *c)
{
	const char *tree = arena_printf(c->a, "%s/../../forms/data", c->home);
	const char *own = c->dir ? arena_printf(c->a, "%s/forms", c->dir) : NULL;

	c->dirs[c->ndirs++] = c->conf.forms ? c->conf.forms : is_dir(tree) ? tree : FORMSDIR;
	if (own && is_dir(own))
		c->dirs[c->ndirs++] = own;
}

static const char *
seen_in(struct arena *a, const char *dir)
{
	return arena_printf(a, "%s/forms.seen", dir);
}

void
setup_remember(const struct cmd *c, const char *dir)
{
	struct arena *a = arena_new();
	struct loaded l;

	forms_load(a, c->dirs, c->ndirs, seen_in(a, dir), &l);
	arena_free(a);
}

static int
load_forms(struct cmd *c, struct err *e)
{
	const char *seen = c->dir && is_dir(c->dir) ? seen_in(c->a, c->dir) : NULL;
	struct loaded l;
	int i;

	forms_load(c->a, c->dirs, c->ndirs, seen, &l);
	c->schema = l.schema;
	if (c->schema)
		return 0;
	for (i = 0; i < l.nproblems; i++)
		fprintf(stderr, "%s\n", text_show(c->a, l.problem[i].text));
	return err_set(e, E_INPUT, _("the form set in %s has faults; see `soxa forms check`"),
	    text_show(c->a, c->dirs[0]));
}

int
setup_clock(struct err *e)
{
	const char *s = getenv("SOXA_CLOCK");
	int32_t day;
	int minutes;

	if (!s || !*s)
		return 0;
	day = date_parse(s, 10 < strlen(s) ? 10 : strlen(s));
	minutes = day != DATE_NONE && s[10] == 'T' ? time_parse(s + 11) : -1;
	if (minutes < 0)
		return err_set(e, E_USAGE, _("SOXA_CLOCK is not of the form 2021-11-23T08:00"));
	clock_fix(((int64_t)day * 1440 + minutes - 7 * 60) * 60000);
	return 0;
}

static int
open_book(struct cmd *c, struct err *e)
{
	unsigned needs = c->row ? c->row->needs : NEED_BOOK;
	const struct book_info *info;

	if (!(needs & NEED_BOOK) && !((needs & MAY_BOOK) && (needs & NEED_FORMS) && c->dir))
		return 0;
	if (!c->dir)
		return err_set(e, E_USAGE,
		    _("which book? Give -b BOOK, set SOXA_BOOK, or name it in the configuration"));
	c->book = book_open(c->dir, c->schema, e);
	if (!c->book)
		return -1;
	info = book_info(c->book);
	if ((needs & NEED_HUB) && info->role != ROLE_HUB)
		return err_set(e, E_RULE, _("this is done at the hub; %s is the book of an office"), info->dir);
	if ((needs & NEED_OFFICE) && info->role != ROLE_OFFICE)
		return err_set(e, E_RULE, _("this is done at an office; %s is the book of the hub"), info->dir);
	if (info->training)
		return setup_clock(e);
	if (clock_lost())
		cmd_say(_("the clock of this computer is years behind: today is taken to be %s, the day of the last entry; "
		    "set the clock"), value_print(c->a, T_DATE, &(struct value){ V_INT, date_today(), NULL }, STYLE_PEOPLE));
	return 0;
}

/*
 * Who is meant by the name, and whether he may run the command.  --as is believed: who can write it
 * has the files, or a key whose forced command says it.  A login is the operator of that name when
 * he has no PIN; else, where somebody sits (the screens, a form by lines), name and PIN are asked,
 * and elsewhere it is the account of the book itself, which the timer of the night runs as.
 */
static int
find_operator(struct cmd *c, struct err *e)
{
	bool asks = !c->row || c->row->run == cmd_enter;
	int found;

	if (!c->book)
		return 0;
	found = operator_find(c->book, c->a, c->who, &c->op, e);
	if (found < 0)
		return -1;
	if (found && c->as)
		return err_set(e, E_RULE, _("%s is no operator of this book; see `soxa people list`"), c->who);
	if (!c->as && (found || *c->op.pin)) {
		c->op = (struct operator){ .name = asks ? NULL : c->who, .duties = DUTY_HOUSE, .pin = "" };
		if (asks)
			return 0;
	}
	return c->row ? operator_may(&c->op, c->row->right, e) : 0;
}

int
setup_login(struct cmd *c, struct err *e)
{
	char name[OPERATOR_NAME + 2], pin[PIN_MOST + 2];
	const char *clean;
	unsigned wrong = 0;
	int r;

	if (pinask_name(_("Name: "), name, sizeof name, e) < 0 || pinask(_("PIN: "), pin, sizeof pin, e) < 0)
		return -1;
	r = text_clean(c->a, name, strlen(name), TEXT_LINE, &clean, e);
	if (r == 0)
		r = pin_login(c->book, c->a, clean, pin, &c->op, &wrong, e);
	explicit_bzero(pin, sizeof pin);
	if (r < 0)
		return -1;
	if (wrong)
		cmd_say(_("%u wrong PINs were typed for your name since you were here last"), wrong);
	c->who = c->op.name;
	return operator_may(&c->op, c->row->right, e);
}

int
setup_command(struct cmd *c, struct err *e)
{
	unsigned needs = c->row ? c->row->needs : NEED_FORMS | NEED_BOOK;

	if (conf_read(c->a, c->conf_arg, &c->conf, e) < 0)
		return -1;
	charset_setting(c->conf.charset);
	store_cache((uint32_t)c->conf.cache_mib);
	setup_language(c, c->conf.lang);
	order_set(strcmp(c->conf.sort, "cldr") == 0, strcmp(c->conf.names, "written") == 0);
	due_set(&(struct due_hours){ c->conf.due_day, c->conf.due_week, c->conf.due_month });
	if (find_who(c, e) < 0)
		return -1;
	find_book(c);
	find_forms(c);
	if ((needs & NEED_FORMS) && load_forms(c, e) < 0)
		return -1;
	return open_book(c, e) < 0 || find_operator(c, e) < 0 ? -1 : 0;
}
