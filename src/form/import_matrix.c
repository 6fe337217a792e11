/*
 * Tables of questions.  XLSForms ask several things on one list of options in one of two ways: a
 * group with the appearance `table-list`, or a row with the appearance `label`, which only shows
 * the options, and below it rows with `list-nolabel`, which only show the buttons.  Both are our
 * statements, as far as a block of them can say what the rows say.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/import.h"

const struct sheet_row *
question_row(const struct import *m, const struct question_in *q)
{
	return &m->survey->sheet->rows[q->loss - m->survey->loss];
}

/* A sentence stands whole in its line: what is too long needs a help of its own. */
static bool
label_short(const struct question_in *q)
{
	for (size_t lang = 0; lang < FORM_LANGUAGES; lang++) {
		const char *s = q->label.in[lang];

		if (s && utf8_count(s, strlen(s)) > IMPORT_ASK)
			return false;
	}
	return text_any(&q->label);
}

/*
 * What a block has for all of its statements no statement has for itself: a condition, something
 * that must be answered, a way not to say.  Hint and help it has once, above.
 */
static bool
may_stand(const struct import *m, const struct question_in *q, bool first)
{
	const struct sheet_row *row = question_row(m, q);

	return q->take == TAKE_CHOOSE_ONE && !q->other && q->list->count > 1 &&
	       !q->list->has_no_answer && !q->condition.relevant && label_short(q) &&
	       cell_truth(row_cell(m->survey, row, ROLE_REQUIRED)) == 0 &&
	       !*row_cell(m->survey, row, ROLE_CONSTRAINT) &&
	       (first || (!text_any(&q->hint) && !text_any(&q->guidance)));
}

/* How many questions from here on are lines of one table. */
static size_t
lines_count(const struct import *m, size_t first)
{
	const struct question_in *q = m->questions[first];
	bool table = q->scope && q->scope->table;
	size_t n = 0;

	for (size_t i = first; i < m->question_count; i++, n++) {
		const struct question_in *next = m->questions[i];

		if (next->scope != q->scope || next->list != q->list ||
		    (table ? next->part == TABLE_HEADER : next->part != TABLE_ROW) ||
		    !may_stand(m, next, n == 0))
			break;
	}
	return n;
}

static void
matrix_make(struct import *m, size_t first, size_t n, const struct text *label)
{
	struct matrix_in *matrix = arena_one(m->arena, struct matrix_in);
	const struct question_in *q = m->questions[first];

	matrix->label = *label;
	for (size_t i = first; i < first + n; i++)
		m->questions[i]->matrix = matrix;
	if (text_any(&q->hint) || text_any(&q->guidance))
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "its hint stands above all lines of the table");
}

/* A group that is all one table is no page's part that was lost on the way. */
static bool
all_one(const struct import *m, const struct scope *scope)
{
	const struct matrix_in *matrix = NULL;

	for (size_t i = 0; i < m->question_count; i++) {
		const struct question_in *q = m->questions[i];
		const struct scope *s = q->scope;

		while (s && s != scope)
			s = s->parent;
		if (!s)
			continue;
		if (!q->matrix || (matrix && q->matrix != matrix))
			return false;
		matrix = q->matrix;
	}
	return matrix != NULL;
}

/*
 * The table that begins at a question, if one does, and how many questions that are.  A header
 * asks nothing, so it goes, and the words above its lines with it.
 */
static size_t
matrix_take(struct import *m, size_t at)
{
	struct question_in *q = m->questions[at];
	const struct scope *scope = q->scope;
	bool header = q->part == TABLE_HEADER && !(scope && scope->table);
	size_t n = at + header < m->question_count ? lines_count(m, at + header) : 0;
	const struct text *label = scope ? &scope->label : NULL;

	if (header && (n == 0 || m->questions[at + 1]->list != q->list ||
		       m->questions[at + 1]->scope != scope))
		return 0;
	if (header && text_any(&q->label))
		label = &q->label;
	if (n < 2 || !label || !text_any(label))
		return 0;
	q->asks_nothing = header;
	if (header && q->condition.relevant)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "its condition was dropped: it stands above lines that have none");
	matrix_make(m, at + header, n, label);
	return header + n;
}

void
import_matrices(struct import *m)
{
	size_t kept = 0;

	for (size_t i = 0; i < m->question_count;) {
		size_t n = m->questions[i]->list ? matrix_take(m, i) : 0;

		i += n ? n : 1;
	}
	for (size_t i = 0; i < m->scope_count; i++) {
		const struct scope *s = m->scopes[i];

		if (s->table && !all_one(m, s)) {
			m->appearance_lost = true;
			if (s->parent && !s->parent->repeat)
				row_lost(m, s->loss, LOSS_APPROXIMATED, IMPORT_INNER);
		}
	}
	for (size_t i = 0; i < m->question_count; i++) {
		struct question_in *q = m->questions[i];

		if (q->part != TABLE_NONE && !q->matrix && !q->asks_nothing)
			m->appearance_lost = true;
		if (!q->asks_nothing)
			m->questions[kept++] = q;
	}
	m->question_count = kept;
}
