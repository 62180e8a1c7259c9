/* SPDX-License-Identifier: MIT */
/*
 * reportprint: see reportprint.h.  Invariant: a file appears whole or not at all, and one of
 * the same report, unit and days takes the place of the one before.
 */
#include "tui/reportprint.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/date.h"
#include "core/file.h"
#include "tui/paper.h"

enum { LINE_COLS = 80, WIDE_COLS = 132 };

static const struct code way_code[] = {
	{ .code = "p", .label = { "PDF khổ A4, để ký", "PDF, A4, to be signed" }, .from = INT32_MIN, .to = INT32_MIN },
	{ .code = "h", .label = { "HTML, mở và in bằng trình duyệt", "HTML, for a browser" },
	    .from = INT32_MIN, .to = INT32_MIN },
	{ .code = "t", .label = { "văn bản 80 cột, cho máy in kim", "text, 80 columns, for a line printer" },
	    .from = INT32_MIN, .to = INT32_MIN },
	{ .code = "r", .label = { "văn bản rộng, 132 cột", "text, 132 columns" }, .from = INT32_MIN, .to = INT32_MIN },
};

const struct codes print_ways = { .id = "print", .ncodes = 4, .code = (struct code *)way_code };

/* "vaccination_by_day_03389_2021-11-01_2021-11-30": no unit or day where none was asked for. */
static const char *
name_of(struct arena *a, const struct schema *s, const struct report_ask *ask)
{
	const struct unit *u = ask->unit ? unit_parse(s, ask->unit) : NULL;
	const char *name = ask->report->id;
	const int32_t day[] = { ask->from, ask->to };
	char iso[11];
	int i;

	if (ask->nby)
		name = arena_printf(a, "%s_%s", name, ask->by[0]);
	if (u)
		name = arena_printf(a, "%s_%s", name, u->code);
	for (i = 0; i < 2; i++) {
		if (day[i] == DATE_NONE)
			continue;
		date_iso(day[i], iso);
		name = arena_printf(a, "%s_%s", name, iso);
	}
	return name;
}

/* html as PDF in its own place. */
static int
to_pdf(struct buf *html, struct err *e)
{
	FILE *f = tmpfile();
	char part[8192];
	size_t n;
	int status;

	if (!f)
		return err_set(e, E_SPACE, _("the report cannot be put aside in /tmp"));
	status = paper_pdf(html, fileno(f), e);
	html->n = 0;
	rewind(f);
	while (status == 0 && (n = fread(part, 1, sizeof part, f)) > 0)
		buf_put(html, part, n);
	(void)fclose(f);
	return status;
}

static int
make(const struct paper *p, struct arena *a, const char *way, struct buf *b, struct err *e)
{
	if (*way == 't' || *way == 'r') {
		paper_text(p, a, *way == 't' ? LINE_COLS : WIDE_COLS, b);
		return 0;
	}
	paper_html(p, a, b);
	return *way == 'p' ? to_pdf(b, e) : 0;
}

const char *
report_print(struct book *b, struct arena *a, const struct report_ask *ask, const char *way,
    struct err *e)
{
	const struct schema *s = book_schema(b);
	const char *folder = arena_printf(a, "%s/paper", book_info(b)->dir), *path;
	struct paper p;
	struct buf out = { 0 };
	struct file_bytes bytes = { .mode = 0660, .how = FILE_REPLACE };
	int status = paper_make(b, a, ask, &p, e);

	path = arena_printf(a, "%s/%s.%s", folder, name_of(a, s, ask),
	    *way == 'p' ? "pdf" : *way == 'h' ? "html" : "txt");
	if (status == 0)
		status = make(&p, a, way, &out, e);
	if (status == 0)
		status = file_folder(folder, 02770, e);
	bytes.p = out.p;
	bytes.n = out.n;
	if (status == 0)
		status = file_write(path, &bytes, e);
	buf_free(&out);
	return status == 0 ? path : NULL;
}
