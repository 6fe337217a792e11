/*
 * The sheets without a question: start, check your answers, sent; and the form's opening
 * that all sheets share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

static const char *
own_name(const char *code)
{
	const struct language *language = language_find(code);

	return !language ? code : language->own ? language->own : language->name;
}

/* Other languages: links on the start page, buttons that carry the draft afterwards. */
static void
languages_put(struct layout *l, bool links)
{
	struct html *h = l->body;

	for (unsigned i = 0; i < l->form->language_count; i++) {
		const char *code = l->form->languages[i];

		if (i == l->lang)
			continue;
		if (links) {
			html_lit(h, "<a href=\"?lang=");
			html_value(h, code);
			html_lit(h, "\"");
			html_attr(h, "hreflang", code);
		} else {
			html_lit(h, "<button class=\"l\" name=\"lang\"");
			html_attr(h, "value", code);
		}
		html_attr(h, "lang", code);
		html_lit(h, ">");
		html_text(h, own_name(code));
		if (links)
			html_lit(h, "</a>\n");
		else
			html_lit(h, "</button>\n");
	}
}

/*
 * Enter presses the first button of a form, so the first is a hidden copy of the one that
 * goes on; without it Enter would mean Back.
 */
void
layout_form(struct layout *l, bool hidden_button, const char *go)
{
	struct html *h = l->body;

	html_lit(h, "<form method=\"post\" action=\"");
	layout_hole(l, HOLE_CODE, 0, 0);
	html_lit(h, "\" novalidate>\n<input type=\"hidden\" name=\"ticket\" value=\"");
	layout_hole(l, HOLE_TICKET, 0, 0);
	html_lit(h, "\">\n");
	layout_hole(l, HOLE_DRAFT, 0, 0);
	if (hidden_button) {
		html_lit(h, "<button class=\"vh\" name=\"go\"");
		html_attr(h, "value", go);
		html_lit(h, " tabindex=\"-1\" aria-hidden=\"true\">");
		layout_word(l, str_same(go, "send") ? WORD_SEND : WORD_CONTINUE);
		html_lit(h, "</button>\n");
	}
	html_lit(h, "<div class=\"nav\">");
	layout_hole(l, HOLE_BACK, 0, 0);
	languages_put(l, !hidden_button && str_same(go, "start"));
	html_lit(h, "</div>\n");
}

void
layout_button(struct layout *l, const char *go, enum word word)
{
	html_lit(l->body, "<p><button name=\"go\"");
	html_attr(l->body, "value", go);
	html_lit(l->body, ">");
	layout_word(l, word);
	html_lit(l->body, "</button></p>\n");
}

static void
item(struct layout *l, enum word word)
{
	html_lit(l->body, "<li>");
	layout_word(l, word);
	html_lit(l->body, "</li>\n");
}

static void
not_promised(struct layout *l)
{
	for (enum word word = WORD_NOT_HOST; word <= WORD_NOT_TOGETHER; word++)
		item(l, word);
}

void
layout_promises(struct layout *l)
{
	html_lit(l->body, "<ul>\n");
	not_promised(l);
	html_lit(l->body, "</ul>\n");
}

/* What a survey's first page warns of: its own limits, and those of every survey. */
static void
limits_put(struct layout *l)
{
	html_lit(l->body, "<ul>\n");
	item(l, WORD_KEEP_WORDS);
	item(l, WORD_KEEP_PLACE);
	if (l->form->quick_exit && l->settings && l->settings->exit_url &&
	    l->settings->exit_url[0])
		item(l, WORD_EXIT_LIMIT);
	not_promised(l);
	html_lit(l->body, "</ul>\n");
}

static void
who(struct layout *l, enum word word, const struct text *text)
{
	if (!text->in[0])
		return;
	html_lit(l->body, "<dt>");
	layout_word(l, word);
	html_lit(l->body, "</dt>\n<dd>");
	layout_text(l, text);
	html_lit(l->body, "</dd>\n");
}

static void
who_put(struct layout *l)
{
	if (!l->form->run_by.in[0] && !l->form->read_by.in[0])
		return;
	html_lit(l->body, "<dl class=\"who\">\n");
	who(l, WORD_WHO_ASKS, &l->form->run_by);
	who(l, WORD_WHO_READS, &l->form->read_by);
	html_lit(l->body, "</dl>\n");
}

/* The list of what is kept; the keys' fingerprint last, for those who can compare it. */
static void
keep_put(struct layout *l)
{
	struct html *h = l->body;

	html_lit(h, "<ul>\n");
	item(l, WORD_KEEP_SEALED);
	item(l, WORD_KEEP_NAMES);
	html_lit(h, "<li>");
	word_put_num(h, WORD_KEEP_GROUPS, l->language,
		     (long)l->form->privacy.smallest_group, 0);
	html_lit(h, "</li>\n");
	item(l, WORD_KEEP_OPTIONAL);
	if (l->survey && l->survey->fingerprint[0]) {
		html_lit(h, "<li>");
		layout_word(l, WORD_FINGERPRINT);
		/* Groups of digits would change places in a line that runs from the right. */
		html_lit(h, ": <code dir=\"ltr\">");
		html_text(h, l->survey->fingerprint);
		html_lit(h, "</code>. ");
		layout_word(l, WORD_FINGERPRINT_WHY);
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n");
}

void
layout_about(struct layout *l)
{
	who_put(l);
	layout_heading(l, WORD_KEEP_TITLE);
	keep_put(l);
	layout_heading(l, WORD_NOT_TITLE);
	limits_put(l);
}

void
layout_start(struct layout *l)
{
	struct html *h = l->body;

	layout_title(l, &l->form->title);
	layout_form(l, false, "start");
	layout_hole(l, HOLE_PROBLEMS, 0, 0);
	html_lit(h, "<h1>");
	layout_text(l, &l->form->title);
	html_lit(h, "</h1>\n<p class=\"check\">");
	layout_word_hole(l, WORD_CHECK_WORDS, HOLE_WORDS);
	html_lit(h, "</p>\n");
	layout_markdown(l, &l->form->consent);
	/*
	 * All of this must be read without a press of anything.  What limits our promises comes
	 * before the button; what we promise, and the keys to compare, may follow it.
	 */
	who_put(l);
	layout_heading(l, WORD_NOT_TITLE);
	limits_put(l);
	html_lit(h, "<p><button name=\"go\" value=\"next\">");
	if (l->form->agree.in[0])
		layout_text(l, &l->form->agree);
	else
		layout_word(l, WORD_CONTINUE);
	html_lit(h, "</button></p>\n");
	layout_heading(l, WORD_KEEP_TITLE);
	keep_put(l);
	layout_paste(l);
	html_lit(h, "</form>\n");
}

void
layout_check(struct layout *l)
{
	struct html *h = l->body;

	layout_title_word(l, WORD_CHECK_TITLE);
	layout_form(l, false, "send");
	layout_hole(l, HOLE_PROBLEMS, 0, 0);
	html_lit(h, "<h1>");
	layout_word(l, WORD_CHECK_TITLE);
	html_lit(h, "</h1>\n");
	layout_hole(l, HOLE_MARKS, 0, 0);
	html_lit(h, "<dl class=\"rows\">\n");
	layout_hole(l, HOLE_ROWS, 0, 0);
	html_lit(h, "</dl>\n<p>");
	layout_word(l, WORD_CHECK_TEXT);
	html_lit(h, "</p>\n");
	layout_button(l, "send", WORD_SEND);
	layout_save(l);
	html_lit(h, "</form>\n");
}

void
layout_sent(struct layout *l)
{
	struct html *h = l->body;

	layout_title_word(l, WORD_SENT_TITLE);
	html_lit(h, "<div class=\"sent\">\n<h1>");
	layout_word(l, WORD_SENT_TITLE);
	html_lit(h, "</h1>\n<p>");
	layout_word(l, WORD_SENT_TWICE);
	html_lit(h, "</p>\n</div>\n");
	if (l->survey && l->survey->preview)
		html_lit(h, "<p lang=\"en\" dir=\"ltr\">This was a preview: nothing was "
			    "stored.</p>\n");
	layout_markdown(l, &l->form->thanks);
	if (l->form->support_count) {
		html_lit(h, "<h2>");
		layout_word(l, WORD_SUPPORT);
		html_lit(h, "</h2>\n");
		layout_contacts(l);
	}
	html_lit(h, "<p>");
	layout_word(l, WORD_SENT_NO_NUMBER);
	html_lit(h, " ");
	layout_word(l, WORD_SENT_HISTORY);
	html_lit(h, "</p>\n<details><summary>");
	layout_word(l, WORD_SENT_CLEAR);
	html_lit(h, "</summary>\n<p>");
	layout_word(l, WORD_SENT_CLEAR_HOW);
	html_lit(h, "</p>\n</details>\n");
}
