/* SPDX-License-Identifier: MIT */
/*
 * screens: the program on a terminal, from the home screen to the last key.
 */
#ifndef TUI_SCREENS_H
#define TUI_SCREENS_H

#include "conf/conf.h"
#include "core/operator.h"

/*
 * Runs the screens over b for operator who until they are left or the terminal is gone (drafts
 * are on disk then).  enter_form: code or id of the form to open at once, or NULL.  -1 with
 * E_INPUT: no usable terminal, no such form.
 */
int screens_run(struct book *b, const struct operator *op, const struct conf *c, const char *enter_form,
    struct err *e);

#endif
