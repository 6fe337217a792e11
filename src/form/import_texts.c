/*
 * The words of a question as they will stand on its page: what is too long goes into the help,
 * what refers to an answer shows the label of an earlier choice, or nothing.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/import.h"

enum { HINT_MOST = 120, HELP_MOST = 2000, TITLE_MOST = 80 };

/* The five signs that HTML writes as entities, at their longest: a page must not be too large. */
size_t
import_bytes(const char *s)
{
	size_t n = 0;

	for (; s && *s; s++)
		n += strchr("&<>\"'", *s) ? 5 : 1;
	return n;
}

struct words_at {
	struct import *m;
	const struct question_in *q;
	struct viewpoint asker;
	size_t lang;
	bool dropped, filled;
};

/* A choice made on an earlier page can be named; nothing typed ever is. */
static const char *
pipe_for(void *with, const char *name)
{
	struct words_at *w = with;
	int found = w->q->no_pipes ? -1 : viewpoint_find(&w->asker, name);
	const struct question_in *q = found < 0 ? NULL : w->m->questions[found];

	if (!q || q->kind != KIND_CHOOSE_ONE || q->page >= w->q->page)
		return NULL;
	return arena_printf(w->m->arena, "{%s|…}", q->id);
}

static const char *
settle(struct words_at *w, const char *s, bool pipes)
{
	return words_settle(w->m->arena, s, pipes ? pipe_for : NULL, w, &w->dropped,
			    &w->filled);
}

/* A title of words that stand below it anyway: what it lost is told there. */
static const char *
title_of(struct import *m, const char *s)
{
	bool dropped = false, filled = false;

	return words_cut(m->arena,
			 words_settle(m->arena, words_flat(m->arena, s), NULL, NULL,
				      &dropped, &filled),
			 TITLE_MOST);
}

/* What is said in some language must be said in the first one. */
static bool
first_fill(struct text *t)
{
	if (t->in[0] && *t->in[0])
		return false;
	for (size_t lang = 1; lang < FORM_LANGUAGES; lang++) {
		if (t->in[lang] && *t->in[lang]) {
			t->in[0] = t->in[lang];
			return true;
		}
	}
	return false;
}

static bool
too_long(const char *s, size_t most)
{
	return s && utf8_count(s, strlen(s)) > most;
}

/* The form reader refuses links in hints: they would lead people away in mid-question. */
static bool
hint_fits(const char *s)
{
	return !too_long(s, HINT_MOST) && !(s && (strstr(s, "://") || strstr(s, "](")));
}

static void
paragraph(struct words_at *w, struct buf *out, const char *s)
{
	if (!s || !*s)
		return;
	buf_printf(out, "%s%s", out->len ? "\n\n" : "",
		   words_markdown(w->m->arena, settle(w, s, false)));
}

/* Within what help may hold, and at most half of a page. */
static const char *
help_cut(struct import *m, const struct question_in *q, const char *help)
{
	size_t most = HELP_MOST, bytes = q->help_most ? q->help_most : IMPORT_PAGE / 2;
	const char *cut = words_cut(m->arena, help, most);

	while (import_bytes(cut) > bytes && most > 40) {
		most -= most / 5;
		cut = words_cut(m->arena, help, most);
	}
	return cut;
}

/* Help: what found no room in question and hint, and the guidance. */
static void
help_settle(struct words_at *w, struct question_in *q, bool label, bool hint)
{
	for (w->lang = 0; w->lang < w->m->language_count; w->lang++) {
		const char *help, *cut;
		SCOPED(buf) out = { 0 };

		buf_init(&out, 0);
		if (label)
			paragraph(w, &out, q->label.in[w->lang]);
		if (hint)
			paragraph(w, &out, q->hint.in[w->lang]);
		paragraph(w, &out, q->guidance.in[w->lang]);
		if (!out.len)
			continue;
		help = arena_copy(w->m->arena, out.data, out.len);
		cut = help_cut(w->m, q, help);
		q->help.in[w->lang] = cut;
		if (!str_same(cut, help))
			row_lost(w->m, q->loss, LOSS_APPROXIMATED,
				 "its words were too many: they were cut");
	}
}

static void
note_settle(struct words_at *w, struct question_in *q)
{
	help_settle(w, q, true, true);
	first_fill(&q->help);
	for (size_t lang = 0; lang < w->m->language_count; lang++) {
		const char *s = q->label.in[lang] ? q->label.in[lang] : q->hint.in[lang];

		if (s)
			q->title.in[lang] = title_of(w->m, s);
	}
}

/* What is asked of a whole table, once in each round: where its first question stands. */
static void
matrix_words(struct words_at *w, struct matrix_in *matrix)
{
	struct import *m = w->m;
	bool cut = false;

	matrix->ask = matrix->title = (struct text){ 0 };
	for (size_t lang = 0; lang < m->language_count; lang++) {
		const char *s = matrix->label.in[lang];

		if (!s)
			continue;
		matrix->title.in[lang] = title_of(m, s);
		s = settle(w, words_flat(m->arena, s), true);
		cut = cut || too_long(s, IMPORT_ASK);
		matrix->ask.in[lang] = words_cut(m->arena, s, IMPORT_ASK);
	}
	first_fill(&matrix->ask);
	if (cut)
		row_lost(m, w->q->loss, LOSS_APPROXIMATED,
			 "what stands above it is over %d characters: it was cut",
			 IMPORT_ASK);
}

static bool
begins_matrix(const struct import *m, size_t index)
{
	const struct matrix_in *matrix = m->questions[index]->matrix;

	while (matrix && index-- > 0 && m->questions[index]->matrix == matrix)
		if (!m->questions[index]->dropped)
			return false;
	return matrix != NULL;
}

/* What was moved or cut is said once, of whichever language it was. */
static void
question_words(struct words_at *w, struct question_in *q)
{
	struct import *m = w->m;
	bool label = false, hint = false;

	for (size_t lang = 0; lang < m->language_count; lang++) {
		if (q->label.in[lang]) {
			const char *flat = words_flat(m->arena, q->label.in[lang]);
			const char *whole = settle(w, flat, true);

			label = label || too_long(whole, IMPORT_ASK);
			q->ask.in[lang] = words_cut(m->arena, whole, IMPORT_ASK);
			q->title.in[lang] = title_of(m, flat);
		}
		if (q->hint.in[lang]) {
			q->shown_hint.in[lang] =
				settle(w, words_flat(m->arena, q->hint.in[lang]), true);
			hint = hint || !hint_fits(q->shown_hint.in[lang]);
		}
	}
	if (hint)
		q->shown_hint = (struct text){ 0 };
	help_settle(w, q, label, hint);
	if (label)
		row_lost(
			m, q->loss, LOSS_APPROXIMATED,
			"its label is over %d characters: it was cut, and stands whole in "
			"the help",
			IMPORT_ASK);
	if (hint)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "its hint is too long, or holds a link: it stands in the help");
}

/*
 * An answer must fit its slot in the store, and all of them one page.  Where they do not, texts
 * are shortened step by step: the long ones first, for they hold most.
 */
unsigned
import_up_to(const struct import *m, const struct question_in *q)
{
	static const unsigned shorter[][2] = { { 200, 2000 }, { 200, 1000 }, { 150, 500 },
					       { 80, 250 },   { 40, 100 },   { 20, 40 } };
	unsigned most = shorter[m->text_level][q->kind == KIND_LONG_TEXT];

	if (q->up_to && (q->up_to < most || m->text_level == 0))
		return q->up_to;
	return m->text_level ? most : 0;
}

static void
up_to_report(struct import *m, const struct question_in *q)
{
	unsigned most = import_up_to(m, q);
	bool typed = q->kind == KIND_SHORT_TEXT || q->kind == KIND_LONG_TEXT;

	if (typed && m->text_level && most != q->up_to)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "at most %u characters, so that all answers fit together", most);
}

void
import_texts(struct import *m, size_t index)
{
	struct question_in *q = m->questions[index];
	struct words_at w = {
		.m = m,
		.q = q,
		.asker = { .m = m, .before = index, .repeat = scope_repeat(q->scope) }
	};
	bool filled;

	q->ask = q->shown_hint = q->help = q->title = (struct text){ 0 };
	up_to_report(m, q);
	if (begins_matrix(m, index))
		matrix_words(&w, q->matrix);
	if (q->kind == KIND_NOTE)
		note_settle(&w, q);
	else
		question_words(&w, q);
	/* its page is called by it, where no group names it */
	if (begins_matrix(m, index))
		q->title = q->matrix->title;
	filled = text_any(&q->message) && !q->message.in[0];
	filled = first_fill(&q->ask) || filled;
	filled = first_fill(&q->shown_hint) || filled;
	filled = first_fill(&q->help) || filled;
	first_fill(&q->title);
	if (filled)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "some of its words are missing in the first language; another "
			 "language's stand there");
	if (w.dropped)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "its words refer to an answer that cannot be shown; … stands "
			 "there now");
	else if (w.filled)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "its words show the label of an option that was chosen, or …");
}
