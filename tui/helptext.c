/* SPDX-License-Identifier: MIT */
/*
 * helptext: the texts of the help screen that no form brings: how a screen works, in a few
 * lines; its keys, from the table of actions; how Vietnamese is typed.  Invariant: each row
 * of the typing page is true, a test types its words.
 */
#include <stdio.h>
#include <string.h>

#include "core/lang.h"
#include "core/text.h"
#include "tui/help.h"

enum { KEYS_COLS = 32, MARK_COLS = 19, METHOD_COLS = 15 };

/* How to, a row a sentence. */
static const struct { unsigned where; const char *text; } intros[] = {
	{ IN_HOME, N_("Each line is a form. Type its code (f08) or words of its name, marks optional: only what fits stays.") },
	{ IN_HOME, N_("Enter opens the list of what is keyed; F4 begins a new record at once.") },
	{ IN_HOME, N_("At the right stands what was keyed today, and whether a draft waits to be finished.") },
	{ IN_HOME, N_("To search the whole book type words (a hamlet, a place), then F5.") },
	{ IN_HOME, N_("The settings are the last line: language, Telex or VNI, how a field is left.") },
	{ IN_LIST, N_("The records of one form, newest first. F4 begins a new one, Enter shows one, F3 corrects it.") },
	{ IN_LIST, N_("Type words to see only the lines that hold them; Ctrl-U shows all again.") },
	{ IN_LIST, N_("F5 looks for the words in the whole book. F8 removes a record; it asks why, and its history stays.") },
	{ IN_FORM, N_("Type the value, then Enter or Tab for the next field. Nothing else is needed until F2 saves.") },
	{ IN_FORM, N_("A field with * must be filled; one with = is computed. A doubt is told in the line below and never stops you from going on.") },
	{ IN_FORM, N_("An error must be put right before the record is saved; a warning asks for a reason. F10 keeps what is typed as a draft.") },
	{ IN_FORM, N_("A long form has pages: PgDn and PgUp turn them. Ctrl-D repeats the field of the record before.") },
	{ IN_SHEET, N_("A line is a record. Much stands there already: carried from the line above, or offered. Type only what is different.") },
	{ IN_FORM | IN_SHEET, N_("Typing replaces what stands in a field; Right or End first goes on with it, Ctrl-Z brings it back.") },
	{ IN_SHEET, N_("Enter goes to the next field that wants something; Tab goes to each. At the end of the line it is saved and a new one begins.") },
	{ IN_SHEET, N_("The arrows Up and Down go to other lines, to correct them. The number at the right is that of the saved record, * is not saved yet.") },
	{ IN_SHEET, N_("A mark \" says: as in the line above. Sums stand above the columns while you are on an earlier line.") },
	{ IN_SHEET, N_("F3 opens the line as a form with all its fields. F10 leaves; what is typed is kept as a draft.") },
	{ IN_RECORD, N_("One record: its values above, below who changed what, when and why.") },
	{ IN_RECORD, N_("F3 opens it for a correction. F8 removes it after asking for the reason, of a locked one the paper too; its history stays.") },
	{ IN_REPORTS, N_("The reports of this book. Enter opens one as a table.") },
	{ IN_PAPER, N_("A report of several tables: a line a table with its first figure, above them the words of its period. Enter opens the table, or the record with the words; a period without one begins it.") },
	{ IN_PAPER, N_("Left and Right go to the period before and after, Ctrl-P makes it longer. F7 writes all tables as one paper.") },
	{ IN_REPORT, N_("A line adds up the records named at its left; the last line adds up all. The bars draw the column marked >; Tab marks the next.") },
	{ IN_REPORT, N_("Left and Right go to the period before and after, Ctrl-P makes it longer. Enter lists the records that a line adds up.") },
	{ IN_REPORT, N_("F7 writes what is shown to a file and says which: PDF to be signed, HTML, or pages of a line printer.") },
	{ IN_REPORT, N_("+2? beside a figure: two records say that it is not known yet.") },
	{ IN_SETTINGS, N_("These are your own habits, kept for you in this book. Arrows choose a line, Enter changes it.") },
	{ IN_SETTINGS, N_("A change holds at once. Nothing needs to be saved.") },
	{ IN_SETTINGS, N_("F1 once more shows the keys of Telex and VNI. A key of the keyboard that does not work can be taught.") },
	{ IN_PAGE, N_("A page to read; F10 goes back to the settings.") },
	{ IN_CALENDAR, N_("A sign a day for each form, at the hub for each commune: in full, late, nothing occurred, missing. A week or month stands on its last day.") },
	{ IN_CHECKS, N_("What was right when it was saved may not fit what was keyed later: the records of the last 31 days against each other, and the days that are missing.") },
	{ IN_CHECKS, N_("Enter opens the record, Tab the one it was compared with; F3 there corrects it. What is put right, or given its reason at the saving, goes from the list.") },
	{ IN_CALENDAR, N_("The line below the map tells what the cursor stands on. Enter opens the records of that day or period.") },
	{ IN_CALENDAR, N_("At an office d approves and k locks the records of the period under the cursor, after a question; u unlocks them and asks why.") },
	{ IN_CALENDAR, N_("e shows what was corrected after the lock in the form's records of the month.") },
	{ IN_SIDES, N_("Another person saved this record while it was open here: a line a field, your value beside theirs. A star stands before the one that will be saved.") },
	{ IN_CORRECTIONS, N_("What was changed or removed after its record was locked: a line a field, with the old and the new value and what that makes more or less.") },
	{ IN_CORRECTIONS, N_("The lines below say the marked one in full: why, on which paper, by whom and when. Enter opens the record with all that was done to it.") },
	{ IN_LOGIN, N_("Your name as the technician gave it, Enter, your PIN, Enter. After wrong ones there is a wait, longer each time.") },
	{ IN_AUDIT, N_("Each line is a change: when, who, what, of which form and record; then the reason, or the fields. Values are not shown here.") },
	{ IN_AUDIT, N_("Type words to see only the lines that hold them: a name, a kind of change, a form. Enter opens the record with all that was done to it.") },
	{ IN_RECORD, N_("What is personal is masked with *. F6 shows it, asks why first, and writes down that you looked.") },
	{ IN_KEYS, N_("Press the keys that do not work: the line below says what came. A key nobody knows can be taught to be one of the list.") },
	{ IN_KEYS, N_("To teach: choose the line, Enter, then the key. It holds for you on this kind of terminal (TERM), and F8 forgets it.") },
	{ IN_POPUP, N_("A list: type a code or a part of a name, marks optional, until the mark > stands before what you mean; then Enter.") },
	{ IN_POPUP, N_("A question: type the letter or code of an answer, or a few words, then Enter. F10 goes back and changes nothing.") },
};

void
help_intro(struct lines *l, unsigned where)
{
	size_t i;
	bool any = false;

	for (i = 0; i < sizeof intros / sizeof *intros; i++) {
		if (!(intros[i].where & where))
			continue;
		if (!any)
			lines_add(l, "%s", _("How to work here"));
		any = true;
		lines_wrap(l, 2, 80, _(intros[i].text));
	}
	if (any)
		lines_add(l, "%s", "");
}

/* Keys that have no name on the keyboard itself. */
static const char *const named[] = { N_("Down"), N_("Up"), N_("Left"), N_("Right"), N_("Space") };

/* The keys of an action in the words of the language, the ones without function keys after the main one. */
static const char *
keys_of(struct arena *a, const struct action_row *r)
{
	const char *list[] = { r->main, r->other, r->also }, *out = "", *s;
	size_t i, k, n;

	for (i = 0; i < 3; i++)
		for (s = list[i]; *s; s += n + strspn(s + n, ", ")) {
			const char *key;

			n = strcspn(s, ",");
			key = arena_dup(a, s, n);
			for (k = 0; k < sizeof named / sizeof *named; k++)
				if (strcmp(named[k], key) == 0)
					key = _(named[k]);
			out = arena_printf(a, "%s%s%s", out, *out ? ", " : "", key);
		}
	return out;
}

void
help_keys(struct lines *l, unsigned where)
{
	int i;

	lines_add(l, "%s", _("Keys"));
	for (i = 0; i < nactions; i++)
		if (actions[i].where & where)
			lines_hang(l, KEYS_COLS, 80, keys_of(l->a, &actions[i]), _(actions[i].help));
	lines_add(l, "%s", "");
	lines_add(l, "%s", _("Esc and a digit does what the function key of that digit does, at any pace."));
}

const struct help_mark help_marks[] = {
	{ N_("sắc (acute)"), "s", "1", "bans", "ban1", "bán" },
	{ N_("huyền (grave)"), "f", "2", "muf", "mu2", "mù" },
	{ N_("hỏi (hook)"), "r", "3", "car", "ca3", "cả" },
	{ N_("ngã (tilde)"), "x", "4", "max", "ma4", "mã" },
	{ N_("nặng (dot)"), "j", "5", "hoj", "ho5", "họ" },
	{ N_("no tone"), "z", "0", "basz", "ba10", "ba" },
	{ N_("â, ê, ô (hat)"), "aa, ee, oo", "a6, e6, o6", "toor", "to63", "tổ" },
	{ N_("ă (breve)"), "aw", "a8", "nawm", "na8m", "năm" },
	{ N_("ơ, ư (horn)"), "ow, uw", "o7, u7", "nuwar", "nu73a", "nửa" },
	{ N_("ươ (both horns)"), "uow", "uo7", "nguowif", "nguo72i", "người" },
	{ N_("đ (bar)"), "dd", "d9", "ddieenj", "d9ie65n", "điện" },
};

const int help_nmarks = sizeof help_marks / sizeof *help_marks;

static const char *
put(struct arena *a, const char *s, int cols)
{
	int n = cols - text_cols(s);

	return arena_printf(a, "%s%*s", s, n > 0 ? n : 0, "");
}

static void
add_mark(struct lines *l, const char *what, const char *telex, const char *vni, const char *words)
{
	lines_add(l, "  %s%s%s%s", put(l->a, what, MARK_COLS), put(l->a, telex, METHOD_COLS),
	    put(l->a, vni, METHOD_COLS), words);
}

void
help_typing(struct lines *l)
{
	int i;

	add_mark(l, "", "Telex", "VNI", _("Examples"));
	for (i = 0; i < help_nmarks; i++) {
		const struct help_mark *m = &help_marks[i];

		add_mark(l, _(m->what), m->telex, m->vni,
		    arena_printf(l->a, "%s, %s: %s", m->by_telex, m->by_vni, m->word));
	}
	lines_add(l, "%s", "");
	lines_wrap(l, 2, 80, _("A mark is typed at once or at the word's end: tieengs, tiengse, tie61ng."));
	lines_wrap(l, 2, 80, _("Typed twice, the key of a mark is the letter itself: ass is as, a11 is a1."));
	lines_wrap(l, 2, 80, _("F9 (Esc 9, Ctrl-T) turns it on and off; row 1 shows which. The settings choose the method and the tone style."));
}
