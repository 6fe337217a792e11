/*
 * A form as a person would read it, branching included: plain text, for `form show`.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"
#include "form/wording.h"

enum { WIDTH = 78 };

/*
 * One text, wrapped at blanks, with each line after so many blanks.  A line end is a blank,
 * as in Markdown; an empty line stays one.
 */
void
show_wrap(struct buf *out, unsigned indent, const char *first, const char *s)
{
	size_t column;

	buf_printf(out, "%*s%s", (int)indent, "", first);
	indent += (unsigned)utf8_count(first, strlen(first));
	column = indent;
	while (*s) {
		size_t len = strcspn(s, " \n");
		size_t width = utf8_count(s, len);
		bool paragraph = false;

		if (column > indent && column + 1 + width > WIDTH) {
			buf_printf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (column > indent) {
			buf_putc(out, ' ');
			column++;
		}
		buf_put(out, s, len);
		column += width;
		for (s += len; *s == ' ' || *s == '\n'; s++)
			paragraph = paragraph || (s[0] == '\n' && s[1] == '\n');
		if (paragraph && *s) {
			buf_printf(out, "\n\n%*s", (int)indent, "");
			column = indent;
		}
	}
	buf_putc(out, '\n');
}

/* A text that may be missing: then nothing, not an empty line. */
void
show_line(struct buf *out, unsigned indent, const char *first, const struct text *text,
	  unsigned lang)
{
	if (text->in[0])
		show_wrap(out, indent, first, text_in(text, lang));
}

/* " (question 7)": what a condition tests; nothing of one that tests a loop's turns alone. */
static void
put_tested(const struct form *form, const struct cond *c, struct buf *out)
{
	bool tested[FORM_QUESTIONS] = { false };
	SCOPED(buf) numbers;

	buf_init(&numbers, 0);
	cond_questions(c, form, tested);
	show_numbers(form, tested, &numbers);
	if (numbers.len)
		buf_printf(out, " (%s)", numbers.data);
}

/* Three parts or more are easier to read one below the other; NULL: it has fewer. */
static const char *
parts_words(const struct cond *c)
{
	bool many = (c->op == COND_ALL || c->op == COND_ANY) && c->first->next &&
		    c->first->next->next;

	return !many ? NULL : c->op == COND_ALL ? "all of these" : "one of these";
}

/* A condition behind its first words; each of many parts on a line of its own. */
static void
show_cond_words(const struct form *form, const struct cond *c, unsigned indent,
		const char *first, unsigned lang, struct buf *out)
{
	struct speech english = speech_of(NULL, 0);
	const char *parts = parts_words(c);
	SCOPED(buf) words;

	buf_init(&words, 0);
	if (parts)
		buf_puts(&words, parts);
	else
		cond_words_in(c, form, lang, &english, &words);
	put_tested(form, c, &words);
	show_wrap(out, indent, first, words.data);
	for (const struct cond *part = parts ? c->first : NULL; part; part = part->next) {
		buf_clear(&words);
		cond_words_in(part, form, lang, &english, &words);
		show_wrap(out, indent + 4, "- ", words.data);
	}
}

/* A condition on lines of its own; nothing for what everybody sees. */
static void
show_cond(const struct form *form, const struct cond *c, unsigned indent, unsigned lang,
	  struct buf *out)
{
	if (c)
		show_cond_words(form, c, indent, "Only if: ", lang, out);
}

/*
 * The mark in front says how many may be chosen.  `or` stands apart from the options, as on
 * the page, since it is no answer.
 */
static void
show_options(const struct question *q, unsigned indent, unsigned lang, struct buf *out)
{
	const char *mark = q->kind == KIND_CHOOSE_ANY ? "[ ] "
			   : q->kind == KIND_RANK     ? "[1-] "
						      : "( ) ";
	size_t i;

	for (i = 0; q->options && i < q->options->count; i++) {
		const struct option *o = &q->options->items[i];

		show_wrap(out, indent, mark, text_in(&o->label, lang));
		if (o->is_other)
			buf_printf(out, "%*s____ (%u characters)\n", (int)indent + 4, "",
				   q->up_to);
		if (q->alone & (1u << i))
			buf_printf(out, "%*s(only on its own)\n", (int)indent + 4, "");
	}
	if (q->no_answer.in[0]) {
		buf_printf(out, "%*sor\n", (int)indent, "");
		show_line(out, indent, "( ) ", &q->no_answer, lang);
	}
}

static const char *
month_words(enum month_store store)
{
	switch (store) {
	case MONTH_QUARTER:
		return "quarter";
	case MONTH_HALF_YEAR:
		return "half year";
	case MONTH_YEAR:
		return "year";
	}
	return "";
}

/* Where the answer goes, and what of it is kept. */
static void
show_field(const struct question *q, unsigned indent, unsigned lang, struct buf *out)
{
	switch (q->kind) {
	case KIND_NUMBER:
		buf_printf(out, "%*s____ %s%s(a whole number from %d to %d", (int)indent,
			   "", text_in(&q->unit, lang), q->unit.in[0] ? " " : "",
			   q->between_low, q->between_high);
		if (q->bands.count) {
			buf_puts(out, "; stored as ");
			show_bands(&q->bands, out);
		}
		buf_puts(out, ")\n");
		break;
	case KIND_MONTH:
		buf_printf(out, "%*sMonth __ Year ____ (", (int)indent, "");
		if (q->last_months)
			buf_printf(out, "the last %u months; ", q->last_months);
		buf_printf(out, "stored as %s)\n", month_words(q->month_store));
		break;
	case KIND_SHORT_TEXT:
	case KIND_LONG_TEXT:
		buf_printf(out, "%*s________ (up to %u characters)\n", (int)indent, "",
			   q->up_to);
		break;
	case KIND_CHOOSE_ONE:
	case KIND_CHOOSE_ANY:
	case KIND_SCALE:
	case KIND_RANK:
	case KIND_NOTE:
	case KIND__COUNT:
		break;
	}
	if (q->at_least)
		buf_printf(out, "%*s(at least %u)\n", (int)indent, "", q->at_least);
	if (q->at_most)
		buf_printf(out, "%*s(at most %u)\n", (int)indent, "", q->at_most);
	show_options(q, indent, lang, out);
}

/* The id stands behind what is asked: conditions, scores and answers name it. */
static void
show_ask(struct buf *out, unsigned indent, const char *first, const struct text *ask,
	 const char *id, unsigned lang)
{
	SCOPED(buf) words;

	buf_init(&words, 0);
	buf_puts(&words, text_in(ask, lang));
	if (*id)
		buf_printf(&words, " (%s)", id);
	show_wrap(out, indent, first, words.data);
}

/* Notes have no number: nothing is asked. */
static void
show_block(const struct form *form, const struct block *b, unsigned *number,
	   unsigned lang, struct buf *out)
{
	const struct question *q = &form->questions[b->first];
	char first[16];

	if (b->count == 0)
		return;
	buf_putc(out, '\n');
	if (q->kind == KIND_NOTE && !b->statements) {
		show_cond(form, b->show_if, 2, lang, out);
		show_line(out, 2, "", &q->text, lang);
		return;
	}
	snprintf(first, sizeof(first), "%u. ", ++*number);
	show_ask(out, 2, first, &b->ask, b->statements ? "" : q->id, lang);
	show_cond(form, b->show_if, 6, lang, out);
	show_line(out, 6, "", &b->hint, lang);
	show_line(out, 6, "Why we ask: ", &b->why, lang);
	show_line(out, 6, "Help: ", &b->help, lang);
	for (unsigned i = 0; b->statements && i < b->count; i++)
		show_ask(out, 6, "- ", &q[i].ask, q[i].id, lang);
	if (q->required)
		buf_puts(out, "      (must be answered)\n");
	show_line(out, 6, "If it is not: ", &q->message, lang);
	show_field(q, 6, lang, out);
}

/* Conditions of a loop stand on its first page alone. */
static void
show_page(const struct form *form, unsigned index, unsigned *number, unsigned lang,
	  struct buf *out)
{
	const struct page *page = &form->pages[index];
	unsigned i;

	buf_printf(out, "\nPage %u", index + 1);
	show_wrap(out, 0, ": ", text_in(&page->title, lang));
	if (page->repeat >= 0) {
		const struct repeat *repeat = &form->repeats[page->repeat];

		buf_printf(out, "  For each %s: up to %u times\n", repeat->id,
			   repeat->most);
		if (repeat->first_page == index)
			show_line(out, 2, "Asked before each: ", &repeat->another, lang);
	}
	show_cond(form, page->show_if, 2, lang, out);
	show_line(out, 2, "", &page->text, lang);
	show_line(out, 2, "Why we ask: ", &page->why, lang);
	for (i = 0; i < page->count; i++)
		show_block(form, &form->blocks[page->first + i], number, lang, out);
}

/* What becomes of words that may say who somebody is, where the author said something of it. */
static void
show_redaction(const struct privacy *p, unsigned lang, struct buf *out)
{
	if (p->refuse)
		buf_puts(out, "Words that may tell who somebody is are not taken.\n");
	if (p->warning.in[0])
		buf_puts(out,
			 "Where words may tell who somebody is, the writer reads:\n");
	show_line(out, 2, "", &p->warning, lang);
	for (size_t i = 0; i < p->pattern_count; i++) {
		SCOPED(buf) words;

		buf_init(&words, 0);
		buf_printf(&words, "%s: %s", p->patterns[i].label,
			   p->patterns[i].pattern);
		show_wrap(out, 2, "also looked for as ", words.data);
	}
}

static void
show_privacy(const struct form *form, unsigned lang, struct buf *out)
{
	const struct privacy *p = &form->privacy;

	buf_printf(out, "\nGroups smaller than %u are never shown.\n", p->smallest_group);
	if (p->keep_months)
		buf_printf(out, "Answers are kept for %u month%s.\n", p->keep_months,
			   p->keep_months > 1 ? "s" : "");
	show_redaction(p, lang, out);
	show_breaks(form, lang, out);
}

/* What the named conditions mean: pages give their labels only. */
static void
show_conditions(const struct form *form, unsigned lang, struct buf *out)
{
	if (form->condition_count)
		buf_puts(out, "\nConditions\n");
	for (size_t i = 0; i < form->condition_count; i++) {
		const struct condition *c = &form->conditions[i];
		const char *name = c->label.in[0] ? text_in(&c->label, lang) : c->id;
		struct speech english = speech_of(NULL, 0);
		SCOPED(buf) words;

		buf_init(&words, 0);
		if (parts_words(c->when)) {
			show_wrap(out, 2, "- ", name);
			show_cond_words(form, c->when, 4, "", lang, out);
			continue;
		}
		buf_printf(&words, "%s: ", name);
		cond_words_in(c->when, form, lang, &english, &words);
		put_tested(form, c->when, &words);
		show_wrap(out, 2, "- ", words.data);
	}
}

static void
show_days(const struct form *form, struct buf *out)
{
	char opens[32], closes[32];

	if (form->opens >= 0)
		day_words(form->opens, opens, sizeof(opens));
	if (form->closes >= 0)
		day_words(form->closes, closes, sizeof(closes));
	if (form->opens >= 0 && form->closes >= 0)
		buf_printf(out, "Open: %s to %s\n", opens, closes);
	else if (form->opens >= 0)
		buf_printf(out, "Open: from %s\n", opens);
	else if (form->closes >= 0)
		buf_printf(out, "Open: until %s\n", closes);
}

/* Who, when, how long, and what is not as usual. */
static void
show_head(const struct form *form, unsigned lang, struct buf *out)
{
	unsigned minutes = form_minutes(form);

	show_line(out, 0, "", &form->title, lang);
	show_line(out, 0, "Asked by: ", &form->run_by, lang);
	show_line(out, 0, "Read by: ", &form->read_by, lang);
	if (form->expected)
		buf_printf(out, "Expected: %u people\n", form->expected);
	show_days(form, out);
	for (size_t i = 0; form->language_count > 1 && i < form->language_count; i++)
		buf_printf(out, "%s%s%s",
			   i ? ", " : "Languages: ", language_name(form->languages[i]),
			   i + 1 < form->language_count ? "" : "\n");
	buf_printf(out, "Takes about %u minute%s\n", minutes, minutes == 1 ? "" : "s");
	if (form->quick_exit)
		buf_puts(out, "Has a button that leaves it at once\n");
	if (!form->save_for_later)
		buf_puts(out, "Cannot be saved and finished later\n");
	if (!form->check_answers)
		buf_puts(out, "Is sent without a page to check the answers on\n");
}

/* Only what the author wrote: what the program says of itself is the same for all forms. */
static void
show_poster(const struct poster_texts *poster, unsigned lang, struct buf *out)
{
	const struct {
		const char *first;
		const struct text *text;
	} parts[] = {
		{ "Call: ", &poster->call },	   { "Promise: ", &poster->promise },
		{ "Phone: ", &poster->phone },	   { "Genuine? Ask: ", &poster->contact },
		{ "Pledge: ", &poster->pledge_title },
	};
	bool any = poster->pledge_count > 0;

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		any = any || parts[i].text->in[0];
	if (any)
		buf_puts(out, "\nOn posters\n");
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		show_line(out, 2, parts[i].first, parts[i].text, lang);
	for (size_t i = 0; i < poster->pledge_count; i++)
		show_line(out, 4, "- ", &poster->pledge[i], lang);
}

void
form_show(const struct form *form, unsigned lang, struct buf *out)
{
	unsigned number = 0, i;

	show_head(form, lang, out);
	show_privacy(form, lang, out);
	show_conditions(form, lang, out);
	if (form->consent.in[0]) {
		buf_puts(out, "\nBefore the start\n");
		show_line(out, 2, "", &form->consent, lang);
		show_line(out, 2, "Button: ", &form->agree, lang);
	}
	for (i = 0; i < form->page_count; i++)
		show_page(form, i, &number, lang, out);
	if (form->thanks.in[0]) {
		buf_puts(out, "\nOnce it is sent\n");
		show_line(out, 2, "", &form->thanks, lang);
	}
	if (form->support_count)
		buf_puts(out, "\nSupport, on every page\n");
	for (i = 0; i < form->support_count; i++) {
		SCOPED(buf) words;

		buf_init(&words, 0);
		buf_printf(&words, "%s: %s", text_in(&form->support[i].name, lang),
			   text_in(&form->support[i].contact, lang));
		show_wrap(out, 2, "- ", words.data);
	}
	show_poster(&form->poster, lang, out);
	show_report(form, lang, out);
}
