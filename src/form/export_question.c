/*
 * Questions as rows of an XLSForm: their types and lists of choices, and what may be answered as
 * a constraint.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/export_xlsform.h"
#include "form/internal.h"
#include "form/xpath.h"

enum { CELL_MOST = 32000 }; /* characters that a cell holds, and some to spare */

/* ---- conditions and limits ------------------------------------------------------------- */

void
line_relevant(struct writing *w, struct line *line, const struct cond *show_if)
{
	SCOPED(buf) out;

	buf_init(&out, CELL_MOST);
	if (!show_if)
		return;
	if (xpath_write(show_if, w->form, &out) && buf_ok(&out))
		line->plain[COLUMN_RELEVANT] = arena_copy(w->arena, out.data, out.len);
	else
		line_lose(
			w, line,
			"its condition cannot be said there, so it is shown to everybody");
}

/* One limit more, all of which must hold. */
static void
limit_add(struct writing *w, struct line *line, const char *limit)
{
	const char **cell = &line->plain[COLUMN_CONSTRAINT];

	*cell = *cell ? arena_printf(w->arena, "%s and %s", *cell, limit) : limit;
}

/* The tools know no option that excludes the rest; a limit says it afterwards. */
static void
limit_alone(struct writing *w, struct line *line, const char *code)
{
	limit_add(w, line,
		  arena_printf(w->arena,
			       "not(selected(., '%s') and count-selected(.) > 1)", code));
}

/* However many are asked for, what excludes the rest is enough by itself. */
static void
limit_least(struct writing *w, struct line *line, const struct question *q)
{
	const char *enough = "";
	size_t i;

	for (i = 0; q->at_least > 1 && i < q->options->count; i++) {
		if (q->alone & 1u << i)
			enough = arena_printf(w->arena, "%s or selected(., '%s')", enough,
					      q->options->items[i].code);
	}
	if (q->at_least > 1 && q->no_answer.in[0])
		enough = arena_printf(w->arena, "%s or selected(., 'no_answer')", enough);
	limit_add(w, line,
		  arena_printf(w->arena,
			       *enough ? "(count-selected(.) >= %u%s)"
				       : "count-selected(.) >= %u%s",
			       q->at_least, enough));
}

static void
limit_chosen(struct writing *w, struct line *line, const struct question *q)
{
	size_t i;

	if (q->at_least)
		limit_least(w, line, q);
	if (q->at_most)
		limit_add(w, line,
			  arena_printf(w->arena, "count-selected(.) <= %u", q->at_most));
	for (i = 0; i < q->options->count; i++) {
		if (q->alone & 1u << i)
			limit_alone(w, line, q->options->items[i].code);
	}
	if (q->no_answer.in[0])
		limit_alone(w, line, "no_answer");
}

/* Bands without an end stand for a range that has none, as far as anybody can count. */
static void
limit_number(struct writing *w, struct line *line, const struct question *q)
{
	const struct bands *bands = &q->bands;
	bool open = bands->count && bands->items[bands->count - 1].open &&
		    q->between_high == 999999;

	limit_add(w, line, arena_printf(w->arena, ". >= %d", q->between_low));
	if (!open)
		limit_add(w, line, arena_printf(w->arena, ". <= %d", q->between_high));
	if (bands->count)
		line_lose(w, line,
			  "its bands are lost: the number itself would be stored");
}

/* ---- lists of choices ------------------------------------------------------------------- */

static bool
text_same(const struct text *a, const struct text *b)
{
	size_t i;

	for (i = 0; i < FORM_LANGUAGES; i++) {
		if (!str_same(a->in[i] ? a->in[i] : "", b->in[i] ? b->in[i] : ""))
			return false;
	}
	return true;
}

/* Codes are small letters, digits and _, so each is a name there as it stands. */
static void
choice_add(struct writing *w, const char *list, const char *code,
	   const struct text *label)
{
	struct line *line = line_new(w, &w->choices);

	line->plain[COLUMN_LIST_NAME] = list;
	line->plain[COLUMN_CHOICE_NAME] = code;
	line_words(w, line, COLUMN_CHOICE_LABEL, label);
}

/* Lists have names of their own: a question may be called the same. */
static const char *
list_name(struct writing *w, const char *wish)
{
	const char *name = wish;
	unsigned n = 2;
	size_t i;

	for (i = 0; i < w->list_count; i++) {
		if (!str_same(w->lists[i].name, name))
			continue;
		name = arena_printf(w->arena, "%s_%u", wish, n++);
		i = (size_t)-1; /* from the first again */
	}
	return name;
}

/* The list of a question's options and its `or`; `other` is added by the tools themselves. */
static const char *
choices_of(struct writing *w, const struct question *q)
{
	const struct options *o = q->options;
	struct choice_list *list = w->lists;
	const char *name = o->list ? o->list : q->id;
	size_t i;

	for (; list < w->lists + w->list_count; list++) {
		if (list->options == o && text_same(list->no_answer, &q->no_answer))
			return list->name;
	}
	if (o->list && q->no_answer.in[0])
		name = arena_printf(w->arena, "%s_or", name);
	name = list_name(w, name);
	*list = (struct choice_list){ .name = name,
				      .options = o,
				      .no_answer = &q->no_answer };
	w->list_count++;
	for (i = 0; i < o->count; i++) {
		if (!o->items[i].is_other)
			choice_add(w, list->name, o->items[i].code, &o->items[i].label);
	}
	if (q->no_answer.in[0])
		choice_add(w, list->name, "no_answer", &q->no_answer);
	return list->name;
}

/* ---- questions -------------------------------------------------------------------------- */

struct line *
row_new(struct writing *w, const char *type, const char *name)
{
	struct line *line = line_new(w, &w->survey);

	line->plain[COLUMN_TYPE] = type;
	line->plain[COLUMN_NAME] = name;
	return line;
}

/* `or_other` brings the option and the box for its words, in the tools' own language. */
static void
choice_type(struct writing *w, struct line *line, const struct question *q,
	    const char *type)
{
	const struct options *o = q->options;
	bool other = o->items[o->count - 1].is_other;

	line->plain[COLUMN_TYPE] = arena_printf(
		w->arena, "%s %s%s", type, choices_of(w, q), other ? " or_other" : "");
	if (other)
		line_lose(
			w, line,
			"the words of its option for something else are the tools' own");
	if (q->kind == KIND_RANK && (q->at_least || q->at_most))
		line_lose(w, line, "there all options are ranked");
	if (q->kind == KIND_CHOOSE_ANY)
		limit_chosen(w, line, q);
}

/* There is no type for a month: apps that know `month-year` show no day, others ask for one. */
static void
month_type(struct writing *w, struct line *line, const struct question *q)
{
	line->plain[COLUMN_TYPE] = "date";
	line->plain[COLUMN_APPEARANCE] = "month-year";
	line_lose(w, line, "a month is a date there, and would be stored as it is");
	if (q->last_months)
		line_lose(w, line, "how far back it may lie is lost");
}

/* Only a limit that differs from the usual one is worth a constraint. */
static void
text_type(struct writing *w, struct line *line, const struct question *q, unsigned usual)
{
	line->plain[COLUMN_TYPE] = "text";
	if (q->up_to != usual)
		limit_add(w, line,
			  arena_printf(w->arena, "string-length(.) <= %u", q->up_to));
}

static void
row_type(struct writing *w, struct line *line, const struct question *q)
{
	switch (q->kind) {
	case KIND_SCALE:
		/* statements have the looks of their table */
		if (!w->form->blocks[q->block].statements)
			line->plain[COLUMN_APPEARANCE] = "likert";
		choice_type(w, line, q, "select_one");
		break;
	case KIND_CHOOSE_ONE:
		choice_type(w, line, q, "select_one");
		break;
	case KIND_CHOOSE_ANY:
		choice_type(w, line, q, "select_multiple");
		break;
	case KIND_RANK:
		choice_type(w, line, q, "rank");
		break;
	case KIND_NUMBER:
		line->plain[COLUMN_TYPE] = "integer";
		limit_number(w, line, q);
		break;
	case KIND_MONTH:
		month_type(w, line, q);
		break;
	case KIND_LONG_TEXT:
		line->plain[COLUMN_APPEARANCE] = "multiline";
		text_type(w, line, q, 2000);
		break;
	case KIND_SHORT_TEXT:
		text_type(w, line, q, 200);
		break;
	case KIND_NOTE:
		line->plain[COLUMN_TYPE] = "note";
		break;
	case KIND__COUNT:
		die("export: no kind");
	}
}

struct text
text_join(struct writing *w, const struct text *a, const char *between,
	  const struct text *b)
{
	struct text both = *a;
	size_t i;

	for (i = 0; i < w->form->language_count; i++) {
		const char *first = a->in[i], *second = b->in[i];

		if (second && second[0])
			both.in[i] =
				arena_printf(w->arena, "%s%s%s", first ? first : "",
					     first && first[0] ? between : "", second);
	}
	return both;
}

/* Hint and unit; help and why we ask. */
static void
row_helps(struct writing *w, struct line *line, const struct text *hint,
	  const struct text *unit, const struct text *help, const struct text *why)
{
	struct text under = text_join(w, hint, " \xc2\xb7 ", unit);
	struct text more = text_join(w, help, "\n\n", why);

	line_words(w, line, COLUMN_HINT, &under);
	line_words(w, line, COLUMN_HELP, &more);
	if (unit->in[0])
		line_lose(w, line, "its unit stands in the hint");
	if (why->in[0])
		line_lose(w, line, "why it is asked stands in the guidance");
}

/* What must be answered there: only where "prefer not to say" can be chosen. */
static void
row_required(struct writing *w, struct line *line, const struct question *q)
{
	bool refusable = q->options && q->no_answer.in[0];

	if (q->no_answer.in[0] && !refusable)
		line_lose(w, line,
			  arena_printf(w->arena, "\"%s\" has no place beside a box%s",
				       text_in(&q->no_answer, 0),
				       q->required ? ", so it is not required" : ""));
	if (q->required && refusable) {
		line->plain[COLUMN_REQUIRED] = "yes";
		line_words(w, line, COLUMN_REQUIRED_MESSAGE, &q->message);
	}
	if (line->plain[COLUMN_CONSTRAINT])
		line_words(w, line, COLUMN_CONSTRAINT_MESSAGE, &q->message);
	else if (q->message.in[0] && !line->plain[COLUMN_REQUIRED])
		line_lose(w, line, "its message is never shown there");
}

static struct line *
question_row(struct writing *w, const struct question *q)
{
	const char *name = q->kind == KIND_NOTE ? name_unique(w, "note") : q->id;
	struct line *line = row_new(w, "", name);
	struct text words = q->ask;

	if (q->kind == KIND_NOTE)
		words = text_join(w, &q->ask, "\n\n", &q->text);
	line_words(w, line, COLUMN_LABEL, &words);
	name_tell(w, line);
	row_type(w, line, q);
	row_required(w, line, q);
	return line;
}

/* An inner group bears what is asked of them all, and has the looks of a table. */
static void
statements_rows(struct writing *w, const struct block *b)
{
	const struct question *first = &w->form->questions[b->first];
	const char *name = arena_printf(w->arena, "%s_statements", first->id);
	struct line *group, *line;
	unsigned i;

	name = name_unique(w, name);
	group = row_new(w, "begin_group", name);
	group->plain[COLUMN_APPEARANCE] = "table-list";
	line_words(w, group, COLUMN_LABEL, &b->ask);
	line_relevant(w, group, b->show_if);
	for (i = 0; i < b->count; i++) {
		line = question_row(w, first + i);
		if (i == 0)
			row_helps(w, line, &b->hint, &first->unit, &b->help, &b->why);
		if (i == 0 && (b->hint.in[0] || b->help.in[0] || b->why.in[0]))
			line_lose(w, line,
				  "the hint of all statements stands under the first");
	}
	row_new(w, "end_group", name);
}

void
block_rows(struct writing *w, const struct block *b)
{
	const struct question *q = &w->form->questions[b->first];
	struct line *line;

	if (b->statements) {
		statements_rows(w, b);
		return;
	}
	line = question_row(w, q);
	row_helps(w, line, &q->hint, &q->unit, &q->help, &q->why);
	line_relevant(w, line, b->show_if);
}
