/*
 * Comments and themes as coders see them; and coding at a terminal, one comment after another.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "app/cmd_code.h"

bool
code_readable(const struct code_work *w)
{
	return !w->of.call->json && on_terminal(STDOUT_FILENO);
}

bool
code_out(struct buf *out, struct err *err)
{
	bool good = output_put(out, err);

	secret_wipe(out->data, out->room);
	buf_free(out);
	return good;
}

void
put_theme_list(struct buf *out, const struct codebook *book, uint64_t themes)
{
	const char *between = "";

	buf_putc(out, '[');
	for (size_t i = 0; i < book->theme_count; i++) {
		if (!(themes >> i & 1))
			continue;
		buf_puts(out, between);
		json_put(out, book->themes[i].id);
		between = ", ";
	}
	buf_puts(out, themes ? "]" : "\"none\"]");
}

void
put_theme_words(struct buf *out, const struct codebook *book, uint64_t themes)
{
	const char *between = "";

	for (size_t i = 0; i < book->theme_count; i++) {
		if (!(themes >> i & 1))
			continue;
		buf_printf(out, "%s%s", between, book->themes[i].id);
		between = ", ";
	}
	buf_puts(out, themes ? "" : "none");
}

void
put_comment(struct buf *out, const struct code_work *w, const struct comment *c,
	    const char *text)
{
	char name[QUOTE_SHOWN];

	quote_show(c->name, name);
	buf_printf(out, "\"id\": \"%s\", \"question\": ", name);
	json_put(out, w->of.form->questions[c->question].id);
	buf_puts(out, ", \"asked\": ");
	json_put(out, code_asked(w, c));
	buf_puts(out, ", \"text\": ");
	json_put(out, text);
}

/* ---- at a terminal ---------------------------------------------------------------------- */

struct talk {
	struct code_work *w;
	int numbers[BOOK_THEMES]; /* theme of each number, from 1 */
	size_t number_count;
	struct buf out;
	struct buf line; /* as it was typed */
	size_t decided;
};

/* Clear text went through it. */
static bool
flush(struct talk *t, struct err *err)
{
	bool good = output_put(&t->out, err);

	secret_wipe(t->out.data, t->out.room);
	buf_clear(&t->out);
	return good;
}

static void
show_theme(struct talk *t, int theme, uint64_t suggested, uint64_t mine)
{
	const struct book_theme *of = &t->w->codes.book->themes[theme];

	t->numbers[t->number_count++] = theme;
	buf_printf(&t->out, "  %2zu %s%s%s%s%s\n", t->number_count,
		   of->under >= 0 ? "  " : "", of->title, *of->definition ? ": " : "",
		   of->definition,
		   mine >> theme & 1	    ? "  [as you said]"
		   : suggested >> theme & 1 ? "  [suggested]"
					    : "");
}

/* Themes with their parts beneath them. */
static void
show_themes(struct talk *t, uint64_t may, int under, uint64_t suggested, uint64_t mine)
{
	const struct codebook *book = t->w->codes.book;

	for (size_t i = 0; i < book->theme_count; i++) {
		if (book->themes[i].under != under)
			continue;
		if (may >> i & 1)
			show_theme(t, (int)i, suggested, mine);
		show_themes(t, may, (int)i, suggested, mine);
	}
}

static void
show_decided(struct talk *t, const struct comment *c)
{
	const struct codebook *book = t->w->codes.book;
	const struct coding *first, *second;

	if (t->w->coder != CODER_SETTLED)
		return;
	code_differ(t->w, c, &first, &second);
	buf_puts(&t->out, "  first:  ");
	put_theme_words(&t->out, book, first->themes);
	buf_puts(&t->out, "\n  second: ");
	put_theme_words(&t->out, book, second->themes);
	buf_putc(&t->out, '\n');
}

static void
show_comment(struct talk *t, const struct comment *c, size_t at, size_t count)
{
	struct arena *a = arena_new(0);
	const struct coding *mine = code_mine(t->w, c);
	const char *text = code_text(t->w, c, a);
	uint64_t suggested = code_suggested(t->w, c, text, NULL, NULL, a);
	char name[QUOTE_SHOWN];

	quote_show(c->name, name);
	buf_printf(&t->out, "\n%zu of %zu  %s  %s\n\n  %s\n\n", at + 1, count, name,
		   code_asked(t->w, c), text);
	show_decided(t, c);
	t->number_count = 0;
	show_themes(t, code_may(t->w, c), -1, suggested, mine ? mine->themes : 0);
	buf_printf(&t->out, "   0 none of these%s\n",
		   mine && !mine->themes ? "  [as you said]" : "");
	arena_free(a);
}

/* One line from the terminal, without its end; false: there is none. */
static bool
line_get(struct talk *t)
{
	int c = 0;

	buf_clear(&t->line);
	while ((c = getchar()) != EOF && c != '\n')
		buf_putc(&t->line, (char)c);
	buf_putc(&t->line, '\0');
	return c != EOF;
}

/* "1,3": themes by their numbers; false: it is no such list. */
static bool
numbers_read(const struct talk *t, const char *line, uint64_t *out)
{
	uint64_t themes = 0;
	bool none = false, any = false;

	while (*line) {
		size_t len = strcspn(line, " ,");
		char word[8];
		unsigned long number;

		snprintf(word, sizeof(word), "%.*s", len > 7 ? 7 : (int)len, line);
		if (len && !str_to_uint(word, t->number_count, &number))
			return false;
		if (len) {
			any = true;
			none |= !number;
			themes |= number ? (uint64_t)1 << t->numbers[number - 1] : 0;
		}
		line += len + (line[len] != '\0');
	}
	*out = themes;
	return any && !(none && themes);
}

/* Each decision lies in the workspace before the next comment is shown. */
static bool
decide(struct talk *t, const struct comment *c, uint64_t themes, bool *out_kept,
       struct err *err)
{
	struct coding one = code_decision(t->w, c, themes);
	struct err why = { .code = ERR_NONE };

	*out_kept = code_allowed(t->w, c, themes, &why);
	if (!*out_kept) {
		buf_printf(&t->out, "%s\n", why.text);
		return true;
	}
	t->decided++;
	return code_keep(t->w, &one, 1, err);
}

static const char help[] =
	"numbers with commas between, 0 none of these, s skip, b back, q quit: ";

/* Moves *at by what was typed; false with *out_over: that was all. */
static bool
talk_once(struct talk *t, const struct comment *c, size_t *at, bool *out_over,
	  struct err *err)
{
	const char *typed;
	uint64_t themes;
	bool kept;

	for (;;) {
		buf_puts(&t->out, help);
		if (!flush(t, err))
			return false;
		*out_over = !line_get(t);
		typed = t->line.data + strspn(t->line.data, " \t");
		if (*out_over || str_same(typed, "q")) {
			*out_over = true;
			return true;
		}
		if (str_same(typed, "s") || str_same(typed, "b")) {
			*at = *typed == 's' ? *at + 1 : *at ? *at - 1 : 0;
			return true;
		}
		if (!numbers_read(t, typed, &themes)) {
			buf_puts(&t->out, "That is none of these.  Type ");
			continue;
		}
		if (!decide(t, c, themes, &kept, err))
			return false;
		*at += kept;
		return true;
	}
}

bool
code_talk(struct code_work *w, const struct comment **list, size_t count, struct err *err)
{
	struct talk t = { .w = w };
	bool over = false, good = true;

	buf_init(&t.out, 0);
	buf_init(&t.line, 4096);
	for (size_t at = 0; good && !over && at < count;) {
		show_comment(&t, list[at], at, count);
		good = talk_once(&t, list[at], &at, &over, err);
	}
	buf_printf(&t.out, "%s%zu kept\n", over ? "\n" : "", t.decided);
	good = flush(&t, good ? err : NULL) && good;
	buf_free(&t.out);
	buf_free(&t.line);
	return good;
}
