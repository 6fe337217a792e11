/*
 * Version 1 of a codebook, and each next one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/codebook.h"

struct codebook *
codebook_of_form(const struct form *form, unsigned lang, struct arena *a)
{
	struct codebook *book = arena_one(a, struct codebook);

	book->version = 1;
	for (size_t i = 0; i < form->theme_count; i++) {
		const struct theme *from = &form->themes[i];
		struct book_theme *to = &book->themes[book->theme_count++];

		*to = (struct book_theme){ .id = arena_str(a, from->id),
					   .title = arena_str(
						   a, text_in(&from->title, lang)),
					   .definition = "",
					   .under = -1,
					   .of_form = (int)i,
					   .since = 1,
					   .into = -1 };
		/* What no text could hold suggests nothing; a form may say it all the same. */
		for (size_t w = 0; w < from->word_count; w++)
			if (book_word_good(from->words[w], NULL))
				to->words[to->word_count++] =
					arena_str(a, from->words[w]);
	}
	return book;
}

/* ---- whether a change says what it must --------------------------------------------- */

/* Which parts of a change belong to an act. */
static const struct {
	bool title, definition, words, under, into, parts;
} wanted[BOOK__ACTS] = {
	[BOOK_ADD] = { .title = true, .definition = true, .words = true, .under = true },
	[BOOK_DEFINE] = { .definition = true },
	[BOOK_TITLED] = { .title = true },
	[BOOK_WORDED] = { .words = true },
	[BOOK_MERGE] = { .into = true },
	[BOOK_SPLIT] = { .parts = true },
};

/* What it does not take is refused, not passed over: somebody meant something by it. */
static bool
belongs(const struct book_change *c, struct err *err)
{
	const char *what = c->title && !wanted[c->act].title		 ? "a title"
			   : c->definition && !wanted[c->act].definition ? "a definition"
			   : c->words && !wanted[c->act].words		 ? "words"
			   : c->under && !wanted[c->act].under
				   ? "a theme that it is a part of"
			   : c->into && !wanted[c->act].into ? "a theme to merge into"
			   : c->part_count && !wanted[c->act].parts ? "parts"
								    : NULL;

	return !what || err_set(err, ERR_INPUT, "\"%s\" takes no %s",
				book_act_names[c->act], *what == 'a' ? what + 2 : what);
}

/* That a title tells its theme from all others in use. */
static bool
title_good(const struct codebook *book, const char *id, const char *title,
	   struct err *err)
{
	if (!book_text_good(title, BOOK_TITLE, "the title", err))
		return false;
	for (size_t i = 0; i < book->theme_count; i++) {
		const struct book_theme *t = &book->themes[i];

		if (!t->until && !str_same(t->id, id) && str_same(t->title, title))
			return err_set(
				err, ERR_INPUT,
				"\"%s\" has that title already: give one that tells them apart",
				t->id);
	}
	return true;
}

static bool
words_good(const struct book_change *c, struct arena *a, struct err *err)
{
	if (c->word_count > BOOK_WORDS)
		return err_set(err, ERR_INPUT, "%zu words; at most %d suggest a theme",
			       c->word_count, BOOK_WORDS);
	for (size_t i = 0; i < c->word_count; i++) {
		const char *pattern;
		char why[120];
		size_t at;

		if (!book_word_good(c->words[i], err))
			return err_add(err, "word %zu", i + 1);
		pattern = book_pattern(c->words[i], a);
		if (pattern && rx_check(pattern, &at, why, sizeof(why)) != RX_GOOD)
			return err_set(err, ERR_INPUT,
				       "the pattern %.80s cannot be used: %s",
				       c->words[i], why);
	}
	return true;
}

static bool
change_good(const struct codebook *book, const struct book_change *c, struct arena *a,
	    struct err *err)
{
	if (!c->theme)
		return err_set(err, ERR_INPUT, "which theme? give its id");
	if (!c->reason)
		return err_set(err, ERR_INPUT, "a change of the codebook needs a reason");
	if (!belongs(c, err) || !book_text_good(c->reason, BOOK_TEXT, "the reason", err))
		return false;
	if ((c->act == BOOK_ADD || c->act == BOOK_TITLED) && !c->title)
		return err_set(err, ERR_INPUT, "the theme needs a title");
	if (c->act == BOOK_DEFINE && !c->definition)
		return err_set(err, ERR_INPUT, "give the definition");
	if (c->act == BOOK_WORDED && !c->words)
		return err_set(err, ERR_INPUT, "give the words");
	if (c->act == BOOK_MERGE && !c->into)
		return err_set(err, ERR_INPUT, "merge it into which theme?");
	if (c->title && !title_good(book, c->theme, c->title, err))
		return false;
	if (c->definition && (*c->definition || c->act == BOOK_DEFINE) &&
	    !book_text_good(c->definition, BOOK_TEXT, "the definition", err))
		return false;
	if (book->step_count >= BOOK_STEPS)
		return err_set(err, ERR_INPUT, "a codebook has %d changes at most",
			       BOOK_STEPS);
	return !c->words || words_good(c, a, err);
}

/* ---- the next version ------------------------------------------------------------------ */

static const char *
part_id(const char *part, struct arena *a)
{
	const char *equals = strchr(part, '=');

	return equals ? arena_copy(a, part, (size_t)(equals - part)) : part;
}

/* The ids of the parts, "a,b"; NULL and what is wrong. */
static const char *
parts_ids(const struct book_change *c, struct arena *a, struct err *err)
{
	const char *out = NULL;

	if (c->part_count < 2 || c->part_count > BOOK_PARTS) {
		err_set(err, ERR_INPUT,
			"a theme is split into two to %zu parts; for one, merge it",
			(size_t)BOOK_PARTS);
		return NULL;
	}
	for (size_t i = 0; i < c->part_count; i++) {
		const char *id = part_id(c->parts[i], a);

		if (!*id || strchr(id, ',')) {
			err_set(err, ERR_INPUT, "part %zu has no id: write id=Title",
				i + 1);
			return NULL;
		}
		out = out ? arena_printf(a, "%s,%s", out, id) : id;
	}
	return out;
}

/* Titles of the parts that were made; a title for one that was there would be lost. */
static bool
parts_title(const struct codebook *before, struct codebook *book,
	    const struct book_change *c, struct arena *a, struct err *err)
{
	for (size_t i = 0; i < c->part_count; i++) {
		const char *equals = strchr(c->parts[i], '='),
			   *id = part_id(c->parts[i], a);
		int part = codebook_theme(book, id);

		if ((size_t)part < before->theme_count) {
			if (equals)
				return err_set(
					err, ERR_INPUT,
					"\"%s\" is there already: name it without a title",
					id);
			continue;
		}
		if (!equals)
			return err_set(
				err, ERR_INPUT,
				"there is no theme \"%s\"; to make it, write %s=Title",
				id, id);
		if (!title_good(book, id, equals + 1, err))
			return err_add(err, "part \"%s\"", id);
		book->themes[part].title = arena_str(a, equals + 1);
	}
	return true;
}

static void
theme_fill(struct book_theme *theme, const struct book_change *c, struct arena *a)
{
	if (c->title)
		theme->title = arena_str(a, c->title);
	if (c->definition)
		theme->definition = arena_str(a, c->definition);
	if (!c->words)
		return;
	theme->word_count = c->word_count;
	for (size_t i = 0; i < c->word_count; i++)
		theme->words[i] = arena_str(a, c->words[i]);
}

struct codebook *
codebook_change(const struct codebook *book, const struct book_change *change,
		struct arena *a, struct err *err)
{
	struct codebook *next;
	struct book_step *step;

	if (!change_good(book, change, a, err))
		return NULL;
	next = arena_one(a, struct codebook);
	*next = *book;
	next->steps = arena_array(a, struct book_step, book->step_count + 1);
	if (book->step_count)
		memcpy(next->steps, book->steps, book->step_count * sizeof(*step));
	step = &next->steps[next->step_count++];
	*step = (struct book_step){ .version = book->version + 1,
				    .act = change->act,
				    .theme = arena_str(a, change->theme),
				    .others = "",
				    .reason = arena_str(a, change->reason) };
	if (change->act == BOOK_SPLIT)
		step->others = parts_ids(change, a, err);
	else if (change->under || change->into)
		step->others = arena_str(a, change->under ? change->under : change->into);
	if (!step->others || !book_step_do(next, step, a, err))
		return NULL;
	if (change->act == BOOK_SPLIT)
		return parts_title(book, next, change, a, err) ? next : NULL;
	theme_fill(&next->themes[codebook_theme(next, change->theme)], change, a);
	return next;
}
