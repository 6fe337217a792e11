/*
 * Fuzz target: what the door reads from a client of its hatch, in pieces of any size.  Nothing is
 * read past a message's end, each message gets one reply, work ends late or early, and a client has
 * bounded room.  The store and the threads are stood in for: they touch all that they are handed.
 *
 * The first byte says how the rest is cut; the second when work that is under way ends.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "web/hatch_job.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define NAME "fuzz@1"
enum { BOX = 64 };

struct message { /* work, or an answer without any */
	struct message *next;
	send_work_fn *work;
	send_done_fn *done;
	void *work_with, *with;
	unsigned char *box;
};

static struct message *under_way;
static struct held survey;
static struct answers_secrets secrets;
static struct door door;
static size_t replies, have; /* whole ones, and bytes of the next */

/* ---- in place of the store and the threads --------------------------------------------- */

static volatile unsigned touched; /* so that reading is not left out */

static void
touch(const unsigned char *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		touched += at[i];
}

static struct message *
put(send_work_fn *work, send_done_fn *done, void *with)
{
	struct message *m = mem_new(1, sizeof(*m)), **at = &under_way;

	*m = (struct message){
		.work = work, .done = done, .work_with = with, .with = with
	};
	while (*at)
		at = &(*at)->next;
	*at = m;
	return m;
}

static bool
end_one_work(void)
{
	struct message *m = under_way;
	enum send_result result = SEND_STORED;

	if (!m)
		return false;
	under_way = m->next;
	if (m->work)
		result = m->work(m->work_with);
	if (m->done)
		m->done(m->with, result);
	free(m->box);
	free(m);
	return true;
}

struct message *
message_new(struct sender *s, struct held *held, const unsigned char id[ANSWER_ID],
	    unsigned char *record, size_t record_len, unsigned char *box,
	    const unsigned char *slip, send_done_fn *done, void *with)
{
	struct message *m;

	(void)s, (void)record, (void)record_len;
	if (held != &survey || slip)
		die("an answer of another kind");
	touch(id, ANSWER_ID);
	touch(box, BOX);
	m = put(NULL, done, with);
	m->box = box;
	return m;
}

void
sender_put(struct sender *s, struct message *m, uint64_t now)
{
	(void)s, (void)m, (void)now;
}

void
sender_work(struct sender *s, bool aside, send_work_fn *work, send_done_fn *done,
	    void *with)
{
	(void)s, (void)aside;
	put(work, done, with);
}

void
sender_work_after(struct sender *s, struct held *held, send_work_fn *work,
		  send_done_fn *done, void *with)
{
	(void)s, (void)held;
	put(work, done, with);
}

bool
sender_stopped(const struct sender *s)
{
	(void)s;
	return false;
}

bool
sender_full(const struct sender *s)
{
	(void)s;
	return false;
}

bool
door_reload(struct door *d, struct err *err)
{
	(void)d, (void)err;
	return true;
}

struct held *
door_held(struct door *d, const char *name)
{
	(void)d;
	return str_same(name, NAME) ? &survey : NULL;
}

void
held_follow(struct held *held)
{
	(void)held;
}

bool
held_open_file(struct held *held, bool make, const struct survey *row, struct err *err)
{
	(void)held, (void)make, (void)row;
	return err_set(err, ERR_CREATE, "it is there");
}

enum send_result
held_close_batch(void *held)
{
	(void)held;
	return SEND_STORED;
}

bool
held_slips_add(struct held *held, const unsigned char (*hashes)[SLIP_BYTES], size_t n,
	       unsigned *out_run, struct err *err)
{
	(void)held, (void)err;
	if (!n || n > SLIPS_MOST)
		die("%zu slips", n);
	touch(hashes[0], n * SLIP_BYTES);
	*out_run = 1;
	return true;
}

bool
held_slips_withdraw(struct held *held, unsigned run, struct err *err)
{
	(void)held;
	return run != 2 || err_set(err, ERR_MISSING, "there is no such run");
}

/* ---- a client --------------------------------------------------------------------------- */

static void
hear(int fd)
{
	static unsigned char said[REPLY_SIZE];
	ssize_t n;

	for (;;) {
		n = recv(fd, said + have, sizeof(said) - have, MSG_DONTWAIT);
		if (n <= 0)
			break;
		have += (size_t)n;
		if (have < sizeof(said))
			continue;
		if (hatch_head_read(said).kind != HATCH_REPLY ||
		    hatch_head_read(said).len != REPLY_SIZE - HEAD)
			die("a reply of another shape");
		have = 0;
		replies++;
	}
}

/* The whole messages that a client may have said, as the shortest reading has it. */
static size_t
messages_most(size_t len)
{
	return len / HEAD;
}

static void
talk(struct hatch_server *h, int fd, const uint8_t *data, size_t len, size_t piece,
     unsigned when)
{
	for (size_t at = 0, turn = 0; at < len && h->clients && !h->clients->gone;
	     turn++) {
		size_t n = len - at < piece ? len - at : piece;
		ssize_t sent = send(fd, data + at, n, MSG_DONTWAIT | MSG_NOSIGNAL);

		if (sent > 0)
			at += (size_t)sent;
		hatch_ready(h, h->clients, EPOLLIN);
		if (h->clients && h->clients->jobs > JOBS_MOST)
			die("%zu jobs of one client", h->clients->jobs);
		hear(fd);
		/* a client whose places are all taken is not read */
		if (sent <= 0 || turn % 8 == when % 8)
			if (!end_one_work() && sent <= 0)
				break;
	}
}

static void
client_new(struct hatch_server *h, int fd)
{
	struct hatch_client *c = mem_new(1, sizeof(*c));
	struct epoll_event event = { .events = EPOLLIN, .data = { .ptr = c } };

	c->server = h;
	c->fd = fd;
	c->listens = EPOLLIN;
	buf_init(&c->in, SLIPS_MESSAGE_MOST + (16 << 10));
	buf_init(&c->out, 2 * JOBS_MOST * REPLY_SIZE + MESSAGE_MOST / HEAD * REPLY_SIZE);
	h->clients = c;
	h->client_count = 1;
	if (epoll_ctl(door.side, EPOLL_CTL_ADD, fd, &event))
		die("no descriptor");
}

static void
start(void)
{
	door.side = epoll_create1(EPOLL_CLOEXEC);
	door.settings.dir = "/nonexistent";
	survey.door = &door;
	survey.open.state = SURVEY_OPEN;
	survey.open.box_len = BOX;
	survey.open.secrets = &secrets;
	/* never looked into: that it is there is all that the hatch asks */
	atomic_store(&survey.file, (struct answers_file *)(void *)&secrets);
	seal_start();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct hatch_server *h;
	size_t piece;
	int ends[2];

	if (len < 2)
		return 0;
	if (!survey.door)
		start();
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends))
		die("no sockets");
	h = mem_new(1, sizeof(*h));
	h->door = &door;
	h->fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	door.hatch = h;
	client_new(h, ends[0]);
	piece = data[0] ? data[0] : 16 << 10;
	replies = have = 0;
	talk(h, ends[1], data + 2, len - 2, piece, data[1]);
	if (data[1] & 128) { /* it leaves while work is under way */
		close(ends[1]);
		ends[1] = -1;
		if (h->clients && !h->clients->gone)
			hatch_ready(h, h->clients, EPOLLIN | EPOLLHUP);
	}
	while (end_one_work())
		if (ends[1] >= 0)
			hear(ends[1]);
	if (h->jobs || replies > messages_most(len))
		die("%zu replies to %zu bytes", replies, len);
	hatch_server_free(h);
	if (ends[1] >= 0) {
		hear(ends[1]);
		close(ends[1]);
	}
	return 0;
}
