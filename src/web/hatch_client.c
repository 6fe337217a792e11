/*
 * The commands' side of the hatch: hands sealed answers and news of surveys to a running door.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "web/hatch_wire.h"

#define PING_MS 5000u
#define WAIT_MS 60000u /* a large table takes a while to be made */
#define AHEAD	32u    /* answers sent before their replies came */
#define REST_MS 50     /* before an answer is offered again to a busy door */

struct hatch {
	int fd;
	uint32_t number;
	struct buf in;
};

struct answer { /* a reply */
	struct hatch_head head;
	uint32_t value; /* an enum slot_result, or the number of a print run */
	char words[REPLY_WORDS];
};

void
hatch_close(struct hatch *h)
{
	if (!h)
		return;
	close(h->fd);
	buf_free(&h->in);
	free(h);
}

/* Waits for the descriptor until a moment (ms). */
static bool
wait_for(struct hatch *h, short events, uint64_t end, struct err *err)
{
	struct pollfd fd = { .fd = h->fd, .events = events };
	uint64_t now;
	int n;

	do {
		now = clock_ms();
		n = poll(&fd, 1, now < end ? (int)(end - now) : 0);
	} while (n < 0 && errno == EINTR);
	if (n > 0)
		return true;
	return err_set(err, ERR_BUSY, "the door did not answer in time");
}

static bool
send_all(struct hatch *h, const struct buf *out, uint64_t end, struct err *err)
{
	size_t sent = 0;
	ssize_t n;

	while (sent < out->len) {
		n = send(h->fd, out->data + sent, out->len - sent,
			 MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n > 0)
			sent += (size_t)n;
		else if (n < 0 && errno != EAGAIN && errno != EINTR)
			return err_set(err, ERR_BUSY, "the door has gone: %s",
				       strerror(errno));
		else if (!wait_for(h, POLLOUT, end, err))
			return false;
	}
	return true;
}

static bool
receive(struct hatch *h, struct answer *out, uint64_t end, struct err *err)
{
	char piece[REPLY_SIZE * 8];
	struct cut c;
	ssize_t n;

	while (h->in.len < REPLY_SIZE) {
		n = recv(h->fd, piece, sizeof(piece), MSG_DONTWAIT);
		if (n > 0)
			buf_put(&h->in, piece, (size_t)n);
		else if (!n || (errno != EAGAIN && errno != EINTR))
			return err_set(err, ERR_BUSY, "the door has gone");
		else if (!wait_for(h, POLLIN, end, err))
			return false;
	}
	out->head = hatch_head_read(h->in.data);
	if (out->head.kind != HATCH_REPLY || out->head.len != REPLY_SIZE - HEAD ||
	    out->head.code >= ERR__COUNT)
		return err_set(err, ERR_CONFIG, "the door speaks another version");
	c = cut_from(h->in.data + HEAD, REPLY_SIZE - HEAD);
	out->value = cut_u32(&c);
	memcpy(out->words, cut_bytes(&c, REPLY_WORDS), REPLY_WORDS);
	out->words[REPLY_WORDS - 1] = '\0';
	memmove(h->in.data, h->in.data + REPLY_SIZE, h->in.len - REPLY_SIZE);
	h->in.len -= REPLY_SIZE;
	return true;
}

static void
message_put(struct buf *out, struct hatch *h, enum hatch_kind kind, const char *survey,
	    size_t more)
{
	char name[SURVEY_NAME] = "";

	str_fit(name, sizeof(name), survey);
	hatch_head_put(out, (struct hatch_head){ .len = (uint32_t)(SURVEY_NAME + more),
						 .kind = kind,
						 .number = ++h->number });
	buf_put(out, name, sizeof(name));
}

/* One message, one reply.  more: len bytes behind the name; out_value: the reply's, or NULL. */
static bool
ask_more(struct hatch *h, enum hatch_kind kind, const char *survey, const struct buf *more,
	 uint32_t *out_value, uint64_t ms, struct err *err)
{
	uint64_t end = clock_ms() + ms;
	struct answer answer;
	struct buf out;
	bool good;

	buf_init(&out, 0);
	message_put(&out, h, kind, survey, more->len);
	buf_put(&out, more->data, more->len);
	good = send_all(h, &out, end, err);
	buf_free(&out);
	/* A reply to something older, given up before, may still stand in the way. */
	do {
		good = good && receive(h, &answer, end, err);
	} while (good && answer.head.number != h->number);
	if (good && answer.head.code)
		return err_set(err, (enum err_code)answer.head.code, "%s", answer.words);
	if (good && out_value)
		*out_value = answer.value;
	return good;
}

static bool
ask(struct hatch *h, enum hatch_kind kind, const char *survey, uint64_t ms,
    struct err *err)
{
	return ask_more(h, kind, survey, &(struct buf){ .data = NULL }, NULL, ms, err);
}

struct hatch *
hatch_open(const char *dir, struct err *err)
{
	struct sockaddr_un at;
	struct hatch *h;
	int fd, dir_fd, failed;

	if (err)
		err->code = ERR_NONE;
	if (!hatch_path(dir, &at, &dir_fd))
		return NULL;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	failed = fd < 0 || connect(fd, (struct sockaddr *)&at, sizeof(at)) ? errno : 0;
	if (dir_fd >= 0)
		close(dir_fd);
	if (failed) {
		if (fd >= 0)
			close(fd);
		if (failed == EACCES)
			err_set(err, ERR_DENIED,
				"a door runs here, but this user may not "
				"write to answers/door.sock");
		else if (failed != ENOENT && failed != ECONNREFUSED && failed != ENOTDIR)
			err_set(err, ERR_BUSY, "answers/door.sock: %s", strerror(failed));
		return NULL;
	}
	h = mem_new(1, sizeof(*h));
	h->fd = fd;
	buf_init(&h->in, 0);
	if (ask(h, HATCH_PING, "", PING_MS, err))
		return h;
	hatch_close(h);
	return NULL;
}

bool
hatch_survey_open(struct hatch *h, const char *survey, struct err *err)
{
	return ask(h, HATCH_OPEN, survey, WAIT_MS, err);
}

bool
hatch_survey_close(struct hatch *h, const char *survey, struct err *err)
{
	return ask(h, HATCH_CLOSE, survey, WAIT_MS, err);
}

/* ---- many answers ---------------------------------------------------------------- */

struct adding {
	struct hatch_item *items;
	size_t n, box_len;
	const char *survey;
	uint32_t base;	    /* number of items[0] */
	size_t *todo;	    /* items to be sent, a ring of n */
	size_t first, wait; /* of todo */
	size_t under_way, ended;
	bool rest; /* the door was busy a moment ago */
	uint64_t end;
	struct err failure; /* the first */
};

static bool
add_send(struct hatch *h, struct adding *a, struct err *err)
{
	size_t item = a->todo[a->first];
	struct buf out;
	bool good;

	if (a->rest)
		poll(NULL, 0, REST_MS);
	a->rest = false;
	a->first = (a->first + 1) % a->n;
	a->wait--;
	a->under_way++;
	buf_init(&out, 0);
	h->number = a->base + (uint32_t)item - 1; /* message_put counts on */
	message_put(&out, h, HATCH_ADD, a->survey, TICKET_BYTES + a->box_len);
	buf_put(&out, a->items[item].ticket, TICKET_BYTES);
	buf_put(&out, a->items[item].box, a->box_len);
	good = send_all(h, &out, a->end, err);
	buf_free(&out);
	return good;
}

static bool
add_receive(struct hatch *h, struct adding *a, struct err *err)
{
	struct answer answer;
	uint32_t item;

	if (!receive(h, &answer, a->end, err))
		return false;
	item = answer.head.number - a->base;
	if (item >= a->n)
		return true; /* of something older */
	a->under_way--;
	if (answer.head.code == ERR_BUSY && clock_ms() < a->end) {
		a->todo[(a->first + a->wait++) % a->n] = item;
		a->rest = true;
		return true;
	}
	a->ended++;
	if (answer.head.code && !a->failure.code)
		err_set(&a->failure, (enum err_code)answer.head.code, "%s", answer.words);
	if (answer.head.code)
		return true;
	a->items[item].result = (enum slot_result)answer.value;
	a->end = clock_ms() + WAIT_MS; /* the door is alive */
	return true;
}

bool
hatch_add(struct hatch *h, const char *survey, size_t box_len, struct hatch_item *items,
	  size_t n, struct err *err)
{
	struct adding a = { .items = items,
			    .n = n,
			    .box_len = box_len,
			    .survey = survey,
			    .base = h->number + 1,
			    .wait = n,
			    .end = clock_ms() + WAIT_MS };
	bool good = true;

	if (HEAD + SURVEY_NAME + TICKET_BYTES + box_len > MESSAGE_MOST)
		return err_set(err, ERR_INPUT, "the box is too long");
	a.todo = mem_new(n ? n : 1, sizeof(*a.todo));
	for (size_t i = 0; i < n; i++) {
		items[i].result = SLOT_FAILED;
		a.todo[i] = i;
	}
	while (good && a.ended < n)
		good = a.wait && a.under_way < AHEAD ? add_send(h, &a, err)
						     : add_receive(h, &a, err);
	free(a.todo);
	h->number = a.base + (uint32_t)n;
	if (good && a.failure.code) {
		if (err)
			*err = a.failure;
		return false;
	}
	return good;
}

/* ---- slips --------------------------------------------------------------------------- */

bool
hatch_slips_add(struct hatch *h, const char *survey, const unsigned char (*hashes)[SLIP_BYTES],
		size_t n, unsigned *out_run, struct err *err)
{
	SCOPED(buf) more = { 0 };

	if (!n || n > SLIPS_MOST)
		return err_set(err, ERR_INPUT, "%zu slips: a print run has 1 to %d", n,
			       SLIPS_MOST);
	buf_u32(&more, (uint32_t)n);
	buf_put(&more, hashes, n * SLIP_BYTES);
	return ask_more(h, HATCH_SLIPS_ADD, survey, &more, out_run, WAIT_MS, err);
}

bool
hatch_slips_withdraw(struct hatch *h, const char *survey, unsigned run, struct err *err)
{
	SCOPED(buf) more = { 0 };

	buf_u32(&more, run);
	return ask_more(h, HATCH_SLIPS_WITHDRAW, survey, &more, NULL, WAIT_MS, err);
}
