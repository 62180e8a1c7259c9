/* SPDX-License-Identifier: MIT */
/*
 * cmd: the table of commands.  A new command is a row here, its function and its
 * test.  Invariant: whatever `soxa help` and the manual say comes from these rows.
 */
#include "tui/cmd.h"

#define FROM_TO \
	{ "from", N_("DAY"), N_("first day, as 2021-11-23") }, { "to", N_("DAY"), N_("last day") }
#define FORMAT(list) { "format", list, N_("how to write it; text when left out") }
#define PAPER { "paper", N_("NUMBER"), N_("the paper it rests on; must be given when the record is locked") }
#define PERIOD FROM_TO, { "date", N_("DAY"), N_("the period of each form that holds this day") }
#define ROLE { "role", "ROLE,...", N_("operator, supervisor, auditor, technician, or several of them") }
#define WHY { "reason", N_("TEXT"), N_("why") }
#define UNIT { "unit", N_("UNIT"), N_("only this unit: CODE or CODE@DAY") }

const struct cmd_row cmd_rows[] = {
	{ "init", N_("BOOK"), N_("makes a new book, its node and its keys"),
	    cmd_init, NEED_FORMS, 1, 1, {
	    { "unit", N_("CODE[@DAY]"), N_("the unit that bears the code on that day, today if left out") },
	    { "hub", NULL, N_("a book of the province, which takes in dumps") },
	    { "training", NULL, N_("a book to practise with: a real hub refuses what it makes") },
	    { "name", N_("TEXT"), N_("what people call this office") } }, RIGHT_ANY },
	{ "enter", N_("FORM"), N_("opens the screens straight in a new record of the form"),
	    cmd_enter, NEED_FORMS | NEED_BOOK, 1, 1, {
	    { "line", NULL, N_("a line at a time and no screens: for any terminal, a screen reader, a pipe") } }, RIGHT_ENTER },
	{ "add", N_("FORM"), N_("takes records from the input, one JSON object or CSV line each, "
	    "with the same checks as the screen"),
	    cmd_add, NEED_FORMS | NEED_BOOK, 1, 1, {
	    { "csv", NULL, N_("the input is CSV with a header line") },
	    { "atomic", NULL, N_("all lines or none") } }, RIGHT_ENTER },
	{ "edit", N_("ID FIELD=VALUE..."), N_("changes fields of one record"),
	    cmd_edit, NEED_FORMS | NEED_BOOK, 2, -1, {
	    { "reason", N_("TEXT"), N_("why, and the answer to warnings") }, PAPER }, RIGHT_ENTER },
	{ "remove", N_("ID"), N_("removes one record; its history stays"),
	    cmd_remove, NEED_FORMS | NEED_BOOK, 1, 1, {
	    { "reason", N_("TEXT"), N_("why; must be given") }, PAPER }, RIGHT_ENTER },
	{ "list", N_("FORM"), N_("writes the records of a form"),
	    cmd_list, NEED_FORMS | NEED_BOOK, 1, 1, {
	    FROM_TO, UNIT,
	    { "where", N_("EXPR"), N_("only records for which the expression holds") },
	    { "sort", N_("FIELD"), N_("in the order of this field") },
	    FORMAT("text|csv|json") }, RIGHT_READ },
	{ "show", N_("ID"), N_("writes one record"),
	    cmd_show, NEED_FORMS | NEED_BOOK, 1, 1, {
	    { "history", NULL, N_("every change of it, too") },
	    { "reveal", NULL, N_("what is masked, too; that you looked is written down with the reason") }, WHY }, RIGHT_READ },
	{ "find", N_("WORDS..."), N_("finds records of all forms by words, marks optional"),
	    cmd_find, NEED_FORMS | NEED_BOOK, 1, -1, { { NULL, NULL, NULL } }, RIGHT_READ },
	{ "forms list", "", N_("writes the installed forms"),
	    cmd_forms_list, NEED_FORMS | MAY_BOOK, 0, 0, { { NULL, NULL, NULL } }, RIGHT_ANY },
	{ "forms show", N_("FORM"), N_("writes the fields, rules and balances of a form"),
	    cmd_forms_show, NEED_FORMS | MAY_BOOK, 1, 1, { { NULL, NULL, NULL } }, RIGHT_ANY },
	{ "forms man", N_("[FORM]"), N_("writes the manual page of a form, or of all of them (| man -l -)"),
	    cmd_forms_man, NEED_FORMS | MAY_BOOK, 0, 1, { { NULL, NULL, NULL } }, RIGHT_ANY },
	{ "forms check", N_("[PATH...]"), N_("finds every fault of form files, or folders of them"),
	    cmd_forms_check, MAY_BOOK, 0, -1, { { NULL, NULL, NULL } }, RIGHT_ANY },
	{ "lists show", N_("LIST"), N_("writes a code list, or the units"),
	    cmd_lists_show, NEED_FORMS | MAY_BOOK, 1, 1, {
	    { "find", N_("WORDS"), N_("only what these words find, the best first") } }, RIGHT_ANY },
	{ "report", N_("[NAME]"), N_("writes a report, or the names of the reports"),
	    cmd_report, NEED_FORMS | NEED_BOOK, 0, 1, {
	    FROM_TO, UNIT,
	    { "by", N_("NAME,..."), N_("rows by these fields, or unit, day, week, month, quarter, year") },
	    { "cols", N_("N"), N_("pages for a line printer of N columns (80, 132), a form feed after each") },
	    FORMAT("text|csv|json|html|pdf") }, RIGHT_READ },
	{ "request", "", N_("(office) writes the file that asks the hub to enrol this office"),
	    cmd_request, NEED_FORMS | NEED_BOOK | NEED_OFFICE, 0, 0, {
	    { "out", N_("FILE"), N_("where to write it; out/ of the book when left out") } }, RIGHT_KEYS },
	{ "hub enroll", N_("FILE"), N_("(hub) shows the words of a request, enrols the office, writes the reply"),
	    cmd_enroll, NEED_FORMS | NEED_BOOK | NEED_HUB, 1, 1, {
	    { "out", N_("REPLY"), N_("where to write the reply; out/ of the book when left out") },
	    { "yes", NULL, N_("the words were compared already: do not ask") } }, RIGHT_KEYS },
	{ "dump", "", N_("seals the changes since the last dump into a file and writes its path"),
	    cmd_dump, NEED_FORMS | NEED_BOOK | NEED_OFFICE, 0, 0, {
	    { "full", NULL, N_("all changes since the book began") } }, RIGHT_SEND },
	{ "inspect", N_("FILE"), N_("tells what a dump is, without its values"),
	    cmd_inspect, NEED_FORMS | MAY_BOOK, 1, 1, {
	    { "json", NULL, N_("as one JSON object") } }, RIGHT_STATE },
	{ "cat", N_("FILE"), N_("writes the lines inside a dump, for who holds the key"),
	    cmd_cat, NEED_FORMS | NEED_BOOK, 1, 1, { { NULL, NULL, NULL } }, RIGHT_EXPORT },
	{ "import", N_("FILE..."), N_("takes in dumps (hub) or the reply of the hub (office)"),
	    cmd_import, NEED_FORMS | NEED_BOOK, 1, -1, { { NULL, NULL, NULL } }, RIGHT_SEND },
	{ "status", "", N_("tells what waits to be sent, what the hub has, and the free space"),
	    cmd_status, NEED_FORMS | NEED_BOOK, 0, 0, {
	    { "json", NULL, N_("as one JSON object") } }, RIGHT_STATE },
	{ "due", "", N_("tells what is missing, late and complete: per form, at the hub per unit and form"),
	    cmd_due, NEED_FORMS | NEED_BOOK, 0, 0, {
	    { "date", N_("DAY"), N_("of this day and the periods it lies in; today when left out") },
	    UNIT, FORMAT("text|csv|json") }, RIGHT_READ },
	{ "check", N_("[FORM]"), N_("checks the records of a period again, against all that the book holds now"),
	    cmd_check, NEED_FORMS | NEED_BOOK, 0, 1, {
	    FROM_TO, UNIT,
	    { "all", NULL, N_("hints too, and warnings that were given a reason at the saving") },
	    FORMAT("text|json") }, RIGHT_READ },
	{ "approve", N_("[FORM]"), N_("(office) approves the complete records of a period, and tells what is not there"),
	    cmd_approve, NEED_FORMS | NEED_BOOK | NEED_OFFICE, 0, 1, { PERIOD, UNIT }, RIGHT_APPROVE },
	{ "lock", N_("[FORM]"), N_("(office) locks the approved records of a period: from then on a change is a correction"),
	    cmd_lock, NEED_FORMS | NEED_BOOK | NEED_OFFICE, 0, 1, { PERIOD, UNIT }, RIGHT_APPROVE },
	{ "unlock", N_("[FORM]"), N_("(office) makes the locked records of a period approved ones again"),
	    cmd_unlock, NEED_FORMS | NEED_BOOK | NEED_OFFICE, 0, 1, { PERIOD, UNIT,
	    { "reason", N_("TEXT"), N_("why; must be given") } }, RIGHT_APPROVE },
	{ "corrections", N_("[FORM]"), N_("writes what was corrected after the lock: old and new values, their differences, the papers"),
	    cmd_corrections, NEED_FORMS | NEED_BOOK, 0, 1, { FROM_TO, UNIT, FORMAT("text|csv|json") }, RIGHT_READ },
	{ "audit", "", N_("writes who did what and when: the change log without its values"),
	    cmd_audit, NEED_FORMS | NEED_BOOK, 0, 0, { FROM_TO,
	    { "who", N_("NAME"), N_("only what this operator did") },
	    { "form", N_("FORM"), N_("only records of this form; _operator: what became of operators") },
	    { "kind", N_("KIND"), N_("only changes of this kind: create, set, approve, reveal, ...") },
	    FORMAT("text|csv|json") }, RIGHT_AUDIT },
	{ "person report", N_("NAME|ID..."), N_("writes all that the book holds about a person, with its history; that you looked is written down"),
	    cmd_person_report, NEED_FORMS | NEED_BOOK, 1, -1, { WHY }, RIGHT_PERSON },
	{ "person correct", N_("ID FIELD=VALUE..."), N_("changes what a person says is wrong"),
	    cmd_person_correct, NEED_FORMS | NEED_BOOK, 2, -1, { WHY, PAPER }, RIGHT_PERSON },
	{ "person erase", N_("ID..."), N_("erases the personal fields of records for good; that there were any stays in the log"),
	    cmd_person_erase, NEED_FORMS | NEED_BOOK, 1, -1, { WHY }, RIGHT_PERSON },
	{ "people list", "", N_("writes who works in this book, and in which roles"),
	    cmd_people_list, NEED_FORMS | NEED_BOOK, 0, 0, { FORMAT("text|csv|json") }, RIGHT_STATE },
	{ "people add", N_("NAME"), N_("names an operator; until the first is named everybody may do everything"),
	    cmd_people_add, NEED_FORMS | NEED_BOOK, 1, 1, { ROLE,
	    { "pin", NULL, N_("asks for a PIN, for a shared console; without one he comes in by his key alone") } }, RIGHT_PEOPLE },
	{ "people role", N_("NAME"), N_("gives an operator other roles"),
	    cmd_people_role, NEED_FORMS | NEED_BOOK, 1, 1, { ROLE, WHY }, RIGHT_PEOPLE },
	{ "people pin", N_("NAME"), N_("gives an operator a new PIN, or takes it away"),
	    cmd_people_pin, NEED_FORMS | NEED_BOOK, 1, 1, {
	    { "none", NULL, N_("no PIN any more") } }, RIGHT_PEOPLE },
	{ "people close", N_("NAME"), N_("lets an operator in no more; what he did stays"),
	    cmd_people_close, NEED_FORMS | NEED_BOOK, 1, 1, { WHY }, RIGHT_PEOPLE },
	{ "verify", "", N_("recomputes chain, records and indexes, and checks every page"),
	    cmd_verify, NEED_FORMS | NEED_BOOK, 0, 0, { { NULL, NULL, NULL } }, RIGHT_STATE },
	{ "backup", N_("DIR"), N_("copies the book into DIR/good-DAY while people work, and proves the copy"),
	    cmd_backup, NEED_FORMS | NEED_BOOK, 1, 1, { { NULL, NULL, NULL } }, RIGHT_BACKUP },
	{ "restore", N_("DIR"), N_("makes the book named by -b of the newest good copy in DIR, as a new node"),
	    cmd_restore, NEED_FORMS, 1, 1, {
	    { "keys", N_("DIR"), N_("(hub) the folder with its keys, which its offices know") } }, RIGHT_ANY },
	{ "export db_dump", N_("FORM"), N_("writes the records of a form as db5.3_load reads them"),
	    cmd_export, NEED_FORMS | NEED_BOOK, 1, 1, { { NULL, NULL, NULL } }, RIGHT_EXPORT },
	{ "sortkey", "", N_("filter: the sort key of each line, in hex"),
	    cmd_sortkey, NEED_NOTHING, 0, 0, {
	    { "mode", "dictionary|cldr|person", N_("which order; dictionary when left out") } }, RIGHT_ANY },
	{ "fold", "", N_("filter: the search form of each line"),
	    cmd_fold, NEED_NOTHING, 0, 0, { { NULL, NULL, NULL } }, RIGHT_ANY },
	{ "type", "", N_("filter: the text that each line of keys makes; <BS> is Backspace"),
	    cmd_type, NEED_NOTHING, 0, 0, {
	    { "method", "telex|vni", N_("how the letters are typed; telex when left out") },
	    { "style", "old|new", N_("old writes hòa, new hoà; old when left out") } }, RIGHT_ANY },
	{ "help", N_("[COMMAND...]"), N_("tells what there is, or about one command"),
	    cmd_help, NEED_NOTHING, 0, 2, { { NULL, NULL, NULL } }, RIGHT_ANY },
	{ "version", "", N_("writes the version of the program"),
	    cmd_version, NEED_NOTHING, 0, 0, { { NULL, NULL, NULL } }, RIGHT_ANY },
};

const int cmd_nrows = (int)(sizeof cmd_rows / sizeof *cmd_rows);
