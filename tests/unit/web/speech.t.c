/*
 * Every word of ours on a page is in the page's language: all sheets of a form in Welsh, and of
 * one in a language that brings its words itself; the pages of no survey; every error.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/tap.h"
#include "tests/unit/web/fixture.h"

static bool seen[WORD__COUNT]; /* English rows that stood on a page */

/* ---- what a page says ----------------------------------------------------------------- */

/* What stands between two tags; what is marked as English is passed over, it may be. */
static void
texts_of(const char *html, struct buf *out)
{
	const char *at = strstr(html, "</style>");

	for (at = at ? at : html; *at;) {
		size_t len = strcspn(at, "<");
		const char *end = strchr(at + len, '>');

		buf_put(out, at, len);
		buf_puts(out, "\n");
		if (!end)
			break;
		at += len;
		if (memmem(at, (size_t)(end - at), "lang=\"en\"", 9) &&
		    !str_starts(at, "<html"))
			end = strchr(end, '<') - 1; /* its words, up to the next tag */
		at = end + 1;
	}
}

/* The longest part of a row without holes. */
static const char *
longest_part(const char *text, struct arena *a)
{
	const char *best = "";
	size_t most = 0;

	while (*text) {
		size_t len = strcspn(text, "{");

		if (len > most) {
			most = len;
			best = arena_copy(a, text, len);
		}
		text += len;
		text += strcspn(text, "}");
		text += *text != '\0';
	}
	return best;
}

/* Marks the English rows that the page says; those of three letters stand in too many words. */
static void
look_for_english(const char *html, struct arena *a)
{
	SCOPED(buf) texts = { 0 };
	struct html *h = html_new(0);

	texts_of(html, &texts);
	for (unsigned word = 0; word < WORD__COUNT; word++) {
		const char *part = longest_part(word_rows[word].en, a);
		size_t len;

		html_free(h);
		h = html_new(0);
		html_text(h, part);
		if (strlen(part) > 3 &&
		    !str_same(word_rows[word].en, word_rows[word].cy) &&
		    strstr(texts.data, arena_str(a, html_bytes(h, &len))))
			seen[word] = true;
	}
	html_free(h);
}

static unsigned
seen_count(void)
{
	unsigned n = 0;

	for (unsigned word = 0; word < WORD__COUNT; word++)
		n += seen[word];
	return n;
}

static const char *
seen_names(struct arena *a)
{
	const char *names = "";

	for (unsigned word = 0; word < WORD__COUNT; word++)
		if (seen[word])
			names = arena_printf(a, "%s %s", names, word_rows[word].id);
	return names;
}

/* ---- all sheets of a form ---------------------------------------------------------------- */

static struct place
place_of(const struct form *form, unsigned sheet)
{
	if (sheet >= SHEET_PAGE)
		return (struct place){ STAGE_PAGE, (uint8_t)(sheet - SHEET_PAGE), 0 };
	if (sheet >= SHEET_ANOTHER)
		return (struct place){
			STAGE_ANOTHER,
			(uint8_t)form->repeats[sheet - SHEET_ANOTHER].first_page, 0
		};
	return (struct place){ .stage =
				       sheet == SHEET_CHECK ? STAGE_CHECK : STAGE_START };
}

/* A sheet as it is, with an error, and after its draft was lost or storing failed. */
static void
sheet_look(struct door *door, struct prepared *p, unsigned sheet, unsigned lang,
	   struct arena *a)
{
	const struct form *form = door->survey.form;
	struct field_errors errors = { .count = 1 };
	struct walk *walk = walk_new(form, a);
	struct fill fill = { .code = door->code,
			     .words = "amber ferry",
			     .ticket = "00000000000000000000000000",
			     .draft = "x",
			     .walk = walk };

	walk->lang = (uint8_t)lang;
	walk->at = place_of(form, sheet);
	errors.items[0] = (struct field_error){ .message = "!", .field = "x" };
	for (unsigned how = 0; how < 4; how++) {
		fill.errors = how == 1 ? &errors : NULL;
		fill.lost = how == 2;
		fill.unsure = how == 3;
		look_for_english(sheet_reply(p, sheet, 200, &fill, a)->body, a);
	}
}

static void
sheets_look(const char *path, const char *code, bool demonstration)
{
	struct arena *a = arena_new(0);
	struct door *door = fixture_new(fixture_file(path, a));
	const struct form *form = door->survey.form;
	int lang = form_language(form, code);
	struct prepared *p;

	if (lang < 0)
		die("%s has no %s", path, code);
	memset(seen, 0, sizeof(seen));
	door->survey.invented = demonstration;
	door->survey.unconfirmed = !demonstration;
	p = prepared_new(form, &door->settings, &door->survey);
	for (unsigned i = 0; i < SHEET_PAGE + form->page_count; i++)
		if (i < SHEET_ANOTHER + form->repeat_count || i >= SHEET_PAGE)
			sheet_look(door, p, i, (unsigned)lang, a);
	prepared_free(p);
	if (str_same(code, "en"))
		ok(seen_count() > 50, "%s in English says %u rows that are looked for",
		   path, seen_count());
	else
		is_str(seen_names(a), "", "%s in \"%s\" says nothing of ours in English",
		       path, code);
	fixture_free(door);
	arena_free(a);
}

/* ---- what a person meets on the way --------------------------------------------------- */

static const char form_text[] =
	"canvass: form 1\nid: two\ntitle: A\ntitle (cy): B\nlanguages: [en, cy]\n"
	"pages:\n  - title: A\n    title (cy): B\n    questions:\n"
	"      - id: many\n        ask: A\n        ask (cy): B\n        type: number\n"
	"        between: [1, 9]\n"
	"      - id: kind\n        ask: C\n        ask (cy): Ch\n        type: choose one\n"
	"        options:\n          x: X\n          y: Y\n"
	"        options (cy):\n          x: X\n          y: Y\n"
	"      - id: said\n        ask: D\n        ask (cy): Dd\n        type: long text\n"
	"        up to: 5 characters\n        show if: kind is x\n";

static void
walked(void)
{
	struct arena *a = arena_new(0);
	struct door *door = fixture_new(form_text);
	struct reply *page = fixture_get(door, "lang=cy", a), *sent;

	memset(seen, 0, sizeof(seen));
	look_for_english(page->body, a);
	ok(strstr(page->body, "Atebwch hyn yn yr achos hwn yn unig: "
			      "eich ateb i &quot;Ch&quot; yw &quot;X&quot;.") ||
		   strstr(page->body, "Atebwch hyn yn yr achos hwn yn unig: "
				      "eich ateb i \"Ch\" yw \"X\"."),
	   "a condition is a whole sentence in Welsh");
	ok(strstr(page->body, "href=\"/privacy?lang=cy\"") != NULL,
	   "the foot leads to Welsh pages");
	sent = fixture_post(door, page, "many=much&kind=z&go=next", a);
	is_int(sent->status, 422, "errors");
	ok(strstr(sent->body, "Rhowch rif cyfan mewn digidau, megis") != NULL,
	   "an error is in Welsh");
	look_for_english(sent->body, a);
	sent = fixture_post(door, page, "kind=x&said=123456&go=next", a);
	look_for_english(sent->body, a);
	sent = fixture_post(door, page, "kind=x&go=next", a);
	look_for_english(sent->body, a);
	look_for_english(fixture_post(door, sent, "go=save", a)->body, a);
	page = fixture_end(door, fixture_post(door, sent, "go=send", a), SEND_FAILED, a);
	look_for_english(page->body, a);
	page = fixture_end(door, fixture_post(door, sent, "go=send", a), SEND_STORED, a);
	look_for_english(page->body, a);
	is_str(seen_names(a), "", "a walk in Welsh meets nothing of ours in English");
	fixture_free(door);
	arena_free(a);
}

/* ---- pages of no survey ------------------------------------------------------------------ */

static void
abouts(struct door *door)
{
	static page_fn *const pages[] = { page_home, page_privacy, page_accessibility,
					  page_cookies };
	struct arena *a = arena_new(0);
	const char *typed = arena_printf(a, "lang=cy&code=%s", door->code);

	for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
		struct reply *page = pages[i](door, asked("lang=cy", a), a);

		memset(seen, 0, sizeof(seen));
		look_for_english(page->body, a);
		is_str(seen_names(a), "", "page %zu in Welsh says nothing in English", i);
		ok(strstr(page->body, "<html lang=\"cy\"") != NULL,
		   "and says that it is");
		ok(strstr(page->body,
			  "<a href=\"?lang=en\" hreflang=\"en\" lang=\"en\">English</a>") &&
			   strstr(page->body, "href=\"/cookies?lang=cy\""),
		   "it leads back to English, and on in Welsh");
		page = pages[i](door, asked("", a), a);
		ok(strstr(page->body,
			  "<a href=\"?lang=cy\" hreflang=\"cy\" lang=\"cy\">Cymraeg</a>") &&
			   strstr(page->body, "href=\"/cookies\""),
		   "the English one leads to Welsh");
		page = pages[i](door, asked("lang=xx", a), a);
		ok(strstr(page->body, "<html lang=\"en\"") != NULL,
		   "what we do not speak is English");
	}
	memset(seen, 0, sizeof(seen));
	look_for_english(page_home(door, asked("lang=cy&code=x", a), a)->body, a);
	is_str(seen_names(a), "", "the error of the box too");
	is_str(page_home(door, asked(typed, a), a)->location,
	       arena_printf(a, "/S/%s?lang=cy", door->code),
	       "the box keeps the language");
	arena_free(a);
}

static void
errors(struct door *door)
{
	static const unsigned statuses[] = { 400, 404, 405, 410, 411, 413, 414,
					     415, 421, 422, 431, 500, 503 };
	struct speech welsh = speech_of(NULL, 1);
	struct arena *a = arena_new(0);

	for (size_t i = 0; i < ARRAY_LEN(statuses); i++) {
		struct reply *page = page_error_in(door, statuses[i], &welsh, a);
		struct reply *both = page_error(door, statuses[i], a);

		memset(seen, 0, sizeof(seen));
		look_for_english(page->body, a);
		is_str(seen_names(a), "", "error %u in Welsh", statuses[i]);
		ok(strstr(both->body, "<html lang=\"en\"") &&
			   strstr(both->body, "<div lang=\"cy\">\n<h2>"),
		   "error %u in both, where nobody knows", statuses[i]);
	}
	is_int((long long)page_error_in(door, 404, &welsh, a)->len +
		       (long long)strlen("Not Found"),
	       (long long)page_error_in(door, 410, &welsh, a)->len +
		       (long long)strlen("Gone"),
	       "unknown and closed are of one size in Welsh too");
	arena_free(a);
}

/* An error in the middle of a survey is in the language of its walk. */
static void
in_a_walk(void)
{
	struct arena *a = arena_new(0);
	struct door *door = fixture_new(fixture_file("tests/browser/forms/rtl.yaml", a));
	struct caller c = { .door = door, .request = asked("", a), .arena = a };

	c.survey = &door->survey;
	c.walk = walk_new(door->survey.form, a);
	ok(strstr(caller_error(&c, 413)->body, "<html lang=\"ar\" dir=\"rtl\"") != NULL,
	   "too large, in the form's own words");
	ok(strstr(caller_error(&c, 500)->body, "<html lang=\"en\"") &&
		   strstr(caller_error(&c, 500)->body, "<div lang=\"cy\">"),
	   "broken: words that a form cannot bring are ours");
	c.walk = NULL;
	c.request = asked("lang=cy", a);
	ok(strstr(caller_error(&c, 410)->body, "<html lang=\"cy\"") != NULL,
	   "closed: in the language of the address");
	fixture_free(door);
	arena_free(a);
}

int
main(void)
{
	struct door *door = fixture_new(form_text);

	sheets_look("forms/page-feedback.yaml", "en", true);
	sheets_look("forms/page-feedback.yaml", "cy", true);
	sheets_look("forms/page-feedback.yaml", "cy", false);
	sheets_look("tests/browser/forms/rtl.yaml", "ar", false);
	walked();
	abouts(door);
	errors(door);
	in_a_walk();
	fixture_free(door);
	return tap_done();
}
