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
all_opened(const struct release_made *made, struct err *err)
{
	if (!made->unopened)
		return true;
	return err_set(
		err, ERR_FOUND,
		"%zu of the sealed answers did not open and are not counted; the first: %s",
		made->unopened, made->why);
}

/*
 * Where it goes without -o: exports/ of the workspace, or of the folder that -C names if the
 * batches come from a file; drafts apart from what is released.
 */
static bool
folder_of(const struct call *call, const struct release_order *order, const char **out,
	  struct arena *a, struct err *err)
{
	const char *dir = flag_value(call, "o");
	struct settings s;

	if (!dir && order->from) {
		dir = path_join(a, call->dir, "exports");
	} else if (!dir) {
		if (!settings_read(call, &s, a, err))
			return false;
		dir = path_join(a, call->dir, s.value[SETTING_EXPORTS]);
	}
	*out = order->draft && !flag_value(call, "o") ? path_join(a, dir, "draft") : dir;
	return true;
}

static bool
release(struct call *call, struct release_order *order, struct arena *a, struct err *err)
{
	struct secret_key *key;
	struct release_made made;
	SCOPED(buf) explain;
	bool good;

	buf_init(&explain, 0);
	if (flag_value(call, "explain"))
		order->explain = &explain;
	if (!folder_of(call, order, &order->dir, a, err))
		return false;
	key = key_named(call, err);
	order->key = key;
	good = key && release_make(order, &made, a, err);
	secret_key_free(key);
	if (!good)
		return false;
	put_paths(call, made.paths, made.path_count);
	if (explain.len)
		fwrite(explain.data, 1, explain.len, stderr);
	return all_opened(&made, err);
}

bool
cmd_summary(struct call *call, struct err *err)
{
	struct release_order order = { .call = call,
				       .survey = call->args[0],
				       .workspace = call->dir,
				       .from = flag_value(call, "from"),
				       .ledger = flag_value(call, "ledger"),
				       .formats = flag_value(call, "format"),
				       .draft = flag_value(call, "draft") != NULL,
				       .words = flag_value(call, "words") };
	unsigned long smallest = 0;
	struct arena *a;
	bool good;

	if (flag_value_at(call, "since", SINCE_FILES))
		return err_set(err, ERR_USAGE, "--since: at most %d waves", SINCE_FILES);
	while (order.since_count < SINCE_FILES &&
	       flag_value_at(call, "since", order.since_count)) {
		order.since[order.since_count] =
			flag_value_at(call, "since", order.since_count);
		order.since_count++;
	}
	if (!release_formats_good(order.formats, err) ||
	    !flag_number(call, "smallest-group", 3, 10000, &smallest, err))
		return false;
	if (order.draft && smallest)
		return err_set(
			err, ERR_USAGE,
			"a draft shows what would be released now: the smallest group is "
			"raised by a release, not tried out with --draft");
	order.smallest_group = (unsigned)smallest;
	a = arena_new(0);
	good = release(call, &order, a, err);
	arena_free(a);
	return good;
}
