/*
 * Which page comes next.  All places of a form stand in one line: the start, then the pages
 * in order, a loop's pages turn by turn with its question before each turn, then the check
 * page.  Some are closed to this person, by conditions and by the loop's answers.
 *
 * Nothing is remembered but the answers and the bits of what was seen, so a page can never
 * be reached that the answers do not open.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

/* ---- the line of places ------------------------------------------------------------ */

static const struct place place_check = { .stage = STAGE_CHECK };

bool
place_same(struct place a, struct place b)
{
	return a.stage == b.stage && a.page == b.page && a.turn == b.turn;
}

bool
repeat_met(const struct answers *a, unsigned repeat)
{
	const struct repeat *r = &a->form->repeats[repeat];

	return !r->show_if || cond_holds(r->show_if, a, 0);
}

/* The first place of a page outside loops, or of the loop that begins with it. */
static struct place
place_enter(const struct form *form, unsigned page)
{
	if (page >= form->page_count)
		return place_check;
	return (struct place){ .stage = form->pages[page].repeat >= 0 ? STAGE_ANOTHER
								      : STAGE_PAGE,
			       .page = (uint8_t)page };
}

static struct place
after_page(const struct form *form, struct place at)
{
	int repeat = form->pages[at.page].repeat;
	const struct repeat *r;

	if (repeat < 0)
		return place_enter(form, at.page + 1u);
	r = &form->repeats[repeat];
	if (at.page < r->last_page)
		return (struct place){ STAGE_PAGE, (uint8_t)(at.page + 1), at.turn };
	if (at.turn + 1u < r->most)
		return (struct place){ STAGE_ANOTHER, (uint8_t)r->first_page,
				       (uint8_t)(at.turn + 1) };
	return place_enter(form, r->last_page + 1);
}

/* The place after this one in the line, open or not. */
static struct place
place_after(const struct walk *w, struct place at)
{
	const struct form *form = w->form;
	int repeat;

	switch ((enum stage)at.stage) {
	case STAGE_START:
		return place_enter(form, 0);
	case STAGE_ANOTHER:
		repeat = form->pages[at.page].repeat;
		if (w->answers->turns[repeat] > at.turn)
			return (struct place){ STAGE_PAGE, at.page, at.turn };
		return place_enter(form, form->repeats[repeat].last_page + 1);
	case STAGE_PAGE:
		return after_page(form, at);
	case STAGE_CHECK:
		break;
	}
	return place_check;
}

static bool
page_open(const struct walk *w, struct place at)
{
	const struct page *page = &w->form->pages[at.page];

	if (page->repeat >= 0 && at.turn >= w->answers->turns[page->repeat])
		return false;
	if (!page_shown(w->answers, at.page, at.turn))
		return false;
	/* A page of which everything is hidden would be an empty page. */
	for (unsigned i = 0; i < page->count; i++)
		if (block_shown(w->answers, page->first + i, at.turn))
			return true;
	return false;
}

static bool
place_open(const struct walk *w, struct place at)
{
	int repeat;

	switch ((enum stage)at.stage) {
	case STAGE_ANOTHER:
		repeat = w->form->pages[at.page].repeat;
		return at.turn <= w->answers->turns[repeat] &&
		       repeat_met(w->answers, (unsigned)repeat);
	case STAGE_PAGE:
		return page_open(w, at);
	case STAGE_START:
	case STAGE_CHECK:
		break;
	}
	return true;
}

/* Where in the line a place stands, to compare two. */
static unsigned
place_rank(const struct form *form, struct place at)
{
	unsigned first = at.page, step = 1;

	if (at.stage == STAGE_START)
		return 0;
	if (at.stage == STAGE_CHECK)
		return UINT32_MAX;
	if (form->pages[at.page].repeat >= 0) {
		first = form->repeats[form->pages[at.page].repeat].first_page;
		step = at.turn * 100u +
		       (at.stage == STAGE_ANOTHER ? 0 : at.page - first) + 1;
	}
	if (at.stage == STAGE_PAGE)
		step++;
	return first * 1000 + step;
}

static bool
has_start(const struct form *form)
{
	return text_in(&form->agree, 0)[0] != '\0';
}

static struct place
place_first(const struct walk *w)
{
	struct place at = { .stage = STAGE_START };

	return has_start(w->form) ? at : walk_next(w, at);
}

/* ---- what others ask --------------------------------------------------------------- */

struct walk *
walk_new(const struct form *form, struct arena *a)
{
	struct walk *w = arena_one(a, struct walk);

	w->form = form;
	w->answers = answers_new(form, a);
	w->at = place_first(w);
	return w;
}

struct place
walk_next(const struct walk *w, struct place from)
{
	do
		from = place_after(w, from);
	while (!place_open(w, from));
	return from;
}

struct place
walk_back(const struct walk *w, struct place from)
{
	struct place at = place_first(w), last = at;
	unsigned rank = place_rank(w->form, from);

	while (at.stage != STAGE_CHECK && place_rank(w->form, at) < rank) {
		last = at;
		at = walk_next(w, at);
	}
	return last;
}

/* The bit of a place in seen, or -1. */
static int
seen_bit(const struct form *form, struct place at)
{
	if (at.stage == STAGE_PAGE)
		return at.page * FORM_TURNS + at.turn;
	if (at.stage == STAGE_ANOTHER)
		return (FORM_PAGES + form->pages[at.page].repeat) * FORM_TURNS + at.turn;
	return -1;
}

static bool
seen(const struct walk *w, struct place at)
{
	int bit = seen_bit(w->form, at);

	return bit < 0 || (w->seen[bit / 8] >> (bit % 8) & 1);
}

void
walk_mark(struct walk *w, bool answered)
{
	int bit = seen_bit(w->form, w->at);

	if (bit < 0)
		return;
	w->seen[bit / 8] &= (uint8_t) ~(1u << (bit % 8));
	w->seen[bit / 8] |= (uint8_t)((unsigned)answered << (bit % 8));
}

void
walk_on(struct walk *w)
{
	walk_mark(w, true);
	if (!w->changing) {
		w->at = walk_next(w, w->at);
		return;
	}
	for (w->at = place_first(w); w->at.stage != STAGE_CHECK;
	     w->at = walk_next(w, w->at))
		if (!seen(w, w->at))
			return;
	w->changing = false;
}

static const struct repeat *
find_repeat(const struct form *form, const char *id, unsigned *out_index)
{
	for (*out_index = 0; *out_index < form->repeat_count; ++*out_index)
		if (str_same(form->repeats[*out_index].id, id))
			return &form->repeats[*out_index];
	return NULL;
}

/* The place of a question, or of a loop's own question; false for an id that is neither. */
static bool
place_of(const struct form *form, const char *id, unsigned turn, struct place *out)
{
	const struct question *q = form_question(form, id);
	unsigned index;
	const struct repeat *r = find_repeat(form, id, &index);

	if (q && form_kinds[q->kind].stored) {
		*out = (struct place){ STAGE_PAGE, (uint8_t)form->blocks[q->block].page,
				       (uint8_t)turn };
		return turn == 0 || turn < q->cells;
	}
	if (r)
		*out = (struct place){ STAGE_ANOTHER, (uint8_t)r->first_page,
				       (uint8_t)turn };
	return r && turn < r->most;
}

bool
walk_change(struct walk *w, const char *what)
{
	const char *dot = strchr(what, '.');
	size_t len = dot ? (size_t)(dot - what) : strlen(what);
	unsigned long turn = 1;
	char id[PAIR_NAME_MOST];
	struct place at;

	if (len >= sizeof(id) || (dot && !str_to_uint(dot + 1, FORM_TURNS, &turn)) ||
	    !turn)
		return false;
	memcpy(id, what, len);
	id[len] = '\0';
	if (!place_of(w->form, id, (unsigned)turn - 1, &at) || !place_open(w, at))
		return false;
	w->at = at;
	w->changing = true;
	return true;
}

void
walk_progress(const struct walk *w, unsigned *out_at, unsigned *out_of)
{
	struct place at = place_first(w);
	unsigned rank = place_rank(w->form, w->at), before = 0, all = 0;

	for (; at.stage != STAGE_CHECK; at = walk_next(w, at)) {
		if (at.stage == STAGE_START)
			continue;
		all++;
		before += place_rank(w->form, at) <= rank;
	}
	*out_at = before ? before : 1;
	*out_of = all ? all : 1;
}
