/*
 * What the tests of marks on the check page share: forms whose own patterns find what is looked
 * for, so that nothing depends on what else redaction knows.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_MARKS_H
#define CANVASS_TEST_MARKS_H

#include "tests/tap.h"
#include "tests/unit/web/fixture.h"

static const char head[] = "canvass: form 1\n"
			   "id: small\n"
			   "title: A small form\n"
			   "title (cy): Ffurflen fach\n"
			   "languages: [en, cy]\n";
static const char privacy[] = "privacy:\n"
			      "  smallest group: 10\n"
			      "  warning: Think of who <reads> this.\n"
			      "  warning (cy): Meddyliwch pwy sy'n darllen.\n"
			      "  own patterns:\n"
			      "    COLLAR: \"zq[a-k]{4}\"\n"
			      "    LOCAL: \"zz[a-k]{5}\"\n"
			      "themes:\n"
			      "  things: Everything\n"
			      "  things (cy): Popeth\n"
			      "pages:\n";
/* Two pages and a loop between them; words of `other`; a text that hides. */
TAP_UNUSED static const char several[] = "  - title: One\n"
					 "    title (cy): Un\n"
					 "    questions:\n"
					 "      - id: who\n"
					 "        ask: Who helped?\n"
					 "        ask (cy): Pwy?\n"
					 "        type: choose one\n"
					 "        options:\n"
					 "          boss: My boss\n"
					 "        options (cy):\n"
					 "          boss: Fy mos\n"
					 "        other: Somebody else\n"
					 "        other (cy): Rhywun arall\n"
					 "        theme: things\n"
					 "      - id: note\n"
					 "        ask: What did they do?\n"
					 "        ask (cy): Beth?\n"
					 "        type: short text\n"
					 "        up to: 80 characters\n"
					 "        show if: who is other\n"
					 "        themes: [things]\n"
					 "  - title: Time {turn}\n"
					 "    title (cy): Tro {turn}\n"
					 "    for each: time, up to 3\n"
					 "    another: Is there more?\n"
					 "    another (cy): Rhagor?\n"
					 "    questions:\n"
					 "      - id: again\n"
					 "        ask: What was it?\n"
					 "        ask (cy): Beth oedd?\n"
					 "        type: short text\n"
					 "        up to: 80 characters\n"
					 "        themes: [things]\n"
					 "  - title: Last\n"
					 "    title (cy): Olaf\n"
					 "    questions:\n"
					 "      - id: words\n"
					 "        ask: What else?\n"
					 "        ask (cy): Beth arall?\n"
					 "        type: long text\n"
					 "        up to: 2000 characters\n"
					 "        themes: [things]\n";
TAP_UNUSED static const char single[] = "  - title: One\n"
					"    title (cy): Un\n"
					"    questions:\n"
					"      - id: words\n"
					"        ask: What else?\n"
					"        ask (cy): Beth arall?\n"
					"        type: long text\n"
					"        up to: 2000 characters\n"
					"        themes: [things]\n";

TAP_UNUSED static struct door *
door_with(const char *keys, const char *when_found, const char *pages)
{
	SCOPED(buf) text = { 0 };
	const char *smallest = strstr(privacy, "  warning:");

	buf_puts(&text, head);
	buf_puts(&text, keys);
	buf_put(&text, privacy, (size_t)(smallest - privacy));
	buf_puts(&text, when_found);
	buf_puts(&text, smallest);
	buf_puts(&text, pages);
	return fixture_new(text.data);
}

TAP_UNUSED static bool
has(const struct reply *reply, const char *words)
{
	return reply->body && strstr(reply->body, words) != NULL;
}

/* How often something stands on a page. */
TAP_UNUSED static int
times(const struct reply *reply, const char *words)
{
	int n = 0;

	for (const char *at = reply->body; (at = strstr(at, words)); at += strlen(words))
		n++;
	return n;
}

/* Whether a reply is an answer on its way, in whose record these words stand. */
TAP_UNUSED static bool
sends(const struct reply *reply, const char *words)
{
	return reply->send &&
	       memmem(reply->send->record, reply->send->record_len, words, strlen(words));
}

/* The thank-you page; ends what is on its way. */
TAP_UNUSED static void
thanked(struct door *door, struct reply *reply, const char *words, const char *what,
	struct arena *a)
{
	ok(sends(reply, words), "%s: it is sent, with the words \"%s\"", what, words);
	if (reply->send)
		ok(has(fixture_end(door, reply, SEND_STORED, a), "<h1>Thank you</h1>"),
		   "%s: and thanked for", what);
}

TAP_UNUSED static void
is_check(const struct reply *page, unsigned status, int marks, const char *what)
{
	is_int(page->status, status, "%s: status", what);
	ok(!page->send && has(page, "<dl class=\"rows\">"), "%s: the check page", what);
	if (!page->send)
		is_int(times(page, "<mark>"), marks, "%s: words marked", what);
}

/* The first POST of an empty form; says Continue until it stands at its check page. */
TAP_UNUSED static struct reply *
to_check(struct door *door, const char *first, const char *last, struct arena *a)
{
	struct reply *page = fixture_get(door, "", a);

	page = fixture_post(door, page, first, a);
	page = fixture_post(door, page, "go=next&another=no", a);
	return fixture_post(door, page, last, a);
}

#endif
