/*
 * The facilitator's page: what to say and do now on the left, what phones wrote on the right.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room.h"

/* ---- what to say --------------------------------------------------------------------------- */

static void
line_put(struct html *h, const char *label, const char *text)
{
	if (!*text)
		return;
	html_lit(h, "<p><span class=\"cue\">");
	html_text(h, label);
	html_lit(h, "</span> ");
	html_text(h, text);
	html_lit(h, "</p>\n");
}

static void
probes_put(struct html *h, const struct section *s)
{
	if (!s->probe_count)
		return;
	html_lit(h, "<p class=\"cue\">If the talk needs it</p>\n<ul>\n");
	for (size_t i = 0; i < s->probe_count; i++) {
		html_lit(h, "<li>");
		html_text(h, text_in(&s->probes[i], 0));
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n");
}

static const char *
todo(const struct step *s)
{
	static const char *const words[STEP__COUNT] = {
		[STEP_OPENING] = "Read aloud. Then ask for raised hands, and count them.",
		[STEP_WARM_UP] = "Open it, wait, shut it, show it.",
		[STEP_WORDS] =
			"Everybody writes alone. Show it when nobody writes any more.",
		[STEP_NOTES] =
			"Everybody writes alone. Approve notes on this page, then show "
			"them.",
		[STEP_VOTES] = "Open it, wait, shut it, show it.",
		[STEP_SCORECARD] = "Everybody marks each statement. Then show it.",
		[STEP_TALK] = "Talk about what is on the wall.",
		[STEP_DOTS] = "Everybody gives votes to ideas. Then show the order.",
		[STEP_READ_BACK] =
			"Write the summary, read it aloud, and change what the room "
			"wants changed.",
		[STEP_CLOSING] = "Read aloud, thank everybody, and end the room.",
	};

	return words[s->kind];
}

static void
script_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;
	const struct guide *g = r->text.guide;
	const struct step *s = r->step;

	html_lit(h, "<section class=\"script\" aria-label=\"Script\">\n");
	if (!s) {
		html_lit(
			h,
			"<p>Let everybody join first: the wall shows the code. Then start "
			"the room.</p>\n</section>\n");
		return;
	}
	html_lit(h, "<p class=\"todo\">");
	html_text(h, todo(s));
	html_lit(h, "</p>\n");
	if (s->kind == STEP_OPENING)
		room_paragraphs(h, text_in(&g->opening.read, 0));
	else if (s->kind == STEP_CLOSING)
		room_paragraphs(h, text_in(&g->closing.read, 0));
	if (s->ask)
		line_put(h, "Ask", text_in(s->ask, 0));
	if (s->hint)
		line_put(h, "Hint", text_in(s->hint, 0));
	if (s->section >= 0 && s->kind != STEP_WARM_UP && s->kind != STEP_DOTS)
		probes_put(h, &g->sections[s->section]);
	html_lit(h, "</section>\n");
}

/* ---- what to do ---------------------------------------------------------------------------- */

static const char *
next_words(struct desk_visit *v, const struct room_view *r)
{
	const struct step *next = agenda_step(&r->text.agenda, r->room.step + 1);
	const char *theme;

	if (!next)
		return "Next step";
	theme = room_theme(&r->text, next);
	if (next->section >= 0 && (!r->step || r->step->section != next->section))
		return arena_printf(v->arena, "Next: %s, %s", theme,
				    room_step_words(next));
	return arena_printf(v->arena, "Next: %s", room_step_words(next));
}

static void
act_put(struct desk_visit *v, const struct room_view *r, enum room_act act)
{
	static const char *const words[ACT__COUNT] = {
		[ACT_START] = "Start the room",	     [ACT_OPEN] = "Open for phones",
		[ACT_SHUT] = "Shut the answers",     [ACT_REVEAL] = "Show the results",
		[ACT_HIDE] = "Hide the results",     [ACT_BACK] = "One step back",
		[ACT_PAUSE] = "Pause the room",	     [ACT_RESUME] = "Carry on",
		[ACT_END] = "End the room for good",
	};

	if (room_act_may(&r->now, &r->text.agenda, act))
		desk_button(v, "act", room_act_names[act],
			    act == ACT_NEXT ? next_words(v, r) : words[act]);
}

static void
acts_put(struct desk_visit *v, const struct room_view *r)
{
	static const enum room_act usual[] = { ACT_START, ACT_RESUME, ACT_OPEN,
					       ACT_SHUT,  ACT_REVEAL, ACT_HIDE,
					       ACT_NEXT,  ACT_BACK,   ACT_PAUSE };
	struct html *h = v->body;
	char state[ROOM_STATE];

	if (r->now.phase == PHASE_OVER)
		return;
	room_state(&r->room, state);
	desk_form(v, desk_path(v, "/rooms/:/act", v->part[0]));
	room_hidden(h, "state", state);
	html_lit(h, "<div class=\"buttons acts\">\n");
	for (size_t i = 0; i < ARRAY_LEN(usual); i++)
		act_put(v, r, usual[i]);
	html_lit(h, "</div>\n");
	if (room_act_may(&r->now, &r->text.agenda, ACT_END)) {
		html_lit(
			h,
			"<details><summary>End the room</summary>\n<p>Its code leads nowhere "
			"then, and it cannot be opened again.</p>\n");
		act_put(v, r, ACT_END);
		html_lit(h, "</details>\n");
	}
	desk_form_end(v);
}

static void
timer_buttons_put(struct desk_visit *v, const struct room_view *r)
{
	struct room_timer t;

	if (!r->step || r->now.phase == PHASE_OVER)
		return;
	room_timer_get(v, r->room.name, &t);
	desk_form(v, desk_path(v, "/rooms/:/timer", v->part[0]));
	html_lit(v->body, "<div class=\"buttons\">\n");
	if (t.set && t.runs)
		desk_button(v, "do", "stop", "Stop the timer");
	else
		desk_button(v, "do", "start", "Start the timer");
	desk_button(v, "do", "more", "One minute more");
	desk_button(v, "do", "whole", "Set it anew");
	html_lit(v->body, "</div>\n");
	desk_form_end(v);
}

static void
hands_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;

	if (r->now.phase == PHASE_OVER)
		return;
	desk_form(v, desk_path(v, "/rooms/:/hands", v->part[0]));
	html_lit(
		h,
		"<div class=\"field inline\"><label for=\"hands\">Hands counted</label>\n"
		"<input id=\"hands\" name=\"hands\" inputmode=\"numeric\" size=\"4\" "
		"autocomplete=\"off\"");
	if (r->room.hands)
		html_attr(h, "value", arena_printf(v->arena, "%u", r->room.hands));
	html_lit(h, ">\n");
	desk_button(v, "do", "count", "Note them");
	html_lit(h, "</div>\n");
	desk_form_end(v);
}

/* ---- where it stands ------------------------------------------------------------------------ */

static const char *
state_words(const struct room_view *r, unsigned n)
{
	if (r->now.revealed[n])
		return r->now.state[n] == STEP_OPEN ? "open, shown" : "shut, shown";
	switch (r->now.state[n]) {
	case STEP_OPEN:
		return "open";
	case STEP_CLOSED:
		return "shut";
	case STEP_AHEAD:
	default:
		return n < r->room.step ? "done" : "";
	}
}

static void
agenda_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;
	int section = -1;

	html_lit(h, "<details class=\"agenda\"><summary>All steps</summary>\n<ol>\n");
	for (unsigned n = 1; n <= r->text.agenda.count; n++) {
		const struct step *s = agenda_step(&r->text.agenda, n);
		const char *state = state_words(r, n);

		if (n == r->room.step)
			html_lit(h, "<li aria-current=\"step\">");
		else
			html_lit(h, "<li>");
		if (s->section >= 0 && s->section != section) {
			html_lit(h, "<b>");
			html_text(h, room_theme(&r->text, s));
			html_lit(h, "</b>: ");
		}
		section = s->section;
		html_text(h, room_step_words(s));
		if (*state) {
			html_lit(h, " <span class=\"state\">");
			html_text(h, state);
			html_lit(h, "</span>");
		}
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ol></details>\n");
}

static void
head_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;

	html_lit(h, "<p class=\"where\">");
	html_text(h, room_phase_names[r->now.phase]);
	if (r->step) {
		html_lit(h, ", step ");
		html_num(h, (long)r->step->number);
		html_lit(h, " of ");
		html_num(h, (long)r->text.agenda.count);
	}
	if (r->room.invented)
		html_lit(h, ", invented answers");
	html_lit(h, "</p>\n<p class=\"links\">");
	desk_link(v, desk_path(v, "/rooms/:/wall", v->part[0]), "Wall");
	html_lit(h, " ");
	desk_link(v, desk_path(v, "/rooms/:/record", v->part[0]), "Record");
	html_lit(h, " ");
	desk_link(v, desk_path(v, "/rooms/:/grid", v->part[0]), "Grid");
	html_lit(h, " ");
	desk_link(v, desk_path(v, "/rooms/:/script", v->part[0]), "Script to print");
	html_lit(h, " ");
	desk_link(v, desk_path(v, "/rooms/:/files", v->part[0]), "What leaves");
	html_lit(h, "</p>\n");
}

static void
step_title_put(struct html *h, const struct room_view *r)
{
	const char *theme = room_theme(&r->text, r->step);

	html_lit(h, "<h2>");
	if (!r->step)
		html_lit(h, "Before it begins");
	else if (*theme) {
		html_text(h, theme);
		html_lit(h, ": ");
		html_text(h, room_step_words(r->step));
	} else {
		html_text(h, room_step_words(r->step));
	}
	html_lit(h, "</h2>\n");
}

static void
left_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;
	char state[ROOM_STATE];

	html_lit(h, "<div class=\"left\">\n");
	step_title_put(h, r);
	script_put(v, r);
	acts_put(v, r);
	room_state(&r->room, state);
	room_follow_open(v,
			 arena_printf(v->arena, "%s?state=%s",
				      desk_path(v, "/rooms/:/now", v->part[0]), state),
			 DESK_EVERY, "now");
	room_now_put(v, r);
	html_lit(h, "</div>\n");
	timer_buttons_put(v, r);
	hands_put(v, r);
	if (r->step && r->step->kind == STEP_READ_BACK)
		room_summary_put(v, r, r->step);
	room_scribe_put(v, r);
	agenda_put(v, r);
	html_lit(h, "</div>\n");
}

static void
right_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;

	html_lit(h, "<div class=\"right\">\n");
	if (!r->step || r->step->kind == STEP_OPENING)
		room_join_put(v, &r->room, false);
	html_lit(h, "<h2 id=\"queue\">Waiting to be shown</h2>\n");
	desk_form(v, desk_path(v, "/rooms/:/queue", v->part[0]));
	room_follow_open(v, desk_path(v, "/rooms/:/waiting", v->part[0]), DESK_EVERY,
			 "waiting");
	room_waiting_put(v, r);
	html_lit(h, "</div>\n");
	desk_form_end(v);
	html_lit(h, "</div>\n");
}

/* GET /rooms/: */
struct console_reply *
desk_room(struct desk_visit *v)
{
	static const char *const scripts[] = { "follow.js", NULL };
	struct html *h = v->body;
	struct room_view r;
	struct err err = { 0 };

	if (!room_view_load(v, &r, &err))
		return desk_failed(v, &err);
	if (pairs_get(&v->request->query, "key") &&
	    !desk_key(v, (const unsigned char(*)[STORE_KEY])r.room.recipients,
		      r.room.recipient_count))
		return desk_unlock(v);
	room_style(v);
	html_lit(h, "<div class=\"room\">\n");
	head_put(v, &r);
	if (r.now.phase == PHASE_OVER) {
		html_lit(h,
			 "<p>This room is over. Sort its ideas in the record, then look at "
			 "what leaves.</p>\n");
		agenda_put(v, &r);
	} else {
		html_lit(h, "<div class=\"two\">\n");
		left_put(v, &r);
		right_put(v, &r);
		html_lit(h, "</div>\n");
	}
	html_lit(h, "</div>\n");
	return desk_page_with(v, 200, text_in(&r.text.guide->title, 0), scripts);
}
