/*
 * The page where a phone answers: one question, its fields by what the step asks.  Names and values
 * are those that live/contribution.c reads.  Nothing is preselected, and everything may be passed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page_room.h"

/* ---- what was typed ------------------------------------------------------------------------- */

static const char *
typed(const struct phone *p, const char *field)
{
	const char *value = p->typed ? pairs_get(p->typed, field) : NULL;

	return value ? value : "";
}

static bool
chosen(const struct phone *p, const char *field, const char *code)
{
	for (size_t i = 0; p->typed && i < p->typed->count; i++)
		if (str_same(p->typed->items[i].name, field) &&
		    str_same(p->typed->items[i].value, code))
			return true;
	return false;
}

static bool
wrong(const struct phone *p, const char *field)
{
	return p->fault != CONTRIBUTION_OK && p->field && str_same(p->field, field);
}

/* ---- errors --------------------------------------------------------------------------------- */

static void
error_words(struct layout *l, const struct phone *p)
{
	const char *text = p->field ? typed(p, p->field) : "";
	size_t count = p->field ? pairs_count(p->typed, p->field) : 0;

	switch (p->fault) {
	case CONTRIBUTION_OK:
		return;
	case CONTRIBUTION_NOTHING:
		layout_word(l, WORD_ROOM_ERROR_NOTHING);
		return;
	case CONTRIBUTION_UNKNOWN:
		layout_word(l, p->step->kind == STEP_DOTS ? WORD_ROOM_ERROR_IDEA
							  : WORD_ERROR_NOT_OFFERED);
		return;
	case CONTRIBUTION_LONG:
		if (p->step->kind == STEP_NOTES)
			word_put_num(l->body, WORD_ERROR_TOO_LONG, l->language,
				     (long)utf8_count(text, strlen(text)), NOTE_CHARS);
		else
			word_put_num(l->body, WORD_ROOM_ERROR_WORDS, l->language,
				     WORD_CHARS, 0);
		return;
	case CONTRIBUTION_MANY:
		word_put_num(l->body, WORD_ROOM_ERROR_MANY, l->language,
			     (long)p->step->dots, (long)count);
		return;
	}
}

/* The id of the element that has the error: of a group its first choice. */
static void
error_target(struct layout *l, const struct phone *p)
{
	const struct options *options = p->step->options;

	html_value(l->body, p->field ? p->field : "Main");
	if (!p->field || p->step->kind == STEP_WORDS || p->step->kind == STEP_NOTES)
		return;
	html_lit(l->body, "-");
	if (p->step->kind == STEP_DOTS || !options)
		html_num(l->body, 1);
	else
		html_value(l->body, options->items[0].code);
}

static void
problem_put(struct layout *l, const struct phone *p)
{
	struct html *h = l->body;

	if (p->fault == CONTRIBUTION_OK)
		return;
	html_lit(h, "<div class=\"box\" role=\"alert\" tabindex=\"-1\" autofocus "
		    "aria-labelledby=\"Problem\">\n<h2 id=\"Problem\">");
	layout_word(l, WORD_PROBLEM);
	html_lit(h, "</h2>\n<ul>\n<li><a href=\"#");
	error_target(l, p);
	html_lit(h, "\">");
	error_words(l, p);
	html_lit(h, "</a></li>\n</ul>\n</div>\n");
}

/* Beside the field. */
static void
error_put(struct layout *l, const struct phone *p, const char *field)
{
	if (!wrong(p, field))
		return;
	html_lit(l->body, "<p class=\"error\" id=\"Error\"><span class=\"vh\">");
	layout_word(l, WORD_ERROR_HIDDEN);
	html_lit(l->body, " </span>");
	error_words(l, p);
	html_lit(l->body, "</p>\n");
}

/* In a field's or a group's tag. */
static void
described_put(struct layout *l, const struct phone *p, const char *field, bool group,
	      bool hint)
{
	bool error = wrong(p, field);

	if (error && hint)
		html_lit(l->body, " aria-describedby=\"Hint Error\"");
	else if (error)
		html_lit(l->body, " aria-describedby=\"Error\"");
	else if (hint)
		html_lit(l->body, " aria-describedby=\"Hint\"");
	if (error && !group)
		html_lit(l->body, " aria-invalid=\"true\"");
}

/* ---- fields --------------------------------------------------------------------------------- */

/* One radio or checkbox; id: what stands behind the field's name in its id. */
static void
choice_put(struct layout *l, const struct phone *p, const char *field, bool several,
	   const char *code, const char *id, const char *label)
{
	struct html *h = l->body;

	html_lit(h, "<label><input type=\"");
	if (several)
		html_lit(h, "checkbox\"");
	else
		html_lit(h, "radio\"");
	html_attr(h, "name", field);
	html_attr(h, "value", code);
	html_lit(h, " id=\"");
	html_value(h, field);
	html_lit(h, "-");
	html_value(h, id);
	html_lit(h, "\"");
	if (chosen(p, field, code))
		html_lit(h, " checked");
	html_lit(h, "> <span dir=\"auto\">");
	html_text(h, label);
	html_lit(h, "</span></label>\n");
}

static void
options_put(struct layout *l, const struct phone *p, const char *field)
{
	const struct options *options = p->step->options;

	html_lit(l->body, "<div class=\"o\">\n");
	for (size_t i = 0; options && i < options->count; i++) {
		const struct option *o = &options->items[i];

		choice_put(l, p, field, false, o->code, o->code,
			   text_in(&o->label, p->lang));
	}
	html_lit(l->body, "</div>\n");
}

/* What is asked, as the page's heading. */
static void
ask_put(struct layout *l, const struct phone *p)
{
	html_lit(l->body, "<h1>");
	html_text(l->body, phone_ask(p, l, p->step));
	html_lit(l->body, "</h1>");
}

/* The author's hint, then ours with a number (WORD__COUNT: none): aria-describedby points there. */
static bool
has_hint(const struct phone *p, enum word ours)
{
	return ours != WORD__COUNT || (p->step->hint && *text_in(p->step->hint, p->lang));
}

static void
hint_put(struct layout *l, const struct phone *p, enum word ours, long number)
{
	const char *hint = p->step->hint ? text_in(p->step->hint, p->lang) : "";

	if (!has_hint(p, ours))
		return;
	html_lit(l->body, "<p class=\"hint\" id=\"Hint\">");
	html_text(l->body, hint);
	if (*hint && ours != WORD__COUNT)
		html_lit(l->body, "<br>");
	if (ours != WORD__COUNT)
		word_put_num(l->body, ours, l->language, number, 0);
	html_lit(l->body, "</p>\n");
}

static void
vote_put(struct layout *l, const struct phone *p)
{
	html_lit(l->body, "<fieldset");
	described_put(l, p, "vote", true, has_hint(p, WORD__COUNT));
	html_lit(l->body, ">\n<legend>");
	ask_put(l, p);
	html_lit(l->body, "</legend>\n");
	hint_put(l, p, WORD__COUNT, 0);
	error_put(l, p, "vote");
	options_put(l, p, "vote");
	html_lit(l->body, "</fieldset>\n");
}

/* Up to ten statements, stacked: never a grid. */
static void
scorecard_put(struct layout *l, const struct phone *p)
{
	const struct section *section = p->step->about;
	char field[80];

	ask_put(l, p);
	html_lit(l->body, "\n");
	hint_put(l, p, WORD__COUNT, 0);
	html_lit(l->body, "<div class=\"s\">\n");
	for (size_t i = 0; i < section->statement_count; i++) {
		const struct statement *s = &section->statements[i];

		snprintf(field, sizeof(field), "s_%s", s->id);
		html_lit(l->body, "<fieldset");
		described_put(l, p, field, true, false);
		html_lit(l->body, ">\n<legend>");
		html_text(l->body, text_in(&s->text, p->lang));
		html_lit(l->body, "</legend>\n");
		error_put(l, p, field);
		options_put(l, p, field);
		html_lit(l->body, "</fieldset>\n");
	}
	html_lit(l->body, "</div>\n");
}

static void
words_put(struct layout *l, const struct phone *p)
{
	struct html *h = l->body;

	html_lit(h, "<h1><label for=\"words\">");
	html_text(h, phone_ask(p, l, p->step));
	html_lit(h, "</label></h1>\n");
	hint_put(l, p, WORD_ROOM_WORDS, WORD_CHARS);
	error_put(l, p, "words");
	html_lit(h, "<p><input type=\"text\" id=\"words\" name=\"words\" dir=\"auto\" "
		    "autocomplete=\"off\" spellcheck=\"true\" maxlength=\"");
	html_num(h, WORD_CHARS);
	html_lit(h, "\"");
	described_put(l, p, "words", false, true);
	html_attr(h, "value", typed(p, "words"));
	html_lit(h, "></p>\n");
}

static void
note_put(struct layout *l, const struct phone *p, const char *field, enum word label)
{
	struct html *h = l->body;

	html_lit(h, "<p class=\"ask\"><label");
	html_attr(h, "for", field);
	html_lit(h, ">");
	layout_word(l, label);
	html_lit(h, "</label></p>\n");
	error_put(l, p, field);
	html_lit(
		h,
		"<textarea rows=\"3\" dir=\"auto\" autocomplete=\"off\" spellcheck=\"true\"");
	html_attr(h, "id", field);
	html_attr(h, "name", field);
	html_lit(h, " maxlength=\"");
	html_num(h, NOTE_CHARS);
	html_lit(h, "\"");
	described_put(l, p, field, false, true);
	html_lit(h,
		 ">\n"); /* a browser drops this line end, and keeps the writer's own */
	html_text(h, typed(p, field));
	html_lit(h, "</textarea>\n");
}

static void
notes_put(struct layout *l, const struct phone *p)
{
	ask_put(l, p);
	html_lit(l->body, "\n");
	hint_put(l, p, WORD_ROOM_NOTES, NOTE_CHARS);
	layout_paragraph(l, WORD_ROOM_CARE);
	note_put(l, p, "note", WORD_ROOM_NOTE_1);
	note_put(l, p, "note_2", WORD_ROOM_NOTE_2);
	note_put(l, p, "note_3", WORD_ROOM_NOTE_3);
}

/* False: there is nothing to give dots to. */
static bool
dots_put(struct layout *l, const struct phone *p)
{
	size_t count;
	const struct idea_choice *ideas = room_ideas(p->room, p->step, &count, p->arena);
	char code[20], id[20];

	html_lit(l->body, "<fieldset");
	described_put(l, p, "dot", true, true);
	html_lit(l->body, ">\n<legend>");
	ask_put(l, p);
	html_lit(l->body, "</legend>\n");
	if (count)
		hint_put(l, p, WORD_ROOM_DOTS_MOST, (long)p->step->dots);
	else
		hint_put(l, p, WORD_ROOM_DOTS_NONE, 0);
	error_put(l, p, "dot");
	html_lit(l->body, "<div class=\"o\">\n");
	for (size_t i = 0; i < count; i++) {
		snprintf(code, sizeof(code), "%016llx", (unsigned long long)ideas[i].id);
		snprintf(id, sizeof(id), "%zu", i + 1);
		choice_put(l, p, "dot", true, code, id, ideas[i].text);
	}
	html_lit(l->body, "</div>\n</fieldset>\n");
	return count > 0;
}

static bool
fields_put(struct layout *l, const struct phone *p)
{
	switch (p->step->kind) {
	case STEP_WARM_UP:
	case STEP_VOTES:
		vote_put(l, p);
		return true;
	case STEP_WORDS:
		words_put(l, p);
		return true;
	case STEP_NOTES:
		notes_put(l, p);
		return true;
	case STEP_SCORECARD:
		scorecard_put(l, p);
		return true;
	case STEP_DOTS:
		return dots_put(l, p);
	case STEP_OPENING:
	case STEP_TALK:
	case STEP_READ_BACK:
	case STEP_CLOSING:
	case STEP__COUNT:
		break;
	}
	die("a step in which phones do nothing");
}

struct reply *
phone_do(struct phone *p, unsigned status)
{
	struct speech speech = speech_of(p->room->guide->form,
					 guide_form_language(p->room->guide, p->lang));
	struct layout l = { .language = &speech };
	bool any;

	phone_layout(&l, p, phone_ask(p, &l, p->step), p->fault != CONTRIBUTION_OK);
	phone_form(&l, p, "send", WORD_ROOM_SEND);
	phone_notice(&l, p);
	problem_put(&l, p);
	phone_theme(&l, p->step);
	any = fields_put(&l, p);
	if (any)
		layout_button(&l, "send", WORD_ROOM_SEND);
	html_lit(l.body, "</form>\n<p>");
	layout_word(&l, WORD_ROOM_PASS);
	html_lit(l.body, "</p>\n<p class=\"links\"><a");
	html_attr(l.body, "href", phone_address(p, true, p->follow));
	html_lit(l.body, ">");
	layout_word(&l, WORD_ROOM_LATEST);
	html_lit(l.body, "</a></p>\n");
	return phone_reply(&l, p, status);
}
