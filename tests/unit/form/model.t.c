/*
 * What the shipped survey becomes in the model, key by key.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/form/forms.h"

static const struct form *form;

static const struct question *
ask(const char *id)
{
	const struct question *q = form_question(form, id);

	if (!q)
		die("no question %s", id);
	return q;
}

static void
file(void)
{
	is_str(form->id, "hampshire", "id");
	is_str(text_in(&form->title, 0), "Operation Hampshire survey", "title");
	is_str(text_in(&form->title, 3), "Operation Hampshire survey",
	       "a language there is not");
	is_int((long long)form->language_count, 1, "one language");
	is_int(form->expected, 1500, "expected");
	ok(form->quick_exit && form->save_for_later && form->check_answers, "yes and no");
	is_int(form->opens, -1, "no opening day");
	is_str(text_in(&form->agree, 0), "I understand. Start", "agree");
	is_int((long long)form->support_count, 4, "contacts");
	is_int((long long)form->page_count, 29, "pages");
	is_int((long long)form->block_count, 35, "blocks");
	is_int((long long)form->question_count, 56, "questions");
	ok(strstr(text_in(&form->thanks, 0), "*Support*"), "thanks");
	ok(!strchr(text_in(&form->thanks, 0) + strlen(text_in(&form->thanks, 0)) - 1,
		   '\n'),
	   "a text does not end in a line's end");
}

static void
questions(void)
{
	const struct question *q = ask("supervises");

	is_int(q->index, 0, "the first question");
	is_int(q->kind, KIND_CHOOSE_ONE, "choose one");
	is_str(q->options->list, "yes_no", "its option list");
	is_str(text_in(&q->no_answer, 0), "Prefer not to say", "or");
	is_int(q->theme, form_theme(form, "leadership"), "theme");
	is_int(ask("hit")->kind, KIND_CHOOSE_ONE, "statements on words are choices");
	is_int(ask("would_report")->kind, KIND_SCALE, "statements on numbers are scales");
	ok(form->blocks[ask("hit")->block].statements, "statements are one block");
	is_int(form->blocks[ask("hit")->block].count, 5, "of five questions");
	is_str(text_in(&ask("hit")->ask, 0), "I was physically assaulted",
	       "a statement's words");
	is_int(ask("impact")->options->items[4].number, 5,
	       "a scale's code is its number");
	q = ask("why_not");
	ok(q->options->items[7].is_other && q->up_to == 80, "other is the last option");
	is_str(q->options->items[7].code, "other", "its code");
	ok(form->blocks[q->block].follow_up, "a follow-up on the same page");
	ok(!ask("settings")->options->items[5].is_other,
	   "an author's own \"other\" is none");
	q = ask("offered");
	is_int(q->alone, 1 << 5, "only on its own");
	is_int(ask("helped")->alone, 3 << 5, "two of them");
	is_int(ask("change")->up_to, 1500, "up to");
	is_int(ask("change")->themes, 31, "themes that comments may carry");
	is_int(ask("first_visit")->theme, form_theme(form, "aftercare"),
	       "a page's theme");
	ok(!ask("service")->break_down && ask("role")->break_down, "break down");
	is_int(question_option(ask("role"), "volunteer"), 3, "an option by its code");
	is_int(question_option(ask("role"), "chief"), -1, "and none");
}

static void
loops(void)
{
	const struct repeat *r = &form->repeats[0];

	is_int((long long)form->repeat_count, 1, "one loop");
	is_str(r->id, "incident", "its name");
	is_int(r->most, 3, "its turns");
	is_int(r->last_page - r->first_page, 1, "its pages");
	ok(r->show_if && r->show_if == form->pages[r->first_page].show_if,
	   "its condition");
	is_int(ask("other_kind")->cells, 3, "a cell a turn");
	is_int(ask("other_kind")->repeat, 0, "a question knows its loop");
}

static void
parts(void)
{
	const struct privacy *p = &form->privacy;
	const struct score *s = &form->scores[0];

	is_int(p->smallest_group, 10, "smallest group");
	is_int((long long)p->break_count, 3, "break-downs");
	is_int(p->breaks[2].kind, BREAK_CONDITION, "a condition as a break-down");
	is_int((long long)p->fallback_count, 2, "fallback groups");
	is_int((long long)p->merge_count, 13, "merges");
	is_str(p->merges[3].of, "agreement", "a merge of an option list");
	is_str(p->merges[3].members[1], "2", "its members");
	is_int(p->keep_months, 24, "keep answers for");
	ok(!p->refuse && p->ladder[LEVEL_ROWS], "what is not said");
	is_str(form->themes[0].words[1], "poster", "theme words");
	is_int((long long)s->from_count, 6, "a score's questions");
	is_int(s->points[1], 50, "its points");
	ok(s->average && s->at_least == 4 && s->bands.count == 3,
	   "its average and bands");
	is_int((long long)form->scorecard_count, 7, "scorecard");
	is_str(text_in(&form->conditions[0].otherwise, 0),
	       "Not affected in the last 12 months", "a condition's other group");
}

/* What only one group can see is not crossed by it. */
static void
crosses(void)
{
	unsigned crossed = 0;
	size_t i;

	for (i = 0; i < form->question_count; i++)
		crossed += (unsigned)__builtin_popcount(form->questions[i].crosses);
	is_int(ask("change")->crosses, 0, "words are never crossed");
	is_int(ask("heard")->crosses, 7, "what everybody sees is crossed by all three");
	is_int(ask("injury")->crosses, 3,
	       "what only those affected see is not crossed by that");
	is_int(ask("case_other")->crosses, 3, "nor what depends on it from afar");
	is_int(ask("role")->crosses, 6, "no question is crossed by itself");
	is_int(ask("hit")->crosses, 3, "nor by a group that its answers make");
	is_int(ask("service")->crosses, 0, "break down: no");
	is_int(form_tables(form), 54 + crossed + 3, "tables; the score has three of its own");
	is_int(form_minutes(form), 7, "minutes: six to eight, as its author timed it");
	/* merges leave two roles and two areas: 2 * 2t */
	is_int(form_people_needed(form), 40, "people needed");
}

/* A label is the same words wherever it stands: in a table, piped, beside its field. */
static void
labels(struct arena *arena)
{
	const struct form *small =
		form_of("canvass: form 1\nid: small\ntitle: Small\nlanguages: [en]\npages:\n"
			"  - title: One\n    questions:\n      - id: a\n        ask: Which?\n"
			"        type: choose one\n        options:\n"
			"          x: 'The {{1, 2} set'\n"
			"          y: Another\n        or: 'Neither {{'\n",
			arena);
	const struct question *q = form_question(small, "a");

	is_str(q->options->items[0].label.in[0], "The {1, 2} set",
	       "two braces are one in a label");
	is_str(q->no_answer.in[0], "Neither {", "and in an `or`");
}

int
main(void)
{
	struct arena *arena = arena_new(0);

	labels(arena);
	form = form_of(file_text("forms/hampshire.yaml", arena), arena);
	file();
	questions();
	loops();
	parts();
	crosses();
	arena_free(arena);
	return tap_done();
}
