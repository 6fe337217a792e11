/*
 * The hatch as the door serves it: answers/door.sock, in the door's own loop.
 *
 * There is no message that gives anything stored back.  Who may connect may only add, and the
 * socket's mode (0660) says who; still, every length is checked, and a client has bounded room.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "web/hatch_job.h"
#include "web/room.h"

struct hatch_job *
job_new(struct hatch_client *client, uint32_t number, struct held *survey)
{
	struct hatch_server *h = client->server;
	struct hatch_job *job = mem_new(1, sizeof(*job));

	job->client = client;
	job->number = number;
	job->survey = survey;
	job->next = h->jobs;
	job->self = &h->jobs;
	if (job->next)
		job->next->self = &job->next;
	h->jobs = job;
	client->jobs++;
	return job;
}

static void
job_free(struct hatch_job *job)
{
	*job->self = job->next;
	if (job->next)
		job->next->self = job->self;
	job->client->jobs--;
	arena_free(job->arena);
	if (job->hashes)
		job->client->printing = false;
	free(job->hashes);
	free(job);
}

static void
client_free(struct hatch_client *c)
{
	for (struct hatch_client **at = &c->server->clients; *at; at = &(*at)->next)
		if (*at == c) {
			*at = c->next;
			break;
		}
	c->server->client_count--;
	if (c->fd >= 0)
		close(c->fd);
	buf_free(&c->in);
	buf_free(&c->out);
	free(c);
}

/* Closes now, frees when no job points to it any more. */
static void
client_drop(struct hatch_client *c)
{
	c->gone = true;
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
	if (!c->jobs)
		client_free(c);
}

void
reply_put(struct hatch_client *c, uint32_t number, enum err_code code,
	  unsigned result, const char *words)
{
	char text[REPLY_WORDS] = "";

	if (c->gone)
		return;
	str_fit(text, sizeof(text), words);
	hatch_head_put(&c->out, (struct hatch_head){ .len = REPLY_SIZE - HEAD,
						     .kind = HATCH_REPLY,
						     .code = (unsigned)code,
						     .number = number });
	buf_u32(&c->out, result);
	buf_put(&c->out, text, sizeof(text));
}

/* Sends what waits, and listens for what the client may still say. */
static void
client_flush(struct hatch_client *c)
{
	struct epoll_event event = { .data = { .ptr = c } };
	ssize_t n;

	while (!c->gone && c->sent < c->out.len) {
		n = send(c->fd, c->out.data + c->sent, c->out.len - c->sent,
			 MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		c->sent += (size_t)n;
	}
	if (c->gone)
		return;
	if (c->sent == c->out.len) {
		buf_clear(&c->out);
		c->sent = 0;
	}
	event.events = (c->jobs < JOBS_MOST ? EPOLLIN : 0) | (c->out.len ? EPOLLOUT : 0);
	if (event.events == c->listens)
		return;
	c->listens = event.events;
	if (epoll_ctl(c->server->door->side, EPOLL_CTL_MOD, c->fd, &event))
		c->listens = 0;
}

static bool client_take(struct hatch_client *c);

void
job_end(struct hatch_job *job, enum err_code code, unsigned result, const char *words)
{
	struct hatch_client *c = job->client;

	reply_put(c, job->number, code, result, words);
	job_free(job);
	if (c->gone) {
		if (!c->jobs)
			client_free(c);
		return;
	}
	/* A place came free: what waited for it in the buffer goes on. */
	if (c->taking)
		return;
	if (client_take(c))
		client_flush(c);
	else
		client_drop(c);
}

static void
add_done(void *with, enum send_result result)
{
	struct hatch_job *job = with;
	struct sender *sender = job->client->server->door->sender;

	switch (result) {
	case SEND_STORED:
		job_end(job, ERR_NONE, SLOT_STORED, "");
		return;
	case SEND_THERE:
		job_end(job, ERR_NONE, SLOT_THERE, "");
		return;
	case SEND_EXPIRED:
		job_end(job, ERR_BUSY, SLOT_FAILED, "the answer was not stored in time");
		return;
	case SEND_FAILED:
	case SEND_REFUSED:
	case SEND_SPENT:
		break;
	}
	if (sender_full(sender))
		job_end(job, ERR_FULL, SLOT_FAILED, "the disk is full");
	else
		job_end(job, ERR_IO, SLOT_FAILED,
			"the door cannot store answers; see its log");
}

static void
handle_add(struct hatch_client *c, uint32_t number, struct held *survey, struct cut *rest)
{
	struct door *door = c->server->door;
	size_t box_len = survey->open.box_len;
	const unsigned char *ticket = cut_bytes(rest, TICKET_BYTES);
	const unsigned char *box = cut_bytes(rest, box_len);
	unsigned char id[ANSWER_ID], *copy;
	struct hatch_job *job;
	struct message *m;

	if (!cut_done(rest)) {
		reply_put(c, number, ERR_INPUT, SLOT_FAILED,
			  "the box has the wrong length");
		return;
	}
	if (survey->open.state != SURVEY_OPEN || !atomic_load(&survey->file) ||
	    door->stopping) {
		reply_put(c, number, ERR_MISSING, SLOT_FAILED,
			  "the survey takes no answers");
		return;
	}
	ticket_id(ticket, survey->open.secrets->ticket_key, id);
	copy = mem_new(box_len, 1);
	memcpy(copy, box, box_len);
	job = job_new(c, number, survey);
	m = message_new(door->sender, survey, id, NULL, 0, copy, NULL, add_done, job);
	if (m) {
		sender_put(door->sender, m, door->now);
		return;
	}
	free(copy);
	job_free(job);
	if (sender_stopped(door->sender))
		reply_put(c, number, ERR_IO, SLOT_FAILED,
			  "the door cannot store answers");
	else if (sender_full(door->sender))
		reply_put(c, number, ERR_FULL, SLOT_FAILED, "the disk is full");
	else
		reply_put(c, number, ERR_BUSY, SLOT_FAILED, "the door is busy");
}

/* On a sealing thread: a large table takes a while. */
static enum send_result
make_work(void *with)
{
	struct hatch_job *job = with;

	return held_open_file(job->survey, true, &job->row, &job->err) ? SEND_STORED
								       : SEND_FAILED;
}

static void
make_done(void *with, enum send_result result)
{
	struct hatch_job *job = with;
	struct held *survey = job->survey;

	survey->opening--;
	if (result != SEND_STORED) {
		job_end(job, job->err.code, SLOT_FAILED, job->err.text);
		return;
	}
	held_follow(survey);
	job_end(job, ERR_NONE, SLOT_STORED, "");
}

static void
handle_open(struct hatch_client *c, uint32_t number, struct held *survey)
{
	struct door *door = c->server->door;
	struct hatch_job *job;

	if (atomic_load(&survey->file)) {
		reply_put(c, number, ERR_CREATE, SLOT_FAILED,
			  "its answers file is there already");
		return;
	}
	job = job_new(c, number, survey);
	job->arena = arena_new(0);
	if (!survey_get(door->store, survey->open.name, &job->row, job->arena,
			&job->err)) {
		job_end(job, job->err.code, SLOT_FAILED, job->err.text);
		return;
	}
	survey->opening++;
	sender_work(door->sender, true, make_work, make_done, job);
}

static enum send_result
close_work(void *with)
{
	struct hatch_job *job = with;

	return held_close_batch(job->survey);
}

static void
close_done(void *with, enum send_result result)
{
	if (result == SEND_STORED)
		job_end(with, ERR_NONE, SLOT_STORED, "");
	else
		job_end(with, ERR_IO, SLOT_FAILED, "its last batch cannot be closed");
}

static void
handle_close(struct hatch_client *c, uint32_t number, struct held *survey)
{
	if (survey->open.state != SURVEY_CLOSED) {
		reply_put(c, number, ERR_INPUT, SLOT_FAILED,
			  "canvass.db does not say closed");
		return;
	}
	if (!atomic_load(&survey->file)) { /* forgotten long ago, or it never opened */
		reply_put(c, number, ERR_NONE, SLOT_STORED, "");
		return;
	}
	sender_work_after(c->server->door->sender, survey, close_work, close_done,
			  job_new(c, number, survey));
}

/* The command has just written to canvass.db: no waiting for the next second. */
static struct held *
fresh_survey(struct door *door, const char *name)
{
	struct err err = { 0 };

	door->reload_failed = !door_reload(door, &err);
	return door_held(door, name);
}

/* A step of a room by its file's name: the desk hands over what a scribe typed. */
static struct held *
room_step_named(const struct door *door, const char *name)
{
	for (size_t i = 0; i < door->room_count; i++)
		for (unsigned n = 1; n < ROOM_STEPS; n++) {
			struct held *step = door->rooms[i]->steps[n];

			if (step && str_same(step->open.name, name))
				return step;
		}
	return NULL;
}

static void
handle(struct hatch_client *c, struct hatch_head head, const char *payload)
{
	struct door *door = c->server->door;
	struct cut rest = cut_from(payload, head.len);
	const unsigned char *raw;
	struct held *survey;
	char name[SURVEY_NAME];

	if (head.kind == HATCH_PING) {
		reply_put(c, head.number, ERR_NONE, SLOT_STORED, "");
		return;
	}
	raw = cut_bytes(&rest, SURVEY_NAME);
	if (!raw || raw[SURVEY_NAME - 1]) {
		reply_put(c, head.number, ERR_INPUT, SLOT_FAILED,
			  "the message is damaged");
		return;
	}
	memcpy(name, raw, sizeof(name));
	survey =
		head.kind == HATCH_ADD ? door_held(door, name) : fresh_survey(door, name);
	if (!survey && head.kind == HATCH_ADD)
		survey = room_step_named(door, name);
	if (!survey && head.kind == HATCH_ADD && !(survey = fresh_survey(door, name)))
		survey = room_step_named(door, name);
	if (!survey)
		reply_put(c, head.number, ERR_MISSING, SLOT_FAILED,
			  "there is no such survey");
	else if (head.kind == HATCH_ADD)
		handle_add(c, head.number, survey, &rest);
	else if (head.kind == HATCH_OPEN && cut_done(&rest))
		handle_open(c, head.number, survey);
	else if (head.kind == HATCH_CLOSE && cut_done(&rest))
		handle_close(c, head.number, survey);
	else if (head.kind == HATCH_SLIPS_ADD)
		handle_slips_add(c, head.number, survey, &rest);
	else if (head.kind == HATCH_SLIPS_WITHDRAW)
		handle_slips_withdraw(c, head.number, survey, &rest);
	else
		reply_put(c, head.number, ERR_INPUT, SLOT_FAILED,
			  "the message is unknown");
}

static size_t
message_most(unsigned kind)
{
	return kind == HATCH_SLIPS_ADD ? SLIPS_MESSAGE_MOST : MESSAGE_MOST;
}

/* How much may lie in the buffer: the first message whole, if it is a large one. */
static size_t
client_room(const struct hatch_client *c)
{
	struct hatch_head head;

	if (c->in.len < HEAD)
		return MESSAGE_MOST;
	head = hatch_head_read(c->in.data);
	if (head.len <= MESSAGE_MOST - HEAD || head.len > message_most(head.kind) - HEAD)
		return MESSAGE_MOST;
	return HEAD + head.len;
}

/* Takes whole messages off what came.  False: the client says nonsense, or reads no replies. */
static bool
client_take(struct hatch_client *c)
{
	size_t at = 0;
	bool sense = true;

	c->taking = true;
	while (c->in.len - at >= HEAD && c->jobs < JOBS_MOST) {
		struct hatch_head head = hatch_head_read(c->in.data + at);

		sense = head.len <= message_most(head.kind) - HEAD;
		if (!sense || c->in.len - at - HEAD < head.len)
			break;
		handle(c, head, c->in.data + at + HEAD);
		at += HEAD + head.len;
	}
	if (at) {
		memmove(c->in.data, c->in.data + at, c->in.len - at);
		c->in.len -= at;
	}
	c->taking = false;
	return sense && buf_ok(&c->in) && buf_ok(&c->out);
}

static void
client_read(struct hatch_client *c)
{
	char piece[16 << 10];
	ssize_t n = 0;

	if (c->in.len < client_room(c)) {
		n = recv(c->fd, piece, sizeof(piece), MSG_DONTWAIT);
		if (!n || (n < 0 && errno != EAGAIN && errno != EINTR)) {
			client_drop(c);
			return;
		}
		if (n > 0)
			buf_put(&c->in, piece, (size_t)n);
	}
	if (!client_take(c))
		client_drop(c);
	else
		client_flush(c);
}

static void
client_accept(struct hatch_server *h)
{
	int fd = accept4(h->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	struct epoll_event event = { .events = EPOLLIN };
	struct hatch_client *c;

	if (fd < 0)
		return;
	if (h->client_count == CLIENTS_MOST) {
		close(fd);
		return;
	}
	c = mem_new(1, sizeof(*c));
	c->server = h;
	c->fd = fd;
	c->listens = EPOLLIN;
	buf_init(&c->in, SLIPS_MESSAGE_MOST + (16 << 10));
	buf_init(&c->out, 2 * JOBS_MOST * REPLY_SIZE + MESSAGE_MOST / HEAD * REPLY_SIZE);
	c->next = h->clients;
	h->clients = c;
	h->client_count++;
	event.data.ptr = c;
	if (epoll_ctl(h->door->side, EPOLL_CTL_ADD, fd, &event))
		client_drop(c);
}

void
hatch_ready(struct hatch_server *h, void *what, uint32_t events)
{
	struct hatch_client *c;

	if (what == h) {
		client_accept(h);
		return;
	}
	/* A client that an earlier event of this turn dropped is not in the list any more. */
	for (c = h->clients; c && (c != what || c->gone); c = c->next)
		;
	if (!c)
		return;
	if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
		client_read(c);
	else
		client_flush(c);
}

struct hatch_server *
hatch_server_new(struct door *door, struct err *err)
{
	struct hatch_server *h = mem_new(1, sizeof(*h));
	struct epoll_event event = { .events = EPOLLIN, .data = { .ptr = h } };
	struct sockaddr_un at;
	mode_t mask;
	bool good;
	int dir_fd;

	h->door = door;
	h->fd = -1;
	good = hatch_path(door->settings.dir, &at, &dir_fd);
	if (good) {
		/* We hold the lock, so a socket that is there belongs to nobody. */
		unlink(at.sun_path);
		h->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
		mask = umask(
			0117); /* 0660 from its first moment; no other thread runs yet */
		good = h->fd >= 0 && !bind(h->fd, (struct sockaddr *)&at, sizeof(at)) &&
		       !listen(h->fd, CLIENTS_MOST) &&
		       !epoll_ctl(door->side, EPOLL_CTL_ADD, h->fd, &event);
		umask(mask);
	}
	if (!good)
		err_set(err, errno == EACCES || errno == EROFS ? ERR_DENIED : ERR_IO,
			"cannot make %s/answers/door.sock: %s", door->settings.dir,
			strerror(errno));
	if (dir_fd >= 0)
		close(dir_fd);
	if (good)
		return h;
	if (h->fd >= 0)
		close(h->fd);
	free(h);
	return NULL;
}

void
hatch_server_free(struct hatch_server *h)
{
	struct sockaddr_un at;
	int dir_fd;

	if (!h)
		return;
	while (h->jobs)
		job_free(h->jobs);
	while (h->clients)
		client_free(h->clients);
	if (hatch_path(h->door->settings.dir, &at, &dir_fd))
		unlink(at.sun_path);
	if (dir_fd >= 0)
		close(dir_fd);
	close(h->fd);
	free(h);
}
