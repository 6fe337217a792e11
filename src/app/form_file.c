/*
 * Reads a form file, and lays its pages out as the door will: a page over its limit is the
 * author's trouble, to be told with the others, and not one for the first respondent.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/form_file.h"
#include "web/web.h"

#define FORM_FILE_MOST \
	(1u << 20)	 /* the form reader has its own, smaller limit and words for it */
#define PAGE_MOST 14600u /* on the wire, headers included: ten segments of 1,460 bytes */

/* As large as a page can be: every line that a workspace may add is there. */
static void
check_pages(const struct form *form, struct diags *diags)
{
	static const char force[] =
		"A force with a name of sixty characters, as long as may be..";
	const struct door_settings settings = {
		.url = "",
		.force = force,
		.exit_url = setting_rows[SETTING_EXIT_URL].fallback
	};
	struct door_survey survey = { .state = SURVEY_OPEN, .unconfirmed = true };
	struct prepared *pages;
	unsigned page = 0;
	size_t largest;

	snprintf(survey.name, sizeof(survey.name), "%s@", form->id);
	snprintf(survey.fingerprint, sizeof(survey.fingerprint), "0000 0000 0000 0000");
	pages = prepared_new(form, &settings, &survey);
	largest = prepared_largest(pages, &page);
	if (largest > PAGE_MOST)
		diag_add(
			diags, "E101", form->pages[page].line, 1, 1,
			"shorten its texts, or put some of its questions on a page of their own",
			"this page has %zu bytes as it is sent; at most %u", largest,
			PAGE_MOST);
	prepared_free(pages);
}

struct form *
form_file(const struct call *call, const char *path, unsigned expected, struct buf *text,
	  struct diags *diags, struct arena *a, struct err *err)
{
	struct form *form;

	if (err)
		err->code = ERR_NONE;
	if (!file_read_named(call, path, FORM_FILE_MOST, text, err))
		return NULL;
	diags_init(diags, path, text->data ? text->data : "", text->len, a);
	form = form_parse_new(text->data ? text->data : "", text->len, expected, diags);
	if (form)
		check_pages(form, diags);
	return diags->errors ? NULL : form;
}
