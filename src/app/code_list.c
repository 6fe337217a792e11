/*
 * canvass code SURVEY suggest, next, sheet: comments for those who code them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "app/cmd_code.h"
#include "out/out.h"

enum {
	CANDIDATES = 40,      /* terms that no theme covers, at most */
	CANDIDATE_PEOPLE = 3, /* who used one, at least */
};

/* ---- suggest ------------------------------------------------------------------------------ */

/* Each theme and word once. */
static bool
said_before(const struct suggestion *list, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (list[i].theme == list[at].theme &&
		    str_same(list[i].word, list[at].word))
			return true;
	return false;
}

static void
put_suggested(struct buf *out, struct code_work *w, const struct comment *c,
	      const char *text)
{
	const struct codebook *book = w->codes.book;
	struct arena *a = arena_new(0);
	struct suggestion *list;
	const char *between = "";
	size_t count;
	uint64_t themes = code_suggested(w, c, text, &list, &count, a);
	bool readable = code_readable(w);

	if (readable) {
		char name[QUOTE_SHOWN];

		quote_show(c->name, name);
		buf_printf(out, "%s  ", name);
		if (themes)
			put_theme_words(out, book, themes);
		buf_printf(out, "%s\n  %s\n\n", themes ? "" : "-", text);
		arena_free(a);
		return;
	}
	buf_putc(out, '{');
	put_comment(out, w, c, text);
	buf_puts(out, ", \"themes\": ");
	if (themes)
		put_theme_list(out, book, themes);
	buf_printf(out, "%s, \"why\": [", themes ? "" : "[]");
	for (size_t i = 0; i < count; i++) {
		if (said_before(list, i))
			continue;
		buf_printf(out, "%s{\"theme\": ", between);
		json_put(out, book->themes[list[i].theme].id);
		buf_puts(out, ", \"word\": ");
		json_put(out, list[i].word);
		buf_putc(out, '}');
		between = ", ";
	}
	buf_puts(out, "]}\n");
	arena_free(a);
}

static void
put_candidates(struct buf *out, const struct code_work *w, const char **terms,
	       size_t count)
{
	bool readable = code_readable(w);

	buf_puts(out, readable ? "terms that no theme covers: " : "{\"candidates\": [");
	for (size_t i = 0; i < count; i++) {
		buf_puts(out, i ? ", " : "");
		if (readable)
			buf_puts(out, terms[i]);
		else
			json_put(out, terms[i]);
	}
	buf_puts(out, readable ? count ? "\n" : "none\n" : "]}\n");
}

static void
tell_wordless(const struct code_work *w)
{
	const struct codebook *book = w->codes.book;

	for (size_t i = 0; i < book->theme_count; i++)
		if (!book->themes[i].until && book->themes[i].word_count)
			return;
	say("no theme has words that could suggest it: canvass code %s book words THEME "
	    "--words LIST --reason WHY",
	    w->of.survey.name);
}

bool
code_suggest(struct code_work *w, struct err *err)
{
	struct term_text *texts = arena_array(w->arena, struct term_text, w->count + 1);
	const char *language = w->of.form->languages[0], **terms;
	struct buf out;
	size_t count;

	if (!code_suggests(w, err))
		return false;
	buf_init(&out, 0);
	for (size_t i = 0; i < w->count; i++) {
		const struct comment *c = w->by_name[i];
		const char *text = code_text(w, c, w->arena);

		texts[i] = (struct term_text){ .text = text,
					       .len = strlen(text),
					       .person = c->person,
					       .question = c->question,
					       .may = c->themes,
					       .asked = code_asked(w, c) };
		put_suggested(&out, w, c, text);
	}
	terms = candidate_terms(w->suggester, texts, w->count, language, CANDIDATE_PEOPLE,
				CANDIDATES, &count, w->arena);
	put_candidates(&out, w, terms, count);
	tell_wordless(w);
	return code_out(&out, err);
}

/* ---- next ----------------------------------------------------------------------------------- */

/* A coder's line, with an empty list of themes to be filled in. */
static void
put_line(struct buf *out, struct code_work *w, const struct comment *c)
{
	struct arena *a = arena_new(0);
	const char *text = code_text(w, c, a);
	const struct coding *mine = code_mine(w, c);
	uint64_t suggested = code_suggested(w, c, text, NULL, NULL, a);

	buf_putc(out, '{');
	put_comment(out, w, c, text);
	if (w->suggester && suggested) {
		buf_puts(out, ", \"suggested\": ");
		put_theme_list(out, w->codes.book, suggested);
	} else if (w->suggester) {
		buf_puts(out, ", \"suggested\": []");
	}
	if (mine) {
		buf_puts(out, ", \"before\": ");
		put_theme_list(out, w->codes.book, mine->themes);
	}
	buf_puts(out, ", \"themes\": []}\n");
	arena_free(a);
}

static void
tell_done(const struct code_work *w)
{
	if (!w->count)
		return;
	say("the %s coder has coded all %s", coder_names[w->coder],
	    w->coder == CODER_SECOND ? "of the sample that both code" : "comments");
}

bool
code_next(struct code_work *w, struct err *err)
{
	struct buf out;
	size_t count;
	const struct comment **list = code_list(w, false, &count);

	if (!code_suggests(w, err))
		return false;
	if (!count) {
		tell_done(w);
		return true;
	}
	if (code_readable(w) && on_terminal(STDIN_FILENO))
		return code_talk(w, list, count, err);
	buf_init(&out, 0);
	put_line(&out, w, list[0]);
	return code_out(&out, err);
}

/* ---- sheet ---------------------------------------------------------------------------------- */

/* The first line of a JSON sheet: whose it is, and what to write. */
static void
put_head(struct buf *out, const struct code_work *w)
{
	const struct codebook *book = w->codes.book;
	const char *between = "";

	buf_puts(out, "{\"canvass\": \"coding sheet 1\", \"survey\": ");
	json_put(out, w->of.survey.name);
	buf_printf(
		out,
		", \"coder\": \"%s\", \"write\": \"fill in themes with ids of codes, or "
		"none for none of these; leave [] for later; then: canvass code take\", "
		"\"codes\": [",
		coder_names[w->coder]);
	for (size_t i = 0; i < book->theme_count; i++) {
		const struct book_theme *t = &book->themes[i];

		if (t->until)
			continue;
		buf_printf(out, "%s{\"id\": ", between);
		json_put(out, t->id);
		buf_puts(out, ", \"title\": ");
		json_put(out, t->title);
		if (*t->definition) {
			buf_puts(out, ", \"definition\": ");
			json_put(out, t->definition);
		}
		buf_putc(out, '}');
		between = ", ";
	}
	buf_puts(out, "]}\n");
}

/* The same as a row of titles, the first word of each of which names the column. */
static void
put_titles(struct buf *out, const struct code_work *w)
{
	const struct codebook *book = w->codes.book;
	SCOPED(buf) title;

	buf_init(&title, 0);
	buf_printf(&title, "themes of the %s coder (write, with commas between: ",
		   coder_names[w->coder]);
	for (size_t i = 0; i < book->theme_count; i++)
		if (!book->themes[i].until)
			buf_printf(&title, "%s, ", book->themes[i].id);
	buf_puts(&title, "or none)");
	buf_puts(out, "id,question,text,");
	csv_put_field(out, title.data);
	buf_puts(out, w->suggester ? ",suggested\r\n" : "\r\n");
}

static void
put_row(struct buf *out, struct code_work *w, const struct comment *c)
{
	struct arena *a = arena_new(0);
	const char *text = code_text(w, c, a);
	uint64_t suggested = code_suggested(w, c, text, NULL, NULL, a);
	char name[QUOTE_SHOWN];
	SCOPED(buf) words;

	buf_init(&words, 0);
	quote_show(c->name, name);
	buf_printf(out, "%s,", name);
	csv_put_field(out, code_asked(w, c));
	buf_putc(out, ',');
	csv_put_field(out, text);
	buf_putc(out, ',');
	if (w->suggester) {
		if (suggested)
			put_theme_words(&words, w->codes.book, suggested);
		buf_putc(out, ',');
		csv_put_field(out, words.data ? words.data : "");
	}
	buf_puts(out, "\r\n");
	arena_free(a);
}

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), tail = strlen(end);

	return len > tail && str_same(text + len - tail, end);
}

bool
code_sheet(struct code_work *w, struct err *err)
{
	const char *path = flag_needed(w->of.call, "o", err);
	bool csv = path && ends_with(path, ".csv"), good;
	const struct comment **list;
	struct buf out;
	size_t count;

	if (!path)
		return false;
	if (!csv && !ends_with(path, ".jsonl"))
		return err_set(err, ERR_USAGE,
			       "-o %.100s: the name of a sheet ends in .csv or .jsonl",
			       path);
	if (!code_suggests(w, err))
		return false;
	list = code_list(w, flag_value(w->of.call, "all") != NULL, &count);
	if (!count) {
		tell_done(w);
		say("%s is not written: there is no comment to put into it", path);
		return true;
	}
	buf_init(&out, 0);
	if (csv)
		put_titles(&out, w);
	else
		put_head(&out, w);
	for (size_t i = 0; i < count; i++) {
		if (csv)
			put_row(&out, w, list[i]);
		else
			put_line(&out, w, list[i]);
	}
	/* What people wrote is for its owner's eyes alone. */
	good = file_write(path, out.data, out.len, 0600, err);
	secret_wipe(out.data, out.room);
	buf_free(&out);
	if (good)
		say("%zu comment%s for the %s coder in %s: what people wrote, redacted; keep "
		    "it to yourself, and delete it when it is coded",
		    count, count == 1 ? "" : "s", coder_names[w->coder], path);
	return good;
}
