/*
 * What questions come to once their lists are known: kinds, ranges, bands, what is required, and
 * which of it our form cannot say.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <limits.h>

#include "form/import.h"
#include "form/internal.h"

enum { EXACT_MOST = 11, NUMBER_MOST = 999999 };

/* ---- numbers -------------------------------------------------------------------- */

/* Both ends within what a number can be here; false if nothing is left between them. */
static bool
ends_settle(struct import *m, struct question_in *q)
{
	if (q->low < 0) {
		row_lost(m, q->loss, LOSS_APPROXIMATED, "numbers begin at 0 here");
		q->low = 0;
	}
	if (q->high > NUMBER_MOST)
		q->high = NUMBER_MOST;
	return q->high > q->low;
}

/* The least of 1, 2, 3, 4, 5, 10, 15, 20, 25, 30, 40, 50, 100, 150 ... that is not below n. */
static int
step_round(int n)
{
	static const int round[] = { 10, 15, 20, 25, 30, 40, 50 };

	for (int step = 1; n <= 5; step++)
		if (step >= n)
			return step;
	for (int ten = 1;; ten *= 10)
		for (size_t i = 0; i < ARRAY_LEN(round); i++)
			if (round[i] * ten >= n)
				return round[i] * ten;
}

static void
band_add(struct import *m, struct question_in *q, int low, int high, bool open)
{
	struct bands *b = &q->bands;
	const char *code = open		? arena_printf(m->arena, "%d+", low)
			   : low < high ? arena_printf(m->arena, "%d-%d", low, high)
					: arena_printf(m->arena, "%d", low);

	q->bands_words = b->count ? arena_printf(m->arena, "%s, %s", q->bands_words, code)
				  : code;
	b->items[b->count++] =
		(struct band){ .code = code, .low = low, .high = high, .open = open };
}

/*
 * What a number is stored as: a proposal that an author should better, yet one that works.
 *
 * A number that begins at 0, or at 1 without an end, counts things: few are told apart from none.
 * Of any other the bands hold exactly what may be given.  They are as wide as a fifth of the range
 * (without an end: as a quarter of where it begins), made round, and begin at multiples of that;
 * what would be less than half a band at either end belongs to its neighbour.
 */
static void
bands_settle(struct import *m, struct question_in *q)
{
	static const int counts[] = { 0, 1, 2, 6, 11 };
	bool ended = q->between && (q->high < NUMBER_MOST || q->low > NUMBER_MOST / 10);
	int low = q->between ? q->low : 0, step, next;

	if (low == 0 || (low == 1 && !ended)) {
		for (int i = low; i < 4; i++)
			band_add(m, q, counts[i], counts[i + 1] - 1, false);
		band_add(m, q, counts[4], counts[4], true);
		return;
	}
	step = step_round(ended ? (q->high - low + 5) / 5 : low / 4 + 1);
	for (next = (low / step + 1) * step; 2 * (next - low) < step;)
		next += step;
	for (; ended ? 2 * (q->high + 1 - next) >= step : q->bands.count < 4; next += step) {
		band_add(m, q, low, next - 1, false);
		low = next;
	}
	band_add(m, q, low, ended ? q->high : low, !ended);
}

static bool
number_settle(struct import *m, struct question_in *q, const struct xpath_limits *limits)
{
	bool known = q->between;

	if (q->take == TAKE_PERCENTAGE) {
		q->between = known = true;
		q->high = 100;
	}
	if (limits->has_low || limits->has_high) {
		if (limits->has_low && (!q->between || limits->low > q->low))
			q->low = limits->low;
		if (limits->has_high && (!q->between || limits->high < q->high))
			q->high = limits->high;
		else if (!q->between)
			q->high = NUMBER_MOST;
		known = known || (limits->has_low && limits->has_high);
		q->between = true;
	}
	if (q->take == TAKE_DECIMAL || q->take == TAKE_PERCENTAGE)
		row_lost(m, q->loss, LOSS_APPROXIMATED, "whole numbers only");
	if (q->between && !ends_settle(m, q)) {
		row_lost(
			m, q->loss, LOSS_APPROXIMATED,
			"no whole numbers from 0 lie between its limits: they were dropped");
		q->between = known = false;
	}
	q->x.banded = !q->between || q->high - q->low >= EXACT_MOST;
	if (q->x.banded) {
		bands_settle(m, q);
		q->x.bands = &q->bands;
		row_lost(
			m, q->loss, LOSS_APPROXIMATED,
			"an exact number can tell who somebody is: it is stored as one of "
			"the bands %s; choose your own",
			q->bands_words);
	} else if (!known) {
		row_lost(m, q->loss, LOSS_APPROXIMATED, "numbers begin at 0 here");
	}
	return true;
}

/* ---- choices -------------------------------------------------------------------- */

static bool
has_other(const struct list_in *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_same(list->choices[i].code, "other"))
			return true;
	return false;
}

/* Options that a question shows, `other` included. */
static size_t
options_of(const struct question_in *q)
{
	return q->list->count + (q->other && !has_other(q->list));
}

/*
 * A scale is a choice whose codes are whole numbers in steps of one: only of such can be said that
 * one is more than another.
 */
static bool
in_steps(const struct list_in *list)
{
	int first = 0, next, step = 0;

	for (size_t i = 0; i < list->count; i++) {
		if (!whole_number(list->choices[i].code, &next))
			return false;
		if (i == 0)
			first = next;
		else if (i == 1)
			step = next - first;
		if (next != first + (int)i * step)
			return false;
	}
	return list->count > 1 && (step == 1 || step == -1);
}

/* Statements on such a list are scales without having to look like one. */
static void
scale_settle(struct import *m, struct question_in *q)
{
	bool scale = q->kind == KIND_CHOOSE_ONE && !q->other && !q->single &&
		     in_steps(q->list);

	if (scale && (q->likert || q->matrix))
		q->kind = KIND_SCALE;
	else if (q->likert)
		m->appearance_lost = true;
}

static bool
choice_settle(struct import *m, struct question_in *q)
{
	if (q->list->count == 0) {
		row_lost(m, q->loss, LOSS_REFUSED,
			 "the choices sheet has no options for the list \"%s\"",
			 cell_brief(m, q->list->name));
		return false;
	}
	if (q->list->met > q->list->count)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "only the first %zu of its %zu options", q->list->count,
			 q->list->met);
	if (options_of(q) > 1) {
		scale_settle(m, q);
		return true;
	}
	if (q->kind == KIND_RANK) {
		row_lost(m, q->loss, LOSS_REFUSED, "one option cannot be put in order");
		return false;
	}
	q->single = true;
	q->other = false;
	q->kind = KIND_CHOOSE_ONE;
	row_lost(m, q->loss, LOSS_APPROXIMATED,
		 "a choice needs two options: No was added to the only one");
	return true;
}

/* The code that an option of that name has here, or NULL. */
static const char *
code_named(const struct question_in *q, const char *name)
{
	for (size_t i = 0; i < q->list->count; i++)
		if (str_same(q->list->choices[i].name, name))
			return q->list->choices[i].code;
	return q->other && str_same(name, "other") ? "other" : NULL;
}

static void
alone_settle(struct import *m, struct question_in *q, const struct xpath_limits *limits)
{
	for (size_t i = 0; i < limits->alone_count; i++) {
		const char *code = code_named(q, limits->alone[i]);

		if (code && q->alone_count < ARRAY_LEN(q->alone))
			q->alone[q->alone_count++] = code;
		else
			row_lost(m, q->loss, LOSS_APPROXIMATED,
				 "its constraint speaks of \"%s\", which is no option",
				 cell_brief(m, limits->alone[i]));
	}
}

static bool
how_many_settle(struct import *m, struct question_in *q,
		const struct xpath_limits *limits)
{
	size_t most = q->list ? options_of(q) : 0;

	if ((q->kind != KIND_CHOOSE_ANY && q->kind != KIND_RANK) ||
	    (q->kind == KIND_RANK && limits->alone_count) || limits->at_least > most)
		return false;
	q->at_least = limits->at_least;
	q->at_most = limits->at_most > most ? 0 : limits->at_most;
	alone_settle(m, q, limits);
	return true;
}

/* ---- texts ---------------------------------------------------------------------- */

static bool
length_settle(struct import *m, struct question_in *q, unsigned up_to)
{
	bool line = q->kind == KIND_SHORT_TEXT;
	unsigned most = line ? 200 : 4000; /* what the form language allows */

	if (!line && q->kind != KIND_LONG_TEXT)
		return false;
	q->up_to = up_to < most ? up_to : most;
	if (up_to > most)
		row_lost(m, q->loss, LOSS_APPROXIMATED, "at most %u characters%s", most,
			 line ? "; a long text may have more" : "");
	return true;
}

/* ---- what must be answered ------------------------------------------------------ */

static bool
may_be_required(const struct question_in *q)
{
	return q->kind == KIND_CHOOSE_ONE || q->kind == KIND_SCALE ||
	       q->kind == KIND_CHOOSE_ANY || q->kind == KIND_NUMBER;
}

static void
required_settle(struct import *m, struct question_in *q, const struct sheet_row *row)
{
	const char *cell = row_cell(m->survey, row, ROLE_REQUIRED);
	int truth = cell_truth(cell);

	if (truth == 0)
		return;
	if (truth < 0) {
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "it was required only if %s: everybody may skip it",
			 cell_brief(m, cell));
		return;
	}
	q->required = may_be_required(q);
	if (q->required)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "it must be answered, but people may prefer not to say");
	else
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "it was required: everybody may skip it");
}

static void
constraint_settle(struct import *m, struct question_in *q, const struct sheet_row *row)
{
	const char *cell = row_cell(m->survey, row, ROLE_CONSTRAINT);
	struct xpath_limits limits = { 0 };
	bool kept = *cell && xpath_constraint(cell, &limits, m->arena);

	if (q->kind == KIND_NUMBER) {
		kept = kept && (limits.has_low || limits.has_high);
		if (!kept)
			limits = (struct xpath_limits){ 0 };
		number_settle(m, q, &limits);
	} else if (limits.up_to) {
		kept = length_settle(m, q, limits.up_to);
	} else {
		kept = kept && !limits.has_low && !limits.has_high &&
		       how_many_settle(m, q, &limits);
	}
	if (*cell && !kept)
		row_lost(m, q->loss, LOSS_APPROXIMATED, "its constraint was dropped: %s",
			 cell_brief(m, cell));
	/* the words of an error: of the limit if there is one, else of what must be answered */
	if (!may_be_required(q))
		return;
	if (kept && row_text(m, m->survey, row, ROLE_CONSTRAINT_MESSAGE, &q->message))
		return;
	if (!text_any(&q->message) && q->required)
		row_text(m, m->survey, row, ROLE_REQUIRED_MESSAGE, &q->message);
}

static const char *
take_words(enum take take)
{
	if (take == TAKE_ACKNOWLEDGE)
		return "it became a choice of Yes and No";
	if (take == TAKE_DATE)
		return "a date can identify somebody: it became a month, stored as a quarter; "
		       "the last 24 months can be given";
	return NULL;
}

static bool
question_settle(struct import *m, struct question_in *q)
{
	const struct sheet_row *row = question_row(m, q);
	bool typed = q->take == TAKE_TEXT || q->take == TAKE_INTEGER ||
		     q->take == TAKE_DECIMAL || q->take == TAKE_DATE;
	const char *asked = typed ? asks_for(m, q->name, &q->label) : NULL;

	if (q->list && !choice_settle(m, q))
		return false;
	if (take_words(q->take))
		row_lost(m, q->loss, LOSS_APPROXIMATED, "%s", take_words(q->take));
	if (asked)
		row_lost(
			m, q->loss, LOSS_APPROXIMATED,
			"this asks for %s, which tells who somebody is: drop the question",
			asked);
	if (q->list && q->list->has_no_answer && q->kind == KIND_RANK)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "nobody needs to say why they skip it");
	required_settle(m, q, row);
	constraint_settle(m, q, row);
	q->x.id = q->id;
	q->x.kind = q->kind;
	return true;
}

void
import_questions(struct import *m)
{
	size_t kept = 0;

	for (size_t i = 0; i < m->question_count; i++)
		if (question_settle(m, m->questions[i]))
			m->questions[kept++] = m->questions[i];
	m->question_count = kept;
}
