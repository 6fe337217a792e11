/*
 * A form file that is watched for serve --preview: read and checked as for a survey, and again
 * whenever it or a file of its translations changes.  Reads files, and writes none.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <glob.h>
#include <sys/stat.h>

#include "app/app.h"
#include "app/door.h"
#include "app/form_file.h"

struct watch {
	const struct call *call;
	const char *path; /* as it was named */
	char *found;	  /* where it is */
	uint64_t seen;	  /* a digest of names, times and sizes */
	struct buf text;
};

struct watch *
watch_new(const struct call *call, const char *path)
{
	struct watch *w = mem_new(1, sizeof(*w));

	w->call = call;
	w->path = path;
	buf_init(&w->text, 0);
	return w;
}

void
watch_free(struct watch *w)
{
	if (!w)
		return;
	buf_free(&w->text);
	free(w->found);
	free(w);
}

static uint64_t
mix(uint64_t digest, uint64_t more)
{
	return (digest ^ more) * 1099511628211u; /* FNV-1a, a word at a time */
}

static uint64_t
file_digest(uint64_t digest, const char *path)
{
	struct stat st;

	for (const char *p = path; *p; p++)
		digest = mix(digest, (unsigned char)*p);
	if (stat(path, &st))
		return mix(digest, 1);
	digest = mix(digest, (uint64_t)st.st_mtim.tv_sec);
	digest = mix(digest, (uint64_t)st.st_mtim.tv_nsec);
	digest = mix(digest, (uint64_t)st.st_ino);
	return mix(digest, (uint64_t)st.st_size);
}

/* The form, and beside it "name.*.yaml": the texts of its other languages. */
static uint64_t
watch_digest(const struct watch *w)
{
	uint64_t digest = file_digest(14695981039346656037u, w->found);
	const char *dot = strrchr(w->found, '.');
	SCOPED(buf) pattern = { 0 };
	glob_t sides;

	if (!dot || strchr(dot, '/'))
		return digest;
	for (const char *p = w->found; p < dot; p++)
		buf_printf(&pattern, strchr("*?[\\", *p) ? "\\%c" : "%c", *p);
	buf_puts(&pattern, ".*");
	buf_puts(&pattern, dot);
	if (glob(pattern.data, 0, NULL, &sides))
		return digest;
	for (size_t i = 0; i < sides.gl_pathc; i++)
		digest = file_digest(digest, sides.gl_pathv[i]);
	globfree(&sides);
	return digest;
}

static bool
watch_changed(void *with)
{
	struct watch *w = with;

	return watch_digest(w) != w->seen;
}

static struct form *
watch_read(void *with, struct arena *a, size_t *out_padded, struct buf *problems)
{
	struct watch *w = with;
	struct survey size = { .recipient_count = 2 }; /* as most surveys have */
	struct err err = { .code = ERR_NONE };
	struct diags diags = { .count = 0 };
	struct form *form;

	w->seen =
		watch_digest(w); /* before: what changes while it is read is read again */
	buf_clear(&w->text);
	form = form_file(w->call, w->path, 0, &w->text, &diags, a, &err);
	if (!form && err.code != ERR_NONE) {
		buf_printf(problems, "%s\n", err.text);
		return NULL;
	}
	diags_print(&diags, problems);
	if (form && !survey_measure(&size, form, &err)) {
		buf_printf(problems, "%s\n", err.text);
		return NULL;
	}
	*out_padded = size.padded;
	return form;
}

bool
watch_source(struct watch *w, struct preview_source *out, struct err *err)
{
	SCOPED(buf) text = { 0 };
	struct arena *a = arena_new(0);
	const char *path = w->path;

	if (str_same(path, "-")) {
		arena_free(a);
		return err_set(err, ERR_USAGE,
			       "--preview needs a file: it is read again");
	}
	if (!file_read_named(w->call, path, 1u << 20, &text, err)) {
		arena_free(a);
		return false;
	}
	/* The same rule as file_read_named: first from here, then in the workspace. */
	if (!file_there(path) && *path != '/')
		path = path_join(a, w->call->dir, path);
	w->found = strdup(path);
	arena_free(a);
	if (!w->found)
		die("out of memory");
	*out = (struct preview_source){
		.name = w->path, .with = w, .changed = watch_changed, .read = watch_read
	};
	return true;
}
