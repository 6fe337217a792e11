/*
 * A room of forty phones and three steps.  Whoever holds the whole workspace, as it was before and
 * after each step, and every phone's ticket, cannot join two contributions: not of two steps, not
 * two notes of one phone.  Once a step is closed no ticket leads to a slot of it.  Of four answers
 * nothing is shown.
 *
 * While a step is open its ticket key does lead from tickets to slots: so these checks can see, and
 * know whose slot is whose.  Places are compared by Kendall's tau (M. Kendall, Biometrika 30,
 * 1938).
 *
 * The checks are then run again with the scheme broken in three ways, and must fail.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <math.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/read.h"
#include "web/machine.h"

#include "tests/tap.h"
#include "tests/web/room_site.h"

enum { PHONES = 40, STEPS = 3, FILE_MOST = 8 << 20 };
/* Of forty in no order tau has a standard deviation of 0.11: this is five of them. */
#define TAU_MOST 0.55

static struct site site;
static struct room_site room;
static char tickets[PHONES][TICKET_CHARS + 1];

static const struct {
	enum step_kind kind;
	unsigned turns;
} steps[STEPS] = { { STEP_WORDS, 1 }, { STEP_NOTES, NOTES_EACH }, { STEP_SCORECARD, 1 } };

static unsigned numbers[STEPS];
/* Whose slot is whose, by step, phone and turn: told by the key while the step was open. */
static unsigned char ids[STEPS][PHONES][NOTES_EACH][ANSWER_ID];
static long places[STEPS][PHONES]
		  [NOTES_EACH]; /* in the step's file, once it was closed */

/* ---- how it is broken ------------------------------------------------------------ */

/* The door runs this program again, so that how it is broken comes by the environment. */
static bool
broken(const char *how)
{
	const char *is = getenv("ROOM_BROKEN");

	return is && str_same(is, how);
}

bool __real_answers_make(const struct store_lock *lock, const char *survey,
			 unsigned expected, unsigned page_size, unsigned box_len,
			 const struct answers_secrets *secrets, struct err *err);
bool __wrap_answers_make(const struct store_lock *lock, const char *survey,
			 unsigned expected, unsigned page_size, unsigned box_len,
			 const struct answers_secrets *secrets, struct err *err);
bool
__wrap_answers_make(const struct store_lock *lock, const char *survey, unsigned expected,
		    unsigned page_size, unsigned box_len,
		    const struct answers_secrets *secrets, struct err *err)
{
	struct answers_secrets same = *secrets;

	if (broken("key")) /* one key for all steps */
		memset(same.ticket_key, 7, sizeof(same.ticket_key));
	return __real_answers_make(lock, survey, expected, page_size, box_len, &same,
				   err);
}

bool __real_answers_forget(struct answers_file *f, struct err *err);
bool __wrap_answers_forget(struct answers_file *f, struct err *err);
bool
__wrap_answers_forget(struct answers_file *f, struct err *err)
{
	return broken("kept") || __real_answers_forget(f, err);
}

bool __real_answers_checkpoint(struct answers_file *f, bool *out_busy, struct err *err);
bool __wrap_answers_checkpoint(struct answers_file *f, bool *out_busy, struct err *err);
bool
__wrap_answers_checkpoint(struct answers_file *f, bool *out_busy, struct err *err)
{
	if (!broken("log"))
		return __real_answers_checkpoint(f, out_busy, err);
	*out_busy = true;
	return true;
}

/* ---- files ----------------------------------------------------------------------- */

/* The bytes of a file below the workspace; NULL: there is none. */
static unsigned char *
bytes_of(const char *name, const char *end, size_t *out_len)
{
	char path[500];
	unsigned char *data;
	FILE *f;

	snprintf(path, sizeof(path), "%s/answers/%s%s", site.dir, name, end);
	f = fopen(path, "rb");
	if (!f)
		return NULL;
	data = mem_new(FILE_MOST, 1);
	*out_len = fread(data, 1, FILE_MOST, f);
	fclose(f);
	return data;
}

static size_t
log_size(unsigned step)
{
	char path[500], file[SURVEY_NAME];
	struct stat st;

	room_file(ROOM_SITE, step, file);
	snprintf(path, sizeof(path), "%s/answers/%s.db-wal", site.dir, file);
	return stat(path, &st) ? 0 : (size_t)st.st_size;
}

static double
tau(long a[PHONES], long b[PHONES])
{
	double sum = 0;

	for (unsigned i = 0; i < PHONES; i++)
		for (unsigned j = i + 1; j < PHONES; j++)
			sum += (a[i] < a[j]) == (b[i] < b[j]) ? 1 : -1;
	return sum / (PHONES * (PHONES - 1) / 2.0);
}

/* ---- a step ---------------------------------------------------------------------- */

static void
answer(unsigned phone, unsigned i, unsigned *thanked, unsigned *pairs)
{
	char fields[200];
	struct heard h;

	if (steps[i].kind == STEP_WORDS)
		snprintf(fields, sizeof(fields), "words=word+%u", phone);
	else if (steps[i].kind == STEP_NOTES)
		snprintf(fields, sizeof(fields), "note=first+%u&note_2=second+%u", phone,
			 phone);
	else
		snprintf(fields, sizeof(fields), "s_seen=%s", phone % 2 ? "yes" : "no");
	h = room_send(&room, tickets[phone], numbers[i], fields);
	*thanked += h.status == 200 && strstr(h.body, "Your answer is in");
	*pairs += log_size(numbers[i]) > 0;
}

/* The ticket key of an open step, from a copy of the workspace: its file has a writer. */
static void
key_read(unsigned i, struct answers_secrets *out)
{
	char command[1200], copy[300], file[SURVEY_NAME];
	struct err err = { 0 };
	struct answers_file *f;
	struct store_lock *lock;

	room_file(ROOM_SITE, numbers[i], file);
	snprintf(copy, sizeof(copy), "%s.copy", site.dir);
	snprintf(command, sizeof(command),
		 "mkdir -p '%s/answers' && cp '%s/answers/%s.db'* '%s/answers'", copy,
		 site.dir, file, copy);
	if (system(command))
		die("cannot copy the workspace");
	lock = store_lock(copy, &err);
	f = lock ? answers_open(lock, file, &err) : NULL;
	if (!f)
		die("%s", err.text);
	answers_secrets(f, out);
	answers_close(f);
	store_unlock(lock);
	snprintf(command, sizeof(command), "rm -rf '%s'", copy);
	if (system(command))
		die("cannot remove the copy");
}

/* How many tickets' slots stand in the step's file, by a key; writes them down where keep. */
static unsigned
slots_there(unsigned i, const unsigned char key[SEAL_KEY], bool keep)
{
	unsigned char ticket[TICKET_BYTES], id[ANSWER_ID];
	char file[SURVEY_NAME];
	unsigned found = 0;
	unsigned char *data;
	size_t len = 0;

	room_file(ROOM_SITE, numbers[i], file);
	data = bytes_of(file, ".db", &len);
	for (unsigned phone = 0; data && phone < PHONES; phone++)
		for (unsigned turn = 0; turn < steps[i].turns; turn++) {
			if (!ticket_read(tickets[phone], ticket))
				die("a ticket");
			room_slot(ticket, turn, key, id);
			found += memmem(data, len, id, ANSWER_ID) != NULL;
			if (keep)
				memcpy(ids[i][phone][turn], id, ANSWER_ID);
		}
	free(data);
	return found;
}

static void
places_find(unsigned i)
{
	char file[SURVEY_NAME];
	unsigned char *data, *at;
	size_t len = 0;

	room_file(ROOM_SITE, numbers[i], file);
	data = bytes_of(file, ".db", &len);
	for (unsigned phone = 0; data && phone < PHONES; phone++)
		for (unsigned turn = 0; turn < steps[i].turns; turn++) {
			at = memmem(data, len, ids[i][phone][turn], ANSWER_ID);
			places[i][phone][turn] = at ? at - data : -1;
		}
	free(data);
}

/* Tickets themselves, in any of the files that there are now. */
static unsigned
tickets_in(const unsigned char *data, size_t len)
{
	unsigned char raw[TICKET_BYTES];
	unsigned found = 0;

	for (unsigned phone = 0; phone < PHONES; phone++) {
		if (!ticket_read(tickets[phone], raw))
			die("a ticket");
		found += memmem(data, len, raw, sizeof(raw)) != NULL;
		found += memmem(data, len, tickets[phone], TICKET_CHARS) != NULL;
	}
	return found;
}

static unsigned
tickets_there(void)
{
	static const char *const ends[] = { ".db", ".db-wal", ".db-shm", ".db-journal" };
	unsigned found = 0;
	unsigned char *data;
	size_t len;

	for (unsigned step = 1; step <= room.agenda.count; step++)
		for (size_t end = 0; end < ARRAY_LEN(ends); end++) {
			char file[SURVEY_NAME];

			room_file(ROOM_SITE, step, file);
			data = bytes_of(file, ends[end], &len);
			found += data ? tickets_in(data, len) : 0;
			free(data);
		}
	data = bytes_of("../canvass", ".db", &len);
	if (!data || !len)
		die("no canvass.db");
	found += tickets_in(data, len);
	free(data);
	return found;
}

static void
run_step(unsigned i)
{
	const char *name = step_rows[steps[i].kind].name;
	unsigned thanked = 0, pairs = 0, all = PHONES * steps[i].turns;
	struct answers_secrets secrets = { .ticket_gone = false };
	struct answers_state state = { 0 };
	struct err err = { 0 };
	char file[SURVEY_NAME];

	room_file(ROOM_SITE, numbers[i], file);
	ok(!answers_look(site.dir, file, &state, &err),
	   "%s: before it opens there is no file", name);
	room_go(&room, numbers[i], STEP_OPEN);
	for (unsigned phone = 0; phone < PHONES; phone++)
		answer(phone, i, &thanked, &pairs);
	is_int(thanked, PHONES, "%s: all are thanked", name);
	is_int(pairs, 0, "%s: with each thank-you the log is empty", name);
	key_read(i, &secrets);
	is_int(slots_there(i, secrets.ticket_key, true), all,
	       "%s: while it is open its key leads to every slot, so this test can see",
	       name);
	room_go(&room, numbers[i], STEP_CLOSED);
	ok(answers_look(site.dir, file, &state, &err) && state.ticket_gone,
	   "%s: no key is left once it is closed", name);
	key_read(i, &secrets);
	is_int(slots_there(i, secrets.ticket_key, false), 0,
	       "%s: no ticket matches a slot", name);
	places_find(i);
}

/* ---- joining --------------------------------------------------------------------- */

static void
column_of(unsigned i, unsigned turn, long out[PHONES])
{
	for (unsigned phone = 0; phone < PHONES; phone++)
		out[phone] = places[i][phone][turn];
}

static void
check_joins(void)
{
	long arrival[PHONES], a[PHONES], b[PHONES];
	unsigned same = 0, missing = 0;

	for (unsigned phone = 0; phone < PHONES; phone++)
		arrival[phone] = (long)phone;
	for (unsigned i = 0; i < STEPS; i++)
		for (unsigned turn = 0; turn < steps[i].turns; turn++) {
			column_of(i, turn, a);
			for (unsigned phone = 0; phone < PHONES; phone++)
				missing += a[phone] < 0;
			ok(fabs(tau(arrival, a)) < TAU_MOST,
			   "%s, turn %u: no order of arrival (tau %.2f)",
			   step_rows[steps[i].kind].name, turn, tau(arrival, a));
		}
	is_int(missing, 0, "every slot was found");
	for (unsigned i = 0; i < STEPS; i++)
		for (unsigned k = i + 1; k < STEPS; k++) {
			column_of(i, 0, a);
			column_of(k, 0, b);
			ok(fabs(tau(a, b)) < TAU_MOST,
			   "%s and %s: no order joins them (tau %.2f)",
			   step_rows[steps[i].kind].name, step_rows[steps[k].kind].name,
			   tau(a, b));
			for (unsigned phone = 0; phone < PHONES; phone++)
				same += !memcmp(ids[i][phone][0], ids[k][phone][0],
						ANSWER_ID);
		}
	is_int(same, 0, "no id of one step is an id of another");
	for (unsigned turn = 1; turn < NOTES_EACH; turn++) {
		column_of(1, 0, a);
		column_of(1, turn, b);
		ok(fabs(tau(a, b)) < TAU_MOST,
		   "first note and turn %u: no order joins them (tau %.2f)", turn,
		   tau(a, b));
	}
}

/* ---- four answers, and five ------------------------------------------------------ */

static void
show_pool(unsigned step, struct buf *out)
{
	static struct told told[PHONES];
	static struct said said[PHONES];
	struct arena *a = arena_new(0);
	struct pool pool = { .step = agenda_step(&room.agenda, step), .items = said };
	struct shown shown;

	pool.count = room_read(&room, step, told, PHONES, a);
	for (size_t i = 0; i < pool.count; i++) {
		said[i] = (struct said){ .what = told[i].what };
		memcpy(said[i].name, told[i].id, sizeof(said[i].name));
	}
	shown_make(&shown, &room.agenda, &pool, NULL, 0, NULL, 0,
		   pool_enough(&pool, room.guide, false), 0, a);
	shown_write(&shown, out);
	buf_puts(out, "");
	arena_free(a);
}

static void
check_few(void)
{
	unsigned step = room_step_of(&room, STEP_VOTES, 0);
	char query[60];
	struct heard h;

	room_go(&room, step, STEP_OPEN);
	for (unsigned phone = 0; phone < 5; phone++) {
		SCOPED(buf) line = { 0 };

		room_send(&room, tickets[phone], step, "vote=yes");
		if (phone < 3)
			continue;
		show_pool(step, &line);
		room_show(&room, step, line.data);
		snprintf(query, sizeof(query), "?t=%s", tickets[phone]);
		h = room_get_page(&room, query);
		if (phone == 3)
			ok(!strstr(line.data, "yes") && !strstr(h.body, "<table") &&
				   strstr(h.body, "once enough people have answered"),
			   "of four answers nothing is shown: %s", line.data);
		else
			ok(strstr(line.data, "yes") && strstr(h.body, "<td>5</td>"),
			   "of five they are: so it would be seen");
	}
}

/* ---- the whole ------------------------------------------------------------------- */

static void
checks(void)
{
	/* what is broken shows in the first step that a run comes to */
	unsigned count = broken("kept") || broken("log") ? 1 : STEPS;
	struct err err = { 0 };

	site_make(&site, 20);
	room_site_make(&room, &site);
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	for (unsigned phone = 0; phone < PHONES; phone++)
		room_join(&room, tickets[phone]);
	for (unsigned i = 0; i < STEPS; i++) {
		numbers[i] = room_step_of(&room, steps[i].kind, 0);
		if (i < count)
			run_step(i);
	}
	if (count == STEPS)
		check_joins();
	if (!getenv("ROOM_BROKEN"))
		check_few();
	is_int(tickets_there(), 0, "no ticket stands in any file");
	site_stop(&site, SIGTERM);
	is_int(tickets_there(), 0, "nor once the door has ended");
	room_site_free(&room);
	site_free(&site);
}

/* Whether the run with the scheme broken has a check that fails and begins so. */
static bool
goes_red(const char *program, const char *how, const char *check)
{
	char command[700], line[500];
	bool red = false;
	FILE *f;

	snprintf(command, sizeof(command), "ROOM_BROKEN=%s '%s' again", how, program);
	f = popen(command, "r");
	while (f && fgets(line, sizeof(line), f)) {
		const char *words = strstr(line, " - ");

		red |= str_starts(line, "not ok") && words && strstr(words, check);
	}
	if (f)
		(void)!pclose(f);
	return red;
}

int
main(int argc, char **argv)
{
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1); /* nothing is proved by syncing */
	site_begin(argc, argv);
	seal_start();
	checks();
	if (argc > 1)
		return tap_done();
	ok(goes_red(argv[0], "key", "no order joins them"),
	   "one key for all steps is seen");
	ok(goes_red(argv[0], "key", "no id of one step"), "by the ids themselves, too");
	ok(goes_red(argv[0], "kept", "no ticket matches"), "a key that is kept is seen");
	ok(goes_red(argv[0], "log", "the log is empty"), "a log that is kept is seen");
	return tap_done();
}
