/*
 * The hatch: what commands hand to a running door is stored once, surveys open and close through
 * it, and nonsense on its socket hurts nobody.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/read.h"
#include "web/hatch_wire.h"

#include "tests/tap.h"
#include "tests/web/site.h"

enum { MANY = 300 };
#define SECOND "pulse@w2"

static struct site site;

static void
items_fill(struct hatch_item *items, size_t n, size_t box_len)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char *box = mem_new(box_len, 1);

		rand_bytes(items[i].ticket, TICKET_BYTES);
		rand_bytes(box, box_len);
		items[i].box = box;
	}
}

static size_t
count_results(const struct hatch_item *items, size_t n, enum slot_result result)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += items[i].result == result;
	return count;
}

static void
test_no_door(void)
{
	struct err err = { .code = ERR_BUG };

	ok(!hatch_open(site.dir, &err) && err.code == ERR_NONE,
	   "without a door there is no hatch");
	ok(!hatch_open("/nowhere", &err) && err.code == ERR_NONE, "nor where nothing is");
}

static void
test_add(void)
{
	static struct hatch_item items[MANY];
	struct err err = { 0 };
	struct hatch *h = hatch_open(site.dir, &err);

	ok(h != NULL, "a running door has a hatch: %s", err.text);
	if (!h)
		return;
	items_fill(items, MANY, site.box_len);
	ok(hatch_add(h, SITE_SURVEY, site.box_len, items, MANY, &err), "%d answers: %s",
	   MANY, err.text);
	is_int((long long)count_results(items, MANY, SLOT_STORED), MANY,
	       "all are stored");
	ok(hatch_add(h, SITE_SURVEY, site.box_len, items, MANY, &err),
	   "the same again: %s", err.text);
	is_int((long long)count_results(items, MANY, SLOT_THERE), MANY, "all were there");
	ok(hatch_add(h, SITE_SURVEY, site.box_len, items, 0, &err),
	   "none at all is fine");
	ok(!hatch_add(h, SITE_SURVEY, site.box_len - 1, items, 2, &err),
	   "a box of the wrong length");
	is_int(err.code, ERR_INPUT, "is refused as that: %s", err.text);
	ok(!hatch_add(h, "pulse@none", site.box_len, items, 2, &err),
	   "an unknown survey");
	is_int(err.code, ERR_MISSING, "is refused as that: %s", err.text);
	for (size_t i = 0; i < MANY; i++)
		free((void *)(uintptr_t)items[i].box);
	hatch_close(h);
}

/* A second survey: its row by a command, its file by the door. */
static void
test_open(void)
{
	struct survey row;
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	struct store *st = store_open(site.dir, STORE_WRITES, &err);
	struct hatch *h = hatch_open(site.dir, &err);
	struct hatch_item item;
	char path[300];

	if (!st || !h || !survey_get(st, SITE_SURVEY, &row, a, &err))
		die("%s", err.text);
	str_fit(row.name, sizeof(row.name), SECOND);
	row.expected = 100;
	ok(!hatch_survey_open(h, SECOND, &err) && err.code == ERR_MISSING,
	   "a survey without a row is not opened");
	if (!survey_add(st, &row, &err))
		die("%s", err.text);
	ok(hatch_survey_open(h, SECOND, &err), "a second survey is opened: %s", err.text);
	snprintf(path, sizeof(path), "%s/answers/%s.db", site.dir, SECOND);
	ok(!access(path, F_OK), "its file is there");
	ok(!hatch_survey_open(h, SECOND, &err) && err.code == ERR_CREATE,
	   "but not a second time");
	items_fill(&item, 1, site.box_len);
	ok(hatch_add(h, SECOND, site.box_len, &item, 1, &err) &&
		   item.result == SLOT_STORED,
	   "it takes an answer: %s", err.text);
	ok(!hatch_survey_close(h, SECOND, &err) && err.code == ERR_INPUT,
	   "it does not close while canvass.db says open");
	if (!survey_set_state(st, SECOND, SURVEY_CLOSED, day_today(), &err))
		die("%s", err.text);
	ok(hatch_survey_close(h, SECOND, &err), "it closes: %s", err.text);
	ok(!hatch_add(h, SECOND, site.box_len, &item, 1, &err) && err.code == ERR_MISSING,
	   "and takes no answer after it");
	free((void *)(uintptr_t)item.box);
	hatch_close(h);
	store_close(st);
	arena_free(a);
}

static void
test_batch_closed(void)
{
	struct err err = { 0 };
	struct batches *b = batches_open(site.dir, SECOND, &err);

	ok(b && batches_count(b) == 1, "its last batch is closed, and can be read: %s",
	   err.text);
	batches_free(b);
}

/* ---- nonsense -------------------------------------------------------------------- */

static int
plug_in(void)
{
	struct sockaddr_un at;
	int dir_fd, fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (!hatch_path(site.dir, &at, &dir_fd) ||
	    connect(fd, (struct sockaddr *)&at, sizeof(at)))
		die("the hatch's socket");
	return fd;
}

static void
test_nonsense(void)
{
	unsigned char bytes[5000];
	SCOPED(buf) out = { 0 };
	struct heard h;
	int fds[40];

	for (unsigned i = 0; i < 20; i++) {
		int fd = plug_in();

		rand_bytes(bytes, sizeof(bytes));
		bytes[2] = bytes[3] =
			i % 2 ? 0 : bytes[3]; /* every other length can be believed */
		send_whole(fd, (const char *)bytes, sizeof(bytes));
		close(fd);
	}
	ok(site_connect(&site) >= 0, "random bytes are survived");
	for (unsigned kind = 0; kind < 8; kind++) {
		hatch_head_put(&out, (struct hatch_head){
					     .len = 3, .kind = kind, .number = kind });
		buf_put(&out, "abc", 3);
		hatch_head_put(&out,
			       (struct hatch_head){ .len = SURVEY_NAME, .kind = kind });
		for (unsigned i = 0; i < SURVEY_NAME; i++)
			buf_putc(&out, 'x'); /* a name without an end */
	}
	fds[0] = plug_in();
	send_whole(fds[0], out.data, out.len);
	h = site_listen(fds[0], 500);
	is_int((long long)h.len, 16 * (long long)REPLY_SIZE,
	       "each odd message gets one reply");
	ok(!h.closed, "on a connection that stays");
	buf_clear(&out);
	hatch_head_put(&out, (struct hatch_head){ .len = 1u << 30, .kind = HATCH_ADD });
	send_whole(fds[0], out.data, out.len);
	h = site_listen(fds[0], 2000);
	ok(h.closed, "a message of a gigabyte ends it");
	close(fds[0]);
	for (size_t i = 0; i < ARRAY_LEN(fds); i++) /* more than are let in */
		fds[i] = plug_in();
	for (size_t i = 0; i < ARRAY_LEN(fds); i++)
		close(fds[i]);
}

/* One message of a print run: what it says of itself, and what comes. */
static void
run_put(struct buf *out, uint32_t len, uint32_t count, size_t hashes)
{
	char name[SURVEY_NAME] = SITE_SURVEY;
	unsigned char hash[SLIP_BYTES];

	hatch_head_put(out, (struct hatch_head){ .len = len, .kind = HATCH_SLIPS_ADD });
	buf_put(out, name, sizeof(name));
	buf_u32(out, count);
	for (size_t i = 0; i < hashes; i++) {
		rand_bytes(hash, sizeof(hash));
		buf_put(out, hash, sizeof(hash));
	}
}

/* Print runs that are none, one that is too long, one in small pieces, and many at once. */
static void
test_bad_runs(void)
{
	static const struct {
		uint32_t count;
		unsigned hashes;
	} rows[] = { { 0, 0 },	{ 0, 1 },	   { 1, 0 },	{ 2, 1 },
		     { 1, 2 },	{ UINT32_MAX, 1 }, { 1u << 28, 0 }, { SLIPS_MOST + 1, 9 } };
	SCOPED(buf) out = { 0 };
	struct heard h;
	size_t at, most;
	int fd = plug_in();

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		run_put(&out, (uint32_t)(SURVEY_NAME + 4 + rows[i].hashes * SLIP_BYTES),
			rows[i].count, rows[i].hashes);
	hatch_head_put(&out, (struct hatch_head){ .len = 3, .kind = HATCH_SLIPS_WITHDRAW });
	buf_put(&out, "abc", 3);
	send_whole(fd, out.data, out.len);
	h = site_listen(fd, 500);
	is_int((long long)h.len, (long long)((ARRAY_LEN(rows) + 1) * REPLY_SIZE),
	       "each odd print run gets one reply");
	buf_clear(&out);
	run_put(&out, SLIPS_MESSAGE_MOST - HEAD + 1, SLIPS_MOST, 0);
	send_whole(fd, out.data, out.len);
	h = site_listen(fd, 2000);
	ok(h.closed, "one byte more than the longest ends it");
	close(fd);
	/* The longest there is, in pieces, and a ping behind it. */
	buf_clear(&out);
	run_put(&out, SLIPS_MESSAGE_MOST - HEAD, SLIPS_MOST, SLIPS_MOST);
	hatch_head_put(&out, (struct hatch_head){ .kind = HATCH_PING, .number = 7 });
	fd = plug_in();
	for (at = 0; at < out.len; at += most) {
		most = out.len - at > 9999 ? 9999 : out.len - at;
		send_whole(fd, out.data + at, most);
	}
	h = site_listen(fd, 1500);
	is_int((long long)h.len, 2 * (long long)REPLY_SIZE,
	       "the longest run in small pieces, and what came behind it");
	close(fd);
	/* Ten runs without waiting: one at a time is at work for a client. */
	buf_clear(&out);
	for (unsigned i = 0; i < 10; i++)
		run_put(&out, SURVEY_NAME + 4 + 1000 * SLIP_BYTES, 1000, 1000);
	fd = plug_in();
	send_whole(fd, out.data, out.len);
	h = site_listen(fd, 1500);
	is_int((long long)h.len, 10 * (long long)REPLY_SIZE, "ten at once: ten replies");
	close(fd);
	/* Half of one, and away. */
	fd = plug_in();
	send_whole(fd, out.data, 100);
	close(fd);
}

/* Who asks without end and never listens is dropped, and holds nobody up. */
static void
test_deaf_client(void)
{
	SCOPED(buf) out = { 0 };
	int fd = plug_in();
	bool gone = false;

	for (unsigned i = 0; i < 1000; i++)
		hatch_head_put(&out,
			       (struct hatch_head){ .kind = HATCH_PING, .number = i });
	for (unsigned i = 0; i < 500 && !gone; i++)
		gone = send(fd, out.data, out.len, MSG_NOSIGNAL | MSG_DONTWAIT) < 0;
	ok(gone, "who never listens is held up or dropped");
	close(fd);
}

static void
test_still_well(void)
{
	struct stat st;
	char path[300];
	struct err err = { 0 };
	struct hatch *h = hatch_open(site.dir, &err);

	ok(h != NULL, "after all that the hatch is there: %s", err.text);
	hatch_close(h);
	snprintf(path, sizeof(path), "%s/answers/door.sock", site.dir);
	ok(!stat(path, &st) && (st.st_mode & 0777) == 0660,
	   "its socket is for owner and group");
	is_int(site_stop(&site, SIGTERM), 0, "the door ends well");
}

/* A door that hangs must not hang the command. */
static void
test_hanging_door(void)
{
	struct err err = { 0 };
	struct hatch *h;

	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	kill(site.door, SIGSTOP);
	h = hatch_open(site.dir, &err);
	ok(!h && err.code == ERR_BUSY, "a door that does not answer is ERR_BUSY: %s",
	   err.text);
	hatch_close(h);
	kill(site.door, SIGCONT);
	site_stop(&site, SIGTERM);
}

int
main(int argc, char **argv)
{
	struct err err = { 0 };

	site_begin(argc, argv);
	site_make(&site, 400);
	test_no_door();
	if (!site_start(&site, 0, &err))
		die("%s", err.text);
	test_add();
	test_open();
	test_nonsense();
	test_bad_runs();
	test_deaf_client();
	test_still_well();
	test_batch_closed();
	test_hanging_door();
	site_free(&site);
	return tap_done();
}
