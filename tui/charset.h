/* SPDX-License-Identifier: MIT */
/*
 * charset: whether the terminal takes UTF-8.  Asked before the screen is taken; keys
 * that are pressed meanwhile are kept for it.
 */
#ifndef TUI_CHARSET_H
#define TUI_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

/* What the site says of terminals: "utf-8", "ascii", or "auto", which holds before the first call. */
void charset_setting(const char *word);

/*
 * Puts LC_CTYPE into force: the user's when it is UTF-8, else C.UTF-8.  False: the terminal is to
 * get ASCII only.  Asks the terminal once when neither the site nor the locale says.
 */
bool charset_choose(void);

/* What was typed while the terminal was asked: *n bytes, valid until the next charset_choose. */
const char *charset_ahead(size_t *n);

#endif
