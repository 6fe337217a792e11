/*
 * The demo's desk: three people to be, a room for a focus group, and the desk itself, in a process
 * of its own beside the door, as it would be on a computer of its own.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/demo.h"
#include "app/guide_file.h"
#include "app/room.h"
#include "desk/desk.h"
#include "store/desk.h"

enum { FILE_MOST = 1 << 20 };

/* ---- the room ------------------------------------------------------------------------- */

bool
demo_room(const struct call *call, struct store *st, const struct recipient *to, size_t n,
	  struct arena *a, struct err *err)
{
	const char *path = path_join(a, call->dir, DEMO_GUIDE);
	struct room *room = arena_one(a, struct room);
	struct guide *guide;
	struct diags diags;
	SCOPED(buf) text = { 0 };
	SCOPED(buf) form = { 0 };

	if (!file_read(path, FILE_MOST, &text, err))
		return false;
	guide = guide_file_freeze(call, path, &text, &form, &diags, a);
	if (!guide)
		return err_set(err, ERR_BUG, "the shipped guide has errors: %s",
			       diags.count ? diags.items[0].message : "");
	str_fit(room->name, sizeof(room->name), DEMO_ROOM);
	room->guide_text = arena_copy(a, text.data, text.len);
	room->guide_len = text.len;
	room->form_text = arena_copy(a, form.data, form.len);
	room->form_len = form.len;
	seal_hash(room->form_hash, form.data, form.len, NULL, 0);
	room->invented = true;
	for (size_t i = 0; i < n; i++)
		memcpy(room->recipients[i], to[i].key, STORE_KEY);
	room->recipient_count = (unsigned)n;
	return room_begin(st, room, day_today(), err);
}

/* ---- people --------------------------------------------------------------------------- */

static const struct {
	const char *name, *role;
} people[DEMO_PEOPLE] = {
	{ "evaluator", "evaluator" },
	{ "second", "second evaluator" },
	{ "facilitator", "facilitator" },
};

/* *out: the path of an invitation, or NULL for somebody who has signed in before. */
static bool
invite(const char *dir, size_t i, const char **out, struct arena *a, struct err *err)
{
	struct desk_store *d = desk_store_open(dir, err);
	struct err why = { .code = ERR_NONE };
	struct person person;
	bool there, good;
	unsigned role;
	SCOPED(buf) path = { 0 };

	*out = NULL;
	if (!d)
		return false;
	there = person_get(d, people[i].name, &person, a, &why);
	desk_store_close(d);
	if (!there && why.code != ERR_MISSING)
		return err_set(err, why.code, "%s", why.text);
	if (there && (person.enrolled || person.disabled))
		return true;
	good = desk_role_named(people[i].role, &role, err) &&
	       desk_invite(dir, people[i].name, role, NULL, 0, there, &path, err);
	if (good)
		*out = arena_copy(a, path.data, path.len);
	return good;
}

/* ---- the desk ------------------------------------------------------------------------- */

static void
tell_parent(const char *url, void *with)
{
	int fd = *(int *)with;

	if (write(fd, url, strlen(url)) < 0)
		_exit(1);
	close(fd);
}

static struct secret_key *
open_key(const char *dir, struct arena *a, struct err *err)
{
	SCOPED(buf) text = { 0 };
	SCOPED(buf) pass = { 0 };
	struct secret_key *key = NULL;

	if (file_read(path_join(a, dir, DEMO_KEY), FILE_MOST, &text, err) &&
	    file_read(path_join(a, dir, DEMO_PASS), FILE_MOST, &pass, err))
		key = key_open(text.data ? text.data : "", text.len,
			       pass.data ? pass.data : "",
			       pass.data ? strcspn(pass.data, "\n") : 0, err);
	if (pass.data)
		secret_wipe(pass.data, pass.room);
	return key;
}

static int
run_desk(const struct call *call, const struct settings *settings, const char *listen,
	 const char *door, int fd, struct arena *a)
{
	struct desk_settings desk = { .call = call,
				      .settings = settings,
				      .dir = call->dir,
				      .listen = listen,
				      .door = door,
				      .keys = { path_join(a, call->dir, DEMO_KEY),
						path_join(a, call->dir, DEMO_KEY_2) },
				      .key_count = DEMO_KEYS,
				      .listening = tell_parent,
				      .with = &fd };
	struct err err = { .code = ERR_NONE };

	desk.open_key = open_key(call->dir, a, &err);
	if (!desk.open_key || !desk_run(&desk, &err)) {
		say("there is no desk: %s", err.text);
		return 1;
	}
	return 0;
}

/* What the desk says first, or "" if it ended. */
static const char *
hear(int fd, struct arena *a)
{
	char url[300];
	ssize_t n = read(fd, url, sizeof(url));

	return arena_copy(a, url, n > 0 ? (size_t)n : 0);
}

bool
demo_desk_start(const struct call *call, const struct settings *settings,
		const char *listen, const char *door, struct demo_desk *out,
		struct arena *a, struct err *err)
{
	int ends[2];

	*out = (struct demo_desk){ .pid = -1, .url = "" };
	for (size_t i = 0; i < DEMO_PEOPLE; i++) {
		out->names[i] = people[i].name;
		if (!invite(call->dir, i, &out->invitations[i], a, err))
			return false;
	}
	if (pipe(ends) != 0)
		return err_set(err, ERR_UNAVAILABLE, "no descriptors are left");
	fflush(NULL);
	out->pid = fork();
	if (out->pid == 0) {
		close(ends[0]);
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		_exit(run_desk(call, settings, listen, door, ends[1], a));
	}
	close(ends[1]);
	if (out->pid > 0)
		out->url = hear(ends[0], a);
	close(ends[0]);
	return true;
}

void
demo_desk_put(const struct demo_desk *desk, struct buf *out)
{
	bool fresh = false;

	if (!*desk->url)
		return;
	buf_printf(
		out,
		"The desk, where the evaluation team codes and releases, and a facilitator leads "
		"a room:\n\n  %s\n\n",
		desk->url);
	for (size_t i = 0; i < DEMO_PEOPLE; i++) {
		if (!desk->invitations[i])
			continue;
		fresh = true;
		buf_printf(out, "  %-12s %s%s\n", desk->names[i], desk->url,
			   desk->invitations[i]);
	}
	if (fresh)
		buf_puts(
			out,
			"\nEach invitation is for one person, once: it asks for a passphrase "
			"and an\nauthenticator app (or oathtool).\n\n");
	else
		buf_puts(
			out,
			"  Sign in as evaluator, second or facilitator, as you have enrolled.\n\n");
}

void
demo_desk_stop(struct demo_desk *desk)
{
	if (desk->pid > 0 && kill(desk->pid, SIGTERM) == 0)
		waitpid(desk->pid, NULL, 0);
	desk->pid = -1;
}
