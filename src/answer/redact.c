/*
 * One text, from end to end: views, tokens, finders, and their marks made one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

const char *
redact_label(enum redact_class class)
{
	return class < redaction_label_count ? redaction_labels[class] : "REMOVED";
}

void
redactor_free(struct redactor *r)
{
	if (!r)
		return;
	patterns_free(r->patterns);
	free(r);
}

void
redactor_cleanup(struct redactor **r)
{
	redactor_free(*r);
}

struct redactor *
redactor_new(const struct redact_options *options, struct err *err)
{
	struct patterns *patterns =
		patterns_new(options->patterns, options->pattern_count, err);
	struct redactor *r;

	if (!patterns)
		return NULL;
	r = mem_new(1, sizeof(*r));
	r->patterns = patterns;
	r->locals = options->locals;
	r->strict = options->strict;
	return r;
}

/* ---- marks ---- */

void *
list_grow(struct arena *a, const void *items, size_t count, size_t size, size_t *inout_room)
{
	size_t room = *inout_room ? *inout_room * 2 : 16;
	void *grown = arena_alloc(a, room, size);

	if (count)
		memcpy(grown, items, count * size);
	*inout_room = room;
	return grown;
}

void
scan_mark(struct scan *s, const struct view *v, size_t from, size_t to,
	  enum redact_class class, bool certain)
{
	/* blanks at either end name nobody */
	while (from < to && strchr(" \n\t", v->text[from]))
		from++;
	while (from < to && strchr(" \n\t", v->text[to - 1]))
		to--;
	if (from >= to)
		return;
	if (s->mark_count == s->mark_room)
		s->marks = list_grow(s->a, s->marks, s->mark_count, sizeof(*s->marks),
				     &s->mark_room);
	s->marks[s->mark_count++] = (struct mark){ .start = v->start[from],
						   .end = v->end[to - 1],
						   .class = class,
						   .certain = certain };
	for (size_t i = v->start[from]; i < v->end[to - 1]; i++)
		if (!s->covered[i])
			s->covered[i] = (uint8_t)(class + 1);
}

void
scan_mark_tokens(struct scan *s, size_t first, size_t last, enum redact_class class,
		 bool certain)
{
	scan_mark(s, &s->plain, s->tokens[first].from, s->tokens[last].to, class, certain);
}

int
scan_marked(const struct scan *s, size_t token)
{
	size_t start = s->plain.start[s->tokens[token].from];
	size_t end = s->plain.end[s->tokens[token].to - 1];

	for (size_t i = start; i < end; i++)
		if (s->covered[i])
			return s->covered[i] - 1;
	return -1;
}

static int
mark_order(const void *one, const void *other)
{
	const struct mark *a = one, *b = other;

	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->end != b->end)
		return a->end > b->end ? -1 : 1;
	if (a->certain != b->certain)
		return a->certain ? -1 : 1;
	return a->class < b->class ? -1 : a->class > b->class;
}

/* Overlapping and touching marks become one; the longest gives the class, of equals the first, and
 * of equals in one place what is certain. */
static size_t
marks_unite(struct mark *marks, size_t count, struct redact_span *out)
{
	size_t n = 0, longest = 0;

	if (count)
		qsort(marks, count, sizeof(*marks), mark_order);
	for (size_t i = 0; i < count; i++) {
		struct redact_span *last = n ? &out[n - 1] : NULL;
		size_t length = marks[i].end - marks[i].start;

		if (!last || marks[i].start > last->end) {
			out[n++] = (struct redact_span){ .start = marks[i].start,
							 .end = marks[i].end,
							 .class = marks[i].class,
							 .certain = marks[i].certain };
			longest = length;
			continue;
		}
		if (marks[i].end > last->end)
			last->end = marks[i].end;
		last->certain |= marks[i].certain;
		if (length > longest) {
			longest = length;
			last->class = marks[i].class;
		}
	}
	return n;
}

/* Where the spans lie in bytes. */
static void
spans_place(struct redact_span *spans, size_t count, const char *text, size_t len)
{
	const char *p = text, *end = text + len, *next;
	size_t point = 0;

	for (size_t i = 0; i < count; i++) {
		for (; p < end && point < spans[i].start; p = next, point++)
			utf8_next(p, end, &next);
		spans[i].from = (size_t)(p - text);
		for (; p < end && point < spans[i].end; p = next, point++)
			utf8_next(p, end, &next);
		spans[i].to = (size_t)(p - text);
	}
}

/* ---- one text ---- */

static struct redaction
all_of(const char *text, size_t len, struct arena *a)
{
	struct redact_span *span = arena_one(a, struct redact_span);

	*span = (struct redact_span){ .end = utf8_count(text, len),
				      .to = len,
				      .class = REDACT_REMOVED,
				      .certain = true };
	return (struct redaction){ .spans = span, .count = 1 };
}

static void
find_all(struct scan *s)
{
	patterns_find(s, s->r->patterns);
	find_contacts(s);
	find_numbers(s);
	find_police(s);
	find_dates(s);
	if (s->r->locals)
		find_locals(s);
	find_addresses(s);
	find_places(s);
	find_names(s);
	find_address_rest(s);
	find_place_rest(s);
	if (s->r->strict)
		find_strict(s);
}

struct redaction
redact_text(struct redactor *r, const char *text, size_t len, struct arena *a)
{
	struct scan s = { .r = r, .a = a, .given = text, .given_len = len };
	struct redaction out = { .count = 0 };
	struct redact_span *spans;

	if (!len)
		return out;
	s.covered = arena_array(a, uint8_t, utf8_count(text, len) + 1);
	view_plain(&s.plain, text, len, a);
	if (!view_spoken(&s.spoken, &s.plain, a))
		s.spoken.text = NULL;
	tokens_read(&s);
	find_all(&s);
	if (s.limit)
		return all_of(text, len, a);
	spans = arena_array(a, struct redact_span, s.mark_count + 1);
	out.count = marks_unite(s.marks, s.mark_count, spans);
	spans_place(spans, out.count, text, len);
	out.spans = spans;
	out.event = find_event(&s);
	return out;
}

/* ---- what comes out ---- */

void
redaction_write(const struct redaction *found, const char *text, size_t len, struct buf *out)
{
	size_t at = 0;

	for (size_t i = 0; i < found->count; i++) {
		const struct redact_span *span = &found->spans[i];

		buf_put(out, text + at, span->from - at);
		buf_printf(out, "[%s]", redact_label(span->class));
		at = span->to;
	}
	if (len > at)
		buf_put(out, text + at, len - at);
}

void
redaction_json(const struct redaction *found, struct buf *out)
{
	buf_putc(out, '[');
	for (size_t i = 0; i < found->count; i++) {
		const struct redact_span *span = &found->spans[i];

		buf_printf(out, "%s{\"start\":%zu,\"end\":%zu,\"class\":\"%s\"}",
			   i ? "," : "", span->start, span->end,
			   redact_label(span->class));
	}
	buf_putc(out, ']');
}

void
redact_log_add(struct redact_log *log, const struct redaction *found)
{
	log->texts++;
	log->marked += found->count > 0;
	log->events += found->event;
	for (size_t i = 0; i < found->count; i++)
		log->classes[found->spans[i].class]++;
}
