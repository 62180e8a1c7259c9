/* SPDX-License-Identifier: MIT */
/*
 * handask: what the two files of the hand share, and the answers that entry by line offers too.
 */
#ifndef TUI_HANDASK_H
#define TUI_HANDASK_H

#include "tui/hand.h"

/* The answers: x view it, s edit it, t one more round; c drop it, k keep it. */
extern const struct codes same_choice, drop_choice;

/* c yes, k no. */
extern const struct codes sure_choice;

/* Opens popup and remembers what for; without a popup nothing is waited for. */
enum did hand_wait(struct hand *h, struct app *app, enum wait wait, struct view *popup);

/* The record that bears the same key; the second keying; dropping what is typed. */
enum did hand_ask_same(struct hand *h, struct app *app);
enum did hand_ask_again(struct hand *h, struct app *app, const struct field *f);
enum did hand_ask_drop(struct hand *h, struct app *app);

/* Asks whether the new name at the cell left is the one of its list that holds its words; false: there is none. */
bool hand_ask_near(struct hand *h, struct app *app);

/* The text of the cell is read: asks what that raises, then moves by h->step. */
enum did hand_go_on(struct hand *h, struct app *app, bool typed);
enum did hand_move(struct hand *h, struct app *app, enum step step);

/* Tells, before anything is typed, that another person has the record in hand in a draft of theirs. */
void hand_tell_other(struct hand *h);

/* Shows both versions when another person saved meanwhile; false: that is not why the save failed. */
bool hand_ask_sides(struct hand *h, struct app *app);

/* Tells that letters found no room in the current cell. */
void hand_say_full(struct hand *h, struct app *app);

#endif
