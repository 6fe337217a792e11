/*
 * Marks of redaction on the check page: shown to who wrote the words, changed or kept by him,
 * refused where the form says so.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/web/marks.h"

#define HEARD "<mark><span class=\"vh\" dir=\"auto\">marked: </span>"

/* ---- ask again, with a check page ------------------------------------------------- */

static void
shown_and_kept(struct door *door)
{
	struct arena *a = arena_new(0);
	struct reply *page =
		to_check(door, "go=next&who=boss",
			 "go=next&words=See+zqbcde%0Aor+zqbcde+or+zq77%3Cb%3E", a);

	is_check(page, 200, 2, "shown");
	ok(has(page,
	       "See " HEARD "zqbcde</mark>\nor <mark>"),
	   "shown: within the text, and heard");
	ok(times(page, "<li>\"<bdi>zqbcde</bdi>\" looks like a collar number</li>") == 1,
	   "shown: why, once for what is the same");
	ok(has(page, "Change this, or send it as it is."), "shown: the two ways");
	ok(has(page, "<h2>Words you may want to change</h2>") &&
		   has(page, "<p>Think of who &lt;reads&gt; this.</p>") &&
		   has(page, "or send them as they are."),
	   "shown: what may be done, and the form's own warning");
	ok(!has(page, "There is a problem") && !has(page, "Error: "),
	   "shown: as no error");
	ok(has(page, "value=\"change.words\"") && has(page, "Send my answers"),
	   "shown: with both buttons");
	ok(has(page, "zq77&lt;b&gt;"), "shown: as text");
	ok(page->csp && has(page, "mark{"), "shown: with the style of marks");
	thanked(door, fixture_post(door, page, "go=send", a),
		"See zqbcde\nor zqbcde or zq77<b>", "kept", a);
	arena_free(a);
}

static void
changed(struct door *door)
{
	struct arena *a = arena_new(0);
	struct reply *page =
		to_check(door, "go=next&who=boss", "go=next&words=See+zqbcde", a);
	struct reply *back;

	page = fixture_post(door, page, "go=change.words", a);
	ok(has(page, ">\nSee zqbcde</textarea>"),
	   "change: the words are there to be changed");
	back = fixture_post(door, page, "go=back&words=See+zqjjjj", a);
	is_check(back, 200, 1, "back from a change, words kept");
	page = fixture_post(door, page, "go=next&words=See+nothing", a);
	is_check(page, 200, 0, "changed");
	ok(!has(page, "Words you may want to change") && !has(page, "class=\"check\""),
	   "changed: nothing more is said");
	thanked(door, fixture_post(door, page, "go=send", a), "See nothing", "changed",
		a);
	arena_free(a);
}

/* One POST of a load tool, or of who had no check page: nothing is in its way. */
static void
at_once(struct door *door)
{
	struct arena *a = arena_new(0);
	struct reply *page = fixture_get(door, "", a);

	page = fixture_post(door, page, "go=next&who=boss", a);
	page = fixture_post(door, page, "go=next&another=no", a);
	page = fixture_post(door, page, "go=send&words=See+zqbcde", a);
	ok(sends(page, "See zqbcde"), "sent from a question's page, without asking");
	page = fixture_end(door, page, SEND_FAILED, a);
	is_check(page, 503, 1, "try again");
	thanked(door, fixture_post(door, page, "go=send", a), "See zqbcde", "tried again",
		a);
	arena_free(a);
}

static void
everywhere(struct door *door)
{
	struct arena *a = arena_new(0);
	struct reply *page = fixture_get(door, "", a);

	page = fixture_post(door, page,
			    "go=next&who=other&who_other=zzabcde+B&note=zqbbbb", a);
	page = fixture_post(door, page, "go=next&another=yes", a);
	page = fixture_post(door, page, "go=next&again=zqcccc", a);
	page = fixture_post(door, page, "go=next&another=yes", a);
	page = fixture_post(door, page, "go=next&again=a+zqdddd+b", a);
	page = fixture_post(door, page, "go=next&another=no", a);
	page = fixture_post(door, page, "go=next&words=x", a);
	is_check(page, 200, 4, "other, follow-up, two turns");
	ok(has(page,
	       "Somebody else: " HEARD "zzabcde</mark> B"),
	   "the words of other, behind its label");
	ok(has(page,
	       "\"<bdi>zzabcde</bdi>\" looks like something that this survey asks us to "
	       "watch for"),
	   "what a form asks for itself has its reason too");
	ok(has(page, ">zqcccc</mark>") && has(page, "a " HEARD "zqdddd</mark> b"),
	   "each turn its own");
	page = fixture_post(door, page, "go=change.who", a);
	page = fixture_post(door, page, "go=next&who=boss", a);
	is_check(page, 200, 2, "what a condition hides is neither shown nor marked");
	page = fixture_post(door, page, "lang=cy", a);
	is_check(page, 200, 2, "in Welsh");
	ok(has(page, "Mae \"<bdi>zqcccc</bdi>\" yn edrych fel rhif coler") &&
		   has(page, "<p>Meddyliwch pwy sy'n darllen.</p>") &&
		   has(page, "wedi'i farcio: "),
	   "in Welsh: reason and warning");
	thanked(door,
		fixture_post(door, fixture_post(door, page, "lang=en", a), "go=send", a),
		"zqcccc", "after two languages", a);
	arena_free(a);
}

/* ---- drafts ----------------------------------------------------------------------- */

/* A page of hidden fields alone, whose draft is this walk. */
static struct reply *
page_of(struct door *door, const struct walk *walk, struct arena *a)
{
	struct reply *page = fixture_get(door, "", a);
	const char *text = fixture_hidden(page, "ticket", a);
	unsigned char ticket[TICKET_BYTES];
	SCOPED(buf) clear = { 0 };
	SCOPED(buf) draft = { 0 };

	walk_write(walk, &clear);
	if (!ticket_read(text, ticket) ||
	    !draft_seal(clear.data, clear.len, door->survey.name, ticket,
			door->secrets.draft_key, &draft))
		die("no draft");
	page->body = arena_printf(
		a, "name=\"ticket\" value=\"%s\" name=\"draft\" value=\"%s\"", text,
		draft.data);
	return page;
}

/* The walk that a page's draft holds. */
static struct walk *
walk_of(struct door *door, const struct reply *page, struct arena *a)
{
	const char *draft = fixture_hidden(page, "draft", a);
	struct walk *walk = walk_new(door->survey.form, a);
	unsigned char ticket[TICKET_BYTES];
	SCOPED(buf) clear = { 0 };

	if (!ticket_read(fixture_hidden(page, "ticket", a), ticket) ||
	    !draft_open(draft, strlen(draft), door->survey.name, ticket,
			door->secrets.draft_key, &clear) ||
	    !walk_read(walk, clear.data, clear.len))
		die("the draft of a page cannot be read");
	return walk;
}

static void
drafts(struct door *door)
{
	struct arena *a = arena_new(0);
	struct reply *page =
		to_check(door, "go=next&who=boss", "go=next&words=See+zqbcde", a);
	struct reply *other = fixture_get(door, "", a), *file;
	struct walk *walk = walk_of(door, page, a);

	ok(walk->warned != 0, "the draft knows what was shown");
	file = fixture_post(door, page, "go=save", a);
	ok(file->file_name && walk_of(door, file, a)->warned == walk->warned,
	   "so does the file of who goes on later");
	page = fixture_post(door, file, "x=y", a);
	is_check(page, 200, 1, "a saved form that comes back");
	thanked(door, fixture_post(door, file, "go=send", a), "See zqbcde", "saved", a);

	walk->warned = 0;
	page = fixture_post(door, page_of(door, walk, a), "go=send", a);
	is_check(page, 200, 1, "words that nobody was shown");
	ok(walk_of(door, page, a)->warned != 0, "are shown now");
	thanked(door, fixture_post(door, page, "go=send", a), "See zqbcde", "and then",
		a);
	walk->warned = 99;
	is_check(fixture_post(door, page_of(door, walk, a), "go=send", a), 200, 1,
		 "words other than those that were shown");

	page = fixture_post_raw(door,
				arena_printf(a, "ticket=%s&draft=%s&go=send",
					     fixture_hidden(other, "ticket", a),
					     fixture_hidden(page, "draft", a)),
				a);
	ok(page->status == 422 && !page->send, "a draft of another form is none");
	page = fixture_post_raw(door,
				arena_printf(a, "ticket=%s&draft=AAAA&go=send",
					     fixture_hidden(other, "ticket", a)),
				a);
	ok(page->status == 422 && !page->send, "nor is a made-up one");
	arena_free(a);
}

/* ---- without a check page --------------------------------------------------------- */

static void
one_page(void)
{
	struct arena *a = arena_new(0);
	struct door *door = door_with("check answers: no\n", "", single);
	struct reply *page = fixture_get(door, "", a), *check, *again;

	thanked(door, fixture_post(door, page, "go=send&words=See+nothing", a),
		"See nothing", "one page, nothing marked", a);
	check = fixture_post(door, page, "go=send&words=See+zqbcde", a);
	is_check(check, 200, 1, "one page, marked");
	thanked(door, fixture_post(door, check, "go=send", a), "See zqbcde", "shown once",
		a);
	page = fixture_post(door, check, "lang=cy", a);
	is_check(page, 200, 1, "one page, in Welsh");
	page = fixture_post(door, fixture_post(door, check, "go=save", a), "x=y", a);
	is_check(page, 200, 1, "one page, saved and come back");
	page = fixture_post(door, check, "go=change.words", a);
	ok(has(page, ">\nSee zqbcde</textarea>") && has(page, "value=\"send\""),
	   "Change leads to the page, and to its words");
	thanked(door, fixture_post(door, page, "go=send&words=See+nothing", a),
		"See nothing", "changed, nothing marked", a);
	thanked(door, fixture_post(door, page, "go=send&words=I+see+zqbcde", a),
		"I see zqbcde", "the same words marked as were shown", a);
	again = fixture_post(door, page, "go=send&words=See+zqfghi", a);
	is_check(again, 200, 1, "other words marked than were shown");
	thanked(door, fixture_post(door, again, "go=send", a), "See zqfghi", "then those",
		a);
	page = fixture_post(door, check, "go=back", a);
	ok(has(page, ">\nSee zqbcde</textarea>") && !has(page, "<dl class=\"rows\">"),
	   "Back leads to the page too");
	page = fixture_post(door, fixture_get(door, "", a), "go=next&words=See+nothing",
			    a);
	ok(has(page, ">\nSee nothing</textarea>"),
	   "without marks Continue stays on the one page");
	fixture_free(door);
	arena_free(a);
}

/* ---- refuse ----------------------------------------------------------------------- */

static void
refuse(void)
{
	struct arena *a = arena_new(0);
	struct door *door = door_with("", "  when found: refuse\n", several);
	struct reply *last, *page = fixture_get(door, "", a);

	page = fixture_post(door, page, "go=next&who=other&who_other=zzabcde", a);
	page = fixture_post(door, page, "go=next&another=yes", a);
	page = fixture_post(door, page, "go=next&again=zqbbbb", a);
	last = fixture_post(door, page, "go=next&another=no", a);
	page = fixture_post(door, last, "go=send&words=zqcccc+and+zqdddd", a);
	is_check(page, 422, 4, "refused at once");
	ok(has(page, "<title>Error: ") && has(page, "There is a problem"),
	   "refused: the title says so, and the box");
	ok(has(page,
	       "<a href=\"#words-change-1\">Take out what looks like a collar number in "
	       "\"What else?\"</a>") &&
		   has(page, "id=\"words-change-1\""),
	   "refused: a link for each text and reason");
	ok(times(page, "Take out what looks like") == 3, "refused: and no more");
	ok(has(page, "in \"Time 1: What was it?\"</a>") &&
		   has(page, "id=\"again-change-1\""),
	   "refused: turns are told apart");
	ok(has(page, "Change this before you send your answers.") &&
		   !has(page, "send it as it is") && !has(page, "send them as they are"),
	   "refused: nobody is told that these may stay");
	is_check(fixture_post(door, page, "go=send", a), 422, 4, "refused again");
	is_check(fixture_post(door, page, "lang=cy", a), 422, 4, "refused in Welsh");
	ok(has(fixture_post(door, page, "lang=cy", a),
	       "Tynnwch yr hyn sy'n edrych fel rhif coler o \"Beth arall?\""),
	   "refused in Welsh: in words");
	page = fixture_post(door, page, "go=change.words", a);
	ok(page->status == 200 && has(page, ">\nzqcccc and zqdddd</textarea>"),
	   "what was typed is kept");
	page = fixture_post(door, page, "go=next&words=they", a);
	is_check(page, 422, 2, "refused for what is left");
	page = fixture_post(door, page, "go=change.again.1", a);
	page = fixture_post(door, page, "go=next&again=it", a);
	page = fixture_post(door, page, "go=change.who", a);
	is_check(fixture_post(door, page, "go=send&who=other&who_other=zzabcde", a), 422,
		 1, "refused from a question's page");
	page = fixture_post(door, page, "go=next&who=boss", a);
	is_check(page, 200, 0, "until nothing is left");
	thanked(door, fixture_post(door, page, "go=send", a), "they", "clean", a);
	is_check(fixture_post(door, last, "go=send&words=they", a), 422, 2,
		 "what other pages hold counts too");
	fixture_free(door);
	arena_free(a);
}

/* A capital letter alone proves nothing: what only may be a name is shown, and may stay. */
static void
refuse_doubt(void)
{
	struct arena *a = arena_new(0);
	struct door *door = door_with("", "  when found: refuse\n", single);
	struct reply *page = fixture_get(door, "", a);

	page = fixture_post(door, page, "go=next&words=Then+we+saw+Thrumbledon+there", a);
	is_check(page, 200, 1, "a form that refuses, in doubt");
	ok(has(page, "\"<bdi>Thrumbledon</bdi>\" may be ") &&
		   has(page, "Change this, or send it as it is."),
	   "says so, and leaves it to who wrote it");
	thanked(door, fixture_post(door, page, "go=send", a), "Thrumbledon", "in doubt",
		a);
	fixture_free(door);
	arena_free(a);
}

static void
refuse_clean(void)
{
	struct arena *a = arena_new(0);
	struct door *door = door_with("", "  when found: refuse\n", several),
		    *single_door;
	struct reply *page = fixture_get(door, "", a);

	page = fixture_post(door, page, "go=next&who=boss", a);
	page = fixture_post(door, page, "go=next&another=no", a);
	page = fixture_post(door, page, "go=send&words=nothing", a);
	is_check(page, 200, 0, "where a form refuses, people see their answers first");
	thanked(door, fixture_post(door, page, "go=send", a), "nothing", "and send them",
		a);
	fixture_free(door);
	single_door = door_with("check answers: no\n", "  when found: refuse\n", single);
	page = fixture_get(single_door, "", a);
	thanked(single_door, fixture_post(single_door, page, "go=send&words=nothing", a),
		"nothing", "one page that refuses", a);
	page = fixture_post(single_door, page, "go=send&words=zqbcde", a);
	is_check(page, 422, 1, "one page that refuses what is certain");
	is_check(fixture_post(single_door, page, "go=send", a), 422, 1,
		 "and does not tire");
	page = fixture_post(single_door, page, "go=change.words", a);
	thanked(single_door, fixture_post(single_door, page, "go=send&words=nothing", a),
		"nothing", "one page, taken out", a);
	fixture_free(single_door);
	arena_free(a);
}

/* A form that was opened long ago has a pattern that today's engine does not take. */
static void
unlooked(void)
{
	struct arena *a = arena_new(0);
	SCOPED(buf) text = { 0 };
	struct door *door;
	struct reply *page;

	buf_puts(&text, head);
	buf_puts(&text, "privacy:\n  smallest group: 10\n  own patterns:\n"
			"    LOCAL: \"(zq\"\nthemes:\n  things: Everything\n"
			"  things (cy): Popeth\npages:\n");
	buf_puts(&text, single);
	door = fixture_new(text.data);
	page = fixture_post(door, fixture_get(door, "", a), "go=next&words=Hello", a);
	is_check(page, 200, 1, "nobody can look: all of a text is marked");
	ok(has(page, "We could not look through this text."), "nobody can look: and said");
	thanked(door, fixture_post(door, page, "go=send", a), "Hello", "nobody can look",
		a);
	page = fixture_post(door, fixture_get(door, "", a), "go=next&words=", a);
	is_check(page, 200, 0, "nobody can look: where nothing is, nothing is marked");
	fixture_free(door);
	arena_free(a);
}

int
main(void)
{
	struct door *door = door_with("", "", several);

	shown_and_kept(door);
	changed(door);
	at_once(door);
	everywhere(door);
	drafts(door);
	fixture_free(door);
	one_page();
	refuse();
	refuse_doubt();
	refuse_clean();
	unlooked();
	return tap_done();
}
