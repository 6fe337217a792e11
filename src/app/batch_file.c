/*
 * The file of closed batches: see batch_file.h; its bytes are batch_bytes.c and batch_put.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/batch_file.h"

/* ---- writing ------------------------------------------------------------------------- */

/* To its place, once it is on the disk. */
static bool
settle(int fd, const char *beside, const char *path, struct arena *a, struct err *err)
{
	const char *slash = strrchr(path, '/');
	const char *folder = !slash	     ? "."
			     : slash == path ? "/"
					     : arena_copy(a, path, (size_t)(slash - path));

	if (fsync(fd) != 0 || rename(beside, path) != 0)
		return err_from(err, errno, ERR_IO, "writing", path);
	return folder_sync(folder, err);
}

bool
batch_file_write(const char *path, const struct batch_file *from, struct err *err)
{
	struct arena *a = arena_new(0);
	char *beside = arena_printf(a, "%s.XXXXXX", path);
	int fd = mkostemp(beside, O_CLOEXEC); /* of mode 0600 */
	bool good;

	if (fd < 0)
		good = err_from(err, errno, ERR_CREATE, "writing", path);
	else
		good = batch_file_put(from, fd, err) &&
		       settle(fd, beside, path, a, err);
	if (fd >= 0)
		close(fd);
	if (fd >= 0 && !good)
		unlink(beside);
	arena_free(a);
	return good;
}

/* ---- reading ------------------------------------------------------------------------- */

static bool
pour(int from, int to, const char *path, struct err *err)
{
	static char piece[1 << 16];
	ssize_t got;

	while ((got = read(from, piece, sizeof(piece))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_from(err, errno, ERR_IO, "reading", path);
		for (ssize_t put, done = 0; done < got; done += put) {
			put = write(to, piece + done, (size_t)(got - done));
			if (put < 0 && errno == EINTR)
				put = 0;
			if (put < 0)
				return err_from(err, errno, ERR_IO, "keeping", path);
		}
	}
	return true;
}

/* Answers are read more than once: what cannot be read from its beginning again is copied. */
static bool
read_stream(int fd, const char *path, struct batch_file *out, struct arena *a,
	    struct err *err)
{
	FILE *copy = tmpfile(); /* without a name, gone when it is closed */
	bool good;

	if (!copy)
		return err_from(err, errno, ERR_CREATE, "keeping", path);
	good = pour(fd, fileno(copy), path, err) &&
	       batch_file_parse(fileno(copy), out, a, err);
	fclose(copy);
	return good;
}

bool
batch_file_read(const char *path, struct batch_file *out, struct arena *a,
		struct err *err)
{
	bool input = str_same(path, "-");
	int fd = input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	bool good;

	if (fd < 0)
		return err_from(err, errno, ERR_IO, "reading", path);
	if (fstat(fd, &st) != 0)
		good = err_from(err, errno, ERR_IO, "reading", path);
	else if (S_ISREG(st.st_mode) && lseek(fd, 0, SEEK_CUR) == 0)
		good = batch_file_parse(fd, out, a, err);
	else
		good = read_stream(fd, path, out, a, err);
	if (!input)
		close(fd);
	return good || err_add(err, "%.100s", path);
}

/* ---- of a workspace -------------------------------------------------------------------- */

bool
batches_look(const char *dir, const struct survey *survey, struct batches **out,
	     struct err *err)
{
	struct err why = { .code = ERR_NONE };
	struct answers_state state;
	struct batches *batches;

	if (survey->state == SURVEY_WAITING)
		return err_set(err, ERR_BUSY,
			       "%s is not open yet: there is nothing to tell",
			       survey->name);
	batches = batches_open(dir, survey->name, &why);
	if (batches) {
		*out = batches;
		return true;
	}
	if (survey->state == SURVEY_CLOSED && survey->opened < 0)
		return err_set(err, ERR_MISSING,
			       "%s was closed before it opened: there is nothing to tell",
			       survey->name);
	if (why.code != ERR_BUSY || survey->state != SURVEY_CLOSED ||
	    !answers_look(dir, survey->name, &state, NULL) || state.filled)
		return err_set(err, why.code, "%s", why.text);
	*out = NULL;
	return true;
}

/* How many batches must be noted: none once the keys are gone, for then nothing joins any more. */
static unsigned
to_note(const char *dir, const struct survey *survey)
{
	struct answers_state state;

	if (survey->state == SURVEY_WAITING ||
	    !answers_look(dir, survey->name, &state, NULL) || state.ticket_gone)
		return 0;
	return state.open_batch - 1;
}

bool
batches_of_survey(const char *dir, const struct survey *survey, struct batches **out,
		  struct err *err)
{
	unsigned noted = to_note(dir, survey), now;
	struct batches *batches;

	for (;;) {
		if (noted && !batches_leave(dir, survey->name, noted, err))
			return false;
		if (!batches_look(dir, survey, &batches, err))
			return false;
		now = to_note(dir, survey);
		if (!batches || now <= noted)
			break;
		batches_free(batches); /* one closed between the note and the reading */
		noted = now;
	}
	*out = batches;
	return true;
}
