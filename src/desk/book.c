/*
 * The codebook: themes, their definitions and words, how it came to be, and each change of it with
 * a reason.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/coding.h"
#include "desk/surveys.h"

/* ---- as it stands -------------------------------------------------------------------------- */

static void
put_theme(struct html *h, const struct codebook *book, const struct book_theme *t,
	  bool words)
{
	html_lit(h, "<li><b>");
	html_text(h, t->title);
	html_lit(h, "</b> <code>");
	html_text(h, t->id);
	html_lit(h, "</code>");
	if (t->until && t->into >= 0) {
		html_lit(h, " <span class=\"hint\">merged into ");
		html_text(h, book->themes[t->into].title);
		html_lit(h, "</span>");
	} else if (t->until) {
		html_lit(h, " <span class=\"hint\">split into its parts</span>");
	} else if (code_by_itself(book, (size_t)(t - book->themes))) {
		html_lit(
			h,
			" <span class=\"hint\">found: named in a release, without a number"
			"</span>");
	}
	if (*t->definition) {
		html_lit(h, "<br>");
		html_text(h, t->definition);
	}
	if (!words || !t->word_count)
		return;
	html_lit(h, "<br><small>Words: ");
	for (size_t i = 0; i < t->word_count; i++) {
		html_text(h, i ? ", " : "");
		html_text(h, t->words[i]);
	}
	html_lit(h, "</small>");
}

/* words: those that suggest a theme, which the second coder is not shown. */
static void
put_themes(struct html *h, const struct codebook *book, int under, bool words)
{
	bool any = false;

	for (size_t i = 0; i < book->theme_count; i++) {
		if (book->themes[i].under != under)
			continue;
		if (!any)
			html_lit(h, "\n<ul>\n");
		any = true;
		put_theme(h, book, &book->themes[i], words);
		put_themes(h, book, (int)i, words);
		html_lit(h, "</li>\n");
	}
	if (any)
		html_lit(h, "</ul>\n");
}

static void
put_steps(struct desk_visit *v, const struct codebook *book)
{
	static const char *const heads[] = { "Version", "Change", "Why" };
	struct html *h = v->body;

	if (!book->step_count) {
		html_lit(h, "<p>It is as the form says: nothing has been changed.</p>\n");
		return;
	}
	desk_table(v, "Changes", heads, ARRAY_LEN(heads));
	for (size_t i = book->step_count; i-- > 0;) {
		const struct book_step *s = &book->steps[i];

		html_lit(h, "<tr><th scope=\"row\">");
		html_num(h, (long)s->version);
		html_lit(h, "</th><td>");
		html_text(h, book_act_names[s->act]);
		html_lit(h, " ");
		html_text(h, s->theme);
		html_text(h, *s->others ? ", " : "");
		html_text(h, s->others);
		html_lit(h, "</td><td>");
		html_text(h, s->reason);
		html_lit(h, "</td></tr>\n");
	}
	desk_table_end(v);
}

/* Of one's own codings alone: the other's are none of a coder's business. */
static void
put_stale(struct coding_visit *cv)
{
	size_t stale = code_stale(&cv->w, cv->w.coder);
	struct html *h = cv->v->body;

	if (!stale)
		return;
	html_lit(h, "<p>");
	part_how_many(h, stale, "comment that you coded needs",
		      "comments that you coded need");
	html_lit(h, " another look: a theme was changed since. ");
	desk_link(cv->v, desk_path(cv->v, "/surveys/:/coding", cv->survey),
		  "Go to the comments");
	html_lit(h, "</p>\n");
}

/* ---- changing it --------------------------------------------------------------------------- */

enum book_field {
	F_THEME,
	F_NEW,
	F_TITLE,
	F_DEFINITION,
	F_UNDER,
	F_INTO,
	F_WORDS,
	F_PARTS
};
#define HAS(field) (1u << (field))

/* In the order of enum book_act. */
static const struct {
	const char *heading;
	unsigned fields;
} acts[BOOK__ACTS] = {
	[BOOK_ADD] = { "Add a theme", HAS(F_NEW) | HAS(F_TITLE) | HAS(F_DEFINITION) |
					      HAS(F_UNDER) | HAS(F_WORDS) },
	[BOOK_DEFINE] = { "Define a theme anew", HAS(F_THEME) | HAS(F_DEFINITION) },
	[BOOK_TITLED] = { "Rename a theme", HAS(F_THEME) | HAS(F_TITLE) },
	[BOOK_WORDED] = { "Change the words that suggest a theme",
			  HAS(F_THEME) | HAS(F_WORDS) },
	[BOOK_MERGE] = { "Merge a theme into another", HAS(F_THEME) | HAS(F_INTO) },
	[BOOK_SPLIT] = { "Split a theme into parts", HAS(F_THEME) | HAS(F_PARTS) },
};

struct changing {
	struct desk_visit *v;
	const struct codebook *book;
	int act; /* that was posted and did not do; -1: none */
};

static const char *
kept(const struct changing *c, int act, const char *name)
{
	return act == c->act ? visit_field(c->v, name) : "";
}

static void
put_select(const struct changing *c, int act, const char *name, const char *label,
	   const char *none)
{
	const char *chosen = kept(c, act, name);
	struct html *h = c->v->body;

	html_lit(h, "<p class=\"field\"><label>");
	html_text(h, label);
	html_lit(h, "<br><select");
	html_attr(h, "name", name);
	html_lit(h, ">\n");
	if (none) {
		html_lit(h, "<option value=\"\">");
		html_text(h, none);
		html_lit(h, "</option>\n");
	}
	for (size_t i = 0; i < c->book->theme_count; i++) {
		const struct book_theme *t = &c->book->themes[i];

		if (t->until)
			continue;
		html_lit(h, "<option");
		html_attr(h, "value", t->id);
		if (str_same(chosen, t->id))
			html_lit(h, " selected");
		html_lit(h, ">");
		html_text(h, t->title);
		html_lit(h, "</option>\n");
	}
	html_lit(h, "</select></label></p>\n");
}

/* Opens a field: its label, and the hint below it. */
static void
put_label(struct html *h, const char *label, const char *hint)
{
	html_lit(h, "<p class=\"field\"><label>");
	html_text(h, label);
	if (*hint) {
		html_lit(h, "<br><span class=\"hint\">");
		html_text(h, hint);
		html_lit(h, "</span>");
	}
}

static void
put_input(const struct changing *c, int act, const char *name, const char *label,
	  const char *hint)
{
	struct html *h = c->v->body;

	put_label(h, label, hint);
	html_lit(h, "<br><input type=\"text\" autocomplete=\"off\"");
	html_attr(h, "name", name);
	html_attr(h, "value", kept(c, act, name));
	html_lit(h, "></label></p>\n");
}

static void
put_area(const struct changing *c, int act, const char *name, const char *label,
	 const char *hint)
{
	struct html *h = c->v->body;

	put_label(h, label, hint);
	html_lit(h, "<br><textarea rows=\"3\"");
	html_attr(h, "name", name);
	/* A parser drops one line end behind the tag. */
	html_lit(h, ">\n");
	html_text(h, kept(c, act, name));
	html_lit(h, "</textarea></label></p>\n");
}

static void
put_fields(const struct changing *c, int act)
{
	unsigned fields = acts[act].fields;

	if (fields & HAS(F_THEME))
		put_select(c, act, "theme", "Theme", NULL);
	if (fields & HAS(F_NEW))
		put_input(c, act, "theme", "Its short name",
			  "Small letters, digits and _, beginning with a letter. It is "
			  "never used again.");
	if (fields & HAS(F_TITLE))
		put_input(c, act, "title", "Title",
			  "It may stand in a report, so it must name nobody.");
	if (fields & HAS(F_DEFINITION))
		put_area(c, act, "definition", "Definition",
			 "When a comment carries it, and when not.");
	if (fields & HAS(F_UNDER))
		put_select(c, act, "under", "A part of", "no theme: it stands by itself");
	if (fields & HAS(F_INTO))
		put_select(c, act, "into", "Into", NULL);
	if (fields & HAS(F_WORDS))
		put_input(
			c, act, "words", "Words that suggest it",
			"With commas between: supervis*, sick leave, /back to (work|duty)/");
	if (fields & HAS(F_PARTS))
		put_area(
			c, act, "parts", "Parts, one a line",
			"The short name of a part that is there, or name=Title for a new "
			"one.");
	put_input(c, act, "reason", "Why", "Each change is kept with its reason.");
}

static void
put_change(const struct changing *c, int act)
{
	struct desk_visit *v = c->v;
	struct html *h = v->body;

	html_lit(h, "<details");
	if (act == c->act)
		html_lit(h, " open");
	html_lit(h, ">\n<summary>");
	html_text(h, acts[act].heading);
	html_lit(h, "</summary>\n");
	desk_form(v, desk_path(v, "/surveys/:/codebook", v->part[0]));
	put_fields(c, act);
	html_lit(h, "<p>");
	desk_button(v, "act", book_act_names[act], acts[act].heading);
	html_lit(h, "</p>\n");
	desk_form_end(v);
	html_lit(h, "</details>\n");
}

/* ---- the pages ----------------------------------------------------------------------------- */

static struct console_reply *
book_page(struct coding_visit *cv, unsigned status, int act, const char *problem)
{
	struct desk_visit *v = cv->v;
	const struct codebook *book = cv->w.codes.book;
	struct changing c = { .v = v, .book = book, .act = act };
	struct html *h = v->body;

	part_places(cv, "codebook");
	if (problem)
		part_error(h, problem, NULL);
	html_lit(h, "<p>Version ");
	html_num(h, (long)book->version);
	html_lit(
		h,
		". A part counts for its theme. A theme that was found only now is named "
		"in a report, without a number.</p>\n");
	put_stale(cv);
	put_themes(h, book, -1, desk_may(v, MAY_EVALUATE));
	html_lit(h, "<h2>How it came to be</h2>\n");
	put_steps(v, book);
	if (desk_may(v, MAY_EVALUATE)) {
		html_lit(h, "<h2>Change it</h2>\n");
		for (int i = 0; i < BOOK__ACTS; i++)
			put_change(&c, i);
	} else {
		html_lit(h, "<p>An evaluator can change it: agree on it first.</p>\n");
	}
	return desk_page(v, status, arena_printf(v->arena, "Codebook of %s", cv->survey));
}

struct console_reply *
desk_codebook(struct desk_visit *v)
{
	struct coding_visit cv;
	struct console_reply *reply = coding_begin(v, NEEDS_BOOK, &cv);

	return reply ? reply : coding_end(&cv, book_page(&cv, 200, -1, NULL));
}

/* "parts", one a line. */
static bool
parts_read(const char *text, struct book_change *c, struct arena *a, struct err *err)
{
	while (*text) {
		size_t len = strcspn(text, "\r\n"), shown = len;

		while (shown && text[shown - 1] == ' ')
			shown--;
		if (shown && c->part_count == ARRAY_LEN(c->parts))
			return err_set(err, ERR_INPUT, "There are more than %zu parts",
				       ARRAY_LEN(c->parts));
		if (shown)
			c->parts[c->part_count++] = arena_copy(a, text, shown);
		text += len + strspn(text + len, "\r\n ");
	}
	return true;
}

/* What a field of this change says, on one line; NULL: nothing. */
static const char *
said(const struct desk_visit *v, int act, enum book_field field, const char *name)
{
	const char *value = acts[act].fields & HAS(field) ? visit_field(v, name) : "";
	char *line = arena_str(v->arena, value);
	bool lines = field == F_PARTS;

	for (char *at = line; *at; at++)
		if ((*at == '\r' || *at == '\n') && !lines)
			*at = ' ';
	return *line ? line : NULL;
}

static bool
change_read(struct coding_visit *cv, int act, struct book_change *out, struct err *err)
{
	const struct desk_visit *v = cv->v;
	const char *words = said(v, act, F_WORDS, "words"),
		   *parts = said(v, act, F_PARTS, "parts");

	*out = (struct book_change){ .act = (enum book_act)act,
				     .theme = visit_field(v, "theme"),
				     .title = said(v, act, F_TITLE, "title"),
				     .definition =
					     said(v, act, F_DEFINITION, "definition"),
				     .under = said(v, act, F_UNDER, "under"),
				     .into = said(v, act, F_INTO, "into"),
				     .reason = visit_field(v, "reason") };
	if (quote_blank(out->reason, strlen(out->reason)))
		return err_set(err, ERR_INPUT, "Say why the codebook changes");
	if (str_same(out->theme, "none"))
		return err_set(err, ERR_INPUT,
			       "\"none\" means none of these, and can be no theme");
	if (words)
		book_words_split(words, out, cv->arena);
	return !parts || parts_read(parts, out, cv->arena, err);
}

struct console_reply *
desk_codebook_change(struct desk_visit *v)
{
	const char *name = visit_field(v, "act");
	struct err err = { .code = ERR_NONE };
	struct book_change change;
	struct coding_visit cv;
	struct console_reply *reply;
	int act = 0;

	while (act < BOOK__ACTS && !str_same(name, book_act_names[act]))
		act++;
	if (act == BOOK__ACTS)
		return desk_refused(v, 422,
				    "The form did not say what is to be changed. Go back "
				    "and use one of its buttons.");
	reply = coding_begin(v, NEEDS_BOOK, &cv);
	if (reply)
		return reply;
	if (change_read(&cv, act, &change, &err) &&
	    code_book_change(&cv.w, &change, &err)) {
		const char *version =
			arena_printf(v->arena, "version %u", cv.w.codes.book->version);

		if (!desk_act(v, "codebook changed", cv.survey, version, &err))
			return coding_end(&cv, desk_failed(v, &err));
		return coding_end(
			&cv, desk_moved(v, "The codebook has a new version.", "%s",
					desk_path(v, "/surveys/:/codebook", cv.survey)));
	}
	if (err.code == ERR_BUSY)
		return coding_end(
			&cv, book_page(&cv, 503, act,
				       "Somebody else was writing just now. Nothing is "
				       "lost: what you typed still stands here. Send "
				       "it again"));
	if (err.code != ERR_INPUT)
		return coding_end(&cv, desk_failed(v, &err));
	return coding_end(&cv, book_page(&cv, 422, act, err.text));
}
