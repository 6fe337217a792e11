/*
 * Files that commands read and write.  What is written appears whole or not at all: it is
 * written beside, synced, renamed, and the folder synced.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"

bool
err_from(struct err *err, int number, enum err_code otherwise, const char *what,
	 const char *path)
{
	switch (number) {
	case ENOSPC:
	case EDQUOT:
		return err_set(err, ERR_FULL,
			       "%s %s: the disk is full; make room and try again", what,
			       path);
	case EACCES:
	case EPERM:
		return err_set(err, ERR_DENIED, "%s %s: you may not; see its permissions",
			       what, path);
	case EROFS:
		return err_set(err, ERR_DENIED, "%s %s: the file system is read-only",
			       what, path);
	case ENOENT:
	case ENOTDIR:
		return err_set(err, otherwise == ERR_CREATE ? ERR_CREATE : ERR_MISSING,
			       "%s %s: there is no such file or folder", what, path);
	default:
		return err_set(err, otherwise, "%s %s: %s", what, path, strerror(number));
	}
}

char *
path_join(struct arena *a, const char *dir, const char *name)
{
	size_t len = strlen(dir);

	if (!len || str_same(dir, ".") || *name == '/')
		return arena_str(a, name);
	return arena_printf(a, "%s%s%s", dir, dir[len - 1] == '/' ? "" : "/", name);
}

bool
file_there(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

/* By what they are, and where there is nothing yet by their names. */
static bool
same_file(const char *one, const char *other)
{
	struct stat a, b;

	if (!one || !other || str_same(one, "-") || str_same(other, "-"))
		return false;
	if (stat(one, &a) == 0 && stat(other, &b) == 0)
		return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
	return str_same(one, other);
}

bool
outputs_apart(const struct call *call, const char *keep, struct err *err)
{
	const char *to = flag_value(call, "o"), *report = flag_value(call, "report");

	if (same_file(to, keep) || same_file(report, keep))
		return err_set(err, ERR_USAGE,
			       "%s would be lost: it is what is read; "
			       "give another name to write to",
			       keep);
	if (same_file(to, report))
		return err_set(err, ERR_USAGE, "-o and --report are the same file");
	return true;
}

/* ---- reading --------------------------------------------------------------------- */

static bool
read_all(int fd, const char *path, size_t most, struct buf *out, struct err *err)
{
	char piece[16384];
	size_t before = out->len;
	ssize_t got;

	while ((got = read(fd, piece, sizeof(piece))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_from(err, errno, ERR_IO, "reading", path);
		if (out->len - before + (size_t)got > most)
			return err_set(err, ERR_INPUT, "%s is larger than %zu bytes",
				       path, most);
		buf_put(out, piece, (size_t)got);
	}
	if (!buf_ok(out))
		return err_set(err, ERR_INPUT, "%s is too large", path);
	return true;
}

bool
file_read(const char *path, size_t most, struct buf *out, struct err *err)
{
	bool input = str_same(path, "-");
	size_t before = out->len;
	int fd = input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	bool good;

	if (fd < 0)
		return err_from(err, errno, ERR_IO, "reading", path);
	good = read_all(fd, path, most, out, err);
	if (!input)
		close(fd);
	if (!good) {
		secret_wipe(out->data ? out->data + before : NULL, out->len - before);
		out->len = before;
	}
	return good;
}

bool
file_read_named(const struct call *call, const char *path, size_t most, struct buf *out,
		struct err *err)
{
	struct arena *a = arena_new(0);
	const char *inside = path_join(a, call->dir, path);
	bool use = !str_same(path, "-") && !file_there(path) && file_there(inside);
	bool good = file_read(use ? inside : path, most, out, err);

	arena_free(a);
	return good;
}

/* ---- writing --------------------------------------------------------------------- */

static bool
write_all(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t put = write(fd, data, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		data += put;
		len -= (size_t)put;
	}
	return true;
}

/* The folder that a path lies in, in buf. */
static const char *
folder_of(const char *path, struct buf *buf)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	if (slash == path)
		return "/";
	buf_put(buf, path, (size_t)(slash - path));
	return buf->data;
}

bool
folder_sync(const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good;

	if (fd < 0)
		return err_from(err, errno, ERR_IO, "opening", path);
	/* Some file systems cannot sync a folder and say EINVAL: nothing to be done there. */
	good = fsync(fd) == 0 || errno == EINVAL;
	if (!good)
		err_from(err, errno, ERR_IO, "syncing", path);
	close(fd);
	return good;
}

mode_t
file_umask(void)
{
	static const char key[] = "\nUmask:";
	char text[2048];
	int fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, text, sizeof(text) - 1) : 0;
	const char *at;
	mode_t mask;

	if (fd >= 0)
		close(fd);
	text[n > 0 ? n : 0] = '\0';
	at = strstr(text, key);
	if (at)
		return (mode_t)strtoul(at + sizeof(key) - 1, NULL, 8) & 0777;
	mask = umask(0);
	umask(mask);
	return mask;
}

/* Opens NAME.XXXXXX beside the file; its name is left in beside. */
static int
open_beside(const char *path, mode_t mode, struct buf *beside)
{
	mode_t mask = file_umask();
	int fd;

	buf_printf(beside, "%s.XXXXXX", path);
	fd = mkostemp(beside->data, O_CLOEXEC);
	/* A stick's file system knows no modes, and says EPERM. */
	if (fd >= 0 && fchmod(fd, mode & ~mask) != 0 && errno != EPERM) {
		close(fd);
		unlink(beside->data);
		return -1;
	}
	return fd;
}

/* To its place, which must be free.  Not every file system can do it in the first way. */
static bool
move_fresh(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	/* A link, unlike a rename, refuses to replace what is there. */
	return link(from, to) == 0;
}

bool
file_replaceable(const char *path, struct err *err)
{
	struct stat st;

	if (stat(path, &st) != 0 || S_ISREG(st.st_mode))
		return true;
	return err_set(err, ERR_CREATE,
		       "%s is there already, and is no regular file; it is left as it is",
		       path);
}

static bool
put_file(const char *path, const void *data, size_t len, mode_t mode, bool fresh,
	 struct err *err)
{
	SCOPED(buf) beside, folder;
	int fd, failed = 0;

	buf_init(&beside, 0);
	buf_init(&folder, 0);
	if (!fresh && !file_replaceable(path, err))
		return false;
	fd = open_beside(path, mode, &beside);
	if (fd < 0)
		return err_from(err, errno, ERR_CREATE, "writing", path);
	if (!write_all(fd, data, len) || fsync(fd) != 0)
		failed = errno;
	if (close(fd) != 0 && !failed)
		failed = errno;
	if (!failed && fresh && !move_fresh(beside.data, path))
		failed = errno;
	else if (!failed && !fresh && rename(beside.data, path) != 0)
		failed = errno;
	if (failed || fresh)
		unlink(beside.data);
	if (failed == EEXIST)
		return err_set(err, ERR_CREATE,
			       "%s is there already, and is left as it is", path);
	if (failed)
		return err_from(err, failed, ERR_IO, "writing", path);
	return folder_sync(folder_of(path, &folder), err);
}

bool
file_write(const char *path, const void *data, size_t len, mode_t mode, struct err *err)
{
	return put_file(path, data, len, mode, false, err);
}

bool
file_create(const char *path, const void *data, size_t len, mode_t mode, struct err *err)
{
	return put_file(path, data, len, mode, true, err);
}

int
folder_lock(const char *path, struct arena *a)
{
	const char *slash = strrchr(path, '/');
	const char *folder =
		slash ? arena_copy(a, path, (size_t)(slash - path) + 1) : ".";
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	while (fd >= 0 && flock(fd, LOCK_EX) != 0 && errno == EINTR)
		;
	return fd;
}

bool
folder_make(const char *path, mode_t mode, bool *out_made, struct err *err)
{
	SCOPED(buf) part, above;
	struct stat st;
	bool made = false;

	buf_init(&part, 0);
	buf_init(&above, 0);
	for (const char *p = path; *p;) {
		size_t name = strspn(p, "/");

		name += strcspn(p + name, "/");
		buf_put(&part, p, name);
		p += name;
		made = mkdir(part.data, mode) == 0;
		if (made) {
			buf_clear(&above);
			if (!folder_sync(folder_of(part.data, &above), err))
				return false;
		} else if (errno != EEXIST && stat(part.data, &st) != 0) {
			return err_from(err, errno, ERR_CREATE, "making", part.data);
		}
	}
	if (!made && (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)))
		return err_set(err, ERR_CREATE, "%s is there already, and is no folder",
			       path);
	if (out_made)
		*out_made = made;
	return true;
}

bool
output_put(const struct buf *b, struct err *err)
{
	if ((!b->len || fwrite(b->data, 1, b->len, stdout) == b->len) &&
	    fflush(stdout) == 0)
		return true;
	if (errno == EPIPE) /* a reader that has seen enough is no news */
		return err_set(err, ERR_IO, "%s", "");
	return err_from(err, errno, ERR_IO, "writing", "standard output");
}
