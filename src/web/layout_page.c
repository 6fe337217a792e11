/*
 * A question page.  With one question its own words are the heading, as the legend of its
 * group or the label of its box; with several the page's title is, unless it says the same.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

static bool
has(const struct text *t)
{
	return t->in[0] && t->in[0][0];
}

/* Boxes have a label; all else is a group with a legend. */
static bool
has_label(const struct question *q)
{
	return q->kind == KIND_NUMBER || q->kind == KIND_SHORT_TEXT ||
	       q->kind == KIND_LONG_TEXT;
}

static void
help_put(struct layout *l, const struct text *help, const struct text *why)
{
	struct html *h = l->body;

	if (has(why)) {
		html_lit(h, "<p class=\"why\">");
		layout_word_text(l, WORD_WHY, text_in(why, l->lang));
		html_lit(h, "</p>\n");
	}
	if (has(help)) {
		html_lit(h, "<details><summary>");
		layout_word(l, WORD_HELP);
		html_lit(h, "</summary>\n");
		layout_markdown(l, help);
		html_lit(h, "</details>\n");
	}
}

/* The hint, and for a long text how much fits: what aria-describedby points at. */
static void
hint_put(struct layout *l, const struct question *q)
{
	struct html *h = l->body;

	if (!has(&q->hint) && q->kind != KIND_LONG_TEXT)
		return;
	html_lit(h, "<p class=\"hint\" id=\"");
	html_value(h, q->id);
	html_lit(h, "-Hint\">");
	layout_text(l, &q->hint);
	if (q->kind == KIND_LONG_TEXT) {
		if (has(&q->hint))
			html_lit(h, "<br>");
		word_put_num(h, WORD_UP_TO, l->language, (long)q->up_to, 0);
	}
	html_lit(h, "</p>\n");
}

/* The words of a question as heading, legend or label. */
static void
ask_put(struct layout *l, const struct question *q, bool alone)
{
	struct html *h = l->body;

	if (alone)
		html_lit(h, "<h1>");
	if (has_label(q)) {
		html_lit(h, "<label");
		html_attr(h, "for", q->id);
		html_lit(h, ">");
		layout_text(l, &q->ask);
		html_lit(h, "</label>");
	} else {
		layout_text(l, &q->ask);
	}
	if (alone)
		html_lit(h, "</h1>");
}

/* What describes a group, in its tag. */
static void
group_hole(struct layout *l, const struct question *q, bool hint)
{
	bool radios = q->kind == KIND_CHOOSE_ONE || q->kind == KIND_SCALE;

	layout_hole(l, HOLE_DESCRIBED, q->index,
		    (hint ? DESCRIBED_HINT : 0u) | (radios ? DESCRIBED_RADIOS : 0u));
}

/* One question; page: its page's text where its words are the page's heading, else NULL. */
static void
question_put(struct layout *l, const struct question *q, const struct page *page)
{
	struct html *h = l->body;
	bool group = !has_label(q) && q->kind != KIND_NOTE;

	if (group) {
		html_lit(h, "<fieldset");
		group_hole(l, q, has(&q->hint));
		html_lit(h, ">\n<legend>");
		ask_put(l, q, page != NULL);
		html_lit(h, "</legend>\n");
	} else if (q->kind != KIND_NOTE) {
		if (!page)
			html_lit(h, "<p class=\"ask\">");
		ask_put(l, q, page != NULL);
		if (!page)
			html_lit(h, "</p>");
		html_lit(h, "\n");
	}
	if (page && has(&page->text))
		layout_markdown(l, &page->text);
	hint_put(l, q);
	help_put(l, &q->help, has(&q->why) || !page ? &q->why : &page->why);
	layout_hole(l, HOLE_ERROR, q->index, 0);
	layout_fields(l, q);
	if (group)
		html_lit(h, "</fieldset>\n");
}

/* Up to ten statements on one list of options, stacked: never a grid. */
static void
statements_put(struct layout *l, const struct block *b)
{
	struct html *h = l->body;

	html_lit(h, "<div role=\"group\" class=\"s\" aria-labelledby=\"B");
	html_num(h, (long)b->first);
	if (has(&b->hint)) {
		html_lit(h, "\" aria-describedby=\"H");
		html_num(h, (long)b->first);
	}
	html_lit(h, "\">\n<p class=\"ask\" id=\"B");
	html_num(h, (long)b->first);
	html_lit(h, "\">");
	layout_text(l, &b->ask);
	html_lit(h, "</p>\n");
	if (has(&b->hint)) {
		html_lit(h, "<p class=\"hint\" id=\"H");
		html_num(h, (long)b->first);
		html_lit(h, "\">");
		layout_text(l, &b->hint);
		html_lit(h, "</p>\n");
	}
	help_put(l, &b->help, &b->why);
	for (unsigned i = 0; i < b->count; i++) {
		const struct question *q = &l->form->questions[b->first + i];

		html_lit(h, "<fieldset");
		group_hole(l, q, false);
		html_lit(h, ">\n<legend>");
		layout_text(l, &q->ask);
		html_lit(h, "</legend>\n");
		layout_hole(l, HOLE_ERROR, q->index, 0);
		layout_fields(l, q);
		html_lit(h, "</fieldset>\n");
	}
	html_lit(h, "</div>\n");
}

/*
 * A follow-up is always in the page: a rule hides it where the browser knows :has(), and a
 * plain sentence does elsewhere.  The server has the last word either way.
 */
static void
follow_up_open(struct layout *l, const struct block *b)
{
	const char *id = l->form->questions[b->first].id;
	SCOPED(buf) selector = { 0 };
	SCOPED(buf) words = { 0 };
	bool css = cond_css(b->show_if, l->form, &selector);

	html_lit(l->body, "<div id=\"q-");
	html_value(l->body, id);
	if (css)
		html_lit(l->body, "\">\n<p class=\"if\">");
	else
		html_lit(l->body, "\">\n<p>");
	cond_words(b->show_if, l->form, l->lang, &words);
	buf_puts(&words, "");
	layout_word_text(l, WORD_ONLY_IF, words.data);
	html_lit(l->body, "</p>\n");
	if (css)
		buf_printf(&l->rules, "form:not(%s) #q-%s{display:none}", selector.data,
			   id);
}

static void
block_put(struct layout *l, unsigned index, const struct page *alone)
{
	const struct block *b = &l->form->blocks[index];
	bool waits = b->show_if && !b->follow_up;

	if (waits)
		layout_hole(l, HOLE_IF, index, 0);
	if (b->follow_up)
		follow_up_open(l, b);
	if (b->statements)
		statements_put(l, b);
	else
		question_put(l, &l->form->questions[b->first], alone);
	if (b->follow_up)
		html_lit(l->body, "</div>\n");
	if (waits)
		layout_hole(l, HOLE_END, 0, 0);
}

/* Consent and who asks, above the first page of a form that has no start page. */
static void
intro_put(struct layout *l)
{
	html_lit(l->body, "<div class=\"intro\">\n");
	layout_markdown(l, &l->form->consent);
	html_lit(l->body, "<p>");
	layout_word_hole(l, WORD_CHECK_WORDS, HOLE_WORDS);
	html_lit(l->body, "</p>\n<p><a href=\"#About\">");
	layout_word(l, WORD_ABOUT);
	html_lit(l->body, "</a></p>\n");
	layout_paste(l);
	html_lit(l->body, "</div>\n");
}

/* The rest of what a first page says: in sight, and below the question that people came for. */
static void
about_put(struct layout *l)
{
	html_lit(l->body, "<div id=\"About\">\n");
	layout_about(l);
	html_lit(l->body, "</div>\n");
}

/*
 * Whether the words of a page's first question are its heading: it is the only one, or the page's
 * title says the same and would only be read twice.
 */
static bool
asks_by_itself(const struct layout *l, const struct page *p)
{
	const struct block *first = &l->form->blocks[p->first];

	if (first->statements || l->form->questions[first->first].kind == KIND_NOTE)
		return false;
	return p->count == 1 || (!first->show_if && str_same(text_in(&p->title, l->lang),
							     text_in(&first->ask, l->lang)));
}

void
layout_page(struct layout *l, unsigned page)
{
	const struct page *p = &l->form->pages[page];
	const struct block *first = &l->form->blocks[p->first];
	bool alone = asks_by_itself(l, p);
	const struct text *heading = alone || !has(&p->title) ? &first->ask : &p->title;
	bool last = !l->form->check_answers && page + 1 == l->form->page_count;
	bool begins = page == 0 && p->repeat < 0 && !has(&l->form->agree);

	layout_title(l, heading);
	layout_form(l, true, last ? "send" : "next");
	layout_hole(l, HOLE_PROBLEMS, 0, 0);
	if (begins)
		intro_put(l);
	layout_hole(l, HOLE_PROGRESS, 0, 0);
	if (!alone) {
		html_lit(l->body, "<h1>");
		layout_text(l, heading);
		html_lit(l->body, "</h1>\n");
		layout_markdown(l, &p->text);
		help_put(l, &(struct text){ { NULL } }, &p->why);
	}
	for (unsigned i = 0; i < p->count; i++)
		block_put(l, p->first + i, alone && i == 0 ? p : NULL);
	if (last)
		layout_button(l, "send", WORD_SEND);
	else
		layout_button(l, "next", WORD_CONTINUE);
	layout_save(l);
	if (begins)
		about_put(l);
	html_lit(l->body, "</form>\n");
}

static void
yes_no_put(struct layout *l, bool yes)
{
	struct html *h = l->body;

	html_lit(h, "<label><input type=\"radio\" name=\"another\"");
	if (yes)
		html_lit(h, " value=\"yes\" id=\"another-yes\"");
	else
		html_lit(h, " value=\"no\" id=\"another-no\"");
	layout_hole(l, HOLE_ANOTHER, yes, 0);
	html_lit(h, "> ");
	layout_word(l, yes ? WORD_YES : WORD_NO);
	html_lit(h, "</label>\n");
}

void
layout_another(struct layout *l, unsigned repeat)
{
	const struct repeat *r = &l->form->repeats[repeat];
	struct html *h = l->body;
	bool begins = r->first_page == 0 && !has(&l->form->agree);

	layout_title(l, &r->another);
	layout_form(l, true, "next");
	layout_hole(l, HOLE_PROBLEMS, 0, 0);
	/* a form may begin with a loop: then this is what people see first */
	if (begins)
		intro_put(l);
	layout_hole(l, HOLE_PROGRESS, 0, 0);
	html_lit(h, "<fieldset");
	layout_hole(l, HOLE_DESCRIBED, FORM_QUESTIONS, DESCRIBED_RADIOS);
	html_lit(h, ">\n<legend><h1>");
	layout_text(l, &r->another);
	html_lit(h, "</h1></legend>\n");
	layout_hole(l, HOLE_ERROR, FORM_QUESTIONS, 0);
	html_lit(h, "<div class=\"o\">\n");
	yes_no_put(l, true);
	yes_no_put(l, false);
	html_lit(h, "</div>\n</fieldset>\n");
	layout_button(l, "next", WORD_CONTINUE);
	layout_save(l);
	if (begins)
		about_put(l);
	html_lit(h, "</form>\n");
}
