/* SPDX-License-Identifier: MIT */
/* place: an empty folder for one test, and its end. */
#ifndef TESTS_UNIT_PLACE_H
#define TESTS_UNIT_PLACE_H

/* Makes a fresh folder; its path is valid until the next call. */
const char *place_make(void);

/* Removes the last one with all it holds. */
void place_remove(void);

#endif
