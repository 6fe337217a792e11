/*
 * Parts that pages of the desk are put together of: forms, links, tables.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdarg.h>

#include "desk/internal.h"

/* ---- addresses ---------------------------------------------------------------- */

static void
put_encoded(struct buf *out, const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z') || strchr("-._~@", c))
			buf_putc(out, (char)c);
		else
			buf_printf(out, "%%%02X", c);
	}
}

const char *
desk_path(struct desk_visit *v, const char *pattern, ...)
{
	SCOPED(buf) out = { 0 };
	va_list ap;

	va_start(ap, pattern);
	for (; *pattern; pattern++)
		if (*pattern == ':')
			put_encoded(&out, va_arg(ap, const char *));
		else
			buf_putc(&out, *pattern);
	va_end(ap);
	return arena_str(v->arena, out.data ? out.data : "/");
}

void
desk_link(struct desk_visit *v, const char *path, const char *words)
{
	html_lit(v->body, "<a href=\"");
	html_url(v->body, path);
	html_lit(v->body, "\">");
	html_text(v->body, words);
	html_lit(v->body, "</a>");
}

/* ---- forms -------------------------------------------------------------------- */

void
desk_form(struct desk_visit *v, const char *action)
{
	html_lit(v->body, "<form method=\"post\" action=\"");
	html_url(v->body, action);
	html_lit(v->body, "\">\n");
	token_put(v, action);
}

void
desk_form_end(struct desk_visit *v)
{
	html_lit(v->body, "</form>\n");
}

void
desk_button(struct desk_visit *v, const char *name, const char *value, const char *words)
{
	html_lit(v->body, "<button");
	html_attr(v->body, "name", name);
	html_attr(v->body, "value", value);
	html_lit(v->body, ">");
	html_text(v->body, words);
	html_lit(v->body, "</button>\n");
}

void
desk_ask_again(struct desk_visit *v)
{
	desk_ask_again_as(v, "Your passphrase");
}

void
desk_ask_again_as(struct desk_visit *v, const char *passphrase)
{
	html_lit(
		v->body,
		"<fieldset class=\"again\"><legend>Say once more that it is you</legend>\n"
		"<p class=\"field\"><label for=\"again-passphrase\">");
	html_text(v->body, passphrase);
	html_lit(
		v->body,
		"</label>\n"
		"<input type=\"password\" id=\"again-passphrase\" name=\"passphrase\" "
		"autocomplete=\"current-password\" required></p>\n"
		"<p class=\"field\"><label for=\"again-code\">The six digits of your code "
		"generator</label>\n"
		"<input class=\"short\" id=\"again-code\" name=\"code\" "
		"inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"10\" "
		"required></p>\n</fieldset>\n");
}

/* ---- tables ------------------------------------------------------------------- */

void
desk_table(struct desk_visit *v, const char *caption, const char *const *heads, size_t n)
{
	struct html *h = v->body;

	html_lit(h, "<div class=\"wide\" role=\"region\" tabindex=\"0\"");
	html_attr(h, "aria-label", caption);
	html_lit(h, ">\n<table><caption>");
	html_text(h, caption);
	html_lit(h, "</caption>\n<thead><tr>");
	for (size_t i = 0; i < n; i++) {
		bool number = heads[i][0] == '#';

		html_lit(h, "<th scope=\"col\"");
		if (number)
			html_lit(h, " class=\"num\"");
		html_lit(h, ">");
		html_text(h, heads[i] + number);
		html_lit(h, "</th>");
	}
	html_lit(h, "</tr></thead>\n<tbody>\n");
}

void
desk_table_end(struct desk_visit *v)
{
	html_lit(v->body, "</tbody></table></div>\n");
}

/* Exact counts are nobody's to see before a release. */
void
desk_tens(struct html *h, uint64_t n)
{
	if (n < 10) {
		html_lit(h, "fewer than 10");
		return;
	}
	html_lit(h, "about ");
	html_num(h, (long)(n / 10 * 10));
}
