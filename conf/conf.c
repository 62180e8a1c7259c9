/* SPDX-License-Identifier: MIT */
/*
 * conf: soxa.conf.  The file is flat: blank lines, # comments, and `name = value`.
 * libconfuse reads the values; the shape, names that stand twice and the ranges are
 * ours, since it accepts more than a settings file should hold.  Invariant: a setting
 * is taken only when the whole file is right.
 */
#include "conf/conf.h"

#include <confuse.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/date.h"
#include "core/file.h"
#include "core/text.h"
#include "conf/option.h"

enum { FILE_MAX = 64 * 1024, LINE_MAX_BYTES = 1000, OPTIONS_MAX = 16 };

struct reading {
	struct arena *a;
	const char *path;
	struct buf faults;      /* sentences, one a line */
	int line[OPTIONS_MAX];  /* where each option stands, 0: nowhere */
};

static void
fault(struct reading *r, int line, const char *option, const char *text)
{
	if (r->faults.n)
		buf_u8(&r->faults, '\n');
	buf_printf(&r->faults, "%s:%d: %s%s%s", r->path, line, option, *option ? ": " : "", text);
}

static int
option_named(const char *name, size_t n)
{
	int i;

	for (i = 0; i < conf_noptions; i++)
		if (strlen(conf_options[i].name) == n && memcmp(conf_options[i].name, name, n) == 0)
			return i;
	return -1;
}

/* What stands behind '=': one word or one text in quotes, then nothing but a comment. */
static bool
is_one_value(const char *s)
{
	s += strspn(s, " ");
	if (*s == '"' || *s == '\'') {
		const char *end = strchr(s + 1, *s);

		if (!end)
			return false;
		s = end + 1;
	} else {
		size_t n = strcspn(s, " #\"'{}()=,\\+/*");

		if (s[n] == '/')
			return false;
		s += n;
		if (n == 0)
			return false;
	}
	s += strspn(s, " ");
	return *s == '\0' || *s == '#';
}

/* The shape of one line without its end. */
static void
look_at_line(struct reading *r, int line, const char *s)
{
	const char *name = s + strspn(s, " "), *eq;
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-.");
	int i;

	if (*name == '\0' || *name == '#')
		return;
	eq = name + n + strspn(name + n, " ");
	if (n == 0 || *eq != '=') {
		fault(r, line, "", _("write `name = value`, or a comment after #"));
		return;
	}
	name = arena_dup(r->a, name, n);
	i = option_named(name, n);
	if (i < 0)
		fault(r, line, name, _("there is no such option; see soxa.conf(5)"));
	else if (r->line[i])
		fault(r, line, name, arena_printf(r->a, _("it stands on line %d already"), r->line[i]));
	else if (strstr(eq, "${") || strchr(eq, '\\'))
		fault(r, line, name, _("${ and \\ have no meaning here; write the value itself"));
	else if (!is_one_value(eq + 1))
		fault(r, line, name, _("write one value; put it in quotes when it holds more than letters and digits"));
	if (i >= 0)
		r->line[i] = line;
}

/* Bytes and shape of the whole file; tabs count as blanks, CR LF as LF. */
static void
look_at_text(struct reading *r, char *s, size_t n)
{
	char *end = s + n, *nl, *c;
	const char *clean;
	struct err e;
	int line = 1;

	for (; s < end; s = nl + 1, line++) {
		nl = memchr(s, '\n', (size_t)(end - s));
		if (!nl)
			nl = end;
		for (c = s; c < nl; c++)
			if (*c == '\t' || (*c == '\r' && c + 1 == nl && nl < end))
				*c = ' ';
		if (nl - s > LINE_MAX_BYTES)
			fault(r, line, "", arena_printf(r->a, _("the line is longer than %d bytes"), LINE_MAX_BYTES));
		else if (text_clean(r->a, s, (size_t)(nl - s), TEXT_LINE, &clean, &e) < 0)
			fault(r, line, "", e.text);
		else
			look_at_line(r, line, clean);
	}
}

static void
take_number(struct reading *r, int i, const char *s, int *place)
{
	const struct conf_option *o = &conf_options[i];
	bool fine, power;
	char *end;
	long n;

	errno = 0;
	n = strtol(s, &end, 10);
	fine = !errno && !*end && *s >= '0' && *s <= '9' && !(*s == '0' && s[1]);
	power = o->kind == OPT_POWER;
	if (fine && ((power && n == 0) || (n >= o->min && n <= o->max && !(power && (n & (n - 1))))))
		*place = (int)n;
	else
		fault(r, r->line[i], o->name, arena_printf(r->a, power ?
		    _("it is 0 or a power of two from %d to %d") : _("it is a whole number from %d to %d"),
		    o->min, o->max));
}

static void
take_time(struct reading *r, int i, const char *s, int *place)
{
	int minutes = strchr(s, ':') ? time_parse(s) : -1;

	if (minutes < 0)
		fault(r, r->line[i], conf_options[i].name, _("it is a time of day, as \"17:00\""));
	else
		*place = minutes;
}

/* One value of the file into its place. */
static void
take(struct reading *r, int i, const char *s, struct conf *out)
{
	const struct conf_option *o = &conf_options[i];
	char *place = (char *)out + o->place;
	const char *text;

	if (o->kind == OPT_PATH) {
		text = arena_strdup(r->a, s);
		if (*s != '/')
			fault(r, r->line[i], o->name, _("write a path that begins with /"));
		memcpy(place, &text, sizeof text);
		return;
	}
	if (o->kind == OPT_WORD) {
		text = conf_word(o, s);
		if (!text)
			fault(r, r->line[i], o->name, arena_printf(r->a, _("it is one of: %s"), o->words));
		else if (o->place == offsetof(struct conf, lang))
			out->lang = strcmp(text, "en") == 0 ? LANG_EN : LANG_VI;
		else
			memcpy(place, &text, sizeof text);
		return;
	}
	if (o->kind == OPT_TIME)
		take_time(r, i, s, (int *)(void *)place);
	else
		take_number(r, i, s, (int *)(void *)place);
}

static void
confuse_says(cfg_t *cfg, const char *fmt, va_list ap)
{
	/* The shape was looked at before: what is left (a word it alone dislikes) is told by the caller. */
	(void)cfg;
	(void)fmt;
	(void)ap;
}

/* Has libconfuse read the values of a text whose shape is right. */
static void
take_all(struct reading *r, const char *text, struct conf *out)
{
	cfg_opt_t opts[OPTIONS_MAX + 1];
	cfg_t *cfg;
	int i;

	for (i = 0; i < conf_noptions; i++) {
		cfg_opt_t o = CFG_STR(conf_options[i].name, NULL, CFGF_NODEFAULT);

		opts[i] = o;
	}
	opts[i] = (cfg_opt_t)CFG_END();
	cfg = cfg_init(opts, CFGF_NONE);
	if (!cfg) {
		fault(r, 1, "", strerror(errno));
		return;
	}
	cfg_set_error_function(cfg, confuse_says);
	if (cfg_parse_buf(cfg, text) != CFG_SUCCESS)
		fault(r, 1, "", _("this is not a settings file; see soxa.conf(5)"));
	for (i = 0; i < conf_noptions && r->faults.n == 0; i++)
		if (r->line[i])
			take(r, i, cfg_getstr(cfg, conf_options[i].name), out);
	cfg_free(cfg);
}

int
conf_read(struct arena *a, const char *path, struct conf *out, struct err *e)
{
	struct reading r = { .a = a, .path = path ? path : CONFFILE };
	uint8_t *text;
	size_t n;

	conf_defaults(out);
	if (!path && access(CONFFILE, F_OK) != 0 && errno == ENOENT)
		return 0;
	if (file_read(a, r.path, FILE_MAX, &text, &n, e) < 0) {
		e->code = E_INPUT;
		return -1;
	}
	r.path = text_show(a, r.path);
	look_at_text(&r, (char *)text, n);
	if (r.faults.n == 0 && n > 0)
		take_all(&r, (const char *)text, out);
	if (r.faults.n == 0)
		return 0;
	err_set(e, E_INPUT, "%.*s", (int)r.faults.n, (const char *)r.faults.p);
	buf_free(&r.faults);
	conf_defaults(out);
	return -1;
}
