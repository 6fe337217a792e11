/*
 * A form as people read it: who asks, what may be told, its themes, and every page with its
 * questions.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/plan_hash.h"
#include "desk/surveys.h"
#include "summary/summary.h"

/* ---- languages ------------------------------------------------------------------- */

unsigned
form_lang_asked(const struct desk_visit *v, const struct form *form)
{
	const char *asked = visit_query(v, "lang");
	int lang = *asked ? form_language(form, asked) : 0;

	return lang < 0 ? 0 : (unsigned)lang;
}

static const char *
language_words(const char *code)
{
	const struct language *language = language_find(code);

	return language ? language->name : code;
}

void
form_languages_put(struct desk_visit *v, const struct form *form, unsigned lang,
		   const char *path, const char *more)
{
	struct html *h = v->body;

	if (form->language_count < 2)
		return;
	html_lit(h, "<p>Language: ");
	for (unsigned i = 0; i < form->language_count; i++) {
		html_text(h, i ? " · " : "");
		if (i == lang) {
			html_lit(h, "<strong>");
			html_text(h, language_words(form->languages[i]));
			html_lit(h, "</strong>");
			continue;
		}
		desk_link(v,
			  arena_printf(v->arena, "%s?lang=%s%s", path, form->languages[i],
				       more),
			  language_words(form->languages[i]));
	}
	html_lit(h, "</p>\n");
}

const char *
form_words(struct desk_visit *v, const struct form *form, const char *text)
{
	SCOPED(buf) out = { 0 };

	if (!text_piped(text))
		return text;
	text_fill(text, answers_new(form, v->arena), 0, 0, &out);
	return arena_copy(v->arena, out.data ? out.data : "", out.len);
}

/* ---- facts ----------------------------------------------------------------------- */

static void
put_fact(struct html *h, const char *name, const char *value)
{
	if (!*value)
		return;
	fact_begin(h, name);
	html_text(h, value);
	fact_end(h);
}

static void
put_facts(struct html *h, const struct form *form, unsigned lang)
{
	html_lit(h, "<dl class=\"facts\">\n");
	put_fact(h, "Title", text_in(&form->title, lang));
	put_fact(h, "Who asks", text_in(&form->run_by, lang));
	put_fact(h, "Who reads the answers", text_in(&form->read_by, lang));
	fact_begin(h, "Open");
	put_day(h, form->opens, "from the day it is opened");
	html_lit(h, ", until ");
	put_day(h, form->closes, "it is closed");
	fact_end(h);
	fact_begin(h, "Languages");
	for (size_t i = 0; i < form->language_count; i++) {
		html_text(h, i ? ", " : "");
		html_text(h, language_words(form->languages[i]));
	}
	fact_end(h);
	fact_begin(h, "Takes about");
	put_count(h, form_minutes(form), "minute");
	fact_end(h);
	html_lit(h, "</dl>\n");
}

/* ---- privacy and themes ---------------------------------------------------------- */

static const char *
break_words(const struct form *form, const struct break_by *by, unsigned lang)
{
	switch (by->kind) {
	case BREAK_QUESTION:
		return text_in(&form->questions[by->index].ask, lang);
	case BREAK_CONDITION:
		return text_in(&form->conditions[by->index].label, lang);
	case BREAK_PLACE:
		break;
	}
	return "the place of the poster";
}

static void
put_privacy(struct html *h, const struct form *form, unsigned lang)
{
	const struct privacy *p = &form->privacy;

	html_lit(h, "<h2 id=\"privacy\">Privacy</h2>\n<ul>\n<li>Groups smaller than ");
	html_num(h, (long)p->smallest_group);
	html_lit(h, " are never shown.</li>\n<li>");
	html_text(h,
		  p->refuse
			  ? "What looks like a name or number in a text is refused "
			    "until it is changed."
			  : "What looks like a name or number in a text is shown to its "
			    "writer, who may change or keep it.");
	html_lit(h, "</li>\n");
	if (p->keep_months) {
		html_lit(h, "<li>Answers are kept for ");
		put_count(h, p->keep_months, "month");
		html_lit(h, ".</li>\n");
	}
	html_lit(h, "<li>It needs ");
	html_num(h, (long)form_people_needed(form));
	html_lit(h, " answers before every table could be told.</li>\n");
	if (p->break_count)
		html_lit(h, "<li>Tables may be broken down by:<ul>\n");
	for (size_t i = 0; i < p->break_count; i++) {
		html_lit(h, "<li>");
		html_text(h, break_words(form, &p->breaks[i], lang));
		html_lit(h, "</li>\n");
	}
	if (p->break_count)
		html_lit(h, "</ul></li>\n");
	html_lit(h, "</ul>\n");
}

static void
put_themes(struct html *h, const struct form *form, unsigned lang)
{
	if (!form->theme_count)
		return;
	html_lit(h, "<h2 id=\"themes\">Themes</h2>\n<ul>\n");
	for (size_t i = 0; i < form->theme_count; i++) {
		html_lit(h, "<li>");
		html_text(h, text_in(&form->themes[i].title, lang));
		html_lit(h, " <code>");
		html_text(h, form->themes[i].id);
		html_lit(h, "</code></li>\n");
	}
	html_lit(h, "</ul>\n");
}

/* ---- questions ------------------------------------------------------------------- */

static void
put_only(struct html *h, const struct form *form, const struct cond *c, unsigned lang)
{
	SCOPED(buf) words = { 0 };

	if (!c)
		return;
	cond_words(c, form, lang, &words);
	html_lit(h, "<p class=\"hint\">Only if ");
	html_text(h, words.data ? words.data : "");
	html_lit(h, "</p>\n");
}

/* In one line: a form has hundreds of them. */
static void
put_options(struct html *h, const struct options *options, const struct text *no_answer,
	    unsigned lang)
{
	if (!options)
		return;
	html_lit(h, "<p>");
	for (size_t i = 0; i < options->count; i++) {
		html_text(h, i ? " · " : "");
		html_text(h, text_in(&options->items[i].label, lang));
	}
	if (*text_in(no_answer, lang)) {
		html_lit(h, " · <span class=\"muted\">or: ");
		html_text(h, text_in(no_answer, lang));
		html_lit(h, "</span>");
	}
	html_lit(h, "</p>\n");
}

/* "choose one · may be left out · theme: Support" */
static void
put_kind(struct html *h, const struct form *form, const struct question *q, unsigned lang)
{
	html_lit(h, "<p class=\"hint\"><code>");
	html_text(h, q->id);
	html_lit(h, "</code> · ");
	html_text(h, form_kinds[q->kind].name);
	if (q->up_to && form_kinds[q->kind].text) {
		html_lit(h, " · up to ");
		html_num(h, (long)q->up_to);
		html_lit(h, " characters");
	}
	if (q->kind == KIND_NUMBER) {
		html_lit(h, " · from ");
		html_num(h, q->between_low);
		html_lit(h, " to ");
		html_num(h, q->between_high);
		if (q->bands.count)
			html_lit(h, ", kept in bands");
	}
	html_text(h, q->required ? " · must be answered" : "");
	if (q->theme >= 0) {
		html_lit(h, " · theme: ");
		html_text(h, text_in(&form->themes[q->theme].title, lang));
	}
	html_lit(h, "</p>\n");
}

static void
put_hint(struct html *h, const struct text *text, unsigned lang)
{
	if (!*text_in(text, lang))
		return;
	html_lit(h, "<p class=\"hint\">");
	html_text(h, text_in(text, lang));
	html_lit(h, "</p>\n");
}

static void
put_question(struct html *h, const struct form *form, const struct question *q,
	     unsigned lang)
{
	const struct text *ask = q->kind == KIND_NOTE ? &q->text : &q->ask;

	html_lit(h, "<li>\n<p>");
	html_text(h, text_in(ask, lang));
	html_lit(h, "</p>\n");
	if (q->kind != KIND_NOTE)
		put_kind(h, form, q, lang);
	put_hint(h, &q->hint, lang);
	put_only(h, form, q->show_if, lang);
	put_options(h, q->options, &q->no_answer, lang);
	html_lit(h, "</li>\n");
}

/* A block of statements: asked together, on one list of options. */
static void
put_statements(struct html *h, const struct form *form, const struct block *b,
	       unsigned lang)
{
	html_lit(h, "<li>\n<p>");
	html_text(h, text_in(&b->ask, lang));
	html_lit(h, "</p>\n");
	put_hint(h, &b->hint, lang);
	put_only(h, form, b->show_if, lang);
	html_lit(h, "<ul>\n");
	for (unsigned i = b->first; i < b->first + b->count; i++) {
		html_lit(h, "<li>");
		html_text(h, text_in(&form->questions[i].ask, lang));
		html_lit(h, " <code>");
		html_text(h, form->questions[i].id);
		html_lit(h, "</code></li>\n");
	}
	html_lit(h, "</ul>\n<p class=\"hint\">Each is answered with one of:</p>\n");
	put_options(h, form->questions[b->first].options,
		    &form->questions[b->first].no_answer, lang);
	html_lit(h, "</li>\n");
}

static void
put_page(struct html *h, const struct form *form, unsigned number, unsigned lang)
{
	const struct page *page = &form->pages[number];
	const char *title = text_in(&page->title, lang);

	html_lit(h, "<h3>Page ");
	html_num(h, (long)number + 1);
	html_text(h, *title ? ": " : "");
	html_text(h, title);
	html_lit(h, "</h3>\n");
	put_only(h, form, page->show_if, lang);
	if (page->repeat >= 0) {
		html_lit(h, "<p class=\"hint\">Asked anew for each: ");
		html_text(h, text_in(&form->repeats[page->repeat].another, lang));
		html_lit(h, " At most ");
		html_num(h, (long)form->repeats[page->repeat].most);
		html_lit(h, " times.</p>\n");
	}
	put_hint(h, &page->text, lang);
	html_lit(h, "<ul class=\"thread\">\n");
	for (unsigned b = page->first; b < page->first + page->count; b++) {
		const struct block *block = &form->blocks[b];

		if (block->statements)
			put_statements(h, form, block, lang);
		else
			put_question(h, form, &form->questions[block->first], lang);
	}
	html_lit(h, "</ul>\n");
}

void
form_put(struct desk_visit *v, const struct form *form, unsigned lang)
{
	struct html *h = v->body;
	const struct language *language = language_find(form->languages[lang]);

	put_facts(h, form, lang);
	put_privacy(h, form, lang);
	html_lit(h, "<div");
	html_attr(h, "lang", form->languages[lang]);
	if (language && language->right_to_left)
		html_lit(h, " dir=\"rtl\"");
	html_lit(h, ">\n");
	put_themes(h, form, lang);
	html_lit(h, "<h2 id=\"pages\">Pages</h2>\n");
	for (unsigned i = 0; i < form->page_count; i++)
		put_page(h, form, i, lang);
	html_lit(h, "</div>\n");
}

void
form_plan_put(struct desk_visit *v, const struct form *form)
{
	const struct plan *plan = plan_make(form, v->arena);
	char hash[PLAN_HASH_HEX];
	SCOPED(buf) words = { 0 };

	plan_hash_of(plan, hash);
	plan_show(plan, &words);
	buf_printf(&words, "  SHA-256 of the plan: %s\n", hash);
	html_lit(v->body,
		 "<h2 id=\"plan\">Tables</h2>\n<details>\n<summary>All tables that a "
		 "release may have</summary>\n<pre tabindex=\"0\">");
	html_text(v->body, words.data ? words.data : "");
	html_lit(v->body, "</pre>\n</details>\n");
}
