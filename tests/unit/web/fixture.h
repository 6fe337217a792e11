/*
 * A door in memory for the tests of pages: one survey, one link, no store and no socket.  It
 * defines what web/door.c gives to pages, so that door.o stays in its archive.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_FIXTURE_H
#define CANVASS_FIXTURE_H

#include "web/page.h"

struct door {
	struct door_settings settings;
	struct door_survey survey;
	struct answers_secrets secrets;
	struct door_survey *other; /* whose mark the slip bears too; NULL: none */
	char code[CODE_CHARS + 1];
	char slip[SLIP_CHARS + 1]; /* "": there is none */
	bool spent, later;	   /* the slip */
	bool closed, refuses, stopped;
	struct arena *form_arena;
};

TAP_UNUSED bool
door_find(struct door *door, const char *typed, struct door_link *out)
{
	*out = (struct door_link){ 0 };
	out->slip = slip_read(typed, out->code) && str_same(out->code, door->slip);
	if (!out->slip &&
	    (!code_read(typed, out->code) || !str_same(out->code, door->code)))
		return false;
	out->closed = door->closed;
	out->spent = out->slip && door->spent;
	out->later = out->slip && door->later;
	if (out->slip)
		memcpy(out->hash, "the hash of it..", SLIP_HASH);
	out->survey = &door->survey;
	return true;
}

TAP_UNUSED bool
door_find_next(struct door *door, struct door_link *out)
{
	if (out->survey && (!door->other || out->survey == door->other))
		return false;
	out->survey = out->survey ? door->other : &door->survey;
	return true;
}

/* It has no rooms. */
TAP_UNUSED bool
door_is_room(const struct door *door, const char *code)
{
	(void)door, (void)code;
	return false;
}

TAP_UNUSED const struct door_settings *
door_settings(const struct door *door)
{
	return &door->settings;
}

TAP_UNUSED bool
door_accepts(const struct door *door)
{
	return !door->refuses;
}

TAP_UNUSED bool
door_stopped(const struct door *door)
{
	return door->stopped;
}

TAP_UNUSED void
door_words(const struct door_survey *survey, const char *code, char *out, size_t size)
{
	(void)survey;
	(void)code;
	str_fit(out, size, "amber ferry");
}

/* The whole of a file, in the arena; dies if there is none. */
TAP_UNUSED static char *
fixture_file(const char *path, struct arena *a)
{
	const char *top = getenv("TOP_SRCDIR");
	char *full = arena_printf(a, "%s/%s", top ? top : ".", path);
	FILE *f = fopen(full, "rb");
	SCOPED(buf) text = { 0 };
	char block[4096];
	size_t got;

	if (!f)
		die("no file %s", full);
	while ((got = fread(block, 1, sizeof(block), f)) > 0)
		buf_put(&text, block, got);
	fclose(f);
	return arena_copy(a, text.data, text.len);
}

/* A form from its text; prints what is wrong with it, and dies. */
TAP_UNUSED static struct form *
fixture_form(const char *text, struct arena *a)
{
	struct diags diags;
	struct form *form;
	SCOPED(buf) said = { 0 };

	diags_init(&diags, "form", text, strlen(text), a);
	form = form_parse(text, strlen(text), &diags);
	if (form)
		return form;
	diags_print(&diags, &said);
	die("%s", said.data);
}

/* A door that serves the form of this text. */
TAP_UNUSED static struct door *
fixture_new(const char *form_text)
{
	struct door *door = mem_new(1, sizeof(*door));
	unsigned char symbols[CODE_CHARS] = { 1, 2, 3, 4, 5, 6, 7 };

	seal_start();
	door->form_arena = arena_new(0);
	door->survey.form = fixture_form(form_text, door->form_arena);
	str_fit(door->survey.name, sizeof(door->survey.name), "fixture@1");
	str_fit(door->survey.fingerprint, sizeof(door->survey.fingerprint),
		"3f2a 9c01 77de 1b40");
	door->survey.state = SURVEY_OPEN;
	door->survey.padded = form_record_most(door->survey.form);
	rand_bytes(door->secrets.draft_key, sizeof(door->secrets.draft_key));
	door->survey.secrets = &door->secrets;
	for (unsigned i = 0; i < CODE_CHARS - 1; i++)
		door->code[i] = base32_digits[symbols[i]];
	door->code[CODE_CHARS - 1] = base32_digits[code_check(symbols, CODE_CHARS - 1)];
	door->settings.url = "http://survey.example";
	door->settings.force = "Test Constabulary";
	door->settings.exit_url = "https://www.example.org/";
	return door;
}

TAP_UNUSED static void
fixture_free(struct door *door)
{
	prepared_free(door->survey.prepared);
	arena_free(door->form_arena);
	free(door);
}

/* The value of a hidden field of a page, in the arena; "" if it has none. */
TAP_UNUSED static const char *
fixture_hidden(const struct reply *reply, const char *name, struct arena *a)
{
	const char *from =
		strstr(reply->body, arena_printf(a, "name=\"%s\" value=\"", name));

	if (!from)
		return "";
	from = strstr(from, "value=\"") + 7;
	return arena_copy(a, from, strcspn(from, "\""));
}

TAP_UNUSED static struct reply *
fixture_get(struct door *door, const char *query, struct arena *a)
{
	struct request *request = arena_one(a, struct request);

	request->method = METHOD_GET;
	request->path = arena_printf(a, "/S/%s", door->code);
	request->code = door->code;
	if (pairs_read(&request->query, query, strlen(query), a) != PAIRS_OK)
		die("a query that cannot be read: %s", query);
	return page_first(door, request, a);
}

/* Posts a body as it is. */
TAP_UNUSED static struct reply *
fixture_post_raw(struct door *door, const char *body, struct arena *a)
{
	struct request *request = arena_one(a, struct request);

	request->method = METHOD_POST;
	request->path = arena_printf(a, "/S/%s", door->code);
	request->code = door->code;
	if (pairs_read(&request->fields, body, strlen(body), a) != PAIRS_OK)
		die("a body that cannot be read: %.100s", body);
	return page_answer(door, request, a);
}

/* Posts fields with ticket and draft of the page before, as a browser does. */
TAP_UNUSED static struct reply *
fixture_post(struct door *door, const struct reply *page, const char *fields,
	     struct arena *a)
{
	return fixture_post_raw(door,
				arena_printf(a, "ticket=%s&draft=%s&%s",
					     fixture_hidden(page, "ticket", a),
					     fixture_hidden(page, "draft", a), fields),
				a);
}

/* Ends a send as the store would, and gives the page that follows. */
TAP_UNUSED static struct reply *
fixture_end(struct door *door, struct reply *reply, enum send_result result,
	    struct arena *a)
{
	if (!reply->send)
		die("nothing is on its way");
	free(reply->send->record);
	reply->send->record = NULL;
	return reply->send->after(door, reply->send, result, a);
}

/* A request to a page of no survey. */
TAP_UNUSED static struct request *
asked(const char *query, struct arena *a)
{
	struct request *request = arena_one(a, struct request);

	request->path = "/";
	request->code = "";
	if (pairs_read(&request->query, query, strlen(query), a) != PAIRS_OK)
		die("a query that cannot be read");
	return request;
}

#endif
