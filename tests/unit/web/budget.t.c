/*
 * How large the shipped forms' pages are: a question page goes out in the first flight of
 * packets, and a check page stays bounded whatever was typed.  And that no authored or typed
 * text can become markup.
 *
 * With CANVASS_PAGES=FOLDER every page met is written there, to be looked at.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <dirent.h>

#include "tests/tap.h"
#include "tests/unit/web/fixture.h"

static unsigned page_number;

static void
keep_page(const struct reply *reply, const char *name)
{
	const char *folder = getenv("CANVASS_PAGES");
	char path[300];
	FILE *f;

	if (!folder)
		return;
	snprintf(path, sizeof(path), "%s/%02u-%s.html", folder, ++page_number, name);
	f = fopen(path, "wb");
	if (!f || fwrite(reply->body, 1, reply->len, f) != reply->len || fclose(f))
		die("cannot write %s", path);
}

static void
largest(const char *path, bool scripts)
{
	struct arena *a = arena_new(0);
	struct door *door = fixture_new(fixture_file(path, a));
	const char *with = scripts ? " with its script" : "";
	struct prepared *p;
	unsigned page = 0;
	size_t bytes, plain;

	door->survey.unconfirmed = true;
	door->settings.scripts = scripts;
	p = prepared_new(door->survey.form, &door->settings, &door->survey);
	bytes = prepared_largest(p, &page);
	ok(bytes <= PAGE_BYTES,
	   "%s: the largest page, %u,%s has %zu bytes with headers; at most %d", path,
	   page + 1, with, bytes, PAGE_BYTES);
	prepared_free(p);
	p = prepared_new(door->survey.form, NULL, NULL);
	plain = prepared_largest(p, NULL);
	ok(plain > 4000 && plain < bytes, "%s: a form can be weighed without a survey",
	   path);
	prepared_free(p);
	fixture_free(door);
	arena_free(a);
}

/* The weight of a form whose second page has two help texts under a condition, and a pipe. */
static size_t
weight(const char *help, const char *label)
{
	struct arena *a = arena_new(0);
	struct door *door = fixture_new(arena_printf(
		a,
		"canvass: form 1\nid: weight\ntitle: Weight\nlanguages: [en]\nprivacy:\n"
		"  smallest group: 10\nthemes:\n  things: Things\npages:\n  - title: One\n"
		"    questions:\n      - id: first\n        ask: First?\n"
		"        type: choose one\n        options:\n          a: \"%s\"\n"
		"          b: Short\n        theme: things\n  - title: Two\n    questions:\n"
		"      - id: second\n        ask: Which {first|of them}?\n"
		"        type: short text\n        theme: things\n      - id: third\n"
		"        ask: Third?\n        type: short text\n        help: \"%s\"\n"
		"        show if: first is a\n        theme: things\n      - id: fourth\n"
		"        ask: Fourth?\n        type: short text\n        help: \"%s\"\n"
		"        show if: first is a\n        theme: things\n",
		label, help, help));
	struct prepared *p =
		prepared_new(door->survey.form, &door->settings, &door->survey);
	size_t bytes = prepared_largest(p, NULL);

	prepared_free(p);
	fixture_free(door);
	arena_free(a);
	return bytes;
}

static void
all_weighs(void)
{
	char help[1991], label[71];
	size_t plain, hidden, piped;

	memset(help, 'w', sizeof(help) - 1);
	memset(label, 'w', sizeof(label) - 1);
	help[sizeof(help) - 1] = label[sizeof(label) - 1] = '\0';
	hidden = weight(help, "Long");
	help[1490] = '\0';
	plain = weight(help, "Long");
	piped = weight(help, label);
	is_int((long long)(hidden - plain), 1000,
	       "what a condition hides at first has weight");
	is_int((long long)(piped - plain), 65, /* 70 letters in place of the 5 of Short */
	       "so has the longest label that a page may pipe in");
}

/* As many options as a question may have, each as long as may be, on a page of their own. */
static void
widest(const char *kind)
{
	struct arena *a = arena_new(0);
	SCOPED(buf) form = { 0 };
	struct door *door;
	struct prepared *p;
	size_t bytes;

	buf_printf(&form,
		   "canvass: form 1\nid: wide\ntitle: Wide\nlanguages: [en]\nprivacy:\n"
		   "  smallest group: 10\nquick exit: yes\nconsent:\n  text: Hello.\n"
		   "  agree: Begin\n"
		   "themes:\n  things: Things\npages:\n  - title: One\n    questions:\n"
		   "      - id: twelve_signs\n        ask: Which?\n        type: %s\n"
		   "        theme: things\n        options:\n",
		   kind);
	for (int i = 0; i < 30; i++)
		buf_printf(&form, "          twelve_or_%02d: Option %02d %070d\n", i, i, 0);
	door = fixture_new(form.data);
	door->survey.unconfirmed = true;
	door->settings.scripts = true;
	p = prepared_new(door->survey.form, &door->settings, &door->survey);
	bytes = prepared_largest(p, NULL);
	ok(bytes <= PAGE_BYTES,
	   "%s: 30 options of 80 characters, script and quick exit: %zu bytes", kind,
	   bytes);
	prepared_free(p);
	fixture_free(door);
	arena_free(a);
}

/* ---- the check page of a form whose every answer is at its limit ------------------------- */

static char *
costly(size_t len, struct arena *a)
{
	char *text = arena_array(a, char, len + 1);

	memset(text, '&', len); /* five bytes on the page */
	return text;
}

static void
answer_most(const struct question *q, struct value *v, struct arena *a)
{
	unsigned longest = 0, last = q->options ? (unsigned)q->options->count - 1 : 0;
	bool other = q->options && q->options->items[last].is_other;

	*v = (struct value){ .state = VALUE_SET };
	for (unsigned i = 0; q->options && i < q->options->count; i++) {
		v->order[i] = (uint8_t)i;
		if (strlen(text_in(&q->options->items[i].label, 0)) >
		    strlen(text_in(&q->options->items[longest].label, 0)))
			longest = i;
	}
	if (q->options && q->options->count < FORM_OPTIONS)
		v->order[q->options->count] = 255;
	if (q->kind == KIND_CHOOSE_ANY)
		v->chosen = ((1u << q->options->count) - 1) & ~q->alone;
	else if (q->options && q->kind != KIND_RANK)
		v->chosen = 1u << longest;
	if (q->kind == KIND_MONTH)
		v->number = (int)month_at_day(day_today());
	if (q->kind == KIND_NUMBER)
		v->number = q->between_high;
	if (form_kinds[q->kind].text || other) {
		v->len = q->up_to ? q->up_to : 80;
		v->text = costly(v->len, a);
		if (q->kind == KIND_CHOOSE_ONE)
			v->chosen = 1u << last;
	}
}

/* What `form check` tells authors is never less than what is met, and not much more. */
static void
foretold(const struct door *door, const char *path, size_t page, size_t draft)
{
	const struct form *form = door->survey.form;
	struct prepared *p = prepared_new(form, &door->settings, &door->survey);
	size_t page_most = prepared_check_most(p, form);

	ok(!form->check_answers || (page <= page_most && page_most < page * 2 + 2000),
	   "%s: the check page was foretold at %zu, and has %zu", path, page_most, page);
	ok(draft <= draft_most(form) && draft_most(form) < draft * 2,
	   "%s: the draft was foretold at %zu, and has %zu", path, draft_most(form),
	   draft);
	prepared_free(p);
}

static void
fullest(const char *path)
{
	struct arena *a = arena_new(0);
	struct door *door = fixture_new(fixture_file(path, a));
	const struct form *form = door->survey.form;
	struct reply *start = fixture_get(door, "", a), *page;
	struct walk *walk = walk_new(form, a);
	unsigned char ticket[TICKET_BYTES];
	SCOPED(buf) clear = { 0 };
	SCOPED(buf) draft = { 0 };

	for (size_t i = 0; i < form->question_count; i++)
		for (unsigned turn = 0; turn < form->questions[i].cells; turn++)
			if (form_kinds[form->questions[i].kind].stored)
				answer_most(&form->questions[i],
					    answers_at(walk->answers, (unsigned)i, turn),
					    a);
	for (size_t r = 0; r < form->repeat_count; r++)
		walk->answers->turns[r] = (uint8_t)form->repeats[r].most;
	walk->at = (struct place){ .stage = STAGE_CHECK };
	walk_write(walk, &clear);
	if (!ticket_read(fixture_hidden(start, "ticket", a), ticket) ||
	    !draft_seal(clear.data, clear.len, door->survey.name, ticket,
			door->secrets.draft_key, &draft))
		die("%s: no draft", path);
	start->body = arena_printf(
		a, "name=\"ticket\" value=\"%s\" name=\"draft\" value=\"%s\"",
		fixture_hidden(start, "ticket", a), draft.data);
	page = fixture_post(door, start, "x=y", a);
	is_int(page->status, 200, "%s: every answer at its limit goes into a draft",
	       path);
	ok(!form->check_answers || strstr(page->body, "<dl class=\"rows\">"),
	   "%s: and comes to the check page", path);
	ok(page->len + HEADER_BYTES <= CHECK_BYTES, "%s: which has %zu bytes; at most %d",
	   path, page->len + HEADER_BYTES, CHECK_BYTES);
	foretold(door, path, page->len + HEADER_BYTES, draft.len);
	fixture_free(door);
	arena_free(a);
}

/* Every form that is shipped, whichever they are; texts of other languages stand beside them. */
static void
shipped(void)
{
	const char *top = getenv("TOP_SRCDIR");
	struct arena *a = arena_new(0);
	DIR *dir = opendir(arena_printf(a, "%s/forms", top ? top : "."));
	struct dirent *entry;
	unsigned count = 0;

	if (!dir)
		die("no folder forms");
	while ((entry = readdir(dir))) {
		const char *path = arena_printf(a, "forms/%s", entry->d_name);
		const char *dot = strchr(entry->d_name, '.');

		if (!dot || !str_same(dot, ".yaml") ||
		    !strstr(fixture_file(path, a), "canvass: form 1\n"))
			continue;
		count++;
		largest(path, false);
		largest(path, true);
		fullest(path);
	}
	closedir(dir);
	ok(count >= 4, "%u forms are shipped", count);
	arena_free(a);
}

/* The fields with which a page of the shipped survey is answered, by a word of its heading. */
static const struct {
	const char *heading, *fields;
} answers[] = {
	{ "Do you supervise", "supervises=yes" },
	{ "The last 12 months",
	  "hit=twice&spat=never&threat=once&abuse=never&hate=once" },
	{ "What was it aimed at", "hate_reason=race&hate_reason=sex" },
	{ "Where did these things", "settings=street&settings=vehicle" },
	{ "while you were off duty", "off_duty=no_answer" },
	{ "What was the most recent one", "kind=assault" },
	{ "Reporting it", "reported=yes" },
	{ "What it did to you", "injury=minor&impact=3&time_off=week" },
	{ "afterwards</h1>", "other_reported=no&other_support=partly" },
	{ "<h1>Incident ", "other_kind=threat&other_place=street" },
	{ "first 24 hours", "first_contact=yes&first_visit=no" },
	{ "The investigation", "case_other=yes" },
	{ "The outcome", "outcome=dropped&reason_given=no" },
	{ "treated with the same care", "case_satisfied=2" },
	{ "Which of these were you offered", "offered=trim" },
	{ "Which of them helped", "helped=trim" },
	{ "Later on", "later_month=yes" },
	{ "still affect you", "still=little" },
	{ "Had you heard", "heard=name" },
	{ "What you know", "knows_pledge=yes" },
	{ "keep the pledge", "pledge_kept=3" },
	{ "If it happened tomorrow", "would_report=4" },
	{ "For supervisors", "lead_steps=4" },
	{ "hard to do this well", "barriers=staffing" },
	{ "What is your role", "role=officer" },
	{ "Where do you mostly work", "area=response" },
	{ "How long have you worked", "service=over_15" },
};

static const char *
fields_for(const struct reply *page, unsigned *turns)
{
	if (strstr(page->body, "another-yes"))
		return (*turns)++ < 2 ? "another=yes" : "another=no";
	for (size_t i = 0; i < ARRAY_LEN(answers); i++)
		if (strstr(page->body, answers[i].heading))
			return answers[i].fields;
	return "";
}

/* Walks the shipped survey as somebody who sees all of it; every page is weighed. */
static void
long_walk(void)
{
	struct arena *a = arena_new(0);
	struct door *door = fixture_new(fixture_file("forms/hampshire.yaml", a));
	struct reply *page = fixture_get(door, "", a), *bad;
	char *full = arena_alloc(a, 1500 * 3 + 1, 1);
	unsigned pages = 1, turns = 0;
	size_t most = page->len;

	for (unsigned i = 0; i < 1500; i++)
		memcpy(full + 3 * i, "%26", 3);
	keep_page(page, "start");
	page = fixture_post(door, page, "go=next", a);
	while (!strstr(page->body, "<dl class=\"rows\">") && pages < 60) {
		const char *fields = fields_for(page, &turns);

		keep_page(page, "page");
		most = page->len > most ? page->len : most;
		pages++;
		if (strstr(page->body, "id=\"offered-trim\"")) {
			bad = fixture_post(door, page,
					   "go=next&offered=nothing&offered=trim", a);
			keep_page(bad, "error");
		}
		if (strstr(page->body, "<textarea"))
			fields = arena_printf(a, "would_have_helped=%s&change=%s", full,
					      full);
		page = fixture_post(door, page, arena_printf(a, "go=next&%s", fields), a);
		if (page->status != 200)
			break;
	}
	is_int(page->status, 200, "the shipped survey can be walked");
	is_int(pages, 35, "it has so many pages for who sees all");
	ok(most + HEADER_BYTES <= PAGE_BYTES,
	   "the largest page met has %zu bytes; at most %d", most + HEADER_BYTES,
	   PAGE_BYTES);
	ok(strstr(page->body, "<dl class=\"rows\">") &&
		   page->len + HEADER_BYTES <= CHECK_BYTES,
	   "a check page with full texts has %zu bytes; at most %d",
	   page->len + HEADER_BYTES, CHECK_BYTES);
	keep_page(page, "check");
	page = fixture_end(door, fixture_post(door, page, "go=send", a), SEND_FAILED, a);
	keep_page(page, "unsure");
	page = fixture_end(door, fixture_post(door, page, "go=send", a), SEND_STORED, a);
	keep_page(page, "sent");
	fixture_free(door);
	arena_free(a);
}

/* The largest texts that a form may ask for, typed in the costliest characters. */
static void
bounded_check(void)
{
	static const char head[] =
		"canvass: form 1\nid: big\ntitle: Big\nlanguages: [en]\nprivacy:\n"
		"  smallest group: 10\nthemes:\n  things: Things\npages:\n";
	struct arena *a = arena_new(0);
	SCOPED(buf) form = { 0 };
	struct door *door;
	struct reply *page;
	char *typed = arena_alloc(a, 3000 * 5 + 1, 1);

	buf_puts(&form, head);
	for (int i = 0; i < 6; i++)
		buf_printf(
			&form,
			"  - title: T\n    questions:\n      - id: t%d\n        ask: Q%d\n"
			"        type: long text\n        up to: 3000 characters\n"
			"        theme: things\n",
			i, i);
	for (int i = 0; i < 3000; i++)
		memcpy(typed + 3 * i, "%3C", 3);
	door = fixture_new(form.data);
	page = fixture_get(door, "", a);
	for (int i = 0; i < 6; i++)
		page = fixture_post(door, page,
				    arena_printf(a, "go=next&t%d=%s", i, typed), a);
	is_int(page->status, 200, "18,000 characters reach the check page");
	ok(page->len + HEADER_BYTES <= CHECK_BYTES &&
		   strstr(page->body, "not shown here"),
	   "which shows them in part: %zu bytes", page->len + HEADER_BYTES);
	page = fixture_post(door, page, "go=send", a);
	ok(page->send != NULL, "and all of them are sent");
	page = fixture_end(door, page, SEND_FAILED, a);
	ok(page->len + HEADER_BYTES <= CHECK_BYTES, "the try-again page is bounded too");
	fixture_free(door);
	arena_free(a);
}

/* Every text of a form, by whoever wrote it, is text. */
static void
hostile_form(void)
{
	static const char bad[] = "'<img onerror=a()> \xef\xb7\x90"
				  "0500010001\xef\xb7\x91 \" {{ &lt; %d'";
	static const char *const lines[] = {
		"canvass: form 1",
		"id: hostile",
		"title: %",
		"run by: %",
		"read by: %",
		"languages: [en]",
		"privacy:",
		"  smallest group: 10",
		"consent:",
		"  text: %",
		"  agree: %",
		"support:",
		"  - name: %",
		"    contact: %",
		"themes:",
		"  things: %",
		"thanks: %",
		"pages:",
		"  - title: %",
		"    text: %",
		"    why: %",
		"    questions:",
		"      - id: first",
		"        ask: %",
		"        hint: %",
		"        help: %",
		"        why: %",
		"        type: choose one",
		"        options:",
		"          a: %",
		"          b: B",
		"        or: %",
		"        other: %",
		"        theme: things",
		"      - id: second",
		"        ask: %",
		"        type: short text",
		"        show if: first is a",
		"        theme: things",
	};
	struct arena *a = arena_new(0);
	SCOPED(buf) form = { 0 };
	struct door *door;
	struct reply *page, *pages[4];

	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		const char *hole = strchr(lines[i], '%');

		buf_put(&form, lines[i],
			hole ? (size_t)(hole - lines[i]) : strlen(lines[i]));
		if (hole)
			buf_printf(&form, bad, (int)i);
		buf_puts(&form, "\n");
	}
	door = fixture_new(form.data);
	pages[0] = fixture_get(door, "", a);
	pages[1] = fixture_post(door, pages[0], "go=next", a);
	page = fixture_post(door, pages[1],
			    "go=next&first=a&second=%3Cscript%3E%22%27%EF%B7%90", a);
	pages[2] = page;
	pages[3] =
		fixture_end(door, fixture_post(door, page, "go=send", a), SEND_STORED, a);
	for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
		is_int(pages[i]->status, 200, "hostile page %zu", i);
		ok(!strstr(pages[i]->body, "<img") && !strstr(pages[i]->body, "<script"),
		   "no markup of an author or a writer is markup, page %zu", i);
		/* The check page shows an option's label as it is: it was cut before. */
		ok(i == 2 || (strstr(pages[i]->body, "0500010001 ") &&
			      !strstr(pages[i]->body, "0500010001\xef\xb7\x91")),
		   "no author writes a hole, page %zu", i);
	}
	fixture_free(door);
	arena_free(a);
}

static void
languages(void)
{
	struct arena *a = arena_new(0);
	struct door *door = fixture_new(fixture_file("forms/page-feedback.yaml", a));
	struct reply *page = fixture_get(door, "", a);

	keep_page(page, "feedback");
	ok(strstr(page->body, "<html lang=\"en\" dir=\"ltr\">") != NULL,
	   "the first language is English");
	ok(strstr(page->body, "<legend><h1>Was this page useful?</h1></legend>") != NULL,
	   "a title that says what the first question asks is not read twice");
	ok(strstr(page->body, "value=\"cy\" lang=\"cy\">Cymraeg</button>") != NULL,
	   "Welsh is offered, in Welsh");
	ok(strstr(page->body, "value=\"send\">Send my answers") != NULL,
	   "a form of one page is sent from it");
	page = fixture_get(door, "lang=cy", a);
	ok(strstr(page->body, "<html lang=\"cy\"") &&
		   strstr(page->body, "A oedd y dudalen"),
	   "the address can ask for Welsh");
	page = fixture_post(door, page, "lang=en&useful=no", a);
	ok(strstr(page->body, "<html lang=\"en\"") &&
		   strstr(page->body, "id=\"useful-no\" checked"),
	   "the button changes the language and keeps the answer");
	page = fixture_post(door, page, "lang=cy&useful=no&reason=other&reason_other=hwn",
			    a);
	ok(strstr(page->body, "<html lang=\"cy\"") && strstr(page->body, "value=\"hwn\""),
	   "and back");
	page = fixture_post(door, page, "go=next&useful=no&reason=other&reason_other=hwn",
			    a);
	ok(page->status == 200 && strstr(page->body, "value=\"hwn\"") && !page->send,
	   "without a check page, Continue stays and sends nothing");
	page = fixture_post(door, page, "go=send&useful=yes", a);
	ok(page->send != NULL, "Send sends");
	page = fixture_end(door, page, SEND_FAILED, a);
	ok(page->status == 503 && strstr(page->body, "value=\"send\""),
	   "its fault shows it again");
	keep_page(page, "feedback-unsure");
	page = fixture_end(door, fixture_post(door, page, "go=send&useful=no", a),
			   SEND_STORED, a);
	ok(strstr(page->body, "Diolch") != NULL, "and it is thanked for in Welsh");
	fixture_free(door);
	arena_free(a);
}

int
main(void)
{
	shipped();
	all_weighs();
	widest("choose one");
	widest("choose any");
	long_walk();
	bounded_check();
	hostile_form();
	languages();
	return tap_done();
}
