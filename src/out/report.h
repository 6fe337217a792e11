/*
 * The report's parts: its page, its tables, its charts.  All are written from published
 * cells.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_REPORT_H
#define CANVASS_OUT_REPORT_H

#include "out/internal.h"

struct report {
	const struct summary *s;
	struct html *h;
	struct arena *a;
};

void report_style(struct html *h);

/* ---- the first pages, and what the team says (out/report_front.c) -------------------- */

/* Whether the summary has such a part; the list of contents asks too. */
bool has_headlines(const struct summary *s);
bool has_opportunities(const struct summary *s);
bool has_pairs(const struct summary *s);
bool has_plan(const struct summary *s);
void report_headlines(struct report *r);
void report_glance(struct report *r);
/* What could be better, and the page for the quarterly board. */
void report_board(struct report *r);

/* ---- themes (out/report_theme.c) ------------------------------------------------------- */

/* Whether any theme's strength is told, or why it is not: somebody has coded. */
bool has_strengths(const struct summary *s);
bool has_found(const struct summary *s);
bool has_others(const struct summary *s);
void report_strengths(struct report *r);
void report_themes(struct report *r);
/* What the coders added: named, never counted. */
void report_found(struct report *r);

/* ---- waves (out/report_change.c, report_lines.c) ----------------------------------------- */

/* The last of the earlier waves, or NULL. */
const struct summary *wave_before(const struct summary *s);
void report_changes(struct report *r);
/* From three waves on: a line for each theme and each point of the scorecard. */
bool has_lines(const struct summary *s);
void report_lines(struct report *r);

/* ---- the end (out/report_end.c) ---------------------------------------------------------- */

void report_hidden(struct report *r);
void report_method(struct report *r);

/* ---- questions (out/report_question.c) ---- */

/* All questions of one theme (or of none: -1), in the form's order. */
void report_questions(struct report *r, int theme);
/* A statement's heading has the words that stood above it, so that it reads alone. */
void put_heading(struct report *r, const struct table *t);
/*
 * What a question in a repeat is asked about: "Incident: ", from the title of the repeat's first
 * page; "" outside a repeat, or where there is no form.
 */
const char *loop_words(const struct report *r, const struct table *t);
/* The question's words with all that stood above it. */
const char *full_title(const struct report *r, const struct table *t);
void put_csv_link(struct html *h, const struct table *t);
bool is_broken_down(const struct table *t);
/* Whether it is the first table that breaks down by its variable. */
bool opens_group(const struct summary *s, size_t at);

/* ---- tables (out/report_table.c) ------------------------------------------------- */

/* The table of one question: answers, numbers, per cent, range. */
void report_table(struct report *r, const struct table *t);
/* A break-down: answers by groups. */
void report_cross(struct report *r, const struct table *t);
/* Several statements on one list of answers: a row each. */
void report_block_table(struct report *r, const struct table *const *tables,
			size_t count);
void report_scorecard(struct report *r);
/* "60 %", "10 % or less", "[c]": what stands for a cell's share; with its marker. */
void put_share(struct html *h, const struct cell *cell);
void put_share_of(struct html *h, int pct, enum marker marker);
void put_share_words(struct html *h, int pct);
void put_marker(struct html *h, enum marker marker);
/*
 * A wide table scrolls by itself, and the keyboard can reach it.  A group, not a region: a
 * landmark for each of a hundred tables would bury the page's own.
 */
void table_open(struct html *h, const char *label, const char *caption);
/* A head cell above numbers. */
void table_head(struct html *h, const char *words);
void table_close(struct html *h);
/* "40 to 50 %", outwards, so that it stays a 95 per cent range. */
void put_interval(struct html *h, struct interval range);
/* Which of these markers stand below, in words. */
void put_markers_legend(struct html *h, bool hidden, bool few, bool absent);

/* ---- charts: inline SVG, each with a title and a description, whole by itself ------------ */

/* out/chart_bars.c */
void chart_bars(struct report *r, const struct table *t);
void chart_strengths(struct report *r);
/* One stacked bar for each table; their rows have the same keys. */
void chart_stacked(struct report *r, const char *id, const struct table *const *tables,
		   size_t count);
enum { STACKED_MOST = 5 }; /* answers in a stacked bar: as many as there are colours */
struct change_line { /* one share, then and now */
	const char *label;
	int n, base, pct; /* now; -1: null */
	enum marker marker;
	const struct change *change;
};
/* out/chart_change.c; then, now: what the two waves are called */
void chart_changes(struct report *r, const char *id, const char *title,
		   const struct change_line *lines, size_t count, const char *then,
		   const char *now);
/* out/chart_line.c */
void chart_line(struct report *r, const char *id, const char *title,
		const struct series_point *points, size_t count);

/* ---- words (out/words.c) --------------------------------------------------------- */

/* What stands out, in a sentence; "" if nothing can be said. */
const char *finding_words(const struct table *t, struct arena *a);
/* Which theme was raised most; which answer moved most. */
const char *strengths_words(const struct summary *s, struct arena *a);
const char *changes_words(const struct change_line *lines, size_t count, struct arena *a);
/* "up 12 points", "no clear change"; "" if it cannot be said. */
const char *change_short(const struct change *c, struct arena *a);
/* "+3 to +21 points", in whole points, outwards; "" if there is none. */
const char *change_range(const struct change *c, struct arena *a);
/* "60 %", "10 % or less". */
const char *share_words(int pct, struct arena *a);

#endif
