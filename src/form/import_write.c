/*
 * The form as text.  Which line belongs to what is written down as well, so that whatever our own
 * reader says of a line finds its way back to a row of the workbook.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/import_write.h"
#include "form/wording.h"

enum {
	LABEL_MOST = 80,
	ANOTHER_MOST = 120,
	COMMENT_MOST = 300,
};

/* ---- lines ---------------------------------------------------------------------- */

void
write_line(struct writer *w, unsigned indent, const char *fmt, ...)
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
	write_line(w, 0, "%s", "");
}

/* ---- texts in each language ----------------------------------------------------- */

void
write_text(struct writer *w, unsigned indent, const char *key, const struct text *t)
{
	struct import *m = w->m;

	if (w->lang >= 0) {
		const char *s = t->in[w->lang] ? t->in[w->lang] : t->in[0];

		if (s)
			write_line(w, indent, "%s: %s", key, yaml_scalar(m->arena, s));
		return;
	}
	if (!t->in[0])
		return;
	write_line(w, indent, "%s: %s", key, yaml_scalar(m->arena, t->in[0]));
	for (size_t lang = 1; lang < m->language_count; lang++) {
		if (t->in[lang])
			write_line(w, indent, "%s (%s): %s", key, m->languages[lang],
				   yaml_scalar(m->arena, t->in[lang]));
		else
			m->gaps[lang]++;
	}
}

static const char *const own_words[OWN__COUNT][2] = {
	[OWN_OR] = { "Prefer not to say", "Mae'n well gen i beidio â dweud" },
	[OWN_YES] = { "Yes", "Ie" },
	[OWN_NO] = { "No", "Na" },
	[OWN_OTHER] = { "Other", "Arall" },
	[OWN_ELSE] = { "Something else", "Rhywbeth arall" },
	[OWN_GENERAL] = { "General", "Cyffredinol" },
	[OWN_SKIP] = { "Skip this question", "Hepgor y cwestiwn hwn" },
	[OWN_ANOTHER] = { "Is there one to tell us about?", "Oes un i sôn amdano?" },
};

struct text
write_own(struct writer *w, enum own which)
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

/* ---- conditions ----------------------------------------------------------------- */

/* What a person must decide stands as a comment above what it was to hide. */
static void
comment_write(struct writer *w, unsigned indent, const struct condition_in *c)
{
	const char *words = words_cut(w->m->arena, words_flat(w->m->arena, c->relevant),
				      COMMENT_MOST);

	write_line(w, indent,
		   "# TO"
		   "DO: show this only if: %s",
		   words);
}

void
write_comments(struct writer *w, unsigned indent, struct condition_in *const *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!c[i]->shown)
			comment_write(w, indent, c[i]);
}

void
write_show(struct writer *w, unsigned indent, struct condition_in *const *c, size_t n)
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
		write_line(w, indent, "show if: %s", yaml_scalar(w->m->arena, out.data));
	w->owner.condition = NULL;
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
	struct text t = write_own(w, OWN_ANOTHER);
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

/*
 * What all questions of a page depend on becomes the page's condition, so that it is passed over
 * whole: a page without a question would be a dead end.
 */
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
	write_comments(w, 2, conditions + skip,
		       page->shared > skip ? page->shared - skip : 0);
	words = page_title(w, page, first);
	if (w->lang >= 0)
		write_line(w, 2, "- title: %s",
			   yaml_scalar(w->m->arena, words.in[w->lang] ? words.in[w->lang]
								      : words.in[0]));
	else
		write_line(w, 2, "- title: %s", yaml_scalar(w->m->arena, words.in[0]));
	for (size_t lang = 1; w->lang < 0 && lang < w->m->language_count; lang++) {
		if (words.in[lang])
			write_line(w, 4, "title (%s): %s", w->m->languages[lang],
				   yaml_scalar(w->m->arena, words.in[lang]));
		else
			w->m->gaps[lang]++;
	}
	if (page->repeat) {
		write_line(w, 4, "for each: %s, up to %u", page->repeat->id,
			   page->repeat->turns);
		words = another_words(w, page->repeat);
		if (begins)
			write_text(w, 4, "another", &words);
	}
	if (page->shared > skip)
		write_show(w, 4, conditions + skip, page->shared - skip);
	write_line(w, 4, "theme: general");
	write_line(w, 4, "questions:");
	w->owner.question = -1;
	for (i = page->first; i < page->first + page->count;)
		i += write_questions(w, page, i);
}

/* ---- the file ------------------------------------------------------------------- */

/*
 * Of privacy and themes a workbook says nothing.  What stands here is the language's own default,
 * written out so that the author sees that there is something to decide.
 */
static void
head_write(struct writer *w)
{
	struct import *m = w->m;
	struct text general;
	SCOPED(buf) languages = { 0 };

	buf_init(&languages, 0);
	for (size_t i = 0; i < m->language_count; i++)
		buf_printf(&languages, "%s%s", i ? ", " : "", m->languages[i]);
	write_line(w, 0, "canvass: form 1");
	write_line(w, 0, "id: %s", m->id);
	/* an XLSForm's title has no language: what it is in others nobody has said */
	write_text(w, 0, "title", &(struct text){ .in = { m->title } });
	write_line(w, 0, "languages: [%s]", w->lang >= 0 ? "en" : languages.data);
	gap(w);
	write_line(w, 0, "privacy:");
	write_line(w, 2, "smallest group: 10");
	gap(w);
	write_line(w, 0, "themes:");
	general = write_own(w, OWN_GENERAL);
	write_text(w, 2, "general", &general);
}

/* Lists stand before the pages that name them: so it is known beforehand which are used. */
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

		if (!q->dropped && question_lists(q))
			q->list->written = true;
	}
	write_lists(&writer);
	gap(&writer);
	write_line(&writer, 0, "pages:");
	for (size_t i = 0; i < m->page_count; i++)
		page_write(&writer, i);
}
