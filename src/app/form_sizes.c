/*
 * How large a form's pages, its check page and a draft can be: the author's trouble, to be told
 * with the others, and not one for the first respondent.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/answer.h"
#include "app/form_file.h"
#include "web/web.h"

enum { CHECK_MOST = 65536 };

struct sizes {
	size_t largest, check;
	unsigned page; /* which is the largest */
};

/* As large as a page can be: every line that a workspace may add is there. */
static struct sizes
sizes_of(const struct form *form, bool check)
{
	static const char force[] =
		"A force with a name of sixty characters, as long as may be..";
	const struct door_settings settings = {
		.url = "",
		.force = force,
		.exit_url = setting_rows[SETTING_EXIT_URL].fallback,
		.scripts = true,
	};
	struct door_survey survey = { .state = SURVEY_OPEN, .unconfirmed = true };
	struct sizes sizes = { .page = 0 };
	struct prepared *pages;

	snprintf(survey.name, sizeof(survey.name), "%s@", form->id);
	snprintf(survey.fingerprint, sizeof(survey.fingerprint), "0000 0000 0000 0000");
	pages = prepared_new(form, &settings, &survey);
	sizes.largest = prepared_largest(pages, &sizes.page);
	if (check)
		sizes.check = prepared_check_most(pages, form);
	prepared_free(pages);
	return sizes;
}

size_t
form_page_largest(const struct form *form, unsigned *out_page)
{
	struct sizes sizes = sizes_of(form, false);

	*out_page = sizes.page;
	return sizes.largest;
}

void
form_sizes_check(const struct form *form, struct diags *diags)
{
	struct sizes sizes = sizes_of(form, true);

	if (sizes.largest > PAGE_MOST)
		diag_add(
			diags, "E101", form->pages[sizes.page].line, 1, 1,
			"shorten its texts, or put some of its questions on a page of their own",
			"this page has %zu bytes as it is sent; at most %u",
			sizes.largest, PAGE_MOST);
	if (sizes.check > CHECK_MOST)
		diag_add(
			diags, "E101", form->pages[0].line, 1, 1,
			"ask less, or in fewer words: it shows every question and its answer",
			"the check page may have %zu bytes; at most %d", sizes.check,
			CHECK_MOST);
}

/* "14,600" */
static void
put_count(struct buf *out, size_t n)
{
	if (n >= 1000) {
		put_count(out, n / 1000);
		buf_printf(out, ",%03zu", n % 1000);
	} else {
		buf_printf(out, "%zu", n);
	}
}

static void
put_size(struct buf *out, const char *what, size_t n, size_t most)
{
	buf_puts(out, what);
	put_count(out, n);
	buf_puts(out, " of ");
	put_count(out, most);
}

/* Without `check answers` it is shown too, if there are marks in a text. */
static bool
has_check_page(const struct form *form)
{
	bool texts = false;

	for (size_t i = 0; i < form->question_count; i++)
		texts |= form->questions[i].up_to > 0;
	return form->check_answers || texts;
}

void
form_sizes_put(const struct form *form, struct buf *out)
{
	struct sizes sizes = sizes_of(form, true);

	put_size(out, "largest page ", sizes.largest, PAGE_MOST);
	buf_printf(out, " bytes (page %u)", sizes.page + 1);
	if (has_check_page(form))
		put_size(out, "; check page at most ", sizes.check, CHECK_MOST);
	put_size(out, "; fullest draft ", draft_most(form), DRAFT_MOST);
	buf_putc(out, '\n');
}
