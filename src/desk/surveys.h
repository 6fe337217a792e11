/*
 * What the desk's pages of surveys, forms, links and posters share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_SURVEYS_H
#define CANVASS_DESK_SURVEYS_H

#include "desk/page.h"

/* The survey that the first part of the path names.  Lives as long as the visit. */
bool survey_visited(struct desk_visit *v, struct store **out_store, struct survey *out,
		    struct err *err) MUST_USE;
/*
 * What may be told of a survey's answers: of closed batches alone, and in tens.  Of the batch that
 * fills now nothing is looked at.
 */
struct survey_stand {
	unsigned closed; /* batches */
	size_t answers;	 /* in them: exact here, in tens wherever it is shown */
	unsigned left;	 /* batches that the last release had */
};
void survey_stand(struct desk_visit *v, struct store *st, const struct survey *survey,
		  struct survey_stand *out);

/* The pages of one survey, as links; here: which of them this is ("links"), or "". */
void survey_nav(struct desk_visit *v, const char *survey, const char *here);
/* "open", "rehearsal", "invented" as chips. */
void survey_chips(struct html *h, const struct survey *survey);
void put_chip(struct html *h, const char *class, const char *words);
/* "1 December 2026", or the words given where there is no day. */
void put_day(struct html *h, int day, const char *none);
/* A pair of a <dl class="facts">: opens it, the value is written, closes it. */
void fact_begin(struct html *h, const char *name);
void fact_end(struct html *h);
/* "3 pages"; many: "s" is put behind the word where n is not one. */
void put_count(struct html *h, size_t n, const char *word);
/* A field of a page's address or form; "" if it is not there. */
const char *visit_query(const struct desk_visit *v, const char *name);
const char *visit_field(const struct desk_visit *v, const char *name);

/* ---- forms (forms*.c) --------------------------------------------------------------------- */

/* The form for people: facts, themes, privacy, every page with its questions. */
void form_put(struct desk_visit *v, const struct form *form, unsigned lang);
/* The plan of tables, as text, in a part that opens. */
void form_plan_put(struct desk_visit *v, const struct form *form);
/* Links to the same page in the form's other languages. */
void form_languages_put(struct desk_visit *v, const struct form *form, unsigned lang,
			const char *path, const char *more);
/* Which of the form's languages `lang` of the query names; 0 without. */
unsigned form_lang_asked(const struct desk_visit *v, const struct form *form);
/* All sheets as respondents see them, one in a frame; base: "/forms/x.yaml/preview". */
struct console_reply *form_preview_page(struct desk_visit *v, const struct form *form,
					const char *title, const char *base,
					const char *back, const char *back_words);
/* One sheet by itself, as the frame shows it; survey: NULL for a form that is not open. */
struct console_reply *form_sheet(struct desk_visit *v, const struct form *form,
				 const struct survey *survey);
/* A text of the form with its braces filled, as for somebody who has said nothing. */
const char *form_words(struct desk_visit *v, const struct form *form, const char *text);
/* A file of forms/ that the second part of the path names, read and checked. */
struct form_visited {
	const char *name, *path;
	struct buf text; /* to be freed */
	struct diags diags;
	struct form *form; /* NULL: it has errors, or is none */
};
/* ERR_MISSING: there is no such file in forms/. */
bool form_file_visited(struct desk_visit *v, struct form_visited *out,
		       struct err *err) MUST_USE;
/* What the checker says, as a list; nothing if it says nothing. */
void diags_put(struct html *h, const struct diags *diags);

/* ---- files of the workspace's folders (files.c) -------------------------------------------- */

struct folder_file {
	const char *name;
	uint64_t size;
	int day; /* when it was last changed */
};
/*
 * Regular files of a folder of the workspace whose names end in one of these (NULL: all), by name;
 * hidden ones are left out.  A folder that is not there has none.
 */
bool folder_list(struct desk_visit *v, const char *folder, const char *const *endings,
		 struct folder_file **out, size_t *out_count, struct err *err) MUST_USE;
/* The path of a file that the listing has; NULL: it has none of that name. */
const char *folder_file(struct desk_visit *v, const char *folder,
			const char *const *endings, const char *name);
/* Whether a name can stand in an address of the desk: the gate lets no other signs through. */
bool file_name_plain(const char *name);
/* "12 kB", "3.4 MB" */
void put_size(struct html *h, uint64_t bytes);

#endif
