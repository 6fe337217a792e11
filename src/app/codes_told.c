/*
 * Around the strengths of a release: themes that coders found and that nobody had asked about, and
 * which strengths earlier releases told.
 *
 * Found themes are named in a release, without a strength.  Their titles leave as the coders wrote
 * them, and must name nobody.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/codes.h"

void
codes_found(const struct codebook *book, struct coding_told *told, struct arena *a)
{
	const char **found = arena_array(a, const char *, book->theme_count + 1);

	for (size_t i = 0; i < book->theme_count; i++)
		if (book->themes[i].of_form < 0 && book->themes[i].under < 0 &&
		    !book->themes[i].until)
			found[told->found_count++] = book->themes[i].title;
	told->found = found;
}

static bool
names_nobody(struct redactor *plain, const char *title, struct arena *a, struct err *err)
{
	struct redaction marks = redact_text(plain, title, strlen(title), a);

	for (size_t k = 0; k < marks.count; k++)
		if (marks.spans[k].certain)
			return err_set(err, ERR_INPUT,
				       "the release would name a theme \"%.120s\", and a word of "
				       "it can tell who somebody is: %s; give it another title, "
				       "with code book title",
				       title, redact_label(marks.spans[k].class));
	return true;
}

bool
codes_found_good(const struct coding_told *told, const struct form *form, struct arena *a,
		 struct err *err)
{
	struct redact_options options = { .patterns = form->privacy.patterns,
					  .pattern_count = form->privacy.pattern_count };
	struct redactor *plain = NULL;
	bool good = true;

	if (told->found_count && !(plain = redactor_new(&options, err)))
		return false;
	for (size_t i = 0; good && i < told->found_count; i++)
		good = names_nobody(plain, told->found[i], a, err);
	redactor_free(plain);
	return good;
}

/* ---- what earlier releases told ----------------------------------------------------------- */

/* Whether all people stand in a table as in an earlier release: whoever has come since counts for
 * nothing there, and may be coded later. */
static bool
all_held(const struct json *table)
{
	const struct json *held = json_get(table, "held");

	return held && held->type == JSON_MAP && json_get(held, "*");
}

uint32_t
codes_told_in(const struct ledger_entry *entry, const struct plan *plan)
{
	const struct json *tables = json_get(entry->published, "tables"), *id, *level;
	uint32_t told = 0;

	for (const struct json *at = tables ? tables->first : NULL; at; at = at->next) {
		id = json_get(at, "id");
		level = json_get(at, "level");
		for (size_t i = plan->question_count; i < plan->count; i++)
			if (id && level && id->type == JSON_STRING_ &&
			    level->type == JSON_STRING_ &&
			    str_same(id->text, plan->tables[i].id) &&
			    !str_same(level->text, level_names[LEVEL_NOTHING]) &&
			    !all_held(at))
				told |= UINT32_C(1) << plan->tables[i].strength_of;
	}
	return told;
}
