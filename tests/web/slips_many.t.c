/*
 * Slips of several surveys at one door, with a mark that fits two of them.  What is told of a slip
 * is told of the survey that it let somebody into: its form, its language, its stored tickets.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <signal.h>
#include <unistd.h>

#include "tests/tap.h"
#include "tests/web/site.h"

enum { SHARED = 3, OWN = 10 };
#define SECOND "welsh@w1"

/* The site's own survey comes first in the door's order, and is in English alone. */
static const char second_form[] = "canvass: form 1\n"
				  "id: welsh\n"
				  "title: A form in two languages\n"
				  "title (cy): Ffurflen mewn dwy iaith\n"
				  "languages: [en, cy]\n"
				  "check answers: no\n"
				  "privacy:\n"
				  "  smallest group: 10\n"
				  "themes:\n"
				  "  things: Everything\n"
				  "  things (cy): Popeth\n"
				  "pages:\n"
				  "  - title: One\n"
				  "    title (cy): Un\n"
				  "    questions:\n"
				  "      - id: happy\n"
				  "        ask: Are you happy?\n"
				  "        ask (cy): Ydych chi'n hapus?\n"
				  "        type: choose one\n"
				  "        options:\n"
				  "          yes: Yes\n"
				  "          no: No\n"
				  "        options (cy):\n"
				  "          yes: Ydw\n"
				  "          no: Nac ydw\n"
				  "        theme: things\n";

static struct site site;
static unsigned char second_key[SEAL_KEY];
static char own[OWN][SLIP_CHARS + 1], shared[SHARED][SLIP_CHARS + 1];

/* ---- two surveys ----------------------------------------------------------------------- */

static void
give_up(const struct err *err)
{
	die("%s", err->text);
}

/* As the site's own, with another form and keys of its own. */
static void
second_make(void)
{
	struct answers_secrets secrets = { .ticket_gone = false };
	struct arena *a = arena_new(0);
	struct store_lock *lock;
	struct survey survey;
	struct err err = { 0 };
	struct store *st = store_open(site.dir, STORE_WRITES, &err);

	if (!st || !survey_get(st, SITE_SURVEY, &survey, a, &err))
		give_up(&err);
	str_fit(survey.name, sizeof(survey.name), SECOND);
	survey.form_text = second_form;
	survey.form_len = strlen(second_form);
	seal_hash(survey.form_hash, second_form, strlen(second_form), NULL, 0);
	rand_bytes(survey.check_key, sizeof(survey.check_key));
	slip_key(survey.check_key, second_key);
	if (!survey_add(st, &survey, &err))
		give_up(&err);
	store_close(st);
	rand_bytes(secrets.ticket_key, sizeof(secrets.ticket_key));
	rand_bytes(secrets.draft_key, sizeof(secrets.draft_key));
	lock = store_lock(site.dir, &err);
	if (!lock || !answers_make(lock, SECOND, survey.expected, survey.page_size,
				   survey.box_len, &secrets, &err))
		give_up(&err);
	store_unlock(lock);
	arena_free(a);
}

static void
run_add(const char *name, const unsigned char (*hashes)[SLIP_BYTES], size_t n)
{
	struct err err = { 0 };
	struct store_lock *lock = store_lock(site.dir, &err);
	struct answers_file *f = lock ? answers_open(lock, name, &err) : NULL;
	unsigned run;

	if (!f || !answers_slips_add(f, hashes, n, &run, &err))
		give_up(&err);
	answers_close(f);
	store_unlock(lock);
}

/* Slips of the second survey that bear the first one's mark too: one in 32,768 does. */
static void
draw(void)
{
	unsigned char hashes[OWN][SLIP_BYTES];

	site_draw(&site, own, hashes, OWN);
	run_add(SITE_SURVEY, (const unsigned char(*)[SLIP_BYTES])hashes, OWN);
	for (size_t i = 0; i < SHARED; i++) {
		do
			slip_new(second_key, shared[i]);
		while (!slip_mine(shared[i], site.slip_key));
		slip_hash(shared[i], second_key, hashes[i]);
	}
	run_add(SECOND, (const unsigned char(*)[SLIP_BYTES])hashes, SHARED);
}

/* ---- asking the door ------------------------------------------------------------------- */

static struct heard
visit(const char *code, const char *query)
{
	char bytes[300];
	int len = snprintf(bytes, sizeof(bytes),
			   "GET /S/%s%s HTTP/1.1\r\nHost: survey.example\r\n"
			   "Connection: close\r\n\r\n",
			   code, query);

	return site_say(&site, bytes, (size_t)len, 3000);
}

static struct heard
post(const char *code, const char *body)
{
	char bytes[4000];
	size_t len = post_spell(bytes, sizeof(bytes), code, body);
	int fd = site_connect(&site);
	struct heard h = { 0 };

	if (fd >= 0 && send_whole(fd, bytes, len))
		h = site_hear(fd, 12000);
	close(fd);
	return h;
}

static void
hidden(const struct heard *h, const char *name, char *out, size_t size)
{
	char want[40];
	const char *at;

	snprintf(want, sizeof(want), "name=\"%s\" value=\"", name);
	at = strstr(h->body, want);
	at = at ? at + strlen(want) : "";
	snprintf(out, size, "%.*s", (int)strcspn(at, "\""), at);
}

static bool
is_page(const struct heard *h, unsigned status, const char *lang, const char *words)
{
	char html[40];

	snprintf(html, sizeof(html), "<html lang=\"%s\"", lang);
	return h->status == status && strstr(h->body, html) && strstr(h->body, words);
}

/* ---- what is asked ---------------------------------------------------------------------- */

static char ticket[40], draft[1500];

static void
test_thanks(void)
{
	char body[2000];
	struct heard h = visit(shared[0], "?lang=cy");

	ok(is_page(&h, 200, "cy", "hapus"), "a slip whose mark fits two opens its own");
	hidden(&h, "ticket", ticket, sizeof(ticket));
	hidden(&h, "draft", draft, sizeof(draft));
	snprintf(body, sizeof(body), "ticket=%s&draft=%s&go=send&happy=yes", ticket,
		 draft);
	h = post(shared[0], body);
	ok(is_page(&h, 200, "cy", "Ffurflen mewn dwy iaith"),
	   "its thanks are of its own form, in its language");
}

static void
test_retry(void)
{
	char body[2000], other[TICKET_CHARS + 1];
	struct heard h;

	snprintf(body, sizeof(body), "ticket=%s&draft=%s&go=send&happy=yes", ticket,
		 draft);
	h = post(shared[0], body);
	ok(is_page(&h, 200, "cy", "Ffurflen mewn dwy iaith"), "sent again: the same");
	snprintf(body, sizeof(body), "ticket=%s&go=send&happy=yes", ticket);
	h = post(shared[0], body);
	ok(is_page(&h, 200, "en", "A form in two languages") && is_thanked(&h),
	   "without its draft: thanks all the same");
	ticket_new(other);
	snprintf(body, sizeof(body), "ticket=%s&draft=%s&go=send&happy=yes", other,
		 draft);
	h = post(shared[0], body);
	ok(h.status == 410 && strstr(h.body, "Each slip works once"),
	   "another ticket: used");
	h = visit(shared[0], "");
	ok(h.status == 410 && strstr(h.body, "Each slip works once"), "and opened");
	h = post(shared[0], "go=send&happy=yes");
	is_int(h.status, 410, "and without a ticket");
}

/* The first survey's own slips, while another has some too. */
static void
test_first(void)
{
	char bytes[2000], mine[TICKET_CHARS + 1];
	struct heard h;
	size_t len;

	ticket_new(mine);
	for (unsigned i = 0; i < 2; i++) {
		len = answer_by(bytes, sizeof(bytes), own[0], mine, "first");
		h = site_say(&site, bytes, len, 300);
		ok(is_thanked(&h) && strstr(h.body, "Five-minute pulse"),
		   "the first survey's thanks are its own (%u)", i);
	}
}

/* Closed, a survey still knows its tickets for a while: those of the other are not asked first. */
static void
test_closed(void)
{
	char body[2000];
	struct err err = { 0 };
	struct heard h;
	struct store *st = store_open(site.dir, STORE_WRITES, &err);

	if (!st || !survey_set_state(st, SITE_SURVEY, SURVEY_CLOSED, day_today(), &err))
		give_up(&err);
	store_close(st);
	for (unsigned i = 0; i < 40 && visit(own[1], "").status == 200; i++)
		usleep(100000);
	is_int(visit(own[1], "").status, 410, "the first survey closes");
	snprintf(body, sizeof(body), "ticket=%s&draft=%s&go=send&happy=yes", ticket,
		 draft);
	h = post(shared[0], body);
	ok(is_page(&h, 200, "cy", "Ffurflen mewn dwy iaith"),
	   "who was thanked by the second is thanked again");
	h = visit(shared[1], "?lang=cy");
	ok(is_page(&h, 200, "cy", "hapus"), "and its free slips open it");
}

int
main(int argc, char **argv)
{
	struct err err = { 0 };

	site_begin(argc, argv);
	site_make(&site, 200);
	second_make();
	draw();
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	test_thanks();
	test_retry();
	test_first();
	test_closed();
	is_int(site_stop(&site, SIGTERM), 0, "the door ends well");
	site_free(&site);
	return tap_done();
}
