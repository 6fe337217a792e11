/*
 * A load client: so many connections, kept alive, each with one request under way.
 *
 *   load -p PORT -c CONNECTIONS -t SECONDS [-s PID] [-d FIELDS] [-m MARK] get|post|walk PATH
 *
 * get: fetches PATH.  post: posts FIELDS to it with a new ticket each time.  walk: fetches PATH and
 * posts FIELDS with the ticket that stands in the page; the two count as one.  A reply is good if
 * its status is 200 and MARK stands in it.  PID: the server's, whose processor time is told.
 *
 * Prints one line: good replies a second, p50, p99 and the longest in microseconds, failures,
 * processor time of the server in microseconds for each.  One thread; keep a core for it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 96 << 10, TIMES_MOST = 4 << 20 };

struct connection {
	int fd;
	bool posting; /* walk: the second half is under way */
	uint64_t since;
	char *text;
	size_t len, whole; /* whole: length of the reply, 0: not known yet */
};

static struct {
	unsigned port, connections, seconds;
	int server;
	const char *fields, *mark, *path;
	bool get, walk;
} options = { .connections = 1, .seconds = 3, .fields = "" };

static uint32_t *times; /* microseconds */
static size_t good, failed;
static int poller;

static void
fail(const char *what)
{
	perror(what);
	exit(1);
}

static uint64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

/* ---- requests ------------------------------------------------------------------------ */

/* 128 random bits in 26 digits of Crockford's base32; the last has two spare bits. */
static void
new_ticket(char out[27])
{
	static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	static unsigned char pool[26 * 64];
	static size_t used = sizeof(pool);

	if (used == sizeof(pool)) {
		if (getrandom(pool, sizeof(pool), 0) != (ssize_t)sizeof(pool))
			fail("getrandom");
		used = 0;
	}
	for (size_t i = 0; i < 26; i++)
		out[i] =
			digits[i == 25 ? (pool[used + i] & 7) << 2 : pool[used + i] & 31];
	out[26] = '\0';
	used += 26;
}

static void
send_all(struct connection *c, const char *bytes, size_t len)
{
	while (len) {
		ssize_t n = send(c->fd, bytes, len, MSG_NOSIGNAL);

		if (n < 0 && errno == EAGAIN)
			continue; /* a request of a few kilobytes always fits, soon */
		if (n <= 0)
			fail("send");
		bytes += n;
		len -= (size_t)n;
	}
}

static void
send_get(struct connection *c)
{
	char head[400];
	int len = snprintf(head, sizeof(head),
			   "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n\r\n", options.path,
			   options.port);

	send_all(c, head, (size_t)len);
}

static void
send_post(struct connection *c, const char *ticket)
{
	static char bytes[40000];
	size_t body = strlen("ticket=") + 26 + 1 + strlen(options.fields);
	int len = snprintf(bytes, sizeof(bytes),
			   "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n"
			   "Content-Type: application/x-www-form-urlencoded\r\n"
			   "Content-Length: %zu\r\n\r\nticket=%s&%s",
			   options.path, options.port, body, ticket, options.fields);

	send_all(c, bytes, (size_t)len);
}

static void
begin(struct connection *c)
{
	char ticket[27];

	c->len = c->whole = 0;
	c->posting = false;
	c->since = now_us();
	if (options.get || options.walk) {
		send_get(c);
		return;
	}
	new_ticket(ticket);
	send_post(c, ticket);
}

static void
plug(struct connection *c)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)options.port),
				  .sin_addr = { htonl(INADDR_LOOPBACK) } };
	struct epoll_event event = { .events = EPOLLIN, .data = { .ptr = c } };
	int on = 1;

	c->fd = socket(AF_INET, SOCK_STREAM, 0);
	if (c->fd < 0 || connect(c->fd, (struct sockaddr *)&at, sizeof(at)))
		fail("connect");
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	fcntl(c->fd, F_SETFL, O_NONBLOCK);
	if (epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &event))
		fail("epoll");
}

/* ---- replies --------------------------------------------------------------------------- */

/* Whether the reply is here in whole. */
static bool
is_whole(struct connection *c)
{
	char *end, *length;

	if (!c->whole) {
		c->text[c->len] = '\0';
		end = strstr(c->text, "\r\n\r\n");
		if (!end)
			return false;
		length = strstr(c->text, "Content-Length: ");
		if (!length || length > end)
			return false;
		c->whole = (size_t)(end + 4 - c->text) + strtoul(length + 16, NULL, 10);
	}
	return c->len >= c->whole;
}

static void
finish(struct connection *c)
{
	bool well = c->len > 12 && !memcmp(c->text + 9, "200", 3);

	c->text[c->len] = '\0';
	if (well && options.walk && !c->posting) {
		char *ticket = strstr(c->text, "name=\"ticket\" value=\"");
		char copy[27];

		if (!ticket)
			ticket = strstr(c->text, "name=ticket value=");
		if (!ticket) {
			fprintf(stderr, "there is no ticket in the page\n");
			exit(1);
		}
		ticket = strstr(ticket, "value=") + 6;
		ticket += *ticket == '"';
		memcpy(copy, ticket, 26);
		copy[26] = '\0';
		c->len = c->whole = 0;
		c->posting = true;
		send_post(c, copy);
		return;
	}
	if (well && options.mark)
		well = strstr(c->text, options.mark) != NULL;
	if (!well)
		failed++;
	else if (good < TIMES_MOST)
		times[good++] = (uint32_t)(now_us() - c->since);
	begin(c);
}

static void
hear(struct connection *c)
{
	ssize_t n = recv(c->fd, c->text + c->len, ROOM - 1 - c->len, 0);

	if (n < 0 && errno == EAGAIN)
		return;
	if (n <= 0) {
		failed++;
		close(c->fd);
		plug(c);
		begin(c);
		return;
	}
	c->len += (size_t)n;
	if (is_whole(c))
		finish(c);
}

/* ---- figures ------------------------------------------------------------------------------ */

/* Processor time of the server so far, in microseconds. */
static double
server_time(void)
{
	char path[60], text[1000];
	unsigned long user, system;
	FILE *f;
	size_t len;

	if (!options.server)
		return 0;
	snprintf(path, sizeof(path), "/proc/%d/stat", options.server);
	f = fopen(path, "r");
	if (!f)
		fail(path);
	len = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	text[len] = '\0';
	if (sscanf(strrchr(text, ')') + 2,
		   "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user,
		   &system) != 2)
		fail("stat");
	return (double)(user + system) * 1e6 / (double)sysconf(_SC_CLK_TCK);
}

static int
by_size(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
run(void)
{
	struct connection *all = calloc(options.connections, sizeof(*all));
	struct epoll_event events[256];
	uint64_t start, end;
	double used;

	for (unsigned i = 0; i < options.connections; i++) {
		all[i].text = malloc(ROOM);
		plug(&all[i]);
	}
	used = server_time();
	start = now_us();
	end = start + (uint64_t)options.seconds * 1000000;
	for (unsigned i = 0; i < options.connections; i++)
		begin(&all[i]);
	while (now_us() < end) {
		int n = epoll_wait(poller, events, 256, 100);

		for (int i = 0; i < n; i++)
			hear(events[i].data.ptr);
	}
	used = server_time() - used;
	end = now_us();
	if (!good) {
		printf("0 0 0 0 %zu 0\n", failed);
		return;
	}
	qsort(times, good, sizeof(*times), by_size);
	printf("%.0f %u %u %u %zu %.2f\n", (double)good * 1e6 / (double)(end - start),
	       times[good / 2], times[good * 99 / 100], times[good - 1], failed,
	       used / (double)good);
}

int
main(int argc, char **argv)
{
	int c;

	while ((c = getopt(argc, argv, "p:c:t:s:d:m:")) != -1)
		switch (c) {
		case 'p':
			options.port = (unsigned)strtoul(optarg, NULL, 10);
			break;
		case 'c':
			options.connections = (unsigned)strtoul(optarg, NULL, 10);
			break;
		case 't':
			options.seconds = (unsigned)strtoul(optarg, NULL, 10);
			break;
		case 's':
			options.server = (int)strtol(optarg, NULL, 10);
			break;
		case 'd':
			options.fields = optarg;
			break;
		case 'm':
			options.mark = optarg;
			break;
		default:
			return 64;
		}
	if (argc - optind != 2)
		return 64;
	options.get = !strcmp(argv[optind], "get");
	options.walk = !strcmp(argv[optind], "walk");
	options.path = argv[optind + 1];
	times = malloc(sizeof(*times) * TIMES_MOST);
	poller = epoll_create1(0);
	run();
	return 0;
}
