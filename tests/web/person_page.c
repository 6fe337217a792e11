/*
 * See person_page.h.  No parser of HTML in general: it knows what our own pages have.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/web/person_page.h"

struct reader {
	struct arena *a;
	struct sight *page;
	const char *at;
	struct buf heading, errors, fields, rows, buttons;
	const char *answer; /* of the row of answers that is being read */
	bool is_check, in_box, any_button;
	const char *enter;
	bool way_on;
};

/* ---- pieces ----------------------------------------------------------------------------- */

static const char *
unescaped(struct arena *a, const char *s, size_t len)
{
	static const struct {
		const char *name;
		char c;
	} names[] = { { "&amp;", '&' },
		      { "&lt;", '<' },
		      { "&gt;", '>' },
		      { "&quot;", '"' },
		      { "&#39;", '\'' } };
	char *out = arena_alloc(a, len + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		out[n] = s[i];
		for (size_t k = 0; s[i] == '&' && k < ARRAY_LEN(names); k++) {
			if (str_starts(s + i, names[k].name)) {
				out[n] = names[k].c;
				i += strlen(names[k].name) - 1;
				break;
			}
		}
		n++;
	}
	out[n] = '\0';
	return out;
}

/* The text up to an end tag, without the tags in it, and without what is only heard of a mark. */
static const char *
text_until(struct reader *r, const char *from, const char *end)
{
	const char *to = strstr(from, end);
	SCOPED(buf) b = { 0 };

	buf_puts(&b, "");
	for (; to && from < to; from++) {
		if (str_starts(from, "<mark>"))
			from = strstr(from, "</span>");
		if (*from == '<')
			from = strchr(from, '>');
		else
			buf_putc(&b, *from);
	}
	return unescaped(r->a, b.data, b.len);
}

/* An attribute of the tag at s, unescaped; NULL: it has none.  One without a value: "". */
static const char *
attribute(struct reader *r, const char *s, const char *name)
{
	size_t len = strlen(name);

	for (s = strpbrk(s, " >"); s && *s == ' ';) {
		const char *word = s + 1, *end = word + strcspn(word, " =>");
		const char *value = "";
		size_t value_len = 0;

		s = end;
		if (*end == '=' && end[1] == '"') {
			value = end + 2;
			value_len = strcspn(value, "\"");
			s = value + value_len + 1;
		}
		if ((size_t)(end - word) == len && !memcmp(word, name, len))
			return unescaped(r->a, value, value_len);
	}
	return NULL;
}

/* ---- what stands on the page ------------------------------------------------------------ */

static void
read_input(struct reader *r, const char *tag)
{
	const char *type = attribute(r, tag, "type"), *name = attribute(r, tag, "name");
	const char *value = attribute(r, tag, "value");

	if (!type || !name || !value) {
		buf_puts(&r->fields, "an input without type, name or value\n");
	} else if (str_same(type, "hidden")) {
		if (str_same(name, "ticket"))
			r->page->ticket = value;
		else
			r->page->draft = value;
	} else if (str_same(type, "text")) {
		buf_printf(&r->fields, "text %s =%s\n", name, value);
	} else {
		buf_printf(&r->fields, "%s %s %s%s\n", type, name, value,
			   attribute(r, tag, "checked") ? " *" : "");
	}
}

static void
read_area(struct reader *r, const char *tag)
{
	const char *name = attribute(r, tag, "name"), *text = strchr(tag, '>') + 1;

	/* the first line end is no part of it */
	text += *text == '\n';
	if (!name)
		r->page->saved = text_until(r, text, "</textarea>");
	else if (str_starts(name, "draft"))
		r->page->box = name;
	else
		buf_printf(&r->fields, "area %s =%s\n", name,
			   text_until(r, text, "</textarea>"));
}

/* A menu of places: the one that is selected. */
static void
read_select(struct reader *r, const char *tag)
{
	const char *end = strstr(tag, "</select>"), *at = tag;

	buf_printf(&r->fields, "select %s =", attribute(r, tag, "name"));
	while ((at = strstr(at + 1, "<option")) && at < end) {
		const char *text = strchr(at, '>') + 1;

		if (attribute(r, at, "selected"))
			buf_put(&r->fields, text, strcspn(text, "<"));
	}
	buf_puts(&r->fields, "\n");
}

static void
read_change(struct reader *r, const char *tag, const char *what)
{
	const char *hidden = strstr(tag, "<span"),
		   *text = hidden ? strchr(hidden, '>') + 1 : tag;
	const char *ask = text_until(r, text, "</button>");

	buf_printf(&r->rows, "change %s (%s) =%s\n", what, ask + (*ask == ' '),
		   r->answer ? r->answer : "");
	r->answer = NULL;
}

static void
read_button(struct reader *r, const char *tag)
{
	const char *name = attribute(r, tag, "name"), *value = attribute(r, tag, "value");
	bool copy = attribute(r, tag, "aria-hidden") != NULL;

	if (!r->any_button)
		r->enter = name && value ? value : "nothing";
	r->any_button = true;
	if (!name || !value || copy)
		return;
	r->way_on = r->way_on || str_same(name, "go");
	if (str_same(name, "go") && str_starts(value, "change."))
		read_change(r, tag, value + 7);
	else
		buf_printf(&r->buttons, "%s %s\n", name, value);
}

static void
read_link(struct reader *r, const char *tag)
{
	const char *to = attribute(r, tag, "href");
	size_t len;

	/* ids of fields are "<question>", and what a part adds: q3-o1, q3.month, q3_other */
	if (!to || to[0] != '#' || !r->in_box)
		return;
	len = strcspn(to + 1, "-.");
	if (len > 6 && str_same(to + 1 + len - 6, "_other"))
		len -= 6;
	buf_printf(&r->errors, "error %.*s\n", (int)len, to + 1);
}

static void
read_tag(struct reader *r, const char *tag)
{
	if (str_starts(tag, "<h1>"))
		buf_printf(&r->heading, "h1 %s\n", text_until(r, tag + 4, "</h1>"));
	else if (str_starts(tag, "<input"))
		read_input(r, tag);
	else if (str_starts(tag, "<textarea"))
		read_area(r, tag);
	else if (str_starts(tag, "<select"))
		read_select(r, tag);
	else if (str_starts(tag, "<bdi>") && !r->answer) /* others list what is marked in it */
		r->answer = text_until(r, tag + 5, "</bdi>");
	else if (str_starts(tag, "<button"))
		read_button(r, tag);
	else if (str_starts(tag, "<a "))
		read_link(r, tag);
	else if (str_starts(tag, "<dl class=\"rows\""))
		r->is_check = true;
	else if (str_starts(tag, "</ul>"))
		r->in_box = false;
	else if (str_starts(tag, "<div") && attribute(r, tag, "role"))
		r->in_box = str_same(attribute(r, tag, "role"), "alert");
}

/* Buttons in one order, each once: where they stand is no matter here. */
static void
buttons_put(const struct reader *r, struct buf *out)
{
	static const char *const order[] = { "go back", "go next", "go send",
					     "go save", "lang en", "lang cy" };
	const char *all = r->buttons.data ? r->buttons.data : "";

	for (size_t i = 0; i < ARRAY_LEN(order); i++)
		if (strstr(all, order[i]))
			buf_printf(out, "%s\n", order[i]);
	if (!r->is_check && r->enter)
		buf_printf(out, "enter %s\n", r->enter);
}

void
sight_read(const struct heard *heard, struct arena *a, struct sight *out)
{
	struct reader r = { .a = a, .page = out };
	const char *file = heard_header(heard, "Content-Disposition");
	struct buf lines = { 0 };

	*out = (struct sight){ .status = heard->status, .closed = heard->closed };
	out->ticket = out->draft = out->saved = out->box = "";
	out->is_file = file && strstr(file, "finish-later.html");
	out->body = arena_str(a, heard->body ? heard->body : "");
	for (r.at = out->body; (r.at = strchr(r.at, '<')); r.at++)
		read_tag(&r, r.at);
	out->thanked = out->status == 200 && !r.way_on && !out->is_file;
	out->is_check = r.is_check;
	if (!r.is_check)
		buf_put(&lines, r.heading.data, r.heading.len);
	buf_put(&lines, r.errors.data, r.errors.len);
	buf_put(&lines, r.fields.data, r.fields.len);
	buf_put(&lines, r.rows.data, r.rows.len);
	if (out->box[0])
		buf_puts(&lines, "box\n");
	buttons_put(&r, &lines);
	out->lines = arena_copy(a, lines.data ? lines.data : "", lines.len);
	buf_free(&lines);
	buf_free(&r.heading);
	buf_free(&r.errors);
	buf_free(&r.fields);
	buf_free(&r.rows);
	buf_free(&r.buttons);
}

void
pair_put(struct buf *body, const char *name, const char *value)
{
	const char *parts[2] = { name, value };

	if (body->len)
		buf_puts(body, "&");
	for (unsigned i = 0; i < 2; i++) {
		for (const unsigned char *s = (const unsigned char *)parts[i]; *s; s++) {
			bool plain = (*s >= 'a' && *s <= 'z') ||
				     (*s >= 'A' && *s <= 'Z') ||
				     (*s >= '0' && *s <= '9') || *s == '_' || *s == '.' ||
				     *s == '-';

			if (plain)
				buf_putc(body, (char)*s);
			else if (*s == '\n') /* as browsers post a line's end */
				buf_puts(body, "%0D%0A");
			else if (*s == ' ')
				buf_putc(body, '+');
			else
				buf_printf(body, "%%%02X", *s);
		}
		buf_puts(body, i ? "" : "=");
	}
}
