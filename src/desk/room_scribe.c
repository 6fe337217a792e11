/*
 * The scribe types for people without a phone.  What is typed goes the way of a phone's answer: it
 * is sealed here with the room's public keys and handed to the running door, which alone writes the
 * answers files.  Each has a fresh ticket, so nothing joins two of them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room.h"
#include "web/hatch.h"

/* ---- the form ---------------------------------------------------------------------------- */

static void
area_put(struct html *h, const char *name, const char *label)
{
	html_lit(h, "<label");
	html_attr(h, "for", name);
	html_lit(h, ">");
	html_text(h, label);
	html_lit(h, "</label>\n<textarea rows=\"3\" maxlength=\"280\"");
	html_attr(h, "id", name);
	html_attr(h, "name", name);
	html_lit(h, "></textarea>\n");
}

static void
choice_put(struct html *h, const char *type, const char *name, const char *value,
	   const char *label)
{
	html_lit(h, "<label class=\"choice\"><input");
	html_attr(h, "type", type);
	html_attr(h, "name", name);
	html_attr(h, "value", value);
	html_lit(h, "> ");
	html_text(h, label);
	html_lit(h, "</label>\n");
}

static void
options_put(struct html *h, const char *name, const char *legend, const struct options *o)
{
	html_lit(h, "<fieldset><legend>");
	html_text(h, legend);
	html_lit(h, "</legend>\n");
	for (size_t i = 0; o && i < o->count; i++)
		choice_put(h, "radio", name, o->items[i].code,
			   text_in(&o->items[i].label, 0));
	html_lit(h, "</fieldset>\n");
}

static void
statements_put(struct desk_visit *v, const struct room_view *r)
{
	const struct section *s = &r->text.guide->sections[r->step->section];

	for (size_t i = 0; i < s->statement_count; i++)
		options_put(v->body, arena_printf(v->arena, "s_%s", s->statements[i].id),
			    text_in(&s->statements[i].text, 0), r->step->options);
}

static void
dots_put(struct desk_visit *v, const struct room_view *r)
{
	struct idea_choice *ideas;
	size_t n =
		room_idea_list(r->items, r->item_count, r->step->from, &ideas, v->arena);

	html_lit(v->body, "<fieldset><legend>Votes: up to ");
	html_num(v->body, (long)r->step->dots);
	html_lit(v->body, "</legend>\n");
	for (size_t i = 0; i < n; i++)
		choice_put(v->body, "checkbox", "dot",
			   arena_printf(v->arena, "%016llx",
					(unsigned long long)ideas[i].id),
			   ideas[i].text);
	html_lit(v->body, "</fieldset>\n");
}

static void
fields_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;

	switch (r->step->kind) {
	case STEP_WORDS:
		html_lit(h, "<label for=\"words\">One to three words</label>\n"
			    "<input id=\"words\" name=\"words\" maxlength=\"40\" "
			    "autocomplete=\"off\">\n");
		break;
	case STEP_NOTES:
		area_put(h, "note", "What the person says, without names");
		break;
	case STEP_WARM_UP:
	case STEP_VOTES:
		options_put(h, "vote", "The person's choice", r->step->options);
		break;
	case STEP_SCORECARD:
		statements_put(v, r);
		break;
	case STEP_DOTS:
		dots_put(v, r);
		break;
	case STEP_OPENING:
	case STEP_TALK:
	case STEP_READ_BACK:
	case STEP_CLOSING:
	case STEP__COUNT:
		break;
	}
}

void
room_scribe_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;
	char state[ROOM_STATE];

	if (!r->step || r->now.phase != PHASE_RUN ||
	    r->now.state[r->step->number] != STEP_OPEN)
		return;
	room_state(&r->room, state);
	html_lit(h, "<details class=\"scribe\"><summary>Type for somebody without a "
		    "phone</summary>\n");
	desk_form(v, desk_path(v, "/rooms/:/scribe", v->part[0]));
	room_hidden(h, "state", state);
	fields_put(v, r);
	desk_button(v, "do", "send", "Put it in");
	desk_form_end(v);
	html_lit(h, "</details>\n");
}

/* ---- sealing and handing over ------------------------------------------------------------- */

/* One contribution as a sealed box, in the arena. */
static bool
seal_one(const struct room *room, unsigned step, const struct contribution *c,
	 struct hatch_item *out, struct arena *a, struct err *err)
{
	struct recipient list[STORE_RECIPIENTS];
	unsigned char *box = arena_alloc(a, room->box_len, 1);
	char ticket[TICKET_CHARS + 1], about[128];
	struct buf record;
	bool good;

	for (unsigned i = 0; i < room->recipient_count; i++)
		memcpy(list[i].key, room->recipients[i], sizeof(list[i].key));
	if (box_size(room->padded, room->recipient_count) != room->box_len)
		return err_set(err, ERR_CONFIG, "room %.60s has boxes of another size",
			       room->name);
	buf_init(&record, 0);
	contribution_write(c, &record);
	room_about(room->name, step, about, sizeof(about));
	good = box_seal(box, room->padded, record.data, record.len, about, list,
			room->recipient_count, err);
	secret_wipe(record.data, record.len);
	buf_free(&record);
	ticket_new(ticket);
	out->box = box;
	return good && (ticket_read(ticket, out->ticket) ||
			err_set(err, ERR_BUG, "a ticket is none"));
}

static bool
hand_over(struct desk_visit *v, const struct room_view *r, const struct contribution *c,
	  unsigned count, struct err *err)
{
	struct hatch_item items[NOTES_EACH];
	struct hatch *hatch;
	char file[SURVEY_NAME];
	bool good;

	memset(items, 0, sizeof(items));
	for (unsigned i = 0; i < count; i++)
		if (!seal_one(&r->room, r->step->number, &c[i], &items[i], v->arena, err))
			return false;
	hatch = hatch_open(v->settings->dir, err);
	if (!hatch && err->code == ERR_NONE)
		return err_set(
			err, ERR_UNAVAILABLE,
			"no door runs on this workspace, so nothing can be put in: "
			"start it with canvass serve");
	if (!hatch)
		return false;
	room_file(r->room.name, r->step->number, file);
	good = hatch_add(hatch, file, r->room.box_len, items, count, err);
	hatch_close(hatch);
	return good;
}

static const char *
fault_words(enum contribution_fault fault)
{
	static const char *const words[] = {
		[CONTRIBUTION_OK] = "",
		[CONTRIBUTION_NOTHING] = "Choose or type something first.",
		[CONTRIBUTION_UNKNOWN] =
			"That cannot be chosen here any more. Look again.",
		[CONTRIBUTION_LONG] = "That is too long for this step.",
		[CONTRIBUTION_MANY] = "Those are more votes than each person has.",
	};

	return words[fault];
}

/* POST /rooms/:/scribe */
struct console_reply *
desk_room_scribe(struct desk_visit *v)
{
	const char *seen = pairs_get(&v->request->fields, "state");
	const char *back = desk_path(v, "/rooms/:", v->part[0]), *field = NULL;
	struct contribution said[NOTES_EACH];
	struct idea_choice *ideas;
	enum contribution_fault fault;
	struct room_view r;
	struct err err = { 0 };
	char state[ROOM_STATE];
	unsigned count = 0, kept = 0;
	size_t idea_count;

	if (!room_view_load(v, &r, &err))
		return desk_failed(v, &err);
	room_state(&r.room, state);
	if (!seen || !str_same(seen, state) || !r.step ||
	    r.now.state[r.step->number] != STEP_OPEN)
		return desk_moved(
			v, "The room has moved on meanwhile, and nothing was put in.",
			"%s", back);
	memset(said, 0, sizeof(said));
	idea_count =
		room_idea_list(r.items, r.item_count, r.step->from, &ideas, v->arena);
	fault = contribution_read(&r.text.agenda, r.step, ideas, idea_count,
				  &v->request->fields, said, &count, &field, v->arena);
	if (fault != CONTRIBUTION_OK)
		return desk_refused(v, 422, "%s", fault_words(fault));
	for (unsigned i = 0; i < count; i++)
		if (!said[i].empty)
			said[kept++] = said[i];
	if (!hand_over(v, &r, said, kept, &err) ||
	    !desk_act(v, "room scribe", v->part[0],
		      arena_printf(v->arena, "step %u", r.step->number), &err))
		return desk_failed(v, &err);
	room_wake();
	return desk_moved(v, "It is put in, as if a phone had sent it.", "%s", back);
}
