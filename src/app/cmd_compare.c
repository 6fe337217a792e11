/*
 * canvass compare SUMMARY.json...: waves of one force, or several forces, side by side, from what
 * they published and nothing else.  No workspace is needed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sys/stat.h>

#include "app/app.h"
#include "out/compare.h"

enum { SUMMARY_MOST = 32 << 20, SUMS_MOST = 1 << 20 }; /* bytes */

struct compared {
	const struct summary *files[COMPARE_MOST];
	char hashes[COMPARE_MOST][2 * SEAL_HASH + 1];
	size_t count;
};

/* ---- whether a file is as it was released ----------------------------------------------- */

/* The hash that the list has for a file, or NULL. */
static const char *
sum_of(char *list, const char *name)
{
	for (char *line = list, *next; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		if (strlen(line) > 2 * SEAL_HASH + 2 &&
		    str_same(line + 2 * SEAL_HASH + 2, name)) {
			line[2 * SEAL_HASH] = '\0';
			return line;
		}
	}
	return NULL;
}

/* A SHA256SUMS beside it that names it must fit; where there is none there is nothing to hold. */
static bool
sums_fit(const struct call *call, const char *path, const char *hash, struct arena *a,
	 struct err *err)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *sum;
	const char *beside =
		slash ? arena_printf(a, "%.*s/SHA256SUMS", (int)(slash - path), path)
		      : "SHA256SUMS";
	struct err why = { .code = ERR_NONE };
	SCOPED(buf) list;

	buf_init(&list, 0);
	if (str_same(path, "-"))
		return true;
	if (!file_read_named(call, beside, SUMS_MOST, &list, &why))
		return why.code == ERR_MISSING || err_set(err, why.code, "%s", why.text);
	sum = sum_of(list.data ? list.data : arena_str(a, ""), name);
	return !sum || str_same(sum, hash) ||
	       err_set(err, ERR_INPUT,
		       "%.100s is not what the SHA256SUMS beside it says: it was changed since "
		       "it was released; get it anew",
		       path);
}

/* ---- reading ----------------------------------------------------------------------------- */

static bool
read_one(const struct call *call, struct compared *c, const char *path, struct arena *a,
	 struct err *err)
{
	unsigned char hash[SEAL_HASH];
	char *hex = c->hashes[c->count];
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (!file_read_named(call, path, SUMMARY_MOST, &text, err))
		return false;
	seal_sha256(hash, text.data ? text.data : "", text.len);
	hex_encode(hex, sizeof(c->hashes[0]), hash, sizeof(hash));
	if (!sums_fit(call, path, hex, a, err))
		return false;
	for (size_t i = 0; i < c->count; i++)
		if (str_same(c->hashes[i], hex))
			return err_set(err, ERR_INPUT,
				       "%.100s and %.100s are the same release",
				       call->args[i], path);
	c->files[c->count] = summary_read(text.data ? text.data : "", text.len, a, err);
	if (!c->files[c->count])
		return err_add(err, "%s", path);
	c->count++;
	return true;
}

/* Waves stand in the order given; one that goes back in time is told, and left as it is. */
static void
tell_order(const struct comparison *c)
{
	for (size_t i = 1; c->kind == COMPARE_WAVES && i < c->count; i++)
		if (strcmp(c->files[i]->released, c->files[i - 1]->released) < 0) {
			say("wave %s was released before wave %s, which was given first; changes "
			    "are from the file before",
			    c->files[i]->wave, c->files[i - 1]->wave);
			return;
		}
}

/* ---- writing ----------------------------------------------------------------------------- */

/* -o: a file, or a folder that is there, which gets compare.html. */
static const char *
page_path(const char *to, struct arena *a)
{
	size_t len = strlen(to);
	struct stat st;

	if ((len && to[len - 1] == '/') || (stat(to, &st) == 0 && S_ISDIR(st.st_mode)))
		return path_join(a, to, "compare.html");
	return to;
}

static bool
write_page(const struct call *call, const struct comparison *c, const char *to,
	   struct arena *a, struct err *err)
{
	const char *path = page_path(to, a);
	SCOPED(buf) out;

	buf_init(&out, 0);
	for (size_t i = 0; i < call->arg_count; i++)
		if (!outputs_apart(call, call->args[i], err))
			return false;
	if (!compare_page(c, &out, a, err) ||
	    !file_write(path, out.data, out.len, 0644, err))
		return false;
	buf_clear(&out);
	buf_printf(&out, "%s\n", path);
	return output_put(&out, err);
}

static bool
compare(struct call *call, struct arena *a, struct err *err)
{
	struct compared *files = arena_one(a, struct compared);
	const char *to = flag_value(call, "o");
	const struct comparison *c;
	SCOPED(buf) out;

	buf_init(&out, 0);
	if (to && call->json)
		return err_set(
			err, ERR_USAGE,
			"-o writes a page, and --json prints for programs: one of them");
	if (call->arg_count > COMPARE_MOST)
		return err_set(err, ERR_USAGE, "at most %d files are compared",
			       COMPARE_MOST);
	for (size_t i = 0; i < call->arg_count; i++)
		if (!read_one(call, files, call->args[i], a, err))
			return false;
	c = compare_make(files->files, call->args, files->count, a, err);
	if (!c)
		return false;
	tell_order(c);
	if (to)
		return write_page(call, c, to, a, err);
	if (call->json)
		compare_json(c, &out);
	else
		compare_text(c, &out, a);
	return output_put(&out, err);
}

bool
cmd_compare(struct call *call, struct err *err)
{
	struct arena *a = arena_new(0);
	bool good = compare(call, a, err);

	arena_free(a);
	return good;
}
