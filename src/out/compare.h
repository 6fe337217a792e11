/*
 * A comparison of published summaries in the forms that people and programs read.  All of them show
 * the same numbers.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_OUT_COMPARE_H
#define CANVASS_OUT_COMPARE_H

#include "out/out.h"
#include "summary/compare.h"

/* Tables for a terminal.  Nothing in a file can move its cursor. */
void compare_text(const struct comparison *c, struct buf *out, struct arena *a);
/* "compare 1". */
void compare_json(const struct comparison *c, struct buf *out);
/* One accessible page that stands by itself, in the report's style.  ERR_INPUT: too large. */
bool compare_page(const struct comparison *c, struct buf *out, struct arena *a,
		  struct err *err) MUST_USE;
/*
 * Its parts, for a page that has a frame of its own: coverage, scorecard and themes; one of the
 * tables, under a heading with id q1, q2, ...; how to read it all.
 */
void compare_front(const struct comparison *c, struct html *h, struct arena *a);
void compare_question(const struct comparison *c, size_t table, struct html *h,
		      struct arena *a);
void compare_notes(const struct comparison *c, struct html *h);

/* ---- words that text and page share (compare_words.c) -------------------------------- */

/* "Waves of A small survey"; "2 forces: A small survey" */
const char *compare_title(const struct comparison *c, struct arena *a);
/* "60 %", "10 % or less [u]", "[c]" */
const char *compare_share(const struct compare_side *side, struct arena *a);
/* "150", "[c]" */
const char *compare_base(const struct compare_side *side, struct arena *a);
/* "up: +12 (+3 to +21)", "reworded"; "" if there is nothing to say. */
const char *compare_said(const struct comparison *c, const struct compare_side *side,
			 struct arena *a);
/* "45 of 160 in 2 forces, 30 %"; "" if there is no pool. */
const char *compare_pooled(const struct compare_row *row, struct arena *a);
/* "195 of 200 invited, 2 batches, released on 1 January 2026" */
const char *compare_coverage(const struct comparison *c, size_t file, struct arena *a);
/* The marks that stand in a comparison, in a sentence. */
const char *compare_legend(const struct comparison *c, struct arena *a);
/* What a column of changes is headed with: "since w1", "from the first". */
const char *compare_since(const struct comparison *c, size_t file, struct arena *a);

#endif
