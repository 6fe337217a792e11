/*
 * A closed survey by slips, with a real door: each lets one answer in, whoever comes second is told
 * kindly, runs come and go while it is open, and at the end nothing of a slip is left.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/read.h"
#include "web/hatch.h"

#include "tests/tap.h"
#include "tests/web/site.h"

enum { RUN = 40, MANY = 1000, CLIENTS = 16 };

static struct site site;
static char codes[RUN][SLIP_CHARS + 1];
static unsigned char hashes[RUN][SLIP_BYTES];

/* ---- asking the door ----------------------------------------------------------------- */

static struct heard
ask(const char *path)
{
	char bytes[300];
	int len = snprintf(bytes, sizeof(bytes),
			   "GET %s HTTP/1.1\r\nHost: survey.example\r\n"
			   "Connection: close\r\n\r\n",
			   path);

	return site_say(&site, bytes, (size_t)len, 3000);
}

static struct heard
visit(const char *code)
{
	char path[100];

	snprintf(path, sizeof(path), "/S/%s", code);
	return ask(path);
}

static struct heard
answer(const char *code, const char *ticket, const char *words)
{
	char bytes[2000];
	size_t len = answer_by(bytes, sizeof(bytes), code, ticket, words);
	int fd = site_connect(&site);
	struct heard h = { 0 };

	if (fd >= 0 && send_whole(fd, bytes, len))
		h = site_hear(fd, 12000);
	close(fd);
	return h;
}

static struct hatch *
hatch_or_die(void)
{
	struct err err = { 0 };
	struct hatch *h = hatch_open(site.dir, &err);

	if (!h)
		die("no hatch: %s", err.text);
	return h;
}

/* Whether a page says that its slip has been used. */
static bool
says_used(const struct heard *h)
{
	return h->status == 410 && strstr(h->body, "This slip ") &&
	       strstr(h->body, "Each slip works once");
}

/* ---- a print run --------------------------------------------------------------------- */

static void
test_print(void)
{
	const unsigned char(*all)[SLIP_BYTES] =
		(const unsigned char(*)[SLIP_BYTES])hashes;
	struct hatch *h = hatch_or_die();
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	struct slip_run *runs;
	size_t count = 0;
	unsigned run = 0;

	site_draw(&site, codes, hashes, RUN);
	is_int(visit(codes[0]).status, 404, "before it is printed a slip is unknown");
	ok(hatch_slips_add(h, SITE_SURVEY, all, RUN, &run, &err) && run == 1,
	   "a run of 40 is handed over: %s", err.text);
	ok(!hatch_slips_add(h, SITE_SURVEY, all + 5, 1, &run, &err) &&
		   err.code == ERR_BUSY,
	   "one that is there already: %s", err.text);
	ok(!hatch_slips_add(h, "pulse@none", all, 1, &run, &err) &&
		   err.code == ERR_MISSING,
	   "for no survey: %s", err.text);
	ok(!hatch_slips_add(h, SITE_SURVEY, all, 0, &run, &err) && err.code == ERR_INPUT,
	   "none: %s", err.text);
	ok(!hatch_slips_withdraw(h, SITE_SURVEY, 2, &err) && err.code == ERR_MISSING,
	   "no such run: %s", err.text);
	ok(slip_runs(site.dir, SITE_SURVEY, &runs, &count, a, &err) && count == 1 &&
		   runs[0].slips == RUN && !runs[0].withdrawn,
	   "a reader sees the run while the door runs: %s", err.text);
	arena_free(a);
	hatch_close(h);
}

/* ---- one slip ------------------------------------------------------------------------ */

static void
test_once(void)
{
	char first[TICKET_CHARS + 1], second[TICKET_CHARS + 1], pretty[40], words[60];
	struct heard h = visit(codes[0]);

	ok(h.status == 200 && strstr(h.body, codes[0]), "a slip opens the survey");
	check_words(codes[0], site.check_key, words, sizeof(words));
	ok(strstr(h.body, words), "its page has its check words: %s", words);
	slip_pretty(codes[0], pretty);
	for (char *p = pretty; *p; p++)
		*p = (char)(*p == ' ' ? '-' : *p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
	is_int(visit(pretty).status, 200, "typed in small letters, with dashes");
	for (char *p = pretty; *p; p++)
		if (*p == '-')
			*p = '+';
	snprintf(words, sizeof(words), "/?code=%s", pretty);
	h = ask(words);
	ok(h.status == 303 && strstr(h.text, codes[0]), "or into the box");
	snprintf(words, sizeof(words), "/S/%s?lang=en", codes[0]);
	is_int(ask(words).status, 200, "with a language");
	ticket_new(first);
	ticket_new(second);
	h = answer(codes[0], first, "one");
	ok(is_thanked(&h), "its answer is taken");
	h = answer(codes[0], first, "one");
	ok(is_thanked(&h), "sent again: thanks again");
	h = answer(codes[0], second, "two");
	ok(says_used(&h), "another answer: told kindly (%u)", h.status);
	h = visit(codes[0]);
	ok(says_used(&h), "and whoever opens it: too");
	h = answer(site.code, first, "one");
	ok(is_thanked(&h), "the same ticket by a link: thanks");
	h = answer(codes[1], first, "one");
	ok(is_thanked(&h), "and by another slip");
	is_int(visit(codes[1]).status, 200, "which is as free as before");
	h = answer(site.code, second, "two");
	ok(is_thanked(&h), "by a link anybody can answer");
}

/* All that is no link of ours is of one size, and an error of typing is one of them. */
static void
test_unknown(void)
{
	struct heard used = visit(codes[0]);
	size_t len = used.len;
	unsigned unlike = 0, tried = 0, found = 0;
	unsigned char key[SEAL_KEY] = { 3 };
	char other[SLIP_CHARS + 1];

	while (tried < 40) {
		slip_new(key, other); /* another survey's */
		used = visit(other);
		if (slip_mine(other, site.slip_key))
			continue;
		tried++;
		found += used.status != 404;
		unlike += used.len != len;
	}
	is_int(found, 0, "40 slips of others are unknown");
	is_int(unlike, 0, "each page as large as a used slip's");
	is_int((long long)visit("K7QX3MRS").len, (long long)len, "as a wrong code's");
	is_int((long long)visit(site.closed).len, (long long)len,
	       "and as a closed link's");
	memcpy(other, codes[2], sizeof(other));
	other[3] = other[3] == 'A' ? 'B' : 'A';
	is_int(visit(other).status, 404, "a mistyped slip is unknown");
}

/* The draft of a saved form is bound to its ticket: it goes on with another slip. */
static void
test_saved(void)
{
	char bytes[3000], body[1500], ticket[TICKET_CHARS + 1], draft[1000] = "";
	const char *at;
	struct heard h;
	size_t len;

	ticket_new(ticket);
	snprintf(body, sizeof(body), "ticket=%s&go=next&role=officer", ticket);
	len = post_spell(bytes, sizeof(bytes), codes[2], body);
	h = site_say(&site, bytes, len, 300);
	at = strstr(h.body, "name=\"draft\" value=\"");
	if (at)
		snprintf(draft, sizeof(draft), "%.*s", (int)strcspn(at + 20, "\""),
			 at + 20);
	ok(*draft, "a page by a slip has a draft");
	h = answer(codes[2], "0123456789ABCDEFGHJKMNPQRS", "somebody+else");
	ok(is_thanked(&h), "somebody else uses the slip meanwhile");
	snprintf(body, sizeof(body), "ticket=%s&draft=%s&go=send&supported=2&change=late",
		 ticket, draft);
	len = post_spell(bytes, sizeof(bytes), codes[2], body);
	h = site_say(&site, bytes, len, 300);
	ok(says_used(&h), "then it is told so");
	len = post_spell(bytes, sizeof(bytes), codes[3], body);
	h = site_say(&site, bytes, len, 300);
	ok(is_thanked(&h), "with another slip it goes on");
}

/* ---- two phones, one slip ------------------------------------------------------------ */

struct phone {
	const char *code;
	bool thanked, told;
};

static void *
phone_main(void *with)
{
	struct phone *p = with;
	char ticket[TICKET_CHARS + 1];
	struct heard h;

	ticket_new(ticket);
	h = answer(p->code, ticket, "both");
	p->thanked = is_thanked(&h);
	p->told = says_used(&h);
	return NULL;
}

static void
test_two_phones(void)
{
	unsigned thanked = 0, told = 0;

	for (unsigned round = 0; round < 10; round++) {
		struct phone phones[6];
		pthread_t threads[ARRAY_LEN(phones)];

		for (size_t i = 0; i < ARRAY_LEN(phones); i++) {
			phones[i] = (struct phone){ .code = codes[10 + round] };
			if (pthread_create(&threads[i], NULL, phone_main, &phones[i]))
				die("no thread");
		}
		for (size_t i = 0; i < ARRAY_LEN(phones); i++) {
			pthread_join(threads[i], NULL);
			thanked += phones[i].thanked;
			told += phones[i].told;
		}
	}
	is_int(thanked, 10,
	       "six phones at once with one slip, ten times: ten are thanked");
	is_int(told, 50, "and fifty told");
}

/* ---- withdrawing --------------------------------------------------------------------- */

static void
test_withdraw(void)
{
	static char more[RUN][SLIP_CHARS + 1];
	static unsigned char marks[RUN][SLIP_BYTES];
	char ticket[TICKET_CHARS + 1];
	struct hatch *hatch = hatch_or_die();
	struct err err = { 0 };
	struct heard h;
	unsigned run = 0;

	site_draw(&site, more, marks, RUN);
	ok(hatch_slips_add(hatch, SITE_SURVEY, (const unsigned char(*)[SLIP_BYTES])marks,
			   RUN, &run, &err) &&
		   run == 2,
	   "a second run: %s", err.text);
	ticket_new(ticket);
	h = answer(more[0], ticket, "before");
	ok(is_thanked(&h), "one of it is used");
	ok(hatch_slips_withdraw(hatch, SITE_SURVEY, 2, &err), "it is withdrawn: %s",
	   err.text);
	h = visit(more[1]);
	ok(says_used(&h) && strstr(h.body, "withdrawn"), "its slips are told so");
	ok(is_thanked((h = answer(more[0], ticket, "before"), &h)),
	   "who was thanked before is thanked again");
	is_int(visit(codes[30]).status, 200, "the first run goes on");
	hatch_close(hatch);
}

/* ---- a thousand ---------------------------------------------------------------------- */

static char many[MANY][SLIP_CHARS + 1];
static unsigned char many_hashes[SLIPS_MOST][SLIP_BYTES];
static bool got[2][MANY];
static unsigned at_once[CLIENTS];

/* Each client has a part of the slips, and sends each twice, with two tickets. */
static void *
crowd_main(void *with)
{
	unsigned me = *(unsigned *)with;
	char bytes[2000], ticket[TICKET_CHARS + 1];
	int fd = -1;

	for (unsigned n = me; n < 2 * MANY; n += CLIENTS) {
		struct heard h = { 0 };
		size_t len;

		ticket_new(ticket);
		len = answer_by(bytes, sizeof(bytes), many[n % MANY], ticket, "crowd");
		if (fd < 0)
			fd = site_connect(&site);
		if (fd >= 0 && send_whole(fd, bytes, len))
			h = site_hear(fd, 12000);
		got[n / MANY][n % MANY] = is_thanked(&h);
		if (!is_thanked(&h) && fd >= 0) { /* an error page closes */
			close(fd);
			fd = -1;
		}
	}
	if (fd >= 0)
		close(fd);
	return NULL;
}

static void
test_crowd(void)
{
	struct hatch *hatch = hatch_or_die();
	pthread_t threads[CLIENTS];
	struct err err = { 0 };
	unsigned run = 0, none = 0, both = 0;

	site_draw(&site, many, many_hashes, MANY);
	rand_bytes(many_hashes[MANY], sizeof(many_hashes) - MANY * SLIP_BYTES);
	ok(hatch_slips_add(hatch, SITE_SURVEY,
			   (const unsigned char(*)[SLIP_BYTES])many_hashes, SLIPS_MOST,
			   &run, &err) &&
		   run == 3,
	   "a run of 20,000: %s", err.text);
	hatch_close(hatch);
	for (unsigned i = 0; i < CLIENTS; i++) {
		at_once[i] = i;
		if (pthread_create(&threads[i], NULL, crowd_main, &at_once[i]))
			die("no thread");
	}
	for (unsigned i = 0; i < CLIENTS; i++)
		pthread_join(threads[i], NULL);
	for (unsigned i = 0; i < MANY; i++) {
		none += !got[0][i] && !got[1][i];
		both += got[0][i] && got[1][i];
	}
	is_int(none, 0, "1,000 slips, each tried by two: each lets one in");
	is_int(both, 0, "and none lets two in");
}

/* ---- what is left -------------------------------------------------------------------- */

static void
test_rest(uint64_t want)
{
	struct store_lock *lock;
	struct answers_file *f = site_file(&site, &lock);
	unsigned left = 0;

	is_int((long long)answers_count(f), (long long)want,
	       "as many answers as were thanked");
	for (unsigned i = 0; i < MANY; i++)
		left += answers_slip_there(f, many_hashes[i]);
	is_int(left, 0, "no used slip is in the file");
	ok(answers_slip_there(f, hashes[30]) && answers_slip_there(f, many_hashes[MANY]),
	   "and those that nobody used are");
	answers_close(f);
	store_unlock(lock);
}

/* Whether any file of the workspace, or what the door said, holds these bytes. */
static bool
left_behind(const void *what, size_t len)
{
	static const char *const names[] = { "answers/" SITE_SURVEY ".db",
					     "answers/" SITE_SURVEY ".db-wal",
					     "answers/" SITE_SURVEY ".db-shm",
					     "canvass.db" };
	bool found = false;

	for (size_t i = 0; i <= ARRAY_LEN(names); i++) {
		char path[400], *data = mem_new(40 << 20, 1);
		FILE *in;

		snprintf(path, sizeof(path), "%s%s%s", site.dir,
			 i < ARRAY_LEN(names) ? "/" : ".log",
			 i < ARRAY_LEN(names) ? names[i] : "");
		in = fopen(path, "rb");
		if (in) {
			size_t n = fread(data, 1, 40 << 20, in);

			found |= memmem(data, n, what, len) != NULL;
			fclose(in);
		}
		free(data);
	}
	return found;
}

static void
test_nothing_left(void)
{
	unsigned traces = 0;

	for (unsigned i = 0; i < MANY; i += 50)
		traces +=
			left_behind(many_hashes[i], 8) + left_behind(many[i], SLIP_CHARS);
	traces += left_behind(hashes[0], 8) + left_behind(codes[0], 8);
	is_int(traces, 0,
	       "of a used slip no byte is in any file, and no word in the log");
	ok(left_behind(hashes[30], SLIP_BYTES), "a free one's hash would be found");
	ok(!left_behind(codes[30], 8), "though not its code");
}

/* Right after its start a door knows every slip; a closed survey has one answer for all. */
static void
test_closing(void)
{
	struct err err = { 0 };
	struct store *st;
	struct heard h;

	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	is_int(visit(codes[30]).status, 200,
	       "right after a start a slip opens the survey");
	h = visit(codes[0]);
	ok(says_used(&h), "and a used one is known");
	st = store_open(site.dir, STORE_WRITES, &err);
	if (!st || !survey_set_state(st, SITE_SURVEY, SURVEY_CLOSED, day_today(), &err))
		die("%s", err.text);
	store_close(st);
	for (unsigned i = 0; i < 40 && visit(codes[30]).status == 200; i++)
		usleep(100000);
	h = visit(codes[30]);
	ok(h.status == 410 && strstr(h.body, "This survey is not open"),
	   "the survey closes: a free slip is told so");
	h = visit(codes[0]);
	ok(h.status == 410 && strstr(h.body, "This survey is not open"),
	   "and a used one");
	is_int(site_stop(&site, SIGTERM), 0, "the door ends well");
}

/* Its keys go, and with them every slip: whoever finds one later still learns that it is over. */
static void
test_forgotten(void)
{
	struct store_lock *lock;
	struct answers_file *f = site_file(&site, &lock);
	struct err err = { 0 };
	struct heard h;

	ok(answers_forget(f, &err), "the survey is forgotten: %s", err.text);
	answers_close(f);
	store_unlock(lock);
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	h = visit(codes[30]);
	ok(h.status == 410 && strstr(h.body, "This survey is not open"),
	   "a slip of a closed survey: closed");
	is_int(site_stop(&site, SIGTERM), 0, "the door ends well");
}

int
main(int argc, char **argv)
{
	struct err err = { 0 };

	site_begin(argc, argv);
	site_make(&site, 2000);
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	test_print();
	test_once();
	test_unknown();
	test_saved();
	test_two_phones();
	test_withdraw();
	test_crowd();
	is_int(site_stop(&site, SIGTERM), 0, "the door ends well");
	/* once: slip and link; saved: two; phones: ten; withdrawn: one; the crowd */
	test_rest(2 + 2 + 10 + 1 + MANY);
	test_nothing_left();
	test_closing();
	test_forgotten();
	site_free(&site);
	return tap_done();
}
