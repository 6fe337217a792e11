/*
 * Programs that are not ours, to look into files that may come from anywhere: no shell, no file,
 * limits on all that they may use, and an end to waiting.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/poster_check.h"

enum { SECONDS_MOST = 60, SAID_MOST = 160 };
#define MEMORY_MOST ((rlim_t)3 << 30)
#define OUTPUT_MOST ((rlim_t)1 << 30)

extern char **environ;

void
tool_said_cleanup(struct tool_said *said)
{
	if (said->data)
		munmap(said->data, said->len);
	*said = (struct tool_said){ NULL, 0 };
}

/* Standard input, output and error of the child, all in memory. */
struct streams {
	int fd[3];
};

static void
streams_cleanup(struct streams *s)
{
	for (unsigned i = 0; i < 3; i++)
		if (s->fd[i] >= 0)
			close(s->fd[i]);
}

static bool
streams_open(struct streams *s, const struct buf *in, struct err *err)
{
	for (unsigned i = 0; i < 3; i++)
		if ((s->fd[i] = memfd_create("canvass", MFD_CLOEXEC)) < 0)
			return err_from(err, errno, ERR_IO, "making", "a file in memory");
	for (size_t done = 0; done < in->len;) {
		ssize_t put = write(s->fd[0], in->data + done, in->len - done);

		if (put < 0 && errno != EINTR)
			return err_from(err, errno, ERR_IO, "writing",
					"a file in memory");
		done += put < 0 ? 0 : (size_t)put;
	}
	lseek(s->fd[0], 0, SEEK_SET);
	return true;
}

static void
limit(pid_t pid)
{
	const struct rlimit cpu = { SECONDS_MOST, SECONDS_MOST };
	const struct rlimit memory = { MEMORY_MOST, MEMORY_MOST };
	const struct rlimit output = { OUTPUT_MOST, OUTPUT_MOST };

	prlimit(pid, RLIMIT_CPU, &cpu, NULL);
	prlimit(pid, RLIMIT_AS, &memory, NULL);
	prlimit(pid, RLIMIT_FSIZE, &output, NULL);
}

static bool
start(const struct tool *tool, const char *const *argv, const struct streams *s,
      pid_t *out, struct err *err)
{
	posix_spawn_file_actions_t files;
	char *words[16];
	size_t n = 0;
	int failed;

	/* posix_spawn takes words that it does not change as if it might. */
	for (; argv[n] && n < ARRAY_LEN(words) - 1; n++)
		memcpy(&words[n], &argv[n], sizeof(words[n]));
	words[n] = NULL;
	posix_spawn_file_actions_init(&files);
	for (int i = 0; i < 3; i++)
		posix_spawn_file_actions_adddup2(&files, s->fd[i], i);
	failed = posix_spawnp(out, tool->name, &files, NULL, words, environ);
	posix_spawn_file_actions_destroy(&files);
	if (failed == ENOENT)
		return err_set(
			err, ERR_UNAVAILABLE,
			"%s is needed to look into this file; install Debian's package %s",
			tool->name, tool->package);
	if (failed)
		return err_from(err, failed, ERR_UNAVAILABLE, "starting", tool->name);
	limit(*out);
	return true;
}

/* Its exit status, or -1 if it had to be ended. */
static int
wait_for(pid_t pid, uint64_t until)
{
	struct pollfd end = { .fd = pidfd_open(pid, 0), .events = POLLIN };
	uint64_t now;
	int status = 0;

	while (end.fd >= 0 && (now = clock_ms()) < until &&
	       poll(&end, 1, (int)(until - now)) < 0 && errno == EINTR)
		;
	if (end.fd >= 0 && !(end.revents & POLLIN))
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (end.fd >= 0)
		close(end.fd);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The first line of its complaints. */
static void
complaint(int fd, struct arena *a, const char **out)
{
	char words[SAID_MOST];
	ssize_t got = pread(fd, words, sizeof(words) - 1, 0);

	words[got < 0 ? 0 : got] = '\0';
	words[strcspn(words, "\r\n")] = '\0';
	*out = check_plain(words, a);
}

bool
tool_run(const struct tool *tool, const char *const *argv, const struct buf *in,
	 uint64_t until, struct tool_said *out, struct err *err)
{
	SCOPED(streams) s = { { -1, -1, -1 } };
	struct arena *a = arena_new(0);
	const char *words;
	struct stat st;
	pid_t pid;
	int status;
	bool good = streams_open(&s, in, err) && start(tool, argv, &s, &pid, err);

	if (good && (status = wait_for(pid, until)) != 0) {
		complaint(s.fd[2], a, &words);
		good = err_set(err, ERR_INPUT,
			       status < 0 ? "%s gave up: the file asks too much of it%s%s"
					  : "%s cannot read this file%s%s",
			       tool->name, *words ? ": " : "", words);
	}
	if (good && fstat(s.fd[1], &st) == 0 && st.st_size > 0) {
		void *data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE,
				  s.fd[1], 0);

		if (data == MAP_FAILED)
			good = err_from(err, errno, ERR_IO, "reading",
					"a file in memory");
		else
			*out = (struct tool_said){ data, (size_t)st.st_size };
	} else if (good) {
		*out = (struct tool_said){ NULL, 0 };
	}
	arena_free(a);
	return good;
}
