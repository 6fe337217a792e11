/*
 * What is taken out of a comment: what the engine marks, less what a person keeps, and what a person
 * hides besides; and the text that is left.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"

/* ---- marks ---------------------------------------------------------------------------- */

static int
span_order(const void *one, const void *other)
{
	const struct quote_span *a = one, *b = other;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->to > b->to ? -1 : a->to < b->to;
}

/* Overlapping and touching spans become one; the longest gives the class. */
static void
spans_unite(struct quote_marks *m)
{
	size_t n = 0;
	uint32_t longest = 0;

	if (m->count)
		qsort(m->spans, m->count, sizeof(*m->spans), span_order);
	for (size_t i = 0; i < m->count; i++) {
		struct quote_span *span = &m->spans[i],
				  *last = n ? &m->spans[n - 1] : NULL;
		uint32_t length = span->to - span->from;

		if (!last || span->from > last->to) {
			m->spans[n++] = *span;
			longest = length;
			continue;
		}
		if (length > longest) {
			longest = length;
			last->class = span->class;
		}
		if (span->to > last->to)
			last->to = span->to;
		last->certain |= span->certain;
	}
	m->count = n;
}

static void
marks_take(struct quote_marks *m, const struct redaction *found)
{
	for (size_t i = 0; i < found->count; i++)
		m->spans[m->count++] =
			(struct quote_span){ .from = (uint32_t)found->spans[i].from,
					     .to = (uint32_t)found->spans[i].to,
					     .class = found->spans[i].class,
					     .certain = found->spans[i].certain };
	m->event |= found->event;
}

struct quote_marks
quote_marks(struct redactor *plain, struct redactor *local, const struct comment *c,
	    struct arena *a)
{
	struct redaction found = redact_text(plain, c->text, c->len, a), more = { 0 };
	struct quote_marks m = { .count = 0 };

	if (local)
		more = redact_text(local, c->text, c->len, a);
	m.spans = arena_array(a, struct quote_span, found.count + more.count + 1);
	marks_take(&m, &found);
	marks_take(&m, &more);
	spans_unite(&m);
	return m;
}

bool
quote_gone(const struct quote_marks *marks, const struct comment *c)
{
	return marks->count == 1 && marks->spans[0].class == REDACT_REMOVED &&
	       marks->spans[0].from == 0 && marks->spans[0].to == c->len;
}

/* ---- keep ------------------------------------------------------------------------------ */

/* The next number of the list, from 1; 0: it is none. */
static size_t
next_number(const char **list)
{
	size_t len = strcspn(*list, ","), number = 0;

	if (!len || len > 6 || strspn(*list, "0123456789") < len)
		return 0;
	for (size_t i = 0; i < len; i++)
		number = number * 10 + (size_t)((*list)[i] - '0');
	*list += len;
	/* A comma at the end stays, and is no number. */
	if (**list && (*list)[1])
		(*list)++;
	return number;
}

bool
quote_keep(struct quote_marks *marks, const char *keep, struct err *err)
{
	bool *kept = mem_new(marks->count + 1, sizeof(*kept));
	bool good = true;
	size_t n = 0, number;

	do {
		number = next_number(&keep);
		if (!number)
			good = err_set(
				err, ERR_INPUT,
				"--keep takes numbers of marks with commas between, "
				"as quote list shows them: 1,3");
		else if (number > marks->count)
			good = err_set(err, ERR_INPUT,
				       "there is no mark %zu in this quote: it has %zu",
				       number, marks->count);
		else if (marks->spans[number - 1].certain)
			good = err_set(
				err, ERR_INPUT,
				"mark %zu is certain to be a %s and cannot be kept; only "
				"guesses can",
				number, redact_label(marks->spans[number - 1].class));
		else
			kept[number - 1] = true;
	} while (good && *keep);
	for (size_t i = 0; good && i < marks->count; i++)
		if (!kept[i])
			marks->spans[n++] = marks->spans[i];
	if (good)
		marks->count = n;
	free(kept);
	return good;
}

/* ---- hide ------------------------------------------------------------------------------ */

/* The letter at p, small if it can be. */
static uint32_t
small_letter(const char *p, const char *end, const char **out_next)
{
	char small[16];
	const char *behind;
	uint32_t point = utf8_next(p, end, out_next);
	size_t len = utf8_lower(small, sizeof(small), p, (size_t)(*out_next - p));

	return len ? utf8_next(small, small + len, &behind) : point;
}

/* Whether the words stand at p, in any case; *out_end is what follows. */
static bool
stands_at(const char *p, const char *end, const char *words, size_t len,
	  const char **out_end)
{
	const char *w = words, *words_end = words + len;

	while (w < words_end)
		if (p == end ||
		    small_letter(p, end, &p) != small_letter(w, words_end, &w))
			return false;
	*out_end = p;
	return true;
}

static bool
is_word(uint32_t point)
{
	return utf8_is_letter(point) || (point >= '0' && point <= '9');
}

/* "Al" is not meant in "also": no letter may go on at either end. */
static bool
is_whole(const struct comment *c, const char *from, const char *to)
{
	const char *end = c->text + c->len, *next, *before = from;

	if (from > c->text && is_word(utf8_next(from, end, &next))) {
		do
			before--;
		while (before > c->text && ((unsigned char)*before & 0xc0) == 0x80);
		if (is_word(utf8_next(before, end, &next)))
			return false;
	}
	before = to;
	do
		before--;
	while (before > from && ((unsigned char)*before & 0xc0) == 0x80);
	return to == end || !is_word(utf8_next(before, end, &next)) ||
	       !is_word(utf8_next(to, end, &next));
}

bool
quote_hide(struct quote_marks *marks, const struct comment *c, const char *words,
	   struct arena *a, struct err *err)
{
	const char *p = c->text, *end = c->text + c->len, *to, *next;
	size_t len = strlen(words), hidden = 0;
	struct quote_span *spans;

	if (!len || words[strspn(words, " \t\n")] == '\0' || !utf8_valid(words, len))
		return err_set(err, ERR_USAGE, "--hide takes words of the quote");
	/* A letter may be shorter in the text than in the words: each place has a byte at least. */
	spans = arena_array(a, struct quote_span, marks->count + c->len + 1);
	if (marks->count)
		memcpy(spans, marks->spans, marks->count * sizeof(*spans));
	while (p < end) {
		if (!stands_at(p, end, words, len, &to) || !is_whole(c, p, to)) {
			utf8_next(p, end, &next);
			p = next;
			continue;
		}
		spans[marks->count + hidden++] = (struct quote_span){
			.from = (uint32_t)(p - c->text),
			.to = (uint32_t)(to - c->text),
			.class = REDACT_REMOVED,
			.certain = true,
		};
		p = to;
	}
	if (!hidden)
		return err_set(
			err, ERR_INPUT,
			"\"%.60s\" is not in this quote; --hide takes words as they "
			"stand in it",
			words);
	marks->spans = spans;
	marks->count += hidden;
	spans_unite(marks);
	return true;
}

/* ---- the text -------------------------------------------------------------------------- */

/* Nothing to be seen of it, and it may turn or hide what stands beside it. */
static bool
is_unseen(uint32_t point)
{
	return point == 0xad || (point >= 0x200b && point <= 0x200f) ||
	       (point >= 0x202a && point <= 0x202e) ||
	       (point >= 0x2060 && point <= 0x206f) || point == 0xfeff;
}

static bool
is_empty(uint32_t point)
{
	return point <= ' ' || (point >= 0x7f && point <= 0xa0) ||
	       (point >= 0x2000 && point <= 0x200a) || point == 0x2028 ||
	       point == 0x2029 || point == 0x202f || point == 0x205f || point == 0x3000;
}

/* Puts text with one blank for each run of them, and none at the start. */
static void
put_squeezed(struct buf *out, const char *text, size_t len, bool *blank)
{
	const char *p = text, *end = text + len, *next;

	for (; p < end; p = next) {
		uint32_t point = utf8_next(p, end, &next);

		if (is_unseen(point))
			continue;
		if (is_empty(point)) {
			*blank = true;
			continue;
		}
		if (*blank && out->len)
			buf_putc(out, ' ');
		*blank = false;
		buf_put(out, p, (size_t)(next - p));
	}
}

static void
put_label(struct buf *out, const struct quote_span *span, size_t number, bool *blank)
{
	if (*blank && out->len)
		buf_putc(out, ' ');
	*blank = false;
	buf_printf(out, number ? "[%s %zu]" : "[%s]", redact_label(span->class), number);
}

char *
quote_text(const struct comment *c, const struct quote_span *spans, size_t count,
	   bool numbered, struct arena *a)
{
	SCOPED(buf) out;
	bool blank = false;
	size_t at = 0;
	char *text;

	buf_init(&out, 0);
	for (size_t i = 0; i < count; i++) {
		put_squeezed(&out, c->text + at, spans[i].from - at, &blank);
		put_label(&out, &spans[i], numbered ? i + 1 : 0, &blank);
		at = spans[i].to;
	}
	put_squeezed(&out, c->text + at, c->len - at, &blank);
	text = arena_copy(a, out.data ? out.data : "", out.len);
	secret_wipe(out.data, out.room);
	return text;
}
