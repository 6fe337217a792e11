/*
 * What the files of this floor share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SUMMARY_INTERNAL_H
#define CANVASS_SUMMARY_INTERNAL_H

#include "summary/rules.h"
#include "summary/summary.h"

/* ---- groups that a form breaks down by (summary/cross.c) ------------------------- */

/* The questions on which a group hangs: one, or those that a named condition tests. */
void break_questions(const struct form *form, const struct break_by *by,
		     bool seen[FORM_QUESTIONS]);
/* The column in which somebody stands, or -1: no stated group. */
int break_column(const struct form *form, const struct break_by *by, const bool *tested,
		 const struct answers *answers);
/* Which row of its table an answer is, or -1: left out.  Not for choose any. */
int value_row(const struct form *form, const struct question *q, const struct value *v);

/* ---- months (summary/months.c) --------------------------------------------------- */

/* How many quarters, half years or years a table of the question has, from the first; 0: none. */
size_t months_rows(const struct form *form, const struct question *q, int *out_first);
struct key_label months_key(const struct question *q, int part, struct arena *a);
int months_row(const struct form *form, const struct question *q, const struct value *v);

/* ---- named conditions that are a list of answers (summary/plan_implied.c) ---------- */

/* Whether each question of it has a table to be counted from; bits: options, by question. */
bool condition_counted(const struct plan *plan, unsigned condition,
		       uint32_t bits[FORM_QUESTIONS]);
/* by: its variable, whose first key is "yes".  of_question: variables.  False: not counted. */
bool implied_make(const struct plan *plan, unsigned condition, int by,
		  const int *of_question, struct implied *out, struct arena *a);

/* ---- in and out of the rules (summary/plan_figures.c, publish.c) ------------------ */

/* By table of the plan: where it stands in plan_figures. */
uint16_t *plan_places(const struct plan *plan, struct arena *a) MUST_USE;

/* Exact counts now and of the earlier releases; policy is that of now. */
struct figures *publish_figures(const struct tally *now, const struct summary_about *about,
				const struct policy *policy, struct arena *a) MUST_USE;
/* One table of a question of the plan each, with titles and labels. */
struct table *publish_tables(const struct plan *plan, const struct disclosed *d,
			     unsigned lang, struct arena *a) MUST_USE;

/* ---- themes of comments (summary/themes.c) ----------------------------------------- */

/* Whether its strength may be told as far as coding goes: all coded, and coders agree. */
bool theme_told(const struct coding_told *coding, int theme);
/* Needs disclosed and tables; fills themes. */
void themes_make(struct summary *s, const struct plan *plan, const struct coding_told *coding,
		 unsigned lang, struct arena *a);
/* Those quotes that may leave beside these strengths. */
void themes_quote(struct summary *s, const struct theme_quotes *quotes,
		  const struct coding_told *coding);

/* ---- for the reader (summary/notes.c, scorecard.c) ------------------------------- */

/* quotes: by theme, or NULL. */
void notes_write(struct summary *s, const struct theme_quotes *quotes, struct arena *a);
void scorecard_make(struct summary *s, const struct form *form, struct arena *a);

#endif
