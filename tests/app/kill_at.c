/*
 * Loaded before a program by LD_PRELOAD: kills it after the n-th call that changes what stands on
 * the disk under a name, or that waits for the disk.  KILL_AT is n; without it nothing happens,
 * and KILL_COUNT names a file that gets the number of calls.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static long calls;

static void
done_one(void)
{
	const char *at = getenv("KILL_AT");

	calls++;
	if (at && strtol(at, NULL, 10) == calls)
		kill(getpid(), SIGKILL);
}

__attribute__((destructor)) static void
tell(void)
{
	const char *path = getenv("KILL_COUNT");
	FILE *to = path ? fopen(path, "w") : NULL;

	if (!to)
		return;
	fprintf(to, "%ld\n", calls);
	fclose(to);
}

/* A pointer to a function cannot be had from dlsym by a cast that every compiler likes. */
static void
real_one(const char *name, void *function, size_t size)
{
	void *found = dlsym(RTLD_NEXT, name);

	if (!found)
		abort();
	memcpy(function, &found, size);
}

int
rename(const char *from, const char *to)
{
	int (*call)(const char *, const char *);
	int rc;

	real_one("rename", &call, sizeof(call));
	rc = call(from, to);
	done_one();
	return rc;
}

int
mkdir(const char *path, mode_t mode)
{
	int (*call)(const char *, mode_t);
	int rc;

	real_one("mkdir", &call, sizeof(call));
	rc = call(path, mode);
	done_one();
	return rc;
}

int
unlink(const char *path)
{
	int (*call)(const char *);
	int rc;

	real_one("unlink", &call, sizeof(call));
	rc = call(path);
	done_one();
	return rc;
}

int
fsync(int fd)
{
	int (*call)(int);
	int rc;

	real_one("fsync", &call, sizeof(call));
	rc = call(fd);
	done_one();
	return rc;
}

int
fdatasync(int fd)
{
	int (*call)(int);
	int rc;

	real_one("fdatasync", &call, sizeof(call));
	rc = call(fd);
	done_one();
	return rc;
}
