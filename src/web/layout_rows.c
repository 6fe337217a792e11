/*
 * The rows of Check your answers: each question that this person met, what was said, and a
 * button to change it.  Made for each request, since all of it was typed or chosen.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

struct rows {
	struct html *h;
	const struct form *form;
	const struct fill *fill;
	const struct walk *walk;
	const struct speech *language;
};

/*
 * Where the typed text begins among the words that stand for an answer: behind the label of
 * `other`, which is the last of its options.  False: it is not there.
 */
static bool
text_in_words(const struct value *v, const struct buf *words, size_t *out_from)
{
	if (!v->text || v->len > words->len)
		return false;
	*out_from = words->len - v->len;
	return !memcmp(words->data + *out_from, v->text, v->len);
}

/* What was answered.  A very long text is shown in part where the page would be too large. */
static void
answer_put(struct rows *r, const struct question *q, const struct value *v,
	   const struct redaction *found)
{
	size_t most = r->fill->extent.text, len, from = 0;
	SCOPED(buf) words = { 0 };

	value_words(q, v, r->walk->lang, &words);
	if (!words.len) {
		html_lit(r->h, "<span class=\"hint\">");
		html_text(r->h, word_in(WORD_NOT_ANSWERED, r->language));
		html_lit(r->h, "</span>");
		return;
	}
	len = words.len;
	if (most && len > most) /* whole characters of it */
		for (len = most; len && ((unsigned char)words.data[len] & 0xc0) == 0x80;)
			len--;
	if (found && !text_in_words(v, &words, &from))
		found = NULL;
	html_lit(r->h, "<bdi>");
	marked_put(r->h, words.data, len, from, found, r->fill, r->language);
	html_lit(r->h, "</bdi>");
	if (len < words.len) {
		html_lit(r->h, " ... <span class=\"hint\">");
		html_text(r->h, word_in(WORD_CUT_SHORT, r->language));
		html_lit(r->h, "</span>");
	}
	secret_wipe(words.data, words.len);
}

void
row_words(const struct walk *walk, const struct question *q, unsigned turn,
	  struct buf *out)
{
	const struct page *page = &walk->form->pages[walk->form->blocks[q->block].page];

	/* Questions of a loop look alike in each turn; the page's title tells them apart. */
	if (q->repeat >= 0) {
		piped_words(out, text_in(&page->title, walk->lang), walk, turn);
		buf_puts(out, ": ");
	}
	piped_words(out, text_in(&q->ask, walk->lang), walk, turn);
	buf_puts(out, "");
}

static void
ask_put(struct rows *r, const struct question *q, unsigned turn)
{
	SCOPED(buf) words = { 0 };

	row_words(r->walk, q, turn, &words);
	html_text(r->h, words.data);
}

/* marked: a link of the box at the top may lead here (marks_refuse). */
static void
change_put(struct rows *r, const struct question *q, unsigned turn, bool marked)
{
	html_lit(r->h, "<button class=\"l\"");
	if (marked && r->form->privacy.refuse) {
		html_lit(r->h, " id=\"");
		html_value(r->h, q->id);
		html_lit(r->h, "-change-");
		html_num(r->h, (long)turn + 1);
		html_lit(r->h, "\"");
	}
	html_lit(r->h, " name=\"go\" value=\"change.");
	html_value(r->h, q->id);
	if (q->repeat >= 0) {
		html_lit(r->h, ".");
		html_num(r->h, (long)turn + 1);
	}
	html_lit(r->h, "\">");
	html_text(r->h, word_in(WORD_CHANGE, r->language));
	html_lit(r->h, "<span class=\"vh\"> ");
	ask_put(r, q, turn);
	html_lit(r->h, "</span></button>");
}

/* What a block of statements asks stands once, above the first of them. */
static void
heading_put(struct rows *r, const struct question *q, unsigned turn)
{
	const struct block *b = &r->form->blocks[q->block];

	if (!b->statements || q->index != b->first)
		return;
	html_lit(r->h, "<span class=\"hint\">");
	piped_put(r->h, text_in(&b->ask, r->walk->lang), r->walk, turn);
	html_lit(r->h, "</span> ");
}

static void
question_row(struct rows *r, const struct question *q, unsigned turn)
{
	const struct value *v;
	const struct redaction *found = marks_in(r->fill->marks, q->index, turn);

	if (q->kind == KIND_NOTE ||
	    (!r->fill->all_rows && !question_shown(r->walk->answers, q->index, turn)))
		return;
	v = answers_see(r->walk->answers, q->index, turn);
	html_lit(r->h, "<div><dt>");
	heading_put(r, q, turn);
	ask_put(r, q, turn);
	html_lit(r->h, "</dt>\n<dd>");
	answer_put(r, q, v, found);
	html_lit(r->h, "</dd>\n");
	if (found)
		found_put(r->h, v->text, found, r->form->privacy.refuse, r->fill,
			  r->language);
	html_lit(r->h, "<dd>");
	change_put(r, q, turn, found != NULL);
	html_lit(r->h, "</dd></div>\n");
}

static void
page_rows(struct rows *r, unsigned page, unsigned turn)
{
	const struct page *p = &r->form->pages[page];

	if (!r->fill->all_rows && !page_shown(r->walk->answers, page, turn))
		return;
	for (unsigned i = 0; i < p->count; i++) {
		const struct block *b = &r->form->blocks[p->first + i];

		for (unsigned k = 0; k < b->count; k++)
			question_row(r, &r->form->questions[b->first + k], turn);
	}
}

/* The loop's own question, where it was not answered with yes: what ended the loop can be
 * changed like any answer. */
static void
another_row(struct rows *r, unsigned index)
{
	const struct repeat *repeat = &r->form->repeats[index];
	const struct answers *answers = r->walk->answers;
	const char *another = text_in(&repeat->another, r->walk->lang);
	unsigned turn = answers->turns[index];

	if (turn >= repeat->most ||
	    (repeat->show_if && !cond_holds(repeat->show_if, answers, 0)))
		return;
	html_lit(r->h, "<div><dt>");
	piped_put(r->h, another, r->walk, turn);
	html_lit(r->h, "</dt>\n<dd>");
	if (!answers->ended[index])
		html_lit(r->h, "<span class=\"hint\">");
	html_text(r->h, word_in(answers->ended[index] ? WORD_NO : WORD_NOT_ANSWERED,
				r->language));
	if (!answers->ended[index])
		html_lit(r->h, "</span>");
	html_lit(r->h, "</dd>\n<dd><button class=\"l\" name=\"go\" value=\"change.");
	html_value(r->h, repeat->id);
	html_lit(r->h, ".");
	html_num(r->h, (long)turn + 1);
	html_lit(r->h, "\">");
	html_text(r->h, word_in(WORD_CHANGE, r->language));
	html_lit(r->h, "<span class=\"vh\"> ");
	piped_put(r->h, another, r->walk, turn);
	html_lit(r->h, "</span></button></dd></div>\n");
}

/* A loop's pages, turn by turn, and how it ended. */
static void
repeat_rows(struct rows *r, unsigned index)
{
	const struct repeat *repeat = &r->form->repeats[index];

	for (unsigned turn = 0; turn < r->walk->answers->turns[index]; turn++)
		for (unsigned page = repeat->first_page; page <= repeat->last_page;
		     page++)
			page_rows(r, page, turn);
	another_row(r, index);
}

void
rows_put(struct html *h, const struct form *form, const struct fill *fill)
{
	struct speech speech = speech_of(form, fill->walk->lang);
	struct rows r = { .h = h,
			  .form = form,
			  .fill = fill,
			  .walk = fill->walk,
			  .language = &speech };

	for (unsigned page = 0; page < form->page_count; page++) {
		int repeat = form->pages[page].repeat;

		if (repeat < 0) {
			page_rows(&r, page, 0);
		} else if (form->repeats[repeat].first_page == page) {
			repeat_rows(&r, (unsigned)repeat);
		}
	}
}
