/*
 * One text from end to end: how marks become spans, and what is written of them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"
#include "tests/tap.h"

static struct arena *a;

static struct redactor *
with(const struct own_pattern *patterns, size_t count, bool strict)
{
	const struct redact_options options = { .strict = strict,
						.patterns = patterns,
						.pattern_count = count };
	struct err err = { 0 };
	struct redactor *r = redactor_new(&options, &err);

	if (!r)
		die("no redactor: %s", err.text);
	return r;
}

static void
written_is(struct redactor *r, const char *text, const char *want)
{
	struct redaction found = redact_text(r, text, strlen(text), a);
	SCOPED(buf) b = { 0 };

	redaction_write(&found, text, strlen(text), &b);
	is_str(b.data ? b.data : "", want, "%s", text);
}

static void
json_is(struct redactor *r, const char *text, const char *want)
{
	struct redaction found = redact_text(r, text, strlen(text), a);
	SCOPED(buf) b = { 0 };

	redaction_json(&found, &b);
	is_str(b.data, want, "%s, as JSON", text);
}

static void
labels(void)
{
	is_int(redaction_label_count, REDACT_REMOVED,
	       "each class but REMOVED has a label");
	is_str(redact_label(REDACT_NAME), "NAME", "the first");
	is_str(redact_label(REDACT_VEHICLE), "VEHICLE", "one between");
	is_str(redact_label(REDACT_NUMBER), "NUMBER", "one towards the end");
	is_str(redact_label(REDACT_LOCAL), "LOCAL", "the last");
	is_str(redact_label(REDACT_REMOVED), "REMOVED", "and what is none of the list");
}

/* Two patterns, marks of which may overlap. */
static void
united(void)
{
	static const struct {
		const char *one, *other, *text, *want;
	} cases[] = {
		{ "ufo", "qux", "an ufo and a qux here", "an [NAME] and a [PLACE] here" },
		{ "ufo qux", "qux zork blip", "the ufo qux zork blip", "the [PLACE]" },
		{ "ufo qux zork", "zork blip", "the ufo qux zork blip", "the [NAME]" },
		{ "ufo", "ufo qux", "the ufo qux", "the [PLACE]" },
		{ "ufo qux zork", "qux", "the ufo qux zork", "the [NAME]" },
		{ "ufo", "quxes", "the ufoquxes", "the [PLACE]" },
		{ "ufo", "qux", "the ufoqux", "the [NAME]" },
		{ "qux", "ufo", "the ufoqux", "the [PLACE]" },
		{ "ufo", "qux", "the ufo qux", "the [NAME] [PLACE]" },
		{ "ufo", "ufo", "the ufo", "the [NAME]" },
		{ "ufo ", " qux", "the ufo qux", "the [NAME] [PLACE]" },
		{ "ufo", "nothing", "ufo", "[NAME]" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct own_pattern own[] = { { "NAME", cases[i].one },
						   { "PLACE", cases[i].other } };
		SCOPED(redactor) *r = with(own, 2, false);

		written_is(r, cases[i].text, cases[i].want);
	}
}

static void
own_labels(void)
{
	static const struct own_pattern own[] = { { "CUSTODY", "zork" },
						  { "SHIP", "(the |an )?ufo" } };
	SCOPED(redactor) *r = with(own, 2, false);
	const struct own_pattern bad = { "NAME", "(" };
	const struct redact_options options = { .patterns = &bad, .pattern_count = 1 };
	struct err err = { 0 };

	written_is(r, "a zork of ufo", "a [CUSTODY] of [LOCAL]");
	/* people put alternatives in brackets: it is no wish to have those words taken out only */
	written_is(r, "a zork of the ufo", "a [CUSTODY] of [LOCAL]");
	ok(!redactor_new(&options, &err), "a pattern that does not compile");
	is_int(err.code, ERR_INPUT, "is bad input");
	ok(strlen(err.text) > 10, "and told: %s", err.text);
}

static void
as_json(void)
{
	static const struct own_pattern own[] = { { "NAME", "zork" },
						  { "PLACE", "qux" } };
	SCOPED(redactor) *r = with(own, 2, false);

	json_is(r, "", "[]");
	json_is(r, "nothing here", "[]");
	json_is(r, "a zork", "[{\"start\":2,\"end\":6,\"class\":\"NAME\"}]");
	json_is(r, "\u00e9\U0001f642 qux e\u0301 zork",
		"[{\"start\":3,\"end\":6,\"class\":\"PLACE\"},"
		"{\"start\":10,\"end\":14,\"class\":\"NAME\"}]");
	json_is(r, "zo\u00adrk\r\n\r\nqux",
		"[{\"start\":0,\"end\":5,\"class\":\"NAME\"},"
		"{\"start\":9,\"end\":12,\"class\":\"PLACE\"}]");
	written_is(r, "", "");
	written_is(r, "\u00e9\U0001f642 qux, e\u0301 zork.",
		   "\u00e9\U0001f642 [PLACE], e\u0301 [NAME].");
	written_is(r, " \t\n", " \t\n");
}

/* A limit takes all of it out. */
static void
removed(void)
{
	static const struct own_pattern own = { "NAME", "(z+)+$" };
	SCOPED(redactor) *r = with(&own, 1, false);
	const char *text = "\u00e9 zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz!";
	struct redaction found = redact_text(r, text, strlen(text), a);

	written_is(r, text, "[REMOVED]");
	is_int(found.count, 1, "one span");
	is_int(found.spans[0].start, 0, "from the beginning");
	is_int(found.spans[0].end, utf8_count(text, strlen(text)),
	       "to the end, in characters");
	is_int(found.spans[0].to, strlen(text), "and in bytes");
	ok(found.spans[0].certain, "for certain");
	written_is(r, "a zzz is found", "a zzz is found");
	written_is(r, "a zzz", "a [NAME]");
}

static void
logged(void)
{
	static const struct own_pattern own[] = { { "NAME", "zork" },
						  { "PLACE", "qux" } };
	static const char *const texts[] = {
		"a zork, a qux, a zork", "nothing", "qux",
		"the stabbing at the petrol station last weekend"
	};
	SCOPED(redactor) *r = with(own, 2, false);
	struct redact_log log = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct redaction found = redact_text(r, texts[i], strlen(texts[i]), a);

		redact_log_add(&log, &found);
	}
	is_int(log.texts, 4, "texts are counted");
	is_int(log.events, 1, "those with an event, a place and a time");
	is_int(log.classes[REDACT_NAME], 2, "names");
	is_int(log.classes[REDACT_REMOVED], 0, "and no text was removed");
	ok(log.marked >= 2 && log.marked <= 3, "and those with a mark");
}

/* What was looked at before makes no difference. */
static void
steady(void)
{
	SCOPED(redactor) *r = with(NULL, 0, true);
	const char *text = "Sgt Smith rang 07700 900123 from Leeds";
	struct redaction one = redact_text(r, text, strlen(text), a), other;

	redact_text(r, "SGT SMITH IN LEEDS", 18, a).count ? (void)0
							  : die("nothing found");
	other = redact_text(r, text, strlen(text), a);
	is_int(other.count, (long long)one.count, "as many spans the second time");
	ok(one.count && !memcmp(one.spans, other.spans, one.count * sizeof(*one.spans)),
	   "and the same");
}

int
main(void)
{
	a = arena_new(0);
	labels();
	united();
	own_labels();
	as_json();
	removed();
	logged();
	steady();
	arena_free(a);
	return tap_done();
}
