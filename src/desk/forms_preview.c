/*
 * Every page of a form as respondents see it: a list of them beside a frame the size of a phone.
 * What the frame shows is laid out as the door does it, with its own style; its buttons lead
 * nowhere, and nothing that is typed goes anywhere.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/surveys.h"

struct preview {
	struct desk_visit *v;
	struct html *h;
	const struct form *form;
	const char *base;
	unsigned lang;
	const char *show; /* the sheet in the frame */
	bool errors;
	bool known; /* show is one of the list */
};

/* The same page with another sheet in its frame. */
static void
put_item(struct preview *p, const char *show, const char *words, bool fields)
{
	const char *lang = p->form->languages[p->lang];
	bool here = str_same(show, p->show);
	const char *to =
		arena_printf(p->v->arena, "%s?show=%s&lang=%s", p->base, show, lang);

	p->known = p->known || here;
	html_lit(p->h, "<li><a href=\"");
	html_url(p->h, to);
	html_lit(p->h, "\"");
	if (here && !p->errors)
		html_lit(p->h, " aria-current=\"page\"");
	html_lit(p->h, ">");
	html_text(p->h, words);
	html_lit(p->h, "</a>");
	if (fields) {
		html_lit(p->h, " <a href=\"");
		html_url(p->h, arena_printf(p->v->arena, "%s&errors=yes", to));
		html_lit(p->h, "\"");
		if (here && p->errors)
			html_lit(p->h, " aria-current=\"page\"");
		html_lit(p->h, ">with errors<span class=\"hidden-words\">: ");
		html_text(p->h, words);
		html_lit(p->h, "</span></a>");
	}
	html_lit(p->h, "</li>\n");
}

/* What the list calls a page: as the page itself does, whose title may be left out. */
static const char *
page_words(const struct preview *p, unsigned i)
{
	const struct page *page = &p->form->pages[i];
	const char *title = text_in(&page->title, p->lang);

	return arena_printf(
		p->v->arena, "%u. %s", i + 1,
		form_words(p->v, p->form,
			   *title ? title
				  : text_in(&p->form->blocks[page->first].ask, p->lang)));
}

static void
put_list(struct preview *p)
{
	const struct form *form = p->form;
	struct arena *a = p->v->arena;

	html_lit(p->h, "<nav aria-label=\"Pages of the form\">\n<ul>\n");
	if (*text_in(&form->agree, 0))
		put_item(p, "start", "The first page", false);
	for (unsigned i = 0; i < form->page_count; i++) {
		int repeat = form->pages[i].repeat;

		if (repeat >= 0 && form->repeats[repeat].first_page == i)
			put_item(p, arena_printf(a, "another.%d", repeat + 1),
				 text_in(&form->repeats[repeat].another, p->lang), true);
		put_item(p, arena_printf(a, "page.%u", i + 1), page_words(p, i), true);
	}
	if (form->check_answers)
		put_item(p, "check", "Check your answers", false);
	put_item(p, "sent", "Sent", false);
	put_item(p, "again", "Try again: it could not be stored", false);
	if (form->save_for_later)
		put_item(p, "saved", "The file of Save and finish later", false);
	html_lit(p->h, "</ul>\n</nav>\n");
}

static void
put_frame(struct preview *p)
{
	const char *to =
		arena_printf(p->v->arena, "%s/%s?lang=%s%s", p->base, p->show,
			     p->form->languages[p->lang], p->errors ? "&errors=yes" : "");

	html_lit(p->h, "<div>\n<iframe title=\"The page as respondents see "
		       "it\" width=\"390\" height=\"720\" src=\"");
	html_url(p->h, to);
	html_lit(p->h, "\"></iframe>\n<p><a href=\"");
	html_url(p->h, to);
	html_lit(p->h, "\">This page by itself</a></p>\n</div>\n");
}

struct console_reply *
form_preview_page(struct desk_visit *v, const struct form *form, const char *title,
		  const char *base, const char *back, const char *back_words)
{
	const char *show = visit_query(v, "show");
	struct preview p = { .v = v,
			     .h = v->body,
			     .form = form,
			     .base = base,
			     .lang = form_lang_asked(v, form),
			     .show = *show			 ? show
				     : *text_in(&form->agree, 0) ? "start"
								 : "page.1",
			     .errors = *visit_query(v, "errors") };
	struct console_reply *reply;

	html_lit(p.h, "<p>");
	desk_link(v, back, back_words);
	html_lit(p.h, "</p>\n<p>Buttons in it lead nowhere, and nothing that you type is "
		      "kept. Each page shows all of its questions; for respondents, "
		      "conditions hide and show them.</p>\n");
	form_languages_put(v, form, p.lang, base, "");
	html_lit(p.h, "<div class=\"split\">\n");
	put_list(&p);
	if (!p.known)
		return desk_refused(v, 404, "The form has no such page.");
	put_frame(&p);
	html_lit(p.h, "</div>\n");
	reply = desk_page(v, 200, title);
	reply->frames_itself = true;
	return reply;
}

struct console_reply *
form_sheet(struct desk_visit *v, const struct form *form, const struct survey *survey)
{
	const struct settings *s = v->settings->settings;
	struct recipient list[SEAL_RECIPIENTS];
	char print[24] = "0000 0000 0000 0000"; /* as long as a real one */
	const struct sheet_wanted wanted = {
		.show = v->part[1],
		.lang = form_lang_asked(v, form),
		.errors = *visit_query(v, "errors"),
		.invented = survey && survey->invented,
		.rehearsal = survey && survey->unconfirmed,
		.force = s->value[SETTING_FORCE],
		.exit_url = s->value[SETTING_EXIT_URL],
		.fingerprint = print,
	};
	const struct reply *sheet;
	struct console_reply *reply;

	if (survey) {
		survey_recipients(survey, list);
		recipients_fingerprint(list, survey->recipient_count, print);
	}
	sheet = sheet_preview(form, &wanted, v->arena);
	if (!sheet)
		return desk_refused(v, 404, "The form has no such page.");
	reply = arena_one(v->arena, struct console_reply);
	reply->status = 200;
	reply->body = sheet->body;
	reply->len = sheet->len;
	reply->csp_style = sheet->csp;
	reply->frames_itself = true;
	return reply;
}

/* ---- of a survey, of a file ------------------------------------------------------ */

struct console_reply *
desk_survey_preview(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct store *st;
	struct survey survey;
	const struct form *form;

	if (!survey_visited(v, &st, &survey, &err) ||
	    !(form = survey_form(&survey, v->arena, &err)))
		return desk_failed(v, &err);
	survey_nav(v, survey.name, "form");
	return form_preview_page(
		v, form, arena_printf(v->arena, "Pages of %s", survey.name),
		desk_path(v, "/surveys/:/form/preview", survey.name),
		desk_path(v, "/surveys/:/form", survey.name), "Back to the form");
}

struct console_reply *
desk_survey_sheet(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct store *st;
	struct survey survey;
	const struct form *form;

	if (!survey_visited(v, &st, &survey, &err) ||
	    !(form = survey_form(&survey, v->arena, &err)))
		return desk_failed(v, &err);
	return form_sheet(v, form, &survey);
}

/* A form without errors; false: *out_reply says why there is none. */
static bool
file_form(struct desk_visit *v, struct form_visited *f, struct console_reply **out_reply)
{
	struct err err = { .code = ERR_NONE };

	if (!form_file_visited(v, f, &err))
		*out_reply = desk_failed(v, &err);
	else if (f->form)
		return true;
	else
		*out_reply =
			desk_refused(v, 422, "%s is no form without errors.", f->name);
	return false;
}

struct console_reply *
desk_file_preview(struct desk_visit *v)
{
	struct form_visited f = { .name = "" };
	struct console_reply *reply;

	if (file_form(v, &f, &reply))
		reply = form_preview_page(
			v, f.form, arena_printf(v->arena, "Pages of %s", f.name),
			desk_path(v, "/forms/:/preview", f.name),
			desk_path(v, "/forms/:", f.name), "Back to the form");
	buf_free(&f.text);
	return reply;
}

struct console_reply *
desk_file_sheet(struct desk_visit *v)
{
	struct form_visited f = { .name = "" };
	struct console_reply *reply;

	if (file_form(v, &f, &reply))
		reply = form_sheet(v, f.form, NULL);
	buf_free(&f.text);
	return reply;
}
