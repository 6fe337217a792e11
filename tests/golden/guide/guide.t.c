/*
 * Reads every guide beside this file, and those that are shipped, each with the form that it
 * names, and compares what comes out letter by letter: x.tree is the guide as `form show`
 * prints it in each of its languages, x.diag is what is said about it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/golden/golden.h"

#include "form/guide.h"

#define HERE "tests/golden/guide/cases/"

static const char *const shipped[] = { "hampshire-peer-review",
				       "hampshire-peer-review-others" };

static struct buf all_guides;

/* The form that a guide goes by, from beside this file or from those that are shipped. */
static const struct form *
form_of(const struct buf *guide, struct arena *a)
{
	const char *id = guide_form(golden_text(guide), guide->len, a);
	struct diags diags;
	const struct form *form;
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (!id || (!golden_read(golden_path(HERE, id, ".yaml"), &text) &&
		    !golden_read(golden_path("forms/", id, ".yaml"), &text)))
		return NULL;
	diags_init(&diags, id, golden_text(&text), text.len, a);
	form = form_parse(golden_text(&text), text.len, &diags);
	ok(form, "%s is a form", id);
	return form;
}

static void
guide_compare(const char *where, const char *name, bool must_pass)
{
	struct arena *a = arena_new(0);
	struct diags diags;
	const struct guide *guide;
	SCOPED(buf) text;
	SCOPED(buf) file;
	SCOPED(buf) out;

	buf_init(&text, 0);
	buf_init(&file, 0);
	buf_init(&out, 0);
	buf_printf(&file, "%s.guide.yaml", name);
	if (!golden_read(golden_path(where, name, ".guide.yaml"), &text))
		die("cannot read %s", file.data);
	buf_puts(&all_guides, golden_text(&text));
	diags_init(&diags, file.data, golden_text(&text), text.len, a);
	guide = guide_parse(golden_text(&text), text.len, form_of(&text, a), &diags);
	ok((guide == NULL) == (diags.errors > 0), "%s: a guide comes without errors only",
	   name);
	if (must_pass)
		ok(guide && !diags.warnings, "%s is accepted without a word", name);
	for (unsigned lang = 0; guide && lang < guide->language_count; lang++) {
		buf_printf(&out, "%s== %s ==\n", lang ? "\n" : "",
			   guide->languages[lang]);
		guide_show(guide, lang, &out);
	}
	golden_compare(HERE, name, ".tree", &out);
	buf_clear(&out);
	diags_print(&diags, &out);
	golden_compare(HERE, name, ".diag", &out);
	arena_free(a);
}

static void
guide_beside(const char *name)
{
	guide_compare(HERE, name, false);
}

/* No activity without a guide that has it, and without a word on it in the manual. */
static void
rows_complete(void)
{
	SCOPED(buf) manual;

	buf_init(&manual, 0);
	ok(golden_read(golden_path("man/", "canvass-form", ".5"), &manual),
	   "there is a manual page");
	for (size_t i = 0; i < ACTIVITY__COUNT; i++) {
		SCOPED(buf) phones;
		SCOPED(buf) item;

		buf_init(&phones, 0);
		buf_init(&item, 0);
		if (!ok(activities[i].name && activities[i].help, "row %zu is whole", i))
			continue;
		buf_printf(&phones, "phones: %s\n", activities[i].name);
		buf_printf(&item, ".It Cm %s\n", activities[i].name);
		ok(strstr(golden_text(&all_guides), phones.data), "%s is in a guide",
		   activities[i].name);
		ok(strstr(golden_text(&manual), item.data), "%s is in the manual",
		   activities[i].name);
	}
}

int
main(void)
{
	buf_init(&all_guides, 0);
	golden_each(HERE, ".guide.yaml", guide_beside);
	for (size_t i = 0; i < ARRAY_LEN(shipped); i++)
		guide_compare("forms/", shipped[i], true);
	rows_complete();
	buf_free(&all_guides);
	return tap_done();
}
