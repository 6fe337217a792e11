/*
 * Deadlines and least rates of connections.  libmicrohttpd counts its timeout from the last byte,
 * so who drips a byte now and then would keep a place for ever; here each phase of a request has
 * an end.  A connection past it is shut down, never closed: libmicrohttpd sees the end of the
 * stream and closes by itself, so that no descriptor is used again under our feet.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "web/machine.h"

#define WAIT_MS	     10000u /* header, or idle after a reply */
#define BODY_MS	     30000u /* and a second for each 2 KiB declared */
#define RATE_FROM_MS 10000u /* least rates count from here */
#define RATE_LEAST   500u   /* bytes a second */
#define CROWD_MS \
	2000u /* with nine tenths of the places taken, the slowest past this go */

void
peer_add(struct peers *all, struct peer *p, int fd, uint64_t now)
{
	*p = (struct peer){ .fd = fd, .since = now, .next = all->first };
	if (all->first)
		all->first->before = p;
	all->first = p;
	all->count++;
}

void
peer_drop(struct peers *all, struct peer *p)
{
	if (p->next)
		p->next->before = p->before;
	if (p->before)
		p->before->next = p->next;
	else
		all->first = p->next;
	all->count--;
}

/* Bytes that the other side has acknowledged since the connection began; 0 if unknown. */
static uint64_t
bytes_acknowledged(int fd)
{
	struct tcp_info info = { 0 };
	socklen_t len = sizeof(info);

	if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len) ||
	    len < offsetof(struct tcp_info, tcpi_bytes_acked) +
			    sizeof(info.tcpi_bytes_acked))
		return 0;
	return info.tcpi_bytes_acked;
}

void
peer_phase(struct peer *p, enum phase phase, uint64_t declared, uint64_t now)
{
	p->phase = phase;
	p->since = now;
	p->declared = declared;
	/* Asked for lazily, in the first sweep that looks: most replies are gone by then. */
	p->moved = 0;
}

static bool
too_slow(uint64_t bytes, uint64_t ms)
{
	return ms >= RATE_FROM_MS && bytes * 1000 < (uint64_t)RATE_LEAST * ms;
}

static bool
is_late(struct peer *p, uint64_t now)
{
	uint64_t ms = now - p->since;

	switch (p->phase) {
	case PHASE_WAIT:
		return ms >= WAIT_MS;
	case PHASE_BODY:
		return ms >= BODY_MS + p->declared / 2048 * 1000 ||
		       too_slow(p->moved, ms);
	case PHASE_REPLY:
		if (ms < SWEEP_MS)
			return false;
		if (!p->moved) { /* a little late, so a little lenient */
			p->moved = bytes_acknowledged(p->fd) + 1;
			return false;
		}
		return ms >= BODY_MS + p->declared / 2048 * 1000 ||
		       (ms >= RATE_FROM_MS &&
			too_slow(bytes_acknowledged(p->fd) + 1 - p->moved, ms));
	case PHASE_STORE:
		return false; /* the sender ends it after ten seconds */
	}
	return false;
}

static void
peer_cut(struct peer *p)
{
	p->cut = true;
	shutdown(p->fd, SHUT_RDWR);
}

static int
by_age(const void *a, const void *b)
{
	const struct peer *const *x = a, *const *y = b;

	return ((*x)->since > (*y)->since) - ((*x)->since < (*y)->since);
}

/* With hardly a place left, those who have been at one step for longest make room. */
static void
thin_out(struct peers *all, uint64_t now)
{
	size_t over = all->count - all->most / 10 * 9, n = 0;
	struct peer **old = mem_new(all->count, sizeof(*old));

	for (struct peer *p = all->first; p; p = p->next)
		if (!p->cut && p->phase != PHASE_STORE && now - p->since > CROWD_MS)
			old[n++] = p;
	qsort(old, n, sizeof(*old), by_age);
	for (size_t i = 0; i < n && i < over; i++)
		peer_cut(old[i]);
	free(old);
}

void
peers_sweep(struct peers *all, uint64_t now)
{
	for (struct peer *p = all->first; p; p = p->next)
		if (!p->cut && is_late(p, now))
			peer_cut(p);
	if (all->count > all->most / 10 * 9)
		thin_out(all, now);
}
