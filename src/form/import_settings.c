/*
 * The settings sheet: id, title and default language; of all else it is said that it was dropped.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/import.h"

enum { TITLE_MOST = 60 };

static void
title_take(struct import *m, const struct import_sheet *s, size_t row, const char *raw)
{
	bool marked = false, dropped = false, filled = false;
	const char *title = words_flat(m->arena, words_clean(m->arena, raw, &marked));

	if (!*title)
		return;
	title = words_settle(m->arena, title, NULL, NULL, &dropped, &filled);
	m->title = words_cut(m->arena, title, TITLE_MOST);
	if (!s) /* the name of a file is nobody's row */
		return;
	if (m->title != title)
		row_lost(m, s->loss + row, LOSS_APPROXIMATED,
			 "the title was cut to %d characters", TITLE_MOST);
	if (marked || dropped)
		row_lost(m, s->loss + row, LOSS_APPROXIMATED,
			 "what stood in the title besides words was taken out");
}

/* What else is set there: named, since some of it says where answers were to be sent. */
static void
others_report(struct import *m, const struct import_sheet *s, const struct sheet_row *row,
	      size_t loss)
{
	SCOPED(buf) lost;

	buf_init(&lost, 0);
	for (size_t i = 0; i < row->count && i < s->count; i++) {
		const struct column *c = &s->columns[i];

		if (*row->cells[i] && c->role == ROLE_NONE && *c->heading)
			buf_printf(&lost, "%s%s", lost.len ? ", " : "",
				   cell_brief(m, c->heading));
	}
	if (lost.len)
		row_lost(m, loss, LOSS_APPROXIMATED, "dropped: %s", lost.data);
}

/*
 * What says where answers go, with which key, under which version, is not taken: a survey is opened
 * by its host, with its own keys, and an imported address must never have a say in it.
 */
static void
row_take(struct import *m, const struct import_sheet *s, const struct sheet_row *row,
	 size_t loss)
{
	struct used_id *none = NULL;
	const char *id = row_cell(s, row, ROLE_FORM_ID);
	const char *language = row_cell(s, row, ROLE_DEFAULT_LANGUAGE);

	if (*id) {
		m->id = id_make(m, id, "imported-form", ID_FORM, &none);
		import_renamed(m, id, m->id);
	}
	title_take(m, s, 1, row_cell(s, row, ROLE_FORM_TITLE));
	if (*language) {
		m->default_language = language;
		if (!language_code(m, language))
			row_lost(m, loss, LOSS_APPROXIMATED,
				 "no language called \"%s\" is known",
				 cell_brief(m, language));
	}
	others_report(m, s, row, loss);
}

void
import_settings(struct import *m)
{
	const struct import_sheet *s = m->settings;
	const char *name = m->book->name;
	struct used_id *none = NULL;

	for (size_t i = 1; s && i < s->sheet->count; i++) {
		if (i == 1)
			row_take(m, s, &s->sheet->rows[i], s->loss + i);
		else
			row_lost(m, s->loss + i, LOSS_REFUSED,
				 "only the first row of settings counts");
	}
	/* as other tools do, a form without these is called like its file */
	if (!m->id)
		m->id = name ? id_make(m, name, "imported-form", ID_FORM, &none)
			     : "imported-form";
	if (!m->title && name)
		title_take(m, NULL, 0, name);
	if (!m->title)
		m->title = "Imported form";
}
