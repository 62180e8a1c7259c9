/* SPDX-License-Identifier: MIT */
/*
 * look: what the modules of a book tell the look-ups of expressions (book_look).
 */
#ifndef CORE_LOOK_H
#define CORE_LOOK_H

#include "core/book.h"

/* Records of form were saved or merged (NULL: of any form): answers about them are dropped. */
void look_changed(struct book *b, const struct form *form);

/* Ends the look-ups of b; before book_close frees it. */
void look_close(struct book *b);

#endif
