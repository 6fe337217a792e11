/*
 * One round of laying out: which question comes on which page, and what each condition becomes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/import.h"
#include "form/internal.h"

enum {
	PATH_MOST = 64,
	TOGETHER_MOST = 4,
};

/* ---- looking names up ----------------------------------------------------------- */

struct scope *
scope_repeat(struct scope *scope)
{
	for (; scope; scope = scope->parent)
		if (scope->repeat)
			return scope;
	return NULL;
}

/*
 * XLSForm names are unique within a group only, so the nearest one that comes before is meant.
 * What stands in a repeat is one answer a turn: from outside nobody could say which.
 */
int
viewpoint_find(const struct viewpoint *a, const char *name)
{
	for (size_t i = a->before; i-- > 0;) {
		const struct question_in *q = a->m->questions[i];
		struct scope *repeat = scope_repeat(q->scope);

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
	int found = viewpoint_find(a, name);

	if (found < 0)
		return NULL;
	if (found > a->latest)
		a->latest = found;
	return &a->m->questions[found]->x;
}

static const struct question_in *
asked_of(const struct viewpoint *a, const struct xpath_question *x)
{
	for (size_t i = 0; i < a->before; i++)
		if (&a->m->questions[i]->x == x)
			return a->m->questions[i];
	return NULL;
}

static const char *
names_option(void *with, const struct xpath_question *x, const char *value)
{
	const struct question_in *q = asked_of(with, x);

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
names_option_at(void *with, const struct xpath_question *x, size_t index,
		const char **out_name)
{
	const struct question_in *q = asked_of(with, x);

	if (!q || !q->list || index > q->list->count)
		return NULL;
	if (index == q->list->count) { /* what we have put beside them is no number */
		*out_name = "other";
		return q->other || q->single ? "other" : NULL;
	}
	*out_name = q->list->choices[index].name;
	return q->list->choices[index].code;
}

static const char *
names_repeat(void *with, const char *name)
{
	struct viewpoint *a = with;

	for (size_t i = a->before; i-- > 0;) {
		const struct question_in *q = a->m->questions[i];
		const struct scope *repeat = scope_repeat(q->scope);

		if (q->dropped || !repeat || repeat == a->repeat ||
		    !str_same(repeat->name, name))
			continue;
		if ((int)i > a->latest)
			a->latest = (int)i;
		return repeat->id;
	}
	return NULL;
}

/*
 * What a condition says depends on what is before it on its pages, and questions are taken out
 * from round to round, so it is read anew in each.  It is dropped only with its words beside it as
 * a comment: who must not see a question is for the author to say, never for us to guess.
 */
static void
condition_settle(struct import *m, struct condition_in *c, size_t before,
		 struct scope *repeat)
{
	struct viewpoint asker = {
		.m = m, .before = before, .repeat = repeat, .latest = -1
	};
	struct xpath_names names = { .question = names_question,
				     .option = names_option,
				     .option_at = names_option_at,
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

/* ---- pages ---------------------------------------------------------------------- */

/* The outermost group, or the outermost one inside the repeat: what is a page. */
static struct scope *
page_group(struct scope *scope)
{
	struct scope *group = NULL;

	for (; scope && !scope->repeat; scope = scope->parent)
		group = scope;
	return group;
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

		bytes += 70 + import_bytes(label) + 2 * strlen(c->code) + 3 * id;
		if (q->kind == KIND_RANK)
			bytes += 35 + strlen(c->code) + 12 * n;
	}
	return bytes + (q->other ? 220 + 4 * id : 0);
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
		size_t label = import_bytes(text_in(&q->label, (unsigned)lang)),
		       help = import_bytes(q->hint.in[lang]) +
			      import_bytes(q->guidance.in[lang]),
		       bytes = 300 + 3 * strlen(q->id);

		if (label > IMPORT_ASK) {
			help += label;
			label = IMPORT_ASK *
				(label / IMPORT_ASK > 3 ? 4 : label / IMPORT_ASK);
		}
		bytes += label + (help < IMPORT_PAGE / 2 ? help : IMPORT_PAGE / 2);
		if (q->list)
			bytes += options_bytes(q, lang);
		if (bytes > most)
			most = bytes;
	}
	return most;
}

/* Whether the question is a further line of a table. */
static bool
table_goes_on(const struct question_in *before, const struct question_in *q)
{
	return before && q->matrix && before->matrix == q->matrix;
}

/* Whether the question may join the page that is open. */
static bool
joins(struct import *m, struct question_in *q, const struct question_in *before,
      int latest, size_t bytes)
{
	bool goes_on = table_goes_on(before, q);
	struct scope *group = page_group(q->scope), *repeat = scope_repeat(q->scope);
	const struct page_in *page = &m->pages[m->page_count ? m->page_count - 1 : 0];

	if (!m->page_count || page->group != group || page->repeat != repeat)
		return false;
	if (!group && page->count >= m->together && !goes_on)
		return false;
	if (latest >= 0 && m->questions[latest]->page + 1u == m->page_count) {
		if (group)
			row_lost(m, q->loss, LOSS_APPROXIMATED,
				 "its condition tests the same page: its group is split "
				 "before it");
		return false;
	}
	if (q->apart || page->bytes + bytes > (goes_on ? IMPORT_TABLE : IMPORT_PAGE)) {
		if (group)
			row_lost(m, group->loss, LOSS_APPROXIMATED,
				 "too much for one page: it was split before row %u",
				 q->row);
		return false;
	}
	if (!group && !goes_on)
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
	struct scope *repeat = scope_repeat(q->scope);
	int latest = -1;

	for (struct scope *s = q->scope; s; s = s->parent)
		s->questions++;
	/* a repeat's own condition is asked before its first turn, so from outside of it */
	for (struct scope *s = q->scope; s; s = s->parent)
		condition_settle(m, &s->condition, index,
				 s->repeat ? scope_repeat(s->parent) : repeat);
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

	if (!joins(m, q, index ? m->questions[index - 1] : NULL, latest, bytes)) {
		if (m->page_count == FORM_PAGES) {
			question_drop(q, "a form has at most 60 pages");
			row_lost(m, q->loss, LOSS_REFUSED, "%s", q->condition.drop_why);
			return;
		}
		m->pages[m->page_count++] =
			(struct page_in){ .group = page_group(q->scope),
					  .repeat = scope_repeat(q->scope),
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
	bool first = q->scope && scope_repeat(q->scope) &&
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

/* What the last round found out no longer holds: something was taken out since. */
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
		    scope_repeat(last->scope) != scope_repeat(q->scope) ||
		    (!group && here >= m->together && !table_goes_on(last, q))) {
			pages++;
			here = 0;
		}
		here++;
		last = q;
	}
	return pages;
}

/* ---- groups, once all is in place ----------------------------------------------- */

static void
scopes_report(struct import *m)
{
	for (size_t i = 0; i < m->scope_count; i++) {
		const struct scope *s = m->scopes[i];
		const struct loss_row *row = &m->report->rows[s->loss];

		if (!s->questions)
			row_lost(m, s->loss, LOSS_REFUSED, "nothing of it is left");
		else if (text_any(&s->label) && !s->label.in[0])
			row_lost(m, s->loss, LOSS_APPROXIMATED,
				 "its label is missing in the first language: it is not "
				 "shown");
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
	/* one question a page is best for those who answer; more only where pages run out */
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
			import_texts(m, i);
	scopes_report(m);
}
