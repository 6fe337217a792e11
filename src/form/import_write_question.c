/*
 * Questions as text: their options, what is written under each type, and several of them as one
 * block of statements.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <strings.h>

#include "form/import_write.h"

enum { MESSAGE_MOST = 120 };

/* ---- options -------------------------------------------------------------------- */

/* The labels of a list in one language; without: an option that is left out, or NULL. */
static void
options_lines(struct writer *w, unsigned indent, const struct list_in *list, size_t lang,
	      const char *without)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct choice_in *c = &list->choices[i];
		const char *label =
			c->label.in[lang] ? c->label.in[lang] : c->label.in[0];

		if (!without || !str_same(c->code, without))
			write_line(w, indent, "%s: %s", c->code,
				   yaml_scalar(w->m->arena, label));
	}
}

/* Whether any option has a label of its own in this language. */
static bool
list_speaks(const struct list_in *list, size_t lang)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->choices[i].label.in[lang])
			return true;
	return lang == 0;
}

/* The key of a map of options, in the language; false if nothing is said in it. */
static bool
options_key(struct writer *w, unsigned indent, const char *key, size_t lang, bool speaks)
{
	if (w->lang >= 0) {
		write_line(w, indent, "%s:", key);
		return true;
	}
	if (!speaks) {
		w->m->gaps[lang]++;
		return false;
	}
	if (lang)
		write_line(w, indent, "%s (%s):", key, w->m->languages[lang]);
	else
		write_line(w, indent, "%s:", key);
	return true;
}

static size_t
lang_first(const struct writer *w)
{
	return w->lang >= 0 ? (size_t)w->lang : 0;
}

static size_t
lang_end(const struct writer *w)
{
	return w->lang >= 0 ? (size_t)w->lang + 1 : w->m->language_count;
}

static const struct choice_in *
other_of(const struct question_in *q)
{
	for (size_t i = 0; q->other && i < q->list->count; i++)
		if (str_same(q->list->choices[i].code, "other"))
			return &q->list->choices[i];
	return NULL;
}

bool
question_lists(const struct question_in *q)
{
	return q->list && !q->single && !other_of(q);
}

/* What stands beside the only option of a list, or as the second of Yes and No. */
static void
no_line(struct writer *w, const struct question_in *q, size_t lang)
{
	const struct choice_in *only = q->list ? &q->list->choices[0] : NULL;
	struct text no = write_own(w, OWN_NO), yes = write_own(w, OWN_YES);
	const char *label = no.in[lang] ? no.in[lang] : no.in[0];

	if (only && str_same(text_in(&only->label, (unsigned)lang), label))
		label = yes.in[lang] ? yes.in[lang] : yes.in[0];
	write_line(w, 10, "%s: %s", only && str_same(only->code, "no") ? "yes" : "no",
		   label);
}

/* A list of its own: it says other than its list on the choices sheet. */
static void
options_inline(struct writer *w, const struct question_in *q)
{
	struct text yes = write_own(w, OWN_YES);

	for (size_t lang = lang_first(w); lang < lang_end(w); lang++) {
		bool speaks = q->list ? list_speaks(q->list, lang) : yes.in[lang] != NULL;

		if (!options_key(w, 8, "options", lang, speaks))
			continue;
		if (q->list)
			options_lines(w, 10, q->list, lang, q->single ? NULL : "other");
		else
			write_line(w, 10, "yes: %s",
				   yes.in[lang] ? yes.in[lang] : yes.in[0]);
		if (!q->list || q->single)
			no_line(w, q, lang);
	}
}

/* A label for `other` that none of the options has. */
static struct text
other_label(struct writer *w, const struct question_in *q)
{
	const struct choice_in *own = other_of(q);
	struct text t = write_own(w, OWN_OTHER);

	if (own)
		return own->label;
	for (size_t i = 0; i < q->list->count; i++)
		for (size_t lang = 0; lang < w->m->language_count; lang++)
			if (t.in[lang] &&
			    str_same(text_in(&q->list->choices[i].label, (unsigned)lang),
				     t.in[lang]))
				return write_own(w, OWN_ELSE);
	return t;
}

void
write_lists(struct writer *w)
{
	bool any = false;

	for (struct list_in *list = w->m->lists; list; list = list->next) {
		if (!list->written)
			continue;
		if (!any) {
			write_line(w, 0, "%s", "");
			write_line(w, 0, "option lists:");
			any = true;
		}
		w->owner.list = list;
		for (size_t lang = lang_first(w); lang < lang_end(w); lang++)
			if (options_key(w, 2, list->id, lang, list_speaks(list, lang)))
				options_lines(w, 4, list, lang, NULL);
		w->owner.list = NULL;
	}
}

/* ---- questions ------------------------------------------------------------------ */

/* Another way to say it, where an option of the list says it already. */
static struct text
or_label(struct writer *w, const struct question_in *q)
{
	struct text or = write_own(w, OWN_OR);

	for (size_t i = 0; q->list && i < q->list->count; i++)
		if (!strcasecmp(text_in(&q->list->choices[i].label, 0), or.in[0]))
			return write_own(w, OWN_SKIP);
	return or ;
}

/*
 * In XLSForms what is required holds people back; here nobody is, so what must be answered always
 * comes with a way not to.  Our own export writes that way as an option called no_answer.
 */
static void
or_write(struct writer *w, const struct question_in *q)
{
	struct text or = { 0 };

	if (q->list && q->list->has_no_answer)
		or = q->list->no_answer;
	else if (q->required)
		or = or_label(w, q);
	if ((q->list && q->list->has_no_answer && q->kind != KIND_RANK) || q->required)
		write_text(w, 8, "or", & or);
	if (q->required)
		write_line(w, 8, "required: yes");
}

/* Without holes: an error stands beside the field that it is about, and shows no answers. */
static void
message_write(struct writer *w, const struct question_in *q)
{
	struct text message = { 0 };

	for (size_t lang = 0; lang < w->m->language_count; lang++) {
		bool dropped = false, filled = false;

		if (q->message.in[lang])
			message.in[lang] = words_cut(
				w->m->arena,
				words_settle(w->m->arena,
					     words_flat(w->m->arena, q->message.in[lang]),
					     NULL, NULL, &dropped, &filled),
				MESSAGE_MOST);
		if (message.in[lang] && !message.in[0])
			message.in[0] = message.in[lang];
	}
	if (message.in[0] && *message.in[0])
		write_text(w, 8, "message", &message);
}

static void
alone_write(struct writer *w, const struct question_in *q)
{
	const char *codes = q->alone[0];

	for (size_t i = 1; i < q->alone_count; i++)
		codes = arena_printf(w->m->arena, "%s, %s", codes, q->alone[i]);
	if (q->alone_count)
		write_line(w, 8, "only on its own: [%s]", codes);
}

static void
choice_write(struct writer *w, const struct question_in *q)
{
	struct text other;

	if (!question_lists(q))
		options_inline(w, q);
	else
		write_line(w, 8, "options: %s", q->list->id);
	if (q->other) {
		other = other_label(w, q);
		write_text(w, 8, "other", &other);
	}
	alone_write(w, q);
	if (q->at_least)
		write_line(w, 8, "at least: %u", q->at_least);
	if (q->at_most)
		write_line(w, 8, "at most: %u", q->at_most);
}

/* What stands under a type, but for texts and conditions. */
static void
kind_write(struct writer *w, const struct question_in *q)
{
	unsigned most;

	switch (q->kind) {
	case KIND_CHOOSE_ONE:
	case KIND_CHOOSE_ANY:
	case KIND_SCALE:
	case KIND_RANK:
		choice_write(w, q);
		break;
	case KIND_NUMBER:
		if (q->between)
			write_line(w, 8, "between: [%d, %d]", q->low, q->high);
		if (q->x.banded)
			write_line(w, 8, "store as: [%s]", q->bands_words);
		break;
	case KIND_MONTH:
		write_line(w, 8, "last: 24 months");
		write_line(w, 8, "store as: quarter");
		break;
	case KIND_SHORT_TEXT:
	case KIND_LONG_TEXT:
		most = import_up_to(w->m, q);
		if (most)
			write_line(w, 8, "up to: %u characters", most);
		break;
	case KIND_NOTE:
	case KIND__COUNT:
		break;
	}
}

static void
one_write(struct writer *w, const struct question_in *q)
{
	write_line(w, 6, "- id: %s", q->id);
	write_text(w, 8, "ask", &q->ask);
	write_text(w, 8, "hint", &q->shown_hint);
	write_text(w, 8, "help", &q->help);
	write_line(w, 8, "type: %s", form_kinds[q->kind].name);
	kind_write(w, q);
	if (q->kind != KIND_RANK)
		or_write(w, q);
	message_write(w, q);
}

/* ---- several as one block ------------------------------------------------------- */

/*
 * How many questions from this one on make one block.  What a block has it has once, so their
 * conditions must be the same; and one alone is a question like any other.
 */
static size_t
block_count(const struct import *m, const struct page_in *page, size_t index)
{
	const struct matrix_in *matrix = m->questions[index]->matrix;
	size_t n = 1;

	while (matrix && n < FORM_STATEMENTS && index + n < page->first + page->count &&
	       m->questions[index + n]->matrix == matrix &&
	       !m->questions[index + n]->dropped)
		n++;
	return n;
}

/* The sentences in one language; where it lacks one, the first language's stands there. */
static void
sentences_write(struct writer *w, size_t first, size_t n, size_t lang)
{
	struct import *m = w->m;
	bool speaks = lang == 0;
	size_t i;

	for (i = first; i < first + n; i++)
		speaks = speaks || m->questions[i]->ask.in[lang];
	if (!options_key(w, 8, "statements", lang, speaks))
		return;
	for (i = first; i < first + n; i++) {
		const struct question_in *q = m->questions[i];

		w->owner.question = (int)i;
		write_line(w, 10, "%s: %s", q->id,
			   yaml_scalar(m->arena, text_in(&q->ask, (unsigned)lang)));
	}
	w->owner.question = (int)first;
}

static void
block_write(struct writer *w, size_t first, size_t n)
{
	const struct question_in *q = w->m->questions[first];

	write_line(w, 6, "- type: statements");
	write_text(w, 8, "ask", &q->matrix->ask);
	write_text(w, 8, "hint", &q->shown_hint);
	write_text(w, 8, "help", &q->help);
	write_line(w, 8, "options: %s", q->list->id);
	for (size_t lang = lang_first(w); lang < lang_end(w); lang++)
		sentences_write(w, first, n, lang);
}

size_t
write_questions(struct writer *w, const struct page_in *page, size_t index)
{
	struct question_in *q = w->m->questions[index];
	struct condition_in *conditions[CONDITIONS];
	size_t n = question_conditions(q, conditions, CONDITIONS), count;

	if (q->dropped)
		return 1;
	count = block_count(w->m, page, index);
	w->owner.question = (int)index;
	write_comments(w, 6, conditions + page->shared, n - page->shared);
	if (q->kind == KIND_NOTE) {
		write_line(w, 6, "- type: note");
		write_text(w, 8, "text", &q->help);
	} else if (count > 1) {
		block_write(w, index, count);
	} else {
		one_write(w, q);
	}
	write_show(w, 8, conditions + page->shared, n - page->shared);
	w->owner.question = -1;
	return count;
}
