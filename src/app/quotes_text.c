/*
 * What is taken out of a comment: what the engine marks, less what a person keeps, and what a
 * person hides besides; and the text that is left.
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

void
quote_marks_add(struct quote_marks *marks, const struct quote_marks *own, struct arena *a)
{
	struct quote_span *spans =
		arena_array(a, struct quote_span, marks->count + own->count + 1);
	size_t count = marks->count;

	if (count)
		memcpy(spans, marks->spans, count * sizeof(*spans));
	for (size_t i = 0; i < own->count; i++)
		if (own->spans[i].certain &&
		    !quote_covers(marks->spans, marks->count, &own->spans[i]))
			spans[count++] = own->spans[i];
	/* What another passed stays as it is where nothing more is certain. */
	if (count == marks->count)
		return;
	marks->spans = spans;
	marks->count = count;
	spans_unite(marks);
}

bool
quote_covers(const struct quote_span *spans, size_t count, const struct quote_span *mark)
{
	for (size_t i = 0; i < count; i++)
		if (spans[i].from <= mark->from && spans[i].to >= mark->to)
			return true;
	return false;
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

/* ---- blanks ---------------------------------------------------------------------------- */

/* A blank, a line end, a control character: all are told as one blank. */
static bool
is_empty(uint32_t point)
{
	return point <= ' ' || (point >= 0x7f && point <= 0x9f) || point == 0x2028 ||
	       point == 0x2029 || point == 0x2800 || utf8_is_blank(point);
}

bool
quote_blank(const char *text, size_t len)
{
	const char *p = text, *end = text + len;

	while (p < end) {
		uint32_t point = utf8_next(p, end, &p);

		if (!is_empty(point) && !utf8_is_hidden(point))
			return false;
	}
	return true;
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

/* Shows nothing by itself: hidden, or a mark upon the letter before it. */
static bool
is_extra(uint32_t point)
{
	return utf8_is_hidden(point) || utf8_is_mark(point);
}

/* As quote_text shows it: the next letter, small, or ' ' for a run of blanks; 0: none is left. */
static uint32_t
seen_next(const char **p, const char *end)
{
	bool blank = false;
	const char *next;

	for (; *p < end; *p = next) {
		uint32_t point = utf8_next(*p, end, &next);

		if (is_empty(point))
			blank = true;
		else if (is_extra(point))
			continue;
		else
			return blank ? ' ' : small_letter(*p, end, p);
	}
	return blank ? ' ' : 0;
}

/* The last of from..to that is seen; 0: none. */
static uint32_t
seen_last(const char *from, const char *to)
{
	const char *p = to, *next;

	while (p > from) {
		uint32_t point;

		do
			p--;
		while (p > from && ((unsigned char)*p & 0xc0) == 0x80);
		point = utf8_next(p, to, &next);
		if (!is_extra(point))
			return point;
	}
	return 0;
}

/*
 * Whether the words stand at p, in any case, as they are seen: line ends are blanks, and nothing
 * hidden keeps letters apart.  *out_end is what follows them.
 */
static bool
stands_at(const char *p, const char *end, const char *words, size_t len,
	  const char **out_end)
{
	const char *w = words, *words_end = words + len, *next;
	uint32_t point = utf8_next(p, end, &next), wanted = seen_next(&w, words_end);

	if (is_empty(point) || is_extra(point))
		return false;
	if (wanted == ' ')
		wanted = seen_next(&w, words_end);
	for (; wanted && !(wanted == ' ' && w == words_end);
	     wanted = seen_next(&w, words_end))
		if (seen_next(&p, end) != wanted)
			return false;
	while (p < end && is_extra(utf8_next(p, end, &next)))
		p = next;
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
	const char *end = c->text + c->len, *next;

	return !(is_word(utf8_next(from, end, &next)) &&
		 is_word(seen_last(c->text, from))) &&
	       !(is_word(seen_last(from, to)) && to < end &&
		 is_word(utf8_next(to, end, &next)));
}

bool
quote_hide(struct quote_marks *marks, const struct comment *c, const char *words,
	   struct arena *a, struct err *err)
{
	const char *p = c->text, *end = c->text + c->len, *to, *next;
	size_t len = strlen(words), hidden = 0;
	struct quote_span *spans;

	if (!utf8_valid(words, len) || quote_blank(words, len))
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
			"\"%.60s\" is not in this quote: what is to be hidden must be "
			"written as it stands there",
			words);
	marks->spans = spans;
	marks->count += hidden;
	spans_unite(marks);
	return true;
}

/* ---- the text -------------------------------------------------------------------------- */

enum gap { GAP_NONE, GAP_BLANK, GAP_LINE };

static void
put_gap(struct buf *out, enum gap *gap)
{
	if (*gap && out->len)
		buf_putc(out, *gap == GAP_LINE ? '\n' : ' ');
	*gap = GAP_NONE;
}

/* Puts text with one blank for each run of them, and none at the start; lines: with one line end
 * for each run that has any. */
static void
put_squeezed(struct buf *out, const char *text, size_t len, bool lines, enum gap *gap)
{
	const char *p = text, *end = text + len, *next;

	for (; p < end; p = next) {
		uint32_t point = utf8_next(p, end, &next);

		if (utf8_is_hidden(point))
			continue;
		if (is_empty(point)) {
			if (lines && point == '\n')
				*gap = GAP_LINE;
			else if (!*gap)
				*gap = GAP_BLANK;
			continue;
		}
		put_gap(out, gap);
		buf_put(out, p, (size_t)(next - p));
	}
}

static void
put_label(struct buf *out, const struct quote_span *span, size_t number, enum gap *gap)
{
	put_gap(out, gap);
	buf_printf(out, number ? "[%s %zu]" : "[%s]", redact_label(span->class), number);
}

static char *
text_of(const struct comment *c, const struct quote_span *spans, size_t count,
	bool numbered, bool lines, struct arena *a)
{
	SCOPED(buf) out;
	enum gap gap = GAP_NONE;
	size_t at = 0;
	char *text;

	buf_init(&out, 0);
	for (size_t i = 0; i < count; i++) {
		put_squeezed(&out, c->text + at, spans[i].from - at, lines, &gap);
		put_label(&out, &spans[i], numbered ? i + 1 : 0, &gap);
		at = spans[i].to;
	}
	put_squeezed(&out, c->text + at, c->len - at, lines, &gap);
	text = arena_copy(a, out.data ? out.data : "", out.len);
	secret_wipe(out.data, out.room);
	return text;
}

char *
quote_text(const struct comment *c, const struct quote_span *spans, size_t count,
	   bool numbered, struct arena *a)
{
	return text_of(c, spans, count, numbered, false, a);
}

char *
quote_text_lines(const struct comment *c, const struct quote_span *spans, size_t count,
		 struct arena *a)
{
	return text_of(c, spans, count, false, true, a);
}
