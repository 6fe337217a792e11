/*
 * The wall: what a projector shows of a room.  One <div> that a small script fetches anew; without
 * it a link has the page refresh itself.
 *
 * Nothing here is the facilitator's: no script of the guide, no queue, no exact number of people
 * before enough have answered.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room.h"

static void
rules_put(struct html *h, const struct guide *g)
{
	html_lit(h, "<ul class=\"rules\">\n");
	for (size_t i = 0; i < g->rule_count; i++) {
		html_lit(h, "<li>");
		html_text(h, text_in(&g->rules[i], 0));
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n");
}

static void
pause_word_put(struct html *h, const struct guide *g)
{
	const char *word = text_in(&g->pause_word, 0);

	if (!*word)
		return;
	html_lit(h, "<p class=\"pause-word\">Pause word: <b>");
	html_text(h, word);
	html_lit(h, "</b></p>\n");
}

static void
welcome_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;

	html_lit(h, "<h1>");
	html_text(h, text_in(&r->text.guide->title, 0));
	html_lit(h, "</h1>\n<div class=\"welcome\">\n<div>\n");
	rules_put(h, r->text.guide);
	pause_word_put(h, r->text.guide);
	html_lit(h, "</div>\n");
	room_join_put(v, &r->room, true);
	html_lit(h, "</div>\n");
}

static void
calm_put(struct html *h, const struct room_view *r, const char *big, const char *small)
{
	const struct form *form = r->text.form;
	unsigned lang = guide_form_language(r->text.guide, 0);

	html_lit(h, "<div class=\"whole\"><div><h1>");
	html_text(h, big);
	html_lit(h, "</h1><p>");
	html_text(h, small);
	html_lit(h, "</p></div>\n");
	/* Whom to turn to, for those who look up from their phone. */
	if (form->support_count)
		html_lit(h, "<ul class=\"turn-to\">\n");
	for (size_t i = 0; i < form->support_count; i++) {
		html_lit(h, "<li><b>");
		html_text(h, text_in(&form->support[i].name, lang));
		html_lit(h, "</b> ");
		html_text(h, text_in(&form->support[i].contact, lang));
		html_lit(h, "</li>\n");
	}
	if (form->support_count)
		html_lit(h, "</ul>\n");
	html_lit(h, "</div>\n");
}

/* How many have answered, once they are enough; before, that answers come in. */
static void
answered_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;
	struct room_told told;

	if (r->now.state[r->step->number] != STEP_OPEN)
		return;
	room_tell(v, r->room.name, r->step->number, &told);
	if (!told.read || !told.enough || told.people < r->text.guide->show_from) {
		html_lit(h, "<p class=\"answered\">Collecting answers</p>\n");
		return;
	}
	html_lit(h, "<p class=\"answered\"><b>");
	html_num(h, (long)told.people);
	html_lit(h, "</b> have answered</p>\n");
}

static void
ask_put(struct html *h, const struct step *s, bool hint)
{
	html_lit(h, "<h1>");
	html_text(h, s->ask ? text_in(s->ask, 0) : room_step_words(s));
	html_lit(h, "</h1>\n");
	if (hint && s->hint) {
		html_lit(h, "<p class=\"hint\">");
		html_text(h, text_in(s->hint, 0));
		html_lit(h, "</p>\n");
	}
}

/* What may be chosen, for those who read it from the wall. */
static void
choices_put(struct desk_visit *v, const struct room_view *r, const struct step *s)
{
	struct html *h = v->body;

	if (s->kind == STEP_DOTS) {
		struct idea_choice *ideas;
		struct shown cards = { .kind = STEP_NOTES };
		size_t n = room_idea_list(r->items, r->item_count, s->from, &ideas,
					  v->arena);

		cards.rows = arena_array(v->arena, struct shown_row, n + 1);
		for (cards.count = 0; cards.count < n; cards.count++)
			cards.rows[cards.count].text = ideas[cards.count].text;
		if (n)
			room_results_put(v, &r->text,
					 agenda_step(&r->text.agenda, s->from), &cards);
	} else if (s->options && s->kind != STEP_SCORECARD) {
		html_lit(h, "<ul class=\"choices\">\n");
		for (size_t i = 0; i < s->options->count; i++) {
			html_lit(h, "<li>");
			html_text(h, text_in(&s->options->items[i].label, 0));
			html_lit(h, "</li>\n");
		}
		html_lit(h, "</ul>\n");
	} else if (s->kind == STEP_SCORECARD && s->section >= 0) {
		const struct section *of = &r->text.guide->sections[s->section];

		html_lit(h, "<ul class=\"choices lines\">\n");
		for (size_t i = 0; i < of->statement_count; i++) {
			html_lit(h, "<li>");
			html_text(h, text_in(&of->statements[i].text, 0));
			html_lit(h, "</li>\n");
		}
		html_lit(h, "</ul>\n");
	}
}

static void
votes_each_put(struct html *h, const struct step *s)
{
	html_lit(h, "<h1>");
	if (s->dots == 1)
		html_lit(h, "One vote each: which matters most?");
	else {
		static const char *const words[] = { "",      "One",  "Two",
						     "Three", "Four", "Five" };

		html_text(h, words[s->dots < ARRAY_LEN(words) ? s->dots : 0]);
		html_lit(h, " votes each: which matter most?");
	}
	html_lit(h, "</h1>\n");
}

static void
summary_show(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;
	bool any = false;

	html_lit(h, "<h1>What we take from this</h1>\n<div class=\"read-back\">\n");
	for (size_t i = 0; i < r->item_count; i++) {
		const struct room_item *item = &r->items[i];
		const struct step *of = agenda_step(&r->text.agenda, item->step);

		if (item->kind != ROOM_SUMMARY || !of || of->section != r->step->section)
			continue;
		room_paragraphs(h, item->text);
		any = true;
	}
	if (!any)
		html_lit(
			h,
			"<p>Listen, and say what should change or stay in this room.</p>\n");
	html_lit(h, "</div>\n");
}

static void
step_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;
	const struct step *of = room_about_step(&r->text, r->step);
	struct shown shown;
	bool results = r->step->kind != STEP_READ_BACK && of &&
		       room_results_get(v, r, of->number, &shown);

	if (results || r->step->kind == STEP_DOTS)
		html_lit(h, "<div class=\"middle told\">\n");
	else
		html_lit(h, "<div class=\"middle\">\n");
	if (r->step->kind == STEP_READ_BACK) {
		summary_show(v, r);
		html_lit(h, "</div>\n");
		return;
	}
	if (r->step->kind == STEP_DOTS)
		votes_each_put(h, r->step);
	else
		ask_put(h, of && !r->step->ask ? of : r->step, !results);
	if (results)
		room_results_put(v, &r->text, of, &shown);
	else if (step_rows[r->step->kind].phones)
		choices_put(v, r, r->step);
	html_lit(h, "</div>\n");
}

static void
foot_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;

	html_lit(h, "<div class=\"foot\">\n");
	if (r->step->section >= 0)
		answered_put(v, r);
	pause_word_put(h, r->text.guide);
	room_join_put(v, &r->room, false);
	html_lit(h, "</div>\n");
}

static void
running_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;
	struct room_timer timer;

	html_lit(h, "<div class=\"top\"><p class=\"theme\">");
	html_text(h, room_theme(&r->text, r->step));
	html_lit(h, "</p>\n");
	room_timer_get(v, r->room.name, &timer);
	room_timer_put(h, &timer);
	html_lit(h, "</div>\n");
	step_put(v, r);
	foot_put(v, r);
}

static void
wall_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;

	if (r->room.invented)
		html_lit(h, "<p class=\"invented\">Invented answers</p>\n");
	switch (r->now.phase) {
	case PHASE_PAUSE:
		calm_put(h, r, "We pause.", "There is no hurry.");
		break;
	case PHASE_OVER:
		calm_put(h, r, "Thank you.", "This room is closed.");
		break;
	case PHASE_GATHER:
	case PHASE_RUN:
	case PHASE__COUNT:
	default:
		if (!r->step || r->step->kind == STEP_OPENING)
			welcome_put(v, r);
		else if (r->step->kind == STEP_CLOSING)
			calm_put(h, r, "Thank you.",
				 "What we take with us is read to you now. "
				 "Say what should change.");
		else
			running_put(v, r);
		break;
	}
}

/* GET /rooms/:/wall/now */
struct console_reply *
desk_room_wall_now(struct desk_visit *v)
{
	struct room_view r;
	struct err err = { 0 };

	if (!room_view_load(v, &r, &err))
		return desk_failed(v, &err);
	wall_put(v, &r);
	return desk_piece(v);
}

/* GET /rooms/:/wall; refresh=5: by itself, without a script. */
struct console_reply *
desk_room_wall(struct desk_visit *v)
{
	static const char *const scripts[] = { "follow.js", NULL };
	struct html *h = v->body;
	const char *path = desk_path(v, "/rooms/:/wall", v->part[0]);
	bool refresh = pairs_get(&v->request->query, "refresh") != NULL;
	struct room_view r;
	struct err err = { 0 };

	if (!room_view_load(v, &r, &err))
		return desk_failed(v, &err);
	room_style(v);
	if (refresh)
		html_lit(h, "<meta http-equiv=\"refresh\" content=\"5\">\n");
	room_follow_open(v, desk_path(v, "/rooms/:/wall/now", v->part[0]), WALL_EVERY,
			 "wall-now");
	wall_put(v, &r);
	/* With its script the wall follows anyhow. */
	html_lit(h, "</div>\n<noscript><p class=\"by-itself\">");
	if (refresh)
		desk_link(v, path, "Stop updating");
	else
		desk_link(v, arena_printf(v->arena, "%s?refresh=5", path),
			  "Update by itself");
	html_lit(h, "</p></noscript>\n");
	return desk_bare(v, arena_printf(v->arena, "Wall of %s", r.room.name), "wall",
			 scripts);
}
