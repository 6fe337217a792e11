/*
 * What fills the holes of a sheet, a function a hole.  Everything typed goes through an
 * escaper here, and stands in <bdi> where it is not a field's value.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

struct filling { /* one hole, and what it may look at */
	struct html *h;
	unsigned a, b;
	const struct form *form;
	const struct fill *fill;
	const struct speech *language;
};

/* A hole's writer; true leaves out what stands up to HOLE_END. */
typedef bool hole_fn(struct filling *f);

static const struct question *
question_of(const struct filling *f)
{
	return &f->form->questions[f->a];
}

static const struct value *
value_of(const struct filling *f)
{
	return f->fill->walk
		       ? answers_see(f->fill->walk->answers, f->a, f->fill->walk->at.turn)
		       : NULL;
}

static const struct field_error *
error_of(const struct filling *f)
{
	for (size_t i = 0; f->fill->errors && i < f->fill->errors->count; i++)
		if (f->fill->errors->items[i].question == f->a)
			return &f->fill->errors->items[i];
	return NULL;
}

/* What was posted under "<id><tail>", where its question has an error and so no value. */
static const char *
posted_of(const struct filling *f, const char *tail)
{
	char name[PAIR_NAME_MOST + 1];

	if (!error_of(f) || !f->fill->posted)
		return NULL;
	snprintf(name, sizeof(name), "%s%s", question_of(f)->id, tail);
	return pairs_get(f->fill->posted, name);
}

static const char *
question_id(const struct filling *f)
{
	return f->a == FORM_QUESTIONS ? "another" : question_of(f)->id;
}

static bool
ticket_put(struct filling *f)
{
	html_value(f->h, f->fill->ticket ? f->fill->ticket : "");
	return false;
}

static bool
draft_put(struct filling *f)
{
	if (!f->fill->draft || !f->fill->draft[0])
		return false;
	html_lit(f->h, "<input type=\"hidden\" name=\"draft\" value=\"");
	html_value(f->h, f->fill->draft);
	html_lit(f->h, "\">\n");
	return false;
}

static bool
code_put(struct filling *f)
{
	html_value(f->h, f->fill->code);
	return false;
}

static bool
words_put(struct filling *f)
{
	html_text(f->h, f->fill->words);
	return false;
}

static bool
error_title_put(struct filling *f)
{
	if ((f->fill->errors && f->fill->errors->count) || f->fill->lost ||
	    f->fill->unsure) {
		html_text(f->h, word_in(WORD_ERROR_TITLE, f->language));
		html_lit(f->h, " ");
	}
	return false;
}

/* The box at the top: the first thing that is focused and read. */
static void
problem_open(struct filling *f, enum word title)
{
	html_lit(f->h, "<div class=\"box\" role=\"alert\" tabindex=\"-1\" autofocus "
		       "aria-labelledby=\"Problem\">\n<h2 id=\"Problem\">");
	html_text(f->h, word_in(title, f->language));
	html_lit(f->h, "</h2>\n");
}

static void
lost_put(struct filling *f)
{
	bool page = f->fill->walk && f->fill->walk->at.stage == STAGE_PAGE;

	html_lit(f->h, "<p>");
	html_text(f->h, word_in(WORD_LOST_DRAFT, f->language));
	if (page) {
		html_lit(f->h, " ");
		html_text(f->h, word_in(WORD_LOST_KEPT, f->language));
	}
	html_lit(f->h, "</p>\n<p><a href=\"");
	html_url(f->h, f->fill->code);
	html_lit(f->h, "\">");
	html_text(f->h, word_in(WORD_LOST_FRESH, f->language));
	html_lit(f->h, "</a></p>\n");
}

/* Links that say the same lead to different places: then each names its question first. */
static void
name_put(struct filling *f, const struct field_error *e)
{
	const struct field_errors *all = f->fill->errors;
	const struct walk *w = f->fill->walk;
	size_t same = 0;

	for (size_t i = 0; i < all->count; i++)
		same += str_same(all->items[i].message, e->message);
	if (same < 2 || !w || e->question == FORM_QUESTIONS)
		return;
	piped_put(f->h, text_in(&f->form->questions[e->question].ask, w->lang), w,
		  w->at.turn);
	html_lit(f->h, ": ");
}

/* A field of several is named "since.month", and its id is "since-month" (layout_field.c). */
static void
field_id_put(struct html *h, const char *field)
{
	const char *dot = strchr(field, '.');

	if (!dot) {
		html_value(h, field);
		return;
	}
	html_text_len(h, field, (size_t)(dot - field)); /* an id: nothing to escape */
	html_lit(h, "-");
	html_value(h, dot + 1);
}

static void
list_put(struct filling *f)
{
	html_lit(f->h, "<ul>\n");
	for (size_t i = 0; i < f->fill->errors->count; i++) {
		const struct field_error *e = &f->fill->errors->items[i];

		html_lit(f->h, "<li><a href=\"#");
		field_id_put(f->h, e->field);
		html_lit(f->h, "\">");
		name_put(f, e);
		html_text(f->h, e->message);
		html_lit(f->h, "</a></li>\n");
	}
	html_lit(f->h, "</ul>\n");
}

static bool
problems_put(struct filling *f)
{
	bool errors = f->fill->errors && f->fill->errors->count;

	if (!errors && !f->fill->lost && !f->fill->unsure)
		return false;
	problem_open(f, f->fill->unsure ? WORD_TRY_TITLE : WORD_PROBLEM);
	if (f->fill->unsure) {
		html_lit(f->h, "<p>");
		html_text(f->h, word_in(WORD_TRY_AGAIN, f->language));
		html_lit(f->h, "</p>\n");
	}
	if (f->fill->lost)
		lost_put(f);
	if (errors)
		list_put(f);
	html_lit(f->h, "</div>\n");
	return false;
}

static bool
back_put(struct filling *f)
{
	const struct walk *w = f->fill->walk;

	if (!w || (!w->changing && place_same(walk_back(w, w->at), w->at)))
		return false;
	html_lit(f->h, "<button class=\"l\" name=\"go\" value=\"back\">");
	html_text(f->h, word_in(WORD_BACK, f->language));
	html_lit(f->h, "</button>\n");
	return false;
}

static bool
progress_put(struct filling *f)
{
	unsigned at = 1, of = 1;

	if (f->fill->walk)
		walk_progress(f->fill->walk, &at, &of);
	if (of < 2)
		return false;
	html_lit(f->h, "<p class=\"hint\">");
	word_put_num(f->h, WORD_PROGRESS, f->language, (long)at, (long)of);
	html_lit(f->h, "</p>\n");
	return false;
}

static bool
turn_put(struct filling *f)
{
	html_num(f->h, f->fill->walk ? f->fill->walk->at.turn + 1l : 1);
	return false;
}

/* Whether a radio or box was ticked in a post that was wrong: both sides of a clash stay. */
static bool
was_ticked(const struct filling *f)
{
	const struct question *q = question_of(f);
	const char *code = f->b == NO_ANSWER ? "no_answer" : q->options->items[f->b].code;

	for (size_t i = 0; i < f->fill->posted->count; i++) {
		const struct pair *pair = &f->fill->posted->items[i];

		if (str_same(pair->name, q->id) && str_same(pair->value, code))
			return true;
	}
	return false;
}

static bool
checked_put(struct filling *f)
{
	const struct value *v = value_of(f);

	if (posted_of(f, "")) {
		if (was_ticked(f))
			html_lit(f->h, " checked");
		return false;
	}
	if (!v)
		return false;
	if (f->b == NO_ANSWER ? v->state == VALUE_NO_ANSWER
			      : v->state == VALUE_SET && (v->chosen & 1u << f->b))
		html_lit(f->h, " checked");
	return false;
}

static bool
another_put(struct filling *f)
{
	const struct walk *w = f->fill->walk;
	int repeat = w ? f->form->pages[w->at.page].repeat : -1;

	if (repeat < 0)
		return false;
	if (f->b == 0 && f->a == 1 && w->answers->turns[repeat] > w->at.turn)
		html_lit(f->h, " checked");
	if (f->a == 0 && w->answers->turns[repeat] == w->at.turn &&
	    w->answers->ended[repeat])
		html_lit(f->h, " checked");
	return false;
}

static bool
typed_put(struct filling *f)
{
	const struct value *v = value_of(f);
	const char *posted = posted_of(f, "");

	if (posted)
		html_text(f->h, posted);
	else if (v && v->text)
		html_text_len(f->h, v->text, v->len);
	return false;
}

static void
number_put(struct filling *f, const struct value *v)
{
	const struct question *q = question_of(f);

	if (v->state != VALUE_SET)
		return;
	if (v->banded)
		html_value(f->h, q->bands.items[v->number].code);
	else
		html_num(f->h, v->number);
}

static bool
value_put(struct filling *f)
{
	static const char *const tails[] = { [PART_TEXT] = "",
					     [PART_OTHER] = "_other",
					     [PART_MONTH] = ".month",
					     [PART_YEAR] = ".year" };
	const struct value *v = value_of(f);
	const char *posted = posted_of(f, tails[f->b]);

	if (posted)
		html_value(f->h, posted);
	else if (!v)
		return false;
	else if (f->b == PART_MONTH && v->state == VALUE_SET && !v->banded)
		html_num(f->h, v->number % 12 + 1);
	else if (f->b == PART_YEAR && v->state == VALUE_SET && !v->banded)
		html_num(f->h, v->number / 12);
	else if (f->b == PART_TEXT && question_of(f)->kind == KIND_NUMBER)
		number_put(f, v);
	else if (f->b <= PART_OTHER && v->text)
		html_value(f->h, v->text);
	return false;
}

static bool
place_put(struct filling *f)
{
	const struct value *v = value_of(f);
	unsigned option = f->b / 32, place = f->b % 32;
	char tail[PAIR_NAME_MOST];
	const char *posted;
	unsigned long number;

	snprintf(tail, sizeof(tail), ".%s", question_of(f)->options->items[option].code);
	posted = posted_of(f, tail);
	if (posted) {
		if (str_to_uint(posted, FORM_OPTIONS, &number) && number == place)
			html_lit(f->h, " selected");
		return false;
	}
	if (v && v->state == VALUE_SET && v->order[place - 1] == option)
		html_lit(f->h, " selected");
	return false;
}

static bool
error_put(struct filling *f)
{
	const struct field_error *e = error_of(f);

	if (!e)
		return false;
	html_lit(f->h, "<p class=\"error\" id=\"");
	html_value(f->h, question_id(f));
	html_lit(f->h, "-Error\"><span class=\"vh\">");
	html_text(f->h, word_in(WORD_ERROR_HIDDEN, f->language));
	html_lit(f->h, " </span>");
	html_text(f->h, e->message);
	html_lit(f->h, "</p>\n");
	return false;
}

static bool
described_put(struct filling *f)
{
	bool error = error_of(f) != NULL, hint = f->b & DESCRIBED_HINT;

	if (error && f->b & DESCRIBED_RADIOS)
		html_lit(f->h, " role=\"radiogroup\" aria-invalid=\"true\"");
	if (!hint && !error)
		return false;
	html_lit(f->h, " aria-describedby=\"");
	if (hint) {
		html_value(f->h, question_id(f));
		html_lit(f->h, "-Hint");
	}
	if (hint && error)
		html_lit(f->h, " ");
	if (error) {
		html_value(f->h, question_id(f));
		html_lit(f->h, "-Error");
	}
	html_lit(f->h, "\"");
	return false;
}

static bool
invalid_put(struct filling *f)
{
	if (error_of(f))
		html_lit(f->h, " aria-invalid=\"true\"");
	return false;
}

static bool
all_rows_put(struct filling *f)
{
	if (f->fill->walk)
		rows_put(f->h, f->form, f->fill);
	return false;
}

static bool
marks_put(struct filling *f)
{
	if (f->fill->walk)
		marks_notice_put(f->h, f->form, f->fill);
	return false;
}

static bool
saved_put(struct filling *f)
{
	html_text(f->h, f->fill->ticket ? f->fill->ticket : "");
	html_lit(f->h, ".");
	html_text(f->h, f->fill->draft ? f->fill->draft : "");
	return false;
}

static bool
piped_label_put(struct filling *f)
{
	const char *label = f->fill->walk ? piped_label(f->fill->walk, f->a) : NULL;

	if (label)
		html_text(f->h, label);
	return label != NULL;
}

static bool
skip_hidden(struct filling *f)
{
	const struct walk *w = f->fill->walk;

	return w && !f->fill->all && !block_shown(w->answers, f->a, w->at.turn);
}

static bool
nothing(struct filling *f)
{
	(void)f;
	return false;
}

bool
hole_fill(struct html *h, enum hole hole, unsigned a, unsigned b, const struct form *form,
	  const struct fill *fill)
{
	static hole_fn *const writers[HOLE__COUNT] = {
		[HOLE_TICKET] = ticket_put,
		[HOLE_DRAFT] = draft_put,
		[HOLE_CODE] = code_put,
		[HOLE_WORDS] = words_put,
		[HOLE_ERROR_TITLE] = error_title_put,
		[HOLE_PROBLEMS] = problems_put,
		[HOLE_BACK] = back_put,
		[HOLE_PROGRESS] = progress_put,
		[HOLE_TURN] = turn_put,
		[HOLE_CHECKED] = checked_put,
		[HOLE_ANOTHER] = another_put,
		[HOLE_TYPED] = typed_put,
		[HOLE_VALUE] = value_put,
		[HOLE_PLACE] = place_put,
		[HOLE_ERROR] = error_put,
		[HOLE_DESCRIBED] = described_put,
		[HOLE_INVALID] = invalid_put,
		[HOLE_MARKS] = marks_put,
		[HOLE_ROWS] = all_rows_put,
		[HOLE_SAVED] = saved_put,
		[HOLE_PIPED] = piped_label_put,
		[HOLE_IF] = skip_hidden,
		[HOLE_END] = nothing,
	};
	struct speech speech = speech_of(form, fill->walk ? fill->walk->lang : 0);
	struct filling filling = {
		.h = h,
		.a = a,
		.b = b,
		.form = form,
		.fill = fill,
		.language = &speech,
	};

	return writers[hole](&filling);
}
