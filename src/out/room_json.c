/*
 * A room's report as JSON ("room 1"), and back.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/internal.h"
#include "out/room.h"

enum { ROWS_MOST = 1000 };

/* ---- writing ---------------------------------------------------------------------- */

static void
put_row(struct buf *b, const struct room_row *row, bool idea)
{
	buf_puts(b, "{");
	member_text(b, "text", row->text);
	if (idea) {
		buf_puts(b, ", ");
		member_text(b, "bucket", bucket_names[row->bucket]);
	}
	buf_puts(b, ", ");
	member_number(b, "order", row->order ? (int)row->order : -1);
	buf_putc(b, '}');
}

static void
put_rows(struct buf *b, const char *name, const struct room_row *rows, size_t count,
	 bool ideas, const char *indent)
{
	json_put(b, name);
	buf_puts(b, ": [");
	for (size_t i = 0; i < count; i++) {
		buf_printf(b, "%s\n%s", i ? "," : "", indent);
		put_row(b, &rows[i], ideas);
	}
	buf_putc(b, ']');
}

static void
put_section(struct buf *b, const struct room_section *s)
{
	buf_puts(b, "  {");
	member_text(b, "theme", s->theme);
	buf_puts(b, ", ");
	member_text(b, "title", s->title);
	buf_puts(b, ",\n   ");
	member_text(b, "ask", s->ask);
	buf_puts(b, ",\n   \"asked\": [");
	for (size_t i = 0; i < s->asked_count; i++) {
		buf_printf(b, "%s\n    {", i ? "," : "");
		member_text(b, "kind", s->asked[i].kind);
		buf_puts(b, ", ");
		member_text(b, "ask", s->asked[i].ask);
		buf_puts(b, ",\n     ");
		put_rows(b, "rows", s->asked[i].rows, s->asked[i].row_count, false,
			 "      ");
		buf_putc(b, '}');
	}
	buf_puts(b, "],\n   ");
	put_rows(b, "ideas", s->ideas, s->idea_count, true, "    ");
	buf_puts(b, ",\n   ");
	member_text(b, "summary", s->summary);
	buf_puts(b, ",\n   ");
	member_list(b, "quotes", s->quotes, s->quote_count);
	buf_putc(b, '}');
}

static void
put_actions(struct buf *b, const struct room_report *r)
{
	buf_puts(b, " \"actions\": [");
	for (size_t i = 0; i < r->action_count; i++) {
		buf_printf(b, "%s\n  {", i ? "," : "");
		member_text(b, "text", r->actions[i].text);
		buf_puts(b, ", ");
		member_text(b, "department", r->actions[i].department);
		buf_puts(b, ", ");
		member_text(b, "quarter", r->actions[i].quarter);
		buf_putc(b, '}');
	}
	buf_puts(b, "],\n ");
}

void
room_json(const struct room_report *r, struct buf *out)
{
	const char *notes[6];

	buf_puts(out, "{\n \"canvass\": \"room 1\",\n ");
	member_text(out, "room", r->room);
	buf_puts(out, ",\n \"guide\": {");
	member_text(out, "id", r->guide);
	buf_puts(out, ", ");
	member_text(out, "title", r->title);
	buf_puts(out, ", ");
	member_text(out, "group", r->group);
	buf_puts(out, "},\n \"form\": {");
	member_text(out, "id", r->form);
	buf_puts(out, "},\n ");
	member_text(out, "language", r->language);
	buf_puts(out, ",\n ");
	member_text(out, "held", r->held);
	buf_printf(out, ",\n \"invented\": %s,\n \"sections\": [\n",
		   r->invented ? "true" : "false");
	for (size_t i = 0; i < r->section_count; i++) {
		buf_puts(out, i ? ",\n" : "");
		put_section(out, &r->sections[i]);
	}
	buf_puts(out, "],\n");
	put_actions(out, r);
	member_list(out, "notes", notes, room_notes(r, notes));
	buf_puts(out, "\n}\n");
}

/* ---- reading ---------------------------------------------------------------------- */

bool
room_report_is(const struct json *file)
{
	const struct json *says = json_get(file, "canvass");

	return says && says->type == JSON_STRING_ && str_same(says->text, "room 1");
}

struct taking {
	struct arena *arena;
	struct err *err;
	bool good;
};

static void
bad(struct taking *t, const char *where, const char *what)
{
	if (t->good)
		err_set(t->err, ERR_INPUT, "%s %s", where, what);
	t->good = false;
}

static const char *
take_text(struct taking *t, const struct json *map, const char *key)
{
	const struct json *v = json_get(map, key);

	if (!v || v->type != JSON_STRING_) {
		bad(t, key, "is missing, or is no text");
		return "";
	}
	if (v->len != strlen(v->text) || v->len > 64 * 1024)
		bad(t, key, "is too long");
	return v->text;
}

static const struct json *
take_list(struct taking *t, const struct json *map, const char *key)
{
	const struct json *v = json_get(map, key);

	if (!v || v->type != JSON_LIST || v->count > ROWS_MOST) {
		bad(t, key, "is missing, is no list, or is too long");
		return NULL;
	}
	return v;
}

static enum bucket
take_bucket(struct taking *t, const struct json *map)
{
	const char *name = take_text(t, map, "bucket");

	for (int i = 0; i < BUCKET__COUNT; i++)
		if (str_same(bucket_names[i], name))
			return (enum bucket)i;
	bad(t, "bucket", "is none that there is");
	return BUCKET_NONE;
}

static unsigned
take_order(struct taking *t, const struct json *map)
{
	const struct json *v = json_get(map, "order");

	if (v && v->type == JSON_NULL_)
		return 0;
	if (!v || v->type != JSON_NUMBER || !v->whole || v->integer < 1 ||
	    v->integer > ROWS_MOST) {
		bad(t, "order", "is no place in an order");
		return 0;
	}
	return (unsigned)v->integer;
}

static struct room_row *
take_rows(struct taking *t, const struct json *map, const char *key, bool ideas,
	  size_t *out_count)
{
	const struct json *list = take_list(t, map, key);
	struct room_row *rows;
	size_t n = 0;

	*out_count = 0;
	if (!list)
		return NULL;
	rows = arena_array(t->arena, struct room_row, list->count + 1);
	for (const struct json *v = list->first; v; v = v->next, n++) {
		rows[n].text = take_text(t, v, "text");
		rows[n].order = take_order(t, v);
		if (ideas)
			rows[n].bucket = take_bucket(t, v);
	}
	*out_count = n;
	return rows;
}

static void
take_asked(struct taking *t, const struct json *map, struct room_section *out)
{
	const struct json *list = take_list(t, map, "asked");

	if (!list)
		return;
	out->asked = arena_array(t->arena, struct room_asked, list->count + 1);
	for (const struct json *v = list->first; v; v = v->next) {
		struct room_asked *asked = &out->asked[out->asked_count++];

		asked->kind = take_text(t, v, "kind");
		asked->ask = take_text(t, v, "ask");
		asked->rows = take_rows(t, v, "rows", false, &asked->row_count);
	}
}

static void
take_section(struct taking *t, const struct json *map, struct room_section *out)
{
	const struct json *quotes = take_list(t, map, "quotes");

	out->theme = take_text(t, map, "theme");
	out->title = take_text(t, map, "title");
	out->ask = take_text(t, map, "ask");
	out->summary = take_text(t, map, "summary");
	take_asked(t, map, out);
	out->ideas = take_rows(t, map, "ideas", true, &out->idea_count);
	if (!quotes)
		return;
	out->quotes = arena_array(t->arena, const char *, quotes->count + 1);
	for (const struct json *v = quotes->first; v; v = v->next) {
		if (v->type != JSON_STRING_)
			bad(t, "quotes", "has something that is no text");
		else
			out->quotes[out->quote_count++] = v->text;
	}
}

static void
take_head(struct taking *t, const struct json *file, struct room_report *out)
{
	const struct json *guide = json_get(file, "guide"),
			  *invented = json_get(file, "invented");

	out->room = take_text(t, file, "room");
	out->language = take_text(t, file, "language");
	out->held = take_text(t, file, "held");
	out->guide = take_text(t, guide, "id");
	out->title = take_text(t, guide, "title");
	out->group = take_text(t, guide, "group");
	out->form = take_text(t, json_get(file, "form"), "id");
	if (!invented || invented->type != JSON_BOOL)
		bad(t, "invented", "is missing");
	else
		out->invented = invented->truth;
}

static void
take_actions(struct taking *t, const struct json *file, struct room_report *out)
{
	const struct json *list = take_list(t, file, "actions");

	if (!list)
		return;
	out->actions = arena_array(t->arena, struct room_action, list->count + 1);
	for (const struct json *v = list->first; v; v = v->next) {
		struct room_action *action = &out->actions[out->action_count++];

		action->text = take_text(t, v, "text");
		action->department = take_text(t, v, "department");
		action->quarter = take_text(t, v, "quarter");
	}
}

struct room_report *
room_report_read(const char *text, size_t len, struct arena *a, struct err *err)
{
	struct room_report *out = arena_one(a, struct room_report);
	struct taking t = { .arena = a, .err = err, .good = true };
	const struct json *file = json_parse(text, len, a, err), *sections;

	if (!file)
		return NULL;
	if (!room_report_is(file)) {
		err_set(err, ERR_INPUT, "it is no room's report (room.json)");
		return NULL;
	}
	take_head(&t, file, out);
	sections = take_list(&t, file, "sections");
	if (sections) {
		out->sections = arena_array(a, struct room_section, sections->count + 1);
		for (const struct json *v = sections->first; v; v = v->next)
			take_section(&t, v, &out->sections[out->section_count++]);
	}
	take_actions(&t, file, out);
	return t.good ? out : NULL;
}
