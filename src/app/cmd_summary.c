/*
 * canvass summary SURVEY --key FILE: the release.  What closed batches say, as tables that
 * protect those who answered, in every format.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/app.h"
#include "app/release.h"

static void
put_paths(const struct call *call, const char *const *paths, size_t count)
{
	SCOPED(buf) out;

	buf_init(&out, 0);
	for (size_t i = 0; i < count; i++) {
		if (!call->json) {
			buf_printf(&out, "%s\n", paths[i]);
			continue;
		}
		buf_puts(&out, i ? ",\n" : "[");
		json_put(&out, paths[i]);
	}
	if (call->json)
		buf_puts(&out, "]\n");
	fwrite(out.data, 1, out.len, stdout);
}

/* Said, never swallowed: a summary that leaves answers out must not look whole. */
static bool
all_opened(const struct release_count *count, struct err *err)
{
	if (!count->unopened)
		return true;
	return err_set(
		err, ERR_FOUND,
		"%zu of the sealed answers did not open and are not counted; the first: %s",
		count->unopened, count->why);
}

static bool
release(struct call *call, const struct settings *s, const struct survey *survey,
	struct arena *a, struct err *err)
{
	const char *dir = flag_value(call, "o");
	struct secret_key *key;
	struct release_count count;
	const char **paths;
	size_t path_count;
	bool good;

	if (survey->state == SURVEY_WAITING)
		return err_set(err, ERR_BUSY,
			       "%s is not open yet: there is nothing to tell",
			       survey->name);
	key = key_named(call, err);
	if (!dir)
		dir = path_join(a, call->dir, s->value[SETTING_EXPORTS]);
	good = key && release_make(call->dir, survey, key, flag_value(call, "format"),
				   dir, &count, &paths, &path_count, a, err);
	secret_key_free(key);
	if (!good)
		return false;
	put_paths(call, paths, path_count);
	return all_opened(&count, err);
}

bool
cmd_summary(struct call *call, struct err *err)
{
	struct arena *a;
	struct store *st;
	struct settings settings;
	struct survey survey;
	bool good;

	if (!release_formats_good(flag_value(call, "format"), err))
		return false;
	a = arena_new(0);
	st = store_open(call->dir, STORE_READS, err);
	good = st && settings_read(call, &settings, a, err) &&
	       survey_get(st, call->args[0], &survey, a, err) &&
	       release(call, &settings, &survey, a, err);
	store_close(st);
	arena_free(a);
	return good;
}
