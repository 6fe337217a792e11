/*
 * The pages of a survey, called as functions: a literal request, a door in memory.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sodium.h>

#include "tests/tap.h"
#include "tests/unit/web/fixture.h"

static const struct speech english = { .code = "en" };

extern const struct embedded page_script[];

static const char small[] = "canvass: form 1\n"
			    "id: small\n"
			    "title: A small form\n"
			    "languages: [en]\n"
			    "run by: The people who ask\n"
			    "read by: The people who read\n"
			    "consent:\n"
			    "  text: Before you *start*.\n"
			    "  agree: I agree\n"
			    "privacy:\n"
			    "  smallest group: 10\n"
			    "themes:\n"
			    "  things: Everything\n"
			    "thanks: Thank you **all**.\n"
			    "pages:\n"
			    "  - title: One\n"
			    "    questions:\n"
			    "      - id: happy\n"
			    "        ask: Are you happy?\n"
			    "        type: choose one\n"
			    "        options:\n"
			    "          yes: Yes\n"
			    "          no: No\n"
			    "        or: Prefer not to say\n"
			    "        theme: things\n"
			    "      - id: why\n"
			    "        ask: Why not?\n"
			    "        hint: All that apply\n"
			    "        type: choose any\n"
			    "        options:\n"
			    "          rain: Rain\n"
			    "          wind: Wind\n"
			    "          none: None of these\n"
			    "        only on its own: none\n"
			    "        other: Something else\n"
			    "        show if: happy is no\n"
			    "        theme: things\n"
			    "  - title: Two\n"
			    "    show if: happy is yes\n"
			    "    questions:\n"
			    "      - id: times\n"
			    "        ask: How often?\n"
			    "        type: number\n"
			    "        between: [0, 99]\n"
			    "        unit: times\n"
			    "        store as: [0, 1, 2-5, 6+]\n"
			    "        theme: things\n"
			    "  - title: Three\n"
			    "    questions:\n"
			    "      - id: words\n"
			    "        ask: \"You chose {happy|nothing}: what else?\"\n"
			    "        type: long text\n"
			    "        up to: 2000 characters\n"
			    "        theme: things\n";

static bool
has(const struct reply *reply, const char *words)
{
	return strstr(reply->body, words) != NULL;
}

/* What every page of every state must be. */
static void
is_page(const struct reply *reply, unsigned status, const char *heading, const char *name)
{
	static const char mark[] = "\xef\xb7";
	const char *style = strstr(reply->body, "<style>"),
		   *end = strstr(reply->body, "</style>");
	unsigned char hash[SEAL_HASH];
	char source[80], text[sodium_base64_ENCODED_LEN(SEAL_HASH,
							sodium_base64_VARIANT_ORIGINAL)];

	is_int(reply->status, status, "%s: status", name);
	ok(has(reply, heading), "%s: it is the page \"%s\"", name, heading);
	ok(!has(reply, mark), "%s: every hole is filled", name);
	ok(strlen(reply->body) == reply->len, "%s: its length is its bytes'", name);
	ok(style && end && strstr(end, "</html>"), "%s: it is whole", name);
	seal_sha256(hash, style + 7, (size_t)(end - style - 7));
	sodium_bin2base64(text, sizeof(text), hash, sizeof(hash),
			  sodium_base64_VARIANT_ORIGINAL);
	snprintf(source, sizeof(source), "'sha256-%s'", text);
	is_str(reply->csp, source, "%s: the policy allows its style, by hash", name);
	ok(!has(reply, "style=") && !has(reply, "<script"),
	   "%s: no other style, no script", name);
}

/* What matters before the first answer is in sight, the rest a press away, the button below. */
static void
in_order(const struct reply *page, const char *const *words)
{
	const char *at = page->body;

	for (; *words; words++) {
		const char *found = strstr(at, *words);

		ok(found != NULL, "start: in its place: %s", *words);
		at = found ? found : at;
	}
}

static void
start_page(struct door *door)
{
	struct arena *a = arena_new(0);
	struct reply *page = fixture_get(door, "", a), *again = fixture_get(door, "", a);

	is_page(page, 200, "<h1>A small form</h1>", "start");
	ok(has(page, "Before you <em>start</em>."), "start: the consent");
	ok(has(page, "The people who ask") && has(page, "The people who read"),
	   "start: who asks and who reads");
	ok(has(page, "3f2a 9c01 77de 1b40"), "start: the fingerprint of the keys");
	ok(has(page, "Your poster or slip should say <b lang=\"en\">amber ferry</b>."),
	   "start: the check words");
	ok(has(page, "Groups smaller than 10 are never shown."),
	   "start: the smallest group");
	for (enum word word = WORD_NOT_HOST; word <= WORD_NOT_TOGETHER; word++)
		ok(has(page, word_in(word, &english)), "start: not promised, %d",
		   word - WORD_NOT_HOST);
	/* the limits before the button, and nothing of it folded away */
	in_order(page, (const char *[]){ "The people who ask", word_in(WORD_KEEP_WORDS, &english),
					 word_in(WORD_KEEP_PLACE, &english),
					 word_in(WORD_NOT_HOST, &english),
					 word_in(WORD_NOT_TOGETHER, &english),
					 "value=\"next\">I agree</button>",
					 word_in(WORD_KEEP_NAMES, &english),
					 "3f2a 9c01 77de 1b40", "<details>", NULL });
	is_int((long long)strlen(fixture_hidden(page, "ticket", a)), TICKET_CHARS,
	       "start: a ticket");
	ok(!str_same(fixture_hidden(page, "ticket", a),
		     fixture_hidden(again, "ticket", a)),
	   "start: another ticket each time");
	is_str(fixture_hidden(page, "draft", a), "", "start: no draft yet");
	ok(!page->close && !page->send, "start: the connection stays");
	arena_free(a);
}

/* From the start to the store, with errors and changes of mind on the way. */
static void
walk(struct door *door)
{
	struct arena *a = arena_new(0);
	struct reply *start = fixture_get(door, "", a);
	struct reply *one = fixture_post(door, start, "go=next", a), *two, *three, *check,
		     *page;
	struct record record;
	struct err err = { 0 };

	is_page(one, 200, "<h1>One</h1>", "first page");
	is_str(fixture_hidden(one, "ticket", a), fixture_hidden(start, "ticket", a),
	       "the ticket stays");
	ok(has(one, "form:not(:has(#happy-no:checked)) #q-why{display:none}"),
	   "a follow-up's rule is in the style");
	ok(has(one, "<p class=\"if\">Answer this only if "),
	   "and its words are in the page");
	ok(has(one, "#w-why{display:none}"), "the words of other wait for their option");
	ok(!has(one, " checked"), "nothing is preselected");
	ok(has(one, "value=\"back\""), "Back leads to the start page");

	page = fixture_post(door, one, "go=next&happy=no&why=rain&why=none", a);
	is_page(page, 422, "<title>Error: One", "an error");
	ok(has(page, "There is a problem") && has(page, "autofocus"),
	   "the box at the top");
	ok(has(page, "<a href=\"#why-"), "leads to the field");
	ok(has(page, "id=\"why-Error\"") &&
		   has(page, "aria-describedby=\"why-Hint why-Error\""),
	   "which is described by its error");
	ok(has(page, "id=\"happy-no\" checked") && has(page, "id=\"why-rain\" checked"),
	   "what was chosen stays chosen");
	ok(!page->close, "an error on a page does not close the connection");

	page = fixture_post(door, page, "go=back&happy=yes", a);
	is_page(page, 200, "<h1>A small form</h1>", "Back");
	page = fixture_post(door, page, "go=next", a);
	ok(has(page, "id=\"happy-yes\" checked"), "Back kept what was chosen");

	/* A browser without :has() shows the follow-up, so that its fields may come too. */
	two = fixture_post(door, page, "go=next&happy=yes&why=wind", a);
	is_page(two, 200, "<h1><label for=\"times\">How often?</label></h1>",
		"second page");
	ok(has(two, "times</p>"), "the unit stands behind the box");
	page = fixture_post(door, two, "go=next&times=lots%22%3E%3Cb%3E", a);
	is_page(page, 422, "aria-invalid=\"true\"", "a number that is none");
	ok(has(page, "value=\"lots&quot;&gt;&lt;b&gt;\""),
	   "what was typed is kept, escaped");
	three = fixture_post(door, page, "go=next&times=7", a);
	is_page(three, 200, "You chose Yes: what else?", "third page, piped");
	ok(has(three, "<title>You chose Yes: what else? - A small form</title>"),
	   "its title is piped too");

	check = fixture_post(door, three, "go=next&words=first%0Aline%20%3Cb%3E%26amp%3B",
			     a);
	is_page(check, 200, "Check your answers before you send them", "check page");
	ok(has(check, "<bdi>first\nline &lt;b&gt;&amp;amp;</bdi>"),
	   "words are shown as they are");
	ok(has(check, "<bdi>7 times</bdi>"), "numbers too");
	ok(!has(check, "Why not?"), "what is hidden is not shown");
	ok(has(check, "value=\"change.times\""), "each answer can be changed");

	page = fixture_post(door, check, "go=change.times", a);
	is_page(page, 200, "value=\"7\"", "Change");
	page = fixture_post(door, page, "go=next&times=3", a);
	is_page(page, 200, "<bdi>3 times</bdi>", "and back on the check page");
	check = fixture_post(door, page, "go=change.nonsense", a);
	is_page(check, 200, "Check your answers", "a Change that there is not");

	page = fixture_post(door, check, "go=send", a);
	ok(page->send && page->send->record, "Send puts the answer on its way");
	ok(record_read(&record, door->survey.form, page->send->record,
		       page->send->record_len, a, &err),
	   "the record can be read: %s", err.text);
	is_str(answers_see(record.answers, 3, 0)->text, "first\nline <b>&amp;",
	       "it says what was typed");
	is_int(answers_see(record.answers, 2, 0)->number, 2, "and the number's band");
	is_int(answers_see(record.answers, 1, 0)->state, VALUE_NONE,
	       "and nothing of a follow-up that its condition hides");
	page = fixture_end(door, page, SEND_STORED, a);
	is_page(page, 200, "Your answers were received.", "sent");
	ok(page->clear_site_data, "the browser is asked to forget");
	ok(!has(page, "name=\"go\"") && !has(page, "ticket"), "no button, no ticket");
	ok(has(page, "Thank you <strong>all</strong>."), "the author's thanks");
	arena_free(a);
}

/* A form that is all answered, ready to be sent. */
static struct reply *
checked(struct door *door, struct arena *a)
{
	struct reply *page = fixture_post(door, fixture_get(door, "", a), "go=next", a);

	page = fixture_post(door, page, "go=next&happy=no&why=rain", a);
	return fixture_post(door, page, "go=next&words=keep%20me", a);
}

static void
ends(struct door *door)
{
	struct arena *a = arena_new(0);
	struct reply *check = checked(door, a), *first, *second, *page;

	first = fixture_end(door, fixture_post(door, check, "go=send", a), SEND_STORED,
			    a);
	second =
		fixture_end(door, fixture_post(door, check, "go=send", a), SEND_THERE, a);
	ok(first->len == second->len && !memcmp(first->body, second->body, first->len),
	   "stored now and stored before look alike");

	page = fixture_end(door, fixture_post(door, check, "go=send", a), SEND_FAILED, a);
	is_page(page, 503,
		"We could not confirm that your answers are stored. They are still here. "
		"Press Send again: they will count once.",
		"a fault");
	ok(has(page, "keep me") && has(page, "value=\"send\""),
	   "the form is kept, with Send");
	is_str(fixture_hidden(page, "ticket", a), fixture_hidden(check, "ticket", a),
	       "and the same ticket");
	ok(page->retry_after, "with Retry-After");
	page = fixture_end(door, fixture_post(door, page, "go=send", a), SEND_STORED, a);
	is_page(page, 200, "Your answers were received.", "Send again");
	page = fixture_end(door, fixture_post(door, check, "go=send", a), SEND_EXPIRED,
			   a);
	is_page(page, 503, "We could not confirm", "too late");
	page = fixture_end(door, fixture_post(door, check, "go=send", a), SEND_REFUSED,
			   a);
	is_page(page, 410, "This survey is not open", "closed meanwhile");

	door->closed = true;
	is_page(fixture_get(door, "", a), 410, "This survey is not open",
		"a closed survey");
	is_page(fixture_post(door, check, "go=next", a), 410, "This survey is not open",
		"a closed survey, midway");
	page = fixture_post(door, check, "go=send", a);
	ok(page->send && page->send->only_look && !page->send->record,
	   "closed: a ticket is looked for, nothing is stored");
	is_page(fixture_end(door, page, SEND_THERE, a), 200,
		"Your answers were received.", "closed: it was stored");
	page = fixture_post(door, check, "go=send", a);
	is_page(fixture_end(door, page, SEND_REFUSED, a), 410, "This survey is not open",
		"closed: it was not");
	door->secrets.ticket_gone = true;
	page = fixture_post(door, check, "go=send", a);
	is_page(page, 410, "This survey is not open", "closed for good");
	ok(!page->send, "closed for good: nothing is looked for");
	door->closed = door->secrets.ticket_gone = false;
	arena_free(a);
}

static const char loop[] = "canvass: form 1\n"
			   "id: loop\n"
			   "title: A loop\n"
			   "languages: [en]\n"
			   "pages:\n"
			   "  - title: First\n"
			   "    questions:\n"
			   "      - id: met\n"
			   "        ask: Were you there?\n"
			   "        type: choose one\n"
			   "        options:\n"
			   "          yes: Yes\n"
			   "          no: No\n"
			   "  - title: Turn {turn}\n"
			   "    for each: event, up to 2\n"
			   "    another: Tell us of event {turn}?\n"
			   "    show if: met is yes\n"
			   "    questions:\n"
			   "      - id: what\n"
			   "        ask: What was it?\n"
			   "        type: short text\n";

/* The No that ends a loop has a row of its own, and can be changed. */
static void
loop_rows(void)
{
	static const char ask[] = "<dt>Tell us of event ";
	struct door *door = fixture_new(loop);
	struct arena *a = arena_new(0);
	struct reply *page = fixture_get(door, "", a), *check;

	page = fixture_post(door, page, "go=next&met=yes", a);
	is_page(page, 200, "Tell us of event 1?", "loop: its question");
	check = fixture_post(door, page, "go=next&another=no", a);
	is_page(check, 200, "<dt>Tell us of event 1?</dt>\n<dd>No</dd>",
		"loop: No stands on the check page");
	ok(has(check, "value=\"change.event.1\">"), "loop: with its button");
	page = fixture_post(door, check, "go=change.event.1", a);
	is_page(page, 200, "id=\"another-no\" checked",
		"loop: which leads to the question");
	page = fixture_post(door, page, "go=next&another=yes", a);
	is_page(page, 200, "name=\"what\"", "loop: Yes opens the turn");
	page = fixture_post(door, page, "go=next&what=This", a);
	is_page(page, 200, "Tell us of event 2?", "loop: and asks again");
	check = fixture_post(door, page, "go=next", a);
	ok(has(check, "<dt>Tell us of event 2?</dt>\n<dd><span class=\"hint\">") &&
		   !has(check, "<dt>Tell us of event 1?") &&
		   has(check, "value=\"change.event.2\">"),
	   "loop: what was passed over is shown as any question");
	page = fixture_post(door, check, "go=change.event.2", a);
	page = fixture_post(door, page, "go=next&another=yes", a);
	check = fixture_post(door, page, "go=next&what=That", a);
	ok(has(check, "That</bdi>") && !has(check, ask),
	   "loop: after its last turn none is left");
	page = fixture_post(door, check, "go=change.met", a);
	check = fixture_post(door, page, "go=next&met=no", a);
	ok(check->status == 200 && !has(check, ask), "loop: nor where it is not met");
	fixture_free(door);
	arena_free(a);
}

static void
bad_requests(struct door *door)
{
	struct arena *a = arena_new(0);
	struct reply *page = fixture_post(door, fixture_get(door, "", a), "go=next", a);
	const char *ticket = fixture_hidden(page, "ticket", a);
	struct reply *other;
	char code[CODE_CHARS + 1];

	is_page(fixture_post_raw(door, "go=next", a), 400, "What came here was not whole",
		"no ticket");
	is_page(fixture_post_raw(door, "go=next&ticket=short", a), 400,
		"What came here was not whole", "a malformed ticket");
	is_page(fixture_post_raw(door, "go=next&ticket=UUUUUUUUUUUUUUUUUUUUUUUUUU", a),
		400, "What came here was not whole", "a ticket of other letters");

	page = fixture_post_raw(
		door,
		arena_printf(a,
			     "ticket=%s&draft=nonsense&go=next&words=typed"
			     "%%20%%3Ci%%3E",
			     ticket),
		a);
	is_page(page, 422, "We could not read what you answered", "a broken draft");
	ok(has(page, ">\ntyped &lt;i&gt;</textarea>"), "its page's fields are kept");
	ok(has(page, arena_printf(a, "<a href=\"%s\">Start again", door->code)),
	   "a fresh start is offered");
	page = fixture_post(door, page, "go=next&words=typed", a);
	is_page(page, 200, "Check your answers", "and one can go on");
	other = fixture_get(door, "", a);
	page = fixture_post_raw(door,
				arena_printf(a, "ticket=%s&draft=%s&go=send",
					     fixture_hidden(other, "ticket", a),
					     fixture_hidden(page, "draft", a)),
				a);
	is_page(page, 422, "Start again from the beginning", "a draft of another ticket");
	ok(!page->send, "is never sent");
	page = fixture_post_raw(
		door, arena_printf(a, "ticket=%s&go=next&happy=maybe", ticket), a);
	is_page(page, 200, "<h1>One</h1>", "no draft: the walk begins");
	page = fixture_post(door, page, "go=next&happy=maybe", a);
	is_page(page, 422, "There is a problem", "an option that was not offered");
	page = fixture_post(door, page, "go=launder&happy=yes", a);
	is_page(page, 200, "<h1>One</h1>", "a button that there is not");
	ok(has(page, "id=\"happy-yes\" checked"), "it keeps what was chosen");
	page = fixture_post(door, page, "happy=no&why=other&why_other=mist", a);
	ok(page->status == 200 && has(page, "id=\"happy-no\" checked") &&
		   has(page, "value=\"mist\""),
	   "so does a post without a button");
	page = fixture_post(door, page, "lang=&happy=no&why=other&why_other=fog", a);
	ok(page->status == 200 && has(page, "value=\"fog\""), "an empty language");
	page = fixture_post(door, page, "lang=xx&happy=no&why=other&why_other=dew", a);
	ok(page->status == 200 && has(page, "value=\"dew\""), "an unknown one");
	page = fixture_post(door, page, "", a);
	ok(has(page, "id=\"happy-no\" checked") && has(page, "value=\"dew\""),
	   "a draft alone keeps what it holds");

	str_fit(code, sizeof(code), door->code);
	door->code[0] = door->code[0] == 'Z' ? 'Y' : 'Z';
	page = fixture_get(door, "", a);
	str_fit(door->code, sizeof(door->code), code);
	door->closed = true;
	other = fixture_get(door, "", a);
	door->closed = false;
	is_int((long long)(page->len + strlen("404 Not Found")),
	       (long long)(other->len + strlen("410 Gone")),
	       "unknown and closed are of one size, status line included");
	door->refuses = true;
	is_page(fixture_get(door, "", a), 503, "We cannot take new answers just now",
		"no room");
	door->refuses = false;
	arena_free(a);
}

static void
one_post(struct door *door)
{
	struct arena *a = arena_new(0);
	struct reply *page = fixture_post(door, fixture_get(door, "", a), "go=next", a);

	page = fixture_post(door, page, "go=send&happy=yes", a);
	is_page(page, 200, "How often?", "Send with a later page open goes on");
	page = fixture_post(door, page, "go=send&times=no", a);
	is_page(page, 422, "There is a problem", "Send with an error stays");
	page = fixture_post(door, page, "go=send&times=1", a);
	page = fixture_post(door, page, "go=send&words=x", a);
	ok(page->send != NULL, "Send on the last page sends");
	is_page(fixture_end(door, page, SEND_FAILED, a), 503, "Check your answers",
		"and its fault shows the check page");
	arena_free(a);
}

static void
later(struct door *door)
{
	struct arena *a = arena_new(0);
	struct reply *page = fixture_post(door, fixture_get(door, "", a), "go=next", a),
		     *file;
	const char *ticket = fixture_hidden(page, "ticket", a), *pasted;

	ok(has(page, "value=\"save\""), "a page offers to save");
	file = fixture_post(door, page, "go=save&happy=no&why=rain", a);
	is_page(file, 200, "<h1>Finish later</h1>", "saved");
	is_str(file->file_name, "finish-later.html", "saved: as a file");
	ok(has(file,
	       arena_printf(a, "action=\"http://survey.example/S/%s\"", door->code)),
	   "saved: it leads to the survey's address");
	ok(has(file, "href=\"http://survey.example/privacy\""), "saved: so do its links");
	page = fixture_post(door, file, "", a);
	is_page(page, 200, "id=\"why-rain\" checked", "resumed by the file");
	is_str(fixture_hidden(page, "ticket", a), ticket, "resumed: the same ticket");

	pasted = arena_printf(a, "ticket=%s&draft.saved=%%20%s.%.20s%%0A%s&go=next",
			      fixture_hidden(fixture_get(door, "", a), "ticket", a),
			      ticket, fixture_hidden(file, "draft", a),
			      fixture_hidden(file, "draft", a) + 20);
	page = fixture_post_raw(door, pasted, a);
	is_page(page, 200, "id=\"why-rain\" checked", "resumed by pasting");
	is_str(fixture_hidden(page, "ticket", a), ticket, "pasted: the same ticket");
	page = fixture_post_raw(
		door, arena_printf(a, "ticket=%s&draft.saved=hello.there", ticket), a);
	is_page(page, 422, "We could not read what you answered",
		"something else pasted");
	page = fixture_post_raw(door, arena_printf(a, "ticket=%s&draft.saved=.", ticket),
				a);
	is_page(page, 422, "We could not read what you answered", "a dot pasted");
	arena_free(a);
}

/* The page without its script, in the arena; *out_len: bytes of the script between its tags. */
static char *
without_script(const struct reply *page, const char **out_script, size_t *out_len,
	       struct arena *a)
{
	const char *open = strstr(page->body, "<script>"),
		   *end = open ? strstr(open, "</script>\n") : NULL;

	*out_script = "";
	*out_len = 0;
	if (!end)
		return arena_str(a, page->body);
	*out_script = open + 8;
	*out_len = (size_t)(end - open - 8);
	return arena_printf(a, "%.*s%s", (int)(open - page->body), page->body, end + 10);
}

/* With `scripts: yes` a page has one small script more, and nothing else is changed. */
static void
scripts(void)
{
	struct arena *a = arena_new(0);
	struct door *door = fixture_new(small);
	struct reply *page, *plain, *saved;
	const char *script;
	unsigned char hash[SEAL_HASH];
	char source[80], text[sodium_base64_ENCODED_LEN(SEAL_HASH,
							sodium_base64_VARIANT_ORIGINAL)];
	size_t len;
	char *rest;

	plain = fixture_post(door, fixture_get(door, "", a), "go=next", a);
	plain = fixture_post(door, plain, "go=next&happy=no", a);
	ok(!plain->script && !has(plain, "<script"), "scripts: none by default");
	ok(has(plain, "data-left=\"Characters left: {1}\""),
	   "scripts: a box brings the words for its counter");
	prepared_free(door->survey.prepared);
	door->survey.prepared = NULL;
	door->settings.scripts = true;
	page = fixture_get(door, "", a);
	page = fixture_post(door, page, "go=next", a);
	ok(has(page, "value=\"none\" id=\"why-none\" data-alone>") &&
		   !has(page, "id=\"why-rain\" data-alone"),
	   "scripts: what stands alone is marked");
	page = fixture_post(door, page, "go=next&happy=no", a);
	rest = without_script(page, &script, &len, a);
	ok(len > 500 && len <= SCRIPT_BYTES, "scripts: %zu bytes; at most %d", len,
	   SCRIPT_BYTES);
	seal_sha256(hash, script, len);
	sodium_bin2base64(text, sizeof(text), hash, sizeof(hash),
			  sodium_base64_VARIANT_ORIGINAL);
	snprintf(source, sizeof(source), "'sha256-%s'", text);
	is_str(page->script, source, "scripts: the policy allows this one, by hash");
	ok(!strstr(rest, "<script") && !strstr(rest, " on"),
	   "scripts: and there is no other");
	is_int((long long)strlen(rest), (long long)plain->len,
	       "scripts: the rest of the page is the same");
	ok(strstr(script, "clearTimeout") && strstr(script, "beforeunload") &&
		   !strstr(script, "dataset;"),
	   "scripts: a page with a box counts, and knows nothing of boxes to tick");
	page = fixture_post(door, page, "go=back", a);
	without_script(page, &script, &len, a);
	ok(strstr(script, "dataset;") && strstr(script, "beforeunload") &&
		   !strstr(script, "clearTimeout"),
	   "scripts: a page with boxes to tick the other way round");
	ok(page_script[0].len <= SCRIPT_BYTES,
	   "scripts: no page could have more than %zu bytes", page_script[0].len);
	saved = fixture_post(door, page, "go=save", a);
	ok(saved->file_name && !saved->script && !has(saved, "<script"),
	   "scripts: a saved file has none");
	fixture_free(door);
	arena_free(a);
}

int
main(void)
{
	struct door *door = fixture_new(small);

	start_page(door);
	walk(door);
	ends(door);
	bad_requests(door);
	loop_rows();
	one_post(door);
	later(door);
	fixture_free(door);
	scripts();
	return tap_done();
}
