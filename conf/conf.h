/* SPDX-License-Identifier: MIT */
/*
 * conf: the site's settings, soxa.conf(5), through the same strict reading as forms.
 * One table of options (conf.c) feeds the parser, the defaults and the manual.
 */
#ifndef CONF_CONF_H
#define CONF_CONF_H

#include "core/arena.h"
#include "core/err.h"
#include "core/lang.h"

struct conf {
	const char *book;       /* default book, or NULL */
	const char *forms;      /* folder of the installed form set */
	enum lang lang;
	const char *advance;    /* "key" or "auto" */
	const char *lines;      /* "ascii" or "utf-8" */
	const char *charset;    /* "auto", "utf-8" or "ascii" */
	const char *sort;       /* "dictionary" or "cldr" */
	const char *names;      /* of people, sorted by: "given" or "written" */
	int esc_ms;             /* wait for the rest of an escape sequence */
	int lock;               /* minutes without a key after which the screens are locked; 0: never */
	int page_bytes, cache_mib;
	int due_day, due_week;  /* when forms are due, minutes after midnight: on the day, on Monday */
	int due_month;          /* and the day of the next month */
};

/*
 * Reads path (NULL: the installed place, where a missing file means all defaults).
 * -1 with E_INPUT: every problem as "file:line: option: sentence", one a line.
 */
int conf_read(struct arena *a, const char *path, struct conf *out, struct err *e);

#endif
