/*
 * Posters of a survey: choose, look, download; and a pack for a file of places.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/posters.h"

/* ---- the links that there are ---------------------------------------------------- */

struct open_links {
	struct link *items;
	size_t count;
};

static bool
open_links(struct poster_asked *p, struct open_links *out, struct err *err)
{
	size_t count, n = 0;

	if (!link_all(p->store, p->v->part[0], &out->items, &count, p->v->arena, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!out->items[i].closed)
			out->items[n++] = out->items[i];
	out->count = n;
	return true;
}

/* The one that is asked for by `code`, else the first. */
static const struct link *
chosen(const struct poster_asked *p, const struct open_links *links)
{
	char code[CODE_CHARS + 1];

	if (!code_read(visit_query(p->v, "code"), code))
		return &links->items[0];
	for (size_t i = 0; i < links->count; i++)
		if (str_same(links->items[i].code, code))
			return &links->items[i];
	return &links->items[0];
}

/* ---- what can be chosen ---------------------------------------------------------- */

static void
put_option(struct html *h, const char *value, const char *words, bool is)
{
	html_lit(h, "<option");
	html_attr(h, "value", value);
	if (is)
		html_lit(h, " selected");
	html_lit(h, ">");
	html_text(h, words);
	html_lit(h, "</option>\n");
}

static void
put_links(struct poster_asked *p, const struct open_links *links, const struct link *is)
{
	struct html *h = p->v->body;

	html_lit(
		h,
		"<div class=\"field\"><label for=\"code\">Link</label>\n<select id=\"code\" "
		"name=\"code\">\n");
	for (size_t i = 0; i < links->count; i++) {
		char pretty[CODE_CHARS + 2];

		code_pretty(links->items[i].code, pretty);
		put_option(h, links->items[i].code,
			   arena_printf(p->v->arena, "%s, %s", pretty,
					*links->items[i].place ? links->items[i].place
							       : "everybody"),
			   &links->items[i] == is);
	}
	html_lit(h, "</select></div>\n");
}

static void
put_sizes(struct poster_asked *p)
{
	static const char *const words[PAPER__COUNT] = {
		[PAPER_A3] = "A3, for a wall",
		[PAPER_A4] = "A4, for a notice board",
		[PAPER_A5] = "A5, for a table",
		[PAPER_CARD] = "cards, ten on A4",
	};
	struct html *h = p->v->body;

	html_lit(
		h,
		"<div class=\"field\"><label for=\"size\">Size</label>\n<select id=\"size\" "
		"name=\"size\">\n");
	for (unsigned i = 0; i < PAPER__COUNT; i++)
		put_option(h, paper_rows[i].name, words[i], p->wish.paper == i);
	html_lit(h, "</select></div>\n");
}

static const char *
language_words(const char *code)
{
	const struct language *language = language_find(code);

	return language ? language->name : code;
}

/* One language, or two side by side in the order of reading. */
static void
put_languages(struct poster_asked *p)
{
	const struct form *form = p->printing.form;
	struct html *h = p->v->body;
	struct arena *a = p->v->arena;

	if (form->language_count < 2)
		return;
	html_lit(h, "<div class=\"field\"><label for=\"language\">Languages</label>\n"
		    "<select id=\"language\" name=\"language\">\n");
	put_option(h, "", "as it suits the form", !*p->language);
	for (size_t i = 0; i < form->language_count; i++) {
		const char *one = form->languages[i];

		put_option(h, one, language_words(one), str_same(p->language, one));
		for (size_t k = 0; k < form->language_count && form->language_count < 5;
		     k++) {
			const char *two =
				arena_printf(a, "%s,%s", one, form->languages[k]);

			if (k != i)
				put_option(
					h, two,
					arena_printf(a, "%s and %s", language_words(one),
						     language_words(form->languages[k])),
					str_same(p->language, two));
		}
	}
	html_lit(h, "</select></div>\n");
}

static void
put_tick(struct html *h, const char *name, const char *words, bool is)
{
	html_lit(h, "<label class=\"choice\"><input type=\"checkbox\" value=\"yes\"");
	html_attr(h, "name", name);
	if (is)
		html_lit(h, " checked");
	html_lit(h, "><span>");
	html_text(h, words);
	html_lit(h, "</span></label>\n");
}

/* Reading alone: it changes nothing, so that it needs no token and can be kept as a bookmark. */
static void
put_choice(struct poster_asked *p, const struct open_links *links, const struct link *is)
{
	struct html *h = p->v->body;

	html_lit(h, "<form method=\"get\" action=\"");
	html_url(h, desk_path(p->v, "/surveys/:/posters", p->v->part[0]));
	html_lit(h, "\">\n");
	put_links(p, links, is);
	put_sizes(p);
	put_languages(p);
	put_tick(h, "strips", "Tear-off strips at the foot (A4 posters)", p->wish.strips);
	if (p->printing.form->poster.pledge_count)
		put_tick(h, "pledge", "The pledge of supervisors instead of a poster",
			 p->wish.pledge);
	html_lit(
		h,
		"<div class=\"field\"><label for=\"contact\">Who can say that it is "
		"genuine</label>\n<input id=\"contact\" name=\"contact\" maxlength=\"90\" "
		"autocomplete=\"off\"");
	html_attr(h, "value", p->contact);
	html_lit(h, ">\n<span class=\"hint\">Left empty: as the form or the settings "
		    "say.</span></div>\n<button>Show it</button>\n</form>\n");
}

/* ---- what it looks like ---------------------------------------------------------- */

static void
put_files(struct poster_asked *p, const struct link *is, size_t count)
{
	const char *more = poster_asked_query(p), *name = p->v->part[0];
	struct arena *a = p->v->arena;
	struct html *h = p->v->body;

	html_lit(h, "<h2 id=\"download\">Download</h2>\n<ul>\n");
	for (unsigned i = 0; i < POSTER_FILE__COUNT; i++) {
		html_lit(h, "<li>");
		desk_link(p->v,
			  arena_printf(a, "%s?format=%s%s",
				       desk_path(p->v, "/surveys/:/posters/:/file", name,
						 is->code),
				       poster_file_names[i], more),
			  i == POSTER_PDF   ? "This one as PDF, to print"
			  : i == POSTER_SVG ? "This one as SVG, for a designer"
					    : "This one as PNG, for a screen");
		html_lit(h, "</li>\n");
	}
	if (count > 1) {
		html_lit(h, "<li>");
		desk_link(p->v,
			  arena_printf(a, "%s?format=pdf%s",
				       desk_path(p->v, "/surveys/:/posters/all", name),
				       more),
			  arena_printf(a,
				       "All %zu of this survey as one PDF, with a "
				       "list to tick",
				       count));
		html_lit(h, "</li>\n");
	}
	html_lit(
		h,
		"</ul>\n<p>Before you put one up, hold a phone to it: the check words on "
		"the page must be those on the poster.</p>\n");
}

static void
put_picture(struct poster_asked *p, const struct link *is)
{
	struct html *h = p->v->body;

	html_lit(h, "<p><img alt=\"The ");
	html_text(h, p->wish.pledge		   ? "pledge"
		     : p->wish.paper == PAPER_CARD ? "card"
						   : "poster");
	html_lit(h, " of ");
	html_value(h, *is->place ? is->place : "the link for everybody");
	html_lit(h, "\" src=\"");
	html_url(h, arena_printf(p->v->arena, "%s?%s",
				 desk_path(p->v, "/surveys/:/posters/:/preview.svg",
					   p->v->part[0], is->code),
				 poster_asked_query(p) + 1));
	html_lit(h, "\"></p>\n");
}

static void
put_warnings(struct poster_asked *p)
{
	struct html *h = p->v->body;
	SCOPED(buf) lines = { 0 };

	printing_warnings(&p->printing, &lines);
	if (!lines.len)
		return;
	html_lit(h, "<ul>\n");
	for (char *at = lines.data, *end; *at; at = end + 1) {
		end = strchr(at, '\n');
		*end = '\0';
		html_lit(h, "<li>");
		put_chip(h, "wait", "warning");
		html_text(h, at);
		html_lit(h, "</li>\n");
	}
	html_lit(h, "</ul>\n");
}

static bool
put_posters(struct poster_asked *p, struct err *err)
{
	struct html *h = p->v->body;
	struct open_links links;
	const struct link *is;

	if (!open_links(p, &links, err))
		return false;
	if (!links.count) {
		html_lit(h, "<p>There is no open link yet. ");
		desk_link(p->v, desk_path(p->v, "/surveys/:/links", p->v->part[0]),
			  "Make one first");
		html_lit(h, ".</p>\n");
		return true;
	}
	is = chosen(p, &links);
	put_warnings(p);
	html_lit(h, "<div class=\"split\">\n<div>\n");
	put_choice(p, &links, is);
	put_files(p, is, links.count);
	html_lit(h, "</div>\n");
	put_picture(p, is);
	html_lit(h, "</div>\n");
	return true;
}

/* ---- the page -------------------------------------------------------------------- */

struct console_reply *
desk_posters(struct desk_visit *v)
{
	struct poster_asked *p = arena_one(v->arena, struct poster_asked);
	const char *title = arena_printf(v->arena, "Posters of %s", v->part[0]);
	struct err err = { .code = ERR_NONE };
	struct survey survey;
	struct store *st;

	p->v = v;
	if (!survey_visited(v, &st, &survey, &err))
		return desk_failed(v, &err);
	survey_nav(v, survey.name, "posters");
	if (survey.state == SURVEY_CLOSED) {
		html_lit(v->body,
			 "<p>The survey is closed: no poster of it leads anywhere "
			 "any more. Take down what still hangs.</p>\n");
		return desk_page(v, 200, title);
	}
	if (!poster_asked_read(p, &err) || !poster_asked_open(p, &err))
		return err.code == ERR_INPUT || err.code == ERR_USAGE
			       ? desk_refused(v, 422, "%s.", err.text)
			       : desk_failed(v, &err);
	if (!put_posters(p, &err) || !posters_pack_put(v, &survey, &err))
		return desk_failed(v, &err);
	return desk_page(v, 200, title);
}

/* ---- drawings -------------------------------------------------------------------- */

/*
 * One open link of this survey, drawn as the query says; picture: for the page itself.  False:
 * *out_reply says why not.
 */
static bool
draw_one(struct poster_asked *p, bool picture, struct link *out_link, struct buf *out,
	 struct console_reply **out_reply)
{
	struct err err = { .code = ERR_NONE };
	char code[CODE_CHARS + 1];

	if (!poster_asked_read(p, &err) || !poster_asked_open(p, &err)) {
		*out_reply = desk_refused(p->v, 422, "%s.", err.text);
		return false;
	}
	if (picture)
		p->wish.file = POSTER_SVG;
	if (!code_read(p->v->part[1], code) ||
	    !link_get(p->store, code, out_link, NULL) ||
	    !str_same(out_link->survey, p->v->part[0]) || out_link->closed) {
		*out_reply = desk_refused(p->v, 404, "There is no such open link.");
		return false;
	}
	if (poster_draw(p, out_link, 1, false, out, &err))
		return true;
	*out_reply = err.code == ERR_INPUT ? desk_refused(p->v, 422, "%s.", err.text)
					   : desk_failed(p->v, &err);
	return false;
}

struct console_reply *
desk_poster_preview(struct desk_visit *v)
{
	struct poster_asked *p = arena_one(v->arena, struct poster_asked);
	struct console_reply *reply;
	struct link link;
	SCOPED(buf) out = { 0 };

	p->v = v;
	if (!draw_one(p, true, &link, &out, &reply))
		return reply;
	reply = arena_one(v->arena, struct console_reply);
	reply->status = 200;
	reply->type = "image/svg+xml";
	reply->body = arena_copy(v->arena, out.data, out.len);
	reply->len = out.len;
	return reply;
}

static const char *const file_types[POSTER_FILE__COUNT] = {
	[POSTER_PDF] = "application/pdf",
	[POSTER_SVG] = "image/svg+xml",
	[POSTER_PNG] = "image/png",
};

struct console_reply *
desk_poster_file(struct desk_visit *v)
{
	struct poster_asked *p = arena_one(v->arena, struct poster_asked);
	struct console_reply *reply;
	struct link link;
	SCOPED(buf) out = { 0 };

	p->v = v;
	if (!draw_one(p, false, &link, &out, &reply))
		return reply;
	return desk_file(v, file_types[p->wish.file],
			 arena_printf(v->arena, "%s-%s.%s",
				      p->wish.pledge		    ? "pledge"
				      : p->wish.paper == PAPER_CARD ? "cards"
								    : "poster",
				      link.code, poster_file_names[p->wish.file]),
			 arena_copy(v->arena, out.data, out.len), out.len);
}

struct console_reply *
desk_posters_all(struct desk_visit *v)
{
	struct poster_asked *p = arena_one(v->arena, struct poster_asked);
	struct err err = { .code = ERR_NONE };
	struct open_links links;
	SCOPED(buf) out = { 0 };

	p->v = v;
	if (!poster_asked_read(p, &err) || !poster_asked_open(p, &err) ||
	    !open_links(p, &links, &err))
		return desk_refused(v, 422, "%s.", err.text);
	if (p->wish.file != POSTER_PDF)
		return desk_refused(v, 422, "All posters together are a PDF.");
	if (!links.count)
		return desk_refused(v, 404, "There is no open link yet.");
	if (!poster_draw(p, links.items, links.count, true, &out, &err))
		return err.code == ERR_INPUT ? desk_refused(v, 422, "%s.", err.text)
					     : desk_failed(v, &err);
	return desk_file(v, file_types[POSTER_PDF],
			 arena_printf(v->arena, "posters-%s.pdf", v->part[0]),
			 arena_copy(v->arena, out.data, out.len), out.len);
}
