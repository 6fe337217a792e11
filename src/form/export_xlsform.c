/*
 * A form as an XLSForm: a page is a group, a loop a repeat, a statement a question of its own in
 * a group of its block.  What there are no words for there is left out and told: of a row in its
 * line, of the form as a whole before all rows.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/export_xlsform.h"
#include "form/internal.h"
#include "form/xpath.h"

enum { CELL_MOST = 32000 }; /* characters that a cell holds, and some to spare */

/* ---- conditions and limits ------------------------------------------------------------- */

static void
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

static struct line *
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

/* Two texts as one, the second behind or below the first, in each language. */
static struct text
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

static void
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

/* ---- pages ------------------------------------------------------------------------------ */

static void
note_row(struct writing *w, const char *name, const struct text *words, const char *lost)
{
	struct line *line = row_new(w, "note", name_unique(w, name));

	line_words(w, line, COLUMN_LABEL, words);
	line_lose(w, line, lost);
}

struct counting {
	int repeat;
	bool found;
};

static void
counting_test(const struct cond *test, void *data)
{
	struct counting *counting = data;

	counting->found = counting->found ||
			  (test->question < 0 && test->repeat == counting->repeat);
}

/* Whether anything depends on how many turns there were. */
static bool
turns_tested(const struct form *form, int repeat)
{
	struct counting counting = { .repeat = repeat };
	bool named[40] = { false };
	size_t i;

	for (i = 0; i < form->page_count; i++)
		cond_walk(form->pages[i].show_if, form, named, counting_test, &counting);
	for (i = 0; i < form->block_count; i++)
		cond_walk(form->blocks[i].show_if, form, named, counting_test, &counting);
	return counting.found;
}

/*
 * The loop's own condition is that of its first page, which does not repeat it.  With a count the
 * tools show all turns at once, without a question before each; so where conditions count turns
 * there must be none, or they would always find them all.
 */
static void
repeat_begin(struct writing *w, const struct repeat *repeat)
{
	struct line *line = row_new(w, "begin_repeat", repeat->id);
	const char *most = arena_printf(w->arena, "%u", repeat->most);

	line_words(w, line, COLUMN_LABEL, &repeat->another);
	line_relevant(w, line, repeat->show_if);
	if (turns_tested(w->form, (int)(repeat - w->form->repeats))) {
		line_lose(
			w, line,
			arena_printf(
				w->arena,
				"that there are %s turns at most, and the question before "
				"each, are left to the tools, since conditions count turns",
				most));
		return;
	}
	line->plain[COLUMN_REPEAT_COUNT] = most;
	line_lose(
		w, line,
		arena_printf(w->arena,
			     "all %s turns are shown there, and nothing is asked before "
			     "each",
			     most));
}

static void
page_rows(struct writing *w, unsigned index)
{
	const struct page *page = &w->form->pages[index];
	const struct repeat *repeat =
		page->repeat >= 0 ? &w->form->repeats[page->repeat] : NULL;
	struct text above = text_join(w, &page->text, "\n\n", &page->why);
	const char *name = name_unique(w, arena_printf(w->arena, "page_%u", index + 1));
	bool begins = repeat && repeat->first_page == index;
	struct line *line;
	unsigned i;

	if (begins)
		repeat_begin(w, repeat);
	line = row_new(w, "begin_group", name);
	line->plain[COLUMN_APPEARANCE] = "field-list";
	line_words(w, line, COLUMN_LABEL, &page->title);
	if (!begins)
		line_relevant(w, line, page->show_if);
	if (above.in[0])
		note_row(w, arena_printf(w->arena, "%s_text", name), &above,
			 "a page's own words are a note there");
	for (i = 0; i < page->count; i++)
		block_rows(w, &w->form->blocks[page->first + i]);
	row_new(w, "end_group", name);
	if (repeat && repeat->last_page == index)
		row_new(w, "end_repeat", repeat->id);
}

/* Consent and where to find support: the first thing that people see, as here. */
static void
welcome_rows(struct writing *w)
{
	const struct form *form = w->form;
	struct text support = { 0 };
	struct line *group;
	const char *name;
	size_t i;

	if (!form->consent.in[0] && !form->support_count)
		return;
	name = name_unique(w, "welcome");
	group = row_new(w, "begin_group", name);
	group->plain[COLUMN_APPEARANCE] = "field-list";
	line_words(w, group, COLUMN_LABEL, &form->title);
	if (form->consent.in[0])
		note_row(w, "consent", &form->consent,
			 "consent is a note there: nobody has to agree to it");
	for (i = 0; i < form->support_count; i++) {
		struct text one = text_join(w, &form->support[i].name, ": ",
					    &form->support[i].contact);

		support = text_join(w, &support, "\n\n", &one);
	}
	if (form->support_count)
		note_row(w, "support", &support,
			 "support stands there once, and not on every page");
	row_new(w, "end_group", name);
}

/* ---- the form as a whole ------------------------------------------------------------------ */

static void
lost_whole(struct writing *w, bool there, const char *what, enum loss outcome,
	   const char *reason)
{
	if (there)
		loss_add(w->report, "form", 0, what, outcome, reason);
}

static void
lost_entries(struct writing *w)
{
	const struct form *form = w->form;
	size_t i;

	for (i = 0; i < form->condition_count; i++) {
		const struct condition *c = &form->conditions[i];

		lost_whole(w, true, arena_printf(w->arena, "condition %s", c->id),
			   LOSS_APPROXIMATED,
			   c->label.in[0] ? "it is written out wherever it is used; the "
					    "labels of its two groups are lost"
					  : "it is written out wherever it is used");
	}
	for (i = 0; i < form->score_count; i++)
		lost_whole(w, true,
			   arena_printf(w->arena, "score %s", form->scores[i].id),
			   LOSS_REFUSED, "a score is never worked out there");
}

static void
form_lost(struct writing *w)
{
	const struct form *form = w->form;

	lost_whole(
		w, true, "privacy", LOSS_REFUSED,
		"smallest groups, break-downs and how long answers are kept are not said "
		"there, and tools may record who answers, where and when");
	lost_whole(w, form->theme_count, "themes", LOSS_REFUSED,
		   "there are no themes there, nor where a question is reported");
	lost_whole(w, form->scorecard_count, "scorecard", LOSS_REFUSED,
		   "it belongs to the report");
	lost_entries(w);
	lost_whole(w, form->run_by.in[0], "run by", LOSS_REFUSED,
		   "there is no place for it");
	lost_whole(w, form->read_by.in[0], "read by", LOSS_REFUSED,
		   "there is no place for it");
	lost_whole(w, form->expected, "expected", LOSS_REFUSED,
		   "there is no place for it");
	lost_whole(w, form->opens >= 0 || form->closes >= 0, "opens and closes",
		   LOSS_REFUSED, "there is no place for it");
	lost_whole(w, form->quick_exit, "quick exit", LOSS_REFUSED,
		   "tools have no way to leave at once");
	lost_whole(w, !form->save_for_later || !form->check_answers,
		   "save for later and check answers", LOSS_REFUSED,
		   "tools have their own way with both");
	lost_whole(w, form->agree.in[0], "consent", LOSS_APPROXIMATED,
		   "its page is a note there, and its button has no words of its own");
	lost_whole(w, form->thanks.in[0], "thanks", LOSS_REFUSED,
		   "tools say so themselves");
}

static void
settings_row(struct writing *w)
{
	const struct form *form = w->form;
	struct line *line = line_new(w, &w->settings);

	line_words(w, line, COLUMN_FORM_TITLE, &form->title);
	line->plain[COLUMN_FORM_TITLE] = line->words[COLUMN_FORM_TITLE].in[0];
	line->plain[COLUMN_FORM_ID] = form->id;
	line->plain[COLUMN_DEFAULT_LANGUAGE] = language_column(w, 0);
	if (form->language_count > 1)
		line_lose(w, line, "the title stands in the first language alone");
}

/* Names that others depend on are taken before any that is made up here. */
static void
names_reserve(struct writing *w)
{
	const struct form *form = w->form;
	size_t i;

	for (i = 0; i < form->question_count; i++) {
		const char *id = form->questions[i].id;

		if (id[0])
			name_take(w, id);
		if (id[0] && form->questions[i].options)
			name_take(w, arena_printf(w->arena, "%s_other", id));
	}
	for (i = 0; i < form->repeat_count; i++)
		name_take(w, form->repeats[i].id);
	name_take(w, "meta"); /* theirs */
}

void
form_export(const struct form *form, struct workbook *out, struct loss_report *report,
	    struct arena *a)
{
	struct writing *w = arena_one(a, struct writing);
	struct sheet *sheets = arena_array(a, struct sheet, 3);
	unsigned i;

	w->form = form;
	w->arena = a;
	w->report = report;
	names_reserve(w);
	form_lost(w);
	welcome_rows(w);
	for (i = 0; i < form->page_count; i++)
		page_rows(w, i);
	settings_row(w);
	*out = (struct workbook){ .sheets = sheets };
	lines_sheet(w, "survey", &w->survey, &sheets[out->count++]);
	if (w->choices.count)
		lines_sheet(w, "choices", &w->choices, &sheets[out->count++]);
	lines_sheet(w, "settings", &w->settings, &sheets[out->count++]);
}
