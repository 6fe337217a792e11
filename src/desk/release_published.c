/*
 * What lies in the workspace and may be picked: summaries that were published, and files with the
 * team's words.  A page names a file, and nothing is opened that is not in these lists: no name
 * from outside leads anywhere else.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <dirent.h>
#include <sys/stat.h>

#include "app/compare_rooms.h"
#include "desk/release.h"

enum { FOUND_MOST = 500, DEPTH_MOST = 3, MANIFEST_MOST = 16 << 20 };

const char *
desk_inside(struct desk_visit *v, const char *path)
{
	return path_join(v->arena, v->settings->dir, path);
}

const char *
desk_day(struct desk_visit *v, int day)
{
	char *words = arena_alloc(v->arena, 40, 1);

	day_words(day, words, 40);
	return words;
}

/* ---- walking over folders ------------------------------ */

struct finder {
	struct desk_visit *v;
	struct published_list *out;
	bool imports;
};

static bool
is_folder(struct desk_visit *v, const char *path)
{
	struct stat st;

	return lstat(desk_inside(v, path), &st) == 0 && S_ISDIR(st.st_mode);
}

static bool
is_file(struct desk_visit *v, const char *path)
{
	struct stat st;

	return lstat(desk_inside(v, path), &st) == 0 && S_ISREG(st.st_mode);
}

static bool
ends_in(const char *name, const char *end)
{
	size_t len = strlen(name), tail = strlen(end);

	return len > tail && str_same(name + len - tail, end);
}

static const char *
text_of(const struct json *map, const char *key)
{
	const struct json *value = json_get(map, key);

	return value && value->type == JSON_STRING_ ? value->text : "";
}

static bool
truth_of(const struct json *map, const char *key)
{
	const struct json *value = json_get(map, key);

	return value && value->type == JSON_BOOL && value->truth;
}

/* What the manifest beside it says; without one it is only a file. */
static void
read_manifest(struct finder *f, struct published *p)
{
	struct arena *a = f->v->arena;
	const char *path = desk_inside(f->v, path_join(a, p->folder, "MANIFEST.json"));
	const struct json *manifest, *ledger, *number;
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (!file_read(path, MANIFEST_MOST, &text, NULL))
		return;
	manifest = json_parse(text.data ? text.data : "", text.len, a, NULL);
	if (!manifest || manifest->type != JSON_MAP)
		return;
	p->day = text_of(manifest, "released");
	p->invented = truth_of(manifest, "invented");
	ledger = json_get(manifest, "ledger");
	p->draft = ledger && ledger->type == JSON_NULL_;
	number = ledger && ledger->type == JSON_MAP ? json_get(ledger, "release") : NULL;
	if (number && number->type == JSON_NUMBER && number->whole &&
	    number->integer > 0 && number->integer <= LEDGER_ENTRIES)
		p->release = (unsigned)number->integer;
	if (!f->imports && *text_of(manifest, "survey"))
		p->survey = text_of(manifest, "survey");
}

/* A release's folder bears its survey's name, whatever is written in it. */
static void
take(struct finder *f, const char *folder, const char *path)
{
	const char *slash = strrchr(folder, '/'), *name = slash ? slash + 1 : folder;
	struct published p = { .path = path,
			       .folder = folder,
			       .survey = f->imports ? "" : name,
			       .day = "" };

	if (f->out->count == FOUND_MOST ||
	    (f->imports && room_file_is(f->v->settings->call, desk_inside(f->v, path))))
		return; /* rooms are compared on a page of their own */
	if (!f->imports || ends_in(path, "/summary.json"))
		read_manifest(f, &p);
	if (p.draft || (!f->imports &&
			(!desk_in_scope(f->v, name) || !desk_in_scope(f->v, p.survey))))
		return;
	f->out->items[f->out->count++] = p;
}

static void
walk(struct finder *f, const char *folder, unsigned depth)
{
	DIR *d = opendir(desk_inside(f->v, folder));
	struct dirent *entry;
	const char *path;

	while (d && (entry = readdir(d))) {
		const char *name = entry->d_name;

		if (name[0] == '.')
			continue;
		path = path_join(f->v->arena, folder, name);
		if (is_folder(f->v, path)) {
			if (depth < DEPTH_MOST && !str_same(name, "draft") &&
			    !str_same(name, "tables"))
				walk(f, path, depth + 1);
		} else if (is_file(f->v, path) &&
			   (str_same(name, "summary.json") ||
			    (f->imports && ends_in(name, ".json") &&
			     !str_same(name, "MANIFEST.json") &&
			     !str_same(name, "metadata.json")))) {
			take(f, folder, path);
		}
	}
	if (d)
		closedir(d);
}

/* How long the name is that a survey's waves share: "pulse" of "pulse@2026". */
static size_t
waves_name(const struct published *p)
{
	return strcspn(p->survey, "@");
}

/* Ours before those of others; waves of one survey the oldest first; else by name. */
static int
by_wave(const void *a, const void *b)
{
	const struct published *x = a, *y = b;
	size_t one = waves_name(x), other = waves_name(y);
	int order;

	if (!one != !other)
		return one ? -1 : 1;
	order = memcmp(x->survey, y->survey, one < other ? one : other);
	if (!order && one != other)
		order = one < other ? -1 : 1;
	if (!order && one)
		order = strcmp(x->day, y->day);
	if (!order && one)
		order = (x->release > y->release) - (x->release < y->release);
	return order ? order : strcmp(x->path, y->path);
}

void
published_find(struct desk_visit *v, struct published_list *out)
{
	struct finder f = { .v = v, .out = out };

	out->items = arena_array(v->arena, struct published, FOUND_MOST);
	out->count = 0;
	walk(&f, v->settings->settings->value[SETTING_EXPORTS], 0);
	f.imports = true;
	walk(&f, "imports", 0);
	qsort(out->items, out->count, sizeof(*out->items), by_wave);
}

const struct published *
published_at(const struct published_list *list, const char *path)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_same(list->items[i].path, path))
			return &list->items[i];
	return NULL;
}

const struct published *
published_release(const struct published_list *list, const char *survey, unsigned release)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_same(list->items[i].survey, survey) &&
		    list->items[i].release == release)
			return &list->items[i];
	return NULL;
}

const char *
published_words(struct desk_visit *v, const struct published *p)
{
	int day;

	if (!*p->survey || !p->release)
		return p->path;
	return arena_printf(v->arena, "%s, release %u of %s%s", p->survey, p->release,
			    day_parse(p->day, &day) ? desk_day(v, day) : p->day,
			    p->invented ? " (invented)" : "");
}

/* ---- the team's words ------------------------------ */

/* The first line that is no comment must be theirs. */
static bool
begins_as_words(struct desk_visit *v, const char *path)
{
	static const char first[] = "canvass: words 1";
	SCOPED(buf) text;
	const char *line, *next;

	buf_init(&text, 0);
	if (!file_read(desk_inside(v, path), 256 << 10, &text, NULL) || !text.len)
		return false;
	for (line = text.data; line && *line == '#'; line = next ? next + 1 : NULL)
		next = strchr(line, '\n');
	return line && strncmp(line, first, sizeof(first) - 1) == 0;
}

static int
by_name(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

const char **
words_files(struct desk_visit *v)
{
	static const char *const folders[] = { ".", "forms" };
	const char **out = arena_array(v->arena, const char *, FOUND_MOST + 1), *path;
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
		DIR *d = opendir(desk_inside(v, folders[i]));
		struct dirent *entry;

		while (d && (entry = readdir(d)) && count < FOUND_MOST) {
			path = path_join(v->arena, folders[i], entry->d_name);
			if (entry->d_name[0] != '.' && is_file(v, path) &&
			    (ends_in(path, ".words") || ends_in(path, ".yaml") ||
			     ends_in(path, ".yml")) &&
			    begins_as_words(v, path))
				out[count++] = path;
		}
		if (d)
			closedir(d);
	}
	qsort(out, count, sizeof(*out), by_name);
	return out;
}
