/*
 * One process writes below answers/: whoever holds the lock on answers/lock.  Beside it lies a
 * reserve of 16 MiB, which is given back when the disk is full, so that the log can still be
 * emptied and the file be closed in good order.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/internal.h"

struct store_lock {
	int fd;
	char *dir;
	struct path reserve;
};

static char *
text_copy(const char *s)
{
	size_t size = strlen(s) + 1;

	return memcpy(mem_new(size, 1), s, size);
}

/* Takes the lock on an open file; it ends with the descriptor, whatever ends the process. */
static bool
lock_take(int fd, const char *path, struct err *err)
{
	if (fchmod(fd, 0640) && errno != EPERM)
		return err_system(err, errno, path);
	if (!flock(fd, LOCK_EX | LOCK_NB))
		return true;
	if (errno == EWOULDBLOCK)
		return err_set(err, ERR_BUSY,
			       "%s is held: a door or another command writes answers",
			       path);
	return err_system(err, errno, path);
}

struct store_lock *
store_lock(const char *dir, struct err *err)
{
	struct store_lock *lock;
	struct path folder, path, reserve;
	int fd;

	if (!path_put(&folder, err, "%s/answers", dir) ||
	    !path_put(&path, err, "%s/answers/lock", dir) ||
	    !path_put(&reserve, err, "%s/answers/reserve", dir) ||
	    !file_system_check(folder.text, err))
		return NULL;
	fd = open(path.text, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0640);
	if (fd < 0) {
		err_system(err, errno, path.text);
		return NULL;
	}
	if (!lock_take(fd, path.text, err)) {
		close(fd);
		return NULL;
	}
	lock = mem_new(1, sizeof(*lock));
	*lock = (struct store_lock){ .fd = fd,
				     .dir = text_copy(dir),
				     .reserve = reserve };
	lock_reserve(lock);
	return lock;
}

void
store_unlock(struct store_lock *lock)
{
	if (!lock)
		return;
	close(lock->fd);
	free(lock->dir);
	free(lock);
}

const char *
lock_dir(const struct store_lock *lock)
{
	return lock->dir;
}

void
lock_spend(const struct store_lock *lock)
{
	unlink(lock->reserve.text);
}

void
lock_reserve(const struct store_lock *lock)
{
	uint64_t space;
	bool good;
	int fd;

	if (!store_space(lock->dir, &space, NULL) ||
	    space < RESERVE_KEEPS + RESERVE_BYTES)
		return;
	fd = open(lock->reserve.text,
		  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640);
	if (fd < 0)
		return;
	good = !posix_fallocate(fd, 0, RESERVE_BYTES) && !fsync(fd);
	close(fd);
	if (!good)
		lock_spend(lock);
}
