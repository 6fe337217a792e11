/*
 * Drafts that are of another survey or ticket, changed or cut; saved files that are; fields of
 * other pages; texts that are too long together; a survey that has closed.  Each is told of, what
 * was typed on the page is kept, and nothing is stored.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/web/bad_input_ask.h"

/* Pages, to be walked with drafts; long texts, to be filled. */
static const char pages_form[] = "canvass: form 1\n"
				 "id: pages\n"
				 "title: Pages\n"
				 "languages: [en]\n"
				 "pages:\n"
				 "  - title: First\n"
				 "    questions:\n"
				 "      - id: first\n"
				 "        ask: First?\n"
				 "        type: choose one\n"
				 "        options:\n"
				 "          yes: Yes\n"
				 "          no: No\n"
				 "  - title: Loop\n"
				 "    for each: event, up to 2\n"
				 "    another: Another?\n"
				 "    questions:\n"
				 "      - id: what\n"
				 "        ask: What?\n"
				 "        type: short text\n"
				 "        up to: 20 characters\n"
				 "  - title: Second\n"
				 "    questions:\n"
				 "      - id: second\n"
				 "        ask: Second?\n"
				 "        type: long text\n"
				 "        up to: 4000 characters\n"
				 "  - title: Third\n"
				 "    questions:\n"
				 "      - id: third\n"
				 "        ask: Third?\n"
				 "        type: long text\n"
				 "        up to: 4000 characters\n"
				 "  - title: Fourth\n"
				 "    questions:\n"
				 "      - id: fourth\n"
				 "        ask: Fourth?\n"
				 "        type: long text\n"
				 "        up to: 4000 characters\n";

static struct survey_made pages = { .name = "pages@w1", .text = pages_form },
			  earlier = { .name = "pages@w0", .text = pages_form },
			  closed = { .name = "pages@w9", .text = pages_form };

/* ---- drafts ----------------------------------------------------------------------------- */

/* To Check your answers, with something said on each page. */
static void
walk_to_end(const struct survey_made *s)
{
	ask_first(s);
	ask(s, "first=yes&go=next");
	ask(s, "another=yes&go=next");
	ask(s, "what=it&go=next");
	ask(s, "another=no&go=next");
	ask(s, "second=two&go=next");
	ask(s, "third=three&go=next");
	ask(s, "fourth=four&go=next");
	if (!ask_sees("change first (First?) =Yes|change fourth (Fourth?) =four"))
		die("no way to the check page:\n%s", sight.lines);
}

/* A draft that cannot be read: the page's own fields are kept, a fresh start is offered. */
static bool
is_lost(const char *lines)
{
	return sight.status == 422 && strstr(sight.body, "role=\"alert\"") &&
	       strstr(sight.body,
		      arena_printf(arena, "href=\"%s\"", pages.added.codes[0])) &&
	       ask_sees(lines);
}

static void
test_changed(const char *ticket, const char *draft)
{
	size_t len = strlen(draft), bad = 0, cut = 0, tries = 0, cuts = 0;

	/* each place in turn near both ends, where version, nonce and tag stand; else some */
	for (size_t i = 0; i < len; i += i < 60 || i + 40 > len ? 1 : 5) {
		char *other = arena_str(arena, draft);

		other[i] = other[i] == 'A' ? 'B' : 'A';
		ask_with(&pages, ticket, other, "third=kept&go=send");
		bad += !is_lost("area third =kept");
		tries++;
	}
	is_int((long long)bad, 0, "a draft changed in one of %zu places is not read",
	       tries);
	for (size_t i = 1; i < len; i += i < 40 || i + 20 > len ? 1 : 7) {
		char *other = arena_copy(arena, draft, i);

		ask_with(&pages, ticket, other, "third=kept&go=send");
		cut += !is_lost("area third =kept");
		cuts++;
	}
	is_int((long long)cut, 0, "nor one cut short at one of %zu lengths", cuts);
	ask_with(&pages, ticket, arena_printf(arena, "%sA", draft), "third=kept&go=send");
	ok(is_lost("area third =kept"), "nor one with a letter more");
	ask_with(&pages, ticket, arena_printf(arena, "%s=", draft), "third=kept&go=send");
	ok(is_lost("area third =kept"), "nor with padding");
	ask_with(&pages, ticket, "%00", "third=kept&go=send");
	ok(is_lost("area third =kept"), "nor what is no draft at all");
}

static void
test_drafts(void)
{
	char other_ticket[TICKET_CHARS + 1];
	struct sight open, own;

	walk_to_end(&earlier);
	own = sight;
	ask_with(&pages, own.ticket, own.draft, "third=kept&go=send");
	ok(is_lost("area third =kept"), "a draft of another survey, its form the same");
	walk_to_end(&pages);
	open = sight;
	ticket_new(other_ticket);
	ask_with(&pages, other_ticket, open.draft, "third=kept&go=send");
	ok(is_lost("area third =kept"), "a draft of another ticket");
	ask(&pages, "third=kept+on&go=next");
	ok(ask_sees("area fourth ="), "one can go on from there");
	test_changed(open.ticket, open.draft);

	sight = open;
	ask(&pages, "first=no&second=other&what=else&another=yes&go=send");
	ask_thanked(&pages, "fields of other pages on the check page change nothing");
}

static void
test_other_pages(void)
{
	ask_first(&pages);
	ask(&pages, "first=yes&second=early&fourth=early&another=no&what=early&go=next");
	ok(ask_sees("radio another yes|radio another no"), "fields of other pages");
	ask(&pages, "another=yes&another=no&go=next");
	ok(sight.status == 422 && ask_sees("error another") &&
		   strstr(sight.body, "Choose one answer only"),
	   "yes and no at once");
	ask(&pages, "another=maybe&go=next");
	ok(sight.status == 422 && ask_sees("error another"), "neither of them");
	ask(&pages, "another=yes&first=no&go=next");
	ask(&pages, "what=once&second=early&go=next");
	ask(&pages, "another=no&go=next");
	ok(ask_sees("area second ="), "the later page is empty");
	ask(&pages, "second=there&go=change.first");
	ok(ask_sees("radio first yes *"), "and the earlier one as it was");
	ask(&pages, "first=yes&go=change.nonsense");
	ok(sight.status == 200 && ask_sees("radio first yes *"), "Change of no question");
	ask(&pages, "first=yes&go=change.what.2");
	ok(sight.status == 200 && ask_sees("radio first yes *"),
	   "nor of a turn that is not there");
	ask(&pages, "first=yes&go=dance");
	ok(sight.status == 200 && ask_sees("radio first yes *"),
	   "a button that there is not");
	ask(&pages, "first=yes&lang=zz");
	ok(sight.status == 200 && ask_sees("radio first yes *"),
	   "a language that there is not");
}

/* ---- too much in all --------------------------------------------------------------------- */

static const char *
faces(unsigned count)
{
	SCOPED(buf) b = { 0 };

	for (unsigned i = 0; i < count; i++)
		buf_puts(&b, "%F0%9F%98%80");
	return arena_copy(arena, b.data, b.len);
}

/* Texts within their limits in characters, which are too long together in bytes. */
static void
test_too_much(void)
{
	static const char *const ids[] = { "second", "third", "fourth" };
	const char *most = faces(4000);
	unsigned refused = 0;

	ask_first(&pages);
	ask(&pages, "first=yes&go=next");
	ask(&pages, "another=no&go=next");
	for (unsigned i = 0; i < ARRAY_LEN(ids); i++) {
		ask(&pages, arena_printf(arena, "%s=%s&go=next", ids[i], most));
		if (sight.status != 422)
			continue;
		refused++;
		ok(ask_sees(arena_printf(arena, "error %s", ids[i])) &&
			   strstr(sight.body, "together are too long") &&
			   strstr(sight.body, "\xf0\x9f\x98\x80\xf0\x9f\x98\x80"),
		   "%s is too long with the others: said, and still there", ids[i]);
		ask(&pages, arena_printf(arena, "%s=%s&go=next", ids[i], faces(10)));
		is_int(sight.status, 200, "shortened, it goes on");
	}
	ok(refused, "all texts at their limits are too much");
	ask(&pages, "go=send");
	if (sight.status == 422) {
		ok(ask_sees("error second") &&
			   strstr(sight.body, "together are too long"),
		   "what passes the slot is said when it is sent, at the longest");
		ask(&pages, "second=short&go=next");
		ask(&pages, "go=send");
	}
	ask_thanked(&pages, "and is sent in the end");
}

/* ---- saved files ------------------------------------------------------------------------- */

static void
paste(const struct survey_made *s, const char *saved)
{
	SCOPED(buf) body = { 0 };

	ask_first(s);
	pair_put(&body, "ticket",
		 sight.ticket[0] ? sight.ticket : "01234567890123456789012345");
	if (sight.draft[0])
		pair_put(&body, "draft", sight.draft);
	pair_put(&body, sight.box[0] ? sight.box : "draft", saved);
	ask_body(s, body.data);
}

static void
test_saved(struct sight *out_file)
{
	size_t len, bad = 0, tries = 0;
	const char *saved;

	walk_to_end(&pages);
	ask(&pages, "go=save");
	*out_file = sight;
	saved = sight.saved;
	len = strlen(saved);
	for (size_t i = 1; i < len; i += i < 40 || i + 10 > len ? 1 : 9) {
		paste(&pages, arena_copy(arena, saved, i));
		/* the ticket alone, with its dot, is a form in which nothing was said yet */
		if (i == TICKET_CHARS + 1 && sight.status == 200)
			continue;
		bad += sight.status != 422 || !strstr(sight.body, "role=\"alert\"");
		tries++;
	}
	is_int((long long)bad, 0, "a saved form cut at one of %zu lengths is not read",
	       tries);
	paste(&pages, arena_printf(arena, " %.*s\n%.*s \t%s\n", 20, saved, 30, saved + 20,
				   saved + 50));
	ok(sight.status == 200 && ask_sees("change first (First?) =Yes"),
	   "blanks and line ends that copying put in do no harm");
	paste(&earlier, saved);
	ok(sight.status == 422 && strstr(sight.body, "role=\"alert\""),
	   "a saved form of a later survey is not read by an earlier one");
}

static void
close_survey(const struct survey_made *s)
{
	struct err err = { 0 };
	struct store *st = store_open(site.dir, STORE_WRITES, &err);

	if (!st || !survey_set_state(st, s->name, SURVEY_CLOSED, day_today(), &err))
		die("%s", err.text);
	store_close(st);
	for (unsigned i = 0; i < 50; i++) { /* the door looks each second */
		ask_first(s);
		if (sight.status == 410)
			return;
		usleep(100000);
	}
}

static void
test_closed(void)
{
	struct sight open, file;

	walk_to_end(&closed);
	open = sight;
	ask(&closed, "go=save");
	file = sight;
	close_survey(&closed);
	is_int(sight.status, 410, "a survey that has closed says so");
	ask_with(&closed, file.ticket, file.draft, "x=1");
	ok(sight.status == 410 && strstr(sight.body, "<h1>"),
	   "so it does to a saved file");
	paste(&closed, file.saved);
	is_int(sight.status, 410, "to one that is pasted");
	ask_with(&closed, open.ticket, open.draft, "go=send");
	is_int(sight.status, 410, "and to who sends too late");
}

int
main(int argc, char **argv)
{
	struct survey_made *const all[] = { &pages, &earlier, &closed };
	struct sight file;

	site_begin(argc, argv);
	ask_begin(all, ARRAY_LEN(all));
	test_drafts();
	test_other_pages();
	test_too_much();
	test_saved(&file);
	ask_with(&pages, file.ticket, file.draft, "go=send");
	ask_thanked(&pages, "what was saved is sent in the end");
	test_closed();
	ask_end(all, ARRAY_LEN(all));
	return tap_done();
}
