/*
 * Links of a survey: a code for everybody, or one for each place.  There are no counts here, since
 * none are kept: nothing knows how often a link is opened.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/places.h"
#include "desk/surveys.h"

enum { LINKS_A_PAGE = 100 };

/* ---- the list -------------------------------------------------------------------- */

static void
put_place(struct html *h, const struct link *link)
{
	if (*link->place)
		html_text(h, link->place);
	else
		html_lit(h, "<em>everybody</em>");
}

static void
put_row(struct desk_visit *v, const struct survey *survey, const struct link *link)
{
	struct html *h = v->body;
	char pretty[CODE_CHARS + 2], words[64];

	code_pretty(link->code, pretty);
	check_words(link->code, survey->check_key, words, sizeof(words));
	html_lit(h, "<tr><th scope=\"row\">");
	put_place(h, link);
	html_lit(h, "</th>\n<td>");
	desk_link(v, desk_path(v, "/surveys/:/links/:", survey->name, link->code),
		  pretty);
	html_lit(h, "</td>\n<td><code>");
	html_text(h, link_url(v->settings->settings, link->code, v->arena));
	html_lit(h, "</code></td>\n<td>");
	html_text(h, words);
	html_lit(h, "</td>\n<td>");
	put_chip(h, link->closed ? "" : "good", link->closed ? "closed" : "open");
	html_lit(h, "</td></tr>\n");
}

static void
put_more(struct desk_visit *v, const char *path, size_t from, const char *words)
{
	html_lit(v->body, "<p>");
	desk_link(v, arena_printf(v->arena, "%s?from=%zu", path, from), words);
	html_lit(v->body, "</p>\n");
}

static void
put_list(struct desk_visit *v, const struct survey *survey, const struct link *links,
	 size_t count)
{
	static const char *const heads[] = { "Place", "Code", "Address", "Check words",
					     "State" };
	const char *path = desk_path(v, "/surveys/:/links", survey->name);
	unsigned long from = 0;
	size_t to;

	if (!str_to_uint(visit_query(v, "from"), count, &from))
		from = 0;
	to = from + LINKS_A_PAGE < count ? from + LINKS_A_PAGE : count;
	if (!count) {
		html_lit(v->body, "<p>There is no link yet, so nobody can answer.</p>\n");
		return;
	}
	desk_table(v, "Links", heads, ARRAY_LEN(heads));
	for (size_t i = from; i < to; i++)
		put_row(v, survey, &links[i]);
	desk_table_end(v);
	if (from)
		put_more(v, path, from > LINKS_A_PAGE ? from - LINKS_A_PAGE : 0,
			 "Links before these");
	if (to < count)
		put_more(v, path, to, "Links after these");
}

/* ---- new ones -------------------------------------------------------------------- */

static void
put_field(struct html *h, const char *name, const char *label, const char *value,
	  const char *wrong)
{
	html_lit(h, "<div class=\"field\"><label");
	html_attr(h, "for", name);
	html_lit(h, ">");
	html_text(h, label);
	html_lit(h, "</label>\n");
	if (wrong) {
		html_lit(h, "<p class=\"wrong\" id=\"wrong\">");
		html_text(h, wrong);
		html_lit(h, "</p>\n");
	}
	html_lit(h, "<input autocomplete=\"off\"");
	html_attr(h, "id", name);
	html_attr(h, "name", name);
	html_attr(h, "value", value);
	if (wrong)
		html_lit(h, " aria-invalid=\"true\" aria-describedby=\"wrong\"");
}

/* Which of the two fields is wrong, if one is: too few people, or the name. */
static bool
field_is_headcount(const struct desk_visit *v)
{
	unsigned long n;

	return !str_to_uint(visit_field(v, "headcount"), PLACE_HEADCOUNT_TOP, &n) ||
	       n < PLACE_HEADCOUNT;
}

/* wrong: what was wrong with a place that was posted; what was typed is kept. */
static void
put_for_place(struct desk_visit *v, const char *path, const char *wrong)
{
	bool few = field_is_headcount(v);
	struct html *h = v->body;

	html_lit(h,
		 "<h3>For a place</h3>\n<p>Its answers tell the place. So it must be one "
		 "where 50 people or more pass, such as a building or a group of them; "
		 "never a team, a shift or a person. The number stays as it is given "
		 "here.</p>\n");
	desk_form(v, path);
	put_field(h, "place", "Name of the place", visit_field(v, "place"),
		  few ? NULL : wrong);
	html_lit(h, " maxlength=\"160\"></div>\n");
	put_field(h, "headcount", "How many people pass there",
		  visit_field(v, "headcount"), few ? wrong : NULL);
	html_lit(h, " inputmode=\"numeric\" class=\"short\"></div>\n");
	desk_button(v, "what", "place", "Make a link for this place");
	desk_form_end(v);
}

static bool
put_new(struct desk_visit *v, const struct survey *survey, const char *wrong,
	struct err *err)
{
	const char *path = desk_path(v, "/surveys/:/links", survey->name);
	struct html *h = v->body;
	bool slips = false;

	if (!links_slips(v->settings->dir, survey, &slips, v->arena, err))
		return false;
	html_lit(h, "<h2 id=\"new\">A new link</h2>\n");
	if (slips)
		html_lit(
			h,
			"<p><strong>This survey has slips, that count once each.</strong> "
			"Whoever has a link can answer without one, and more than "
			"once.</p>\n");
	html_lit(h, "<div class=\"halves\">\n<div class=\"card\">\n");
	put_for_place(v, path, wrong);
	html_lit(h, "</div>\n<div class=\"card\">\n<h3>For everybody</h3>\n<p>It tells "
		    "nothing but the survey.</p>\n");
	desk_form(v, path);
	desk_button(v, "what", "general", "Make a link for everybody");
	desk_form_end(v);
	html_lit(h, "</div>\n</div>\n");
	html_lit(
		h,
		"<p class=\"hint\">For many places at once, make a pack of posters from a "
		"file: see Posters.</p>\n");
	return true;
}

static struct console_reply *
links_page(struct desk_visit *v, unsigned status, const char *wrong)
{
	struct err err = { .code = ERR_NONE };
	struct survey survey;
	struct store *st;
	struct link *links;
	size_t count;

	if (!survey_visited(v, &st, &survey, &err) ||
	    !link_all(st, survey.name, &links, &count, v->arena, &err))
		return desk_failed(v, &err);
	survey_nav(v, survey.name, "links");
	if (wrong) {
		html_lit(v->body, "<div class=\"error\" role=\"alert\"><h2>There is a "
				  "problem</h2>\n<p><a href=\"#");
		html_text(v->body, field_is_headcount(v) ? "headcount" : "place");
		html_lit(v->body, "\">");
		html_text(v->body, wrong);
		html_lit(v->body, "</a></p></div>\n");
	}
	html_lit(
		v->body,
		"<p>A link leads to the survey. A code of a place tells the place, and "
		"nothing about a person. Nothing counts how often a link is opened. Check "
		"words stand on the poster and on the pages behind it: if they are the "
		"same, the poster is ours.</p>\n");
	put_list(v, &survey, links, count);
	if (survey.state == SURVEY_CLOSED)
		html_lit(v->body, "<p>The survey is closed: no link leads anywhere any "
				  "more.</p>\n");
	else if (desk_may(v, MAY_EVALUATE) && !put_new(v, &survey, wrong, &err))
		return desk_failed(v, &err);
	return desk_page(v, status, arena_printf(v->arena, "Links of %s", survey.name));
}

struct console_reply *
desk_links(struct desk_visit *v)
{
	return links_page(v, 200, NULL);
}

/* Name and headcount as they were posted. */
static bool
link_read(struct desk_visit *v, const struct survey *survey, struct store *st,
	  struct link *out, struct err *err)
{
	const char *place = visit_field(v, "place"), *typed = visit_field(v, "headcount");
	unsigned long headcount;
	struct link link = { .headcount = 0 };

	str_fit(link.survey, sizeof(link.survey), survey->name);
	if (str_same(visit_field(v, "what"), "place")) {
		if (!str_to_uint(typed, PLACE_HEADCOUNT_TOP, &headcount))
			return err_set(err, ERR_INPUT,
				       "how many people pass there: give a whole number "
				       "from %d",
				       PLACE_HEADCOUNT);
		if (!place_take(place, strlen(place), (unsigned)headcount, &link, err))
			return false;
		str_fit(link.survey, sizeof(link.survey), survey->name);
		if (!place_free(st, &link, v->arena, err))
			return false;
	}
	*out = link;
	return true;
}

/* "A place needs ..." with its capital. */
static const char *
sentence(struct desk_visit *v, const struct err *err)
{
	char *words = arena_str(v->arena, err->text);

	if (*words >= 'a' && *words <= 'z')
		*words = (char)(*words - 'a' + 'A');
	return words;
}

static bool
not_closed(const struct survey *survey, struct err *err)
{
	return survey->state != SURVEY_CLOSED ||
	       err_set(err, ERR_INPUT, "%s is closed: a link would lead nowhere",
		       survey->name);
}

struct console_reply *
desk_link_issue(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct store *st = desk_store(v, STORE_WRITES, &err);
	struct survey survey;
	struct link link;

	if (!st || !survey_get(st, v->part[0], &survey, v->arena, &err))
		return desk_failed(v, &err);
	if (!not_closed(&survey, &err) || !link_read(v, &survey, st, &link, &err) ||
	    !link_issue(st, &link, 1, &err) ||
	    !desk_act(v, "link issued", survey.name,
		      *link.place ? link.place : "for everybody", &err))
		return err.code == ERR_INPUT ? links_page(v, 422, sentence(v, &err))
					     : desk_failed(v, &err);
	return desk_moved(v, "The link is made. Look at its poster next.", "%s",
			  desk_path(v, "/surveys/:/links/:", survey.name, link.code));
}

/* ---- one link -------------------------------------------------------------------- */

/* Of this survey alone: a code of another one, that the person may not see, is not there. */
static bool
link_visited(struct desk_visit *v, struct store *st, struct link *out, struct err *err)
{
	char code[CODE_CHARS + 1];

	if (!code_read(v->part[1], code) || !link_get(st, code, out, NULL) ||
	    !str_same(out->survey, v->part[0]))
		return err_set(err, ERR_MISSING, "%s has no such link", v->part[0]);
	return true;
}

static void
put_change(struct desk_visit *v, const struct survey *survey, const struct link *link)
{
	struct html *h = v->body;

	html_lit(
		h,
		"<h2 id=\"replace\">Replace it</h2>\n<p>If its poster was spoilt, pasted "
		"over or carried away: this code is closed, and another is made for "
		"the same place.</p>\n");
	desk_form(v,
		  desk_path(v, "/surveys/:/links/:/replace", survey->name, link->code));
	html_lit(h, "<button class=\"secondary\">Replace this link</button>\n");
	desk_form_end(v);
	if (link->closed)
		return;
	html_lit(h,
		 "<h2 id=\"close\">Close it</h2>\n<p>The code leads no further, and its "
		 "poster is to be taken down. Answers that came through it stay.</p>\n");
	if (!*link->place)
		html_lit(
			h,
			"<p>Posters of places name the oldest open link for everybody, for "
			"those who would leave the place out. If this is it, make those "
			"posters anew.</p>\n");
	desk_form(v, desk_path(v, "/surveys/:/links/:/close", survey->name, link->code));
	html_lit(h, "<button class=\"danger\">Close this link</button>\n");
	desk_form_end(v);
}

static void
put_link(struct desk_visit *v, const struct survey *survey, const struct link *link)
{
	struct html *h = v->body;
	char words[64];

	check_words(link->code, survey->check_key, words, sizeof(words));
	html_lit(h, "<dl class=\"facts\">\n");
	fact_begin(h, "Place");
	put_place(h, link);
	fact_end(h);
	if (*link->place) {
		fact_begin(h, "People who pass there");
		html_num(h, (long)link->headcount);
		fact_end(h);
	}
	fact_begin(h, "Address");
	html_lit(h, "<code>");
	html_text(h, link_url(v->settings->settings, link->code, v->arena));
	html_lit(h, "</code>");
	fact_end(h);
	fact_begin(h, "Check words");
	html_text(h, words);
	fact_end(h);
	fact_begin(h, "State");
	put_chip(h, link->closed ? "" : "good", link->closed ? "closed" : "open");
	fact_end(h);
	html_lit(h, "</dl>\n");
}

struct console_reply *
desk_link_page(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	char pretty[CODE_CHARS + 2];
	struct survey survey;
	struct store *st;
	struct link link;

	if (!survey_visited(v, &st, &survey, &err) || !link_visited(v, st, &link, &err))
		return desk_failed(v, &err);
	survey_nav(v, survey.name, "links");
	put_link(v, &survey, &link);
	if (survey.state != SURVEY_CLOSED && !link.closed) {
		html_lit(v->body, "<p>");
		desk_link(v,
			  arena_printf(v->arena, "%s?code=%s",
				       desk_path(v, "/surveys/:/posters", survey.name),
				       link.code),
			  "Its poster");
		html_lit(v->body, "</p>\n");
	}
	if (survey.state != SURVEY_CLOSED && desk_may(v, MAY_EVALUATE))
		put_change(v, &survey, &link);
	code_pretty(link.code, pretty);
	return desk_page(v, 200, arena_printf(v->arena, "Link %s", pretty));
}

struct console_reply *
desk_link_close(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct store *st = desk_store(v, STORE_WRITES, &err);
	struct link link;

	if (!st || !link_visited(v, st, &link, &err) ||
	    !link_close(st, link.code, &err) ||
	    !desk_act(v, "link closed", link.survey, link.code, &err))
		return desk_failed(v, &err);
	return desk_moved(v, "The link is closed. Take its poster down.", "%s",
			  desk_path(v, "/surveys/:/links/:", link.survey, link.code));
}

struct console_reply *
desk_link_replace(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct store *st = desk_store(v, STORE_WRITES, &err);
	struct survey survey;
	struct link link, next;

	if (!st || !survey_get(st, v->part[0], &survey, v->arena, &err) ||
	    !link_visited(v, st, &link, &err))
		return desk_failed(v, &err);
	if (!not_closed(&survey, &err) || !link_swap(st, link.code, &next, &err))
		return desk_refused(v, 422, "%s.", err.text);
	if (!desk_act(v, "link replaced", survey.name,
		      arena_printf(v->arena, "%s by %s", link.code, next.code), &err))
		return desk_failed(v, &err);
	return desk_moved(
		v,
		"This is the new link. Take the old poster down, and put up the "
		"new one.",
		"%s", desk_path(v, "/surveys/:/links/:", survey.name, next.code));
}
