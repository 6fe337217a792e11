/*
 * Pretend answers that open a page: whoever previews a form wants to see the pages that
 * conditions hide, with the draft of somebody who would really meet them.
 *
 * It tries answers to the questions that the page's conditions depend on, one after another,
 * and keeps those that show most of the page.  A page that it cannot open is shown all the same.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

enum { TRIES_MOST = 50000, CHOICES_MOST = FORM_OPTIONS + 2 };

struct search {
	const struct form *form;
	struct answers *answers, *best;
	unsigned page;
	unsigned vars[FORM_QUESTIONS]; /* questions to be answered */
	size_t var_count, tries;
	unsigned best_shown, all;
};

/* How much of the page is shown by the answers as they are. */
static unsigned
shown(const struct search *s)
{
	const struct page *p = &s->form->pages[s->page];
	unsigned n = 0;

	if (!page_shown(s->answers, s->page, 0))
		return 0;
	for (unsigned b = p->first; b < p->first + p->count; b++)
		n += block_shown(s->answers, b, 0);
	return n;
}

static void
keep(struct search *s)
{
	memcpy(s->best->cells, s->answers->cells,
	       s->form->cell_count * sizeof(*s->best->cells));
	memcpy(s->best->turns, s->answers->turns, sizeof(s->best->turns));
}

/* The n-th thing that somebody may say to a question; false past the last. */
static bool
choice(const struct question *q, unsigned n, struct value *out)
{
	unsigned options = q->options ? (unsigned)q->options->count : 0;

	*out = (struct value){ .state = n ? VALUE_SET : VALUE_NONE };
	if (!n)
		return true;
	switch (q->kind) {
	case KIND_CHOOSE_ANY:
		out->chosen =
			n <= options ? 1u << (n - 1) : ((1u << options) - 1) & ~q->alone;
		return n <= options + 1;
	case KIND_CHOOSE_ONE:
	case KIND_SCALE:
		out->chosen = 1u << (n - 1);
		return n <= options;
	case KIND_RANK:
		memset(out->order, 255, sizeof(out->order));
		out->order[0] = (uint8_t)(n - 1);
		return n <= options;
	case KIND_NUMBER:
		out->number =
			q->bands.count
				? q->bands.items[n <= q->bands.count ? n - 1 : 0].low
				: q->between_low + (int)n - 1;
		return q->bands.count
			       ? n <= q->bands.count
			       : out->number <= q->between_high && n < CHOICES_MOST;
	case KIND_SHORT_TEXT:
	case KIND_LONG_TEXT:
		out->text = "-";
		out->len = 1;
		return n == 1;
	case KIND_MONTH:
		out->number = (int)month_at_day(day_today());
		return n == 1;
	case KIND_NOTE:
	case KIND__COUNT:
		break;
	}
	return false;
}

/* Tries all answers to the questions from the at-th on. */
static void
try_from(struct search *s, size_t at)
{
	const struct question *q;
	struct value *v;
	unsigned n;

	if (s->best_shown == s->all || s->tries > TRIES_MOST)
		return;
	if (at == s->var_count) {
		s->tries++;
		n = shown(s);
		if (n > s->best_shown) {
			s->best_shown = n;
			keep(s);
		}
		return;
	}
	q = &s->form->questions[s->vars[at]];
	v = answers_at(s->answers, q->index, 0);
	for (n = 0; choice(q, n, v); n++)
		try_from(s, at + 1);
	*v = (struct value){ .state = VALUE_NONE };
}

static void
depend(const struct search *s, const struct cond *c, bool seen[FORM_QUESTIONS])
{
	if (c)
		cond_questions(c, s->form, seen);
}

/* What a page's conditions look at, and what decides whether that is asked at all. */
static void
find_vars(struct search *s)
{
	const struct page *p = &s->form->pages[s->page];
	bool seen[FORM_QUESTIONS] = { false };

	depend(s, p->show_if, seen);
	if (p->repeat >= 0)
		depend(s, s->form->repeats[p->repeat].show_if, seen);
	for (unsigned b = p->first; b < p->first + p->count; b++)
		if (!s->form->blocks[b].follow_up)
			depend(s, s->form->blocks[b].show_if, seen);
	for (size_t i = s->form->question_count;
	     i--;) { /* only earlier ones are tested */
		const struct question *q = &s->form->questions[i];
		const struct block *b = &s->form->blocks[q->block];

		if (!seen[i])
			continue;
		depend(s, q->show_if, seen);
		depend(s, s->form->pages[b->page].show_if, seen);
		if (b->page == s->page)
			seen[i] = false;
	}
	for (unsigned i = 0; i < s->form->question_count; i++)
		if (seen[i])
			s->vars[s->var_count++] = i;
}

void
preview_open(struct walk *w, unsigned page, struct arena *a)
{
	struct search *s = arena_one(a, struct search);
	const struct form *form = w->form;
	int repeat = form->pages[page].repeat;

	s->form = form;
	s->page = page;
	s->answers = answers_new(form, a);
	s->best = w->answers;
	s->all = form->pages[page].count;
	/* Conditions on how often a loop was gone through: from all of its turns down to none. */
	for (unsigned turns = FORM_TURNS + 1; turns--;) {
		for (unsigned r = 0; r < form->repeat_count; r++)
			s->answers->turns[r] = (uint8_t)(turns < form->repeats[r].most
								 ? turns
								 : form->repeats[r].most);
		if (repeat >= 0)
			s->answers->turns[repeat] = 1;
		s->var_count = s->tries = 0;
		find_vars(s);
		try_from(s, 0);
		if (!form->repeat_count || s->best_shown == s->all)
			break;
	}
	if (repeat >= 0)
		w->answers->turns[repeat] = 1;
}
