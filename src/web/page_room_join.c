/*
 * The pages of a room where nothing is asked: join, wait, pause, sent.
 *
 * What the page to join by says is what is true of rooms, in the order in which it matters.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page_room.h"

/* ---- what all pages have ------------------------------------------------------------------ */

const char *
phone_address(const struct phone *p, bool link, bool follow)
{
	const struct guide *guide = p->room->guide;
	const char *lang = p->lang ? guide->languages[p->lang] : NULL;
	const char *ticket = link && p->ticket_text[0] ? p->ticket_text : NULL;
	SCOPED(buf) out = { 0 };
	char mark = '?';

	buf_printf(&out, "/R/%s", p->room->code);
	if (ticket) {
		buf_printf(&out, "%ct=%s", mark, ticket);
		mark = '&';
	}
	if (lang) {
		buf_printf(&out, "%clang=%s", mark, lang);
		mark = '&';
	}
	if (follow)
		buf_printf(&out, "%cf=1", mark);
	buf_puts(&out, "");
	return arena_str(p->arena, out.data);
}

/* The guide's other languages: links where nothing can be lost, buttons where one types. */
static void
languages_put(struct layout *l, struct phone *p, bool links)
{
	const struct guide *guide = p->room->guide;
	unsigned now = p->lang;

	html_lit(l->body, "<div class=\"nav\">");
	for (unsigned i = 0; i < guide->language_count; i++) {
		const char *code = guide->languages[i];
		const struct language *language = language_find(code);

		if (i == now)
			continue;
		if (links) {
			p->lang = i;
			html_lit(l->body, "<a");
			html_attr(l->body, "href", phone_address(p, true, p->follow));
			html_attr(l->body, "hreflang", code);
			p->lang = now;
		} else {
			html_lit(l->body, "<button class=\"l\" name=\"lang\"");
			html_attr(l->body, "value", code);
		}
		html_attr(l->body, "lang", code);
		html_lit(l->body, ">");
		html_text(l->body, language && language->own ? language->own : code);
		if (links)
			html_lit(l->body, "</a>");
		else
			html_lit(l->body, "</button>");
	}
	html_lit(l->body, "</div>\n");
}

void
phone_languages(struct layout *l, struct phone *p)
{
	languages_put(l, p, true);
}

void
phone_layout(struct layout *l, struct phone *p, const char *title, bool error)
{
	const struct guide *guide = p->room->guide;

	layout_init(l, guide->form, door_settings(p->door), NULL,
		    guide_form_language(guide, p->lang));
	l->room_title = text_in(&guide->title, p->lang);
	l->invented = p->room->invented;
	if (error) {
		html_text(l->title, word_in(WORD_ERROR_TITLE, l->language));
		html_lit(l->title, " ");
	}
	html_text(l->title, title);
	html_lit(l->title, " - ");
	html_text(l->title, l->room_title);
}

struct reply *
phone_reply(struct layout *l, struct phone *p, unsigned status)
{
	struct reply *reply = layout_reply(l, status, p->arena);

	layout_done(l);
	reply->retry_after = status == 503;
	return reply;
}

void
phone_form(struct layout *l, struct phone *p, const char *go, enum word word)
{
	struct html *h = l->body;

	html_lit(h, "<form method=\"post\"");
	html_attr(h, "action", phone_address(p, false, p->follow));
	html_lit(h, " novalidate>\n<input type=\"hidden\" name=\"ticket\"");
	html_attr(h, "value", p->ticket_text);
	html_lit(h, ">\n");
	if (p->step) {
		html_lit(h, "<input type=\"hidden\" name=\"step\" value=\"");
		html_num(h, (long)p->step->number);
		html_lit(h, "\">\n");
	}
	if (!go)
		return;
	/* Enter presses the first button, which must not be a language */
	html_lit(h, "<button class=\"vh\" name=\"go\"");
	html_attr(h, "value", go);
	html_lit(h, " tabindex=\"-1\" aria-hidden=\"true\">");
	layout_word(l, word);
	html_lit(h, "</button>\n");
	languages_put(l, p, false);
}

void
phone_notice(struct layout *l, const struct phone *p)
{
	static const struct {
		enum word title, text;
	} words[] = {
		[NOTICE_SENT] = { WORD_ROOM_SENT, WORD__COUNT },
		[NOTICE_LATE] = { WORD_ROOM_LATE, WORD_ROOM_LATE_HOW },
		[NOTICE_HALF] = { WORD_ROOM_HALF, WORD_ROOM_LATE_HOW },
		[NOTICE_EMPTY] = { WORD__COUNT, WORD_ROOM_EMPTY },
		[NOTICE_MAYBE] = { WORD__COUNT, WORD_ROOM_MAYBE },
		[NOTICE_AGAIN] = { WORD__COUNT, WORD_ROOM_AGAIN },
	};

	if (p->notice == NOTICE_NONE)
		return;
	html_lit(l->body, "<div class=\"check\" role=\"status\">\n");
	if (words[p->notice].title != WORD__COUNT)
		layout_heading(l, words[p->notice].title);
	if (words[p->notice].text != WORD__COUNT)
		layout_paragraph(l, words[p->notice].text);
	html_lit(l->body, "</div>\n");
}

static void
link_put(struct layout *l, const char *to, enum word word)
{
	html_lit(l->body, "<a");
	html_attr(l->body, "href", to);
	html_lit(l->body, ">");
	layout_word(l, word);
	html_lit(l->body, "</a>\n");
}

void
phone_paragraph_num(struct layout *l, enum word word, long number)
{
	html_lit(l->body, "<p>");
	word_put_num(l->body, word, l->language, number, 0);
	html_lit(l->body, "</p>\n");
}

/* Never on by itself: who reads slowly, or listens to the page, would lose the place. */
void
phone_links(struct layout *l, struct phone *p)
{
	if (p->follow) {
		l->fetch = phone_address(p, true, true);
		l->fetch_after = FOLLOW_SECONDS;
		phone_paragraph_num(l, WORD_ROOM_FOLLOWS, FOLLOW_SECONDS);
	}
	html_lit(l->body, "<p class=\"links\">");
	link_put(l, phone_address(p, true, p->follow), WORD_ROOM_LATEST);
	link_put(l, phone_address(p, true, !p->follow),
		 p->follow ? WORD_ROOM_STAY : WORD_ROOM_FOLLOW);
	html_lit(l->body, "</p>\n");
}

void
phone_theme(struct layout *l, const struct step *s)
{
	if (!s->about || s->about->theme < 0)
		return;
	html_lit(l->body, "<p class=\"hint\">");
	html_text(l->body, text_in(&l->form->themes[s->about->theme].title, l->lang));
	html_lit(l->body, "</p>\n");
}

const char *
phone_ask(const struct phone *p, const struct layout *l, const struct step *s)
{
	if (s->kind == STEP_DOTS || !s->ask)
		return word_in(WORD_ROOM_DOTS, l->language);
	return text_in(s->ask, p->lang);
}

static void
begin(struct layout *l, struct phone *p, enum word title)
{
	struct speech speech = speech_of(p->room->guide->form,
					 guide_form_language(p->room->guide, p->lang));

	phone_layout(l, p, word_in(title, &speech), false);
	languages_put(l, p, true);
	phone_notice(l, p);
}

/* ---- join ---------------------------------------------------------------------------------- */

static void
item(struct layout *l, enum word word)
{
	html_lit(l->body, "<li>");
	layout_word(l, word);
	html_lit(l->body, "</li>\n");
}

/* Whether a rule of the guide has a word, so that it need not be said twice. */
static bool
rules_have(const struct phone *p, const char *word)
{
	const struct guide *guide = p->room->guide;

	for (size_t i = 0; i < guide->rule_count; i++)
		if (strcasestr(text_in(&guide->rules[i], p->lang), word))
			return true;
	return false;
}

static void
rules_put(struct layout *l, const struct phone *p)
{
	const struct guide *guide = p->room->guide;
	const char *word = text_in(&guide->pause_word, p->lang);

	layout_heading(l, WORD_ROOM_RULES);
	html_lit(l->body, "<ul>\n");
	for (size_t i = 0; i < guide->rule_count; i++) {
		html_lit(l->body, "<li>");
		html_text(l->body, text_in(&guide->rules[i], p->lang));
		html_lit(l->body, "</li>\n");
	}
	if (!rules_have(p, "may pass") && !rules_have(p, "basio"))
		item(l, WORD_ROOM_PASS);
	if (*word && !rules_have(p, word)) {
		html_lit(l->body, "<li>");
		word_put(l->body, WORD_ROOM_WORD, l->language, word, NULL);
		html_lit(l->body, "</li>\n");
	}
	item(l, WORD_ROOM_HANDS);
	html_lit(l->body, "</ul>\n");
}

/* What limits our promises comes before the button; what we promise may follow it. */
static void
limits_put(struct layout *l)
{
	const char *exit = l->settings ? l->settings->exit_url : NULL;

	layout_heading(l, WORD_NOT_TITLE);
	html_lit(l->body, "<ul>\n");
	item(l, WORD_KEEP_WORDS);
	item(l, WORD_ROOM_BESIDE);
	item(l, WORD_NOT_HOST);
	item(l, WORD_NOT_NETWORK);
	if (l->form->quick_exit && exit && exit[0])
		item(l, WORD_EXIT_LIMIT);
	html_lit(l->body, "</ul>\n");
}

static void
kept_put(struct layout *l, const struct phone *p)
{
	layout_heading(l, WORD_KEEP_TITLE);
	html_lit(l->body, "<ul>\n");
	item(l, WORD_KEEP_NAMES);
	item(l, WORD_ROOM_SEALED);
	item(l, WORD_ROOM_APART);
	html_lit(l->body, "<li>");
	word_put_num(l->body, WORD_ROOM_LEAST, l->language,
		     (long)p->room->guide->show_from, 0);
	html_lit(l->body, "</li>\n");
	item(l, WORD_ROOM_LEAVES);
	item(l, WORD_ROOM_CHANGES);
	html_lit(l->body, "</ul>\n");
}

struct reply *
phone_join(struct phone *p)
{
	const char *title = text_in(&p->room->guide->title, p->lang);
	struct layout l;

	begin(&l, p, WORD_ROOM_JOIN);
	ticket_new(
		p->ticket_text); /* behind the links: those of this page are anybody's */
	html_lit(l.body, "<h1>");
	html_text(l.body, title);
	html_lit(l.body, "</h1>\n");
	rules_put(&l, p);
	limits_put(&l);
	phone_form(&l, p, NULL, WORD_ROOM_JOIN);
	layout_button(&l, "next", WORD_ROOM_JOIN);
	html_lit(l.body, "</form>\n");
	kept_put(&l, p);
	return phone_reply(&l, p, 200);
}

/* ---- wait, pause, sent --------------------------------------------------------------------- */

static void
heading_put(struct layout *l, enum word word)
{
	html_lit(l->body, "<h1>");
	layout_word(l, word);
	html_lit(l->body, "</h1>\n");
}

struct reply *
phone_waits(struct phone *p, enum word why)
{
	struct layout l;

	begin(&l, p, WORD_ROOM_WAIT);
	heading_put(&l, WORD_ROOM_WAIT);
	layout_paragraph(&l, why);
	phone_links(&l, p);
	return phone_reply(&l, p, 200);
}

struct reply *
phone_paused(struct phone *p)
{
	struct layout l;

	begin(&l, p, WORD_ROOM_PAUSED);
	heading_put(&l, WORD_ROOM_PAUSED);
	layout_paragraph(&l, WORD_ROOM_PAUSED_WHY);
	layout_paragraph(&l, WORD_ROOM_PAUSED_WAY);
	if (l.form->support_count) {
		layout_heading(&l, WORD_SUPPORT);
		layout_contacts(&l);
	}
	phone_links(&l, p);
	return phone_reply(&l, p, 200);
}

struct reply *
phone_sent(struct phone *p)
{
	struct shown shown;
	struct layout l;

	p->notice = p->notice == NOTICE_SENT ? NOTICE_NONE : p->notice;
	begin(&l, p, WORD_ROOM_SENT);
	html_lit(l.body, "<div class=\"sent\">\n");
	heading_put(&l, WORD_ROOM_SENT);
	layout_paragraph(&l, WORD_ROOM_SENT_HOW);
	html_lit(l.body, "</div>\n");
	phone_form(&l, p, NULL, WORD_ROOM_CHANGE);
	html_lit(l.body, "<p><button class=\"l\" name=\"go\" value=\"change\">");
	layout_word(&l, WORD_ROOM_CHANGE);
	html_lit(l.body, "</button></p>\n</form>\n");
	phone_links(&l, p);
	if (room_shows(p->room, p->step, &shown, p->arena)) {
		html_lit(l.body, "<h2>");
		html_text(l.body, phone_ask(p, &l, p->step));
		html_lit(l.body, "</h2>\n");
		phone_results(&l, p, p->step, &shown);
	}
	return phone_reply(&l, p, 200);
}
