/*
 * A form as an XLSForm: a page is a group, a loop a repeat, a statement a question of its own in
 * a group of its block.  What there are no words for there is left out and told: of a row in its
 * line, of the form as a whole before all rows.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/export_xlsform.h"
#include "form/internal.h"

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
	name_tell(w, line);
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

static bool
has_poster(const struct form *form)
{
	const struct poster_texts *poster = &form->poster;

	return poster->call.in[0] || poster->promise.in[0] || poster->phone.in[0] ||
	       poster->contact.in[0] || poster->pledge_title.in[0] || poster->pledge_count;
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
	lost_whole(w, has_poster(form), "poster", LOSS_REFUSED, "tools make no posters");
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

void
form_export(const struct form *form, struct workbook *out, struct loss_report *report,
	    struct arena *a)
{
	struct writing *w = arena_one(a, struct writing);
	struct sheet *sheets = arena_array(a, struct sheet, 3);
	unsigned i;

	w->arena = a;
	w->report = report;
	w->form = names_guard(w, form);
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
