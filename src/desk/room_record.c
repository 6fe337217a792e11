/*
 * What a room keeps: summaries that were read back, ideas in their buckets, quotes that the room
 * approved, actions.  Words alone: no number stands here.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/room.h"

enum {
	QUOTE_CHARS = 1000,
	ACTION_CHARS = 400,
	DEPARTMENT_CHARS = 80,
	QUARTER_CHARS = 20,
	KEPT_MOST = 200
};

static struct console_reply *
back_to(struct desk_visit *v, const char *said)
{
	return desk_moved(v, said, "%s", desk_path(v, "/rooms/:/record", v->part[0]));
}

/* A typed text without blanks at its ends and with plain line ends, in the arena; "" if none. */
static char *
typed(struct desk_visit *v, const char *name)
{
	const char *from = pairs_get(&v->request->fields, name);
	char *text = arena_str(v->arena, from ? from : ""), *to = text;
	size_t n;

	for (const char *c = text; *c; c++)
		if (*c != '\r' && (to != text || (*c != ' ' && *c != '\n' && *c != '\t')))
			*to++ = *c;
	*to = '\0';
	for (n = strlen(text); n && strchr(" \n\t", text[n - 1]); n--)
		text[n - 1] = '\0';
	return text;
}

static bool
too_long(const char *text, size_t chars)
{
	return utf8_count(text, strlen(text)) > chars || strlen(text) > ROOM_ITEM_TEXT;
}

static size_t
kept(const struct room_view *r, enum room_item_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < r->item_count; i++)
		n += r->items[i].kind == kind;
	return n;
}

/* A number of a step of this room; 0 where none is meant. */
static bool
step_typed(struct desk_visit *v, const struct room_view *r, unsigned *out)
{
	const char *text = pairs_get(&v->request->fields, "step");
	unsigned long n;

	if (!text || !str_to_uint(text, r->text.agenda.count, &n))
		return false;
	*out = (unsigned)n;
	return true;
}

/* version: of the room, where it matters that nobody was first; 0: it does not. */
static bool
keep(struct desk_visit *v, uint64_t version, const struct room_item *put,
     const struct room_item *gone, const char *act, struct err *err)
{
	unsigned char id[1][ROOM_ITEM_ID] = { { 0 } };
	struct room_change change = { .version = version,
				      .put = put,
				      .put_count = put != NULL,
				      .gone = (const unsigned char(*)[ROOM_ITEM_ID])id,
				      .gone_count = gone != NULL };

	if (gone)
		memcpy(id[0], gone->id, sizeof(id[0]));
	return room_put(v, &change, err) &&
	       desk_act(v, act, v->part[0],
			arena_printf(v->arena, "step %u", put ? put->step : 0), err);
}

/* An item of one kind that the field "gone" names. */
static const struct room_item *
gone_typed(struct desk_visit *v, const struct room_view *r, enum room_item_kind kind)
{
	const char *hex = pairs_get(&v->request->fields, "gone");
	unsigned char id[ROOM_ITEM_ID];
	const struct room_item *item;

	if (!hex || strlen(hex) != ROOM_ID_HEX - 1 || !hex_decode(id, sizeof(id), hex))
		return NULL;
	item = room_item_find(r, id);
	return item && item->kind == kind ? item : NULL;
}

/* ---- summaries ---------------------------------------------------------------------------- */

static const struct room_item *
summary_of(const struct room_view *r, unsigned step)
{
	for (size_t i = 0; i < r->item_count; i++)
		if (r->items[i].kind == ROOM_SUMMARY && r->items[i].step == step)
			return &r->items[i];
	return NULL;
}

void
room_summary_put(struct desk_visit *v, const struct room_view *r, const struct step *step)
{
	struct html *h = v->body;
	const struct room_item *was = summary_of(r, step->number);
	const char *n = arena_printf(v->arena, "%u", step->number);
	const char *id = arena_printf(v->arena, "summary_%u", step->number);

	desk_form(v, desk_path(v, "/rooms/:/summary", v->part[0]));
	room_hidden(h, "step", n);
	html_lit(h, "<label");
	html_attr(h, "for", id);
	html_lit(h,
		 ">Summary to read aloud</label>\n<textarea name=\"summary\" rows=\"6\" "
		 "maxlength=\"8000\"");
	html_attr(h, "id", id);
	html_lit(h, ">\n");
	html_text(h, was ? was->text : "");
	html_lit(h, "</textarea>\n<label class=\"choice\"><input type=\"checkbox\" "
		    "name=\"approved\" value=\"yes\"");
	if (was && was->number)
		html_lit(h, " checked");
	html_lit(h, "> Read aloud, and approved by the room</label>\n");
	desk_button(v, "do", "keep", "Keep the summary");
	desk_form_end(v);
}

/* One try: a reply, or NULL with an error. */
static struct console_reply *
summary_try(struct desk_visit *v, struct err *err)
{
	struct room_item put = { .kind = ROOM_SUMMARY, .note = "" };
	const struct room_item *was;
	const struct step *s;
	struct room_view r;

	if (!room_view_load(v, &r, err))
		return NULL;
	s = step_typed(v, &r, &put.step) ? agenda_step(&r.text.agenda, put.step) : NULL;
	if (!s || s->kind != STEP_READ_BACK)
		return desk_refused(v, 422, "There is no read-back in that step.");
	put.text = typed(v, "summary");
	if (strlen(put.text) > ROOM_ITEM_TEXT)
		return desk_refused(
			v, 422,
			"The summary is longer than %d bytes. Shorten it: it is "
			"to be read aloud.",
			ROOM_ITEM_TEXT);
	was = summary_of(&r, put.step);
	if (!*put.text && !was)
		return desk_refused(v, 422, "Write the summary first.");
	if (was)
		memcpy(put.id, was->id, sizeof(put.id));
	else
		rand_bytes(put.id, sizeof(put.id));
	put.number = pairs_get(&v->request->fields, "approved") != NULL;
	if (!keep(v, r.room.version, *put.text ? &put : NULL, *put.text ? NULL : was,
		  "room summary", err))
		return NULL;
	return desk_moved(
		v,
		put.number ? "Kept, as the room approved it."
			   : "Kept. The room has not approved it yet.",
		"%s",
		desk_path(v, r.room.step == put.step ? "/rooms/:" : "/rooms/:/record",
			  v->part[0]));
}

/* POST /rooms/:/summary */
struct console_reply *
desk_room_summary(struct desk_visit *v)
{
	struct err err = { .code = ERR_BUSY };
	struct console_reply *reply = NULL;

	/* Two who write one for the first time must not leave two of them. */
	for (int i = 0; i < ROOM_TRIES && err.code == ERR_BUSY && !reply; i++) {
		err = (struct err){ 0 };
		reply = summary_try(v, &err);
	}
	return reply ? reply : desk_failed(v, &err);
}

/* ---- buckets -------------------------------------------------------------------------------- */

static const char *
bucket_label(enum bucket b)
{
	static const char *const words[BUCKET__COUNT] = {
		[BUCKET_NONE] = "None",
		[BUCKET_WORKS] = "What works",
		[BUCKET_CONCERN] = "Concern",
		[BUCKET_OPPORTUNITY] = "Opportunity",
	};

	return words[b];
}

static void
bucket_put(struct desk_visit *v, const struct room_item *idea)
{
	struct html *h = v->body;
	char id[ROOM_ID_HEX];

	room_id_text(idea->id, id);
	html_lit(h, "<fieldset class=\"bucket\"><legend>");
	html_text(h, idea->text);
	html_lit(h, "</legend>\n");
	for (unsigned b = 0; b < BUCKET__COUNT; b++) {
		html_lit(h, "<label class=\"choice\"><input type=\"radio\"");
		html_attr(h, "name", arena_printf(v->arena, "b_%s", id));
		html_attr(h, "value", arena_printf(v->arena, "%u", b));
		if (idea->number == b)
			html_lit(h, " checked");
		html_lit(h, "> ");
		html_text(h, bucket_label((enum bucket)b));
		html_lit(h, "</label>\n");
	}
	html_lit(h, "</fieldset>\n");
}

/* By the order of votes where there is one, else by their words: nothing tells when they came. */
static int
by_rank(const void *a, const void *b)
{
	const struct room_item *x = *(const struct room_item *const *)a;
	const struct room_item *y = *(const struct room_item *const *)b;

	if (x->step != y->step)
		return x->step < y->step ? -1 : 1;
	if (!x->rank != !y->rank)
		return x->rank ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return strcmp(x->text, y->text);
}

static size_t
ideas_of(const struct room_view *r, int section, const struct room_item ***out,
	 struct arena *a)
{
	size_t n = 0;

	*out = arena_array(a, const struct room_item *, r->item_count + 1);
	for (size_t i = 0; i < r->item_count; i++) {
		const struct step *s = agenda_step(&r->text.agenda, r->items[i].step);

		if (r->items[i].kind == ROOM_IDEA && s && s->section == section)
			(*out)[n++] = &r->items[i];
	}
	if (n)
		qsort(*out, n, sizeof(**out), by_rank);
	return n;
}

static void
buckets_put(struct desk_visit *v, const struct room_view *r, int section)
{
	const struct room_item **ideas;
	size_t n = ideas_of(r, section, &ideas, v->arena);

	if (!n)
		return;
	html_lit(v->body, "<details><summary>Ideas, into buckets</summary>\n");
	desk_form(v, desk_path(v, "/rooms/:/buckets", v->part[0]));
	for (size_t i = 0; i < n; i++)
		bucket_put(v, ideas[i]);
	desk_button(v, "do", "keep", "Keep the buckets");
	desk_form_end(v);
	html_lit(v->body, "</details>\n");
}

/* ERR_BUSY: the room was changed in between; an idea that is gone must not come back. */
static bool
buckets_try(struct desk_visit *v, size_t *out_count, struct err *err)
{
	struct room_view r;
	struct room_item *put;
	struct room_change change = { 0 };

	if (!room_view_load(v, &r, err))
		return false;
	change.version = r.room.version;
	put = arena_array(v->arena, struct room_item, r.item_count + 1);
	for (size_t i = 0; i < r.item_count; i++) {
		char id[ROOM_ID_HEX];
		const char *to;
		unsigned long b;

		if (r.items[i].kind != ROOM_IDEA)
			continue;
		room_id_text(r.items[i].id, id);
		to = pairs_get(&v->request->fields, arena_printf(v->arena, "b_%s", id));
		if (!to || !str_to_uint(to, BUCKET__COUNT - 1, &b) ||
		    b == r.items[i].number)
			continue;
		put[change.put_count] = r.items[i];
		put[change.put_count++].number = (unsigned)b;
	}
	change.put = put;
	*out_count = change.put_count;
	return !change.put_count || room_put(v, &change, err);
}

/* POST /rooms/:/buckets */
struct console_reply *
desk_room_buckets(struct desk_visit *v)
{
	struct err err = { .code = ERR_BUSY };
	size_t count = 0;

	for (int i = 0; i < ROOM_TRIES && err.code == ERR_BUSY; i++) {
		err = (struct err){ 0 };
		(void)buckets_try(v, &count, &err);
	}
	if (err.code != ERR_NONE ||
	    (count && !desk_act(v, "room buckets", v->part[0], "ideas", &err)))
		return desk_failed(v, &err);
	return back_to(v, "The buckets are kept.");
}

/* ---- quotes and actions ---- */

static void
gone_put(struct desk_visit *v, const struct room_item *item)
{
	char id[ROOM_ID_HEX];

	room_id_text(item->id, id);
	desk_button(v, "gone", id, "Take out");
}

/* none: what an item without a theme is called, for those that may have none; else NULL. */
static void
sections_put(struct desk_visit *v, const struct room_view *r, const char *id,
	     const char *none)
{
	struct html *h = v->body;
	int section = -1;

	html_lit(h, "<label");
	html_attr(h, "for", id);
	html_lit(h, ">Theme</label>\n<select name=\"step\"");
	html_attr(h, "id", id);
	if (none)
		html_lit(h, ">\n<option value=\"0\">");
	else
		html_lit(h, ">\n<option value=\"\">");
	html_text(h, none ? none : "Choose a theme");
	html_lit(h, "</option>\n");
	for (unsigned n = 1; n <= r->text.agenda.count; n++) {
		const struct step *s = agenda_step(&r->text.agenda, n);

		if (s->section < 0 || s->section == section)
			continue;
		section = s->section;
		html_lit(h, "<option");
		html_attr(h, "value", arena_printf(v->arena, "%u", n));
		if (r->step && r->step->section == section)
			html_lit(h, " selected");
		html_lit(h, ">");
		html_text(h, room_theme(&r->text, s));
		html_lit(h, "</option>\n");
	}
	html_lit(h, "</select>\n");
}

static void
items_put(struct desk_visit *v, const struct room_view *r, enum room_item_kind kind)
{
	struct html *h = v->body;

	html_lit(h, "<ul class=\"kept\">\n");
	for (size_t i = 0; i < r->item_count; i++) {
		const struct room_item *item = &r->items[i];

		if (item->kind != kind)
			continue;
		html_lit(h, "<li>");
		html_text(h, item->text);
		if (kind == ROOM_ACTION && item->note && *item->note) {
			html_lit(h, " <span class=\"hint\">");
			html_text_len(h, item->note, strcspn(item->note, "\n"));
			html_lit(h, " ");
			html_text(h, item->note + strcspn(item->note, "\n"));
			html_lit(h, "</span>");
		}
		html_lit(h, " ");
		gone_put(v, item);
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n");
}

static void
quotes_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;

	html_lit(h, "<h2 id=\"quotes\">Quotes that the room approved</h2>\n");
	desk_form(v, desk_path(v, "/rooms/:/quotes", v->part[0]));
	items_put(v, r, ROOM_QUOTE);
	html_lit(
		h,
		"<label for=\"quote\">A quote, as the room wants it</label>\n<textarea "
		"id=\"quote\" name=\"quote\" rows=\"3\" maxlength=\"1000\"></textarea>\n");
	sections_put(v, r, "quote-step", NULL);
	html_lit(h, "<label class=\"choice\"><input type=\"checkbox\" name=\"approved\" "
		    "value=\"yes\"> Read aloud, and approved by the room</label>\n");
	desk_button(v, "do", "add", "Keep the quote");
	desk_form_end(v);
}

/* POST /rooms/:/quotes */
struct console_reply *
desk_room_quotes(struct desk_visit *v)
{
	struct room_item put = { .kind = ROOM_QUOTE, .note = "", .number = 1 };
	const struct room_item *gone;
	struct room_view r;
	struct err err = { 0 };

	if (!room_view_load(v, &r, &err))
		return desk_failed(v, &err);
	gone = gone_typed(v, &r, ROOM_QUOTE);
	if (gone) {
		if (!keep(v, 0, NULL, gone, "room quote taken out", &err))
			return desk_failed(v, &err);
		return back_to(v, "The quote is taken out.");
	}
	put.text = typed(v, "quote");
	if (!*put.text || too_long(put.text, QUOTE_CHARS))
		return desk_refused(v, 422, "Type the quote: up to %d characters.",
				    QUOTE_CHARS);
	if (!pairs_get(&v->request->fields, "approved"))
		return desk_refused(
			v, 422,
			"Read the quote aloud first. It is kept only if the room "
			"approves it.");
	if (!step_typed(v, &r, &put.step) || !put.step)
		return desk_refused(v, 422,
				    "Choose the theme that the quote belongs to.");
	if (kept(&r, ROOM_QUOTE) >= KEPT_MOST)
		return desk_refused(v, 422, "A room keeps %d quotes at most.", KEPT_MOST);
	rand_bytes(put.id, sizeof(put.id));
	if (!keep(v, 0, &put, NULL, "room quote", &err))
		return desk_failed(v, &err);
	return back_to(v, "The quote is kept.");
}

static void
short_put(struct html *h, const char *id, const char *label, const char *hint)
{
	html_lit(h, "<label");
	html_attr(h, "for", id);
	html_lit(h, ">");
	html_text(h, label);
	html_lit(h, " <span class=\"hint\">");
	html_text(h, hint);
	html_lit(h, "</span></label>\n<input autocomplete=\"off\"");
	html_attr(h, "id", id);
	html_attr(h, "name", id);
	html_lit(h, ">\n");
}

static void
actions_put(struct desk_visit *v, const struct room_view *r)
{
	struct html *h = v->body;

	html_lit(h, "<h2 id=\"actions\">Actions</h2>\n");
	desk_form(v, desk_path(v, "/rooms/:/actions", v->part[0]));
	items_put(v, r, ROOM_ACTION);
	html_lit(
		h,
		"<label for=\"action\">What is to be done</label>\n<textarea id=\"action\" "
		"name=\"action\" rows=\"2\" maxlength=\"400\"></textarea>\n");
	short_put(h, "department", "Department", "who sees to it; no person's name");
	short_put(h, "quarter", "Quarter", "for example 2027 Q1");
	sections_put(v, r, "action-step", "The room as a whole");
	desk_button(v, "do", "add", "Keep the action");
	desk_form_end(v);
}

/* POST /rooms/:/actions */
struct console_reply *
desk_room_actions(struct desk_visit *v)
{
	struct room_item put = { .kind = ROOM_ACTION };
	const struct room_item *gone;
	const char *department, *quarter;
	struct room_view r;
	struct err err = { 0 };

	if (!room_view_load(v, &r, &err))
		return desk_failed(v, &err);
	gone = gone_typed(v, &r, ROOM_ACTION);
	if (gone) {
		if (!keep(v, 0, NULL, gone, "room action taken out", &err))
			return desk_failed(v, &err);
		return back_to(v, "The action is taken out.");
	}
	put.text = typed(v, "action");
	department = typed(v, "department");
	quarter = typed(v, "quarter");
	if (!*put.text || too_long(put.text, ACTION_CHARS))
		return desk_refused(v, 422,
				    "Type what is to be done: up to %d characters.",
				    ACTION_CHARS);
	if (too_long(department, DEPARTMENT_CHARS) || strchr(department, '\n') ||
	    too_long(quarter, QUARTER_CHARS) || strchr(quarter, '\n'))
		return desk_refused(v, 422,
				    "Department and quarter have one short line each.");
	if (!step_typed(v, &r, &put.step))
		return desk_refused(v, 422,
				    "Choose the theme that the action belongs to.");
	if (kept(&r, ROOM_ACTION) >= KEPT_MOST)
		return desk_refused(v, 422, "A room keeps %d actions at most.",
				    KEPT_MOST);
	put.note = arena_printf(v->arena, "%s\n%s", department, quarter);
	rand_bytes(put.id, sizeof(put.id));
	if (!keep(v, 0, &put, NULL, "room action", &err))
		return desk_failed(v, &err);
	return back_to(v, "The action is kept.");
}

/* ---- the page -------------------------------------------------------------------------------- */

static void
section_put(struct desk_visit *v, const struct room_view *r, int section)
{
	struct html *h = v->body;
	const struct step *first = NULL;
	const struct room_item **ideas;
	bool any = ideas_of(r, section, &ideas, v->arena) > 0;

	for (unsigned n = 1; n <= r->text.agenda.count; n++) {
		const struct step *s = agenda_step(&r->text.agenda, n);

		if (s->section != section)
			continue;
		first = first ? first : s;
		any = any || s->kind == STEP_READ_BACK;
	}
	if (!first || !any)
		return; /* nothing of it is kept */
	html_lit(h, "<h2>");
	html_text(h, room_theme(&r->text, first));
	html_lit(h, "</h2>\n");
	for (unsigned n = 1; n <= r->text.agenda.count; n++) {
		const struct step *s = agenda_step(&r->text.agenda, n);

		if (s->section == section && s->kind == STEP_READ_BACK)
			room_summary_put(v, r, s);
	}
	buckets_put(v, r, section);
}

/* GET /rooms/:/record */
struct console_reply *
desk_room_record(struct desk_visit *v)
{
	struct html *h = v->body;
	struct room_view r;
	struct err err = { 0 };

	if (!room_view_load(v, &r, &err))
		return desk_failed(v, &err);
	room_style(v);
	html_lit(h, "<div class=\"room record\">\n<p>");
	desk_link(v, desk_path(v, "/rooms/:", v->part[0]), "Back to the room");
	html_lit(
		h,
		"</p>\n<p>What stands here may leave the room: no number, nobody's name, and "
		"nothing that says who spoke.</p>\n");
	for (size_t i = 0; i < r.text.guide->section_count; i++)
		section_put(v, &r, (int)i);
	quotes_put(v, &r);
	actions_put(v, &r);
	html_lit(h, "</div>\n");
	return desk_page(v, 200, "Record");
}
