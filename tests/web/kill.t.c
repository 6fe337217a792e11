/*
 * 2,000 answers by 64 connections, while the door is killed ten times and started again.  Each
 * client notes what it was thanked for.  Afterwards every thanked answer is in the store once,
 * and none is there twice: by its id, and by opening every box with the key.
 *
 * Three clients of four send again, with the same ticket, until they are thanked.  The fourth
 * gives up at the first failure: its answer may be there or not, but not twice.
 *
 * Half of the answers come by slips, two with each: one of the two is stored, the other is told,
 * and a slip is struck out if one of them is there and only then.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/time.h>
#include <sys/socket.h>
#include <unistd.h>

#include "answer/answer.h"
#include "store/read.h"
#include "tests/boxes.h"

#include "tests/tap.h"
#include "tests/web/site.h"

enum { ANSWERS = 2000, CLIENTS = 64, KILLS = 10 };

struct answer {
	char ticket[TICKET_CHARS + 1];
	bool thanked, told; /* told: that its slip has been used */
	unsigned tries, seen; /* seen: among the opened boxes */
};

static struct site site;
static struct answer answers[ANSWERS];
static char slips[ANSWERS / 4][SLIP_CHARS + 1];
static unsigned char hashes[ANSWERS / 4][SLIP_BYTES];
static atomic_uint next_answer, thanks, ends; /* ends: thanked or told */

/* ---- the crowd ------------------------------------------------------------------- */

/* Of four answers the last two come by one slip. */
static const char *
code_of(unsigned n)
{
	return n % 4 < 2 ? site.code : slips[n / 4];
}

/* One try; the connection is kept for the next one if it is still good. */
static bool
send_answer(int *fd, unsigned n)
{
	struct timeval patience = { .tv_sec = 15 };
	char bytes[2000], words[60];
	struct heard h;
	size_t len;

	if (*fd < 0)
		*fd = site_connect(&site);
	if (*fd < 0)
		return false;
	setsockopt(*fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	snprintf(words, sizeof(words), "answer+number+%u+.", n);
	len = answer_by(bytes, sizeof(bytes), code_of(n), answers[n].ticket, words);
	h = (struct heard){ 0 };
	if (send_whole(*fd, bytes, len))
		h = site_hear(*fd, 15000);
	if (is_thanked(&h))
		return true;
	answers[n].told = h.status == 410;
	close(*fd);
	*fd = -1;
	return false;
}

static void *
client_main(void *with)
{
	unsigned n;
	int fd = -1;

	(void)with;
	while ((n = atomic_fetch_add(&next_answer, 1)) < ANSWERS) {
		struct answer *a = &answers[n];

		do {
			if (a->tries++)
				usleep(10000);
			a->thanked = send_answer(&fd, n);
		} while (!a->thanked && !a->told && n % 4 && a->tries < 3000);
		if (a->thanked)
			atomic_fetch_add(&thanks, 1);
		if (a->thanked || a->told)
			atomic_fetch_add(&ends, 1);
	}
	if (fd >= 0)
		close(fd);
	return NULL;
}

/* Kills the door each time so many more answers came to an end, so that it is always under load. */
static unsigned
kill_and_start(struct dice *dice)
{
	unsigned kills = 0, at, port = site.port;
	struct err err = { 0 };

	for (unsigned i = 0; i < KILLS; i++) {
		at = i * (ANSWERS * 3 / 4 / KILLS) + dice_below(dice, 100);
		while (atomic_load(&ends) < at)
			usleep(500);
		usleep(dice_below(dice, 20000));
		if (atomic_load(&next_answer) < ANSWERS)
			kills++;
		site_stop(&site, SIGKILL);
		if (!site_start(&site, port, &err))
			die("the door does not start after a kill: %s", err.text);
	}
	return kills;
}

static void
run_crowd(void)
{
	pthread_t clients[CLIENTS];
	unsigned kills;
	struct dice dice;
	uint64_t seed;

	rand_bytes(&seed, sizeof(seed));
	note("seed %llu", (unsigned long long)seed);
	dice_seed(&dice, seed);
	for (size_t i = 0; i < ANSWERS; i++)
		ticket_new(answers[i].ticket);
	for (size_t i = 0; i < CLIENTS; i++)
		if (pthread_create(&clients[i], NULL, client_main, NULL))
			die("no thread");
	kills = kill_and_start(&dice);
	for (size_t i = 0; i < CLIENTS; i++)
		pthread_join(clients[i], NULL);
	is_int(kills, KILLS, "the door was killed %d times under load", KILLS);
	is_int(site_stop(&site, SIGTERM), 0, "and ends well at last");
}

/* ---- what is in the store -------------------------------------------------------- */

static struct store_lock *
lock_store(void)
{
	struct err err = { 0 };
	struct store_lock *lock = store_lock(site.dir, &err);

	if (!lock)
		die("%s", err.text);
	return lock;
}

/* Each slip let one in, whoever it was, and is struck out with it. */
static void
check_slips(struct answers_file *f, const bool *there)
{
	unsigned none = 0, both = 0, torn = 0, wrong = 0;

	for (unsigned i = 0; i < ANSWERS / 4; i++) {
		unsigned one = 4 * i + 2, two = one + 1;

		none += !there[one] && !there[two];
		both += there[one] && there[two];
		torn += (there[one] || there[two]) == answers_slip_there(f, hashes[i]);
		wrong += (answers[one].told && there[one]) || (answers[two].told && there[two]);
	}
	is_int(none, 0, "each slip, tried by two until one was thanked, let one in");
	is_int(both, 0, "and not the other");
	is_int(torn, 0, "each is struck out");
	is_int(wrong, 0, "who was told that it is used has no answer there");
}

/* Looks for each ticket's id; closes the last batch, so that boxes can be read. */
static void
check_ids(void)
{
	struct store_lock *lock = lock_store();
	struct err err = { 0 };
	struct answers_file *f = answers_open(lock, SITE_SURVEY, &err);
	struct answers_secrets secrets;
	unsigned there = 0, lost = 0, unthanked = 0;
	static bool is_there[ANSWERS];

	if (!f)
		die("%s", err.text);
	answers_secrets(f, &secrets);
	for (unsigned i = 0; i < ANSWERS; i++) {
		struct slot_add look = { .box = NULL };
		unsigned char ticket[TICKET_BYTES];

		if (!ticket_read(answers[i].ticket, ticket))
			die("a ticket");
		ticket_id(ticket, secrets.ticket_key, look.id);
		if (!answers_add(f, &look, 1, &err))
			die("%s", err.text);
		is_there[i] = look.result == SLOT_THERE;
		there += is_there[i];
		lost += answers[i].thanked && look.result != SLOT_THERE;
		unthanked += !answers[i].thanked && look.result == SLOT_THERE;
	}
	note("%u thanked, %u there, %u of them without a thank-you", atomic_load(&thanks),
	     there, unthanked);
	is_int(lost, 0, "every thanked answer is in the store");
	is_int((long long)answers_count(f), there,
	       "and nothing but them: no answer has two ids");
	check_slips(f, is_there);
	if (!answers_close_batch(f, day_today(), true, &err))
		die("%s", err.text);
	answers_close(f);
	store_unlock(lock);
}

static void
open_box(const struct boxes *all, size_t i, const struct form *form)
{
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	struct record record;
	const struct question *q = form_question(form, "change");
	const char *number;
	SCOPED(buf) clear = { 0 };
	unsigned long n;

	if (!box_open(boxes_at(all, i), all->len, SITE_ABOUT, site.key, &clear, &err) ||
	    !record_read(&record, form, clear.data, clear.len, a, &err))
		die("a box does not open: %s", err.text);
	number = strstr(answers_see(record.answers, q->index, 0)->text, "number ");
	n = number ? strtoul(number + 7, NULL, 10) : ANSWERS;
	if (n < ANSWERS)
		answers[n].seen++;
	arena_free(a);
}

static void
check_boxes(void)
{
	struct arena *a = arena_new(0);
	struct diags diags;
	struct err err = { 0 };
	struct batches *b = batches_open(site.dir, SITE_SURVEY, &err);
	unsigned twice = 0, lost = 0;
	struct boxes all;
	struct form *form;

	diags_init(&diags, "pulse", site_form, strlen(site_form), a);
	form = form_parse(site_form, strlen(site_form), &diags);
	if (!b || !form)
		die("%s", err.text);
	all = boxes_read(b);
	if (all.err.code)
		die("%s", all.err.text);
	for (size_t i = 0; i < all.count; i++)
		open_box(&all, i, form);
	for (size_t i = 0; i < ANSWERS; i++) {
		twice += answers[i].seen > 1;
		lost += answers[i].thanked && !answers[i].seen;
	}
	is_int(twice, 0, "no answer is there twice, box by box");
	is_int(lost, 0, "each thanked answer can be read with the key");
	boxes_free(&all);
	batches_free(b);
	arena_free(a);
}

static void
print_slips(void)
{
	struct store_lock *lock;
	struct answers_file *f = site_file(&site, &lock);
	struct err err = { 0 };
	unsigned run;

	site_draw(&site, slips, hashes, ARRAY_LEN(slips));
	if (!answers_slips_add(f, (const unsigned char(*)[SLIP_BYTES])hashes, ARRAY_LEN(slips),
			       &run, &err))
		die("%s", err.text);
	answers_close(f);
	store_unlock(lock);
}

int
main(int argc, char **argv)
{
	struct err err = { 0 };

	site_begin(argc, argv);
	site_make(&site, ANSWERS);
	print_slips();
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	run_crowd();
	check_ids();
	check_boxes();
	site_free(&site);
	return tap_done();
}
