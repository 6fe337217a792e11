/*
 * canvass-render as a child process: lines go down a pipe, the drawing goes straight into the file
 * that is to bear it, and what the child says of trouble into a file in memory, so that neither
 * ever waits for the other.  What it draws is at its name only once the child said that it is
 * whole.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/render.h"

#ifndef BINDIR
#define BINDIR "/usr/local/bin"
#endif

enum { SAID_MOST = 65536, PATH_BYTES = 4096, ENVIRONMENT_MOST = 4096, NAMES_TRIED = 100 };

extern char **environ;

struct child {
	pid_t pid; /* 0: there is none (any more) */
	int said;  /* what it writes to standard error */
};

struct render {
	struct child child;
	int to;	      /* its standard input; -1: closed */
	int made;     /* the drawing */
	char *path;   /* where it goes; NULL: standard output */
	char *beside; /* a name that it has for now; NULL: it has none, or its own */
	bool settled;
};

/* ---- the child ------------------------------------------------------------------- */

/* Beside the program that runs, as in a build; else where it was installed. */
static bool
program_find(char path[PATH_BYTES], struct err *err)
{
	ssize_t len = readlink("/proc/self/exe", path, PATH_BYTES - 1);
	char *slash;

	path[len < 0 ? 0 : len] = '\0';
	slash = strrchr(path, '/');
	if (slash && (size_t)(slash - path) + sizeof("/canvass-render") < PATH_BYTES) {
		snprintf(slash, sizeof("/canvass-render"), "/canvass-render");
		if (access(path, X_OK) == 0)
			return true;
	}
	str_fit(path, PATH_BYTES, BINDIR "/canvass-render");
	if (access(path, X_OK) == 0)
		return true;
	return err_set(
		err, ERR_UNAVAILABLE,
		"canvass-render is not here: it is built and installed beside canvass");
}

/* The caller's, since fontconfig looks for its folders there; but texts are always UTF-8. */
static void
environment_make(char *out[ENVIRONMENT_MOST])
{
	static char locale[] = "LC_ALL=C.UTF-8";
	size_t n = 0;

	for (char **at = environ; *at && n + 2 < ENVIRONMENT_MOST; at++)
		if (!str_starts(*at, "LC_ALL="))
			out[n++] = *at;
	out[n++] = locale;
	out[n] = NULL;
}

/* A file in memory; the first `most` bytes that are written to it are kept (0: all). */
static int
memory_file(const char *name, size_t most)
{
	int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd >= 0 && most &&
	    (ftruncate(fd, (off_t)most) != 0 ||
	     fcntl(fd, F_ADD_SEALS, F_SEAL_GROW) != 0)) {
		close(fd);
		return -1;
	}
	return fd;
}

static bool
child_start(const char *option, int from, int to, struct child *out, struct err *err)
{
	static char name[] = "canvass-render";
	char path[PATH_BYTES], *words = option ? mem_new(strlen(option) + 1, 1) : NULL;
	char **environment = mem_new(ENVIRONMENT_MOST, sizeof(*environment));
	char *argv[] = { name, words, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t pipe;
	int failed, said = -1;
	bool good = program_find(path, err);

	if (words)
		str_fit(words, strlen(option) + 1, option);
	if (good && (said = memory_file("said", SAID_MOST)) < 0)
		good = err_from(err, errno, ERR_IO, "making", "a file in memory");
	if (good) {
		environment_make(environment);
		sigemptyset(&pipe);
		sigaddset(&pipe, SIGPIPE);
		posix_spawn_file_actions_init(&files);
		posix_spawn_file_actions_adddup2(&files, from, STDIN_FILENO);
		posix_spawn_file_actions_adddup2(&files, to, STDOUT_FILENO);
		posix_spawn_file_actions_adddup2(&files, said, STDERR_FILENO);
		posix_spawnattr_init(&attributes);
		posix_spawnattr_setsigdefault(&attributes, &pipe);
		posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
		failed = posix_spawn(&out->pid, path, &files, &attributes, argv,
				     environment);
		posix_spawn_file_actions_destroy(&files);
		posix_spawnattr_destroy(&attributes);
		if (failed)
			good = err_from(err, failed, ERR_UNAVAILABLE, "starting", path);
	}
	if (good)
		out->said = said;
	else if (said >= 0)
		close(said);
	free(words);
	free(environment);
	return good;
}

/* The last line that it said under its name, else the last that anybody in it said; or "". */
static void
last_line(int said, struct buf *out)
{
	static const char name[] = "canvass-render: ";
	off_t len = lseek(said, 0, SEEK_CUR);
	size_t size = len < 0 ? 0 : len > SAID_MOST ? SAID_MOST : (size_t)len;
	char *text = mem_new(size + 1, 1), *line = text, *own = NULL;
	ssize_t got = pread(said, text, size, 0);

	size = got < 0 ? 0 : (size_t)got;
	while (size && (text[size - 1] == '\n' || text[size - 1] == '\0'))
		size--;
	text[size] = '\0';
	for (char *p = text; p < text + size; p++) {
		if (p != text && p[-1] != '\n')
			continue;
		line = p;
		if (str_starts(line, name))
			own = line + sizeof(name) - 1;
	}
	line = own ? own : line;
	line[strcspn(line, "\n")] = '\0';
	buf_puts(out, line);
	free(text);
}

static enum err_code
code_of_exit(int status)
{
	for (unsigned i = ERR_FOUND; i < ERR__COUNT; i++)
		if (err_kinds[i].exit == status)
			return (enum err_code)i;
	return ERR_BUG;
}

/* Ends it if it has not ended by then.  True: it had to. */
static bool
child_hurry(const struct child *child, uint64_t until)
{
	struct pollfd end = { .fd = pidfd_open(child->pid, 0), .events = POLLIN };
	uint64_t now;
	bool late;

	while (end.fd >= 0 && (now = clock_ms()) < until &&
	       poll(&end, 1, (int)(until - now)) < 0 && errno == EINTR)
		;
	late = end.fd >= 0 && !(end.revents & POLLIN);
	if (late)
		kill(child->pid, SIGKILL);
	if (end.fd >= 0)
		close(end.fd);
	return late;
}

/* Waits for its end, until a time of clock_ms() if that is not 0; says what it said of it. */
static bool
child_wait(struct child *child, uint64_t until, struct err *err)
{
	SCOPED(buf) line = { 0 };
	bool late = until && child_hurry(child, until);
	int status = 0;
	pid_t got;

	while ((got = waitpid(child->pid, &status, 0)) < 0 && errno == EINTR)
		;
	child->pid = 0;
	if (got < 0)
		return err_set(err, ERR_BUG, "canvass-render was lost: %s",
			       strerror(errno));
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (late)
		return err_set(err, ERR_INPUT, "it takes too long to read");
	last_line(child->said, &line);
	if (WIFSIGNALED(status))
		return err_set(err, ERR_BUG,
			       "canvass-render was ended by signal %d (%s)%s%s",
			       WTERMSIG(status), strsignal(WTERMSIG(status)),
			       line.len ? ": " : "", line.len ? line.data : "");
	if (!line.len)
		return err_set(err, code_of_exit(WEXITSTATUS(status)),
			       "canvass-render ended with status %d and no word",
			       WEXITSTATUS(status));
	return err_set(err, code_of_exit(WEXITSTATUS(status)), "%s", line.data);
}

static void
child_end(struct child *child)
{
	if (child->pid > 0) {
		kill(child->pid, SIGKILL);
		while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	child->pid = 0;
	if (child->said >= 0)
		close(child->said);
	child->said = -1;
}

/* ---- drawing --------------------------------------------------------------------- */

void
render_free(struct render *r)
{
	if (!r)
		return;
	if (r->to >= 0)
		close(r->to);
	child_end(&r->child);
	if (r->made >= 0)
		close(r->made);
	if (r->beside)
		unlink(r->beside);
	free(r->beside);
	free(r->path);
	free(r);
}

static char *
copy_with(const char *text, const char *more)
{
	size_t size = strlen(text) + strlen(more) + 1;
	char *copy = mem_new(size, 1);

	snprintf(copy, size, "%s%s", text, more);
	return copy;
}

/* The folder that a path lies in. */
static char *
folder_of(const char *path)
{
	char *folder = copy_with(path, "");
	char *slash = strrchr(folder, '/');

	if (slash) {
		slash[slash == folder] = '\0';
		return folder;
	}
	free(folder);
	return copy_with(".", "");
}

/*
 * In the folder of its target, and without a name until it is whole, so that whatever ends us
 * leaves nothing behind.  Not every file system can do that: there it has a name beside.
 */
static bool
made_open(struct render *r, struct err *err)
{
	mode_t mask = file_umask();
	char *folder = folder_of(r->path);

	r->made = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0644);
	free(folder);
	if (r->made >= 0)
		return true;
	r->beside = copy_with(r->path, ".XXXXXX");
	r->made = mkostemp(r->beside, O_CLOEXEC);
	if (r->made < 0) {
		free(r->beside);
		r->beside = NULL;
		return err_from(err, errno, ERR_CREATE, "writing", r->path);
	}
	/* A stick's file system knows no modes, and says EPERM. */
	if (fchmod(r->made, 0644 & ~mask) != 0 && errno != EPERM)
		return err_from(err, errno, ERR_CREATE, "writing", r->path);
	return true;
}

static bool
target_open(struct render *r, const char *path, struct err *err)
{
	FILE *whole;

	if (!str_same(path, "-")) {
		r->path = copy_with(path, "");
		return file_replaceable(path, err) && made_open(r, err);
	}
	whole = tmpfile();
	r->made = whole ? fcntl(fileno(whole), F_DUPFD_CLOEXEC, 3) : -1;
	if (whole)
		fclose(whole);
	return r->made >= 0 ||
	       err_from(err, errno, ERR_CREATE, "making", "a temporary file");
}

struct render *
render_open(const char *path, struct err *err)
{
	struct render *r = mem_new(1, sizeof(*r));
	int ends[2] = { -1, -1 };
	bool good;

	r->to = r->made = r->child.said = -1;
	good = target_open(r, path, err);
	if (good && pipe2(ends, O_CLOEXEC) != 0)
		good = err_from(err, errno, ERR_IO, "making", "a pipe");
	r->to = ends[1];
	good = good && child_start(NULL, ends[0], r->made, &r->child, err);
	if (ends[0] >= 0)
		close(ends[0]);
	if (good)
		return r;
	render_free(r);
	return NULL;
}

/* A child that could not write says so; on a full disk in our own words, which say what to do. */
static bool
room_left(const struct render *r, struct err *err)
{
	static const char blank[4096];
	off_t end = lseek(r->made, 0, SEEK_END);

	if (end >= 0 && pwrite(r->made, blank, sizeof(blank), end) < 0 &&
	    (errno == ENOSPC || errno == EDQUOT || errno == EFBIG))
		return err_from(err, errno, ERR_IO, "writing",
				r->path ? r->path : "a temporary file");
	return true;
}

static bool
render_end(struct render *r, struct err *err)
{
	struct err why = { .code = ERR_NONE };

	if (r->to >= 0)
		close(r->to);
	r->to = -1;
	if (!r->child.pid)
		return err_set(err, ERR_BUG, "canvass-render has ended already");
	if (child_wait(&r->child, 0, &why))
		return true;
	if ((why.code == ERR_IO || why.code == ERR_FULL) && !room_left(r, err))
		return false;
	return err_set(err, why.code, "%s", why.text);
}

bool
render_put(struct render *r, const struct buf *lines, struct err *err)
{
	const char *at = lines->data;
	size_t left = lines->len;

	if (!buf_ok(lines))
		return err_set(err, ERR_BUG, "a description that did not fit");
	while (left) {
		ssize_t put = r->to < 0 ? -1 : write(r->to, at, left);

		if (put < 0 && r->to >= 0 && errno == EINTR)
			continue;
		if (put < 0) { /* it has ended, and says why */
			if (render_end(r, err))
				return err_set(
					err, ERR_BUG,
					"canvass-render ended before all was said");
			return false;
		}
		at += put;
		left -= (size_t)put;
	}
	return true;
}

bool
render_settle(struct render *r, struct err *err)
{
	struct stat st;

	if (r->settled)
		return true;
	if (!render_end(r, err))
		return false;
	if (fstat(r->made, &st) == 0 && st.st_size == 0)
		return err_set(err, ERR_BUG, "canvass-render drew nothing");
	if (r->path && fsync(r->made) != 0)
		return err_from(err, errno, ERR_IO, "writing", r->path);
	r->settled = true;
	return true;
}

/* The whole drawing, appended to out or, without it, to standard output. */
static bool
give_out(int made, struct buf *out, struct err *err)
{
	SCOPED(buf) piece = { 0 };
	char bytes[65536];
	ssize_t got;

	if (lseek(made, 0, SEEK_SET) != 0)
		return err_from(err, errno, ERR_IO, "reading", "a temporary file");
	while ((got = read(made, bytes, sizeof(bytes))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_from(err, errno, ERR_IO, "reading",
					"a temporary file");
		if (out) {
			buf_put(out, bytes, (size_t)got);
			continue;
		}
		buf_clear(&piece);
		buf_put(&piece, bytes, (size_t)got);
		if (!output_put(&piece, err))
			return false;
	}
	return true;
}

bool
render_take(struct render *r, struct buf *out, struct err *err)
{
	return render_settle(r, err) && give_out(r->made, out, err);
}

static bool
folder_of_sync(const char *path, struct err *err)
{
	char *folder = folder_of(path);
	bool good = folder_sync(folder, err);

	free(folder);
	return good;
}

/* A name for what has none: its own if that is free, else one beside. */
static bool
made_name(struct render *r, const char **out_name)
{
	char from[40], more[40];

	snprintf(from, sizeof(from), "/proc/self/fd/%d", r->made);
	*out_name = r->path;
	if (linkat(AT_FDCWD, from, AT_FDCWD, r->path, AT_SYMLINK_FOLLOW) == 0)
		return true;
	for (unsigned i = 0; i < NAMES_TRIED && errno == EEXIST; i++) {
		snprintf(more, sizeof(more), ".%d-%u", (int)getpid(), i);
		free(r->beside);
		*out_name = r->beside = copy_with(r->path, more);
		if (linkat(AT_FDCWD, from, AT_FDCWD, r->beside, AT_SYMLINK_FOLLOW) == 0)
			return true;
	}
	free(r->beside); /* somebody else's, if it is there at all */
	r->beside = NULL;
	return false;
}

bool
render_close(struct render *r, struct err *err)
{
	const char *name = r->beside;

	if (!render_settle(r, err))
		return false;
	if (!r->path)
		return give_out(r->made, NULL, err);
	if (!file_replaceable(r->path, err))
		return false;
	if (!name && !made_name(r, &name))
		return err_from(err, errno, ERR_IO, "writing", r->path);
	if (name != r->path && rename(name, r->path) != 0)
		return err_from(err, errno, ERR_IO, "writing", r->path);
	free(r->beside);
	r->beside = NULL;
	return folder_of_sync(r->path, err);
}

bool
render_whole(const char *path, const struct buf *lines, struct err *err)
{
	struct render *r = render_open(path, err);
	bool good = r && render_put(r, lines, err) && render_close(r, err);

	render_free(r);
	return good;
}

/* ---- reading, and its version ---------------------------------------------------- */

/* Bytes in, bytes out: both are files in memory, so that nobody waits for anybody. */
static bool
run_once(const char *option, const void *data, size_t len, uint64_t until,
	 struct buf *out, struct err *err)
{
	struct child child = { .said = -1 };
	int from = memory_file("from", 0), to = memory_file("to", 0);
	bool good = from >= 0 && to >= 0;
	char bytes[16384];
	size_t done = 0;
	ssize_t got = 1;
	off_t at = 0;

	for (; good && done < len; done += (size_t)got)
		good = (got = write(from, (const char *)data + done, len - done)) > 0;
	if (!good || lseek(from, 0, SEEK_SET) != 0)
		good = err_from(err, errno, ERR_IO, "making", "a file in memory");
	good = good && child_start(option, from, to, &child, err) &&
	       child_wait(&child, until, err);
	for (got = 1; good && got; at += got) {
		got = pread(to, bytes, sizeof(bytes), at);
		if (got < 0)
			good = err_from(err, errno, ERR_IO, "reading", "canvass-render");
		else
			buf_put(out, bytes, (size_t)got);
	}
	child_end(&child);
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return good;
}

bool
render_read(const void *png, size_t len, uint64_t until, struct buf *out, struct err *err)
{
	return run_once("--read", png, len, until, out, err);
}

bool
render_version(const char *fonts, struct buf *out, struct err *err)
{
	SCOPED(buf) option = { 0 };

	buf_printf(&option, "--version=%s", fonts);
	if (!buf_ok(&option) || !run_once(option.data, NULL, 0, 0, out, err))
		return false;
	while (out->len && out->data[out->len - 1] == '\n')
		out->data[--out->len] = '\0';
	return true;
}
