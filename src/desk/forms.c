/*
 * Forms: those that lie in the workspace, what the checker says of each, and the form of a survey
 * as it was frozen.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/form_file.h"
#include "app/guide_file.h"
#include "desk/surveys.h"
#include "form/author.h"

static const char *const endings[] = { ".yaml", ".yml", NULL };

/* ---- what the checker says ------------------------------------------------------- */

/* The file's own name: what the checker calls it is a path of this machine. */
static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void
diag_put(struct html *h, const struct diags *diags, const struct diag *d)
{
	bool error = d->code[0] == 'E';

	html_lit(h, "<li>");
	put_chip(h, error ? "bad" : "wait", error ? "error" : "warning");
	html_lit(h, "<strong>line ");
	html_num(h, (long)d->line);
	html_lit(h, "</strong>, column ");
	html_num(h, (long)d->col);
	if (d->source) {
		html_lit(h, " of ");
		html_text(h, last_part(diags->sources[d->source].file));
	}
	html_lit(h, ": ");
	html_text(h, d->message);
	if (d->hint) {
		html_lit(h, " <span class=\"hint\">");
		html_text(h, d->hint);
		html_lit(h, "</span>");
	}
	html_lit(h, " <span class=\"hint\">");
	html_text(h, d->code);
	html_lit(h, "</span></li>\n");
}

void
diags_put(struct html *h, const struct diags *diags)
{
	if (!diags->count)
		return;
	html_lit(h, "<ul>\n");
	for (size_t i = 0; i < diags->count; i++)
		diag_put(h, diags, &diags->items[i]);
	html_lit(h, "</ul>\n");
	if (diags->errors + diags->warnings > diags->count) {
		html_lit(h, "<p>And ");
		html_num(h, (long)(diags->errors + diags->warnings - diags->count));
		html_lit(h, " more: mend these first.</p>\n");
	}
}

/* ---- one file -------------------------------------------------------------------- */

/* A form, or NULL with what is wrong in diags; a guide has said so by its text. */
static bool
file_look(struct desk_visit *v, const char *path, struct form_visited *out,
	  struct err *err)
{
	struct err why = { .code = ERR_NONE };

	out->path = path;
	buf_init(&out->text, 0);
	out->form = form_file(v->settings->call, path, 0, &out->text, &out->diags,
			      v->arena, &why);
	if (out->form || why.code == ERR_NONE)
		return true;
	buf_free(&out->text);
	return err_set(err, why.code, "%s", why.text);
}

bool
form_file_visited(struct desk_visit *v, struct form_visited *out, struct err *err)
{
	const char *path = folder_file(v, "forms", endings, v->part[0]);

	out->name = v->part[0];
	if (!path)
		return err_set(err, ERR_MISSING,
			       "there is no form of that name in forms/");
	return file_look(v, path, out, err);
}

static bool
is_guide(const struct form_visited *f)
{
	return guide_is(f->text.data ? f->text.data : "", f->text.len);
}

/* ---- the list -------------------------------------------------------------------- */

/* "hampshire.cy.yaml" is read with "hampshire.yaml", if that is there. */
static bool
is_side(const struct folder_file *files, size_t count, const char *name)
{
	const char *dot = strrchr(name, '.');

	if (dot - name < 4 || dot[-3] != '.')
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *other = files[i].name, *end = strrchr(other, '.');

		if (end - other == dot - 3 - name && str_same(end, dot) &&
		    strncmp(other, name, (size_t)(end - other)) == 0)
			return true;
	}
	return false;
}

static void
put_found(struct html *h, size_t errors, size_t warnings)
{
	if (errors) {
		put_chip(h, "bad", "errors");
		put_count(h, errors, "error");
	} else {
		put_chip(h, "good", "no errors");
	}
	if (warnings) {
		html_text(h, errors ? ", " : " ");
		put_count(h, warnings, "warning");
	}
}

static void
put_row(struct desk_visit *v, const struct folder_file *file)
{
	const char *path = path_join(
		v->arena, path_join(v->arena, v->settings->dir, "forms"), file->name);
	struct html *h = v->body;
	struct err why = { .code = ERR_NONE };
	struct form_visited f = { .name = file->name };
	bool there = file_look(v, path, &f, &why), guide = there && is_guide(&f);
	struct guide *g = NULL;

	if (guide)
		g = guide_file(v->settings->call, path, &f.text, &f.diags, v->arena);
	html_lit(h, "<tr><th scope=\"row\">");
	if (file_name_plain(file->name)) {
		desk_link(v, desk_path(v, "/forms/:", file->name), file->name);
	} else {
		html_text(h, file->name);
		html_lit(h,
			 "<br><span class=\"hint\">rename it to open it here: letters, "
			 "digits, dots and dashes alone</span>");
	}
	html_lit(h, "<br><span class=\"hint\">");
	html_text(h, f.form  ? text_in(&f.form->title, 0)
		     : guide ? "a guide of a focus group"
			     : "");
	html_lit(h, "</span></th>\n<td>");
	if (!there)
		html_text(h, "cannot be read");
	else
		put_found(h, f.diags.errors, f.diags.warnings);
	html_lit(h, "</td>\n<td class=\"num\">");
	if (f.form)
		html_num(h, (long)f.form->question_count);
	html_lit(h, "</td>\n<td>");
	put_day(h, file->day, "");
	html_lit(h, "</td></tr>\n");
	(void)g;
	if (there)
		buf_free(&f.text);
}

struct console_reply *
desk_forms(struct desk_visit *v)
{
	static const char *const heads[] = { "File", "The checker says", "#Questions",
					     "Last changed" };
	struct err err = { .code = ERR_NONE };
	struct folder_file *files;
	size_t count;

	if (!folder_list(v, "forms", endings, &files, &count, &err))
		return desk_failed(v, &err);
	html_lit(v->body,
		 "<p>Forms and guides that lie in the folder <code>forms</code> of the "
		 "workspace. They are edited there, as text; here they are read and "
		 "checked. Whoever runs this computer opens a survey with one of them: "
		 "<code>canvass survey open</code>.</p>\n");
	if (count)
		desk_table(v, "Forms in this workspace", heads, ARRAY_LEN(heads));
	for (size_t i = 0; i < count; i++)
		if (!is_side(files, count, files[i].name))
			put_row(v, &files[i]);
	if (count)
		desk_table_end(v);
	else
		html_lit(v->body, "<p>There is none yet: <code>canvass form new</code> "
				  "writes one to begin with.</p>\n");
	return desk_page(v, 200, "Forms");
}

/* ---- a file by itself ------------------------------------------------------------ */

/* Surveys whose frozen form this one may be held against. */
static void
put_compare(struct desk_visit *v, const char *name)
{
	struct err why = { .code = ERR_NONE };
	struct store *st = desk_store(v, STORE_READS, &why);
	struct html *h = v->body;
	struct survey *all;
	size_t count, shown = 0;

	if (!st || !survey_all(st, &all, &count, v->arena, &why))
		return;
	for (size_t i = 0; i < count; i++)
		shown += desk_in_scope(v, all[i].name);
	if (!shown)
		return;
	html_lit(
		h,
		"<h2 id=\"compare\">Compare it with a survey</h2>\n<p>Which questions are "
		"the same as in a survey that was opened before, so that the two can "
		"be compared.</p>\n<form method=\"get\" action=\"");
	html_url(h, desk_path(v, "/forms/:/diff", name));
	html_lit(h, "\">\n<label for=\"with\">Survey</label>\n<select id=\"with\" "
		    "name=\"with\">\n");
	for (size_t i = 0; i < count; i++) {
		if (!desk_in_scope(v, all[i].name))
			continue;
		html_lit(h, "<option>");
		html_text(h, all[i].name);
		html_lit(h, "</option>\n");
	}
	html_lit(h, "</select>\n<button>Compare</button>\n</form>\n");
}

static void
put_checked(struct desk_visit *v, const struct form_visited *f)
{
	struct html *h = v->body;

	html_lit(h, "<h2 id=\"checked\">What the checker says</h2>\n<p>");
	put_found(h, f->diags.errors, f->diags.warnings);
	html_lit(h, "</p>\n");
	diags_put(h, &f->diags);
	if (f->diags.errors)
		html_lit(h,
			 "<p>Mend the file in the folder <code>forms</code>, then load "
			 "this page again.</p>\n");
}

static void
put_form(struct desk_visit *v, const struct form_visited *f)
{
	unsigned lang = form_lang_asked(v, f->form);
	struct html *h = v->body;

	html_lit(h, "<p>");
	desk_link(v, desk_path(v, "/forms/:/preview", f->name),
		  "See its pages as respondents do");
	html_lit(h, "</p>\n");
	put_compare(v, f->name);
	form_languages_put(v, f->form, lang, desk_path(v, "/forms/:", f->name), "");
	form_put(v, f->form, lang);
	form_plan_put(v, f->form);
}

static void
put_guide(struct desk_visit *v, struct form_visited *f)
{
	struct guide *guide =
		guide_file(v->settings->call, f->path, &f->text, &f->diags, v->arena);
	SCOPED(buf) words = { 0 };

	put_checked(v, f);
	if (!guide)
		return;
	guide_show(guide, 0, &words);
	html_lit(v->body, "<h2 id=\"guide\">The guide</h2>\n<pre tabindex=\"0\">");
	html_text(v->body, words.data ? words.data : "");
	html_lit(v->body, "</pre>\n");
}

struct console_reply *
desk_form_file(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct form_visited f;

	if (!form_file_visited(v, &f, &err))
		return desk_failed(v, &err);
	html_lit(v->body, "<p><a href=\"/forms\">All forms</a></p>\n");
	if (f.form) {
		put_checked(v, &f);
		put_form(v, &f);
	} else if (is_guide(&f)) {
		put_guide(v, &f);
	} else {
		put_checked(v, &f);
	}
	buf_free(&f.text);
	return desk_page(v, 200, f.name);
}

/* ---- the form of a survey -------------------------------------------------------- */

struct console_reply *
desk_survey_form(struct desk_visit *v)
{
	struct err err = { .code = ERR_NONE };
	struct store *st;
	struct survey survey;
	struct form *form;
	unsigned lang;
	char hash[2 * sizeof(survey.form_hash) + 1];

	if (!survey_visited(v, &st, &survey, &err) ||
	    !(form = survey_form(&survey, v->arena, &err)))
		return desk_failed(v, &err);
	survey_nav(v, survey.name, "form");
	hex_encode(hash, sizeof(hash), survey.form_hash, sizeof(survey.form_hash));
	html_lit(v->body, "<p>The form as it was frozen when the survey was opened: "
			  "nothing in it changes any more.</p>\n<p>");
	desk_link(v, desk_path(v, "/surveys/:/form/preview", survey.name),
		  "See its pages as respondents do");
	html_lit(v->body, "</p>\n");
	lang = form_lang_asked(v, form);
	form_languages_put(v, form, lang, desk_path(v, "/surveys/:/form", survey.name),
			   "");
	form_put(v, form, lang);
	form_plan_put(v, form);
	html_lit(v->body, "<p class=\"hint\">SHA-256 of the frozen form: "
			  "<code>");
	html_text(v->body, hash);
	html_lit(v->body, "</code></p>\n");
	return desk_page(v, 200, arena_printf(v->arena, "Form of %s", survey.name));
}

/* ---- what differs ---------------------------------------------------------------- */

/* So many that nothing is too small to publish: an old form was opened with its own number. */
#define PLENTY 10000000u

static const char *
class_words(const struct diff_row *row, struct arena *a)
{
	return arena_printf(a, "%s%s", diff_names[row->class],
			    row->moved ? ", moved" : "");
}

static void
put_diff(struct desk_visit *v, const struct diff *d)
{
	static const char *const heads[] = { "Question", "It is", "What differs" };
	static const char *const classes[DIFF__COUNT] = {
		[DIFF_SAME] = "good", [DIFF_REWORDED] = "wait", [DIFF_OPTIONS] = "bad",
		[DIFF_NEW] = "",      [DIFF_GONE] = "bad",
	};
	struct html *h = v->body;

	desk_table(v, "Question by question", heads, ARRAY_LEN(heads));
	for (size_t i = 0; i < d->count; i++) {
		const struct diff_row *row = &d->rows[i];

		html_lit(h, "<tr><th scope=\"row\"><code>");
		html_text(h, row->id);
		html_lit(h, "</code></th>\n<td>");
		put_chip(h, classes[row->class], class_words(row, v->arena));
		html_lit(h, "</td>\n<td>");
		html_text(h, row->what);
		html_lit(h, "</td></tr>\n");
	}
	desk_table_end(v);
}

static void
put_verdict(struct html *h, const struct diff *d)
{
	if (!d->breaking) {
		html_lit(
			h,
			"<p><strong>Every question of the survey can be compared with this "
			"form.</strong></p>\n");
		return;
	}
	html_lit(h, "<p><strong>");
	put_count(h, d->broken, "question");
	html_lit(
		h,
		" of the survey cannot be compared with this form.</strong> A trend over "
		"both waves leaves them out.</p>\n");
}

struct console_reply *
desk_form_diff(struct desk_visit *v)
{
	const char *with = visit_query(v, "with");
	struct err err = { .code = ERR_NONE };
	struct store *st = desk_store(v, STORE_READS, &err);
	struct diff *d = arena_one(v->arena, struct diff);
	struct diags *diags = arena_one(v->arena, struct diags);
	const char *path = folder_file(v, "forms", endings, v->part[0]);
	struct survey survey;
	const struct form *old, *new;
	SCOPED(buf) text = { 0 };

	if (!st)
		return desk_failed(v, &err);
	/* The gate has looked at the path alone: this survey's name stands in the query. */
	if (!path || !desk_in_scope(v, with))
		return desk_refused(v, 404, "There is no such form or survey.");
	if (!survey_get(st, with, &survey, v->arena, &err) ||
	    !(old = survey_form(&survey, v->arena, &err)))
		return desk_failed(v, &err);
	new = form_file(v->settings->call, path, PLENTY, &text, diags, v->arena, &err);
	if (!new &&err.code != ERR_NONE)
		return desk_failed(v, &err);
	if (!new)
		return desk_refused(v, 422,
				    "%s has errors: mend them before it is compared.",
				    v->part[0]);
	form_diff(old, new, d, v->arena);
	html_lit(v->body, "<p>");
	desk_link(v, desk_path(v, "/forms/:", v->part[0]),
		  arena_printf(v->arena, "Back to %s", v->part[0]));
	html_lit(v->body, "</p>\n<p>This form, held against the one of ");
	desk_link(v, desk_path(v, "/surveys/:/form", survey.name), survey.name);
	html_lit(v->body, ".</p>\n");
	put_verdict(v->body, d);
	put_diff(v, d);
	return desk_page(v, 200,
			 arena_printf(v->arena, "%s and %s", v->part[0], survey.name));
}
