/*
 * The folder of a release: what stands in it already, and the one beside it in which the next is
 * made ready.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/release.h"

#define MANIFEST      "MANIFEST.json"
#define MANIFEST_MOST (16u << 20)

/* ---- what is there --------------------------------------------------------------- */

static const char *
text_of(const struct json *map, const char *key)
{
	const struct json *value = json_get(map, key);

	return value && value->type == JSON_STRING_ ? value->text : NULL;
}

/* Nothing that was handed out is ever written over: whoever has it must find it again. */
static bool
refuse(const char *folder, const struct json *manifest, struct err *err)
{
	const struct json *number = json_get(json_get(manifest, "ledger"), "release");
	const char *day = text_of(manifest, "released");

	if (!manifest)
		return err_set(err, ERR_CREATE,
			       "%.100s holds a " MANIFEST
			       " that canvass did not write; write "
			       "elsewhere with -o, or move it away",
			       folder);
	if (number && number->type == JSON_NUMBER)
		return err_set(
			err, ERR_CREATE,
			"%.100s holds release %d of %.10s, which is not written over; "
			"write elsewhere with -o, or move it away",
			folder, (int)number->integer, day ? day : "another day");
	return err_set(
		err, ERR_CREATE,
		"%.100s holds a release of %.10s, which is not written over; write "
		"elsewhere with -o, or move it away",
		folder, day ? day : "another day");
}

bool
folder_look(const char *folder, const char *print, enum folder_holds *out,
	    struct arena *a, struct err *err)
{
	const char *path = path_join(a, folder, MANIFEST), *says;
	const struct json *manifest, *ledger;
	struct err why = { .code = ERR_NONE };
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (!file_read(path, MANIFEST_MOST, &text, &why)) {
		*out = FOLDER_NOTHING;
		return why.code == ERR_MISSING || err_set(err, why.code, "%s", why.text);
	}
	manifest = json_parse(text.data ? text.data : "", text.len, a, NULL);
	says = text_of(manifest, "release");
	if (!says)
		return refuse(folder, NULL, err);
	ledger = json_get(manifest, "ledger");
	if (str_same(says, print))
		*out = FOLDER_THIS;
	else if (ledger && ledger->type == JSON_NULL_)
		*out = FOLDER_DRAFT;
	else
		return refuse(folder, manifest, err);
	return true;
}

/* ---- the folder beside ----------------------------------------------------------- */

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

void
folder_remove(const char *folder)
{
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static int
lock_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* Left by a program that was killed: nobody holds their lock any more. */
static void
remove_dead(const char *dir, const char *start, struct arena *a)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	const char *path;
	int lock;

	while (d && (entry = readdir(d))) {
		if (!str_starts(entry->d_name, start) ||
		    strlen(entry->d_name) != strlen(start) + 6)
			continue;
		path = path_join(a, dir, entry->d_name);
		lock = lock_folder(path);
		if (lock < 0)
			continue;
		folder_remove(path);
		close(lock);
	}
	if (d)
		closedir(d);
}

char *
folder_beside(const char *dir, const char *survey, int *out_lock, struct arena *a,
	      struct err *err)
{
	const char *start = arena_printf(a, ".%s.new-", survey);
	char *path = arena_printf(a, "%s/%sXXXXXX", *dir ? dir : ".", start);
	mode_t mask = file_umask();

	if (!folder_make(dir, 0755, NULL, err))
		return NULL;
	remove_dead(dir, start, a);
	if (!mkdtemp(path)) {
		err_from(err, errno, ERR_CREATE, "making a folder in", dir);
		return NULL;
	}
	*out_lock = lock_folder(path);
	/* It is a release's folder in a moment, for whoever may read the one above. */
	if (chmod(path, 0755 & ~mask) != 0 && errno != EPERM) {
		err_from(err, errno, ERR_CREATE, "making", path);
		folder_remove(path);
		return NULL;
	}
	return path;
}
