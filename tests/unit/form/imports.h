/*
 * What the tests of the XLSForm import share: a workbook from CSV, and what came of it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TESTS_IMPORTS_H
#define CANVASS_TESTS_IMPORTS_H

#include "form/author.h"
#include "tests/tap.h"

static const char lists[] =
	"list_name,name,label\nyn,yes,Yes\nyn,no,No\nabc,a,A\nabc,b,B\nabc,c,C\n"
	"other,x,X\nother,other,Something else\none,only,I agree\n"
	"steps,5,Much\nsteps,4,Some\nsteps,3,None\ngaps,1,A\ngaps,2,B\ngaps,4,C\n";

struct imported {
	bool right;
	const char *form; /* "" if none was made */
	struct loss_report report;
	struct err err;
};

static void
sheet_add(struct workbook *book, const char *name, const char *text, struct arena *a)
{
	struct err err = { 0 };

	if (text && !sheet_read_csv(name, text, strlen(text),
				    &book->sheets[book->count++], a, &err))
		die("the test's own sheet is wrong: %s", err.text);
}

/* An entry a row, in order, with a reason where something was lost. */
static bool
accounted(const struct workbook *book, const struct loss_report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < book->count; i++)
		for (size_t k = 0; k < book->sheets[i].count; k++, n++)
			if (n >= r->count ||
			    r->rows[n].row != book->sheets[i].rows[k].number ||
			    !str_same(r->rows[n].sheet, book->sheets[i].name) ||
			    (r->rows[n].outcome == LOSS_MAPPED) != !*r->rows[n].reason)
				return false;
	return n == r->count;
}

/* What our own reader has against it, but for texts that only the author can supply. */
static const char *
against(const char *form, struct arena *a)
{
	struct diags diags;
	const char *said = "";

	diags_init(&diags, "form.yaml", form, strlen(form), a);
	(void)!form_parse_new(form, strlen(form), 0, &diags);
	for (size_t i = 0; i < diags.count; i++)
		if (*diags.items[i].code == 'E' &&
		    !str_same(diags.items[i].code, "E090") &&
		    !str_same(diags.items[i].code, "E094"))
			said = arena_printf(a, "%s%s ", said, diags.items[i].code);
	return said;
}

static struct imported
import_book(const struct workbook *book, const char *what, struct arena *a)
{
	struct imported i = { .form = "" };
	SCOPED(buf) form = { 0 };

	loss_report_init(&i.report, a);
	i.right = form_import(book, &form, &i.report, &i.err);
	if (!accounted(book, &i.report))
		ok(false, "%s: each row is accounted for", what);
	if (i.right)
		i.form = arena_copy(a, form.data, form.len);
	if (i.right && *against(i.form, a))
		is_str(against(i.form, a), "", "%s: the form is right", what);
	return i;
}

TAP_UNUSED static struct imported
import(const char *survey, const char *choices, const char *settings, const char *what,
       struct arena *a)
{
	struct workbook book = { .sheets = arena_array(a, struct sheet, 3) };

	sheet_add(&book, "survey", survey, a);
	sheet_add(&book, "choices", choices, a);
	sheet_add(&book, "settings", settings, a);
	return import_book(&book, what, a);
}

#endif
