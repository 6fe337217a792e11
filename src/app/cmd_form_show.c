/*
 * canvass form show FILE: a form with its plan of tables, or a guide, as a person would read it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/form_file.h"
#include "app/guide_file.h"
#include "app/plan_hash.h"
#include "summary/summary.h"

/* The index of the language that --lang names, the first without it; -1 after an error. */
static int
lang_index(const struct call *call, const char *const *languages, size_t count,
	   struct err *err)
{
	const char *lang = flag_value(call, "lang");

	for (size_t i = 0; i < count; i++) {
		if (!lang || str_same(languages[i], lang))
			return (int)i;
	}
	err_set(err, ERR_USAGE, "%s is not written in \"%s\"", call->args[0], lang);
	return -1;
}

/* What a release will tell, fixed before the first answer. */
static void
show_plan(const struct form *form, struct buf *out)
{
	struct arena *a = arena_new(0);
	const struct plan *plan = plan_make(form, a);
	char hash[PLAN_HASH_HEX];

	plan_hash_of(plan, hash);
	plan_show(plan, out);
	buf_printf(out, "  SHA-256 of the plan: %s\n", hash);
	arena_free(a);
}

static bool
show(const struct call *call, const struct form *form, const struct guide *guide,
     struct err *err)
{
	int lang = form ? lang_index(call, form->languages, form->language_count, err)
			: lang_index(call, guide->languages, guide->language_count, err);
	SCOPED(buf) out;

	buf_init(&out, 0);
	if (lang < 0)
		return false;
	if (form) {
		form_show(form, (unsigned)lang, &out);
		show_plan(form, &out);
	} else {
		guide_show(guide, (unsigned)lang, &out);
	}
	return output_put(&out, err);
}

bool
cmd_form_show(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	struct err why = { .code = ERR_NONE };
	struct diags diags;
	const struct form *form;
	const struct guide *guide = NULL;
	SCOPED(buf) text;
	SCOPED(buf) problems;
	bool good;

	buf_init(&text, 0);
	buf_init(&problems, 0);
	form = form_file(call, call->args[0], 0, &text, &diags, a, &why);
	if (why.code == ERR_NONE && guide_is(text.data ? text.data : "", text.len))
		guide = guide_file(call, call->args[0], &text, &diags, a);
	if (form || guide) {
		good = show(call, form, guide, err);
	} else if (why.code != ERR_NONE) {
		good = err_set(err, why.code, "%s", why.text);
	} else {
		diags_print(&diags, &problems);
		fputs(problems.data ? problems.data : "", stderr);
		good = err_set(err, ERR_INPUT, "%s has errors", call->args[0]);
	}
	arena_free(a);
	return good;
}
