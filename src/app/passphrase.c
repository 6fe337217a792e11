/*
 * Passphrases: from a file that was named, or asked for on the terminal without echo.  Never
 * from a flag or the environment, where other people and logs can see them.  They live in
 * locked memory and are wiped.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include "app/app.h"

#define KEY_FILE_MOST 65536
#define SHORT_LEN     12

void
passphrase_cleanup(struct passphrase *p)
{
	secret_free(p->text);
	*p = (struct passphrase){ NULL, 0 };
}

static volatile sig_atomic_t
	caught; /* the signal that came while a passphrase was asked for */

static void
note_signal(int number)
{
	caught = number;
}

/*
 * Up to the first line's end.  False with errno if it cannot be read, is too long, or a signal
 * came.  waiting: the signals that may come while it waits, and at no other moment, so that
 * none slips in just before the wait; NULL for files.
 */
static bool
read_line(int fd, const sigset_t *waiting, struct passphrase *out)
{
	struct pollfd more = { .fd = fd, .events = POLLIN };
	ssize_t got;
	char c;

	out->len = 0;
	for (;;) {
		if (waiting && ppoll(&more, 1, NULL, waiting) < 0)
			return false;
		got = read(fd, &c, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0 || c == '\n')
			break;
		if (out->len == PASSPHRASE_MOST) {
			errno = EMSGSIZE;
			return false;
		}
		out->text[out->len++] = c;
	}
	if (out->len && out->text[out->len - 1] == '\r')
		out->len--;
	return true;
}

static bool
line_failed(struct err *err, const char *what, const char *where)
{
	if (errno == EMSGSIZE)
		return err_set(err, ERR_INPUT, "%s %s: a passphrase has at most %d bytes", what,
			       where, PASSPHRASE_MOST);
	return err_from(err, errno, ERR_IO, what, where);
}

static bool
from_file(const char *path, struct passphrase *out, struct err *err)
{
	int fd = str_same(path, "-") ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	bool good;

	if (fd < 0)
		return err_from(err, errno, ERR_IO, "reading the passphrase file", path);
	good = read_line(fd, NULL, out);
	if (!good)
		line_failed(err, "reading the passphrase file", path);
	if (fd != STDIN_FILENO)
		close(fd);
	if (good && !out->len)
		return err_set(err, ERR_INPUT,
			       "%s: its first line, the passphrase, is empty", path);
	return good;
}

static const int ending[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };

struct held_signals {
	struct sigaction before[ARRAY_LEN(ending)];
	sigset_t mask;
};

/* Catches the signals that end a program, so that the terminal is never left mute. */
static void
signals_hold(struct held_signals *held)
{
	struct sigaction hold = { .sa_handler = note_signal };
	sigset_t block;

	caught = 0;
	sigemptyset(&block);
	for (size_t i = 0; i < ARRAY_LEN(ending); i++)
		sigaddset(&block, ending[i]);
	sigprocmask(SIG_BLOCK, &block, &held->mask);
	for (size_t i = 0; i < ARRAY_LEN(ending); i++)
		sigaction(ending[i], &hold, &held->before[i]);
}

/* Gives them back, and lets the one that came do its work. */
static void
signals_give(const struct held_signals *held)
{
	for (size_t i = 0; i < ARRAY_LEN(ending); i++)
		sigaction(ending[i], &held->before[i], NULL);
	sigprocmask(SIG_SETMASK, &held->mask, NULL);
	if (caught)
		raise(caught);
}

/* Asks once, with the echo off. */
static bool
ask(int tty, const char *words, struct passphrase *out, struct err *err)
{
	struct held_signals held;
	struct termios old, mute;
	int trouble;
	bool good;

	if (tcgetattr(tty, &old) != 0)
		return err_from(err, errno, ERR_IO, "asking on", "the terminal");
	mute = old;
	mute.c_lflag &= ~(tcflag_t)ECHO;
	mute.c_cc[VSUSP] = _POSIX_VDISABLE; /* stopped here, the shell would be mute */
	signals_hold(&held);
	tcsetattr(tty, TCSAFLUSH, &mute);
	dprintf(tty, "%s: ", words);
	good = read_line(tty, &held.mask, out);
	trouble = errno;
	tcsetattr(tty, TCSAFLUSH, &old);
	dprintf(tty, "\n");
	signals_give(&held);
	errno = trouble;
	if (!good)
		return line_failed(err, "reading", "the terminal");
	if (!out->len)
		return err_set(err, ERR_INPUT, "no passphrase was given");
	return true;
}

static bool
from_terminal(bool fresh, struct passphrase *out, struct err *err)
{
	int tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct passphrase again = { secret_new(PASSPHRASE_MOST), 0 };
	bool good;

	if (tty < 0) {
		passphrase_cleanup(&again);
		return err_set(
			err, ERR_USAGE,
			"a passphrase is needed: give --passphrase-file FILE, or run this "
			"on a terminal");
	}
	good = ask(tty, fresh ? "New passphrase" : "Passphrase", out, err);
	if (good && fresh) {
		good = ask(tty, "The same once more", &again, err);
		if (good && (again.len != out->len ||
			     !secret_same(again.text, out->text, out->len)))
			good = err_set(err, ERR_INPUT,
				       "the two passphrases differ; nothing was made");
	}
	passphrase_cleanup(&again);
	close(tty);
	return good;
}

bool
passphrase_get(const struct call *call, bool fresh, struct passphrase *out,
	       struct err *err)
{
	const char *path = flag_value(call, "passphrase-file");
	struct passphrase got = { secret_new(PASSPHRASE_MOST), 0 };
	bool good = path ? from_file(path, &got, err) : from_terminal(fresh, &got, err);

	if (!good) {
		passphrase_cleanup(&got);
		return false;
	}
	if (fresh && got.len < SHORT_LEN)
		say("warning: this passphrase is short; four or more random words are "
		    "hard to guess");
	*out = got;
	return true;
}

struct secret_key *
key_named(const struct call *call, struct err *err)
{
	const char *path = flag_needed(call, "key", err);
	struct passphrase pass = { NULL, 0 };
	struct secret_key *key = NULL;
	struct buf text;

	if (!path)
		return NULL;
	buf_init(&text, 0);
	if (file_read_named(call, path, KEY_FILE_MOST, &text, err) &&
	    passphrase_get(call, false, &pass, err)) {
		key = key_open(text.data ? text.data : "", text.len, pass.text, pass.len,
			       err);
		if (!key)
			err_add(err, "%s", path);
	}
	passphrase_cleanup(&pass);
	buf_free(&text);
	return key;
}
