/*
 * Start and stop: one door a workspace, one a port; a stop under load loses nothing; a survey that
 * closes ends its sends but still thanks who was stored; a full disk and a dead writer are said.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/read.h"
#include "web/hatch.h"

#include "tests/tap.h"
#include "tests/web/site.h"

enum { CLIENTS = 48, EACH = 400 };

static struct site site;
static char tickets[CLIENTS][EACH][TICKET_CHARS + 1];
static bool thanked[CLIENTS][EACH];
static atomic_uint thanks;

static void
test_one_door(void)
{
	struct site second = site;
	struct err err = { 0 };

	second.door = 0;
	ok(!site_start(&second, 0, &err), "a second door on a workspace does not start");
	is_int(err.code, ERR_BUSY, "it says that one runs");
}

static void
test_port_in_use(void)
{
	struct site other;
	struct err err = { 0 };
	char port[12];

	site_make(&other, 64);
	ok(!site_start(&other, site.port, &err), "a port in use");
	is_int(err.code, ERR_UNAVAILABLE, "is said to be");
	snprintf(port, sizeof(port), "%u", site.port);
	ok(strstr(err.text, "127.0.0.1") && strstr(err.text, port),
	   "with its address: %s", err.text);
	ok(site_start(&other, 0, &err), "and its lock was let go");
	is_int(site_stop(&other, SIGINT), 0, "SIGINT ends a door well, too");
	site_free(&other);
}

/* ---- a stop under load ----------------------------------------------------------- */

static void *
client_main(void *with)
{
	size_t me = (size_t)(uintptr_t)with;
	char bytes[2000];
	int fd = site_connect(&site);

	for (size_t i = 0; i < EACH && fd >= 0; i++) {
		size_t len =
			answer_spell(bytes, sizeof(bytes), &site, tickets[me][i], "word");
		struct heard h = { 0 };

		if (send_whole(fd, bytes, len))
			h = site_hear(fd, 12000);
		thanked[me][i] = is_thanked(&h);
		atomic_fetch_add(&thanks, thanked[me][i]);
		if (!thanked[me][i])
			break;
	}
	if (fd >= 0)
		close(fd);
	return NULL;
}

static unsigned
count_lost(void)
{
	struct err err = { 0 };
	struct store_lock *lock = store_lock(site.dir, &err);
	struct answers_file *f = lock ? answers_open(lock, SITE_SURVEY, &err) : NULL;
	struct answers_secrets secrets;
	unsigned lost = 0;

	if (!f)
		die("%s", err.text);
	answers_secrets(f, &secrets);
	for (size_t n = 0; n < CLIENTS * EACH; n++) {
		struct slot_add look = { .box = NULL };
		unsigned char ticket[TICKET_BYTES];

		if (!thanked[n / EACH][n % EACH])
			continue;
		if (!ticket_read(tickets[n / EACH][n % EACH], ticket))
			die("a ticket");
		ticket_id(ticket, secrets.ticket_key, look.id);
		if (!answers_add(f, &look, 1, &err))
			die("%s", err.text);
		lost += look.result != SLOT_THERE;
	}
	answers_close(f);
	store_unlock(lock);
	return lost;
}

static void
load_start(pthread_t clients[CLIENTS])
{
	atomic_store(&thanks, 0);
	for (size_t n = 0; n < CLIENTS * EACH; n++)
		ticket_new(tickets[n / EACH][n % EACH]);
	for (size_t i = 0; i < CLIENTS; i++)
		if (pthread_create(&clients[i], NULL, client_main, (void *)(uintptr_t)i))
			die("no thread");
	while (atomic_load(&thanks) < 200)
		usleep(1000);
}

static void
test_stop_under_load(void)
{
	pthread_t clients[CLIENTS];
	char path[300];
	uint64_t from;

	load_start(clients);
	from = clock_ms();
	is_int(site_stop(&site, SIGTERM), 0, "a stop under load ends well");
	ok(clock_ms() - from < 10000, "within ten seconds: %llu ms",
	   (unsigned long long)(clock_ms() - from));
	for (size_t i = 0; i < CLIENTS; i++)
		pthread_join(clients[i], NULL);
	ok(atomic_load(&thanks) < CLIENTS * EACH,
	   "it did come in the middle, after %u thanks", atomic_load(&thanks));
	is_int(count_lost(), 0, "nothing thanked was lost");
	snprintf(path, sizeof(path), "%s/answers/door.sock", site.dir);
	ok(access(path, F_OK) != 0, "the hatch's socket is gone");
}

/* ---- a survey closes ------------------------------------------------------------- */

/* What was on its way when the survey closed is in the last batch too, and nothing comes later. */
static void
test_close_under_load(void)
{
	pthread_t clients[CLIENTS];
	struct err err = { 0 };
	struct store *st;
	struct hatch *hatch;
	struct batches *batches;
	size_t counted;

	load_start(clients);
	st = store_open(site.dir, STORE_WRITES, &err);
	if (!st || !survey_set_state(st, SITE_SURVEY, SURVEY_CLOSED, day_today(), &err))
		die("%s", err.text);
	store_close(st);
	hatch = hatch_open(site.dir, &err);
	if (!hatch || !hatch_survey_close(hatch, SITE_SURVEY, &err))
		die("%s", err.text);
	hatch_close(hatch);
	batches = batches_open(site.dir, SITE_SURVEY, &err);
	if (!batches)
		die("%s", err.text);
	counted = batches_count(batches);
	batches_free(batches);
	for (size_t i = 0; i < CLIENTS; i++)
		pthread_join(clients[i], NULL);
	is_int((long long)counted, atomic_load(&thanks),
	       "a survey closed under load: each thanked answer is in a closed batch");
}

static unsigned
send_once(const char *ticket)
{
	char bytes[2000];
	size_t len = answer_spell(bytes, sizeof(bytes), &site, ticket, "word");

	return site_say(&site, bytes, len, 300).status;
}

static void
test_closing(void)
{
	char before[TICKET_CHARS + 1], after[TICKET_CHARS + 1];
	struct err err = { 0 };
	struct store *st;

	ticket_new(before);
	ticket_new(after);
	is_int(send_once(before), 200, "an answer before the end");
	st = store_open(site.dir, STORE_WRITES, &err);
	if (!st || !survey_set_state(st, SITE_SURVEY, SURVEY_CLOSED, day_today(), &err))
		die("%s", err.text);
	store_close(st);
	for (unsigned i = 0; i < 40 && send_once(after) == 200; i++) {
		ticket_new(
			after); /* what came before the door noticed is simply stored */
		usleep(100000);
	}
	is_int(send_once(after), 410, "a closed survey takes no answer");
	is_int(send_once(before), 200, "but thanks again for one that is stored");
}

/* ---- the writer can write no more ------------------------------------------------ */

/* Without its table the writer cannot commit: the door must stop taking answers, and say so. */
static void
test_stopped(void)
{
	static const char health[] =
		"GET /healthz HTTP/1.1\r\nHost: survey.example\r\n\r\n";
	char command[400], ticket[TICKET_CHARS + 1], get[200];
	int len;

	snprintf(command, sizeof(command), "truncate -s 4096 '%s/answers/%s.db'",
		 site.dir, SITE_SURVEY);
	if (system(command))
		die("truncate");
	ticket_new(ticket);
	is_int(send_once(ticket), 503, "an answer that cannot be written");
	is_int(send_once(ticket), 503, "and again");
	is_int(site_say(&site, health, sizeof(health) - 1, 300).status, 503,
	       "the health page says so");
	len = snprintf(get, sizeof(get),
		       "GET /privacy HTTP/1.1\r\nHost: survey.example\r\n\r\n");
	is_int(site_say(&site, get, (size_t)len, 300).status, 200,
	       "pages are served all the same");
	is_int(site_stop(&site, SIGTERM), 0, "and the door ends well");
}

int
main(int argc, char **argv)
{
	struct err err = { 0 };

	site_begin(argc, argv);
	site_make(&site, 2000);
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	test_one_door();
	test_port_in_use();
	test_stop_under_load();
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	test_closing();
	is_int(site_stop(&site, SIGTERM), 0, "the door ends well");
	site_free(&site);

	for (unsigned i = 0; i < 3; i++) {
		site_make(&site, 6000);
		if (!site_start(&site, 0, &err))
			die("%s", err.text);
		test_close_under_load();
		site_stop(&site, SIGTERM);
		site_free(&site);
	}

	site_make(&site, 64);
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	test_stopped();
	site_free(&site);
	return tap_done();
}
