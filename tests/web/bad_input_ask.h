/*
 * Surveys at a real door, and posts to them that no page of theirs would send: what the tests of
 * bad input share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_BAD_INPUT_ASK_H
#define CANVASS_TEST_BAD_INPUT_ASK_H

#include <signal.h>
#include <unistd.h>

#include "tests/tap.h"
#include "tests/web/person_page.h"
#include "tests/web/random_site.h"

struct survey_made {
	const char *name, *text;
	struct form *form;
	struct added added;
	unsigned stored; /* what was thanked */
};

static struct site site;
static struct arena *arena;
static struct sight sight; /* the page that came last */

/* ---- asking ----------------------------------------------------------------------------- */

TAP_UNUSED static void
say(const char *bytes, size_t len)
{
	int fd = site_connect(&site);
	struct heard heard;

	send_whole(fd, bytes, len);
	heard = site_hear(fd, 10000);
	sight_read(&heard, arena, &sight);
	close(fd);
}

TAP_UNUSED static void
ask_body(const struct survey_made *s, const char *body)
{
	size_t room = strlen(body) + 400;
	char *bytes = arena_alloc(arena, room, 1);

	say(bytes, post_spell(bytes, room, s->added.codes[0], body));
}

TAP_UNUSED static void
ask_with(const struct survey_made *s, const char *ticket, const char *draft,
	 const char *fields)
{
	SCOPED(buf) body = { 0 };

	pair_put(&body, "ticket", ticket);
	if (draft && draft[0])
		pair_put(&body, "draft", draft);
	buf_printf(&body, "&%s", fields);
	ask_body(s, body.data);
}

TAP_UNUSED static void
ask(const struct survey_made *s, const char *fields)
{
	ask_with(s, sight.ticket, sight.draft, fields);
}

TAP_UNUSED static void
ask_first(const struct survey_made *s)
{
	char bytes[200];
	int len = snprintf(bytes, sizeof(bytes),
			   "GET /S/%s HTTP/1.1\r\nHost: survey.example\r\n\r\n",
			   s->added.codes[0]);

	say(bytes, (size_t)len);
}

TAP_UNUSED static bool
ask_sees(const char *lines)
{
	SCOPED(buf) page = { 0 };
	bool good = true;

	buf_printf(&page, "\n%s", sight.lines);
	while (*lines) {
		size_t len = strcspn(lines, "|");

		good = good && strstr(page.data,
				      arena_printf(arena, "\n%.*s\n", (int)len, lines));
		lines += len + (lines[len] == '|');
	}
	return good;
}

TAP_UNUSED static void
ask_show(unsigned status, const char *words)
{
	note("status %u, wanted %u with \"%s\"; the page:", sight.status, status, words);
	note("%s", sight.lines);
}

TAP_UNUSED static void
ask_thanked(struct survey_made *s, const char *what)
{
	if (!ok(sight.thanked, "%s", what))
		ask_show(200, "thanks");
	s->stored++;
}

/* ---- first and last --------------------------------------------------------------------- */

TAP_UNUSED static void
make(struct survey_made *s)
{
	struct diags diags;

	diags_init(&diags, s->name, s->text, strlen(s->text), arena);
	s->form = form_parse(s->text, strlen(s->text), &diags);
	if (!s->form)
		die("%s has errors: %s", s->name, diags.items[0].message);
	survey_make(&site, s->name, s->form, s->text, strlen(s->text), 1, &s->added);
}

TAP_UNUSED static void
ask_begin(struct survey_made *const *all, size_t count)
{
	struct err err = { 0 };

	arena = arena_new(0);
	site_make(&site, 64);
	for (size_t i = 0; i < count; i++)
		make(all[i]);
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
}

TAP_UNUSED static void
ask_end(struct survey_made *const *all, size_t count)
{
	is_int(site_stop(&site, SIGTERM), 0, "the door ends well");
	for (size_t i = 0; i < count; i++)
		is_int((long long)survey_count(&site, all[i]->name), all[i]->stored,
		       "%s: nothing is stored but what was thanked", all[i]->name);
	site_free(&site);
	arena_free(arena);
}

#endif
