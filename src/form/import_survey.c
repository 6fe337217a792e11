/*
 * The survey sheet, row by row: questions, groups, repeats, and what is refused.
 *
 * Tracking is refused aloud, and there is no switch to let it in.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <ctype.h>
#include <strings.h>

#include "form/import.h"

enum { SCOPES_DEEP = 60 };

/* What is being read. */
struct survey {
	struct import *m;
	const struct import_sheet *s;
	struct scope *top; /* open now */
	unsigned deep;	   /* how many are */
	unsigned refused;  /* scopes open inside one that is refused, itself included */
	unsigned refused_row; /* where that began */
	size_t repeats;
};

/* ---- tracking ------------------------------------------------------------------- */

static struct tracked **
tracked_slot(struct import *m, const char *name, size_t len)
{
	uint32_t hash = 2166136261;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)name[i]) * 16777619;
	return &m->tracked[hash % ARRAY_LEN(m->tracked)];
}

static void
track(struct import *m, const char *name, unsigned row)
{
	struct tracked *t = arena_one(m->arena, struct tracked);

	struct tracked **slot = tracked_slot(m, name, strlen(name));

	*t = (struct tracked){ .name = name, .row = row, .next = *slot };
	*slot = t;
}

/* The tracking that an expression reads, by the name of a row, or NULL. */
static const struct tracked *
tracking_read(struct import *m, const char *expression)
{
	for (const char *at = strstr(expression, "${"); at; at = strstr(at, "${")) {
		const char *end = at + 2 + strcspn(at + 2, "}"), *next = end;

		for (at += 2; at < end && *at == ' '; at++)
			;
		while (end > at && end[-1] == ' ')
			end--;
		for (const struct tracked *t = *tracked_slot(m, at, (size_t)(end - at));
		     t && end > at; t = t->next)
			if (strlen(t->name) == (size_t)(end - at) &&
			    !memcmp(t->name, at, (size_t)(end - at)))
				return t;
		at = next;
	}
	return NULL;
}

static void
calculate_refuse(struct survey *v, const struct sheet_row *row, size_t loss)
{
	const char *expression = row_cell(v->s, row, ROLE_CALCULATION);
	const char *name = row_cell(v->s, row, ROLE_NAME);
	const struct tracked *t = tracking_read(v->m, expression);
	bool tracks;
	const char *why = calculation_why(expression, &tracks);

	if (t)
		row_lost(v->m, loss, LOSS_REFUSED,
			 "this would carry on what row %u records; an anonymous form has "
			 "no place for it",
			 t->row);
	else
		row_lost(v->m, loss, LOSS_REFUSED, "%s",
			 why ? why
			     : "nothing is worked out here but scores; see `scores`");
	if (t || tracks)
		track(v->m, name, row->number);
}

/* Every tracking row is known before any calculation is read: they may stand below it. */
static void
tracking_find(struct survey *v)
{
	for (size_t i = 1; i < v->s->sheet->count; i++) {
		const struct sheet_row *row = &v->s->sheet->rows[i];
		struct type_in type = import_type(v->m, row_cell(v->s, row, ROLE_TYPE));

		if (type.take == TAKE_TRACKING)
			track(v->m, row_cell(v->s, row, ROLE_NAME), row->number);
	}
}

/* ---- groups and repeats --------------------------------------------------------- */

static bool
inside_repeat(const struct scope *scope)
{
	for (; scope; scope = scope->parent)
		if (scope->repeat)
			return true;
	return false;
}

static void
refuse_begin(struct survey *v, unsigned row, size_t loss, const char *why)
{
	row_lost(v->m, loss, LOSS_REFUSED, "%s", why);
	v->refused = 1;
	v->refused_row = row;
}

/* A number that is written out is kept; one that an answer gives is not known beforehand. */
static void
turns_take(struct import *m, struct scope *scope, const char *count)
{
	unsigned long n = 0;
	bool number = str_to_uint(count, 999999, &n) && n;

	scope->turns = number && n < FORM_TURNS ? (unsigned)n : FORM_TURNS;
	row_lost(
		m, scope->loss, LOSS_APPROXIMATED,
		"a loop of up to %u turns, before each of which people are asked whether "
		"there is another",
		scope->turns);
	if (number && n > FORM_TURNS)
		row_lost(m, scope->loss, LOSS_APPROXIMATED,
			 "%lu turns are too many for a loop", n);
	else if (*count && !number)
		row_lost(m, scope->loss, LOSS_APPROXIMATED,
			 "how many there are (%s) is not worked out",
			 cell_brief(m, count));
}

/* Whether a word is among those of an appearance; it is taken out of them. */
static bool
appearance_take(struct arena *a, const char **words, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = *words; (at = strcasestr(at, word)) != NULL; at++) {
		if ((at > *words && at[-1] != ' ') || (at[len] && at[len] != ' '))
			continue;
		*words = words_flat(a, arena_printf(a, "%.*s%s", (int)(at - *words),
						    *words, at + len));
		return true;
	}
	return false;
}

static struct scope *
scope_open(struct survey *v, const struct sheet_row *row, size_t loss, bool repeat)
{
	struct import *m = v->m;
	struct scope *scope = arena_one(m->arena, struct scope);
	const char *relevant = row_cell(v->s, row, ROLE_RELEVANT);

	*scope = (struct scope){ .parent = v->top,
				 .repeat = repeat,
				 .name = row_cell(v->s, row, ROLE_NAME),
				 .row = row->number,
				 .loss = loss,
				 .end_loss = SIZE_MAX,
				 .turns = FORM_TURNS,
				 .condition = { .relevant = *relevant ? relevant : NULL,
						.loss = loss } };
	if (row_text(m, v->s, row, ROLE_LABEL, &scope->label))
		row_lost(m, loss, LOSS_APPROXIMATED,
			 "marks for bold, links or colour were taken out");
	m->scopes[m->scope_count++] = scope;
	v->top = scope;
	v->deep++;
	return scope;
}

static void
group_begin(struct survey *v, const struct sheet_row *row, size_t loss)
{
	const struct scope *outer = v->top;
	const char *appearance = row_cell(v->s, row, ROLE_APPEARANCE);
	bool table = appearance_take(v->m->arena, &appearance, "table-list");

	/* of a table it depends on its questions what becomes of it */
	if (outer && !outer->repeat && !table)
		row_lost(v->m, loss, LOSS_APPROXIMATED, IMPORT_INNER);
	appearance_take(v->m->arena, &appearance, "field-list");
	v->m->appearance_lost = v->m->appearance_lost || *appearance;
	scope_open(v, row, loss, false)->table = table;
}

static void
repeat_begin(struct survey *v, const struct sheet_row *row, size_t loss)
{
	struct import *m = v->m;
	struct scope *scope;

	if (inside_repeat(v->top)) {
		refuse_begin(v, row->number, loss,
			     "a repeat inside a repeat: loops hold no loops here");
		return;
	}
	if (++v->repeats > ARRAY_LEN(((struct form *)NULL)->repeats)) {
		refuse_begin(v, row->number, loss, "a form has at most 10 loops");
		return;
	}
	for (struct scope *s = v->top; s; s = s->parent)
		row_lost(m, s->loss, LOSS_APPROXIMATED,
			 "it holds a repeat, so it became several pages");
	scope = scope_open(v, row, loss, true);
	turns_take(m, scope, row_cell(v->s, row, ROLE_REPEAT_COUNT));
	scope->id = id_make(m, scope->name, "loop", ID_QUESTION, &m->ids);
	if (!*scope->name)
		row_lost(m, loss, LOSS_APPROXIMATED, "it has no name: it is called %s here",
			 scope->id);
	if (*row_cell(v->s, row, ROLE_APPEARANCE))
		m->appearance_lost = true;
}

static void
scope_begin(struct survey *v, const struct sheet_row *row, size_t loss,
	    const struct type_in *type)
{
	if (type->take == TAKE_BEGIN_REFUSED)
		refuse_begin(v, row->number, loss, type->why);
	else if (v->m->scope_count >= ARRAY_LEN(v->m->scopes))
		refuse_begin(v, row->number, loss, "too many groups");
	else if (v->deep >= SCOPES_DEEP)
		refuse_begin(v, row->number, loss, "groups inside groups too deep");
	else if (type->take == TAKE_BEGIN_REPEAT)
		repeat_begin(v, row, loss);
	else
		group_begin(v, row, loss);
}

static void
scope_end(struct survey *v, size_t loss, enum take take)
{
	struct scope *scope = v->top;

	if (!scope) {
		row_lost(v->m, loss, LOSS_REFUSED, "it closes a group that is not open");
		return;
	}
	scope->closed = true;
	scope->end_loss = loss;
	if (take == TAKE_END_OTHER || scope->repeat != (take == TAKE_END_REPEAT))
		row_lost(v->m, loss, LOSS_APPROXIMATED,
			 "though written otherwise, it ends the %s of row %u",
			 scope->repeat ? "repeat" : "group", scope->row);
	v->top = scope->parent;
	v->deep--;
}

/* ---- questions ------------------------------------------------------------------ */

static enum kind
kind_of(enum take take)
{
	switch (take) {
	case TAKE_CHOOSE_ANY:
		return KIND_CHOOSE_ANY;
	case TAKE_RANK:
		return KIND_RANK;
	case TAKE_NOTE:
		return KIND_NOTE;
	case TAKE_TEXT:
		return KIND_SHORT_TEXT;
	case TAKE_INTEGER:
	case TAKE_RANGE:
	case TAKE_DECIMAL:
	case TAKE_PERCENTAGE:
		return KIND_NUMBER;
	case TAKE_DATE:
		return KIND_MONTH;
	case TAKE_CHOOSE_ONE:
	case TAKE_ACKNOWLEDGE:
	case TAKE_UNKNOWN:
	case TAKE_CALCULATE:
	case TAKE_REFUSED:
	case TAKE_TRACKING:
	case TAKE_BEGIN_GROUP:
	case TAKE_BEGIN_REPEAT:
	case TAKE_BEGIN_REFUSED:
	case TAKE_END_GROUP:
	case TAKE_END_REPEAT:
	case TAKE_END_OTHER:
		break;
	}
	return KIND_CHOOSE_ONE;
}

/* "start=1 end=10 step=1": one of the three, or what it is without. */
static double
parameter(const char *cell, const char *name, double otherwise)
{
	size_t len = strlen(name);

	for (const char *at = cell; (at = strcasestr(at, name)) != NULL; at++) {
		const char *p = at + len + strspn(at + len, " ");
		char *end;
		double n;

		if ((at > cell && isalnum((unsigned char)at[-1])) || *p != '=')
			continue;
		p += 1 + strspn(p + 1, " ");
		n = strtod(p, &end);
		if (end > p && n > -1e6 && n < 1e6)
			return n;
	}
	return otherwise;
}

static void
range_take(struct import *m, struct question_in *q, const char *cell)
{
	double low = parameter(cell, "start", 1), high = parameter(cell, "end", 10),
	       step = parameter(cell, "step", 1);

	if (high < low) {
		double swap = low;

		low = high;
		high = swap;
	}
	q->low = (int)low;
	q->high = (int)high;
	q->between = true;
	if (low != q->low || high != q->high || step != (int)step)
		row_lost(m, q->loss, LOSS_APPROXIMATED, "whole numbers only");
	else if (step != 1)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "its steps were dropped: any whole number between can be given");
}

static void
texts_take(struct import *m, const struct import_sheet *s, const struct sheet_row *row,
	   struct question_in *q)
{
	bool marked = row_text(m, s, row, ROLE_LABEL, &q->label);

	marked = row_text(m, s, row, ROLE_HINT, &q->hint) || marked;
	marked = row_text(m, s, row, ROLE_GUIDANCE, &q->guidance) || marked;
	if (marked)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "marks for bold, links or colour were taken out");
	if (text_any(&q->label) || (q->kind == KIND_NOTE && text_any(&q->hint)))
		return;
	q->label.in[0] = words_key(m->arena, *q->name ? q->name : q->id);
	row_lost(m, q->loss, LOSS_APPROXIMATED, "it has no label: its name stands there");
}

/* What else stands in the cell is lost; what was taken may be so later, with its list. */
static void
look_take(struct import *m, struct question_in *q, const char *cell)
{
	if (q->take == TAKE_TEXT && appearance_take(m->arena, &cell, "multiline"))
		q->kind = KIND_LONG_TEXT;
	if (q->take == TAKE_CHOOSE_ONE) {
		q->likert = appearance_take(m->arena, &cell, "likert");
		if (appearance_take(m->arena, &cell, "label"))
			q->part = TABLE_HEADER;
		if (appearance_take(m->arena, &cell, "list-nolabel"))
			q->part = TABLE_ROW;
	}
	m->appearance_lost = m->appearance_lost || *cell;
}

/* What stands on a row for every type of question. */
static void
rest_take(struct survey *v, const struct sheet_row *row, struct question_in *q)
{
	struct import *m = v->m;
	const char *calculation = row_cell(v->s, row, ROLE_CALCULATION);
	const char *parameters = row_cell(v->s, row, ROLE_PARAMETERS);
	const struct tracked *t = tracking_read(m, calculation);
	bool tracks;
	const char *why = calculation_why(calculation, &tracks);

	look_take(m, q, row_cell(v->s, row, ROLE_APPEARANCE));
	if (q->take == TAKE_RANGE)
		range_take(m, q, parameters);
	else if (*parameters)
		m->parameters_lost = true;
	if (*row_cell(v->s, row, ROLE_CHOICE_FILTER))
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "its options were filtered by other answers: all are shown");
	if (t)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "its calculation would carry on what row %u records; it was "
			 "dropped",
			 t->row);
	else if (why)
		row_lost(m, q->loss, LOSS_APPROXIMATED, "its calculation was dropped: %s",
			 why);
	else if (*calculation)
		row_lost(m, q->loss, LOSS_APPROXIMATED, "its calculation was dropped");
}

static struct question_in *
question_new(struct survey *v, const struct sheet_row *row, size_t loss,
	     const struct type_in *type)
{
	struct import *m = v->m;
	struct question_in *q = arena_one(m->arena, struct question_in);
	const char *relevant = row_cell(v->s, row, ROLE_RELEVANT);

	*q = (struct question_in){ .name = row_cell(v->s, row, ROLE_NAME),
				   .take = type->take,
				   .kind = kind_of(type->take),
				   .other = type->other && type->take != TAKE_RANK,
				   .scope = v->top,
				   .row = row->number,
				   .loss = loss,
				   .condition = { .relevant = *relevant ? relevant : NULL,
						  .loss = loss } };
	q->id = q->kind == KIND_NOTE
			? ""
			: id_make(m, q->name, arena_printf(m->arena, "q%u", row->number),
				  ID_QUESTION, &m->ids);
	if (*q->id && !*q->name)
		row_lost(m, loss, LOSS_APPROXIMATED, "it has no name: it is called %s here",
			 q->id);
	if (q->other) /* its words have a field of their own */
		id_take(m, arena_printf(m->arena, "%s_other", q->id), &m->ids);
	m->questions[m->question_count++] = q;
	return q;
}

static void
question_take(struct survey *v, const struct sheet_row *row, size_t loss,
	      const struct type_in *type)
{
	struct import *m = v->m;
	bool choice = type->take == TAKE_CHOOSE_ONE || type->take == TAKE_CHOOSE_ANY ||
		      type->take == TAKE_RANK;
	const char *list =
		choice && !type->list ? row_cell(v->s, row, ROLE_LIST_NAME) : type->list;
	struct text note = { 0 };
	struct question_in *q;

	if (choice && (!list || !*list)) {
		row_lost(m, loss, LOSS_REFUSED, "it names no list of options");
		return;
	}
	if (type->take == TAKE_NOTE && !row_text(m, v->s, row, ROLE_LABEL, &note) &&
	    !text_any(&note)) {
		row_text(m, v->s, row, ROLE_HINT, &note);
		if (!text_any(&note)) {
			row_lost(m, loss, LOSS_REFUSED, "a note without words");
			return;
		}
	}
	if (m->question_count >= FORM_QUESTIONS) {
		row_lost(m, loss, LOSS_REFUSED, "a form has at most %d questions",
			 FORM_QUESTIONS);
		return;
	}
	q = question_new(v, row, loss, type);
	if (choice)
		q->list = list_named(m, list);
	texts_take(m, v->s, row, q);
	rest_take(v, row, q);
}

/* ---- rows ----------------------------------------------------------------------- */

static void
unknown_refuse(struct survey *v, size_t loss, const char *type)
{
	const char *near = type_nearest(v->m, type);

	if (!*type)
		row_lost(v->m, loss, LOSS_REFUSED, "it has no type");
	else if (near)
		row_lost(v->m, loss, LOSS_REFUSED,
			 "there is no type \"%s\"; did you mean \"%s\"?",
			 cell_brief(v->m, type), near);
	else
		row_lost(v->m, loss, LOSS_REFUSED,
			 "there is no type \"%s\"; the nearest that is known is \"text\"",
			 cell_brief(v->m, type));
}

/* A row inside a scope that is refused; tracking keeps its own reason. */
static void
inside_refused(struct survey *v, size_t loss, const struct type_in *type)
{
	bool ends = type->take == TAKE_END_GROUP || type->take == TAKE_END_REPEAT ||
		    type->take == TAKE_END_OTHER;

	if (type->take == TAKE_TRACKING)
		row_lost(v->m, loss, LOSS_REFUSED, "%s", type->why);
	else
		row_lost(v->m, loss, LOSS_REFUSED, "it %s what was refused in row %u",
			 ends && v->refused == 1 ? "ends" : "belongs to", v->refused_row);
	if (ends)
		v->refused--;
	else if (type->take == TAKE_BEGIN_GROUP || type->take == TAKE_BEGIN_REPEAT ||
		 type->take == TAKE_BEGIN_REFUSED)
		v->refused++;
}

static void
row_take(struct survey *v, const struct sheet_row *row, size_t loss)
{
	const char *words = row_cell(v->s, row, ROLE_TYPE);
	struct type_in type = import_type(v->m, words);

	if (cell_truth(row_cell(v->s, row, ROLE_DISABLED)) == 1) {
		row_lost(v->m, loss, LOSS_REFUSED, "the row is disabled");
		return;
	}
	if (v->refused) {
		inside_refused(v, loss, &type);
		return;
	}
	switch (type.take) {
	case TAKE_UNKNOWN:
		unknown_refuse(v, loss, words);
		break;
	case TAKE_CALCULATE:
		calculate_refuse(v, row, loss);
		break;
	case TAKE_REFUSED:
	case TAKE_TRACKING:
		row_lost(v->m, loss, LOSS_REFUSED, "%s", type.why);
		break;
	case TAKE_BEGIN_GROUP:
	case TAKE_BEGIN_REPEAT:
	case TAKE_BEGIN_REFUSED:
		scope_begin(v, row, loss, &type);
		break;
	case TAKE_END_GROUP:
	case TAKE_END_REPEAT:
	case TAKE_END_OTHER:
		scope_end(v, loss, type.take);
		break;
	case TAKE_CHOOSE_ONE:
	case TAKE_CHOOSE_ANY:
	case TAKE_RANK:
	case TAKE_NOTE:
	case TAKE_TEXT:
	case TAKE_INTEGER:
	case TAKE_RANGE:
	case TAKE_DECIMAL:
	case TAKE_PERCENTAGE:
	case TAKE_ACKNOWLEDGE:
	case TAKE_DATE:
		question_take(v, row, loss, &type);
		break;
	}
}

void
import_survey(struct import *m)
{
	struct survey v = { .m = m, .s = m->survey };

	tracking_find(&v);
	for (size_t i = 1; i < v.s->sheet->count; i++)
		row_take(&v, &v.s->sheet->rows[i], v.s->loss + i);
	for (struct scope *s = v.top; s; s = s->parent)
		row_lost(m, s->loss, LOSS_APPROXIMATED,
			 "it is never closed: it ends with the sheet");
}
