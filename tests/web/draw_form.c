/*
 * Draws a form: pages, questions of all kinds, conditions that look back, loops, scores.  What
 * is drawn is meant to be right; only conditions may contradict each other, which the checker
 * says and whoever draws then draws again.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/web/draw_form.h"
#include "tests/web/draw_form_internal.h"

const char *const m_languages[M_LANGS] = { "en", "cy" };
const char *const m_no_answer[M_LANGS] = { "Prefer not to say", "Gwell gen i beidio" };
const char *const m_other[M_LANGS] = { "Something else", "Rhywbeth arall" };

bool
chance(struct dice *d, unsigned percent)
{
	return dice_below(d, 100) < percent;
}

unsigned
draw_from(struct drawing *w, unsigned low, unsigned high)
{
	return low + dice_below(w->dice, high - low + 1);
}

/* Signs that mean something in HTML or in YAML, for a text here and there. */
static const char *
spice(struct drawing *w, bool braces)
{
	static const char *const spices[] = { " <b>",	 " & more",
					      " \"so\"", " it's",
					      " \\n",	 " \xe2\x82\xac \xc5\xb5",
					      " {{x}" };

	size_t count = ARRAY_LEN(spices) - !braces; /* the last one has braces */

	return chance(w->dice, 25) ? spices[dice_below(w->dice, (uint32_t)count)] : "";
}

/* "words N" in both languages, told apart by "(cy)". */
static void
texts(struct drawing *w, const char *out[M_LANGS], const char *words, const char *id)
{
	/* words that stand beside an answer have no braces: they are what braces are filled with */
	const char *more =
		spice(w, !str_same(words, "Option") && !str_same(words, "Listed") &&
				 !str_same(words, "units"));

	for (unsigned lang = 0; lang < M_LANGS; lang++)
		out[lang] = arena_printf(w->arena, "%s%s %s%s", lang ? "(cy) " : "",
					 words, id, more);
}

/* A question on an earlier page whose answer may stand in the texts of this page, or -1. */
static int
piped_question(struct drawing *w)
{
	const struct model *m = w->model;
	int loop = m->pages[w->page].loop, found = -1;

	for (unsigned i = 0; i < m->question_count; i++) {
		const struct m_question *q = &m->questions[i];

		if (q->kind == M_ONE && q->page < w->page &&
		    (q->loop < 0 || q->loop == loop) &&
		    (found < 0 || chance(w->dice, 40)))
			found = (int)i;
	}
	return found;
}

/* The same, at times with the words of an earlier answer or the number of the turn. */
static void
page_texts(struct drawing *w, const char *out[M_LANGS], const char *words, const char *id)
{
	int piped = chance(w->dice, 30) ? piped_question(w) : -1;
	bool turn = w->model->pages[w->page].loop >= 0 && chance(w->dice, 50);

	texts(w, out, words, id);
	for (unsigned lang = 0; lang < M_LANGS; lang++) {
		if (piped >= 0)
			out[lang] = arena_printf(w->arena, "%s of {%s|%s}", out[lang],
						 w->model->questions[piped].id,
						 lang ? "neb & co" : "no one & co");
		if (turn)
			out[lang] = arena_printf(w->arena, "%s, turn {turn}", out[lang]);
	}
}

/* ---- questions ----------------------------------------------------------------------- */

static void
draw_options(struct drawing *w, struct m_question *q, unsigned most)
{
	struct model *m = w->model;
	unsigned first = dice_below(w->dice, 3), down = chance(w->dice, 25);
	unsigned count = draw_from(w, q->kind == M_SCALE ? 3 : 2, most);

	if (q->kind != M_SCALE && chance(w->dice, 20)) {
		/* the option list, which all who name it share */
		if (!m->list_count) {
			m->list_count = draw_from(w, 2, 4);
			for (unsigned i = 0; i < m->list_count; i++)
				texts(w, m->list_labels[i], "Listed",
				      arena_printf(w->arena, "%u", i));
		}
		q->from_list = true;
		count = m->list_count;
	}
	q->option_count = count;
	for (unsigned i = 0; i < count; i++) {
		if (q->kind == M_SCALE)
			snprintf(q->codes[i], sizeof(q->codes[i]), "%u",
				 down ? first + count - 1 - i : first + i);
		else
			snprintf(q->codes[i], sizeof(q->codes[i]), "o%u", i);
		if (q->from_list)
			memcpy(q->labels[i], m->list_labels[i], sizeof(q->labels[i]));
		else
			texts(w, q->labels[i], "Option",
			      arena_printf(w->arena, "%u of %s", i, q->id));
	}
}

static void
draw_other(struct drawing *w, struct m_question *q)
{
	unsigned last = q->option_count;

	if (!chance(w->dice, 30))
		return;
	q->other = true;
	q->up_to = 80;
	str_fit(q->codes[last], sizeof(q->codes[last]), "other");
	memcpy(q->labels[last], m_other, sizeof(q->labels[last]));
	q->option_count++;
}

static void
draw_or(struct drawing *w, struct m_question *q)
{
	q->no_answer = w->model->pages[q->page].gives_or || chance(w->dice, 40);
	q->required = q->no_answer && q->kind != M_MONTH && chance(w->dice, 30);
}

static void
draw_limits(struct drawing *w, struct m_question *q)
{
	unsigned options = q->option_count;

	if (q->kind == M_ANY && chance(w->dice, 40))
		q->alone = 1u << dice_below(w->dice, options);
	if (q->kind == M_ANY && options > 3 && chance(w->dice, 20))
		q->alone |= 1u << dice_below(w->dice, options);
	if (chance(w->dice, 30))
		q->at_least = draw_from(w, 1, options < 3 ? 1 : 2);
	if (chance(w->dice, 30))
		q->at_most = draw_from(w, q->at_least ? q->at_least : 1, options);
	/* so many as can be ticked beside what excludes all others */
	if (q->at_least > options - (unsigned)__builtin_popcount(q->alone))
		q->at_least = 0;
}

/* Bands without a gap, the last one open. */
unsigned
draw_bands(struct drawing *w, struct m_band *bands, unsigned step)
{
	unsigned count = draw_from(w, 2, M_BANDS);
	int low = 0;

	for (unsigned i = 0; i < count; i++) {
		int wide = chance(w->dice, 40) ? 0 : (int)dice_below(w->dice, step);

		bands[i] = (struct m_band){ low, low + wide, i + 1 == count };
		low += wide + 1;
	}
	return count;
}

static void
draw_number(struct drawing *w, struct m_question *q)
{
	const struct m_band *last;

	texts(w, q->unit, "units", "");
	if (chance(w->dice, 40)) {
		q->between = true;
		q->low = (int)dice_below(w->dice, 4);
		q->high = q->low + (int)draw_from(w, 1, 10);
		return;
	}
	q->band_count = draw_bands(w, q->bands, 6);
	last = &q->bands[q->band_count - 1];
	q->low = 0;
	q->high = 999999;
	q->between = chance(w->dice, 50);
	if (q->between)
		q->high = last->low + (int)draw_from(w, 1, 50);
}

static void
draw_kind(struct drawing *w, struct m_question *q)
{
	switch (q->kind) {
	case M_ONE:
	case M_ANY:
		draw_options(w, q, 5);
		draw_other(w, q);
		break;
	case M_SCALE:
		draw_options(w, q, chance(w->dice, 10) ? 11 : 5);
		break;
	case M_RANK:
		draw_options(w, q, 4);
		break;
	case M_NUMBER:
		draw_number(w, q);
		break;
	case M_MONTH:
		q->last_months = chance(w->dice, 60) ? draw_from(w, 1, 40) : 0;
		q->a_year = (unsigned[]){ 4, 2, 1 }[dice_below(w->dice, 3)];
		break;
	case M_SHORT:
		q->up_to = draw_from(w, 1, 40);
		break;
	case M_LONG:
		q->up_to = draw_from(w, 5, 200);
		break;
	case M_NOTE:
	case M_STATEMENTS:
	case M_KINDS:
		die("no question has the kind %d", (int)q->kind);
	}
	if (q->kind <= M_MONTH)
		draw_or(w, q);
	if (q->kind == M_ANY || q->kind == M_RANK)
		draw_limits(w, q);
}

static struct m_question *
question_add(struct drawing *w, enum m_kind kind, const char *id)
{
	struct model *m = w->model;
	struct m_question *q = &m->questions[m->question_count];

	q->kind = kind;
	q->page = w->page;
	q->block = m->block_count;
	q->loop = m->pages[w->page].loop;
	str_fit(q->id, sizeof(q->id), id);
	m->question_count++;
	m->blocks[m->block_count].count++;
	return q;
}

static void
draw_statements(struct drawing *w, struct m_block *b)
{
	enum m_kind kind = chance(w->dice, 50) ? M_SCALE : M_ONE;
	unsigned count = draw_from(w, 2, 4);
	const struct m_question *first = NULL;

	page_texts(w, b->ask, "Statements",
		   arena_printf(w->arena, "%u", w->model->block_count));
	for (unsigned i = 0; i < count; i++) {
		char id[16];
		struct m_question *q;

		snprintf(id, sizeof(id), "s%u_%u", w->model->block_count, i);
		q = question_add(w, kind, id);
		page_texts(w, q->ask, "Sentence", id);
		if (!first) {
			draw_options(w, q, 5);
			first = q;
			continue;
		}
		q->option_count = first->option_count;
		q->from_list = first->from_list;
		memcpy(q->codes, first->codes, sizeof(q->codes));
		memcpy(q->labels, first->labels, sizeof(q->labels));
	}
}

static bool
draw_block(struct drawing *w, enum m_kind kind)
{
	struct model *m = w->model;
	struct m_block *b = &m->blocks[m->block_count];
	struct m_question *q;
	char id[16];

	if (m->block_count == M_BLOCKS || m->question_count + 4 > M_QUESTIONS)
		return false;
	*b = (struct m_block){ .kind = kind,
			       .page = w->page,
			       .first = m->question_count };
	if (kind == M_NOTE) {
		page_texts(w, b->ask, "Note",
			   arena_printf(w->arena, "%u", m->block_count));
	} else if (kind == M_STATEMENTS) {
		draw_statements(w, b);
	} else {
		snprintf(id, sizeof(id), "q%u", m->question_count);
		q = question_add(w, kind, id);
		page_texts(w, q->ask, "Ask", id);
		draw_kind(w, q);
	}
	m->block_count++;
	m->pages[w->page].count++;
	return true;
}

/* ---- pages --------------------------------------------------------------------------- */

static enum m_kind
any_kind(struct drawing *w)
{
	/* choices more often: they are what conditions look at */
	static const enum m_kind kinds[] = { M_ONE,    M_ONE,	M_ANY,	M_ANY,	 M_SCALE,
					     M_NUMBER, M_MONTH, M_RANK, M_SHORT, M_LONG };

	return kinds[dice_below(w->dice, (uint32_t)ARRAY_LEN(kinds))];
}

/* A question with radios or boxes, and the one follow-up that its answer opens. */
static void
draw_follow_up(struct drawing *w)
{
	static const enum m_kind kinds[] = { M_ONE, M_ANY, M_SCALE };
	struct model *m = w->model;
	unsigned before = m->block_count;

	if (!draw_block(w, kinds[dice_below(w->dice, 3)]) || !draw_block(w, any_kind(w)))
		return;
	m->blocks[before + 1].follow_up = true;
	m->blocks[before + 1].show_if = draw_same_page(w, m->blocks[before].first);
}

static void
draw_blocks(struct drawing *w)
{
	unsigned what = dice_below(w->dice, 10);
	unsigned first = w->model->block_count;

	if (what < 4) {
		draw_block(w, any_kind(w));
	} else if (what < 6) {
		draw_follow_up(w);
	} else if (what < 7) {
		draw_block(w, M_STATEMENTS);
	} else if (what < 8) {
		draw_block(w, M_NOTE);
		draw_block(w, any_kind(w));
	} else {
		for (unsigned n = draw_from(w, 2, 3); n; n--)
			draw_block(w, any_kind(w));
	}
	/* conditions of what is no follow-up look at earlier pages */
	for (unsigned i = first; i < w->model->block_count; i++)
		if (!w->model->blocks[i].follow_up && chance(w->dice, 15) &&
		    !(i + 1 < w->model->block_count && w->model->blocks[i + 1].follow_up))
			w->model->blocks[i].show_if = draw_cond(w, 1);
}

static void
draw_page(struct drawing *w, int loop)
{
	struct model *m = w->model;
	struct m_page *page = &m->pages[m->page_count];

	w->page = m->page_count++;
	*page = (struct m_page){ .loop = loop, .first = m->block_count };
	page->gives_or = chance(w->dice, 15);
	page_texts(w, page->title, "Page", arena_printf(w->arena, "%u", w->page));
	draw_blocks(w);
	if (chance(w->dice, 45))
		page->show_if = draw_cond(w, 2);
}

static void
draw_loop(struct drawing *w)
{
	struct model *m = w->model;
	struct m_loop *loop = &m->loops[m->loop_count];
	int index = (int)m->loop_count++;
	unsigned pages = draw_from(w, 1, 2);

	snprintf(loop->id, sizeof(loop->id), "loop%d", index);
	loop->most = draw_from(w, 1, M_TURNS);
	loop->first = m->page_count;
	for (unsigned i = 0; i < pages && m->page_count < M_PAGES; i++)
		draw_page(w, index);
	loop->last = m->page_count - 1;
	w->page = loop->first;
	texts(w, loop->another, "Another", loop->id);
}

static void
draw_pages(struct drawing *w, unsigned pages)
{
	struct model *m = w->model;

	while (m->page_count < pages) {
		if (m->loop_count < M_LOOPS && m->page_count + 1 < M_PAGES &&
		    chance(w->dice, 15))
			draw_loop(w);
		else
			draw_page(w, -1);
		if (m->named_count < M_NAMED && chance(w->dice, 30))
			draw_named(w);
	}
}

struct model *
model_draw(uint64_t seed, struct arena *a)
{
	struct model *m = arena_one(a, struct model);
	struct dice dice;
	struct drawing w = { .model = m, .dice = &dice, .arena = a };
	unsigned pages;

	dice_seed(&dice, seed);
	m->seed = seed;
	m->arena = a;
	m->lang_count = chance(&dice, 50) ? 2 : 1;
	m->consent = chance(&dice, 60);
	m->agree = m->consent && chance(&dice, 60);
	m->save = chance(&dice, 80);
	pages = chance(&dice, 15) ? 1 : draw_from(&w, 2, M_PAGES - 1);
	texts(&w, m->title, "Form", "of a test");
	draw_pages(&w, pages);
	m->check_answers = m->page_count > 1 || m->loop_count || chance(&dice, 50);
	while (m->score_count < M_SCORES && chance(&dice, 50) && draw_score(&w))
		;
	model_spell(m);
	return m;
}
