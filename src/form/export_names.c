/*
 * The names of rows in an XLSForm.  Ours are names there too, but some of them are the tools' own,
 * and what they make of our rows has names as well.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/export_xlsform.h"

static void
name_take(struct writing *w, const char *name)
{
	struct taken_name *taken = arena_one(w->arena, struct taken_name);

	*taken = (struct taken_name){ .name = name, .next = w->names };
	w->names = taken;
}

static bool
name_taken(const struct writing *w, const char *name)
{
	const struct taken_name *taken = w->names;

	while (taken && !str_same(taken->name, name))
		taken = taken->next;
	return taken;
}

const char *
name_unique(struct writing *w, const char *wish)
{
	const char *name = arena_str(w->arena, wish);
	unsigned n;

	for (n = 2; name_taken(w, name); n++)
		name = arena_printf(w->arena, "%s_%u", wish, n);
	name_take(w, name);
	return name;
}

/* Of a loop with a number of turns, tools make a row that holds it. */
static const char *
count_name(struct writing *w, const struct repeat *repeat)
{
	return arena_printf(w->arena, "%s_count", repeat->id);
}

/*
 * `meta` is where tools keep what they record themselves, `data` what they call the whole form:
 * both are nodes of the XForm that an XLSForm becomes (ODK XForms specification).
 */
static bool
name_theirs(struct writing *w, const struct form *form, const char *id)
{
	size_t i;

	for (i = 0; i < form->repeat_count; i++) {
		if (str_same(id, count_name(w, &form->repeats[i])))
			return true;
	}
	return str_same(id, "meta") || str_same(id, "data");
}

static void
names_reserve(struct writing *w, const struct form *form)
{
	size_t i;

	for (i = 0; i < form->question_count; i++) {
		const char *id = form->questions[i].id;

		if (id[0])
			name_take(w, id);
		if (id[0] && form->questions[i].options) /* the words of `or_other` */
			name_take(w, arena_printf(w->arena, "%s_other", id));
	}
	for (i = 0; i < form->repeat_count; i++) {
		name_take(w, form->repeats[i].id);
		name_take(w, count_name(w, &form->repeats[i]));
	}
	name_take(w, "meta");
	name_take(w, "data");
}

/* Conditions know questions by their numbers: in a form of other ids they follow. */
const struct form *
names_guard(struct writing *w, const struct form *form)
{
	struct form *guarded = arena_one(w->arena, struct form);
	size_t i;

	*guarded = *form;
	w->renamed = w->report->renamed_count;
	names_reserve(w, form);
	for (i = 0; i < form->question_count; i++) {
		struct question *q = &guarded->questions[i];

		if (!q->id[0] || !name_theirs(w, form, q->id))
			continue;
		q->id = name_unique(w, q->id);
		loss_rename(w->report, form->questions[i].id, q->id);
	}
	for (i = 0; i < form->repeat_count; i++) {
		struct repeat *repeat = &guarded->repeats[i];

		if (!name_theirs(w, form, repeat->id))
			continue;
		repeat->id = name_unique(w, repeat->id);
		loss_rename(w->report, form->repeats[i].id, repeat->id);
	}
	return guarded;
}

const char *
name_there(const struct writing *w, const char *id)
{
	size_t i;

	for (i = w->renamed; i < w->report->renamed_count; i++) {
		if (str_same(w->report->renamed[i].from, id))
			return w->report->renamed[i].to;
	}
	return id;
}

void
name_tell(struct writing *w, struct line *line)
{
	size_t i;

	for (i = w->renamed; i < w->report->renamed_count; i++) {
		if (str_same(w->report->renamed[i].to, line->plain[COLUMN_NAME]))
			line_lose(
				w, line,
				arena_printf(w->arena,
					     "\"%s\" is a name of the tools' own, so it "
					     "has another there",
					     w->report->renamed[i].from));
	}
}
