/*
 * Names, modes and syncs of the files in a workspace.  Databases are never opened here but to
 * make an empty one: closing another descriptor would drop the locks that SQLite holds.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "store/internal.h"

bool
path_put(struct path *out, struct err *err, const char *fmt, ...)
{
	struct path made;
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(made.text, sizeof(made.text), fmt, ap);
	va_end(ap);
	if (len < 0 || (size_t)len >= sizeof(made.text))
		return err_set(err, ERR_INPUT, "the path of the workspace is too long");
	*out = made;
	return true;
}

bool
survey_name_good(const char *name)
{
	const char *at = strchr(name, '@');
	size_t len = strlen(name);

	if (!at || at == name || !at[1] || len >= SURVEY_NAME)
		return false;
	for (const char *p = name; *p; p++) {
		bool plain = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') ||
			     *p == '-' || *p == '_';

		if (!plain && p != at)
			return false;
	}
	return true;
}

/* A survey's, or that of a step of a room, whose number follows a dot. */
bool
answers_name_good(const char *name)
{
	const char *dot = strchr(name, '.');
	char room[SURVEY_NAME];
	unsigned long step;

	if (!dot)
		return survey_name_good(name);
	if (strlen(name) >= SURVEY_NAME || dot[1] != 's' || dot[2] == '0' ||
	    !str_to_uint(dot + 2, 999, &step))
		return false;
	snprintf(room, sizeof(room), "%.*s", (int)(dot - name), name);
	return survey_name_good(room);
}

bool
path_answers(struct path *out, const char *dir, const char *survey, const char *suffix,
	     struct err *err)
{
	if (!answers_name_good(survey))
		return err_set(err, ERR_INPUT, "\"%.80s\" is no survey's name: FORM@WAVE",
			       survey);
	return path_put(out, err, "%s/answers/%s.db%s", dir, survey, suffix);
}

bool
err_system(struct err *err, int error, const char *path)
{
	enum err_code code = ERR_IO;

	if (error == ENOENT || error == ENOTDIR)
		code = ERR_MISSING;
	else if (error == EACCES || error == EPERM || error == EROFS)
		code = ERR_DENIED;
	else if (error == ENOSPC || error == EDQUOT)
		code = ERR_FULL;
	return err_set(err, code, "%s: %s", path, strerror(error));
}

bool
file_make(const char *path, struct err *err)
{
	int fd, error = 0;

	if (unlink(path) && errno != ENOENT)
		return err_system(err, errno, path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640);
	if (fd < 0)
		return err_system(err, errno, path);
	if (fchmod(fd, 0640))
		error = errno;
	if (close(fd) && !error)
		error = errno;
	return error ? err_system(err, error, path) : true;
}

bool
path_sync(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), error = 0;

	if (fd < 0)
		return err_system(err, errno, path);
	if (fsync(fd))
		error = errno;
	if (close(fd) && !error)
		error = errno;
	return error ? err_system(err, error, path) : true;
}

/*
 * Shared memory or locks do not reach across these, or were seen to fail there.  Magic numbers
 * of Linux: statfs(2) and linux/magic.h.
 */
const char *
file_system_refused(unsigned long magic)
{
	static const struct {
		unsigned long magic;
		const char *name;
	} refused[] = {
		{ 0x6969, "NFS" },
		{ 0x517b, "SMB" },
		{ 0xff534d42, "SMB (cifs)" },
		{ 0xfe534d42, "SMB 2" },
		{ 0x01021997, "9p" },
		{ 0x65735546, "FUSE" },
		{ 0x5346414f, "AFS" },
		{ 0x00c36400, "Ceph" },
		{ 0x73757245, "Coda" },
	};

	for (size_t i = 0; i < ARRAY_LEN(refused); i++)
		if (refused[i].magic == magic)
			return refused[i].name;
	return NULL;
}

bool
file_system_check(const char *path, struct err *err)
{
	struct statfs fs;
	const char *name;

	if (statfs(path, &fs))
		return err_system(err, errno, path);
	name = file_system_refused((unsigned long)fs.f_type & 0xffffffffu);
	if (name)
		return err_set(
			err, ERR_CONFIG,
			"%s lies on a %s file system, where SQLite's log is not safe: "
			"move the workspace to a local disk",
			path, name);
	return true;
}

bool
store_space(const char *dir, uint64_t *out_free, struct err *err)
{
	struct statvfs fs;

	if (statvfs(dir, &fs))
		return err_system(err, errno, dir);
	*out_free = (uint64_t)fs.f_bavail * fs.f_frsize;
	return true;
}
