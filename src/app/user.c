/*
 * Invitations, as commands print them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/user.h"

static bool
base_check(const char *base, size_t *out_len, struct err *err)
{
	size_t len = strlen(base);

	while (len && base[len - 1] == '/')
		len--;
	if ((!str_starts(base, "http://") && !str_starts(base, "https://")) ||
	    len < sizeof("http://"))
		return err_set(err, ERR_USAGE,
			       "--url %s: the desk's address begins with http:// or "
			       "https://",
			       base);
	for (size_t i = 0; i < len; i++)
		if (base[i] <= ' ' || base[i] > '~')
			return err_set(err, ERR_USAGE,
				       "--url: blanks and letters with accents cannot "
				       "stand in an address");
	*out_len = len;
	return true;
}

static void
put_json(struct buf *out, const char *name, const char *url, int until)
{
	char day[11];

	day_format(until, day);
	buf_puts(out, "{\"name\":");
	json_put(out, name);
	buf_puts(out, ",\"url\":");
	json_put(out, url);
	buf_printf(out, ",\"until\":\"%s\"}\n", day);
}

bool
user_invite(struct call *call, unsigned roles, const char *const *scopes,
	    size_t scope_count, bool again, struct err *err)
{
	const char *base = flag_value(call, "url"), *name = call->args[0];
	struct settings settings;
	struct arena *a;
	bool good;
	int until = day_today() + DESK_INVITE_DAYS;
	SCOPED(buf) path = { 0 };
	SCOPED(buf) url = { 0 };
	SCOPED(buf) out = { 0 };
	char day[11];
	size_t len;

	seal_start();
	a = arena_new(0);
	good = settings_read(call, &settings, a, err);
	if (good && !base)
		base = arena_printf(a, "http://%s", settings.value[SETTING_DESK_LISTEN]);
	good = good && base_check(base, &len, err) &&
	       desk_invite(call->dir, name, roles, scopes, scope_count, again, &path,
			   err);
	if (!good) {
		arena_free(a);
		return false;
	}
	buf_put(&url, base, len);
	buf_puts(&url, path.data);
	arena_free(a);
	day_format(until, day);
	if (call->json)
		put_json(&out, name, url.data, until);
	else
		buf_printf(&out, "%s\t%s\tuntil %s\n", name, url.data, day);
	return output_put(&out, err);
}
