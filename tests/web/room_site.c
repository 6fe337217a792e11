/*
 * See room_site.h.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "store/read.h"

#include "tests/web/room_site.h"

enum { LOOKED_AT = 450000 }; /* us: a running room is looked at four times a second */

static const char form_text[] = "canvass: form 1\n"
				"id: talking\n"
				"title: What we talk about\n"
				"title (cy): Yr hyn yr ydym yn siarad amdano\n"
				"languages: [en, cy]\n"
				"quick exit: yes\n"
				"privacy:\n"
				"  smallest group: 10\n"
				"  break down by: []\n"
				"themes:\n"
				"  care: Care after an assault\n"
				"  care (cy): Gofal ar ôl ymosodiad\n"
				"support:\n"
				"  - name: Somebody to talk to\n"
				"    name (cy): Rhywun i siarad ag ef\n"
				"    contact: 116 123\n"
				"    contact (cy): 116 123 am ddim\n"
				"pages:\n"
				"  - title: One\n"
				"    title (cy): Un\n"
				"    questions:\n"
				"      - id: supported\n"
				"        ask: I felt supported\n"
				"        ask (cy): Cefais gefnogaeth\n"
				"        type: choose one\n"
				"        theme: care\n"
				"        options:\n"
				"          yes: Yes\n"
				"          no: No\n"
				"        options (cy):\n"
				"          yes: Do\n"
				"          no: Naddo\n";

#define YES_NO                   \
	"    options:\n"         \
	"      yes: Yes\n"       \
	"      no: No & never\n" \
	"    options (cy):\n"    \
	"      yes: Do\n"        \
	"      no: Naddo\n"
static const char guide_text[] = "canvass: guide 1\n"
				 "id: talk\n"
				 "form: talking\n"
				 "title: A <talk> for all\n"
				 "title (cy): Sgwrs i bawb\n"
				 "group: everybody\n"
				 "languages: [en, cy]\n"
				 "lasts: 42 minutes\n"
				 "smallest room: 6\n"
				 "show from: 5\n"
				 "pause word: blue\n"
				 "pause word (cy): glas\n"
				 "ground rules:\n"
				 "  - Say what happened, not to whom.\n"
				 "ground rules (cy):\n"
				 "  - Dywedwch beth ddigwyddodd.\n"
				 "opening:\n"
				 "  minutes: 1\n"
				 "  read: Welcome.\n"
				 "  read (cy): Croeso.\n"
				 "sections:\n"
				 "  - theme: care\n"
				 "    minutes: 10\n"
				 "    warm up:\n"
				 "      ask: Is it warm here?\n"
				 "      ask (cy): Ydy hi'n gynnes yma?\n"
				 "      options:\n"
				 "        yes: Yes\n"
				 "        no: No\n"
				 "      options (cy):\n"
				 "        yes: Ydy\n"
				 "        no: Nac ydy\n"
				 "    ask: In a few words?\n"
				 "    ask (cy): Mewn ychydig eiriau?\n"
				 "    hint: Any words\n"
				 "    hint (cy): Unrhyw eiriau\n"
				 "    phones: words\n"
				 "  - theme: care\n"
				 "    minutes: 10\n"
				 "    ask: Who made a difference?\n"
				 "    ask (cy): Pwy wnaeth wahaniaeth?\n"
				 "    phones: notes\n"
				 "    then: two votes each\n"
				 "    read back: yes\n"
				 "  - theme: care\n"
				 "    minutes: 10\n"
				 "    ask: Which one?\n"
				 "    ask (cy): Pa un?\n"
				 "    phones: votes\n" YES_NO "  - theme: care\n"
				 "    minutes: 10\n"
				 "    ask: Was this done?\n"
				 "    ask (cy): A wnaed hyn?\n"
				 "    phones: scorecard\n" YES_NO "    statements:\n"
				 "      seen: Somebody saw me\n"
				 "      heard: Somebody heard me\n"
				 "    statements (cy):\n"
				 "      seen: Gwelodd rhywun fi\n"
				 "      heard: Clywodd rhywun fi\n"
				 "closing:\n"
				 "  minutes: 1\n"
				 "  read: Thank you.\n"
				 "  read (cy): Diolch.\n";

static void
give_up(const struct err *err, const char *at)
{
	die("the test's room: %s: %s", at, err->text);
}

static struct store *
store_of(const struct room_site *r)
{
	struct err err = { 0 };
	struct store *st = store_open(r->site->dir, STORE_WRITES, &err);

	if (!st)
		give_up(&err, "store");
	return st;
}

/* ---- the room -------------------------------------------------------------------- */

void
room_site_make(struct room_site *r, struct site *site)
{
	struct room *room = mem_new(1, sizeof(*room));
	struct err err = { 0 };
	struct recipient public;
	struct store *st;

	*r = (struct room_site){ .site = site, .arena = arena_new(0) };
	r->guide = agenda_guide(ROOM_SITE, guide_text, strlen(guide_text), form_text,
				strlen(form_text), r->arena, &err);
	if (!r->guide)
		give_up(&err, "guide");
	agenda_make(&r->agenda, r->guide);
	secret_key_public(site->key, &public);
	code_new(r->code);
	*room = (struct room){ .name = ROOM_SITE,
			       .guide_text = guide_text,
			       .guide_len = strlen(guide_text),
			       .form_text = form_text,
			       .form_len = strlen(form_text),
			       .recipient_count = 1,
			       .opened = day_today(),
			       .closed_day = -1,
			       .page_size = 4096 };
	memcpy(room->code, r->code, sizeof(room->code));
	memcpy(room->recipients[0], public.key, STORE_KEY);
	room->padded = (unsigned)box_room(slot_room(4096), 1);
	room->box_len = (unsigned)box_size(room->padded, 1);
	st = store_of(r);
	if (!room_add(st, room, &err))
		give_up(&err, "room_add");
	store_close(st);
	free(room);
}

void
room_site_free(struct room_site *r)
{
	arena_free(r->arena);
}

unsigned
room_step_of(const struct room_site *r, enum step_kind kind, unsigned n)
{
	for (unsigned i = 0; i < r->agenda.count; i++)
		if (r->agenda.steps[i].kind == kind && !n--)
			return r->agenda.steps[i].number;
	die("the test's guide has no such step");
}

/* Reads the room, lets it be changed, writes one step's row with it. */
static void
change(struct room_site *r, unsigned step,
       void (*edit)(struct room *, unsigned, const void *), const void *with,
       const struct room_item *put, const unsigned char (*gone)[ROOM_ITEM_ID])
{
	struct arena *a = arena_new(0);
	struct room *room = arena_one(a, struct room);
	struct store *st = store_of(r);
	struct err err = { 0 };
	struct room_change what = { .head = edit ? room : NULL,
				    .steps = &step,
				    .step_count = step ? 1 : 0,
				    .put = put,
				    .put_count = put ? 1 : 0,
				    .gone = gone,
				    .gone_count = gone ? 1 : 0 };
	uint64_t version;

	if (!room_get(st, ROOM_SITE, room, a, &err))
		give_up(&err, "room_get");
	if (edit)
		edit(room, step, with);
	what.version = room->version;
	if (!room_change(st, ROOM_SITE, &what, &version, &err))
		give_up(&err, "room_change");
	store_close(st);
	arena_free(a);
}

static void
edit_go(struct room *room, unsigned step, const void *with)
{
	room->phase = PHASE_RUN;
	room->step = step;
	room->steps[step].state = *(const enum step_state *)with;
}

void
room_go(struct room_site *r, unsigned step, enum step_state state)
{
	change(r, step, edit_go, &state, NULL, NULL);
	usleep(r->site->door ? LOOKED_AT : 0);
}

static void
edit_phase(struct room *room, unsigned step, const void *with)
{
	(void)step;
	room->phase = *(const enum room_phase *)with;
	room->closed = room->phase == PHASE_OVER;
	room->closed_day = room->closed ? day_today() : -1;
}

void
room_phase(struct room_site *r, enum room_phase phase)
{
	change(r, 0, edit_phase, &phase, NULL, NULL);
	usleep(r->site->door ? LOOKED_AT : 0);
}

static void
edit_show(struct room *room, unsigned step, const void *with)
{
	room->steps[step].revealed = with != NULL;
	room->steps[step].shown = with;
}

void
room_show(struct room_site *r, unsigned step, const char *shown)
{
	change(r, step, edit_show, shown, NULL, NULL);
	usleep(r->site->door ? LOOKED_AT : 0);
}

static void
idea_id(uint64_t number, unsigned char out[ROOM_ITEM_ID])
{
	memset(out, 7, ROOM_ITEM_ID);
	for (unsigned i = 0; i < 8; i++)
		out[i] = (unsigned char)(number >> (56 - 8 * i));
}

void
room_idea(struct room_site *r, unsigned step, uint64_t number, const char *text)
{
	struct room_item item = {
		.kind = ROOM_IDEA, .step = step, .text = text, .note = ""
	};

	idea_id(number, item.id);
	change(r, 0, NULL, NULL, &item, NULL);
}

void
room_idea_gone(struct room_site *r, uint64_t number)
{
	unsigned char id[1][ROOM_ITEM_ID];

	idea_id(number, id[0]);
	change(r, 0, NULL, NULL, NULL, (const unsigned char(*)[ROOM_ITEM_ID])id);
	usleep(r->site->door ? LOOKED_AT : 0);
}

/* ---- phones ---------------------------------------------------------------------- */

struct heard
room_get_page(const struct room_site *r, const char *query)
{
	char bytes[600];
	int len = snprintf(bytes, sizeof(bytes),
			   "GET /R/%s%s HTTP/1.1\r\nHost: survey.example\r\n"
			   "Connection: close\r\n\r\n",
			   r->code, query);

	return site_say(r->site, bytes, (size_t)len, 5000);
}

struct heard
room_post(const struct room_site *r, const char *body)
{
	size_t size = strlen(body) + 400;
	char *bytes = mem_new(size, 1);
	int len = snprintf(bytes, size,
			   "POST /R/%s HTTP/1.1\r\nHost: survey.example\r\n"
			   "Content-Type: application/x-www-form-urlencoded\r\n"
			   "Content-Length: %zu\r\n\r\n%s",
			   r->code, strlen(body), body);
	struct heard h;
	int fd = site_connect(r->site);

	h = (struct heard){ .text = (char[]){ "" }, .body = "" };
	if (fd >= 0 && send_whole(fd, bytes, (size_t)len))
		h = site_hear(fd, 12000);
	if (fd >= 0)
		close(fd);
	free(bytes);
	return h;
}

struct heard
room_send(const struct room_site *r, const char *ticket, unsigned step,
	  const char *fields)
{
	size_t size = strlen(fields) + 100;
	char *body = mem_new(size, 1);
	struct heard h;

	snprintf(body, size, "ticket=%s&step=%u&go=send&%s", ticket, step, fields);
	h = room_post(r, body);
	free(body);
	return h;
}

bool
room_wait(const struct room_site *r, const char *ticket, const char *words)
{
	char query[60];

	snprintf(query, sizeof(query), "?t=%s", ticket);
	for (unsigned i = 0; i < 60; i++) {
		struct heard h = room_get_page(r, query);

		if (h.status == 200 && strstr(h.body, words))
			return true;
		usleep(50000);
	}
	return false;
}

void
room_join(const struct room_site *r, char ticket[TICKET_CHARS + 1])
{
	struct heard h = room_get_page(r, "");
	const char *at = strstr(h.body, "name=\"ticket\" value=\"");

	if (!at)
		die("the page to join by has no ticket");
	snprintf(ticket, TICKET_CHARS + 1, "%.26s",
		 at + strlen("name=\"ticket\" value=\""));
}

/* ---- what is in a step's file ---------------------------------------------------- */

struct reading {
	const struct room_site *r;
	const struct step *step;
	struct told *out;
	size_t count, most;
	struct arena *arena;
	char about[SURVEY_NAME + 20];
};

static void
take(void *with, const unsigned char *id, const unsigned char *box, size_t box_len)
{
	struct reading *at = with;
	struct told *told = &at->out[at->count];
	struct err err = { 0 };
	SCOPED(buf) clear = { 0 };

	if (at->count++ >= at->most)
		return;
	memcpy(told->id, id, ANSWER_ID);
	if (!box_open(box, box_len, at->about, at->r->site->key, &clear, &err) ||
	    !contribution_parse(clear.data, clear.len, at->step, &told->what, at->arena))
		die("a contribution does not open: %s", err.text);
}

size_t
room_read(const struct room_site *r, unsigned step, struct told *out, size_t most,
	  struct arena *a)
{
	struct reading at = { .r = r,
			      .step = agenda_step(&r->agenda, step),
			      .out = out,
			      .most = most,
			      .arena = a };
	struct err err = { 0 };
	char file[SURVEY_NAME];
	struct live *live;

	room_file(ROOM_SITE, step, file);
	room_about(ROOM_SITE, step, at.about, sizeof(at.about));
	live = live_open(r->site->dir, file, &err);
	if (!live || !live_read(live, take, &at, &err))
		give_up(&err, file);
	live_close(live);
	if (at.count > most)
		die("more contributions than the test has room for");
	return at.count;
}
