/* SPDX-License-Identifier: MIT */
/*
 * paperhtml: a report as one HTML file, and that as PDF.  Invariant: nothing in the file
 * points outside it, and every text that comes from data or a form file goes through esc().
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/lang.h"
#include "core/text.h"
#include "tui/figures.h"
#include "tui/paper.h"

enum { CHART_ROWS = 40, ROW_PX = 22, LABEL_PX = 330, BAR_PX = 470, CHART_PX = 900, WIDE = 7,
	LABEL_COLS = 46, NO_PROGRAM = 127, LIMIT_MS = 120000 };

static const char style[] =
    "body{font:10pt \"DejaVu Sans\",\"Noto Sans\",\"Liberation Sans\",sans-serif;margin:1em}"
    "h1{font-size:14pt;margin:.6em 0 .2em;text-align:center}p{margin:.3em 0}"
    "h2{font-size:12pt;margin:1em 0 .2em;break-after:avoid}h3{font-size:10pt;margin:.9em 0 .2em;break-after:avoid}"
    ".silent{font-style:italic}.hand{height:4em}"
    ".period{text-align:center}table.t{border-collapse:collapse;width:100%;margin:.8em 0}"
    ".t th,.t td{border:.5pt solid #444;padding:.2em .4em;vertical-align:top}.t th{text-align:center}"
    ".n{text-align:right;white-space:nowrap}.t thead{display:table-header-group}"
    ".t tr{break-inside:avoid}.total td{font-weight:bold}svg{width:100%;max-width:900px}div{break-inside:avoid}"
    ".sign{width:100%;margin-top:1.5em;break-inside:avoid}.sign td{text-align:center;height:7em;"
    "vertical-align:top}@media print{body{margin:0;font-size:9pt}}";

/* s as the text of an element or of an attribute in quotes. */
static void
esc(struct buf *b, struct arena *a, const char *s)
{
	for (s = text_show(a, s); *s; s++) {
		switch (*s) {
		case '&': buf_put(b, "&amp;", 5); break;
		case '<': buf_put(b, "&lt;", 4); break;
		case '>': buf_put(b, "&gt;", 4); break;
		case '"': buf_put(b, "&quot;", 6); break;
		default: buf_put(b, s, 1);
		}
	}
}

static void
element(struct buf *b, struct arena *a, const char *open, const char *text)
{
	buf_printf(b, "<%s>", open);
	esc(b, a, text);
	buf_printf(b, "</%.*s>", (int)strcspn(open, " "), open);
}

static void
row(const struct paper_part *p, struct arena *a, const struct report_row *r, struct buf *b)
{
	int i;

	buf_printf(b, r->label ? "<tr>" : "<tr class=\"total\">");
	for (i = 0; r->label && i < p->t->ndims; i++)
		element(b, a, "td", r->label[i]);
	if (!r->label)
		element(b, a, arena_printf(a, "td colspan=\"%d\"", p->t->ndims), _("Total"));
	for (i = 0; i < p->t->nmeasures; i++)
		element(b, a, "td class=\"n\"", figure_sum(a, p->t, r, i));
	buf_printf(b, "</tr>\n");
}

static void
table(const struct paper_part *p, struct arena *a, struct buf *b)
{
	int i;

	buf_printf(b, "<table class=\"t\"><thead><tr>");
	for (i = 0; i < p->t->ndims; i++)
		element(b, a, "th", p->t->dim_label[i]);
	for (i = 0; i < p->t->nmeasures; i++)
		element(b, a, "th", p->t->measure_label[i]);
	buf_printf(b, "</tr></thead><tbody>\n");
	for (i = 0; i < p->t->nrows; i++)
		row(p, a, &p->t->row[i], b);
	if (p->t->nmeasures)
		row(p, a, &p->t->total, b);
	buf_printf(b, "</tbody></table>\n");
}

/* Bars of measure m. */
static void
chart(const struct paper_part *p, int m, struct arena *a, struct buf *b)
{
	int i, n = p->t->nrows < CHART_ROWS ? p->t->nrows : CHART_ROWS, y;
	const int64_t most = figure_most(p->t, m);
	const struct report_row *r;
	const char *name;
	int64_t w;

	buf_printf(b, "<div>");
	element(b, a, "p", arena_printf(a, "%s:", p->t->measure_label[m]));
	buf_printf(b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-size=\"12\">\n",
	    CHART_PX, n * ROW_PX + 4);
	for (i = 0; i < n; i++) {
		r = &p->t->row[i];
		y = i * ROW_PX;
		w = r->sum[m] > 0 ? (int64_t)((double)r->sum[m] / (double)most * BAR_PX + 0.5) : 0;
		name = figure_name(a, p->t, r);
		if (text_cols(name) > LABEL_COLS)
			name = arena_printf(a, "%.*s…", (int)text_cut(name, LABEL_COLS - 1), name);
		element(b, a, arena_printf(a, "text x=\"%d\" y=\"%d\" text-anchor=\"end\"", LABEL_PX, y + 15), name);
		buf_printf(b, "<rect x=\"%d\" y=\"%d\" width=\"%lld\" height=\"%d\" fill=\"#555\"/>", LABEL_PX + 8,
		    y + 4, (long long)w, ROW_PX - 7);
		element(b, a, arena_printf(a, "text x=\"%lld\" y=\"%d\"", (long long)w + LABEL_PX + 13, y + 15),
		    figure_sum(a, p->t, r, m));
		buf_u8(b, '\n');
	}
	buf_printf(b, "</svg></div>\n");
}

/* The charts its file names; of a table by itself that names none, one. */
static void
charts(const struct paper_part *p, struct arena *a, struct buf *b)
{
	int i, main = figure_main(p->r);

	if (p->t->nrows == 0 || p->r->records)
		return;
	for (i = 0; i < p->r->nchart; i++)
		chart(p, p->r->chart[i], a, b);
	if (p->r->nchart == 0 && !p->title && main >= 0)
		chart(p, main, a, b);
}

static void
part(const struct paper_part *p, struct arena *a, struct buf *b)
{
	if (p->heading)
		element(b, a, "h2", p->heading);
	if (p->title)
		element(b, a, "h3", p->title);
	if (p->silent)
		element(b, a, "p class=\"silent\"", p->silent);
	if (p->title && p->t->nrows == 0)
		element(b, a, "p", _("Nothing was recorded in these days."));
	else
		table(p, a, b);
}

/* Lines of one text, each a paragraph. */
static void
lines(struct buf *b, struct arena *a, const char *text)
{
	for (; *text; text += strcspn(text, "\n"), text += *text == '\n')
		element(b, a, "p", arena_dup(a, text, strcspn(text, "\n")));
}

static void
boxes(const struct paper *p, struct arena *a, struct buf *b)
{
	int i;

	if (p->note)
		element(b, a, "p class=\"silent\"", p->note);
	for (i = 0; i < p->nboxes; i++) {
		element(b, a, "h3", p->box[i].label);
		lines(b, a, p->box[i].text);
		if (!*p->box[i].text) /* to be written by hand */
			buf_printf(b, "<p class=\"hand\"></p>\n");
	}
}

static void
signatures(const struct paper *p, struct arena *a, struct buf *b)
{
	const struct report *r = p->r;
	enum lang lang = figure_sign(r);
	int i;

	if (r->note[LANG_VI])
		element(b, a, "p", lang_pick(r->note));
	if (!r->nsign[lang])
		return;
	buf_printf(b, "<table class=\"sign\"><tr>");
	for (i = 0; i < r->nsign[lang]; i++) {
		buf_printf(b, "<td>");
		element(b, a, "b", r->sign[lang][i]);
		buf_printf(b, "<br>");
		element(b, a, "i", _("(signature, full name)"));
		buf_printf(b, "</td>");
	}
	buf_printf(b, "</tr></table>\n");
}

void
paper_html(const struct paper *p, struct arena *a, struct buf *b)
{
	bool wide = false;
	int i;

	for (i = 0; i < p->nparts; i++)
		wide = wide || p->part[i].t->ndims + p->part[i].t->nmeasures > WIDE;
	buf_printf(b, "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">\n", _("en"));
	element(b, a, "title", lang_pick(p->r->title));
	buf_printf(b, "<style>@page{size:A4 %s;margin:14mm 12mm;@bottom-right{content:counter(page) \"/\" "
	    "counter(pages);font-size:8pt}}%s</style></head><body>\n", wide ? "landscape" : "portrait", style);
	element(b, a, "p", p->who);
	element(b, a, "h1", lang_pick(p->r->title));
	element(b, a, "p class=\"period\"", p->period);
	boxes(p, a, b);
	for (i = 0; i < p->nparts; i++) {
		part(&p->part[i], a, b);
		if (p->part[i].title)
			charts(&p->part[i], a, b);
	}
	signatures(p, a, b);
	if (p->nparts && !p->part[0].title)
		charts(&p->part[0], a, b);
	buf_printf(b, "</body></html>\n");
}

/* Waits for a child, at most LIMIT_MS, then ends it; its exit status, NO_PROGRAM when it was killed. */
static int
await(pid_t pid)
{
	int fd = pidfd_open(pid, 0), status, left;
	struct pollfd p = { fd, POLLIN, 0 };

	do
		left = fd < 0 ? 1 : poll(&p, 1, LIMIT_MS);
	while (left < 0 && errno == EINTR);
	if (fd >= 0)
		close(fd);
	if (left == 0)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : NO_PROGRAM;
}

/*
 * Runs weasyprint with in as its input and out as its output; its exit status, -1 with errno.  By a
 * fixed path and with an environment of its own (store-sync.md 6).  What it says is for the command
 * line: on the screen it would stand across a view.
 */
static int
run(int in, int out)
{
	static char quiet[] = "-q", dash[] = "-", name[] = "weasyprint";
	static char path[] = "PATH=/usr/local/bin:/usr/bin:/bin", lang[] = "LANG=C.UTF-8", home[] = "HOME=/";
	static const char *const place[] = { "/usr/bin/weasyprint", "/usr/local/bin/weasyprint" };
	char *argv[] = { name, quiet, dash, dash, NULL }, *env[] = { path, lang, home, NULL };
	posix_spawn_file_actions_t act;
	size_t i = access(place[0], X_OK) != 0;
	pid_t pid;
	int rc;

	if ((rc = posix_spawn_file_actions_init(&act)) != 0)
		return errno = rc, -1;
	rc = posix_spawn_file_actions_adddup2(&act, in, STDIN_FILENO);
	if (rc == 0 && out != STDOUT_FILENO)
		rc = posix_spawn_file_actions_adddup2(&act, out, STDOUT_FILENO);
	if (rc == 0 && out != STDOUT_FILENO)
		rc = posix_spawn_file_actions_addopen(&act, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (rc == 0)
		rc = posix_spawn(&pid, place[i], &act, NULL, argv, env);
	(void)posix_spawn_file_actions_destroy(&act);
	return rc == 0 ? await(pid) : (errno = rc, -1);
}

int
paper_pdf(const struct buf *html, int out, struct err *e)
{
	FILE *f;
	int status;

	if (isatty(out))
		return err_set(e, E_USAGE, _("PDF is for a file: add > report.pdf"));
	f = tmpfile();
	if (!f || fwrite(html->p, 1, html->n, f) != html->n || fflush(f) != 0) {
		if (f)
			(void)fclose(f);
		return err_set(e, E_SPACE, _("the report cannot be put aside in /tmp: %s"), strerror(errno));
	}
	(void)fflush(stdout);
	status = lseek(fileno(f), 0, SEEK_SET) == 0 ? run(fileno(f), out) : -1;
	(void)fclose(f);
	if (status == -1 && errno == ENOENT)
		return err_set(e, E_USAGE, _("PDF needs the program weasyprint (apt-get install weasyprint); "
		    "--format html gives a file that a browser prints as well"));
	if (status != 0)
		return err_set(e, E_USAGE, _("weasyprint could not make the PDF (it ended with %d); "
		    "--format html gives a file that a browser prints as well"), status);
	return 0;
}
