/*
 * Notes that wait: each with the words marked that may tell who somebody is.  Nothing reaches the
 * wall or a phone before somebody has pressed a button here, and what was shown can be taken off.
 *
 * One form stands round the list, so that the list can be replaced while its token stays.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room.h"

enum { QUEUE_MOST = 20 /* waiting ones on a page */, QUEUE_DONE = 60 };

/* ---- the list ---------------------------------------------------------------------------- */

static void
button(struct desk_visit *v, const char *what, const struct room_note *n,
       const char *words)
{
	char id[ROOM_ID_HEX];

	room_id_text(n->name, id);
	desk_button(v, "do", arena_printf(v->arena, "%s.%u.%s", what, n->step, id),
		    words);
}

static void
words_of(struct html *h, const struct room_note *n)
{
	html_lit(h, "<p class=\"said\">");
	room_markup(h, n->text, &n->marks);
	html_lit(h, "</p>\n");
}

static void
edit_put(struct desk_visit *v, const struct room_note *n)
{
	struct html *h = v->body;
	char id[ROOM_ID_HEX];
	const char *field;

	room_id_text(n->name, id);
	field = arena_printf(v->arena, "text_%s", id);
	html_lit(h, "<details><summary>Change the words</summary>\n<label");
	html_attr(h, "for", field);
	html_lit(h,
		 ">As it will be shown</label>\n<textarea rows=\"3\" maxlength=\"600\"");
	html_attr(h, "id", field);
	html_attr(h, "name", field);
	html_lit(h, ">\n");
	html_text(h, n->clean);
	html_lit(h, "</textarea>\n");
	button(v, "edit", n, "Show these words");
	html_lit(h, "</details>\n");
}

static void
waits_put(struct desk_visit *v, const struct room_note *n)
{
	struct html *h = v->body;

	html_lit(h, "<li class=\"waits\">\n");
	words_of(h, n);
	html_lit(h, "<div class=\"buttons\">\n");
	/* Where words are marked the safe way comes first: the hand goes there. */
	if (n->kind == STEP_NOTES && n->marks.count)
		button(v, "clean", n, "Show without marked words");
	button(v, "show", n, "Show as it is");
	button(v, "hold", n, "Hold back");
	html_lit(h, "</div>\n");
	if (n->kind == STEP_NOTES)
		edit_put(v, n);
	html_lit(h, "</li>\n");
}

static void
done_put(struct desk_visit *v, const struct room_note *n)
{
	struct html *h = v->body;

	html_lit(h, "<li>\n");
	if (n->decision == DECISION_SHOWN && n->shown_text) {
		html_lit(h, "<p class=\"said\">");
		html_text(h, n->shown_text);
		html_lit(h, "</p>\n");
	} else {
		words_of(h, n);
	}
	if (n->decision == DECISION_SHOWN)
		button(v, "hold", n, "Take off");
	else
		button(v, "show", n, "Show after all");
	html_lit(h, "</li>\n");
}

static size_t
count_of(const struct room_note *notes, size_t n, enum decision d)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		found += notes[i].decision == d;
	return found;
}

static void
list_put(struct desk_visit *v, const struct room_note *notes, size_t n, enum decision d,
	 size_t most)
{
	struct html *h = v->body;
	size_t put = 0, all = count_of(notes, n, d);

	html_lit(h, "<ul class=\"notes\">\n");
	for (size_t i = 0; i < n && put < most; i++) {
		if (notes[i].decision != d)
			continue;
		if (d == DECISION_NONE)
			waits_put(v, &notes[i]);
		else
			done_put(v, &notes[i]);
		put++;
	}
	html_lit(h, "</ul>\n");
	if (all > put) {
		html_lit(h, "<p>and ");
		html_num(h, (long)(all - put));
		html_lit(h, " more, when these are done</p>\n");
	}
}

static void
decided_put(struct desk_visit *v, const struct room_note *notes, size_t n,
	    enum decision d, const char *words)
{
	struct html *h = v->body;
	size_t all = count_of(notes, n, d);

	if (!all)
		return;
	html_lit(h, "<details><summary>");
	html_text(h, words);
	html_lit(h, ": ");
	html_num(h, (long)all);
	html_lit(h, "</summary>\n");
	list_put(v, notes, n, d, QUEUE_DONE);
	html_lit(h, "</details>\n");
}

static void
waiting_count(struct html *h, size_t n)
{
	html_lit(h, "<p class=\"count\"><b>");
	if (n)
		html_num(h, (long)n);
	else
		html_lit(h, "None");
	html_lit(h, "</b> waiting</p>\n");
}

/* The step whose notes are looked at: the section's. */
static const struct step *
queue_step(const struct room_view *r)
{
	const struct step *s = r->step;

	if (s && s->kind != STEP_NOTES && s->kind != STEP_WORDS && s->from)
		s = agenda_step(&r->text.agenda, s->from);
	return s && (s->kind == STEP_NOTES || s->kind == STEP_WORDS) ? s : NULL;
}

void
room_waiting_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;
	const struct step *s = queue_step(r);
	struct room_note *notes;
	struct room_told told;
	size_t n;

	if (!s) {
		html_lit(h, "<p class=\"calm\">Nothing to approve in this step.</p>\n");
		return;
	}
	room_tell(v, r->room.name, s->number, &told);
	if (!told.keyed || !told.enough) {
		html_lit(h, "<p class=\"calm\">Texts can be looked at once ");
		html_num(h, (long)r->text.guide->show_from);
		html_lit(h, " people have answered.</p>\n");
		return;
	}
	n = room_voices(v, r->room.name, s->number, &notes);
	waiting_count(h, count_of(notes, n, DECISION_NONE));
	if (told.waiting) {
		html_lit(h, "<p class=\"calm\">More comes in once ");
		html_num(h, (long)r->text.guide->show_from);
		html_lit(h, " people have written something new, or when you shut the "
			    "answers: so nobody sees who wrote what.</p>\n");
	}
	list_put(v, notes, n, DECISION_NONE, QUEUE_MOST);
	decided_put(v, notes, n, DECISION_SHOWN, "Shown");
	decided_put(v, notes, n, DECISION_HELD, "Held back");
}

/* GET /rooms/:/waiting */
struct console_reply *
desk_room_waiting(struct desk_visit *v)
{
	struct room_view r;
	struct err err = { 0 };

	if (!room_view_load(v, &r, &err))
		return desk_failed(v, &err);
	room_waiting_put(v, &r);
	return desk_piece(v);
}

/* ---- a decision ----------------------------------------------------------------------------- */

enum ruling { RULING_SHOW, RULING_CLEAN, RULING_EDIT, RULING_HOLD, RULING__COUNT };
struct pressed {
	enum ruling what;
	unsigned step;
	unsigned char name[16];
	const char *hex;
};

/* "show.4.<name>" */
static bool
pressed_read(const char *text, struct pressed *out, struct arena *a)
{
	static const char *const names[RULING__COUNT] = { "show", "clean", "edit",
							  "hold" };
	char *word = arena_str(a, text), *step, *name;
	unsigned long number;

	step = strchr(word, '.');
	name = step ? strchr(step + 1, '.') : NULL;
	if (!name)
		return false;
	*step++ = *name++ = '\0';
	if (!str_to_uint(step, AGENDA_STEPS, &number) || strlen(name) != 32 ||
	    !hex_decode(out->name, sizeof(out->name), name))
		return false;
	out->step = (unsigned)number;
	out->hex = name;
	for (int i = 0; i < RULING__COUNT; i++)
		if (str_same(names[i], word)) {
			out->what = (enum ruling)i;
			return true;
		}
	return false;
}

/* What the wall will show, or NULL: the edited words are none, or too long. */
static const char *
text_shown(struct desk_visit *v, const struct pressed *p, const struct room_note *n)
{
	const char *typed;

	switch (p->what) {
	case RULING_CLEAN:
		return n->clean;
	case RULING_EDIT:
		typed = pairs_get(&v->request->fields,
				  arena_printf(v->arena, "text_%s", p->hex));
		while (typed && (*typed == ' ' || *typed == '\r' || *typed == '\n'))
			typed++;
		return typed && *typed && utf8_count(typed, strlen(typed)) <= 600 ? typed
										  : NULL;
	case RULING_SHOW:
	case RULING_HOLD:
	case RULING__COUNT:
	default:
		return n->text;
	}
}

/* The idea's id that an earlier decision on the note made. */
static bool
idea_before(const struct room_view *r, const struct room_note *n,
	    unsigned char id[ROOM_ITEM_ID])
{
	const struct room_item *d = room_item_find(r, n->name);

	return d && d->note && strlen(d->note) == ROOM_ID_HEX - 1 &&
	       hex_decode(id, ROOM_ITEM_ID, d->note);
}

static bool
decide(struct desk_visit *v, const struct room_view *r, const struct pressed *p,
       const struct room_note *n, const char *text, struct err *err)
{
	struct room_item put[2] = {
		{ .kind = ROOM_DECISION,
		  .step = n->step,
		  .text = "",
		  .note = "",
		  .number = p->what == RULING_HOLD ? DECISION_HELD : DECISION_SHOWN }
	};
	unsigned char gone[1][ROOM_ITEM_ID];
	char hex[ROOM_ID_HEX];
	struct room_change change = { .version = r->room.version,
				      .put = put,
				      .put_count = 1 };
	bool had = idea_before(r, n, gone[0]);

	memcpy(put[0].id, n->name, sizeof(put[0].id));
	if (p->what == RULING_HOLD && had) {
		change.gone = (const unsigned char(*)[ROOM_ITEM_ID])gone;
		change.gone_count = 1;
	} else if (p->what != RULING_HOLD && n->kind == STEP_NOTES) {
		put[1] = (struct room_item){
			.kind = ROOM_IDEA, .step = n->step, .text = text, .note = ""
		};
		if (had)
			memcpy(put[1].id, gone[0], ROOM_ITEM_ID);
		else
			rand_bytes(put[1].id, ROOM_ITEM_ID);
		room_id_text(put[1].id, hex);
		put[0].note = hex;
		change.put_count = 2;
	}
	return room_put(v, &change, err);
}

static size_t
ideas_of(const struct room_view *r, unsigned step)
{
	size_t n = 0;

	for (size_t i = 0; i < r->item_count; i++)
		n += r->items[i].kind == ROOM_IDEA && r->items[i].step == step;
	return n;
}

/* One try: a refusal, or NULL, with an error where it was not written. */
static struct console_reply *
decide_try(struct desk_visit *v, const struct pressed *p, struct err *err)
{
	const struct room_note *note = NULL;
	struct room_note *notes;
	struct room_view r;
	const char *text;
	size_t n;

	if (!room_view_load(v, &r, err))
		return NULL;
	if (r.now.phase == PHASE_OVER)
		return desk_refused(v, 409,
				    "This room is over: nothing is shown any more.");
	n = room_voices(v, r.room.name, p->step, &notes);
	for (size_t i = 0; i < n; i++)
		if (!memcmp(notes[i].name, p->name, sizeof(p->name)))
			note = &notes[i];
	if (!note)
		return desk_moved(v, "That note was changed or taken back meanwhile.",
				  "%s", desk_path(v, "/rooms/:", v->part[0]));
	text = text_shown(v, p, note);
	if (!text)
		return desk_refused(v, 422,
				    "Type the words as they will be shown: up to 600 "
				    "characters.");
	if (p->what != RULING_HOLD && ideas_of(&r, p->step) >= IDEAS_MOST)
		return desk_refused(
			v, 422,
			"The wall is full: %d ideas are shown. Take one off first.",
			IDEAS_MOST);
	(void)decide(v, &r, p, note, text, err);
	return NULL;
}

/* POST /rooms/:/queue */
struct console_reply *
desk_room_queue(struct desk_visit *v)
{
	const char *pressed = pairs_get(&v->request->fields, "do");
	const char *back = desk_path(v, "/rooms/:", v->part[0]);
	struct console_reply *refused = NULL;
	struct pressed p = { 0 };
	struct err err = { .code = ERR_BUSY };

	if (!pressed || !pressed_read(pressed, &p, v->arena))
		return desk_refused(v, 422, "Choose one of the buttons beside a note.");
	/* The follower, or another facilitator who decides the same, may come in between. */
	for (int i = 0; i < ROOM_TRIES && err.code == ERR_BUSY && !refused; i++) {
		err = (struct err){ 0 };
		refused = decide_try(v, &p, &err);
	}
	if (refused)
		return refused;
	if (err.code != ERR_NONE ||
	    !desk_act(v, p.what == RULING_HOLD ? "room note held" : "room note shown",
		      v->part[0], arena_printf(v->arena, "step %u", p.step), &err))
		return desk_failed(v, &err);
	return desk_moved(v, NULL, "%s", back);
}
