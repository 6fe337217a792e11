/*
 * canvass desk: opens the desk, until a signal ends it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"
#include "desk/desk.h"

#define PEM_MOST (256u << 10)
#define KEY_MOST 65536u

static void
listening(const char *url, void *with)
{
	(void)with;
	printf("listening on %s\n", url);
	fflush(stdout);
}

/* The same call without --listen, which is the desk's and no word on where the door is. */
static struct call
without_listen(const struct call *call)
{
	struct call other = *call;

	other.given_count = 0;
	for (size_t i = 0; i < call->given_count; i++)
		if (!str_same(call->given[i].flag->name, "listen"))
			other.given[other.given_count++] = call->given[i];
	return other;
}

/* ---- TLS ------------------------------------------------------------------------------- */

static bool
is_loopback(const char *listen)
{
	return str_starts(listen, "127.") || str_starts(listen, "[::1]:");
}

/* Two buffers, wiped by the caller. */
static bool
read_certificate(const struct call *call, struct desk_settings *desk, struct buf *pem,
		 struct buf *key, struct err *err)
{
	const char *pem_path = flag_value(call, "certificate");
	const char *key_path = flag_value(call, "certificate-key");

	if (!pem_path != !key_path)
		return err_set(err, ERR_USAGE,
			       "--certificate and --certificate-key go together");
	if (!pem_path) {
		if (!is_loopback(desk->listen))
			say("warning: %s can be reached from other computers, and without "
			    "--certificate everything that the desk shows crosses the "
			    "network in clear; browsers may refuse to send its forms",
			    desk->listen);
		return true;
	}
	if (!file_read_named(call, pem_path, PEM_MOST, pem, err) ||
	    !file_read_named(call, key_path, PEM_MOST, key, err))
		return false;
	if (!pem->len || !key->len)
		return err_set(err, ERR_INPUT, "%s is empty",
			       pem->len ? key_path : pem_path);
	desk->certificate = pem->data;
	desk->key_pem = key->data;
	return true;
}

/* ---- keys ------------------------------------------------------------------------------ */

static bool
take_keys(const struct call *call, struct desk_settings *desk, struct err *err)
{
	const char *path;

	while ((path = flag_value_at(call, "key", desk->key_count))) {
		if (desk->key_count == DESK_KEYS)
			return err_set(err, ERR_USAGE, "at most %d keys", DESK_KEYS);
		desk->keys[desk->key_count++] = path;
	}
	return desk->key_count || flag_needed(call, "key", err);
}

/* With a passphrase file the first key is the desk's own. */
static bool
open_first(const struct call *call, struct desk_settings *desk, struct err *err)
{
	struct passphrase pass = { NULL, 0 };
	SCOPED(buf) text = { 0 };

	if (!flag_value(call, "passphrase-file"))
		return true;
	if (file_read_named(call, desk->keys[0], KEY_MOST, &text, err) &&
	    passphrase_get(call, false, &pass, err)) {
		desk->open_key = key_open(text.data ? text.data : "", text.len, pass.text,
					  pass.len, err);
		if (!desk->open_key)
			err_add(err, "%s", desk->keys[0]);
	}
	passphrase_cleanup(&pass);
	return desk->open_key != NULL;
}

static void
buf_wipe(struct buf *b)
{
	if (b->data)
		secret_wipe(b->data, b->room);
	buf_free(b);
}

static bool
print_routes(struct err *err)
{
	SCOPED(buf) out = { 0 };

	desk_routes_list(&out);
	return output_put(&out, err);
}

bool
cmd_desk(struct call *call, struct err *err)
{
	struct call door_call = without_listen(call);
	const char *listen = flag_value(call, "listen");
	struct desk_settings desk = { .call = call, .dir = call->dir };
	struct buf pem = { 0 }, key = { 0 };
	struct arena *a = arena_new(0);
	struct settings settings;
	bool good;

	if (flag_value(call, "routes")) {
		arena_free(a);
		return print_routes(err);
	}
	good =
		settings_read(&door_call, &settings, a, err) &&
		(!listen || settings_set(&settings, SETTING_DESK_LISTEN, listen, err));

	if (good) {
		desk.settings = &settings;
		desk.listen = settings.value[SETTING_DESK_LISTEN];
		desk.door = settings_url(&settings, a);
		desk.listening = listening;
		good = take_keys(call, &desk, err) &&
		       read_certificate(call, &desk, &pem, &key, err) &&
		       open_first(call, &desk, err) && desk_run(&desk, err);
	}
	buf_wipe(&key);
	buf_wipe(&pem);
	arena_free(a);
	return good;
}
