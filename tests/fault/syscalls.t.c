/*
 * When a system call fails, the writer hears of it: nothing is acknowledged that is not there,
 * an answer is synced before it is acknowledged, and after an error of the disk nothing is
 * written until a restart.
 *
 * strace lets the k-th call fail, for k = 1, 2 ... until a run has no k-th call.  A second
 * copy of this program is the writer.  Without strace there is nothing to see: skipped.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <limits.h>

#include "store/sqlite/internal.h"
#include "tests/unit/store/fixture.h"

#define FILE_DB "answers/" SURVEY ".db"

enum { SEED = 21, ANSWERS = 12, MOST_CALLS = 400 };

/* ---- the writer ------------------------------------------------------------------ */

static void
tell(char what, unsigned number)
{
	char line[32];
	int len = snprintf(line, sizeof(line), "%c%u\n", what, number);

	if (write(STDOUT_FILENO, line, (size_t)len) != len)
		_exit(5);
}

/*
 * A1: answer 1 is acknowledged; E1: it is not; S: stopped; C: closed.  After an error it goes on
 * to try, as a door would.  Ends with 0 whatever the disk does.
 */
static int
writer(const char *dir, const char *synchronous)
{
	struct err err = { 0 };
	struct store_lock *lock = store_lock(dir, &err);
	struct answers_file *f = lock ? answers_open(lock, SURVEY, &err) : NULL;
	bool busy;

	if (!f) {
		tell('O', 0);
		store_unlock(lock);
		return 0;
	}
	if (synchronous) { /* the control: a writer that does not sync */
		char text[40];

		snprintf(text, sizeof(text), "PRAGMA synchronous = %s", synchronous);
		sqlite3_set_authorizer(f->sql->db, NULL, NULL);
		sqlite3_exec(f->sql->db, text, NULL, NULL, NULL);
	}
	for (unsigned i = 0; i < ANSWERS; i += 2) {
		bool was_stopped = answers_stopped(f), good;

		good = answers_fill(f, SEED, i, i + 2, 2, &err);
		tell(good ? 'A' : 'E', i);
		if (good && was_stopped)
			tell('X', i); /* must not be */
		if (i == ANSWERS / 2 && !answers_checkpoint(f, &busy, &err))
			tell('K', i);
	}
	if (answers_stopped(f))
		tell('S', 0);
	answers_close(f);
	store_unlock(lock);
	tell('C', 0);
	return 0;
}

/* ---- one run --------------------------------------------------------------------- */

struct run {
	bool acked[ANSWERS];
	unsigned acks, errors;
	bool stopped, resurrected, ended, injected;
	unsigned
		unsynced; /* acknowledgements with writes to the log that were not synced yet */
};

static void
output_read(struct run *r, const char *path)
{
	FILE *in = fopen(path, "r");
	char line[40];

	while (in && fgets(line, sizeof(line), in)) {
		unsigned number = (unsigned)strtoul(line + 1, NULL, 10);

		if (line[0] == 'A' && number + 1 < ANSWERS) {
			r->acked[number] = r->acked[number + 1] = true;
			r->acks++;
		}
		r->errors += line[0] == 'E' || line[0] == 'K' || line[0] == 'O';
		r->stopped |= line[0] == 'S';
		r->resurrected |= line[0] == 'X';
		r->ended |= line[0] == 'C' || line[0] == 'O';
	}
	if (in)
		fclose(in);
}

/* strace -y names the file of each descriptor. */
static void
trace_read(struct run *r, const char *path)
{
	FILE *in = fopen(path, "r");
	bool dirty = false;
	char line[2000];

	while (in && fgets(line, sizeof(line), in)) {
		bool log = strstr(line, ".db-wal>") != NULL;

		r->injected |= strstr(line, "(INJECTED)") != NULL;
		if (log && strstr(line, "pwrite64("))
			dirty = true;
		else if (log && strstr(line, "fdatasync(") && strstr(line, "= 0"))
			dirty = false;
		else if (strstr(line, "write(1") && strstr(line, "\"A"))
			r->unsynced += dirty;
	}
	if (in)
		fclose(in);
}

/* Runs the writer in a workspace; inject: for strace, or NULL. */
static struct run
run_writer(const char *self, const struct place_to_try *p, const char *inject,
	   const char *synchronous)
{
	struct run r = { 0 };
	SCOPED(buf) command;

	buf_init(&command, 0);
	buf_printf(
		&command,
		"cd '%s' && ASAN_OPTIONS=detect_leaks=0 strace -f -y -s 8 -qq -o trace "
		"-P '" FILE_DB "' -P '" FILE_DB "-wal' -P '" FILE_DB "-shm' -P out "
		"-e trace=pread64,pwrite64,fdatasync,ftruncate,write ",
		p->dir);
	if (inject)
		buf_printf(&command, "-e inject=%s ", inject);
	buf_printf(&command, "'%s' write . %s >out 2>said", self,
		   synchronous ? synchronous : "");
	if (system(command.data) != 0)
		note("the writer did not end well: %s", command.data);
	else
		output_read(&r, place_path(p, "out"));
	trace_read(&r, place_path(p, "trace"));
	return r;
}

/*
 * What a restart finds: everything acknowledged, every slot in order, a slip struck out for each
 * answer and for no other.  *out_clean: the mark.
 */
static bool
restart_finds(const struct place_to_try *p, const struct run *r, bool *out_clean)
{
	struct store_lock *lock = lock_or_die(p);
	struct answers_state state = { .clean = false };
	struct answers_file *f;
	struct err err = { 0 };
	bool good = true;

	*out_clean = answers_look(p->dir, SURVEY, &state, &err) && state.clean;
	meddle(place_path(p, FILE_DB),
	       "UPDATE head SET clean = 0"); /* so that all is checked */
	f = answers_open(lock, SURVEY, &err);
	if (!f) {
		note("%s", err.text);
		store_unlock(lock);
		return false;
	}
	for (unsigned i = 0; i < ANSWERS; i++) {
		struct made_up a;
		struct slot_add item;

		answer_make_up(&a, SEED, i);
		item = slot_of(&a);
		item.box = NULL;
		if (!answers_add(f, &item, 1, &err) ||
		    (r->acked[i] && item.result != SLOT_THERE) ||
		    answers_slip_there(f, a.slip) == (item.result == SLOT_THERE))
			good = false;
	}
	answers_close(f);
	store_unlock(lock);
	return good;
}

static struct place_to_try
fresh(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);

	struct answers_file *f = file_make_open(lock, 0, BOX);
	struct err err = { 0 };

	if (!slips_print(f, SEED, 0, ANSWERS, &err))
		die("%s", err.text);
	answers_close(f);
	store_unlock(lock);
	return p;
}

/* ---- what is promised ------------------------------------------------------------ */

/* Each k-th call fails with an error, until there is none. */
static void
fails(const char *self, const char *call, const char *error, bool stops)
{
	unsigned runs = 0, lost = 0, unheard = 0, went_on = 0, crashed = 0;

	for (unsigned k = 1; k < MOST_CALLS; k++) {
		struct place_to_try p = fresh();
		char inject[100];
		struct run r;
		bool clean, found;

		snprintf(inject, sizeof(inject), "%s:error=%s:when=%u", call, error, k);
		r = run_writer(self, &p, inject, NULL);
		found = restart_finds(&p, &r, &clean);
		place_drop(&p);
		if (!r.injected)
			break;
		runs++;
		crashed += !r.ended;
		lost += !found;
		if (!r.errors && clean) {
			note("call %u was not heard of", k);
			unheard++;
		}
		went_on += r.resurrected ||
			   (stops && r.errors && r.acks && !r.stopped && !clean);
	}
	ok(runs > 0 && runs + 1 < MOST_CALLS, "%s: %s: %u runs", call, error, runs);
	is_int(crashed, 0, "each ended by itself");
	is_int(lost, 0, "nothing that was acknowledged is lost");
	is_int(unheard, 0, "each was heard of, or the file has no mark");
	is_int(went_on, 0, "a writer that is stopped stays stopped");
}

static void
synced_before_acknowledged(const char *self)
{
	struct place_to_try p = fresh();
	struct run r = run_writer(self, &p, NULL, NULL);

	is_int(r.acks, ANSWERS / 2, "without a fault all is acknowledged");
	is_int(r.unsynced, 0, "each after its sync");
	place_drop(&p);
	p = fresh();
	r = run_writer(self, &p, NULL, "NORMAL");
	ok(r.acks == ANSWERS / 2 && r.unsynced > 0,
	   "a writer that does not sync its log is caught: %u times", r.unsynced);
	place_drop(&p);
}

int
main(int argc, char **argv)
{
	char self[PATH_MAX];

	if (argc > 2)
		return writer(argv[2], argc > 3 ? argv[3] : NULL);
	if (!realpath(argv[0], self) ||
	    system("strace -qq -o /dev/null true >/dev/null 2>&1") != 0) {
		skip("strace is absent, or may not trace here");
		return tap_done();
	}
	synced_before_acknowledged(self);
	fails(self, "fdatasync", "EIO", true);
	fails(self, "pwrite64", "EIO", true);
	fails(self, "pwrite64", "ENOSPC", false);
	fails(self, "ftruncate", "EIO", false);
	if (getenv("CANVASS_LONG")) {
		fails(self, "fdatasync", "ENOSPC", true);
		fails(self, "fdatasync", "EINTR", true);
		fails(self, "pwrite64", "EDQUOT", false);
		fails(self, "pwrite64", "EROFS", true);
		fails(self, "pread64", "EIO", false);
	}
	return tap_done();
}
