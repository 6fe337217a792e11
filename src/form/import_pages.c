/*
 * One round of laying out: which question comes on which page, what each condition becomes, and
 * the words as they will stand there.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/import.h"
#include "form/internal.h"

enum {
	ASK_MOST = 200,
	HINT_MOST = 120,
	HELP_MOST = 2000,
	TITLE_MOST = 80,
	PATH_MOST = 64,
	TOGETHER_MOST = 4,
	/* of 14,600 bytes for a page, what its questions may take at first */
	PAGE_BYTES = 4300,
};

/* ---- looking names up -------------------------------------------------------------------- */

static struct scope *
repeat_of(struct scope *scope)
{
	for (; scope; scope = scope->parent)
		if (scope->repeat)
			return scope;
	return NULL;
}

struct viewpoint {
	struct import *m;
	size_t before; /* questions that come before */
	struct scope *repeat;
	int latest;
};

/* The nearest question of that name that is asked before, and can be seen from here. */
static int
name_find(const struct viewpoint *a, const char *name)
{
	for (size_t i = a->before; i-- > 0;) {
		const struct question_in *q = a->m->questions[i];
		struct scope *repeat = repeat_of(q->scope);

		if (!q->dropped && q->kind != KIND_NOTE && str_same(q->name, name) &&
		    (!repeat || repeat == a->repeat))
			return (int)i;
	}
	return -1;
}

static const struct xpath_question *
names_question(void *with, const char *name)
{
	struct viewpoint *a = with;
	int found = name_find(a, name);

	if (found < 0)
		return NULL;
	if (found > a->latest)
		a->latest = found;
	return &a->m->questions[found]->x;
}

static const char *
names_option(void *with, const struct xpath_question *x, const char *value)
{
	const struct viewpoint *a = with;
	const struct question_in *q = NULL;

	for (size_t i = 0; i < a->before && !q; i++)
		if (&a->m->questions[i]->x == x)
			q = a->m->questions[i];
	if (!q)
		return NULL;
	if (!q->list) /* Yes and No */
		return str_same(value, "OK") || str_same(value, "yes") ? "yes"
		       : str_same(value, "no")			       ? "no"
								       : NULL;
	for (size_t i = 0; i < q->list->count; i++)
		if (str_same(q->list->choices[i].name, value))
			return q->list->choices[i].code;
	if (q->list->has_no_answer && str_same(value, "no_answer"))
		return "no_answer";
	return q->other && str_same(value, "other") ? "other" : NULL;
}

static const char *
names_repeat(void *with, const char *name)
{
	struct viewpoint *a = with;

	for (size_t i = a->before; i-- > 0;) {
		const struct question_in *q = a->m->questions[i];
		const struct scope *repeat = repeat_of(q->scope);

		if (q->dropped || !repeat || repeat == a->repeat ||
		    !str_same(repeat->name, name))
			continue;
		if ((int)i > a->latest)
			a->latest = (int)i;
		return repeat->id;
	}
	return NULL;
}

static void
condition_settle(struct import *m, struct condition_in *c, size_t before,
		 struct scope *repeat)
{
	struct viewpoint asker = {
		.m = m, .before = before, .repeat = repeat, .latest = -1
	};
	struct xpath_names names = { .question = names_question,
				     .option = names_option,
				     .repeat = names_repeat,
				     .with = &asker };
	const char *why = c->drop_why;
	SCOPED(buf) out = { 0 };

	if (c->settled || !c->relevant)
		return;
	c->settled = true;
	c->shown = NULL;
	c->latest = -1;
	buf_init(&out, 4000);
	if (!c->drop && xpath_condition(c->relevant, &names, &out, &why, m->arena)) {
		c->shown = arena_str(m->arena, out.data ? out.data : "");
		c->latest = asker.latest;
	} else {
		row_lost(m, c->loss, LOSS_APPROXIMATED,
			 "its condition was dropped, so everybody sees it: %s",
			 why ? why : "it cannot be said here");
	}
}

size_t
question_conditions(struct question_in *q, struct condition_in **out, size_t most)
{
	struct scope *path[PATH_MOST];
	size_t n = 0, count = 0;

	for (struct scope *s = q->scope; s && n < ARRAY_LEN(path); s = s->parent)
		path[n++] = s;
	while (n-- > 0)
		if (path[n]->condition.relevant && count + 1 < most)
			out[count++] = &path[n]->condition;
	if (q->condition.relevant)
		out[count++] = &q->condition;
	return count;
}

/* ---- pages ------------------------------------------------------------------------------------ */

/* The outermost group, or the outermost one inside the repeat: what is a page. */
static struct scope *
page_group(struct scope *scope)
{
	struct scope *group = NULL;

	for (; scope && !scope->repeat; scope = scope->parent)
		group = scope;
	return group;
}

/* Bytes of a text on its page, where some signs are written out. */
static size_t
html_bytes(const char *s)
{
	size_t n = 0;

	for (; s && *s; s++)
		n += strchr("&<>\"'", *s) ? 6 : 1;
	return n;
}

/* Measured on pages as the door lays them out, rounded up. */
static size_t
options_bytes(const struct question_in *q, size_t lang)
{
	size_t id = strlen(q->id), n = q->list->count, bytes = 0;

	for (size_t i = 0; i < n; i++) {
		const struct choice_in *c = &q->list->choices[i];
		const char *label =
			c->label.in[lang] ? c->label.in[lang] : c->label.in[0];

		bytes += 70 + html_bytes(label) + 2 * strlen(c->code) + 3 * id;
		if (q->kind == KIND_RANK)
			bytes += 35 + strlen(c->code) + 12 * n;
	}
	return bytes + (q->other ? 400 + 6 * id : 0);
}

/*
 * About how many bytes a question takes on its page, in the language that takes most.  Help may
 * take half a page at most, so that it never pushes a question out.
 */
static size_t
question_bytes(const struct import *m, const struct question_in *q)
{
	size_t most = 0;

	for (size_t lang = 0; lang < m->language_count; lang++) {
		size_t label = html_bytes(text_in(&q->label, (unsigned)lang)),
		       help = html_bytes(q->hint.in[lang]) +
			      html_bytes(q->guidance.in[lang]),
		       bytes = 550 + 6 * strlen(q->id);

		if (label > ASK_MOST) {
			help += label;
			label = ASK_MOST * (label / ASK_MOST > 3 ? 4 : label / ASK_MOST);
		}
		bytes += label + (help < PAGE_BYTES / 2 ? help : PAGE_BYTES / 2);
		if (q->list)
			bytes += options_bytes(q, lang);
		if (bytes > most)
			most = bytes;
	}
	return most;
}

/* Whether the question may join the page that is open. */
static bool
joins(struct import *m, struct question_in *q, int latest, size_t bytes)
{
	struct scope *group = page_group(q->scope), *repeat = repeat_of(q->scope);
	const struct page_in *page = &m->pages[m->page_count ? m->page_count - 1 : 0];

	if (!m->page_count || page->group != group || page->repeat != repeat)
		return false;
	if (!group && page->count >= m->together)
		return false;
	if (latest >= 0 && m->questions[latest]->page + 1u == m->page_count) {
		if (group)
			row_lost(m, q->loss, LOSS_APPROXIMATED,
				 "its condition tests the same page: its group is split "
				 "before it");
		return false;
	}
	if (q->apart || page->bytes + bytes > PAGE_BYTES) {
		if (group)
			row_lost(m, group->loss, LOSS_APPROXIMATED,
				 "too much for one page: it was split before row %u",
				 q->row);
		return false;
	}
	if (!group)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "it shares a page with the question before it, since a form has "
			 "at most %d pages",
			 FORM_PAGES);
	return true;
}

static void
question_drop(struct question_in *q, const char *why)
{
	q->dropped = true;
	q->condition.drop_why = why;
}

/* Conditions of a question, all settled; the latest question that they test. */
static int
conditions_latest(struct import *m, struct question_in *q, size_t index)
{
	struct condition_in *conditions[PATH_MOST + 1];
	size_t n = question_conditions(q, conditions, ARRAY_LEN(conditions));
	struct scope *repeat = repeat_of(q->scope);
	int latest = -1;

	for (struct scope *s = q->scope; s; s = s->parent)
		s->questions++;
	for (struct scope *s = q->scope; s; s = s->parent)
		condition_settle(m, &s->condition, index,
				 s->repeat ? repeat_of(s->parent) : repeat);
	condition_settle(m, &q->condition, index, repeat);
	for (size_t i = 0; i < n; i++)
		if (conditions[i]->shown && conditions[i]->latest > latest)
			latest = conditions[i]->latest;
	return latest;
}

static void
question_place(struct import *m, struct question_in *q, size_t index)
{
	size_t bytes = question_bytes(m, q);
	int latest = conditions_latest(m, q, index);
	struct page_in *page;

	if (!joins(m, q, latest, bytes)) {
		if (m->page_count == FORM_PAGES) {
			question_drop(q, "a form has at most 60 pages");
			row_lost(m, q->loss, LOSS_REFUSED, "%s", q->condition.drop_why);
			return;
		}
		m->pages[m->page_count++] =
			(struct page_in){ .group = page_group(q->scope),
					  .repeat = repeat_of(q->scope),
					  .first = index };
	}
	page = &m->pages[m->page_count - 1];
	page->count = index - page->first + 1;
	page->bytes += bytes;
	q->page = (unsigned)m->page_count - 1;
}

/*
 * How many of its conditions a question's page may take over.  The first page of a loop gives its
 * condition to the whole loop, so it may take those alone that stand around all of it.
 */
static size_t
may_share(const struct import *m, struct question_in *q, size_t page)
{
	bool first = q->scope && repeat_of(q->scope) &&
		     (page == 0 || m->pages[page - 1].repeat != m->pages[page].repeat);
	struct condition_in *conditions[PATH_MOST + 1];
	struct question_in around = { .scope = m->pages[page].repeat };

	if (first)
		return question_conditions(&around, conditions, ARRAY_LEN(conditions));
	return question_conditions(q, conditions, ARRAY_LEN(conditions));
}

static void
page_share(struct import *m, size_t index)
{
	struct page_in *page = &m->pages[index];
	struct condition_in *first[PATH_MOST + 1], *other[PATH_MOST + 1];
	bool any = false;

	for (size_t i = page->first; i < page->first + page->count; i++) {
		struct question_in *q = m->questions[i];
		size_t n, share = may_share(m, q, index), same = 0;

		if (q->dropped)
			continue;
		n = question_conditions(q, any ? other : first, ARRAY_LEN(first));
		while (any && same < page->shared && same < n &&
		       other[same] == first[same])
			same++;
		page->shared = any ? same : n;
		if (page->shared > share)
			page->shared = share;
		any = true;
	}
}

static void
round_begin(struct import *m)
{
	m->page_count = 0;
	for (size_t i = 0; i < m->scope_count; i++) {
		m->scopes[i]->condition.settled = false;
		m->scopes[i]->questions = 0;
	}
	for (size_t i = 0; i < m->question_count; i++) {
		m->questions[i]->condition.settled = false;
		m->questions[i]->condition.shown = NULL;
	}
}

/* How many pages there would be with so many loose questions on one. */
static size_t
pages_needed(struct import *m)
{
	size_t pages = 0, here = 0;
	const struct question_in *last = NULL;

	for (size_t i = 0; i < m->question_count; i++) {
		const struct question_in *q = m->questions[i];
		struct scope *group = page_group(q->scope);

		if (q->dropped)
			continue;
		if (!last || page_group(last->scope) != group ||
		    repeat_of(last->scope) != repeat_of(q->scope) ||
		    (!group && here >= m->together)) {
			pages++;
			here = 0;
		}
		here++;
		last = q;
	}
	return pages;
}

/* ---- words -------------------------------------------------------------------------------------- */

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
	int found = w->q->no_pipes ? -1 : name_find(&w->asker, name);
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
	size_t most = HELP_MOST, bytes = q->help_most ? q->help_most : PAGE_BYTES / 2;
	const char *cut = words_cut(m->arena, help, most);

	while (html_bytes(cut) > bytes && most > 40) {
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

			label = label || too_long(whole, ASK_MOST);
			q->ask.in[lang] = words_cut(m->arena, whole, ASK_MOST);
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
			ASK_MOST);
	if (hint)
		row_lost(m, q->loss, LOSS_APPROXIMATED,
			 "its hint is too long, or holds a link: it stands in the help");
}

static void
texts_settle(struct import *m, size_t index)
{
	struct question_in *q = m->questions[index];
	struct words_at w = {
		.m = m,
		.q = q,
		.asker = { .m = m, .before = index, .repeat = repeat_of(q->scope) }
	};
	bool filled;

	q->ask = q->shown_hint = q->help = q->title = (struct text){ 0 };
	if (q->kind == KIND_NOTE)
		note_settle(&w, q);
	else
		question_words(&w, q);
	filled = first_fill(&q->ask);
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

/* ---- groups, once all is in place ---------------------------------------------------------------- */

static void
scopes_report(struct import *m)
{
	for (size_t i = 0; i < m->scope_count; i++) {
		const struct scope *s = m->scopes[i];
		const struct loss_row *row = &m->report->rows[s->loss];

		if (!s->questions)
			row_lost(m, s->loss, LOSS_REFUSED, "nothing of it is left");
		if (s->end_loss != SIZE_MAX && row->outcome != LOSS_MAPPED)
			row_lost(m, s->end_loss, row->outcome, "it ends the %s of row %u",
				 s->repeat ? "repeat" : "group", s->row);
	}
}

void
import_pages(struct import *m)
{
	if (!m->together)
		m->together = 1;
	round_begin(m);
	while (m->together < TOGETHER_MOST && pages_needed(m) > FORM_PAGES)
		m->together++;
	for (size_t i = 0; i < m->question_count; i++) {
		struct question_in *q = m->questions[i];

		if (q->dropped)
			row_lost(m, q->loss, LOSS_REFUSED, "%s", q->condition.drop_why);
		else
			question_place(m, q, i);
	}
	for (size_t i = 0; i < m->page_count; i++)
		page_share(m, i);
	for (size_t i = 0; i < m->question_count; i++)
		if (!m->questions[i]->dropped)
			texts_settle(m, i);
	scopes_report(m);
}
