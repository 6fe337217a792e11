/*
 * From an XLSForm to a form: what is done in which order.  The last step is the one that makes
 * the promise good: what was written is read by our own reader, and whatever that refuses is
 * taken out, with its words as the reason, until nothing is left to refuse.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <ctype.h>
#include <strings.h>

#include "form/import.h"

enum {
	ROUNDS_MOST = 60,
	CONDITIONS_UNTIL = 25, /* from this round on no condition is believed any more */
	TEXT_LEVELS = 5,
	HELP_LEAST = 200, /* bytes */
	CELL_MOST = 2200, /* characters */
};

/* ---- rows ----------------------------------------------------------------------- */

void
row_lost(struct import *m, size_t loss, enum loss outcome, const char *fmt, ...)
{
	struct loss_row *row = &m->report->rows[loss];
	char *text = NULL;
	va_list ap;
	bool twice;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		die("no memory for a reason");
	va_end(ap);
	twice = strstr(row->reason, text) != NULL;
	if (outcome >
	    row->outcome) { /* what is refused need not be told what else it lost */
		if (outcome == LOSS_REFUSED)
			row->reason = "";
		row->outcome = outcome;
		twice = false;
	} else if (outcome < row->outcome) {
		twice = true;
	}
	if (!twice)
		row->reason = words_flat(m->arena,
					 arena_printf(m->arena, "%s%s%s", row->reason,
						      *row->reason ? "; " : "", text));
	free(text);
}

const char *
row_cell(const struct import_sheet *s, const struct sheet_row *row, enum role role)
{
	for (size_t i = 0; i < s->count && i < row->count; i++)
		if (s->columns[i].role == role && !s->columns[i].lost &&
		    s->columns[i].lang != LANGUAGE_LOST)
			return row->cells[i];
	return "";
}

bool
row_text(struct import *m, const struct import_sheet *s, const struct sheet_row *row,
	 enum role role, struct text *out)
{
	bool marked = false;

	*out = (struct text){ 0 };
	for (size_t i = 0; i < s->count && i < row->count; i++) {
		const struct column *c = &s->columns[i];
		const char *clean;

		if (c->role != role || c->lost || c->lang < 0 || !*row->cells[i])
			continue;
		/* a column that names its language wins over one that does not */
		if (out->in[c->lang] && !c->language)
			continue;
		/* no text of a form is longer; what is over is cut, and told, where it stands */
		clean = words_cut(m->arena, words_clean(m->arena, row->cells[i], &marked),
				  CELL_MOST);
		if (*words_flat(m->arena, clean))
			out->in[c->lang] = clean;
	}
	return marked;
}

const char *
cell_brief(struct import *m, const char *cell)
{
	return words_cut(m->arena, words_flat(m->arena, cell), 120);
}

int
cell_truth(const char *cell)
{
	static const char *const yes[] = {
		"yes", "true", "true()", "1", "y", "required"
	};
	static const char *const no[] = { "", "no", "false", "false()", "0", "n" };

	for (size_t i = 0; i < ARRAY_LEN(yes); i++)
		if (!strcasecmp(cell, yes[i]))
			return 1;
	for (size_t i = 0; i < ARRAY_LEN(no); i++)
		if (!strcasecmp(cell, no[i]))
			return 0;
	return -1;
}

/* ---- sheets --------------------------------------------------------------------- */

static const struct {
	const char *name;
	enum sheet_use use;
	const char *why; /* of those that are not taken */
} sheet_names[] = {
	{ "survey", USE_SURVEY, NULL },
	{ "choices", USE_CHOICES, NULL },
	{ "choices and columns", USE_CHOICES, NULL },
	{ "columns", USE_CHOICES, NULL },
	{ "lists", USE_CHOICES, NULL },
	{ "settings", USE_SETTINGS, NULL },
	{ "external choices", USE_NONE,
	  "options outside the form are not taken: put them on the choices sheet" },
	{ "cascades", USE_NONE, "cascading choices are not taken" },
	{ "entities", USE_NONE,
	  "this would carry answers from one form into another; an anonymous form has no "
	  "place for it" },
	{ "osm", USE_NONE, "places on a map are not taken" },
};

static enum sheet_use
sheet_use(struct import *m, const char *name, const char **out_why)
{
	static const char *const known[] = { "survey", "choices", "settings" };
	const char *key = words_key(m->arena, name), *near;

	*out_why = "this sheet is no part of a form";
	for (size_t i = 0; i < ARRAY_LEN(sheet_names); i++) {
		if (!str_same(sheet_names[i].name, key))
			continue;
		if (sheet_names[i].why)
			*out_why = sheet_names[i].why;
		return sheet_names[i].use;
	}
	near = str_nearest(key, known, ARRAY_LEN(known));
	if (near)
		*out_why = arena_printf(m->arena, "%s; did you mean %s?", *out_why, near);
	return USE_NONE;
}

/* What a row is called in the report, by its first cells that say something. */
static const char *
row_what(struct import *m, const struct import_sheet *s, size_t index)
{
	const struct sheet_row *row = &s->sheet->rows[index];
	enum role first = s->use == USE_SURVEY ? ROLE_TYPE : ROLE_LIST_NAME;
	const char *a = row_cell(s, row, first), *b = row_cell(s, row, ROLE_NAME);

	if (index == 0)
		return "header";
	if (s->use == USE_SETTINGS)
		return "settings";
	if (s->use == USE_NONE || (!*a && !*b)) {
		a = b = "";
		for (size_t i = 0; i < row->count && !*b; i++) {
			if (!*a)
				a = row->cells[i];
			else
				b = row->cells[i];
		}
	}
	return words_flat(m->arena, arena_printf(m->arena, "%s %s", a, b));
}

/* One entry a row, before anything is understood, so that none can be forgotten. */
static void
rows_enter(struct import *m)
{
	for (size_t k = 0; k < m->sheet_count; k++) {
		struct import_sheet *s = &m->sheets[k];

		s->loss = m->report->count;
		for (size_t i = 0; i < s->sheet->count; i++)
			loss_add(m->report, s->sheet->name, s->sheet->rows[i].number,
				 row_what(m, s, i), LOSS_MAPPED, "");
	}
}

static void
sheet_refuse(struct import *m, const struct import_sheet *s, const char *why)
{
	for (size_t i = 0; i < s->sheet->count; i++)
		row_lost(m, s->loss + i, LOSS_REFUSED, "%s", why);
}

static void
sheets_find(struct import *m)
{
	const char **why = arena_array(m->arena, const char *, m->sheet_count + 1);

	for (size_t k = 0; k < m->sheet_count; k++) {
		struct import_sheet *s = &m->sheets[k];

		s->sheet = &m->book->sheets[k];
		s->use = s->sheet->count ? sheet_use(m, s->sheet->name, &why[k])
					 : USE_NONE;
		if ((s->use == USE_SURVEY && m->survey) ||
		    (s->use == USE_SETTINGS && m->settings)) {
			s->use = USE_NONE;
			why[k] = "a second sheet of this name";
		}
		if (s->use == USE_SURVEY)
			m->survey = s;
		if (s->use == USE_SETTINGS)
			m->settings = s;
		if (s->use != USE_NONE)
			import_columns(m, s);
	}
	rows_enter(m);
	for (size_t k = 0; k < m->sheet_count; k++)
		if (m->sheets[k].use == USE_NONE)
			sheet_refuse(m, &m->sheets[k], why[k]);
}

/* No form comes of it: whatever was not refused yet is refused now. */
static bool
give_up(struct import *m, struct err *err, const char *why)
{
	for (size_t i = 0; i < m->report->count; i++)
		if (m->report->rows[i].outcome != LOSS_REFUSED)
			row_lost(m, i, LOSS_REFUSED, "no form was made: %s", why);
	import_cells(m);
	m->report->renamed_count = 0;
	return err_set(err, ERR_INPUT, "%s", why);
}

/* ---- our own reader ------------------------------------------------------------- */

struct rounds {
	struct import *m;
	struct loss_row *base; /* the report before the rounds began */
	unsigned round;
};

static struct question_in *
question_last(struct import *m)
{
	for (size_t i = m->question_count; i-- > 0;)
		if (!m->questions[i]->dropped)
			return m->questions[i];
	return NULL;
}

static bool
drop_last(struct import *m, const char *why)
{
	struct question_in *q = question_last(m);

	if (!q)
		return false;
	q->dropped = true;
	q->condition.drop_why = why;
	return true;
}

/* Takes out what a problem is about.  False: there is nothing left to take out. */
static bool
mend(struct import *m, const struct diag *d, const struct written *w)
{
	const struct owner *owner = d->line >= 1 && d->line <= w->lines
					    ? &w->owners[d->line - 1]
					    : &(struct owner){ .question = -1 };
	const char *why = arena_printf(m->arena, "the form reader says: %s", d->message);
	struct question_in *q;

	if (owner->condition) {
		owner->condition->drop = true;
		owner->condition->drop_why = why;
		return true;
	}
	if (str_same(d->code, "E029") && strstr(d->message, "bytes") &&
	    m->text_level < TEXT_LEVELS) {
		m->text_level++;
		return true;
	}
	if (owner->question >= 0) {
		q = m->questions[owner->question];
		if (!q->no_pipes &&
		    (str_same(d->code, "E061") || str_same(d->code, "E062"))) {
			q->no_pipes = true;
			return true;
		}
		if (!q->dropped) {
			q->dropped = true;
			q->condition.drop_why = why;
			return true;
		}
		return false; /* dropped for another problem of the same round */
	}
	if (owner->list) {
		bool any = false;

		for (size_t i = 0; i < m->question_count; i++) {
			q = m->questions[i];
			if (q->list != owner->list || q->dropped)
				continue;
			q->dropped = any = true;
			q->condition.drop_why = why;
		}
		return any;
	}
	return drop_last(m, why);
}

/* Conditions that will not come right in many rounds are all dropped. */
static void
conditions_drop(struct import *m)
{
	static const char why[] = "too many conditions contradict each other";

	for (size_t i = 0; i < m->question_count; i++) {
		m->questions[i]->condition.drop = true;
		m->questions[i]->condition.drop_why = why;
	}
	for (size_t i = 0; i < m->scope_count; i++) {
		m->scopes[i]->condition.drop = true;
		m->scopes[i]->condition.drop_why = why;
	}
}

/* The page of that number among those that were written. */
static const struct page_in *
page_written(const struct import *m, int number)
{
	for (size_t i = 0; i < m->page_count; i++) {
		const struct page_in *page = &m->pages[i];
		bool any = false;

		for (size_t k = page->first; k < page->first + page->count; k++)
			any = any || !m->questions[k]->dropped;
		if (any && number-- == 0)
			return page;
	}
	return NULL;
}

/* Makes a page smaller: halved, or its help cut, or its one question left out. */
static bool
page_lighten(struct import *m, int number)
{
	const struct page_in *page = page_written(m, number);
	struct question_in *only;
	bool any = true;

	if (!page) {
		/* the page that shows all answers: shorter ones, or fewer */
		if (m->text_level < TEXT_LEVELS) {
			m->text_level++;
			return true;
		}
		for (size_t i = 0; i <= m->question_count / 10 && any; i++)
			any = drop_last(
				m, "a page that shows all answers would be too large");
		return any;
	}
	if (page->count > 1) {
		m->questions[page->first + page->count / 2]->apart = true;
		return true;
	}
	only = m->questions[page->first];
	if (text_any(&only->help) && (!only->help_most || only->help_most > HELP_LEAST)) {
		only->help_most = only->help_most ? only->help_most / 2 : 1000;
		return true;
	}
	only->dropped = true;
	only->condition.drop_why = "its words and options are too much for one page";
	return true;
}

/* The form in one language, as if it were English: are there errors, and were they mended? */
static bool
language_right(struct import *m, size_t lang, bool *out_stuck)
{
	struct arena *scratch = arena_new(0);
	struct written w = { 0 };
	struct diags diags;
	const struct form *form;
	bool right, mended = false;
	int large;
	SCOPED(buf) text;

	buf_init(&text, 0);
	w.out = &text;
	import_write(m, (int)lang, &w);
	diags_init(&diags, "form", text.data, text.len, scratch);
	form = form_parse_new(text.data, text.len, 0, &diags);
	right = form != NULL;
	for (size_t i = 0; i < diags.count && !right; i++)
		if (*diags.items[i].code == 'E')
			mended = mend(m, &diags.items[i], &w) || mended;
	large = right && m->too_large ? m->too_large(form, m->language_count) : -1;
	if (large >= 0) {
		right = false;
		mended = page_lighten(m, large);
	}
	*out_stuck = !right && !mended && !drop_last(m, "it could not be read back");
	free(w.owners);
	arena_free(scratch);
	return right;
}

/* What the languages take together: only that can be wrong with all which is not with one. */
static bool
together_fits(struct import *m)
{
	struct arena *scratch = arena_new(0);
	struct written w = { 0 };
	struct diags diags;
	bool fits = true;
	SCOPED(buf) text;

	buf_init(&text, 0);
	w.out = &text;
	import_write(m, -1, &w);
	diags_init(&diags, "form", text.data, text.len, scratch);
	if (!form_parse_new(text.data, text.len, 0, &diags))
		for (size_t i = 0; i < diags.count; i++)
			fits = fits && !str_same(diags.items[i].code, "E010");
	free(w.owners);
	arena_free(scratch);
	return fits;
}

static void
language_drop(struct import *m)
{
	m->language_count--;
	row_lost(m, m->survey->loss, LOSS_APPROXIMATED,
		 "the language %s was dropped: with it the form would be too large",
		 m->languages[m->language_count]);
}

static bool
answers_left(const struct import *m)
{
	for (size_t i = 0; i < m->question_count; i++)
		if (!m->questions[i]->dropped && m->questions[i]->kind != KIND_NOTE)
			return true;
	return false;
}

/* One round; *out_done: all is right.  False: nothing is left. */
static bool
round_do(struct rounds *r, bool *out_done)
{
	struct import *m = r->m;
	bool stuck = false, right = true;

	memcpy(m->report->rows, r->base, m->report->count * sizeof(*r->base));
	import_pages(m);
	if (!answers_left(m))
		return false;
	for (size_t lang = 0; lang < m->language_count && right; lang++)
		right = language_right(m, lang, &stuck);
	if (right && m->language_count > 1 && !together_fits(m)) {
		language_drop(m);
		r->base[m->survey->loss] = m->report->rows[m->survey->loss];
		right = false;
	}
	*out_done = right;
	return !stuck;
}

static bool
rounds_do(struct import *m)
{
	struct rounds r = { .m = m,
			    .base = arena_array(m->arena, struct loss_row,
						m->report->count + 1) };
	bool done = false;

	memcpy(r.base, m->report->rows, m->report->count * sizeof(*r.base));
	for (r.round = 0; r.round < ROUNDS_MOST && !done; r.round++) {
		if (r.round == CONDITIONS_UNTIL)
			conditions_drop(m);
		if (!round_do(&r, &done))
			return false;
	}
	return done;
}

/* ---- the whole ------------------------------------------------------------------ */

/* What the workbook calls it; what has no name there is called by its row. */
static const char *
called(struct import *m, const char *name, unsigned row)
{
	return *name ? name : arena_printf(m->arena, "row %u", row);
}

static void
names_report(struct import *m)
{
	for (size_t i = 0; i < m->question_count; i++)
		if (!m->questions[i]->dropped && *m->questions[i]->id)
			import_renamed(
				m, called(m, m->questions[i]->name, m->questions[i]->row),
				m->questions[i]->id);
	for (size_t i = 0; i < m->scope_count; i++)
		if (m->scopes[i]->repeat && m->scopes[i]->questions)
			import_renamed(m,
				       called(m, m->scopes[i]->name, m->scopes[i]->row),
				       m->scopes[i]->id);
}

/* What a person must still supply is said where the languages stand: in the header's row. */
static void
gaps_report(struct import *m)
{
	for (size_t lang = 1; lang < m->language_count; lang++)
		if (m->gaps[lang])
			row_lost(
				m, m->survey->loss, LOSS_APPROXIMATED,
				"%zu text%s missing in %s (%s): supply %s before the form "
				"is opened",
				m->gaps[lang], m->gaps[lang] == 1 ? " is" : "s are",
				language_find(m->languages[lang])->name,
				m->languages[lang], m->gaps[lang] == 1 ? "it" : "them");
	if (m->own_in_english)
		row_lost(
			m, m->survey->loss, LOSS_APPROXIMATED,
			"words that the workbook does not have, such as Prefer not to say, "
			"stand in English: put them into %s",
			language_find(m->languages[0])->name);
}

static void
everything_read(struct import *m)
{
	import_settings(m);
	import_languages(m);
	import_survey(m);
	import_choices(m);
	import_matrices(m);
	import_questions(m);
	for (size_t k = 0; k < m->sheet_count; k++)
		if (m->sheets[k].use != USE_NONE)
			import_headers(m, &m->sheets[k]);
}

static bool
import_do(struct import *m, struct buf *out_form, struct err *err)
{
	struct written w = { .out = out_form };
	const struct import_sheet *s;
	bool typed = false;

	sheets_find(m);
	s = m->survey;
	if (!s)
		return give_up(m, err, "the workbook has no sheet called survey");
	for (size_t i = 0; i < s->count; i++)
		typed = typed || s->columns[i].role == ROLE_TYPE;
	if (!typed)
		return give_up(m, err, "the survey sheet has no column called type");
	everything_read(m);
	if (!answers_left(m) || !rounds_do(m))
		return give_up(m, err, "no question of the workbook could be taken");
	import_write(m, -1, &w);
	free(w.owners);
	gaps_report(m);
	import_cells(m);
	names_report(m);
	return true;
}

bool
form_import_fitted(const struct workbook *book, form_too_large_fn *too_large,
		   struct buf *out_form, struct loss_report *report, struct err *err)
{
	struct import *m = arena_one(report->arena, struct import);

	*m = (struct import){ .book = book,
			      .too_large = too_large,
			      .arena = report->arena,
			      .report = report,
			      .sheet_count = book->count };
	m->sheets = arena_array(report->arena, struct import_sheet, book->count + 1);
	return import_do(m, out_form, err);
}

bool
form_import(const struct workbook *book, struct buf *out_form, struct loss_report *report,
	    struct err *err)
{
	return form_import_fitted(book, NULL, out_form, report, err);
}
