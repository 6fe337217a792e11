/*
 * How decisions of coders are checked and kept.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/cmd_code.h"

enum { TRIES = 5 };	   /* before somebody else's writing stops us */
enum { LOCKED_MS = 2000 }; /* who waited so long was locked out, not overtaken */

bool
code_overtaken(uint64_t since, enum err_code why)
{
	return why == ERR_BUSY && clock_ms() - since < LOCKED_MS;
}

static bool
theme_unknown(const struct codebook *book, uint64_t may, const char *id, struct err *err)
{
	const char *names[BOOK_THEMES + 1], *near;
	size_t count = 0;

	for (size_t i = 0; i < book->theme_count; i++)
		if (may >> i & 1)
			names[count++] = book->themes[i].id;
	names[count++] = "none";
	near = str_nearest(id, names, count);
	if (near)
		return err_set(err, ERR_INPUT,
			       "there is no theme \"%.40s\"; did you mean \"%s\"?", id,
			       near);
	return err_set(err, ERR_INPUT,
		       "there is no theme \"%.40s\"; code book shows them all", id);
}

/* Whether a theme of the book can be given to a comment. */
static bool
theme_fits(const struct code_work *w, const struct comment *c, int theme, uint64_t may,
	   struct err *err)
{
	const struct codebook *book = w->codes.book;
	const struct book_theme *t = &book->themes[theme];
	int now = codebook_now(book, theme);

	if (may >> theme & 1)
		return true;
	if (t->until && now >= 0)
		return err_set(err, ERR_INPUT,
			       "\"%s\" was merged into \"%s\" in version %u: write that",
			       t->id, book->themes[now].id, t->until);
	if (t->until)
		return err_set(
			err, ERR_INPUT,
			"\"%s\" was split in version %u: write one of its parts, as "
			"code book shows them",
			t->id, t->until);
	return err_set(err, ERR_INPUT, "answers to \"%s\" cannot carry \"%s\"",
		       w->of.form->questions[c->question].id, t->id);
}

bool
code_themes(const struct code_work *w, const struct comment *c, const char *const *ids,
	    size_t count, uint64_t *out, struct err *err)
{
	const struct codebook *book = w->codes.book;
	uint64_t may = code_may(w, c), bits = 0;

	for (size_t i = 0; i < count; i++) {
		int theme = codebook_theme(book, ids[i]);

		if (theme < 0)
			return theme_unknown(book, may, ids[i], err);
		if (!theme_fits(w, c, theme, may, err))
			return false;
		bits |= (uint64_t)1 << theme;
	}
	*out = bits;
	return true;
}

/*
 * What was told was what both agreed on, or what was settled, or what the first said: none of these
 * may become another.  What the second had not coded then counts for nothing that was told.
 */
static bool
told_stays(const struct code_work *w, const struct comment *c, uint64_t themes)
{
	const struct codebook *book = w->codes.book;
	const struct coding *stood = code_mine(w, c);
	uint32_t told = code_told(w, c);

	if (!stood && w->coder == CODER_SETTLED)
		stood = coding_find(&w->codes.by[CODER_FIRST], c->name);
	return !told || !stood ||
	       !((codebook_form_bits(book, stood->themes) ^
		  codebook_form_bits(book, themes)) &
		 told);
}

bool
code_allowed(const struct code_work *w, const struct comment *c, uint64_t themes,
	     struct err *err)
{
	const struct coding *first, *second;

	if (w->coder == CODER_SETTLED) {
		if (!code_in_sample(w, c))
			return err_set(err, ERR_INPUT,
				       "only the sample is coded by both: there is "
				       "nothing to settle");
		code_differ(w, c, &first, &second);
		if (!first || !second)
			return err_set(err, ERR_INPUT,
				       "it is not coded by both yet: there is nothing to "
				       "settle");
	}
	return told_stays(w, c, themes) ||
	       err_set(err, ERR_INPUT,
		       "a release has told the strength of its themes: they stand, and "
		       "cannot be changed");
}

struct coding
code_decision(const struct code_work *w, const struct comment *c, uint64_t themes)
{
	struct coding one = { .version = w->codes.book->version, .themes = themes };

	memcpy(one.name, c->name, sizeof(one.name));
	return one;
}

/*
 * Codings and notes into an arena of their own, and the one before it away: whoever codes for hours
 * must not fill the memory with what each decision left behind.
 */
static void
keep_only_these(struct code_work *w)
{
	struct arena *a = arena_new(0);

	for (int i = 0; i < CODER__COUNT; i++) {
		struct codings *c = &w->codes.by[i];
		struct coding *items = arena_array(a, struct coding, c->count + 1);

		if (c->count)
			memcpy(items, c->items, c->count * sizeof(*items));
		c->items = items;
	}
	for (int i = 0; i < NOTE__COUNT; i++) {
		struct code_sealed *note = &w->codes.notes[i];

		if (note->bytes)
			note->bytes = (const unsigned char *)arena_copy(a, note->bytes,
									note->len);
	}
	arena_free(w->kept);
	w->kept = a;
}

/* Our decisions into what is there now. */
static bool
put_all(struct code_work *w, const struct coding *many, size_t count, struct arena *a,
	struct err *err)
{
	const struct codebook *book = w->codes.book;

	for (size_t i = 0; i < count; i++)
		if (many[i].version > book->version ||
		    many[i].themes >> book->theme_count)
			return err_set(err, ERR_INPUT,
				       "the codebook of %s is an older one than a moment "
				       "ago: somebody brought it back",
				       w->of.survey.name);
	codings_join(&w->codes.by[w->coder], many, count, a);
	return w->codes.by[w->coder].count <= CODINGS_MOST ||
	       err_set(err, ERR_INPUT, "more than %d codings of one coder", CODINGS_MOST);
}

/* *out_again: somebody else wrote meanwhile, and what is there now has been read. */
static bool
keep_once(struct code_work *w, const struct coding *many, size_t count, struct arena *a,
	  bool *out_again, struct err *err)
{
	unsigned note = 1u << (NOTE_FIRST + w->coder);
	const struct quote_work *of = &w->of;
	const struct codings was = w->codes.by[w->coder];
	struct err why = { .code = ERR_NONE };
	uint64_t since = clock_ms();

	*out_again = false;
	if (!put_all(w, many, count, a, err)) {
		w->codes.by[w->coder] = was;
		return false;
	}
	if (codes_write(&w->place, &of->survey, of->key, &w->codes, note, a, &why)) {
		keep_only_these(w);
		return true;
	}
	w->codes.by[w->coder] = was;
	*out_again = code_overtaken(since, why.code) &&
		     codes_read(&w->place, &of->survey, of->form, of->key, &w->codes,
				w->arena, &why);
	return err_set(err, why.code, "%s", why.text);
}

bool
code_keep(struct code_work *w, const struct coding *many, size_t count, struct err *err)
{
	bool good = !count, again = true;

	for (int tries = 0; !good && again && tries < TRIES; tries++) {
		struct arena *a = arena_new(0);

		good = keep_once(w, many, count, a, &again, err);
		arena_free(a);
	}
	return good;
}
