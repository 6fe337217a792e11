/*
 * The look of marks: the lines beside a text, what a page of them weighs, how long it takes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "tests/unit/web/marks.h"

#if defined(__SANITIZE_ADDRESS__)
enum { SLOWER = 20 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { SLOWER = 20 };
#else
enum { SLOWER = 1 };
#endif
#else
enum { SLOWER = 1 };
#endif

/* ---- as it is laid out ------------------------------------------------------------ */

static void
layout(void)
{
	const struct redact_span spans[] = {
		{ .from = 0, .to = 2, .class = REDACT_NAME },
		{ .from = 3, .to = 6, .class = REDACT_NAME, .certain = true },
		{ .from = 7, .to = 9, .class = REDACT_NAME },
	};
	const struct redact_span whole = { .to = 9,
					   .class = REDACT_REMOVED,
					   .certain = true };
	struct fill fill = { .extent = { .marks = 2, .words = 2 } };
	struct speech english = speech_of(NULL, 0);
	struct html *h = html_new(0);
	size_t len;

	found_put(h, "AB C\xc3\xa9 AB DE", &(struct redaction){ spans, 3, false }, false,
		  &fill, &english);
	ok(strstr(html_bytes(h, &len), "<li>\"<bdi>AB</bdi>\" may be a name</li>"),
	   "what is not certain may be a name");
	ok(strstr(html_bytes(h, &len), "<li>\"<bdi>C...</bdi>\" looks like a name</li>"),
	   "long words are shown in part, and no character is broken");
	ok(!strstr(html_bytes(h, &len), "more"), "the same words are one line");
	html_free(h);
	h = html_new(0);
	fill.extent.marks = 1;
	found_put(h, "AB CDE FG", &(struct redaction){ spans, 3, false }, false, &fill,
		  &english);
	ok(strstr(html_bytes(h, &len), "<li>and 2 more</li>"),
	   "what is not listed is counted");
	html_free(h);
	h = html_new(0);
	found_put(h, "AB CDE FG", &(struct redaction){ &whole, 1, false }, false, &fill,
		  &english);
	ok(strstr(html_bytes(h, &len), "<li>We could not look through this text."),
	   "a text that nobody could look through");
	html_free(h);
	for (unsigned class = 0; class < REDACT_REMOVED; class ++) {
		SCOPED(buf) id = { 0 };

		buf_puts(&id, "found-");
		for (const char *p = redact_label((enum redact_class) class); *p; p++)
			buf_putc(&id, (char)(*p | 32));
		is_str(word_rows[WORD_FOUND_NAME + (int)class].id, id.data,
		       "the reason of a class is its own");
	}
}

/* What `form check` tells authors is never less than what is met. */
static size_t
foretold(const char *when_found)
{
	struct arena *a = arena_new(0);
	struct door *door = door_with("", when_found, single);
	struct reply *page = fixture_get(door, "", a);
	SCOPED(buf) body = { 0 };
	size_t most;

	buf_puts(&body, "go=next&words=");
	for (int i = 0; i < 50; i++) {
		buf_printf(&body, "zq%c%c%c%c", 'a' + i % 11, 'a' + i / 11 % 11,
			   'a' + i % 3, 'k');
		for (int k = 0; k < 34; k++)
			buf_puts(&body, "%26"); /* five bytes on the page */
	}
	page = fixture_post(door, page, body.data, a);
	most = prepared_check_most(door->survey.prepared, door->survey.form);
	ok(has(page, " more</li>") && page->len + HEADER_BYTES <= most &&
		   most < page->len * 2,
	   "a page full of marks has %zu bytes, and was foretold at %zu",
	   page->len + HEADER_BYTES, most);
	fixture_free(door);
	arena_free(a);
	return most;
}

/* Text that is marks from end to end, in boxes that together hold 20 KB. */
static void
sizes(void)
{
	struct arena *a = arena_new(0);
	SCOPED(buf) pages = { 0 };
	SCOPED(buf) body = { 0 };
	struct door *door;
	struct reply *page;
	clock_t from;
	double ms;

	buf_puts(&pages, "  - title: One\n    title (cy): Un\n    questions:\n");
	for (int i = 0; i < 9; i++)
		buf_printf(&pages,
			   "      - id: words%d\n        ask: What else %d?\n"
			   "        ask (cy): Beth %d?\n        type: long text\n"
			   "        up to: 2000 characters\n        themes: [things]\n",
			   i, i, i);
	door = door_with("", "", pages.data);
	buf_puts(&body, "go=next");
	for (int i = 0; i < 9; i++) {
		buf_printf(&body, "&words%d=", i);
		for (int k = 0; k < 285; k++)
			buf_printf(&body, "zq%c%c%c%c+", 'a' + k % 11, 'a' + k / 11 % 11,
				   'a' + k / 121, 'a' + i);
	}
	page = fixture_get(door, "", a);
	fixture_post(door, page, "go=next&words0=x", a); /* makes what is made once */
	from = clock();
	page = fixture_post(door, page, body.data, a);
	ms = 1000.0 * (double)(clock() - from) / CLOCKS_PER_SEC;
	ok(page->status == 200 && has(page, "<dl class=\"rows\">") &&
		   has(page, " more</li>"),
	   "18 KB full of marks come to the check page");
	ok(page->len + HEADER_BYTES <= CHECK_BYTES, "which has %zu bytes; at most %d",
	   page->len + HEADER_BYTES, CHECK_BYTES);
	ok(ms < 50 * SLOWER, "in %.1f ms", ms);
	buf_clear(&body);
	buf_puts(&body, "go=next");
	for (int i = 0; i < 9; i++) {
		buf_printf(&body, "&words%d=", i);
		for (int k = 0; k < 40; k++)
			buf_puts(&body, "the shift was long and nobody came to help ");
	}
	for (size_t i = 0; i < body.len; i++)
		body.data[i] = body.data[i] == ' ' ? '+' : body.data[i];
	from = clock();
	page = fixture_post(door, fixture_get(door, "", a), body.data, a);
	ms = 1000.0 * (double)(clock() - from) / CLOCKS_PER_SEC;
	ok(page->status == 200 && ms < 50 * SLOWER, "16 KB of prose in %.1f ms", ms);
	fixture_free(door);
	arena_free(a);
}

int
main(void)
{
	size_t asks, refuses;

	layout();
	asks = foretold("");
	refuses = foretold("  when found: refuse\n");
	ok(refuses > asks + 500, "with room for what is refused");
	sizes();
	return tap_done();
}
