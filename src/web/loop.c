/*
 * The door's own loop round libmicrohttpd: waits for its epoll descriptor and for ours, lets it
 * run, sweeps deadlines, collects what the writer ended.  One thread, no lock.
 *
 * libmicrohttpd's internal epoll thread is not used: 0.9.75 stalls when exactly 128, 256 or 512
 * connections are ready at once.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "web/machine.h"

#define TICK_MS	     1000u
#define STOP_MOST_MS 12000u /* a send's ten seconds, and two for its reply */
#define STOP_TAIL_MS 2000u  /* for requests that send nothing, once the queue is empty */

struct loop {
	struct door *door;
	uint64_t next_sweep, next_tick, next_look;
	uint64_t stop_since, empty_since; /* 0: not yet */
};

static int
sooner(int a, int b)
{
	return a < 0 ? b : b < 0 || a < b ? a : b;
}

static int
until(uint64_t then, uint64_t now)
{
	return then > now ? (int)(then - now) : 0;
}

static int
loop_wait(const struct loop *loop)
{
	struct door *door = loop->door;
	uint64_t now = clock_ms();
	int ms = sooner(http_wait(door->http), sender_wait(door->sender, now));

	ms = sooner(ms, until(loop->next_tick, now));
	if (door->rooms_run)
		ms = sooner(ms, until(loop->next_look, now));
	if (http_connections(door->http) || door->stopping)
		ms = sooner(ms, until(loop->next_sweep, now));
	return ms;
}

static void
stop_begin(struct loop *loop)
{
	if (loop->door->stopping)
		return;
	loop->door->stopping = true;
	loop->stop_since = loop->door->now;
	http_quiesce(loop->door->http);
}

static void
side_ready(struct loop *loop)
{
	struct door *door = loop->door;
	struct epoll_event events[16];
	struct signalfd_siginfo signal;
	uint64_t woken;
	int n = epoll_wait(door->side, events, ARRAY_LEN(events), 0);

	for (int i = 0; i < n; i++) {
		void *what = events[i].data.ptr;

		if (what == &door->wake) {
			if (read(door->wake, &woken, sizeof(woken)) < 0)
				continue; /* somebody else emptied it: nothing to do */
		} else if (what == &door->signals) {
			if (read(door->signals, &signal, sizeof(signal)) > 0)
				stop_begin(loop);
		} else {
			hatch_ready(door->hatch, what, events[i].events);
		}
	}
}

/* All that waited is answered, or has waited long enough. */
static bool
stop_ends(struct loop *loop)
{
	struct door *door = loop->door;
	uint64_t now = door->now;

	if (!door->stopping)
		return false;
	if (sender_under_way(door->sender))
		return now - loop->stop_since >= STOP_MOST_MS;
	if (!loop->empty_since)
		loop->empty_since = now;
	return !http_requests(door->http) || now - loop->empty_since >= STOP_TAIL_MS;
}

static bool
loop_turn(struct loop *loop, struct err *err)
{
	struct door *door = loop->door;
	struct pollfd fds[2] = { { .fd = http_descriptor(door->http), .events = POLLIN },
				 { .fd = door->side, .events = POLLIN } };

	if (poll(fds, ARRAY_LEN(fds), loop_wait(loop)) < 0 && errno != EINTR)
		return err_set(err, ERR_IO, "poll: %s", strerror(errno));
	door->now = clock_ms();
	if (fds[1].revents)
		side_ready(loop);
	sender_collect(door->sender, door->now);
	if (!http_run(door->http))
		return err_set(err, ERR_IO, "libmicrohttpd gave up");
	if (door->now >= loop->next_sweep) {
		http_sweep(door->http, door->now);
		loop->next_sweep = door->now + SWEEP_MS;
	}
	if (door->now >= loop->next_tick) {
		door_tick(door);
		loop->next_tick = door->now + TICK_MS;
	}
	if (door->now >= loop->next_look) {
		door_look(door);
		loop->next_look = door->now + LOOK_MS;
	}
	return true;
}

bool
loop_run(struct door *door, struct err *err)
{
	struct loop loop = { .door = door };
	bool good = true;

	while (good && !stop_ends(&loop))
		good = loop_turn(&loop, err);
	/* Whatever ended it, no connection may be left suspended. */
	sender_expire(door->sender);
	return http_run(door->http) && good;
}
