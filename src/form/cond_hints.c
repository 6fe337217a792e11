/*
 * What an author may have meant by a condition that cannot be read: words of other programs, a
 * label where a code belongs, a code that stands alone behind `or`.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <strings.h>

#include "form/internal.h"

const char *
cond_word_hint(const char *word)
{
	enum { OURS = 4 };
	static const struct {
		const char *word, *hint;
	} rows[] = {
		{ "and", "and, or and not in small letters" },
		{ "or", "and, or and not in small letters" },
		{ "not", "and, or and not in small letters" },
		{ "is", "write is in small letters" },
		{ "&&", "write and" },
		{ "&", "write and" },
		{ "||", "write or" },
		{ "|", "write or" },
		{ "!", "write not" },
		{ "=", "write is" },
		{ "==", "write is" },
		{ "equals", "write is" },
		{ "!=", "write is not" },
		{ "<>", "write is not" },
		{ ">", "write is more than" },
		{ "<", "write is less than" },
		{ ">=", "write is at least" },
		{ "<=", "write is at most" },
		{ "contains", "write includes" },
		{ "selected", "write is, or includes" },
		{ ",",
		  "several codes go behind is one of: role is one of officer, staff" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (strcasecmp(rows[i].word, word) == 0)
			/* our own words, rightly written, stand in the wrong place only */
			return i < OURS && str_same(rows[i].word, word) ? NULL
									: rows[i].hint;
	return NULL;
}

/* Whether a text begins with this label, and then ends or goes on with another word. */
static bool
label_first(const char *text, const char *label)
{
	size_t len = label ? strlen(label) : 0;

	return len && strncasecmp(text, label, len) == 0 &&
	       (!text[len] || strchr(" \n\t\r),\"'", text[len]));
}

const char *
option_hint(struct reading *r, const struct question *q, const char *text)
{
	const struct options *o = q->options;
	const char *codes[FORM_OPTIONS];
	const char *word = text + (*text == '"' || *text == '\'');
	size_t i;

	for (i = 0; i < o->count; i++) {
		const struct option *option = &o->items[i];

		codes[i] = option->code;
		if (word > text && label_first(word, option->code))
			return arena_printf(r->arena, "write %s without quotes",
					    option->code);
		for (unsigned lang = 0; lang < r->form->language_count; lang++)
			if (label_first(word, option->label.in[lang]))
				return arena_printf(
					r->arena,
					"that is its label: did you mean the code \"%s\"?",
					option->code);
	}
	word = arena_copy(r->scratch, text, strcspn(text, " \n\t\r),"));
	return meant_or_list(r, word, "its codes", codes, i);
}

const char *
alone_hint(struct reading *r, const struct question *q, bool not, const char *values,
	   const char *word)
{
	const char *verb = not ? "is not one of" : "is one of";

	if (!q || !q->options || question_option(q, word) < 0 ||
	    (not &&q->kind == KIND_CHOOSE_ANY))
		return NULL;
	if (q->kind == KIND_CHOOSE_ANY)
		verb = "includes any of";
	return arena_printf(r->arena, "\"%s\" is an option of %s: write %s %s %s, %s",
			    word, q->id, q->id, verb, values, word);
}
