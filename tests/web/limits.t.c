/*
 * Deadlines and least rates, in real time: who drips or stalls is cut when the rules say, who is
 * merely slow is not, and the others never notice.
 *
 * All slow clients run at once, in one poll loop, so that this takes no longer than the slowest.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/tap.h"
#include "tests/web/site.h"

#define HOST "Host: survey.example\r\n"

struct slow {
	const char *name;
	const char *head;      /* sent at once */
	unsigned every, bytes; /* then so many bytes each so many ms; 0: nothing more */
	unsigned cut_from, cut_to; /* ms; 0: must still be there at the end */
	int fd;
	uint64_t next, ended; /* ms since the start; ended 0: still open */
	bool answered;
};

enum { TEST_MS = 14000 };

#define BODY                           \
	"POST /S/%s HTTP/1.1\r\n" HOST \
	"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %s\r\n\r\nchange="

static struct slow slows[] = {
	{ .name = "nothing at all", .head = "", .cut_from = 9500, .cut_to = 11500 },
	{ .name = "half a request line",
	  .head = "GET /S",
	  .cut_from = 9500,
	  .cut_to = 11500 },
	{ .name = "a header of a byte each 200 ms",
	  .head = "GET / HTTP/1.1\r\n" HOST "X-Odd: ",
	  .every = 200,
	  .bytes = 1,
	  .cut_from = 9500,
	  .cut_to = 11500 },
	{ .name = "an idle connection behind a reply",
	  .head = "GET /healthz HTTP/1.1\r\n" HOST "\r\n",
	  .cut_from = 9500,
	  .cut_to = 11500 },
	{ .name = "a body that never comes",
	  .head = "=9000",
	  .cut_from = 9500,
	  .cut_to = 11500 },
	{ .name = "a body of 100 bytes a second",
	  .head = "=9000",
	  .every = 200,
	  .bytes = 20,
	  .cut_from = 9500,
	  .cut_to = 11500 },
	{ .name = "a body of 1,000 bytes a second",
	  .head = "=90000",
	  .every = 200,
	  .bytes = 200 },
};

static void
slow_start(struct site *s, struct slow *c)
{
	char bytes[400];

	if (*c->head == '=')
		snprintf(bytes, sizeof(bytes), BODY, s->code, c->head + 1);
	else
		snprintf(bytes, sizeof(bytes), "%s", c->head);
	c->fd = site_connect(s);
	send_whole(c->fd, bytes, strlen(bytes));
	c->next = c->every;
}

static void
slow_turn(struct slow *c, uint64_t at)
{
	struct pollfd fd = { .fd = c->fd, .events = POLLIN };
	char bytes[4096];
	ssize_t n;

	if (c->ended)
		return;
	if (poll(&fd, 1, 0) > 0) {
		n = recv(c->fd, bytes, sizeof(bytes), MSG_DONTWAIT);
		if (n > 0)
			c->answered = true;
		else
			c->ended = at;
	}
	if (c->ended || !c->every || at < c->next)
		return;
	memset(bytes, 'x', c->bytes);
	send(c->fd, bytes, c->bytes, MSG_NOSIGNAL | MSG_DONTWAIT);
	c->next += c->every;
}

static void
slow_check(const struct slow *c)
{
	if (!c->cut_from)
		ok(!c->ended, "%s: still there after %d s", c->name, TEST_MS / 1000);
	else
		ok(c->ended >= c->cut_from && c->ended <= c->cut_to,
		   "%s: cut after %llu ms", c->name, (unsigned long long)c->ended);
}

/* A visit by somebody else; its time in ms. */
static uint64_t
visit_time(const struct site *s)
{
	static const char bytes[] = "GET / HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n";
	uint64_t from = clock_ms();
	struct heard h = site_say(s, bytes, sizeof(bytes) - 1, 5000);

	return h.status == 200 ? clock_ms() - from : 99999;
}

static void
test_slow(struct site *s)
{
	uint64_t start = clock_ms(), at = 0, worst = 0, next_visit = 0, time;

	for (size_t i = 0; i < ARRAY_LEN(slows); i++)
		slow_start(s, &slows[i]);
	while ((at = clock_ms() - start) < TEST_MS) {
		for (size_t i = 0; i < ARRAY_LEN(slows); i++)
			slow_turn(&slows[i], at);
		if (at >= next_visit) {
			time = visit_time(s);
			worst = time > worst ? time : worst;
			next_visit = at + 100;
		}
		poll(NULL, 0, 10);
	}
	for (size_t i = 0; i < ARRAY_LEN(slows); i++) {
		slow_check(&slows[i]);
		close(slows[i].fd);
	}
	ok(slows[3].answered, "who idled had been answered before");
	ok(worst < 500, "meanwhile others waited %llu ms at most",
	   (unsigned long long)worst);
}

int
main(int argc, char **argv)
{
	struct err err = { 0 };
	struct site s;

	site_begin(argc, argv);
	site_make(&s, 64);
	if (!site_start(&s, 0, &err))
		die("%s", err.text);
	test_slow(&s);
	is_int(site_stop(&s, SIGTERM), 0, "the door ends well");
	site_free(&s);
	return tap_done();
}
