/*
 * The codebook as JSON.  What a step did to the themes is not written but done again, by the rules
 * that held then; and what is read must be, byte for byte, what would be written.  So no text that
 * anybody made up is a codebook that no change could have made.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/codebook.h"

#define KIND "codebook 1"

/* ---- writing ----------------------------------------------------------------------- */

static void
member(struct buf *out, const char *key, const char *text)
{
	json_put(out, key);
	buf_puts(out, ": ");
	json_put(out, text);
}

static void
theme_write(const struct book_theme *theme, struct buf *out)
{
	buf_puts(out, "{");
	member(out, "id", theme->id);
	buf_puts(out, ", ");
	member(out, "title", theme->title);
	buf_puts(out, ", ");
	member(out, "definition", theme->definition);
	buf_puts(out, ", \"words\": [");
	for (size_t i = 0; i < theme->word_count; i++) {
		buf_puts(out, i ? ", " : "");
		json_put(out, theme->words[i]);
	}
	buf_puts(out, "]}");
}

static void
step_write(const struct book_step *step, struct buf *out)
{
	buf_puts(out, "{");
	member(out, "act", book_act_names[step->act]);
	buf_puts(out, ", ");
	member(out, "theme", step->theme);
	buf_puts(out, ", ");
	member(out, "others", step->others);
	buf_puts(out, ", ");
	member(out, "reason", step->reason);
	buf_puts(out, "}");
}

void
codebook_write(const struct codebook *book, struct buf *out)
{
	buf_printf(out, "{\"canvass\": \"" KIND "\", \"version\": %u,\n\"themes\": [",
		   book->version);
	for (size_t i = 0; i < book->theme_count; i++) {
		buf_puts(out, i ? ",\n" : "\n");
		theme_write(&book->themes[i], out);
	}
	buf_puts(out, "],\n\"steps\": [");
	for (size_t i = 0; i < book->step_count; i++) {
		buf_puts(out, i ? ",\n" : "\n");
		step_write(&book->steps[i], out);
	}
	buf_puts(out, "]}\n");
}

/* ---- reading ----------------------------------------------------------------------- */

struct reading {
	struct codebook *book;
	struct arena *a;
	struct err *err;
};

/* "codebook, theme 3: words" */
static bool PRINTF(2, 3) wrong(const struct reading *r, const char *fmt, ...)
{
	char words[160];
	va_list args;

	va_start(args, fmt);
	vsnprintf(words, sizeof(words), fmt, args);
	va_end(args);
	return err_set(r->err, ERR_INPUT, "codebook: %s", words);
}

static const char *
text_of(const struct json *map, const char *key)
{
	const struct json *value = json_get(map, key);

	return value && value->type == JSON_STRING_ ? value->text : NULL;
}

static const struct json *
list_of(const struct json *map, const char *key)
{
	const struct json *value = json_get(map, key);

	return value && value->type == JSON_LIST ? value : NULL;
}

static bool
kind_read(const struct reading *r, const struct json *root)
{
	const char *kind = text_of(root, "canvass");

	if (!kind)
		return wrong(r, "this is none");
	return str_same(kind, KIND) ||
	       wrong(r,
		     "\"%.40s\" is not \"" KIND "\": another version of canvass wrote it",
		     kind);
}

/* The themes that the form has, as version 1 has them. */
static bool
form_themes(const struct reading *r, const struct json *themes, const struct form *form)
{
	const struct json *theme = themes->first;

	r->book->version = 1;
	for (size_t i = 0; i < form->theme_count; i++, theme = theme->next) {
		const char *id = theme ? text_of(theme, "id") : NULL;

		if (!id || !str_same(id, form->themes[i].id))
			return wrong(r,
				     "it is not of this form, whose theme %zu is \"%s\"",
				     i + 1, form->themes[i].id);
		r->book->themes[r->book->theme_count++] =
			(struct book_theme){ .id = arena_str(r->a, id),
					     .of_form = (int)i,
					     .under = -1,
					     .since = 1,
					     .into = -1 };
	}
	return true;
}

static bool
step_read(const struct reading *r, const struct json *from, struct book_step *out)
{
	const char *act = text_of(from, "act"), *theme = text_of(from, "theme"),
		   *others = text_of(from, "others"), *reason = text_of(from, "reason");
	size_t i = 0;

	while (act && i < BOOK__ACTS && !str_same(act, book_act_names[i]))
		i++;
	if (!act || !theme || !others || !reason || i == BOOK__ACTS)
		return wrong(r, "step %zu is none", r->book->step_count + 1);
	*out = (struct book_step){ .version = r->book->version + 1,
				   .act = (enum book_act)i,
				   .theme = arena_str(r->a, theme),
				   .others = arena_str(r->a, others),
				   .reason = arena_str(r->a, reason) };
	return book_text_good(reason, BOOK_TEXT, "the reason", r->err) &&
	       book_step_do(r->book, out, r->a, r->err);
}

static bool
steps_read(const struct reading *r, const struct json *steps)
{
	if (steps->count > BOOK_STEPS)
		return wrong(r, "%zu steps; at most %d", steps->count, BOOK_STEPS);
	r->book->steps = arena_array(r->a, struct book_step, steps->count + 1);
	for (const struct json *step = steps->first; step; step = step->next) {
		if (!step_read(r, step, &r->book->steps[r->book->step_count]))
			return err_add(r->err, "codebook, step %zu",
				       r->book->step_count + 1);
		r->book->step_count++;
	}
	return true;
}

/* Whether it is what a form says in one of its languages: then its own rules held for it. */
static bool
form_says(const struct text *text, const char *title)
{
	for (size_t i = 0; i < FORM_LANGUAGES; i++)
		if (text->in[i] && str_same(text->in[i], title))
			return true;
	return false;
}

static bool
words_read(const struct reading *r, const struct json *words, struct book_theme *theme)
{
	if (words->count > BOOK_WORDS)
		return wrong(r, "%zu words; at most %d", words->count, BOOK_WORDS);
	for (const struct json *word = words->first; word; word = word->next) {
		if (word->type != JSON_STRING_)
			return wrong(r, "a word is no text");
		if (!book_word_good(word->text, r->err))
			return false;
		theme->words[theme->word_count++] = arena_str(r->a, word->text);
	}
	return true;
}

static bool
theme_read(const struct reading *r, const struct json *from, const struct form *form,
	   struct book_theme *theme)
{
	const char *id = text_of(from, "id"), *title = text_of(from, "title"),
		   *definition = text_of(from, "definition");
	const struct json *words = list_of(from, "words");

	if (!id || !title || !definition || !words)
		return wrong(r, "it is none");
	if (!str_same(id, theme->id))
		return wrong(r, "\"%.40s\" stands where the steps make \"%s\"", id,
			     theme->id);
	if ((theme->of_form < 0 ||
	     !form_says(&form->themes[theme->of_form].title, title)) &&
	    !book_text_good(title, BOOK_TITLE, "the title", r->err))
		return false;
	if (*definition &&
	    !book_text_good(definition, BOOK_TEXT, "the definition", r->err))
		return false;
	theme->title = arena_str(r->a, title);
	theme->definition = arena_str(r->a, definition);
	return words_read(r, words, theme);
}

static bool
book_read(const struct reading *r, const struct json *root, const struct form *form)
{
	const struct json *themes = list_of(root, "themes"),
			  *steps = list_of(root, "steps"), *theme;
	size_t i = 0;

	if (!kind_read(r, root))
		return false;
	if (!themes || !steps)
		return wrong(r, "it has no list of themes, or of steps");
	if (!form_themes(r, themes, form) || !steps_read(r, steps))
		return false;
	if (themes->count != r->book->theme_count)
		return wrong(r, "%zu themes, where its steps make %zu", themes->count,
			     r->book->theme_count);
	for (theme = themes->first; theme; theme = theme->next, i++)
		if (!theme_read(r, theme, form, &r->book->themes[i]))
			return err_add(r->err, "codebook, theme %zu", i + 1);
	return true;
}

struct codebook *
codebook_read(const char *text, size_t len, const struct form *form, struct arena *a,
	      struct err *err)
{
	struct codebook *book = arena_one(a, struct codebook);
	const struct reading r = { .book = book, .a = a, .err = err };
	struct arena *scratch = arena_new(0);
	const struct json *root = json_parse(text, len, scratch, err);
	SCOPED(buf) again = { 0 };
	bool good;

	if (root) {
		good = book_read(&r, root, form);
	} else {
		good = err_add(err, "codebook");
	}
	arena_free(scratch);
	if (!good)
		return NULL;
	codebook_write(book, &again);
	if (again.len == len && !memcmp(again.data, text, len))
		return book;
	wrong(&r, "it is not written as canvass writes one: somebody has edited it");
	return NULL;
}
