/*
 * Passphrases: from a file that was named, or asked for on the terminal without echo.  Never
 * from a flag or the environment, where other people and logs can see them.  They live in
 * locked memory and are wiped.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
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

/* Up to the first line's end.  False with errno if it cannot be read, or a signal came. */
static bool
read_line(int fd, struct passphrase *out)
{
	char c;
	ssize_t got;

	out->len = 0;
	while ((got = read(fd, &c, 1)) != 0) {
		if (got < 0 && errno == EINTR && !caught)
			continue;
		if (got < 0)
			return false;
		if (c == '\n' || out->len == PASSPHRASE_MOST)
			break;
		out->text[out->len++] = c;
	}
	if (out->len && out->text[out->len - 1] == '\r')
		out->len--;
	return true;
}

static bool
from_file(const char *path, struct passphrase *out, struct err *err)
{
	int fd = str_same(path, "-") ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	bool good;

	if (fd < 0)
		return err_from(err, errno, ERR_IO, "reading the passphrase file", path);
	good = read_line(fd, out);
	if (!good)
		err_from(err, errno, ERR_IO, "reading the passphrase file", path);
	if (fd != STDIN_FILENO)
		close(fd);
	if (good && !out->len)
		return err_set(err, ERR_INPUT,
			       "%s: its first line, the passphrase, is empty", path);
	return good;
}

static const int ending[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };

/* Catches the signals that end a program, so that the terminal is never left mute. */
static void
signals_hold(struct sigaction *before)
{
	struct sigaction hold = { .sa_handler =
					  note_signal }; /* no SA_RESTART: read returns */

	caught = 0;
	for (size_t i = 0; i < ARRAY_LEN(ending); i++)
		sigaction(ending[i], &hold, &before[i]);
}

/* Gives them back, and lets the one that came do its work. */
static void
signals_give(const struct sigaction *before)
{
	for (size_t i = 0; i < ARRAY_LEN(ending); i++)
		sigaction(ending[i], &before[i], NULL);
	if (caught)
		raise(caught);
}

/* Asks once, with the echo off. */
static bool
ask(int tty, const char *words, struct passphrase *out, struct err *err)
{
	struct sigaction before[ARRAY_LEN(ending)];
	struct termios old, mute;
	bool good;

	if (tcgetattr(tty, &old) != 0)
		return err_from(err, errno, ERR_IO, "asking on", "the terminal");
	mute = old;
	mute.c_lflag &= ~(tcflag_t)ECHO;
	mute.c_cc[VSUSP] = _POSIX_VDISABLE; /* stopped here, the shell would be mute */
	signals_hold(before);
	tcsetattr(tty, TCSAFLUSH, &mute);
	dprintf(tty, "%s: ", words);
	good = read_line(tty, out);
	tcsetattr(tty, TCSAFLUSH, &old);
	dprintf(tty, "\n");
	signals_give(before);
	if (!good)
		return err_from(err, errno, ERR_IO, "reading", "the terminal");
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
