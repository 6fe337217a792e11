/*
 * Which batches have left: a number in answers/<survey>.db.left.  At its end a survey joins its
 * last answers, if they are few, to the batch before; but what somebody has read must not grow,
 * or the few stand out, and the counts of then could never be found again.
 *
 * A reader notes before he reads, whoever holds the writer's lock; the lock on this file keeps his
 * note and the joining apart.  When in doubt a batch has left.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/internal.h"
#include "store/read.h"

enum { DIGITS = 10 }; /* of the number as it is written, with zeros before it */

/* The file, locked: nobody holds it longer than a transaction takes. */
static int
left_open(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0640);
	int taken;

	if (fd < 0)
		return -1;
	do
		taken = flock(fd, LOCK_EX);
	while (taken && errno == EINTR);
	if (!taken)
		return fd;
	close(fd);
	return -1;
}

/* How many batches have left; nothing noted yet: none. */
static unsigned
left_read(int fd)
{
	char text[DIGITS + 2] = "";
	ssize_t got = pread(fd, text, sizeof(text) - 1, 0);
	unsigned long number;

	if (got == 0)
		return 0;
	if (got != DIGITS + 1 || text[DIGITS] != '\n')
		return UINT_MAX;
	text[DIGITS] = '\0';
	return str_to_uint(text, UINT_MAX, &number) ? (unsigned)number : UINT_MAX;
}

static bool
left_write(int fd, unsigned batches)
{
	char text[DIGITS + 2];

	snprintf(text, sizeof(text), "%0*u\n", DIGITS, batches);
	return pwrite(fd, text, DIGITS + 1, 0) == DIGITS + 1 && fsync(fd) == 0;
}

bool
batches_leave(const char *dir, const char *survey, unsigned batches, struct err *err)
{
	struct path path, folder;
	bool good;
	int fd;

	if (!path_answers(&path, dir, survey, ".left", err) ||
	    !path_put(&folder, err, "%s/answers", dir))
		return false;
	fd = left_open(path.text);
	if (fd < 0) {
		err_system(err, errno, path.text);
		return err_add(err, "noting which batches leave");
	}
	good = left_read(fd) >= batches || left_write(fd, batches);
	if (!good)
		err_system(err, errno, path.text);
	close(fd);
	return good && path_sync(folder.text, err);
}

int
left_hold(const char *answers, unsigned *out_left)
{
	struct path path;
	int fd = -1;

	if (path_put(&path, NULL, "%s.left", answers))
		fd = left_open(path.text);
	*out_left = fd < 0 ? UINT_MAX : left_read(fd);
	return fd;
}

void
left_release(int fd)
{
	if (fd >= 0)
		close(fd);
}
