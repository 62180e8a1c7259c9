/* SPDX-License-Identifier: MIT */
/*
 * option: the table of settings.  A new setting is a row here, a member of struct conf,
 * its line in soxa.conf(5) and in the sample.
 */
#ifndef CONF_OPTION_H
#define CONF_OPTION_H

#include <stddef.h>

#include "conf/conf.h"

enum opt_kind { OPT_PATH, OPT_WORD, OPT_INT, OPT_POWER /* 0 or a power of two */, OPT_TIME /* minutes */ };

struct conf_option {
	const char *name;
	enum opt_kind kind;
	size_t place;           /* in struct conf */
	const char *words;      /* OPT_WORD: "key|auto" */
	const char *initial;    /* "" when there is none */
	int min, max;           /* of numbers */
	const char *help;       /* msgid */
};

extern const struct conf_option conf_options[];
extern const int conf_noptions;

/* The word of o that s is, static; NULL when it is none of them. */
const char *conf_word(const struct conf_option *o, const char *s);

/* Every setting at its initial value. */
void conf_defaults(struct conf *out);

#endif
