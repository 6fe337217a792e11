/*
 * The choices sheet: lists of options, of which only those count that a question uses.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <strings.h>

#include "form/import.h"
#include "form/internal.h"

enum { LABEL_MOST = 80 };

struct list_in *
list_named(struct import *m, const char *name)
{
	struct list_in *list, **end = &m->lists;

	for (; *end; end = &(*end)->next)
		if (str_same((*end)->name, name))
			return *end;
	list = arena_one(m->arena, struct list_in);
	list->name = list->spelt = name;
	list->id = id_make(m, name, "list", ID_QUESTION, &m->list_ids);
	*end = list;
	return list;
}

/* The list whose options stand under that name on the choices sheet. */
static struct list_in *
list_find(const struct import *m, const char *name)
{
	for (struct list_in *list = m->lists; list; list = list->next)
		if (str_same(list->spelt, name))
			return list;
	return NULL;
}

/* ---- names that differ in their letters' case ------------------------------------ */

/*
 * XLSForm tools tell `Yes_no` from `yes_no`, and so do we as long as there is a list of the very
 * name.  Where there is none, the only one that differs in nothing else was meant.  NULL: none, or
 * more than one.
 */
static const char *
spelling_other(const struct import *m, const char *name)
{
	const char *other = NULL;

	for (size_t k = 0; k < m->sheet_count; k++) {
		const struct import_sheet *s = &m->sheets[k];

		for (size_t i = 1; s->use == USE_CHOICES && i < s->sheet->count; i++) {
			const char *cell =
				row_cell(s, &s->sheet->rows[i], ROLE_LIST_NAME);

			if (strcasecmp(cell, name) != 0)
				continue;
			if (str_same(cell, name) || (other && !str_same(other, cell)))
				return NULL;
			other = cell;
		}
	}
	return other;
}

static void
spellings_settle(struct import *m)
{
	for (struct list_in *list = m->lists; list; list = list->next) {
		const char *other = spelling_other(m, list->name);

		if (other)
			list->spelt = other;
	}
	for (size_t i = 0; i < m->question_count; i++) {
		struct question_in *q = m->questions[i];

		if (!q->list)
			continue;
		if (!str_same(q->list->spelt, q->list->name))
			row_lost(m, q->loss, LOSS_APPROXIMATED,
				 "its list is called \"%s\" on the choices sheet",
				 cell_brief(m, q->list->spelt));
		/* two spellings of one list are one */
		q->list = list_find(m, q->list->spelt);
	}
}

/* ---- options -------------------------------------------------------------------- */

/* Two options that read alike could not be told apart: the later one gets a number. */
static bool
label_single(struct import *m, const struct list_in *list, struct text *label,
	     size_t lang)
{
	const char *s = label->in[lang];
	bool changed = false;
	unsigned n = 2;

	for (size_t i = 0; s && i < list->count; i++) {
		const char *other = list->choices[i].label.in[lang];
		char tail[16];

		if (!other || !str_same(other, label->in[lang]))
			continue;
		snprintf(tail, sizeof(tail), " (%u)", n++);
		label->in[lang] = arena_printf(
			m->arena, "%s%s",
			words_cut(m->arena, s, LABEL_MOST - strlen(tail)), tail);
		changed = true;
		i = (size_t)-1; /* the new one must be unlike all, too */
	}
	return changed;
}

/* One label in one language: one line, no references, within the limit. */
static const char *
label_settle(struct import *m, const char *raw, size_t loss)
{
	bool dropped = false, filled = false;
	const char *s = words_flat(m->arena, raw), *cut;

	s = words_settle(m->arena, s, NULL, NULL, &dropped, &filled);
	cut = words_cut(m->arena, s, LABEL_MOST);
	if (dropped)
		row_lost(m, loss, LOSS_APPROXIMATED,
			 "its label refers to an answer; … stands there now");
	if (cut != s)
		row_lost(m, loss, LOSS_APPROXIMATED, "its label was cut to %d characters",
			 LABEL_MOST);
	return cut;
}

/* Every language has every label, since a list is shown whole or not at all. */
static void
labels_take(struct import *m, const struct import_sheet *s, const struct sheet_row *row,
	    size_t loss, const struct list_in *list, struct choice_in *out)
{
	struct text raw = { 0 };
	size_t lang;

	if (row_text(m, s, row, ROLE_LABEL, &raw))
		row_lost(m, loss, LOSS_APPROXIMATED,
			 "marks for bold, links or colour were taken out");
	for (lang = 0; lang < m->language_count; lang++)
		if (raw.in[lang])
			out->label.in[lang] = label_settle(m, raw.in[lang], loss);
	for (lang = 0; !out->label.in[0] && lang < m->language_count; lang++) {
		if (!out->label.in[lang])
			continue;
		out->label.in[0] = out->label.in[lang];
		row_lost(
			m, loss, LOSS_APPROXIMATED,
			"it has no label in the first language; one in another stands there");
	}
	if (!out->label.in[0]) {
		out->label.in[0] = label_settle(m, out->name, loss);
		row_lost(m, loss, LOSS_APPROXIMATED,
			 "it has no label: its name stands there");
	}
	for (lang = 0; lang < m->language_count; lang++)
		if (label_single(m, list, &out->label, lang))
			row_lost(
				m, loss, LOSS_APPROXIMATED,
				"another option has the same label: this one has a number "
				"now");
}

static void
choice_take(struct import *m, const struct import_sheet *s, const struct sheet_row *row,
	    size_t loss, struct list_in *list)
{
	struct choice_in choice = { .name = row_cell(s, row, ROLE_NAME), .loss = loss };
	struct used_id *codes = NULL;

	for (size_t i = 0; i < list->count; i++) {
		if (str_same(list->choices[i].name, choice.name)) {
			row_lost(m, loss, LOSS_REFUSED,
				 "a second option of the same name in this list");
			return;
		}
		id_take(m, list->choices[i].code, &codes);
	}
	if (str_same(choice.name, "no_answer") && !list->has_no_answer) {
		list->has_no_answer = true; /* our own export writes `or` so */
		labels_take(m, s, row, loss, &(struct list_in){ 0 }, &choice);
		list->no_answer = choice.label;
		return;
	}
	list->met++;
	if (list->count >= ARRAY_LEN(list->choices)) {
		row_lost(m, loss, LOSS_REFUSED, "a list has at most %zu options",
			 ARRAY_LEN(list->choices));
		return;
	}
	labels_take(m, s, row, loss, list, &choice);
	choice.code = id_make(m, choice.name, "option", ID_CODE, &codes);
	import_renamed(m, arena_printf(m->arena, "%s: %s", list->name, choice.name),
		       arena_printf(m->arena, "%s: %s", list->name, choice.code));
	list->choices[list->count++] = choice;
}

static void
row_take(struct import *m, const struct import_sheet *s, const struct sheet_row *row,
	 size_t loss)
{
	const char *name = row_cell(s, row, ROLE_LIST_NAME);
	struct list_in *list = list_find(m, name);

	if (!*name)
		row_lost(m, loss, LOSS_REFUSED, "it names no list");
	else if (!*row_cell(s, row, ROLE_NAME) && list)
		row_lost(m, loss, LOSS_REFUSED, "the option has no name");
	else if (!list)
		row_lost(m, loss, LOSS_REFUSED, "no question of the form uses this list");
	else
		choice_take(m, s, row, loss, list);
}

/* A list is shown whole in a language: what lacks a label there has that of the first. */
static void
gaps_report(struct import *m, const struct list_in *list, size_t lang)
{
	bool speaks = false;

	for (size_t i = 0; i < list->count; i++)
		speaks = speaks || list->choices[i].label.in[lang];
	for (size_t i = 0; speaks && i < list->count; i++)
		if (!list->choices[i].label.in[lang])
			row_lost(
				m, list->choices[i].loss, LOSS_APPROXIMATED,
				"it has no label in %s: the one of the first language stands "
				"there",
				language_find(m->languages[lang])->name);
}

void
import_choices(struct import *m)
{
	spellings_settle(m);
	for (size_t k = 0; k < m->sheet_count; k++) {
		const struct import_sheet *s = &m->sheets[k];

		for (size_t i = 1; s->use == USE_CHOICES && i < s->sheet->count; i++)
			row_take(m, s, &s->sheet->rows[i], s->loss + i);
	}
	for (const struct list_in *list = m->lists; list; list = list->next)
		for (size_t lang = 1; lang < m->language_count; lang++)
			gaps_report(m, list, lang);
}
