/*
 * canvass code SURVEY book: the codebook, and each change of it with a reason.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/cmd_code.h"

/* ---- showing ------------------------------------------------------------------------------ */

size_t
code_stale(const struct code_work *w, enum coder by)
{
	const struct codings *c = &w->codes.by[by];
	size_t count = 0;

	for (size_t i = 0; i < c->count; i++)
		count += codebook_stale(w->codes.book, c->items[i].version,
					c->items[i].themes);
	return count;
}

static void
put_stale(struct buf *out, const struct code_work *w)
{
	for (int by = 0; by < CODER__COUNT; by++) {
		const struct codings *c = &w->codes.by[by];
		size_t stale = code_stale(w, (enum coder)by);

		if (stale)
			buf_printf(out,
				   "\n%zu of %zu codings (%s) need another look: a theme "
				   "of theirs was changed since\n",
				   stale, c->count, coder_names[by]);
	}
}

static void
put_theme(struct buf *out, const struct codebook *book, const struct book_theme *t,
	  unsigned depth)
{
	buf_printf(out, "%*s%s  %s", (int)depth * 2, "", t->id, t->title);
	if (t->since > 1)
		buf_printf(out, "  (since version %u)", t->since);
	if (t->until && t->into >= 0)
		buf_printf(out, "  (merged into %s in version %u)",
			   book->themes[t->into].id, t->until);
	else if (t->until)
		buf_printf(out, "  (split in version %u)", t->until);
	buf_putc(out, '\n');
	if (*t->definition)
		buf_printf(out, "%*s    %s\n", (int)depth * 2, "", t->definition);
	if (t->word_count)
		buf_printf(out, "%*s    words: ", (int)depth * 2, "");
	for (size_t i = 0; i < t->word_count; i++)
		buf_printf(out, "%s%s", i ? ", " : "", t->words[i]);
	if (t->word_count)
		buf_putc(out, '\n');
}

static void
put_themes(struct buf *out, const struct codebook *book, int under, unsigned depth)
{
	for (size_t i = 0; i < book->theme_count; i++) {
		if (book->themes[i].under != under)
			continue;
		put_theme(out, book, &book->themes[i], depth);
		put_themes(out, book, (int)i, depth + 1);
	}
}

static void
put_book(struct buf *out, const struct code_work *w)
{
	const struct codebook *book = w->codes.book;

	buf_printf(out, "codebook of %s, version %u\n\n", w->of.survey.name,
		   book->version);
	put_themes(out, book, -1, 0);
	if (book->step_count)
		buf_putc(out, '\n');
	for (size_t i = 0; i < book->step_count; i++) {
		const struct book_step *s = &book->steps[i];

		buf_printf(out, "version %u: %s %s%s%s: %s\n", s->version,
			   book_act_names[s->act], s->theme, *s->others ? " " : "",
			   s->others, s->reason);
	}
	put_stale(out, w);
}

/* The book itself, and how many codings of each coder need another look. */
static void
put_book_json(struct buf *out, const struct code_work *w)
{
	buf_puts(out, "{\"book\": ");
	codebook_write(w->codes.book, out);
	buf_puts(out, ", \"look_again\": {");
	for (int by = 0; by < CODER__COUNT; by++)
		buf_printf(out, "%s\"%s\": %zu", by ? ", " : "", coder_names[by],
			   code_stale(w, (enum coder)by));
	buf_puts(out, "}}\n");
}

static bool
show(const struct code_work *w, struct err *err)
{
	struct buf out;

	buf_init(&out, 0);
	if (w->of.call->json)
		put_book_json(&out, w);
	else
		put_book(&out, w);
	return code_out(&out, err);
}

/* ---- changing ------------------------------------------------------------------------------- */

/* Commas within slashes belong to a pattern. */
void
book_words_split(const char *text, struct book_change *c, struct arena *a)
{
	const char **words = arena_array(a, const char *, strlen(text) + 1);

	while (*text) {
		const char *from = text + strspn(text, " ,"), *to = from;
		bool pattern = *from == '/';

		to += pattern;
		while (*to && (pattern || *to != ',')) {
			if (pattern && *to == '/' &&
			    (!to[1] || to[1] == ',' || to[1] == ' '))
				pattern = false;
			to++;
		}
		text = to;
		while (to > from && to[-1] == ' ')
			to--;
		if (to > from)
			words[c->word_count++] = arena_copy(a, from, (size_t)(to - from));
	}
	c->words = words;
}

static bool
change_told(const struct call *call, struct book_change *out, struct arena *a,
	    struct err *err)
{
	struct book_change c = { .theme = call->args[3],
				 .title = flag_value(call, "title"),
				 .definition = flag_value(call, "definition"),
				 .under = flag_value(call, "under"),
				 .into = flag_value(call, "into"),
				 .reason = flag_value(call, "reason") };
	const char *words = flag_value(call, "words"), *part;
	size_t act = 0;

	while (act < BOOK__ACTS && !str_same(call->args[2], book_act_names[act]))
		act++;
	if (act == BOOK__ACTS)
		return err_set(err, ERR_USAGE,
			       "code book has no \"%.40s\": add, define, title, words, "
			       "merge or split",
			       call->args[2]);
	c.act = (enum book_act)act;
	if (!c.reason)
		return err_set(err, ERR_USAGE,
			       "code book %s needs --reason: why the codebook changes",
			       call->args[2]);
	if (str_same(call->args[3], "none"))
		return err_set(err, ERR_INPUT,
			       "\"none\" means none of these, and can be no theme");
	if (words)
		book_words_split(words, &c, a);
	for (size_t i = 0; (part = flag_value_at(call, "part", i)); i++) {
		if (c.part_count == ARRAY_LEN(c.parts))
			return err_set(err, ERR_INPUT, "more than %zu parts",
				       ARRAY_LEN(c.parts));
		c.parts[c.part_count++] = part;
	}
	*out = c;
	return true;
}

/* One who changes the book at the same time is not overwritten: ours is made anew behind his. */
bool
code_book_change(struct code_work *w, const struct book_change *c, struct err *err)
{
	const struct quote_work *of = &w->of;

	for (int tries = 0;; tries++) {
		struct err why = { .code = ERR_NONE };
		struct codebook *next = codebook_change(w->codes.book, c, w->arena, err);
		uint64_t since = clock_ms();

		if (!next)
			return false;
		w->codes.book = next;
		if (codes_write(&w->place, &of->survey, of->key, &w->codes,
				1u << NOTE_BOOK, w->arena, &why))
			return true;
		if (!code_overtaken(since, why.code) || tries == 5)
			return err_set(err, why.code, "%s", why.text);
		if (!codes_read(&w->place, &of->survey, of->form, of->key, &w->codes,
				w->arena, err))
			return false;
	}
}

bool
code_book(struct code_work *w, struct err *err)
{
	const struct call *call = w->of.call;
	struct book_change c;
	size_t stale = 0;

	if (call->arg_count == 2)
		return show(w, err);
	if (call->arg_count != 4)
		return err_set(err, ERR_USAGE,
			       "code SURVEY book %.40s needs one theme's id",
			       call->args[2]);
	if (!change_told(call, &c, w->arena, err) || !code_book_change(w, &c, err))
		return false;
	for (int by = 0; by < CODER__COUNT; by++)
		stale += code_stale(w, (enum coder)by);
	say("the codebook of %s is of version %u now", w->of.survey.name,
	    w->codes.book->version);
	if (stale)
		say("%zu coding%s another look: code next and code sheet have them",
		    stale, stale == 1 ? " needs" : "s need");
	return true;
}
