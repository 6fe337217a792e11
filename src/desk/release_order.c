/*
 * What somebody wants released: formats, the team's words, earlier waves.  It is read from a page
 * and, once proposed, from desk.db, and by the same rules: only files that may be picked.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/release.h"

/* ---- checking ------------------------------ */

static bool
add_format(struct desk_visit *v, struct desk_order *o, const char *name, struct err *err)
{
	if (!export_find(name))
		return err_set(err, ERR_INPUT, "there is no format \"%.20s\"", name);
	o->formats =
		o->formats ? arena_printf(v->arena, "%s,%s", o->formats, name) : name;
	return true;
}

static bool
set_words(struct desk_visit *v, struct desk_order *o, const char *path, struct err *err)
{
	if (!*path)
		return true;
	for (const char **at = words_files(v); *at; at++)
		if (str_same(*at, path)) {
			o->words = path;
			return true;
		}
	return err_set(err, ERR_INPUT, "there is no file of words %.100s here any more",
		       path);
}

static bool
add_since(struct desk_order *o, const struct published_list *list, const char *path,
	  struct err *err)
{
	if (!*path)
		return true;
	if (!published_at(list, path))
		return err_set(err, ERR_INPUT,
			       "there is no published summary %.100s here any more",
			       path);
	if (o->since_count == SINCE_FILES)
		return err_set(err, ERR_INPUT, "at most %d earlier waves", SINCE_FILES);
	o->since[o->since_count++] = path;
	return true;
}

bool
desk_order_read(struct desk_visit *v, const struct pairs *fields, struct desk_order *out,
		struct err *err)
{
	struct desk_order o = { .formats = NULL };
	struct published_list list;
	bool good = true;

	published_find(v, &list);
	for (size_t i = 0; good && i < fields->count; i++) {
		const struct pair *p = &fields->items[i];

		if (str_same(p->name, "format"))
			good = add_format(v, &o, p->value, err);
		else if (str_same(p->name, "words"))
			good = set_words(v, &o, p->value, err);
		else if (str_same(p->name, "since"))
			good = add_since(&o, &list, p->value, err);
	}
	if (good)
		*out = o;
	return good;
}

/* ---- as it is kept ------------------------------ */

const char *
desk_order_json(struct desk_visit *v, const struct desk_order *o, unsigned release,
		int day)
{
	char date[11];
	const char *json;
	SCOPED(buf) out;

	buf_init(&out, 0);
	day_format(day, date);
	buf_printf(&out, "{\"release\": %u, \"day\": \"%s\", \"formats\": ", release,
		   date);
	json_put(&out, o->formats ? o->formats : "");
	buf_puts(&out, ", \"words\": ");
	json_put(&out, o->words ? o->words : "");
	buf_puts(&out, ", \"since\": [");
	for (size_t i = 0; i < o->since_count; i++) {
		buf_puts(&out, i ? ", " : "");
		json_put(&out, o->since[i]);
	}
	buf_puts(&out, "]}");
	json = arena_copy(v->arena, out.data, out.len);
	return json;
}

static const char *
member(const struct json *map, const char *key)
{
	const struct json *value = json_get(map, key);

	return value && value->type == JSON_STRING_ ? value->text : NULL;
}

/* The comma list that desk_order_json wrote. */
static bool
parse_formats(struct desk_visit *v, struct desk_order *o, const char *list,
	      struct err *err)
{
	for (const char *at = list; *at;) {
		size_t len = strcspn(at, ",");

		if (!add_format(v, o, arena_printf(v->arena, "%.*s", (int)len, at), err))
			return false;
		at += len + (at[len] == ',');
	}
	return true;
}

bool
desk_order_parse(struct desk_visit *v, const char *json, struct desk_order *out,
		 unsigned *out_release, int *out_day, struct err *err)
{
	const struct json *map = json_parse(json, strlen(json), v->arena, NULL),
			  *release = map ? json_get(map, "release") : NULL,
			  *since = map ? json_get(map, "since") : NULL;
	const char *formats = map ? member(map, "formats") : NULL,
		   *words = map ? member(map, "words") : NULL,
		   *day = map ? member(map, "day") : NULL;
	struct desk_order o = { .formats = NULL };
	struct published_list list;

	if (!formats || !words || !day || !day_parse(day, out_day) || !release ||
	    release->type != JSON_NUMBER || !release->whole || release->integer < 1 ||
	    release->integer > LEDGER_ENTRIES || !since || since->type != JSON_LIST)
		return err_set(err, ERR_INPUT, "the proposal cannot be read");
	published_find(v, &list);
	for (const struct json *at = since->first; at; at = at->next)
		if (at->type != JSON_STRING_ || !add_since(&o, &list, at->text, err))
			return false;
	if (!parse_formats(v, &o, formats, err) || !set_words(v, &o, words, err))
		return false;
	*out_release = (unsigned)release->integer;
	*out = o;
	return true;
}

/* ---- on pages ------------------------------ */

static void
put_encoded(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, "%c%s=", out->len ? '&' : '?', name);
	for (const unsigned char *p = (const unsigned char *)value; *p; p++)
		if (*p < 0x80 &&
		    strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
			   "-._/@",
			   *p))
			buf_putc(out, (char)*p);
		else
			buf_printf(out, "%%%02X", *p);
}

/* Calls take for each field of the order. */
static void
each_field(struct desk_visit *v, const struct desk_order *o,
	   void (*take)(void *with, const char *name, const char *value), void *with)
{
	for (const char *at = o->formats ? o->formats : ""; *at;) {
		size_t len = strcspn(at, ",");

		take(with, "format", arena_printf(v->arena, "%.*s", (int)len, at));
		at += len + (at[len] == ',');
	}
	if (o->words)
		take(with, "words", o->words);
	for (size_t i = 0; i < o->since_count; i++)
		take(with, "since", o->since[i]);
}

static void
take_query(void *with, const char *name, const char *value)
{
	put_encoded(with, name, value);
}

const char *
desk_order_query(struct desk_visit *v, const struct desk_order *o)
{
	SCOPED(buf) out;

	buf_init(&out, 0);
	each_field(v, o, take_query, &out);
	return arena_copy(v->arena, out.data ? out.data : "", out.len);
}

static void
take_hidden(void *with, const char *name, const char *value)
{
	struct html *h = with;

	html_lit(h, "<input type=\"hidden\"");
	html_attr(h, "name", name);
	html_attr(h, "value", value);
	html_lit(h, ">\n");
}

void
desk_order_hidden(struct desk_visit *v, const struct desk_order *o)
{
	each_field(v, o, take_hidden, v->body);
}

static void
put_box(struct html *h, const char *name, const char *value, const char *words)
{
	html_lit(h, "<label><input type=\"checkbox\"");
	html_attr(h, "name", name);
	html_attr(h, "value", value);
	html_lit(h, "> <span>");
	html_text(h, words);
	html_lit(h, "</span></label>\n");
}

static void
put_words(struct html *h, const char **files)
{
	html_lit(
		h,
		"<p class=\"field\"><label for=\"words\">The team's words</label>\n"
		"<select id=\"words\" name=\"words\"><option value=\"\">none</option>\n");
	for (; *files; files++) {
		html_lit(h, "<option");
		html_attr(h, "value", *files);
		html_lit(h, ">");
		html_text(h, *files);
		html_lit(h, "</option>\n");
	}
	html_lit(
		h,
		"</select></p>\n<p class=\"hint\">Headlines, opportunities and the page for "
		"the board, from a file in the workspace or its <code>forms</code>.</p>\n");
}

void
desk_order_choose(struct desk_visit *v, const char *survey)
{
	struct html *h = v->body;
	struct published_list list;
	bool any = false;

	published_find(v, &list);
	html_lit(h, "<fieldset class=\"options dense\">\n<legend>Formats</legend>\n"
		    "<p class=\"hint\">None ticked "
		    "means all of them.</p>\n");
	for (size_t i = 0; i < export_format_count; i++)
		put_box(h, "format", export_formats[i].name,
			arena_printf(v->arena, "%s: %s", export_formats[i].name,
				     export_formats[i].help));
	html_lit(h, "</fieldset>\n");
	put_words(h, words_files(v));
	for (size_t i = 0; i < list.count; i++) {
		if (str_same(list.items[i].survey, survey))
			continue;
		if (!any)
			html_lit(
				h,
				"<fieldset class=\"options\">\n<legend>Earlier waves</legend>\n<p "
				"class=\"hint\">The release is held against those you "
				"tick; changes are from the last of them.</p>\n");
		any = true;
		put_box(h, "since", list.items[i].path,
			published_words(v, &list.items[i]));
	}
	if (any)
		html_lit(h, "</fieldset>\n");
}

void
desk_order_say(struct desk_visit *v, const struct desk_order *o)
{
	struct html *h = v->body;

	html_lit(h, "<dt>Formats</dt><dd>");
	html_text(h, o->formats ? o->formats : "all");
	html_lit(h, "</dd>\n<dt>The team's words</dt><dd>");
	html_text(h, o->words ? o->words : "none");
	html_lit(h, "</dd>\n<dt>Earlier waves</dt><dd>");
	for (size_t i = 0; i < o->since_count; i++) {
		html_text(h, i ? ", " : "");
		html_text(h, o->since[i]);
	}
	html_text(h, o->since_count ? "" : "none");
	html_lit(h, "</dd>\n");
}
