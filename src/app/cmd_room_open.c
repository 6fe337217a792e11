/*
 * canvass room open GUIDE.yaml: a room for a focus group.  Guide and form are frozen with it, as a
 * survey's form is.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/guide_file.h"
#include "app/room.h"

enum { GUIDE_MOST = 1 << 20, KEY_MOST = 4096, LABEL_MOST = 32 };

static bool
label_good(const char *label, struct err *err)
{
	size_t len = strlen(label);
	size_t fine = strspn(label, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (!len || len > LABEL_MOST || fine != len || *label == '-')
		return err_set(
			err, ERR_USAGE,
			"--name %.80s: at most %d small letters, digits and dashes, no dash first",
			label, LABEL_MOST);
	return true;
}

/* ---- the guide and its form ---------------------------------------------------------- */

static struct guide *
read_guide(const struct call *call, struct buf *text, struct buf *form, struct arena *a,
	   struct err *err)
{
	struct diags diags;
	struct guide *guide;
	SCOPED(buf) problems;

	buf_init(&problems, 0);
	if (!file_read_named(call, call->args[0], GUIDE_MOST, text, err))
		return NULL;
	guide = guide_file_freeze(call, call->args[0], text, form, &diags, a);
	diags_print(&diags, &problems);
	fputs(problems.data ? problems.data : "", stderr);
	if (!guide)
		err_set(err, ERR_INPUT, "%s has %zu error%s; no room was opened",
			call->args[0], diags.errors, diags.errors == 1 ? "" : "s");
	return guide;
}

/* ---- keys ---------------------------------------------------------------------------- */

/* The public half of a secret file: beside it, or from inside it with the passphrase. */
static bool
public_of(const struct call *call, const char *path, const struct buf *text,
	  struct recipient *out, struct arena *a, struct err *err)
{
	struct passphrase pass = { NULL, 0 };
	struct secret_key *key = NULL;
	struct err why = { .code = ERR_NONE };
	SCOPED(buf) beside;

	buf_init(&beside, 0);
	if (file_read_named(call, arena_printf(a, "%s.pub", path), KEY_MOST, &beside,
			    &why))
		return recipient_parse(beside.data ? beside.data : "", beside.len, out,
				       err) ||
		       err_add(err, "%s.pub", path);
	if (why.code != ERR_MISSING)
		return err_set(err, why.code, "%s", why.text);
	if (passphrase_get(call, false, &pass, err)) {
		key = key_open(text->data ? text->data : "", text->len, pass.text,
			       pass.len, err);
		if (!key)
			err_add(err, "%s", path);
	}
	passphrase_cleanup(&pass);
	if (!key)
		return false;
	secret_key_public(key, out);
	secret_key_free(key);
	return true;
}

static bool
take_key(const struct call *call, const char *path, struct room *room, struct arena *a,
	 struct err *err)
{
	struct recipient to;
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (room->recipient_count == STORE_RECIPIENTS)
		return err_set(err, ERR_USAGE, "more than %d keys", STORE_RECIPIENTS);
	if (!file_read_named(call, path, KEY_MOST, &text, err))
		return false;
	if (!recipient_parse(text.data ? text.data : "", text.len, &to, NULL) &&
	    !public_of(call, path, &text, &to, a, err))
		return false;
	for (unsigned i = 0; i < room->recipient_count; i++)
		if (memcmp(room->recipients[i], to.key, STORE_KEY) == 0)
			return err_set(err, ERR_INPUT, "%s: this key is named twice",
				       path);
	memcpy(room->recipients[room->recipient_count++], to.key, STORE_KEY);
	return true;
}

static bool
take_keys(const struct call *call, struct room *room, struct arena *a, struct err *err)
{
	const char *path;

	if (!flag_needed(call, "key", err))
		return false;
	for (size_t i = 0; (path = flag_value_at(call, "key", i)); i++)
		if (!take_key(call, path, room, a, err))
			return false;
	return true;
}

/* ---- opening it ---------------------------------------------------------------------- */

static bool
take_name(const struct call *call, const struct guide *guide, struct room *room,
	  struct err *err)
{
	const char *label = flag_value(call, "name");
	char today[11];
	int len;

	day_format(day_today(), today);
	len = snprintf(room->name, sizeof(room->name), "%s@%s", guide->id,
		       label ? label : today);
	if (len >= (int)sizeof(room->name))
		return err_set(err, ERR_INPUT, "\"%s@%s\" is too long for a room's name",
			       guide->id, label ? label : today);
	return true;
}

/* Answers files without a row in canvass.db are somebody's data: they are not taken over. */
static bool
name_is_free(const struct call *call, const struct room *room, struct arena *a,
	     struct err *err)
{
	for (unsigned step = 1; step < ROOM_STEPS; step++) {
		char file[SURVEY_NAME];
		const char *path;

		room_file(room->name, step, file);
		path = path_join(a, call->dir, arena_printf(a, "answers/%s.db", file));
		if (file_there(path))
			return err_set(err, ERR_CREATE,
				       "%s is there already; choose another --name",
				       path);
	}
	return true;
}

static bool
begin(struct store *st, struct room *room, struct err *err)
{
	struct err why = { .code = ERR_NONE };

	if (room_begin(st, room, day_today(), &why))
		return true;
	if (why.code == ERR_CREATE)
		return err_set(err, why.code, "%s; choose another --name", why.text);
	return err_set(err, why.code, "%s", why.text);
}

static void
tell(const struct room *room, const struct guide *guide)
{
	if (room->recipient_count == 1)
		say("warning: one key only: if it or its passphrase is lost, nobody can see "
		    "what phones say; name a recovery key with a second --key");
	else
		say("if all %u keys are lost, nobody can see what phones say",
		    room->recipient_count);
	say("phones are for %u people or more; results are shown once %u have answered",
	    guide->smallest_room, guide->show_from);
	if (room->invented)
		say("a rehearsal: everything that leaves it says so");
}

static bool
put_room(const struct call *call, const struct settings *s, const struct room *room,
	 struct arena *a, struct err *err)
{
	const char *url = room_url(s, room->code, a);
	SCOPED(buf) out;

	buf_init(&out, 0);
	if (call->json) {
		buf_printf(&out, "{\"code\":\"%s\",\"url\":", room->code);
		json_put(&out, url);
		buf_puts(&out, ",\"name\":");
		json_put(&out, room->name);
		buf_puts(&out, "}\n");
	} else {
		buf_printf(&out, "%s\t%s\t%s\n", room->code, url, room->name);
	}
	return output_put(&out, err);
}

static bool
open_it(const struct call *call, struct store *st, const struct settings *s,
	const struct guide *guide, const struct buf *text, const struct buf *form,
	struct arena *a, struct err *err)
{
	struct room *room = arena_one(a, struct room);

	room->guide_text = text->data;
	room->guide_len = text->len;
	room->form_text = form->data;
	room->form_len = form->len;
	room->invented = flag_value(call, "invented") != NULL;
	if (!take_name(call, guide, room, err) || !take_keys(call, room, a, err) ||
	    !name_is_free(call, room, a, err) || !begin(st, room, err))
		return false;
	tell(room, guide);
	return put_room(call, s, room, a, err);
}

bool
cmd_room_open(struct call *call, struct err *err)
{
	const char *label = flag_value(call, "name");
	struct arena *a = arena_new(0);
	struct store *st = NULL;
	struct settings settings;
	struct guide *guide;
	SCOPED(buf) text;
	SCOPED(buf) form;
	bool good = false;

	buf_init(&text, 0);
	buf_init(&form, 0);
	if ((!label || label_good(label, err)) &&
	    settings_read(call, &settings, a, err) &&
	    (st = store_open(call->dir, STORE_WRITES, err)) &&
	    (guide = read_guide(call, &text, &form, a, err)))
		good = open_it(call, st, &settings, guide, &text, &form, a, err);
	store_close(st);
	arena_free(a);
	return good;
}
