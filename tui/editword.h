/* SPDX-License-Identifier: MIT */
/*
 * editword: what edit.c has the engine do to the word left of the cursor; nobody else calls it.
 */
#ifndef TUI_EDITWORD_H
#define TUI_EDITWORD_H

#include "tui/edit.h"

/* A letter by the method: 1 and 0 as edit_key, -1 it is none for the word and stands for itself. */
int word_key(struct edit *e, uint32_t c);

/* Backspace by the method; false: a letter is to be erased as it stands. */
bool word_erase(struct edit *e);

#endif
