/* SPDX-License-Identifier: MIT */
/*
 * action: the table of keys.  Invariant: no action has a letter for its only key, and
 * a letter is an action only where no text is typed ("also", in lists).
 */
#include "tui/action.h"

#include <stdio.h>
#include <string.h>

#include "core/lang.h"
#include "core/text.h"

enum { ENTRY = IN_FORM | IN_SHEET, BROWSE = IN_LIST };

static bool
same_key(const struct event *x, const struct event *y)
{
	return x->key == y->key && (x->c == y->c || (x->key != K_CHAR && x->key != K_CTRL));
}

/* Whether ev is one of the names in list ("Esc 2, Ctrl-S"); pairs with Esc come as their meaning. */
static int
named(const char *list, const struct event *ev)
{
	struct event x;
	char name[KEY_NAME_MAX];
	size_t n;

	while (*list) {
		n = strcspn(list, ",");
		if (n > 0 && n < sizeof name) {
			memcpy(name, list, n);
			name[n] = '\0';
			if (key_parse(name, &x) == 0 && same_key(&x, ev))
				return 1;
		}
		list += n + strspn(list + n, ", ");
	}
	return 0;
}

enum action
action_of(const struct event *ev, unsigned where)
{
	int i;

	for (i = 0; i < nactions; i++)
		if ((actions[i].where & where) && (named(actions[i].main, ev) ||
		    named(actions[i].other, ev) || named(actions[i].also, ev)))
			return actions[i].action;
	return AC_NONE;
}

/* What it takes, where operators are named, to do what a key stands for; what is not here takes nothing. */
static const struct { enum action action; unsigned where; enum right right; } rights[] = {
	{ AC_SAVE, ENTRY, RIGHT_ENTER },
	{ AC_EDIT, IN_LIST | IN_RECORD, RIGHT_ENTER },
	{ AC_NEW, IN_HOME | IN_LIST, RIGHT_ENTER },
	{ AC_DELETE, IN_LIST | IN_RECORD, RIGHT_ENTER },
	{ AC_REVEAL, IN_RECORD, RIGHT_REVEAL },
	{ AC_APPROVE, IN_CALENDAR, RIGHT_APPROVE },
	{ AC_LOCK, IN_CALENDAR, RIGHT_APPROVE },
	{ AC_UNLOCK, IN_CALENDAR, RIGHT_APPROVE },
};

enum right
action_right(enum action ac, unsigned where)
{
	int i;

	for (i = 0; i < (int)(sizeof rights / sizeof *rights); i++)
		if (rights[i].action == ac && (rights[i].where & where))
			return rights[i].right;
	return RIGHT_UNSAID;
}

/* The key to name on the bottom line: F2, or "Esc 2" to those who use that. */
static const char *
bar_key(const struct action_row *r, int digits, char *out, size_t size)
{
	const char *from = digits && strncmp(r->other, "Esc ", 4) == 0 ? r->other : r->main;
	size_t n = strcspn(from, ",");

	snprintf(out, size, "%.*s", (int)n, from);
	if (strncmp(out, "Ctrl-", 5) == 0 && strlen(out) == 6)
		snprintf(out, size, "^%c", from[5]);
	return out;
}

/* Appends an item that fits into cols columns; the columns it takes. */
static int
bar_item(char *out, size_t size, int cols, const struct action_row *r, int digits)
{
	char key[KEY_NAME_MAX], item[96];
	size_t used = strlen(out);

	snprintf(item, sizeof item, "%s%s %s", used ? "  " : "", bar_key(r, digits, key, sizeof key),
	    _(r->label));
	if (text_cols(item) > cols || used + strlen(item) >= size)
		return 0;
	memcpy(out + used, item, strlen(item) + 1);
	return text_cols(item);
}

/* The way out comes last on the line, and has its room kept. */
void
action_bar(char *out, size_t size, int cols, unsigned where, int digits)
{
	const struct action_row *back = NULL;
	char last[96] = "x";
	int place, i;

	for (i = 0; i < nactions; i++)
		if (actions[i].action == AC_BACK && (actions[i].where & where))
			back = &actions[i];
	if (back)
		cols -= bar_item(last, sizeof last, cols, back, digits);
	out[0] = '\0';
	for (place = 1; place <= AC_N; place++)
		for (i = 0; i < nactions; i++)
			if (actions[i].bar == place && (actions[i].where & where) && &actions[i] != back)
				cols -= bar_item(out, size, cols, &actions[i], digits);
	if (back)
		(void)bar_item(out, size, (int)size, back, digits); /* room was kept */
}

const struct action_row actions[] = {
	{ AC_HELP, "help", N_("Help"), N_("Explains the field or the screen you are in."),
	    "F1", "Esc 1", "Ctrl-_", IN_ALL & ~IN_HELP, 1 },
	{ AC_HELP, "marks", N_("Telex, VNI"), N_("Shows how Vietnamese is typed."),
	    "F1", "Esc 1", "Ctrl-_", IN_HELP, 1 },
	{ AC_SAVE, "save", N_("Save"), N_("Checks the record and saves it."),
	    "F2", "Esc 2, Ctrl-S", "Ctrl-W", ENTRY, 2 },
	{ AC_SAVE, "save-chosen", N_("Save"), N_("Saves the record with the values that bear a star."),
	    "F2", "Esc 2, Ctrl-S", "Ctrl-W", IN_SIDES, 2 },
	{ AC_NONE, "choose-side", N_("Choose"), N_("Chooses your value of the line, or theirs."),
	    "Left", "Right", "", IN_SIDES, 0 },
	{ AC_LOOKUP, "all-theirs", N_("All theirs"), N_("Chooses their value in every line."),
	    "F4", "Esc 4, Ctrl-K", "", IN_SIDES, 4 },
	{ AC_COPY, "all-mine", N_("All mine"), N_("Chooses your value in every line."),
	    "F6", "Esc 6", "", IN_SIDES, 5 },
	{ AC_OPEN, "open", N_("Open"), N_("Opens what the mark stands on."),
	    "Enter", "", "", IN_HOME | IN_LIST | IN_REPORTS | IN_CALENDAR | IN_CHECKS | IN_CORRECTIONS | IN_PAPER |
	    IN_AUDIT, 3 },
	{ AC_OPEN, "records", N_("See records"), N_("Lists the records that the line adds up."),
	    "Enter", "", "", IN_REPORT, 2 },
	{ AC_OPEN, "change", N_("Change"), N_("Changes the value of the line."),
	    "Enter", "", "Space", IN_SETTINGS, 3 },
	{ AC_OPEN, "teach", N_("Teach"), N_("The key pressed next is to be the one of the line."),
	    "Enter", "", "", IN_KEYS, 3 },
	{ AC_DELETE, "forget", N_("Forget"), N_("Forgets what was taught for the key of the line."),
	    "F8", "Esc 8", "", IN_KEYS, 9 },
	{ AC_OPEN, "choose", N_("Choose"), N_("Takes what the mark stands on."),
	    "Enter", "", "", IN_POPUP, 3 },
	{ AC_EDIT, "edit", N_("Edit"), N_("Opens the record for a correction."),
	    "F3", "Esc 3", "", IN_LIST | IN_RECORD, 4 },
	{ AC_EDIT, "whole", N_("All"), N_("Opens the line as a form with all its fields."),
	    "F3", "Esc 3", "", IN_SHEET, 4 },
	{ AC_LOOKUP, "lookup", N_("Codes"), N_("Chooses a code from its list; marks need not be typed."),
	    "F4", "Esc 4, Ctrl-K", "", ENTRY, 5 },
	{ AC_NEW, "new", N_("New"), N_("Starts a new record."),
	    "F4", "Esc 4, Ctrl-K", "Ins, F2", IN_HOME | IN_LIST, 5 },
	{ AC_FIND, "find", N_("Find"), N_("Searches the whole book for the words typed."),
	    "F5", "Esc 5, Ctrl-F", "", BROWSE | IN_HOME, 6 },
	{ AC_CHECKS, "checks", N_("Check"), N_("Shows what does not fit together among the records of the last month."),
	    "F7", "Esc 7", "", IN_HOME, 9 },
	{ AC_FIND, "filter", N_("Filter"), N_("Begins the words that the lines must hold."),
	    "/", "", "", BROWSE, 0 },
	{ AC_DITTO, "ditto", N_("As above"), N_("Takes this field from the record before."),
	    "Ctrl-D", "", "", ENTRY, 7 },
	{ AC_COPY, "copy", N_("Copy"), N_("Copies the whole record before into the empty fields."),
	    "F6", "Esc 6", "", ENTRY, 8 },
	{ AC_DELETE, "delete", N_("Remove"), N_("Removes the record after asking; its history stays."),
	    "F8", "Esc 8", "", IN_LIST | IN_RECORD, 9 },
	{ AC_REVEAL, "reveal", N_("Unmask"), N_("Shows what is masked in the record; asks why, and writes it down."),
	    "F6", "Esc 6", "", IN_RECORD, 0 },
	{ AC_DELETE, "drop", N_("Drop"), N_("Drops what is typed and not saved; asks first."),
	    "F8", "Esc 8", "", ENTRY, 0 },
	{ AC_NIL, "nothing", N_("None"), N_("Says that nothing occurred, for forms that know it; again takes it back."),
	    "Ctrl-O", "", "", ENTRY, 0 },
	{ AC_VIET, "viet", N_("Marks"), N_("Turns typing Vietnamese (Telex or VNI, see the settings) on and off."),
	    "F9", "Esc 9, Ctrl-T", "", IN_HOME | IN_LIST | ENTRY | IN_POPUP | IN_AUDIT, 10 },
	{ AC_MARKS, "marks", N_("See marks"),
	    N_("Shows marks as signs after their letters (Nguye^~n), or none; on terminals of ASCII only."),
	    "Ctrl-G", "", "", IN_ASCII, 3 },
	{ AC_LOOKUP, "units", N_("Units"), N_("Shows a line a unit; Enter there chooses the unit, F4 again takes all."),
	    "F4", "Esc 4, Ctrl-K", "u", IN_REPORT, 3 },
	{ AC_NEXT, "measure", N_("Column"), N_("Goes to the next column of figures: its bars are drawn; the columns scroll along."),
	    "Tab", "", "", IN_REPORT, 4 },
	{ AC_PREV, "previous-measure", N_("Column"), N_("Goes to the column of figures before."),
	    "Shift-Tab", "Ctrl-B", "", IN_REPORT, 0 },
	{ AC_ORDER, "order", N_("Sort"), N_("Sorts the lines by the column, the largest first, then the smallest, then by names again."),
	    "Ctrl-O", "", "s", IN_REPORT, 5 },
	{ AC_PERIOD, "period", N_("Period"), N_("Day, week, month, quarter, year, all days; the arrows Left and Right go to the period before and after."),
	    "Ctrl-P", "", "k", IN_REPORT | IN_PAPER, 6 },
	{ AC_PRINT, "print", N_("Print"), N_("Asks in what form and writes the report into the folder paper of the book: PDF, HTML, pages of text."),
	    "F7", "Esc 7", "p", IN_REPORT | IN_PAPER, 7 },
	{ AC_BACK, "leave", N_("Back"), N_("Leaves this screen; what was typed is kept as a draft."),
	    "F10", "Esc 0, Ctrl-Q, Esc Esc", "", ENTRY, 20 },
	{ AC_BACK, "back", N_("Back"), N_("Goes back to the screen before."),
	    "F10", "Esc 0, Ctrl-Q, Esc Esc", "", IN_ALL & ~IN_HOME & ~ENTRY, 20 },
	{ AC_BACK, "quit", N_("Quit"), N_("Ends the program."),
	    "F10", "Esc 0, Ctrl-Q, Esc Esc", "", IN_HOME | IN_LOGIN, 20 },
	{ AC_OPEN, "login", N_("Go on"), N_("Goes from the name to the PIN, and from the PIN to the work."),
	    "Enter", "", "", IN_LOGIN, 1 },
	{ AC_NEXT, "other-field", N_("Name, PIN"), N_("Goes from the name to the PIN and back."),
	    "Tab", "Shift-Tab, Up, Down", "", IN_LOGIN, 2 },
	{ AC_NEXT, "next", N_("Next"), N_("Goes to the next field."),
	    "Tab", "Enter, Ctrl-N, Down", "", IN_FORM, 0 },
	{ AC_PREV, "previous", N_("Previous"), N_("Goes to the field before."),
	    "Shift-Tab", "Ctrl-B, Up", "", IN_FORM, 0 },
	{ AC_NEXT, "next-month", N_("Month"), N_("Goes a month on."), "Tab", "Ctrl-N", "", IN_CALENDAR, 4 },
	{ AC_PREV, "previous-month", N_("Previous"), N_("Goes a month back."),
	    "Shift-Tab", "Ctrl-B", "", IN_CALENDAR, 0 },
	{ AC_NEXT, "other", N_("Other record"), N_("Opens the record that the finding was compared with; again the next one."),
	    "Tab", "Ctrl-N", "", IN_CHECKS, 4 },
	{ AC_APPROVE, "approve", N_("Approve"), N_("Approves the complete records of the period under the cursor, after a question."),
	    "Ctrl-D", "", "d", IN_CALENDAR, 5 },
	{ AC_LOCK, "lock", N_("Lock"), N_("Locks the approved records of the period; from then on a change is a correction."),
	    "Ctrl-K", "", "k", IN_CALENDAR, 6 },
	{ AC_UNLOCK, "unlock", N_("Unlock"), N_("Unlocks the records of the period; asks why. They are approved ones again."),
	    "Ctrl-U", "", "u", IN_CALENDAR, 7 },
	{ AC_CORRECTIONS, "corrections", N_("Corrections"), N_("Shows what was corrected after the lock in the form's records of the month."),
	    "Ctrl-E", "", "e", IN_CALENDAR, 8 },
	{ AC_NONE, "day", N_("Day"), N_("Goes a day on or back."), "Right", "Left", "", IN_CALENDAR, 0 },
	{ AC_NONE, "form", N_("Form"), N_("Goes to the next form or the one before, at the hub."),
	    ">", "<", "", IN_CALENDAR, 0 },
	{ AC_NEXT, "next-column", N_("Next"), N_("Goes to the next field; Enter to the next that wants something."),
	    "Tab", "Enter, Ctrl-N", "", IN_SHEET, 0 },
	{ AC_PREV, "previous-column", N_("Previous"), N_("Goes to the field before."),
	    "Shift-Tab", "Ctrl-B", "", IN_SHEET, 0 },
	{ AC_NONE, "line", N_("Line"), N_("Goes a line down or up."),
	    "Down", "Up", "", IN_ALL & ~IN_FORM, 0 },
	{ AC_FIRST, "first", N_("First"), N_("Goes to the first field or line."),
	    "Ctrl-Home", "Esc <", "", IN_ALL, 0 },
	{ AC_LAST, "last", N_("Last"), N_("Goes to the last field or line."),
	    "Ctrl-End", "Esc >", "", IN_ALL, 0 },
	{ AC_NEXT_REC, "next-record", N_("Next"), N_("Goes a page on."),
	    "PgDn", "Esc n", "", IN_ALL, 0 },
	{ AC_PREV_REC, "previous-record", N_("Previous"), N_("Goes a page back."),
	    "PgUp", "Esc p", "", IN_ALL, 0 },
	{ AC_CLEAR, "clear", N_("Clear"), N_("Empties what is typed in the field or the filter line."),
	    "Ctrl-Y", "Ctrl-U", "", ENTRY | IN_HOME | IN_LIST | IN_LOGIN |
	    IN_AUDIT, 0 },
	{ AC_UNDO, "undo", N_("Undo"), N_("Brings back what the field held when you came into it."),
	    "Ctrl-Z", "Esc u", "", ENTRY, 0 },
	{ AC_REPAINT, "repaint", N_("Repaint"), N_("Draws the whole screen anew."),
	    "Ctrl-R", "Ctrl-L", "", IN_ALL | IN_LOGIN, 0 },
};

const int nactions = sizeof actions / sizeof *actions;
