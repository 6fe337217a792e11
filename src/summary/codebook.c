/*
 * The codebook and what may be done to it.  A change never takes anything away: a theme that was
 * merged or split keeps its place and its id, since codings name it; and what a theme counts for
 * among the form's themes never changes, since its strength may have been told.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/codebook.h"

const char *const book_act_names[BOOK__ACTS] = { "add",	  "define", "title",
						 "words", "merge",  "split" };

/* ---- asking ---------------------------------------------------------------------- */

int
codebook_theme(const struct codebook *book, const char *id)
{
	for (size_t i = 0; i < book->theme_count; i++)
		if (str_same(book->themes[i].id, id))
			return (int)i;
	return -1;
}

int
codebook_now(const struct codebook *book, int theme)
{
	while (theme >= 0 && book->themes[theme].until)
		theme = book->themes[theme].into;
	return theme;
}

uint64_t
codebook_now_bits(const struct codebook *book, uint64_t themes)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < book->theme_count; i++) {
		int now;

		if (!(themes >> i & 1))
			continue;
		/* Merged, and then split: that which was split. */
		for (now = (int)i;
		     book->themes[now].until && book->themes[now].into >= 0;)
			now = book->themes[now].into;
		bits |= (uint64_t)1 << now;
	}
	return bits;
}

/* Whose part it is at the top: a theme of the form, or one that stands by itself. */
static int
theme_top(const struct codebook *book, int theme)
{
	while (book->themes[theme].under >= 0)
		theme = book->themes[theme].under;
	return theme;
}

static int
theme_of_form(const struct codebook *book, int theme)
{
	return book->themes[theme_top(book, theme)].of_form;
}

uint32_t
codebook_form_bits(const struct codebook *book, uint64_t themes)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < book->theme_count; i++) {
		int of_form = themes >> i & 1 ? theme_of_form(book, (int)i) : -1;

		if (of_form >= 0)
			bits |= (uint32_t)1 << of_form;
	}
	return bits;
}

bool
codebook_stale(const struct codebook *book, unsigned version, uint64_t themes)
{
	for (size_t i = 0; i < book->step_count; i++) {
		const struct book_step *step = &book->steps[i];
		int theme = codebook_theme(book, step->theme);

		if (step->version <= version || theme < 0 || !(themes >> theme & 1))
			continue;
		if (step->act == BOOK_SPLIT || step->act == BOOK_DEFINE)
			return true;
		if (step->act != BOOK_MERGE)
			continue;
		if (theme_of_form(book, theme) !=
		    theme_of_form(book, book->themes[theme].into))
			return true;
		/* What happens to that one later is no less a matter of this coding. */
		themes |= (uint64_t)1 << book->themes[theme].into;
	}
	return false;
}

/* ---- what people write in it ------------------------------------------------------- */

/* A control character, the end of a line, or one that turns the direction of what follows. */
static bool
unwanted(uint32_t point)
{
	return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 ||
	       point == 0x2029 || (point >= 0x202a && point <= 0x202e) ||
	       (point >= 0x2066 && point <= 0x2069);
}

bool
book_text_good(const char *text, size_t most, const char *what, struct err *err)
{
	const char *end = text + strlen(text), *next;
	bool blank = true;

	if (!utf8_valid(text, (size_t)(end - text)))
		return err_set(err, ERR_INPUT, "%s is not UTF-8 text", what);
	if (utf8_count(text, (size_t)(end - text)) > most)
		return err_set(err, ERR_INPUT, "%s has more than %zu characters", what,
			       most);
	for (const char *p = text; p < end; p = next) {
		uint32_t point = utf8_next(p, end, &next);

		if (unwanted(point))
			return err_set(
				err, ERR_INPUT,
				"%s holds a control character: write one line of text",
				what);
		blank = blank && (utf8_is_blank(point) || utf8_is_hidden(point));
	}
	return !blank || err_set(err, ERR_INPUT, "%s is empty", what);
}

bool
book_word_good(const char *word, struct err *err)
{
	if (!book_text_good(word, WORD_MOST, "a word", err))
		return false;
	return *word != '/' || (strlen(word) > 2 && word[strlen(word) - 1] == '/') ||
	       err_set(err, ERR_INPUT,
		       "a pattern stands between two slashes: \"/back to work/\", not \"%.80s\"",
		       word);
}

const char *
book_pattern(const char *word, struct arena *a)
{
	size_t len = strlen(word);

	return *word == '/' && len > 2 && word[len - 1] == '/'
		       ? arena_copy(a, word + 1, len - 2)
		       : NULL;
}

/* ---- steps --------------------------------------------------------------------------- */

/* A theme that is there and in use; -1 and what is wrong. */
static int
theme_in_use(const struct codebook *book, const char *id, struct err *err)
{
	int theme = codebook_theme(book, id), into;
	const char *ids[BOOK_THEMES], *near;
	size_t count = 0;

	if (theme < 0) {
		for (size_t i = 0; i < book->theme_count; i++)
			if (!book->themes[i].until)
				ids[count++] = book->themes[i].id;
		near = str_nearest(id, ids, count);
		err_set(err, ERR_INPUT, "there is no theme \"%.40s\"%s%s%s", id,
			near ? "; did you mean \"" : "", near ? near : "",
			near ? "\"?" : "");
		return -1;
	}
	if (!book->themes[theme].until)
		return theme;
	into = book->themes[theme].into;
	if (into < 0)
		err_set(err, ERR_INPUT,
			"\"%s\" was split in version %u: name one of its parts", id,
			book->themes[theme].until);
	else
		err_set(err, ERR_INPUT,
			"\"%s\" was merged into \"%s\" in version %u: name that", id,
			book->themes[into].id, book->themes[theme].until);
	return -1;
}

/* A new theme without words or title; -1 and what is wrong. */
static int
theme_make(struct codebook *book, const char *id, int under, struct arena *a,
	   struct err *err)
{
	struct book_theme *theme = &book->themes[book->theme_count];

	/* "none" stands for "none of these" wherever codings are written. */
	if (!form_id_good(id) || str_same(id, "none")) {
		err_set(err, ERR_INPUT,
			"\"%.40s\" cannot be an id: small letters, digits and _, a letter "
			"first, 32 at most, and no word of the language",
			id);
		return -1;
	}
	if (codebook_theme(book, id) >= 0) {
		err_set(err, ERR_INPUT,
			"the id \"%s\" was used before, and none is used again: take another",
			id);
		return -1;
	}
	if (book->theme_count >= BOOK_THEMES) {
		err_set(err, ERR_INPUT,
			"a codebook holds %d themes in all its versions, and this one is full",
			BOOK_THEMES);
		return -1;
	}
	*theme = (struct book_theme){ .id = arena_str(a, id),
				      .title = "",
				      .definition = "",
				      .under = under,
				      .of_form = -1,
				      .since = book->version,
				      .into = -1 };
	return (int)book->theme_count++;
}

static bool
may_end(const struct codebook *book, int theme, const char *how, struct err *err)
{
	const struct book_theme *t = &book->themes[theme];

	return t->of_form < 0 ||
	       err_set(err, ERR_INPUT,
		       "\"%s\" is a theme of the form, and stays: it cannot be %s; add parts "
		       "beneath it instead",
		       t->id, how);
}

/* Parts of a theme that ends go beneath another, which counts for the same theme of the form. */
static void
parts_move(struct codebook *book, int from, int to)
{
	for (size_t i = 0; i < book->theme_count; i++)
		if (!book->themes[i].until && book->themes[i].under == from)
			book->themes[i].under = to;
}

static bool
has_parts(const struct codebook *book, int theme)
{
	for (size_t i = 0; i < book->theme_count; i++)
		if (!book->themes[i].until && book->themes[i].under == theme)
			return true;
	return false;
}

static bool
step_add(struct codebook *book, const struct book_step *step, struct arena *a,
	 struct err *err)
{
	int under = -1;

	if (*step->others) {
		under = theme_in_use(book, step->others, err);
		if (under < 0)
			return false;
	}
	return theme_make(book, step->theme, under, a, err) >= 0;
}

static bool
step_merge(struct codebook *book, int theme, const struct book_step *step,
	   struct err *err)
{
	int into = theme_in_use(book, step->others, err);

	if (into < 0 || !may_end(book, theme, "merged", err))
		return false;
	if (into == theme)
		return err_set(err, ERR_INPUT, "\"%s\" cannot be merged into itself",
			       step->theme);
	for (int up = book->themes[into].under; up >= 0; up = book->themes[up].under)
		if (up == theme)
			return err_set(
				err, ERR_INPUT,
				"\"%s\" is a part of \"%s\": merge it the other way round",
				step->others, step->theme);
	if (has_parts(book, theme) &&
	    theme_of_form(book, theme) != theme_of_form(book, into))
		return err_set(
			err, ERR_INPUT,
			"\"%s\" has parts, and \"%s\" belongs elsewhere: merge or split "
			"the parts first",
			step->theme, step->others);
	book->themes[theme].until = book->version;
	book->themes[theme].into = into;
	parts_move(book, theme, into);
	return true;
}

/* One part of a split: there, or made beside what is split. */
static bool
part_take(struct codebook *book, int theme, const char *id, uint64_t *parts,
	  struct arena *a, struct err *err)
{
	int part = codebook_theme(book, id);

	if (part == theme)
		return err_set(
			err, ERR_INPUT,
			"\"%s\" cannot be a part of itself: give the part another id",
			id);
	part = part >= 0 ? theme_in_use(book, id, err)
			 : theme_make(book, id, book->themes[theme].under, a, err);
	if (part < 0)
		return false;
	if (*parts >> part & 1)
		return err_set(err, ERR_INPUT, "the part \"%s\" stands there twice", id);
	*parts |= (uint64_t)1 << part;
	return true;
}

static bool
step_split(struct codebook *book, int theme, const struct book_step *step,
	   struct arena *a, struct err *err)
{
	uint64_t parts = 0;
	size_t count = 0;

	if (!may_end(book, theme, "split", err))
		return false;
	for (const char *at = step->others; at; count++) {
		const char *comma = strchr(at, ',');
		size_t len = comma ? (size_t)(comma - at) : strlen(at);

		if (!part_take(book, theme, arena_copy(a, at, len), &parts, a, err))
			return false;
		at = comma ? comma + 1 : NULL;
	}
	if (count < 2 || count > BOOK_PARTS)
		return err_set(err, ERR_INPUT,
			       "a theme is split into two to %d parts; for one, merge it",
			       BOOK_PARTS);
	book->themes[theme].until = book->version;
	parts_move(book, theme, book->themes[theme].under);
	return true;
}

bool
book_step_do(struct codebook *book, const struct book_step *step, struct arena *a,
	     struct err *err)
{
	int theme = -1;

	book->version++;
	if (step->act != BOOK_ADD) {
		theme = theme_in_use(book, step->theme, err);
		if (theme < 0)
			return false;
	}
	switch (step->act) {
	case BOOK_ADD:
		return step_add(book, step, a, err);
	case BOOK_MERGE:
		return step_merge(book, theme, step, err);
	case BOOK_SPLIT:
		return step_split(book, theme, step, a, err);
	case BOOK_DEFINE:
	case BOOK_TITLED:
	case BOOK_WORDED:
		return !*step->others ||
		       err_set(err, ERR_INPUT, "\"%s\" names no other theme",
			       book_act_names[step->act]);
	case BOOK__ACTS:
		break;
	}
	die("book_step_do: no such act");
}
