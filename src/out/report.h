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

/* ---- questions (out/report_question.c) ---- */

/* All questions of one theme (or of none: -1), in the form's order. */
void report_questions(struct report *r, int theme);
/* A statement's heading has the words that stood above it, so that it reads alone. */
void put_heading(struct report *r, const struct table *t);
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
void put_share_words(struct html *h, int pct);

/* ---- charts (out/chart.c): inline SVG, each with a title and a description ------- */

void chart_bars(struct report *r, const struct table *t);
/* One stacked bar for each table; their rows have the same keys. */
void chart_stacked(struct report *r, const char *id, const struct table *const *tables,
		   size_t count);
enum { STACKED_MOST = 5 }; /* answers in a stacked bar: as many as there are colours */
/* The hatching that charts point at; once a page. */
void chart_defs(struct html *h);

/* ---- words (out/words.c) --------------------------------------------------------- */

/* What stands out, in a sentence; "" if nothing can be said. */
const char *finding_words(const struct table *t, struct arena *a);

#endif
