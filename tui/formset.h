/* SPDX-License-Identifier: MIT */
/*
 * formset: whether the form files are still those the program was started with.
 */
#ifndef TUI_FORMSET_H
#define TUI_FORMSET_H

#include "core/book.h"

/* A number that is another one once a form file of b was changed, added or taken away. */
uint64_t formset_stamp(const struct book *b);

#endif
