/*
 * Fuzz target: redaction of any text, normal and strict, without local words and with them.
 * Marks are in order, apart and on characters; a text gives the same marks twice, whatever was
 * looked at between; what comes out can be redacted again, and stands up as JSON.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum { TEXT_MOST = 2048, MODES = 4 };

static const char local_text[] =
	"PLACE\tHedge End\nNAME\tO'Neill\nPLACE\tSt Anne's Road\n"
	"LOCAL\tXanthippe\nNAME\tSutton\nPLACE\tB & Q\n";

static struct redactor *
redactor_of(unsigned mode)
{
	static struct redactor *made[MODES];
	static struct arena *kept;
	static struct local_words *locals;
	static struct diags diags;

	if (!kept) {
		kept = arena_new(0);
		diags_init(&diags, "locals", local_text, sizeof(local_text) - 1, kept);
		locals = local_words_read(local_text, sizeof(local_text) - 1, &diags,
					  kept);
	}
	if (!made[mode]) {
		const struct redact_options options = { .strict = mode & 1,
							.locals = mode & 2 ? locals
									   : NULL };
		struct err err = { 0 };

		made[mode] = redactor_new(&options, &err);
		if (!made[mode] || !locals)
			die("no redactor: %s", err.text);
	}
	return made[mode];
}

/*
 * Bytes that are no UTF-8 stand for characters that are hard to read, so that none is wasted.
 */
static const char *
text_of(const uint8_t *data, size_t *inout_len, struct arena *a)
{
	static const char *const hard[] = {
		"\u0301", "\u200b", "\ufdfa", "\u00a0",	    "\u2019", "\uff10",
		"\u0660", "\u00ad", "\u202e", "\U0001f642", "\u1e9e", "\u0130",
		"\ufb03", "\u2028", "\u00e9", "\uac00",
	};
	size_t len = *inout_len < TEXT_MOST ? *inout_len : TEXT_MOST;
	SCOPED(buf) b = { 0 };

	if (len < *inout_len || !utf8_valid((const char *)data, len)) {
		for (size_t i = 0; i < len; i++)
			if (data[i] && data[i] < 0x80)
				buf_putc(&b, (char)data[i]);
			else
				buf_puts(&b, hard[data[i] & 15]);
		*inout_len = b.len;
		return arena_copy(a, b.data ? b.data : "", b.len);
	}
	return arena_copy(a, data, len);
}

static void
check_spans(const struct redaction *found, const char *text, size_t len)
{
	size_t last = 0;

	for (size_t i = 0; i < found->count; i++) {
		const struct redact_span *span = &found->spans[i];

		if (span->from >= span->to || span->to > len || span->start >= span->end)
			die("a span of nothing, or beyond the text");
		if (i && (span->from <= found->spans[i - 1].to || span->start <= last))
			die("spans overlap, touch or are in no order");
		if (utf8_count(text, span->from) != span->start ||
		    utf8_count(text, span->to) != span->end ||
		    !utf8_valid(text, span->from) ||
		    !utf8_valid(text + span->from, span->to - span->from))
			die("bytes and characters of a span differ");
		if (span->class >= REDACT__COUNT)
			die("a class that is none");
		last = span->end;
	}
}

static void
check_same(const struct redaction *one, const struct redaction *other)
{
	if (one->count != other->count || one->event != other->event)
		die("the same text was read in two ways");
	for (size_t i = 0; i < one->count; i++)
		if (one->spans[i].start != other->spans[i].start ||
		    one->spans[i].end != other->spans[i].end ||
		    one->spans[i].class != other->spans[i].class ||
		    one->spans[i].certain != other->spans[i].certain)
			die("the same text was marked in two ways");
}

static void
check_json(const struct redaction *found, struct arena *a)
{
	SCOPED(buf) b = { 0 };
	struct json *list;

	redaction_json(found, &b);
	list = json_parse(b.data, b.len, a, NULL);
	if (!list || list->type != JSON_LIST || list->count != found->count)
		die("the spans are no JSON");
}

/* All but the marked words is in what comes out; that can be read in its turn. */
static void
check_written(struct redactor *r, const struct redaction *found, const char *text,
	      size_t len, struct arena *a)
{
	SCOPED(buf) b = { 0 };
	size_t want = len;
	struct redaction again;

	redaction_write(found, text, len, &b);
	for (size_t i = 0; i < found->count; i++)
		want = want - (found->spans[i].to - found->spans[i].from) +
		       strlen(redact_label(found->spans[i].class)) + 2;
	if (b.len != want || !utf8_valid(b.data ? b.data : "", b.len))
		die("what comes out is not what is left");
	again = redact_text(r, b.data ? b.data : "", b.len, a);
	check_spans(&again, b.data, b.len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new(0);
	const char *text = text_of(data, &len, a);

	for (unsigned mode = 0; mode < MODES; mode++) {
		struct redactor *r = redactor_of(mode);
		struct redaction found = redact_text(r, text, len, a), again;

		check_spans(&found, text, len);
		check_json(&found, a);
		check_written(r, &found, text, len, a);
		again = redact_text(r, text, len, a);
		check_same(&found, &again);
	}
	arena_free(a);
	return 0;
}
