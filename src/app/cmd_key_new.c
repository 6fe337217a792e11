/*
 * canvass key new FILE: a recipient's pair of keys.  The secret half is written only wrapped
 * by a passphrase, and never over a file that is there.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "app/app.h"

/* Warns, since the whole idea is that the host holds no key. */
static void
warn_in_workspace(const struct call *call, const char *path)
{
	struct arena *a = arena_new(0);

	if (file_there(path_join(a, call->dir, "canvass.db")) && !strchr(path, '/') &&
	    str_same(call->dir, "."))
		say("warning: %s lies in the workspace; keep it, and its passphrase, on another "
		    "machine",
		    path);
	arena_free(a);
}

static bool
write_pair(const char *path, const char *public_path, const struct buf *secret,
	   const struct buf *public, struct err *err)
{
	if (!file_create(path, secret->data, secret->len, 0600, err))
		return false;
	if (file_create(public_path, public->data, public->len, 0644, err))
		return true;
	unlink(path); /* half a pair is no use */
	return false;
}

bool
cmd_key_new(struct call *call, struct err *err)
{
	const char *path = call->args[0];
	struct arena *a = arena_new(0);
	const char *public_path = arena_printf(a, "%s.pub", path);
	SCOPED(passphrase) pass = { NULL, 0 };
	SCOPED(buf) secret;
	SCOPED(buf) public;
	bool good;

	buf_init(&secret, 0);
	buf_init(&public, 0);
	if (!*path)
		good = err_set(err, ERR_USAGE, "key new needs the name of a file");
	else if (file_there(path) || file_there(public_path))
		good = err_set(err, ERR_CREATE,
			       "%s is there already, and is left as it is",
			       file_there(path) ? path : public_path);
	else
		good = passphrase_get(call, true, &pass, err) &&
		       key_make(pass.text, pass.len, &secret, &public, err) &&
		       write_pair(path, public_path, &secret, &public, err);
	if (good) {
		say("%s holds the secret half, %s the public one; if file or passphrase is lost, "
		    "so is what is sealed to it",
		    path, public_path);
		warn_in_workspace(call, path);
	}
	arena_free(a);
	return good;
}
