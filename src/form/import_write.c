/*
 * The form as text.  Which line belongs to what is written down as well, so that whatever our own
 * reader says of a line finds its way back to a row of the workbook.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <strings.h>

#include "form/import.h"
#include "form/wording.h"

enum {
	LABEL_MOST = 80,
	MESSAGE_MOST = 120,
	ANOTHER_MOST = 120,
	COMMENT_MOST = 300,
	CONDITIONS = 66,
};

struct writer {
	struct import *m;
	struct written *w;
	int lang; /* -1: all */
	struct owner owner;
};

/* ---- lines ---------------------------------------------------------------------- */

PRINTF(3, 4)
static void
line(struct writer *w, unsigned indent, const char *fmt, ...)
{
	struct written *to = w->w;
	va_list ap;
	char *text = NULL;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		die("no memory for a line");
	va_end(ap);
	buf_printf(to->out, "%*s%s\n", (int)indent, "", text);
	free(text);
	if (to->lines == to->room) {
		to->room = to->room ? 2 * to->room : 512;
		to->owners = mem_grow(to->owners, to->room, sizeof(*to->owners));
	}
	to->owners[to->lines++] = w->owner;
}

static void
gap(struct writer *w)
{
	line(w, 0, "%s", "");
}

/* ---- texts in each language ----------------------------------------------------- */

/* A key with its text: in all languages that have one, or in the one that is written. */
static void
text_line(struct writer *w, unsigned indent, const char *key, const struct text *t)
{
	struct import *m = w->m;

	if (w->lang >= 0) {
		const char *s = t->in[w->lang] ? t->in[w->lang] : t->in[0];

		if (s)
			line(w, indent, "%s: %s", key, yaml_scalar(m->arena, s));
		return;
	}
	if (!t->in[0])
		return;
	line(w, indent, "%s: %s", key, yaml_scalar(m->arena, t->in[0]));
	for (size_t lang = 1; lang < m->language_count; lang++) {
		if (t->in[lang])
			line(w, indent, "%s (%s): %s", key, m->languages[lang],
			     yaml_scalar(m->arena, t->in[lang]));
		else
			m->gaps[lang]++;
	}
}

/* Words of our own, in the languages that we speak; in the first one at any rate. */
enum own {
	OWN_OR,
	OWN_YES,
	OWN_NO,
	OWN_OTHER,
	OWN_ELSE,
	OWN_ANOTHER,
	OWN_SKIP,
	OWN__COUNT
};

static const char *const own_words[OWN__COUNT][2] = {
	[OWN_OR] = { "Prefer not to say", "Mae'n well gen i beidio â dweud" },
	[OWN_YES] = { "Yes", "Ie" },
	[OWN_NO] = { "No", "Na" },
	[OWN_OTHER] = { "Other", "Arall" },
	[OWN_ELSE] = { "Something else", "Rhywbeth arall" },
	[OWN_SKIP] = { "Skip this question", "Hepgor y cwestiwn hwn" },
	[OWN_ANOTHER] = { "Is there one to tell us about?", "Oes un i sôn amdano?" },
};

static struct text
own_text(struct writer *w, enum own which)
{
	struct import *m = w->m;
	struct text t = { 0 };

	for (size_t lang = 0; lang < m->language_count; lang++) {
		if (str_same(m->languages[lang], "cy"))
			t.in[lang] = own_words[which][1];
		else if (str_same(m->languages[lang], "en"))
			t.in[lang] = own_words[which][0];
	}
	if (!t.in[0]) {
		t.in[0] = own_words[which][0];
		m->own_in_english = true;
	}
	return t;
}

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
			line(w, indent, "%s: %s", c->code,
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
		line(w, indent, "%s:", key);
		return true;
	}
	if (!speaks) {
		w->m->gaps[lang]++;
		return false;
	}
	if (lang)
		line(w, indent, "%s (%s):", key, w->m->languages[lang]);
	else
		line(w, indent, "%s:", key);
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

/* What stands beside the only option of a list, or as the second of Yes and No. */
static void
no_line(struct writer *w, const struct question_in *q, size_t lang)
{
	const struct choice_in *only = q->list ? &q->list->choices[0] : NULL;
	struct text no = own_text(w, OWN_NO), yes = own_text(w, OWN_YES);
	const char *label = no.in[lang] ? no.in[lang] : no.in[0];

	if (only && str_same(text_in(&only->label, (unsigned)lang), label))
		label = yes.in[lang] ? yes.in[lang] : yes.in[0];
	line(w, 10, "%s: %s", only && str_same(only->code, "no") ? "yes" : "no", label);
}

/* A list of its own: it says other than its list on the choices sheet. */
static void
options_inline(struct writer *w, const struct question_in *q)
{
	struct text yes = own_text(w, OWN_YES);

	for (size_t lang = lang_first(w); lang < lang_end(w); lang++) {
		bool speaks = q->list ? list_speaks(q->list, lang) : yes.in[lang] != NULL;

		if (!options_key(w, 8, "options", lang, speaks))
			continue;
		if (q->list)
			options_lines(w, 10, q->list, lang, q->single ? NULL : "other");
		else
			line(w, 10, "yes: %s", yes.in[lang] ? yes.in[lang] : yes.in[0]);
		if (!q->list || q->single)
			no_line(w, q, lang);
	}
}

/* A label for `other` that none of the options has. */
static struct text
other_label(struct writer *w, const struct question_in *q)
{
	const struct choice_in *own = other_of(q);
	struct text t = own_text(w, OWN_OTHER);

	if (own)
		return own->label;
	for (size_t i = 0; i < q->list->count; i++)
		for (size_t lang = 0; lang < w->m->language_count; lang++)
			if (t.in[lang] &&
			    str_same(text_in(&q->list->choices[i].label, (unsigned)lang),
				     t.in[lang]))
				return own_text(w, OWN_ELSE);
	return t;
}

static void
lists_write(struct writer *w)
{
	bool any = false;

	for (struct list_in *list = w->m->lists; list; list = list->next) {
		if (!list->written)
			continue;
		if (!any) {
			gap(w);
			line(w, 0, "option lists:");
			any = true;
		}
		w->owner.list = list;
		for (size_t lang = lang_first(w); lang < lang_end(w); lang++)
			if (options_key(w, 2, list->id, lang, list_speaks(list, lang)))
				options_lines(w, 4, list, lang, NULL);
		w->owner.list = NULL;
	}
}

/* ---- conditions ----------------------------------------------------------------- */

/* What a person must decide stands as a comment above what it was to hide. */
static void
comment_write(struct writer *w, unsigned indent, const struct condition_in *c)
{
	const char *words = words_cut(w->m->arena, words_flat(w->m->arena, c->relevant),
				      COMMENT_MOST);

	line(w, indent,
	     "# TO"
	     "DO: show this only if: %s",
	     words);
}

static void
comments_write(struct writer *w, unsigned indent, struct condition_in *const *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!c[i]->shown)
			comment_write(w, indent, c[i]);
}

/* `show if` of all of them together. */
static void
show_write(struct writer *w, unsigned indent, struct condition_in *const *c, size_t n)
{
	size_t told = 0;
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	for (size_t i = 0; i < n; i++)
		told += c[i]->shown != NULL;
	for (size_t i = 0; i < n; i++) {
		bool brackets = told > 1;

		if (!c[i]->shown)
			continue;
		buf_printf(&out, "%s%s%s%s", out.len ? " and " : "", brackets ? "(" : "",
			   c[i]->shown, brackets ? ")" : "");
		w->owner.condition = c[i];
	}
	/* conditions are the same in each language: to prove them once is enough */
	if (out.len && w->lang <= 0)
		line(w, indent, "show if: %s", yaml_scalar(w->m->arena, out.data));
	w->owner.condition = NULL;
}

/* ---- questions ------------------------------------------------------------------ */

/* Another way to say it, where an option of the list says it already. */
static struct text
or_label(struct writer *w, const struct question_in *q)
{
	struct text or = own_text(w, OWN_OR);

	for (size_t i = 0; q->list && i < q->list->count; i++)
		if (!strcasecmp(text_in(&q->list->choices[i].label, 0), or.in[0]))
			return own_text(w, OWN_SKIP);
	return or ;
}

static void
or_write(struct writer *w, const struct question_in *q)
{
	struct text or = { 0 };

	if (q->list && q->list->has_no_answer)
		or = q->list->no_answer;
	else if (q->required)
		or = or_label(w, q);
	if ((q->list && q->list->has_no_answer && q->kind != KIND_RANK) || q->required)
		text_line(w, 8, "or", & or);
	if (q->required)
		line(w, 8, "required: yes");
}

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
		text_line(w, 8, "message", &message);
}

static void
alone_write(struct writer *w, const struct question_in *q)
{
	const char *codes = q->alone[0];

	for (size_t i = 1; i < q->alone_count; i++)
		codes = arena_printf(w->m->arena, "%s, %s", codes, q->alone[i]);
	if (q->alone_count)
		line(w, 8, "only on its own: [%s]", codes);
}

static void
choice_write(struct writer *w, const struct question_in *q)
{
	struct text other;

	if (!q->list || q->single || other_of(q))
		options_inline(w, q);
	else
		line(w, 8, "options: %s", q->list->id);
	if (q->other) {
		other = other_label(w, q);
		text_line(w, 8, "other", &other);
	}
	alone_write(w, q);
	if (q->at_least)
		line(w, 8, "at least: %u", q->at_least);
	if (q->at_most)
		line(w, 8, "at most: %u", q->at_most);
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
			line(w, 8, "between: [%d, %d]", q->low, q->high);
		if (q->x.banded)
			line(w, 8, "store as: %s", import_bands_words);
		break;
	case KIND_MONTH:
		line(w, 8, "last: 24 months");
		line(w, 8, "store as: quarter");
		break;
	case KIND_SHORT_TEXT:
	case KIND_LONG_TEXT:
		most = import_up_to(w->m, q);
		if (most)
			line(w, 8, "up to: %u characters", most);
		break;
	case KIND_NOTE:
	case KIND__COUNT:
		break;
	}
}

static void
question_write(struct writer *w, const struct page_in *page, size_t index)
{
	struct question_in *q = w->m->questions[index];
	struct condition_in *conditions[CONDITIONS];
	size_t n = question_conditions(q, conditions, CONDITIONS);

	w->owner.question = (int)index;
	comments_write(w, 6, conditions + page->shared, n - page->shared);
	if (q->kind == KIND_NOTE) {
		line(w, 6, "- type: note");
		text_line(w, 8, "text", &q->help);
	} else {
		line(w, 6, "- id: %s", q->id);
		text_line(w, 8, "ask", &q->ask);
		text_line(w, 8, "hint", &q->shown_hint);
		text_line(w, 8, "help", &q->help);
		line(w, 8, "type: %s", form_kinds[q->kind].name);
		kind_write(w, q);
		if (q->kind != KIND_RANK)
			or_write(w, q);
		message_write(w, q);
	}
	show_write(w, 8, conditions + page->shared, n - page->shared);
	w->owner.question = -1;
}

/* ---- pages ---------------------------------------------------------------------- */

static struct text
page_title(struct writer *w, const struct page_in *page, const struct question_in *first)
{
	struct import *m = w->m;
	struct text title = { 0 };
	bool dropped = false, filled = false;

	for (size_t lang = 0; page->group && lang < m->language_count; lang++)
		if (page->group->label.in[lang])
			title.in[lang] = words_cut(
				m->arena,
				words_settle(
					m->arena,
					words_flat(m->arena, page->group->label.in[lang]),
					NULL, NULL, &dropped, &filled),
				LABEL_MOST);
	if (!title.in[0] || !*title.in[0])
		return first->title;
	return title;
}

static bool
question_ends(const char *s)
{
	size_t len = strlen(s);

	return len && s[len - 1] == '?';
}

/* The words of the question before each turn: the label, if it is a question already. */
static struct text
another_words(struct writer *w, const struct scope *repeat)
{
	struct text t = own_text(w, OWN_ANOTHER);
	struct import *m = w->m;
	bool dropped = false, filled = false;

	for (size_t lang = 0; lang < m->language_count; lang++) {
		const char *label = repeat->label.in[lang];

		if (!label || !*label)
			continue;
		label = words_settle(m->arena, words_flat(m->arena, label), NULL, NULL,
				     &dropped, &filled);
		/* our own export writes the question itself there */
		if (question_ends(label) &&
		    utf8_count(label, strlen(label)) <= ANOTHER_MOST)
			t.in[lang] = label;
		if (!t.in[lang] || t.in[lang] == label)
			continue;
		t.in[lang] = arena_printf(
			m->arena, "%s: %s",
			words_cut(m->arena, label, ANOTHER_MOST - 2 - strlen(t.in[lang])),
			t.in[lang]);
	}
	return t;
}

static void
page_write(struct writer *w, size_t index)
{
	const struct page_in *page = &w->m->pages[index];
	struct question_in *first = NULL;
	struct condition_in *conditions[CONDITIONS], *loop[CONDITIONS];
	struct question_in around = { .scope = page->repeat };
	size_t i, skip = 0;
	bool begins = index == 0 || w->m->pages[index - 1].repeat != page->repeat;
	struct text words;

	for (i = page->first; i < page->first + page->count && !first; i++)
		if (!w->m->questions[i]->dropped)
			first = w->m->questions[i];
	if (!first)
		return;
	question_conditions(first, conditions, CONDITIONS);
	/* a loop's condition stands on its first page */
	if (page->repeat && !begins)
		skip = question_conditions(&around, loop, CONDITIONS);
	w->owner.question = (int)i - 1;
	comments_write(w, 2, conditions + skip,
		       page->shared > skip ? page->shared - skip : 0);
	words = page_title(w, page, first);
	if (w->lang >= 0)
		line(w, 2, "- title: %s",
		     yaml_scalar(w->m->arena,
				 words.in[w->lang] ? words.in[w->lang] : words.in[0]));
	else
		line(w, 2, "- title: %s", yaml_scalar(w->m->arena, words.in[0]));
	for (size_t lang = 1; w->lang < 0 && lang < w->m->language_count; lang++) {
		if (words.in[lang])
			line(w, 4, "title (%s): %s", w->m->languages[lang],
			     yaml_scalar(w->m->arena, words.in[lang]));
		else
			w->m->gaps[lang]++;
	}
	if (page->repeat) {
		line(w, 4, "for each: %s, up to %u", page->repeat->id,
		     page->repeat->turns);
		words = another_words(w, page->repeat);
		if (begins)
			text_line(w, 4, "another", &words);
	}
	if (page->shared > skip)
		show_write(w, 4, conditions + skip, page->shared - skip);
	line(w, 4, "theme: general");
	line(w, 4, "questions:");
	w->owner.question = -1;
	for (i = page->first; i < page->first + page->count; i++)
		if (!w->m->questions[i]->dropped)
			question_write(w, page, i);
}

/* ---- the file ------------------------------------------------------------------- */

static void
head_write(struct writer *w)
{
	struct import *m = w->m;
	SCOPED(buf) languages = { 0 };

	buf_init(&languages, 0);
	for (size_t i = 0; i < m->language_count; i++)
		buf_printf(&languages, "%s%s", i ? ", " : "", m->languages[i]);
	line(w, 0, "canvass: form 1");
	line(w, 0, "id: %s", m->id);
	line(w, 0, "title: %s", yaml_scalar(m->arena, m->title));
	/* an XLSForm's title has no language */
	for (size_t i = 1; w->lang < 0 && i < m->language_count; i++)
		line(w, 0, "title (%s): %s", m->languages[i],
		     yaml_scalar(m->arena, m->title));
	line(w, 0, "languages: [%s]", w->lang >= 0 ? "en" : languages.data);
	gap(w);
	line(w, 0, "privacy:");
	line(w, 2, "smallest group: 10");
	gap(w);
	line(w, 0, "themes:");
	line(w, 2, "general: General");
	for (size_t i = 1; w->lang < 0 && i < m->language_count; i++)
		line(w, 2, "general (%s): General", m->languages[i]);
}

void
import_write(struct import *m, int lang, struct written *w)
{
	struct writer writer = {
		.m = m, .w = w, .lang = lang, .owner = { .question = -1 }
	};

	memset(m->gaps, 0, sizeof(m->gaps));
	w->lines = 0;
	head_write(&writer);
	for (struct list_in *list = m->lists; list; list = list->next)
		list->written = false;
	for (size_t i = 0; i < m->question_count; i++) {
		const struct question_in *q = m->questions[i];

		if (!q->dropped && q->list && !q->single && !other_of(q))
			q->list->written = true;
	}
	lists_write(&writer);
	gap(&writer);
	line(&writer, 0, "pages:");
	for (size_t i = 0; i < m->page_count; i++)
		page_write(&writer, i);
}
